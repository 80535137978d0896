"""The list of topic codes and the words that name them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from toolkit.extract import lexicons
from toolkit.extract.topics.rules.frames import RULES
from toolkit.extract.topics.wording.lexicon import fold, terms

CODES = Path(__file__).resolve().parents[1] / "schemas" / "codes" / "topic_codes.csv"
DESIGN = tuple(  # design.md, section 3
    """
taiwan trade tariffs export_controls rare_earths agriculture energy technology tiktok
fentanyl_drugs migration ukraine_war peace_talks middle_east iran north_korea syria_iraq
nuclear_arms terrorism defence_cooperation military_aid alliance_nato sanctions human_rights
prisoners_hostages detained_persons humanitarian_aid climate health_pandemic cybersecurity
elections south_china_sea japan_china state_visit summit_planning bilateral_relations
economy_finance condolences_congratulations
""".split()
)


@pytest.fixture(scope="module")
def codes() -> dict[str, dict[str, str]]:
    with CODES.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert list(rows[0]) == ["code", "label", "broader", "definition", "iptc"]
    assert [r["code"] for r in rows] == sorted({r["code"] for r in rows})
    return {row["code"]: row for row in rows}


def test_holds_the_codes_of_the_design_and_enough_beside_them(
    codes: dict[str, dict[str, str]],
) -> None:
    assert set(DESIGN) <= set(codes)
    assert len(codes) >= 55


def test_every_code_is_well_formed(codes: dict[str, dict[str, str]]) -> None:
    for code, row in codes.items():
        assert re.fullmatch(r"[a-z][a-z_]*[a-z]", code)
        assert row["label"].strip() == row["label"] != ""
        assert len(row["definition"]) > 25
        assert row["definition"].endswith(".")
        assert re.fullmatch(r"(?:medtop:\d{8})?", row["iptc"])
    assert len({row["label"] for row in codes.values()}) == len(codes)
    assert len({row["definition"] for row in codes.values()}) == len(codes)


def test_broader_codes_exist_and_never_lead_back(codes: dict[str, dict[str, str]]) -> None:
    for code in codes:
        seen = {code}
        broader = codes[code]["broader"]
        while broader:
            assert broader in codes
            assert broader not in seen, f"{code} is broader than itself"
            seen.add(broader)
            broader = codes[broader]["broader"]


def test_a_definition_that_sends_elsewhere_names_a_code(codes: dict[str, dict[str, str]]) -> None:
    for row in codes.values():
        for named in re.findall(r"\b[a-z]+_[a-z_]+\b", row["definition"]):
            assert named in codes


def test_every_term_names_a_code_and_every_code_has_a_term(
    codes: dict[str, dict[str, str]],
) -> None:
    rows = lexicons.table("topic_terms")
    assert {r["code"] for r in rows} == set(codes)
    assert {r["kind"] for r in rows} == {"strong", "weak", "object", "lifted"}
    assert {r["plural"] for r in rows} <= {"", "s"}
    assert all(re.fullmatch(r"(?:[A-Z]{3})?", r["country"]) for r in rows)
    strong = Counter(r["code"] for r in rows if r["kind"] == "strong")
    assert set(strong) == set(codes)


def test_no_term_stands_twice() -> None:
    rows = lexicons.table("topic_terms")
    folded = Counter((r["code"], fold(r["term"])) for r in rows)
    assert [term for term, count in folded.items() if count > 1] == []
    assert [(r["code"], r["term"]) for r in rows] == sorted((r["code"], r["term"]) for r in rows)


def test_terms_are_lower_case_and_found_as_written() -> None:
    finder = terms()
    for row in lexicons.table("topic_terms"):
        term = row["term"]
        assert term == term.lower().strip()
        found = finder.find(fold(f"talks on {term}, they said"))
        assert any(f.value.code == row["code"] for f in found), term


def test_conflicts_are_codes(codes: dict[str, dict[str, str]]) -> None:
    assert lexicons.words("topic_conflicts") <= set(codes)


def test_frame_words_stand_once_and_have_a_known_class() -> None:
    rows = lexicons.table("topic_frames")
    limits = {"leaders", "they", "sides", "call", "in_call", "account", "media", "elsewhere"}
    limits |= {"other_time", "post", "remarks", "plan", "beyond", "cut", "none"}
    assert {r["class"] for r in rows} == limits | set(RULES)
    folded = Counter(fold(r["term"]) for r in rows)
    assert [term for term, count in folded.items() if count > 1] == []


def test_columns_of_a_list_are_those_of_its_rows() -> None:
    rows = lexicons.table("topic_terms")
    assert lexicons.columns("topic_terms", "term", "code") == [(r["term"], r["code"]) for r in rows]
