"""Dialects of delimited text: Table Dialect (version 2) and CSV dialect (version 1).

https://datapackage.org/standard/table-dialect/, https://specs.frictionlessdata.io/csv-dialect/
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CHARACTERS = ("delimiter", "quoteChar", "escapeChar")
BOOLEANS = ("doubleQuote", "skipInitialSpace", "header", "skipBlankRows")


class DialectError(ValueError):
    """A dialect that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table's text is divided; attributes as the standard's properties.

    Attributes:
        ignore_case: whether labels and field names may differ in case (``headerCase: false`` of
            frictionless, ``caseSensitiveHeader: false`` of version 1).
        skip_blank_rows: whether blank rows are overlooked (frictionless's ``skipBlankRows``).
    """

    delimiter: str = ","
    quote_char: str = '"'
    double_quote: bool = True
    escape_char: str | None = None
    skip_initial_space: bool = False
    null_sequence: str | None = None
    line_terminator: str = "\r\n"
    header: bool = True
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: frozenset[int] = frozenset()
    comment_char: str | None = None
    ignore_case: bool = False
    skip_blank_rows: bool = False

    @property
    def first_row(self) -> int:
        """The number of the first record of data, comments aside."""
        return self.header_rows[-1] + 1 if self.header and self.header_rows else 1

    @property
    def own_terminator(self) -> bool:
        """Whether lines end otherwise than with a line feed or a carriage return."""
        return self.line_terminator.strip("\r\n") != ""

    @property
    def quoting(self) -> int:
        """Python's name for how cells are quoted."""
        return csv.QUOTE_MINIMAL if self.quote_char else csv.QUOTE_NONE

    def is_comment(self, number: int, row: Any) -> bool:
        """Whether a record is none of the data."""
        if number in self.comment_rows:
            return True
        if not self.comment_char or not row:
            return False
        return isinstance(row[0], str) and row[0].startswith(self.comment_char)


def properties(declared: Mapping[str, Any]) -> dict[str, Any]:
    """The dialect's properties, those under ``csv`` beside the others."""
    inner = declared.get("csv")
    return {**declared, **inner} if isinstance(inner, Mapping) else dict(declared)


def read_dialect(declared: Mapping[str, Any], *, tab: bool = False, like: bool = False) -> Dialect:
    """A dialect from its descriptor.

    Args:
        declared: the descriptor.
        tab: whether a tabulator is the default delimiter.
        like: whether to read it as frictionless does, which overlooks ``nullSequence``,
            ``lineTerminator`` and (without an ``escapeChar``) ``doubleQuote``.

    Raises:
        DialectError: a property has a value that it cannot have.
    """
    props = properties(declared)
    for name in BOOLEANS:
        if not isinstance(props.get(name, False), bool):
            raise DialectError(f"{name} is {props[name]!r}, not true or false")
    rows = _rows(props, "headerRows", (1,))
    dialect = Dialect(
        delimiter=_character(props, "delimiter", "\t" if tab else ",") or ",",
        quote_char=_character(props, "quoteChar", '"') or "",
        double_quote=props.get("doubleQuote", True),
        escape_char=_character(props, "escapeChar", None) or None,
        skip_initial_space=props.get("skipInitialSpace", False),
        null_sequence=None if like else props.get("nullSequence"),
        line_terminator="\r\n" if like else str(props.get("lineTerminator") or "\r\n"),
        header=props.get("header", True) and bool(rows),
        header_rows=tuple(sorted(rows)),
        header_join=str(props.get("headerJoin", " ")),
        comment_rows=frozenset(_rows(props, "commentRows", ())),
        comment_char=props.get("commentChar") or None,
        ignore_case=not props.get("headerCase", props.get("caseSensitiveHeader", True)),
        skip_blank_rows=props.get("skipBlankRows", False),
    )
    if dialect.delimiter in (dialect.quote_char, "\r", "\n"):
        raise DialectError(f"delimiter and quoteChar cannot both be {dialect.delimiter!r}")
    return dialect


def _character(props: Mapping[str, Any], name: str, default: str | None) -> str | None:
    value = props.get(name, default)
    if value is None:
        return default
    if not isinstance(value, str) or len(value) > 1:
        raise DialectError(f"{name} is {value!r}, not one character")
    return value


def _rows(props: Mapping[str, Any], name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    value = props.get(name, default)
    if not isinstance(value, (list, tuple)) or not all(
        isinstance(row, int) and not isinstance(row, bool) and row > 0 for row in value
    ):
        raise DialectError(f"{name} is {value!r}, not a list of row numbers from 1")
    return tuple(value)
