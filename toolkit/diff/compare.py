"""Two packages compared: descriptors first, then every table that both have."""

from __future__ import annotations

import contextlib
import filecmp
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb

from toolkit.diff import rekeys
from toolkit.diff.bumps import bump_of
from toolkit.diff.descriptors import package_changes, schema_changes, table_changes
from toolkit.diff.model import Change, Difference, Side, State, TableDiff
from toolkit.diff.pairs import (
    Column,
    candidates,
    columns,
    common_key,
    fields_of,
    key_of,
    matching,
    renamed_keys,
    renamed_tables,
    same_words,
)
from toolkit.diff.rows import (
    Plan,
    changed_cells,
    count_where,
    counts,
    filled_cells,
    join,
    read_rows,
    repeated,
    side,
)
from toolkit.diff.source import Source, chosen, load
from toolkit.package.read import Package, TableFiles
from toolkit.package.retirement import convention
from toolkit.schema.duckdb_ import identifier

MEMORY = 1_000_000_000
"""Bytes that DuckDB may use before it goes to disk."""
MAX_THREADS = 4

Progress = Callable[[str, int, int], None]


@contextlib.contextmanager
def compared(
    old: Package,
    new: Package,
    places: tuple[str, str] | None = None,
    memory: int = MEMORY,
    on_progress: Progress = lambda what, done, total: None,
) -> Iterator[Difference]:
    """The difference of two packages; its rows can be read while the block lasts.

    Args:
        old: the first package.
        new: the second package.
        places: how the user calls the two; their folders where not told.
        memory: bytes that the comparison may use before it goes to disk.
        on_progress: told what is being done, how many tables are done, how many there are.

    Raises:
        DataError: a table of one of them is damaged.
    """
    told = places or (str(old.root), str(new.root))
    with (
        tempfile.TemporaryDirectory(prefix="readout-diff-") as folder,
        _database(Path(folder), memory) as connection,
    ):
        yield _Comparison(connection, old, new, on_progress).run(*told)


@contextlib.contextmanager
def _database(folder: Path, memory: int) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "temp_directory": str(folder),
            "memory_limit": f"{memory}B",
            "threads": str(min(os.cpu_count() or 1, MAX_THREADS)),
            "preserve_insertion_order": "false",
        },
    )
    try:
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


