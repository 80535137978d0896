"""Calls told beside others: another's turn, another's day, plans beside what was held."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)  # a Wednesday
_HUB = "Norwegian Prime Minister Erna Solberg"
_MARIN = "Finnish Prime Minister Sanna Marin"
_KALLAS = "Estonian Prime Minister Kaja Kallas"
_RUTTE = "Dutch Prime Minister Mark Rutte"

_Told = tuple[str, str, str | None, str | None]


def _calls(text: str) -> set[_Told]:
    """Who took part, by surname, status, day and caller of each call."""
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    people: dict[str, list[str]] = {call["call_id"]: [] for call in tables["calls"]}
    for row in tables["participants"]:
        people[row["call_id"]].append(row["person_id"].rpartition("-")[2])
    return {
        (
            " ".join(sorted(people[call["call_id"]])),
            call["status_code"],
            str(call["called_on"])[-2:] if call["called_on"] else None,
            call["initiator_id"] and call["initiator_id"].rpartition("-")[2],
        )
        for call in tables["calls"]
    }


def _pairs(text: str) -> set[str]:
    return {told[0] for told in _calls(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                f"Solberg gets calls from Marin, Kallas\n\n{_HUB} took a call from {_MARIN} on"
                f" Monday. {_KALLAS} was due to call on Thursday."
            ),
            {
                ("marin solberg", "held", "13", "marin"),
                ("kallas solberg", "planned", "16", "kallas"),
            },
        ),
        (
            (
                f"{_HUB} made several calls on Monday, phoning {_MARIN} first. {_KALLAS} got a call"
                " on Tuesday."
            ),
            {
                ("marin solberg", "held", "13", "solberg"),
                ("kallas solberg", "held", "14", "solberg"),
            },
        ),
        (
            (
                f"{_HUB} received telephone calls on Tuesday from a string of leaders. {_MARIN} was"
                f" among the first to call, followed by {_KALLAS}."
            ),
            {
                ("marin solberg", "held", "14", "marin"),
                ("kallas solberg", "held", "14", "kallas"),
            },
        ),
        (
            (
                f"{_HUB} received telephone calls on Tuesday from a string of leaders. {_MARIN} and"
                f" {_KALLAS} followed on Wednesday."
            ),
            {
                ("marin solberg", "held", "15", "marin"),
                ("kallas solberg", "held", "15", "kallas"),
            },
        ),
        (
            (
                f"{_HUB} spoke on Tuesday with {_MARIN}, after a telephone call with {_KALLAS}"
                " the day before."
            ),
            {("marin solberg", "held", "14", None), ("kallas solberg", "held", "13", None)},
        ),
        (
            f"{_HUB} spoke by phone to {_MARIN} on Monday and to {_KALLAS} on Tuesday.",
            {("marin solberg", "held", "13", None), ("kallas solberg", "held", "14", None)},
        ),
        (
            (
                f"{_HUB} called {_MARIN} on Monday, her office said on Wednesday.\n\n{_RUTTE}"
                " called Solberg the same day."
            ),
            {("marin solberg", "held", "13", "solberg"), ("rutte solberg", "held", "13", "rutte")},
        ),
        (
            (
                f"{_HUB} phoned {_KALLAS} on Tuesday. She then rang {_MARIN}, with whom she had"
                " also spoken on Monday."
            ),
            {
                ("kallas solberg", "held", "14", "solberg"),
                ("marin solberg", "held", "14", "solberg"),
                ("marin solberg", "held", "13", None),
            },
        ),
        (
            f"{_HUB} called {_MARIN} on Monday. Oslo asked The Hague for a call with {_RUTTE}.",
            {
                ("marin solberg", "held", "13", "solberg"),
                ("rutte solberg", "planned", None, None),
            },
        ),
        (
            (
                f"{_HUB} phoned {_MARIN} on Monday. {_KALLAS} fielded calls from voters and one"
                f" from {_RUTTE}."
            ),
            {("marin solberg", "held", "13", "solberg"), ("kallas rutte", "held", None, None)},
        ),
        (
            f"{_HUB} spoke by phone with {_MARIN} on Monday. {_RUTTE} took Solberg's call later.",
            {("marin solberg", "held", "13", None), ("rutte solberg", "held", "13", "solberg")},
        ),
    ],
    ids=[
        *("planned, but for the headline", "got a call", "among the first", "followed on a day"),
        *("after a call", "one and another", "the same day", "had also spoken", "asked for"),
        *("fielded one", "took the call of"),
    ],
)
def test_calls_beside_others(text: str, expected: set[_Told]) -> None:
    found = _calls(text)
    known = {told[:2] for told in expected}
    assert {told[:2] for told in found} == known
    days = {(told[0], told[2]) for told in found}
    assert {(told[0], told[2]) for told in expected if told[2]} <= days
    callers = {(told[0], told[3]) for told in found}
    assert {(told[0], told[3]) for told in expected if told[3]} <= callers


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            f"Those {_HUB} spoke to over the phone include {_MARIN}, {_KALLAS} and {_RUTTE}.",
            ("marin", "kallas", "rutte"),
        ),
        (f"Leaders whom {_HUB} called were {_MARIN} and {_RUTTE}.", ("marin", "rutte")),
        (f"Several leaders, among them {_MARIN} and {_RUTTE}, phoned {_HUB}.", ("marin", "rutte")),
        (f"Many leaders called {_HUB} on Tuesday, {_MARIN} among them.", ("marin",)),
        (f"{_MARIN} slammed the phone down on {_HUB}.", ("marin",)),
        (
            f"{_HUB} is well. Telephone calls were received from {_MARIN} and {_RUTTE}.",
            ("marin", "rutte"),
        ),
        (
            f"{_HUB} called {_MARIN}. She made two more calls of her own, to {_RUTTE} and others.",
            ("marin", "rutte"),
        ),
        (
            f"{_HUB} broke off from her speech on Tuesday to telephone {_MARIN} and {_RUTTE}.",
            ("marin", "rutte"),
        ),
        (f"{_HUB} joined a call of neighbours with {_MARIN} on Tuesday.", ("marin",)),
        (
            f"{_HUB}'s first call as prime minister was to {_MARIN}; her second went to {_RUTTE}.",
            ("marin", "rutte"),
        ),
        (
            f"{_HUB} rang {_MARIN} on Tuesday and looked forward to meeting her in Oslo.",
            ("marin",),
        ),
        (
            f"Marin, Rutte among first to talk to Solberg\n\n{_HUB} took calls from both.",
            ("marin", "rutte"),
        ),
        (
            f"Marin, Rutte get calls from Oslo\n\n{_HUB} called {_MARIN} and {_RUTTE}.",
            ("marin", "rutte"),
        ),
    ],
    ids=[
        *(
            "spoken to",
            "called",
            "among them",
            "one among them",
            "slammed",
            "were received",
            "of her own",
            "broke off",
        ),
        *("joined", "first call", "meeting ahead", "headline of two", "headline of calls got"),
    ],
)
def test_who_spoke_with_each(text: str, people: tuple[str, ...]) -> None:
    assert _pairs(text) == {" ".join(sorted(("solberg", person))) for person in people}


@pytest.mark.parametrize(
    "text",
    [
        f"A call with {_RUTTE} was not on the schedule yet, a spokesman said.",
        f"{_RUTTE} is expected to call for lower duties on Sunday.",
        f"Marin joined Solberg's call on {_RUTTE} to resign.",
        f"Leaders Solberg called weak were {_KALLAS} and {_RUTTE}.",
        f"Several leaders called Solberg a friend, {_RUTTE} among them.",
        f"{_RUTTE} took Solberg's call for lower duties seriously.",
        f"{_RUTTE} will call for lower duties on Friday.",
        f"{_RUTTE} sided with {_KALLAS}, later with Solberg.",
    ],
)
def test_no_other_call(text: str) -> None:
    opens = f"{_HUB} spoke by telephone with {_MARIN} on Tuesday."
    assert _calls(f"{opens} {text}") == {("marin solberg", "held", "14", None)}


@pytest.mark.parametrize(
    "text",
    [
        f"She also took several calls from reporters. {_RUTTE} followed later.",
        f"She had a series of talks at a summit in Oslo. She began with {_RUTTE}.",
        (
            f"She made two phone calls and drove to a summit. {_RUTTE} was the first to arrive,"
            f" followed by {_KALLAS}."
        ),
        f"She took several calls. {_RUTTE} followed an hour later with a speech.",
    ],
    ids=["reporters", "talks at a summit", "first to arrive", "with a speech"],
)
def test_no_turn_of_a_round(text: str) -> None:
    assert _pairs(f"{_HUB} telephoned {_MARIN} on Tuesday.\n\n{text}") == {"marin solberg"}


def test_who_will_call_lends_no_day() -> None:
    text = f"{_MARIN} and {_KALLAS} phoned {_HUB} to thank her. {_RUTTE} will call on Sunday."
    days = {told[0]: told[2] for told in _calls(text)}
    assert days["marin solberg"] == days["kallas solberg"] != "12"
    assert days.get("rutte solberg", "19") == "19"


def test_he_who_opens_the_sentence_before_is_himself() -> None:
    text = (
        f"{_RUTTE} spoke to {_HUB} on Monday, Mr. Rutte's office said. {_KALLAS} called Solberg"
        f" and {_MARIN}. Rutte spoke to Solberg on Tuesday. He has also had a phone call with"
        f" {_MARIN}."
    )
    assert "marin rutte" in _pairs(text)
    assert "marin solberg" not in _pairs(text)


def test_a_round_ends_with_its_story() -> None:
    far = "Ferries run every hour and carry cars, lorries and bicycles.\n\n" * 120
    opens = f"{_HUB} held several calls on Tuesday. She telephoned {_MARIN} at dawn."
    text = f"To {_KALLAS} she said that timber was dear."
    assert _pairs(f"{opens}\n\n{text}") == {"marin solberg", "kallas solberg"}
    assert _pairs(f"{opens}\n\n{far}\n\n{text}") == {"marin solberg"}


@pytest.mark.parametrize(
    "text",
    [
        f"Several leaders, among them {_KALLAS} and {_RUTTE}, called {_HUB} reckless in a speech.",
        f"{_HUB} called the leaders to a summit in Oslo on Monday, {_MARIN} among them.",
        f"{_HUB} called several leaders naive in a speech on Monday, {_MARIN} among them.",
    ],
)
def test_leaders_called_names_or_to_a_summit_were_not_telephoned(text: str) -> None:
    """Those who call somebody a name, or to a summit, do not telephone."""
    assert not _calls(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB} told {_MARIN} in a phone call on Monday that reports of a deal were false.",
        f"{_HUB} dismissed reports of a spill in a phone call with {_MARIN} on Monday.",
        (
            f"{_HUB} spoke by phone with {_MARIN} on Monday, some reported. There had not been any"
            " calls from angry voters."
        ),
        f"{_HUB} said it was unlikely that gas would flow so soon after a call with {_MARIN}.",
    ],
)
def test_what_is_denied_in_a_call_denies_no_call(text: str) -> None:
    """What somebody denies or holds unlikely in a call says nothing against the call."""
    assert {told[:2] for told in _calls(text)} == {("marin solberg", "held")}


@pytest.mark.parametrize(
    "more",
    [
        f"{_KALLAS} was called before a court on Tuesday.",
        f"{_KALLAS} is to call on Thursday for new sanctions.",
        f"There was time for {_KALLAS} to visit the museum.",
        f"In a text message she asked {_KALLAS} for ships.",
        f"She gave {_KALLAS} a ring at a ceremony in Oslo.",
    ],
)
def test_words_like_those_of_a_round(more: str) -> None:
    """Courts, appeals, visits, text messages and rings of gold are no calls of a round."""
    text = f"{_HUB} made a string of phone calls on Monday, one of them to {_MARIN}. {more}"
    assert _pairs(text) == {"marin solberg"}
