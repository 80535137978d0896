"""Calendar arithmetic of news language: which Monday, which December."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache

from toolkit.extract.lexicons import table

_WEEK = 7
_SATURDAY = 5


@cache
def weekdays() -> dict[str, int]:
    """Forms of the weekdays (full names and short forms) and their numbers, Monday 0."""
    return {row["form"]: int(row["weekday"]) for row in table("date_weekdays")}


@cache
def months() -> dict[str, int]:
    """Forms of the months' names and their numbers."""
    return {row["form"]: int(row["month"]) for row in table("date_months")}


def resolve_weekday(name: str, published_on: dt.date, future: bool = False) -> dt.date:
    """The day that a bare weekday means in an article.

    News writes "on Monday" for the last Monday up to the day of publication, that day included,
    or, of what is still to come, for the next one from that day on.

    Args:
        name: the weekday's English name.
        published_on: day of publication.
        future: whether the words speak of what is to come.

    Raises:
        KeyError: ``name`` is no weekday.
    """
    number = weekdays()[name.capitalize()]
    if future:
        return published_on + dt.timedelta(days=(number - published_on.weekday()) % _WEEK)
    return published_on - dt.timedelta(days=(published_on.weekday() - number) % _WEEK)


def weekday_before(number: int, day: dt.date) -> dt.date:
    """The last such weekday before ``day``, that day excluded: "last Friday"."""
    return day - dt.timedelta(days=(day.weekday() - number) % _WEEK or _WEEK)


def weekday_after(number: int, day: dt.date) -> dt.date:
    """The first such weekday after ``day``, that day excluded: "next Friday"."""
    return day + dt.timedelta(days=(number - day.weekday()) % _WEEK or _WEEK)


def weekday_in_week(number: int, day: dt.date, weeks: int = 0) -> dt.date:
    """Such a weekday in the week (Monday to Sunday) of ``day``, or some weeks off."""
    return day + dt.timedelta(days=number - day.weekday() + _WEEK * weeks)


def resolve_month(month: int, published_on: dt.date, future: bool = False) -> dt.date:
    """First day of the month that a month's bare name means: the last one, or the next.

    Args:
        month: 1 to 12.
        published_on: day of publication; its own month counts both ways.
        future: whether the words speak of what is to come.
    """
    year = published_on.year
    if future:
        year += month < published_on.month
    else:
        year -= month > published_on.month
    return make_day(year, month, 1) or published_on.replace(day=1)


def resolve_day(
    month: int, day: int, published_on: dt.date, future: bool = False
) -> dt.date | None:
    """The day that a day and a month without a year mean: the last such day, or the next.

    Args:
        month: 1 to 12.
        day: day of the month; 29 February leads to a leap year.
        published_on: day of publication; it counts both ways.
        future: whether the words speak of what is to come.

    Returns:
        the day, ``None`` where no month has it.
    """
    step = 1 if future else -1
    for offset in range(9):
        found = make_day(published_on.year + step * offset, month, day)
        if found and (found >= published_on if future else found <= published_on):
            return found
    return None


def resolve_day_number(day: int, published_on: dt.date) -> dt.date | None:
    """The last day with that number up to the day of publication: "on the 14th"."""
    year, month = published_on.year, published_on.month
    for _ in range(3):
        found = make_day(year, month, day)
        if found and found <= published_on:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, ``None`` where the calendar has none."""
    if not (dt.MINYEAR <= year <= dt.MAXYEAR and 1 <= month <= 12):
        return None
    return dt.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def shift_days(day: dt.date, days: int) -> dt.date | None:
    """``days`` after ``day``, ``None`` where the calendar ends before."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def days_around(day: dt.date, first: int, last: int) -> tuple[dt.date, dt.date] | None:
    """The days ``first`` and ``last`` after ``day``, ``None`` where the calendar has not both."""
    start, end = shift_days(day, first), shift_days(day, last)
    return (start, end) if start is not None and end is not None else None


def week_of(day: dt.date, weeks: int) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that "this week" and, some weeks off, "last week" can mean.

    Weeks begin on Sundays for some papers and on Mondays for others: both are in.
    """
    monday = _WEEK * weeks - day.weekday()
    return days_around(day, monday - 1, monday + _WEEK - 1)


def weekend_of(day: dt.date, which: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that "the weekend" can mean.

    Args:
        day: the day of publication; on a Saturday or Sunday that weekend or the last may be meant.
        which: "last" or "the" for one up to that day, "next" for the coming one, "this" for
            either.
    """
    coming = _SATURDAY - day.weekday() if day.weekday() < _SATURDAY else _WEEK
    if which == "next":
        return days_around(day, coming, coming + 1)
    out_on_it = day.weekday() >= _SATURDAY
    first = -((day.weekday() - _SATURDAY) % _WEEK) - (_WEEK if out_on_it else 0)
    last = 0 if out_on_it else first + 1
    return days_around(day, first, coming + 1 if which == "this" else last)


def shift_months(day: dt.date, count: int) -> dt.date | None:
    """First day of the month ``count`` months after that of ``day``."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return make_day(years, month + 1, 1)
