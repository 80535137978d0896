"""What checking found: one model for every check and every format.

A `Collector` takes findings as checks make them and keeps the first of each kind; what it does
not keep it counts. A `Report` is what it held in the end, in order, with the true totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from toolkit.console import plural
from toolkit.schema.model import Severity

FIRST_ROW = 2
"""The number of the first row of data, the header being 1, as frictionless counts."""
KEPT_FINDINGS = 1000
"""How many findings of one kind a collector keeps unless told otherwise."""
SHOW_ALL = "--limit 0"
"""The option of the command line that keeps and shows every finding."""


WHOLE_FILE = frozenset(
    (
        *("scheme-error", "format-error", "source-error", "encoding-error"),
        *("blank-header", "blank-label", "duplicate-label", "missing-label", "extra-label"),
        "incorrect-label",
    )
)
"""Rules that concern a file or its header; faults in rows may only follow from them."""
FOLLOWING = frozenset(("byte-count", "hash-count", "checksum", "same-rows", "declaration"))
"""Rules that a file breaks as soon as anybody edits it; the others say what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        rule: code of the rule that it breaks: for what Table Schema says, the type of error as
            frictionless names it (``type-error``, ``constraint-error``, ``unique-error``,
            ``primary-key``, ``foreign-key``, ``blank-row`` …); for a declared rule its code.
        message: what is wrong.
        table: the table, or the file for a finding on a file; empty for the package as a whole.
        row_id: the row's key values joined by ``|``.
        row_number: the record's number in its file, the header being 1: the first row of data is
            2. Records are counted, not lines.
        field: the column, several joined by ``, ``.
        value: the cell's value.
        hint: what to do about it.
        severity: an error makes the package invalid, a warning does not.
        path: the file it lies in, relative to the report's base; empty where there is none.
        line_number: the line of that file on which the record (or the fault) begins, from 1.
        field_number: the column's place, from 1.
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
    path: str = ""
    line_number: int | None = None
    field_number: int | None = None

    @property
    def kind(self) -> Kind:
        """What it is counted under."""
        return Kind(self.severity, self.table, self.rule, self.field or "")

    def as_json(self) -> dict[str, Any]:
        """The finding as plain JSON values, every attribute present, null where empty."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "table": self.table or None,
            "path": self.path or None,
            "row_id": self.row_id,
            "row_number": self.row_number,
            "line_number": self.line_number,
            "field": self.field,
            "field_number": self.field_number,
            "value": self.value,
            "message": self.message,
            "hint": self.hint or None,
        }


class Kind(NamedTuple):
    """Findings of one kind: the same rule broken in the same column of the same table."""

    severity: Severity
    table: str
    rule: str
    field: str

    @property
    def order(self) -> tuple[bool, int, str, str, str]:
        """Errors first; causes before what follows from them; then by table, rule and column."""
        warning = self.severity is not Severity.ERROR
        rank = 0 if self.rule in WHOLE_FILE else 2 if self.rule in FOLLOWING else 1
        return warning, rank, self.table, self.rule, self.field


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind.

    Attributes:
        kind: what they have in common.
        findings: those that were kept, by row.
        total: how many there are.
    """

    kind: Kind
    findings: tuple[Finding, ...]
    total: int

    @property
    def message(self) -> str:
        """What is wrong with all of them; the first one's where they differ."""
        return self.findings[0].message if self.findings else self.kind.rule

    @property
    def same_message(self) -> bool:
        """Whether one message says what is wrong with every one that was kept."""
        return len({finding.message for finding in self.findings}) <= 1

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do about them, each advice once."""
        return tuple(dict.fromkeys(found.hint for found in self.findings if found.hint))


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, and what was checked.

    Attributes:
        findings: those that were kept, each once, in the order of their kinds and by row.
        rows: how many rows each table has.
        checks: names of the checks that ran.
        totals: how many findings there are of each kind, those that were not kept included.
        limit: how many of a kind were kept at most; 0 for all.
        skipped: checks that did not run, and why not.
        base: the folder that the findings' paths are relative to, as it was given.
    """

    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    checks: tuple[str, ...] = ()
    totals: Mapping[Kind, int] = field(default_factory=dict)
    limit: int = 0
    skipped: Mapping[str, str] = field(default_factory=dict)
    base: str = ""

    @classmethod
    def of(
        cls, findings: Iterable[Finding], rows: Mapping[str, int], checks: Sequence[str]
    ) -> Report:
        """A report that keeps every finding, in order, each once."""
        collector = Collector(limit=0)
        collector.extend(findings)
        return collector.report(rows, checks)

    @property
    def errors(self) -> int:
        """Number of errors, kept or not."""
        return sum(n for kind, n in self.totals.items() if kind.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Number of warnings, kept or not."""
        return sum(self.totals.values()) - self.errors

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return self.errors == 0

    @property
    def not_kept(self) -> int:
        """How many findings were counted but not kept."""
        return sum(self.totals.values()) - len(self.findings)

    def groups(self) -> list[Group]:
        """The findings by kind, in the order of the report."""
        kept: dict[Kind, list[Finding]] = {kind: [] for kind in self.totals}
        for finding in self.findings:
            kept[finding.kind].append(finding)
        return [Group(kind, tuple(found), self.totals[kind]) for kind, found in kept.items()]

    def summary(self) -> str:
        """One line: the verdict, the counts, and what was checked."""
        verdict = "valid" if self.valid else "invalid"
        counts = f"{plural(self.errors, 'error')}, {plural(self.warnings, 'warning')}"
        if not self.rows and not self.checks:
            return f"{verdict}: {counts}"
        what = f"{plural(len(self.rows), 'table')}, {plural(sum(self.rows.values()), 'row')}"
        return f"{verdict}: {counts} ({what}; {plural(len(self.checks), 'check')})"


class Collector:
    """Takes findings, keeps the first of each kind, and counts all.

    A table with ten million wrong cells neither fills the memory nor is cut in silence.

    Args:
        limit: how many of each kind to keep; 0 keeps all.
    """

    def __init__(self, limit: int = KEPT_FINDINGS) -> None:
        self.limit = limit
        self._kept: dict[Kind, dict[Finding, None]] = {}
        self._more: dict[Kind, int] = {}

    def add(self, finding: Finding) -> None:
        """Keep a finding, or count it where enough of its kind are kept; a repeated one is one."""
        kind = finding.kind
        kept = self._kept.setdefault(kind, {})
        if finding in kept:
            return
        if self.limit and len(kept) >= self.limit:
            self._more[kind] = self._more.get(kind, 0) + 1
        else:
            kept[finding] = None

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add one after the other."""
        for finding in findings:
            self.add(finding)

    def count_more(
        self,
        table: str,
        rule: str,
        field: str | None,
        number: int,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Count findings that were not made one by one because enough of their kind are kept."""
        if number > 0:
            kind = Kind(severity, table, rule, field or "")
            self._more[kind] = self._more.get(kind, 0) + number

    def room(
        self, table: str, rule: str, field: str | None, severity: Severity = Severity.ERROR
    ) -> int | None:
        """How many more findings of a kind are kept; ``None`` where there is no limit."""
        if not self.limit:
            return None
        return max(
            0, self.limit - len(self._kept.get(Kind(severity, table, rule, field or ""), {}))
        )

    def merge(self, report: Report) -> None:
        """Add what another report found, with what it only counted."""
        self.extend(report.findings)
        for group in report.groups():
            kind, more = group.kind, group.total - len(group.findings)
            self.count_more(kind.table, kind.rule, kind.field, more, kind.severity)

    def __iter__(self) -> Iterator[Finding]:
        """The findings that are kept, by kind in the order in which they came."""
        for kept in self._kept.values():
            yield from kept

    def report(
        self,
        rows: Mapping[str, int],
        checks: Sequence[str],
        skipped: Mapping[str, str] | None = None,
        base: str = "",
    ) -> Report:
        """What was found.

        Args:
            rows: how many rows each table has.
            checks: names of the checks that ran.
            skipped: checks that did not run, and why not.
            base: the folder that paths are relative to.
        """
        kinds = sorted({*self._kept, *self._more}, key=lambda kind: kind.order)
        totals = {kind: len(self._kept.get(kind, ())) + self._more.get(kind, 0) for kind in kinds}
        findings = [
            finding for kind in kinds for finding in sorted(self._kept.get(kind, ()), key=_order)
        ]
        return Report(
            findings=tuple(findings),
            rows=dict(rows),
            checks=tuple(dict.fromkeys(checks)),
            totals=totals,
            limit=self.limit,
            skipped=dict(skipped or {}),
            base=base,
        )


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    return (
        finding.row_number or 0,
        finding.line_number or 0,
        finding.row_id or "",
        finding.value or "",
        finding.message,
    )
