"""Dates as pages print them: full dates in any usual order and language, and date lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.articles.boilerplate import read_rows
from toolkit.patterns import compiled, late

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

_WEEKDAY = late(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHORT_YEAR = late(
    r"([0-3]?\d)([./-])([0-3]?\d)\2(\d\d)"
    r"(?:(?:, ?| )\d?\d:\d\d(?:[: ]\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?)?",
    re.IGNORECASE,
)
"""A day with a short year, alone on its line: "18.07.19 10:55"."""
_SHORT_IN_LINE = late(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d\d)(?![\d./-])")
_CENTURY = 2000
_CLOCK = late(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
# What may stand on a date line beside the date: weekdays, times, zones, reading times.
_LINE_WORDS = late(
    r"(?:first|last|releases|on|at|by|of|the|and|print|edition|local|time|hrs?|hours)\b|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"(?:today|yesterday|\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|h|d|m))?(?: (?:ago|read))?\b|"
    rf"{MONTH}\b|"
    r"t(?=\d\d:\d\d)|(?<=\d)z\b|"
    r"(?:utc|gmt) ?[+-] ?\d{1,2}(?::\d\d)?\b|\d{0,4}h(?:ou)?rs?\b|beijing time\b|"
    r"[ap]\.?m\.?(?![a-z])|(?:[ecmp][sd]?t|cest|gmt|utc|bst|ist|jst|kst|sgt|hkt|aest|msk|uk)"
    r"(?:\b|(?=(?-i:[A-Z][a-z])))|\d+(?:st|nd|rd|th)?|[\s.,:;|•·()\[\]/+–—-]",
    re.IGNORECASE,
)
# "Brussels, 8 May 2021": the place that a dateline of its own line begins with.
_PLACE_BEFORE = late(
    r"(?!By )[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:[ /][A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}(?:, [A-ZÀ-ÖØ-Þ]\w+)?,? *"
)
# "(Agencies)", "Source: Xinhua", "- The Daily Star -": who brings the article, beside the day.
_BROUGHT_BY = late(
    r"\([A-Z][\w .&'-]{1,30}\)|\b(?:Source|Via): ?[A-Z]\w+(?: [A-Z]\w+){0,3}"
    r"|^[-–—] (?:The )?[A-Z]\w+(?: [A-Z]\w+){1,3} [-–—]"
    r"|^[A-Z]\w+ [A-Z]\w+(?: [A-Z]\w+)? (?=Published|Updated|Posted)"
    r"|^(?:By )?(?:Reuters|AFP|AP|Xinhua|PTI|TASS|IANS|ANI|Kyodo|Yonhap)(?: Staff)?\b"
)
_DIGIT = late(r"\d")
_YEAR = late(r"19\d\d|20\d\d")
_WORD = late(r"[^\W\d_][\w'’.-]*")
LONGEST_DATE_LINE = 140
# A line with a label or a clock time beside its date may hold so many other words.
MOST_OTHER_WORDS = 5


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says nothing but when.

    Attributes:
        day: the earliest full date on it.
        upper_bound: whether the article may be older: the line only tells of an update.
        sign: what a label beside the day says of it (``data/date_labels.csv``): ``published``,
            ``updated``, ``visited``, ``other``; empty where none stands there.
        swapped: the day's other reading, where figures leave open which is the month.
    """

    day: dt.date
    upper_bound: bool
    sign: str = ""
    swapped: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A full date in a line.

    Attributes:
        day: the day; of two readings the one with the day before the month.
        swapped: the other reading, ``None`` where there is one only.
        start: offset of its first character.
        end: offset after its last one.
    """

    day: dt.date
    swapped: dt.date | None
    start: int
    end: int


@cache
def _month_numbers() -> dict[str, int]:
    """Months' names and short forms in the languages that pages use, lower case, to 1 to 12."""
    return {row["name"]: int(row["month"]) for row in read_rows("month_names.csv")}


