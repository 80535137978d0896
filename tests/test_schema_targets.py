"""Every constraint of every table is enforced by every target; sound rows pass in all of them.

The cases are made from the declaration: a row of examples, with one constraint broken at a time.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from declaration_support import (
    Row,
    arrow_table,
    declaration,
    example_row,
    insert,
)
from frictionless import Package, system

from toolkit.schema.arrow import arrow_schema
from toolkit.schema.descriptor import table_schema
from toolkit.schema.duckdb_ import create_table, ddl, identifier
from toolkit.schema.model import Field, FieldType, TableSchema
from toolkit.schema.pandera_ import failure_cases, pandas_frame, pandera_schema
from toolkit.schema.values import breach

TABLES = declaration().all_tables


@dataclass(frozen=True)
class Case:
    """Rows of one table that break one constraint.

    Attributes:
        table: the table.
        column: the column, or the key's columns joined by a comma.
        check: the Table Schema name of what is broken.
        rows: the rows; the last one is at fault.
    """

    table: str
    column: str
    check: str
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        return f"{self.table}-{self.column}-{self.check}"


def another(field: Field) -> Any:
    """A value other than the example that satisfies the field's constraints."""
    value = field.example
    candidates: list[Any] = list(field.constraints.enum)
    if isinstance(value, str):
        candidates += [value + "2", "Q2", "QQQ", "q" * 64, "2000-01-01-a-b", value[:-1] + "0"]
    elif isinstance(value, bool):
        candidates.append(not value)
    elif isinstance(value, int | Decimal):
        candidates += [value + 1, value - 1]
    elif isinstance(value, dt.date):
        candidates.append(value + dt.timedelta(days=1))
    return next(c for c in candidates if c != value and breach(field, c) is None)


def broken_value(field: Field, check: str) -> Any:
    """A value that breaks exactly this constraint of the field first."""
    rules = field.constraints
    step: Any = dt.timedelta(days=1) if field.type is FieldType.DATE else 1
    if field.type is FieldType.NUMBER:
        step = Decimal("0.000001")
    values = {
        "enum": ["zz zz"] if field.type is FieldType.STRING else [-99],
        "pattern": ["|zz zz|", "é\u00a0", "  "],
        "minLength": ["" if rules.min_length == 1 else "x" * ((rules.min_length or 1) - 1)],
        "minimum": [rules.minimum - step] if rules.minimum is not None else [],  # type: ignore[operator]
        "maximum": [rules.maximum + step] if rules.maximum is not None else [],  # type: ignore[operator]
    }
    return next(value for value in values[check] if breach(field, value) == check)


def declared(field: Field) -> Iterator[str]:
    """The single-value constraints that a field declares, except required."""
    rules = field.constraints
    if rules.enum:
        yield "enum"
    if rules.pattern is not None:
        yield "pattern"
    if rules.min_length is not None:
        yield "minLength"
    if rules.minimum is not None:
        yield "minimum"
    if rules.maximum is not None:
        yield "maximum"


def value_cases(table: TableSchema) -> Iterator[Case]:
    row = example_row(table)
    for field in table.fields:
        if field.constraints.required:
            yield Case(table.name, field.name, "required", ({**row, field.name: None},))
        for check in declared(field):
            value = broken_value(field, check)
            yield Case(table.name, field.name, check, ({**row, field.name: value},))


def key_cases(table: TableSchema) -> Iterator[Case]:
    row = example_row(table)
    yield Case(table.name, ",".join(table.primary_key), "primaryKey", (row, dict(row)))
    key = table.field(table.primary_key[0])
    other = {**row, key.name: another(key)}
    for field in table.fields:
        if field.constraints.unique and field.name not in table.primary_key:
            yield Case(table.name, field.name, "unique", (row, other))
    for foreign in table.foreign_keys:
        for name in foreign.fields:
            value = stranger(table.field(name), foreign.resource)
            rows = ({**row, name: value},)
            yield Case(table.name, name, f"foreignKey-{foreign.resource}", rows)


def sound_rows(table: TableSchema) -> tuple[Row, ...]:
    """The rows of a code list, or a row of examples."""
    codes = declaration().code_lists.get(table.name)
    return tuple(dict(row) for row in codes.rows) if codes else (example_row(table),)


def stranger(field: Field, resource: str) -> str:
    """A value that the field allows and the table referred to does not have."""
    codes = declaration().code_lists.get(resource)
    present = set(codes.codes) if codes else {field.example}
    candidates = ["QQQ", "qqq", "qqq2", "2000-01-01-q-q", str(field.example) + "-q"]
    return next(c for c in candidates if c not in present and breach(field, c) is None)


CASES = [
    case for table in TABLES.values() for cases in (value_cases, key_cases) for case in cases(table)
]
TO_ITSELF = [c for c in CASES if c.check == f"foreignKey-{c.table}"]
BETWEEN_TABLES = [c for c in CASES if c.check.removeprefix("foreignKey-") in declaration().tables]


