"""Rounds of calls: what is told of one call where another sentence told of the round."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)
_HUB = "Norwegian Prime Minister Erna Solberg"
_OPENS = f"{_HUB} held several calls on Tuesday. She telephoned Finland's Sanna Marin at dawn."


def _calls(text: str) -> dict[frozenset[str], tuple[str, str | None]]:
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    people: dict[str, set[str]] = {call["call_id"]: set() for call in tables["calls"]}
    for row in tables["participants"]:
        people[row["call_id"]].add(row["person_id"])
    return {
        frozenset(people[c["call_id"]]): (c["status_code"], c["initiator_id"])
        for c in tables["calls"]
    }


def _with(person: str) -> frozenset[str]:
    return frozenset({"erna-solberg", person})


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A similar conversation followed with Estonia's Kaja Kallas.", ["kaja-kallas"]),
        ("The prime minister also reached Estonia's Kaja Kallas.", ["kaja-kallas"]),
        ("In a quarter of an hour with Kaja Kallas, she spoke of timber.", ["kaja-kallas"]),
        ("Her talks with Kaja Kallas on Monday lasted 40 minutes.", ["kaja-kallas"]),
        ("To Kaja Kallas she said that timber was dear.", ["kaja-kallas"]),
        ("Kaja Kallas and Mark Rutte were also called.", ["kaja-kallas", "mark-rutte"]),
        ("Her third call of the day went to Mark Rutte.", ["mark-rutte"]),
        ("The same message went to Kaja Kallas.", ["kaja-kallas"]),
        ("Kaja Kallas heard much the same.", ["kaja-kallas"]),
        ("In Tallinn, Kaja Kallas told Solberg that timber was dear.", ["kaja-kallas"]),
        ("Solberg then turned to Mark Rutte.", ["mark-rutte"]),
        ("She ended the day with Mark Rutte.", ["mark-rutte"]),
    ],
)
def test_the_other_calls_of_a_round(text: str, people: list[str]) -> None:
    expected = {_with("sanna-marin"), *map(_with, people)}
    assert set(_calls(f"{_OPENS}\n\n{text}")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kaja Kallas told reporters that timber was dear.",
        "She will meet Mark Rutte in The Hague.",
        "Solberg met Kaja Kallas and told Kallas that timber was dear.",
        "In a letter she told Mark Rutte that timber was dear.",
        "Mark Rutte called for calm.",
        "Solberg could tell Kaja Kallas more.",
        "With Mark Rutte away, The Hague was silent.",
    ],
)
def test_what_is_no_call_of_a_round(text: str) -> None:
    assert set(_calls(f"{_OPENS}\n\n{text}")) == {_with("sanna-marin")}


@pytest.mark.parametrize(
    "text",
    [
        "Solberg briefed Mark Rutte. Kaja Kallas was told last.",
        "Solberg discussed timber with Kaja Kallas at some length.",
        "After an hour with Mark Rutte, Solberg went home.",
        "Calls, too, from Kaja Kallas for lower duties were heard.",
        "Repeated calls to Mark Rutte to resign were heard.",
        "Mark Rutte called on Monday for lower duties.",
        "Mark Rutte called early elections.",
        "Kaja Kallas was also called on to resign.",
        "Kaja Kallas could not be reached.",
        "Solberg also had a discussion with Mark Rutte in Bergen.",
    ],
)
def test_an_article_on_one_call_tells_of_no_round(text: str) -> None:
    opens = f"{_HUB} spoke by telephone with Finland's Sanna Marin on Tuesday."
    assert set(_calls(f"{opens}\n\n{text}")) == {_with("sanna-marin")}


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 Solberg told Mark Rutte so.",
        "Solberg told Mark Rutte during his visit in May.",
    ],
)
def test_what_was_told_long_before_is_of_no_round(text: str) -> None:
    assert set(_calls(f"{_OPENS}\n\n{text}")) == {_with("sanna-marin")}


def test_what_was_discussed_on_another_day_than_the_round_is_no_call_of_it() -> None:
    opens = f"{_HUB} held several calls. On Tuesday she telephoned Finland's Sanna Marin."
    text = "On {} Solberg discussed timber with Mark Rutte."
    other = set(_calls(f"{opens}\n\n{text.format('Friday')}"))
    assert other == {_with("sanna-marin")}
    same = set(_calls(f"{opens}\n\n{text.format('Tuesday')}"))
    assert same == {_with("sanna-marin"), _with("mark-rutte")}


def test_calls_taken_from_voters_are_no_round() -> None:
    opens = f"{_HUB} took calls from voters. She also telephoned Finland's Sanna Marin."
    assert set(_calls(f"{opens}\n\nKaja Kallas heard the same.")) == {_with("sanna-marin")}


def test_who_cannot_be_reached_has_not_spoken() -> None:
    found = _calls(f"{_OPENS}\n\nShe tried in vain to reach Kaja Kallas.")
    assert found[_with("kaja-kallas")] == ("refused", "erna-solberg")


def test_who_telephones_in_a_round_of_calls_taken_is_the_caller() -> None:
    text = f"{_HUB} took calls from abroad on Tuesday. Sanna Marin rang Solberg at dawn."
    found = _calls(f"{text}\n\nEstonian Prime Minister Kaja Kallas telephoned later in the day.")
    assert found[_with("kaja-kallas")] == ("held", "kaja-kallas")


def test_the_prime_minister_of_a_round_is_who_makes_it() -> None:
    text = (
        f"{_HUB} held a round of telephone calls on Tuesday. She rang Sweden's Stefan Löfven, who"
        " spoke of Estonian Prime Minister Kaja Kallas. The prime minister later spoke to Mark"
        " Rutte."
    )
    assert set(_calls(text)) == {_with("stefan-lofven"), _with("mark-rutte")}


def test_both_men_are_those_named_before() -> None:
    text = (
        "Dutch Prime Minister Mark Rutte and Slovakia's Eduard Heger spoke by telephone on Monday."
        f"\n\n{_HUB} had spoken separately by telephone to both men."
    )
    found = set(_calls(text))
    assert {_with("mark-rutte"), _with("eduard-heger")} <= found
