"""Extraction from the received seed articles against their gold, and the scorer itself."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from seed_support import GOLD, RECEIVED, ROOT, needs_received, read_gold
from seed_support import score_seeds as seeds
from seed_support import seed_matching as matching
from seed_support import seed_report as reporting

# An invented article, its gold, and rows that agree with it in everything.
GOLD_CALL = {
    "date": "2024-05-06",
    "date_precision": "day",
    "held": True,
    "medium": "phone",
    "participants": ["Ada Novak", "Ben Okri"],
    "countries": ["HRV", "NGA"],
    "initiator": "Ben Okri",
    "duration_minutes": 30,
    "primary": True,
    "topics": ["trade"],
    "topics_by_side": {"HRV": ["trade"], "NGA": ["migration"]},
    "not_discussed": ["climate"],
}
GOLD_ARTICLE: dict[str, Any] = {
    "published_on": "2024-05-06",
    "calls": [
        GOLD_CALL,
        {"date": "2024-04", "participants": ["Ada Novak", "Cy Dubois"], "primary": False},
        {"date": None, "participants": ["Ben Okri", "Cy Dubois"], "optional": True},
    ],
    "quotes": [
        {"text": "We’re ready,", "speaker": "Ada Novak"},
        {"text": "We’re ready,", "speaker": "Ben Okri"},
        {"text": "a frank talk", "speaker": "Ministry of Trade", "optional": True},
        {"text": "useful", "speaker": "Croatia’s Ministry of Trade"},
    ],
    "figures": [
        {"surface": "half an hour", "value": 0.5, "unit": "hour"},
        {"surface": "40 ships", "value": 40, "unit": "count"},
        {"surface": "$9 billion", "value": 9e9, "unit": "USD", "optional": True, "why": "stands "
         "in a teaser list"},
    ],
}  # fmt: skip


def perfect_rows() -> dict[str, list[dict[str, Any]]]:
    def call(call_id: str, day: str | None, **more: Any) -> dict[str, Any]:
        return {"call_id": call_id, "called_on": day, "status_code": "held", **more}

    def quote(text: str, person: str | None, name: str | None) -> dict[str, Any]:
        return {
            "content": text,
            "speaker_id": person,
            "speaker_name": name,
            "kind_code": "direct",
        }

    def topic(side: str, code: str, status: str = "discussed") -> dict[str, Any]:
        return {"call_id": "c1", "account_code": side, "topic_code": code, "status_code": status}

    pairs = [("c1", "ada"), ("c1", "ben"), ("c2", "ada"), ("c2", "cy")]
    return {
        "people": [
            {"person_id": "ada", "name": "Ada Novak"},
            {"person_id": "ben", "name": "Ben C. Okri"},
            {"person_id": "cy", "name": "Cy Dubois"},
        ],
        "calls": [
            call(
                "c1",
                "2024-05-06",
                date_precision="day",
                initiator_id="ben",
                duration_minutes="30",
                medium_code="telephone",
                focus_code="main",
            ),
            call("c2", "2024-04-01", date_precision="month", focus_code="background"),
        ],
        "participants": [
            *({"call_id": c, "person_id": p, "role_code": "party"} for c, p in pairs),
            {"call_id": "c1", "person_id": "cy", "role_code": "aide"},
        ],
        "quotes": [
            quote("We're ready.", "ben", None),
            quote("we’re  Ready", "ada", None),
            quote("useful,", None, "the trade ministry of Croatia"),
        ],
        "figures": [
            {"value": 30, "unit_code": "minute", "surface": "half an hour", "counted": None},
            {"value": 40.0, "unit_code": "count", "surface": "40 ships", "counted": "ships"},
        ],
        "topics": [
            topic("HRV", "tariffs"),
            topic("NGA", "migration"),
            topic("NGA", "space"),
            topic("PRESS", "trade"),
            topic("HRV", "climate", "not_discussed"),
            topic("NGA", "trade", "omitted"),
        ],
    }


def score(
    rows: dict[str, list[dict[str, Any]]], article: dict[str, Any] | None = None
) -> list[reporting.Result]:
    gold = {"_note": "a note", "one.txt": article or GOLD_ARTICLE}
    return seeds.score_all(
        gold, {"one.txt": matching.Extracted(rows)}, {"tariffs": "trade", "space": ""}
    )


def test_rows_that_agree_with_the_gold_meet_every_goal() -> None:
    results = score(perfect_rows())
    assert all(reporting.goals(results).values())
    (result,) = results
    assert (result.misses, result.false) == ([], [])
    assert any("NGA: space" in note for note in result.notes)


def test_optional_items_are_not_punished_when_found() -> None:
    rows = perfect_rows()
    rows["quotes"].append(
        {"content": "a frank talk", "speaker_name": "somebody", "kind_code": "direct"}
    )
    rows["calls"].append({"call_id": "c3", "called_on": None, "status_code": "held"})
    rows["participants"] += [
        {"call_id": "c3", "person_id": p, "role_code": "party"} for p in ("ben", "cy")
    ]
    (result,) = score(rows)
    assert (result.misses, result.false) == ([], [])


@pytest.mark.parametrize(
    ("table", "index", "column", "value", "goal"),
    [
        ("calls", 0, "called_on", "2024-05-07", "main calls exact"),
        ("calls", 0, "date_precision", "month", "main calls exact"),
        ("calls", 0, "initiator_id", "ada", "main calls exact"),
        ("calls", 0, "initiator_id", None, "main calls exact"),
        ("calls", 0, "duration_minutes", 31, "main calls exact"),
        ("participants", 4, "role_code", "party", "main calls exact"),
        ("participants", 1, "person_id", "cy", "main calls exact"),
        ("calls", 1, "called_on", "2024-03-01", "background calls found"),
        ("quotes", 0, "content", "We are ready", "quotations found"),
        ("quotes", 0, "kind_code", "indirect", "quotations found"),
        ("quotes", 2, "speaker_name", "Croatia", "speakers right"),
        ("quotes", 1, "speaker_id", "ben", "speakers right"),
        ("figures", 1, "value", 41, "figures right"),
        ("figures", 0, "unit_code", "day", "figures right"),
        ("topics", 0, "account_code", "NGA", "topics by account"),
        ("topics", 0, "topic_code", "migration", "topics by account"),
        ("topics", 1, "status_code", "omitted", "topics by account"),
    ],
)
def test_a_wrong_cell_misses_its_goal(
    table: str, index: int, column: str, value: object, goal: str
) -> None:
    rows = perfect_rows()
    rows[table][index][column] = value
    results = score(rows)
    assert not reporting.goals(results)[goal]
    assert results[0].misses


def test_a_figure_of_a_teaser_list_misses_its_goal() -> None:
    rows = perfect_rows()
    rows["figures"].append({"value": 9e9, "unit_code": "USD", "surface": "$9 billion"})
    assert not reporting.goals(score(rows))["no figure of a teaser list"]


def test_rows_that_the_gold_lacks_are_listed() -> None:
    rows = perfect_rows()
    rows["quotes"].append({"content": "Nobody said this", "kind_code": "direct"})
    rows["calls"].append({"call_id": "c9", "called_on": "2020-01-01", "status_code": "held"})
    (result,) = score(rows)
    assert len(result.false) == 2
    text = reporting.report([result])
    assert "Nobody said this" in text
    assert "c9" in text


def test_a_call_that_was_not_found_costs_its_topics() -> None:
    rows = perfect_rows()
    rows["calls"] = rows["calls"][1:]
    (result,) = score(rows)
    assert result.counts["topics fn"] == 2
    assert reporting.f1(result.counts, "topics") == (0.0, 0.0, 0.0)


def test_main_call_without_initiator_in_the_gold_must_have_none() -> None:
    article = copy.deepcopy(GOLD_ARTICLE)
    article["calls"][0]["initiator"] = None
    assert not reporting.goals(score(perfect_rows(), article))["main calls exact"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ministry of Foreign Affairs", "Ruritania’s Ministry of Foreign Affairs", True),
        ("Ruritanian state news media", "Ruritanian state media", True),
        ("Foreign Ministry", "the Ministry of Foreign Affairs", True),
        ("White House", "a White House statement", True),
        ("Michael T. Flynn", "Mr. Flynn", True),
        ("Jens O. Hansen", "Jens Hansen", True),
        ("Jens Hansen", "Karla Hansen", False),
        ("Jens Hansen", "the Hansen administration", False),
        ("Ruritania", "Ruritanian state media", False),
        ("Defense Ministry", "Foreign Ministry of Ruritania", False),
        ("White House", None, False),
    ],
)
def test_speakers_are_compared_leniently(one: str, other: str | None, same: bool) -> None:
    assert matching.same_speaker(one, other) is same


def test_command_line_reads_rows_and_says_which_goals_are_met(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("An article.", encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps({"one.txt": GOLD_ARTICLE}), encoding="utf-8")
    codes = tmp_path / "codes.csv"
    codes.write_text("code,broader\ntariffs,trade\nspace,\n", encoding="utf-8")
    digest = hashlib.sha256(b"An article.").hexdigest()
    rows = {"source": "one.md", "articles": [{"received_sha256": digest}], **perfect_rows()}
    (tmp_path / "rows.jsonl").write_text(json.dumps(rows) + "\n", encoding="utf-8")
    arguments = [str(tmp_path / "gold.json"), "--topics", str(codes), "--rows"]

    assert seeds.main([*arguments, str(tmp_path / "rows.jsonl")]) == 0
    assert "met" in capsys.readouterr().out

    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    assert seeds.main([*arguments, str(tmp_path / "none.jsonl"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["goals"]["quotations found"] is False

    with pytest.raises(SystemExit) as stop:
        seeds.main([*arguments, str(tmp_path / "missing.jsonl")])
    assert stop.value.code == 2


@pytest.fixture(scope="module")
def received_results() -> list[reporting.Result]:
    gold = read_gold()
    names = seeds.received_names(RECEIVED)
    rows = seeds.extract([RECEIVED / name for name in gold], gold, names)
    broader = matching.read_broader(ROOT / "schemas" / "codes" / "topic_codes.csv")
    assert broader, "the code list of topics is missing"
    return seeds.score_all(gold, seeds.by_gold_key(rows, names), broader)


@needs_received
@pytest.mark.shared
@pytest.mark.parametrize("goal", list(reporting.goals([])))
def test_received_articles_reach_the_goals(
    received_results: list[reporting.Result], goal: str
) -> None:
    assert len(received_results) == len(read_gold()), f"{GOLD} holds other articles"
    assert reporting.goals(received_results)[goal], reporting.report(received_results)


@needs_received
@pytest.mark.shared
def test_topics_said_not_to_have_come_up_are_found(
    received_results: list[reporting.Result],
) -> None:
    for result in received_results:
        assert result.counts["not discussed right"] == result.counts["not discussed gold"], (
            reporting.report([result])
        )
