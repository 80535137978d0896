"""Runs the steps of ``action.yml`` as a runner of GitHub would, without one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_CONDITION = re.compile(r"([\w.-]+)\s*(==|!=)\s*'([^']*)'")


@dataclass
class Run:
    """What an action did.

    Attributes:
        outputs: of the action.
        log: what its steps wrote to standard output and error.
        summary: the step summary.
        failed: the name of the step that failed; empty for none.
        ran: names of the steps that ran.
    """

    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    failed: str = ""
    ran: list[str] = field(default_factory=list)

    def lines(self, start: str) -> list[str]:
        """The lines of the log that begin so."""
        return [line for line in self.log.splitlines() if line.startswith(start)]


class Runner:
    """Runs the action in a workspace.

    Args:
        workspace: a git repository.
        temporary: a folder for what a runner keeps beside it.
        path: a folder with the commands of the runner, before those of the machine.
    """

    def __init__(self, workspace: Path, temporary: Path, path: Path) -> None:
        self.workspace, self.temporary, self.path = workspace, temporary, path

    def run(self, *only: str, **inputs: str) -> Run:
        """Run the steps with these inputs until one fails: all, or only those named."""
        self.temporary.mkdir(exist_ok=True)
        context = {f"inputs.{name}": str(i.get("default", "")) for name, i in _inputs().items()}
        context["inputs.base"] = ""  # what the event of a push leaves of its default
        context |= {f"inputs.{name}": value for name, value in inputs.items()}
        context["github.action_path"] = str(self.workspace)
        done = Run()
        summary = self.temporary / "summary.md"
        summary.write_text("", encoding="utf-8")
        for step in ACTION["runs"]["steps"]:
            if not _holds(step.get("if"), context) or (only and step["name"] not in only):
                continue
            done.ran.append(step["name"])
            code, outputs, log = self._step(step, context, summary)
            done.log += log
            prefix = f"steps.{step.get('id', '')}.outputs"
            context |= {f"{prefix}.{name}": value for name, value in outputs.items()}
            if code != 0:
                done.failed = step["name"]
                break
        done.summary = summary.read_text(encoding="utf-8")
        named = ACTION["outputs"].items()
        done.outputs = {name: _filled(output["value"], context) for name, output in named}
        return done

    def _step(
        self, step: dict[str, Any], context: dict[str, str], summary: Path
    ) -> tuple[int, dict[str, str], str]:
        assert "${{" not in step["run"], "inputs reach a script through its environment only"
        assert step["shell"] == "bash"
        output = self.temporary / "output.txt"
        output.write_text("", encoding="utf-8")
        script = self.temporary / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        given = {name: _filled(value, context) for name, value in step.get("env", {}).items()}
        environment = {
            "PATH": f"{self.path}:{os.environ['PATH']}",
            "HOME": str(self.temporary),
            "PYTHONPATH": str(self.workspace),
            "PYTHONDONTWRITEBYTECODE": "",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.temporary),
            **given,
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        return done.returncode, dict(line.split("=", 1) for line in lines), done.stdout


def _inputs() -> dict[str, Any]:
    return dict(ACTION["inputs"])


def _filled(text: str, context: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: context.get(match[1], ""), str(text))


def _holds(condition: str | None, context: dict[str, str]) -> bool:
    if condition is None:
        return True
    found = _CONDITION.fullmatch(condition)
    assert found, f"a condition that the test cannot judge: {condition}"
    return (context.get(found[1], "") == found[3]) == (found[2] == "==")


def command(folder: Path, name: str) -> Path:
    """A folder with one command: the program from the workspace."""
    folder.mkdir()
    script = folder / name
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toolkit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder
