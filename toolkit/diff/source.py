"""The rows of a package's table in DuckDB, every cell as text or null.

Cells stay as the file spells them; two spellings of one value are told to be one only where they
are compared (`canonical`). So no cell is lost because it does not fit its type.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from toolkit.errors import DataError
from toolkit.package.read import Package, TableFiles
from toolkit.schema.duckdb_ import identifier, literal

_HINT = "readout validate says what is wrong with it."
_HEADER_BYTES = 1 << 20
_LONG_LINE = 1 << 27
"""Bytes of a CSV record at most; DuckDB's own limit, 2 MB, is tried first (its buffers grow)."""
_NO_NULL = "\x00no null\x00"
_FLOATS = ("FLOAT", "DOUBLE", "DECIMAL")


@dataclass(frozen=True, slots=True)
class Source:
    """A table's rows.

    Attributes:
        relation: what to select from: the table or view in DuckDB, quoted.
        columns: its columns as the file names them; all are VARCHAR.
        path: the file that the rows come from.
        rows: how many there are.
    """

    relation: str
    columns: tuple[str, ...]
    path: Path
    rows: int


def load(
    connection: duckdb.DuckDBPyConnection, package: Package, table: TableFiles, alias: str
) -> Source:
    """Make a table's rows available: Parquet is read where it lies, CSV is read once.

    Args:
        connection: where to.
        package: the package.
        table: its table.
        alias: what to call it in DuckDB.

    Raises:
        DataError: the file is damaged.
    """
    path = package.root / table.path
    name = identifier(alias)
    try:
        if table.parquet:
            selected = _parquet(connection, path)
            connection.execute(f"CREATE VIEW {name} AS {selected}")
        else:
            _load_csv(connection, name, path, dialect_of(package, table), table.schema)
        described = connection.execute(f"DESCRIBE {name}").fetchall()
        number = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        reason = " ".join(str(error).split("\n")[0].split())
        raise DataError(f"cannot be read: {reason}", where=str(path), hint=_HINT) from error
    return Source(name, tuple(row[0] for row in described), path, number[0] if number else 0)


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """A selection of all columns as text; decimals without their trailing zeros."""
    file = f"read_parquet({literal(str(path))})"
    cells = []
    for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {file}").fetchall():
        column = identifier(name)
        text = column if kind == "VARCHAR" else f"CAST({column} AS VARCHAR)"
        if kind.startswith(_FLOATS):
            text = plain_number(text)
        cells.append(f"{text} AS {column}")
    return f"SELECT {', '.join(cells)} FROM {file}"


def plain_number(text: str) -> str:
    """SQL for a decimal's text without zeros at the end of its fraction."""
    bare = f"rtrim(rtrim({text}, '0'), '.')"
    return f"CASE WHEN regexp_full_match({text}, '-?[0-9]+[.][0-9]+') THEN {bare} ELSE {text} END"


def _load_csv(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    path: Path,
    dialect: Mapping[str, Any],
    schema: Mapping[str, Any],
) -> None:
    header = _header(path, dialect, [str(field["name"]) for field in schema["fields"]])
    columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in header)
    missing = schema.get("missingValues", [""])
    nulls = [str(item["value"] if isinstance(item, dict) else item) for item in missing]
    options = {
        "columns": f"{{{columns}}}",
        "header": "true" if dialect.get("header", True) else "false",
        "auto_detect": "false",
        "delim": literal(str(dialect.get("delimiter", ","))),
        "quote": literal(str(dialect.get("quoteChar", '"'))),
        "escape": literal(str(dialect.get("escapeChar") or dialect.get("quoteChar", '"'))),
        "nullstr": f"[{', '.join(map(literal, nulls or [_NO_NULL]))}]",
    }
    for extra in ({}, {"max_line_size": str(_LONG_LINE)}):
        told = ", ".join(f"{key} = {value}" for key, value in {**options, **extra}.items())
        file = f"read_csv({literal(str(path))}, {told})"
        try:
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {file}")
        except duckdb.InvalidInputException as error:
            if extra or "line size" not in str(error).lower():
                raise
        else:
            return


