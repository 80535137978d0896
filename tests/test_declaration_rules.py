"""Every rule finds the offence planted for it, and nothing in a sound package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from declaration_support import (
    ARDERN,
    CALL,
    MARIN,
    REFUSED,
    TRUDEAU,
    Row,
    Tables,
    database,
    declaration,
    evidence,
    person,
    retired,
    small_package,
    topic,
    without_checks,
)

COLUMNS = ["table_name", "row_id", "field_name", "value"]
RULES = {rule.code: rule for rule in declaration().rules}


def found(tables: Tables, code: str) -> set[tuple[str, str, str]]:
    """Table, row and column of what a rule returns."""
    with without_checks(tables) as con:
        rows = con.execute(RULES[code].sql)
        assert [column[0] for column in rows.description] == COLUMNS
        return {row[:3] for row in rows.fetchall()}


def row_of(tables: Tables, table: str, **key: Any) -> Row:
    """The first row of a table with these values."""
    return next(r for r in tables[table] if all(r[k] == v for k, v in key.items()))


Offence = Callable[[Tables], tuple[str, str, str]]
OFFENCES: list[tuple[str, str, Offence]] = []


def offence(code: str) -> Callable[[Offence], Offence]:
    """Register a function that spoils a sound package for one rule and returns what it spoilt."""

    def register(function: Offence) -> Offence:
        OFFENCES.append((code, function.__name__, function))
        return function

    return register


def change(tables: Tables, table: str, key: Row, **values: Any) -> None:
    row_of(tables, table, **key).update(values)


def dated(tables: Tables) -> Row:
    """The evidence for the date of the call in the wire report."""
    return row_of(tables, "evidence", field_name="called_on", article_id="wire")


def proof(start: int, field: str = "called_on", row: str = CALL) -> str:
    return f"calls|{row}|{field}|wire|{start}"


@offence("held-call-has-two-parties")
def _one_party(t: Tables) -> tuple[str, str, str]:
    t["participants"] = [
        r for r in t["participants"] if (r["call_id"], r["person_id"]) != (CALL, TRUDEAU)
    ]
    return "calls", CALL, "status_code"


@offence("held-call-has-two-parties")
def _an_aide_does_not_count(t: Tables) -> tuple[str, str, str]:
    change(t, "participants", {"person_id": TRUDEAU}, role_code="aide")
    return "calls", CALL, "status_code"


@offence("initiator-takes-part")
def _initiator_elsewhere(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, initiator_id=MARIN)
    return "calls", CALL, "initiator_id"


@offence("caller-is-initiator")
def _caller_without_initiator(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, initiator_id=None)
    return "participants", f"{CALL}|{ARDERN}", "role_code"


@offence("caller-is-initiator")
def _initiator_is_recipient(t: Tables) -> tuple[str, str, str]:
    change(t, "participants", {"person_id": ARDERN}, role_code="recipient")
    return "participants", f"{CALL}|{ARDERN}", "role_code"


@offence("held-call-not-after-article")
def _reported_before_it_was_held(t: Tables) -> tuple[str, str, str]:
    change(t, "articles", {"article_id": "wire"}, published_on=dt.date(2019, 3, 19))
    return "calls", CALL, "called_on"


@offence("date-precision-fits")
def _unknown_with_a_date(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, date_precision="unknown")
    return "calls", CALL, "called_on"


@offence("date-precision-fits")
def _known_without_a_date(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, called_on=None)
    return "calls", CALL, "called_on"


@offence("date-precision-fits")
def _month_with_a_day(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": REFUSED}, called_on=dt.date(2022, 3, 2))
    return "calls", REFUSED, "called_on"


@offence("date-precision-fits")
def _year_with_a_month(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": REFUSED}, date_precision="year")
    return "calls", REFUSED, "called_on"


@offence("call-id-says-date")
def _another_day(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, called_on=dt.date(2019, 3, 21))
    return "calls", CALL, "call_id"


@offence("call-id-says-date")
def _a_month_as_a_day(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": REFUSED}, date_precision="day")
    return "calls", REFUSED, "call_id"


@offence("duration-has-qualifier")
def _no_qualifier(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, duration_qualifier=None)
    return "calls", CALL, "duration_qualifier"


@offence("duration-has-qualifier")
def _no_duration(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, duration_minutes=None)
    return "calls", CALL, "duration_qualifier"


@offence("duration-of-held-call")
def _a_refused_call_lasts(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": REFUSED}, duration_minutes=5, duration_qualifier="exact")
    return "calls", REFUSED, "duration_minutes"


@offence("person-is-named")
def _nobody_names_her(t: Tables) -> tuple[str, str, str]:
    t["people"].append(person("mia-mottley", "BRB"))
    return "people", "mia-mottley", "person_id"


@offence("account-took-part")
def _a_stranger_has_an_account(t: Tables) -> tuple[str, str, str]:
    t["topics"].append(topic("energy", "NOR", "wire", "discussed"))
    return "topics", f"{CALL}|energy|NOR|wire", "account_code"


@offence("span-runs-forward")
def _an_empty_quote(t: Tables) -> tuple[str, str, str]:
    row = t["quotes"][0]
    row["end_char"] = row["start_char"]
    return "quotes", "wire-1", "end_char"


@offence("span-runs-forward")
def _an_empty_speaker(t: Tables) -> tuple[str, str, str]:
    row = t["quotes"][1]
    row["speaker_end_char"] = row["speaker_start_char"]
    return "quotes", "wire-2", "speaker_end_char"


@offence("span-runs-forward")
def _a_figure_backwards(t: Tables) -> tuple[str, str, str]:
    t["figures"][0]["end_char"] = 1
    return "figures", "wire-f1", "end_char"


@offence("span-runs-forward")
def _evidence_backwards(t: Tables) -> tuple[str, str, str]:
    row = dated(t)
    row["end_char"] = row["start_char"]
    return "evidence", proof(row["start_char"]), "end_char"


@offence("span-inside-article")
def _over_the_end(t: Tables) -> tuple[str, str, str]:
    t["figures"][0]["end_char"] = 100_000
    return "figures", "wire-f1", "end_char"


@offence("span-inside-article")
def _over_the_end_without_text(t: Tables) -> tuple[str, str, str]:
    change(t, "articles", {"article_id": "wire"}, text=None, characters=100)
    return "quotes", "wire-1", "end_char"


@offence("span-inside-article")
def _evidence_over_the_end(t: Tables) -> tuple[str, str, str]:
    row = dated(t)
    row["end_char"] = 100_000
    return "evidence", proof(row["start_char"]), "end_char"


@offence("quote-content-is-slice")
def _another_word(t: Tables) -> tuple[str, str, str]:
    t["quotes"][0]["content"] = "We shall act together,"
    return "quotes", "wire-1", "content"


@offence("quote-content-is-slice")
def _one_to_the_right(t: Tables) -> tuple[str, str, str]:
    t["quotes"][1]["start_char"] += 1
    return "quotes", "wire-2", "content"


@offence("quote-speaker-is-slice")
def _another_speaker(t: Tables) -> tuple[str, str, str]:
    t["quotes"][1]["speaker_as_written"] = "She"
    return "quotes", "wire-2", "speaker_as_written"


@offence("figure-surface-is-slice")
def _another_surface(t: Tables) -> tuple[str, str, str]:
    t["figures"][1]["surface"] = "1200 visas"
    return "figures", "wire-f2", "surface"


@offence("evidence-exact-is-slice")
def _other_words(t: Tables) -> tuple[str, str, str]:
    row = dated(t)
    row["exact"] = "on Thursday "
    return "evidence", proof(row["start_char"]), "exact"


@offence("speaker-span-complete")
def _speaker_without_offsets(t: Tables) -> tuple[str, str, str]:
    t["quotes"][0].update(speaker_start_char=None, speaker_end_char=None)
    return "quotes", "wire-1", "speaker_as_written"


@offence("article-length")
def _bytes_instead_of_code_points(t: Tables) -> tuple[str, str, str]:
    row = row_of(t, "articles", article_id="wire")
    row["characters"] = len(row["text"].encode())
    return "articles", "wire", "characters"


@offence("article-checksum")
def _text_was_edited(t: Tables) -> tuple[str, str, str]:
    row = row_of(t, "articles", article_id="paper")
    row["text"] = row["text"].replace("Trade", "Visas")
    return "articles", "paper", "sha256"


@offence("range-runs-upwards")
def _range_backwards(t: Tables) -> tuple[str, str, str]:
    t["figures"][1]["value_max"] = 1100
    return "figures", "wire-f2", "value_max"


@offence("figure-in-its-quote")
def _figure_outside(t: Tables) -> tuple[str, str, str]:
    t["figures"][1]["quote_id"] = "wire-1"
    return "figures", "wire-f2", "quote_id"


@offence("attribution-has-one-speaker")
def _two_speakers(t: Tables) -> tuple[str, str, str]:
    t["quotes"][1]["speaker_id"] = TRUDEAU
    return "quotes", "wire-2", "attribution_id"


@offence("attribution-has-one-speaker")
def _one_run_without_speaker(t: Tables) -> tuple[str, str, str]:
    t["quotes"][1].update(speaker_id=None, speaker_name=None)
    return "quotes", "wire-2", "attribution_id"


@offence("call-is-in-article")
def _quote_on_a_call_elsewhere(t: Tables) -> tuple[str, str, str]:
    t["quotes"][0]["call_id"] = REFUSED
    return "quotes", "wire-1", "call_id"


@offence("call-is-in-article")
def _figure_on_a_call_elsewhere(t: Tables) -> tuple[str, str, str]:
    t["figures"][0]["call_id"] = REFUSED
    return "figures", "wire-f1", "call_id"


@offence("call-is-in-article")
def _topic_of_an_article_without_the_call(t: Tables) -> tuple[str, str, str]:
    t["topics"].append(topic("energy", "CAN", "brief", "discussed"))
    return "topics", f"{CALL}|energy|CAN|brief", "call_id"


@offence("cell-has-evidence")
def _no_words_for_the_medium(t: Tables) -> tuple[str, str, str]:
    t["evidence"] = [r for r in t["evidence"] if r["field_name"] != "medium_code"]
    return "calls", CALL, "medium_code"


@offence("cell-has-evidence")
def _no_words_for_a_new_topic(t: Tables) -> tuple[str, str, str]:
    t["topics"].append(topic("energy", "CAN", "wire", "discussed"))
    return "topics", f"{CALL}|energy|CAN|wire", "status_code"


@offence("cell-has-evidence")
def _evidence_of_another_participant(t: Tables) -> tuple[str, str, str]:
    key = f"{CALL}|{TRUDEAU}"
    t["evidence"] = [r for r in t["evidence"] if r["row_id"] != key]
    return "participants", key, "office"


@offence("evidence-agrees")
def _nobody_says_so(t: Tables) -> tuple[str, str, str]:
    change(t, "calls", {"call_id": CALL}, duration_minutes=42)
    return "calls", CALL, "duration_minutes"


@offence("evidence-agrees")
def _another_role(t: Tables) -> tuple[str, str, str]:
    change(t, "participants", {"person_id": MARIN}, role_code="party")
    return "participants", f"{REFUSED}|{MARIN}", "role_code"


@offence("evidence-has-row")
def _evidence_for_no_row(t: Tables) -> tuple[str, str, str]:
    row = dated(t)
    row["row_id"] = "2019-03-20-nobody"
    return "evidence", proof(row["start_char"], row="2019-03-20-nobody"), "row_id"


@offence("evidence-has-column")
def _evidence_for_no_column(t: Tables) -> tuple[str, str, str]:
    row = dated(t)
    row["field_name"] = "weather"
    return "evidence", proof(row["start_char"], field="weather"), "field_name"


@offence("retired-row-is-gone")
def _row_that_is_there(t: Tables) -> tuple[str, str, str]:
    t["retired"].append(retired("people", MARIN, ARDERN))
    return "retired", f"people|{MARIN}", "row_id"


@offence("retired-row-is-gone")
def _participant_that_is_there(t: Tables) -> tuple[str, str, str]:
    t["retired"].append(retired("participants", f"{CALL}|{ARDERN}", None))
    return "retired", f"participants|{CALL}|{ARDERN}", "row_id"


@offence("replacement-leads-on")
def _replaced_by_nothing_that_is_there(t: Tables) -> tuple[str, str, str]:
    t["retired"].append(retired("people", "mart-laar", CALL))
    return "retired", "people|mart-laar", "replaced_by"


@offence("replacement-leads-on")
def _replaced_in_a_circle(t: Tables) -> tuple[str, str, str]:
    t["retired"] += [
        retired("topic_codes", "steel", "iron"),
        retired("topic_codes", "iron", "steel"),
    ]
    return "retired", "topic_codes|steel", "replaced_by"


def test_sound_package_satisfies_keys_and_rules() -> None:
    with database(small_package()) as con:
        for rule in declaration().rules:
            assert con.execute(rule.sql).fetchall() == [], rule.code


@pytest.mark.parametrize(("code", "name", "spoil"), OFFENCES, ids=[o[1][1:] for o in OFFENCES])
def test_offence_is_found(code: str, name: str, spoil: Offence) -> None:
    tables = small_package()
    culprit = spoil(tables)
    assert culprit in found(tables, code)


def test_every_rule_has_an_offence() -> None:
    assert {code for code, _, _ in OFFENCES} == set(RULES)


def test_numbers_agree_as_numbers() -> None:
    tables = small_package()
    for row in tables["evidence"]:
        if row["value"] == "40":
            row["value"] = "40.0"
    assert found(tables, "evidence-agrees") == set()


def test_evidence_for_an_empty_cell_may_stand() -> None:
    tables = small_package()
    call = row_of(tables, "calls", call_id=REFUSED)
    brief = row_of(tables, "articles", article_id="brief")["text"]
    tables["evidence"] += evidence("calls", call, "brief", brief, "in March", duration_minutes="30")
    for code in RULES:
        assert found(tables, code) == set(), code


def test_planned_call_may_be_dated_after_its_article() -> None:
    tables = small_package()
    change(tables, "articles", {"article_id": "brief"}, published_on=dt.date(2022, 2, 1))
    assert found(tables, "held-call-not-after-article") == set()
