"""The text of a delimited file in pieces that end with a line, decoded, with byte offsets."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20
"""Bytes read at once."""
START_CHUNK = 1 << 16
"""Bytes read at once where only a file's beginning is wanted."""
LIKE_CHUNK = 8192
"""Bytes that Python's text files, and so frictionless, decode at once: how far rows are read
before a byte that cannot be decoded."""
DETECTED = 100_000
"""Bytes from which an undeclared encoding is found out."""
MAX_LINE = 1 << 24
"""Characters in a line or a cell, 16 Mi; a longer one is refused before it fills the memory."""
FALLBACK_ENCODING = "cp1252"

_OTHER_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that end a line for `str.splitlines` and for nobody else here."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class EncodingError(ValueError):
    """Bytes that are not of the encoding.

    Args:
        reason: what is wrong.
        offset: place of the first bad byte in the file, from 0.
        line: its line, from 1.
        data: the bad bytes.
    """

    def __init__(
        self, reason: str, offset: int | None = None, line: int | None = None, data: bytes = b""
    ) -> None:
        super().__init__(reason)
        self.offset, self.line, self.data = offset, line, data


class LineError(ValueError):
    """A line too long to be one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of whole lines (the last piece: what is left).

    Attributes:
        text: the text.
        fault: what could not be decoded in it, if anything; the text then holds lone surrogates
            in place of the bad bytes, or replacement characters.
    """

    text: str
    fault: EncodingError | None = None


def find_encoding(start: bytes, declared: str | None) -> str:
    """The codec to read with: as declared, or found out from the first bytes.

    A byte order mark decides over "utf-8" and between the two orders of UTF-16. Undeclared text
    is UTF-8 where it can be, else Windows-1252.

    Raises:
        EncodingError: there is no such encoding.
    """
    if declared is not None:
        try:
            name = codecs.lookup(declared).name
        except LookupError as error:
            raise EncodingError(f"{declared} is no known encoding") from error
        for mark, codec in BOMS:
            same = codec == "utf-8-sig" and name == "utf-8"
            if start.startswith(mark) and (same or name.startswith(f"{codec}-")):
                return codec
        return name
    for mark, codec in BOMS:
        if start.startswith(mark):
            return codec
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start[:DETECTED])
    except UnicodeDecodeError:
        return FALLBACK_ENCODING
    return "utf-8"


def read_pieces(
    path: Path,
    encoding: str,
    *,
    like: bool = False,
    start: int = 0,
    first_line: int = 1,
    chunk: int = CHUNK,
) -> Iterator[Piece]:
    """A file's text.

    Args:
        path: the file.
        encoding: its codec.
        like: end with `EncodingError` at the first bad byte, after the lines that frictionless
            reads before it; otherwise go on, with the bad bytes marked.
        start: the byte to begin at, the first of a line.
        first_line: the number of that line.
        chunk: how many bytes to read at once.

    Raises:
        EncodingError: see ``like``.
        LineError: a line has no end.
        OSError: the file cannot be read.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    lenient = _lenient(encoding)
    left, line, offset = "", first_line, start
    with path.open("rb") as file:
        file.seek(start)
        while True:
            data = file.read(LIKE_CHUNK - file.tell() % LIKE_CHUNK if like else chunk)
            pending = len(decoder.getstate()[0])
            fault = None
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                fault = _fault(error, offset - pending, line, left, encoding)
                if like:
                    yield from _whole_lines(left)
                    raise fault from error
                lenient.setstate(decoder.getstate())
                text = lenient.decode(data, final=not data)
                decoder.setstate(lenient.getstate())
            offset += len(data)
            end = _line_end(text) if data else len(text)
            if end or not data:
                ready, left = left + text[:end], text[end:]
            else:
                ready, left = "", left + text
            if len(left) > MAX_LINE:
                raise LineError(f"line {line} is longer than {MAX_LINE:,} characters")
            if ready or fault:
                yield Piece(ready, fault)
                line += line_ends(ready)
            if not data:
                return


def decode_block(data: bytes, encoding: str, offset: int, line: int) -> Piece:
    """The text of whole lines of a file.

    Args:
        data: the bytes.
        encoding: their codec.
        offset: their place in the file.
        line: the number of the first line.
    """
    try:
        return Piece(data.decode(encoding))
    except UnicodeDecodeError as error:
        fault = _fault(error, offset, line, "", encoding)
        return Piece(data.decode(encoding, "surrogateescape"), fault)


def line_ends(text: str) -> int:
    """How many lines end in a text: line feeds, carriage returns, and both together as one."""
    count = text.count("\n")
    returns = text.count("\r")
    return count + returns - text.count("\r\n") if returns else count


def text_lines(text: str) -> Iterator[str]:
    """A text's lines with their ends: line feeds, carriage returns, and both together."""
    if any(char in text for char in _OTHER_ENDS):
        return io.StringIO(text, newline="")
    return iter(text.splitlines(keepends=True))


def _line_end(text: str) -> int:
    """Where the last whole line of a text ends; a final carriage return may belong to a line
    feed that has not come yet.
    """
    end = text.rfind("\n") + 1
    if end:
        return end
    returned = text.rfind("\r", 0, len(text) - 1)
    return returned + 1


def _whole_lines(text: str) -> Iterator[Piece]:
    end = _line_end(text)
    if end:
        yield Piece(text[:end])


def _lenient(encoding: str) -> codecs.IncrementalDecoder:
    """A decoder that does not stop: it keeps bad bytes as lone surrogates where it can."""
    keeps = encoding.startswith(("utf-8", "utf_8", "ascii", "cp", "iso8859", "mac", "koi8"))
    return codecs.getincrementaldecoder(encoding)("surrogateescape" if keeps else "replace")


def _fault(
    error: UnicodeDecodeError, offset: int, line: int, left: str, encoding: str
) -> EncodingError:
    before = error.object[: error.start].decode(encoding, "replace")
    data = bytes(error.object[error.start : error.end])
    shown = " ".join(f"{byte:02x}" for byte in data)
    return EncodingError(
        f"byte {shown} at offset {offset + error.start} is not {encoding}",
        offset + error.start,
        line + line_ends(left) + line_ends(before),
        data,
    )
