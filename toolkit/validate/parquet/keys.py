"""Primary, unique and foreign keys of Parquet tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.validate.parquet.conditions import Checked, cell
from toolkit.validate.parquet.rows import Listing, Rows, Table
from toolkit.validate.tabular.findings import wanted, words

_PRIMARY, _UNIQUE, _FOREIGN = "primary-key", "unique-error", "foreign-key"


def check_keys(rows: Rows, table: Table) -> None:
    """Values that stand in more than one row and should not."""
    if table.key:
        _check_empty(rows, table)
        _check_same(rows, table, table.key, _PRIMARY, "")
    for column in table.columns:
        if column.judge.unique and not (len(table.key) == 1 and column in table.key):
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
        rows.list_rows(table, _listing(_PRIMARY, table.key, lambda *_: said), empty, total)


def _listing(rule: str, columns: Sequence[Checked], said: Any, detail: str = "NULL") -> Listing:
    names = ", ".join(column.judge.name for column in columns)
    number = columns[0].judge.number if len(columns) == 1 and rule == _UNIQUE else None
    shown = [f"coalesce({cell(column.column)}, '')" for column in columns]
    return Listing(rule, names, number, f"concat_ws('|', {', '.join(shown)})", said, detail)


def _check_same(rows: Rows, table: Table, columns: Sequence[Checked], rule: str, case: str) -> None:
    """Rows whose values stand in an earlier row too.

    Nulls do not count in unique keys; in a primary key a row counts where any part is there.
    """
    if not wanted(rule, rows.options):
        return
    values = [column.value for column in columns]
    any_or_all = " OR " if rule == _PRIMARY else " AND "
    present = any_or_all.join(f"{value} IS NOT NULL" for value in values)
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

    listing = _listing(rule, columns, said, "readout_before")
    rows.list_rows(table, listing, "readout_before IS NOT NULL", total, numbered)


def check_foreign_keys(rows: Rows, table: Table, tables: Mapping[str, Table]) -> list[str]:
    """Values that do not stand in the table referred to.

    Returns:
        The tables referred to that are not among ``tables``.
    """
    away = []
    for key in table.schema.get("foreignKeys", []):
        reference = key["reference"]
        name = reference["resource"] or table.name
        other = tables.get(name)
        if other is None:
            away.append(str(name))
            continue
        own = [table.column(field) for field in key["fields"]]
        theirs = [other.column(field) for field in reference["fields"]]
        if None not in own and None not in theirs:
            _check_reference(
                rows,
                table,
                other,
                [column for column in own if column is not None],
                [column for column in theirs if column is not None],
            )
    return away


def _check_reference(
    rows: Rows,
    table: Table,
    other: Table,
    own: Sequence[Checked],
    theirs: Sequence[Checked],
) -> None:
    if not wanted(_FOREIGN, rows.options):
        return
    pairs = list(zip(own, theirs, strict=True))
    alike = all(a.column.type == b.column.type for a, b in pairs)
    here = [a.value if alike else f"CAST({a.value} AS VARCHAR)" for a, _ in pairs]
    there = [b.value if alike else f"CAST({b.value} AS VARCHAR)" for _, b in pairs]
    equal = "=" if len(pairs) == 1 else "IS NOT DISTINCT FROM"
    joined = " AND ".join(f"own.readout_f{i} {equal} other.readout_r{i}" for i in range(len(pairs)))
    present = " OR ".join(f"{value} IS NOT NULL" for value in here)
    values = ", ".join(f"{value} AS readout_f{i}" for i, value in enumerate(here))
    targets = ", ".join(f"{value} AS readout_r{i}" for i, value in enumerate(there))
    targets = f"(SELECT {targets} FROM {other.source.relation}) AS other"
    found = rows.connection.execute(
        f"SELECT count(*) FROM (SELECT {values} FROM {table.source.relation} WHERE {present}) "
        f"AS own ANTI JOIN {targets} ON {joined}"
    ).fetchall()
    total = int(found[0][0])
    if not total:
        return
    orphans = (
        f"(SELECT own.* FROM (SELECT *, {values} FROM {table.source.relation} WHERE {present}) "
        f"AS own ANTI JOIN {targets} ON {joined})"
    )
    columns = ", ".join(column.judge.name for column in theirs)
    said = words(_FOREIGN, "self" if other is table else "", table=other.name, columns=columns)
    rows.list_rows(table, _listing(_FOREIGN, own, lambda *_: said), "true", total, orphans)
