"""Quick tests of many distinct cells at once: which of them are not certainly free of faults.

A quick test may suspect a good cell, which is then judged exactly; it never passes a bad one. It
holds for both ways of reading, since what the standard allows frictionless reads alike.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from toolkit.validate.tabular.numeric import BAD, NUMBER, Reader
from toolkit.validate.tabular.regexes import simple
from toolkit.validate.tabular.times import CLOCK, DATE_TIME

Suspects = Callable[[Collection[str]], Iterable[str]]

_NUMBER = re.compile(NUMBER).fullmatch
_MOMENT = re.compile(DATE_TIME).fullmatch
_CLOCK = re.compile(CLOCK).fullmatch
SAFE_DIGITS = 18
"""Digits that any integer type holds."""
_LONGEST_NUMBER = 40


def suspects_of(
    kind: str, descriptor: Mapping[str, Any], limits: Mapping[str, Any], read: Reader
) -> Suspects | None:
    """The quick test of a column.

    Args:
        kind: its type.
        descriptor: its field.
        limits: its constraints by name, ``required`` aside.
        read: its reader, for the bounds.

    Returns:
        What takes cells that have a value and gives those to judge exactly; ``None`` where every
        cell must be judged.
    """
    if (descriptor.get("format") or "default") != "default":
        return None
    if kind == "any":
        return _none if not limits else None
    if kind == "string":
        return _strings(limits)
    forms = ("groupChar", "decimalChar", "bareNumber", "floatNumber")
    if any(name in descriptor for name in forms):
        return None
    bounds = {name: read(limit) for name, limit in limits.items()}
    if BAD in bounds.values() or not set(bounds) <= {"minimum", "maximum"}:
        return None
    low, high = bounds.get("minimum"), bounds.get("maximum")
    if kind == "integer":
        return _bounded(_integers, int, low, high)
    if kind == "number":
        return _bounded(_numbers, Decimal, low, high)
    if kind == "date":
        return _bounded(_dates, dt.date.fromisoformat, low, high, checked=True)
    if kind == "datetime" and not bounds:
        return _moments
    return None


def _none(cells: Collection[str]) -> Iterable[str]:
    del cells
    return ()


def _strings(limits: Mapping[str, Any]) -> Suspects | None:
    """Strings by length and pattern."""
    if not set(limits) <= {"minLength", "maxLength", "pattern"}:
        return None
    tests: list[Suspects] = []
    if "minLength" in limits or "maxLength" in limits:
        low, high = limits.get("minLength", 0), limits.get("maxLength", float("inf"))
        tests.append(lambda cells: [cell for cell in cells if not low <= len(cell) <= high])
    if "pattern" in limits:
        run = simple(str(limits["pattern"]))
        if run is None:
            return None
        tests.append(lambda cells: [cell for cell in cells if run(cell) is None])
    return _each(tests)


def _each(tests: Sequence[Suspects]) -> Suspects:
    if len(tests) == 1:
        return tests[0]
    return lambda cells: {cell for test in tests for cell in test(cells)}


def _bounded(
    form: Suspects, make: Callable[[str], Any], low: Any, high: Any, *, checked: bool = False
) -> Suspects:
    """Cells of a form whose values lie within bounds, seen by the smallest and the greatest.

    Args:
        form: the test of the form.
        make: the value of a cell of that form.
        low: the smallest value; ``None`` where there is none.
        high: the greatest value; ``None`` where there is none.
        checked: whether a cell of that form may still have no value (the 30th of February).
    """

    def suspects(cells: Collection[str]) -> Iterable[str]:
        wrong = set(form(cells))
        if low is None and high is None and not checked:
            return wrong
        good = [cell for cell in cells if cell not in wrong] if wrong else cells
        try:
            values = list(map(make, good))
        except ValueError:
            return cells
        if not values:
            return wrong
        if (low is not None and min(values) < low) or (high is not None and max(values) > high):
            return cells
        return wrong

    return suspects


def _integers(cells: Collection[str]) -> Iterable[str]:
    return [
        cell
        for cell in cells
        if not (cell.isdecimal() and cell.isascii() and len(cell) <= SAFE_DIGITS)
    ]


def _numbers(cells: Collection[str]) -> Iterable[str]:
    """What is no plain number; long exponents are left to the exact reader."""
    return [cell for cell in cells if len(cell) > _LONGEST_NUMBER or not _plain(cell)]


def _plain(cell: str) -> bool:
    return _NUMBER(cell) is not None and "e" not in cell and "E" not in cell


def _dates(cells: Collection[str]) -> Iterable[str]:
    return [
        cell
        for cell in cells
        if len(cell) != 10 or cell[4] != "-" or cell[7] != "-" or not cell.isascii()
    ]


def _moments(cells: Collection[str]) -> Iterable[str]:
    good = [cell for cell in cells if _MOMENT(cell) and _CLOCK(cell, 11, 19)]
    try:
        for cell in good:
            dt.date.fromisoformat(cell[:10])
    except ValueError:
        return cells
    return () if len(good) == len(cells) else set(cells) - set(good)
