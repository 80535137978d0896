"""Figures as rows: their units are declared, their identifiers stay; the figures of the seeds."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from toolkit.articles.model import Article, Block, BlockKind, Metadata, OffsetMap
from toolkit.extract.figures import find as figures
from toolkit.extract.figures.find import find_figures, read_back
from toolkit.extract.figures.shared import share_a_name
from toolkit.extract.lexicons import table
from toolkit.extract.model import Document
from toolkit.resources import schemas_dir

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def _units() -> dict[str, str]:
    with (schemas_dir() / "codes" / "units.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row["dimension"] for row in csv.DictReader(handle)}


def test_units_are_declared() -> None:
    declared = _units()
    for row in table("figure_units"):
        assert declared[row["unit_code"]] == row["dimension"], row
    for row in table("figure_currencies"):
        assert declared[row["unit_code"]] == "currency", row
    assert {"count", "ratio"} <= declared.keys()


def test_shared_names_begin_with_the_unit_that_the_words_alone_mean() -> None:
    firsts: dict[str, str] = {}
    for row in table("figure_shared_names"):
        firsts.setdefault(row["form"], row["unit_code"])
        assert _units()[row["unit_code"]] == "currency"
        assert share_a_name(firsts[row["form"]], row["unit_code"])
    for form, unit in firsts.items():
        text = f"{form}5 million" if form == "Rs" else f"5 million {form}"
        assert read_back(text)[2] in (unit, "pound")
        assert [f.unit_code for f in find_figures(text, [(0, len(text))])] == [unit]
    assert not share_a_name("NOK", "GBP")
    assert share_a_name("pound", "EGP")


def _document(text: str, kinds: list[BlockKind]) -> Document:
    parts = text.split("\n\n")
    blocks, start = [], 0
    for part, kind in zip(parts, kinds, strict=True):
        blocks.append(Block(start, start + len(part), kind))
        start += len(part) + 2
    meta = Metadata(article_id="quito-call")
    article = Article(meta, "text", text, tuple(blocks), OffsetMap((), (), (), ()))
    return Document(article=article, text=text)


def test_rows() -> None:
    text = "40 dead\n\nHe said 12 percent left.\n\nAgain 12 percent left; 9 trucks came."
    doc = _document(text, [BlockKind.HEADLINE, BlockKind.PROSE, BlockKind.PROSE])
    said = {"quote_id": "q1", "start_char": 17, "end_char": 33}
    rows = figures.extract(doc, [{"quote_id": "q0", "start_char": 9, "end_char": 11}, said])
    assert [(r["surface"], r["quote_id"]) for r in rows] == [
        ("40 dead", None),
        ("12 percent", "q1"),
        ("12 percent", None),
        ("9 trucks", None),
    ]
    assert len({r["figure_id"] for r in rows}) == 4
    for row in rows:
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert re.fullmatch(r"quito-call-f-[0-9a-f]{8}", row["figure_id"])
        assert row["call_id"] is None


def test_identifiers_do_not_move() -> None:
    one = figures.extract(_document("9 trucks came.", [BlockKind.PROSE]))
    two = figures.extract(_document("8 ships left; 9\ntrucks came.", [BlockKind.PROSE]))
    assert one[0]["figure_id"] == two[1]["figure_id"]


@pytest.mark.shared
def test_seed_figures() -> None:
    gold_file = SHARED / "seeds" / "gold.json"
    if not gold_file.is_file():
        pytest.skip("the seed articles are not here")
    gold: dict[str, Any] = json.loads(gold_file.read_text(encoding="utf-8"))
    missed = []
    for name, article in gold.items():
        if name == "_note":
            continue
        text = (gold_file.parent / name).read_text(encoding="utf-8")
        spans = [m.span() for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]
        found = {
            (" ".join(text[f.start : f.end].split()), f.value, f.unit_code, f.qualifier_code)
            for f in find_figures(text, spans)
        }
        for wanted in article["figures"]:
            key = (Decimal(str(wanted["value"])), wanted["unit"], wanted.get("approx", "exact"))
            hit = any(
                f[1:] == key and (wanted["surface"] in f[0] or f[0] in wanted["surface"])
                for f in found
            )
            if not hit and not wanted.get("optional"):
                missed.append((name, wanted["surface"]))
    assert missed == []
