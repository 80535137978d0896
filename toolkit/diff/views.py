"""Differences of the SQL views: added, removed, told otherwise, or with other columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from toolkit.diff.model import Change
from toolkit.diff.pairs import fields_of, kind
from toolkit.package.read import Package
from toolkit.schema.duckdb_ import SQL_TYPES, identifier
from toolkit.schema.reading import Problems
from toolkit.schema.rules import read_views

_TYPES = {kind.value: sql for kind, sql in SQL_TYPES.items()}


def view_changes(old: Package, new: Package) -> Iterator[Change]:
    """The views that differ.

    A view whose statement differs has lost columns where the new one lacks some, or gives them
    another type; that is found out by making both over empty tables.
    """
    before, after = _statements(old), _statements(new)
    if before == after:
        return
    columns = _columns(old, before), _columns(new, after)
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name), after.get(name)
        if first is None:
            yield Change("view-added", field=name, new=second)
        elif second is None:
            yield Change("view-removed", field=name, old=first)
        elif lost := _lost(columns[0].get(name, {}), columns[1].get(name, {})):
            yield Change("view-columns-changed", field=name, what=lost, old=first, new=second)
        elif first != second:
            yield Change("view-changed", field=name, old=first, new=second)


def _statements(package: Package) -> dict[str, str]:
    """Name to statement of the views; a file that is not of our form counts as one view."""
    if package.views is None:
        return {}
    text = (package.root / package.views).read_text(encoding="utf-8", errors="replace")
    problems = Problems()
    views = read_views(text, package.views, problems)
    return {package.views: text} if problems.found else {view.name: view.sql for view in views}


def _columns(package: Package, statements: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """View to its columns and their types; views that cannot be made are left out."""
    found: dict[str, dict[str, str]] = {}
    with duckdb.connect(":memory:", config={"python_enable_replacements": "false"}) as connection:
        connection.execute("SET enable_external_access = false")
        for name, table in package.tables.items():
            columns = ", ".join(
                f"{identifier(column)} {_TYPES.get(kind(field), 'VARCHAR')}"
                for column, field in fields_of(table.schema).items()
            )
            if columns:
                connection.execute(f"CREATE TABLE {identifier(name)} ({columns})")
        for name, sql in statements.items():
            try:
                kinds = [item.type.name for item in connection.extract_statements(sql)]
                if kinds == ["CREATE"]:
                    connection.execute(sql)
                    rows = connection.execute(f"DESCRIBE {identifier(name)}").fetchall()
                    found[name] = {row[0]: row[1] for row in rows}
            except duckdb.Error:
                continue  # readout validate says what is wrong with it
    return found


def _lost(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The columns that are gone or of another type, by name; empty where none is, or none known."""
    lost = [name for name, type_ in old.items() if new and new.get(name) != type_]
    return ", ".join(lost)
