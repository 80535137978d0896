"""The lines of text files on which the rows of findings lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.validate.report import Finding
from toolkit.validate.tabular.task import TableTask


def with_lines(
    findings: Sequence[Finding], texts: Mapping[str, TableTask], parted: frozenset[str]
) -> tuple[Finding, ...]:
    """The findings with line numbers, as far as their rows lie in text files.

    Args:
        findings: some name a row's number only (declared rules, rows that differ from Parquet).
        texts: the text tables by name.
        parted: tables of several files, in which a line number would mislead.
    """
    wanted: dict[str, set[int]] = {}
    for finding in findings:
        task = texts.get(finding.table)
        lacking = finding.line_number is None and finding.row_number is not None
        if lacking and task is not None and finding.path == task.path:
            wanted.setdefault(finding.table, set()).add(finding.row_number or 0)
    lines = {name: _lines(texts[name], numbers) for name, numbers in wanted.items()}
    done = []
    for finding in findings:
        if finding.table in parted:
            finding = replace(finding, line_number=None)
        elif finding.table in lines and finding.line_number is None:
            number = lines[finding.table].get(finding.row_number or 0)
            finding = replace(finding, line_number=number)
        done.append(finding)
    return tuple(done)


def _lines(task: TableTask, numbers: set[int]) -> dict[int, int]:
    """The lines on which records begin, by the records' numbers."""
    from toolkit.validate.tabular.begin import UnreadableError
    from toolkit.validate.tabular.prepare import prepare
    from toolkit.validate.tabular.records import large_cells

    if not isinstance(task.source, Path):
        return {}
    found: dict[int, int] = {}
    with large_cells():
        try:
            prepared = prepare(task, {task.name}, like=False)
        except UnreadableError:
            return found
        last = max(numbers)
        for block in prepared.blocks(like=False):
            here = block.numbers()
            lines = block.lines() or []
            found |= {n: line for n, line in zip(here, lines, strict=False) if n in numbers}
            if here and here[-1] >= last:
                break
    return found
