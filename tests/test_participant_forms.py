"""Who takes part in a call, for the ways in which the press names leaders of all countries."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from toolkit.articles.read import read_data
from toolkit.extract.document import analyse
from toolkit.extract.names.facts import without_mistyped_title
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

FORMS = Path(__file__).parent / "data" / "call_participants.csv"
"""Invented sentences with the participants (person and country) of the call that each reports."""


def participants(text: str, day: dt.date | None = None) -> set[str]:
    article = next(iter(read_data(f"{text}\n".encode(), source="form.txt", published_on=day)))
    rows = extract_article(article, default_register()).tables["participants"]
    return {f"{row['person_id']}:{row['country_code']}" for row in rows}


def mentioned(text: str) -> dict[str, str]:
    """Whom each mention of a person means, by the words of the mention."""
    article = next(iter(read_data(f"{text}\n".encode(), source="form.txt", published_on=None)))
    return {
        text[m.start : m.end]: m.entity.key
        for m in analyse(article, default_register()).mentions
        if m.entity is not None and not m.entity.plural
    }


def forms() -> list[tuple[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as handle:
        return [(row["sentence"], row["participants"]) for row in csv.DictReader(handle)]


def test_there_are_forms_of_most_countries() -> None:
    """The table has rows enough, and no sentence twice."""
    sentences = [sentence for sentence, _ in forms()]
    countries = {who.rpartition(":")[2] for _, pair in forms() for who in pair.split()}
    assert len(sentences) == len(set(sentences)) >= 200
    assert len(countries) >= 120


@pytest.mark.parametrize(("sentence", "expected"), forms())
def test_form(sentence: str, expected: str) -> None:
    """The call has the participants of the table, without a day of publication."""
    assert participants(sentence) == set(expected.split())


@pytest.mark.parametrize(
    "text",
    [
        "Somaliland's president spoke by phone with Ethiopian Prime Minister Abiy Ahmed.",
        "The Lisbon lawyer Rui Testemunha spoke by phone with Danish farmer Poul Provesen.",
        "Queen Elizabeth spoke by telephone with Prime Minister Boris Johnson.",
        "HM Revenue spoke by phone with Irish banks.",
        "The NSA spoke by phone with French spies.",
        "The head of China operations Liz Probe spoke by phone with Peruvian miners.",
    ],
)
def test_no_leaders_call(text: str) -> None:
    """Persons without an office, of one country, or things are no participants."""
    assert participants(text) == set()


@pytest.mark.parametrize(
    ("text", "words", "person"),
    [
        ("King Abdullah of Jordan left.", "King Abdullah of Jordan", "abdullah-ii-of-jordan"),
        ("Saudi King Abdullah left.", "Saudi King Abdullah", "abdullah-of-saudi-arabia"),
        ("Russia's Lavrov left.", "Russia's Lavrov", "sergey-lavrov"),
        (
            "HE Prime Minister of Italy Giorgia Meloni left.",
            "HE Prime Minister of Italy Giorgia Meloni",
            "giorgia-meloni",
        ),
        (
            "The head of Uzbekistan Shavkat Mirziyoyev left.",
            "The head of Uzbekistan Shavkat Mirziyoyev",
            "shavkat-mirziyoyev",
        ),
        (
            "President of the Republic of Kenya William Ruto left.",
            "President of the Republic of Kenya William Ruto",
            "william-ruto",
        ),
    ],
)
def test_words_of_a_mention(text: str, words: str, person: str) -> None:
    """A mention holds all the words that name the person."""
    assert mentioned(text)[words] == person


def test_monarch_named_again() -> None:
    """A king named with his country before is meant by his name alone, too."""
    text = "King Abdullah of Jordan left. Later King Abdullah returned."
    assert mentioned(text)["King Abdullah"] == "abdullah-ii-of-jordan"


def test_surname_with_the_arabic_article() -> None:
    """A surname that begins with the article in small letters is found alone."""
    text = "Yemeni Foreign Minister Jamal al-Shehri left. On Monday al-Shehri returned."
    assert mentioned(text)["al-Shehri"] == "jamal-al-shehri"


def test_office_told_later_counts_for_the_first_mention() -> None:
    """Somebody named without an office first is known by the office told later."""
    text = (
        "Jan Testovac spoke by phone with Adam Nowakowski. "
        "Testovac said so. Slovak Defence Minister Jan Testovac and Polish Defence Minister "
        "Adam Nowakowski will meet."
    )
    assert participants(text) == {"jan-testovac:SVK", "adam-nowakowski:POL"}


@pytest.mark.parametrize(
    ("tokens", "kept"),
    [
        (("prsident", "biya"), ("biya",)),
        (("presidnet", "biya"), ("biya",)),
        (("minsiter", "biya"), ("biya",)),
        (("secretry", "biya"), ("biya",)),
        (("presidents", "biya"), ("presidents", "biya")),
        (("resident", "evil"), ("resident", "evil")),
        (("prsident",), ("prsident",)),
        (("preston", "biya"), ("preston", "biya")),
    ],
)
def test_mistyped_title(tokens: tuple[str, ...], kept: tuple[str, ...]) -> None:
    """A title with one slip is no part of the name."""
    assert without_mistyped_title(tokens) == kept
