"""Reads the days, months and years that a text names, and resolves them by the day of publication.

Conventions of news language, after which bare names are resolved (see `calendar`):

* A weekday is the last one up to the day of publication.
* A month, or a day of a month, without a year is the last one not after it, or the next one where
  words beside it speak of what is to come.
* Days that words give only roughly ("last week", "in recent days") tell the month, where all that
  they may mean lie in one.
* A day of a month that the next sixty days bring is that one: with a day that lies ten months back
  a newspaper says the year, and the page's clock may be a day behind the writer's.

`future` gives the other reading. What cannot be resolved (a weekday in an article without a
date, "a day after the vote") has the value ``None`` and the precision ``unknown``;
nothing is guessed from other dates in the text, except where the words themselves point back at
the day named last ("the same day", "two days earlier"). Every rule stands with a sentence and
examples in ``lexicon/date_rules.csv``.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from toolkit.extract.dates import calendar as cal
from toolkit.extract.dates.joined import iso, joined, slashes
from toolkit.extract.dates.reader import NEXT_WORD, Found, Reader, date_words
from toolkit.extract.dates.relative import (
    beside,
    distance,
    lately,
    number,
    period,
    relative,
    same,
    told_by_next,
)
from toolkit.extract.figures.lexicon import nouns, unit_at
from toolkit.extract.lexicons import table, words
from toolkit.extract.model import DateMention
from toolkit.extract.words import Openers
from toolkit.patterns import compiled

SOON_DAYS = 60
"""A day without a year that lies so far ahead is that day: of ten months ago the year is said."""

FUTURE_DAYS = 240
"""Words of the time to come are taken back where the next such day or month is farther ahead."""

_FULL = frozenset({"full_date", "day_month", "day_month_future", "day_month_soon"})
_TOLD = frozenset({"beside_event", "relative_day"})
_GAP = r"[ \u00a0\n]"
_MONTH = "|".join(re.escape(m) for m in sorted(cal.months(), key=len, reverse=True))
_ALONE = "|".join(row["form"] for row in table("date_weekdays") if row["alone"] == "yes")
_SHORT = "|".join(re.escape(r["form"]) for r in table("date_weekdays") if r["alone"] == "no")
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_THEN = rf"(?:,?{_GAP}|{_GAP},)"  # pages write "24 July ,2020", too
_NOT_MORE = r"(?![0-9]|[:.,/][0-9]|\w)"
_ANCHOR = compiled(
    r"(?<![\w/@#.’'-])(?:"
    rf"(?P<month>(?:[Mm]id-)?(?:{_MONTH}))(?!\w)|(?P<weekday>{_ALONE})(?!\w)"
    rf"|(?P<short>{_SHORT})(?=,?\s[0-9A-Z])"
    rf"|(?P<iso>{_YEAR}(?P<sep>[-/])[0-9]{{2}}(?P=sep)[0-9]{{2}})(?![0-9/-])"
    rf"|(?P<joined>[0-3]?[0-9](?P<mark>[./-])(?P<name>{_MONTH})(?P=mark)?{_YEAR}){_NOT_MORE}"
    rf"|(?P<slashes>[0-3]?[0-9](?P<bar>[/.-])[0-3]?[0-9](?P=bar){_YEAR})(?![0-9/-]|\w)"
    rf"|(?P<day_first>[0-3]?[0-9](?:st|nd|rd|th)?(?:\sof)?\s(?=[A-Z]))"
    rf"|(?P<year>{_YEAR}){_NOT_MORE}"
    r"|(?P<relative>(?:[Tt]he\sday\s(?:before\syesterday|after\stomorrow)|[Tt]oday|[Tt]onight"
    r"|[Yy]esterday|[Tt]omorrow|[Ll]ast\snight|[Tt]his\s(?:morning|afternoon|evening))"
    r"(?!\.?\w))"
    r"|(?P<period>(?:(?:[Tt]his|[Ll]ast|[Nn]ext)\s(?:week(?:end)?|month|year)|[Tt]he\sweekend)(?!\w))"
    r"|(?P<lately>(?:[Rr]ecent\sdays|[Pp]ast\s(?:(?:few|several|two|three|couple\sof)\s)?days"
    r"|[Ll]ast\s(?:few|several|couple\sof)\sdays"
    r"|(?:[Ee]arl(?:y|ier)|[Ll]ater?)\sin\sthe\s(?:week|month))(?!\w))"
    r"|(?P<same>(?:(?:[Ee]arlier|[Ll]ater)\s(?:in\sthe|that|the\ssame)|[Ll]ate\sin\sthe"
    r"|[Tt]he\scourse\sof\sthe|[Tt]he\ssame|[Tt]hat)\sday(?!\w|-))"
    r"|(?P<beside>[Tt]he\s(?:(?:previous|next|following)\s(?:day|morning|afternoon|evening|night)"
    r"|(?:day|evening|night)\s(?:before|after))(?!\w))"
    r"|(?P<distance>(?:day|week|month|year)s?\s(?:ago|earlier|later|before|after)(?!\w))"
    r"|(?P<number>the\s[0-3]?[0-9](?:st|nd|rd|th)"
    r"(?=[,.;)]|\s(?:that|and|when|to|at|in|by|with|local|about|over|for|from|said|says|spoke|held|had"
    r"|told|made|took|rang|[a-z]+ed)\b|\sof\s(?:this|the)\smonth)))"
)
_DAY_YEAR = compiled(
    rf"{_GAP}([0-3]?[0-9])(?:st|nd|rd|th)?(?:[-–][0-3]?[0-9])?(?![0-9:%]|,[0-9]{{3}}(?![0-9])|\w|\.[0-9])"
    rf"(?:{_THEN}({_YEAR}){_NOT_MORE})?"
)
_MONTH_YEAR = compiled(rf",?(?:{_GAP}of)?{_GAP}({_YEAR}){_NOT_MORE}")
_AFTER_DAY_MONTH = compiled(rf"({_MONTH})(?!\w)(?:{_THEN}({_YEAR}){_NOT_MORE})?")
_TO_DATE = compiled(rf",?{_GAP}\(?(?=[0-9]|{_MONTH})")
_DAY_FIRST = compiled(r"([0-9]{1,2})(?:st|nd|rd|th)?(?:\sof)?\s")
_PART_OF_DAY = compiled(rf"{_GAP}(?:morning|afternoon|evening|night|noon)(?!\w)")
_LAST_WEEK = compiled(rf"{_GAP}(?:of{_GAP})?last{_GAP}week(?!\w)")
_REPEATED = compiled(r"(?:,| and|, and| or) ")


def _either_case(name: str) -> Iterator[str]:
    """The words of a list, with a small and with a capital letter."""
    for word in words(name):
        yield word
        yield word.capitalize()


_DIGITS = tuple("0123456789")
_OPENERS = Openers(
    [re.split(r"\W", form)[0] for form in (*cal.months(), *cal.weekdays())]
    + [*_either_case("date_openers")],
    _DIGITS,
    paired=[*_either_case("date_paired_openers")],
    seconds=words("date_followers"),
    second_prefixes=_DIGITS,
)
"""The words with which the anchor can begin; it is tried only there."""


@cache
def _events() -> frozenset[tuple[int, int]]:
    return frozenset((int(row["month"]), int(row["day"])) for row in table("date_events"))


def _modifier(reader: Reader, start: int) -> tuple[int, str]:
    """A word of choice before a weekday or a month: (where it begins, which it is)."""
    before = reader.before(start)
    word = before[-1] if before else ""
    if word in ("past", "coming") and before[-2:-1] == ["this"]:
        return reader.text.lower().rindex("this", 0, start), word
    if word in ("last", "next", "this", "previous", "following"):
        return start - len(word) - 1, word
    return start, ""


def _weekday(reader: Reader, found: re.Match[str]) -> Found | None:
    """A weekday, alone or before a full date: Monday, last Friday, Thursday, Feb. 9."""
    text, start, end = reader.text, *found.span()
    date = _TO_DATE.match(text, end, reader.end)
    if date:
        full = _ANCHOR.match(text, date.end(), reader.end)
        read = _READERS[full.lastgroup or ""](reader, full) if full else None
        if read and read[4] in _FULL:
            closes = "(" in date.group() and text[read[1] : read[1] + 1] == ")"
            return start, read[1] + closes, *read[2:]
    if found.lastgroup == "short":
        return None
    before = reader.before(start)
    following = NEXT_WORD.match(text, end, reader.end)
    if before and before[-1].lstrip("‘“'\"") in date_words("weekday_name_before"):
        return None
    if following and following.group(1) in date_words("weekday_name_after"):
        return None
    number = cal.weekdays()[found.group()]
    part = _PART_OF_DAY.match(text, end, reader.end)
    end = part.end() if part else end
    start, which = _modifier(reader, start)
    week = _LAST_WEEK.match(text, end, reader.end)
    if week:
        end, which = week.end(), "last week"
    value = _which_weekday(reader, number, which, start)
    rule = f"weekday_{which.replace(' ', '_')}" if which else "weekday"
    return start, end, value, "day" if value else "unknown", rule


def _which_weekday(reader: Reader, number: int, which: str, start: int) -> dt.date | None:
    if which in ("previous", "following"):
        day = reader.anchor(start)
        pick = cal.weekday_before if which == "previous" else cal.weekday_after
        return pick(number, day) if day else None
    day = reader.published_on
    if day is None:
        return None
    if which in ("last", "past"):
        return cal.weekday_before(number, day)
    if which in ("next", "coming"):
        return cal.weekday_after(number, day)
    if which == "this":
        return cal.weekday_in_week(number, day)
    if which == "last week":
        return cal.weekday_in_week(number, day, -1)
    return cal.shift_days(day, -((day.weekday() - number) % 7))


def _day(
    reader: Reader, start: int, end: int, month: int, day: int, year: str | None
) -> Found | None:
    """A day of a month, with or without its year."""
    if year:
        value = cal.make_day(int(year), month, day)
        return (start, end, value, "day", "full_date") if value else None
    if cal.make_day(2000, month, day) is None:
        return None
    following = NEXT_WORD.match(reader.text, end, reader.end)
    named = following is not None and following.group(1).lower() in date_words("event_after")
    if named and (month, day) in _events():
        return start, end, None, "unknown", "event_day"
    if reader.published_on is None:
        return start, end, None, "unknown", "day_month"
    value, rule = cal.resolve_day(month, day, reader.published_on), "day_month"
    coming = cal.resolve_day(month, day, reader.published_on, future=True)
    ahead = (coming - reader.published_on).days if coming else 0
    if 0 < ahead <= FUTURE_DAYS and reader.future(start, end):
        value, rule = coming, "day_month_future"
    elif 0 < ahead <= SOON_DAYS:
        value, rule = coming, "day_month_soon"
    return start, end, value, "day" if value else "unknown", rule


def _month(reader: Reader, found: re.Match[str]) -> Found | None:
    """A month: Nov. 14, 2016; Nov. 14; December 2016; in December."""
    text, start, end = reader.text, *found.span()
    month = cal.months()[found.group()[4:] if found.group()[3:4] == "-" else found.group()]
    day = _DAY_YEAR.match(text, end, reader.end)
    if day:
        return _day(reader, start, day.end(), month, int(day.group(1)), day.group(2))
    modified, which = _modifier(reader, start)
    year = _MONTH_YEAR.match(text, end, reader.end)
    if year:
        value = cal.make_day(int(year.group(1)), month, 1)
        return start, year.end(), value, "month", "month_year"
    before = reader.before(start)
    if not _is_month(text, found, before):
        return None
    if reader.published_on is None:
        return modified, end, None, "unknown", "month"
    span = (start, end)
    return modified, end, *_which_month(reader, reader.published_on, month, which, span)


def _is_month(text: str, found: re.Match[str], before: list[str]) -> bool:
    """Whether a bare month's name is one: words before it say so ("in March", "his March call")."""
    if "-" in found.group():
        return True
    owner = bool(before) and before[-1].endswith(("'s", "’s", "s'", "s’"))
    if not owner and (not before or before[-1] not in date_words("before_month")):
        return False
    if owner or before[-1] in ("the", "a", "his", "her", "its", "their", "our"):
        following = NEXT_WORD.match(text, found.end())
        word = following.group(1) if following else ""
        return word.islower() and word not in ("on", "for", "of", "to", "have", "be")
    if before[-1] in ("of", "to", "for", "by", "and", "or", "before", "after", "about"):
        following = NEXT_WORD.match(text, found.end())
        return found.group() not in ("May", "March") or not (
            following and following.group(1)[0].isupper()
        )
    return True


