"""Extraction from small invented articles about several leaders, in `tests/data/articles`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from seed_support import ROOT
from seed_support import score_seeds as seeds
from seed_support import seed_matching as matching

FOLDER = ROOT / "tests" / "data" / "articles"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
Call = dict[str, Any]


@pytest.fixture(scope="module")
def found() -> dict[str, matching.Extracted]:
    """Rows of each article by its file's name."""
    objects = seeds.run_extract([FOLDER / name for name in EXPECTED])
    return {o["source"].rsplit("/", 1)[-1]: matching.Extracted(o) for o in objects}


def people_key(names: list[str]) -> list[str]:
    """Last names in order: how a call's pair is recognised."""
    return sorted(matching.name_words(n)[-1] for n in names)


def expected_call(call: Call) -> Call:
    return {
        **{k: call[k] for k in ("date", "precision", "status", "medium", "focus")},
        **{k: call[k] for k in ("duration_minutes", "duration_qualifier")},
        "participants": people_key(call["participants"]),
        "initiator": people_key([call["initiator"]]) if call["initiator"] else None,
    }


def found_call(call: Call, rows: matching.Extracted) -> Call:
    initiator = rows.name(call["initiator_id"])
    return {
        "date": call["called_on"],
        "precision": call["date_precision"],
        "status": call["status_code"],
        "medium": call["medium_code"],
        "focus": call["focus_code"],
        "duration_minutes": matching.number(call["duration_minutes"]),
        "duration_qualifier": call["duration_qualifier"],
        "participants": people_key(rows.participants(call["call_id"])),
        "initiator": people_key([initiator]) if initiator else None,
    }


def in_order(calls: list[Call]) -> list[Call]:
    return sorted(calls, key=lambda c: (c["participants"], str(c["date"])))


@pytest.mark.parametrize("name", EXPECTED)
def test_calls(name: str, found: dict[str, matching.Extracted]) -> None:
    rows = found[name]
    wanted = [expected_call(c) for c in EXPECTED[name]["calls"]]
    assert in_order([found_call(c, rows) for c in rows.rows("calls")]) == in_order(wanted)


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if e["calls"]])
def test_topics_by_account(name: str, found: dict[str, matching.Extracted]) -> None:
    rows = found[name]
    for call in EXPECTED[name]["calls"]:
        if call["topics"] is None:
            continue
        ids = [
            c["call_id"]
            for c in rows.rows("calls")
            if people_key(rows.participants(c["call_id"])) == people_key(call["participants"])
        ]
        got = {
            (t["account_code"], t["topic_code"], t["status_code"])
            for t in rows.rows("topics")
            if t["call_id"] in ids and t["account_code"] != "PRESS"
        }
        assert got == {tuple(t) for t in call["topics"]}, call["participants"]


@pytest.mark.parametrize("name", EXPECTED)
def test_quotations_and_their_speakers(name: str, found: dict[str, matching.Extracted]) -> None:
    rows = found[name]
    left = [q for q in rows.rows("quotes") if q["kind_code"] != "indirect"]
    for wanted in EXPECTED[name]["quotes"]:
        (quote,) = [
            q for q in left if matching.fold(q["content"]) == matching.fold(wanted["content"])
        ]
        left.remove(quote)
        speaker = matching.speaker_of(quote, rows)
        assert matching.same_person(wanted["speaker"], speaker), (wanted, speaker)
    assert [q["content"] for q in left] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_figures(name: str, found: dict[str, matching.Extracted]) -> None:
    wanted = sorted(
        (float(f["value"]), f["unit"], f["qualifier"]) for f in EXPECTED[name]["figures"]
    )
    got = sorted(
        (float(f["value"]), f["unit_code"], f["qualifier_code"])
        for f in found[name].rows("figures")
    )
    assert got == wanted


def test_spans_hold_the_words_they_claim(found: dict[str, matching.Extracted]) -> None:
    checked = 0
    for rows in found.values():
        (article,) = rows.rows("articles")
        for table, column in (("quotes", "content"), ("figures", "surface")):
            for row in rows.rows(table):
                assert article["text"][row["start_char"] : row["end_char"]] == row[column]
                checked += 1
        for row in rows.rows("evidence"):
            assert article["text"][row["start_char"] : row["end_char"]] == row["exact"]
            checked += 1
    assert checked > 40
