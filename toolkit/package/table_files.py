"""One table as a CSV or Parquet file, always the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.package.csv_text import csv_row, decimal_text

ROW_GROUP_ROWS = 100_000
COMPRESSION = "zstd"
COMPRESSION_LEVEL = 9
CSV_BATCH_ROWS = 10_000


def write_csv(table: pa.Table, file: BinaryIO) -> None:
    """Write a table as canonical CSV: UTF-8, LF, a header, `csv_row`'s quoting.

    Numbers have no trailing zeros, days are ISO 8601, null is an empty cell.
    """
    writers = [_cell_writer(field.type) for field in table.schema]
    file.write(csv_row(table.column_names).encode())
    for batch in table.to_batches(max_chunksize=CSV_BATCH_ROWS):
        columns = [
            [None if value is None else write(value) for value in column.to_pylist()]
            for write, column in zip(writers, batch.columns, strict=True)
        ]
        file.writelines(csv_row(cells).encode() for cells in zip(*columns, strict=True))


def _cell_writer(kind: pa.DataType) -> Callable[[Any], str]:
    if pa.types.is_string(kind) or pa.types.is_integer(kind):
        return str
    if pa.types.is_decimal(kind):
        return decimal_text
    if pa.types.is_boolean(kind):
        return _boolean
    if pa.types.is_date(kind):
        return dt.date.isoformat
    raise TypeError(f"no text for {kind}")


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def write_parquet(table: pa.Table, file: BinaryIO) -> None:
    """Write a table as Parquet: zstd, fixed row groups, descriptions in the schema."""
    pq.write_table(
        table,
        file,
        row_group_size=ROW_GROUP_ROWS,
        compression=COMPRESSION,
        compression_level=COMPRESSION_LEVEL,
        version="2.6",
    )


def parquet_writer(schema: pa.Schema, file: BinaryIO) -> pq.ParquetWriter:
    """A writer of Parquet for rows that come batch by batch; the caller closes it."""
    return pq.ParquetWriter(
        file, schema, compression=COMPRESSION, compression_level=COMPRESSION_LEVEL, version="2.6"
    )
