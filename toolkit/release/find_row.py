"""Which tables have a row of an identifier, in any release; and which identifiers are near it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.console import plural
from toolkit.diff.pairs import key_of
from toolkit.errors import UsageError
from toolkit.package.retirement import convention
from toolkit.release.history import Reader
from toolkit.schema.duckdb_ import identifier

_NEAR = 3
_LEAST_LIKENESS = 0.85
"""Jaro-Winkler similarity (0 to 1) from which an identifier is proposed instead of another."""
_SHOWN_TABLES = 12


def find_table(reader: Reader, row_id: str, table: str | None = None) -> str:
    """The table that a row belongs to.

    Args:
        reader: reads the releases.
        row_id: the row's identifier, in use or retired, in any of them.
        table: the table, where the user names it.

    Raises:
        UsageError: no release has such a table or row, or several tables have one.
        DataError: a file is damaged.
    """
    tables = _tables(reader)
    if table is not None:
        if table not in tables:
            hint = f"Tables with keys: {', '.join(sorted(tables))}."
            raise UsageError(f"no release has a table {table!r} with a key", hint=hint)
        tables = [table]
    found = [name for name in tables if _occurs(reader, name, row_id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"{row_id} is a row of {plural(len(found), 'table')}: {_listed(found)}",
            hint=f"Say which: --table {found[0]}",
        )
    where = f"table {table}" if table else plural(len(tables), "table")
    releases = plural(len(reader.stages), "release")
    near = list(_nearest(reader, tables, row_id))
    raise UsageError(
        f"there is no row {row_id!r} in {where} of {releases}",
        hint=f"Did you mean {' or '.join(near)}?"
        if near
        else "Name a row by its key; the values of a key of several columns are joined by |.",
    )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN_TABLES
    return ", ".join(names[:_SHOWN_TABLES]) + (f" and {more} more" if more > 0 else "")


def _tables(reader: Reader) -> list[str]:
    """The tables with keys that any release has, those of the newest first."""
    names = (
        name
        for number in reversed(range(len(reader.stages)))
        for name in reader.stages[number].package.tables
        if reader.has_table(number, name)
    )
    return list(dict.fromkeys(names))


def _occurs(reader: Reader, table: str, row_id: str) -> bool:
    """Whether any release has the row, or records its identifier as retired; newest first."""
    return any(
        reader.row(number, table, row_id) is not None
        or (table, row_id) in reader.records(number, table).replacements
        for number in reversed(range(len(reader.stages)))
    )


def _nearest(reader: Reader, tables: Sequence[str], row_id: str) -> Iterator[str]:
    """Identifiers like the one that is not there, of the newest release, the likest first."""
    number = len(reader.stages) - 1
    selected = []
    for table in tables:
        if not reader.has_table(number, table) or table == convention().table:
            continue
        source = reader.source(number, table)
        key = key_of(reader.stages[number].package.tables[table].schema)
        if set(key) <= set(source.columns):
            joined = " || '|' || ".join(identifier(name) for name in key)
            selected.append(f"SELECT {joined} AS id FROM {source.relation}")
    if not selected:
        return
    rows = reader.connection.execute(
        "SELECT id FROM (SELECT DISTINCT id, jaro_winkler_similarity(id, $1) AS likeness "
        f"FROM ({' UNION ALL '.join(selected)})) WHERE likeness >= {_LEAST_LIKENESS} "
        f"ORDER BY likeness DESC, id LIMIT {_NEAR}",
        [row_id],
    ).fetchall()
    yield from (str(row[0]) for row in rows)
