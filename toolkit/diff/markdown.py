"""A difference as Markdown for a pull request: the verdict, a table of counts, the rest folded.

GitHub refuses comments longer than 65,536 characters; what does not fit is left out with its count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.console import plain, plural
from toolkit.diff.model import Difference, Side, State, TableDiff
from toolkit.diff.shown import (
    ORDER,
    STATES,
    Line,
    cells_summary,
    change_line,
    cut,
    row_lines,
    table_summary,
    title,
    unchanged,
    verdict,
)

DEFAULT_LIMIT = 20
MAX_CHARACTERS = 60_000
"""Fewer than the 65,536 of GitHub, so that a workflow can write a heading above."""
_SHOWN_TABLES = 100
_REASON_CHARACTERS = 300
_COUNTED = (State.ADDED, State.REMOVED, State.REKEYED, State.CHANGED)
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>#|~"})


def markdown(
    difference: Difference, limit: int = DEFAULT_LIMIT, most: int = MAX_CHARACTERS
) -> Iterator[str]:
    """The lines of a comment of at most ``most`` characters.

    Args:
        difference: what differs.
        limit: rows of each kind to show of each table; 0 shows all that fit.
        most: characters of the whole.
    """
    room = most
    folded = list(_folded(difference))
    same = unchanged(difference) if difference.differs else ""
    tail = [f"<sub>{escaped(same)}.</sub>"] if same else []
    head = [*_head(difference)]
    for line in head:
        room -= len(line) + 1
        yield line
    room -= sum(len(line) + 1 for line in tail) + 200
    left_out: list[str] = []
    for place, (summary, changes, table) in enumerate(folded):
        share = room // (len(folded) - place)
        lines = list(_block(summary, _lines(changes, table, limit, share)))
        size = sum(len(line) + 1 for line in lines)
        if size > room:
            left_out.append(summary)
            continue
        room -= size
        yield from lines
    if left_out:
        yield f"**Cut:** no room for the rows of {plural(len(left_out), 'part')}; "
        yield "`readout diff` in a terminal shows them."
        yield ""
    yield from tail


def _head(difference: Difference) -> Iterator[str]:
    old, new, bump = difference.old, difference.new, difference.bump
    yield f"### Data changes in {escaped(title(difference))}"
    yield ""
    yield f"{_side(old)} → {_side(new)}"
    yield ""
    if not difference.differs:
        rows = plural(sum(table.new_rows for table in difference.tables), "row")
        yield f"No differences: {plural(len(difference.tables), 'table')} of {rows} compared."
        yield ""
        return
    said = verdict(bump, old.version, new.version)
    yield f"**Smallest legal version bump: {escaped(said)}**"
    yield ""
    for reason in bump.reasons:
        yield f"- {reason.bump}: {escaped(cut(reason.text, _REASON_CHARACTERS))}"
    yield ""
    tables = [table for table in difference.tables if table.differs]
    if tables:
        yield "| table | rows | added | removed | re-keyed | changed | cells changed |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
        for table in tables[:_SHOWN_TABLES]:
            counts = [f"{table.count(state):,}" if table.count(state) else "" for state in _COUNTED]
            cells = sum(table.cells.values())
            cells_text = f"{cells:,}" if cells else ""
            rows = f"{table.old_rows:,} → {table.new_rows:,}"
            yield f"| {' | '.join([escaped(cut(table.name)), rows, *counts, cells_text])} |"
        yield ""
        if len(tables) > _SHOWN_TABLES:
            yield f"… and {plural(len(tables) - _SHOWN_TABLES, 'more table')}"
            yield ""


def _side(side: Side) -> str:
    version = f" ({escaped(side.version)})" if side.version else ""
    return f"{inline_code(side.place)}{version}"


def _folded(
    difference: Difference,
) -> Iterator[tuple[str, Sequence[Line], TableDiff | None]]:
    """What is folded away: a heading, and its lines or the table whose rows they are."""
    if difference.changes:
        count = plural(len(difference.changes), "change")
        yield (
            f"Schema and metadata: {count}",
            [change_line(change) for change in difference.changes],
            None,
        )
    for table in difference.tables:
        if table.differs or table.notes:
            summary = table_summary(table) if table.differs else "no row differs"
            yield f"{table.name}: {summary}", (), table


def _block(summary: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"<details><summary>{_html(summary)}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"
    yield ""


def _lines(
    changes: Sequence[Line], table: TableDiff | None, limit: int, room: int
) -> Iterator[str]:
    """List items, as many as there is room for, and how many are left out."""
    if table is None:
        yield from _fitting([list_item(line) for line in changes], room, len(changes), "change")
        return
    for note in table.notes:
        yield f"- note: {escaped(note)}"
    if cells := cells_summary(table):
        yield f"- {escaped(cells)}"
    for name, count in table.filled.items():
        yield f"- {escaped(name)}: filled in {plural(count, 'row')} that both have"
    share = room // max(sum(1 for state in ORDER if table.count(state)), 1)
    for state in ORDER:
        if table.count(state):
            rows = (
                "\n".join(list_item(line) for line in row_lines(row, table))
                for row in table.rows(state, limit)
            )
            noun = f"{STATES[state]} row"
            yield from _fitting(rows, share - 400, table.count(state), noun)


def _fitting(
    items: Iterator[str] | Sequence[str], room: int, total: int, noun: str
) -> Iterator[str]:
    shown = 0
    for item in items:
        room -= len(item) + 1
        if room < 0:
            break
        shown += 1
        yield item
    if left := total - shown:
        yield f"- … and {plural(left, f'more {noun}')}, not shown here"


def list_item(line: Line) -> str:
    """``- + `place` what: old → new (remark)``."""
    remark = f" ({escaped(line.remark)})" if line.remark else ""
    place = inline_code(line.place) if line.place else ""
    named = " ".join(part for part in (place, escaped(line.what)) if part)
    sign = "" if line.nested else f"\\{line.sign} "
    bullet = "  -" if line.nested else "-"
    if line.old or line.new:
        colon = f"{named}: " if named else ""
        return f"{bullet} {sign}{colon}{inline_code(line.old)} → {inline_code(line.new)}{remark}"
    return f"- {sign}{named}{remark}"


def inline_code(text: str) -> str:
    """A text as inline code, whatever backticks it holds."""
    text = plain(text)
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else "(empty)"


def escaped(text: str) -> str:
    """A text that Markdown reads as it is; no person is mentioned, no issue linked."""
    return plain(text).translate(_ESCAPED).replace("@", "@\u200b")


def _html(text: str) -> str:
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
