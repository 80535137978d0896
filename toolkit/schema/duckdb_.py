"""The declaration as DuckDB tables: columns, keys, checks, comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from toolkit.schema.model import (
    NUMBER_PRECISION,
    NUMBER_SCALE,
    Field,
    FieldType,
    ForeignKey,
    Scalar,
    TableSchema,
)

SQL_TYPES: dict[FieldType, str] = {
    FieldType.STRING: "VARCHAR",
    FieldType.INTEGER: "BIGINT",
    FieldType.NUMBER: f"DECIMAL({NUMBER_PRECISION}, {NUMBER_SCALE})",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DATE: "DATE",
}
"""The DuckDB type of each Table Schema type."""


def identifier(name: str) -> str:
    """The name quoted for SQL, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: Scalar) -> str:
    """The value as a SQL literal."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return f"{value:f}" if not isinstance(value, int) else str(value)


def ddl(tables: Iterable[TableSchema], constraints: bool = True) -> list[str]:
    """Statements that create tables and describe them.

    Args:
        tables: the tables, each after those it refers to.
        constraints: whether to declare keys and checks. Without them loading is faster, and the
            tables take any row of the right types.

    Returns:
        One ``CREATE TABLE`` for each table, followed by its ``COMMENT ON`` statements.
    """
    statements = []
    for table in tables:
        statements.append(create_table(table, constraints=constraints))
        statements.extend(comments(table))
    return statements


def create_table(table: TableSchema, *, constraints: bool = True) -> str:
    """The ``CREATE TABLE`` statement of one table.

    A reference of a table to itself is left out: DuckDB refuses a row whose parent comes in the
    same statement, so that no such table could be loaded at once.
    """
    lines = [_column(field, constraints=constraints) for field in table.fields]
    if constraints:
        lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
        others = (key for key in table.foreign_keys if key.resource != table.name)
        lines.extend(_foreign_key(key) for key in others)
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {identifier(table.name)} (\n  {body}\n)"


def comments(table: TableSchema) -> Iterator[str]:
    """The ``COMMENT ON`` statements of one table and its columns."""
    name = identifier(table.name)
    yield f"COMMENT ON TABLE {name} IS {literal(table.description)}"
    for field in table.fields:
        text = f"{field.description} Unit: {field.unit}." if field.unit else field.description
        yield f"COMMENT ON COLUMN {name}.{identifier(field.name)} IS {literal(text)}"


def checks(field: Field) -> dict[str, str]:
    """The conditions on one column, by Table Schema constraint; null satisfies each in SQL.

    ``required`` and ``unique`` are no conditions on a value and are not among them.
    """
    name = identifier(field.name)
    rules = field.constraints
    found: dict[str, str] = {}
    if rules.enum:
        found["enum"] = f"{name} IN ({', '.join(literal(value) for value in rules.enum)})"
    if rules.pattern is not None:
        found["pattern"] = f"regexp_full_match({name}, {literal(rules.pattern)})"
    if rules.min_length is not None:
        found["minLength"] = f"length({name}) >= {rules.min_length}"
    if rules.minimum is not None:
        found["minimum"] = f"{name} >= {literal(rules.minimum)}"
    if rules.maximum is not None:
        found["maximum"] = f"{name} <= {literal(rules.maximum)}"
    return found


def _column(field: Field, *, constraints: bool) -> str:
    words = [identifier(field.name), SQL_TYPES[field.type]]
    if constraints:
        if field.constraints.required:
            words.append("NOT NULL")
        if field.constraints.unique:
            words.append("UNIQUE")
        words.extend(f"CHECK ({condition})" for condition in checks(field).values())
    return " ".join(words)


def _foreign_key(key: ForeignKey) -> str:
    target = f"{identifier(key.resource)} ({_names(key.reference_fields)})"
    return f"FOREIGN KEY ({_names(key.fields)}) REFERENCES {target}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(identifier(name) for name in names)
