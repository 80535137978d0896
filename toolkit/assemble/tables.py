"""Rows become Arrow tables in the columns, types and order that the declaration says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pyarrow as pa

from toolkit.extract.model import Row
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.model import TableSchema

_OPEN_LICENCES = Path(__file__).with_name("open_licences.txt")


@cache
def open_licences() -> frozenset[str]:
    """The licences (SPDX identifiers) under which an article's text may be published."""
    lines = _OPEN_LICENCES.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


def arrow_table(schema: TableSchema, rows: Sequence[Row]) -> pa.Table:
    """One table, sorted by its key.

    Args:
        schema: its declaration.
        rows: its rows; every declared column is a key of each.
    """
    ordered = sorted(rows, key=lambda row: tuple(row[k] for k in schema.primary_key))
    target = arrow_schema(schema)
    columns = [pa.array([row[field.name] for row in ordered], type=field.type) for field in target]
    return pa.Table.from_arrays(columns, schema=target)


def arrow_tables(
    schemas: Mapping[str, TableSchema], rows: Mapping[str, Sequence[Row]]
) -> dict[str, pa.Table]:
    """All tables of the declaration.

    Args:
        schemas: the declared tables by name.
        rows: rows by table; a table without rows may be missing.
    """
    return {name: arrow_table(schema, rows.get(name, ())) for name, schema in schemas.items()}


def without_closed_texts(rows: Sequence[Row]) -> list[Row]:
    """Rows of ``articles`` without the texts whose licence does not allow to publish them."""
    return [row if row["rights"] in open_licences() else {**row, "text": None} for row in rows]