def test_cases_cover_every_constraint_of_every_table() -> None:
    """The generator forgets nothing: as many cases as constraints and keys are declared."""
    expected = 0
    for table in TABLES.values():
        expected += 1 + sum(len(key.fields) for key in table.foreign_keys)
        for field in table.fields:
            rules = field.constraints
            expected += rules.required + rules.unique + len(list(declared(field)))
    assert len(CASES) == expected
    assert {case.table for case in CASES} == set(TABLES)


# pandera ------------------------------------------------------------------------------------------


@cache
def _pandera(table: str) -> Any:
    return pandera_schema(TABLES[table], declaration())


@pytest.mark.parametrize("name", TABLES)
def test_pandera_rejects(name: str) -> None:
    """All cases of a table in one frame: each fault is found in its row, by its name."""
    rows = [example_row(TABLES[name])]
    expected: list[tuple[str, int, str]] = []
    for case in CASES:
        if case.table == name and case not in BETWEEN_TABLES + TO_ITSELF:
            rows.extend(case.rows)
            expected.append((case.column, len(rows) - 1, case.check.partition("-")[0]))
    found = failure_cases(pandas_frame(arrow_table(TABLES[name], rows)), _pandera(name))
    faults = set(zip(found["column"], found["row"], found["check"], strict=True))
    assert [fault for fault in expected if fault not in faults] == []


@pytest.mark.parametrize("name", TABLES)
def test_pandera_accepts_examples_and_refuses_other_columns(name: str) -> None:
    table = TABLES[name]
    frame = pandas_frame(arrow_table(table, [example_row(table)]))
    assert failure_cases(frame, _pandera(name)).empty
    more = failure_cases(frame.assign(surplus="x"), _pandera(name))
    assert ("surplus", "columns") in set(zip(more["column"], more["check"], strict=True))
    fewer = failure_cases(frame.drop(columns=table.fields[-1].name), _pandera(name))
    assert "columns" in set(fewer["check"])