def _which_month(
    reader: Reader, day: dt.date, month: int, which: str, span: tuple[int, int]
) -> tuple[dt.date | None, str, str]:
    """(value, precision, rule) of a month without a year in an article of ``day``."""
    if which in ("last", "past", "previous"):
        earlier = cal.shift_months(day, -1)
        value = cal.resolve_month(month, earlier) if earlier else None
        return value, "month" if value else "unknown", "month_last"
    if which in ("next", "following"):
        later = cal.shift_months(day, 1)
        value = cal.resolve_month(month, later, future=True) if later else None
        return value, "month" if value else "unknown", "month_next"
    if which == "this":
        return cal.make_day(day.year, month, 1), "month", "month_this"
    coming = cal.resolve_month(month, day, future=True)
    if (coming - day).days <= FUTURE_DAYS and reader.future(*span):
        return coming, "month", "month_future"
    return cal.resolve_month(month, day), "month", "month"


def _day_first(reader: Reader, found: re.Match[str]) -> Found | None:
    """A day before its month: 14 November, 9 Feb 2017."""
    day = _DAY_FIRST.match(found.group())
    month = _AFTER_DAY_MONTH.match(reader.text, found.end(), reader.end)
    if not day or not month:
        return None
    number = cal.months()[month.group(1)]
    return _day(reader, found.start(), month.end(), number, int(day.group(1)), month.group(2))


