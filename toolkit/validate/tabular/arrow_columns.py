"""Whole columns of text at once: whether every cell of a block is certainly free of faults.

A test may give up on a good column, whose block is then judged exactly; it never passes a bad one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.validate.tabular.arrow_text import text_array
from toolkit.validate.tabular.column import FORMULA_STARTS, Column, is_formula
from toolkit.validate.tabular.numeric import BAD, NUMBER
from toolkit.validate.tabular.quick import SAFE_DIGITS
from toolkit.validate.tabular.regexes import alike_in_re2
from toolkit.validate.tabular.times import DATE_TIME

Fine = Callable[[Any], bool]
"""Whether all cells of an Arrow array of strings are free of faults; nulls have no value."""

EXACT_DIGITS = 15
"""Characters of a number up to which a double holds it without loss of order (IEEE 754)."""
_STARTS = text_array(FORMULA_STARTS)


def whole(pattern: str) -> str:
    """A pattern as RE2 matches it against whole values."""
    return rf"\A(?:{pattern})\z"


def fine_column(column: Column) -> Fine:
    """The test of a column."""
    required = any(name == "required" for name, _, _ in column.checks)
    test = _by_kind(column)

    def fine(cells: Any) -> bool:
        if cells.null_count and (required or cells.null_count == len(cells)):
            return not required
        return test(cells)

    return fine


def formulas_in(cells: Any) -> list[str]:
    """The cells of a text column that a spreadsheet would run."""
    first = pc.utf8_slice_codeunits(cells, 0, 1)
    starts = pc.is_in(first, value_set=_STARTS)
    if not pc.any(starts).as_py():
        return []
    return [cell for cell in cells.filter(starts).to_pylist() if is_formula(cell)]


def _by_distinct(column: Column) -> Fine:
    """The exact judgement of the distinct cells."""

    def fine(cells: Any) -> bool:
        distinct = pc.unique(cells)
        values = set(distinct.to_pylist()) - {None}
        return not column.faults(values, remember=2 * len(values) < len(cells))

    return fine


def _by_kind(column: Column) -> Fine:
    limits = {name: limit for name, _, limit in column.checks if name != "required"}
    descriptor = column.descriptor
    otherwise = _by_distinct(column)
    if (descriptor.get("format") or "default") != "default":
        return otherwise
    if column.type == "any" and not limits:
        return lambda cells: True
    if column.type == "string":
        return _strings(column, limits, otherwise)
    if column.type == "boolean" and not limits:
        return _members([*_spellings(descriptor)], otherwise)
    forms = ("groupChar", "decimalChar", "bareNumber", "floatNumber")
    if any(name in descriptor for name in forms) or not set(limits) <= {"minimum", "maximum"}:
        return otherwise
    low, high = (column.read(limits[name]) if name in limits else None for name in _BOUNDS)
    if low is BAD or high is BAD:
        return otherwise
    make = _KINDS.get(column.type)
    return make(low, high, otherwise) if make else otherwise


_BOUNDS = ("minimum", "maximum")


def _spellings(descriptor: Mapping[str, Any]) -> list[str]:
    from toolkit.validate.tabular.numeric import FALSE_VALUES, TRUE_VALUES

    return [
        *descriptor.get("trueValues", TRUE_VALUES),
        *descriptor.get("falseValues", FALSE_VALUES),
    ]


def _members(values: list[str], otherwise: Fine) -> Fine:
    members = text_array(values)

    def fine(cells: Any) -> bool:
        inside = pc.sum(pc.is_in(cells, value_set=members, skip_nulls=True)).as_py()
        return inside == len(cells) - cells.null_count or otherwise(cells)

    return fine


def _strings(column: Column, limits: Mapping[str, Any], otherwise: Fine) -> Fine:
    tests: list[Fine] = []
    for name, limit in limits.items():
        if name == "minLength":
            tests.append(_shortest(limit))
        elif name == "maxLength":
            tests.append(_longest(limit))
        elif name in ("enum", "categories") and all(isinstance(item, str) for item in limit):
            tests.append(_members(list(limit), lambda cells: False))
        elif name == "pattern" and alike_in_re2(str(limit)):
            tests.append(_matching(str(limit)))
        else:
            return otherwise
    del column
    return lambda cells: all(test(cells) for test in tests)


def _shortest(limit: int) -> Fine:
    return lambda cells: pc.min(pc.utf8_length(cells)).as_py() >= limit


def _longest(limit: int) -> Fine:
    def fine(cells: Any) -> bool:
        in_bytes = pc.max(pc.binary_length(cells)).as_py()
        return bool(in_bytes <= limit or pc.max(pc.utf8_length(cells)).as_py() <= limit)

    return fine


def _matching(pattern: str) -> Fine:
    source = whole(pattern)
    return lambda cells: bool(pc.all(pc.match_substring_regex(cells, source)).as_py())


def _integers(low: Any, high: Any, otherwise: Fine) -> Fine:
    signed = whole(f"-?[0-9]{{1,{SAFE_DIGITS}}}")

    def fine(cells: Any) -> bool:
        digits = pc.all(pc.ascii_is_decimal(cells)).as_py()
        if digits:
            digits = pc.max(pc.binary_length(cells)).as_py() <= SAFE_DIGITS
        if not digits and not pc.all(pc.match_substring_regex(cells, signed)).as_py():
            return otherwise(cells)
        if low is None and high is None:
            return True
        ends = pc.min_max(pc.cast(cells, pa.int64())).as_py()
        return _within(ends, low, high) or otherwise(cells)

    return fine


def _numbers(low: Any, high: Any, otherwise: Fine) -> Fine:
    form = whole(NUMBER)

    def fine(cells: Any) -> bool:
        if not pc.all(pc.match_substring_regex(cells, form)).as_py():
            return otherwise(cells)
        if low is None and high is None:
            return bool(pc.max(pc.binary_length(cells)).as_py() <= _PLAIN) or otherwise(cells)
        try:
            ends = pc.min_max(pc.cast(cells, pa.float64())).as_py()
        except pa.ArrowInvalid:
            return otherwise(cells)
        exact = pc.max(pc.binary_length(cells)).as_py() <= EXACT_DIGITS
        if exact and all(len(str(bound)) <= EXACT_DIGITS for bound in (low, high)):
            return _within(ends, _float(low), _float(high)) or otherwise(cells)
        # rounding keeps the order, so that a double beyond a bound's lies beyond the bound
        inside = low is None or ends["min"] > float(low)
        inside = inside and (high is None or ends["max"] < float(high))
        return inside or otherwise(cells)

    return fine


_PLAIN = 100
"""Characters of a number that certainly is one to Python's decimal module."""


