"""Calls told by what they share with the one before, and several calls of the same leaders."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)
_HUB = "Norwegian Prime Minister Erna Solberg"
_NAMES = {
    "sanna-marin": "Finland's Sanna Marin",
    "kaja-kallas": "Estonia's Kaja Kallas",
    "mark-rutte": "Mark Rutte of the Netherlands",
}


def _calls(text: str) -> list[tuple[frozenset[str], dt.date | None, str]]:
    """Who took part in each call, when it was and whether it was held."""
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    people: dict[str, set[str]] = {call["call_id"]: set() for call in tables["calls"]}
    for row in tables["participants"]:
        people[row["call_id"]].add(row["person_id"])
    return [
        (frozenset(people[c["call_id"]]), c["called_on"], c["status_code"]) for c in tables["calls"]
    ]


def _pairs(text: str) -> Counter[frozenset[str]]:
    return Counter(pair for pair, _, _ in _calls(text))


def _with(*people: str, hub: str = "erna-solberg") -> Counter[frozenset[str]]:
    return Counter(frozenset({hub, person}) for person in people)


_THANKED = "Sanna Marin telephoned Norwegian Prime Minister Erna Solberg on Monday."


@pytest.mark.parametrize(
    "text",
    [
        f"{_THANKED} So did Kaja Kallas and Mark Rutte.",
        f"{_THANKED} Kaja Kallas did so on Tuesday, and Mark Rutte on Wednesday.",
        "Sanna Marin telephoned Erna Solberg on Monday, as did Kaja Kallas and Mark Rutte.",
        f"{_THANKED} Kaja Kallas followed suit. So, on Tuesday, did Mark Rutte.",
        "Sanna Marin thanked Erna Solberg by telephone, Kaja Kallas likewise, Mark Rutte too.",
    ],
)
def test_others_did_so_too(text: str) -> None:
    assert _pairs(text) == _with("sanna-marin", "kaja-kallas", "mark-rutte")


@pytest.mark.parametrize(
    "text",
    [
        f"{_THANKED} Kaja Kallas sold ferries. So did Mark Rutte.",
        f"{_THANKED} Her party rejoiced. So did Kaja Kallas and Mark Rutte.",
        "Sanna Marin telephoned Erna Solberg and wanted ferries, as did Kaja Kallas's party.",
        f"{_THANKED} In 2013 Kaja Kallas did so with Mark Rutte.",
    ],
)
def test_others_did_something_else(text: str) -> None:
    assert _pairs(text) == _with("sanna-marin")


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB} was on the phone with Sanna Marin for an hour; with Kaja Kallas; with Mark Rutte.",
        (
            f"{_HUB} spoke by phone with Sanna Marin on Monday and, on Tuesday, with"
            f" Kaja Kallas and"
            " Mark Rutte."
        ),
        f"{_HUB} consulted Sanna Marin by phone, then Kaja Kallas, and at last Mark Rutte.",
        (
            f"{_HUB} talked of ferries in a telephone call with Sanna Marin, and in"
            f" two more with Kaja"
            " Kallas and Mark Rutte."
        ),
        (
            f"{_HUB} telephoned Sanna Marin. On Tuesday it was Kaja Kallas; on Monday"
            f" it had been Mark"
            " Rutte."
        ),
    ],
)
def test_a_further_with_names_a_further_partner(text: str) -> None:
    assert _pairs(text) == _with("sanna-marin", "kaja-kallas", "mark-rutte")


@pytest.mark.parametrize(
    "text",
    [
        (
            f"{_HUB} spoke by phone with Sanna Marin about her dinner with Kaja Kallas"
            f" and with Mark"
            " Rutte."
        ),
        (
            f"{_HUB} spoke by phone with Sanna Marin, met Kaja Kallas and, in Oslo, dined with Mark"
            " Rutte."
        ),
    ],
)
def test_a_with_that_is_tied_to_something_else(text: str) -> None:
    assert _pairs(text) == _with("sanna-marin")


_MON, _TUE = dt.date(2021, 9, 13), dt.date(2021, 9, 14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{_HUB} has telephoned Sanna Marin twice: on Monday and on Tuesday.", [_MON, _TUE]),
        (f"{_HUB} spoke by phone with Sanna Marin on Monday and again on Tuesday.", [_MON, _TUE]),
        (f"{_HUB} and Sanna Marin spoke by telephone three times on Tuesday.", [_TUE] * 3),
        (
            (
                f"{_HUB} and Sanna Marin spoke by telephone on Tuesday. It was their"
                f" second call; the"
                " earlier one was on Monday."
            ),
            [_MON, _TUE],
        ),
        (f"{_HUB} received two calls from Sanna Marin on Tuesday.", [_TUE] * 2),
        (
            (
                f"{_HUB} consulted Sanna Marin by phone for the second time on"
                f" Tuesday. The two first"
                " spoke on Monday."
            ),
            [_MON, _TUE],
        ),
        (
            (
                f"{_HUB} and Sanna Marin spoke by telephone on Tuesday. It was their"
                f" second call; the"
                " first ferry sailed on Monday."
            ),
            [_TUE],
        ),
    ],
)
def test_several_calls_of_the_same_leaders(text: str, days: list[dt.date]) -> None:
    assert sorted(day for _, day, _ in _calls(text) if day) == days


@pytest.mark.parametrize(
    "text",
    [
        (
            "Among the first to congratulate Erna Solberg by telephone were Sanna"
            " Marin, Kaja Kallas"
            " and Mark Rutte."
        ),
        (
            "Leaders offered Erna Solberg help by telephone - Sanna Marin on Monday,"
            " Kaja Kallas and"
            " Mark Rutte at noon."
        ),
        (
            "The ferries sail again after condolence calls to Erna Solberg from Sanna Marin, Kaja"
            " Kallas and Mark Rutte."
        ),
        f"{_HUB} has been phoning since Monday: Sanna Marin, Kaja Kallas and Mark Rutte.",
        f"{_HUB} held phone calls with Sanna Marin, Kaja Kallas and, a diplomat said, Mark Rutte.",
        (
            f"{_HUB} discussed ferries with Sanna Marin and, separately, with Kaja Kallas and Mark"
            " Rutte, in telephone calls on Monday."
        ),
    ],
)
def test_lists_of_those_who_spoke(text: str) -> None:
    assert _pairs(text) == _with("sanna-marin", "kaja-kallas", "mark-rutte")


@pytest.mark.parametrize(
    "sentence",
    [
        "Kaja Kallas will be called on Friday.",
        "Kaja Kallas's call is expected on Friday.",
        "Kaja Kallas is on Friday's list.",
    ],
)
def test_a_call_of_the_round_to_come(sentence: str) -> None:
    calls = _calls(f"{_HUB} telephoned Sanna Marin and Mark Rutte on Tuesday. {sentence}")
    planned = {pair for pair, _, status in calls if status == "planned"}
    assert planned == {frozenset({"erna-solberg", "kaja-kallas"})}
