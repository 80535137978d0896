"""A package as one DuckDB database file: tables with keys, checks and comments, views, macros.

The same package gives the same bytes, written by the same version of DuckDB, whatever the folder,
process, hash seed and number of processors. Four things are needed for that:

* memory that is empty: of the last block of long strings DuckDB writes the last eight bytes as the
  memory held them. Its allocator (jemalloc, on other systems the C library) gives empty memory
  where the environment of a process asks for it before it starts, so the file is written by a
  process of its own. Filled with another byte, no other place of the file shows that byte;
* one thread, so that row groups and blocks are written in one order;
* a database that is new, filled in one transaction and checkpointed once, on ``DETACH``;
* strings that are not compressed. Whether a column is packed by FSST, and with which symbols,
  DuckDB decides on rows drawn with a generator seeded from the system; and packed by dictionary,
  blocks keep in their gaps what the memory held before. These were the only two sources of chance
  found in files of 0.3 and of 25 MB of Parquet. Without both the file grows by a twentieth.

Another version of DuckDB may write other bytes: its name stands in the file's header. So a rebuild
compares the file byte by byte only where the version is the same, and else by its content.

The format is that of DuckDB 1.0, which browsers and old programs read, too; but blocks are the
smallest possible, which DuckDB reads from 1.1 on. (1.0 could not read it either way: it stumbles
over keys as DuckDB writes them now.) Each index takes a block at least, and with the usual 256 KiB
the keys of twenty small tables make a file of 22 MB of what takes 2 MB so, half of it the keys.

A macro looks for its tables where the caller is: say ``USE name`` after attaching the file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from toolkit.errors import EXIT_DATA, EXIT_USAGE, DataError, ReadoutError, UsageError
from toolkit.inputs.target import DESCRIPTOR
from toolkit.package.database import create_views, rows_of
from toolkit.package.protocol import import_paths
from toolkit.package.read import Package, open_package
from toolkit.package.replace import replaced_file
from toolkit.schema.described import described_table
from toolkit.schema.duckdb_ import ddl, identifier, literal
from toolkit.schema.model import TableSchema

STORAGE_VERSION = "v1.0.0"
BLOCK_BYTES = 16_384
"""The smallest block size that DuckDB allows."""
_COMPRESSIONS_OF_CHANCE = "fsst,dictionary"
_EMPTY_MEMORY = {"DUCKDB_JE_MALLOC_CONF": "zero:true", "MALLOC_PERTURB_": "255"}
"""jemalloc(3), TUNING, ``opt.zero``; mallopt(3), M_PERTURB: memory holds the complement of it."""
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pathlib import Path;"
    " from toolkit.release.database_file import write_here;"
    " sys.exit(write_here(Path(sys.argv[2]), Path(sys.argv[3])))"
)
_INVALID = "readout validate tells what is wrong."


def write_database(package: Path, target: Path) -> None:
    """Write a package's database file.

    Args:
        package: the package's folder.
        target: the file; it appears whole or not at all.

    Raises:
        UsageError: there is no package, or ``target`` cannot be written.
        DataError: the package is damaged, or its rows break its keys or checks.
    """
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        file = Path(folder) / "package.duckdb"
        _write_apart(package, file)
        with file.open("rb") as finished, replaced_file(target) as out:
            shutil.copyfileobj(finished, out)


def _write_apart(package: Path, file: Path) -> None:
    """Write the file in a new process, and raise here what is raised there."""
    command = [sys.executable, "-I", "-c", _START, import_paths(), str(package), str(file)]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, **_EMPTY_MEMORY},
    )
    if done.returncode in (EXIT_DATA, EXIT_USAGE) and done.stdout.startswith(b"{"):
        kind = DataError if done.returncode == EXIT_DATA else UsageError
        raise kind(**json.loads(done.stdout))
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        hint = "This is a bug: report it with the package."
        if done.returncode < 0:
            said, hint = f"signal {-done.returncode} ended it", "Is there enough memory?"
        raise UsageError(f"no database could be made of it: {said}", where=str(package), hint=hint)


def write_here(package: Path, file: Path) -> int:
    """Write the file; an error is printed as JSON.

    Returns:
        The exit code for a process that does nothing else.
    """
    try:
        opened = open_package(package)
        _write(opened, _tables(opened), file)
    except ReadoutError as error:
        print(json.dumps({"what": error.what, "where": error.where, "hint": error.hint}))
        return error.exit_code
    return 0


def _tables(package: Package) -> list[TableSchema]:
    """The package's tables, each after those that it refers to."""
    where = str(package.root / DESCRIPTOR)
    tables: Mapping[str, TableSchema] = {
        str(resource["name"]): described_table(resource, where)
        for resource in package.descriptor["resources"]
        if resource["name"] in package.tables
    }
    referred = {
        name: [key.resource for key in table.foreign_keys if key.resource != name]
        for name, table in tables.items()
    }
    try:
        return [tables[name] for name in TopologicalSorter(referred).static_order()]
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise DataError(
            f"tables refer to each other in a circle: {circle}",
            where=where,
            hint="A database cannot be filled with them; take one foreign key out.",
        ) from error
    except KeyError as error:
        raise DataError(
            f"a foreign key leads to {error.args[0]}, which is no table of the package",
            where=where,
            hint=_INVALID,
        ) from error


def _write(package: Package, tables: list[TableSchema], file: Path) -> None:
    with closing(duckdb.connect(":memory:", config={"threads": "1"})) as connection:
        # (given to `connect`, DuckDB 2.0.0 drops this setting without a word)
        connection.execute(f"SET disabled_compression_methods = '{_COMPRESSIONS_OF_CHANCE}'")
        connection.execute(
            f"ATTACH {literal(str(file))} AS package "
            f"(STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_BYTES}); "
            "USE package; BEGIN TRANSACTION"
        )
        for statement in ddl(tables):
            connection.execute(statement)
        for table in tables:
            _fill(connection, package, table)
        connection.execute("SET enable_external_access = false")
        create_views(connection, package)
        connection.execute("COMMIT; USE memory; DETACH package")


def _fill(connection: duckdb.DuckDBPyConnection, package: Package, table: TableSchema) -> None:
    files = package.tables[table.name]
    columns = ", ".join(identifier(field) for field in table.field_names)
    rows = rows_of(files, str(package.root.resolve()))
    try:
        connection.execute(
            f"INSERT INTO {identifier(table.name)} ({columns}) SELECT {columns} FROM {rows}"
        )
    except duckdb.ConstraintException as error:
        raise DataError(_line(error), where=files.path, hint=_INVALID) from error
    except duckdb.Error as error:
        raise DataError(
            f"the file is damaged: {_line(error)}",
            where=files.path,
            hint="Build or download the package again.",
        ) from error


def _line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0].rstrip(".")
