"""Files of rows, written as the rows come: CSV or Parquet, one a table, all or none of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from toolkit.package.csv_text import csv_row
from toolkit.schema.model import NUMBER_SCALE
from toolkit.schema.values import to_text

if TYPE_CHECKING:
    from toolkit.schema.model import PackageDeclaration, TableSchema

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by table."""

BATCH_ROWS = 2_000
"""Rows of a table that wait in memory to be written together."""
_OF_ONE_ARTICLE = "article_id"


class TableWriter:
    """One table's file; how its rows are written is for its kinds to say.

    Rows of tables that do not name their article (people, calls, who took part) may come from
    several articles; equal ones are written once. Of each, eight bytes are remembered.
    """

    def __init__(self, table: TableSchema, file: BinaryIO) -> None:
        self.table = table
        self.file = file
        self._waiting: list[Row] = []
        self._seen: set[int] | None = None if _OF_ONE_ARTICLE in table.field_names else set()

    def add(self, rows: Sequence[Row]) -> None:
        """Take the rows of one article."""
        if self._seen is None:
            self._waiting.extend(rows)
        else:
            for row in rows:
                mark = hash(tuple(row.values()))
                if mark not in self._seen:
                    self._seen.add(mark)
                    self._waiting.append(row)
        if len(self._waiting) >= BATCH_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._flush()
        self.file.flush()

    def _flush(self) -> None:
        rows, self._waiting = self._waiting, []
        if rows:
            self.write(rows)

    def write(self, rows: list[Row]) -> None:
        """Write some rows.

        Raises:
            NotImplementedError: by a writer of no kind.
        """
        raise NotImplementedError


class CsvWriter(TableWriter):
    """Canonical CSV, as in a package."""

    def __init__(self, table: TableSchema, file: BinaryIO) -> None:
        super().__init__(table, file)
        file.write(csv_row(table.field_names).encode())

    def write(self, rows: list[Row]) -> None:
        """Write some rows."""
        names = self.table.field_names
        lines = (csv_row([_text(row.get(name)) for name in names]) for row in rows)
        self.file.write("".join(lines).encode())


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        value = _rounded(value)
    elif isinstance(value, float):
        value = _rounded(Decimal(str(value)))
    return to_text(value)


def _rounded(value: Decimal) -> Decimal:
    """To the decimals that a package's numbers have."""
    exponent = value.as_tuple().exponent
    return (
        round(value, NUMBER_SCALE)
        if isinstance(exponent, int) and exponent < -NUMBER_SCALE
        else value
    )


class ParquetWriter(TableWriter):
    """Parquet with the declaration's types and descriptions; any cell may be null."""

    def __init__(self, table: TableSchema, file: BinaryIO) -> None:
        super().__init__(table, file)
        import pyarrow as pa

        from toolkit.package.table_files import parquet_writer
        from toolkit.schema.arrow import arrow_schema

        declared = arrow_schema(table)
        self._schema = pa.schema([f.with_nullable(True) for f in declared], declared.metadata)
        self._parquet = parquet_writer(self._schema, file)

    def write(self, rows: list[Row]) -> None:
        """Write some rows as a row group."""
        import pyarrow as pa

        for row in rows:
            for name, value in row.items():
                if isinstance(value, Decimal):
                    row[name] = _rounded(value)
        self._parquet.write_table(pa.Table.from_pylist(rows, self._schema))

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._flush()
        self._parquet.close()
        self.file.flush()


def table_writer(
    name: str, format_name: str, declaration: PackageDeclaration, file: BinaryIO
) -> TableWriter:
    """A writer of the format for a declared table."""
    kind = ParquetWriter if format_name == "parquet" else CsvWriter
    return kind(declaration.tables[name], file)


@contextlib.contextmanager
def folder_writers(
    output: Path, names: Sequence[str], format_name: str, declaration: PackageDeclaration
) -> Iterator[Mapping[str, TableWriter]]:
    """A writer for each table; the files appear in the folder together when the block ends well.

    Raises:
        UsageError: the folder cannot be written.
    """
    from toolkit.package.replace import cannot_write, replaced_file

    made = not output.exists()
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(output, error) from error
    try:
        with contextlib.ExitStack() as stack:
            files = {
                name: stack.enter_context(replaced_file(output / f"{name}.{format_name}"))
                for name in names
            }
            writers = {
                name: table_writer(name, format_name, declaration, file)
                for name, file in files.items()
            }
            yield writers
            for writer in writers.values():
                writer.close()
    finally:
        if made:
            with contextlib.suppress(OSError):
                output.rmdir()  # it stays where something is in it
