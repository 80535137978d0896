"""Many files and folders that change together, or not at all, whenever the program is killed.

What is to be put in place is made ready in a staging folder beside, with a plan. One rename of that
folder is the moment from which the change holds: a run that is killed before it has changed
nothing, and what it left is cleared away by the next; after a later kill the next run moves what is
not in its place yet. The plan knows every part by the checksum of its content, before and after:
so a step that was done is not done twice, and what somebody changed in between is not overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError
from toolkit.inputs.paths import unsafe
from toolkit.inputs.sums import STRANGERS
from toolkit.package.locks import NONE, let_go, take
from toolkit.package.replace import cannot_write, renamed_in_one_step

JOURNAL = ".readout-release"
"""The folder of a change that holds and is not wholly in place yet."""
PREFIX = f"{JOURNAL}-"
"""How other folders of ours begin: what is in them may be removed."""
PLAN = "plan.json"
_STAGING, _DONE, _ASIDE = f"{PREFIX}staging", f"{PREFIX}done", "aside"
_FORMAT = "readout-journal/1"
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


@dataclass(frozen=True, slots=True)
class Part:
    """One file or folder to put in place.

    Attributes:
        path: its place, from the top of the project.
        staged: where it lies until then, inside the journal's folder.
        before: checksum of what is there before; ``None`` for nothing.
        after: checksum of what is to be there.
    """

    path: str
    staged: str
    before: str | None
    after: str


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock of a project; the system lets go of it when the process ends.

    Raises:
        UsageError: another process holds it.
    """
    lock = take(root)
    if lock == NONE:
        hint = "Wait until it has ended."
        raise UsageError("a release is being made here", where=str(root), hint=hint)
    try:
        yield
    finally:
        let_go(lock)


def pending(root: Path) -> bool:
    """Whether a change holds that is not wholly in place yet."""
    return (root / JOURNAL).is_dir()


def finish_pending(root: Path) -> dict[str, Any] | None:
    """Put in place what a killed run left to be put in place; costs nothing where there is none.

    Args:
        root: the top of the project.

    Returns:
        What the killed run noted of the change; ``None`` where there was nothing to finish.

    Raises:
        UsageError: another process is at it, or somebody changed a part in between.
    """
    if not pending(root):
        return None
    with locked(root):
        return recover(root)


def recover(root: Path) -> dict[str, Any] | None:
    """As `finish_pending`, for who holds the lock; also removes what was never finished.

    Raises:
        UsageError: somebody changed a part in between, or it cannot be written.
    """
    note = None
    if pending(root):
        parts, note = _read_plan(root / JOURNAL / PLAN)
        _apply(root, parts)
    for name in (_STAGING, _DONE):
        shutil.rmtree(root / name, ignore_errors=True)
    return note


