"""Primary, unique and foreign keys of Parquet tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.validate.parquet.conditions import Checked, cell
from toolkit.validate.parquet.rows import Listing, Rows, Table
from toolkit.validate.report import Finding
from toolkit.validate.tabular.findings import wanted, words

_PRIMARY, _UNIQUE, _FOREIGN = "primary-key", "unique-error", "foreign-key"


def check_keys(rows: Rows, table: Table) -> None:
    """Values that stand in more than one row and should not."""
    if table.key:
        if rows.options.like_frictionless:  # else its columns are required
            _check_empty(rows, table)
        _check_same(rows, table, table.key, _PRIMARY, "")
    for column in table.columns:
        if column.judge.unique:
            _check_same(rows, table, [column], _UNIQUE, "")
    if not rows.options.like_frictionless:
        for names in table.schema.get("uniqueKeys", []):
            columns = [table.column(name) for name in names]
            found = [column for column in columns if column is not None]
            if found and len(found) == len(columns):
                _check_same(rows, table, found, _UNIQUE, "key")


def _check_empty(rows: Rows, table: Table) -> None:
    """Rows without any value of the primary key."""
    empty = " AND ".join(f"{part.value} IS NULL" for part in table.key)
    (total,) = rows.counts(table, [empty])
    if total:
        said = words(_PRIMARY, "null")
        listing = _listing(_PRIMARY, table.key, lambda *_: said, like=True)
        rows.list_rows(table, replace(listing, value="NULL"), empty, total)


def _listing(
    rule: str, columns: Sequence[Checked], said: Any, *, like: bool, detail: str = "NULL"
) -> Listing:
    """How to report rows that break a key; frictionless numbers the columns of unique keys."""
    names = ", ".join(column.judge.name for column in columns)
    single = len(columns) == 1 and (rule == _UNIQUE or not like)
    number = columns[0].judge.number if single else None
    shown = [f"coalesce({cell(column.column)}, '')" for column in columns]
    return Listing(rule, names, number, f"concat_ws(', ', {', '.join(shown)})", said, detail)


def _check_same(rows: Rows, table: Table, columns: Sequence[Checked], rule: str, case: str) -> None:
    """Rows whose values stand in an earlier row too.

    A key with a null in it does not count; for frictionless a primary key does where any part
    is there.
    """
    if not wanted(rule, rows.options):
        return
    like = rows.options.like_frictionless
    values = [column.value for column in columns]
    present = _present(values, some=rule == _PRIMARY and like)
    keys = ", ".join(f"{value} AS readout_k{i}" for i, value in enumerate(values))
    names = ", ".join(f"readout_k{i}" for i in range(len(values)))
    relation = table.source.relation
    found = rows.connection.execute(
        f"SELECT coalesce(sum(c - 1), 0) FROM (SELECT {keys}, count(*) AS c FROM {relation} "
        f"WHERE {present} GROUP BY {names} HAVING count(*) > 1)"
    ).fetchall()
    total = int(found[0][0])
    if not total:
        return
    numbered = (
        f"(SELECT *, lag({table.source.row}) OVER (PARTITION BY {names} "
        f"ORDER BY {table.source.row}) AS readout_before FROM (SELECT *, {keys} FROM {relation} "
        f"WHERE {present}))"
    )

    together = ", ".join(column.judge.name for column in columns)

    def said(_: str | None, other: int) -> tuple[str, str]:
        return words(rule, case, other=other, field=together)

    listing = _listing(rule, columns, said, like=like, detail="readout_before")
    rows.list_rows(table, listing, "readout_before IS NOT NULL", total, numbered)


def _present(values: Sequence[str], *, some: bool) -> str:
    """SQL for a key that counts: no value of it is null, or with ``some`` one is not."""
    return (" OR " if some else " AND ").join(f"{value} IS NOT NULL" for value in values)


@dataclass(frozen=True, slots=True)
class Target:
    """What a foreign key refers to.

    Attributes:
        relation: what to select from.
        values: SQL for the columns referred to.
        types: their types, as DuckDB names them.
    """

    relation: str
    values: Sequence[str]
    types: Sequence[str]


Targets = Mapping[tuple[str, tuple[str, ...]], Target]
"""Keys of tables that are no Parquet, by table and columns."""


def check_foreign_keys(
    rows: Rows, table: Table, tables: Mapping[str, Table], others: Targets
) -> None:
    """Values that do not stand in the table referred to.

    Args:
        rows: counts and lists rows.
        table: the table.
        tables: all Parquet tables by name.
        others: keys of further tables.
    """
    for key in table.schema.get("foreignKeys", []):
        name = key["reference"]["resource"] or table.name
        columns = tuple(key["reference"]["fields"])
        own = [table.column(field) for field in key["fields"]]
        target = others.get((name, columns))
        if name in tables:
            target = _target(tables[name], columns)
        elif target is None:
            message, hint = words("resource-error", table=name)
            at = table.path
            rows.sink.add(Finding("resource-error", message, table.name, hint=hint, path=at))
        found = [column for column in own if column is not None]
        if target is not None and len(found) == len(own):
            said = words(
                _FOREIGN,
                "self" if name == table.name else "",
                table=name,
                columns=", ".join(columns),
            )
            _check_reference(rows, table, found, target, said)


def _target(table: Table, names: Sequence[str]) -> Target | None:
    columns = [table.column(name) for name in names]
    found = [column for column in columns if column is not None]
    if len(found) < len(columns):
        return None
    return Target(
        table.source.relation,
        [column.value for column in found],
        [column.column.type for column in found],
    )


def _check_reference(
    rows: Rows,
    table: Table,
    own: Sequence[Checked],
    target: Target,
    said: tuple[str, str],
) -> None:
    if not wanted(_FOREIGN, rows.options):
        return
    alike = [column.column.type for column in own] == list(target.types)
    here = [column.value for column in own]
    there = list(target.values)
    if not alike:
        here = [f"CAST({value} AS VARCHAR)" for value in here]
        there = [f"CAST({value} AS VARCHAR)" for value in there]
    equal = "=" if len(own) == 1 else "IS NOT DISTINCT FROM"
    joined = " AND ".join(f"own.readout_f{i} {equal} other.readout_r{i}" for i in range(len(own)))
    present = _present(here, some=rows.options.like_frictionless)
    values = ", ".join(f"{value} AS readout_f{i}" for i, value in enumerate(here))
    targets = ", ".join(f"{value} AS readout_r{i}" for i, value in enumerate(there))
    relation = table.source.relation
    targets = f"(SELECT {targets} FROM {target.relation}) AS other"
    found = rows.connection.execute(
        f"SELECT count(*) FROM (SELECT {values} FROM {relation} WHERE {present}) AS own "
        f"ANTI JOIN {targets} ON {joined}"
    ).fetchall()
    total = int(found[0][0])
    if total:
        orphans = (
            f"(SELECT own.* FROM (SELECT *, {values} FROM {relation} WHERE {present}) AS own "
            f"ANTI JOIN {targets} ON {joined})"
        )
        like = rows.options.like_frictionless
        listing = _listing(_FOREIGN, own, lambda *_: said, like=like)
        rows.list_rows(table, listing, "true", total, orphans)
