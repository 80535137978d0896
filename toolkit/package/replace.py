"""Files and folders that appear whole or not at all.

What is new is written beside its place and moved there in one step. Whatever goes wrong before
that step (full disk, Ctrl-C, a kill), the old one stands untouched; what a killed run left beside
it is cleared away by the next.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import UsageError
from toolkit.package.locks import NONE, hold, let_go, take

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Linux, renameat2(2)."""
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def cannot_write(path: Path, error: OSError) -> UsageError:
    """The one-line error for a file or folder that could not be written."""
    reason = os.strerror(error.errno) if error.errno else str(error).partition("\n")[0]
    advice = "Choose another place."
    if error.errno == errno.ENOENT and not path.parent.exists():
        advice = f"Make the folder {path.parent} first."
    elif error.errno in _NO_ROOM:
        advice = "Free space, or choose another place."
    return UsageError(
        f"cannot be written: {reason}", where=str(path), hint=f"Nothing was changed. {advice}"
    )


@contextlib.contextmanager
def replaced_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``path`` when the block ends well.

    A device or a pipe (``/dev/null``) is written to as it is.

    Raises:
        UsageError: it cannot be written, or is a folder.
    """
    if os.path.isdir(path):  # (`Path.is_dir` raises for too long a name)
        raise UsageError("is a folder", where=str(path), hint="Name a file.")
    temporary: Path | None = None
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with path.open("wb") as file:
                yield file
            return
        clear_leftovers(path)
        descriptor, name = tempfile.mkstemp(prefix=_prefix(path), dir=path.parent)
        temporary = Path(name)
        with open(descriptor, "wb") as file:
            hold(descriptor)
            yield file
            file.flush()
            os.fsync(descriptor)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
            temporary = None
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """An empty folder that takes the place of ``target`` when the block ends well.

    Raises:
        UsageError: it cannot be written, or ``target`` is not a folder.
    """
    target = Path(os.path.realpath(target))
    if target.is_symlink() or (target.exists() and not target.is_dir()):  # or leads to itself
        raise UsageError("is not a folder", where=str(target), hint="Choose another place.")
    temporary: Path | None = None
    lock = NONE
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(target)
        temporary = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        lock = take(temporary)
        yield temporary
        temporary.chmod(0o777 & ~_umask())
        _flush(temporary)
        _exchange(temporary, target)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        let_go(lock)


def clear_leftovers(target: Path) -> None:
    """Remove what killed runs left beside ``target``; runs still at work are let be.

    Where a kill fell between the two renames of a system that cannot exchange folders, the old
    folder is moved back first.
    """
    beside = target.parent.iterdir()
    for leftover in sorted(path for path in beside if path.name.startswith(_prefix(target))):
        lock = take(leftover)
        if lock < 0:  # at work, or (on Windows) not to be told from one at work
            continue
        if leftover.name.endswith(_OLD) and not target.exists():
            leftover.rename(target)
        elif leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
        let_go(lock)


_OLD = ".old"


def _prefix(target: Path) -> str:
    return f".{target.name}.readout-"


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current


def _flush(folder: Path) -> None:
    """Have the disk hold what is in the folder before it is moved into place."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _exchange(new: Path, target: Path) -> None:
    """Put ``new`` where ``target`` is, in one step where the system can; the old one goes."""
    if not target.exists():
        new.rename(target)
        return
    if renamed_in_one_step(new, target):
        return  # `new` now holds the old files; the caller removes it
    old = new.with_name(new.name + _OLD)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def renamed_in_one_step(new: Path, target: Path) -> bool:
    """Exchange two files or folders in one step; ``False`` where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    arguments = (_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
    return bool(call(*arguments) == 0)
