"""The process that runs one query. It knows the package's tables and can reach nothing else.

Layers, each enough against a careless query, together against a hostile one:

* the rows are loaded into memory first, then DuckDB's external access is switched off for good:
  no file, network address, extension or setting can be reached or changed from SQL. (Views over
  Parquet with ``allowed_paths`` would not do: that list allows writing too, and since DuckDB 2.0
  ``WITH x AS (COPY … TO …) SELECT`` counts as a SELECT.) To load no more of a large package than a
  statement reads, it is planned before that, but in another database, which holds no rows and
  never had external access; it passes the gate there, too, and is not run;
* a gate lets through one statement, of type SELECT or an EXPLAIN of one;
* the statement runs inside a read-only transaction;
* the operating system lets the process open no further file or socket, write no file, use no
  more memory and processor time than allowed; the parent kills it when the time is over.

The request is a line of JSON on standard input, which stays open as long as the parent lives: its
end ends the process, so that no query outlives a killed parent. The result goes to standard
output; an error is one JSON object on standard error, with exit code `FAILED`.
"""

from __future__ import annotations

import datetime as dt
import decimal  # noqa: F401 - DuckDB imports it when it needs it, too late after the lock
import json
import os
import signal
import sys
import threading
import uuid  # noqa: F401 - likewise
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import duckdb

from toolkit.console import Style
from toolkit.errors import EXIT_USAGE, ReadoutError
from toolkit.package.database import explain_error, explain_tables, gate, open_database
from toolkit.package.protocol import EMPTY, FAILED, Failure, Request
from toolkit.package.render import render

PROGRAM_BYTES = 1 << 30
"""Address space for the program itself (code, thread stacks, allocator), beside the query's."""
BATCH_ROWS = 2000


def main() -> int:
    """Run the request on standard input."""
    request: Request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out = _result_stream()
    try:
        limit(request["memory"], request["cpu_seconds"])
        if request["format"] == "parquet":
            import pyarrow.parquet  # noqa: F401 - no file can be opened after the lock
        asked = None if request["explain_tables"] else request["sql"]
        connection = open_database(Path(request["package"]), request["memory"], asked)
        lock(connection)
        code = 0
        if request["explain_tables"]:
            out.write(json.dumps(explain_tables(connection)).encode())
        elif not _answer(connection, request, out):
            code = EMPTY
        out.flush()
    except ReadoutError as error:
        return _fail(error.what, error.where, error.hint, error.exit_code)
    except MemoryError:
        return _fail("the query needs more memory than allowed", "", "Raise it with --memory.")
    except duckdb.Error as error:
        return _fail(*explain_error(error, request["sql"]))
    except BrokenPipeError:
        os._exit(0)  # the reader has seen enough; nothing may be flushed any more
    return code


def _end_with_parent() -> None:
    """Wait for the end of standard input, that is of the parent, and go."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(FAILED)


def _result_stream() -> BinaryIO:
    """Standard output for the result alone.

    Whatever else a library prints there (DuckDB draws a progress bar) is thrown away.
    """
    own = os.dup(sys.stdout.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return os.fdopen(own, "wb")


def _fail(what: str, where: str, hint: str, exit_code: int = EXIT_USAGE) -> int:
    failure: Failure = {"what": what, "where": where, "hint": hint, "exit_code": exit_code}
    sys.stderr.write(json.dumps(failure))
    return FAILED


def limit(memory: int, cpu_seconds: int) -> None:
    """Bound this process; where the system knows no such bounds (Windows), only time is bounded."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    bounds = [
        (resource.RLIMIT_AS, memory + PROGRAM_BYTES),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ]
    for kind, value in bounds:
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):  # macOS refuses some; the others still hold
            continue


class _Utc(dt.tzinfo):
    """What DuckDB takes from the package pytz when it hands out a timestamp with time zone.

    pytz is not among our dependencies, and all such timestamps are in UTC here.
    """

    def utcoffset(self, when: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta(0)

    def dst(self, when: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta(0)

    def tzname(self, when: dt.datetime | None) -> str:
        return "UTC"

    def localize(self, when: dt.datetime) -> dt.datetime:
        return when.replace(tzinfo=self)


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Freeze the settings, begin the read-only transaction, and close the door to all files."""
    connection.execute("SET lock_configuration = true")
    connection.execute("BEGIN TRANSACTION READ ONLY")
    stand_in: Any = ModuleType("pytz")
    stand_in.utc = _Utc()
    stand_in.timezone = lambda name: stand_in.utc
    sys.modules["pytz"] = stand_in
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


def _answer(connection: duckdb.DuckDBPyConnection, request: Request, out: BinaryIO) -> bool:
    """Run the statement and write its result; say whether it has rows."""
    gate(connection, request["sql"])
    result = connection.execute(request["sql"])
    if request["format"] == "parquet":
        return _write_parquet(result, out) > 0
    names = [column[0] for column in result.description or []]
    types = [str(column[1]) for column in result.description or []]
    style = Style(request["width"], request["colour"])
    rows = _rows(result)
    first = list(islice(rows, 1))
    pieces = render(
        request["format"],
        names,
        types,
        chain(first, rows),
        style=style,
        max_rows=request["max_rows"],
    )
    for piece in pieces:
        out.write(piece)
    return bool(first)


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(BATCH_ROWS):
        yield from batch


def _write_parquet(result: duckdb.DuckDBPyConnection, out: BinaryIO) -> int:
    """Write the result as Parquet; say how many rows it has."""
    import pyarrow.parquet as pq

    table: Any = result.to_arrow_table()
    pq.write_table(table, out, compression="zstd")
    return int(table.num_rows)


if __name__ == "__main__":
    sys.exit(main())
