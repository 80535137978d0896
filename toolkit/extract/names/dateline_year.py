"""The year of a dateline that does not say it: "SEOUL, Oct. 31 (Agency)".

Wire stories leave the year to the page they stand on; saved without their page they would have no
day at all. Who is in office tells a time of some years, and the first weekday that the story names
tells which of those years had that weekday on the day of the dateline: "Minister A told Minister B
on Wednesday" under "Oct. 31". Where more than one year fits, none is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from toolkit.extract.dates.calendar import make_day, months, weekdays
from toolkit.extract.model import EntityKind, Mention, MentionKind
from toolkit.extract.names.office_day import OFFICES
from toolkit.extract.names.register import Register
from toolkit.patterns import compiled

_HEAD = 80
"""Within so many characters of its block a dateline names its day."""
_YEARS = 14
"""How many years before and after a time in which those named held offices are tried."""
_MIDDLE = dt.date(2014, 1, 1)
"""The time around which years are tried where nothing tells one."""
_PERSONS = 2
_AGO = (0, 1)
"""A story names its own day, or the one before, as a weekday."""


@cache
def _day_of_month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    names = rf"(?:{names})"
    return compiled(
        rf"(?<!\w)(?:(?P<month>{names})\.? (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
        rf"|(?P<first>[0-3]?[0-9])(?:st|nd|rd|th)? (?P<after>{names})\.?)"
        r"(?![\w:]|,? ?[12][0-9]{3})",
        re.IGNORECASE,
    )


@cache
def _numbers() -> dict[str, int]:
    """The numbers of months by their forms in small letters."""
    return {form.lower(): number for form, number in months().items()}


@cache
def _weekday() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, weekdays()), key=len, reverse=True))
    return compiled(rf"(?<!last )(?<!next )(?<!\w)(?:{names})(?!\w)")


def dateline_day(
    text: str,
    heads: Iterable[int],
    lead: tuple[int, int],
    mentions: Sequence[Mention],
    register: Register,
    near: dt.date | None,
) -> dt.date | None:
    """The day of a dateline without a year.

    Args:
        text: the clean text.
        heads: offsets at which a dateline can begin.
        lead: the span of the first sentences.
        mentions: who is named in the text.
        register: people and offices.
        near: a day on which most of those named were in office; ``None`` where one person alone
            is named, or those of one country.

    Returns:
        The day of the dateline in the one year in which the most of them were in office and the
        weekday named first fits; ``None`` where no such year, or more than one, is found.
    """
    named = next(filter(None, (_named_day(text, head) for head in heads)), None)
    if named is None:
        return None
    numbers = [weekdays()[m.group()] for m in _weekday().finditer(text, *lead)]
    if not numbers:
        return None
    keys = {
        m.entity.key
        for m in mentions
        if m.entity is not None
        and m.entity.kind is EntityKind.PERSON
        and m.entity.registered
        and m.kind is MentionKind.NAME
    }
    best: list[tuple[int, int]] = []
    fits: list[dt.date] = []
    least = _PERSONS if near is not None else 1
    for day in _candidates(*named, near or _MIDDLE):
        fit = _in_office(register, keys, day), _weekday_fit(numbers, day)
        if fit[0] < least or not fit[1]:
            continue
        if not best or fit > best[0]:
            best, fits = [fit], [day]
        elif fit == best[0]:
            fits.append(day)
    return fits[0] if len(fits) == 1 else None


def _named_day(text: str, head: int) -> tuple[int, int] | None:
    """The month and day that a dateline names without a year."""
    found = _day_of_month().search(text, head, head + _HEAD)
    if found is None:
        return None
    number = _numbers()[(found["month"] or found["after"]).lower()]
    return number, int(found["day"] or found["first"])


def _candidates(month: int, day: int, near: dt.date) -> Iterator[dt.date]:
    for year in range(near.year - _YEARS, near.year + _YEARS + 1):
        found = make_day(year, month, day)
        if found is not None:
            yield found


def _in_office(register: Register, keys: Iterable[str], day: dt.date) -> int:
    """How many persons held a leading office on a day."""
    return sum(
        any(
            term.office_code in OFFICES and term.first_day <= day <= term.last_day
            for term in register.terms_of(key)
        )
        for key in keys
    )


def _weekday_fit(numbers: Sequence[int], day: dt.date) -> int:
    """How well the weekdays of a lead fit a day: 2 where the first one is that day's, else 1."""
    for fit, ago in zip((2, 1), _AGO, strict=True):
        if (day - dt.timedelta(days=ago)).weekday() == numbers[0]:
            return fit
    return 0
