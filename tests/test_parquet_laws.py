"""The two engines agree: a table as text and as Parquet has the same faults."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from laws import examples

from toolkit.validate.parquet.check import check_parquet
from toolkit.validate.parquet.task import ParquetTask
from toolkit.validate.report import Collector
from toolkit.validate.tabular.engine import check_tables
from toolkit.validate.tabular.task import Options, TableTask

WORDS = st.sampled_from(["a", "b", "ab", "Ab", "é", "1", "a b", "x" * 6])
NUMBERS = st.integers(-3, 3)
DAYS = st.dates(dt.date(2025, 12, 30), dt.date(2026, 1, 3))
KINDS: dict[str, tuple[pa.DataType, st.SearchStrategy[Any], dict[str, st.SearchStrategy[Any]]]] = {
    "string": (
        pa.string(),
        WORDS,
        {
            "pattern": st.sampled_from(["[a-z]+", "a.*", "(a|b)+", r"\w+", "a|b"]),
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(0, 6),
            "enum": st.lists(WORDS, min_size=1, max_size=4),
        },
    ),
    "integer": (
        pa.int64(),
        NUMBERS,
        {
            "minimum": NUMBERS,
            "maximum": NUMBERS,
            "exclusiveMinimum": NUMBERS,
            "exclusiveMaximum": NUMBERS,
            "enum": st.lists(NUMBERS, min_size=1, max_size=4),
        },
    ),
    "number": (
        pa.decimal128(10, 2),
        st.decimals(-2, 2, places=2),
        {"minimum": st.sampled_from([-1, "0.5", 1.25]), "maximum": st.sampled_from(["-0.5", 2])},
    ),
    "date": (
        pa.date32(),
        DAYS,
        {
            "minimum": DAYS.map(str),
            "maximum": DAYS.map(str),
            "enum": st.lists(DAYS.map(str), min_size=1),
        },
    ),
    "boolean": (pa.bool_(), st.booleans(), {"enum": st.just([True])}),
}


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    possible = {**KINDS[kind][2], "required": st.booleans(), "unique": st.booleans()}
    names = draw(st.lists(st.sampled_from(sorted(possible)), max_size=2, unique=True))
    constraints = {key: draw(possible[key]) for key in names}
    return {"name": name, "type": kind, "constraints": constraints}


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A schema with keys and rows that may break them."""
    made = [draw(fields(name)) for name in ("one", "two", "three")]
    schema: dict[str, Any] = {"fields": made}
    names = [field["name"] for field in made]
    if draw(st.booleans()):
        schema["primaryKey"] = draw(
            st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
        )
    if draw(st.booleans()):
        schema["uniqueKeys"] = [draw(st.permutations(names))[:2]]
    if made[0]["type"] == made[1]["type"] and draw(st.booleans()):
        reference = {"resource": "", "fields": ["two"]}
        schema["foreignKeys"] = [{"fields": ["one"], "reference": reference}]
    values = {field["name"]: st.none() | KINDS[field["type"]][1] for field in made}
    rows = draw(st.lists(st.fixed_dictionaries(values), max_size=8))
    # A row without any value is a blank row of a text, and no fault of a Parquet file.
    return schema, [row for row in rows if any(value is not None for value in row.values())]


def cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def told(collector: Collector) -> list[tuple[Any, ...]]:
    report = collector.report({}, [])
    return [
        (
            f.rule,
            f.row_number,
            f.field,
            f.field_number,
            f.value or None,
            f.row_id,
            f.message,
            f.hint,
        )
        for f in report.findings
    ]


@examples(40, suppress_health_check=[HealthCheck.too_slow])
@given(made=tables(), like=st.booleans())
def test_text_and_parquet_have_the_same_faults(
    made: tuple[dict[str, Any], list[dict[str, Any]]], like: bool
) -> None:
    schema, rows = made
    names = [field["name"] for field in schema["fields"]]
    types = pa.schema([(field["name"], KINDS[field["type"]][0]) for field in schema["fields"]])
    options = Options(like_frictionless=like, formulas=False, engine="small")
    with tempfile.TemporaryDirectory() as name:
        text, parquet = Path(name) / "t.csv", Path(name) / "t.parquet"
        with text.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([cell(row[column]) for column in names] for row in rows)
        pq.write_table(pa.Table.from_pylist(rows, types), parquet, row_group_size=3)
        of_text, of_parquet = Collector(0), Collector(0)
        check_tables([TableTask("t", "t", text, schema)], options, of_text)
        check_parquet([ParquetTask("t", "t", parquet, schema)], options, of_parquet)
    assert told(of_parquet) == told(of_text)
