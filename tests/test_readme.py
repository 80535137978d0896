"""Every command, query and snippet of the README runs and gives what the README shows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from readme_blocks import README, ROOT, Block, blocks, output_of, queries

TEXT = README.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT)


@pytest.mark.parametrize(("command", "shown"), queries(TEXT), ids=range(len(queries(TEXT))))
def test_queries_give_the_answers_shown(command: str, shown: Block) -> None:
    assert output_of(command) == shown.text, "python tests/readme_blocks.py writes the new answers"


def test_there_are_six_questions() -> None:
    assert len(queries(TEXT)) == 6


@pytest.mark.parametrize("code", [b.text for b in BLOCKS if b.language == "python"])
def test_python_snippets_run(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("code", [b.text for b in BLOCKS if b.language == "r"])
def test_r_snippets_run(code: str) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed")
    asked = subprocess.run(["Rscript", "-e", "library(readr)"], capture_output=True, check=False)
    if asked.returncode:
        pytest.skip("R has no package readr")
    subprocess.run(["Rscript", "-e", code], cwd=ROOT, check=True)


def _commands() -> list[str]:
    lines = [line for b in BLOCKS if b.language == "sh" for line in b.text.splitlines()]
    return [line for line in lines if not line.startswith("readout query")]


@pytest.mark.parametrize("command", _commands())
def test_other_commands_run(command: str, tmp_path: Path) -> None:
    tool, *_ = command.split()
    if tool == "make":
        target = command.split()[1]
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        return
    if tool == "duckdb" and shutil.which("duckdb") is None:
        sql = command.split('"')[1]
        command = f'python -c "import duckdb; print(duckdb.sql(\\"{sql}\\"))"'
    command = command.replace("~/articles", "../shared/seeds")
    if "../shared" in command and not (ROOT.parent / "shared" / "seeds").is_dir():
        pytest.skip("the measuring material is not beside the checkout")
    for name in ("readout ", "python "):
        if command.startswith(name):
            module = "-m toolkit " if name == "readout " else ""
            command = f'"{sys.executable}" {module}{command[len(name) :]}'
    command = command.replace("--output my-calls", f"--output {tmp_path}/my-calls")
    command = command.replace("--html look.html", f"--html {tmp_path}/look.html")
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_links_lead_somewhere() -> None:
    import re

    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        if "://" not in target:
            assert (ROOT / target).exists(), target
