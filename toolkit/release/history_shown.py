"""A row's history for readers: an aligned table for a terminal, Markdown, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.console import Column, Style, plain, plural, render_table
from toolkit.diff.markdown import escaped, inline_code
from toolkit.diff.shown import VALUE_CHARACTERS, cut, pair
from toolkit.release.history import CellChange, History, State, Step

_DAY = len("2026-11-22")
WORDS: Mapping[State, str] = {
    State.ADDED: "added",
    State.UNCHANGED: "same",
    State.CHANGED: "changed",
    State.REPLACED: "replaced",
    State.WITHDRAWN: "retired",
    State.REMOVED: "removed",
    State.ABSENT: "–",
    State.NO_TABLE: "–",
}


def text(found: History, style: Style) -> Iterator[str]:
    """The lines for a terminal.

    Args:
        found: the row's history.
        style: the terminal.
    """
    yield style.bold(plain(f"{found.table} {found.row}")) + plain(f"  ({_scope(found)})")
    yield ""
    rows: list[tuple[str, ...]] = []
    for step in found.steps:
        told = list(_details(step, found)) or [""]
        head = (step.version, step.created[:_DAY], WORDS[step.state])
        rows += [(*(("", "", "") if more else head), line) for more, line in enumerate(told)]
    columns = [Column(name) for name in ("release", "date", "row", "what")]
    if not any(step.created for step in found.steps):
        columns = [columns[0], *columns[2:]]
        rows = [(row[0], *row[2:]) for row in rows]
    yield from render_table(columns, rows, style)
    if ending := _ending(found):
        yield ""
        yield plain(ending)


def _scope(found: History) -> str:
    return f"{found.package}, {plural(len(found.steps), 'release')}"


def _details(step: Step, found: History) -> Iterator[str]:
    """What there is to say of a step, in lines."""
    if step.state is State.NO_TABLE:
        yield f"no table {found.table} in this release"
    elif step.state is State.ABSENT:
        yield "not there"
    elif step.state is State.REMOVED:
        yield "gone, and not recorded as retired"
    elif step.state is State.WITHDRAWN:
        yield _because("nothing stands for it", step)
    elif step.state is State.REPLACED:
        yield _because(f"by {' → '.join(str(one) for one in step.led)}", step)
    if step.replaces:
        yield f"stands for {', '.join(step.replaces)} from here on"
    for cell in step.cells:
        yield _cell(cell, added=step.state is State.ADDED)


def _because(what: str, step: Step) -> str:
    return f"{what} ({step.reason})" if step.reason else what


def _cell(cell: CellChange, *, added: bool) -> str:
    if added:
        return f"{cell.field}: {cut(cell.new or '', VALUE_CHARACTERS)}"
    if cell.column == "added":
        return f"{cell.field}: {cut(cell.new or '', VALUE_CHARACTERS)} (new column)"
    if cell.column == "removed":
        return f"{cell.field}: {cut(cell.old or '', VALUE_CHARACTERS)} (column removed)"
    old, new = pair(cell.old, cell.new)
    return f"{cell.field}: {old} → {new}"


def _ending(found: History) -> str:
    """What became of the identifier that was asked for, where it is not in use any more."""
    if found.current is None:
        return f"{found.row} is in use no more, and nothing stands for it."
    if found.current != found.row:
        return f"{found.row} is now {found.current}."
    return ""


def markdown(found: History) -> Iterator[str]:
    """The lines of a section of Markdown."""
    yield f"## {escaped(found.table)} {inline_code(found.row)}"
    yield ""
    yield f"{escaped(_scope(found))}."
    yield ""
    yield "| Release | Date | Row | What |"
    yield "| --- | --- | --- | --- |"
    for step in found.steps:
        told = "<br>".join(escaped(line) for line in _details(step, found))
        cells = (escaped(step.version), step.created[:_DAY], WORDS[step.state], told)
        yield f"| {' | '.join(cells)} |"
    if ending := _ending(found):
        yield ""
        yield escaped(ending)


def json_text(found: History) -> str:
    """The history as JSON: one object with a list of releases, oldest first."""
    data = {
        "package": found.package,
        "table": found.table,
        "row": found.row,
        "current": found.current,
        "releases": [_step(step) for step in found.steps],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _step(step: Step) -> dict[str, Any]:
    return {
        "version": step.version,
        "created": step.created or None,
        "state": step.state.value,
        "row": step.row,
        "led_to": list(step.led),
        "reason": step.reason or None,
        "replaces": list(step.replaces),
        "cells": [
            {"field": c.field, "old": c.old, "new": c.new, "column": c.column or None}
            for c in step.cells
        ],
    }
