"""A release folder from a package folder: its files, a database, a workbook, checksums.

The package's own files are copied as they are. Everything is readable by all, whatever the umask:
a release is made to be served.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.documents import read_document
from toolkit.inputs.paths import unsafe
from toolkit.inputs.sums import SIGNATURE, SUMS, files_of_folder, sums_text
from toolkit.inputs.target import DESCRIPTOR
from toolkit.package.replace import cannot_write
from toolkit.release.archive import FILE_MODE, FOLDER_MODE
from toolkit.release.index import NAME

DATABASE, WORKBOOK = ".duckdb", ".xlsx"
"""Endings of the files that a release has beside its package."""


def freeze(package: Path, folder: Path, extra: Mapping[str, bytes]) -> None:
    """Make a release folder.

    Args:
        package: folder of a valid package.
        folder: an empty folder, or none yet; what is in it when an error is raised is not a
            release.
        extra: further files (licence, changelog) by their path in the folder.

    Raises:
        DataError: the package has no plain name, holds a link, or a file twice.
        UsageError: the package cannot be read, ``folder`` holds something or cannot be written.
    """
    name = package_name(package)
    files = files_of_folder(package)
    _check_names(files, extra, name, package)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            hint = "Choose an empty or new folder."
            raise UsageError("the folder is not empty", where=str(folder), hint=hint)
        for path, source in files.items():
            shutil.copyfile(source, _place(folder, path))
        for path, data in extra.items():
            _place(folder, path).write_bytes(data)
        _write_derived(package, folder, name)
        (folder / SUMS).write_bytes(sums_text(folder).encode())
        _open_to_all(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error


def package_name(package: Path) -> str:
    """The name in a package's descriptor.

    Raises:
        UsageError: there is no descriptor, or it cannot be read.
        DataError: it is damaged, or its name cannot be that of a file.
    """
    found = read_document(package / DESCRIPTOR).value
    name = found.get("name") if isinstance(found, dict) else None
    if not isinstance(name, str) or not NAME.fullmatch(name):
        hint = "A name is lower-case letters, digits, hyphens, dots and underscores."
        raise DataError("the package has no plain name", where=str(package), hint=hint)
    return name


def writers(folder: Path) -> dict[str, str]:
    """The libraries that wrote the files of a release whose bytes depend on them.

    Args:
        folder: a release folder, made here.

    Returns:
        Kind of file to library and version: ``{"parquet": "pyarrow 26.0.1", …}``.

    Raises:
        UsageError: the descriptor cannot be read.
        DataError: it is damaged.
    """
    import duckdb
    import xlsxwriter

    told = read_document(folder / DESCRIPTOR).value.get("writers", {})
    return {
        **{str(kind): str(writer) for kind, writer in told.items()},
        DATABASE.lstrip("."): f"duckdb {duckdb.__version__}",
        WORKBOOK.lstrip("."): f"XlsxWriter {xlsxwriter.__version__}",
    }


def _check_names(
    files: Mapping[str, Path], extra: Mapping[str, bytes], name: str, package: Path
) -> None:
    """Refuse two files of one name, also on a file system that ignores case."""
    seen: dict[str, str] = {}
    made = (f"{name}{DATABASE}", f"{name}{WORKBOOK}", SUMS, SIGNATURE)
    for path in (*files, *extra, *made):
        if path.casefold() in seen:
            what = f"the package holds {seen[path.casefold()]}, which a release adds itself"
            raise DataError(what, where=str(package), hint="Take it out.")
        seen[path.casefold()] = path
        reason = unsafe(path)
        if reason:
            raise DataError(f"the file {path!r} is refused: {reason}", where=str(package))


def _place(folder: Path, path: str) -> Path:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _write_derived(package: Path, folder: Path, name: str) -> None:
    """Write what holds the package's tables in other forms."""
    from toolkit.release.database_file import write_database
    from toolkit.release.workbook import write_workbook

    write_database(package, folder / f"{name}{DATABASE}")
    write_workbook(package, folder / f"{name}{WORKBOOK}")


def _open_to_all(folder: Path) -> None:
    folder.chmod(FOLDER_MODE)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
