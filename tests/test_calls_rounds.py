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
            (
                f"Solberg rings round\n\n{_HUB} spoke to no fewer than three heads of government on"
                " Tuesday.\n\nSanna Marin was promised icebreakers. Kaja Kallas heard that timber"
                " was dear.\n\nMark Rutte liked the cheese."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
        (
            (
                f"{_HUB} telephoned other leaders on Tuesday. She spoke first with Sanna Marin.\n\n"
                "Kaja Kallas, another friend of ferries, was next. Last on the list was Mark Rutte."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
        (
            (
                f"{_HUB} spoke one after another with Sanna Marin, Kaja Kallas of Estonia and"
                " the Dutch prime minister, Mark Rutte. The calls were short."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
        (
            (
                f"{_HUB} called Sanna Marin.\n\nA spokesman said that she had also spoken by phone"
                " with the heads of two governments. To Kaja Kallas she sent thanks. With Mark"
                " Rutte she took up cheese."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
        (
            (
                f"{_HUB} took a string of calls from abroad on Tuesday. Sanna Marin rang Solberg"
                " at dawn.\n\nKaja Kallas telephoned later in the day and offered ships.\n\nThen"
                " it was Mark Rutte's turn."
            ),
            ("sanna-marin", "kaja-kallas", "mark-rutte"),
        ),
    ],
    ids=[
        *("came next", "turns", "list", "counted"),
        *("was next", "one after another", "to and with", "calls from abroad"),
    ],
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
        f"{_HUB} ran the race in Oslo. Sanna Marin, in red, was next. Last was Kaja Kallas.",
    ],
    ids=["no round", "met", "with at a ferry", "met before", "race"],
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
        f"{_HUB} picked up the phone on Tuesday to congratulate Sanna Marin.",
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


_TOLD = f"{_HUB} told Sanna Marin that ferries were late. Marin told Solberg to wait."


@pytest.mark.parametrize(
    "text",
    [
        f"{_TOLD} A network of mobile phone shops sold the tickets, the police said.",
        f"{_TOLD} The phone of a minister was tapped, a panel heard.",
        f"{_TOLD} Both want to dial down the row. Alarm bells rang in Helsinki.",
        f"{_TOLD} A reporter who got through by phone was sent away.",
        f"{_HUB} told Sanna Marin in a letter that ferries were late. The phone rang.",
    ],
    ids=["shops", "tapped", "dial down", "reporter", "letter"],
)
def test_a_telephone_nearby_is_no_call(text: str) -> None:
    assert _pairs(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB} said that her phone was tapped, and three leaders were listened to, a paper said.",
        f"{_HUB} showed pupils the telephone that three presidents used.",
        f"{_HUB} spoke to three mayors by phone. Three presidents stayed away.",
    ],
    ids=["tapped", "museum", "others"],
)
def test_leaders_counted_for_something_else_are_not_called(text: str) -> None:
    assert _pairs(f"{text}\n\nSanna Marin, Kaja Kallas and Mark Rutte were silent.") == set()


_CALLED = f"{_HUB} telephoned Sanna Marin on Tuesday."


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB}'s voice was on the radio. Sanna Marin was at home.",
        f"{_HUB} sat down with Sanna Marin. Marin, at the other end, drank. A phone rang.",
        f"{_HUB} picked up the phone to order pizza, not to call Sanna Marin.",
        f"{_HUB} picked up the phone to tell reporters that Sanna Marin was wrong.",
        f"{_HUB} will meet Sanna Marin on Friday. The call came from the Church and was for calm.",
        f"{_HUB} met Sanna Marin. An aide discussed the visit by telephone from the train.",
        f"{_HUB}, whom Sanna Marin called rude, phoned a radio.",
        f"{_HUB} and Sanna Marin were connected by a cable on Tuesday. No phone rang.",
        f"Aides to {_HUB} and Sanna Marin worked the phones. They had spoken twice by evening.",
        f"{_HUB} shook hands with Sanna Marin. They had a chat on the stairs. A phone rang.",
    ],
    ids=[
        *("radio", "table", "pizza", "reporters", "church", "aide", "called names"),
        *("cable", "aides", "stairs"),
    ],
)
def test_two_who_did_not_telephone_have_no_call(text: str) -> None:
    assert _pairs(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "In Monday's call with reporters, an aide of Kaja Kallas said little.",
        "At the summit, Kaja Kallas spoke first. Next came Mark Rutte, who asked for unity.",
        "Last year it was the turn of Kaja Kallas to be host.",
        "Kaja Kallas was the first to be contacted by the clinic.",
        "Others called to testify were Kaja Kallas and Mark Rutte.",
    ],
    ids=["with reporters", "summit", "host", "clinic", "testify"],
)
def test_what_stands_behind_a_call_makes_no_other(text: str) -> None:
    assert _pairs(f"{_CALLED}\n\n{text}") == _with("sanna-marin")
    article = read_text(f"{_CALLED} {text}".encode(), source="made-up.txt", published_on=_DAY)
    assert len(extract_article(article, default_register()).tables["calls"]) == 1


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("In two hours, they covered ferries and cheese.", [120]),
        ("Within an hour, oil prices fell.", []),
        ("In two hours, she was back in Bergen.", []),
    ],
)
def test_a_length_that_opens_a_sentence_is_of_what_was_said(text: str, minutes: list[int]) -> None:
    article = read_text(f"{_CALLED} {text}".encode(), source="made-up.txt", published_on=_DAY)
    calls = extract_article(article, default_register()).tables["calls"]
    assert [float(str(c["duration_minutes"])) for c in calls if c["duration_minutes"]] == minutes
