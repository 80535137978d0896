"""How one row changed over the releases: when it came, what was corrected, what became of it.

A row is followed by its identifier. Where a release records that as retired, it is followed to
what replaces it, and back from there to what it replaced. Only the tables of the row and of the
retired identifiers are read, where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import duckdb

from toolkit.diff.pairs import fields_of, key_of, kind
from toolkit.diff.source import Source, canonical, common_kind, load
from toolkit.package.read import Package
from toolkit.package.retirement import Replacements, convention, led_to
from toolkit.schema.duckdb_ import identifier

Row = Mapping[str, str | None]


class State(StrEnum):
    """What a release did to the row, compared with the one before.

    ``REPLACED``: it goes by another identifier from here on. ``WITHDRAWN``: its identifier is
    recorded as retired, and nothing stands for it. ``REMOVED``: it is gone without a record.
    """

    ADDED = "added"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ABSENT = "absent"
    NO_TABLE = "no table"


@dataclass(frozen=True, slots=True)
class Stage:
    """One release of a package.

    Attributes:
        version: its version; what the user called it where it states none.
        created: when it was made, as the package or the index says; empty where neither does.
        package: it, opened.
    """

    version: str
    created: str
    package: Package


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell with another value; ``None`` is null.

    Attributes:
        field: the column.
        old: its value before.
        new: its value now.
        column: ``added`` or ``removed`` where only one of the releases has the column.
    """

    field: str
    old: str | None
    new: str | None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one release did to the row.

    Attributes:
        version: the release.
        created: when it was made; empty where that is not known.
        state: what became of the row.
        row: the identifier that it goes by in this release.
        cells: the cells that differ; for an added row all that are not null.
        led: for a replaced or withdrawn row, what its old identifier leads to, step by step.
        reason: why it was retired; empty where that is not recorded.
        replaces: other identifiers that this release retired in its favour.
    """

    version: str
    created: str
    state: State
    row: str
    cells: tuple[CellChange, ...] = ()
    led: tuple[str | None, ...] = ()
    reason: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A row over the releases.

    Attributes:
        package: the package's name.
        table: the row's table.
        row: the identifier that was asked for.
        current: the identifier that it goes by in the last release; ``None`` where it is gone.
        steps: one for each release, oldest first.
    """

    package: str
    table: str
    row: str
    current: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Records:
    """What one release records of one table's retired identifiers."""

    replacements: Replacements
    reasons: Mapping[str, str]


@dataclass(slots=True)
class Reader:
    """Reads rows of releases, one table at a time, and each no more than once.

    Attributes:
        connection: a database to read with.
        stages: the releases, oldest first.
    """

    connection: duckdb.DuckDBPyConnection
    stages: Sequence[Stage]
    _sources: dict[tuple[int, str], Source] = field(default_factory=dict)
    _rows: dict[tuple[int, str, str], Row | None] = field(default_factory=dict)
    _records: dict[tuple[int, str], _Records] = field(default_factory=dict)

    def has_table(self, number: int, table: str) -> bool:
        """Whether a release has a table of that name with a key."""
        files = self.stages[number].package.tables.get(table)
        return files is not None and bool(key_of(files.schema))

    def source(self, number: int, table: str) -> Source:
        """The rows of a release's table; every cell is text.

        Raises:
            DataError: its file is damaged.
        """
        if (number, table) not in self._sources:
            package = self.stages[number].package
            alias = f"{number} {table}"
            found = load(self.connection, package, package.tables[table], alias)
            self._sources[number, table] = found
        return self._sources[number, table]

    def row(self, number: int, table: str, row_id: str) -> Row | None:
        """A row of a release by its identifier; ``None`` where it has none.

        Raises:
            DataError: the table's file is damaged.
        """
        place = (number, table, row_id)
        if place not in self._rows:
            self._rows[place] = self._read(*place) if self.has_table(number, table) else None
        return self._rows[place]

    def _read(self, number: int, table: str, row_id: str) -> Row | None:
        key = key_of(self.stages[number].package.tables[table].schema)
        values = [row_id] if len(key) == 1 else row_id.split("|")
        if len(values) != len(key):
            return None
        source = self.source(number, table)
        if not set(key) <= set(source.columns):
            return None
        where = " AND ".join(f"{identifier(name)} = ?" for name in key)
        sql = f"SELECT * FROM {source.relation} WHERE {where} LIMIT 1"
        found = self.connection.execute(sql, values).fetchone()
        return None if found is None else dict(zip(source.columns, found, strict=True))

    def records(self, number: int, table: str) -> _Records:
        """What a release records of a table's retired identifiers.

        Raises:
            DataError: the file is damaged.
        """
        if (number, table) not in self._records:
            self._records[number, table] = self._read_records(number, table)
        return self._records[number, table]

    def _read_records(self, number: int, table: str) -> _Records:
        names = convention()
        if names.table not in self.stages[number].package.tables:
            return _Records({}, {})
        source = self.source(number, names.table)
        if not names.kept_by({names.table: source.columns}):
            return _Records({}, {})
        reason = identifier(names.reason) if names.reason in source.columns else "NULL"
        found = self.connection.execute(
            f"SELECT {identifier(names.row)}, {identifier(names.replacement)}, {reason} "
            f"FROM {source.relation} WHERE {identifier(names.of)} = ? ORDER BY ALL",
            [table],
        ).fetchall()
        return _Records(
            {(table, row): replacement for row, replacement, _ in found},
            {row: why for row, _, why in found if why},
        )

    def differs(self, number: int, table: str, name: str, old: str | None, new: str | None) -> bool:
        """Whether two values of a column differ, other spellings of one value apart."""
        if old == new or old is None or new is None:
            return old != new
        before, after = (
            fields_of(self.stages[n].package.tables[table].schema).get(name, {})
            for n in (number - 1, number)
        )
        of = common_kind(kind(before), kind(after))
        first, second = (canonical(f"CAST(${n} AS VARCHAR)", of) for n in (1, 2))
        found = self.connection.execute(
            f"SELECT {first} IS DISTINCT FROM {second}", [old, new]
        ).fetchone()
        return found is not None and bool(found[0])


