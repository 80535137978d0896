"""Dates of what is planned: the next Monday, where `find` reads the last one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from toolkit.extract.dates import calendar as cal
from toolkit.extract.model import DateMention


def reread_future(mention: DateMention, text: str, published_on: dt.date) -> DateMention:
    """A bare weekday, month or day of a month read as the next one instead of the last one.

    For what is planned: "he will call her on Monday". Other mentions come back as they are.

    Args:
        mention: a mention that `find_dates` read.
        text: the text that it was read in.
        published_on: day of publication.
    """
    words = text[mention.start : mention.end]
    if mention.rule == "weekday":
        value = cal.resolve_weekday(words.split()[0], published_on, future=True)
        return replace(mention, value=value, precision="day", rule="weekday_future")
    if mention.rule == "month":
        value = cal.resolve_month(_month(words), published_on, future=True)
        return replace(mention, value=value, precision="month", rule="month_future")
    if mention.rule in ("day_month", "day_month_soon"):
        number = re.search("[0-9]+", words)
        assert number is not None
        day = cal.resolve_day(_month(words), int(number.group()), published_on, future=True)
        return replace(mention, value=day, precision="day", rule="day_month_future")
    return mention


def _month(words: str) -> int:
    """The month that words name, 1 to 12."""
    months = cal.months()
    return next(months[word] for word in re.findall(r"[^\W\d_]+", words) if word in months)
