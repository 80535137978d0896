"""Readers of dates and times: date, datetime, time, yearmonth and duration."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module
from typing import Any, NamedTuple

from toolkit.errors import UsageError
from toolkit.validate.tabular.numeric import BAD, YEAR, ZONE, Reader

CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
DATE_TIME = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T(?:{CLOCK}(?:\.[0-9]+)?|24:00:00(?:\.0+)?){ZONE}"
"""XML Schema dateTime with four digits of year."""
TIME = CLOCK
"""The standard's ``hh:mm:ss``."""

_DATE_TIME = re.compile(DATE_TIME).fullmatch
_TIME = re.compile(TIME).fullmatch
_YEARMONTH = re.compile(f"({YEAR})-(0[1-9]|1[0-2]){ZONE}").fullmatch
_DURATION = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
).fullmatch
_AMOUNT = r"[0-9]+(?:[,.][0-9]+)?"
_DURATION_LIKE = re.compile(
    rf"([+-])?P(?!\b)(?:({_AMOUNT})Y)?(?:({_AMOUNT})M)?(?:({_AMOUNT})W)?(?:({_AMOUNT})D)?"
    rf"(?:T(?:({_AMOUNT})H)?(?:({_AMOUNT})M)?(?:({_AMOUNT})S)?)?\n?"
).fullmatch
_DAY_SECONDS = 86_400
_LONGEST_DAYS = 999_999_999
"""Days of the longest ``timedelta``, which bounds what frictionless reads."""
_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""Months from which XML Schema compares durations (Part 2, 3.2.6.2)."""


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int


class Duration(NamedTuple):
    """A length of time that XML Schema counts in months and seconds."""

    months: Decimal
    seconds: Decimal

    def lengths(self) -> list[Decimal]:
        """Its seconds when it begins in each of the four months of XML Schema's comparison."""
        return [_month_days(start, self.months) * _DAY_SECONDS + self.seconds for start in _STARTS]