def _year(reader: Reader, found: re.Match[str]) -> Found | None:
    """Four digits after a preposition, an article or an owner: in 2016, the 1979 talks."""
    start, end = found.span("year")
    before = reader.before(start)
    word = before[-1] if before else ""
    owner = word.endswith(("'s", "’s", "s'", "s’"))
    bracket = reader.text[start - 1 : start] == "(" and reader.text[end : end + 1] in (
        ")",
        ",",
        ";",
    )
    listed = (
        _REPEATED.fullmatch(reader.text, reader.year_end, start) if reader.year_end > 0 else None
    )
    if not (word in date_words("before_year") or owner or bracket or listed):
        return None
    if word == "of" and before[-2:-1] and before[-2] in date_words("amount_of"):
        return None
    following = NEXT_WORD.match(reader.text, end, reader.end)
    if following:
        counted = following.group(1).lower() in nouns()
        if counted or unit_at(reader.text, following.start(1), reader.end):
            return None
    reader.year_end = end
    value = cal.make_day(int(found.group("year")), 1, 1)
    return start, end, value, "year", "year"


_READERS: dict[str, Callable[[Reader, re.Match[str]], Found | None]] = {
    "month": _month,
    "weekday": _weekday,
    "short": _weekday,
    "iso": iso,
    "joined": joined,
    "slashes": slashes,
    "day_first": _day_first,
    "year": _year,
    "relative": relative,
    "period": period,
    "lately": lately,
    "same": same,
    "beside": beside,
    "distance": distance,
    "number": number,
}


