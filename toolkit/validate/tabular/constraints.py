"""Constraints of a field, each compiled to a test of a logical value."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

from toolkit.errors import UsageError
from toolkit.validate.tabular.numeric import BAD, Reader
from toolkit.validate.tabular.regexes import PatternRefusedError, matcher
from toolkit.validate.tabular.times import Duration

Check = Callable[[Any], bool]

ORDERED = ("integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration")
SIZED = ("string", "array", "object", "list")
BOUNDS: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}
ORDER = ("required", "minLength", "maxLength", *BOUNDS, "pattern", "enum", "jsonSchema")
"""The order in which frictionless tests them."""


class FieldError(ValueError):
    """A field that cannot be used as declared, and why."""


def compile_checks(
    kind: str,
    constraints: Mapping[str, Any],
    descriptor: Mapping[str, Any],
    read: Reader,
    *,
    like: bool,
) -> list[tuple[str, Check, Any]]:
    """The tests of a field: name, test, and the value as declared.

    Args:
        kind: the field's type.
        constraints: the constraints as declared.
        descriptor: the whole field, for its ``categories``.
        read: its reader: constraints are written as cells are (standard, "Field Constraints").
        like: test what frictionless tests.

    Raises:
        FieldError: a constraint cannot be used as declared.
    """
    checks: list[tuple[str, Check, Any]] = []
    for name in ORDER:
        limit = constraints.get(name)
        if limit is None or not _applies(name, kind, like):
            continue
        check = _compile(name, kind, limit, read, like)
        if check is not None:
            checks.append((name, check, limit))
    if not like and descriptor.get("categories") and kind in ("string", "integer"):
        values = [
            item.get("value") if isinstance(item, Mapping) else item
            for item in descriptor["categories"]
        ]
        checks.append(("categories", _enum(values, read, "categories"), values))
    return checks


def _applies(name: str, kind: str, like: bool) -> bool:
    """Whether a type has a constraint; a descriptor's check says it where it does not."""
    if name in ("required", "enum"):
        return not (like and name == "enum" and kind == "list")
    if name in BOUNDS:
        return kind in ORDERED and not (like and kind == "duration")
    if name in ("minLength", "maxLength"):
        return kind in SIZED
    if name == "pattern":
        return kind == "string"
    return kind in ("object", "array") and not like


def _compile(name: str, kind: str, limit: Any, read: Reader, like: bool) -> Check | None:
    if name == "required":
        return (lambda value: value is not None) if limit else None
    if name == "minLength":
        size = _size(name, limit)
        return lambda value: value is None or len(value) >= size
    if name == "maxLength":
        size = _size(name, limit)
        return lambda value: value is None or len(value) <= size
    if name in BOUNDS:
        return _bound(name, kind, limit, read)
    if name == "pattern":
        try:
            matches = matcher(str(limit), like)
        except PatternRefusedError as error:
            raise FieldError(f"the pattern {limit} cannot be used: {error}") from error
        return lambda value: value is None or matches(value)
    if name == "enum":
        return _enum(limit, read, name)
    return _json_schema(limit)


def _size(name: str, limit: Any) -> int:
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise FieldError(f"the constraint {name} is {limit!r}, not an integer")
    return limit


def _bound(name: str, kind: str, limit: Any, read: Reader) -> Check:
    bound = read(limit)
    if bound is BAD:
        raise FieldError(f"the constraint {name} is {limit!r}, which is no {kind}")
    compare = BOUNDS[name]

    def check(value: Any) -> bool:
        if value is None:
            return True
        if type(value) is Decimal and value.is_nan():  # not equal to itself, incomparable
            return False
        try:
            return bool(compare(value, bound))
        except TypeError:  # one of two times has a zone, the other none: both as in UTC
            return bool(compare(_in_utc(value), _in_utc(bound)))

    if kind == "duration":
        return lambda value: value is None or _compare_durations(compare, value, bound)
    return check


def _in_utc(value: Any) -> Any:
    if isinstance(value, (dt.datetime, dt.time)) and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)
    return value


def _compare_durations(
    compare: Callable[[Any, Any], Any], value: Duration, bound: Duration
) -> bool:
    """XML Schema Part 2, 3.2.6.2: one is longer if it is so from each of four months."""
    return all(map(compare, value.lengths(), bound.lengths()))


def _enum(limit: Any, read: Reader, name: str) -> Check:
    if not isinstance(limit, Sequence) or isinstance(limit, str):
        raise FieldError(f"the constraint {name} is {limit!r}, not a list")
    values = [read(item) for item in limit]
    try:
        members: Any = frozenset(value for value in values if value is not BAD)
    except TypeError:  # lists and objects have no hash
        members = [value for value in values if value is not BAD]

    def check(value: Any) -> bool:
        return value is None or value in members

    return check


def _json_schema(limit: Any) -> Check:
    try:
        jsonschema = import_module("jsonschema")
    except ImportError as error:
        raise UsageError(
            "the constraint jsonSchema needs the package jsonschema", hint="Install it."
        ) from error
    try:
        kind = jsonschema.validators.validator_for(limit)
        kind.check_schema(limit)
    except jsonschema.exceptions.SchemaError as error:
        raise FieldError(f"the constraint jsonSchema is no JSON Schema: {error.message}") from error
    validator = kind(limit)
    return lambda value: value is None or validator.is_valid(value)
