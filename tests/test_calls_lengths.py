"""How long a call lasted, in words that nothing but their place ties to it."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

TUESDAY = dt.date(2019, 6, 11)
A, B, C = (
    "French President Emmanuel Macron",
    "German Chancellor Angela Merkel",
    "Spanish Prime Minister Pedro Sanchez",
)


def minutes(paragraphs: list[str]) -> list[float | None]:
    """The lengths of the calls of an article, in the order of the calls."""
    text = "\n\n".join(paragraphs).format(A=A, B=B, C=C)
    article = read_text(text.encode(), source="a.txt", published_on=TUESDAY)
    calls = extract_article(article, default_register()).tables["calls"]
    found = (call["duration_minutes"] for call in calls)
    return [None if length is None else float(str(length)) for length in found]


@pytest.mark.parametrize(
    ("behind", "length"),
    [
        ("Forty minutes.", 40),
        ("Aides said the two men talked for “around half an hour” about trade.", 30),
        ("The line stayed open for almost 50 minutes, an aide said.", 50),
        ("In a conversation of a little over half an hour, they also spoke of steel.", 30),
        ("He was on the phone to Berlin for the best part of an hour.", 60),
        ("It was a 25-minute exchange, an aide said.", 25),
        ("That exchange was over in ten minutes.", 10),
        ("They argued over tariffs for three quarters of an hour before hanging up.", 45),
        # the lengths, or the times, of other things
        ("An hour or so later he told reporters about the conversation.", None),
        ("Half an hour before, an aide had spoken to reporters.", None),
        ("He will give a 20-minute televised speech on the talks.", None),
        ("The call had been scheduled to last 30 minutes.", None),
        ("Macron spoke to lawmakers for 20 minutes after the call.", None),
        ("The truce was to last for six hours, the call's text says.", None),
        ("He spoke to reporters about it after a two-hour flight.", None),
        ("They spent ten minutes on trade and twenty on the talks in Geneva.", None),
        ("He met Mr. Sanchez. The talks went on for 90 minutes.", None),
        ("It took aides 40 minutes to reach the chancellor by phone.", None),
        ("The power line was down for three hours.", None),
    ],
)
def test_length_near_a_call(behind: str, length: float | None) -> None:
    assert minutes(["{A} telephoned {B} on Monday.", behind]) == [length]


def test_length_of_a_headline() -> None:
    assert minutes(
        [
            "Macron and Merkel fail to agree in hour-long call",
            "{A} telephoned {B} on Monday about the tax on steel that both of them oppose.",
        ]
    ) == [60]


def test_a_length_goes_to_the_call_of_those_named_with_it() -> None:
    story = [
        "{A} spoke by phone with {B} and {C} on Monday.",
        "In a call of about 15 minutes, Mr. Macron told Ms. Merkel that he would not give way.",
        "He then had a longer discussion, of some 40 minutes, with Mr. Sanchez.",
    ]
    assert sorted(length or 0 for length in minutes(story)) == [15, 40]