def _in_span(reader: Reader, places: Sequence[int]) -> Iterator[DateMention]:
    """The days, months and years that begin at some places of the reader's span."""
    pos = reader.floor
    for place in places:
        found = _ANCHOR.match(reader.text, place, reader.end) if place >= pos else None
        if not found:
            continue
        pos = found.end()
        read = _READERS[found.lastgroup or ""](reader, found)
        if read is None:
            continue
        mention = DateMention(*read)
        pos = max(pos, mention.end)
        if mention.precision == "day" and mention.value is not None:
            reader.note(mention.start, mention.value, mention.rule)
        yield mention


def find_dates(
    text: str,
    spans: Iterable[tuple[int, int]],
    published_on: dt.date | None,
    written_on: dt.date | None = None,
) -> list[DateMention]:
    """The days, months and years that parts of a text name, in order.

    Args:
        text: any text.
        spans: (start, end) of the sentences or blocks to read, in order; no date crosses them.
        published_on: the day that relative dates count from; ``None`` where it is not known.
        written_on: the day of the dateline, where that is another.

    Returns:
        one mention for each, without the preposition before it.
    """
    reader = Reader(text, published_on, written_on=written_on)
    places, first = _OPENERS.places(text), 0
    found: list[DateMention] = []
    for start, end in spans:
        if first == len(places):
            break
        if places[first] < end:
            first = bisect_left(places, start, first)
            last = bisect_left(places, end, first)
            if first < last:
                reader.floor, reader.end = start, end
                for mention in _in_span(reader, places[first:last]):
                    if found and found[-1].rule in _TOLD and found[-1].start >= start:
                        found[-1] = told_by_next(found[-1], mention, text) or found[-1]
                    found.append(mention)
            first = last
    return found
