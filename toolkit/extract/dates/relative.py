"""Dates that count from another day: yesterday, last month, two days earlier, the same day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from toolkit.extract.dates import calendar as cal
from toolkit.extract.dates.reader import Found, Reader
from toolkit.extract.figures import numbers
from toolkit.extract.model import DateMention
from toolkit.patterns import compiled

_EVENT_REACH = 40
"""So many characters behind "a day after" the day of the event may stand."""
_TOLD = 1500
"""So many characters before "later in the day" the day of the report can stand."""
_FAR = 1000
"""So many characters before "the next day" the day can stand from which it counts."""
_EVENT_ENDS = compiled(r"[.,;:()]| (?:on|that|when|as|while) ")
_LATELY = 7
"""So many days back "in recent days" and "a few days ago" can lie."""
_FEW = frozenset({"few", "several", "couple", "some"})
_TELLS = compiled(
    r"\b(?:said|told|wrote|writes|posted|tweeted|announced|stated|reported|disclosed|confirmed)\b"
    r"[^.,;:]{0,40}\Z"
)
"""What, before "the same day", tells of words about news and of no older day."""
_APPOSED = (", ", " (", " ", ", on ")
_SURER = frozenset({"full_date", "day_month", "weekday"})
"""Rules of dates that tell what "today" is where the page's clock is another day's."""
_NO_EVENT = (
    "and|but|or|when|while|as|with|in|at|by|from|because|that|which|who|to|about|over|for|on"
)
_EVENT = compiled(rf'[ \u00a0\n](?!(?:{_NO_EVENT})[ ,])[\w"“‘]')


def relative(reader: Reader, found: re.Match[str]) -> Found | None:
    """A day counted from that of publication: today, yesterday, this morning, last night."""
    words = found.group().lower().split()
    start, end = found.span()
    if found.group()[0].isupper() and reader.before(start) and words[0] not in ("the",):
        ahead = reader.text[max(reader.floor, start - 3) : start].rstrip()
        if ahead[-1:].isalnum():
            return None
    days = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(words[0], 0)
    if words[0] == "the":
        days = -2 if words[-1] == "yesterday" else 2
    day = reader.written_on or reader.published_on
    value = cal.shift_days(day, days) if day else None
    return start, end, value, "day" if value else "unknown", "relative_day"


def period(reader: Reader, found: re.Match[str]) -> Found | None:
    """A month or year counted from publication, and the month of a week: last month, this week."""
    which, unit = found.group().lower().split()
    start, end = found.span()
    day = reader.published_on
    step = {"last": -1, "this": 0, "the": 0, "next": 1}[which]
    if unit.startswith("week"):
        span = None
        if day is not None:
            span = cal.weekend_of(day, which) if unit == "weekend" else cal.week_of(day, step)
        return start, end, *_within(span), "week"
    if day is None:
        return start, end, None, "unknown", f"{unit}_period"
    if unit == "month":
        value = cal.shift_months(day, step)
    else:
        value = cal.make_day(day.year + step, 1, 1)
    return start, end, value, unit if value else "unknown", f"{unit}_period"


def _within(span: tuple[dt.date, dt.date] | None) -> tuple[dt.date | None, str]:
    """What some days tell together, (value, precision): their month, where all lie in one."""
    if span is None or span[0].replace(day=1) != span[1].replace(day=1):
        return None, "unknown"
    return span[0].replace(day=1), "month"


def lately(reader: Reader, found: re.Match[str]) -> Found | None:
    """The month of the last days, or of days since a week began: in recent days."""
    day = reader.published_on
    last_word = found.group().lower().split()[-1]
    if day is None:
        return *found.span(), None, "unknown", "lately"
    if last_word == "month":
        return *found.span(), day.replace(day=1), "month", "lately"
    span = cal.week_of(day, 0) if last_word == "week" else cal.days_around(day, -_LATELY, 0)
    return *found.span(), *_within(span), "lately"


def same(reader: Reader, found: re.Match[str]) -> Found | None:
    """The day named last: earlier in the day, the same day; without one, that of publication."""
    words = found.group().lower()
    day = reader.anchor(found.start())
    if words.endswith("same day") and reader.last and reader.last[0] < reader.floor:
        day = reader.anchor(found.start(), acted=True)  # not that on which it was only said
    if words.endswith("same day") and _TELLS.search(reader.text, reader.floor, found.start()):
        day = reader.fresh[1] if reader.fresh else day
    if words.endswith("in the day") and reader.told and found.start() - reader.told[0] <= _TOLD:
        day = reader.told[1]  # the day of the report, not one on which "a truce came into force"
    if words.endswith("course of the day") or (day is None and words.endswith("in the day")):
        day = reader.written_on or reader.published_on or day
    return (*found.span(), day, "day", "same_day") if day else None


def beside(reader: Reader, found: re.Match[str]) -> Found | None:
    """The day beside the one named last: the next day, the day before."""
    words = found.group().lower()
    start, end = found.span()
    if words.endswith(("before", "after")) and _EVENT.match(reader.text, end, reader.end):
        return start, end, None, "unknown", "beside_event"
    day = reader.anchor(start, _FAR)
    step = -1 if "previous" in words or words.endswith("before") else 1
    value = cal.shift_days(day, step) if day else None
    return start, end, value, "day" if value else "unknown", "beside_day"


def distance(reader: Reader, found: re.Match[str]) -> Found | None:
    """So long before or after: two days ago, a day earlier, three days after the vote."""
    unit, direction = found.group().lower().split()
    before = reader.text[max(reader.floor, found.start() - 20) : found.start()]
    counted = re.search(r"([\w,]+)\s\Z", before)
    word = counted.group(1) if counted else ""
    if not counted:
        return None
    if word.lower() in _FEW:
        return _few_ago(reader, found, found.start() - len(before) + counted.start())
    try:
        count = 1 if word.lower() in ("a", "an") else int(numbers.parse(word))
    except ValueError:
        return None
    start = found.start() - len(before) + counted.start()
    end = found.end()
    origin: dt.date | None
    if direction == "ago":
        origin, rule = reader.published_on, "ago"
    elif direction in ("before", "after") and _EVENT.match(reader.text, end, reader.end):
        return start, end, None, "unknown", "beside_event"
    else:
        origin, rule = reader.anchor(start), "distance"
    if rule == "ago" and unit.startswith("week") and origin is not None:
        away = -7 * count
        return start, end, *_within(cal.days_around(origin, away - 3, away + 3)), rule
    if not unit.startswith("day") or origin is None:
        return start, end, None, "unknown", rule
    step = count if direction in ("later", "after") else -count
    value = cal.shift_days(origin, step)
    return start, end, value, "day" if value else "unknown", rule


def _few_ago(reader: Reader, found: re.Match[str], start: int) -> Found | None:
    """The month of "a few days ago", where the days that may be meant lie in one."""
    unit, direction = found.group().lower().split()
    if unit != "days" or direction != "ago" or reader.published_on is None:
        return None
    span = cal.days_around(reader.published_on, -_LATELY, -1)
    return start, found.end(), *_within(span), "ago"


def told_by_next(told: DateMention, day: DateMention, text: str) -> DateMention | None:
    """A date that the one right behind it tells: "today, Thursday", "a day after Monday's summit".

    Args:
        told: a day counted from that of publication or from an event.
        day: the date that the text names next.
        text: the text.

    Returns:
        the first date with its day, ``None`` where the other tells nothing of it.
    """
    if told.rule == "beside_event":
        return _from_event(told, day, text)
    if day.precision != "day" or text[told.end : day.start] not in _APPOSED:
        return None
    return replace(told, value=day.value, precision="day") if day.rule in _SURER else None


def _from_event(told: DateMention, day: DateMention, text: str) -> DateMention | None:
    """ "A day after Monday's summit": so long before or after an event whose day is named."""
    words = text[told.start : told.end].lower().split()
    between = text[told.end : day.start]
    if len(between) > _EVENT_REACH or _EVENT_ENDS.search(between):
        return None
    if day.precision != "day" or day.value is None or words[-2] not in ("day", "days"):
        return None
    try:
        count = 1 if words[0] in ("a", "an", "the", "day") else int(numbers.parse(words[0]))
    except ValueError:
        return None
    value = cal.shift_days(day.value, count if words[-1] == "after" else -count)
    return replace(told, value=value, precision="day", rule="from_event") if value else None


def number(reader: Reader, found: re.Match[str]) -> Found | None:
    """A day by its number alone: on the 14th."""
    before = reader.before(found.start())
    if not before or before[-1] != "on":
        return None
    digits = re.search("[0-9]+", found.group())
    day = reader.published_on
    value = cal.resolve_day_number(int(digits.group()), day) if day and digits else None
    return (*found.span(), value, "day" if value else "unknown", "day_number")
