"""Random schemas and tables: the table engine's verdict and pandera's are the same.

Cells are of the declared types here, since pandera sees typed frames only; what types make of a
text is held against frictionless in ``test_tabular_against_frictionless.py``. Closed list of
differences that this test steps round:

* pandera tells several broken constraints of one cell as several failures, the engine likewise,
  but ``enum``, ``pattern`` and the others all have the name ``constraint-error`` in its report, so
  they are compared as a set of cells;
* of rows with the same value pandera tells all, the engine (like frictionless) all but the first;
* a key that is null is a matter of ``required`` for pandera; keys are never null here.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.declaration_support import arrow_table, declaration
from tests.laws import examples
from tests.tabular_case import ENGINES, run, task
from toolkit.schema.descriptor import table_schema
from toolkit.schema.model import Constraints, Field, FieldType, TableSchema
from toolkit.schema.pandera_ import failure_cases, pandas_frame, pandera_schema
from toolkit.schema.values import to_text

VALUES: dict[FieldType, list[Any]] = {
    FieldType.STRING: ["a", "ab", "b-1", "Ünal", 'a "b"', "x,y", "two\nlines", "é"],
    FieldType.INTEGER: [-3, 0, 1, 2, 7, 2**40],
    FieldType.NUMBER: [Decimal("-1.5"), Decimal(0), Decimal("0.25"), Decimal(3), Decimal("12.75")],
    FieldType.BOOLEAN: [True, False],
    FieldType.DATE: [dt.date(1999, 12, 31), dt.date(2020, 2, 29), dt.date(2026, 11, 21)],
}
PATTERNS = ["[a-z]+", "[a-z]*(-[0-9])?", "a.*", "[^,]+"]
RULES = {
    "required": "constraint-error",
    "enum": "constraint-error",
    "pattern": "constraint-error",
    "minLength": "constraint-error",
    "minimum": "constraint-error",
    "maximum": "constraint-error",
    "unique": "unique-error",
    "primaryKey": "primary-key",
}


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    kind = draw(st.sampled_from(list(FieldType)))
    values = VALUES[kind]
    some = st.none() | st.sampled_from(values)
    ordered = kind in (FieldType.INTEGER, FieldType.NUMBER, FieldType.DATE)
    text = kind is FieldType.STRING
    rules = Constraints(
        required=draw(st.booleans()),
        unique=draw(st.booleans()),
        enum=tuple(draw(st.just([]) | st.lists(st.sampled_from(values), min_size=1, unique=True))),
        pattern=draw(st.none() | st.sampled_from(PATTERNS)) if text else None,
        min_length=draw(st.none() | st.integers(1, 3)) if text else None,
        minimum=draw(some) if ordered else None,
        maximum=draw(some) if ordered else None,
    )
    return Field(name, kind, name, name, values[0], constraints=rules)


@st.composite
def cases(draw: st.DrawFn) -> tuple[TableSchema, list[dict[str, Any]]]:
    key = Field("id", FieldType.INTEGER, "id", "id", 1, constraints=Constraints(required=True))
    others = [draw(fields(f"f{number}")) for number in range(draw(st.integers(1, 3)))]
    table = TableSchema("t", "t", "t", (key, *others), ("id",))
    row = st.fixed_dictionaries(
        {
            "id": st.integers(0, 9),
            **{f.name: st.none() | st.sampled_from(VALUES[f.type]) for f in others},
        }
    )
    return table, draw(st.lists(row, max_size=8))


def as_csv(table: TableSchema, rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.field_names)
    for row in rows:
        writer.writerow("" if row[n] is None else to_text(row[n]) for n in table.field_names)
    return out.getvalue()


def pandera_finds(table: TableSchema, rows: list[dict[str, Any]]) -> set[tuple[int, str, str]]:
    frame = pandas_frame(arrow_table(table, rows))
    found = failure_cases(frame, pandera_schema(table, declaration()))
    cases = {(int(case.row) + 2, case.column, RULES[case.check]) for case in found.itertuples()}
    return {case for case in cases if case[2] == "constraint-error" or not is_first(rows, *case)}


def is_first(rows: list[dict[str, Any]], number: int, column: str, _: str) -> bool:
    """Whether no row before it has the same value."""
    value = rows[number - 2][column]
    return all(row[column] != value for row in rows[: number - 2])


@pytest.mark.parametrize("engine", ENGINES)
@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases())
def test_the_verdicts_are_the_same(
    engine: str, tmp_path: Path, case: tuple[TableSchema, list[dict[str, Any]]]
) -> None:
    table, rows = case
    found, _ = run([task(tmp_path, as_csv(table, rows), table_schema(table))], engine=engine)
    ours = {(f.row_number, f.field, f.rule) for f in found.errors}
    assert ours == pandera_finds(table, rows)
