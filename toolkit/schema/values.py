"""Single values: read from JSON or from a CSV cell, and held against a field's constraints."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache

from toolkit.schema.model import NUMBER_PRECISION, NUMBER_SCALE, Field, FieldType, Scalar

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEANS = {"true": True, "false": False}
_INT64 = 2**63
_JSON_SHAPE = {
    FieldType.STRING: "a string",
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.BOOLEAN: "true or false",
    FieldType.DATE: "a day as YYYY-MM-DD",
}


def from_json(kind: FieldType, value: object) -> Scalar:
    """The JSON value as a value of that type.

    Args:
        kind: the field's type.
        value: what `json.loads` gave with ``parse_float=Decimal``.

    Raises:
        ValueError: it is not one; the text says what it should be.
    """
    error = ValueError(f"{value!r} is not {_JSON_SHAPE[kind]}")
    if isinstance(value, bool):
        if kind is FieldType.BOOLEAN:
            return value
        raise error
    if kind is FieldType.STRING and isinstance(value, str):
        return value
    if kind is FieldType.DATE and isinstance(value, str):
        return parse_cell(kind, value)
    if kind is FieldType.INTEGER and isinstance(value, int):
        return _bounded_integer(value)
    if kind is FieldType.NUMBER and isinstance(value, int | Decimal):
        return _bounded_number(Decimal(value))
    raise error


def parse_cell(kind: FieldType, text: str) -> Scalar:
    """The text of a CSV cell as a value of that type (the canonical spelling only).

    Raises:
        ValueError: it is not one; the text says what it should be.
    """
    error = ValueError(f"{text!r} is not {_JSON_SHAPE[kind]}")
    if kind is FieldType.STRING:
        return text
    if kind is FieldType.INTEGER and _INTEGER.fullmatch(text):
        return _bounded_integer(int(text))
    if kind is FieldType.NUMBER and _NUMBER.fullmatch(text):
        return _bounded_number(Decimal(text))
    if kind is FieldType.BOOLEAN and text in _BOOLEANS:
        return _BOOLEANS[text]
    if kind is FieldType.DATE and _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise error from None
    raise error


def _bounded_integer(value: int) -> int:
    if not -_INT64 <= value < _INT64:
        raise ValueError(f"{value} does not fit in 64 bits")
    return value


def _bounded_number(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    digits = NUMBER_PRECISION - NUMBER_SCALE
    if not isinstance(exponent, int) or exponent < -NUMBER_SCALE or value.adjusted() >= digits:
        limit = f"{digits} digits before and {NUMBER_SCALE} after the point"
        raise ValueError(f"{value} has more than {limit}")
    return value


def to_json(value: Scalar) -> str | int | float | bool:
    """The value as JSON writes it: days as ISO 8601 text, whole decimals as integers."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def to_text(value: Scalar) -> str:
    """The value as a CSV file of the package has it: the spelling that `parse_cell` reads."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def breach(field: Field, value: Scalar | None) -> str | None:
    """Name the constraint of ``field`` that one value breaks (its Table Schema name).

    ``unique`` is a matter of several rows and is not looked at.

    Returns:
        ``required``, ``enum``, ``pattern``, ``minLength``, ``minimum``, ``maximum``, or ``None``
        where the value is allowed.
    """
    rules = field.constraints
    if value is None:
        return "required" if rules.required else None
    if rules.enum and value not in rules.enum:
        return "enum"
    if rules.pattern is not None and not _compiled(rules.pattern).fullmatch(str(value)):
        return "pattern"
    if rules.min_length is not None and len(str(value)) < rules.min_length:
        return "minLength"
    if rules.minimum is not None and value < rules.minimum:  # type: ignore[operator]
        return "minimum"
    if rules.maximum is not None and value > rules.maximum:  # type: ignore[operator]
        return "maximum"
    return None
