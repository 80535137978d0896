"""The exact engine: blocks of records judged cell by cell, distinct cells once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Any

from toolkit.validate.tabular.column import CellFault, Column
from toolkit.validate.tabular.findings import (
    Fault,
    TableFaults,
    cell_words,
    row_name,
    shown,
    words,
)
from toolkit.validate.tabular.keys import KeyBook
from toolkit.validate.tabular.records import Block, SourceFault

SURROGATES = (0xDC80, 0xDCFF)
"""Code points that stand for bytes that could not be decoded (PEP 383)."""


class Judge:
    """Judges the blocks of one table.

    Args:
        columns: its columns, in the order of the data.
        faults: where faults go.
        book: its keys.
        like: judge as frictionless does.
        inline: whether the cells are values and not text.
        key: places of the primary key's columns, from 0, by which rows are named.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        faults: TableFaults,
        book: KeyBook,
        *,
        like: bool,
        inline: bool = False,
        key: Sequence[int] = (),
    ) -> None:
        self.columns, self.faults, self.book = columns, faults, book
        self.like, self.inline, self.key = like, inline, key
        self.formulas: dict[int, tuple[int, str]] = {}

    def block(self, block: Block) -> None:
        """Judge a block and enter its keys."""
        view = _View(block, self.key)
        hidden: set[tuple[int, int]] = set()
        if block.dirty and not self.like:
            hidden = self._dirty(block, view)
        for fault in block.faults:
            self.faults.add(source_fault(fault))
        rows = block.rows
        if not rows:
            return
        width = len(self.columns)
        if set(map(len, rows)) != {width}:
            rows = self._shape(rows, view)
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if width else []
        found: list[tuple[int, Column, list[tuple[int, tuple[CellFault, ...]]]]] = []
        missing: list[list[bool]] | None = []
        for place, (column, cells) in enumerate(zip(self.columns, columns, strict=True)):
            wrong, absent = self._column(place, column, cells)
            if wrong:
                found.append((place, column, wrong))
            missing = missing if missing is None else _with(missing, column, cells, absent)
        blank = _blank_rows(missing, len(rows))
        self._tell(found, blank, hidden, view)
        for index in blank:
            message, hint = words("blank-row")
            self._replace(Fault("blank-row", message, hint), view, index)
        self.book.add(_Values(self.columns, columns, self.inline), view.numbers, view.locate)

    def _column(
        self, place: int, column: Column, cells: Sequence[Any]
    ) -> tuple[list[tuple[int, tuple[CellFault, ...]]], bool]:
        """A column's faults by row, and whether a cell may have no value."""
        if self.inline:
            judged = ((index, column.judge(cell)) for index, cell in enumerate(cells))
            return [pair for pair in judged if pair[1]], True
        distinct = set(cells)
        absent = None in distinct or not column.missing.isdisjoint(distinct)
        wrong: list[tuple[int, tuple[CellFault, ...]]] = []
        if column.faults(distinct, remember=2 * len(distinct) < len(cells)):
            bad = column.bad
            wrong = [(index, bad[cell]) for index, cell in enumerate(cells) if cell in bad]
        if column.formulas and not column.formulas.isdisjoint(distinct):
            run = [cell for cell in cells if cell in column.formulas]
            count, example = self.formulas.get(place, (0, run[0]))
            self.formulas[place] = (count + len(run), example)
        return wrong, absent

    def _shape(self, rows: list[Sequence[Any]], view: _View) -> list[Sequence[Any]]:
        """The rows with as many cells as there are columns; others are faults."""
        width, shaped = len(self.columns), []
        for index, row in enumerate(rows):
            if len(row) > width:
                self._extra(row, view, index)
                row = row[:width]
            elif len(row) < width:
                for column in self.columns[len(row) :]:
                    self._missing(column, view, index)
                row = [*row, *repeat(None, width - len(row))]
            shaped.append(row)
        return shaped

    def _extra(self, row: Sequence[Any], view: _View, index: int) -> None:
        """The cells beyond the columns; those of which no more are kept are counted."""
        width, message_hint = len(self.columns), words("extra-cell")
        room = self.faults.room("extra-cell", None)
        end = len(row) if room is None else min(len(row), width + max(0, room))
        faults = [
            Fault("extra-cell", *message_hint, number=place + 1, value=shown(row[place]))
            for place in range(width, end)
        ]
        view.shapes.setdefault(index, []).extend(faults)
        view.more[index] = len(row) - end

    def _missing(self, column: Column, view: _View, index: int) -> None:
        message, hint = words("missing-cell")
        fault = Fault("missing-cell", message, hint, field=column.name, number=column.number)
        view.shapes.setdefault(index, []).append(fault)

    def _replace(self, fault: Fault, view: _View, index: int) -> None:
        view.shapes.pop(index, None)
        self.faults.add(view.place(fault, index))

    def _tell(
        self,
        found: Sequence[tuple[int, Column, list[tuple[int, tuple[CellFault, ...]]]]],
        blank: Sequence[int],
        hidden: set[tuple[int, int]],
        view: _View,
    ) -> None:
        """Hand over the faults of cells and shapes, but for blank rows."""
        blanks = set(blank)
        for place, column, wrong in found:
            for index, faults in wrong:
                if index in blanks or (index, place) in hidden:
                    continue
                for fault in faults:
                    self._cell(fault, column, place, index, view)
        for index, shapes in view.shapes.items():
            if index not in blanks:
                for shape in shapes:
                    self.faults.add(view.place(shape, index))
                if more := view.more.get(index):
                    self.faults.count("extra-cell", None, more)

    def _cell(self, fault: CellFault, column: Column, place: int, index: int, view: _View) -> None:
        room = self.faults.room(fault.rule, column.name)
        if room is not None and room <= 0:
            self.faults.count(fault.rule, column.name, 1)
            return
        message, hint = cell_words(fault.rule, fault.name, fault.limit, column.descriptor)
        row = view.block.rows[index]
        cell = row[place] if place < len(row) else ""
        told = Fault(
            fault.rule,
            message,
            hint,
            field=column.name,
            number=column.number,
            value=shown("" if cell is None else cell),
        )
        self.faults.add(view.place(told, index))

    def _dirty(self, block: Block, view: _View) -> set[tuple[int, int]]:
        """Cells with NUL characters or bad bytes: told, and their other faults hidden."""
        hidden: set[tuple[int, int]] = set()
        detail = next((f.detail for f in block.faults if f.rule == "encoding-error"), "")
        for index, row in enumerate(block.rows):
            for place, cell in enumerate(row):
                nul, bad = "\0" in cell, _has_bad_bytes(cell)
                if not nul and not bad:
                    continue
                hidden.add((index, place))
                rule, case = ("encoding-error", "cell") if bad else ("source-error", "nul")
                message, hint = words(rule, case)
                if bad and detail:
                    message, detail = detail, ""
                    block.faults = [f for f in block.faults if f.rule != "encoding-error"]
                name = self.columns[place].name if place < len(self.columns) else None
                fault = Fault(rule, message, hint, None, None, name, place + 1, shown(cell))
                self.faults.add(view.place(fault, index))
        return hidden


