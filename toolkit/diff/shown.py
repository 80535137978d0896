"""How differences are told to readers, whatever the format: signs, places, values cut to size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.console import NULL, plain, plural
from toolkit.diff.model import Bump, Change, Difference, RowChange, State, TableDiff

VALUE_CHARACTERS = 72
"""A longer value is cut in text and Markdown."""
CONTEXT_CHARACTERS = 24
"""What is shown before the place where two long values begin to differ."""
ROW_CELLS = 4
"""Cells of an added or removed row that are shown."""
ADDED, REMOVED, CHANGED, MOVED = "+", "-", "~", ">"
SIGNS: Mapping[State, str] = {
    State.ADDED: ADDED,
    State.REMOVED: REMOVED,
    State.CHANGED: CHANGED,
    State.REKEYED: MOVED,
}
ORDER = (State.REMOVED, State.ADDED, State.REKEYED, State.CHANGED)
"""The states whose rows are told, in this order; filled cells are counted by column."""
STATES: Mapping[State, str] = {
    State.ADDED: "added",
    State.REMOVED: "removed",
    State.CHANGED: "changed",
    State.REKEYED: "re-keyed",
    State.FILLED: "filled",
}
_HOW: Mapping[str, str] = {
    "recorded": "recorded as retired",
    "followed": "follows the row it refers to",
    "same": "all other cells agree",
    "similar": "nearly all other cells agree",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs, ready to be laid out.

    Attributes:
        sign: ``+``, ``-``, ``~`` or ``>``.
        place: where: table and column, or a row's key.
        what: which property, or what is to be said beside the values.
        old: the old value; empty where there is none to show.
        new: the new value; empty where there is none to show.
        remark: what follows in brackets.
        nested: whether it belongs to the line above.
    """

    sign: str
    place: str
    what: str = ""
    old: str = ""
    new: str = ""
    remark: str = ""
    nested: bool = False


def cut(text: str, size: int = VALUE_CHARACTERS) -> str:
    """A text on one line, its end left out where it is too long."""
    text = plain(text)
    return text if len(text) <= size else text[: size - 1] + "…"


