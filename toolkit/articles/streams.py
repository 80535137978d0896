"""Bytes of files and streams: undone compression, and reading over damaged places."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from toolkit.errors import UsageError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 16
HEAD = 1 << 12
"""Bytes that are enough to tell a form by, where a stream hands out less at a time."""
COMPRESSED_SUFFIXES = (".gz", ".zst", ".bz2", ".xz")

_GZIP = b"\x1f\x8b"
_GZIP_MEMBER = b"\x1f\x8b\x08"
ZSTANDARD = b"\x28\xb5\x2f\xfd"
_BZIP2 = b"BZh"
_XZ = b"\xfd7zXZ\x00"

DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a damaged or vanished file raises."""


class _Rewound(io.RawIOBase):
    """A stream whose head was read already, and is read again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        if self._head:
            count = min(len(room), len(self._head))
            room[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = _some(self._rest, len(room))
        room[: len(data)] = data
        return len(data)


def _some(stream: BinaryIO, most: int) -> bytes:
    """What a stream hands out at once, at most so many bytes; none at its end."""
    read1 = getattr(stream, "read1", None)
    return cast("bytes", read1(most) if read1 is not None else stream.read(most))


def head_of(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, which are then behind it.

    At least `HEAD` bytes where there are so many.
    """
    head = _some(stream, CHUNK)
    while 0 < len(head) < HEAD:
        chunk = _some(stream, CHUNK)
        if not chunk:
            break
        head += chunk
    return head


def rewound(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream from its beginning, of whose head and rest."""
    return io.BufferedReader(_Rewound(head, rest), CHUNK)


def peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream as of `head_of`, and the stream from its beginning."""
    head = head_of(stream)
    return head, rewound(head, stream)


def is_compressed(head: bytes) -> bool:
    """Whether bytes begin a file of one of the compressions that are undone."""
    return head.startswith((_GZIP, ZSTANDARD, _BZIP2, _XZ))


def unpacked_head(head: bytes) -> bytes:
    """The first bytes of what a compressed file holds, as far as they are in its own first ones."""
    try:
        if head.startswith(_GZIP):
            return zlib.decompressobj(wbits=31).decompress(head, CHUNK)
        if head.startswith(_BZIP2):
            return bz2.BZ2Decompressor().decompress(head, CHUNK)
        if head.startswith(_XZ):
            return lzma.LZMADecompressor().decompress(head, CHUNK)
        import pyarrow as pa

        return cast("bytes", pa.CompressedInputStream(pa.BufferReader(head), "zstd").read(HEAD))
    except DAMAGED:
        return b""


def decompressed(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes and the stream, with gzip, Zstandard, bzip2 and xz undone.

    Raises:
        OSError, EOFError, zlib.error, lzma.LZMAError: the compression is damaged, also later.
    """
    head, whole = peeked(stream)
    if head.startswith(_GZIP):
        return peeked(cast("BinaryIO", gzip.GzipFile(fileobj=whole)))
    if head.startswith(ZSTANDARD):
        import pyarrow as pa

        return peeked(cast("BinaryIO", pa.CompressedInputStream(whole, "zstd")))
    if head.startswith(_BZIP2):
        return peeked(cast("BinaryIO", bz2.BZ2File(whole)))
    if head.startswith(_XZ):
        return peeked(cast("BinaryIO", lzma.LZMAFile(whole)))
    return head, whole


def unreadable(error: Exception, where: str) -> UsageError:
    """The one-line error for bytes that cannot be read."""
    reason = getattr(error, "strerror", None) or str(error).partition("\n")[0] or "damaged"
    return UsageError(f"cannot be read: {reason}", where=where)


def read_whole(path: Path, source: str) -> bytes:
    """All bytes of a file, its compression undone.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            return decompressed(file)[1].read() if is_compressed(head) else file.read()
    except DAMAGED as error:
        raise unreadable(error, source) from None


def pieces(stream: BinaryIO) -> Iterator[bytes | None]:
    """A stream in pieces; of gzip a member that is damaged ends with ``None`` and the next follows.

    (Python's own reader gives up the whole file at the first damage.)
    """
    head, whole = peeked(stream)
    if not head.startswith(_GZIP):
        if is_compressed(head):
            whole = decompressed(whole)[1]
        while chunk := _some(whole, CHUNK):
            yield chunk
        return
    yield from _members(whole)


def _members(stream: BinaryIO) -> Iterator[bytes | None]:
    waiting = _some(stream, CHUNK)
    while waiting:
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                if not waiting:
                    waiting = _some(stream, CHUNK)
                if not waiting:
                    yield None
                    return
                piece, waiting = member.decompress(waiting), b""
                if piece:
                    yield piece
            waiting = member.unused_data
        except zlib.error:
            yield None
            waiting = waiting[1:]
        waiting = _from_next_member(waiting, stream)


def _from_next_member(waiting: bytes, stream: BinaryIO) -> bytes:
    """The bytes from the next beginning of a member on."""
    while True:
        at = waiting.find(_GZIP_MEMBER)
        if at >= 0:
            return waiting[at:]
        chunk = _some(stream, CHUNK)
        if not chunk:
            return b""
        waiting = waiting[-(len(_GZIP_MEMBER) - 1) :] + chunk


class Pieces:
    """Lines and stretches of a stream of pieces; both end early at a damaged place.

    Attributes:
        damages: how many damaged places were met.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._pieces = pieces(stream)
        self._held = b""
        self._ended = False
        self.damages = 0

    def _more(self) -> bool:
        """Hold another piece; false at a damaged place and at the end."""
        try:
            piece = next(self._pieces)
        except StopIteration:
            self._ended = True
            return False
        if piece is None:
            self.damages += 1
            return False
        self._held += piece
        return True

    def line(self) -> bytes:
        """The next line with its end; cut short by damage, and empty where nothing is left."""
        searched = 0
        while True:
            at = self._held.find(b"\n", searched)
            if at >= 0:
                return self._give(at + 1)
            searched = len(self._held)
            if searched > CHUNK or (not self._more() and (self._held or self._ended)):
                return self._give(searched)

    def stretch(self, length: int) -> bytes:
        """So many bytes, or fewer where damage or the end comes first."""
        parts = [self._give(length)]
        got = len(parts[0])
        while got < length and self._more():
            parts.append(self._give(length - got))
            got += len(parts[-1])
        return b"".join(parts)

    def skip(self, length: int) -> bool:
        """Pass over so many bytes; whether there were so many."""
        got = len(self._give(length))
        while got < length and self._more():
            got += len(self._give(length - got))
        return got == length

    def _give(self, length: int) -> bytes:
        given, self._held = self._held[:length], self._held[length:]
        return given
