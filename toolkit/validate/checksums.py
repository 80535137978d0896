"""Whether a package that carries ``SHA256SUMS`` is, file by file, the one that was released.

Every file counts, also those that no resource describes: page, licence, database, workbook, and
the list itself as far as its signature or an index beside the package tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, ReadoutError
from toolkit.inputs.documents import read_document
from toolkit.inputs.ssh import signature_fault
from toolkit.inputs.sums import (
    DIFFERS,
    INDEX,
    MISSING,
    SIGNATURE,
    SUMS,
    SumFault,
    compare_sums,
    files_of_folder,
    load_sums,
    sha256_of,
)
from toolkit.inputs.target import DESCRIPTOR, Origin, Target
from toolkit.validate.report import Finding

RULE = "checksum"
WHOLE = (Origin.LOCAL, Origin.ARCHIVE)
"""Origins that bring every file, so that one too many is seen."""
_FETCH = "Do not trust it; fetch the release again."
_SHOWN = 12


def has_checksums(target: Target) -> bool:
    """Whether a package carries a list of checksums."""
    return target.entry.name == DESCRIPTOR and (target.root / SUMS).is_file()


def check_checksums(target: Target) -> Iterator[Finding]:
    """Findings on files that are not what the package's list of checksums says.

    Raises:
        UsageError: a file cannot be read.
    """
    yield from _check_files(target)
    if (target.root / SIGNATURE).is_file():
        fault = signature_fault((target.root / SUMS).read_bytes(), target.root / SIGNATURE)
        if fault is not None:
            message = f"the signature of {SUMS} {fault}"
            yield _finding(SIGNATURE, message, _FETCH)
    yield from _check_index(target)


def _check_files(target: Target) -> Iterator[Finding]:
    try:
        sums = load_sums(target.root)
    except DataError as error:
        line = error.where.rpartition(":")[2]
        number = int(line) if line.isdecimal() else None
        yield Finding(RULE, error.what, SUMS, hint=_FETCH, path=SUMS, line_number=number)
        return
    try:
        files = files_of_folder(target.root)
    except DataError as error:
        yield Finding(RULE, error.what, hint=error.hint)
        return
    for fault in compare_sums(sums, files):
        yield _of_fault(fault, target)


def _of_fault(fault: SumFault, target: Target) -> Finding:
    if fault.kind == DIFFERS:
        found = sha256_of(target.root / fault.path)[:_SHOWN]
        message = f"not the file that line {fault.line} of {SUMS} names: its SHA-256 begins {found}"
        return _finding(fault.path, message, f"The file or that line was changed. {_FETCH}")
    if fault.kind == MISSING:
        message = f"missing, although line {fault.line} of {SUMS} names it"
        return _finding(fault.path, message, _FETCH)
    return _finding(fault.path, f"not listed in {SUMS}", "Remove the file. Is it yours?")


def _check_index(target: Target) -> Iterator[Finding]:
    """Findings on the list of checksums, and on the zip, by an index of releases beside them."""
    if target.origin not in WHOLE:
        return
    place = target.root if target.origin is Origin.LOCAL else Path(target.called)
    place = place.resolve()
    release = _entry(place, target)
    told = release.get("sums_sha256")
    if isinstance(told, str) and told != sha256_of(target.root / SUMS):
        message = f"not the one that {INDEX}, beside the package, names"
        yield _finding(SUMS, message, _FETCH)
    archive = release.get("archive")
    if target.origin is Origin.ARCHIVE and isinstance(archive, dict):
        told = archive.get("sha256")
        if isinstance(told, str) and told != sha256_of(place):
            message = f"not the zip that {INDEX}, beside it, names"
            yield Finding(RULE, message, place.name, hint=_FETCH)


def _entry(place: Path, target: Target) -> dict[str, Any]:
    """What the index beside a package says of it; nothing where there is no index or entry.

    An index that cannot be read is not this package's fault.
    """
    beside = place.parent / INDEX
    if not beside.is_file():
        return {}
    try:
        index = read_document(beside).value
        releases = [found for found in index["releases"] if isinstance(found, dict)]
        same = index["name"] == target.descriptor.get("name")
        version = target.descriptor.get("version")
    except (ReadoutError, KeyError, TypeError, AttributeError):
        return {}
    for found in releases:
        archive = found.get("archive")
        zipped = archive.get("path") if isinstance(archive, dict) else None
        if place.name in (str(found.get("folder")).rstrip("/"), zipped):
            return found
    return next((found for found in releases if same and found.get("version") == version), {})


def _finding(path: str, message: str, hint: str) -> Finding:
    return Finding(RULE, message, path, hint=hint, path=path)
