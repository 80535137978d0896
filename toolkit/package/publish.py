"""Check tables, write them as a package, check its files: only what is valid gets into place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from toolkit.console import plural
from toolkit.errors import DataError
from toolkit.package.check import validate_package
from toolkit.package.replace import cannot_write
from toolkit.package.write import Settle, Written, write_files, write_package
from toolkit.schema.model import PackageDeclaration
from toolkit.schema.quality import Quality
from toolkit.validate.report import Report
from toolkit.validate.tables import Check, validate_tables

Tables = Mapping[str, pa.Table]


class InvalidPackageError(DataError):
    """The tables or files are not valid; nothing was written.

    Attributes:
        report: what is wrong.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"not valid: {plural(report.errors, 'error')}",
            hint="The package was left as it was. Mend what is listed and build again.",
        )
        self.report = report


def as_they_are(tables: Tables) -> Tables:
    """The tables themselves: all of them may be published."""
    return tables


@dataclass(frozen=True, slots=True)
class Published:
    """A package that was written.

    Attributes:
        written: what it holds.
        report: what the checks found (warnings at most).
    """

    written: Written
    report: Report


def publish(
    tables: Tables,
    declaration: PackageDeclaration,
    target: Path,
    extra_checks: Sequence[Check] = (),
    publishable: Callable[[Tables], Tables] = as_they_are,
    quality: Quality | None = None,
    settle: Settle | None = None,
) -> Published:
    """Write a valid package in the place of ``target``, or nothing.

    Args:
        tables: rows of every declared table.
        declaration: what the package is.
        target: its folder.
        extra_checks: further checks on the tables.
        publishable: makes of the tables that are checked those that are written.
        quality: how well their values were measured to be.
        settle: says of the written files which version and moment they must tell.

    Raises:
        InvalidPackageError: a check found an error.
        UsageError: ``target`` cannot be written or holds something else.
    """
    report = _valid(validate_tables(tables, declaration, extra_checks))

    def verify(folder: Path) -> None:
        _valid(validate_package(folder))

    written = write_package(publishable(tables), declaration, target, verify, quality, settle)
    return Published(written, report)


def _valid(report: Report) -> Report:
    if not report.valid:
        raise InvalidPackageError(report)
    return report


def stale_files(
    tables: Tables,
    declaration: PackageDeclaration,
    target: Path,
    extra_checks: Sequence[Check] = (),
    publishable: Callable[[Tables], Tables] = as_they_are,
    quality: Quality | None = None,
    settle: Settle | None = None,
) -> list[str]:
    """Compare a package with what `publish` would write now, byte for byte.

    Returns:
        What differs, one line a file: ``data/a.csv: differs``, ``…: missing``, ``…: not written
        by a build``; empty where the package is up to date.

    Raises:
        InvalidPackageError: a check found an error.
        UsageError: the temporary folder cannot be written.
        OSError: the package cannot be read.
    """
    _valid(validate_tables(tables, declaration, extra_checks))
    with tempfile.TemporaryDirectory(prefix="readout-") as name:
        fresh = Path(name)
        try:
            write_files(publishable(tables), declaration, fresh, quality, settle)
        except OSError as error:
            raise cannot_write(fresh, error) from error
        return compare_folders(fresh, target)


def compare_folders(fresh: Path, target: Path) -> list[str]:
    """How ``target`` differs from ``fresh``, one line a file, sorted by path."""
    new, old = _files(fresh), _files(target)
    found = []
    for path in sorted(new.keys() | old.keys()):
        if path not in old:
            found.append(f"{path}: missing")
        elif path not in new:
            found.append(f"{path}: not written by a build")
        elif new[path].read_bytes() != old[path].read_bytes():
            found.append(f"{path}: differs")
    return found


def _files(folder: Path) -> dict[str, Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}
