"""The one way this project writes CSV, the same in every Python version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_SPECIAL = re.compile('[,"\r\n]')


def csv_row(cells: Sequence[str | None]) -> str:
    """A line of CSV after RFC 4180, ended by LF.

    Only cells with a comma, a quotation mark or a line break are quoted. Null is an empty cell;
    an empty string is ``""``, and so is the cell of a lone null column, whose line would be blank.
    (Python's `csv` module left ``\\r`` unquoted until 3.13.)
    """
    if len(cells) == 1 and cells[0] is None:
        return '""\n'
    return ",".join(map(_cell, cells)) + "\n"


def _cell(cell: str | None) -> str:
    if cell is None:
        return ""
    if not cell:
        return '""'
    if _SPECIAL.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros: ``1.50`` gives ``1.5``, ``2E+3`` ``2000``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
