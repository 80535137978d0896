"""What a parent process and its child for a query say to each other, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypedDict

FAILED = 3
"""Exit code of a child that wrote a `Failure`."""
EMPTY = 4
"""Exit code of a child whose query went well and found no row."""


class Request(TypedDict):
    """What the parent asks for; a line on the child's standard input.

    ``sql`` is empty where the tables themselves are asked for (``explain_tables``). ``memory`` is
    in bytes, ``width`` in columns (null for a pipe), ``max_rows`` 0 is no limit.
    """

    package: str
    sql: str
    explain_tables: bool
    format: str
    width: int | None
    colour: bool
    max_rows: int
    memory: int
    cpu_seconds: int


class Failure(TypedDict):
    """An error for the user; on the child's standard error."""

    what: str
    where: str
    hint: str
    exit_code: int


def import_paths() -> str:
    """Where a process of our own finds this program and its libraries, as a JSON list.

    ``python -I`` keeps the environment out of it, and with it the user's own packages
    (``pip install --user``), among which the libraries may be.
    """
    return json.dumps([str(Path(__file__).resolve().parents[2]), *sys.path])
