"""Whom "they" and groups of leaders mean, and who speaks through a report; invented sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.quote_documents import document
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.model import Document
from toolkit.extract.names.mentions import read_mentions
from toolkit.extract.names.register import default_register


def analysed(text: str) -> Document:
    """A document with mentions and attributions, on a day in June 2019."""
    doc = document(text)
    day = dt.date(2019, 6, 12)
    doc.mentions = read_mentions(text, doc.sentences, doc.quoted, default_register(), day)
    doc.attributions = find_attributions(doc)
    return doc


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        (
            (
                "Japanese state media reported that Mr. Abe had spoken with India. They also said "
                "that the call was long."
            ),
            "They",
            "Japanese state media",
        ),
        (
            (
                "The Elysee Palace said that Angela Merkel and Emmanuel Macron spoke. "
                "The two leaders discussed trade with Japan. They agreed to meet."
            ),
            "They",
            "Angela Merkel and Emmanuel Macron",
        ),
        (
            (
                "Angela Merkel called Emmanuel Macron and Shinzo Abe. The three leaders spoke for "
                "an hour. In a joint statement, they asked for a truce."
            ),
            "they",
            "Angela Merkel and Emmanuel Macron and Shinzo Abe",
        ),
    ],
)
def test_they_are_the_subject_of_the_sentence_before(text: str, pronoun: str, name: str) -> None:
    found = [m for m in analysed(text).mentions if text[m.start : m.end] == pronoun]
    assert [m.entity.name if m.entity else None for m in found] == [name]


def speakers(text: str) -> list[str | None]:
    """The names of who says what stands in marks, in order."""
    return [
        said.source.entity.name if said.source and said.source.entity else None
        for said in analysed(text).attributions
        for direct in said.direct
        if direct
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "Mr. Abe told Mrs. Merkel, the German news agency said, that the two countries "
                "should “guard the treaty together.”"
            ),
            "Shinzo Abe",
        ),
        (
            (
                "Mr. Abe warned Mrs. Merkel that Berlin must not let the hardliners, as he called "
                "them, drag both countries into “a long and costly dispute,” state media reported."
            ),
            "Shinzo Abe",
        ),
        (
            "Mr. Macron said that it had been a “frank exchange” with Berlin.",
            "Emmanuel Macron",
        ),
        (
            (
                "“Our share of the river is not a favour,” a spokesman for the presidency, "
                "Ahmed Nour, said."
            ),
            "Ahmed Nour",
        ),
        (
            "Vice Minister of Foreign Affairs, Musa Dankwairo, said it was “a good thing to do.”",
            "Musa Dankwairo",
        ),
        (
            "“No loss is good for the work,” Kipkemboi press secretary Hussein Njoroge said.",
            "Hussein Njoroge",
        ),
        (
            "The talks were “short and very frank,” said a Downing Street spokesman.",
            "Downing Street spokesman",
        ),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_words_before_an_embedded_clause_are_not_its_subjects() -> None:
    text = (
        "The call brought a promise to “widen exchanges between both armies,” a sign that what "
        "Mr. Macron had said about Berlin still stood in the way."
    )
    assert "Emmanuel Macron" not in speakers(text)


def _named(text: str) -> list[str]:
    """The names in full of who speaks, statement by statement."""
    doc = analysed(text)
    return [
        a.source.entity.name if a.source is not None and a.source.entity is not None else ""
        for a in doc.attributions
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Who spoke last goes on, also where the text has no name for her or him.
        (
            "“It was a long call,” a palace official said. She added that “it was useful.”",
            ["palace official"] * 2,
        ),
        (
            "“It was a long call,” said the Premier of Ontario. “We agreed on it,” he added.",
            ["Premier of Ontario"] * 2,
        ),
        # A ministry is no he.
        (
            "The ministry said “it was a long call.” He added that “it was useful.”",
            ["ministry", ""],
        ),
        # "It" is who spoke last, not whom the quotation names.
        (
            "“They met on Monday,” the ministry said. “Japan was glad of it,” it said.",
            ["ministry"] * 2,
        ),
        # Who reports goes on, not who is reported.
        (
            (
                "Emmanuel Macron said that Japan had refused the plan.\n\n“It was a mistake,” "
                "he said."
            ),
            ["Emmanuel Macron"] * 2,
        ),
        # The owner whose name ends in s.
        (
            "The Philippines' envoy to Rome praised “a long and useful call” on Monday.",
            ["Philippines' envoy"],
        ),
        # A given name tells the gender, whether the register knows one of that name or not.
        (
            "Maggie Orlandson saw Peter Rosvik on Monday. She said “it was useful to both.”",
            ["Maggie Orlandson"],
        ),
        # A title inside a run of capitals is no part of the name.
        (
            "Federal Heritage Minister Wendy Orlandson said “it was useful to both.”",
            ["Wendy Orlandson"],
        ),
        # What a group that somebody belongs to favours does not make the group who speaks on.
        (
            (
                "“It was a long call,” said Peter Rosvik, a director of a club that favors calm. "
                "“It was useful,” he added."
            ),
            ["Peter Rosvik", "director of a club", "Peter Rosvik"],
        ),
    ],
)
def test_the_name_of_who_speaks(text: str, names: list[str]) -> None:
    assert _named(text) == names
