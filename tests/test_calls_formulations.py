"""How the press words calls: who called, how long, when, whether at all; every text is invented.

Each row of `data/call_formulations.csv` is an article of its own: what it is about, its day of
publication (none where its text alone tells or nothing does), its text (" / " parts paragraphs) and
the calls that it tells, parted by " + ". A call is given as those who took part (family names, in
any order, parted by a stroke), its status and its day ("-" for none), and, where the text tells or
it is not the usual: the medium, ``by=`` who called, ``min=`` how many minutes and how exact.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.model import Row
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_TABLE = Path(__file__).parent / "data" / "call_formulations.csv"
with _TABLE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
_LISTENERS = ("aide", "interpreter")
_DAY_LENGTH = {"year": 4, "month": 7, "day": 10}

Call = tuple[frozenset[str], frozenset[str]]


def _expected(cell: str) -> list[Call]:
    calls = [call.split(" ", 1) for call in cell.split(" + ") if call]
    return [(frozenset(names.split("/")), frozenset(rest.split())) for names, rest in calls]


def _family(person_id: str) -> str:
    person = default_register().people.get(person_id)
    return person.family_names[0].replace(" ", "_") if person else person_id


def _read(call: Row, participants: list[Row]) -> Call:
    names = {
        _family(row["person_id"])
        for row in participants
        if row["call_id"] == call["call_id"] and row["role_code"] not in _LISTENERS
    }
    day = call["called_on"]
    told = {call["status_code"], str(day)[: _DAY_LENGTH[call["date_precision"]]] if day else "-"}
    if call["medium_code"] != "telephone":
        told.add(call["medium_code"])
    if call["initiator_id"] is not None:
        told.add(f"by={_family(call['initiator_id'])}")
    if call["duration_minutes"] is not None:
        told.add(f"min={float(call['duration_minutes']):g}")
        told |= {call["duration_qualifier"]} - {"exact"}
    return frozenset(names), frozenset(told)


def _in_order(calls: list[Call]) -> list[tuple[list[str], list[str]]]:
    return sorted((sorted(names), sorted(told)) for names, told in calls)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['about']}-{row['text'][:50]}")
def test_formulation(row: dict[str, str]) -> None:
    published = row["published_on"]
    day = dt.date.fromisoformat(published) if published else None
    article = read_text(
        row["text"].replace(" / ", "\n\n").encode(), source="made-up.txt", published_on=day
    )
    tables = extract_article(article, default_register()).tables
    found = [_read(call, tables["participants"]) for call in tables["calls"]]
    assert _in_order(found) == _in_order(_expected(row["calls"]))


def test_the_table_is_broad() -> None:
    """The table holds many wordings of each thing, and no text twice."""
    texts = [row["text"] for row in ROWS]
    assert len(set(texts)) == len(texts)
    for about in ("caller", "length", "day", "status", "several", "none"):
        assert sum(row["about"] == about for row in ROWS) >= 15, about
