"""Files and folders that change together: wherever a run is killed, all of them or none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from release_support import Repo, snapshot

from toolkit.errors import UsageError
from toolkit.inputs.sums import check_sums, sha256_of
from toolkit.package.check import validate_package
from toolkit.release import journal
from toolkit.release.content import content_hash
from toolkit.release.index import read_index

OLD = {"a.txt": b"old", "same.txt": b"same", "kept/x": b"1", "kept/sub/y": b"2"}
NEW = {"a.txt": b"new", "same.txt": b"same", "kept/x": b"9", "made/z": b"3", "top/b.txt": b"4"}
PARTS = {
    "a.txt": "0",
    "same.txt": "1",
    "kept": "2",
    "made": "3",
    "top/b.txt": "4",
}
STAGED = {"0": b"new", "1": b"same", "2/x": b"9", "3/z": b"3", "4": b"4"}
NOTE = {"version": "1.2.3"}


@pytest.fixture(autouse=True)
def _no_waiting_for_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def change(root: Path) -> None:
    """Make all of `OLD` into all of `NEW`."""
    with journal.staging(root) as folder:
        fill(folder, STAGED)
        journal.commit(root, folder, PARTS, NOTE)


class Camera:
    """Copies a folder before every step that moves or removes something in it.

    What a copy holds is what a kill at that moment leaves behind.
    """

    def __init__(self, root: Path, out: Path) -> None:
        self.root, self.out = root, out
        self.taken: list[Path] = []

    def before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def taken_first(*arguments: Any, **options: Any) -> Any:
            place = self.out / f"{len(self.taken):04}"
            shutil.copytree(self.root, place, symlinks=True)
            self.taken.append(place)
            return step(*arguments, **options)

        return taken_first

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("rename", "replace", "unlink", "rmdir"):
            patch.setattr(os, name, self.before(getattr(os, name)))
        exchange = journal.renamed_in_one_step
        patch.setattr(journal, "renamed_in_one_step", self.before(exchange))


def without_exchange(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(journal, "renamed_in_one_step", lambda new, target: False)


@pytest.mark.parametrize("exchange", [True, False])
def test_killed_before_any_step_all_or_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    root = fill(tmp_path / "root", OLD)
    camera = Camera(root, tmp_path / "left")
    with monkeypatch.context() as patch:
        if not exchange:
            without_exchange(patch)
        camera.watch(patch)
        change(root)
    assert snapshot(root) == NEW
    outcomes = []
    for left in camera.taken:
        with monkeypatch.context() as patch:
            if not exchange:
                without_exchange(patch)
            held = journal.pending(left)
            note = journal.recover(left)
        assert (note == NOTE) == held
        found = snapshot(left)
        assert found == (NEW if held or found == NEW else OLD)
        assert not list(left.glob(f"{journal.JOURNAL}*"))
        outcomes.append("new" if found == NEW else "old")
        assert journal.recover(left) is None
    assert outcomes == sorted(outcomes, reverse=True)
    assert {"old", "new"} <= set(outcomes)


@pytest.mark.parametrize("exchange", [True, False])
def test_a_run_that_finishes_may_be_killed_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    root = fill(tmp_path / "root", OLD)
    first = Camera(root, tmp_path / "first")
    with monkeypatch.context() as patch:
        if not exchange:
            without_exchange(patch)
        first.watch(patch)
        change(root)
    held = [left for left in first.taken if journal.pending(left)]
    assert len(held) >= len(PARTS)  # one of them is as it was
    for number, left in enumerate(held):
        second = Camera(left, tmp_path / f"second-{number}")
        with monkeypatch.context() as patch:
            if not exchange:
                without_exchange(patch)
            second.watch(patch)
            journal.recover(left)
        for again in second.taken:
            journal.recover(again)
            assert snapshot(again) == NEW


def killed_at_the_first_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose change holds, with nothing in place yet."""
    root = fill(tmp_path / "root", OLD)
    camera = Camera(root, tmp_path / "left")
    with monkeypatch.context() as patch:
        camera.watch(patch)
        change(root)
    return next(left for left in camera.taken if journal.pending(left))


def test_what_somebody_changed_in_between_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = killed_at_the_first_part(tmp_path, monkeypatch)
    (root / "kept" / "x").write_bytes(b"mine")
    with pytest.raises(UsageError, match="changed after a release was interrupted"):
        journal.recover(root)
    assert (root / "kept" / "x").read_bytes() == b"mine"
    (root / "kept" / "x").write_bytes(b"1")
    assert journal.recover(root) == NOTE
    assert snapshot(root) == NEW


def test_what_is_edited_after_it_was_put_in_place_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fill(tmp_path / "root", OLD)
    camera = Camera(root, tmp_path / "left")
    with monkeypatch.context() as patch:
        camera.watch(patch)
        change(root)
    left = camera.taken[-1]
    assert journal.pending(left) or snapshot(left).items() >= NEW.items()
    halfway = [one for one in camera.taken if journal.pending(one)][-1]
    (halfway / "a.txt").write_bytes(b"edited")
    (halfway / "kept" / "x").write_bytes(b"edited")
    journal.recover(halfway)
    assert snapshot(halfway) == NEW | {"a.txt": b"edited", "kept/x": b"edited"}


