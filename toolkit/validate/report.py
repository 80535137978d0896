"""What checking found: one model for every check, and its text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.console import plain, plural
from toolkit.schema.model import Severity

SHOWN_CASES = 5
SHOWN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        rule: code of the rule that it breaks (``required``, ``foreign-key``, a declared rule's).
        message: what is wrong.
        table: the table, or the file for a finding on a file; empty for the package as a whole.
        row_id: the row's key values joined by ``|``.
        row_number: the row's place in the table, 1 for the first.
        field: the column, several joined by ``, ``.
        value: the cell's value.
        hint: what to do about it.
        severity: an error makes the package invalid, a warning does not.
    """

    rule: str
    message: str
    table: str = ""
    row_id: str | None = None
    row_number: int | None = None
    field: str | None = None
    value: str | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR

    def as_json(self) -> dict[str, Any]:
        """The finding as plain JSON values, every attribute present."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "table": self.table or None,
            "row_id": self.row_id,
            "row_number": self.row_number,
            "field": self.field,
            "value": self.value,
            "message": self.message,
            "hint": self.hint or None,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, and what was checked.

    Attributes:
        findings: errors first; within them by table, rule, field and row.
        rows: how many rows each table has.
        checks: names of the checks that ran.
    """

    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    checks: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, findings: Iterable[Finding], rows: Mapping[str, int], checks: Sequence[str]
    ) -> Report:
        """A report with the findings in order, each once."""
        return cls(tuple(sorted(dict.fromkeys(findings), key=_order)), dict(rows), tuple(checks))

    @property
    def errors(self) -> int:
        """Number of errors."""
        return sum(1 for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Number of warnings."""
        return len(self.findings) - self.errors

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return self.errors == 0

    def summary(self) -> str:
        """One line: the verdict, the counts, and what was checked."""
        what = f"{plural(len(self.rows), 'table')}, {plural(sum(self.rows.values()), 'row')}"
        verdict = "valid" if self.valid else "invalid"
        counts = f"{plural(self.errors, 'error')}, {plural(self.warnings, 'warning')}"
        return f"{verdict}: {counts} ({what}; {plural(len(self.checks), 'check')})"

    def text(self, cases: int = SHOWN_CASES) -> str:
        """The report for readers: findings of one kind together, the first cases of each.

        Args:
            cases: how many rows to show of each kind; 0 shows all.
        """
        lines = [line for group in _groups(self.findings) for line in _group_lines(group, cases)]
        return "\n".join([*lines, self.summary()]) + "\n"

    def json(self) -> str:
        """The report as a JSON object, every finding in it."""
        result = {
            "valid": self.valid,
            "errors": self.errors,
            "warnings": self.warnings,
            "tables": self.rows,
            "checks": self.checks,
            "findings": [finding.as_json() for finding in self.findings],
        }
        return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _order(finding: Finding) -> tuple[bool, str, str, str, str, int, str, str]:
    return (
        finding.severity is not Severity.ERROR,
        finding.table,
        finding.rule,
        finding.field or "",
        finding.message,
        finding.row_number or 0,
        finding.row_id or "",
        finding.value or "",
    )


def _groups(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for item in findings:
        key = (item.severity.value, item.table, item.rule, item.field or "", item.message)
        groups.setdefault(key, []).append(item)
    yield from groups.values()


def _group_lines(group: Sequence[Finding], cases: int) -> Iterator[str]:
    first = group[0]
    place = ".".join(part for part in (first.table, first.field) if part) or "package"
    count = f" ({plural(len(group), 'row')})" if len(group) > 1 else ""
    yield f"{first.severity.value}: {place}: {plain(first.message)} [{first.rule}]{count}"
    shown = group[: cases or None]
    for finding in shown:
        if case := _case(finding):
            yield f"  {case}"
    if len(group) > len(shown):
        yield f"  … and {len(group) - len(shown):,} more"
    if first.hint:
        yield f"  → {plain(first.hint)}"
    yield ""


def _case(finding: Finding) -> str:
    """Where one finding lies and what stands there."""
    parts = []
    if finding.row_number is not None:
        parts.append(f"row {finding.row_number}")
    if finding.row_id is not None:
        parts.append(f"({plain(finding.row_id)})" if parts else plain(finding.row_id))
    where = " ".join(parts)
    if finding.value is None:
        return where
    value = plain(finding.value)
    if len(value) > SHOWN_CHARACTERS:
        value = value[: SHOWN_CHARACTERS - 1] + "…"
    return f"{where}: {value}" if where else value