def pair(old: str | None, new: str | None, size: int = VALUE_CHARACTERS) -> tuple[str, str]:
    """Two values for readers; long ones from shortly before the place where they differ."""
    if old is None or new is None:
        return NULL if old is None else cut(old, size), NULL if new is None else cut(new, size)
    first, second = plain(old), plain(new)
    if max(len(first), len(second)) > size:
        same = next(
            (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
            min(len(first), len(second)),
        )
        start = max(0, same - CONTEXT_CHARACTERS)
        if start:
            first, second = f"…{first[start:]}", f"…{second[start:]}"
    first, second = cut(first, size), cut(second, size)
    if old != new and first.split() == second.split():  # they differ in spaces and controls
        return cut(json.dumps(old), size), cut(json.dumps(new), size)
    return first, second


def value_text(value: Any) -> str | None:
    """A JSON value of a descriptor as text; ``None`` where there is none."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def change_line(change: Change) -> Line:
    """A difference of metadata or schemas."""
    place = ".".join(part for part in (change.table, change.field) if part)
    kind = change.kind
    sign = {"added": ADDED, "removed": REMOVED, "renamed": MOVED}.get(kind.rpartition("-")[2])
    noun = kind.rpartition("-")[0].replace("-", " ")
    if kind in ("package-renamed", "table-renamed", "field-renamed"):
        noun = "column" if noun == "field" else noun
        return Line(MOVED, place, noun, str(change.old), str(change.new), "renamed")
    if sign is None:
        remark = kind.rpartition("-")[2] if kind.startswith("constraint-") else ""
        if kind.startswith("view-"):
            remark = f"without {change.what}" if kind == "view-columns-changed" else ""
            return Line(CHANGED, place, "view", remark=remark)
        old, new = pair(value_text(change.old), value_text(change.new))
        return Line(CHANGED, place, change.what or noun, old, new, remark)
    whole = {"table": "table", "view": "view", "file": "file"}.get(noun)
    if whole or noun == "field":
        value = change.new if sign == ADDED else change.old
        remark = _columns(value) if noun == "table" else "" if whole else str(value)
        return Line(sign, place, whole or "column", remark=remark)
    return Line(sign, place, f"{noun} {change.what}".strip())


def _columns(value: Any) -> str:
    return plural(len(value), "column") if isinstance(value, list) else ""


def key_text(key: Mapping[str, str | None]) -> str:
    """A row's key: its values joined by ``|``."""
    return plain("|".join("" if value is None else value for value in key.values()))


def row_lines(row: RowChange, table: TableDiff) -> Iterator[Line]:
    """What became of a row: a line, and one below it for each cell where several differ.

    Cells of columns that one side alone has are told with the column, not with the row.
    """
    sign = SIGNS[row.state]
    if row.state in (State.ADDED, State.REMOVED):
        yield Line(sign, key_text(row.key), _cells(row), remark=_retired(row))
        return
    if row.state is State.REKEYED:
        how = _HOW[row.how]
        yield Line(sign, "", "", key_text(row.old_key), key_text(row.new_key), how)
    cells = [cell for cell in row.cells if cell.field not in table.filled]
    nested = row.state is State.REKEYED
    place = "" if nested else key_text(row.key)
    if not nested and len(cells) > 1:
        yield Line(CHANGED, place)
        place, nested = "", True
    for cell in cells:
        old, new = pair(cell.old, cell.new)
        yield Line("" if nested else CHANGED, place, cell.field, old, new, nested=nested)


def _cells(row: RowChange) -> str:
    """The first cells of a row."""
    told = [
        f"{cell.field}: {cut((cell.new if row.state is State.ADDED else cell.old) or '', 40)}"
        for cell in row.cells[:ROW_CELLS]
    ]
    more = len(row.cells) - ROW_CELLS
    return ", ".join(told) + (f" … and {more} more" if more > 0 else "")


def _retired(row: RowChange) -> str:
    if not row.retired:
        return ""
    return f"retired, replaced by {row.replacement}" if row.replacement else "retired"


def table_summary(table: TableDiff) -> str:
    """What became of a table's rows, in one line."""
    counts = [
        f"{table.counts[state]:,} {STATES[state]}"
        for state in (State.ADDED, State.REMOVED, State.REKEYED, State.CHANGED)
        if state in table.counts
    ]
    if table.filled:
        counts.append(f"{plural(sum(table.filled.values()), 'cell')} of one-sided columns filled")
    rows = plural(table.old_rows, "row")
    if table.old_rows != table.new_rows:
        rows = f"{table.old_rows:,} → {plural(table.new_rows, 'row')}"
    return f"{rows}: {', '.join(counts)}"


def cells_summary(table: TableDiff) -> str:
    """How many cells of each column differ; empty where none does."""
    cells = [f"{name} {count:,}" for name, count in _most(table.cells)]
    return f"cells changed: {', '.join(cells)}" if cells else ""


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def title(difference: Difference) -> str:
    """Which packages were compared."""
    old, new = difference.old, difference.new
    name = new.name or "package"
    if old.name and old.name != new.name:
        name = f"{old.name} → {name}"
    return name


def unchanged(difference: Difference) -> str:
    """How many tables do not differ; empty where all do."""
    same = [table for table in difference.tables if not table.differs]
    if not same:
        return ""
    rows = plural(sum(table.new_rows for table in same), "row")
    return f"{plural(len(same), 'table')} of {rows} without differing rows"


def verdict(bump: Bump, old_version: str, new_version: str) -> str:
    """The bump, the version it leads to, and whether the new package's suffices."""
    if bump.smallest == "none":
        text = "no bump"
        return f"{text} (the version is {new_version})" if new_version else text
    if not bump.next_version:
        return f"{bump.smallest} (the old package states no version MAJOR.MINOR.PATCH)"
    text = f"{bump.smallest}: {old_version} → {bump.next_version} or later"
    if bump.sufficient is None:
        states = "is not released yet" if "+" in new_version else "states none"
        return f"{text} (the new package {states})"
    fits = "is enough" if bump.sufficient else "is not enough"
    return f"{text} (the new package's {new_version} {fits})"
