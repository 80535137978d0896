"""Words that meant another matter in an older article than they do now."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from topic_documents import call_in, document

from toolkit.articles.model import Metadata
from toolkit.extract import lexicons
from toolkit.extract.topics.find import extract

CODES = Path(__file__).resolve().parents[1] / "schemas" / "codes" / "topic_codes.csv"
TOLD = "<berg> phoned <ruiz>.", "<two|The two> discussed Ukraine and the price of oil."


def _codes(published: dt.date | None, called: dt.date | None) -> set[str]:
    doc = document(*TOLD)
    doc.article = replace(doc.article, meta=Metadata("test", published_on=published))
    return {find.topic_code for find in extract(doc, [replace(call_in(doc), called_on=called)])}


@pytest.mark.parametrize(
    ("published", "called", "expected"),
    [
        (dt.date(2009, 1, 9), None, {"energy"}),
        (None, dt.date(2006, 1, 3), {"energy"}),
        (dt.date(2014, 3, 2), None, {"energy", "ukraine_war"}),
        (None, None, {"energy", "ukraine_war"}),
    ],
)
def test_a_war_to_come_is_no_topic(
    published: dt.date | None, called: dt.date | None, expected: set[str]
) -> None:
    assert _codes(published, called) == expected


def test_the_codes_with_a_first_year_are_codes() -> None:
    with CODES.open(encoding="utf-8", newline="") as handle:
        known = {row["code"] for row in csv.DictReader(handle)}
    rows = lexicons.table("topic_since")
    assert {row["code"] for row in rows} <= known
    assert all(1900 < int(row["since"]) < 2100 for row in rows)
