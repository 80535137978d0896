"""Rows of files that hold an article each: JSON Lines, JSON, CSV and Parquet.

JSON Lines and Parquet are read piece by piece, CSV row by row; a JSON document (a list of objects,
or one object over several lines) is read whole. A row that cannot be read is an error in its place.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.articles.records import FIELDS, field_names, no_text
from toolkit.errors import UsageError

Row = dict[str, Any]

MOST_CELL_CHARS = 64 << 20
"""A cell of a CSV file that is longer is no article."""
CSV_SUFFIXES = (".csv", ".tsv")

_PARQUET_MAGIC = b"PAR1"
_BATCH_ROWS = 64
_BUFFER_BYTES = 1 << 16
_DELIMITERS = ",;\t|"
_MARK = b"\xef\xbb\xbf"
_MARKS_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANK = _MARK + b" \t\r\n\f\v"
_ONE_A_LINE = "Write one JSON object a line, or a list of objects."


def looks_like_parquet(head: bytes) -> bool:
    """Whether bytes begin a Parquet file."""
    return head.startswith(_PARQUET_MAGIC)


def looks_like_json(head: bytes) -> bool:
    """Whether bytes begin with a JSON object with a key, or with a list of objects."""
    bare = head.removeprefix(_MARK).lstrip()
    if bare.startswith(b"["):
        return bare[1:].lstrip()[:1] == b"{"
    return bare.startswith(b"{") and bare[1:].lstrip()[:1] == b'"'


def json_lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, bytes | Row | UsageError]]:
    """The lines of JSON Lines with their numbers, or the objects of a JSON document with theirs.

    Args:
        stream: the file.
        source: what to call it.
    """
    first = True
    for number, line in enumerate(stream, 1):
        if not line.strip(_BLANK):
            continue
        if first and _opens_document(line):
            yield from _document_rows(b"\n" * (number - 1) + line + stream.read(), source)
            return
        yield number, line.removeprefix(_MARK) if first else line
        first = False


def _opens_document(line: bytes) -> bool:
    """Whether a line begins a JSON list of objects, or an object that goes on in the next line."""
    bare = line.removeprefix(_MARK).strip()
    if bare.startswith(b"["):
        return bare[1:].lstrip()[:1] in (b"", b"{")
    return bare.startswith(b"{") and bare.endswith((b"{", b"[", b",", b":"))


def _document_rows(data: bytes, source: str) -> Iterator[tuple[int, Row | UsageError]]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield 0, UsageError(f"not UTF-8 at byte {error.start}", where=source)
        return
    except RecursionError:
        yield 0, UsageError("JSON nested too deeply", where=source)
        return
    except json.JSONDecodeError as error:
        place = f"{source}:{error.lineno}:{error.colno}"
        yield 0, UsageError(f"not JSON: {error.msg}", where=place, hint=_ONE_A_LINE)
        return
    except ValueError:  # Python reads no integer of more than 4300 digits
        yield 0, UsageError("JSON with a number of too many digits", where=source)
        return
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        if isinstance(row, dict):
            yield number, row
        else:
            what = f"a JSON {type(row).__name__}, not an object"
            yield number, UsageError(what, where=f"{source}:{number}")


def csv_rows(stream: BinaryIO, source: str) -> Iterator[tuple[int, Row | UsageError]]:
    """The rows of a CSV file with their numbers, from 1 below the header; empty cells are null.

    Args:
        stream: the file, in UTF-8; its header tells the delimiter.
        source: what to call it.
    """
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    csv.field_size_limit(MOST_CELL_CHARS)
    number = 0
    try:
        top = next((line for line in lines if line.strip()), "")
        mark = max(_DELIMITERS, key=top.count)
        table = csv.reader(chain([top], lines), delimiter=mark)
        header = _as_known([name.strip() for name in next(table, [])])
        if not any(name in field_names("text") for name in header):
            yield 0, no_text(header, source)
            return
        for cells in table:
            if len(cells) < 2 and not "".join(cells).strip():
                continue
            number += 1
            if len(cells) == len(header):
                yield number, {k: v or None for k, v in zip(header, cells, strict=True)}
                continue
            what = f"{_count(cells, 'cell')}, but {_count(header, 'column')}"
            hint = "Put cells that hold the delimiter or a line break in quotation marks."
            yield number, UsageError(what, where=f"{source}:{number}", hint=hint)
        if not number:
            yield 0, UsageError("no rows below the header", where=source)
    except UnicodeDecodeError as error:
        what = f"not UTF-8 after row {number}"
        charset = "UTF-16" if error.object.startswith(_MARKS_UTF16) else "CP1252"
        hint = f"Convert it, for example with 'iconv -f {charset} -t UTF-8'."
        yield number, UsageError(what, where=source, hint=hint)
    except csv.Error as error:
        yield number, UsageError(f"damaged after row {number}: {error}", where=source)


def _as_known(header: list[str]) -> list[str]:
    """A header whose names are ours, or those of other corpora, where only capitals differ."""
    known = {name.lower(): name for field in FIELDS for name in field_names(field)}
    theirs = [known.get(name.lower(), name) for name in header]
    return [
        name if known_name in header else known_name
        for name, known_name in zip(header, theirs, strict=True)
    ]


def _count(things: list[str], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def parquet_rows(path: Path, source: str) -> Iterator[tuple[int, Row | UsageError]]:
    """The rows of a Parquet file with their numbers, read a batch at a time.

    A row group that cannot be read is an error in its place; the next one follows.

    Args:
        path: the file.
        source: what to call it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        parquet = pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER_BYTES)
        there = parquet.schema_arrow.names
    except (pa.ArrowException, OSError) as error:
        yield number, _not_parquet(error, source)
        return
    if not any(name in field_names("text") for name in there):
        yield number, no_text(there, source)
        return
    columns = [name for field in FIELDS for name in field_names(field) if name in there]
    for group in range(parquet.num_row_groups):
        end = number + parquet.metadata.row_group(group).num_rows
        try:
            batches = parquet.iter_batches(
                batch_size=_BATCH_ROWS, row_groups=[group], columns=columns, use_threads=False
            )
            for batch in batches:
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
        except (pa.ArrowException, OSError) as error:
            where = f"{source}: rows {number + 1} to {end}"
            yield number, _not_parquet(error, where)
        number = end


def _not_parquet(error: Exception, where: str) -> UsageError:
    reason = str(error).partition("\n")[0] or type(error).__name__
    return UsageError(f"not a readable Parquet file: {reason}", where=where)
