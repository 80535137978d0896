"""Parquet files as DuckDB sees them: columns, families of types, and rows by number."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from toolkit.schema.duckdb_ import identifier, literal

ROW = "file_row_number"
FIRST_ROW = 2
"""The number of the first row, the header being 1, as frictionless counts."""
MEMORY = "600MB"
_FAMILIES: Sequence[tuple[str, str]] = (
    (r".*\[\]", "LIST"),
    (r".*\[[0-9]+\]", "ARRAY"),
    (r"STRUCT\b.*", "STRUCT"),
    (r"MAP\b.*", "MAP"),
    (r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BIGNUM", "INTEGER"),
    (r"DECIMAL\b.*", "DECIMAL"),
    (r"FLOAT|DOUBLE", "FLOAT"),
    (r"TIMESTAMP\b.*", "TIMESTAMP"),
    (r"TIME\b.*", "TIME"),
    (r"ENUM\b.*", "ENUM"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a Parquet file.

    Attributes:
        name: its name.
        type: its type, as DuckDB names it.
        family: the kind of type: ``INTEGER``, ``DECIMAL``, ``VARCHAR`` …
    """

    name: str
    type: str
    family: str


@dataclass(frozen=True, slots=True)
class Source:
    """A Parquet file to be queried.

    Attributes:
        relation: the table function to select from.
        row: an expression for a row's number, the first being 2.
        columns: its columns, in order.
        rows: how many rows it has.
    """

    relation: str
    row: str
    columns: Sequence[Column]
    rows: int


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that spills to ``folder`` and loads no extension.

    Two of DuckDB's optimizers are off: they skip row groups by a column's minimum and maximum,
    which say nothing of not-a-number, so that ``WHERE isnan(x)`` would find none.
    """
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(folder / "spill"),
            "threads": 2,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        },
    )
    connection.execute("SET disabled_optimizers = 'filter_pushdown,statistics_propagation'")
    return connection


def open_source(connection: duckdb.DuckDBPyConnection, path: Path, folder: Path) -> Source:
    """Look at a Parquet file.

    Args:
        connection: see `connect`.
        path: the file.
        folder: where to put a link to it under a name without special characters: DuckDB would
            take a ``*`` or a ``[`` in its name for a pattern.

    Raises:
        duckdb.Error: it is damaged, or no Parquet file.
    """
    link = folder / f"{len(list(folder.glob('*.parquet')))}.parquet"
    link.symlink_to(path.resolve())
    file = literal(str(link))
    rows = connection.execute(f"SELECT num_rows FROM parquet_file_metadata({file})").fetchall()
    options = "hive_partitioning = false, union_by_name = false"
    plain = f"read_parquet({file}, {options})"
    described = connection.execute(f"DESCRIBE SELECT * FROM {plain}").fetchall()
    columns = [Column(name, kind, family(kind)) for name, kind, *_ in described]
    total = int(rows[0][0])
    if any(column.name.lower() == ROW for column in columns):
        numbered = f"(SELECT *, row_number() OVER () + {FIRST_ROW - 1} AS readout_row FROM {plain})"
        return Source(numbered, "readout_row", columns, total)
    relation = f"read_parquet({file}, {options}, {ROW} = true)"
    return Source(relation, f"({ROW} + {FIRST_ROW})", columns, total)


def family(kind: str) -> str:
    """The family of a DuckDB type; its own name where it is in none."""
    for pattern, name in _FAMILIES:
        if re.fullmatch(pattern, kind, re.DOTALL):
            return name
    return kind


@cache
def families() -> Mapping[str, Sequence[str]]:
    """By Table Schema type: the families that a Parquet column of it may be of."""
    listed = Path(__file__).with_name("types.json").read_text(encoding="utf-8")
    found: Mapping[str, Sequence[str]] = json.loads(listed)
    return found


def fits(declared: str, found: Column) -> bool:
    """Whether a column may hold values of a Table Schema type."""
    allowed = families().get(declared, ())
    return "*" in allowed or found.family in allowed


def same_value(column: Column, missing: frozenset[str]) -> str:
    """SQL for a column's logical value: null for what means "no value" among texts."""
    name = identifier(column.name)
    if column.family == "VARCHAR" and missing:
        values = sorted(missing)
        if values == [""]:
            return f"nullif({name}, '')"
        return f"CASE WHEN {name} IN ({', '.join(map(literal, values))}) THEN NULL ELSE {name} END"
    if column.family == "FLOAT" and missing & {"nan", "NaN"}:
        return f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END"
    return name