_ANY_YEAR = r"(?:19|20)\d\d"
_NTH = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_NAME = r"(?<![^\W\d_])[^\W\d_]{3,14}"
# Which words are months is looked up: a list of all of them would be tried everywhere.
_FULL = late(
    rf"(?P<m1>{_NAME})\.?[ /-]?(?P<d1>\d{{1,2}}){_NTH}(?: ?, ?|[ /-])(?P<y1>{_ANY_YEAR})"
    rf"|(?<!\d)(?P<d2>\d{{1,2}}){_NTH}(?: of| de| di)?[ ./-]?(?P<m2>{_NAME})\.?"
    rf"(?: ?, ?| del? |[ ./-])(?P<y2>{_ANY_YEAR})"
    rf"|(?<!\d)(?P<y3>{_ANY_YEAR})(?P<sep>[-./])(?P<m3>\d\d?)(?P=sep)(?P<d3>\d\d?)(?!\d)"
    r"|(?<![\d./-])(?P<n1>\d{1,2})(?P<sep5>[-/]|\. ?)(?P<n2>\d{1,2})(?P=sep5)"
    rf"(?P<y5>{_ANY_YEAR})(?!\d)"
    rf"|(?P<y6>{_ANY_YEAR})(?:年|년) ?(?P<m6>\d{{1,2}})(?:月|월) ?(?P<d6>\d{{1,2}})(?:日|일)",
    re.IGNORECASE,
)


@cache
def _labels() -> re.Pattern[str]:
    """A label, the longest that fits; pages glue it to the word or the time before it."""
    names = sorted((row["label"] for row in read_rows("date_labels.csv")), key=len, reverse=True)
    return compiled(
        rf"(?:(?<![^\W\d_])|(?-i:(?<=[a-zT])(?=[A-Z][a-z])))"
        rf"(?:{'|'.join(map(re.escape, names))})"
        r"(?![^\W\d_]|=)",  # "date=" is an attribute in a tag
        re.IGNORECASE,
    )


