"""A release as a zip that has the same bytes wherever it is written.

Files are stored as they are: the bytes of a deflated file depend on the version of zlib, and the
bulk of a release (Parquet, database, workbook) is compressed already. Dates, modes and order are
fixed; nothing of the disk's own (times, owners, umask) gets in.
"""

from __future__ import annotations

import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.errors import UsageError
from toolkit.inputs.sums import files_of_folder

if TYPE_CHECKING:
    import zipfile

FILE_MODE, FOLDER_MODE = 0o644, 0o755
_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold (APPNOTE.TXT, 4.4.6)."""
_UNIX = 3
"""APPNOTE.TXT, 4.4.2: the upper half of the attributes holds a Unix mode."""
_DOS_FOLDER = 0x10
_CHUNK = 1 << 20


def write_zip(folder: Path, target: BinaryIO) -> None:
    """Write a folder as a zip with one top folder of its name.

    Args:
        folder: what to pack; strangers such as ``.DS_Store`` are left out.
        target: an empty file open for writing; it must be one that can be searched.

    Raises:
        DataError: the folder holds a link or a device, or names that differ only in case.
        UsageError: ``target`` is a pipe.
        OSError: a file cannot be read, or ``target`` cannot be written.
    """
    import zipfile

    if not target.seekable():
        raise UsageError("a zip cannot be written to a pipe", hint="Name a file.")
    top = folder.resolve().name
    files = files_of_folder(folder)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(f"{top}/", stat.S_IFDIR | FOLDER_MODE, 0), b"")
        made = {""}
        for name, path in files.items():
            for parent in _parents(name):
                if parent not in made:
                    made.add(parent)
                    entry = _entry(f"{top}/{parent}/", stat.S_IFDIR | FOLDER_MODE, 0)
                    archive.writestr(entry, b"")
            size = path.stat().st_size
            entry = _entry(f"{top}/{name}", stat.S_IFREG | FILE_MODE, size)
            with path.open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, _CHUNK)


def _parents(name: str) -> list[str]:
    """The folders of a path, outermost first."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _entry(name: str, mode: int, size: int) -> zipfile.ZipInfo:
    import zipfile

    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = _UNIX
    entry.compress_type = zipfile.ZIP_STORED
    entry.external_attr = mode << 16 | (_DOS_FOLDER if stat.S_ISDIR(mode) else 0)
    entry.file_size = size
    return entry
