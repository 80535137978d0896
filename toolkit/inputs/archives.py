"""Unpack archives and compressed files into a folder of our own, within bounds."""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from toolkit.console import human_size
from toolkit.errors import DataError
from toolkit.inputs.limits import Limits
from toolkit.inputs.paths import unsafe

if TYPE_CHECKING:
    import zipfile

COMPRESSIONS = ("gz", "zip", "bz2", "xz")
"""How single files may be packed."""
_CHUNK = 1 << 20


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


_NO_ROOM = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS)
"""Errors of the place that is written to, not of the archive."""
_ENCRYPTED = 0x1
_END_RECORD = b"PK\x05\x06"
_END_SEARCH = (1 << 16) + 22
"""The last record of a zip is 22 bytes and a comment of less than 64 KiB."""
_ENTRY_BYTES = 1024
"""What one file takes in the list at most, with a long name."""


def unpack_zip(archive: Path, folder: Path, limits: Limits, where: str) -> list[str]:
    """Write the files of a zip archive below ``folder``.

    Args:
        archive: the archive.
        folder: an empty folder.
        limits: how many files, how many bytes, how dense.
        where: how to name the archive in messages.

    Returns:
        The paths written, relative to ``folder``, in the archive's order.

    Raises:
        DataError: it is damaged, encrypted, too large, or holds unsafe paths or links.
        OSError: the disk has no room for its files.
    """
    import zipfile
    import zlib

    _check_directory(archive, limits, where)
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            _check_entries(entries, archive.stat().st_size, limits, where)
            left = limits.archive_bytes
            for entry in entries:
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                allowed = _allowed(entry.compress_size, left, limits)
                with opened.open(entry) as source:
                    left -= _copy(source, target, allowed, f"{where}, {entry.filename}")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        if getattr(error, "errno", None) in _NO_ROOM:
            raise
        raise DataError(
            f"a damaged archive: {error}", where=where, hint="Pack it again."
        ) from error
    return [entry.filename for entry in entries]


def _check_directory(archive: Path, limits: Limits, where: str) -> None:
    """Refuse a zip whose list of files is so long that reading it would fill the memory.

    Its size stands in the archive's last record (APPNOTE.TXT, 4.3.16).
    """
    with archive.open("rb") as file:
        file.seek(max(0, archive.stat().st_size - _END_SEARCH))
        tail = file.read()
    at = tail.rfind(_END_RECORD)
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if size > limits.archive_entries * _ENTRY_BYTES:
        raise DataError(
            f"its list of files takes {human_size(size)}",
            where=where,
            hint="Unpack it and name the folder.",
        )


def _check_entries(entries: list[zipfile.ZipInfo], packed: int, limits: Limits, where: str) -> None:
    """Refuse what can be refused before anything is unpacked."""
    if len(entries) > limits.archive_entries:
        raise DataError(
            f"{len(entries):,} files, more than {limits.archive_entries:,}",
            where=where,
            hint="Unpack it and name the folder.",
        )
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        reason = unsafe(name)
        if stat.S_ISLNK(entry.external_attr >> 16):
            reason = "it is a link"
        elif entry.flag_bits & _ENCRYPTED:
            reason = "it is encrypted"
        elif name.casefold() in seen:
            reason = "it stands twice in the archive"
        if reason:
            raise DataError(
                f"the file {name[:200]!r} is refused: {reason}", where=where, hint="Pack it again."
            )
        seen.add(name.casefold())
    total = sum(entry.file_size for entry in entries)
    if total > limits.archive_bytes:
        raise _too_large(limits.archive_bytes, where)
    if total > _allowed(packed, total, limits):  # also where entries share their bytes
        raise _too_dense(where)
    for entry in entries:
        if entry.file_size > _allowed(entry.compress_size, total, limits):
            raise _too_dense(f"{where}, {entry.filename}")


def _allowed(packed: int, left: int, limits: Limits) -> int:
    """How many bytes may come out of ``packed`` ones, with ``left`` bytes left in all."""
    by_ratio = max(packed * limits.archive_ratio, limits.archive_ratio_from_bytes)
    return min(left, by_ratio)


def _too_large(size: int, where: str) -> DataError:
    hint = "Unpack it and name the folder."
    return DataError(f"more than {human_size(size)} when unpacked", where=where, hint=hint)


def _too_dense(where: str) -> DataError:
    return DataError(
        "it unpacks to so many times its size that it looks like a bomb",
        where=where,
        hint="If you trust it, unpack it yourself and name the folder.",
    )


def unpack(packed: Path, compression: str, target: Path, limits: Limits, inner: str = "") -> None:
    """Write the content of one packed file to ``target``.

    Args:
        packed: the file.
        compression: one of `COMPRESSIONS`.
        target: the file to make.
        limits: how much may come out.
        inner: which file of a zip archive; its first otherwise.

    Raises:
        DataError: it is damaged or packed otherwise, or more comes out than the limits allow.
    """
    import zlib
    from lzma import LZMAError
    from zipfile import BadZipFile

    allowed = _allowed(packed.stat().st_size, limits.archive_bytes, limits)
    try:
        with _reader(packed, compression, inner) as source:
            _copy(source, target, allowed, packed.name)
    except (BadZipFile, zlib.error, LZMAError, EOFError, OSError, NotImplementedError) as error:
        what = f"it cannot be unpacked as {compression}: {error}"
        raise DataError(what, where=packed.name, hint="Pack it again.") from error
    except RuntimeError as error:  # encrypted
        raise DataError(f"it cannot be unpacked: {error}", where=packed.name) from error


@contextmanager
def _reader(packed: Path, compression: str, inner: str) -> Iterator[_Readable]:
    import bz2
    import gzip
    import lzma
    import zipfile

    if compression == "zip":
        with zipfile.ZipFile(packed) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            name = inner or (names[0] if names else "")
            if name not in names:
                what = f"the archive holds no file {name}" if name else "the archive is empty"
                raise DataError(what, where=packed.name)
            with archive.open(name) as source:
                yield source
        return
    openers: Mapping[str, Callable[[Path], Any]] = {
        "gz": gzip.open,
        "bz2": bz2.open,
        "xz": lzma.open,
    }
    if compression not in openers:
        hint = f"One of: {', '.join(COMPRESSIONS)}."
        raise DataError(f"the compression {compression!r} is not supported", hint=hint)
    with openers[compression](packed) as source:
        yield source


def _copy(source: _Readable, target: Path, allowed: int, where: str) -> int:
    """Copy at most ``allowed`` bytes, whatever the archive claims; return how many there were."""
    written = 0
    with target.open("xb") as file:
        for chunk in _chunks(source):
            written += len(chunk)
            if written > allowed:
                raise _too_dense(where)
            file.write(chunk)
    return written


def _chunks(source: _Readable) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