@pytest.mark.parametrize("name", TABLES)
def test_pandera_rejects_every_wrong_type(name: str) -> None:
    table = TABLES[name]
    frame = pandas_frame(arrow_table(table, [example_row(table)]))
    for field in table.fields:
        wrong = 7 if field.type is FieldType.STRING else "seven"
        found = failure_cases(frame.assign(**{field.name: wrong}), _pandera(name))
        assert (field.name, "type") in set(zip(found["column"], found["check"], strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_pandera_accepts_no_rows_and_repeated_nulls(name: str) -> None:
    """Two rows with nulls wherever they may be: nulls are no duplicates of each other."""
    table = TABLES[name]
    assert failure_cases(pandas_frame(arrow_table(table, [])), _pandera(name)).empty
    sparse = {f.name: f.example if f.constraints.required else None for f in table.fields}
    changed = {
        f.name: another(f)
        for f in table.fields
        if f.name == table.primary_key[0] or (f.constraints.unique and f.constraints.required)
    }
    frame = pandas_frame(arrow_table(table, [sparse, {**sparse, **changed}]))
    assert failure_cases(frame, _pandera(name)).empty


# DuckDB -------------------------------------------------------------------------------------------


@cache
def _database_for(name: str) -> duckdb.DuckDBPyConnection:
    """A database with the table ``name``, empty, and the tables it refers to, filled."""
    needed = {name}
    for other in reversed(list(TABLES)):
        if other in needed:
            needed.update(key.resource for key in TABLES[other].foreign_keys)
    con = duckdb.connect()
    for other in (table for table in TABLES if table in needed):
        con.execute(create_table(TABLES[other]))
        if other != name:
            insert(con, TABLES[other], sound_rows(TABLES[other]))
    return con


WORDS = {
    "required": "NOT NULL",
    "primaryKey": "primary key|Duplicate key",
    "unique": "unique|Duplicate key",
    "foreignKey": "foreign key",
}


@pytest.mark.parametrize("case", [c for c in CASES if c not in TO_ITSELF], ids=str)
def test_duckdb_rejects(case: Case) -> None:
    table = TABLES[case.table]
    message = f"(?i){WORDS.get(case.check.partition('-')[0], 'CHECK')}"
    with pytest.raises(duckdb.ConstraintException, match=message):
        insert(_database_for(case.table), table, case.rows)


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_accepts_examples_and_rejects_every_wrong_type(name: str) -> None:
    table = TABLES[name]
    con = _database_for(name)
    insert(con, table, [example_row(table)])
    con.execute(f"delete from {identifier(name)}")
    for field in table.fields:
        if field.type is FieldType.STRING:
            continue
        con.register("wrong", pa.table({field.name: ["seven"]}))
        with pytest.raises(duckdb.ConversionException):
            con.execute(f"insert into {identifier(name)} ({identifier(field.name)}) from wrong")


def test_ddl_without_constraints_takes_any_row_of_the_right_types() -> None:
    con = duckdb.connect()
    for statement in ddl(declaration().all_tables.values(), constraints=False):
        con.execute(statement)
    for case in CASES:
        insert(con, TABLES[case.table], case.rows)


def test_ddl_comments_say_what_columns_mean() -> None:
    con = duckdb.connect()
    for statement in ddl(declaration().all_tables.values()):
        con.execute(statement)
    rows = con.execute("select table_name, column_name, comment from duckdb_columns()").fetchall()
    comments = {row[:2]: row[2] for row in rows}
    for name, table in TABLES.items():
        for field in table.fields:
            assert comments[name, field.name].startswith(field.description)
            if field.unit:
                assert field.unit in comments[name, field.name]
    tables = con.execute("select table_name, comment from duckdb_tables()").fetchall()
    assert dict(tables) == {name: table.description for name, table in TABLES.items()}


# frictionless -------------------------------------------------------------------------------------


def csv_text(table: TableSchema, rows: tuple[Row, ...]) -> str:
    """Rows as CSV, null as the empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.field_names)
    for row in rows:
        writer.writerow(["" if row[n] is None else str(row[n]) for n in table.field_names])
    return out.getvalue()


def frictionless_errors(folder: Path, table: TableSchema, rows: tuple[Row, ...]) -> set[Any]:
    """Pairs of row number (the first row is 2) and error type that frictionless finds in a table.

    The tables it refers to stand beside it, without their own keys, so that they need no others.
    """
    listed = []
    for name in {table.name, *(key.resource for key in table.foreign_keys)}:
        given = rows if name == table.name else sound_rows(TABLES[name])
        (folder / f"{name}.csv").write_text(csv_text(TABLES[name], given), encoding="utf-8")
        schema = table_schema(TABLES[name])
        if name != table.name:
            schema.pop("foreignKeys", None)
        listed.append({"name": name, "type": "table", "path": f"{name}.csv", "schema": schema})
    with system.use_context(trusted=True):
        report = Package({"name": "x", "resources": listed}, basepath=str(folder)).validate()
    task = next(task for task in report.tasks if task.name == table.name)
    return {(getattr(error, "row_number", None), error.type) for error in task.errors}


FRICTIONLESS = {"primaryKey": "primary-key", "unique": "unique-error", "foreignKey": "foreign-key"}


def expected_of_frictionless(table: TableSchema, case: Case) -> str | None:
    """The error type for a case; none where CSV writes an empty text as null, and null may be."""
    if case.check == "minLength" and case.rows[-1][case.column] == "":
        return "constraint-error" if table.field(case.column).constraints.required else None
    return FRICTIONLESS.get(case.check.partition("-")[0], "constraint-error")


@pytest.mark.parametrize("name", TABLES)
def test_frictionless_rejects(name: str, tmp_path: Path) -> None:
    """All cases of a table in one file: frictionless names the row of each."""
    table = TABLES[name]
    rows = list(sound_rows(table))
    expected: list[tuple[Case, tuple[int, str]]] = []
    for case in (case for case in CASES if case.table == name):
        rows.extend(case.rows)
        error = expected_of_frictionless(table, case)
        if error is not None:
            expected.append((case, (len(rows) + 1, error)))
    found = frictionless_errors(tmp_path, table, tuple(rows))
    assert [str(case) for case, error in expected if error not in found] == []


@pytest.mark.parametrize("name", TABLES)
def test_frictionless_accepts_examples_and_rejects_every_wrong_type(
    name: str, tmp_path: Path
) -> None:
    table = TABLES[name]
    sound = sound_rows(table)
    assert frictionless_errors(tmp_path, table, sound) == set()
    typed = [field.name for field in table.fields if field.type is not FieldType.STRING]
    wrong = [{**sound[0], column: "seven"} for column in typed]
    found = frictionless_errors(tmp_path, table, (*sound, *wrong))
    first = len(sound) + 2
    assert {(first + i, "type-error") for i in range(len(wrong))} <= found


# Arrow --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [c for c in CASES if c.check == "required"], ids=str)
def test_parquet_is_not_written_with_a_null_where_none_may_be(case: Case) -> None:
    table = TABLES[case.table]
    rows = pa.Table.from_pylist(list(case.rows), schema=arrow_schema(table))
    with pytest.raises(pa.ArrowInvalid, match="non-nullable"):
        pq.write_table(rows, io.BytesIO())


@pytest.mark.parametrize("name", TABLES)
def test_arrow_rejects_every_wrong_type_and_keeps_what_columns_mean(name: str) -> None:
    table = TABLES[name]
    row = example_row(table)
    for field in table.fields:
        wrong = 7 if field.type is FieldType.STRING else "seven"
        with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
            pa.Table.from_pylist([{**row, field.name: wrong}], schema=arrow_schema(table))
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([row], schema=arrow_schema(table)), sink)
    read = pq.read_table(sink)
    assert read.to_pylist() == [row]
    assert read.schema.equals(arrow_schema(table), check_metadata=True)
    for field in table.fields:
        metadata = read.schema.field(field.name).metadata
        assert metadata[b"description"].decode() == field.description
        assert metadata.get(b"unit", b"").decode() == (field.unit or "")