@contextlib.contextmanager
def staging(root: Path) -> Iterator[Path]:
    """An empty folder to make parts ready in; removed at the end, if `commit` did not take it.

    Raises:
        UsageError: it cannot be written.
    """
    folder = root / _STAGING
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield folder
    except OSError as error:
        raise cannot_write(Path(error.filename or folder), error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def commit(root: Path, folder: Path, parts: Mapping[str, str], note: Mapping[str, Any]) -> None:
    """Make a change hold, and put it in place.

    Args:
        root: the top of the project.
        folder: what `staging` gave.
        parts: place from the top of the project to place inside ``folder``, in the order in which
            they are put in place.
        note: what a later run is to say of the change, where this one is killed.

    Raises:
        UsageError: it cannot be written. What was not in place then, the next run puts there.
    """
    planned = [
        Part(path, staged, checksum(root / path), checksum(folder / staged) or "")
        for path, staged in parts.items()
    ]
    plan = {"format": _FORMAT, "note": dict(note), "parts": [asdict(part) for part in planned]}
    text = json.dumps(plan, ensure_ascii=False, indent=1) + "\n"
    (folder / PLAN).write_text(text, encoding="utf-8")
    _flush(folder)
    with _undisturbed():
        folder.rename(root / JOURNAL)
        _flush_entries(root)
        _apply(root, planned)


def checksum(path: Path) -> str | None:
    """A checksum of a file's bytes, or of all files in a folder; ``None`` where there is neither.

    Links count by where they lead. What operating systems drop into folders does not count.
    """
    if path.is_symlink():
        return f"link:{os.readlink(path)}"
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    if not path.is_dir():
        return None
    whole = hashlib.sha256()
    for inner in sorted(path.rglob("*")):
        if inner.name not in STRANGERS and (inner.is_symlink() or not inner.is_dir()):
            line = f"{checksum(inner)}  {inner.relative_to(path).as_posix()}\n"
            whole.update(line.encode("utf-8", "surrogateescape"))
    return f"folder:{whole.hexdigest()}"


def _read_plan(path: Path) -> tuple[list[Part], dict[str, Any]]:
    """The parts of a plan, and its note. Parts lie below the project: nothing else is written."""
    try:
        plan = json.loads(path.read_bytes())
        if plan["format"] == _FORMAT:
            parts = [Part(**part) for part in plan["parts"]]
            for place in (place for part in parts for place in (part.path, part.staged)):
                if reason := unsafe(place):
                    raise ValueError(f"the path {place!r}: {reason}")
            return parts, dict(plan["note"])
        what = f"another version of this program wrote it ({plan['format']})"
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"it cannot be read: {error}"
    hint = f"Finish with that version, or remove {path.parent.name} and put the files right by git."
    raise UsageError(what, where=str(path), hint=hint)


def _apply(root: Path, parts: list[Part]) -> None:
    """Put every part in its place that is not there yet, and let the journal go.

    Raises:
        UsageError: a part was changed by somebody, or cannot be written; the journal stays.
    """
    try:
        for part in parts:
            _place(root, part)
        _flush_entries(root)
        # In one step: a journal whose plan is gone, but not its parts, could not be finished.
        (root / JOURNAL).rename(root / _DONE)
    except OSError as error:
        what = f"the release is made, but not in place yet: {os.strerror(error.errno or 0)}"
        hint = "Mend that, then run readout release again: it carries on."
        raise UsageError(what, where=str(error.filename or root), hint=hint) from error
    shutil.rmtree(root / _DONE, ignore_errors=True)


def _place(root: Path, part: Part) -> None:
    """Put one part in its place, unless it was put there already."""
    target, staged = root / part.path, root / JOURNAL / part.staged
    there, here = checksum(target), checksum(staged)
    if there == part.after or (here != part.after and here in (None, part.before)):
        return  # what is staged now is what was there before: exchanged, or moved away
    if here != part.after:
        hint = f"Remove {JOURNAL} and put the files right by git."
        raise UsageError("what was made ready was changed", where=str(staged), hint=hint)
    aside = root / JOURNAL / _ASIDE / part.staged
    if there != part.before and not (there is None and checksum(aside) == part.before):
        raise UsageError(
            "it was changed after a release was interrupted",
            where=str(target),
            hint="Keep your change elsewhere, put it back as it was (git restore), and run"
            " readout release again: it carries on.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    if not staged.is_dir():
        os.replace(staged, target)
    elif there is None:
        os.rename(staged, target)
    elif not renamed_in_one_step(staged, target):
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.rename(target, aside)
        os.rename(staged, target)
    _flush_entries(target.parent)


def _flush(folder: Path) -> None:
    """Have the disk hold everything in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            _flush_entries(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _flush_entries(folder)


def _flush_entries(folder: Path) -> None:
    """Have the disk hold which files a folder has, where the system can be asked to."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C and the like for the short time in which parts are moved."""
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: dict[int, Any] = {}
    for name in _SIGNALS:
        if number := getattr(signal, name, None):
            held[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
