"""Reads the word lists in ``toolkit/extract/lexicon``: plain lines or CSV, ``#`` for comments."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "lexicon"


@cache
def words(name: str) -> frozenset[str]:
    """The lines of ``<name>.txt``, without comments and blank lines."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(s for line in lines if (s := line.strip()) and not s.startswith("#"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.csv`` as dictionaries, column name to text."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(line for line in handle if not line.startswith("#"))
        names = next(rows)
        return tuple(dict(zip(names, row, strict=True)) for row in rows if row)
