"""Whose call it was where its words name nobody, and who spoke where no telephone is named."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.calls import likely
from toolkit.extract.calls.skeletons import spokesmen
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2013, 6, 13)
_A, _B = "Norwegian Prime Minister Jens Stoltenberg", "Swedish Prime Minister Fredrik Reinfeldt"
_C = "Finnish President Sauli Niinistö"
_SAYS = "The two sides held a telephone conversation on Tuesday."


def _rules(text: str) -> list[tuple[str, frozenset[str]]]:
    """The rule that bears out each call of an article, and who took part."""
    article = read_text(text.encode(), published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    rules = {
        row["row_id"]: str(row["rule"])
        for row in tables["evidence"]
        if (row["table_name"], row["field_name"]) == ("calls", "call_id")
    }
    return [
        (
            rules[call["call_id"]],
            frozenset(
                row["person_id"]
                for row in tables["participants"]
                if row["call_id"] == call["call_id"]
            ),
        )
        for call in tables["calls"]
    ]


_PAIR = frozenset({"jens-stoltenberg", "fredrik-reinfeldt"})


@pytest.mark.parametrize(
    "text",
    [
        f"{_A} and {_B} deplored the strike.\n\nBoth praised the ferries in a telephone call.",
        f"{_SAYS}\n\n{_A} praised the ferries.\n\n{_B} liked it. Reinfeldt thanked Stoltenberg.",
        f"{_A} meets no agreement with {_B}\n\nIt rained. {_SAYS}",
        f"{_A} praised {_B}. Stoltenberg and Reinfeldt like ferries. {_C} does not.\n\n{_SAYS}",
    ],
    ids=["sentence before", "paragraphs behind", "headline", "most named"],
)
def test_parties_are_sought_in_widening_circles(text: str) -> None:
    assert [parties for _, parties in _rules(text)] == [_PAIR]


@pytest.mark.parametrize(
    "text",
    [
        f"{_A}, {_B} and {_C} deplored the strike.\n\n{_SAYS}",
        f"{_A} met {_B}.\n\nHe praised him in a telephone conversation with reporters.",
        f"{_A} met {_B}.\n\nTelephone conversations of thousands had been recorded.",
        f"{_A} met {_B}.\n\nThere was no telephone conversation.",
        f"{_A} met {_B}.\n\nIt rained. A tapped telephone conversation was published.",
        f"Aides of {_A} and of {_B} spoke at length by telephone.",
        f"{_A} phoned Lars Holm, a sailor.\n\nThe telephone call ended. {_B} met Reinfeldt's son.",
        f"{_A} spoke to a ship.\n\nIt rained. {_B} slept. The telephone call was short.",
    ],
    ids=[
        *("three leaders", "reporters", "of others", "denied", "overheard", "aides"),
        *("a sailor", "named in passing"),
    ],
)
def test_no_call_where_the_article_does_not_tell_whose(text: str) -> None:
    assert not _rules(text)


@pytest.mark.parametrize(
    "text",
    [
        (
            f"{_A} told {_B} that the ferries run.\n\nIn a telephone conversation that took ten"
            " minutes, Stoltenberg offered his thanks."
        ),
        (
            f"{_A} told {_B} that the ferries run.\n\nIn a conversation on Tuesday the Norwegian"
            " leader thanked him.\n\nIt rained. It snowed. It thawed. \n\nStoltenberg telephoned"
            f" {_C} last week."
        ),
    ],
    ids=["his own thanks", "beside a call told in passing"],
)
def test_the_call_of_the_lead_is_found_beside_others(text: str) -> None:
    assert _PAIR in [parties for _, parties in _rules(text)]


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("the president spoke on monday to his guest", True),
        ("the president has spoken with the king", True),
        ("the two are expected to talk", True),
        ("the president spoke to the king on the sidelines of a summit", False),
        ("the president shook hands with the king and spoke to him", False),
        ("the president spoke", False),
    ],
)
def test_talk_in_one_place_is_no_call(text: str, talk: bool) -> None:
    assert likely.may_tell_of_talk(text) is talk


def test_a_spokesman_only_tells_of_a_call() -> None:
    assert spokesmen.is_spokesman("ari-fleischer")
    assert not spokesmen.is_spokesman("jens-stoltenberg")
    assert not spokesmen.is_spokesman("nobody-at-all")
