"""Reports to be written in every format."""

from __future__ import annotations

from toolkit.schema.model import Severity
from toolkit.validate.report import Collector, Finding, Report

NASTY = "a|b `c` <script>x</script> @someone #12 [x](http://e.org) \u202eevil\x1b[31m\r\n*z*\x00"
PATH = "data/bridges.csv"
SKIPPED = {"rules": "the table rivers is missing"}
ROWS = {"bridges": 5000, "rivers": 2}
CHECKS = ("structure", "foreign-key", "steel-is-young")


def bridge(rule: str, message: str, row: int, field: str | None, value: str | None) -> Finding:
    return Finding(
        rule,
        message,
        "bridges",
        row_id=f"elbe|{row}",
        row_number=row,
        field=field,
        value=value,
        hint=f"Mend {field}." if field else "",
        path=PATH,
        line_number=row + 1,
        field_number=2 if field else None,
    )


def sample(limit: int = 0, base: str = "datapackage") -> Report:
    """Errors of five kinds, one of them often, and a warning."""
    collector = Collector(limit)
    for row in range(2, 9):
        collector.add(bridge("type-error", "the value is no integer", row, "number", f"n{row}"))
    collector.add(bridge("constraint-error", "the value is too small", 12, "number", "0"))
    collector.add(bridge("constraint-error", "the value is too large", 13, "number", "1000"))
    collector.add(bridge("unique-error", "the value stands already in row 3", 14, "note", NASTY))
    collector.add(bridge("blank-row", "the row is blank", 20, None, None))
    collector.add(Finding("hash", "the file was changed", "rivers", path="data/rivers.csv"))
    collector.add(Finding("package", "the descriptor has no title", hint="Add one."))
    collector.add(
        Finding("river-has-bridge", "no bridge", "rivers", "elbe", 2, severity=Severity.WARNING)
    )
    if limit:
        collector.count_more("bridges", "type-error", "number", 1000)
    return collector.report(ROWS, CHECKS, SKIPPED, base)


def clean() -> Report:
    """Nothing found."""
    return Report.of([], ROWS, CHECKS)
