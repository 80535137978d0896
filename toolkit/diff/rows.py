"""The rows of one table compared as sets: one join on the key, differing rows kept in DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from toolkit.diff.model import Cell, RowChange, State
from toolkit.diff.pairs import Column, kind
from toolkit.diff.source import Source, canonical, common_kind
from toolkit.schema.duckdb_ import identifier, literal

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is compared.

    Attributes:
        name: the table, by its new name.
        alias: what the table of differences is called in DuckDB, quoted.
        columns: its columns; their places number the columns of the result.
        key: places of the key columns; of all common columns where there is no key.
        keyed: whether the table has a key.
        numbered: whether rows of one key are told apart by their order, because keys repeat or
            are null.
        old: its rows before.
        new: its rows after.
    """

    name: str
    alias: str
    columns: tuple[Column, ...]
    key: tuple[int, ...]
    keyed: bool
    numbered: bool
    old: Source
    new: Source

    @property
    def values(self) -> tuple[int, ...]:
        """Places of the common columns beside the key."""
        return tuple(
            place
            for place, column in enumerate(self.columns)
            if column.common and place not in self.key
        )

    @property
    def one_sided(self) -> tuple[int, ...]:
        """Places of the columns that one side alone has."""
        return tuple(place for place, column in enumerate(self.columns) if not column.common)

    def differs(self, place: int) -> str:
        """SQL: whether a common column's two cells differ, other spellings of a value apart."""
        old, new = f"o{place}", f"n{place}"
        condition = f"{old} IS DISTINCT FROM {new}"
        of = self.kind(place)
        if canonical("x", of) == "x":
            return condition
        return f"({condition} AND {canonical(old, of)} IS DISTINCT FROM {canonical(new, of)})"

    def kind(self, place: int) -> str:
        """The type by which a column's cells are compared."""
        column = self.columns[place]
        first, second = column.old or column.new or {}, column.new or column.old or {}
        return common_kind(kind(first), kind(second))


def side(plan: Plan, letter: str) -> str:
    """SQL for one side's rows with numbered columns; ``o`` is the old one, ``n`` the new one."""
    source = plan.old if letter == "o" else plan.new
    cells = []
    for place, column in enumerate(plan.columns):
        field = column.old if letter == "o" else column.new
        name = str(field["name"]) if field else ""
        cell = identifier(name) if name in source.columns else "CAST(NULL AS VARCHAR)"
        cells.append(f"{cell} AS {letter}{place}")
    selected = f"SELECT {', '.join(cells)} FROM {source.relation}"
    keys = [f"{canonical(f'{letter}{place}', plan.kind(place))}" for place in plan.key]
    joined = "".join(f", {key} AS {letter}k{i}" for i, key in enumerate(keys))
    extra = ""
    if plan.numbered:
        order = ", ".join(f"{letter}{place}" for place in _numbering(plan))
        extra = f", row_number() OVER (PARTITION BY {', '.join(keys)} ORDER BY {order})"
        extra += f" AS {letter}number"
    return f"SELECT true AS {letter}here, *{joined}{extra} FROM ({selected})"


def _numbering(plan: Plan) -> list[int]:
    """The columns by which rows of one key are put in order, whichever package comes first."""

    def rank(place: int) -> tuple[bool, list[str]]:
        column = plan.columns[place]
        names = [str(field["name"]) for field in (column.old, column.new) if field]
        return not column.common, sorted(names)

    return sorted(range(len(plan.columns)), key=rank)


def repeated(connection: duckdb.DuckDBPyConnection, plan: Plan) -> str:
    """Which side has rows without a key of their own: ``old``, ``new``, ``both`` or nothing."""
    found = []
    for letter, word in (("o", "old"), ("n", "new")):
        keys = [f"{letter}k{i}" for i in range(len(plan.key))]
        one = keys[0] if len(keys) == 1 else f"({', '.join(keys)})"
        null = " OR ".join(f"{key} IS NULL" for key in keys)
        row = connection.execute(
            f"SELECT count(*), count(DISTINCT {one}) FILTER (NOT ({null})) "
            f"FROM ({side(plan, letter)})"
        ).fetchone()
        if row and row[0] != row[1]:
            found.append(word)
    return "both" if len(found) == 2 else "".join(found)


