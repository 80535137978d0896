"""A report for a person at a terminal: what is wrong, where, how often, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.console import GAP, Style, display_width, plain
from toolkit.schema.model import Severity
from toolkit.validate.formats.words import (
    SHOWN_CHARACTERS,
    SHOWN_HINTS,
    limit_words,
    place,
    position,
    row_words,
    rule_title,
    shown_value,
    total_words,
)
from toolkit.validate.report import Finding, Group, Report

SHOWN_CASES = 5
_FEWEST_CHARACTERS = 20
"""What is shown of a value at least, however narrow the terminal."""


def render_text(report: Report, style: Style | None = None, cases: int = SHOWN_CASES) -> str:
    """The report for readers: findings of one kind together, the first cases of each.

    Args:
        report: what was found.
        style: the terminal; a pipe's where none is given.
        cases: how many to show of each kind; 0 shows all.
    """
    style = style or Style()
    lines = []
    shown = 0
    for group in report.groups():
        some = group.findings[: cases or None]
        shown += len(some)
        lines += [*_group_lines(group, some, report, style), ""]
    lines += _ending(report, shown, style)
    return "\n".join(lines) + "\n"


def _ending(report: Report, shown: int, style: Style) -> Iterator[str]:
    for check, reason in report.skipped.items():
        yield f"not checked: {plain(check)}, because {plain(reason)}"
    if limited := limit_words(report, shown):
        yield limited
    verdict, rest = report.summary().split(":", 1)
    paint = style.green if report.valid else style.red
    yield f"{paint(verdict)}:{rest}"


def _group_lines(
    group: Group, shown: Sequence[Finding], report: Report, style: Style
) -> Iterator[str]:
    kind = group.kind
    paint = style.red if kind.severity is Severity.ERROR else style.yellow
    title = rule_title(kind.rule)
    message = plain(group.message) if group.same_message else title[:1].lower() + title[1:]
    head = f"{paint(kind.severity.value)}: {style.bold(plain(place(kind)))}: {message}"
    count = total_words(group)
    yield f"{head} {style.dim(f'[{plain(kind.rule)}]')}" + (f" ({count})" if count else "")
    told = group.same_message
    yield from _aligned([_cells(finding, report, style, message=not told) for finding in shown])
    if group.total > len(shown):
        yield f"  … and {group.total - len(shown):,} more"
    for hint in group.hints[:SHOWN_HINTS]:
        yield f"  → {plain(hint)}"


def _cells(finding: Finding, report: Report, style: Style, *, message: bool) -> list[str]:
    """Where one finding lies and what stands there, as columns that fit the terminal."""
    where = [plain(position(finding, report)), row_words(finding)]
    after = [plain(finding.message)] if message else []
    taken = sum(display_width(cell) + len(GAP) for cell in (*where, *after) if cell)
    room = SHOWN_CHARACTERS if style.width is None else style.width - taken - len(GAP)
    most = max(_FEWEST_CHARACTERS, min(room, SHOWN_CHARACTERS))
    return [*where, shown_value(finding.value, most) or "", *after]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns under each other, empty columns left out."""
    columns = [cells for cells in zip(*rows, strict=True) if any(cells)]
    if not columns:
        return
    widths = [max(map(display_width, cells)) for cells in columns]
    for cells in zip(*columns, strict=True):
        padded = [
            cell + " " * (width - display_width(cell))
            for cell, width in zip(cells, widths, strict=True)
        ]
        yield "  " + GAP.join(padded).rstrip()
