"""Records of a delimited file or of inline data, in blocks, with their numbers and lines."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from toolkit.validate.tabular.dialect import Dialect
from toolkit.validate.tabular.lines import (
    MAX_LINE,
    EncodingError,
    LineError,
    Piece,
    line_ends,
    text_lines,
)

BLOCK_ROWS = 5_000
BLOCK_CELLS = 200_000
"""How many records, and about how many cells, are judged at a time."""


@dataclass(frozen=True, slots=True)
class SourceFault:
    """What is wrong with the text itself.

    Attributes:
        rule: ``source-error`` or ``encoding-error``.
        case: which of them (see ``messages.csv``).
        number: the record's number, from 1.
        line: the line, from 1.
        value: what stands there.
        detail: more of it.
    """

    rule: str
    case: str
    number: int | None = None
    line: int | None = None
    value: str | None = None
    detail: str = ""


@dataclass(slots=True)
class Block:
    """Records that follow each other.

    Attributes:
        rows: the records' cells.
        number: the number of the first record, from 1.
        line: the line on which the first begins; ``None`` for inline data.
        dirty: whether a cell may hold a NUL or bytes that could not be decoded.
        faults: what is wrong with the text; those records are not among the rows.
        gaps: records that are not among the rows: place in the rows to how many lines and
            records were left out before it.
    """

    rows: list[Sequence[Any]]
    number: int
    line: int | None
    dirty: bool = False
    faults: list[SourceFault] = field(default_factory=list)
    gaps: dict[int, tuple[int, int]] = field(default_factory=dict)

    def tail(self, count: int) -> Block:
        """The block without its first records."""
        if self.gaps:
            return self.without(lambda number, _: number < self.number + count)
        rows = self.rows[count:]
        line = self.line
        if line is not None:
            line += sum(map(lines_of, self.rows[:count]))
        return Block(rows, self.number + count, line, self.dirty, list(self.faults))

    def without(self, drop: Callable[[int, Sequence[Any]], bool]) -> Block:
        """The block without some of its records.

        Args:
            drop: whether to leave out a record, by its number and cells.
        """
        rows: list[Sequence[Any]] = []
        gaps: dict[int, tuple[int, int]] = {}
        lines, records, number = 0, 0, self.number
        for place, row in enumerate(self.rows):
            gap = self.gaps.get(place, (0, 0))
            lines, records, number = lines + gap[0], records + gap[1], number + gap[1]
            if drop(number, row):
                lines += lines_of(row) if self.line is not None else 0
                records += 1
            else:
                if records:
                    gaps[len(rows)] = (lines, records)
                lines, records = 0, 0
                rows.append(row)
            number += 1
        return Block(rows, self.number, self.line, self.dirty, list(self.faults), gaps)

    def numbers(self) -> list[int]:
        """The number of every record."""
        if not self.gaps:
            return list(range(self.number, self.number + len(self.rows)))
        numbers, number = [], self.number
        for place in range(len(self.rows)):
            number += self.gaps.get(place, (0, 0))[1]
            numbers.append(number)
            number += 1
        return numbers

    def lines(self) -> list[int] | None:
        """The line on which every record begins."""
        if self.line is None:
            return None
        lines, line = [], self.line
        for place, row in enumerate(self.rows):
            line += self.gaps.get(place, (0, 0))[0]
            lines.append(line)
            line += lines_of(row)
        return lines


def lines_of(row: Sequence[Any]) -> int:
    """How many lines a record takes."""
    return 1 + sum(map(line_ends, row))


@contextmanager
def large_cells() -> Iterator[None]:
    """Python's csv module with cells up to `MAX_LINE` characters, which it limits for all."""
    before = csv.field_size_limit(MAX_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def csv_options(dialect: Dialect, like: bool) -> dict[str, Any]:
    """A dialect in the words of Python's csv module."""
    return {
        "delimiter": dialect.delimiter,
        "quotechar": dialect.quote_char or None,
        "escapechar": dialect.escape_char,
        "doublequote": dialect.double_quote if dialect.escape_char or not like else True,
        "skipinitialspace": dialect.skip_initial_space,
        "quoting": dialect.quoting,
        "strict": not like,
    }


class CsvRecords:
    """Reads records from pieces of text.

    Without ``like`` it reads strictly (RFC 4180): a quote that is not closed, or text after a
    closing quote, is a fault of that record, and reading goes on at the line after the one on
    which the faulty cell began.

    Args:
        pieces: the text.
        dialect: how it is divided.
        like: read as frictionless does, which takes any quotes as they come.
        number: the number of the first record.
        line: the number of the first line.
    """

    def __init__(
        self,
        pieces: Iterable[Piece],
        dialect: Dialect,
        *,
        like: bool = False,
        number: int = 1,
        line: int = 1,
    ) -> None:
        self.dialect, self.like = dialect, like
        self.number, self.line = number, line
        self._faults: list[SourceFault] = []
        self._dirty = False
        self._texts: list[str] = []
        self._passed = 0
        self._fed: list[str] | None = None
        self._again: deque[str] = deque()
        self._pieces = map(self._prepare, pieces)
        self._end: SourceFault | None = None
        self._options = csv_options(dialect, like)

    def _prepare(self, piece: Piece) -> Iterator[str]:
        text = piece.text
        if piece.fault is not None:
            self._faults.append(encoding_fault(piece.fault))
            self._dirty = True
        if "\0" in text:
            self._dirty = True
        if self.dialect.own_terminator:
            text = text.replace(self.dialect.line_terminator, "\n")
        if self._fed is None and not self.like:
            self._texts.append(text)
        return text_lines(text)

    def blocks(self, rows: int = BLOCK_ROWS) -> Iterator[Block]:
        """The records, block by block.

        Args:
            rows: how many records a block has at most.
        """
        reader = csv.reader(chain.from_iterable(self._pieces), **self._options)
        width, before = 1, 0
        while True:
            block = Block([], self.number, self.line)
            size = max(1, min(rows, BLOCK_CELLS // max(1, width)))
            lines = self._fill(block, reader, size)
            block.dirty, self._dirty = self._dirty, False
            block.faults, self._faults = self._faults + block.faults, []
            done = lines is None and len(block.rows) < size
            if done and self._end is not None:
                block.faults.append(self._end)
            self._advance(block, reader.line_num - before if lines is None else lines)
            before = reader.line_num
            if block.rows:
                width = len(block.rows[-1])
            if block.rows or block.faults:
                yield block
            if done:
                return
            if lines is not None:
                reader, before = csv.reader(self._feed(), **self._options), 0

    def _feed(self) -> Iterator[str]:
        """The lines; those since the block's beginning are kept, to go back to.

        Only after a first fault: until then the text is kept (`_texts`), which costs nothing.
        """
        assert self._fed is not None
        again, rest = self._again, chain.from_iterable(self._pieces)
        while True:
            line = again.popleft() if again else next(rest, None)
            if line is None:
                return
            self._fed.append(line)
            yield line

    def _advance(self, block: Block, lines: int) -> None:
        """Where the next block begins."""
        self.number += len(block.rows) + sum(gap[1] for gap in block.gaps.values())
        self.line += lines
        if self._fed is not None:
            self._fed.clear()
            return
        self._passed += lines
        while len(self._texts) > 1 and self._passed >= line_ends(self._texts[0]):
            self._passed -= line_ends(self._texts.pop(0))

    def _fill(self, block: Block, reader: Iterator[list[str]], size: int) -> int | None:
        """Read rows; at a fault, note it and give the number of lines that are done with."""
        try:
            block.rows.extend(islice(reader, size))
        except csv.Error as error:
            return self._leave_out(block, error)
        except EncodingError as fault:
            self._end = encoding_fault(fault)
        except LineError as fault:
            self._end = SourceFault("source-error", "long-line", detail=str(fault))
        return None

    def _leave_out(self, block: Block, error: csv.Error) -> int:
        """Leave out a faulty record; reading goes on after the line where its cell began."""
        before = sum(map(lines_of, block.rows))
        if self._fed is None:  # the first fault: the lines come from the kept text
            self._fed = list(chain.from_iterable(map(text_lines, self._texts)))[self._passed :]
            self._texts = []
        record = self._fed[before:]
        skipped, case = quote_fault("".join(record), self._options, str(error))
        assert block.line is not None
        number, line = block.number + len(block.rows), block.line + before + skipped
        begun = record[skipped].rstrip("\r\n") if record else ""
        block.faults.append(SourceFault("source-error", case, number, line, begun))
        block.gaps[len(block.rows)] = (skipped + 1, 1)
        self._again.extendleft(reversed(record[skipped + 1 :]))
        return before + skipped + 1


def encoding_fault(fault: EncodingError) -> SourceFault:
    """A fault of decoding as one of the source."""
    return SourceFault("encoding-error", "bytes", None, fault.line, None, str(fault))


def quote_fault(text: str, options: Mapping[str, Any], error: str) -> tuple[int, str]:
    """Where the faulty cell of a record begins.

    Args:
        text: the record's text, from its beginning on.
        options: how it is divided, in the words of Python's csv module.
        error: what Python's csv module says of it.

    Returns:
        The line within the text, from 0, and the case: ``unclosed-quote``,
        ``text-after-quote`` or ``long-cell``.
    """
    if "field limit" in error:
        case = "long-cell"
    else:
        case = "unclosed-quote" if "unexpected end" in error else "text-after-quote"
    quote, delimiter = options["quotechar"], options["delimiter"]
    escape = options["escapechar"]
    line = place = 0
    while place < len(text):
        begin = line
        if quote and text.startswith(quote, place):
            place, lines, closed = _closing(text, place + 1, options)
            line += lines
            if not closed or text[place : place + 1] not in (delimiter, "\r", "\n", ""):
                multi = lines and case == "text-after-quote"
                return begin, "unclosed-quote" if multi else case
        while place < len(text) and text[place] not in (delimiter, "\r", "\n"):
            place += 2 if escape and text[place] == escape else 1
        if text[place : place + 1] != delimiter:
            break
        place += 1
        while options["skipinitialspace"] and text[place : place + 1] == " ":
            place += 1
    return 0, case


def _closing(text: str, place: int, options: Mapping[str, Any]) -> tuple[int, int, bool]:
    """Behind the quote that closes a cell: place, lines passed, whether there is one."""
    quote, escape, begin = options["quotechar"], options["escapechar"], place
    while place < len(text):
        if escape and text[place] == escape:
            place += 2
        elif text[place] != quote:
            following = text.find(quote, place)
            escaped = text.find(escape, place) if escape else -1
            stops = [stop for stop in (following, escaped) if stop >= 0]
            place = min(stops, default=len(text))
        elif options["doublequote"] and text.startswith(quote, place + 1):
            place += 2
        else:
            return place + 1, line_ends(text[begin:place]), True
    return len(text), line_ends(text[begin:]), False


def inline_blocks(data: Iterable[Any], fields: Sequence[str]) -> Iterator[Block]:
    """Records of inline data: lists as they are; objects by the keys of the schema or the first.

    Args:
        data: the data.
        fields: the schema's field names; empty where there is no schema.
    """
    rows = _inline_rows(iter(data), fields)
    number = 1
    while True:
        block = Block([], number, None)
        try:
            block.rows.extend(islice(rows, BLOCK_ROWS))
        except ValueError as error:
            block.faults.append(SourceFault("source-error", "inline", detail=str(error)))
        if block.rows or block.faults:
            yield block
        number += len(block.rows)
        if len(block.rows) < BLOCK_ROWS:
            return


def _inline_rows(data: Iterator[Any], fields: Sequence[str]) -> Iterator[Sequence[Any]]:
    first = next(data, None)
    if first is None:
        return
    if not isinstance(first, (dict, list, tuple)):
        raise ValueError(f"its first row is {first!r}, neither a list nor an object")
    keyed = isinstance(first, dict)
    keys = list(fields) or (list(first) if keyed else [])
    if keyed:
        yield keys
    for number, row in enumerate(chain([first], data), 2 if keyed else 1):
        if isinstance(row, dict) != keyed or not isinstance(row, (dict, list, tuple)):
            raise ValueError(f"row {number} is {row!r:.80}, unlike the rows before it")
        yield [row.get(key) for key in keys] if isinstance(row, dict) else row
