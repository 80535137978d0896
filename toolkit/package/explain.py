"""What there is to query, for readers: tables, views, columns and their descriptions."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.console import Column, Style, plain, plural, render_table
from toolkit.errors import UsageError
from toolkit.package.render import markdown_cell

EXPLAIN_FORMATS = ("table", "json", "markdown")
_INDENT = "  "
_WIDTH = 100
"""Columns of a pipe or a file: descriptions are prose, which wraps there, too."""
_WHOLE = 1000
"""Lines of a description: none is cut."""


def explain_text(tables: Sequence[Mapping[str, Any]], format_name: str, style: Style) -> str:
    """The tables and views as text.

    Args:
        tables: what `toolkit.package.query.describe_package` gave.
        format_name: one of `EXPLAIN_FORMATS`.
        style: the terminal (format ``table`` only).

    Raises:
        UsageError: there is no such format for this.
    """
    if format_name == "json":
        return json.dumps(tables, ensure_ascii=False, indent=2) + "\n"
    if format_name == "markdown":
        return "\n".join(part for table in tables for part in _markdown(table))
    if format_name == "table":
        return "\n".join(line for table in tables for line in _lines(table, style))
    raise UsageError(
        f"--explain-tables cannot be shown as {format_name}",
        hint=f"Formats: {', '.join(EXPLAIN_FORMATS)}.",
    )


def _heading(table: Mapping[str, Any]) -> str:
    kind = "" if table["kind"] == "table" else f"{table['kind']}, "
    return f"{kind}{plural(table['rows'], 'row')}"


def _lines(table: Mapping[str, Any], style: Style) -> Iterator[str]:
    yield f"{style.bold(table['name'])} ({_heading(table)})"
    if table["description"]:
        width = (style.width or _WIDTH) - len(_INDENT)
        for line in textwrap.wrap(plain(table["description"]), max(width, 20)):
            yield _INDENT + line
    rows = [(column["name"], column["type"], column["description"]) for column in table["columns"]]
    described = any(row[2] for row in rows)
    names = ("column", "type", "description") if described else ("column", "type")
    inner = Style((style.width or _WIDTH) - len(_INDENT), style.colour)
    cells = [row[: len(names)] for row in rows]
    for line in render_table([Column(name) for name in names], cells, inner, _WHOLE):
        yield _INDENT + line
    yield ""


def _markdown(table: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {table['name']}\n"
    yield f"{table['description']} ({_heading(table)})".strip() + "\n"
    yield "| column | type | description |\n| --- | --- | --- |"
    for column in table["columns"]:
        cells = (column["name"], column["type"], column["description"])
        yield f"| {' | '.join(map(markdown_cell, cells))} |"
    yield ""
