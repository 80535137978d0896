"""Readers of numbers: integer, number, boolean and year.

A reader takes a cell and gives its logical value, or `BAD`. By default it reads what the standard
allows (https://datapackage.org/standard/table-schema/#field-types); ``like`` readers read what
frictionless reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

BAD: Final = object()
"""What a reader gives for a cell that is not of its type."""

Reader = Callable[[Any], Any]

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")
NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
"""A number's lexical form (standard, ``number``: XML Schema decimal with an optional exponent)."""
INTEGER = r"[+-]?[0-9]+"
YEAR = r"-?(?:[1-9][0-9]{3,8}|0[0-9]{3})"
"""XML Schema gYear without its time zone; nine digits at most."""
ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"

_NUMBER = re.compile(NUMBER).fullmatch
_INTEGER = re.compile(INTEGER).fullmatch
_YEAR = re.compile(f"({YEAR}){ZONE}").fullmatch
_AROUND = re.compile(r"(?:^[^-+0-9.]*)|(?:[^0-9.]*$)")
_AROUND_LIKE = re.compile(r"((^[^-\d]*)|(\D*$))")
_SPECIAL = {"nan": Decimal("NaN"), "inf": Decimal("Infinity"), "-inf": Decimal("-Infinity")}


def integer_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of an ``integer`` field with its ``groupChar`` and ``bareNumber``."""
    bare = field.get("bareNumber", True)
    group = field.get("groupChar") or ""

    def read(cell: Any) -> Any:
        if type(cell) is str:
            if not bare:
                cell = _AROUND.sub("", cell)
            if group:
                cell = cell.replace(group, "")
            if not _INTEGER(cell):
                return BAD
            try:
                return int(cell)
            except ValueError:  # more digits than Python converts (4,300)
                return BAD
        return _integer_of(cell)

    def read_like(cell: Any) -> Any:
        if not isinstance(cell, str):
            return _integer_of(cell)
        cell = cell.strip()
        if not bare:
            cell = _AROUND_LIKE.sub("", cell)
        try:
            return int(cell)
        except ValueError:
            return BAD

    return read_like if like else read


def _integer_of(cell: Any) -> Any:
    """The integer that a value of inline data is."""
    if cell is True or cell is False:
        return BAD
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, Decimal) and cell.is_finite() and cell % 1 == 0:
        return int(cell)
    return BAD


def number_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``number`` field with ``decimalChar``, ``groupChar``, ``bareNumber``."""
    return _number_like(field) if like else _number(field)


def _number(field: Mapping[str, Any]) -> Reader:
    bare = field.get("bareNumber", True)
    group = field.get("groupChar") or ""
    point = field.get("decimalChar") or "."
    plain = bare and not group and point == "."

    def read(cell: Any) -> Any:
        if type(cell) is not str:
            return _number_of(cell)
        if not plain:
            cell = _plain_number(cell, point, group, bare)
        if _NUMBER(cell):
            try:
                return Decimal(cell)
            except InvalidOperation:  # an exponent beyond all bounds
                return BAD
        return _SPECIAL.get(cell.lower(), BAD)

    return read


def _plain_number(cell: str, point: str, group: str, bare: bool) -> str:
    """The number with a period for its decimal character, and bare; empty where it cannot be."""
    if point != ".":
        if "." in cell and group != ".":
            return ""
        if group:
            cell = cell.replace(group, "")
        cell = cell.replace(point, ".")
    elif group:
        cell = cell.replace(group, "")
    return cell if bare else _AROUND.sub("", cell).rstrip(".")


def _number_of(cell: Any) -> Any:
    """The number that a value of inline data is."""
    if cell is True or cell is False:
        return BAD
    if isinstance(cell, (int, Decimal)):
        return cell
    if isinstance(cell, float):
        return Decimal(str(cell))
    return BAD


def _number_like(field: Mapping[str, Any]) -> Reader:
    bare = field.get("bareNumber", True)
    group = field.get("groupChar") or ""
    point = field.get("decimalChar") or "."
    make: Callable[[Any], Any] = float if field.get("floatNumber") else Decimal

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return _number_of(cell)
        cell = cell.strip()
        if not bare:
            cell = _AROUND_LIKE.sub("", cell)
        cell = cell.replace(group, "") if group else cell
        if point != "." and "." in cell:
            return BAD
        try:
            return make(cell.replace(point, "."))
        except (ValueError, InvalidOperation):
            return BAD

    return read


def boolean_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``boolean`` field with its ``trueValues`` and ``falseValues``."""
    del like  # both read alike
    values = dict.fromkeys(field.get("trueValues", TRUE_VALUES), True)
    values |= dict.fromkeys(field.get("falseValues", FALSE_VALUES), False)

    def read(cell: Any) -> Any:
        if cell is True or cell is False:
            return cell
        return values.get(cell, BAD) if isinstance(cell, str) else BAD

    return read


def year_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``year`` field: XML Schema gYear."""
    del field

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            match = _YEAR(cell)
            return int(match[1]) if match else BAD
        return cell if isinstance(cell, int) and 0 <= cell <= 9999 else BAD

    def read_like(cell: Any) -> Any:
        if isinstance(cell, str):
            if len(cell) != 4:
                return BAD
            try:
                cell = int(cell)
            except ValueError:
                return BAD
        return cell if isinstance(cell, int) and 0 <= cell <= 9999 else BAD

    return read_like if like else read
