"""Files of rows, written as the rows come: CSV or Parquet, one a table, all or none of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from toolkit.schema.model import PackageDeclaration

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table."""

BATCH_ROWS = 2_000
"""Rows of a table that wait in memory to be written together."""
_OF_ONE_ARTICLE = "article_id"


class TableWriter:
    """One table's file.

    Rows of tables that do not name their article (people, calls, who took part) may come from
    several articles; equal ones are written once. Of each, eight bytes are remembered.
    """

    def __init__(
        self, name: str, format_name: str, declaration: PackageDeclaration, file: BinaryIO
    ) -> None:
        import pyarrow as pa

        from toolkit.schema.arrow import arrow_schema

        table = declaration.tables[name]
        declared = arrow_schema(table)
        self._schema = pa.schema([f.with_nullable(True) for f in declared], declared.metadata)
        self._file = file
        self._parquet: Any = None
        if format_name == "parquet":
            from toolkit.package.write import parquet_writer

            self._parquet = parquet_writer(self._schema, file)
        self._waiting: list[dict[str, Any]] = []
        self._header = True
        self._seen: set[int] | None = None if _OF_ONE_ARTICLE in table.field_names else set()

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
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
            self._write()

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._write()
        if self._parquet is not None:
            self._parquet.close()
        self._file.flush()

    def _write(self) -> None:
        import pyarrow as pa

        from toolkit.package.write import write_csv

        table = pa.Table.from_pylist(self._waiting, self._schema)
        self._waiting = []
        if self._parquet is not None:
            if table.num_rows:
                self._parquet.write_table(table)
            return
        write_csv(table, self._file, header=self._header)
        self._header = False


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
                name: TableWriter(name, format_name, declaration, file)
                for name, file in files.items()
            }
            yield writers
            for writer in writers.values():
                writer.close()
    finally:
        if made:
            with contextlib.suppress(OSError):
                output.rmdir()  # it stays where something is in it