@cache
def _signs() -> dict[str, str]:
    return {row["label"]: row["sign"] for row in read_rows("date_labels.csv")}


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 to 12 for an English month name or its short form, with or without a stop."""
    return _NUMBER[name.rstrip(".").lower()]


def full_dates(text: str) -> list[tuple[dt.date, int, int]]:
    """Every full date (day, month and year) in a text with its span, where one reading holds."""
    return [(p.day, p.start, p.end) for p in printed_days(text) if p.swapped is None]


def printed_days(text: str) -> Iterator[PrintedDay]:
    """Every full date in a short text, also in figures that leave open which is the month."""
    numbers = _month_numbers()
    for m in _FULL.finditer(text):
        swapped = None
        if m["y1"]:
            day = _day(int(m["y1"]), numbers.get(m["m1"].lower(), 0), int(m["d1"]))
        elif m["y2"]:
            day = _day(int(m["y2"]), numbers.get(m["m2"].lower(), 0), int(m["d2"]))
        elif m["y3"]:
            day = _day(int(m["y3"]), int(m["m3"]), int(m["d3"]))
        elif m["y6"]:
            day = _day(int(m["y6"]), int(m["m6"]), int(m["d6"]))
        else:
            figures = int(m["y5"]), int(m["n1"]), int(m["n2"])
            day, swapped = _in_figures(*figures, m["sep5"], text)
        if day is not None:
            yield PrintedDay(day, swapped, m.start(), m.end())


def _in_figures(
    year: int, first: int, second: int, mark: str, text: str
) -> tuple[dt.date | None, dt.date | None]:
    """The day of ``08/12/2021``, and its other reading where both are possible.

    A day with full stops puts the day first. With slashes or hyphens the day may stand first
    (Britain) or second (United States): a number above twelve tells, or a weekday beside it.
    """
    british, american = _day(year, second, first), _day(year, first, second)
    if mark.startswith("."):
        return british, None
    if british is None or american is None or british == american:
        return british or american, None
    weekday = _WEEKDAY.search(text)
    if weekday is None:
        return british, american
    number = _WEEKDAYS.index(weekday.group(1).lower())
    fitting = [day for day in (british, american) if day.weekday() == number]
    return (fitting[0], None) if len(fitting) == 1 else (british, american)


def date_line(text: str, loose: bool = False) -> DateLine | None:
    """The date of a line such as ``Published Feb. 9, 2017, 5:04 p.m. ET``.

    Of several dates the one that a label calls that of publication counts, then the earliest
    without a label, then the earliest of an update.

    Args:
        text: the line.
        loose: whether a few other words may stand beside a label or a time of day:
            ``world Updated: Mar 16, 2010 18:48``.

    Returns:
        ``None`` where the line has no full date, or says much beside when.
    """
    if len(text) > LONGEST_DATE_LINE or not _DIGIT.search(text):
        return None
    if short := _SHORT_YEAR.fullmatch(text):
        year, first, second = (int(short[group]) for group in (4, 1, 3))
        day, swapped = _in_figures(_CENTURY + year, first, second, short[2], text)
        return DateLine(day, False, "", swapped) if day is not None else None
    days = list(printed_days(text)) if _YEAR.search(text) else list(_short_days(text))
    if not days or not _is_line(text, days, loose):
        return None
    return _chosen(text, days)


def _short_days(text: str) -> Iterator[PrintedDay]:
    """Dates in figures with a short year, behind a label: ``POSTED: 03/05/24``."""
    m = _SHORT_IN_LINE.search(text)
    if m is not None and _labels().search(text, 0, m.start()) is not None:
        day, swapped = _in_figures(_CENTURY + int(m[4]), int(m[1]), int(m[3]), m[2], text)
        if day is not None:
            yield PrintedDay(day, swapped, m.start(), m.end())


def labelled_day(text: str) -> DateLine | None:
    """The day that a label in a line of any other words says to be that of publication."""
    days = list(printed_days(text)) if _YEAR.search(text) else []
    if not days or not any(_sign_of(text, days, number) for number in range(len(days))):
        return None
    return _chosen(text, days)


def _is_line(text: str, days: list[PrintedDay], loose: bool) -> bool:
    """Whether a line with full dates says little else."""
    rest = text
    for found in reversed(days):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    bare, labels = _labels().subn(" ", _BROUGHT_BY.sub(" ", rest))
    if _PLACE_BEFORE.fullmatch(bare) or not _LINE_WORDS.sub("", bare):
        return True
    if not loose or "=" in rest or not (labels or _CLOCK.search(rest)):
        return False
    if text[-1] in '.!?”"' and not text.endswith(("m.", "M.")):
        return False
    kept = _LINE_WORDS.sub(" ", bare)
    return len(_WORD.findall(kept)) <= MOST_OTHER_WORDS


def _sign_of(text: str, days: list[PrintedDay], number: int) -> str:
    """What a label before a date says of it; no other date stands between."""
    begin = days[number - 1].end if number else 0
    last = ""
    for found in _labels().finditer(text, begin, days[number].start):
        last = _signs().get(found.group().lower(), last)
    return last


def _chosen(text: str, days: list[PrintedDay]) -> DateLine:
    signs = [_sign_of(text, days, number) for number in range(len(days))]
    order = ("published", "", "updated", "visited", "other")
    best = min(zip(days, signs, strict=True), key=lambda pair: (order.index(pair[1]), pair[0].day))
    return DateLine(best[0].day, best[1] == "updated", best[1], best[0].swapped)


def iso_day(text: str) -> dt.date | None:
    """The day of an ISO 8601 date or date-time, as written (no change of time zone)."""
    head = text.strip()[:10]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", head):
        return None
    return _day(int(head[:4]), int(head[5:7]), int(head[8:10]))
