"""A package's files: checksums, frictionless' verdict, and whether Parquet and CSV agree."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from toolkit.schema.arrow import arrow_schema
from toolkit.schema.model import TableSchema
from toolkit.validate.report import FIRST_ROW, Finding

FRICTIONLESS_LIMIT = 1000
"""frictionless stops at so many errors a table; a report that long is partial."""
_REBUILD = "Build the package again."
_CHANGED = "The file was changed after the package was built. " + _REBUILD


def check_resource_bytes(root: Path, resource: Mapping[str, Any]) -> Iterator[Finding]:
    """Size and checksum of one resource's file.

    frictionless counts no bytes of Parquet files and does not verify their hash.
    """
    file = str(resource["path"])
    data = (root / file).read_bytes()
    expected = resource.get("bytes")
    if expected is not None and expected != len(data):
        yield Finding("bytes", f"{expected} bytes expected, {len(data)} found", file, hint=_CHANGED)
    kind, _, digest = str(resource.get("hash", "")).rpartition(":")
    if not digest:
        yield Finding("hash", "the descriptor has no hash of the file", file, hint=_REBUILD)
    elif (kind or "md5") not in hashlib.algorithms_available:
        yield Finding("hash", f"unknown kind of hash: {kind}", file, hint="Use sha256.")
    elif hashlib.new(kind or "md5", data).hexdigest() != digest.lower():
        yield Finding("hash", "the file's hash differs from the descriptor's", file, hint=_CHANGED)


def check_frictionless(descriptor: Path) -> Iterator[Finding]:
    """What frictionless finds in the descriptor and every resource."""
    from frictionless import Package, system
    from frictionless.exception import FrictionlessException

    logging.getLogger("frictionless").setLevel(logging.ERROR)
    try:
        with system.use_context(trusted=False):
            report = Package(str(descriptor)).validate()
    except FrictionlessException as exception:
        yield Finding("frictionless", exception.error.message, descriptor.name, hint=_REBUILD)
        return
    for error in report.errors:
        yield Finding("frictionless", error.message, descriptor.name, hint=_REBUILD)
    for task in report.tasks:
        for error in task.errors:
            yield _finding(task.name, error)
        if len(task.errors) >= FRICTIONLESS_LIMIT:
            yield Finding(
                "frictionless", "there are more errors than frictionless lists", task.name
            )


def _finding(table: str, error: Any) -> Finding:
    row = getattr(error, "row_number", None)
    cell = getattr(error, "cell", None)
    return Finding(
        rule=f"frictionless/{error.type}",
        message=error.note or error.message,
        table=table,
        row_number=row,
        field=getattr(error, "field_name", None),
        field_number=getattr(error, "field_number", None),
        value=None if cell is None else str(cell),
        hint=_REBUILD,
    )


def check_parquet_schema(path: str, schema: pa.Schema, declared: TableSchema) -> Iterator[Finding]:
    """Whether a Parquet file has the declared types, nullability and descriptions.

    Args:
        path: the file's path in the package.
        schema: the file's Arrow schema.
        declared: the table.
    """
    expected = arrow_schema(declared)
    if schema.names != expected.names:
        yield Finding(
            "columns",
            "the Parquet file has other columns than declared",
            path,
            value=", ".join(schema.names),
            hint=f"Declared: {', '.join(expected.names)}. {_REBUILD}",
        )
        return
    for field in expected:
        found = schema.field(field.name)
        if not found.equals(field):
            yield Finding(
                "type",
                f"the Parquet column is {found}, not {field}",
                path,
                field=field.name,
                hint=_REBUILD,
            )
        elif not found.equals(field, check_metadata=True):
            yield Finding(
                "description",
                "the Parquet column's title, description or unit is not the declared one",
                path,
                field=field.name,
                hint=_REBUILD,
            )


def check_same_rows(name: str, csv: pa.Table, parquet: pa.Table) -> Iterator[Finding]:
    """Whether a table's CSV and Parquet files hold the same rows in the same order."""
    if csv.column_names != parquet.column_names:
        yield Finding(
            "same-rows",
            "CSV and Parquet have different columns",
            name,
            value=f"{', '.join(csv.column_names)} / {', '.join(parquet.column_names)}",
            hint=_REBUILD,
        )
        return
    if csv.num_rows != parquet.num_rows:
        yield Finding(
            "same-rows",
            f"CSV has {csv.num_rows} rows, Parquet {parquet.num_rows}",
            name,
            hint=_REBUILD,
        )
        return
    for column in csv.column_names:
        yield from _different_cells(name, column, csv.column(column), parquet.column(column))


def _different_cells(
    name: str, column: str, csv: pa.ChunkedArray, parquet: pa.ChunkedArray
) -> Iterator[Finding]:
    if csv.equals(parquet):
        return
    pairs = zip(csv.to_pylist(), parquet.to_pylist(), strict=True)
    for number, (in_csv, in_parquet) in enumerate(pairs, start=FIRST_ROW):
        if in_csv != in_parquet:
            yield Finding(
                "same-rows",
                "CSV and Parquet hold different values",
                name,
                row_number=number,
                field=column,
                value=f"{in_csv} / {in_parquet}",
                hint=_REBUILD,
            )