def _month_days(start: tuple[int, int], months: Decimal) -> int:
    total = start[0] * 12 + start[1] - 1 + int(months)
    if not 12 <= total < 9999 * 12:
        return int(months) * 30
    begin = dt.date(start[0], start[1], 1)
    return (dt.date(total // 12, total % 12 + 1, 1) - begin).days


def pattern_of(field: Mapping[str, Any]) -> str:
    """A temporal field's format: ``default``, ``any``, or a pattern of strptime."""
    return str(field.get("format") or "default").removeprefix("fmt:")


def date_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``date`` field in its format."""
    pattern = pattern_of(field)
    parse = _parse_any if pattern == "any" else _parser(pattern, "%Y-%m-%d")
    default = pattern == "default"

    def read(cell: Any) -> Any:
        if type(cell) is str:
            if default:
                if len(cell) == 10 and cell[4] == cell[7] == "-" and cell.isascii():
                    try:
                        return dt.date.fromisoformat(cell)
                    except ValueError:
                        return BAD
                if not like:
                    return BAD
            value = parse(cell)
            return value if value is BAD else value.date()
        if isinstance(cell, dt.datetime):
            midnight = not (cell.hour or cell.minute or cell.second)
            return cell.date() if midnight else BAD
        return cell if isinstance(cell, dt.date) else BAD

    return read


def datetime_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``datetime`` field in its format."""
    pattern = pattern_of(field)
    parse: Reader
    if pattern == "default":
        parse = _parse_datetime_like if like else _parse_datetime
    else:
        parse = _parse_any if pattern == "any" else _parser(pattern, pattern)

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            return parse(cell)
        return cell if isinstance(cell, dt.datetime) else BAD

    return read


def time_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``time`` field in its format."""
    pattern = pattern_of(field)
    default = pattern == "default"
    parse = _parse_any if pattern == "any" else _parser(pattern, pattern)

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell if isinstance(cell, dt.time) else BAD
        if default:
            if _TIME(cell):
                return dt.time.fromisoformat(cell)
            if not like or len(cell) < 8 or cell[5] != ":":
                return BAD
            value = _isoparse(f"2000-01-01T{cell}")
        else:
            value = parse(cell)
        return value if value is BAD else value.timetz()

    return read


def _parser(pattern: str, default: str) -> Reader:
    pattern = default if pattern == "default" else pattern

    def parse(cell: Any) -> Any:
        try:
            return dt.datetime.strptime(cell, pattern)
        except (ValueError, OverflowError, re.error):
            return BAD

    return parse


def _parse_datetime(cell: str) -> Any:
    if not _DATE_TIME(cell):
        return BAD
    midnight = cell[11:13] == "24"
    try:
        value = dt.datetime.fromisoformat(f"{cell[:11]}00{cell[13:]}" if midnight else cell)
        return value + dt.timedelta(days=1) if midnight else value
    except (ValueError, OverflowError):
        return BAD


def _parse_datetime_like(cell: str) -> Any:
    value = _parse_datetime(cell)
    if value is not BAD or len(cell) < 19 or cell[16] != ":":
        return value
    return _isoparse(cell)


def _isoparse(cell: str) -> Any:
    """What frictionless's library reads as ISO 8601; the standard's forms alone without it."""
    try:
        parser = import_module("dateutil.parser")
    except ImportError:
        return _parse_datetime(cell)
    try:
        return parser.isoparse(cell)
    except (ValueError, OverflowError):
        return BAD


def _parse_any(cell: str) -> Any:
    """The format ``any``: what python-dateutil reads, which the standard names as an example."""
    try:
        parser = import_module("dateutil.parser")
    except ImportError as error:
        raise UsageError(
            "the format any of dates and times needs python-dateutil",
            hint="Install it, or declare the dates' pattern, such as %d/%m/%Y.",
        ) from error
    try:
        return parser.parse(cell)
    except (ValueError, OverflowError, TypeError):
        return BAD


def yearmonth_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``yearmonth`` field: XML Schema gYearMonth."""
    del field

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            match = _YEARMONTH(cell)
            return YearMonth(int(match[1]), int(match[2])) if match else BAD
        return YearMonth(*cell) if isinstance(cell, (list, tuple)) and len(cell) == 2 else BAD

    def read_like(cell: Any) -> Any:
        if not isinstance(cell, str):
            return read(cell)
        try:
            year, month = map(int, cell.split("-"))
        except ValueError:
            return BAD
        return YearMonth(year, month) if 1 <= month <= 12 else BAD

    return read_like if like else read


def duration_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``duration`` field: XML Schema duration."""
    del field

    def read(cell: Any) -> Any:
        match = _DURATION(cell) if isinstance(cell, str) else None
        if not match:
            return BAD
        years, months, days, hours, minutes = (Decimal(part or 0) for part in match.groups()[1:6])
        return _duration(match[1], years, months, days, hours, minutes, Decimal(match[7] or 0))

    def read_like(cell: Any) -> Any:
        if not isinstance(cell, str):
            return BAD
        match = _DURATION_LIKE(cell)
        if not match:
            return _alternative_duration(cell)
        parts = [Decimal((part or "0").replace(",", ".")) for part in match.groups()[1:]]
        years, months, weeks, days, hours, minutes, seconds = parts
        value = _duration(match[1], years, months, days + 7 * weeks, hours, minutes, seconds)
        return value if abs(value.seconds) < _LONGEST_DAYS * _DAY_SECONDS else BAD

    return read_like if like else read


def _duration(
    sign: str | None,
    years: Decimal,
    months: Decimal,
    days: Decimal,
    hours: Decimal,
    minutes: Decimal,
    seconds: Decimal,
) -> Duration:
    way = -1 if sign == "-" else 1
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return Duration(way * (years * 12 + months), way * total)


def _alternative_duration(cell: str) -> Any:
    """ISO 8601's alternative form (P0003-06-04T12:30:05), which frictionless's library reads."""
    match = re.fullmatch(
        r"P(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2}):?(\d{2})(?:[.,]\d+)?", cell, re.ASCII
    )
    if not match:
        return BAD
    try:
        dt.datetime(*map(int, match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return BAD
    return _duration(None, *(Decimal(part) for part in match.groups()))