def history(reader: Reader, table: str, row_id: str) -> History:
    """How a row changed.

    Args:
        reader: reads the releases.
        table: the row's table.
        row_id: its identifier in any of them; values of a key of several columns joined by ``|``.

    Raises:
        DataError: a file is damaged.
    """
    names = _names(reader, table, row_id)
    steps = tuple(_steps(reader, table, row_id, names))
    last = len(names) - 1
    there = reader.row(last, table, names[last]) is not None
    package = reader.stages[last].package.name
    return History(package, table, row_id, names[last] if there else None, steps)


def _names(reader: Reader, table: str, row_id: str) -> list[str]:
    """The identifier that the row goes by in each release, also where it is not there."""
    number = len(reader.stages)
    present = (i for i in range(number) if reader.row(i, table, row_id) is not None)
    recorded = (i for i in range(number) if (table, row_id) in _replaced(reader, i, table))
    anchor = min(next(present, number - 1), next(recorded, number - 1))
    names = [row_id] * number
    name = row_id
    for i in range(anchor, number):
        if reader.row(i, table, name) is None:
            led = led_to(table, name, _replaced(reader, i, table))
            name = (led[-1] if led else None) or name
        names[i] = name
    name = names[anchor]
    for i in reversed(range(anchor)):
        if reader.row(i, table, name) is None:
            before = [
                old
                for old in _predecessors(reader, i + 1, table, name)
                if reader.row(i, table, old) is not None
            ]
            name = before[0] if len(before) == 1 else name
        names[i] = name
    return names


def _replaced(reader: Reader, number: int, table: str) -> Replacements:
    return reader.records(number, table).replacements


def _predecessors(reader: Reader, number: int, table: str, name: str) -> list[str]:
    """The retired identifiers that lead to a row in a release."""
    replaced = _replaced(reader, number, table)
    return [old for _, old in replaced if led_to(table, old, replaced)[-1] == name]


def _steps(reader: Reader, table: str, asked: str, names: Sequence[str]) -> Iterator[Step]:
    before: Row | None = None
    last = names[0]
    if last != asked and (table, asked) in _replaced(reader, 0, table):
        last = asked  # retired already in the first release that there is
    for i, (stage, name) in enumerate(zip(reader.stages, names, strict=True)):
        row = reader.row(i, table, name)
        records = reader.records(i, table)
        led: tuple[str | None, ...] = ()
        cells: tuple[CellChange, ...] = ()
        if not reader.has_table(i, table):
            state = State.NO_TABLE
        elif name != last:
            state, led = State.REPLACED, led_to(table, last, records.replacements)
            cells = tuple(_changes(reader, i, table, before, row)) if before and row else ()
        elif row is None:
            led = _newly_retired(reader, i, table, name)
            gone = State.REMOVED if before is not None else State.ABSENT
            state = State.WITHDRAWN if led else gone
        elif before is None:
            state = State.ADDED
            cells = tuple(_whole(reader, i, table, row))
        else:
            cells = tuple(_changes(reader, i, table, before, row))
            state = State.CHANGED if cells else State.UNCHANGED
        yield Step(
            version=stage.version,
            created=stage.created,
            state=state,
            row=name,
            cells=cells,
            led=led,
            reason=records.reasons.get(last, "") if led else "",
            replaces=_others(reader, i, table, name, last),
        )
        before, last = row, name


def _newly_retired(reader: Reader, number: int, table: str, name: str) -> tuple[str | None, ...]:
    """What an identifier leads to that a release is the first to record as retired."""
    if number and (table, name) in _replaced(reader, number - 1, table):
        return ()
    return led_to(table, name, _replaced(reader, number, table))


def _others(reader: Reader, number: int, table: str, name: str, last: str) -> tuple[str, ...]:
    """Identifiers other than the row's own that a release newly retired in its favour."""
    if not number:
        return ()
    known = _replaced(reader, number - 1, table)
    found = _predecessors(reader, number, table, name)
    return tuple(old for old in found if old != last and (table, old) not in known)


def _whole(reader: Reader, number: int, table: str, row: Row) -> Iterator[CellChange]:
    """All cells of a new row that are not null; its identifier tells the key's."""
    key = key_of(reader.stages[number].package.tables[table].schema)
    for name, value in row.items():
        if value is not None and name not in key:
            yield CellChange(name, None, value)


def _changes(reader: Reader, number: int, table: str, old: Row, new: Row) -> Iterator[CellChange]:
    """The cells that differ between two releases; the key's are told by the identifiers."""
    key = key_of(reader.stages[number].package.tables[table].schema)
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name), new.get(name)
        if name in key:
            continue
        if name in old and name in new:
            if reader.differs(number, table, name, before, after):
                yield CellChange(name, before, after)
        elif before is not None or after is not None:
            yield CellChange(name, before, after, "added" if name in new else "removed")
