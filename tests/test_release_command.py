"""What ``readout release`` says: on a terminal, to programs, and when it refuses."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from release_support import Repo, snapshot
from typer.testing import CliRunner

from toolkit.commands import release as command
from toolkit.commands.app import app
from toolkit.release import journal
from toolkit.release.project import EPOCH


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The small project; only what knows the dataset is exchanged in the command."""
    monkeypatch.delenv(EPOCH, raising=False)
    made = Repo(tmp_path / "repo")
    monkeypatch.setattr(command, "_sources", lambda top, progress: made.sources)
    monkeypatch.chdir(made.root)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["release", *arguments])


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_release_says_what_was_made_and_what_is_next(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repo.root / "seeds" / "inner").mkdir()
    monkeypatch.chdir(repo.root / "seeds" / "inner")
    result = run()
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Released crossings 1.0.0"
    assert "  version        1.0.0, the first release" in lines
    assert "  rows           rivers 3, bridges 4, retired 0" in lines
    assert lines[-5:] == [
        "  cd ../..",
        "  git add schemas/package.json datapackage CHANGELOG.md releases.json",
        "  git commit -m 'Release crossings 1.0.0'",
        "  git tag v1.0.0",
        "  git push origin HEAD v1.0.0",
    ]
    for line in lines[-4:-1]:
        repo.git(*shlex.split(line)[1:])
    assert repo.git("status", "--porcelain") == "?? dist/\n"
    monkeypatch.chdir(repo.root)
    again = run()
    assert again.exit_code == 1
    assert "refused unchanged\n  nothing differs from 1.0.0\n" in again.stderr
    assert again.stderr.endswith("error: not released, for 1 reason. Nothing was changed.\n")
    frozen = run("--freeze")
    assert frozen.exit_code == 0, frozen.output
    assert frozen.stdout.startswith("Made again crossings 1.0.0\n")
    verified = run("--verify", "dist", "--format", "json")
    assert verified.exit_code == 0, verified.output
    assert told(verified)["reproduced"] is True


def test_a_dry_run_shows_entry_and_files(repo: Repo) -> None:
    repo.rows["bridges"]["elbe 10"][2] = "@evil"
    repo.commit("A formula")
    before = snapshot(repo.root)
    result = run("--dry-run")
    assert result.exit_code == 0, result.output
    assert snapshot(repo.root) == before
    assert result.stdout.startswith("Would release crossings 1.0.0\n")
    assert "\n## crossings 1.0.0 (2026-03-01)\n\n**First release.**\n" in result.stdout
    assert "\n- A hand-written note.\n" in result.stdout
    assert "\ndata/rivers.csv " in result.stdout
    assert result.stdout.endswith("Nothing was written. Without --dry-run this is released.\n")
    assert "warning formula-cells\n  1 cell that a spreadsheet would run" in result.stderr
    data = told(run("--dry-run", "--format", "json"))
    assert (data["outcome"], data["version"], data["previous"]) == ("dry-run", "1.0.0", None)
    assert {"path", "bytes", "sha256"} == set(data["files"][0])
    assert [warning["rule"] for warning in data["warnings"]] == ["formula-cells"]


def test_a_dry_run_shows_all_of_it_before_anything_is_committed(repo: Repo) -> None:
    (repo.root / "seeds" / "draft.md").write_text("soon", encoding="utf-8")
    assert run().exit_code == 2
    result = run("--dry-run")
    assert result.exit_code == 0, result.output
    assert "\n## crossings 1.0.0 (2026-03-01)\n" in result.stdout
    assert result.stdout.endswith("Nothing was written. Without --dry-run it is refused.\n")
    assert "warning uncommitted" in result.stderr
    assert "seeds/draft.md" in result.stderr


def test_lines_to_paste_begin_at_the_margin(repo: Repo) -> None:
    repo.released()
    del repo.rows["rivers"]["spree"], repo.rows["bridges"]["spree 1"]
    repo.commit("Lose a river")
    result = run()
    assert result.exit_code == 1
    assert "\nrivers,spree,,Withdrawn.\n" in result.stderr
    assert "--accept-lost-ids" in result.stderr
    data = told(run("--format", "json"))
    assert data["outcome"] == "refused"
    (refusal,) = data["refusals"]
    assert refusal["lines"] == ["rivers,spree,,Withdrawn."]


def interrupt(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a release that holds, but is not in place."""

    def stop(root: Path, parts: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_apply", stop)
        with pytest.raises(KeyboardInterrupt):
            repo.release()
    assert journal.pending(repo.root)


def test_an_interrupted_release_is_finished_first(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(repo, monkeypatch)
    before = snapshot(repo.root)
    tried = run("--dry-run")
    assert tried.stdout.startswith("A release was interrupted.")
    assert snapshot(repo.root) == before
    result = run()
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Finished the release of 1.0.0")
    assert "\n  git tag v1.0.0\n" in result.stdout
    assert not journal.pending(repo.root)
    assert (repo.root / "dist" / "releases.json").is_file()
    interrupted = json.loads(repo.read("datapackage/datapackage.json"))
    assert interrupted["version"] == "1.0.0"


def test_a_build_finishes_it_as_well(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(repo, monkeypatch)
    (tmp_path / "articles").mkdir()
    missing = str(tmp_path / "none")
    result = CliRunner().invoke(app, ["build", "--articles", missing])
    assert result.exit_code == 2
    assert "finished the release of 1.0.0, which had been interrupted" in result.stderr
    assert not journal.pending(repo.root)
    assert (repo.root / "releases.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--bump", "huge"), "there is no level 'huge'"),
        (("--format", "xml"), "there is no format 'xml'"),
        (("--freeze", "--dry-run"), "--freeze: goes with --sign and --format only"),
        (("--freeze", "--verify", "dist"), "--freeze: goes with"),
        (("--verify", "dist", "--bump", "major"), "--verify: goes with"),
        (("--verify", "dist", "--sign", "key"), "--verify: goes with"),
        (("--verify", "dist", "--accept-lost-ids"), "--verify: goes with"),
        (("--bump", "major", "--version", "1.0.1"), "--bump: goes without --version"),
        (("--bump", "major"), "there is no release to raise"),
        (("--version", "1.0"), "'1.0' is no version"),
        (("--sign", "no-such-key"), "no-such-key"),
        (("--freeze",), "lists no version 0.9.0"),
    ],
)
def test_a_wrong_call_is_told_and_changes_nothing(
    repo: Repo, arguments: tuple[str, ...], words: str
) -> None:
    before = snapshot(repo.root)
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert snapshot(repo.root) == before


def test_another_checkout_s_program_is_refused(repo: Repo) -> None:
    repo.write("toolkit/__init__.py", "")
    repo.commit("A program of its own")
    result = run()
    assert result.exit_code == 2
    assert "another checkout's program runs here" in result.stderr


def test_outside_a_project_there_is_nothing_to_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 2
    assert "not in a git repository" in result.stderr
