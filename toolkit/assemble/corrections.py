"""Corrections: what people know better than the rules, as data with a guard.

``corrections.csv`` names a cell (table, row, field), the value that the build finds there now, the
value that belongs there, the reason and who says so. A correction that no longer finds its expected
value fails the build, so that no correction outlives its error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.assemble.lines import read_lines
from toolkit.assemble.merge import Tables
from toolkit.errors import DataError
from toolkit.extract.evidence import as_text
from toolkit.extract.model import Row
from toolkit.schema.model import TableSchema
from toolkit.schema.values import parse_cell

COLUMNS = ("table", "row", "field", "expected", "value", "reason", "contributor")
_REQUIRED = ("table", "row", "field", "reason", "contributor")
_WITH_EVIDENCE = frozenset({"calls", "participants", "topics"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected cell.

    Attributes:
        table: name of the table.
        row: key of the row; the parts of a composite key joined by ``|``.
        field: name of the column.
        expected: the value that the build gives without the correction; empty for null.
        value: the right value; empty for null.
        reason: why, with where it can be checked.
        contributor: who says so.
        where: file and line, for messages.
    """

    table: str
    row: str
    field: str
    expected: str
    value: str
    reason: str
    contributor: str
    where: str


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a file; none where there is no file.

    Raises:
        UsageError: the file is not UTF-8 CSV with the columns `COLUMNS`, or a cell is missing.
    """
    lines = read_lines(path, COLUMNS, _REQUIRED)
    return [Correction(**cells, where=where) for cells, where in lines]


def apply_corrections(
    tables: Tables, corrections: Sequence[Correction], schemas: Mapping[str, TableSchema]
) -> Tables:
    """The tables with the corrections applied; the input stays as it is.

    The corrected value gets evidence, too: the words behind the cell (or behind the row, where the
    cell was empty) with the rule ``correction``.

    Args:
        tables: rows by table.
        corrections: what to correct.
        schemas: the declared tables by name.

    Raises:
        DataError: a correction does not match: no such table, row or field, another value than
            expected, a value of the wrong type, or an identifier.
    """
    out: Tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    keys = {name: schema.primary_key for name, schema in schemas.items()}
    for correction in corrections:
        row = _find(out, correction, keys)
        old = row[correction.field]
        if as_text(old) != correction.expected:
            raise _mismatch(correction, old)
        new = _parse(correction, schemas[correction.table])
        row[correction.field] = new
        if correction.table in _WITH_EVIDENCE:
            out["evidence"] = _with_evidence(out["evidence"], correction, keys, new)
            new_id = row_id(row, keys[correction.table])
            for words in out["evidence"]:
                if (words["table_name"], words["row_id"]) == (correction.table, correction.row):
                    words["row_id"] = new_id
    return out


def row_id(row: Row, key: Sequence[str]) -> str:
    """A row's identifier: its key values joined by ``|``."""
    return "|".join(as_text(row[k]) for k in key)


def _find(tables: Tables, correction: Correction, keys: Mapping[str, Sequence[str]]) -> Row:
    rows = tables.get(correction.table)
    if rows is None or correction.table not in keys:
        names = ", ".join(sorted(keys))
        raise DataError(
            f"there is no table {correction.table!r}",
            where=correction.where,
            hint=f"One of {names}.",
        )
    key = keys[correction.table]
    for row in rows:
        if row_id(row, key) == correction.row:
            if correction.field not in row:
                raise DataError(
                    f"table {correction.table} has no field {correction.field!r}",
                    where=correction.where,
                    hint=f"One of {', '.join(row)}.",
                )
            if correction.field in key and correction.field.endswith("_id"):
                raise DataError(
                    f"{correction.field} identifies rows of {correction.table}",
                    where=correction.where,
                    hint="Correct the article's digest instead.",
                )
            return row
    raise DataError(
        f"table {correction.table} has no row {correction.row!r}",
        where=correction.where,
        hint="Remove the correction, or mend its row (key values joined by |).",
    )


def _mismatch(correction: Correction, old: Any) -> DataError:
    return DataError(
        f"{correction.table} {correction.row} {correction.field} is {as_text(old)!r},"
        f" not {correction.expected!r} as the correction expects",
        where=correction.where,
        hint="Remove the correction if the value is right now, or mend its expected value.",
    )


def _parse(correction: Correction, schema: TableSchema) -> Any:
    """The new value in the declared type of its column."""
    if not correction.value:
        return None
    try:
        return parse_cell(schema.field(correction.field).type, correction.value)
    except ValueError as error:
        raise DataError(
            str(error),
            where=correction.where,
            hint=f"{correction.table}.{correction.field} takes another kind of value.",
        ) from error


def _with_evidence(
    evidence: Sequence[Row], correction: Correction, keys: Mapping[str, Sequence[str]], new: Any
) -> list[Row]:
    """The evidence with words for the corrected value in the place of those it replaces."""
    mine = (correction.table, correction.row)
    of_row = [r for r in evidence if (r["table_name"], r["row_id"]) == mine]
    of_cell = [r for r in of_row if r["field_name"] == correction.field]
    kept = [dict(r) for r in evidence if r not in of_cell[:1]]
    if new is None:
        return [r for r in evidence if r not in of_cell]
    key = keys[correction.table][0]
    basis = of_cell[:1] or [r for r in of_row if r["field_name"] == key][:1]
    corrected = [
        {**r, "field_name": correction.field, "value": as_text(new), "rule": "correction"}
        for r in basis
    ]
    return [*kept, *corrected]
