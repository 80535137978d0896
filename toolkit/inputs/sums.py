"""``SHA256SUMS``: the checksums of every file of a release, as ``sha256sum -c`` reads them.

A line is 64 hexadecimal digits, two spaces and a POSIX path below the folder; lines are sorted by
path. The file itself and its signature are not listed, nor is what operating systems drop into
folders that are looked at.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.errors import DataError, UsageError
from toolkit.inputs.paths import unsafe

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
INDEX = "releases.json"
"""The index of all releases, beside their folders; it states the checksum of each list."""
STRANGERS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What operating systems drop into folders."""
DIFFERS, MISSING, NOT_LISTED = "differs", "missing", "not-listed"
"""The kinds of `SumFault`."""
MAX_BYTES = 8 << 20
"""A list of checksums that is larger is refused: it would name some 80,000 files."""
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_SELF = frozenset((SUMS.casefold(), SIGNATURE.casefold()))
_RESTORE = "Fetch the release again."


@dataclass(frozen=True, slots=True)
class SumFault:
    """A file that is not what ``SHA256SUMS`` says.

    Attributes:
        path: the file, relative to the folder, with slashes.
        kind: ``differs``, ``missing`` or ``not-listed``.
        line: the line of ``SHA256SUMS`` that lists it, from 1; ``None`` where none does.
    """

    path: str
    kind: str
    line: int | None = None


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; a large file is read in pieces.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        hint = "Allow this user to read it, or use a copy that can be read."
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from error


def files_of_folder(folder: Path) -> dict[str, Path]:
    """Every file below a folder by its POSIX path, sorted; strangers are left out.

    Raises:
        DataError: something in it is a link, a device or a pipe, or two paths differ only in
            upper and lower case, which some file systems cannot hold.
        UsageError: a folder cannot be read.
    """
    found: dict[str, Path] = {}
    folded: dict[str, str] = {}
    for name, path in sorted(_walk(folder)):
        twin = folded.setdefault(name.casefold(), name)
        if twin != name:
            what = f"the files {twin} and {name} differ only in upper and lower case"
            raise DataError(what, where=str(folder), hint="Rename one of them.")
        found[name] = path
    return found


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    folders = [root]  # (not by recursion: an archive may hold folders in folders by the thousand)
    while folders:
        folder = folders.pop()
        try:
            entries = list(folder.iterdir())
        except OSError as error:
            hint = "Name a folder that this user may read."
            what = f"cannot be read: {error.strerror}"
            raise UsageError(what, where=str(folder), hint=hint) from error
        for path in entries:
            name = path.relative_to(root).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                folders.append(path)
            elif path.name in STRANGERS:
                continue
            elif stat.S_ISREG(mode):
                yield name, path
            else:
                kind = "a link" if stat.S_ISLNK(mode) else "a device or a pipe"
                hint = "Put the file itself there." if stat.S_ISLNK(mode) else "Remove it."
                raise DataError(f"{name} is {kind}, not a file", where=str(root), hint=hint)


def sums_text(folder: Path) -> str:
    """The text of ``SHA256SUMS`` for a folder as it is now.

    Raises:
        DataError: a file is a link or a device, or has a name that other systems cannot hold.
        UsageError: a file cannot be read.
    """
    lines = []
    for name, path in files_of_folder(folder).items():
        if name in (SUMS, SIGNATURE):
            continue
        reason = _bad_path(name)
        if reason:
            hint = "Give it a plain name."
            raise DataError(f"the file {name!r} is refused: {reason}", where=str(folder), hint=hint)
        lines.append(f"{sha256_of(path)}  {name}\n")
    return "".join(lines)


