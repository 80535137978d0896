"""Calls whose parties stand elsewhere: rounds of calls, "they", counted calls, telephones named."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)
_HUB = "Norwegian Prime Minister Erna Solberg"
_ROUND = f"{_HUB} spent Tuesday on a round of telephone calls about ferries."


def _pairs(text: str) -> set[frozenset[str]]:
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    calls: dict[str, set[str]] = {call["call_id"]: set() for call in tables["calls"]}
    for row in tables["participants"]:
        calls[row["call_id"]].add(row["person_id"])
    return {frozenset(people) for people in calls.values()}


def _with(*people: str, hub: str = "erna-solberg") -> set[frozenset[str]]:
    return {frozenset({hub, person}) for person in people}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            (
                f"{_ROUND} First up was Sanna Marin. Then it was Kaja Kallas, and finally, after"
                " supper, Mark Rutte."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
        (
            f"{_ROUND}\n\nIt was the turn of Sanna Marin at noon. Kaja Kallas was the next.",
            ("sanna-marin", "kaja-kallas"),
        ),
        (
            (
                f"{_HUB} told of three telephone conversations so far on Tuesday:\n\n"
                "with Sanna Marin, on ferries;\n\nwith Kaja Kallas, on timber;\n\n"
                "with Mark Rutte, on cheese."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
        (
            f"{_ROUND} Among those on the other end were Sanna Marin and Kaja Kallas.",
            ("sanna-marin", "kaja-kallas"),
        ),
        (
            (
                f"Solberg rings round\n\n{_HUB} spoke to no fewer than three heads of government on"
                " Tuesday.\n\nSanna Marin was promised icebreakers. Kaja Kallas heard that timber"
                " was dear.\n\nMark Rutte liked the cheese."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
    ],
    ids=["came next", "turns", "list", "other end", "counted"],
)
def test_who_made_a_round_spoke_with_each(text: str, people: tuple[str, ...]) -> None:
    assert _pairs(text) == _with(*people)


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB} opened a ferry on Tuesday. First up was Sanna Marin, who cut the ribbon.",
        f"{_HUB} met three heads of government on Tuesday: Sanna Marin, Kaja Kallas, Mark Rutte.",
        f"{_HUB} telephoned her son. With Sanna Marin, she opened a ferry on Tuesday.",
        f"{_HUB} met Sanna Marin in Bergen.\n\nThey spoke for an hour about a telephone mast.",
    ],
    ids=["no round", "met", "with at a ferry", "met before"],
)
def test_no_round_without_calls(text: str) -> None:
    assert _pairs(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB} asked Finnish Prime Minister Sanna Marin for icebreakers, as they spoke by phone.",
        f"{_HUB} and Finnish Prime Minister Sanna Marin had a half-hour telephone chat on Tuesday.",
        (
            f"In the first account of the tense telephone conversation - there is another - {_HUB}"
            " told Sanna Marin that ferries were late."
        ),
        f"{_HUB} told Sanna Marin that ferries were late, in blunt words, by telephone, on 14 May.",
        f"That was the message of {_HUB} to Sanna Marin, whom she telephoned on Tuesday.",
        f"{_HUB} picked up the phone on Tuesday to accept congratulations from Sanna Marin.",
        f"Sanna Marin got a ring from {_HUB} on Tuesday.",
        f"{_HUB} praised Sanna Marin. The Finn liked it. On Tuesday {_HUB} telephoned Sanna Marin.",
        (
            f"The phone rang in Oslo\n\n{_HUB} heard of it first. Solberg told Sanna Marin that"
            " ferries were late. Marin liked it."
        ),
    ],
    ids=[
        *("they", "chat", "account", "by telephone later", "whom", "picked up", "ring", "plain"),
        "opens with a telephone",
    ],
)
def test_two_are_read_in_other_words(text: str) -> None:
    assert _pairs(text) == _with("sanna-marin")


def test_counterparts_in_countries_are_their_leaders() -> None:
    text = (
        f"{_HUB} informed her counterparts in Sweden and Estonia of the strike in two separate"
        " phone conversations on Tuesday. Kaja Kallas thanked her."
    )
    assert _pairs(text) == _with("stefan-lofven", "kaja-kallas")


def test_one_of_a_people_is_its_leader_named_before() -> None:
    text = (
        "Hungarian Prime Minister Viktor Orban liked the ferry. The Hungarian telephoned French"
        " President Emmanuel Macron on Tuesday."
    )
    assert _pairs(text) == _with("emmanuel-macron", hub="viktor-orban")
