"""Columns, types, constraints and keys: what Table Schema says, held against Arrow tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb
import pandas as pd
import pyarrow as pa

from toolkit.schema.arrow import arrow_schema
from toolkit.schema.duckdb_ import identifier
from toolkit.schema.model import Field, ForeignKey, PackageDeclaration, TableSchema
from toolkit.schema.pandera_ import failure_cases, pandas_frame, pandera_schema
from toolkit.validate.report import FIRST_ROW, Finding
from toolkit.validate.suggestions import close_code

MISSING_TABLE, EXTRA_TABLE = "missing-table", "extra-table"
MISSING_COLUMN, EXTRA_COLUMN, COLUMN_ORDER = "missing-label", "extra-label", "incorrect-label"
LABELS = frozenset((MISSING_COLUMN, EXTRA_COLUMN, COLUMN_ORDER))
TYPE, CONSTRAINT, UNIQUE = "type-error", "constraint-error", "unique-error"
PRIMARY_KEY, FOREIGN_KEY = "primary-key", "foreign-key"
SHAPE = LABELS | {MISSING_TABLE, TYPE}
"""Rules without which no other check makes sense; all names are those of frictionless' errors."""


def with_code_lists(
    tables: Mapping[str, pa.Table], declaration: PackageDeclaration
) -> dict[str, pa.Table]:
    """The tables and, from the declaration, the code lists that are not among them."""
    lists = {
        name: pa.Table.from_pylist([dict(row) for row in codes.rows], arrow_schema(codes.schema))
        for name, codes in declaration.code_lists.items()
        if name not in tables
    }
    return {**lists, **tables}


