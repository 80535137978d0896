"""The data gate: its steps on good and bad changes, and its files under linters of others."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from action_support import ACTION, ROOT, Run, Runner, command

CORRECTION = "{table},{row},{field},{old},{new},read again,A Tester\n"
BUILD, COMPARE = "Build again and compare", "Compare with the base"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def git(workspace: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=workspace, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def build(runner: Runner) -> None:
    subprocess.run(
        [runner.path / "readout", "build"],
        cwd=runner.workspace,
        env={"PYTHONPATH": str(runner.workspace), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A small project under git: the program, its declaration, one article and its package."""
    folder = tmp_path_factory.mktemp("action")
    workspace = folder / "work"
    for name in ("toolkit", "schemas", "seeds/reference"):
        shutil.copytree(ROOT / name, workspace / name)  # compiled modules stay valid
    (workspace / "schemas" / "expectations.json").unlink()
    (workspace / "seeds" / "articles").mkdir()
    article = ROOT / "tests" / "data" / "articles" / "berlin-delhi-call.md"
    shutil.copy(article, workspace / "seeds" / "articles")
    shutil.copy(ROOT / "seeds" / "corrections.csv", workspace / "seeds")
    (workspace / ".gitignore").write_text("__pycache__\n", encoding="utf-8")
    runner = Runner(workspace, folder / "temporary", command(folder / "bin", "readout"))
    build(runner)
    git(workspace, "init", "--quiet")
    git(workspace, "add", ".")
    git(workspace, "commit", "--quiet", "-m", "base")
    return runner


@pytest.fixture
def runner(house: Runner) -> Iterator[Runner]:
    """The project as it was."""
    yield house
    git(house.workspace, "reset", "--quiet", "--hard")
    git(house.workspace, "clean", "--quiet", "-fd")


def gate(runner: Runner, **inputs: str) -> Run:
    base = git(runner.workspace, "rev-parse", "HEAD")
    return runner.run(install="false", **{"base": base, **inputs})