def _header(path: Path, dialect: Mapping[str, Any], declared: Sequence[str]) -> Sequence[str]:
    """The columns of a CSV file in its order.

    Raises:
        DataError: there is no header, or a name stands twice.
    """
    if not dialect.get("header", True):
        return declared
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES).decode("utf-8-sig", "replace")
        rows = csv.reader(
            io.StringIO(head, newline=""),
            delimiter=str(dialect.get("delimiter", ",")),
            quotechar=str(dialect.get("quoteChar", '"')),
        )
        names = next(islice(rows, 1), [])
    except (OSError, csv.Error, TypeError) as error:
        raise DataError(f"cannot be read: {error}", where=str(path), hint=_HINT) from error
    if not names or len(set(names)) < len(names) or not all(names):
        what = "the header names a column twice" if names and all(names) else "it has no header"
        raise DataError(what, where=str(path), hint=_HINT)
    return names


def chosen(package: Package, table: TableFiles) -> tuple[TableFiles, tuple[str, ...]]:
    """Which file of a table to read, with a note where that is not the usual one.

    That is Parquet where there is one. But where the CSV file alone is not the one whose hash the
    descriptor states, somebody changed it after the package was built, and that is what counts.
    """
    if not table.csv or not table.parquet:
        return table, ()
    if _as_stated(package, table.csv) or not _as_stated(package, table.parquet):
        return table, ()
    note = (
        f"{table.csv} was changed after the package was built and is what is compared; "
        "its Parquet file says otherwise"
    )
    return replace(table, parquet=None), (note,)


def _as_stated(package: Package, path: str) -> bool:
    """Whether a file has the hash that the descriptor states; true where it states none."""
    for resource in package.descriptor["resources"]:
        stated = resource.get("hash")
        if resource.get("path") == path and isinstance(stated, str):
            name, colon, digest = stated.rpartition(":")
            kind = name if colon else "md5"
            if kind not in hashlib.algorithms_guaranteed or kind.startswith("shake"):
                return True
            with (package.root / path).open("rb") as file:
                return hashlib.file_digest(file, kind).hexdigest() == digest.lower()
    return True


def dialect_of(package: Package, table: TableFiles) -> Mapping[str, Any]:
    """The dialect that the descriptor gives a table's CSV file; empty for the standard's."""
    for resource in package.descriptor["resources"]:
        if resource.get("path") == table.csv and isinstance(resource.get("dialect"), dict):
            found: Mapping[str, Any] = resource["dialect"]
            return found
    return {}


def canonical(text: str, kind: str) -> str:
    """SQL for one spelling of each value of a Table Schema type; text that is none stays.

    Args:
        text: SQL for the cell's text.
        kind: the type.
    """
    if kind in ("integer", "year"):
        return f"coalesce(CAST(TRY_CAST({text} AS HUGEINT) AS VARCHAR), {text})"
    if kind == "number":
        exact = f"regexp_full_match({text}, '[+-]?[0-9]+([.][0-9]*)?')"
        sign = f"CASE WHEN {text} LIKE '-%' THEN '-' ELSE '' END"
        whole = f"ltrim(ltrim(split_part({text}, '.', 1), '+-'), '0')"
        part = f"rtrim(split_part({text}, '.', 2), '0')"
        digits = f"{whole} || '.' || {part}"
        rounded = f"coalesce(CAST(TRY_CAST({text} AS DOUBLE) AS VARCHAR), {text})"
        return (
            f"CASE WHEN {exact} THEN CASE WHEN {digits} = '.' THEN '.' "
            f"ELSE {sign} || {digits} END ELSE {rounded} END"
        )
    if kind == "boolean":
        return (
            f"CASE WHEN {text} IN ('true', 'True', 'TRUE', '1') THEN 'true' "
            f"WHEN {text} IN ('false', 'False', 'FALSE', '0') THEN 'false' ELSE {text} END"
        )
    sql = {"date": "DATE", "datetime": "TIMESTAMP", "time": "TIME"}.get(kind)
    return f"coalesce(CAST(TRY_CAST({text} AS {sql}) AS VARCHAR), {text})" if sql else text


def common_kind(old: str, new: str) -> str:
    """The type by which the cells of a column are compared whose type changed."""
    if old == new:
        return old
    both = {old, new}
    if both <= {"integer", "number", "year"}:
        return "number"
    return "datetime" if both == {"date", "datetime"} else "any"