def _float(bound: Decimal | None) -> float | None:
    return None if bound is None else float(bound)


def _dates(low: Any, high: Any, otherwise: Fine) -> Fine:
    first = low if low is not None else dt.date.min

    def fine(cells: Any) -> bool:
        try:
            days = pc.min_max(pc.cast(cells, pa.date32()).cast(pa.int32())).as_py()
        except pa.ArrowInvalid:
            return otherwise(cells)
        ends = {name: day + dt.date(1970, 1, 1).toordinal() for name, day in days.items()}
        latest = None if high is None else high.toordinal()
        return _within(ends, first.toordinal(), latest) or otherwise(cells)

    return fine


def _datetimes(low: Any, high: Any, otherwise: Fine) -> Fine:
    form = whole(DATE_TIME)

    def fine(cells: Any) -> bool:
        if low is not None or high is not None:
            return otherwise(cells)
        if not pc.all(pc.match_substring_regex(cells, form)).as_py():
            return otherwise(cells)
        if pc.any(pc.match_substring(cells, "T24")).as_py():
            return otherwise(cells)
        try:
            days = pc.cast(pc.utf8_slice_codeunits(cells, 0, 10), pa.date32())
        except pa.ArrowInvalid:
            return otherwise(cells)
        first = pc.min(days.cast(pa.int32())).as_py() + dt.date(1970, 1, 1).toordinal()
        return first >= 1 or otherwise(cells)

    return fine


def _within(ends: Mapping[str, Any], low: Any, high: Any) -> bool:
    return (low is None or ends["min"] >= low) and (high is None or ends["max"] <= high)


_KINDS: Mapping[str, Callable[[Any, Any, Fine], Fine]] = {
    "integer": _integers,
    "number": _numbers,
    "date": _dates,
    "datetime": _datetimes,
}
