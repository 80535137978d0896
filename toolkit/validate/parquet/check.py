"""Parquet tables: labels, types, constraints and keys.

All of it runs in DuckDB, which reads only the columns it needs, spills to disk, and holds a
bounded part of them in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import duckdb

from toolkit.validate.crossing import TextKeys
from toolkit.validate.parquet.conditions import Checked, plan_column
from toolkit.validate.parquet.keys import Target, Targets, check_foreign_keys, check_keys
from toolkit.validate.parquet.rows import Rows, Table
from toolkit.validate.parquet.source import Source, connect, families, fits, open_source
from toolkit.validate.parquet.task import ParquetTask
from toolkit.validate.report import Collector, Finding
from toolkit.validate.tabular.column import compile_column
from toolkit.validate.tabular.constraints import FieldError
from toolkit.validate.tabular.findings import wanted, words
from toolkit.validate.tabular.labels import match_labels
from toolkit.validate.tabular.task import Checked as Result
from toolkit.validate.tabular.task import Options, Sink

_CHUNK = 1000


def check_parquet(
    tasks: Sequence[ParquetTask], options: Options, sink: Sink, keys: Sequence[TextKeys] = ()
) -> Result:
    """Check Parquet tables, and the keys between them.

    Args:
        tasks: the tables; foreign keys call them by their names.
        options: how to check.
        sink: what takes the findings.
        keys: the keys of other tables that they refer to.

    Returns:
        What was read.
    """
    totals: dict[str, int] = {}
    labels: dict[str, Sequence[str]] = {}
    with tempfile.TemporaryDirectory(prefix="readout-") as name:
        folder = Path(name)
        with connect(folder) as connection:
            rows = Rows(connection, options, sink)
            tables: dict[str, Table] = {}
            for task in tasks:
                try:
                    source = open_source(connection, task.source, folder)
                except duckdb.Error as error:
                    if task.report:
                        sink.add(_damaged(task, error))
                    continue
                totals[task.name] = source.rows
                labels[task.name] = [column.name for column in source.columns]
                told = sink if task.report else Collector()
                tables[task.name] = _prepare(task, source, options, told)
            others = {
                (found.task.name, found.columns): _lookup(connection, found, number)
                for number, found in enumerate(keys)
            }
            for task in tasks:
                if task.report and task.name in tables:
                    _check_table(rows, tables[task.name], tables, others)
    return Result(totals, labels)


def _lookup(connection: duckdb.DuckDBPyConnection, keys: TextKeys, number: int) -> Target:
    """The keys of another table in a table of the database."""
    name = f"readout_keys{number}"
    columns = [f"c{i}" for i in range(len(keys.columns))]
    connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c} VARCHAR' for c in columns)})")
    marks = ", ".join("?" for _ in columns)
    rows = keys.rows()
    while chunk := list(islice(rows, _CHUNK)):
        flat = [value for row in chunk for value in row]
        several = ", ".join(f"({marks})" for _ in chunk)
        connection.execute(f"INSERT INTO {name} VALUES {several}", flat)
    return Target(name, columns, ["VARCHAR"] * len(columns))


def _check_table(rows: Rows, table: Table, tables: Mapping[str, Table], others: Targets) -> None:
    try:
        rows.check_cells(table)
        check_keys(rows, table)
        check_foreign_keys(rows, table, tables, others)
    except duckdb.Error as error:
        task = ParquetTask(table.name, table.path, Path())
        rows.sink.add(_damaged(task, error))


def _damaged(task: ParquetTask, error: duckdb.Error) -> Finding:
    what = str(error).partition("\n")[0]
    return Finding(
        rule="source-error",
        message=f"the Parquet file cannot be read: {what}",
        table=task.name,
        hint="Write it again.",
        path=task.path,
    )


def _prepare(task: ParquetTask, source: Source, options: Options, sink: Sink) -> Table:
    """Pair columns and fields, and report where they do not fit."""
    schema = task.schema or {"fields": []}
    columns: list[Checked] = []
    for finding in _check_counts(task, source):
        if wanted(finding.rule, options):
            sink.add(finding)
    if task.schema is not None:
        for finding in _check_labels(task, source, options.like_frictionless):
            if wanted(finding.rule, options):
                sink.add(finding)
        columns = list(_pair(task, source, options, sink))
    names = schema.get("primaryKey", [])
    by_name = {column.judge.name: column for column in columns}
    key = [by_name[name] for name in names if name in by_name]
    complete = len(key) == len(names)
    return Table(task.name, task.path, schema, source, columns, key if complete else [])


def _check_counts(task: ParquetTask, source: Source) -> Iterator[Finding]:
    for rule, declared, count in (
        ("row-count", task.rows, source.rows),
        ("field-count", task.fields, len(source.columns)),
    ):
        if declared and declared != count:
            message, hint = words(rule, limit=declared, count=count)
            yield Finding(rule, message, task.name, hint=hint, path=task.path)


def _check_labels(task: ParquetTask, source: Source, like: bool) -> Iterator[Finding]:
    schema = task.schema or {}
    mode = schema.get("fieldsMatch", "exact")
    labels = [column.name for column in source.columns]
    layout = match_labels(
        labels,
        schema.get("fields", []),
        mode=mode[0] if isinstance(mode, list) else mode,
        key=schema.get("primaryKey", []),
        like=like,
    )
    for fault in layout.faults:
        message, hint = words(
            fault.rule,
            label=fault.label,
            field=fault.field,
            number=fault.number,
            detail=fault.detail,
        )
        yield Finding(
            rule=fault.rule,
            message=message,
            table=task.name,
            field=fault.field or fault.label or None,
            value=fault.label or None,
            hint=hint,
            path=task.path,
            field_number=fault.number,
        )


def _pair(task: ParquetTask, source: Source, options: Options, sink: Sink) -> Iterator[Checked]:
    """The columns that have a field of their name and type."""
    schema = task.schema or {}
    like = options.like_frictionless
    fields = {str(field.get("name")): field for field in schema.get("fields", [])}
    for number, column in enumerate(source.columns, start=1):
        field = fields.get(column.name)
        if field is None:
            continue
        required = not like and column.name in schema.get("primaryKey", [])
        try:
            judge = compile_column(field, number, schema, like=like, required=required)
        except FieldError as error:
            message, hint = words("field-error", detail=error)
            sink.add(
                Finding(
                    rule="field-error",
                    message=message,
                    table=task.name,
                    field=column.name,
                    hint=hint,
                    path=task.path,
                    field_number=number,
                )
            )
            continue
        text = like and column.family == "VARCHAR"  # frictionless reads the texts
        if fits(judge.type, column) or text:
            yield plan_column(column, judge)
        elif wanted("type-error", options):
            kinds = ", ".join(families()[judge.type])
            sink.add(
                Finding(
                    rule="type-error",
                    message=f"the Parquet column is {column.type}, the field {judge.type}",
                    table=task.name,
                    field=column.name,
                    hint=f"Write the column as one of: {kinds}; or change the field's type.",
                    path=task.path,
                    field_number=number,
                )
            )
