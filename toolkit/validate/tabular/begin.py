"""The beginning of a table: its encoding, its dialect, its header and first records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.validate.tabular.detect import SAMPLE, header_row, sniff
from toolkit.validate.tabular.dialect import Dialect, DialectError, properties, read_dialect
from toolkit.validate.tabular.findings import Fault, words
from toolkit.validate.tabular.lines import (
    DETECTED,
    START_CHUNK,
    EncodingError,
    LineError,
    find_encoding,
    read_pieces,
    text_lines,
)
from toolkit.validate.tabular.records import Block, CsvRecords, inline_blocks
from toolkit.validate.tabular.task import TableTask


class UnreadableError(ValueError):
    """A table that cannot be read at all.

    Args:
        faults: why.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


def beginning(task: TableTask, like: bool) -> tuple[str, Dialect, list[Sequence[Any]]]:
    """The codec, the dialect and the first records."""
    try:
        if not isinstance(task.source, Path):
            dialect = read_dialect(task.dialect, like=like)
            first = next(inline_blocks(task.source, _names(task)), Block([], 1, None))
            if first.faults and not first.rows:
                raise UnreadableError(Fault("source-error", *_inline_words(first)))
            return "", _with_header(task, dialect, first.rows, like), first.rows
        with task.source.open("rb") as file:
            encoding = find_encoding(file.read(DETECTED), task.encoding)
        declared = task.dialect
        if like or task.detect:
            declared = sniff(declared, _sample(task.source, encoding), tab=task.format == "tsv")
        dialect = read_dialect(declared, tab=task.format == "tsv", like=like)
        first = next(_some(task.source, encoding, dialect, like), Block([], 1, 1))
        if like and len(first.rows) < SAMPLE and (fatal := _undecodable(first)):
            raise UnreadableError(fatal)
        return encoding, _with_header(task, dialect, first.rows, like), first.rows
    except EncodingError as error:
        message = words("encoding-error", "bytes", detail=str(error))
        raise UnreadableError(Fault("encoding-error", *message, line=error.line)) from error
    except DialectError as error:
        rule = "source-error" if like else "dialect-error"  # Python's csv module refuses it there
        raise UnreadableError(Fault(rule, *words("dialect-error", detail=error))) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise UnreadableError(
            Fault("scheme-error", *words("scheme-error", detail=detail))
        ) from error


def _inline_words(block: Block) -> tuple[str, str]:
    return words("source-error", "inline", detail=block.faults[0].detail)


def _undecodable(block: Block) -> Fault | None:
    """The fault that frictionless meets before it has read enough to begin."""
    for fault in block.faults:
        if fault.rule == "encoding-error":
            message, hint = words(fault.rule, fault.case, detail=fault.detail)
            return Fault(fault.rule, message, hint, line=fault.line)
    return None


def _some(path: Path, encoding: str, dialect: Dialect, like: bool) -> Iterator[Block]:
    pieces = read_pieces(path, encoding, like=like, chunk=START_CHUNK)
    return CsvRecords(pieces, dialect, like=like).blocks(SAMPLE + dialect.first_row)


def _sample(path: Path, encoding: str) -> str:
    """The first lines of a file."""
    pieces = read_pieces(path, encoding, chunk=START_CHUNK)
    try:
        first = next(pieces, None)
    except LineError:
        return ""
    return "".join(islice(text_lines(first.text), SAMPLE)) if first else ""


def _with_header(
    task: TableTask, dialect: Dialect, rows: Sequence[Sequence[Any]], like: bool
) -> Dialect:
    """The dialect with the header row that frictionless finds, where none is declared."""
    props = properties(task.dialect)
    if not (like or task.detect) or "header" in props or "headerRows" in props:
        return dialect
    number = header_row(rows[:SAMPLE], dialect.is_comment)
    if number is None:
        return dialect
    return read_dialect(
        {**sniffed(dialect), "headerRows": [number]}, tab=task.format == "tsv", like=like
    )


def sniffed(dialect: Dialect) -> dict[str, Any]:
    """The dialect as a descriptor."""
    return {
        "delimiter": dialect.delimiter,
        "quoteChar": dialect.quote_char,
        "doubleQuote": dialect.double_quote,
        "escapeChar": dialect.escape_char,
        "skipInitialSpace": dialect.skip_initial_space,
        "nullSequence": dialect.null_sequence,
        "headerJoin": dialect.header_join,
        "commentRows": sorted(dialect.comment_rows),
        "commentChar": dialect.comment_char,
        "headerCase": not dialect.ignore_case,
        "skipBlankRows": dialect.skip_blank_rows,
    }


def is_content(dialect: Dialect, number: int, row: Sequence[Any]) -> bool:
    """Whether a record, by number and cells, is data: no header, comment or skipped blank row."""
    if number < dialect.first_row or dialect.is_comment(number, row):
        return False
    return not dialect.skip_blank_rows or any(cell not in (None, "") for cell in row)


def data_blocks(task: TableTask, dialect: Dialect, encoding: str, *, like: bool) -> Iterator[Block]:
    """The blocks of a table's data, from its first record on."""
    if isinstance(task.source, Path):
        pieces = read_pieces(task.source, encoding, like=like)
        blocks = CsvRecords(pieces, dialect, like=like).blocks()
    else:
        blocks = inline_blocks(task.source, _names(task))
    return content_blocks(blocks, dialect)


def content_blocks(blocks: Iterator[Block], dialect: Dialect) -> Iterator[Block]:
    """The blocks without header, comments and, where the dialect says so, blank rows."""
    everywhere = dialect.comment_char or dialect.comment_rows or dialect.skip_blank_rows
    for block in blocks:
        if everywhere:
            yield block.without(lambda number, row: not is_content(dialect, number, row))
        elif block.number < dialect.first_row:
            yield block.tail(dialect.first_row - block.number)
        else:
            yield block


def header_labels(dialect: Dialect, rows: Sequence[Sequence[Any]], like: bool) -> list[str]:
    """The header; where it takes several rows, their texts joined."""
    labels: list[str] = []
    before: dict[int, str] = {}
    if not dialect.header:
        return labels
    for number in dialect.header_rows:
        if number > len(rows) or dialect.is_comment(number, rows[number - 1]):
            continue
        for place, cell in enumerate(rows[number - 1]):
            text = "" if cell is None else str(cell)
            text = text.strip() if like else text
            if before.get(place) == text:
                continue
            before[place] = text
            if place >= len(labels):
                labels += [""] * (place - len(labels))
                labels.append(text)
            else:
                labels[place] = dialect.header_join.join([labels[place], text])
    return labels


def _names(task: TableTask) -> list[str]:
    return [str(item.get("name", "")) for item in (task.schema or {}).get("fields") or ()]
