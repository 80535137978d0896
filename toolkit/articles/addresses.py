"""The address of an article, and the day or month of publication that it names.

Papers file what they print by its day (``/2025/jan/17/``, ``/20170809-``) or its month
(``/2020/07/``). A text that was copied from a page often holds that address in a line of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from toolkit.articles.dates import month_number
from toolkit.articles.looks import Look, Part
from toolkit.patterns import compiled, late

LONGEST_LINE = 400
"""A block that holds little more than an address."""
SAME_WORDS = 3
"""An address with so many words of the headline, or all of its longer ones, is the article's."""
_LONG_WORD = 4
_NAMED = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_IN_PARTS = compiled(
    rf"(?:(?P<path>/)|[_-]){_YEAR}[/-](?P<month>0?[1-9]|1[0-2]|{_NAMED})"
    r"(?:[/-](?P<day>[0-3]?\d)(?!\d))?(?=[/_.-]|$)",
    re.IGNORECASE,
)
# Six figures alone are the number of a story as often as a month.
_IN_ONE = compiled(rf"[/_-]{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?=[/_.-]|$)")
_AT_END = compiled(
    rf"(?P<path>[-/])(?P<day>)(?P<month>{_NAMED})-?{_YEAR}(?=[/_.-]|$)", re.IGNORECASE
)
_ADDRESS = late(r"\bhttps?(?:://|%3A%2F%2F)[^\s<>\"'()\[\]]+", re.IGNORECASE)
_LABEL = late(
    r"\b(?:source|url|link|permalink|address|retrieved from|available at|original(?:ly)?"
    r"(?: article| story| post| published| appeared)?(?: at| on| from)?)\s*:?\s*\W?\Z",
    re.IGNORECASE,
)
_WORDS = late(r"[a-z]+")


def url_day(url: str | None) -> dt.date | None:
    """The day in an address such as ``https://example.org/2017/02/09/world/x.html``."""
    for found in _numbers(url):
        if not found["day"]:
            continue
        try:
            return dt.date(int(found["year"]), _month(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def url_month(url: str | None) -> dt.date | None:
    """The first day of the month in an address such as ``https://example.org/2020/07/x/``.

    ``None`` where the address names a day, or no month.
    """
    if url_day(url) is not None:
        return None
    for found in _numbers(url):
        if not found["day"] and found["path"]:
            return dt.date(int(found["year"]), _month(found["month"]), 1)
    return None


def own_address(parts: Sequence[Part], title: str | None) -> str | None:
    """The address of the article itself, where a line of its text tells it.

    It stands above the first paragraph, behind a label such as "Source:", or it has the words of
    the headline. Other addresses may be those of other articles.

    Args:
        parts: the article's blocks.
        title: its headline.
    """
    above = True
    for part in parts:
        above = above and part.look is not Look.PROSE
        text = part.text
        if "http" not in text or len(text) > LONGEST_LINE:
            continue
        for found in _ADDRESS.finditer(text):
            address = _inner(found.group())
            if not any(_numbers(address)):
                continue
            alone = above and found.group() == text
            if alone or _LABEL.search(text, 0, found.start()) or _is_of(address, title):
                return address
    return None


def _inner(address: str) -> str:
    """The address that a button for sharing carries in its own, else the address itself."""
    address = address.rstrip(".,;:!?")
    plain = unquote(address)
    at = max(plain.rfind("http://"), plain.rfind("https://"))
    return plain[at:].split("&")[0] if at > 0 else address


def _is_of(address: str, title: str | None) -> bool:
    """Whether an address has the words of a headline."""
    words = {word for word in _WORDS.findall((title or "").lower()) if len(word) >= _LONG_WORD}
    path = address.partition("://")[2].partition("/")[2].partition("?")[0]
    in_address = set(_WORDS.findall(path.lower()))
    return bool(words) and len(words & in_address) >= min(SAME_WORDS, max(2, len(words)))


def _numbers(url: str | None) -> Iterator[re.Match[str]]:
    """What in an address may be a day or a month, the parts of its path first."""
    path = url.partition("?")[0] if url else ""
    yield from _IN_PARTS.finditer(path)
    yield from _IN_ONE.finditer(path)
    yield from _AT_END.finditer(path)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else month_number(name[:3])
