"""Dates as pages print them: full dates, date lines, and the dates of datelines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = (
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
)
_NUMBER = {name: i for names in _MONTHS for i, name in enumerate(names, 1)} | {"sept": 9}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
"""A month's English name or its usual short form, without the stop; compile case-insensitively."""

_FULL = re.compile(
    rf"\b(?:(?P<m1>{MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: ?, ?| )(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{MONTH})\.?(?: ?, ?| )"
    r"(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)(?P<sep>[-./])(?P<m3>\d\d)(?P=sep)(?P<d3>\d\d)"
    rf"|(?P<d4>\d{{1,2}})[-./](?P<m4>{MONTH})[-./](?P<y4>(?:19|20)\d\d)"
    r"|(?P<n1>\d{1,2})(?P<sep5>[./])(?P<n2>\d{1,2})(?P=sep5)(?P<y5>(?:19|20)\d\d)(?!\d))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# "18.07.19 10:55": a day with a short year, alone on its line.
_SHORT_YEAR = re.compile(r"(\d\d)\.(\d\d)\.(\d\d)(?:,? \d\d:\d\d)?")
_CENTURY = 2000
# What may stand on a date line beside the date: labels, weekdays, times, zones, reading times.
_LINE_WORDS = re.compile(
    r"(?:first |last |originally )?(?:published|updated|posted|modified|created|issued|released?|"
    r"releases|date[ds]?|on|at|first|last|by|of|the|and|print|edition)\b|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"(?:today|yesterday|\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|h|d|m))?(?: (?:ago|read))?\b|"
    rf"{MONTH}\b|"
    r"(?:utc|gmt) ?[+-] ?\d{1,2}(?::\d\d)?\b|\d{0,4}h(?:ou)?rs?\b|"
    r"[ap]\.?m\.?(?![a-z])|(?:[ecmp][sd]?t|cest|gmt|utc|bst|ist|jst|kst|sgt|hkt|aest|msk|uk)"
    r"(?:\b|(?=(?-i:[A-Z][a-z])))|\d+(?:st|nd|rd|th)?|[\s.,:;|•·()\[\]/+–—-]",
    re.IGNORECASE,
)
# "Brussels, 8 May 2021": the place that a dateline of its own line begins with.
_PLACE_BEFORE = re.compile(
    r"(?!By )[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:[ /][A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}(?:, [A-ZÀ-ÖØ-Þ]\w+)?,? *"
)
# "(Agencies)", "Source: Xinhua", "- The Daily Star -": who brings the article, beside the day.
_BROUGHT_BY = re.compile(
    r"\([A-Z][\w .&'-]{1,30}\)|\b(?:Source|Via): ?[A-Z]\w+(?: [A-Z]\w+){0,3}"
    r"|^[-–—] (?:The )?[A-Z]\w+(?: [A-Z]\w+){1,3} [-–—]"
    r"|^[A-Z]\w+ [A-Z]\w+(?: [A-Z]\w+)? (?=Published|Updated|Posted)"
    r"|^(?:By )?(?:Reuters|AFP|AP|Xinhua|PTI|TASS|IANS|ANI|Kyodo|Yonhap)(?: Staff)?\b"
    r"|^Page (?=last updated)"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"19\d\d|20\d\d")
_UPDATED = re.compile(r"\b(?:updated|modified|corrected)\b", re.IGNORECASE)
LONGEST_DATE_LINE = 140


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says nothing but when.

    Attributes:
        day: the earliest full date on it.
        upper_bound: whether the article may be older: the line only tells of an update.
    """

    day: dt.date
    upper_bound: bool


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 to 12 for an English month name or its short form, with or without a stop."""
    return _NUMBER[name.rstrip(".").lower()]


def full_dates(text: str) -> list[tuple[dt.date, int, int]]:
    """Every full date (day, month and year) in a text with its span."""
    found = []
    for m in _FULL.finditer(text):
        if m["y1"]:
            day = _day(int(m["y1"]), month_number(m["m1"]), int(m["d1"]))
        elif m["y2"]:
            day = _day(int(m["y2"]), month_number(m["m2"]), int(m["d2"]))
        elif m["y3"]:
            day = _day(int(m["y3"]), int(m["m3"]), int(m["d3"]))
        elif m["y4"]:
            day = _day(int(m["y4"]), month_number(m["m4"]), int(m["d4"]))
        else:
            day = _in_figures(int(m["y5"]), int(m["n1"]), int(m["n2"]), m["sep5"], text)
        if day is not None:
            found.append((day, m.start(), m.end()))
    return found


def _in_figures(year: int, first: int, second: int, mark: str, text: str) -> dt.date | None:
    """The day of ``08/12/2021``, where only one reading is possible.

    A day with full stops puts the day first. With slashes the day may stand first (Britain) or
    second (United States): a number above twelve tells, or a weekday beside it.
    """
    british, american = _day(year, second, first), _day(year, first, second)
    if mark == ".":
        return british
    if british is None or american is None or british == american:
        return british or american
    weekday = _WEEKDAY.search(text)
    if weekday is None:
        return None
    number = _WEEKDAYS.index(weekday.group(1).lower())
    fitting = [day for day in (british, american) if day.weekday() == number]
    return fitting[0] if len(fitting) == 1 else None


def date_line(text: str) -> DateLine | None:
    """The date of a line such as ``Published Feb. 9, 2017, 5:04 p.m. ET``.

    Returns:
        ``None`` where the line has no full date, or says anything beside when.
    """
    if len(text) > LONGEST_DATE_LINE or not _DIGIT.search(text):
        return None
    short = _SHORT_YEAR.fullmatch(text)
    if short is not None:
        day = _day(_CENTURY + int(short[3]), int(short[2]), int(short[1]))
        return DateLine(day, False) if day is not None else None
    dates = full_dates(text) if _YEAR.search(text) else []
    if not dates:
        return None
    rest = text
    for _, start, end in reversed(dates):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = _BROUGHT_BY.sub(" ", rest)
    if not _PLACE_BEFORE.fullmatch(rest) and _LINE_WORDS.sub("", rest):
        return None
    first_start = min(start for _, start, _ in dates)
    label = text[:first_start]
    updated = bool(_UPDATED.search(label))
    return DateLine(min(day for day, _, _ in dates), updated)


def iso_day(text: str) -> dt.date | None:
    """The day of an ISO 8601 date or date-time, as written (no change of time zone)."""
    head = text.strip()[:10]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", head):
        return None
    return _day(int(head[:4]), int(head[5:7]), int(head[8:10]))


def url_day(url: str | None) -> dt.date | None:
    """The day in an address such as ``https://example.org/2017/02/09/world/x.html``."""
    found = re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|-|$)", url or "")
    return _day(*(int(part) for part in found.groups())) if found else None
