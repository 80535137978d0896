"""Web archives: the pages in a WARC file (ISO 28500), read record by record.

Responses, resources and conversions (WET) of HTML and plain text are articles; what a crawler
notes beside them (requests, metadata, images, redirections) is passed over. Every record stands by
itself: one that is damaged is told of, and reading goes on at the next.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from toolkit.articles.streams import ZSTANDARD, Pieces
from toolkit.errors import UsageError

MOST_BYTES = 64 << 20
"""A page, as received or unpacked, that is larger is no article."""

_VERSION = b"WARC/"
_HEADER_LINES = 1000
_KINDS = ("response", "resource", "conversion")
_TYPES = frozenset(["text/html", "application/xhtml+xml", "text/plain"])
_CHARSET = re.compile(r"charset=[\"' ]?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS_OK = re.compile(rb"HTTP/\d(?:\.\d)? 200\b")
_IDENTITY = ("", "identity", "none")


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page of an archive.

    Attributes:
        number: the record's place in the file, from 1.
        record_id: its ``WARC-Record-ID``.
        url: the address it was fetched from.
        fetched_on: the day it was fetched.
        charset: the character set that the server said; empty where it said none.
        data: the page, as a browser would get it.
    """

    number: int
    record_id: str
    url: str | None
    fetched_on: dt.date | None
    charset: str
    data: bytes


def looks_like_warc(head: bytes) -> bool:
    """Whether bytes begin a WARC file."""
    return head.lstrip(b"\r\n").startswith(_VERSION)


def read_warc(stream: BinaryIO, source: str) -> Iterator[WebPage | UsageError]:
    """The pages of an archive; a record that cannot be read is an error in its place.

    Args:
        stream: the archive, also compressed by gzip record by record.
        source: what to call it.
    """
    lines = Pieces(stream)
    number = damages = 0
    between = False
    while True:
        line = lines.line()
        if lines.damages > damages and not between:
            where = f"{source}: after record {number}"
            yield UsageError("damaged: packed data cannot be unpacked", where=where)
        damages = lines.damages
        if not line:
            return
        if not line.startswith(_VERSION):
            if line.strip() and not between:
                between = True
                where = f"{source}: after record {number}"
                yield UsageError("damaged: no WARC record begins here", where=where)
            continue
        between = False
        number += 1
        header = _header(lines)
        where = f"{source}: record {number}"
        if record_id := header.get("warc-record-id", "").strip("<>"):
            where += f" ({record_id})"
        try:
            page = _page(lines, header, number)
        except UsageError as error:
            yield UsageError(error.what, where=where, hint=error.hint)
            between = True
            damages = lines.damages
            continue
        if page is not None:
            yield page


def _header(lines: Pieces) -> dict[str, str]:
    """Field names, in small letters, to their values; up to the blank line after them."""
    fields: dict[str, str] = {}
    name = ""
    for _ in range(_HEADER_LINES):
        line = lines.line()
        if not line.strip():
            break
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and name:
            fields[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    return fields


def _page(lines: Pieces, header: Mapping[str, str], number: int) -> WebPage | None:
    """The record's page; ``None`` for a record that holds none.

    Raises:
        UsageError: the record is damaged.
    """
    stated = header.get("content-length", "")
    if not stated.isascii() or not stated.isdigit():
        raise UsageError(f"damaged: no length of the record, but {stated[:20]!r}")
    length = int(stated)
    kind = header.get("warc-type", "").lower()
    wanted = kind in _KINDS and length <= MOST_BYTES and "warc-segment-number" not in header
    if kind == "resource" or kind == "conversion":
        wanted = wanted and _media_type(header.get("content-type", "")) in _TYPES
    if not wanted:
        if not lines.skip(length):
            raise UsageError("damaged: the record ends too early")
        return None
    block = lines.stretch(length)
    if len(block) < length:
        raise UsageError(f"damaged: {len(block):,} of {length:,} bytes are there")
    kind_of_content, data = header.get("content-type", ""), block
    if kind == "response":
        response = _response(block)
        if response is None:
            return None
        kind_of_content, data = response
    charset = _CHARSET.search(kind_of_content)
    return WebPage(
        number=number,
        record_id=header.get("warc-record-id", "").strip("<>"),
        url=_web_address(header.get("warc-target-uri", "").strip("<>")),
        fetched_on=_day(header.get("warc-date", "")),
        charset=charset[1] if charset else "",
        data=data,
    )


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _web_address(text: str) -> str | None:
    return text if text.startswith(("http://", "https://")) else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _response(block: bytes) -> tuple[str, bytes] | None:
    """Content type and body of an answer of a web server; ``None`` where it is no page."""
    end = _HEAD_END.search(block)
    if end is None or not _STATUS_OK.match(block):
        return None
    fields: dict[str, str] = {}
    for line in block[: end.start()].split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    content_type = fields.get("content-type", "")
    if _media_type(content_type) not in _TYPES:
        return None
    body = block[end.end() :]
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for coding in reversed(fields.get("content-encoding", "").lower().split(",")):
        body = _decoded(body, coding.strip())
    return content_type, body


_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")


def _unchunked(body: bytes) -> bytes:
    """A body sent in chunks (RFC 9112, 7.1); as it is where the archive holds it joined already."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length + 2
    return b"".join(parts) if parts else body


def _decoded(body: bytes, coding: str) -> bytes:
    """A body with its content coding undone; archives often hold it undone already.

    Raises:
        UsageError: an unknown coding, or damaged data.
    """
    if coding in _IDENTITY:
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, (31,)) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        return _inflated(body, (15, -15))
    if coding == "br":
        return _unbrotlied(body)
    if coding == "zstd":
        return _unzstandarded(body)
    raise UsageError(f"its content is packed as {coding[:20]}, which is not read")


def _inflated(body: bytes, formats: tuple[int, ...]) -> bytes:
    for wbits in formats:
        unpacker = zlib.decompressobj(wbits=wbits)
        try:
            data = unpacker.decompress(body, MOST_BYTES)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise UsageError(f"its page has more than {MOST_BYTES >> 20} MB")
        return data
    raise UsageError("its packed page is damaged")


def _unzstandarded(body: bytes) -> bytes:
    import pyarrow as pa

    if not body.startswith(ZSTANDARD):
        return body
    try:
        data = bytes(pa.CompressedInputStream(pa.BufferReader(body), "zstd").read(MOST_BYTES + 1))
    except OSError:
        raise UsageError("its packed page is damaged") from None
    if len(data) > MOST_BYTES:
        raise UsageError(f"its page has more than {MOST_BYTES >> 20} MB")
    return data


def _unbrotlied(body: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        hint = "Install it: pip install brotli"
        raise UsageError(
            "its page is packed by Brotli, which is not installed", hint=hint
        ) from None
    try:
        return bytes(brotli.decompress(body))
    except brotli.error:
        return body  # unpacked already; this coding has no mark of its own
