"""Whether a constraint of Table Schema became tighter or looser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.diff.model import Change

_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength"})
_FLAGS = frozenset({"required", "unique"})
_OPPOSITE = {"tightened": "loosened", "loosened": "tightened", "changed": "changed"}


def constraint_changes(
    table: str, field: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    """The constraints of one column that differ.

    Args:
        table: the table's name.
        field: the column's name.
        old: its ``constraints`` before, and its ``categories`` where it has them.
        new: the same after.
    """
    for name in dict.fromkeys((*old, *new)):
        before, after = _value(name, old), _value(name, new)
        if before != after:
            kind = f"constraint-{direction(name, before, after)}"
            yield Change(kind, table, field, name, before, after)


def _value(name: str, constraints: Mapping[str, Any]) -> Any:
    value = constraints.get(name)
    return None if name in _FLAGS and not value else value


def direction(name: str, old: Any, new: Any) -> str:
    """``tightened``, ``loosened``, or ``changed`` where neither can be said.

    Args:
        name: the constraint.
        old: its value before; ``None`` where there was none.
        new: its value after, another one; ``None`` where there is none.
    """
    if old is None:
        return "tightened"
    if new is None:
        return "loosened"
    if name in ("enum", "categories"):
        return _of_sets(old, new)
    if name in _LOWER | _UPPER:
        return _of_bounds(name, old, new)
    return "changed"


def _of_sets(old: Any, new: Any) -> str:
    if not isinstance(old, list) or not isinstance(new, list):
        return "changed"
    before, after = set(map(repr, old)), set(map(repr, new))
    if after < before:
        return "tightened"
    return "loosened" if before < after else "changed"


def _of_bounds(name: str, old: Any, new: Any) -> str:
    """Numbers by size, days and times as texts; the standard allows a bound to be either."""
    numbers = all(isinstance(value, int | float) for value in (old, new))
    if not numbers and not all(isinstance(value, str) for value in (old, new)):
        return "changed"
    risen = "tightened" if new > old else "loosened"
    return risen if name in _LOWER else _OPPOSITE[risen]
