"""Whose words a quotation is in layouts without a plain "X said"; invented sentences."""

from __future__ import annotations

import pytest

from tests.quote_documents import document
from tests.test_attribution_sources import sources
from toolkit.extract.attribution.find import find_attributions


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("As the magazine put it, “We will keep it going for years.”", "the magazine"),
        ("“There is a lot of anger out there,” is how Ms. Berg put it.", "Ms. Berg"),
        ("Ms. Berg used the words, “I am not quite there yet,” on Monday.", "Ms. Berg"),
        ("When Ms. Berg used the phrase “a great big wall,” the crowd laughed.", "Ms. Berg"),
        ("He kept Ms. Berg’s “if you like it, you can keep it” promise.", "Ms. Berg’s"),
        ("She had to drop her “if you like it, you can keep it” promise.", "her"),
        ("From Ms. Berg: “For the sake of us all, we must move on.”", "Ms. Berg"),
        ("The crowd loudly chanted “Lock Her Up Right Now” for an hour.", "The crowd"),
        ("They held up a sign reading “Make Our Town Great Again” at the gate.", "sign"),
        ("The mayor is, in the view of Mr. Vilks, “on the edge of a void.”", "Mr. Vilks"),
        ("To him, the town is “on the edge of a great void.”", "him"),
        ("Under the law, a gun must be “kept in a safe place at home.”", "the law"),
        ("Ms. Berg hit back at Mr. Vilks for saying that it was “far too old.”", "Mr. Vilks"),
        ("Ms. Berg apologised to Mr. Vilks for saying that it was “far too old.”", "Ms. Berg"),
        ("The poll found that most voters think it is “on the wrong track.”", "The poll"),
    ],
)
def test_source_of_a_quotation_without_said(text: str, source: str) -> None:
    found = sources(text)
    assert len(found) == 1
    assert found[0].startswith(source) or found[0].endswith(source)


def test_nobody_is_named_who_notes() -> None:
    assert sources("It was noted that “attempts to press us are a dead end.”") == [""]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Ms. Berg smiled when Mr. Vilks asked about it. “We will go on with it for years.”",
            ["Ms. Berg"],
        ),
        (
            "“Good evening!” she cried. “How are you?” The crowd roared: “We are fine, all of us!”",
            ["she", "she", "The crowd"],
        ),
        (
            "Ms. Berg said good ideas win. But only when “the truth is nicer than the lie.”",
            ["Ms. Berg"],
        ),
    ],
)
def test_source_in_the_sentence_before(text: str, named: list[str]) -> None:
    assert sources(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "He read the book “Backfire: The High-Stakes Battle for the Soul of a Small Town of Ours.”",
        "The band went on to perform “Bridge Over Many Waters” in full.",
        "He said “Game of Crowns” is a hit.",
        "They think the progress is real.\n\n“Behind it is a quarrel about what was.”",
        "This vote passed with ease.\n\n“Stop the new road! Yes to the old one!”",
    ],
)
def test_marks_in_which_nobody_speaks(text: str) -> None:
    assert not [said for said in find_attributions(document(text)) if any(said.direct)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("He blamed the anger the voters feel on Mr. Ito, calling him “a great divider.”", "He"),
        (
            "After the guest showed up, Ms. Berg told how the town “turned like a wheel at once.”",
            "Ms. Berg",
        ),
        ("Ms. Berg’s answer? “We will go on with it for years.”", "Ms. Berg’s answer"),
    ],
)
def test_clauses_by_the_way_have_no_say(text: str, source: str) -> None:
    assert sources(text) == [source]