def join(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Make the table of differing rows: their state and both sides' cells."""
    joined = [f"ok{i} IS NOT DISTINCT FROM nk{i}" for i in range(len(plan.key))]
    joined = joined or ["ohere IS DISTINCT FROM nhere"]  # no common column: no row is in both
    if plan.numbered:
        joined.append("onumber = nnumber")
    changed = " OR ".join(plan.differs(place) for place in plan.values) or "false"
    filled = " OR ".join(
        f"{'o' if plan.columns[place].new is None else 'n'}{place} IS NOT NULL"
        for place in plan.one_sided
    )
    cells = [f"{letter}{place}" for letter in "on" for place in range(len(plan.columns))]
    connection.execute(
        f"CREATE TABLE {plan.alias} AS SELECT "
        f"CASE WHEN nhere IS NULL THEN 'removed' WHEN ohere IS NULL THEN 'added' "
        f"WHEN {changed} THEN 'changed' ELSE 'filled' END AS state, "
        f"'' AS how, false AS retired, '' AS replacement, {', '.join(cells)} "
        f"FROM ({side(plan, 'o')}) FULL JOIN ({side(plan, 'n')}) ON {' AND '.join(joined)} "
        f"WHERE nhere IS NULL OR ohere IS NULL OR {changed}" + (f" OR {filled}" if filled else "")
    )


def counts(connection: duckdb.DuckDBPyConnection, plan: Plan) -> dict[State, int]:
    """How many rows are in each state."""
    found = dict(
        connection.execute(f"SELECT state, count(*) FROM {plan.alias} GROUP BY state").fetchall()
    )
    return {state: found[state.value] for state in State if state.value in found}


def count_where(connection: duckdb.DuckDBPyConnection, plan: Plan, condition: str) -> int:
    """How many differing rows satisfy a condition."""
    row = connection.execute(f"SELECT count(*) FROM {plan.alias} WHERE {condition}").fetchone()
    return int(row[0]) if row else 0


def changed_cells(connection: duckdb.DuckDBPyConnection, plan: Plan) -> dict[str, int]:
    """For each common column beside the key, in how many changed and re-keyed rows it differs."""
    return _cells(
        connection,
        plan,
        {place: plan.differs(place) for place in plan.values},
        ("changed", "rekeyed"),
    )


def filled_cells(connection: duckdb.DuckDBPyConnection, plan: Plan) -> dict[str, int]:
    """For each column that one side alone has, in how many rows of both sides it is filled."""
    conditions = {
        place: f"{'o' if plan.columns[place].new is None else 'n'}{place} IS NOT NULL"
        for place in plan.one_sided
    }
    return _cells(connection, plan, conditions, ("changed", "rekeyed", "filled"))


def _cells(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    conditions: Mapping[int, str],
    states: Sequence[str],
) -> dict[str, int]:
    if not conditions:
        return {}
    told = ", ".join(f"count(*) FILTER ({condition})" for condition in conditions.values())
    within = ", ".join(map(literal, states))
    row = connection.execute(
        f"SELECT {told} FROM {plan.alias} WHERE state IN ({within})"
    ).fetchone()
    pairs = zip(conditions, row or (), strict=False)
    return {plan.columns[place].name: count for place, count in pairs if count}


def read_rows(
    connection: duckdb.DuckDBPyConnection, plan: Plan, state: State, limit: int
) -> Iterator[RowChange]:
    """The first rows of a state in the order of their keys; ``limit`` 0 gives all."""
    width = len(plan.columns)
    cells = [f"{letter}{place}" for letter in "on" for place in range(width)]
    flags = [
        plan.differs(place) if column.common else f"coalesce(o{place}, n{place}) IS NOT NULL"
        for place, column in enumerate(plan.columns)
    ]
    ends = f" LIMIT {limit}" if limit else ""
    cursor = connection.cursor()
    cursor.execute(
        f"SELECT how, replacement, retired, {', '.join([*cells, *flags])} FROM {plan.alias} "
        f"WHERE state = {literal(state.value)} ORDER BY {_order(plan)}{ends}"
    )
    while rows := cursor.fetchmany(_BATCH):
        for how, replacement, retired, *rest in rows:
            old, new = rest[:width], rest[width : 2 * width]
            change = _row(plan, state, old, new, rest[2 * width :])
            yield RowChange(
                state, change[0], change[1], change[2], how, replacement or "", bool(retired)
            )


def _order(plan: Plan) -> str:
    """Numbers by size, anything else as text; all cells, so that the order is always the same."""
    parts = []
    key = plan.key if plan.keyed else ()
    for place in (*key, *(p for p in range(len(plan.columns)) if p not in key)):
        cell = f"coalesce(n{place}, o{place})"
        if place in key and plan.kind(place) in ("integer", "number", "year"):
            parts.append(f"TRY_CAST({cell} AS DOUBLE)")
        if place in key or plan.numbered or not plan.keyed:
            parts += [cell, f"o{place}"]
    return ", ".join(parts)


def _row(
    plan: Plan,
    state: State,
    old: Sequence[str | None],
    new: Sequence[str | None],
    flags: Sequence[bool],
) -> tuple[dict[str, str | None], dict[str, str | None], tuple[Cell, ...]]:
    """Old key, new key, and the cells to tell."""
    key = plan.key if plan.keyed or state is State.FILLED else ()
    names = [column.name for column in plan.columns]
    old_key = {names[p]: old[p] for p in key} if state is not State.ADDED else {}
    new_key = {names[p]: new[p] for p in key} if state is not State.REMOVED else {}
    whole = state in (State.ADDED, State.REMOVED)
    told = tuple(
        Cell(names[p], old[p], new[p])
        for p in range(len(names))
        if p not in key and (flags[p] if not whole else old[p] is not None or new[p] is not None)
    )
    return old_key, new_key, told
