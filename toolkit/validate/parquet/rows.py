"""Find the rows: one scan counts what is broken, and only then are rows listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from toolkit.schema.duckdb_ import identifier, literal
from toolkit.validate.parquet.conditions import Checked, Condition, cell
from toolkit.validate.parquet.source import Source
from toolkit.validate.report import Finding
from toolkit.validate.tabular.column import CellFault
from toolkit.validate.tabular.findings import cell_words, shown, wanted
from toolkit.validate.tabular.task import Options, Sink

CONSTRAINT = "constraint-error"
_CHUNK = 10_000
_MOST_BAD = 10_000
"""After so many distinct bad values of a column no more are looked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """A Parquet table under check.

    Attributes:
        name: the resource's name.
        path: its file as readers know it.
        schema: its Table Schema.
        source: the file.
        columns: its columns beside their fields.
        key: the primary key's columns; empty where the file lacks one of them.
    """

    name: str
    path: str
    schema: Mapping[str, Any]
    source: Source
    columns: Sequence[Checked]
    key: Sequence[Checked]

    @property
    def row_id(self) -> str:
        """SQL for a row's key values joined by ``|``; null where it lacks one."""
        if not self.key:
            return "NULL"
        return " || '|' || ".join(f"nullif({cell(part.column)}, '')" for part in self.key)

    def column(self, name: str) -> Checked | None:
        """The column of a field."""
        return next((found for found in self.columns if found.judge.name == name), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to report.

    Attributes:
        rule: the rule that they break.
        field: the field, several joined by ``, ``.
        number: the column's place; ``None`` for several.
        value: SQL for the value to show.
        words: message and hint for a row's value and detail.
        detail: SQL for what else the words need.
    """

    rule: str
    field: str
    number: int | None
    value: str
    words: Callable[[str | None, Any], tuple[str, str]]
    detail: str = "NULL"


class Rows:
    """Counts and lists the rows of Parquet tables.

    Args:
        connection: the database that reads them.
        options: which findings are wanted.
        sink: what takes them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, options: Options, sink: Sink) -> None:
        self.connection = connection
        self.options = options
        self.sink = sink

    def check_cells(self, table: Table) -> None:
        """Types and constraints of every cell."""
        if wanted(CONSTRAINT, self.options):
            planned = [(column, part) for column in table.columns for part in column.conditions]
            counts = self.counts(table, [part.broken for _, part in planned])
            for (column, part), number in zip(planned, counts, strict=True):
                if number:
                    self._list_constraint(table, column, part, number)
        for column in table.columns:
            if column.by_hand:
                self._judge(table, column)

    def counts(self, table: Table, conditions: Sequence[str]) -> Sequence[int]:
        """How many rows each condition holds for, in one scan."""
        if not conditions:
            return ()
        totals = ", ".join(f"count_if({condition})" for condition in conditions)
        rows = self.connection.execute(f"SELECT {totals} FROM {table.source.relation}").fetchall()
        return [int(number or 0) for number in rows[0]]

    def _list_constraint(self, table: Table, column: Checked, part: Condition, total: int) -> None:
        said = cell_words(CONSTRAINT, part.name, part.limit, column.judge.descriptor)
        judge = column.judge
        listing = Listing(
            CONSTRAINT, judge.name, judge.number, cell(column.column), lambda *_: said
        )
        self.list_rows(table, listing, part.broken, total)

    def list_rows(
        self, table: Table, listing: Listing, broken: str, total: int, relation: str = ""
    ) -> None:
        """Report the first rows that a condition holds for, and count the rest.

        Args:
            table: the table.
            listing: how to report them.
            broken: the condition.
            total: how many rows it holds for.
            relation: what to select from; the table's file otherwise.
        """
        if not wanted(listing.rule, self.options):
            return
        room = self.sink.room(table.name, listing.rule, listing.field)
        listed = total if room is None else min(room, total)
        rows = self.connection.execute(
            f"SELECT {table.source.row} AS n, {table.row_id}, {listing.value}, {listing.detail} "
            f"FROM {relation or table.source.relation} WHERE {broken} ORDER BY n LIMIT {listed}"
        )
        for row, row_id, value, detail in fetched(rows):
            message, hint = listing.words(value, detail)
            self.sink.add(
                Finding(
                    rule=listing.rule,
                    message=message,
                    table=table.name,
                    row_id=row_id,
                    row_number=row,
                    field=listing.field,
                    value=None if value is None else shown(value),
                    hint=hint,
                    path=table.path,
                    field_number=listing.number,
                )
            )
        self.sink.count_more(table.name, listing.rule, listing.field, total - listed)

    def _judge(self, table: Table, column: Checked) -> None:
        """Judge every distinct value of a column as a CSV cell would be judged."""
        name, text = identifier(column.column.name), cell(column.column)
        relation = table.source.relation
        values = self.connection.cursor().execute(
            f"SELECT any_value({name}), {text} AS shown FROM {relation} GROUP BY shown"
        )
        bad: dict[str | None, tuple[CellFault, ...]] = {}
        for value, spelt in fetched(values):
            if faults := column.judge.judge(value):
                bad[spelt] = faults
                if len(bad) == _MOST_BAD:
                    break
        by_fault: dict[tuple[str, str], dict[str | None, CellFault]] = {}
        for spelt, faults in bad.items():
            for fault in faults:
                by_fault.setdefault((fault.rule, fault.name), {})[spelt] = fault
        for (rule, _), some in by_fault.items():
            self._list_judged(table, column, rule, some)

    def _list_judged(
        self, table: Table, column: Checked, rule: str, bad: Mapping[str | None, CellFault]
    ) -> None:
        text, judge = cell(column.column), column.judge
        known = ", ".join(literal(value) for value in bad if value is not None)
        broken = f"{text} IN ({known})" if known else "false"
        if None in bad:
            broken = f"({broken} OR {text} IS NULL)"

        def words(value: str | None, _: Any) -> tuple[str, str]:
            fault = bad[value]
            return cell_words(rule, fault.name, fault.limit, judge.descriptor)

        listing = Listing(rule, judge.name, judge.number, text, words)
        (total,) = self.counts(table, [broken])
        self.list_rows(table, listing, broken, total)


def fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, a chunk at a time."""
    while chunk := result.fetchmany(_CHUNK):
        yield from chunk
