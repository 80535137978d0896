"""Retired identifiers: what an earlier release called a row that is gone or has another name now.

``retired.csv`` names the table, the identifier (values of a key of several columns joined by
``|``), the identifier that stands in its place (empty where nothing does) and the reason. The file
is held against the rows that were built: a record of a row that is there, or of a replacement that
leads to none, fails the build, so that no reference is led astray.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from toolkit.assemble.corrections import row_id
from toolkit.assemble.lines import read_lines
from toolkit.assemble.merge import Tables
from toolkit.errors import DataError, UsageError
from toolkit.extract.model import Row
from toolkit.schema.model import PackageDeclaration, TableSchema
from toolkit.schema.values import breach

FILE = "retired.csv"
"""The name of the file in the seeds."""
TABLE = "retired"
"""The table of the package that the file becomes."""
COLUMNS = ("table_name", "row_id", "replaced_by", "reason")
_REQUIRED = ("table_name", "row_id", "reason")


@dataclass(frozen=True, slots=True)
class Retired:
    """One identifier that is no longer used.

    Attributes:
        table: name of the table or code list.
        row: the identifier; the parts of a composite key joined by ``|``.
        replacement: the identifier that stands in its place; ``None`` where nothing does.
        reason: why it is no longer used.
        where: file and line, for messages.
    """

    table: str
    row: str
    replacement: str | None
    reason: str
    where: str


def read_retired(path: Path) -> list[Retired]:
    """The records of a file; none where there is no file.

    Raises:
        UsageError: the file is not UTF-8 CSV with the columns `COLUMNS`, or a cell is missing or
            has blanks at an end.
    """
    return [_record(*line) for line in read_lines(path, COLUMNS, _REQUIRED)]


def _record(cells: Mapping[str, str], where: str) -> Retired:
    for name, value in cells.items():
        if value != value.strip():
            raise UsageError(f"{name} has blanks at an end", where=where, hint="Remove them.")
    return Retired(
        cells["table_name"],
        cells["row_id"],
        cells["replaced_by"] or None,
        cells["reason"],
        where,
    )


def retired_rows(
    records: Sequence[Retired], tables: Tables, declaration: PackageDeclaration
) -> list[Row]:
    """The rows of the table of retired identifiers, held against all other rows.

    Args:
        records: what ``retired.csv`` says.
        tables: the rows that were built, by table.
        declaration: the tables and code lists that there are.

    Raises:
        DataError: a record names an unknown table, an identifier that is in use or recorded
            already, or a replacement that is neither in use nor retired or comes back to itself.
    """
    known = _Known(tables, declaration)
    by_id: dict[tuple[str, str], Retired] = {}
    for record in records:
        known.check(record)
        _check_cells(record, declaration.tables[TABLE])
        first = by_id.setdefault((record.table, record.row), record)
        if first is not record:
            line = first.where.rpartition(":")[2]
            raise DataError(
                f"{record.table} {record.row} is recorded already, in line {line}",
                where=record.where,
                hint="Remove one of the two.",
            )
    for record in records:
        _check_replacement(record, by_id, known)
    values = ((r.table, r.row, r.replacement, r.reason) for r in records)
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in values]


def _check_cells(record: Retired, schema: TableSchema) -> None:
    """Refuse what the declared columns do not take, by the line where it stands."""
    cells = (record.table, record.row, record.replacement, record.reason)
    for name, value in zip(COLUMNS, cells, strict=True):
        broken = breach(schema.field(name), value)
        if broken:
            raise DataError(
                f"{name} {value!r} breaks the column's {broken}",
                where=record.where,
                hint=f"schemas/{TABLE}.json says what it takes.",
            )


class _Known:
    """The identifiers in use, read table by table as they are asked for."""

    def __init__(self, tables: Tables, declaration: PackageDeclaration) -> None:
        self._declared = {n: t for n, t in declaration.all_tables.items() if n != TABLE}
        self._rows: dict[str, Sequence[Row]] = {
            name: [dict(row) for row in codes.rows]
            for name, codes in declaration.code_lists.items()
        }
        self._rows |= tables
        self._ids: dict[str, frozenset[str]] = {}

    def ids(self, table: str) -> frozenset[str]:
        """The identifiers of a table's rows."""
        if table not in self._ids:
            key = self._declared[table].primary_key
            self._ids[table] = frozenset(row_id(row, key) for row in self._rows.get(table, ()))
        return self._ids[table]

    def check(self, record: Retired) -> None:
        """Refuse a record of an unknown table, a key of another form, or a row that is there."""
        schema = self._declared.get(record.table)
        if schema is None:
            names = ", ".join(sorted(self._declared))
            raise DataError(
                f"there is no table {record.table!r} whose rows could be retired",
                where=record.where,
                hint=f"One of {names}.",
            )
        for value in (record.row, record.replacement):
            if value is not None and value.count("|") != len(schema.primary_key) - 1:
                raise DataError(
                    f"{value!r} is not a key of {record.table}",
                    where=record.where,
                    hint=f"Its key is {'|'.join(schema.primary_key)}.",
                )
        if record.row in self.ids(record.table):
            raise DataError(
                f"{record.table} {record.row} is not retired: the row is there",
                where=record.where,
                hint="Remove the record, or mend its identifier.",
            )


def _check_replacement(
    record: Retired, by_id: Mapping[tuple[str, str], Retired], known: _Known
) -> None:
    """Refuse a replacement that leads nowhere or back to where it began."""
    target = record.replacement
    if target is None or target in known.ids(record.table):
        return
    if (record.table, target) not in by_id:
        near = get_close_matches(target, sorted(known.ids(record.table)), 1)
        raise DataError(
            f"the replacement {target} is neither a row of {record.table} nor retired itself",
            where=record.where,
            hint=f"Did you mean {near[0]}?"
            if near
            else "Name a row that is there; leave it empty where nothing stands in its place.",
        )
    path = list(_chain(record, by_id))
    if path[-1] in path[:-1]:
        circle = path[path.index(path[-1]) :]
        raise DataError(
            f"the replacements go round in a circle: {' → '.join(circle)}",
            where=record.where,
            hint="Let the last one name a row that is there, or nothing.",
        )


def _chain(record: Retired, by_id: Mapping[tuple[str, str], Retired]) -> Iterator[str]:
    """The identifiers that a record leads through; the last is the first that comes twice."""
    seen: set[str] = set()
    row: str | None = record.row
    while row is not None:
        yield row
        if row in seen:
            return
        seen.add(row)
        following = by_id.get((record.table, row))
        row = following.replacement if following else None
