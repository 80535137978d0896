"""What to say of a query that found nothing: it may have asked for a retired identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import ReadoutError
from toolkit.package.read import open_package, read_table
from toolkit.package.retirement import Replacements, convention, led_to

_LITERAL = re.compile(r"'((?:[^']|'')*)'")


def retired_hints(root: Path, sql: str) -> list[str]:
    """A line for each text in a statement that is an identifier recorded as retired.

    Args:
        root: the package's folder.
        sql: the statement; only its plain string constants count.
    """
    if "'" not in sql:
        return []
    replaced = _recorded(root)
    if not replaced:
        return []
    asked = set(_constants(sql))
    lines = []
    for table, row in sorted(replaced):
        if row in asked:
            now = led_to(table, row, replaced)[-1]
            told = "nothing stands for it" if now is None else f"it is {now!r} now"
            lines.append(f"hint: {row!r} of {table} was retired; {told}")
    return lines


def _recorded(root: Path) -> Replacements:
    """What the package records; nothing where that cannot be read (the query has said more)."""
    names = convention()
    try:
        package = open_package(root)
        if names.table not in package.tables:
            return {}
        rows = read_table(package, names.table)
    except ReadoutError:
        return {}
    if not names.kept_by({names.table: rows.column_names}):
        return {}
    columns = (rows[name].to_pylist() for name in names.columns)
    return {(of, row): replacement for of, row, replacement in zip(*columns, strict=True)}


def _constants(sql: str) -> Iterator[str]:
    """The plain string constants of a statement, as DuckDB's own tokenizer finds them."""
    import duckdb

    encoded = sql.encode()
    for offset, kind in duckdb.tokenize(sql):
        if kind is duckdb.token_type.string_const:
            match = _LITERAL.match(encoded[offset:].decode("utf-8", "replace"))
            if match:
                yield match[1].replace("''", "'")
