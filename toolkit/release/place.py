"""Put a release where the user wants it: whole, or not at all."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from toolkit.console import plural
from toolkit.errors import DataError, UsageError
from toolkit.inputs.documents import read_document
from toolkit.inputs.sums import (
    DIFFERS,
    MISSING,
    SIGNATURE,
    SUMS,
    SumFault,
    check_sums,
    load_sums,
    sha256_of,
)
from toolkit.inputs.target import DESCRIPTOR
from toolkit.package.replace import cannot_write, replaced_folder
from toolkit.release.cache import Entry

_CHUNK = 1 << 20
_NAMED = 5
_WORDS = {DIFFERS: "changed", MISSING: "missing"}


class DamagedError(Exception):
    """A file in the cache is no longer what it was."""


class State(StrEnum):
    """What stands at a destination."""

    NOTHING = "nothing"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a destination before a release is put there.

    Attributes:
        state: nothing, this release, or another one of the package.
        version: of what stands there; empty where that is nothing or cannot be read.
        faults: the files there that are not those of that release.
    """

    state: State
    version: str = ""
    faults: tuple[SumFault, ...] = ()

    @property
    def lost(self) -> tuple[SumFault, ...]:
        """The faults that make the release there another than it says."""
        return tuple(fault for fault in self.faults if fault.kind in _WORDS)


def standing(folder: Path, name: str, key: str) -> Standing:
    """Look at a destination.

    Args:
        folder: the destination.
        name: the name of the package that is to go there.
        key: SHA-256 of the ``SHA256SUMS`` of the release that is to go there.

    Raises:
        UsageError: something else than a release of the package stands there, or nothing can.
    """
    real = Path(os.path.realpath(folder))  # (`Path.resolve` fails on a link that leads to itself)
    if Path.cwd().resolve().is_relative_to(real):
        hint = "Name a folder of its own, for example -o release."
        raise UsageError("is the current folder, or holds it", where=str(folder), hint=hint)
    try:
        if real.is_symlink() or (folder.exists() and not folder.is_dir()):
            hint = "Choose another place with -o."
            raise UsageError("is there and is not a folder", where=str(folder), hint=hint)
        if not folder.exists() or not any(folder.iterdir()):
            return Standing(State.NOTHING)
    except OSError as error:  # too long a name, or a folder that may not be read
        raise cannot_write(folder, error) from error
    state, version = State.OTHER, ""
    if (folder / SUMS).is_file() and sha256_of(folder / SUMS) == key:
        state = State.SAME
    elif not (folder / SUMS).is_file() or _facts(folder)[0] != name:
        hint = "It is not replaced. Choose another place with -o."
        what = f"what is there is not a release of {name}"
        raise UsageError(what, where=str(folder), hint=hint)
    version = _facts(folder)[1]
    return Standing(state, version, tuple(_faults(folder)))


def _facts(folder: Path) -> tuple[str, str]:
    """Name and version in a descriptor; empty where it cannot be read."""
    try:
        found = read_document(folder / DESCRIPTOR).value
    except (UsageError, DataError):
        return "", ""
    facts = found if isinstance(found, dict) else {}
    return str(facts.get("name", "")), str(facts.get("version", ""))


def _faults(folder: Path) -> list[SumFault]:
    try:
        return check_sums(folder)
    except DataError:  # the list itself was changed, or a link stands among the files
        return [SumFault(SUMS, DIFFERS)]


def refuse_changed(folder: Path, found: Standing) -> None:
    """Refuse to replace files that would be lost.

    Raises:
        DataError: files there are not those of the release that stands there.
    """
    if not found.faults:
        return
    told = ", ".join(
        f"{fault.path} ({_WORDS.get(fault.kind, 'not of the release')})"
        for fault in found.faults[:_NAMED]
    )
    more = len(found.faults) - _NAMED
    if more > 0:
        told += f" and {plural(more, 'more file')}"
    hint = "Nothing was changed. --force replaces the folder, -o chooses another."
    raise DataError(f"files there were changed: {told}", where=str(folder), hint=hint)


def put(entry: Entry, folder: Path) -> None:
    """Copy a release from the cache to its destination, whose files then are its own.

    Args:
        entry: the release.
        folder: the destination; what stands there is replaced.

    Raises:
        DamagedError: a file in the cache is damaged; nothing was placed.
        UsageError: the destination cannot be written; nothing was placed.
    """
    sums = load_sums(entry.folder)
    with replaced_folder(folder) as target:
        for path, stated in sums.items():
            _copy(entry.folder / path, target / path, stated)
        _copy(entry.folder / SUMS, target / SUMS, entry.key)
        if (entry.folder / SIGNATURE).is_file():
            (target / SIGNATURE).write_bytes((entry.folder / SIGNATURE).read_bytes())


def _copy(source: Path, target: Path, stated: str) -> None:
    """Copy a file and hold what is copied against its checksum."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        opened = source.open("rb")
    except OSError as error:
        raise DamagedError(str(source)) from error
    with opened, target.open("xb") as file:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != stated:
        raise DamagedError(str(source))