def _has_bad_bytes(cell: str) -> bool:
    low, high = SURROGATES
    return not cell.isascii() and any(low <= ord(char) <= high for char in cell)


def source_fault(fault: SourceFault) -> Fault:
    """A fault of the text as one of the table."""
    message, hint = words(fault.rule, fault.case, detail=fault.detail)
    value = None if fault.value is None else shown(fault.value)
    return Fault(fault.rule, message, hint, fault.number, fault.line, value=value)


class _View:
    """A block's rows by their place in it: numbers, lines and names, made when needed."""

    def __init__(self, block: Block, key: Sequence[int]) -> None:
        self.block, self.key = block, key
        self.shapes: dict[int, list[Fault]] = {}
        self.more: dict[int, int] = {}
        self._numbers: Sequence[int] | None = None
        self._lines: Sequence[int] | None = None

    @property
    def numbers(self) -> Sequence[int]:
        """The number of every row."""
        if self._numbers is None:
            self._numbers = self.block.numbers()
        return self._numbers

    def locate(self, index: int) -> tuple[int | None, Sequence[Any]]:
        """A row's line and cells."""
        if self._lines is None:
            self._lines = self.block.lines() or ()
        return (self._lines[index] if self._lines else None), self.block.rows[index]

    def place(self, fault: Fault, index: int) -> Fault:
        """The fault with the row's number, line and name."""
        fault.row = self.numbers[index]
        fault.line, row = self.locate(index)
        fault.row_id = row_name(row, self.key)
        return fault


def _with(
    missing: list[list[bool]], column: Column, cells: Sequence[Any], absent: bool
) -> list[list[bool]] | None:
    """Which cells have no value, column by column, while every column has some such cell."""
    if not absent:
        return None
    gone = [column.is_missing(cell) for cell in cells]
    return [*missing, gone] if any(gone) else None


def _blank_rows(missing: list[list[bool]] | None, rows: int) -> list[int]:
    """Rows in which no cell has a value; all of them where there are no columns."""
    if missing is None:
        return []
    if not missing:
        return list(range(rows))
    return [index for index, gone in enumerate(zip(*missing, strict=True)) if all(gone)]


class _Values:
    """Logical values of a block's columns, made when a key asks for them."""

    def __init__(
        self, columns: Sequence[Column], cells: Sequence[Sequence[Any]], inline: bool
    ) -> None:
        self.columns, self.cells, self.inline = columns, cells, inline
        self._made: dict[int, Sequence[Any]] = {}

    def __call__(self, place: int) -> Sequence[Any]:
        """A column's logical values; ``None`` where there is none or it is not of its type."""
        if place not in self._made:
            self._made[place] = self._make(self.columns[place], self.cells[place])
        return self._made[place]

    def _make(self, column: Column, cells: Sequence[Any]) -> Sequence[Any]:
        if self.inline:
            return [hashable(column.value(cell)) for cell in cells]
        distinct = set(cells)
        default = column.plain and column.descriptor.get("format", "default") == "default"
        if default and None not in distinct and column.missing.isdisjoint(distinct):
            return cells
        value: Callable[[Any], Any] = column.value
        values = {cell: hashable(value(cell)) for cell in distinct}
        return [values[cell] for cell in cells]


def hashable(value: Any) -> Any:
    """The value, or for lists and objects what identifies them."""
    if isinstance(value, dict):
        return ("object", frozenset((name, hashable(inner)) for name, inner in value.items()))
    if type(value) is Decimal and value.is_nan():  # not equal to itself, but one key
        return "NaN"
    return tuple(map(hashable, value)) if isinstance(value, list) else value


def formulas(judge: Judge) -> Iterator[tuple[Column, int, str]]:
    """Columns with formulas: how many, and the first."""
    for place, (count, example) in sorted(judge.formulas.items()):
        yield judge.columns[place], count, example
