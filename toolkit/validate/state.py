"""How to check a target, and what a run over it has found so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.inputs.limits import Limits, default_limits
from toolkit.inputs.target import Origin, Progress, Target
from toolkit.validate.places import with_lines
from toolkit.validate.report import KEPT_FINDINGS, Collector, Finding, Report
from toolkit.validate.tabular.findings import wanted
from toolkit.validate.tabular.task import Options, TableTask


@dataclass(frozen=True, slots=True)
class Inquiry:
    """How to check.

    Attributes:
        tables: how to check tables.
        limit: how many findings of a kind to keep; 0 for all.
        resource: check this resource only.
        schema: the schema of a table that has no descriptor, as JSON values.
        limit_rows: check so many rows of each table and no more.
        limits: bounds on input; those of the program otherwise.
        start: a folder of the git repository that a revision is of; the current one otherwise.
        progress: told of long steps.
    """

    tables: Options = field(default_factory=Options)
    limit: int = KEPT_FINDINGS
    resource: str | None = None
    schema: Mapping[str, Any] | None = None
    limit_rows: int | None = None
    limits: Limits | None = None
    start: Path | None = None
    progress: Progress | None = None


@dataclass(slots=True)
class State:
    """One run over a target: how to check, and what was found so far.

    Attributes:
        how: how to check.
        stack: keeps what is unpacked for as long as the run lasts.
        collector: takes the findings.
        rows: table to its number of rows.
        checks: names of the checks that ran.
        skipped: checks that did not run, and why not.
        texts: the text tables by name.
        parted: those that lie in several files.
    """

    how: Inquiry
    stack: ExitStack
    collector: Collector = field(init=False)
    rows: dict[str, int] = field(default_factory=dict)
    checks: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    texts: dict[str, TableTask] = field(default_factory=dict)
    parted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with no findings."""
        self.collector = Collector(self.how.limit)

    @property
    def limits(self) -> Limits:
        """The bounds on input."""
        return self.how.limits or default_limits()

    @property
    def like_frictionless(self) -> bool:
        """Whether to judge as frictionless does."""
        return self.how.tables.like_frictionless

    def report(self, target: Target) -> Report:
        """What was found."""
        local = target.origin is Origin.LOCAL
        base = str(target.root) if local else target.called
        report = self.collector.report(self.rows, self.checks, self.skipped, base)
        findings = with_lines(report.findings, self.texts, frozenset(self.parted))
        return replace(report, findings=findings)

    def folder(self) -> Path:
        """An empty folder for as long as the run lasts."""
        import tempfile

        return Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-")))

    def say(self, what: str, done: int = 0, total: int = 0) -> None:
        """Tell how far it is."""
        if self.how.progress is not None:
            self.how.progress(what, done, total)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take the findings that are wanted."""
        for finding in findings:
            if wanted(finding.rule, self.how.tables):
                self.collector.add(finding)
