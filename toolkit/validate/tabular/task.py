"""What the table engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from toolkit.schema.model import Severity
from toolkit.validate.report import Finding


@dataclass(frozen=True, slots=True)
class TableTask:
    """One table to check.

    Attributes:
        name: the resource's name; findings and foreign keys call the table so.
        path: its file as readers know it; empty for inline data.
        source: a local CSV file (plain, not compressed), or inline data: a list of lists, the
            first being the header, or a list of objects.
        schema: its Table Schema, references resolved; ``None`` where there is none.
        dialect: its Table Dialect (version 2) or CSV dialect (version 1) as JSON; the properties
            of version 1 may also stand under ``csv``.
        encoding: name of the file's encoding; ``None`` to find it out from the first bytes.
        format: ``csv``, ``tsv`` (the delimiter is a tabulator unless declared) or ``inline``.
        rows: the number of rows that the resource declares.
        fields: the number of fields that the resource declares.
        limit_rows: check so many rows and no more.
        detect: find out a delimiter and a header row that the dialect does not declare, as
            frictionless does; for files that came without a descriptor.
        report: whether its own findings are wanted; where not, it is only read for the keys that
            others refer to.
    """

    name: str
    path: str
    source: Path | Sequence[Any]
    schema: Mapping[str, Any] | None = None
    dialect: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = "utf-8"
    format: str = "csv"
    rows: int | None = None
    fields: int | None = None
    limit_rows: int | None = None
    detect: bool = False
    report: bool = True


@dataclass(frozen=True, slots=True)
class Options:
    """How to check.

    Attributes:
        like_frictionless: give frictionless's verdict where it is more lenient, or stricter,
            than the standard (see ``differences.csv``).
        skip: rules, or tags such as ``#header``, whose findings are not wanted.
        pick: the only rules or tags whose findings are wanted; empty for all.
        formulas: whether to warn of text cells that a spreadsheet would run as formulas.
        engine: ``small`` (pure Python), ``large`` (pyarrow), or ``auto``: by size.
    """

    like_frictionless: bool = False
    skip: frozenset[str] = frozenset()
    pick: frozenset[str] = frozenset()
    formulas: bool = True
    engine: str = "auto"


class Sink(Protocol):
    """What takes findings: `toolkit.validate.report.Collector`, or a test's list."""

    def add(self, finding: Finding) -> None:
        """Take a finding."""

    def count_more(
        self,
        table: str,
        rule: str,
        field: str | None,
        number: int,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Count findings that were not made one by one."""

    def room(
        self, table: str, rule: str, field: str | None, severity: Severity = Severity.ERROR
    ) -> int | None:
        """How many more of a kind are wanted; ``None`` for all."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read.

    Attributes:
        rows: table to its number of rows, blank ones included.
        labels: table to the labels of its header.
        notes: what the reader should know of a table that is no finding (reached row limit …).
    """

    rows: Mapping[str, int]
    labels: Mapping[str, Sequence[str]]
    notes: Sequence[str] = ()
