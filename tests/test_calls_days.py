"""The day of a call: what the press says of it, and the days of other things beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

WEDNESDAY = dt.date(2019, 6, 12)
A, B = "French President Emmanuel Macron", "German Chancellor Angela Merkel"


MONTH = "month-of-page.month"
"""The rule that takes the month of the news where no words tell a day."""


def day(text: str) -> str:
    """The day of the one call of an article of a Wednesday; empty where no words tell it."""
    article = read_text(text.encode(), source="a.txt", published_on=WEDNESDAY)
    tables = extract_article(article, default_register()).tables
    (call,) = tables["calls"]
    rules = {row["rule"] for row in tables["evidence"] if row["field_name"] == "called_on"}
    return str(call["called_on"] or "") if rules != {MONTH} else ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{A} phoned {B} overnight to discuss trade.", ""),
        ("{A} phoned {B} early Wednesday Berlin time.", "2019-06-12"),
        (
            "{A} spoke by phone with {B} late Tuesday Washington time (early Wednesday in Berlin).",
            "2019-06-11",
        ),
        (
            "{A} and {B} spoke by phone on Tuesday evening, a day after the summit in Paris.",
            "2019-06-11",
        ),
        ("A day after Monday's summit, {A} phoned {B}.", "2019-06-11"),
        ("{A} phoned {B} the day after the vote.", ""),
        ("{A} phoned {B} hours after the attack on Monday.", "2019-06-10"),
        ("{A} telephoned {B} to offer condolences over Sunday's train crash.", ""),
        ("{A} telephoned {B} to express condolences for the victims of the Sunday attack.", ""),
        ("{A} called {B} on Tuesday to condemn Monday's bombing.", "2019-06-11"),
        ("{A} phoned {B} following the earthquake that struck on Monday.", ""),
        (
            "Macron's office said on Wednesday that {A} had phoned {B} the previous day.",
            "2019-06-11",
        ),
        (
            "The Elysee said Wednesday that {A} spoke with {B} by telephone on Tuesday.",
            "2019-06-11",
        ),
        ("{A} spoke by phone with {B} on Tuesday, the Elysee said on Wednesday.", "2019-06-11"),
        ("{A} spoke by phone with {B}, the Elysee said on Wednesday.", "2019-06-12"),
        ("{A} spoke by phone with {B} yesterday.", "2019-06-11"),
        ("{A} spoke by phone with {B} this morning.", "2019-06-12"),
        ("{A} spoke by phone with {B} last night.", "2019-06-11"),
        ("{A} spoke by phone with {B} last week.", "2019-06-01"),
        ("{A} said on Monday that he had spoken by phone with {B} last week.", "2019-06-01"),
        ("{A} spoke by phone with {B} a few days ago.", "2019-06-01"),
        ("{A} spoke by phone with {B} about the floods in Kenya last week.", ""),
        ("{A} called {B} to discuss the truce reached last week.", ""),
        (
            "{A} called {B} on Tuesday, a week after the vote and days before the fair this week.",
            "2019-06-11",
        ),
        ("{A}, who was in Kenya last week, called {B} on Tuesday.", "2019-06-11"),
        ("{A} spoke by phone with {B} last weekend.", "2019-06-01"),
        ("{A} spoke by phone with {B} today, Tuesday.", "2019-06-11"),
        ("{A} spoke by phone with {B} this evening (Tuesday).", "2019-06-11"),
        ("{A} has this afternoon, 11 June 2019, held a phone call with {B}.", "2019-06-11"),
        ("{A} spoke by phone with {B} last Thursday.", "2019-06-06"),
        ("{A} spoke by phone with {B} on the eve of the G7 summit.", ""),
        ("{A} spoke by phone with {B} two days ago.", "2019-06-10"),
        ("{A} spoke by phone with {B} on 9 June.", "2019-06-09"),
        ("{A} spoke by phone with {B} on 9.6.2019.", "2019-06-09"),
        ("{A} spoke by phone with {B} on the 9th of June.", "2019-06-09"),
        ("{A} spoke by phone with {B} on June 9th.", "2019-06-09"),
        ("{A} spoke by phone with {B} on Sunday, 9th June, 2019.", "2019-06-09"),
        ("{A} spoke by phone with {B} on Sunday night (June 9).", "2019-06-09"),
        ("{A} spoke by phone with {B} on Sunday (9 June 2019).", "2019-06-09"),
        ("{A} spoke by phone with {B} in the early hours of Monday.", "2019-06-10"),
        ("{A} spoke by phone with {B} at midnight on Monday.", "2019-06-10"),
        ("{A} spoke by phone with {B} shortly before noon on Monday.", "2019-06-10"),
        ("{A} spoke by phone with {B} Monday.", "2019-06-10"),
        ("{A} on Monday spoke by phone with {B}.", "2019-06-10"),
        ("On Monday evening, {A} held a 30-minute telephone conversation with {B}.", "2019-06-10"),
        ("{A} spoke by phone with {B} on Monday about the vote on Sunday.", "2019-06-10"),
        ("{A} will speak by phone with {B} on Friday.", "2019-06-14"),
        ("{A} is to hold telephone talks with {B} tomorrow.", "2019-06-13"),
        ("{A} is expected to call {B} later on Wednesday.", "2019-06-12"),
        ("{A} is expected to call {B} later this week.", "2019-06-01"),
        (
            "{A} spoke by phone with {B} on Tuesday, the first time since the vote on May 26.",
            "2019-06-11",
        ),
        ("{A}, who arrived in Rome on Monday, spoke by phone with {B}.", ""),
        ("{A} spoke by phone with {B} after a visit to Rome on Monday.", ""),
        ("{A} spoke by phone with {B} ahead of Thursday's summit.", ""),
        ("{A} spoke by phone with {B} on Monday ahead of Thursday's summit.", "2019-06-10"),
        ("The call on Monday between {A} and {B} lasted an hour.", "2019-06-10"),
        ("Monday's telephone conversation between {A} and {B} lasted an hour.", "2019-06-10"),
        ("The Monday phone call between {A} and {B} lasted an hour.", "2019-06-10"),
        ("{A} received a telephone call on Monday from {B}.", "2019-06-10"),
        ("{A} discussed the attacks of September 11 with {B} by phone on Monday.", "2019-06-10"),
        ("{A} and {B} agreed in a phone call to meet on Thursday.", ""),
        ("{A} and {B} agreed by phone on Monday to meet in Paris on June 20.", "2019-06-10"),
        ("{A} told {B} by phone on Monday that he would visit on Friday.", "2019-06-10"),
        (
            "{A} said in a statement on Tuesday he had spoken to {B} by phone the day before.",
            "2019-06-10",
        ),
        ("{A} said on Twitter on Tuesday that he had just spoken with {B} by phone.", "2019-06-11"),
        (
            "Russia rejected the plan on Monday. {A} spoke by phone with {B} the same day.",
            "2019-06-10",
        ),
        ("{A} held a video conference with {B} on the sidelines of Monday's EU talks.", ""),
    ],
)
def test_day(sentence: str, expected: str) -> None:
    assert day(sentence.format(A=A, B=B)) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # The words that report the call name no day: the noun for it does, or the round of calls.
        (["{A} spoke to {B} by phone.", "The rest of their Tuesday phone call was private."],
         "2019-06-11"),
        (["{A} made a number of calls to world leaders on Tuesday.", "The borders are closed.",
          "He had already spoken by phone with {B}."], "2019-06-11"),
        (["{A} calls {B}", "The line was busy on Tuesday until a phone call came through.",
          "{A} telephoned {B} about trade."], "2019-06-11"),
        (["{A} pressed on with telephone diplomacy.", "He discussed trade on Tuesday with Berlin.",
          "The president telephoned {B}, an aide said."], "2019-06-11"),
        # Another day near the top keeps the page's own day away.
        (["June 12, 2019", "{A} telephoned {B} about trade."], "2019-06-12"),
        # A transcript came out on Tuesday; the call was before.
        (["{A} telephoned {B} about trade.", "The phone call's text was released on Tuesday."], ""),
    ],
)  # fmt: skip
def test_day_beside(paragraphs: list[str], expected: str) -> None:
    assert day("\n\n".join(paragraphs).format(A=A, B=B)) == expected


@pytest.mark.parametrize(
    ("paragraphs", "minutes"),
    [
        (["{A} telephoned {B}.", ("“In the telephone conversation that lasted 15 minutes they "
          "spoke of trade,” his office said.")], 15),
        (["{A} telephoned {B}.", "Aides said Macron and Merkel spoke for 15 minutes."], 15),
        (["{A} telephoned {B}.", "The 9-minute leaked conversation was short."], None),
        (["{A} telephoned {B} on Monday; the call lasted slightly longer than 10 minutes."], 10),
    ],
)  # fmt: skip
def test_length(paragraphs: list[str], minutes: int | None) -> None:
    text = "\n\n".join(paragraphs).format(A=A, B=B)
    article = read_text(text.encode(), source="a.txt", published_on=WEDNESDAY)
    (call,) = extract_article(article, default_register()).tables["calls"]
    assert call["duration_minutes"] == minutes


@pytest.mark.parametrize(
    ("paragraphs", "caller"),
    [
        (["{A} spoke by phone with {B}.", ("“President Macron initiated the phone call,” an aide "
          "told reporters.")], "emmanuel-macron"),
        (["{A} spoke by phone with {B}.", ("“I decided to call Chancellor Merkel because trade "
          "matters,” Macron said.")], "emmanuel-macron"),
        (["{A} spoke by phone with {B}.", "The conversation was initiated by the German side."],
         "angela-merkel"),
        (["{A} spoke by phone with {B}.", "It followed Germany's request for a telephone call."],
         "angela-merkel"),
        (["{A} spoke by phone with {B}.", "“The phone call was useful,” an aide said."], None),
    ],
)  # fmt: skip
def test_caller(paragraphs: list[str], caller: str | None) -> None:
    text = "\n\n".join(paragraphs).format(A=A, B=B)
    article = read_text(text.encode(), source="a.txt", published_on=WEDNESDAY)
    (call,) = extract_article(article, default_register()).tables["calls"]
    assert call["initiator_id"] == caller


@pytest.mark.parametrize(
    ("words", "focus"),
    [
        ("Mr. Macron rang Spanish Prime Minister Pedro Sanchez about the same tariffs.", "main"),
        ("Mr. Macron had phoned Spanish Prime Minister Pedro Sanchez.", "background"),
        ("Mr. Macron rang Spanish Prime Minister Pedro Sanchez years ago.", "background"),
    ],
)
def test_calls_told_as_news(words: str, focus: str) -> None:
    paragraphs = ["{A} telephoned {B} on Tuesday.", *["Steel is dear, and ports are full."] * 9]
    text = "\n\n".join([*paragraphs[:4], "They spoke of tariffs. " + words, *paragraphs[1:]])
    article = read_text(text.format(A=A, B=B).encode(), source="a.txt", published_on=WEDNESDAY)
    calls = extract_article(article, default_register()).tables["calls"]
    told = {c["focus_code"] for c in calls if "sanchez" in str(c["call_id"])}
    assert told == {focus}
