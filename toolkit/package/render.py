"""Query results as text: values of DuckDB's Python API to CSV, JSON, Markdown and tables."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from json.encoder import encode_basestring
from typing import Any

from toolkit.console import NULL, Column, Style, plain, plural, render_table
from toolkit.package.csv_text import csv_row, decimal_text

Rows = Iterable[Sequence[Any]]
NUMERIC_TYPE = re.compile(
    r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BIGNUM|FLOAT|DOUBLE|DECIMAL\(.*\)"
)


def is_numeric(duckdb_type: str) -> bool:
    """Whether values of the DuckDB type are numbers (``DECIMAL(28,6)`` is)."""
    return NUMERIC_TYPE.fullmatch(duckdb_type) is not None


def text_of(value: Any) -> str | None:
    """A value as a cell of text; ``None`` for null. Lists and structs become JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, (list, tuple, dict)):
        return json_of(value)
    return str(value)


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def json_of(value: Any) -> str:
    """A value as JSON text. Decimals keep all their digits; not-a-number becomes null."""
    if isinstance(value, Decimal):
        return decimal_text(value) if value.is_finite() else "null"
    try:
        return _encode(value)  # many times as fast, but knows neither decimals nor dates
    except (TypeError, ValueError):
        pass
    if isinstance(value, float):
        return "null"
    if isinstance(value, dict):
        items = [f"{_encode(str(key))}: {json_of(item)}" for key, item in value.items()]
        return "{" + ", ".join(items) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([json_of(item) for item in value]) + "]"
    return _encode(text_of(value))


def json_of_tables(
    named: Mapping[str, Any], tables: Mapping[str, Iterable[Mapping[str, Any]]]
) -> str:
    """A JSON object of some values and, after them, of tables as arrays of their rows."""
    rows = [f", {_encode(name)}: {json_rows(found)}" for name, found in tables.items()]
    return f"{json_of(named)[:-1]}{''.join(rows)}}}"


def json_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows that share their columns as a JSON array, as `json_of` writes it, in half its time."""
    return "[" + ", ".join([_form(tuple(row)) % _cells(row) for row in rows]) + "]"


@lru_cache(maxsize=64)
def _form(columns: tuple[str, ...]) -> str:
    """A row of such columns as JSON with a place for each value."""
    names = [_encode(name).replace("%", "%%") for name in columns]
    return "{" + ", ".join([f"{name}: %s" for name in names]) + "}"


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The values of a row as JSON; most are texts or nothing."""
    return tuple(
        [
            encode_basestring(value)
            if type(value) is str
            else "null"
            if value is None
            else repr(value)
            if type(value) is int
            else json_of(value)
            for value in row.values()
        ]
    )


def _object(names: Sequence[str], row: Sequence[Any]) -> str:
    return json_of(dict(zip(names, row, strict=True)))


def jsonl(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """One JSON object a row and line."""
    return (_object(names, row) + "\n" for row in rows)


def json_array(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """One JSON array of objects, a row a line."""
    yield "["
    separator = "\n"
    for row in rows:
        yield f"{separator}{_object(names, row)}"
        separator = ",\n"
    yield "]\n" if separator == "\n" else "\n]\n"


def csv_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """CSV as `csv_row` writes it, with a header."""
    yield csv_row(names)
    for row in rows:
        yield csv_row([text_of(value) for value in row])


def markdown(
    names: Sequence[str], types: Sequence[str], rows: Rows, max_rows: int
) -> Iterator[str]:
    """A GitHub-flavoured Markdown table; ``max_rows`` 0 is no limit."""
    yield _markdown_row([markdown_cell(name) for name in names])
    yield _markdown_row(["---:" if is_numeric(kind) else "---" for kind in types])
    rows = iter(rows)
    for row in islice(rows, max_rows or None):
        yield _markdown_row([markdown_cell(text_of(value)) for value in row])
    if left := sum(1 for _ in rows):
        yield f"\n{_not_shown(left, max_rows)}\n"


def markdown_cell(text: str | None) -> str:
    """A text as it stands between the bars of a Markdown table; nothing for null."""
    return "" if text is None else plain(text).replace("\\", "\\\\").replace("|", "\\|")


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def table(
    names: Sequence[str], types: Sequence[str], rows: Rows, style: Style, max_rows: int
) -> Iterator[str]:
    """An aligned table with a line that counts the rows; ``max_rows`` 0 is no limit."""
    rows = iter(rows)
    shown = [[text_of(value) for value in row] for row in islice(rows, max_rows or None)]
    left = sum(1 for _ in rows)
    if types == ["VARCHAR", "VARCHAR"] and names == ["explain_key", "explain_value"]:
        yield from ((row[1] or NULL).rstrip("\n") + "\n" for row in shown)
        return
    columns = [Column(name, is_numeric(kind)) for name, kind in zip(names, types, strict=True)]
    for line in render_table(columns, shown, style):
        yield line + "\n"
    footer = _not_shown(left, max_rows) if left else plural(len(shown), "row")
    yield style.dim(f"({footer})") + "\n"


def print_rows(rows: Sequence[Mapping[str, Any]], style: Style, max_rows: int) -> str:
    """Rows that are Python values under column names as a table with its line that counts them.

    Args:
        rows: at least one; all have the columns of the first.
        style: the terminal.
        max_rows: rows to show; 0 is no limit.
    """
    names = list(rows[0])
    types = ["DOUBLE" if _all_numbers(rows, name) else "VARCHAR" for name in names]
    values = ([row[name] for name in names] for row in rows)
    return "".join(table(names, types, values, style, max_rows))


def _all_numbers(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    values = [row[name] for row in rows if row[name] is not None]
    return bool(values) and all(isinstance(value, (int, float, Decimal)) for value in values)


def _not_shown(left: int, max_rows: int) -> str:
    total = left + max_rows
    return f"{plural(left, 'row')} of {total:,} not shown; --max-rows 0 shows all"


def chunks(parts: Iterable[str], size: int = 1 << 16) -> Iterator[bytes]:
    """The parts joined into UTF-8 pieces of about ``size`` characters."""
    parts = iter(parts)
    for first in parts:
        gathered, length = [first], len(first)
        for part in parts:
            gathered.append(part)
            length += len(part)
            if length >= size:
                break
        yield "".join(gathered).encode("utf-8", "replace")


def render(
    format_name: str,
    names: Sequence[str],
    types: Sequence[str],
    rows: Rows,
    *,
    style: Style,
    max_rows: int,
) -> Iterator[bytes]:
    """The result in one of the text formats: table, csv, json, jsonl, markdown.

    Args:
        format_name: one of those.
        names: column names.
        types: DuckDB type names of the columns.
        rows: the rows, read once.
        style: the terminal (table only).
        max_rows: rows to show in a table or in Markdown; 0 is no limit.
    """
    if format_name == "table":
        parts = table(names, types, rows, style, max_rows)
    elif format_name == "markdown":
        parts = markdown(names, types, rows, max_rows)
    else:
        parts = {"csv": csv_lines, "json": json_array, "jsonl": jsonl}[format_name](names, rows)
    return chunks(chain(parts))
