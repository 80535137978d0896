"""A difference as text for a terminal; signs tell as much as the colours."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.console import Style, plain, plural
from toolkit.diff.model import Difference, State, TableDiff
from toolkit.diff.shown import (
    ADDED,
    ORDER,
    REMOVED,
    STATES,
    Line,
    cells_summary,
    change_line,
    row_lines,
    table_summary,
    title,
    unchanged,
    verdict,
)

DEFAULT_LIMIT = 5
_BUMP_WIDTH = 5


def text(difference: Difference, style: Style, limit: int = DEFAULT_LIMIT) -> Iterator[str]:
    """The lines of a report.

    Args:
        difference: what differs.
        style: the terminal.
        limit: rows of each kind to show of each table; 0 shows all.
    """
    old, new = difference.old, difference.new
    yield style.bold(title(difference))
    for sign, side in ((REMOVED, old), (ADDED, new)):
        version = f" ({side.version})" if side.version else ""
        yield _coloured(sign, f"{sign} {plain(side.place)}{version}", style)
    if not difference.differs:
        rows = plural(sum(table.new_rows for table in difference.tables), "row")
        yield ""
        yield f"No differences: {plural(len(difference.tables), 'table')} of {rows} compared."
        return
    if difference.changes:
        yield ""
        yield style.bold("Schema and metadata")
        for change in difference.changes:
            yield _laid_out(change_line(change), style)
    for table in difference.tables:
        yield from _table(table, style, limit)
    if same := unchanged(difference):
        yield ""
        yield style.dim(same)
    yield ""
    bump = difference.bump
    yield f"{style.bold('Smallest legal bump:')} {verdict(bump, old.version, new.version)}"
    for reason in bump.reasons:
        yield f"  {reason.bump.ljust(_BUMP_WIDTH)}  {plain(reason.text)}"


def _table(table: TableDiff, style: Style, limit: int) -> Iterator[str]:
    if not table.differs and not table.notes:
        return
    yield ""
    summary = table_summary(table) if table.differs else "no row differs"
    yield f"{style.bold(table.name)}  {summary}"
    for note in table.notes:
        yield style.dim(f"  note: {plain(note)}")
    if cells := cells_summary(table):
        yield style.dim(f"  {cells}")
    for name, count in table.filled.items():
        yield f"  {name}: filled in {plural(count, 'row')} that both have"
    for state in ORDER:
        shown = 0
        for row in table.rows(state, limit) if table.count(state) else ():
            shown += 1
            for line in row_lines(row, table):
                yield _laid_out(line, style)
        if left := table.count(state) - shown:
            yield style.dim(f"  … {_left(left, state)}; --limit 0 shows all")


def _left(count: int, state: State) -> str:
    return f"and {plural(count, f'more {STATES[state]} row')}"


def _laid_out(line: Line, style: Style) -> str:
    """``+ place what: old → new (remark)``."""
    place, what = plain(line.place), plain(line.what)
    remark = style.dim(f"  ({plain(line.remark)})") if line.remark else ""
    if line.old or line.new:
        named = "  ".join(part for part in (place, what) if part)
        sign = "    " if line.nested else f"{line.sign} "
        head = f"{sign}{named}: " if named else sign
        return f"  {head}{style.red(line.old)} → {style.green(line.new)}{remark}"
    named = "  ".join(part for part in (place, what) if part)
    return f"  {_coloured(line.sign, f'{line.sign} {named}', style)}{remark}"


def _coloured(sign: str, text: str, style: Style) -> str:
    if sign == REMOVED:
        return style.red(text)
    return style.green(text) if sign == ADDED else text
