"""Reads the word lists in ``toolkit/extract/lexicon``: plain lines or CSV, ``#`` for comments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "lexicon"


@cache
def words(name: str) -> frozenset[str]:
    """The lines of ``<name>.txt``, without comments and blank lines."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(s for line in lines if (s := line.strip()) and not s.startswith("#"))


@contextmanager
def _rows(name: str) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    """The names of the columns of ``<name>.csv``, and its rows."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(line for line in handle if not line.startswith("#"))
        yield next(rows), filter(None, rows)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.csv`` as dictionaries, column name to text."""
    with _rows(name) as (names, rows):
        return tuple([dict(zip(names, row, strict=True)) for row in rows])


def columns(name: str, *wanted: str) -> list[tuple[str, ...]]:
    """Two or more columns of ``<name>.csv``, row by row; nothing is kept.

    For a long list: its dictionaries would take most of the time of reading it.
    """
    with _rows(name) as (names, rows):
        return list(map(itemgetter(*map(names.index, wanted)), rows))