def load(tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """The tables in a DuckDB in memory, rows in order (``rowid`` counts from 0).

    It can reach no file and no network.
    """
    connection = duckdb.connect(
        ":memory:", config={"python_enable_replacements": "false", "temp_directory": ""}
    )
    connection.execute("SET enable_external_access = false")
    for name, table in tables.items():
        connection.register("incoming", table)
        connection.execute(f"CREATE TABLE {identifier(name)} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    return connection


def row_key(table: pa.Table, schema: TableSchema, index: int) -> str:
    """A row's identifier: its key values joined by ``|``, nothing for null."""
    return row_keys(table.slice(index, 1), schema)[0]


def row_keys(table: pa.Table, schema: TableSchema) -> list[str]:
    """The identifiers of all rows."""
    columns = [table.column(name).to_pylist() for name in schema.primary_key]
    return [
        "|".join("" if value is None else str(value) for value in row)
        for row in zip(*columns, strict=True)
    ]


def check_tables(
    tables: Mapping[str, pa.Table], declaration: PackageDeclaration
) -> Iterator[Finding]:
    """Findings on each table by itself: its columns, types, constraints and key."""
    declared = declaration.all_tables
    for name in tables:
        if name not in declared:
            yield Finding(
                EXTRA_TABLE, "the table is not declared", name, hint="Declare it, or leave it out."
            )
    for name, schema in declared.items():
        if name in tables:
            yield from _check_table(tables[name], schema, declaration)
        else:
            yield Finding(MISSING_TABLE, "the table is missing", name, hint="Build it again.")


def _check_table(
    table: pa.Table, schema: TableSchema, declaration: PackageDeclaration
) -> Iterator[Finding]:
    shape = list(_check_columns(table, schema))
    yield from shape
    if any(finding.rule in LABELS for finding in shape):
        return
    cases = failure_cases(pandas_frame(table), pandera_schema(schema, declaration))
    cases = cases[~cases["check"].isin(("columns", "type", "foreignKey"))]
    # Those left out are said above, or by `check_references`.
    first: dict[tuple[str, ...], int] = {}
    for case in cases.sort_values("row", kind="stable").itertuples(index=False):
        finding = _finding(case, table, schema)
        if finding.rule in (UNIQUE, PRIMARY_KEY):
            number = finding.row_number or 0
            seen = first.setdefault(
                (finding.rule, finding.field or "", finding.value or ""), number
            )
            if seen == number:
                continue
            finding = replace(finding, message=f"{finding.message} in row {seen}")
        yield finding


def _check_columns(table: pa.Table, schema: TableSchema) -> Iterator[Finding]:
    labels, names = table.column_names, list(schema.field_names)
    if labels != names:
        yield from _check_labels(labels, names, schema.name)
        return
    for number, field in enumerate(arrow_schema(schema), start=1):
        found = table.schema.field(field.name).type
        if found != field.type:
            yield Finding(
                TYPE,
                f"the column's type is {found}, not {field.type}",
                schema.name,
                field=field.name,
                field_number=number,
                hint="Convert it, or correct the declaration.",
            )


def _check_labels(labels: list[str], names: list[str], table: str) -> Iterator[Finding]:
    """Findings on columns that are missing, too many, or in another order."""
    declared = f"Declared, in this order: {', '.join(names)}."
    for name in names:
        if name not in labels:
            yield Finding(MISSING_COLUMN, "the column is missing", table, field=name, hint=declared)
    for number, label in enumerate(labels, start=1):
        if label not in names or labels.index(label) + 1 < number:
            yield Finding(
                EXTRA_COLUMN,
                "the column is not declared",
                table,
                field=label,
                field_number=number,
                hint=declared,
            )
    if sorted(labels) == sorted(names):
        wrong = next(
            i for i, pair in enumerate(zip(labels, names, strict=True)) if len({*pair}) > 1
        )
        yield Finding(
            COLUMN_ORDER,
            f"the column stands where {names[wrong]} is declared",
            table,
            field=labels[wrong],
            field_number=wrong + 1,
            hint=declared,
        )


def _finding(case: object, table: pa.Table, schema: TableSchema) -> Finding:
    """The finding for one failure that pandera reported."""
    column, row, value, check = (
        getattr(case, name) for name in ("column", "row", "value", "check")
    )
    index = None if pd.isna(row) else int(row)
    row_id = None if index is None else row_key(table, schema, index)
    if check == "primaryKey":
        names, value = ", ".join(schema.primary_key), row_id
    else:
        names = str(column)
    message, hint = _words(check, None if check == "primaryKey" else schema.field(names))
    single = names in schema.field_names
    return Finding(
        rule=_RULES.get(check, CONSTRAINT),
        message=message,
        table=schema.name,
        row_id=row_id,
        row_number=None if index is None else index + FIRST_ROW,
        field=names,
        field_number=schema.field_names.index(names) + 1 if single else None,
        value=None if value is None else str(value),
        hint=hint,
    )


_RULES = {"primaryKey": PRIMARY_KEY, "unique": UNIQUE}
"""Checks that are no plain constraint of a cell."""
_WORDS: dict[str, tuple[str, Callable[[Field], str]]] = {
    "required": ("the cell is empty", lambda field: f"Every row needs {field.title.lower()}."),
    "unique": ("the value stands already", lambda _: "Make each value differ."),
    "enum": (
        "the value is not allowed",
        lambda field: f"One of: {', '.join(map(str, field.constraints.enum))}.",
    ),
    "pattern": (
        "the value does not match the pattern",
        lambda field: f"Pattern: {field.constraints.pattern}, for example {field.example}.",
    ),
    "minLength": (
        "the value is too short",
        lambda field: f"At least {field.constraints.min_length} characters.",
    ),
    "minimum": ("the value is too small", lambda field: f"Minimum: {field.constraints.minimum}."),
    "maximum": ("the value is too large", lambda field: f"Maximum: {field.constraints.maximum}."),
}


def _words(check: str, field: Field | None) -> tuple[str, str]:
    if field is None:
        return "the key stands already", "Merge the rows, or correct their keys."
    message, hint = _WORDS[check]
    return message, hint(field)


def check_references(
    tables: Mapping[str, pa.Table],
    declaration: PackageDeclaration,
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[Finding]:
    """Findings on foreign keys: every row that refers to something that is not there.

    Args:
        tables: all tables and code lists, their columns as declared.
        declaration: the keys.
        connection: the same tables, as `load` made it.
    """
    for name, schema in declaration.all_tables.items():
        for key in schema.foreign_keys:
            for index, *values in connection.execute(_orphans(name, key)).fetchall():
                yield Finding(
                    rule=FOREIGN_KEY,
                    message=f"the value is not in {_reference(key)}",
                    table=name,
                    row_id=row_key(tables[name], schema, index),
                    row_number=index + FIRST_ROW,
                    field=", ".join(key.fields),
                    value="|".join(str(value) for value in values),
                    hint=_advice(values, key, declaration),
                )


def _reference(key: ForeignKey) -> str:
    return f"{key.resource}.{', '.join(key.reference_fields)}"


def _advice(values: Sequence[object], key: ForeignKey, declaration: PackageDeclaration) -> str:
    """What to do about a value that refers to nothing; of a code, which one may be meant."""
    close = close_code(str(values[0]), key, declaration) if len(values) == 1 else ""
    return f"{close}Correct it, or add the row to {key.resource}."


def _orphans(table: str, key: ForeignKey) -> str:
    """SQL for the rows of ``table`` whose key, null nowhere, is not in the table referred to."""
    own = [f"own.{identifier(name)}" for name in key.fields]
    other = [f"other.{identifier(name)}" for name in key.reference_fields]
    equal = " AND ".join(f"{a} = {b}" for a, b in zip(own, other, strict=True))
    present = " AND ".join(f"{name} IS NOT NULL" for name in own)
    return (
        f"SELECT own.rowid, {_list(own)} FROM {identifier(table)} AS own "
        f"ANTI JOIN {identifier(key.resource)} AS other ON {equal} "
        f"WHERE {present} ORDER BY own.rowid"
    )


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
