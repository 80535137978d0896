"""Datelines: ``WASHINGTON — ``, ``KYIV (Reuters) - ``, ``MOSCOW, Feb 3 (TASS)``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.articles.boilerplate import agency_names, read_lines
from toolkit.articles.dates import MONTH, month_number
from toolkit.patterns import compiled

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_AGENCY = r"(?: ?[(\[/](?P<agency>[A-Z][\w .&’'-]{1,40})[)\]/]\.?)"
_DAY = (
    rf"(?:[,.]? ?(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
    rf"(?:(?P<m1>(?i:{MONTH}))\.? (?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}) (?P<m2>(?i:{MONTH})))\.?"
    r"(?:,? (?P<year>(?:19|20)\d\d))?\.?)"
)
_DASH = r" ?(?:—|–|--|(?<= )-|(?<=\))-)+ ?"
_NEXT = r"(?=[A-ZÀ-ÖØ-Þ0-9“\"‘'$€£¥(])"


_IN_CAPITALS = compiled(r"[^ ]*[A-ZÀ-Þ]{3}|[A-Z]+ [A-Z]{3}")
_MARKS = compiled(r"[(\[/|:—–-]")
_DIGIT = compiled(r"\d")
# Behind the first word one in small letters, no month: no place in words with capitals.
_SENTENCE = compiled(rf"{_WORD} (?!jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]")
_CITY_HEAD = 3


@cache
def _cities() -> tuple[str, ...]:
    """The cities whose name alone makes a dateline, the longest name first."""
    return tuple(sorted(read_lines("cities.txt"), key=len, reverse=True))


@cache
def _lower_cities() -> tuple[str, ...]:
    return tuple(map(str.lower, _cities()))


@cache
def _city_heads() -> frozenset[str]:
    """How the names of those cities begin."""
    return frozenset(name[:_CITY_HEAD] for name in _lower_cities())


def _forms(head: str) -> Iterator[re.Pattern[str]]:
    """The forms of a dateline that a beginning of a paragraph may have, in the order tried.

    The patterns are long, and most paragraphs begin in none of their ways: what a form needs is
    asked first, and a form is compiled when it is first needed.
    """
    if not _MARKS.search(head):
        return  # no dash, no bracket, no colon
    if _IN_CAPITALS.match(head):
        yield from map(_compiled, range(4))
    sentence = _SENTENCE.match(head) is not None
    if not sentence and ("(" in head or "[" in head or "/" in head):
        yield _compiled(4)
    if head[:_CITY_HEAD].lower() in _city_heads() and head.lower().startswith(_lower_cities()):
        yield _compiled(5)
    if not sentence and ("—" in head or "–" in head or "--" in head):
        yield _compiled(6)
    if not sentence and _DIGIT.search(head):
        yield _compiled(7)


@cache
def _compiled(number: int) -> re.Pattern[str]:
    city = "|".join(map(re.escape, _cities()))
    labels = "|".join(read_lines("not_places.txt"))
    capitals = (
        rf"(?P<place>(?={_IN_CAPITALS.pattern})(?!(?:{labels})\b)"
        rf"{_CAPS}(?:[ /]{_CAPS}){{0,3}}"
    )
    region = rf"(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,2}}"
    mixed = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,3}}"
    known = rf"(?P<place>(?i:{city})(?:/(?i:{city}))?"
    forms = (
        rf"{capitals}{region}){_DAY}?{_AGENCY}?(?:{_DASH}| \| )",
        rf"{capitals}{region}) \({_DAY}\){_DASH}",
        rf"{capitals}{region}){_AGENCY},?{_DAY}{_DASH}",
        rf"{capitals}{region}){_DAY}?{_AGENCY}:? ?",
        rf"{mixed}{region}){_DAY}?{_AGENCY}(?:{_DASH}|: ?| ?)",
        rf"{known}{region}){_DAY}?(?:{_DASH}|: | \| )",
        rf"{mixed}, {_WORD}){_DAY}? ?(?:—|–|--) ?",
        rf"{mixed}{region}){_DAY}(?:{_DASH}|: | \| )",
    )
    return compiled(forms[number] + _NEXT)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the beginning of a paragraph.

    Attributes:
        end: offset after its own words.
        sentence: offset at which the sentence begins.
        place: the place as written.
        month: 1 to 12, ``None`` where it names no day.
        day: day of the month.
        year: the year, where it is written.
    """

    end: int
    sentence: int
    place: str
    month: int | None = None
    day: int | None = None
    year: int | None = None

    def resolve(self, not_after: dt.date | None) -> dt.date | None:
        """Its day; a year that is not written is the last one that lies before ``not_after``.

        Returns:
            ``None`` where it names no day or the year cannot be known.
        """
        if self.month is None or self.day is None:
            return None
        years: tuple[int, ...] = ()
        if self.year is not None:
            years = (self.year,)
        elif not_after is not None:
            years = (not_after.year, not_after.year - 1)
        for year in years:
            try:
                day = dt.date(year, self.month, self.day)
            except ValueError:
                continue
            if self.year is not None or not_after is None or day <= not_after:
                return day
        return None


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, ``None`` where there is none."""
    if not text[:1].isupper():
        return None
    head = text[:160]
    for form in _forms(head):
        found = form.match(head)
        if found is None:
            continue
        parts = found.groupdict()
        if found["place"] != found["place"].upper() and not _is_agency(parts.get("agency")):
            continue
        month = parts.get("m1") or parts.get("m2")
        day = parts.get("d1") or parts.get("d2")
        year = parts.get("year")
        return Dateline(
            end=_own_end(found),
            sentence=found.end(),
            place=found["place"],
            month=month_number(month) if month else None,
            day=int(day) if day else None,
            year=int(year) if year else None,
        )
    return None


def _is_agency(name: str | None) -> bool:
    """Whether a bracket holds an agency; ``(R)`` behind a name does not make it a place."""
    return name is None or name.lower() in agency_names()


def _own_end(found: re.Match[str]) -> int:
    """Offset after the dateline's last letter, digit or bracket: the dash is left out."""
    words = found.group().rstrip(" —–-:|")
    return len(words)
