"""The constraints of a column as SQL conditions, and those that only Python can judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toolkit.schema.duckdb_ import identifier, literal
from toolkit.validate.parquet.source import Column, same_value
from toolkit.validate.tabular.column import Column as Judge
from toolkit.validate.tabular.numeric import BAD
from toolkit.validate.tabular.regexes import alike_in_re2

_COMPARE = {
    "minimum": ">=",
    "maximum": "<=",
    "exclusiveMinimum": ">",
    "exclusiveMaximum": "<",
}
_NATIVE = frozenset(
    (
        *("BOOLEAN", "DATE", "DECIMAL", "ENUM", "FLOAT", "INTEGER", "TIME", "TIMESTAMP"),
        *("UUID", "VARCHAR"),
    )
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A constraint in SQL.

    Attributes:
        name: the constraint's name.
        limit: its value as declared.
        broken: an expression that is true for values that break it.
    """

    name: str
    limit: Any
    broken: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A column of a file beside its field.

    Attributes:
        column: the file's column.
        judge: the field, compiled; it reads single values.
        value: SQL for the logical value.
        conditions: what SQL judges; empty where Python must.
        by_hand: whether Python judges each distinct value.
    """

    column: Column
    judge: Judge
    value: str
    conditions: Sequence[Condition]
    by_hand: bool


def plan_column(column: Column, judge: Judge) -> Checked:
    """How to check a column.

    Args:
        column: the file's column.
        judge: its field, compiled.
    """
    value = same_value(column, judge.missing)
    conditions = list(_conditions(column, judge, value))
    if _plain(column, judge) and None not in conditions:
        made = [condition for condition in conditions if condition is not None]
        return Checked(column, judge, value, made, by_hand=False)
    return Checked(column, judge, value, [], by_hand=True)


def _plain(column: Column, judge: Judge) -> bool:
    """Whether the column's type says all that the field's type says."""
    if column.family not in _NATIVE:
        return not judge.checks and judge.type in ("any", "array", "list", "object")
    if judge.type == "any":
        return True
    form = judge.descriptor.get("format") or "default"
    if judge.type == "string":
        return form == "default"
    if column.family == "VARCHAR":
        return False
    return judge.type != "year"


def _conditions(column: Column, judge: Judge, value: str) -> Iterator[Condition | None]:
    """The constraints in SQL; ``None`` for one that has no SQL."""
    for name, _, limit in judge.checks:
        broken = _broken(name, limit, column, judge, value)
        yield None if broken is None else Condition(name, limit, broken)


def _broken(name: str, limit: Any, column: Column, judge: Judge, value: str) -> str | None:
    if name == "required":
        return f"{value} IS NULL"
    if name in ("minLength", "maxLength") and column.family == "VARCHAR":
        compare = "<" if name == "minLength" else ">"
        return f"length({value}) {compare} {int(limit)}"
    if name == "pattern" and alike_in_re2(limit):
        text = value if column.family == "VARCHAR" else f"CAST({value} AS VARCHAR)"
        return f"NOT regexp_full_match({text}, {literal(limit)})"
    if name in _COMPARE:
        bound = _constant(judge.read(limit))
        if bound is None:
            return None
        broken = f"NOT ({value} {_COMPARE[name]} {bound})"
        return f"isnan({value}) OR {broken}" if column.family == "FLOAT" else broken
    if name in ("enum", "categories"):
        return _none_of(limit, column, judge, value)
    return None


def _none_of(limit: Any, column: Column, judge: Judge, value: str) -> str | None:
    items = [item.get("value") if isinstance(item, Mapping) else item for item in limit]
    values = [judge.read(item) for item in items]
    constants = [_constant(item) for item in values if item is not BAD]
    if None in constants or column.family == "TIMESTAMP":
        return None
    if not constants:
        return f"{value} IS NOT NULL"
    return f"{value} NOT IN ({', '.join(str(constant) for constant in constants)})"


def _constant(value: Any) -> str | None:
    """The value in SQL; ``None`` where it has no literal that means the same everywhere."""
    if value is BAD:
        return None
    if isinstance(value, (bool, int, str)):
        return literal(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else None
    if isinstance(value, dt.datetime):
        return f"TIMESTAMP '{value.isoformat(' ')}'" if value.tzinfo is None else None
    if isinstance(value, dt.date):
        return literal(value)
    return None


def cell(column: Column) -> str:
    """SQL for a cell as text, as a report shows it."""
    return f"CAST({identifier(column.name)} AS VARCHAR)"
