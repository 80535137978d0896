"""Run a query over a package in a process of its own (see `toolkit.package.query_child`).

Imports neither DuckDB nor Arrow, so that the command starts at once.
"""

from __future__ import annotations

import json
import math
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from toolkit.console import Progress, Style
from toolkit.errors import EXIT_DATA, DataError, ReadoutError, UsageError
from toolkit.package.protocol import EMPTY, FAILED, Failure, Request, import_paths
from toolkit.package.read import open_package

FORMATS = ("table", "csv", "json", "jsonl", "parquet", "markdown")
SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".parquet": "parquet",
    ".txt": "table",
}
DEFAULT_TIMEOUT = 30.0
DEFAULT_MEMORY = 1 << 30
MIN_MEMORY = 16 << 20
TERMINAL_ROWS = 40
"""Rows that a terminal shows where ``--max-rows`` does not say."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " import toolkit.package.query_child as c; "
)
_CHUNK = 1 << 16
_TICK_SECONDS = 0.5
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([kmgt]?)i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use.

    Attributes:
        timeout: seconds of wall time, not counting the time its reader takes.
        memory: bytes of memory.
    """

    timeout: float = DEFAULT_TIMEOUT
    memory: int = DEFAULT_MEMORY


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the result is to look.

    Attributes:
        format: one of `FORMATS`.
        style: the terminal it is for.
        max_rows: rows shown of a table or in Markdown; 0 is no limit.
    """

    format: str = "table"
    style: Style = field(default_factory=Style)
    max_rows: int = 0


def parse_memory(text: str) -> int:
    """A size like ``512MB`` or ``2 GiB`` in bytes (units of 1,024).

    Raises:
        UsageError: it is not a size, or too small for any query.
    """
    match = _SIZE.fullmatch(text.strip())
    size = int(float(match.group(1)) * _UNITS[match.group(2).lower()]) if match else 0
    if size < MIN_MEMORY:
        raise UsageError(
            f"{text!r} is not a size of 16 MB or more", where="--memory", hint="For example 2GB."
        )
    return size


def run_query(
    package: Path,
    sql: str,
    out: BinaryIO,
    presentation: Presentation | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> bool:
    """Run one statement and write its result.

    Args:
        package: the package's folder.
        sql: one statement that only reads.
        out: where the result goes.
        presentation: how it is to look.
        limits: what the query may use.
        progress: told how long the query has been running; cleared when the result comes.

    Returns:
        Whether the result has rows.

    Raises:
        UsageError: the statement is wrong, refused or too expensive.
        DataError: the package is damaged.
    """
    answer = _ask(_request(package, sql, presentation or Presentation(), limits), limits, progress)
    while True:
        try:
            piece = next(answer)
        except StopIteration as end:
            out.flush()
            return bool(end.value)
        if progress is not None:
            progress.clear()
        out.write(piece)


def describe_package(package: Path, limits: Limits | None = None) -> list[dict[str, Any]]:
    """Every table and view of the package.

    Returns:
        For each: ``name``, ``kind`` (table or view), ``rows``, ``description``, and ``columns``
        with ``name``, ``type`` (DuckDB's) and ``description``.

    Raises:
        ReadoutError: the package is missing or damaged.
    """
    request = _request(package, "", Presentation(), limits)
    request["explain_tables"] = True
    found: list[dict[str, Any]] = json.loads(b"".join(_ask(request, limits)))
    return found


def _request(package: Path, sql: str, shown: Presentation, limits: Limits | None) -> Request:
    """What to ask of the child; a damaged package is told here, before a process is started."""
    allowed = limits or Limits()
    return {
        "package": str(open_package(package).root.resolve()),
        "sql": sql,
        "explain_tables": False,
        "format": shown.format,
        "width": shown.style.width,
        "colour": shown.style.colour,
        "max_rows": shown.max_rows,
        "memory": allowed.memory,
        "cpu_seconds": math.ceil(allowed.timeout * (os.cpu_count() or 1)) + 2,
    }


def _ask(
    request: Request, limits: Limits | None, progress: Progress | None = None
) -> Generator[bytes, None, bool]:
    """The child's answer in pieces; then whether it has rows."""
    timeout = (limits or Limits()).timeout
    with _child() as process:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()  # it stays open: its end tells the child that nobody is waiting
        except BrokenPipeError:
            pass  # it has died; its error says why
        answer = _Answer(process)
        try:
            yield from answer.pieces(timeout, progress)
        except TimeoutError:
            raise UsageError(
                f"the query took longer than {timeout:g} s",
                hint="Allow more with --timeout, or ask for less.",
            ) from None
        code = process.wait()
        if code not in (0, EMPTY):
            raise _failure(code, answer.error_text())
        return code != EMPTY


@contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    """A process that is gone when the block ends.

    It has a session of its own, so that Ctrl-C reaches only the parent, and hardly an environment.
    """
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START + "sys.exit(c.main())", import_paths()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise UsageError(
            f"no process for the query can be started: {error.strerror}",
            hint="End other programs, or raise the limit on processes.",
        ) from error
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            _close(stream)


def _close(stream: IO[bytes] | None) -> None:
    if stream is not None:
        try:
            stream.close()
        except BrokenPipeError:
            return


def _environment() -> dict[str, str]:
    """Only what a program needs to start: its libraries and, on Windows, the system's folder."""
    needed = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    return {**kept, "HOME": "/nonexistent"}


class _Answer:
    """What a child writes, read by threads so that waiting can end when time is over."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._pieces: queue.Queue[bytes] = queue.Queue(maxsize=16)
        self._errors: list[bytes] = []
        self._stop = threading.Event()
        assert process.stdout is not None
        assert process.stderr is not None
        self._out = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._err = threading.Thread(target=self._collect, args=(process.stderr,), daemon=True)
        self._out.start()
        self._err.start()

    def _read(self, stream: IO[bytes]) -> None:
        piece = b"-"
        while piece and not self._stop.is_set():
            piece = os.read(stream.fileno(), _CHUNK)
            self._put(piece)

    def _put(self, piece: bytes) -> None:
        while not self._stop.is_set():
            try:
                self._pieces.put(piece, timeout=0.2)
                return
            except queue.Full:
                continue

    def _collect(self, stream: IO[bytes]) -> None:
        self._errors.append(stream.read())

    def pieces(self, timeout: float, progress: Progress | None) -> Iterator[bytes]:
        """The output, ``progress`` being told of every second without any.

        Raises:
            TimeoutError: the child let its reader wait longer than ``timeout`` seconds in all.
        """
        left = timeout
        try:
            while True:
                started = time.monotonic()
                try:
                    piece = self._pieces.get(timeout=min(max(left, 0.001), _TICK_SECONDS))
                except queue.Empty:
                    piece = None
                left -= time.monotonic() - started
                if piece:
                    yield piece
                elif piece is not None:
                    return
                elif left <= 0:
                    raise TimeoutError
                elif progress is not None:
                    progress(f"Running for {timeout - left:.0f} s")
        finally:
            self._stop.set()

    def error_text(self) -> str:
        """What the child wrote to standard error; call it when the child has ended."""
        self._err.join(timeout=5)
        return b"".join(self._errors).decode("utf-8", "replace")


def _failure(code: int, text: str) -> ReadoutError:
    """The error of a child that did not end well."""
    if code == FAILED:
        found: Failure = json.loads(text)
        kind = DataError if found["exit_code"] == EXIT_DATA else UsageError
        return kind(found["what"], where=found["where"], hint=found["hint"])
    if code == -getattr(signal, "SIGXCPU", 24):
        return UsageError(
            "the query used more processor time than allowed",
            hint="Allow more with --timeout, or ask for less.",
        )
    if code < 0 or "MemoryError" in text or "bad_alloc" in text:
        return UsageError(
            "the query's process was stopped, most likely for want of memory",
            hint="Raise it with --memory, or ask for less.",
        )
    last = text.strip().rpartition("\n")[2]
    return UsageError(
        f"the query's process failed: {last}", hint="This is a bug; please report it."
    )
