"""Standard input, output and error as they may be: closed, full, or in another encoding."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

from toolkit.errors import UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_WHERE = "standard output"
_HINT = "Send it to another place."


class OutputError(UsageError):
    """Standard output takes nothing (more)."""


class _Output(io.FileIO):
    """Standard output's descriptor, whose errors say that they are its."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            what = f"cannot be written: {error.strerror}"
            raise OutputError(what, where=_WHERE, hint=_HINT) from error


def prepare() -> None:
    """Make the standard streams fit for use.

    A closed standard input is empty, a closed standard error takes everything. Characters that
    standard output's encoding lacks are written as question marks.

    Raises:
        OutputError: standard output is closed.
    """
    if sys.stdout is None:
        raise OutputError("is closed", where=_WHERE, hint=_HINT)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - likewise
    old = sys.stdout
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Output(old.fileno(), "w", closefd=False)),
        encoding=old.encoding,
        errors="replace" if old.errors == "strict" else old.errors,
        line_buffering=old.isatty(),
    )


def complain(line: str) -> None:
    """Write a line to standard error; where that takes nothing, nobody can be told."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        _silence(2)


def give_up_output() -> None:
    """Throw away what standard output did not take, so that no second error follows at exit."""
    with contextlib.suppress(io.UnsupportedOperation, ValueError, AttributeError):
        _silence(sys.stdout.fileno())


def _silence(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
