"""A check that only the extracting half can make: whether figures read back as their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pyarrow as pa

from toolkit.errors import ReadoutError
from toolkit.extract.figures.find import read_back
from toolkit.extract.figures.shared import share_a_name
from toolkit.validate.report import FIRST_ROW, Finding


def check_figures(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Findings for figures whose surface does not read back as their value.

    Args:
        tables: the built tables.
    """
    for number, row in enumerate(tables["figures"].to_pylist(), FIRST_ROW):
        try:
            value, value_max, unit = read_back(row["surface"])
        except ReadoutError:
            value, value_max, unit = None, None, None
        same = _same(value, row["value"]) and _same(value_max, row["value_max"])
        if same and unit is not None and share_a_name(unit, row["unit_code"]):
            continue
        yield Finding(
            rule="figure-reads-back",
            message="the figure's words do not read back as its value and unit",
            table="figures",
            row_id=row["figure_id"],
            row_number=number,
            field="value",
            value=f"{row['surface']} ≠ {row['value']} {row['unit_code']}",
            hint="Correct the value, or report the rule that read it.",
        )


def _same(read: Decimal | None, stored: Decimal | None) -> bool:
    """Equal to the six decimals that the package holds."""
    if read is None or stored is None:
        return read is stored
    return abs(read - stored) < Decimal("0.000001")