def correct(runner: Runner, field: str, new: str) -> None:
    """A correction of the package's only call."""
    calls = (runner.workspace / "datapackage/data/calls.csv").read_text(encoding="utf-8")
    header, row = (line.split(",") for line in calls.splitlines()[:2])
    call = dict(zip(header, row, strict=True))
    line = CORRECTION.format(
        table="calls", row=call["call_id"], field=field, old=call[field], new=new
    )
    with (runner.workspace / "seeds" / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(line)


def test_a_good_change(runner: Runner) -> None:
    correct(runner, "medium_code", "video")
    build(runner)
    run = gate(runner)
    assert run.failed == "", run.log
    assert run.outputs["valid"] == "true"
    comment = Path(run.outputs["comment-file"]).read_text(encoding="utf-8")
    assert comment == run.summary
    assert comment.count("✅ valid: 0 errors") == 2
    assert "video" in comment[comment.index("Data changes") :]
    assert run.lines("::error") == []
    suites = ElementTree.parse(run.outputs["junit-file"]).getroot()
    assert suites.get("failures") == "0"
    sarif = json.loads(Path(run.outputs["sarif-file"]).read_text(encoding="utf-8"))
    assert sarif["runs"][0]["results"] == []


def test_a_bad_edit_of_a_csv_file(runner: Runner) -> None:
    file = runner.workspace / "datapackage/data/calls.csv"
    text = file.read_text(encoding="utf-8")
    assert ",held," in text
    file.write_text(text.replace(",held,", ",hold,", 1), encoding="utf-8")
    run = gate(runner, base="")
    assert run.failed == "Verdict"
    assert run.outputs["valid"] == "false"
    errors = run.lines("::error file=datapackage/data/calls.csv,")
    assert any("not what the seeds give" in line for line in errors)
    cell = [line for line in errors if "status_code" in line]
    assert cell, run.log
    assert "hold" in cell[0]
    assert "Did you mean held?" in cell[0]
    assert "Did you mean held?" in run.summary
    suites = ElementTree.parse(run.outputs["junit-file"]).getroot()
    assert int(suites.get("failures", "0")) > 0


def test_a_stale_package(runner: Runner) -> None:
    correct(runner, "medium_code", "video")
    run = gate(runner)
    assert run.failed == "Verdict"
    assert any(
        line.startswith("::error file=datapackage/data/calls.csv,") for line in run.lines("::error")
    )
    assert "The package is made from the seeds" in run.summary
    assert run.summary.count("✅ valid: 0 errors") == 1
    assert "No differences" in run.summary


def test_a_mistake_in_the_seeds(runner: Runner) -> None:
    article = runner.workspace / "seeds/articles/berlin-delhi-call.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(re.sub(r"(?m)^published_on: .*\n", "", text), encoding="utf-8")
    run = runner.run("Prepare", BUILD, install="false")
    assert run.ran == ["Prepare", BUILD]
    (error,) = run.lines("::error")
    assert error.startswith("::error file=seeds/articles/berlin-delhi-call.md,")
    assert "published_on" in error
    assert "published_on" in run.summary


def test_a_change_of_the_schema(runner: Runner) -> None:
    file = runner.workspace / "schemas" / "calls.json"
    table = json.loads(file.read_text(encoding="utf-8"))
    field = next(f for f in table["fields"] if f["name"] == "duration_minutes")
    field["constraints"]["maximum"] = 100_000
    file.write_text(json.dumps(table), encoding="utf-8")
    build(runner)
    run = gate(runner, build="false")
    assert run.failed == "", run.log
    changes = run.summary[run.summary.index("Data changes") :]
    assert "duration&#95;minutes" in changes or "duration_minutes" in changes
    assert "100000" in changes or "100,000" in changes


def test_without_a_base_and_without_seeds(runner: Runner) -> None:
    run = runner.run(install="false", build="false", package="datapackage")
    assert run.failed == ""
    assert run.ran == ["Prepare", "Validate", "Verdict"]
    assert "Data changes" not in run.summary


@pytest.mark.parametrize("base", ["--upload-pack=x", "$(touch pwned)", "a b", ".."])
def test_a_base_that_is_no_revision(runner: Runner, base: str) -> None:
    run = runner.run("Prepare", COMPARE, install="false", base=base)
    assert run.failed == COMPARE
    assert not (runner.workspace / "pwned").exists()


def test_a_base_that_is_not_there_is_no_failure(runner: Runner) -> None:
    run = runner.run("Prepare", COMPARE, install="false", base="no-such-branch")
    assert run.ran == ["Prepare", COMPARE]
    assert run.failed == ""
    assert run.lines("::warning title=readout diff::")
    assert "could not be compared" in run.summary


def test_no_expression_stands_in_a_script() -> None:
    steps = list(ACTION["runs"]["steps"])
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            steps += job["steps"]
    assert len(steps) > 8
    for step in steps:
        assert "${{" not in step.get("run", "")
        uses = step.get("uses", "./")
        assert uses == "./" or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", uses), uses


WRITING = {
    ("release.yml", "publish"): {"contents", "id-token", "attestations"},
    ("release.yml", "site"): {"pages", "id-token"},
}
"""The jobs that may write, and what; none of them runs a line of a checkout."""


def test_workflows_may_do_no_more_than_they_need() -> None:
    written = {}
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {}
        assert "pull_request_target" not in path.read_text(encoding="utf-8")
        for name, job in workflow["jobs"].items():
            writes = {scope for scope, level in job["permissions"].items() if level == "write"}
            if writes:
                written[path.name, name] = writes
                assert not any("checkout" in step.get("uses", "") for step in job["steps"])
            else:
                assert job["permissions"] == {"contents": "read"}
    assert written == WRITING


def linter(name: str) -> str:
    """A linter's command; the test is skipped where it is not installed."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (pip install -e '.[lint-ci]')")
    return found


def run_linter(*arguments: object) -> None:
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_jsonschema() -> None:
    tool = linter("check-jsonschema")
    run_linter(tool, "--builtin-schema", "vendor.github-actions", "action.yml")
    run_linter(tool, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)


def test_actionlint() -> None:
    run_linter(linter("actionlint"), *WORKFLOWS)


def test_zizmor() -> None:
    files = ["action.yml", ".pre-commit-hooks.yaml", *WORKFLOWS]
    run_linter(linter("zizmor"), "--offline", "--no-progress", "--persona=auditor", *files)


def test_hooks_call_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"readout-build-check", "readout-validate"}
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert program == "readout"
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", *arguments, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0
        assert all(option in done.stdout for option in arguments[1:])
        re.compile(hook["files"])
