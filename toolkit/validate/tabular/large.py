"""The large engine: a file read in blocks by pyarrow, exactly where a block is not plainly fine.

A block is taken as fine only if it is quoted as RFC 4180 says (so that pyarrow and Python read the
same cells), every record has as many cells as there are columns, none is blank, and every column
passes its test (`toolkit.validate.tabular.arrow_columns`). All other blocks go through the exact
engine, which alone tells faults: findings, rows and lines are the same by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from toolkit.validate.tabular.arrow_columns import fine_column, formulas_in
from toolkit.validate.tabular.arrow_keys import ArrowKeys
from toolkit.validate.tabular.arrow_text import integer_scalar, text_array, text_scalar
from toolkit.validate.tabular.exact import Judge
from toolkit.validate.tabular.lines import (
    MAX_LINE,
    START_CHUNK,
    decode_block,
    read_pieces,
    text_lines,
)
from toolkit.validate.tabular.prepare import Prepared
from toolkit.validate.tabular.records import Block, CsvRecords, lines_of

BLOCK = 4 << 20
"""Bytes of a block."""
PIECE = 1 << 16
"""Bytes of the pieces into which a block is divided when it is not plainly fine."""
SMALLEST = 200_000
"""Bytes below which a file goes through the exact engine at once."""
MAX_COLUMNS = 1_000
"""Columns up to which blocks of columns pay."""
UTF8 = ("utf-8", "utf-8-sig", "ascii")
BOM_BYTES = 3


def can_be_large(prepared: Prepared, size: int) -> bool:
    """Whether a table's file can be read in blocks by pyarrow."""
    dialect = prepared.dialect
    plain = not (
        dialect.comment_char
        or dialect.comment_rows
        or dialect.skip_blank_rows
        or dialect.skip_initial_space
        or dialect.escape_char
        or dialect.own_terminator
    )
    marks = dialect.delimiter.isascii() and dialect.quote_char.isascii() and dialect.quote_char
    columns = 0 < len(prepared.columns) <= MAX_COLUMNS
    return bool(
        plain
        and dialect.double_quote
        and marks
        and columns
        and prepared.encoding in UTF8
        and size >= SMALLEST
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block lies: bytes, first record and first line, and how many records it has."""

    offset: int
    size: int
    number: int
    line: int
    records: int


class LargeFile:
    """One table's file.

    Args:
        prepared: the table.
        judge: the exact engine, for blocks that are not plainly fine.
        book: the table's keys.
        like: judge as frictionless does.
    """

    def __init__(self, prepared: Prepared, judge: Judge, book: ArrowKeys, *, like: bool) -> None:
        assert isinstance(prepared.task.source, Path)
        self.path, self.encoding = prepared.task.source, prepared.encoding
        self.prepared, self.judge, self.book, self.like = prepared, judge, book, like
        self.dialect = prepared.dialect
        self.tests = [fine_column(column) for column in prepared.columns]
        self.watched = [column.watch_formulas for column in prepared.columns]
        missing = {column.missing for column in prepared.columns}
        self.shared = missing.pop() if len(missing) == 1 else None
        self.quoting = _well_quoted(self.dialect.quote_char, self.dialect.delimiter)
        self.quote = self.dialect.quote_char.encode()
        self.places: list[_Place] = []
        self.rows = 0

    def check(self) -> int:
        """Check the file; return its number of rows."""
        begun = self._begin()
        if begun is None:
            return self._whole()
        offset, number, line = begun
        for data in self._blocks(offset):
            place = _Place(offset, len(data), number, line, 0)
            if len(data) > 4 * MAX_LINE or not self._plain(data):
                self._rest(place)
                break
            offset, number, line = self._take(data, place)
        self.book.find = self.find
        return self.rows

    def _take(self, data: bytes, place: _Place) -> tuple[int, int, int]:
        """Check whole records; give byte, number and line of what comes after them."""
        offset, number, line = place.offset, place.number, place.line
        table = self._fine(data)
        pieces = list(self._pieces(data)) if table is None and len(data) > PIECE else []
        if len(pieces) > 1:
            for piece in pieces:
                at = _Place(offset, len(piece), number, line, 0)
                offset, number, line = self._take(piece, at)
            return offset, number, line
        if table is None:
            records = self._exact(data, place)
        else:
            records = table.num_rows
            self.book.add_arrow(table, number)
        self.places.append(replace(place, records=records))
        self.rows += records
        return offset + len(data), number + records, line + _line_ends(data)

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        """Well quoted bytes in pieces of whole records."""
        start = 0
        while start < len(data):
            end = start + PIECE
            cut = self._record_end(data[start:end]) if end < len(data) else len(data) - start
            while not cut:
                end += PIECE
                cut = self._record_end(data[start:end]) if end < len(data) else len(data) - start
            yield data[start : start + cut]
            start += cut

    def _whole(self) -> int:
        """Check the file as small ones are."""
        for block in self.prepared.blocks(like=self.like):
            self.judge.block(block)
            self.rows += len(block.rows)
        return self.rows

    def _begin(self) -> tuple[int, int, int] | None:
        """Byte, number and line of the first record of data; ``None`` if the header is broken."""
        skipped = self.dialect.first_row - 1
        pieces = read_pieces(self.path, self.encoding, chunk=START_CHUNK)
        records = CsvRecords(pieces, self.dialect, like=True)
        first = next(records.blocks(max(1, skipped)), Block([], 1, 1))
        header = first.rows[:skipped]
        lines = sum(map(lines_of, header))
        again = read_pieces(self.path, self.encoding, chunk=START_CHUNK)
        texts = chain.from_iterable(text_lines(piece.text) for piece in again)
        text = "".join(islice(texts, lines))
        begin = BOM_BYTES if self.encoding == "utf-8-sig" else 0
        data = text.encode("utf-8", "surrogateescape")
        if b"\0" in data or data != text.encode("utf-8", "replace") or not self._plain(data):
            return None
        return begin + len(data), len(header) + 1, lines + 1

    def _blocks(self, offset: int) -> Iterator[bytes]:
        """Bytes of whole records, as far as quotes come in pairs."""
        with self.path.open("rb") as file:
            file.seek(offset)
            left = b""
            while True:
                data = file.read(BLOCK)
                buffer = left + data
                if not data:
                    if buffer:
                        yield buffer
                    return
                end = self._record_end(buffer)
                if end:
                    yield buffer[:end]
                left = buffer[end:]
                if len(left) > 4 * MAX_LINE:
                    yield left
                    return

    def _record_end(self, data: bytes) -> int:
        """Behind the last line feed with an even number of quotes before it."""
        end = data.rfind(b"\n") + 1
        count = data.count(self.quote, 0, end)
        while end and count % 2:
            before = data.rfind(b"\n", 0, data.rfind(self.quote, 0, end)) + 1
            count -= data.count(self.quote, before, end)
            end = before
        return end

    def _plain(self, data: bytes) -> bool:
        """Whether quotes stand only around cells and doubled within them."""
        return self.quote not in data or self.quoting(data) is not None

    def _fine(self, data: bytes) -> Any | None:
        """The block's cells where all is plainly fine."""
        table = None if b"\0" in data else self._parse(data)
        if table is None or not table.num_rows:
            return None
        for test, cells in zip(self.tests, table.columns, strict=True):
            if not test(cells):
                return None
        if _has_blank_row(table):
            return None
        for place, watched in enumerate(self.watched):
            if watched and (run := formulas_in(table.column(place))):
                count, example = self.judge.formulas.get(place, (0, run[0]))
                self.judge.formulas[place] = (count + len(run), example)
        return table

    def _parse(self, data: bytes) -> Any | None:
        """The block as a table of strings; ``None`` where a record has too many or few cells."""
        names = [str(number) for number in range(len(self.tests))]
        nulls = sorted(self.shared) if self.shared is not None else []
        try:
            table = pacsv.read_csv(
                pa.py_buffer(data),
                pacsv.ReadOptions(use_threads=False, column_names=names, block_size=len(data) + 1),
                pacsv.ParseOptions(
                    delimiter=self.dialect.delimiter,
                    quote_char=self.dialect.quote_char,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                ),
                pacsv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    null_values=nulls,
                    strings_can_be_null=bool(nulls),
                    quoted_strings_can_be_null=bool(nulls),
                ),
            )
        except pa.ArrowInvalid:
            return None
        return table if self.shared is not None else self._with_nulls(table)

    def _with_nulls(self, table: Any) -> Any:
        """The table with each column's own missing values as nulls."""
        columns = []
        for column, cells in zip(self.prepared.columns, table.columns, strict=True):
            if column.missing:
                gone = pc.is_in(cells, value_set=text_array(sorted(column.missing)))
                cells = pc.if_else(gone, text_scalar(None), cells)
            columns.append(cells)
        return pa.table(columns, names=table.column_names)

    def _exact(self, data: bytes, place: _Place) -> int:
        rows = 0
        for block in self._read(data, place):
            self.judge.block(block)
            rows += len(block.rows)
        return rows

    def _read(self, data: bytes, place: _Place) -> Iterator[Block]:
        piece = decode_block(data, "utf-8", place.offset, place.line)
        records = CsvRecords(
            [piece], self.dialect, like=self.like, number=place.number, line=place.line
        )
        return records.blocks()

    def _rest(self, place: _Place) -> None:
        """The rest of the file, from a block on whose quotes leave its end unsure."""
        for block in self._sequential(place):
            self.judge.block(block)
            self.rows += len(block.rows)
        self.places.append(_Place(place.offset, -1, place.number, place.line, -1))

    def _sequential(self, place: _Place) -> Iterator[Block]:
        pieces = read_pieces(
            self.path, "utf-8", like=self.like, start=place.offset, first_line=place.line
        )
        records = CsvRecords(
            pieces, self.dialect, like=self.like, number=place.number, line=place.line
        )
        return records.blocks()

    def find(self, numbers: Sequence[int]) -> Mapping[int, tuple[int | None, Sequence[Any]]]:
        """Line and cells of records by their numbers, from the blocks in which they lie."""
        wanted = sorted(set(numbers))
        found: dict[int, tuple[int | None, Sequence[Any]]] = {}
        for place in self.places:
            last = place.number + place.records if place.records >= 0 else float("inf")
            here = {number for number in wanted if place.number <= number < last}
            if not here:
                continue
            for block in self._again(place, here):
                self._look(block, here, found)
        return found

    def _again(self, place: _Place, wanted: set[int]) -> Iterator[Block]:
        """A block's records once more; of a large one only the pieces with wanted records."""
        if place.size < 0:
            yield from self._sequential(place)
            return
        with self.path.open("rb") as file:
            file.seek(place.offset)
            data = file.read(place.size)
        offset, number, line = place.offset, place.number, place.line
        pieces = list(self._pieces(data)) if place.size > PIECE else [data]
        for piece in pieces:
            at = _Place(offset, len(piece), number, line, 0)
            table = self._parse(piece) if len(pieces) > 1 else None
            if table is None or not wanted.isdisjoint(range(number, number + table.num_rows)):
                records = 0
                for block in self._read(piece, at):
                    records += len(block.rows)
                    yield block
            else:
                records = table.num_rows
            offset, number, line = offset + len(piece), number + records, line + _line_ends(piece)

    @staticmethod
    def _look(
        block: Block, wanted: set[int], found: dict[int, tuple[int | None, Sequence[Any]]]
    ) -> None:
        numbers = block.numbers()
        if wanted.isdisjoint(numbers):
            return
        lines = block.lines()
        for index, number in enumerate(numbers):
            if number in wanted:
                found[number] = (lines[index] if lines else None, block.rows[index])


def _has_blank_row(table: Any) -> bool:
    """Whether all cells of a record may be empty: then it may be a blank line as well."""
    blank = None
    for cells in table.columns:
        if not cells.null_count and pc.min(pc.binary_length(cells)).as_py() > 0:
            return False
        full = pc.greater(pc.binary_length(cells), integer_scalar(0))
        empty = pc.invert(pc.and_kleene(full, pc.is_valid(cells)))
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return False
    return True


def _line_ends(data: bytes) -> int:
    returns = data.count(b"\r")
    return data.count(b"\n") + (returns - data.count(b"\r\n") if returns else 0)


def _well_quoted(quote: str, delimiter: str) -> Any:
    """Matches bytes in which quotes stand only around whole cells, and doubled within them."""
    q, d = re.escape(quote.encode()), re.escape(delimiter.encode())
    return re.compile(
        rb"(?:[^%b]*+(?:\A|(?<=[%b\r\n%b]))%b[^%b]*+%b(?=[%b\r\n%b]|\Z))*+[^%b]*+\Z"
        % (q, d, q, q, q, q, d, q, q)
    ).match
