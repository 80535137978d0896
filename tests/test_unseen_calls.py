"""Forms of call articles that the press uses: statuses, who called, lengths, days, date lines."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.dates import date_line
from toolkit.articles.read import read_data
from toolkit.extract.model import Row
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

DAY = dt.date(2018, 6, 13)
PAIR = "French President Emmanuel Macron and Indian Prime Minister Narendra Modi"
LEAD = f"PARIS - {PAIR} spoke by phone on Tuesday about grain."


def tables(text: str, day: dt.date | None = DAY) -> dict[str, list[Row]]:
    (article,) = read_data(f"Of leaders and telephones\n\n{text}\n".encode(), published_on=day)
    return extract_article(article, default_register()).tables


def people(found: dict[str, list[Row]]) -> list[set[str]]:
    return [
        {p["person_id"] for p in found["participants"] if p["call_id"] == call["call_id"]}
        for call in found["calls"]
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Macron (left) spoke by phone with Modi (right) on Tuesday.",
        "Macron called his Indian counterpart, Narendra Modi, on Tuesday.",
        "Macron called President Trump Friday and agreed to meet Modi.",
        "Macron met virtually with Modi on Tuesday.",
        "Speaking to Modi by telephone, Macron called for calm.",
        "Macron took time off from a congress to call Modi.",
        "Macron had already spoken twice with Modi by phone.",
    ],
)
def test_a_call_is_read(sentence: str) -> None:
    found = tables(f"{PAIR} are friends.\n\n{sentence}")
    assert len(found["calls"]) == 1
    assert found["calls"][0]["status_code"] == "held"
    assert "emmanuel-macron" in people(found)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Macron phoned Modi last week but he refused to take the call.",
        "Macron's phone call with Modi was postponed.",
        "Macron tried four times in two weeks to call Modi.",
        "Macron wants a phone call with Modi.",
        "Reports of a phone call between Macron and Modi were false, an aide said.",
        "Officials always scheduled phone calls between Macron and Modi.",
        "Macron's phone calls to Modi went unanswered.",
    ],
)
def test_no_call_was_held(sentence: str) -> None:
    found = tables(f"{PAIR} are friends.\n\n{sentence}")
    assert "held" not in {call["status_code"] for call in found["calls"]}


@pytest.mark.parametrize(
    ("sentence", "initiator"),
    [
        ("Modi took the call at his residence.", "emmanuel-macron"),
        ("Modi thanked Macron for calling.", "emmanuel-macron"),
        ("The call came from Macron, a spokesman said.", "emmanuel-macron"),
        ("The talk was held at the initiative of the French head of state.", "emmanuel-macron"),
        ("“I decided to call Modi because of grain,” Macron said.", "emmanuel-macron"),
        ("The fullest account of the call came from France.", None),
        ("It was not clear who initiated the call.", None),
    ],
)
def test_who_called(sentence: str, initiator: str | None) -> None:
    (call,) = tables(f"{LEAD}\n\n{sentence}")["calls"]
    assert call["initiator_id"] == initiator


@pytest.mark.parametrize(
    ("sentence", "minutes"),
    [
        ("It lasted 20 minutes.", 20),
        ("They spoke for an hour.", 60),
        ("The leaders had a 20-minute talk.", 20),
        ("Macron spoke to reporters for 20 minutes after the call.", None),
        ("Within 20 minutes of the call the border was shut.", None),
    ],
)
def test_how_long_it_lasted(sentence: str, minutes: int | None) -> None:
    (call,) = tables(f"{LEAD}\n\n{sentence}")["calls"]
    assert call["duration_minutes"] == minutes


def test_offices_are_told_without_a_day_of_publication() -> None:
    found = tables(
        f"{PAIR} spoke by phone. The call was held at the request of the Indian leader.", None
    )
    assert [c["initiator_id"] for c in found["calls"]] == ["narendra-modi"]
    assert found["calls"][0]["called_on"] is None


def test_what_is_said_of_several_calls_is_said_of_each() -> None:
    text = "Macron phoned Modi and Russian President Vladimir Putin about grain exports."
    found = tables(f"{PAIR} are friends.\n\n{text}")
    assert len(found["calls"]) == 2
    assert {t["call_id"] for t in found["topics"]} == {c["call_id"] for c in found["calls"]}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("(Agencies) Updated: 2008-03-08", dt.date(2008, 3, 8)),
        ("WASHINGTON (AFP) Apr 15, 2003", dt.date(2003, 4, 15)),
        ("08 Dec 2010 at 20:02hrs", dt.date(2010, 12, 8)),
        ("- The Daily Star - Monday, April 25, 2022", dt.date(2022, 4, 25)),
        ("Source: Agency | 00:00 UTC+8 May 9, 2018 | Print Edition", dt.date(2018, 5, 9)),
        ("25/12/2021 10:00", dt.date(2021, 12, 25)),
        ("Wed 08/12/2021", dt.date(2021, 12, 8)),
        ("18.07.19 10:55", dt.date(2019, 7, 18)),
        ("22.07.2020 • 15:38", dt.date(2020, 7, 22)),
        ("Published: 24 July ,2020", dt.date(2020, 7, 24)),
        ("Statement of the president, 8 May 2021", None),
    ],
)
def test_date_lines(line: str, day: dt.date | None) -> None:
    found = date_line(line)
    assert (found.day if found else None) == day
