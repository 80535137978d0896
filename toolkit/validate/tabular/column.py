"""One column, compiled from its field: what a cell is, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from toolkit.validate.tabular import nested, numeric, texts, times
from toolkit.validate.tabular.constraints import Check, FieldError, compile_checks
from toolkit.validate.tabular.numeric import BAD, Reader
from toolkit.validate.tabular.quick import Suspects, suspects_of

READERS: Mapping[str, Callable[[Mapping[str, Any], bool], Reader]] = {
    "string": texts.string_reader,
    "number": numeric.number_reader,
    "integer": numeric.integer_reader,
    "boolean": numeric.boolean_reader,
    "object": nested.object_reader,
    "array": nested.array_reader,
    "list": nested.list_reader,
    "datetime": times.datetime_reader,
    "date": times.date_reader,
    "time": times.time_reader,
    "year": numeric.year_reader,
    "yearmonth": times.yearmonth_reader,
    "duration": times.duration_reader,
    "geopoint": nested.geopoint_reader,
    "geojson": nested.geojson_reader,
    "any": texts.any_reader,
}
"""Every type of the standard."""

REMEMBERED = 50_000
"""How many distinct good cells a column remembers before it forgets them all."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which spreadsheets take a text for a formula (OWASP, CSV injection)."""
_HARMLESS = re.compile(r"[+-][0-9 ().,/:+-]*(?:[eE%][0-9+-]*)?|[-+]+(?:[ >–—].*)?", re.DOTALL)
"""Signed numbers, telephone numbers, and dashes that begin a text."""


class CellFault(NamedTuple):
    """What is wrong with a cell.

    Attributes:
        rule: ``type-error`` or ``constraint-error``.
        name: the type, or the constraint's name.
        limit: the format, or the constraint's value as declared.
    """

    rule: str
    name: str
    limit: Any


@dataclass(slots=True)
class Column:
    """A column to check; it remembers distinct cells that it has judged.

    Attributes:
        name: the field's name.
        number: the column's place in the data, from 1.
        type: its type.
        descriptor: its field as declared.
        missing: cells that mean "no value".
        read: the reader of its cells.
        checks: its constraints.
        unique: whether its values must differ.
        good: cells known to be free of faults.
        bad: cells known to be at fault.
        formulas: cells that a spreadsheet would run.
        suspects: the quick test of its cells, if it has one.
    """

    name: str
    number: int
    type: str
    descriptor: Mapping[str, Any]
    missing: frozenset[str]
    read: Reader
    checks: Sequence[tuple[str, Check, Any]]
    unique: bool = False
    watch_formulas: bool = False
    good: set[Any] = field(default_factory=set)
    bad: dict[Any, tuple[CellFault, ...]] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)
    suspects: Suspects | None = None

    @property
    def plain(self) -> bool:
        """Whether its logical values are its cells as they stand."""
        return self.type in ("string", "any")

    def is_missing(self, cell: Any) -> bool:
        """Whether the cell stands for no value."""
        return cell is None or (cell if type(cell) is str else str(cell)) in self.missing

    def value(self, cell: Any) -> Any:
        """The cell's logical value; ``None`` where it has none or is not of the type."""
        if self.is_missing(cell):
            return None
        value = self.read(cell)
        return None if value is BAD else value

    def judge(self, cell: Any) -> tuple[CellFault, ...]:
        """All faults of a cell, in frictionless's order."""
        value = None
        if not self.is_missing(cell):
            value = self.read(cell)
            if value is BAD:
                form = self.descriptor.get("format") or "default"
                return (CellFault("type-error", self.type, form),)
        if not self.checks:
            return ()
        return tuple(
            CellFault("constraint-error", name, limit)
            for name, check, limit in self.checks
            if not check(value)
        )

    def faults(self, cells: Set[str | None], *, remember: bool = True) -> bool:
        """Judge distinct text cells; whether any is at fault (then it stands in `bad`).

        Args:
            cells: the cells; ``None`` for one that its row lacks.
            remember: whether good cells are likely to come again.
        """
        good, bad = self.good, self.bad
        if len(good) + len(bad) > REMEMBERED:
            good.clear()
            bad.clear()
        fresh = cells - good if good else cells
        if not fresh:
            return False
        gone = (fresh & self.missing) | (fresh & _LACKING)
        valued: Collection[Any] = fresh - gone if gone else fresh
        suspects = valued if self.suspects is None else self.suspects(valued)
        found = False
        for cell in (*gone, *suspects):
            wrong = bad.get(cell) or self.judge(cell)
            if wrong:
                bad[cell] = wrong
                found = True
        if self.watch_formulas:
            self.formulas.update(
                cell for cell in valued if cell[:1] in _STARTS and is_formula(cell)
            )
        if remember:
            good.update(cell for cell in fresh if cell not in bad)
        return found


_LACKING = frozenset([None])
_STARTS = frozenset(FORMULA_STARTS)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a text cell for a formula."""
    return cell.startswith(FORMULA_STARTS) and not _HARMLESS.fullmatch(cell)


def compile_column(
    descriptor: Mapping[str, Any],
    number: int,
    schema: Mapping[str, Any],
    *,
    like: bool,
    required: bool = False,
    nulls: Iterable[str] = (),
) -> Column:
    """A column from its field.

    Args:
        descriptor: the field.
        number: its place in the data, from 1.
        schema: the schema that it stands in, for its missing values.
        like: whether to read as frictionless does.
        required: whether a primary key makes it required.
        nulls: further cells that mean "no value" (the dialect's ``nullSequence``).

    Raises:
        FieldError: the field itself cannot be used.
    """
    kind = descriptor.get("type") or ("string" if like else "any")
    make = READERS.get(kind)
    if make is None:
        raise FieldError(f"the type {kind} is not one of Table Schema's")
    read = make(descriptor, like)
    if like and kind == "array" and descriptor.get("arrayItem"):
        read = _array_like(descriptor, schema, read)
    constraints = dict(descriptor.get("constraints") or {})
    if required and not constraints.get("required"):
        constraints["required"] = True
    checks = compile_checks(kind, constraints, descriptor, read, like=like)
    limits = {name: limit for name, _, limit in checks if name != "required"}
    return Column(
        name=str(descriptor.get("name", "")),
        number=number,
        type=kind,
        descriptor=descriptor,
        missing=missing_values(descriptor, schema) | frozenset(nulls),
        read=read,
        checks=checks,
        unique=bool(constraints.get("unique")),
        watch_formulas=kind == "string" and not like and "enum" not in limits,
        suspects=suspects_of(kind, descriptor, limits, read),
    )


def missing_values(descriptor: Mapping[str, Any], schema: Mapping[str, Any]) -> frozenset[str]:
    """The cells that mean "no value" in a field: its own, else the schema's, else the empty."""
    declared = descriptor.get("missingValues", schema.get("missingValues", [""]))
    return frozenset(
        str(item.get("value", "")) if isinstance(item, Mapping) else str(item)
        for item in declared or ()
    )


def _array_like(descriptor: Mapping[str, Any], schema: Mapping[str, Any], read: Reader) -> Reader:
    """frictionless's ``arrayItem``: every item of an array is a cell of a field of its own."""
    item = {"type": "any", **descriptor["arrayItem"]}
    item.pop("arrayItem", None)
    column = compile_column(item, 1, {}, like=True)
    del schema

    def read_items(cell: Any) -> Any:
        value = read(cell)
        if value is BAD or any(column.judge(inner) for inner in value):
            return BAD
        return value

    return read_items
