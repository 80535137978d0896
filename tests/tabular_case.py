"""Shared by the tests of the table engine: run it on small tables, and name what it finds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from toolkit.schema.model import Severity
from toolkit.validate.report import Finding
from toolkit.validate.tabular.engine import check_tables
from toolkit.validate.tabular.task import Checked, Options, TableTask

ENGINES = ("small", "large")
TINY_BLOCK = 48
"""Bytes of a block when the large engine is tried on small files."""

Place = tuple[str, int | None, int | None, str]


class Findings:
    """A sink that keeps every finding in the order in which it comes."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, finding: Finding) -> None:
        self.findings.append(finding)

    def count_more(
        self,
        table: str,
        rule: str,
        field: str | None,
        number: int,
        severity: Severity = Severity.ERROR,
    ) -> None:
        raise AssertionError("nothing is left out without a limit")

    def room(
        self, table: str, rule: str, field: str | None, severity: Severity = Severity.ERROR
    ) -> int | None:
        return None

    @property
    def places(self) -> list[Place]:
        return [(f.table, f.row_number, f.field_number, f.rule) for f in self.findings]

    @property
    def errors(self) -> list[Finding]:
        return [f for f in self.findings if f.severity is Severity.ERROR]


@contextmanager
def tiny_blocks(size: int = TINY_BLOCK) -> Any:
    """The large engine reads even the smallest file in blocks, and in tiny ones."""
    with (
        mock.patch("toolkit.validate.tabular.large.SMALLEST", 0),
        mock.patch("toolkit.validate.tabular.large.BLOCK", size),
        mock.patch("toolkit.validate.tabular.large.PIECE", size // 3),
    ):
        yield


def run(tasks: Sequence[TableTask], **options: Any) -> tuple[Findings, Checked]:
    """Check tables and keep everything."""
    found = Findings()
    if options.get("engine") == "large":
        with tiny_blocks():
            checked = check_tables(tasks, Options(**options), found)
    else:
        checked = check_tables(tasks, Options(**options), found)
    return found, checked


def task(
    folder: Path,
    text: str | bytes,
    schema: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    name: str = "t",
    **more: Any,
) -> TableTask:
    """A task on a file that is written here; a list of fields stands for a schema of them."""
    path = folder / f"{name}.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    if isinstance(schema, (list, tuple)):
        schema = {"fields": list(schema)}
    return TableTask(name, path.name, path, schema, **more)  # type: ignore[arg-type]


def as_json(findings: Findings) -> str:
    """All of the findings, to compare runs."""
    return json.dumps([finding.as_json() for finding in findings.findings], indent=1)
