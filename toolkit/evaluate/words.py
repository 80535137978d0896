"""The word lists of ``words.csv``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "words.csv"


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines):
            lists.setdefault(row["list"], {})[row["word"]] = row["value"]
    return lists


def values(name: str) -> dict[str, str]:
    """Word to what it stands for, in one list."""
    return _lists()[name]


def words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_lists()[name])
