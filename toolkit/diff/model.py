"""What a comparison of two packages says: plain values, and rows that stay in a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What became of a row.

    ``FILLED``: no cell that both sides have differs, but a column of one side alone holds a value.
    """

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REKEYED = "rekeyed"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of metadata or schemas.

    Attributes:
        kind: a key of ``bumps.json``.
        table: the table (its new name where it has two); empty for the package.
        field: the column (its new name where it has two), or the name of a view or file.
        what: the property or constraint that differs.
        old: its old value as JSON has it; ``None`` where there was none.
        new: its new value; ``None`` where there is none.
    """

    kind: str
    table: str = ""
    field: str = ""
    what: str = ""
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell whose value differs; ``None`` is null."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row.

    Attributes:
        state: added, removed, changed, re-keyed or filled.
        old_key: its old key, values by column; empty for an added row.
        new_key: its new key; empty for a removed row.
        cells: all cells of an added or removed row that are not null, else those that differ,
            key columns left out.
        how: for a re-keyed row, how it was recognised: ``recorded``, ``followed`` (the row that
            its key refers to was re-keyed), ``same`` (all other cells agree) or ``similar``.
        replacement: for a removed row whose identifier is recorded as retired, what the records
            lead to in the end; empty where that is nothing.
        retired: whether the old identifier is recorded as retired.
    """

    state: State
    old_key: Mapping[str, str | None]
    new_key: Mapping[str, str | None]
    cells: tuple[Cell, ...]
    how: str = ""
    replacement: str = ""
    retired: bool = False

    @property
    def key(self) -> Mapping[str, str | None]:
        """The key to call the row by: the new one where it has one."""
        return self.new_key or self.old_key


RowSource = Callable[[State, int], Iterator[RowChange]]
"""Gives the first rows of a state in the order of their keys; 0 gives all."""


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The rows of one table, compared.

    Attributes:
        name: the table, by its new name.
        key: its key columns, by their new names; empty where rows are compared as wholes.
        identifiers: whether the key is one column, so that rows have identifiers to keep.
        old_rows: how many rows there were.
        new_rows: how many rows there are.
        counts: how many rows of each state; a state that no row has is left out.
        retired: how many of the removed rows are recorded as retired.
        recorded: how many of the re-keyed rows are recorded with their replacement.
        cells: for each column, how many cells of changed and re-keyed rows differ.
        filled: for each column of one side alone, how many rows of both sides fill it.
        notes: what a reader must know about how it was compared.
        rows: gives the rows themselves.
    """

    name: str
    key: tuple[str, ...]
    identifiers: bool
    old_rows: int
    new_rows: int
    counts: Mapping[State, int]
    retired: int
    recorded: int
    cells: Mapping[str, int]
    filled: Mapping[str, int]
    notes: tuple[str, ...]
    rows: RowSource = field(compare=False, repr=False)

    @property
    def differs(self) -> bool:
        """Whether any row differs."""
        return bool(self.counts)

    def count(self, state: State) -> int:
        """How many rows are in that state."""
        return self.counts.get(state, 0)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two packages.

    Attributes:
        place: how the user calls it.
        name: the package's name.
        version: its version; empty where it states none.
    """

    place: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bump is asked for.

    Attributes:
        bump: ``patch``, ``minor`` or ``major``.
        rule: the key of ``bumps.json``.
        text: what happened, with counts and where.
        count: how often.
    """

    bump: str
    rule: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Bump:
    """The version bump that a difference asks for.

    Attributes:
        smallest: ``none``, ``patch``, ``minor`` or ``major``.
        reasons: greatest first; empty for ``none``.
        next_version: the smallest legal version; empty where the old one states none of the form
            MAJOR.MINOR.PATCH.
        sufficient: whether the new package's version is that or a later one; ``None`` where one
            of the two states no version.
    """

    smallest: str
    reasons: tuple[Reason, ...]
    next_version: str
    sufficient: bool | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two packages.

    Attributes:
        old: the first package.
        new: the second package.
        changes: differences of metadata and schemas, in the order of the descriptor.
        tables: every table that both have, differing or not.
        bump: the smallest legal version bump.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    tables: tuple[TableDiff, ...]
    bump: Bump

    @property
    def differs(self) -> bool:
        """Whether anything differs (another version number alone does not)."""
        return bool(self.changes) or any(table.differs for table in self.tables)
