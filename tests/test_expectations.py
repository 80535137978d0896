"""How large tables and how full columns are expected to be: read, checked, and applied."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_package import declare, small_tables, write_declaration

from toolkit.resources import schemas_dir
from toolkit.schema.loader import DeclarationError, load_declaration
from toolkit.schema.model import Bounds, Expectation, Severity
from toolkit.validate.expectations import (
    Size,
    check_expectations,
    expectation_check,
    sizes_of_tables,
)
from toolkit.validate.tables import validate_tables

ROOT = Path(__file__).resolve().parents[1]


def write(folder: Path, content: Any) -> Path:
    declared = write_declaration(folder / "schemas")
    (declared / "expectations.json").write_text(json.dumps(content), encoding="utf-8")
    return declared


def test_reading(tmp_path: Path) -> None:
    content = {
        "rows": {"rivers": {"minimum": 2, "maximum": 40}},
        "filled": {"rivers": {"length_km": {"minimum": 0.5}, "navigable": {"maximum": 1}}},
    }
    assert load_declaration(write(tmp_path, content)).expectations == (
        Expectation("rivers", None, Bounds(Decimal(2), Decimal(40))),
        Expectation("rivers", "length_km", Bounds(Decimal("0.5"), None)),
        Expectation("rivers", "navigable", Bounds(None, Decimal(1))),
    )


def test_a_declaration_needs_none(tmp_path: Path) -> None:
    assert declare(tmp_path).expectations == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "schemas/expectations.json: not a JSON object"),
        ({"columns": {}}, "key columns: unknown key. Allowed here: rows, filled"),
        ({"rows": 3}, "key rows: not an object"),
        ({"rows": {"lakes": {"minimum": 1}}}, "there is no table lakes. One of: rivers, bridges"),
        ({"rows": {"rivers": {}}}, "key rivers, key minimum: missing. Give a minimum, a maximum"),
        ({"rows": {"rivers": {"min": 1}}}, "key min: unknown key. Allowed here: minimum, maximum"),
        ({"rows": {"rivers": {"minimum": "1"}}}, "key minimum: not a number"),
        ({"rows": {"rivers": {"minimum": True}}}, "key minimum: not a number"),
        ({"rows": {"rivers": {"minimum": 1.5}}}, "1.5 is no number of rows"),
        ({"rows": {"rivers": {"minimum": -1}}}, "-1 is no number of rows"),
        ({"rows": {"rivers": {"minimum": 3, "maximum": 2}}}, "2 is below the minimum, 3"),
        ({"filled": {"rivers": {"depth": {"minimum": 0}}}}, "rivers has no column depth"),
        ({"filled": {"rivers": {"name": {"minimum": 1}}}}, "the column is required"),
        ({"filled": {"rivers": {"length_km": {"maximum": 1.1}}}}, "1.1 is no share"),
        ({"filled": {"rivers": {"length_km": 0.5}}}, "key length_km: not an object"),
    ],
)
def test_reading_is_strict(tmp_path: Path, content: Any, said: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        load_declaration(write(tmp_path, content))
    assert len(caught.value.problems) == 1
    assert said in str(caught.value)
    assert str(caught.value).startswith("schemas/expectations.json")


def judged(rows: int, filled: int, field: str | None, **bounds: str) -> list[tuple[str, str]]:
    limits = Bounds(**{key: Decimal(value) for key, value in bounds.items()})
    sizes = {"t": Size(rows, {"x": filled})}
    found = check_expectations(sizes, [Expectation("t", field, limits)])
    return [(finding.severity.value, finding.message) for finding in found]


def test_rows() -> None:
    assert judged(5, 0, None, minimum="5", maximum="5") == []
    assert judged(1, 0, None, minimum="2000") == [
        ("error", "the table has 1 row; at least 2,000 rows expected")
    ]
    assert judged(7, 0, None, minimum="5", maximum="6") == [
        ("warning", "the table has 7 rows; at most 6 rows expected")
    ]


def test_filled_cells() -> None:
    assert judged(8, 6, "x", minimum="0.75", maximum="0.75") == []
    assert judged(8, 5, "x", minimum="0.75") == [
        ("error", "the column is filled in 62.5 % (5 of 8 cells); at least 75 % expected")
    ]
    assert judged(3, 3, "x", maximum="0.9") == [
        ("warning", "the column is filled in 100 % (3 of 3 cells); at most 90 % expected")
    ]
    assert judged(0, 0, "x", minimum="1") == []


def test_what_is_not_there_is_not_judged() -> None:
    bounds = Bounds(Decimal(1))
    expected = [Expectation("u", None, bounds), Expectation("t", "y", bounds)]
    assert list(check_expectations({"t": Size(3, {"x": 3})}, expected)) == []


CELLS = st.lists(st.one_of(st.none(), st.integers(0, 9)))


@given(CELLS, st.integers(0, 3))
def test_filled_cells_are_counted(cells: list[int | None], chunks: int) -> None:
    column = pa.chunked_array([pa.array(cells, pa.int64())] * chunks, pa.int64())
    filled = chunks * sum(cell is not None for cell in cells)
    table = pa.table({"a": column})
    assert sizes_of_tables({"t": table}) == {"t": Size(chunks * len(cells), {"a": filled})}


def test_tables_are_held_against_them(tmp_path: Path) -> None:
    content = {
        "rows": {"rivers": {"minimum": 3}, "bridges": {"maximum": 2}},
        "filled": {"rivers": {"length_km": {"minimum": 0.6}}},
    }
    declaration = load_declaration(write(tmp_path, content))
    check = expectation_check(declaration.expectations)
    report = validate_tables(small_tables(declaration), declaration, [check])
    assert [(f.rule, f.table, f.field, f.severity) for f in report.findings] == [
        ("fill-rate", "rivers", "length_km", Severity.ERROR),
        ("row-count", "rivers", None, Severity.ERROR),
        ("row-count", "bridges", None, Severity.WARNING),
    ]
    assert report.checks[-1] == "as-expected"
    assert validate_tables(small_tables(declaration), declaration).valid


def test_ours_fit_the_package_and_would_notice_a_loss() -> None:
    declaration = load_declaration(schemas_dir())
    names = set(declaration.tables) - {"retired"}  # empty at first; it grows with every correction
    assert {e.table for e in declaration.expectations if e.field is None} == names
    tables = {name: pq.read_table(ROOT / "datapackage/data" / f"{name}.parquet") for name in names}
    sizes = sizes_of_tables(tables)
    assert list(check_expectations(sizes, declaration.expectations)) == []
    for expected in declaration.expectations:
        rows = sizes[expected.table].rows
        if expected.field is None:
            low, high = expected.bounds.minimum, expected.bounds.maximum
            assert low is not None
            assert high is not None
            assert rows / 3 <= low <= rows <= high <= rows * 3
    half = {name: table.slice(0, table.num_rows // 2) for name, table in tables.items()}
    found = list(check_expectations(sizes_of_tables(half), declaration.expectations))
    assert {f.table for f in found if f.rule == "row-count"} == names
