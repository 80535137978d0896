"""Paths that a descriptor, an archive or a revision names: only plain ones below one folder."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath

from toolkit.errors import DataError, UsageError

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
"""The beginning of an address; one letter before the colon is a drive of Windows."""
_SPECIAL = re.compile(r"[\\\x00-\x1f\x7f]")
_VARIABLE = re.compile(r"\$.|%.+%")
_DRIVE = re.compile(r"[A-Za-z]:")
_MAX_PART = 255
_MAX_PATH = 4096
_PERMIT = "Allow this user to read it, or use a copy that can be read."


def unsafe(file: str) -> str | None:
    """Why a path is not a plain one below its folder; ``None`` where it is.

    Refused are addresses, absolute paths, home folders, variables, ``..``, backslashes and control
    characters (https://datapackage.org/standard/data-resource/#path-or-data: a path is a
    relative POSIX path, and never leads to a parent folder).
    """
    parts = PurePosixPath(file).parts
    if not parts:
        return "it is empty"
    if SCHEME.match(file):
        return "it is an address, not a path in the package"
    if file.startswith("/") or _DRIVE.match(file):
        return "it is absolute"
    if file.startswith("~"):
        return "it begins with a home folder"
    if ".." in parts:
        return "it leads to a parent folder"
    if _SPECIAL.search(file):
        return "it has a backslash or a control character"
    if _VARIABLE.match(file):
        return "it begins with a variable"
    if len(file) > _MAX_PATH or any(len(part.encode()) > _MAX_PART for part in parts):
        return "it is longer than a file system takes"
    return None


def check_inside(file: str, root: Path, where: str, rebuild: str = "") -> Path:
    """Accept a path that stays inside ``root`` and leads to a file that can be read.

    Args:
        file: the path, relative to ``root``.
        root: the folder that it must not leave, also not through a symbolic link.
        where: what names the path, for the message.
        rebuild: what to do where the file is missing.

    Returns:
        The whole path.

    Raises:
        DataError: the path is unsafe (see `unsafe`), leads out, or names no regular file.
        UsageError: the file may not be read.
    """
    reason = unsafe(file)
    if reason:
        raise DataError(
            f"the path {file!r} is not a plain path inside the package: {reason}",
            where=where,
            hint="Use a relative path without '..' and addresses.",
        )
    full = root / file
    if leads_out(full, root):
        raise DataError(
            f"the path {file!r} leads out of the package through a link",
            where=where,
            hint="Replace the link by the file.",
        )
    if not full.exists():
        raise DataError(f"the file {file} is missing", where=where, hint=rebuild)
    check_regular(full, where)
    return full


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path lies outside ``root`` when its links are followed."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return True


def check_regular(path: Path, where: str) -> None:
    """Accept a regular file that can be read; a device or a pipe might never end.

    Raises:
        DataError: it is something else than a file.
        UsageError: it cannot be read.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=where, hint=_PERMIT) from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
        raise DataError(
            f"{path.name} is {kind}, not a file", where=where, hint="Name a regular file."
        )
    if not os.access(path, os.R_OK):
        raise UsageError(f"the file {path.name} cannot be read", where=where, hint=_PERMIT)
