"""The same table twice in a package, as text and as Parquet: both must hold the same rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from toolkit.schema.descriptor import PARQUET_SUFFIX
from toolkit.validate.parquet.task import ParquetTask
from toolkit.validate.report import FIRST_ROW, Finding
from toolkit.validate.tabular.column import Column, compile_column, missing_values
from toolkit.validate.tabular.constraints import FieldError
from toolkit.validate.tabular.dialect import DialectError, read_dialect
from toolkit.validate.tabular.findings import shown
from toolkit.validate.tabular.task import Sink, TableTask

SAME_ROWS = "same-rows"
_BATCH = 1 << 16
_HINT = "Write both files again from the same rows."
_BY_ARROW = ("string", "integer", "number", "boolean", "date", "any")
"""Field types whose cells pyarrow reads as the standard does, in their default format."""
_OWN_READING = frozenset(
    ("groupChar", "decimalChar", "bareNumber", "missingValues", "trueValues", "falseValues")
)
"""Properties of fields that change how a cell is read."""


def pairs(
    texts: Sequence[TableTask], parquet: Sequence[ParquetTask]
) -> Iterator[tuple[TableTask, ParquetTask]]:
    """The tables that a package holds twice: of one name, or beside each other in two formats."""
    for task in texts:
        for other in parquet:
            named = other.name == f"{task.name}{PARQUET_SUFFIX}"
            if (named or _stem(other.path) == _stem(task.path)) and _names(task) == _names(other):
                yield task, other


def _stem(path: str) -> PurePosixPath | None:
    return PurePosixPath(path).with_suffix("") if path else None


def _names(task: TableTask | ParquetTask) -> list[Any] | None:
    return None if task.schema is None else [field.get("name") for field in task.schema["fields"]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A column of both files.

    Attributes:
        judge: its field, compiled.
        as_text: whether its cells must be read one by one to be compared.
    """

    judge: Column
    as_text: bool


def compare(task: TableTask, parquet: ParquetTask, sink: Sink) -> str | None:
    """Compare a table's two files row by row, a batch at a time.

    Args:
        task: the text, in which nothing is wrong.
        parquet: the Parquet file.
        sink: what takes the findings; their rows are those of the text.

    Returns:
        Why they could not be compared; ``None`` where they were.
    """
    try:
        file = pq.ParquetFile(parquet.source)
        columns = _columns(task, file.schema_arrow)
        reader = _open_text(task, file.schema_arrow, columns)
        if reader.schema.names != file.schema_arrow.names:
            return "the files have other columns"
        here = 0
        for ours, theirs in _aligned(reader, file.iter_batches(_BATCH)):
            if ours is not None and theirs is not None:
                for name, column in columns.items():
                    row = here + FIRST_ROW
                    _compare(task, column, ours.column(name), theirs.column(name), row, sink)
            here += 0 if ours is None else ours.num_rows
    except (pa.ArrowException, OSError, FieldError, DialectError, LookupError) as error:
        return str(error).partition("\n")[0]
    there = file.metadata.num_rows
    if here != there:
        message = f"the text has {here:,} rows, and {parquet.path} {there:,}"
        sink.add(Finding(SAME_ROWS, message, task.name, hint=_HINT, path=task.path))
    return None


def _columns(task: TableTask, schema: pa.Schema) -> dict[str, _Pair]:
    made = {}
    declared: Mapping[str, Any] = task.schema or {"fields": []}
    for number, field in enumerate(declared["fields"], start=1):
        judge = compile_column(field, number, declared, like=False)
        plain = (field.get("format") or "default") == "default" and judge.type in _BY_ARROW
        plain &= not _OWN_READING & field.keys()
        kind = schema.field(judge.name).type
        readable = not (pa.types.is_nested(kind) or pa.types.is_timestamp(kind))
        made[judge.name] = _Pair(judge, as_text=not (plain and readable))
    return made


def _open_text(task: TableTask, schema: pa.Schema, columns: Mapping[str, _Pair]) -> Any:
    dialect = read_dialect(task.dialect, tab=task.format == "tsv")
    if not isinstance(task.source, Path) or dialect.comment_rows or dialect.comment_char:
        raise LookupError("only plain text files are compared")
    types = {
        name: pa.string() if pair.as_text else schema.field(name).type
        for name, pair in columns.items()
    }
    missing = missing_values({}, task.schema or {})
    return pa_csv.open_csv(
        task.source,
        read_options=pa_csv.ReadOptions(
            use_threads=False,
            encoding=task.encoding or "utf8",
            skip_rows=dialect.first_row - 2 if dialect.header else 0,
            column_names=None if dialect.header else list(columns),
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote_char or False,
            double_quote=dialect.double_quote,
            escape_char=dialect.escape_char or False,
            newlines_in_values=True,
            ignore_empty_lines=False,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=types,
            null_values=sorted(missing),
            strings_can_be_null=True,
            true_values=["true", "True", "TRUE", "1"],
            false_values=["false", "False", "FALSE", "0"],
        ),
    )


def _aligned(
    ours: Iterator[pa.RecordBatch], theirs: Iterator[pa.RecordBatch]
) -> Iterator[tuple[pa.RecordBatch | None, pa.RecordBatch | None]]:
    """Batches of the same length; one side is ``None`` where the other goes on after its end."""
    a = b = None
    while True:
        a = a if a is not None and a.num_rows else _next(ours)
        b = b if b is not None and b.num_rows else _next(theirs)
        if a is None and b is None:
            return
        if a is None or b is None:
            yield a, b
            a = b = None
            continue
        length = min(a.num_rows, b.num_rows)
        yield a.slice(0, length), b.slice(0, length)
        a, b = a.slice(length), b.slice(length)


def _next(batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
    return next((batch for batch in batches if batch.num_rows), None)


def _compare(
    task: TableTask, pair: _Pair, ours: pa.Array, theirs: pa.Array, row: int, sink: Sink
) -> None:
    if ours.equals(theirs):
        return
    name, number = pair.judge.name, pair.judge.number
    room = sink.room(task.name, SAME_ROWS, name)
    told = more = 0
    value = pair.judge.value
    for place, (a, b) in enumerate(zip(ours.to_pylist(), theirs.to_pylist(), strict=True)):
        if a == b or _same(value(a), value(b)):
            continue
        if room is not None and told >= room:
            more += 1
            continue
        told += 1
        sink.add(
            Finding(
                rule=SAME_ROWS,
                message="text and Parquet file hold different values",
                table=task.name,
                row_number=row + place,
                field=name,
                value=f"{_shown(a)} / {_shown(b)}",
                hint=_HINT,
                path=task.path,
                field_number=number,
            )
        )
    sink.count_more(task.name, SAME_ROWS, name, more)


def _same(a: Any, b: Any) -> bool:
    return bool(_in_utc(a) == _in_utc(b))


def _in_utc(value: Any) -> Any:
    if isinstance(value, (dt.datetime, dt.time)) and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)
    return value


def _shown(value: Any) -> str:
    return "∅" if value is None else shown(value)
