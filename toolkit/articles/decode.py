"""Bytes to text: UTF-8, or what a web page or mail declares."""

from __future__ import annotations

import codecs
import re
from functools import cache

from toolkit.articles.boilerplate import read_rows
from toolkit.articles.others import refuse_others
from toolkit.errors import UsageError

# A declaration of the character set stands near the top: HTML wants it in the first 1024 bytes,
# a mail's headers may run longer.
_DECLARED_WITHIN = 16_384
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset=[\"' ]*([\w.:-]{1,40})|^content-type:[^\r\n]*"
    rb"(?:\r?\n[ \t][^\r\n]*)*?charset=[\"' ]*([\w.:-]{1,40})"
    rb"|\A<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED = re.compile(rb"charset=[\"' ]*([\w.:-]{1,40})", re.IGNORECASE)
_SAYS_UTF8 = re.compile(rb"charset=[\"' ]*utf-?8", re.IGNORECASE)
MOST_WRONG = 0.001
"""Share of bytes of a web page that may be wrong in its character set."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF16_UNMARKED = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
"""How a page or an XML document in UTF-16 begins that has no byte order mark."""


def decode(data: bytes, source: str) -> str:
    """The received text, byte order mark and line breaks as they are.

    Args:
        data: the bytes as received.
        source: their name, for messages.

    Raises:
        UsageError: a file of another form, or text that is neither UTF-8 nor in the character set
            that it declares itself.
    """
    if data.startswith(_UTF16):
        return _decode_as(data, "utf-16", source)
    if unmarked := _UTF16_UNMARKED.get(data[:2]):
        return _decode_as(data, unmarked, source)
    refuse_others(data, source)
    if b"\x00" in data:
        raise _binary(data, source)
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
    `MOST_WRONG` of all, and so few NULs become U+FFFD. A page that says it is UTF-8, but has no
    single character beyond ASCII in it, is Windows-1252.

    Args:
        data: the bytes as received.
        source: their name, for messages.
        charset: the character set that the server said; empty where it said none.

    Raises:
        UsageError: a binary file, or too many wrong bytes.
    """
    refuse_others(data, source)
    served = known_charset(charset) if charset else None
    try:
        text = _decode_as(data, served, source) if served else decode(data, source)
        if "\x00" in text:
            raise _binary(data, source)
        return text
    except UsageError:
        fallback = served or _charset_but_for_nuls(data)
        text = data.decode(fallback, "replace").replace("\x00", "\ufffd")
        if text.count("\ufffd") > MOST_WRONG * len(data):
            raise
        return text


def _charset_but_for_nuls(data: bytes) -> str:
    """The character set of a page with wrong bytes, told without its NULs."""
    bare = data.replace(b"\x00", b"")
    if b"\x00" in data and _is_utf8(bare):
        return "utf-8"
    if declared := declared_charset(bare):
        return declared
    says = _SAYS_UTF8.search(bare[:_DECLARED_WITHIN])
    return "utf-8" if says and not bare.decode("utf-8", "ignore").isascii() else "cp1252"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _binary(data: bytes, source: str) -> UsageError:
    return UsageError(
        f"binary file (NUL at byte {data.index(0)})",
        where=source,
        hint="Give text, Markdown, HTML, mail, WARC, JSON, JSON Lines, CSV or Parquet.",
    )


def decode_mail(data: bytes, source: str) -> str:
    """The text of a mail message, whose parts may each have a character set.

    Where it is not UTF-8 as a whole, each line is read as UTF-8, or in the character set that was
    named last above it (Windows-1252 where none was). A few NULs become U+FFFD.

    Args:
        data: the bytes as received.
        source: their name, for messages.

    Raises:
        UsageError: a binary file, or too many wrong bytes.
    """
    if data.startswith(_UTF16):
        return _decode_as(data, "utf-16", source)
    refuse_others(data, source)
    if data.count(0) > MOST_WRONG * len(data):
        raise _binary(data, source)
    if _is_utf8(data):
        return data.decode("utf-8").replace("\x00", "\ufffd")
    charset = "cp1252"
    lines = []
    for line in data.splitlines(keepends=True):
        if named := _NAMED.search(line):
            charset = known_charset(named[1].decode("ascii", "replace")) or "cp1252"
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode(charset, "replace"))
    text = "".join(lines).replace("\x00", "\ufffd")
    if text.count("\ufffd") > MOST_WRONG * len(data):
        raise UsageError("not in the character sets that it declares", where=source)
    return text


def declared_charset(data: bytes) -> str | None:
    """The character set a page or mail declares, if Python knows it and it is not UTF-8."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    return known_charset(next(filter(None, found.groups())).decode("ascii", "replace"))


def known_charset(name: str) -> str | None:
    """Python's name of the character set that browsers read by a name.

    They read more than is said, as the Encoding Standard has it: Latin-1 as Windows-1252, GB2312 as
    GB 18030 (``data/charsets.csv``). ``None`` for UTF-8, for unknown names, and for codecs of
    Python that no page is written in.
    """
    label = name.lower().removeprefix("x-")
    label = _read_as().get(label, label)
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    is_text = getattr(codec, "_is_text_encoding", True)
    return _read_as().get(codec.name, codec.name) or None if is_text else None


@cache
def _read_as() -> dict[str, str]:
    return {line["name"]: line["read_as"] for line in read_rows("charsets.csv")}


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
