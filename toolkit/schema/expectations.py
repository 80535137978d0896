"""How large tables and how full columns are expected to be: ``expectations.json``.

The file bounds the number of rows of a table and the share of a column's cells that are filled::

    {"rows": {"rivers": {"minimum": 40, "maximum": 100}},
     "filled": {"rivers": {"length_km": {"minimum": 0.9}}}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from toolkit.schema.model import Bounds, Expectation, TableSchema
from toolkit.schema.reading import Node

_BOUNDS = ("minimum", "maximum")


def read_expectations(node: Node, tables: Mapping[str, TableSchema]) -> tuple[Expectation, ...]:
    """The expectations, those on rows first, in the order declared.

    Args:
        node: the object of ``expectations.json``; problems go where it says.
        tables: the tables whose rows and columns may be bounded.
    """
    node.allow("rows", "filled")
    return tuple(_read(node, tables))


def _read(node: Node, tables: Mapping[str, TableSchema]) -> Iterator[Expectation]:
    rows = node.node("rows", required=False)
    for name in _tables(rows, tables):
        if bounds := _bounds(rows, name, whole=True):
            yield Expectation(name, None, bounds)
    filled = node.node("filled", required=False)
    for name in _tables(filled, tables):
        columns, table = filled.node(name), tables[name]
        for field in columns.data:
            if field not in table.field_names:
                hint = f"One of: {', '.join(table.field_names)}."
                columns.wrong(field, f"{name} has no column {field}", hint)
            elif table.field(field).constraints.required:
                hint = "Take it out: the column is required, so every cell is filled."
                columns.wrong(field, "there is nothing to expect", hint)
            elif bounds := _bounds(columns, field, whole=False):
                yield Expectation(name, field, bounds)


def _tables(node: Node, tables: Mapping[str, TableSchema]) -> Iterator[str]:
    """The keys that name tables; the others are noted as problems."""
    for name in node.data:
        if name in tables:
            yield name
        else:
            node.wrong(name, f"there is no table {name}", f"One of: {', '.join(tables)}.")


def _bounds(parent: Node, key: str, *, whole: bool) -> Bounds | None:
    before = len(parent.problems.found)
    node = parent.node(key)
    node.allow(*_BOUNDS)
    low, high = (_number(node, key, whole=whole) for key in _BOUNDS)
    if low is None and high is None and len(node.problems.found) == before:
        node.wrong("minimum", "missing", "Give a minimum, a maximum, or both.")
    if low is not None and high is not None and low > high:
        node.wrong("maximum", f"{high} is below the minimum, {low}", "Raise it.")
    return Bounds(low, high) if len(node.problems.found) == before else None


def _number(node: Node, key: str, *, whole: bool) -> Decimal | None:
    """A number of rows, or a share; ``None`` where there is none or it is not one."""
    value = node.data.get(key)
    if value is None and key not in node.data:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        node.wrong(key, "not a number", "Write a number.")
    elif whole and (value != int(value) or value < 0):
        node.wrong(key, f"{value} is no number of rows", "Write a whole number, 0 or more.")
    elif not whole and not 0 <= value <= 1:
        node.wrong(key, f"{value} is no share", "Write a number from 0 to 1.")
    else:
        return Decimal(value)
    return None
