"""Merging: the same call in two articles is one row, and what differs stays in evidence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.assemble.merge import Tables, merge

SURNAMES = {"ada-a": "a", "ben-b": "b", "cy-c": "c"}
DAY = dt.date(2019, 5, 7)


def article(
    name: str,
    day: dt.date | None = DAY,
    precision: str = "day",
    people: tuple[str, ...] = ("ada-a", "ben-b"),
    **call: Any,
) -> Tables:
    """An article that reports one call."""
    call_id = f"local-{name}"
    row = {
        "call_id": call_id, "called_on": day, "date_precision": precision, "status_code": "held",
        "medium_code": "telephone", "initiator_id": None, "duration_minutes": None,
        "duration_qualifier": None, "focus_code": "main", **call,
    }  # fmt: skip
    initiator = row["initiator_id"]

    def role(person: str) -> str:
        return "party" if not initiator else ("caller" if person == initiator else "recipient")

    parts = [
        {
            "call_id": call_id, "person_id": p, "country_code": p[:3].upper(), "office": None,
            "office_code": None,
            "role_code": role(p),
        }
        for p in people
    ]  # fmt: skip
    evidence = [
        {
            "table_name": "calls", "row_id": call_id, "field_name": field, "article_id": name,
            "start_char": 0, "value": str(value), "end_char": 4, "exact": "word", "rule": "r",
        }
        for field, value in row.items()
        if value is not None
    ] + [
        {
            "table_name": "participants", "row_id": f"{call_id}|{p['person_id']}",
            "field_name": "role_code", "article_id": name, "start_char": 0,
            "value": p["role_code"], "end_char": 4, "exact": "word", "rule": "r",
        }
        for p in parts
    ]  # fmt: skip
    empty: Tables = {t: [] for t in ("topics", "quotes", "figures", "people")}
    return {
        **empty,
        "articles": [{"article_id": name}],
        "calls": [row],
        "participants": parts,
        "evidence": evidence,
    }


def with_colleague(name: str, country: str, day: dt.date | None = DAY) -> Tables:
    """An article that names a third participant, of a given country."""
    tables = article(name, day, "day" if day else "unknown", people=("ada-a", "ben-b", "cy-c"))
    tables["participants"][2]["country_code"] = country
    return tables


@pytest.mark.parametrize(
    ("country", "day", "calls"),
    [("BEN", DAY, 1), ("CY-", DAY, 2), ("BEN", DAY + dt.timedelta(days=1), 2), ("BEN", None, 2)],
)
def test_a_colleague_whom_one_report_names_makes_no_second_call(
    country: str, day: dt.date | None, calls: int
) -> None:
    merged = merge([article("one"), with_colleague("two", country, day)], SURNAMES)
    assert len(merged["calls"]) == calls
    if calls == 1:
        assert {p["person_id"] for p in merged["participants"]} == {"ada-a", "ben-b", "cy-c"}


def test_two_reports_of_one_call_are_one_row() -> None:
    out = merge([article("one"), article("two")], SURNAMES)
    assert [c["call_id"] for c in out["calls"]] == ["2019-05-07-a-b"]
    assert len(out["participants"]) == 2
    assert {e["article_id"] for e in out["evidence"]} == {"one", "two"}
    assert {e["row_id"].split("|")[0] for e in out["evidence"]} == {"2019-05-07-a-b"}


@pytest.mark.parametrize(
    "other",
    [
        article("two", day=dt.date(2019, 5, 8)),
        article("two", people=("ada-a", "cy-c")),
        article("two", status_code="refused"),
        article("two", day=None, precision="unknown"),
        article("two", day=dt.date(2019, 6, 1), precision="month"),
    ],
    ids=["day", "people", "refused", "no day", "month"],
)
def test_what_contradicts_stays_apart(other: Tables) -> None:
    assert len(merge([article("one"), other], SURNAMES)["calls"]) == 2


def test_a_month_joins_the_one_call_of_that_month() -> None:
    month = article("two", day=dt.date(2019, 5, 1), precision="month")
    out = merge([month, article("one")], SURNAMES)
    (call,) = out["calls"]
    assert (call["called_on"], call["date_precision"]) == (DAY, "day")
    days = {e["value"] for e in out["evidence"] if e["field_name"] == "called_on"}
    assert days == {"2019-05-07"}  # the month says less, and does not contradict


def test_a_month_joins_neither_of_two_calls() -> None:
    month = article("three", day=dt.date(2019, 5, 1), precision="month")
    later = article("two", day=dt.date(2019, 5, 20))
    assert len(merge([article("one"), later, month], SURNAMES)["calls"]) == 3


def test_the_majority_wins_and_the_first_of_equals() -> None:
    lengths = [30, 45, 45]
    reports = [article(f"n{i}", duration_minutes=m, duration_qualifier="about")
               for i, m in enumerate(lengths)]  # fmt: skip
    (call,) = merge(reports, SURNAMES)["calls"]
    assert call["duration_minutes"] == 45
    (call,) = merge(reports[:2], SURNAMES)["calls"]
    assert call["duration_minutes"] == 30


def test_all_values_stay_in_evidence() -> None:
    out = merge(
        [article("one", duration_minutes=30), article("two", duration_minutes=45)], SURNAMES
    )
    told = {e["value"] for e in out["evidence"] if e["field_name"] == "duration_minutes"}
    assert told == {"30", "45"}


def test_what_an_article_leaves_open_does_not_stand_against_one_that_tells() -> None:
    silent = article("one", medium_code="unknown")
    telling = article("two", initiator_id="ben-b", medium_code="video")
    out = merge([silent, telling], SURNAMES)
    (call,) = out["calls"]
    assert (call["initiator_id"], call["medium_code"]) == ("ben-b", "video")
    assert {p["person_id"]: p["role_code"] for p in out["participants"]} == {
        "ada-a": "recipient",
        "ben-b": "caller",
    }
    roles = {e["value"] for e in out["evidence"] if e["field_name"] == "role_code"}
    assert roles == {"caller", "recipient"}


def test_a_planned_call_that_was_held_is_one_call() -> None:
    out = merge([article("one", status_code="planned"), article("two")], SURNAMES)
    assert [c["status_code"] for c in out["calls"]] == ["held"]


def test_the_second_call_of_a_day_gets_a_number() -> None:
    both = article("one")
    again = article("one-b")
    for name in ("calls", "participants", "evidence"):
        both[name] += again[name]
    ids = [c["call_id"] for c in merge([both], SURNAMES)["calls"]]
    assert ids == ["2019-05-07-a-b", "2019-05-07-a-b-2"]


@given(
    st.permutations(range(4)),
    st.lists(st.sampled_from([DAY, dt.date(2019, 5, 8)]), min_size=4, max_size=4),
)
def test_which_calls_there_are_does_not_depend_on_the_order(
    order: list[int], days: list[dt.date]
) -> None:
    reports = [article(f"n{i}", day=day) for i, day in enumerate(days)]
    straight = merge(reports, SURNAMES)["calls"]
    mixed = merge([reports[i] for i in order], SURNAMES)["calls"]
    assert {c["call_id"] for c in straight} == {c["call_id"] for c in mixed}
