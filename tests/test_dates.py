"""Dates in news text, resolved by the day of publication."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples, linear

from toolkit.extract.dates import calendar as dates_calendar
from toolkit.extract.dates import find as dates
from toolkit.extract.dates.calendar import (
    resolve_day,
    resolve_day_number,
    resolve_month,
    resolve_weekday,
)
from toolkit.extract.dates.find import find_dates
from toolkit.extract.dates.future import reread_future
from toolkit.extract.dates.reader import REACH
from toolkit.extract.lexicons import table
from toolkit.extract.model import DateMention

RULES = table("date_rules")
THURSDAY = dt.date(2019, 2, 7)
DATES = st.dates(dt.date(1, 1, 1), dt.date.max)


def find(text: str, published_on: dt.date | None = THURSDAY) -> list[DateMention]:
    return find_dates(text, [(0, len(text))], published_on)


def brief(text: str, published_on: dt.date | None = THURSDAY) -> list[tuple[str, str]]:
    """(surface, value cut to its precision) of each date."""
    size = {"day": 10, "month": 7, "year": 4, "unknown": 0}
    return [
        (text[m.start : m.end], str(m.value)[: size[m.precision]]) for m in find(text, published_on)
    ]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("on Jan. 14", "Jan. 14", "2019-01-14"),
        ("on 14 January 2016", "14 January 2016", "2016-01-14"),
        ("on the 14th of January, 2016", "14th of January, 2016", "2016-01-14"),
        ("February 9, 2017", "February 9, 2017", "2017-02-09"),
        ("(2018-11-24)", "2018-11-24", "2018-11-24"),
        ("2018/11/24", "2018/11/24", "2018-11-24"),
        ("(19.Oct.2018)", "19.Oct.2018", "2018-10-19"),
        ("on 3-Feb-2011", "3-Feb-2011", "2011-02-03"),
        ("on 1.May.2020.", "1.May.2020", "2020-05-01"),
        ("on 09/09/2002,", "09/09/2002", "2002-09-09"),
        ("on 25/12/2012", "25/12/2012", "2012-12-25"),
        ("on 12/25/2012", "12/25/2012", "2012-12-25"),
        ("since 9 Jan", "9 Jan", "2019-01-09"),
        ("Dec 2016", "Dec 2016", "2016-12"),
        ("on Nov. 7-14, 2016, they", "Nov. 7-14, 2016", "2016-11-07"),
        ("on Wednesday, Feb. 6, they", "Wednesday, Feb. 6", "2019-02-06"),
        ("on Wednesday (Feb. 6)", "Wednesday (Feb. 6)", "2019-02-06"),
        ("Fri, 9 Feb 2018 10:03", "Fri, 9 Feb 2018", "2018-02-09"),
        ("in December", "December", "2018-12"),
        ("in February", "February", "2019-02"),
        ("last December", "last December", "2018-12"),
        ("in mid-June", "mid-June", "2018-06"),
        ("in late October", "October", "2018-10"),
        ("her December call", "December", "2018-12"),
        ("Kenya’s March vote", "March", "2018-03"),
        ("She will go in April", "April", "2019-04"),
        ("In April, she will go", "April", "2019-04"),
        ("an invitation to go in April", "April", "2019-04"),
        ("She went in April", "April", "2018-04"),
        ("In April, she said that he will go", "April", "2018-04"),
        ("the Feb. 20 vote", "Feb. 20", "2019-02-20"),
        ("the Sept. 3 vote", "Sept. 3", "2018-09-03"),
        ("in 2016", "2016", "2016"),
        ("the 1979 accord", "1979", "1979"),
        ("Chile’s 1980 charter", "1980", "1980"),
        ("this month", "this month", "2019-02"),
        ("next year", "next year", "2020"),
        ("on Thursday", "Thursday", "2019-02-07"),
        ("on Friday", "Friday", "2019-02-01"),
        ("Thursday evening", "Thursday evening", "2019-02-07"),
        ("last Friday", "last Friday", "2019-02-01"),
        ("today", "today", "2019-02-07"),
        ("tonight", "tonight", "2019-02-07"),
        ("tomorrow", "tomorrow", "2019-02-08"),
        ("the day before yesterday", "the day before yesterday", "2019-02-05"),
        ("last night", "last night", "2019-02-06"),
        ("three days ago", "three days ago", "2019-02-04"),
        ("three weeks ago", "three weeks ago", "2019-01"),
        ("two weeks ago", "two weeks ago", "2019-01"),
        ("a week ago", "a week ago", ""),
        ("this week", "this week", "2019-02"),
        ("last week", "last week", ""),
        ("next week", "next week", "2019-02"),
        ("over the weekend", "the weekend", "2019-02"),
        ("in recent days", "recent days", ""),
        ("earlier in the month", "earlier in the month", "2019-02"),
        ("this weekend", "this weekend", "2019-02"),
        ("the day after the vote", "the day after", ""),
        ("the Jan. 6 riot", "Jan. 6", ""),
    ],
)
def test_reads(text: str, surface: str, value: str) -> None:
    assert brief(text) == [(surface, value)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march in the sun, and sat down.",
        "May said no. Mrs. May left. April Ryan asked.",
        "The March on Rome failed.",
        "It was Black Friday, then Super Tuesday.",
        "The Sunday Times and USA Today wrote.",
        "On Mondays it rains.",
        "By 2000 troops, of 1,979 and $2016.",
        "a poll of 1935 voters",
        "It sold 2016.",
        "the 1980s, in the '90s",
        "Feb. 30, 2018",
        "He is 45 and the 28th president.",
        "at 10:30 on 24/7",
        "many days later",
        "on 03/04/2012, on 31/31/2011 and on 31.Feb.2011",
    ],
)
def test_reads_nothing(text: str) -> None:
    assert brief(text) == []


def test_days_that_count_from_the_day_named_last() -> None:
    text = (
        "He said on Tuesday that they spoke earlier in the day. The day before, she had written. "
        "Two days later they met."
    )
    assert brief(text) == [
        ("Tuesday", "2019-02-05"),
        ("earlier in the day", "2019-02-05"),
        ("The day before", "2019-02-04"),
        ("Two days later", "2019-02-06"),
    ]


def test_the_day_named_last_is_forgotten() -> None:
    text = "On Tuesday they met. " + "x " * REACH + "The next day he left."
    assert brief(text) == [("Tuesday", "2019-02-05"), ("The next day", "")]


def test_years_in_a_list() -> None:
    assert brief("In 2011, 2012 and 2013 it fell.") == [
        ("2011", "2011"),
        ("2012", "2012"),
        ("2013", "2013"),
    ]


def test_without_a_day_of_publication_only_the_words_count() -> None:
    text = "On Monday, on Nov. 14, in May, yesterday and on May 3, 2018; last month; in 2016."
    assert brief(text, None) == [
        ("Monday", ""),
        ("Nov. 14", ""),
        ("May", ""),
        ("yesterday", ""),
        ("May 3, 2018", "2018-05-03"),
        ("last month", ""),
        ("2016", "2016"),
    ]


def test_a_day_beside_tells_it_even_then() -> None:
    text = "It rained yesterday, Feb. 9, 2017, and today (2017-02-10)."
    found = [(m.rule, m.precision, str(m.value)) for m in find(text, None)]
    assert found[0] == ("relative_day", "day", "2017-02-09")
    assert found[2] == ("relative_day", "day", "2017-02-10")


def test_no_date_crosses_a_span() -> None:
    text = "on May 3, 2018"
    assert [(m.start, m.end) for m in find_dates(text, [(0, 8), (8, 14)], THURSDAY)] == [(3, 8)]


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["rule"])
def test_rules(row: dict[str, str]) -> None:
    day = dt.date.fromisoformat(row["published_on"])
    text = row["positive"]
    found = [m for m in find(text, day) if m.rule == row["rule"]]
    assert [text[m.start : m.end] for m in found] == [row["surface"]]
    value = dt.date.fromisoformat(row["value"]) if row["value"] else None
    assert (found[0].value, found[0].precision) == (value, row["precision"])
    assert row["rule"] not in [m.rule for m in find(row["negative"], day)]


def test_every_rule_is_described() -> None:
    folder = Path(dates.__file__).parent
    source = "".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py"))
    which = "last|past|next|coming|this|previous|following|last_week"
    for rule in (r["rule"] for r in RULES):
        assert f'"{rule}"' in source or re.fullmatch(
            rf"weekday_(?:{which})|(?:month|year)_period", rule
        )


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("on Friday", dt.date(2019, 2, 8), "weekday_future"),
        ("on Thursday night", dt.date(2019, 2, 7), "weekday_future"),
        ("in mid-April", dt.date(2019, 4, 1), "month_future"),
        ("on Oct. 3", dt.date(2019, 10, 3), "day_month_future"),
        ("on 3 October", dt.date(2019, 10, 3), "day_month_future"),
        ("on Oct. 3, 2017", dt.date(2017, 10, 3), "full_date"),
        ("last Friday", dt.date(2019, 2, 1), "weekday_last"),
    ],
)
def test_the_other_reading(text: str, value: dt.date, rule: str) -> None:
    (mention,) = find(text)
    again = reread_future(mention, text, THURSDAY)
    assert (again.value, again.rule) == (value, rule)
    assert (again.start, again.end) == (mention.start, mention.end)


NAMES = st.sampled_from(
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
)
MIDDLE = st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1))


@given(NAMES, MIDDLE)
def test_weekdays_lie_within_a_week(name: str, day: dt.date) -> None:
    past, future = resolve_weekday(name, day), resolve_weekday(name, day, future=True)
    assert past.strftime("%A") == future.strftime("%A") == name
    assert 0 <= (day - past).days < 7
    assert 0 <= (future - day).days < 7


@given(st.integers(1, 12), st.integers(1, 31), MIDDLE)
def test_days_and_months_lie_on_their_side(month: int, number: int, day: dt.date) -> None:
    first = day.replace(day=1)
    assert resolve_month(month, day) <= first <= resolve_month(month, day, future=True)
    past, future = resolve_day(month, number, day), resolve_day(month, number, day, future=True)
    assert (past is None) == (dates_calendar.make_day(2000, month, number) is None)
    if past and future:
        assert past <= day <= future
        assert (past.month, past.day) == (future.month, future.day) == (month, number)
    last = resolve_day_number(number, day)
    assert last is not None
    assert last <= day
    assert last.day == number


def test_unknown_weekday() -> None:
    with pytest.raises(KeyError):
        resolve_weekday("Noday", THURSDAY)


_PIECES = st.sampled_from(
    ["Monday", "Friday", "Sat.", "May", "March", "Nov.", "mid-June", "14", "31", "the 28th", "2016",
     "2018-02-30", "1999-12-31", "on", "in", "last", "next", "this", "this past", "the", "previous",
     "will", "by", "since", "yesterday", "Today", "two days", "a week", "99999999 days", "ago",
     "later", "before", "last week", "this month", "next year", "the day after", "the same day",
     "attacks", "night", ",", ".", "(", ")", "of", "Times", "\n", "–", "’s", "half a dozen days"]
)  # fmt: skip


@examples(100)
@given(
    st.lists(_PIECES, max_size=20).map(" ".join) | st.text(max_size=80),
    st.none() | DATES,
)
def test_any_text(text: str, published_on: dt.date | None) -> None:
    end = 0
    for mention in find(text, published_on):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.start >= end
        end = mention.end
        assert (mention.value is None) == (mention.precision == "unknown")
        if mention.precision in ("month", "year"):
            assert mention.value is not None
            assert mention.value.day == 1
        if published_on:
            reread_future(mention, text, published_on)


@pytest.mark.parametrize(
    "unit",
    ["Monday ", "Monday, ", "May ", "May 5 ", "5 ", "5 May ", "2016 ", "in 2016, ", "last ",
     "this past ", "days later ", "on the 5th ", "the day before ", "Sat ", "in May will ", "x",
     "mid-", "1999-", "("],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        find(text)
        return time.process_time() - started

    assert linear(seconds, 10_000, times=4)
