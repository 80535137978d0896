"""Which repository a release is made from, whatever git is told by the surroundings."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from release_support import Repo

from toolkit.errors import UsageError
from toolkit.release.git import Repository
from toolkit.release.index import INDEX, read_index
from toolkit.release.previous import contributions_since


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def test_in_a_hook_of_another_repository_it_is_still_this_one(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo(tmp_path / "other")
    repo.write("new.txt", "not committed")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-index"))
    found = Repository.around(repo.root / "seeds")
    assert found.top == repo.root.resolve()
    assert found.uncommitted(()) == ["new.txt"]


def test_odd_names_are_told_as_they_are(repo: Repo) -> None:
    names = sorted(('q"uote.txt', "ümlaut.txt", "two\nlines.txt", " blank.txt", "a -> b.txt"))
    for name in names:
        repo.write(name, "")
    repo.git("config", "core.quotePath", "true")
    repo.git("config", "status.showUntrackedFiles", "no")
    assert Repository.around(repo.root).uncommitted(()) == names


def test_a_detached_head_and_a_second_work_tree(repo: Repo, tmp_path: Path) -> None:
    repo.git("checkout", "-q", "--detach")
    second = tmp_path / "second"
    repo.git("worktree", "add", "-q", str(second))
    (second / "seeds" / "rows.json").unlink()
    here, there = Repository.around(repo.root), Repository.around(second / "schemas")
    assert there.top == second.resolve()
    assert here.commit("HEAD") == there.commit("HEAD")
    assert (here.uncommitted(()), there.uncommitted(())) == ([], ["seeds/rows.json"])


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs another owner")
def test_a_repository_of_another_user_is_told_as_such(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    os.chown(repo.root, 12345, -1)
    os.chown(repo.root / ".git", 12345, -1)
    with pytest.raises(UsageError, match=r"another user owns it.*safe\.directory"):
        Repository.around(repo.root)


def _clone(repo: Repo, target: Path, *options: str) -> Repository:
    command = ["git", "clone", "-q", *options, f"file://{repo.root}", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return Repository.around(target)


def test_contributions_of_a_cut_history_are_not_counted_wrongly(repo: Repo, tmp_path: Path) -> None:
    repo.released()
    for number, name in enumerate(("Ada", "Bea")):
        repo.write("seeds/notes.txt", str(number))
        repo.commit("Work", f"{name} Tester <{name.lower()}@example.org>")
    entry = read_index((repo.root / INDEX).read_bytes(), INDEX).find()
    whole = Repository.around(repo.root)
    since = contributions_since(whole, entry)
    assert [one.name for one in whole.contributors(since, ["seeds"])] == [
        "Ada Tester",
        "Bea Tester",
    ]
    repo.git("tag", "-d", "v1.0.0")
    assert contributions_since(whole, entry) == since
    cut = _clone(repo, tmp_path / "cut", "--depth=1")
    with pytest.raises(UsageError, match="does not reach back to the last release"):
        contributions_since(cut, entry)
    deep = _clone(repo, tmp_path / "deep", "--depth=4")
    assert contributions_since(deep, entry) == since
    shutil.rmtree(cut.top)
    repo.git("tag", "v1.0.0", str(since))
    tagged = _clone(repo, tmp_path / "tagged", "--depth=3")
    subprocess.run(
        ["git", "fetch", "-q", "--depth=3", "origin", "tag", "v1.0.0"],
        cwd=tagged.top,
        check=True,
        capture_output=True,
    )
    assert contributions_since(tagged, entry) == since
