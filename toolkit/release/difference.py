"""What a release needs to know of its difference from the last one, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.diff.bumps import rules
from toolkit.diff.model import Change, Difference, Reason, RowChange, State, TableDiff
from toolkit.diff.proposals import proposals
from toolkit.diff.shown import key_text
from toolkit.release.settings import settings


@dataclass(frozen=True, slots=True)
class Lost:
    """An identifier of the last release that is no row's any more.

    Attributes:
        table: its table.
        row: the identifier.
        replacement: the one that stands in its place; empty where none does.
    """

    table: str
    row: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell with another value; ``None`` is null."""

    table: str
    row: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class TableNote:
    """What became of one table.

    Attributes:
        name: the table.
        before: its rows in the last release; ``None`` where it is new.
        now: its rows; ``None`` where it is gone.
        counts: rows by what became of them.
        cells: for each column, in how many rows its value was corrected.
        added: the first identifiers that are new, where its rows have identifiers.
    """

    name: str
    before: int | None
    now: int | None
    counts: Mapping[State, int]
    cells: Mapping[str, int]
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is told of a difference.

    Attributes:
        smallest: the smallest legal bump: ``none``, ``patch``, ``minor`` or ``major``.
        reasons: what asks for it, greatest first.
        changes: differences of metadata and schemas.
        tables: the tables that differ.
        corrections: the most telling of the corrected cells.
        lost: identifiers that are gone without a record.
        recorded: identifiers that are gone and recorded.
    """

    smallest: str
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...]
    tables: tuple[TableNote, ...]
    corrections: tuple[Correction, ...]
    lost: tuple[Lost, ...]
    recorded: tuple[Lost, ...]


def facts(
    difference: Difference, new_rows: Mapping[str, int], old_rows: Mapping[str, int]
) -> Facts:
    """Read what is to be told while the rows can be read.

    Args:
        difference: the two packages, compared.
        new_rows: rows of each table of the new package.
        old_rows: rows of each table of the old one, where they are known.
    """
    changed = [table for table in difference.tables if table.differs]
    gone = [loss for table in changed for loss in _gone(table)]
    return Facts(
        smallest=difference.bump.smallest,
        reasons=difference.bump.reasons,
        changes=difference.changes,
        tables=(*_notes(changed), *_one_sided(difference.changes, new_rows, old_rows)),
        corrections=tuple(_corrections(changed)),
        lost=tuple(loss for recorded, loss in gone if not recorded),
        recorded=tuple(loss for recorded, loss in gone if recorded),
    )


def with_files(found: Facts, files: Iterable[str]) -> Facts:
    """The facts, where only files beside the tables differ: that asks for a patch, too."""
    names = ", ".join(files)
    bump, text = rules()["file-changed"]
    reason = Reason(bump, "file-changed", f"{text}: {names}", 1)
    return Facts(bump, (reason,), found.changes, found.tables, (), (), ())


def _notes(tables: Iterable[TableDiff]) -> Iterator[TableNote]:
    for table in tables:
        yield TableNote(
            table.name, table.old_rows, table.new_rows, table.counts, table.cells, _added(table)
        )


def _added(table: TableDiff) -> tuple[str, ...]:
    """The first new identifiers, by key."""
    if not table.identifiers or not table.count(State.ADDED):
        return ()
    return tuple(key_text(row.key) for row in table.rows(State.ADDED, settings()["added"]))


def _one_sided(
    changes: Iterable[Change], new_rows: Mapping[str, int], old_rows: Mapping[str, int]
) -> Iterator[TableNote]:
    """Tables that only one of the packages has."""
    for change in changes:
        if change.kind == "table-added":
            rows = new_rows.get(change.table, 0)
            yield TableNote(change.table, None, rows, {State.ADDED: rows}, {})
        elif change.kind == "table-removed":
            rows = old_rows.get(change.table, 0)
            yield TableNote(change.table, rows, None, {State.REMOVED: rows}, {})


def _gone(table: TableDiff) -> Iterator[tuple[bool, Lost]]:
    """Identifiers that are gone, and whether that is recorded."""
    if not table.identifiers:
        return
    proposed = proposals(table)
    for state in (State.REMOVED, State.REKEYED):
        for row in table.rows(state, 0) if table.count(state) else ():
            if state is State.REKEYED:
                recorded, other = row.how == "recorded", key_text(row.new_key)
            else:
                recorded = row.retired
                other = row.replacement if recorded else proposed.get(key_text(row.old_key), "")
            yield recorded, Lost(table.name, key_text(row.old_key), other)


def _corrections(tables: Iterable[TableDiff]) -> Iterator[Correction]:
    """The most telling cells: a column that changes in all rows tells less than in one.

    Tables whose rows have identifiers come first: the other tables' rows follow from theirs.
    """
    room: int = settings()["cells"]
    for table in sorted(tables, key=lambda table: not table.identifiers):
        if not table.count(State.CHANGED) or room <= 0:
            continue
        found = list(_cells(table, table.rows(State.CHANGED, settings()["read_rows"])))
        found.sort(key=lambda one: (table.cells.get(one.field, 0), one.row, one.field))
        shown = found[: min(room, settings()["cells_of_table"])]
        room -= len(shown)
        yield from shown


def _cells(table: TableDiff, rows: Iterable[RowChange]) -> Iterator[Correction]:
    for row in rows:
        for cell in row.cells:
            if cell.field not in table.filled:
                yield Correction(table.name, key_text(row.key), cell.field, cell.old, cell.new)
