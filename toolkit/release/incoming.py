"""A release on its way into the cache: unpacked or gathered, and held against its checksums."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.console import plural
from toolkit.errors import DataError, UsageError
from toolkit.inputs.archives import unpack_zip
from toolkit.inputs.documents import read_document
from toolkit.inputs.limits import Limits
from toolkit.inputs.references import AbsentError
from toolkit.inputs.sums import (
    DIFFERS,
    MISSING,
    SIGNATURE,
    SUMS,
    check_sums,
    load_sums,
    sha256_of,
)
from toolkit.inputs.target import DESCRIPTOR
from toolkit.inputs.transfers import ForbiddenError
from toolkit.release.index import NAME
from toolkit.release.sources import Place
from toolkit.release.versions import Version, choose

NOTHING_PLACED = "Nothing was placed. Try again; if it stays so, tell the publisher."
_NAMED_FAULTS = 3
_WORDS = {DIFFERS: "differs", MISSING: "is missing"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a release before it comes.

    Attributes:
        sums: SHA-256 of its ``SHA256SUMS``; empty where nothing says it.
        name: the package's name; empty likewise.
        version: its version; ``None`` likewise.
        spec: the version that was asked for.
    """

    sums: str = ""
    name: str = ""
    version: Version | None = None
    spec: str = ""


def unpacked(archive: Path, folder: Path, limits: Limits, where: str) -> Path:
    """Unpack the zip of a release.

    Args:
        archive: the zip.
        folder: an empty folder.
        limits: bounds on what comes out.
        where: how to name the zip.

    Returns:
        The release's folder, below ``folder``.

    Raises:
        DataError: it is damaged or refused, holds no release, or more than the release.
        OSError: the disk has no room.
    """
    names = unpack_zip(archive, folder, limits, where)
    lists = [PurePosixPath(name) for name in names if PurePosixPath(name).name == SUMS]
    if not lists:
        raise DataError(f"it holds no {SUMS}, so it is no release", where=where, hint=_ASK)
    top = min(lists, key=lambda path: (len(path.parts), str(path))).parent
    for name in names:
        if not PurePosixPath(name).is_relative_to(top):
            what = f"it holds {name}, which does not belong to the release in {top}/"
            raise DataError(what, where=where, hint=_ASK)
    return folder / top


_ASK = "Ask its publisher for the release's own zip."


def gathered(
    sums: bytes, files: Mapping[str, str], place: Place, folder: Path, expected: Expected
) -> Path:
    """Bring the files of a release's folder, each held against its checksum at once.

    Args:
        sums: the content of ``SHA256SUMS``.
        files: path to SHA-256, as it lists them.
        place: the release's folder.
        folder: an empty folder.
        expected: what is known of the release; a wrong version is refused before its tables come.

    Returns:
        The release's folder, below ``folder``.

    Raises:
        UsageError: a file cannot be had, or the version is not the one asked for.
        DataError: a file is missing or is not the one that is listed.
    """
    root = folder / "release"
    root.mkdir()
    (root / SUMS).write_bytes(sums)
    if expected.sums:
        _hold(root / SUMS, expected.sums, place.shown(SUMS), "the index")
    for file in sorted(files, key=lambda path: (path != DESCRIPTOR, path)):
        try:
            _bring(place, file, root)
        except AbsentError as reason:
            what = f"{file} is missing, though {SUMS} lists it: {reason}"
            raise DataError(what, where=place.shown(file), hint=NOTHING_PLACED) from reason
        _hold(root / file, files[file], place.shown(file), SUMS)
        if file == DESCRIPTOR:
            identified(root, expected, place.shown(file))
    with contextlib.suppress(AbsentError, ForbiddenError):  # a signature is optional
        _bring(place, SIGNATURE, root)
    return root


def _bring(place: Place, file: str, root: Path) -> None:
    target = root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    found, _ = place.bring(file, target, called=file)
    if found != target:
        shutil.copyfile(found, target)


def _hold(path: Path, stated: str, where: str, by: str) -> None:
    """Hold a file against its checksum."""
    found = sha256_of(path)
    if found != stated:
        raise DataError(
            f"it is not the file that {by} states: its SHA-256 is {found}, not {stated}",
            where=where,
            hint=NOTHING_PLACED,
        )


def hold_archive(path: Path, stated: str, where: str) -> None:
    """Hold a zip against the checksum that the index states.

    Raises:
        DataError: it is another.
    """
    _hold(path, stated, where, "the index")


def checked(root: Path, expected: Expected, where: str) -> tuple[str, str]:
    """Hold every file of an unpacked release against its checksums, and say what it is.

    Args:
        root: the release's folder.
        expected: what is known of it.
        where: how to name it.

    Returns:
        The package's name, and its version.

    Raises:
        DataError: a file is missing, added or another; or it is another release than expected.
        UsageError: the version is not the one asked for.
    """
    if expected.sums:
        _hold(root / SUMS, expected.sums, f"{where}, {SUMS}", "the index")
    faults = check_sums(root)
    if faults:
        stated = load_sums(root)
        told = []
        for fault in faults[:_NAMED_FAULTS]:
            text = f"{fault.path} {_WORDS.get(fault.kind, 'is not listed')}"
            if fault.kind == DIFFERS:
                found = sha256_of(root / fault.path)
                text += f" (its SHA-256 is {found}, not {stated[fault.path]})"
            told.append(text)
        more = len(faults) - _NAMED_FAULTS
        told += [f"and {plural(more, 'more file')}"] if more > 0 else []
        what = f"it does not hold what its {SUMS} says: {', '.join(told)}"
        raise DataError(what, where=where, hint=NOTHING_PLACED)
    return identified(root, expected, where)


def identified(root: Path, expected: Expected, where: str) -> tuple[str, str]:
    """Name and version of a release, as its descriptor says.

    Raises:
        DataError: there is no descriptor, it gives none, or it is another release than expected.
        UsageError: the version is not the one asked for.
    """
    if not (root / DESCRIPTOR).is_file():
        raise DataError(f"it has no {DESCRIPTOR}, so it is no release", where=where)
    descriptor = read_document(root / DESCRIPTOR, where=where).value
    facts = descriptor if isinstance(descriptor, dict) else {}
    name, version = str(facts.get("name", "")), str(facts.get("version", ""))
    if not NAME.fullmatch(name):
        raise DataError(f"its descriptor gives it no plain name: {name[:80]!r}", where=where)
    try:
        found = Version.parse(version)
    except UsageError as error:
        hint = "Only releases are fetched; name a package that is none by its folder or zip."
        raise DataError(f"it is no release: {error.what}", where=where, hint=hint) from error
    if (expected.name or name) != name or (expected.version or found) != found:
        raise another_release(name, version, expected, where)
    choose(expected.spec, [found])
    return name, version


def another_release(name: str, version: str, expected: Expected, where: str) -> DataError:
    """The error on a release that is another than its index says."""
    what = f"it is {name} {version}, not {expected.name} {expected.version}"
    return DataError(what, where=where, hint=NOTHING_PLACED)


def key_of(sums: bytes) -> str:
    """The key of a release in the cache: SHA-256 of its ``SHA256SUMS``."""
    return hashlib.sha256(sums).hexdigest()
