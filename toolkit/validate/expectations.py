"""Whether tables are as large and columns as full as a declaration expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import pyarrow as pa

from toolkit.schema.model import Expectation, Severity
from toolkit.validate.report import Finding

ROW_COUNT, FILL_RATE = "row-count", "fill-rate"
_TOO_LITTLE = "Find out what is missing. Lower the bound in expectations.json only with a reason."
_TOO_MUCH = "See whether it is right; then raise the bound in expectations.json."


@dataclass(frozen=True, slots=True)
class Size:
    """How large a table is.

    Attributes:
        rows: its rows.
        filled: for each column, how many of its cells are not null.
    """

    rows: int
    filled: Mapping[str, int]


def sizes_of_tables(tables: Mapping[str, pa.Table]) -> dict[str, Size]:
    """The sizes of tables in memory."""
    return {
        name: Size(
            table.num_rows,
            {
                column: table.num_rows - values.null_count
                for column, values in zip(table.column_names, table.columns, strict=True)
            },
        )
        for name, table in tables.items()
    }


def check_expectations(
    sizes: Mapping[str, Size], expectations: Iterable[Expectation]
) -> Iterator[Finding]:
    """Findings on tables and columns that are not as expected.

    A minimum that is not reached is an error, a maximum that is exceeded a warning. What is not
    among the sizes is not judged (a missing table is another check's finding), and neither is the
    share of filled cells of a table without rows.

    Args:
        sizes: the sizes of the tables.
        expectations: the bounds.
    """
    for expected in expectations:
        size = sizes.get(expected.table)
        if size is None:
            continue
        if expected.field is None:
            yield from _judge(expected, Decimal(size.rows), "", ROW_COUNT)
        elif size.rows and expected.field in size.filled:
            share = Decimal(size.filled[expected.field]) / size.rows
            told = f" ({size.filled[expected.field]:,} of {size.rows:,} cells)"
            yield from _judge(expected, share, told, FILL_RATE)


def expectation_check(
    expectations: Iterable[Expectation],
) -> Callable[[Mapping[str, pa.Table]], Iterator[Finding]]:
    """The expectations as a check on tables in memory, for `toolkit.validate.tables`."""

    def as_expected(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
        yield from check_expectations(sizes_of_tables(tables), expectations)

    return as_expected


def _judge(expected: Expectation, found: Decimal, told: str, rule: str) -> Iterator[Finding]:
    low, high = expected.bounds.minimum, expected.bounds.maximum
    if low is not None and found < low:
        what, bound, severity, hint = "at least", low, Severity.ERROR, _TOO_LITTLE
    elif high is not None and found > high:
        what, bound, severity, hint = "at most", high, Severity.WARNING, _TOO_MUCH
    else:
        return
    said = _rows if rule == ROW_COUNT else _percent
    subject = "the table has" if rule == ROW_COUNT else "the column is filled in"
    yield Finding(
        rule,
        f"{subject} {said(found)}{told}; {what} {said(bound)} expected",
        expected.table,
        field=expected.field,
        hint=hint,
        severity=severity,
    )


def _rows(number: Decimal) -> str:
    return f"{int(number):,} {'row' if number == 1 else 'rows'}"


def _percent(share: Decimal) -> str:
    """A share in percent, with as many digits as tell it from its neighbours."""
    shown = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return f"{shown.normalize():f} %"