def test_what_was_made_ready_must_be_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = killed_at_the_first_part(tmp_path, monkeypatch)
    (root / journal.JOURNAL / "0").write_bytes(b"spoilt")
    with pytest.raises(UsageError, match="what was made ready was changed"):
        journal.recover(root)
    assert snapshot(root).items() >= OLD.items()


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", '{"format": "readout-journal/9"}', "[]", '{"format": "readout-journal/1"}'),
        '{"format": "readout-journal/1", "note": {}, "parts": [{"path": "x"}]}',
        '{"format": "readout-journal/1", "note": {}, "parts": [3]}',
    ],
)
def test_a_damaged_plan_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    root = killed_at_the_first_part(tmp_path, monkeypatch)
    (root / journal.JOURNAL / journal.PLAN).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="git"):
        journal.recover(root)
    assert snapshot(root).items() >= OLD.items()


@pytest.mark.parametrize("key", ["path", "staged"])
@pytest.mark.parametrize("place", ["../outside", "/tmp/outside", "a/../../outside", 7])
def test_a_plan_writes_nothing_outside_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, place: object
) -> None:
    root = killed_at_the_first_part(tmp_path, monkeypatch)
    file = root / journal.JOURNAL / journal.PLAN
    plan = json.loads(file.read_bytes())
    plan["parts"][0][key] = place
    file.write_text(json.dumps(plan), encoding="utf-8")
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match="cannot be read"):
        journal.recover(root)
    assert snapshot(tmp_path) == before


def test_strangers_in_a_folder_do_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = killed_at_the_first_part(tmp_path, monkeypatch)
    (root / "kept" / ".DS_Store").write_bytes(b"dropped")
    assert journal.recover(root) == NOTE
    assert snapshot(root) == NEW


def spoilt(root: Path) -> None:
    with journal.staging(root) as folder:
        fill(folder, STAGED)
        raise KeyError


def test_an_error_while_making_ready_leaves_nothing(tmp_path: Path) -> None:
    root = fill(tmp_path / "root", OLD)
    with pytest.raises(KeyError):
        spoilt(root)
    assert snapshot(root) == OLD
    assert not list(root.glob(f"{journal.JOURNAL}*"))


def test_a_part_that_cannot_be_written_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fill(tmp_path / "root", OLD)

    def full(source: Any, target: Any) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(UsageError, match="made, but not in place yet: Permission denied"):
            change(root)
    assert journal.finish_pending(root) == NOTE
    assert snapshot(root) == NEW
    assert journal.finish_pending(root) is None


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from toolkit.release.journal import locked\n"
    code += "with locked(Path(sys.argv[1])): print('mine', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline() == "mine\n"
        with pytest.raises(UsageError, match="a release is being made"), journal.locked(tmp_path):
            pass
        other.kill()
    with journal.locked(tmp_path):
        pass


def below(files: Mapping[str, bytes], folder: str) -> frozenset[tuple[str, bytes]]:
    return frozenset(item for item in files.items() if item[0].startswith(folder))


class Inspector:
    """Holds a checkout against what must be so at every moment; the same content only once."""

    def __init__(self) -> None:
        self.seen: set[frozenset[tuple[str, bytes]]] = set()

    def look(self, root: Path) -> Mapping[str, bytes]:
        files = snapshot(root)
        for folder, check in (("datapackage/", self.package), ("dist/", self.dist)):
            content = below(files, folder)
            if content not in self.seen:
                check(root)
                self.seen.add(content)
        return files

    def package(self, root: Path) -> None:
        if (root / "datapackage").exists():
            assert validate_package(root / "datapackage").valid

    def dist(self, root: Path) -> None:
        for place in ("releases.json", "dist/releases.json"):
            if not (root / place).exists():
                continue
            for entry in read_index((root / place).read_bytes(), place).releases:
                folder = root / "dist" / entry.folder
                assert check_sums(folder) == []
                assert content_hash(folder) == entry.content_sha256
                assert sha256_of(root / "dist" / entry.archive.path) == entry.archive.sha256
        if (root / "dist" / "latest").exists():
            assert check_sums(root / "dist" / "latest") == []


def test_a_release_killed_before_any_step_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = Repo(tmp_path / "repo")
    repo.released()
    repo.rows["rivers"]["spree"][1] = "403"
    repo.commit("Correct")
    before = snapshot(repo.root)
    camera = Camera(repo.root, tmp_path / "left")
    with monkeypatch.context() as patch:
        for name in ("rename", "replace"):  # removals come before and after what counts
            patch.setattr(os, name, camera.before(getattr(os, name)))
        patch.setattr(journal, "renamed_in_one_step", camera.before(journal.renamed_in_one_step))
        repo.release()
    inspector = Inspector()
    after = inspector.look(repo.root)
    held = 0
    for left in camera.taken:
        inspector.look(left)
        held += journal.pending(left)
        journal.recover(left)
        assert snapshot(left) in (before, after)
    assert held >= 8
    assert json.loads(after["dist/releases.json"])["releases"][0]["version"] == "1.0.1"
    assert after["dist/releases.json"] == after["releases.json"]
