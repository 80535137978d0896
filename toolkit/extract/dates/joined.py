"""Dates in one piece: 2025-11-24, 19.Oct.2023, 25/12/2012, 8.6.2009."""

from __future__ import annotations

import re

from toolkit.extract.dates import calendar as cal
from toolkit.extract.dates.reader import Found, Reader


def iso(reader: Reader, found: re.Match[str]) -> Found | None:
    """A date in figures, the year first: 2025-11-24."""
    year, month, day = (int(part) for part in re.split("[-/]", found.group("iso")))
    value = cal.make_day(year, month, day)
    return (*found.span("iso"), value, "day", "full_date") if value else None


def joined(reader: Reader, found: re.Match[str]) -> Found | None:
    """A date in one piece with its month's name: 19.Oct.2023, 3-Feb-2011."""
    words, month = found.group("joined"), cal.months()[found.group("name")]
    value = cal.make_day(int(words[-4:]), month, int(words.split(found.group("mark"))[0]))
    return (*found.span("joined"), value, "day", "full_date") if value else None


def slashes(reader: Reader, found: re.Match[str]) -> Found | None:
    """A date in figures, the year last, where the order of day and month cannot matter."""
    mark = found.group("bar")
    first, second, year = (int(part) for part in found.group("slashes").split(mark))
    if mark == ".":  # the day stands first
        value = cal.make_day(year, second, first)
        return (*found.span("slashes"), value, "day", "full_date") if value else None
    if first != second and max(first, second) <= 12:
        return None
    value = cal.make_day(year, min(first, second), max(first, second))
    return (*found.span("slashes"), value, "day", "full_date") if value else None