def read_sums(text: str, where: str) -> dict[str, str]:
    """Read a list of checksums.

    Args:
        text: the content of ``SHA256SUMS``.
        where: how to name it in messages.

    Returns:
        Path to SHA-256 in hexadecimal, in the order of the lines: the first stands on line 1.

    Raises:
        DataError: a line is no checksum with a path, a path is unsafe or stands twice, the last
            line has no end, or nothing is listed.
    """
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    if not text.endswith("\n"):
        what = "its last line is cut off" if text else "it lists nothing"
        raise DataError(what, where=where, hint=_RESTORE)
    for number, line in enumerate(text[:-1].split("\n"), 1):
        place = f"{where}:{number}"
        match = _LINE.fullmatch(line)
        if match is None:
            what = "not a SHA-256 in 64 digits, two spaces and a path"
            raise DataError(what, where=place, hint=_RESTORE)
        path = match[2]
        reason = _bad_path(path) or _collision(path, taken)
        if reason:
            raise DataError(f"the path {path!r} is refused: {reason}", where=place, hint=_RESTORE)
        taken[path.casefold()] = number
        found[path] = match[1]
    _refuse_files_as_folders(found, where)
    return found


def _bad_path(path: str) -> str | None:
    """Why a path may not stand in the list; ``None`` where it may."""
    if path.casefold() in _SELF:
        return "the list cannot name itself"
    if not path.isprintable():  # also what is no Unicode on this disk
        return "it has characters that cannot be shown"
    reason = unsafe(path)
    if reason is None and PurePosixPath(path).as_posix() != path:
        return "it is not written plainly"
    return reason


def _collision(path: str, taken: Mapping[str, int]) -> str | None:
    line = taken.get(path.casefold())
    return None if line is None else f"it stands on line {line} already"


def _refuse_files_as_folders(sums: Mapping[str, str], where: str) -> None:
    """Refuse a list in which one path is both a file and a folder."""
    names = {path.casefold() for path in sums}
    for path in sums:
        for parent in PurePosixPath(path.casefold()).parents:
            if parent.as_posix() in names:
                what = f"{path!r} lies below a path that is listed as a file"
                raise DataError(what, where=where, hint=_RESTORE)


def load_sums(folder: Path) -> dict[str, str]:
    """Read ``SHA256SUMS`` of a folder.

    Raises:
        UsageError: it is missing or cannot be read.
        DataError: it is damaged.
    """
    path = folder / SUMS
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        hint = "Name the folder of a release."
        what = f"cannot be read: {error.strerror}"
        raise UsageError(what, where=str(path), hint=hint) from error
    return parse_sums(content, str(path))


def parse_sums(content: bytes, where: str) -> dict[str, str]:
    """Read a list of checksums from bytes.

    Raises:
        DataError: it is too large, not UTF-8, or damaged (see `read_sums`).
    """
    if len(content) > MAX_BYTES:
        raise DataError(f"larger than {MAX_BYTES:,} bytes", where=where, hint=_RESTORE)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"not UTF-8 (byte {error.start + 1})"
        raise DataError(what, where=where, hint=_RESTORE) from error
    return read_sums(text, where)


def check_sums(folder: Path) -> list[SumFault]:
    """Hold every file of a folder against its ``SHA256SUMS``.

    Returns:
        What does not fit, sorted by path; empty where all is as listed.

    Raises:
        UsageError: a file or the list cannot be read.
        DataError: the list is damaged, or the folder holds a link or a device.
    """
    return list(compare_sums(load_sums(folder), files_of_folder(folder)))


def compare_sums(sums: Mapping[str, str], files: Mapping[str, Path]) -> Iterator[SumFault]:
    """What does not fit between listed checksums and files, sorted by path.

    Args:
        sums: path to SHA-256, in the order of the lines.
        files: path to place on disk.
    """
    lines = {path: number for number, path in enumerate(sums, 1)}
    for path in sorted(sums.keys() | files.keys()):
        if path in (SUMS, SIGNATURE):
            continue
        if path not in sums:
            yield SumFault(path, NOT_LISTED)
        elif path not in files:
            yield SumFault(path, MISSING, lines[path])
        elif sha256_of(files[path]) != sums[path]:
            yield SumFault(path, DIFFERS, lines[path])