@dataclass(slots=True)
class _Comparison:
    connection: duckdb.DuckDBPyConnection
    old: Package
    new: Package
    on_progress: Progress

    def run(self, old_place: str, new_place: str) -> Difference:
        """Compare everything."""
        before, after = self.old.tables, self.new.tables
        pairs = self._pairs()
        changes = list(package_changes(self.old, self.new))
        for name in before:
            if name not in pairs.values():
                changes.append(
                    Change("table-removed", name, old=list(fields_of(before[name].schema)))
                )
        found: dict[str, TableDiff] = {}
        by_table: dict[str, list[Change]] = {}
        rekeys.prepare(self.connection)
        self._load_retired()
        for done, name in enumerate(self._in_order(list(pairs))):
            self.on_progress("comparing", done, len(pairs))
            by_table[name], found[name] = self._table(done, name, before[pairs[name]], after[name])
        for name in after:
            if name in pairs:
                changes += by_table[name]
            else:
                changes.append(Change("table-added", name, new=list(fields_of(after[name].schema))))
        tables = tuple(found[name] for name in after if name in found)
        sides = [
            Side(place, package.name, str(package.descriptor.get("version", "")))
            for place, package in ((old_place, self.old), (new_place, self.new))
        ]
        bump = bump_of(changes, tables, sides[0].version, sides[1].version)
        return Difference(sides[0], sides[1], tuple(changes), tables, bump)

    def _pairs(self) -> dict[str, str]:
        """New name to old name of the tables to compare, in the new descriptor's order."""
        before, after = self.old.tables, self.new.tables
        renamed = renamed_tables(
            {name: table.schema for name, table in before.items() if name not in after},
            {name: table.schema for name, table in after.items() if name not in before},
        )
        renamed = {new: old for new, old in renamed.items() if self._same_keys(old, new)}
        pairs = {name: name if name in before else renamed.get(name) for name in after}
        return {new: old for new, old in pairs.items() if old is not None}

    def _same_keys(self, old: str, new: str) -> bool:
        """Whether enough keys of a table stand in one of another name."""
        before, after = self.old.tables[old], self.new.tables[new]
        key = key_of(after.schema) or tuple(fields_of(after.schema))
        first = load(self.connection, self.old, before, f"old table {old}")
        second = load(self.connection, self.new, after, f"new table {new}")
        if not first.rows or not second.rows:
            return first.rows == second.rows
        names = ", ".join(identifier(name) for name in key if name in first.columns)
        row = self.connection.execute(
            f"SELECT count(*) FROM (SELECT {names} FROM {first.relation} "
            f"INTERSECT SELECT {names} FROM {second.relation})"
        ).fetchone()
        least: float = matching()["renamed_table"]["min_keys"]
        return row is not None and row[0] >= least * min(first.rows, second.rows)

    def _in_order(self, names: Sequence[str]) -> list[str]:
        """The tables, each after those that its key refers to; circles are cut."""
        done: dict[str, None] = {}

        def visit(name: str, path: tuple[str, ...]) -> None:
            if name in done or name in path:
                return
            for target in _references(self.new.tables[name]).values():
                if target in names:
                    visit(target, (*path, name))
            done[name] = None

        for name in names:
            visit(name, ())
        return list(done)

    def _load_retired(self) -> None:
        name = convention().table
        sources = [
            load(self.connection, package, package.tables[name], f"{which} retired")
            for which, package in (("old", self.old), ("new", self.new))
            if name in package.tables
        ]
        rekeys.load_retired(
            self.connection, [(source.relation, source.columns) for source in sources]
        )

    def _table(
        self, number: int, name: str, before: TableFiles, after: TableFiles
    ) -> tuple[list[Change], TableDiff]:
        """One table that both packages have."""
        first, notes = chosen(self.old, before)
        second, more_notes = chosen(self.new, after)
        old = load(self.connection, self.old, first, f"old {number}")
        new = load(self.connection, self.new, second, f"new {number}")
        paired, plan = self._plan(number, name, before, after, old, new)
        changes = [
            *table_changes(name, self.old, self.new, before, after),
            *schema_changes(name, before.schema, after.schema, paired),
        ]
        notes += more_notes + _missing_columns(before, old) + _missing_columns(after, new)
        if _same_file(old, new, paired):
            return changes, _unchanged(plan, notes)
        plan, more = self._numbered(plan)
        join(self.connection, plan)
        found = counts(self.connection, plan)
        if plan.keyed and State.REMOVED in found:
            references = _references(after)
            places = {
                place: references[plan.columns[place].name]
                for place in plan.key
                if plan.columns[place].name in references
            }
            rekeys.recognise(self.connection, plan, places)
            found = counts(self.connection, plan)
        return changes, self._result(plan, found, notes + more)

    def _plan(
        self,
        number: int,
        name: str,
        before: TableFiles,
        after: TableFiles,
        old: Source,
        new: Source,
    ) -> tuple[tuple[Column, ...], Plan]:
        """How to compare: with renamed columns, where their values say that they are."""
        alias = identifier(f"difference {number}")
        renamed = renamed_keys(before.schema, after.schema)
        pairs = candidates(before.schema, after.schema, renamed)
        if pairs:
            first = _plan_of(name, alias, before, after, renamed, old, new)
            renamed |= self._renamed_columns(first, pairs)
        plan = _plan_of(name, alias, before, after, renamed, old, new)
        return plan.columns, plan

    def _renamed_columns(self, plan: Plan, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
        """New name to old name of the columns that agree where rows of both sides fill them."""
        if not plan.key:
            return {}
        places = {
            (side_, str(field["name"])): place
            for place, column in enumerate(plan.columns)
            for side_, field in (("o", column.old), ("n", column.new))
            if field is not None
        }
        told = []
        for new, old in pairs:
            o, n = f"o{places['o', old]}", f"n{places['n', new]}"
            told.append(
                f"struct_pack(filled := count(*) FILTER ({o} IS NOT NULL OR {n} IS NOT NULL), "
                f"agree := count(*) FILTER ({o} = {n}), "
                f"others := count(DISTINCT {o}) FILTER ({o} = {n}))"
            )
        joined = " AND ".join(f"ok{i} = nk{i}" for i in range(len(plan.key)))
        row = self.connection.execute(
            f"SELECT {', '.join(told)} FROM ({side(plan, 'o')}) "
            f"JOIN ({side(plan, 'n')}) ON {joined}"
        ).fetchone()
        return _best(plan, places, dict(zip(pairs, row or (), strict=True)))

    def _numbered(self, plan: Plan) -> tuple[Plan, tuple[str, ...]]:
        """The plan for rows whose keys repeat, with a note that says so."""
        if not plan.key:
            return plan, ("no column is in both: all rows differ",)
        if not plan.keyed:
            note = "no key: rows are compared as wholes"
            return replace(plan, numbered=True), (note,)
        where = repeated(self.connection, plan)
        if not where:
            return plan, ()
        which = "both packages" if where == "both" else f"the {where} package"
        note = f"keys repeat or are null in {which}: such rows are told apart by their order"
        return replace(plan, numbered=True), (note,)

    def _result(self, plan: Plan, found: Mapping[State, int], notes: tuple[str, ...]) -> TableDiff:
        connection = self.connection
        return TableDiff(
            name=plan.name,
            key=tuple(plan.columns[place].name for place in plan.key) if plan.keyed else (),
            identifiers=plan.keyed and len(plan.key) == 1,
            old_rows=plan.old.rows,
            new_rows=plan.new.rows,
            counts=found,
            retired=count_where(connection, plan, "state = 'removed' AND retired"),
            recorded=count_where(connection, plan, "state = 'rekeyed' AND how = 'recorded'"),
            cells=changed_cells(connection, plan),
            filled=filled_cells(connection, plan),
            notes=notes,
            rows=partial(read_rows, connection, plan),
        )


def _plan_of(
    name: str,
    alias: str,
    before: TableFiles,
    after: TableFiles,
    renamed: Mapping[str, str],
    old: Source,
    new: Source,
) -> Plan:
    paired = columns(before.schema, after.schema, renamed)
    keyed = bool(common_key(before.schema, after.schema, renamed))
    key = tuple(
        place for place, column in enumerate(paired) if column.key or (not keyed and column.common)
    )
    return Plan(name, alias, paired, key, keyed, False, old, new)


def _best(
    plan: Plan,
    places: Mapping[tuple[str, str], int],
    agreed: Mapping[tuple[str, str], Mapping[str, int]],
) -> dict[str, str]:
    """Of the pairs of columns those that are one, the best first; new name to old name."""
    least = matching()["renamed_column"]
    scored = []
    for (new, old), count in agreed.items():
        first, second = plan.columns[places["o", old]].old, plan.columns[places["n", new]].new
        alike = same_words(first or {}, second or {})
        share = count["agree"] / count["filled"] if count["filled"] else float(alike)
        enough = count["others"] >= least["min_distinct"] or alike
        if share >= least["min_share"] and enough:
            scored.append((-share, not alike, new, old))
    found: dict[str, str] = {}
    for *_, new, old in sorted(scored):
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _references(table: TableFiles) -> dict[str, str]:
    """Columns that alone refer to another table, to that table's name."""
    found = {}
    for key in table.schema.get("foreignKeys") or []:
        own, reference = key.get("fields"), key.get("reference") or {}
        names = [own] if isinstance(own, str) else list(own or [])
        if len(names) == 1 and reference.get("resource") not in ("", None, table.name):
            found[names[0]] = str(reference["resource"])
    return found


def _missing_columns(table: TableFiles, source: Source) -> tuple[str, ...]:
    missing = [name for name in fields_of(table.schema) if name not in source.columns]
    extra = [name for name in source.columns if name not in fields_of(table.schema)]
    notes = []
    if missing:
        notes.append(f"{source.path.name} lacks declared columns: {', '.join(missing)}")
    if extra:
        notes.append(f"{source.path.name} has columns that are not compared: {', '.join(extra)}")
    return tuple(notes)


def _same_file(old: Source, new: Source, paired: Sequence[Column]) -> bool:
    """Whether both sides are one file, byte by byte, of the same columns."""
    same = all(
        column.old is not None
        and column.new is not None
        and column.old["name"] == column.new["name"]
        for column in paired
    )
    return same and old.path.suffix == new.path.suffix and _identical(old.path, new.path)


def _identical(old: Path, new: Path) -> bool:
    return filecmp.cmp(old, new, shallow=False)


def _unchanged(plan: Plan, notes: tuple[str, ...]) -> TableDiff:
    def nothing(state: State, limit: int) -> Iterator[object]:
        return iter(())

    return TableDiff(
        name=plan.name,
        key=tuple(plan.columns[place].name for place in plan.key) if plan.keyed else (),
        identifiers=plan.keyed and len(plan.key) == 1,
        old_rows=plan.old.rows,
        new_rows=plan.new.rows,
        counts={},
        retired=0,
        recorded=0,
        cells={},
        filled={},
        notes=notes,
        rows=nothing,  # type: ignore[arg-type]
    )
