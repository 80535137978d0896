"""Bytes to text: UTF-8, or what a web page or mail declares."""

from __future__ import annotations

import codecs
import re

from toolkit.errors import UsageError

# A declaration of the character set stands near the top: HTML wants it in the first 1024 bytes,
# a mail's headers may run longer.
_DECLARED_WITHIN = 16_384
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset=[\"' ]*([\w.:-]{1,40})|^content-type:[^\r\n]*"
    rb"(?:\r?\n[ \t][^\r\n]*)*?charset=[\"' ]*([\w.:-]{1,40})",
    re.IGNORECASE | re.MULTILINE,
)
_SAYS_UTF8 = re.compile(rb"charset=[\"' ]*utf-?8", re.IGNORECASE)
MOST_WRONG = 0.001
"""Share of bytes of a web page that may be wrong in its character set."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, source: str) -> str:
    """The received text, byte order mark and line breaks as they are.

    Args:
        data: the bytes as received.
        source: their name, for messages.

    Raises:
        UsageError: a binary file, or text that is neither UTF-8 nor in the character set that it
            declares itself.
    """
    if data.startswith(_UTF16):
        return _decode_as(data, "utf-16", source)
    if b"\x00" in data:
        raise UsageError(
            f"binary file (NUL at byte {data.index(0)})",
            where=source,
            hint="Give text, Markdown, HTML, mail, JSON Lines or Parquet.",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        charset = declared_charset(data)
        if charset is not None:
            return _decode_as(data, charset, source)
        raise UsageError(
            f"not UTF-8 at byte {error.start}",
            where=source,
            hint="Convert it, for example with 'iconv -f CP1252 -t UTF-8'.",
        ) from None


def decode_page(data: bytes, source: str, charset: str = "") -> str:
    """The text of a web page, read as forgivingly as by browsers.

    What the server says comes first, then UTF-8, then what the page declares, then Windows-1252
    (the HTML Standard's fallback). A few bytes that are wrong in that character set, at most
    `MOST_WRONG` of all, become U+FFFD.

    Args:
        data: the bytes as received.
        source: their name, for messages.
        charset: the character set that the server said; empty where it said none.

    Raises:
        UsageError: a binary file, or too many wrong bytes.
    """
    served = known_charset(charset) if charset else None
    try:
        return _decode_as(data, served, source) if served else decode(data, source)
    except UsageError:
        if b"\x00" in data and not data.startswith(_UTF16):
            raise
        fallback = served or declared_charset(data)
        if fallback is None:
            fallback = "utf-8" if _SAYS_UTF8.search(data[:_DECLARED_WITHIN]) else "cp1252"
        text = data.decode(fallback, "replace")
        if text.count("\ufffd") > MOST_WRONG * len(data):
            raise
        return text


def declared_charset(data: bytes) -> str | None:
    """The character set a page or mail declares, if Python knows it and it is not UTF-8."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    return known_charset((found[1] or found[2]).decode("ascii", "replace"))


def known_charset(name: str) -> str | None:
    """Python's name of a character set; Latin-1 is read as Windows-1252, as browsers do."""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if codec.name in ("iso8859-1", "ascii"):
        return "cp1252"
    is_text = getattr(codec, "_is_text_encoding", True)
    return None if codec.name == "utf-8" or not is_text else codec.name


def _decode_as(data: bytes, charset: str, source: str) -> str:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, UnicodeError) as error:
        at = getattr(error, "start", 0)
        raise UsageError(
            f"not {charset}, which it declares, at byte {at}",
            where=source,
            hint="Convert it to UTF-8, for example with iconv.",
        ) from None
