"""Whole packages: Parquet tables, and keys between text and Parquet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from inquiry_support import NAMES, RIVERS, facts, parquet, row, write

from toolkit.validate.inquiry import validate_target


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"id": None}, ("constraint-error", 4, "id", 1, None)),
        ({"id": "B1"}, ("constraint-error", 4, "id", 1, "B1")),
        ({"id": "b\n"}, ("constraint-error", 4, "id", 1, "b\n")),
        ({"id": "elbe"}, ("primary-key", 4, "id", 1, "elbe")),
        ({"name": "B"}, ("constraint-error", 4, "name", 2, "B")),
        ({"name": "The Big River"}, ("constraint-error", 4, "name", 2, "The Big River")),
        ({"name": "The oder"}, ("unique-error", 4, "name", 2, "The oder")),
        ({"km": -0.5}, ("constraint-error", 4, "km", 3, "-0.5")),
        ({"km": 9000.5}, ("constraint-error", 4, "km", 3, "9000.5")),
        ({"km": float("nan")}, ("constraint-error", 4, "km", 3, "nan")),
        ({"bridges": -1}, ("constraint-error", 4, "bridges", 4, "-1")),
        ({"kind": "lake"}, ("constraint-error", 4, "kind", 5, "lake")),
        ({"since": dt.date(999, 1, 1)}, ("constraint-error", 4, "since", 6, "0999-01-01")),
        ({"into": "nile"}, ("foreign-key", 4, "into", 9, "nile")),
    ],
)
def test_parquet_cells(tmp_path: Path, change: dict[str, Any], expected: tuple[Any, ...]) -> None:
    rows = [row("elbe"), row("oder", into="elbe"), {**row("bober"), **change}, row("saale")]
    found = facts(validate_target(parquet(tmp_path, rows)))
    kinds = {rule for rule, *_ in found}
    if expected[-1] == "nan":
        assert kinds == {"constraint-error"}
        expected = found[0]
    assert expected in found
    assert kinds == {expected[0]}


def test_text_and_parquet_tell_the_same(tmp_path: Path) -> None:
    """One engine for each, and the same report."""
    rows = [
        row("elbe", km=-1.5, into="oder"),
        row("elbe", name="The oder", kind="lake", bridges=-7),
        row("O", name="The oder", into="nile", since=dt.date(999, 12, 31)),
        row(None, name="N", wet=None),
        row("oder", name=None, km=None, seen=None),
    ]
    folder = parquet(tmp_path / "p", rows)
    as_parquet = validate_target(folder)
    write(folder, {"name": "rivers", "path": "rivers.csv", "schema": RIVERS})
    with (folder / "rivers.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(NAMES) + "\n")
        for found in rows:
            cells = [found[name] for name in NAMES]
            texts = [
                "" if cell is None else str(cell).lower() if cell is True else cell
                for cell in cells
            ]
            texts = [cell.isoformat() if isinstance(cell, dt.date) else str(cell) for cell in texts]
            file.write(",".join(texts) + "\n")
    as_text = validate_target(folder)
    assert as_text.findings
    told = [
        [
            (f.rule, f.row_number, f.field, f.field_number, f.value or None, f.row_id, f.message)
            for f in report.findings
        ]
        for report in (as_text, as_parquet)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"id": ["a"], "n": [1]}, []),
        ({"n": [1], "id": ["a"]}, ["incorrect-label", "incorrect-label"]),
        ({"id": ["a"]}, ["missing-label"]),
        ({"id": ["a"], "n": [1], "more": [1]}, ["extra-label"]),
        ({"id": ["a"], "N": [1]}, ["incorrect-label"]),
        ({"id": ["a"], "n": ["1"]}, ["type-error"]),
        ({"id": ["a"], "n": [1.0]}, ["type-error"]),
        ({"id": [1], "n": [1]}, ["type-error"]),
    ],
)
def test_parquet_columns(tmp_path: Path, columns: Any, expected: list[str]) -> None:
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    write(tmp_path, {"name": "t", "path": "t.parquet", "schema": {"fields": fields}})
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    report = validate_target(tmp_path)
    assert [finding.rule for finding in report.findings] == expected
    for finding in report.findings:
        assert finding.field_number


@pytest.mark.parametrize(
    ("field", "values", "bad"),
    [
        ({"type": "yearmonth"}, ["2026-01", "2026-13", None], [3]),
        ({"type": "time"}, ["09:05:00", "9h"], [3]),
        ({"type": "duration"}, ["P1D", "P"], [3]),
        ({"type": "geopoint"}, ["1,2", "1"], [3]),
        ({"type": "object"}, ['{"a": 1}', "[1]"], [3]),
        ({"type": "year"}, [2026, 2027], []),
        ({"type": "string", "format": "email"}, ["a@b.org", "x"], [3]),
        ({"type": "string", "constraints": {"pattern": "a(?=b)b"}}, ["ab", "ac"], [3]),
        ({"type": "string", "constraints": {"pattern": r"\d+"}}, ["12", "x"], [3]),
        ({"type": "integer", "constraints": {"enum": ["1", "2"]}}, [1, 3], [3]),
        ({"type": "array", "constraints": {"maxLength": 1}}, [[1], [1, 2]], [3]),
        ({"type": "any"}, [1, 2], []),
        (
            {"type": "string", "missingValues": ["-"], "constraints": {"required": True}},
            ["a", "-"],
            [3],
        ),
        ({"type": "string", "categories": ["a", "b"]}, ["a", "c"], [3]),
        ({"type": "number", "constraints": {"minimum": "1.5"}}, [1.5, 1.25], [3]),
        (
            {"type": "datetime", "constraints": {"minimum": "2026-01-01T00:00:00"}},
            [dt.datetime(2026, 1, 1), dt.datetime(2025, 12, 31, 23)],
            [3],
        ),
    ],
)
def test_types_that_parquet_does_not_have(
    tmp_path: Path, field: dict[str, Any], values: list[Any], bad: list[int]
) -> None:
    schema = {"fields": [{"name": "x", **field}]}
    write(tmp_path, {"name": "t", "path": "t.parquet", "schema": schema})
    pq.write_table(pa.table({"x": values}), tmp_path / "t.parquet")
    report = validate_target(tmp_path)
    assert [finding.row_number for finding in report.findings] == bad


def test_a_key_of_two_columns(tmp_path: Path) -> None:
    names = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    one = {"fields": names, "primaryKey": ["a", "b"], "uniqueKeys": [["b", "a"]]}
    two = {
        "fields": names,
        "foreignKeys": [
            {"fields": ["a", "b"], "reference": {"resource": "one", "fields": ["a", "b"]}}
        ],
    }
    write(
        tmp_path,
        {"name": "one", "path": "one.parquet", "schema": one},
        {"name": "two", "path": "two.parquet", "schema": two},
    )
    pq.write_table(
        pa.table({"a": [1, 1, 2, 1], "b": ["x", "y", "x", "y"]}), tmp_path / "one.parquet"
    )
    pq.write_table(
        pa.table({"a": [1, 2, None, 2], "b": ["x", "y", "z", None]}), tmp_path / "two.parquet"
    )
    found = [
        (f.rule, f.table, f.row_number, f.field, f.value)
        for f in validate_target(tmp_path).findings
    ]
    assert found == [
        ("primary-key", "one", 5, "a, b", "1, y"),
        ("unique-error", "one", 5, "b, a", "y, 1"),
        ("foreign-key", "two", 3, "a, b", "2, y"),
    ]


@pytest.mark.parametrize(("one", "two"), [("csv", "parquet"), ("parquet", "csv")])
def test_keys_between_text_and_parquet(tmp_path: Path, one: str, two: str) -> None:
    first = {"fields": [{"name": "id", "type": "integer"}, {"name": "on", "type": "date"}]}
    key = {"fields": ["one_id", "on"], "reference": {"resource": "one", "fields": ["id", "on"]}}
    second = {
        "fields": [{"name": "one_id", "type": "integer"}, {"name": "on", "type": "date"}],
        "foreignKeys": [key],
    }
    write(
        tmp_path,
        {"name": "one", "path": f"one.{one}", "schema": first},
        {"name": "two", "path": f"two.{two}", "schema": second},
    )
    day = dt.date(2026, 1, 31)
    for name, kind, label, values in (
        ("one", one, "id", [1, 2]),
        ("two", two, "one_id", [2, 3, 1]),
    ):
        if kind == "csv":
            lines = [f"{label},on", *(f"{value},{day}" for value in values)]
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        else:
            table = pa.table({label: values, "on": [day] * len(values)})
            pq.write_table(table, tmp_path / f"{name}.parquet")
    report = validate_target(tmp_path)
    (finding,) = report.findings
    assert (finding.rule, finding.table, finding.row_number) == ("foreign-key", "two", 3)
    assert report.rows == {"one": 2, "two": 3}


def test_keys_to_a_table_that_is_missing(tmp_path: Path) -> None:
    """The file is missing, and that is what is said: not that each row refers to nothing."""
    key = {"fields": ["id"], "reference": {"resource": "gone", "fields": ["id"]}}
    fields = [{"name": "id", "type": "integer"}]
    write(
        tmp_path,
        {"name": "gone", "path": "gone.csv", "schema": {"fields": fields}},
        {"name": "t", "path": "t.csv", "schema": {"fields": fields, "foreignKeys": [key]}},
    )
    (tmp_path / "t.csv").write_text("id\n1\n2\n", encoding="utf-8")
    report = validate_target(tmp_path)
    assert [(f.rule, f.table) for f in report.findings] == [("scheme-error", "gone")]
    assert "t: foreign key to gone" in report.skipped
