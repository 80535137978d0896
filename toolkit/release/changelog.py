"""The changelog of the releases: the entry that is made by the program, and its place in the file.

``CHANGELOG.md`` has a section ``## Unreleased`` in which people note what they change. A release
turns it into its entry: first what the data themselves tell, then those notes as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.console import NULL, plural
from toolkit.diff.bumps import rules
from toolkit.diff.markdown import escaped, inline_code, list_item
from toolkit.diff.model import Change, State
from toolkit.diff.shown import change_line, pair
from toolkit.release.difference import Correction, Facts, Lost, TableNote
from toolkit.release.settings import settings

UNRELEASED = "## Unreleased"
_HEADING = re.compile(r"##[ \t]+\[?unreleased\]?[ \t]*", re.IGNORECASE)
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_COLUMNS = (
    ("Added", State.ADDED),
    ("Removed", State.REMOVED),
    ("New identifier", State.REKEYED),
    ("Corrected", State.CHANGED),
)
_SAYS = {
    "major": "**Major release** after {0}: programs written for {0} may need changes.",
    "minor": "**Minor release** after {0}: programs written for {0} keep working.",
    "patch": "**Patch release** after {0}: tables, columns and identifiers are the same.",
}
_NAMED = 3
"""So many withdrawn identifiers of a table are named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry is made from.

    Attributes:
        name: the package.
        version: its new version.
        day: when it was made, ``2026-01-31``.
        previous: the version before; empty for the first release.
        bump: what the version was raised by; ``first`` for the first release.
        rows: rows of each table, for the first release.
        facts: the difference from the version before; ``None`` for the first release.
        contributors: who contributed.
    """

    name: str
    version: str
    day: str
    previous: str
    bump: str
    rows: Mapping[str, int]
    facts: Facts | None
    contributors: Sequence[str]


def entry_text(entry: Entry) -> str:
    """The part of an entry that the program makes, its heading included, with a line end."""
    lines = [f"## {escaped(entry.name)} {entry.version} ({entry.day})", ""]
    if entry.facts is None:
        lines += _first(entry.rows)
    else:
        lines += _head(entry, entry.facts)
        lines += _incompatible(entry.facts)
        lines += _tables(entry.facts.tables, entry.previous)
        lines += _corrections(entry.facts)
        lines += _retired(entry.facts)
        lines += _other_changes(entry.facts)
    if entry.contributors:
        lines += [f"Contributors: {escaped(', '.join(entry.contributors))}.", ""]
    return "\n".join(lines)


def released(changelog: str, entry: str) -> str:
    """The changelog with a release's entry: it takes over the notes of the unreleased section.

    Args:
        changelog: the file's text, empty where there is none.
        entry: what `entry_text` gives.
    """
    head, notes, older = _split(changelog or "# Changelog\n")
    parts = [head.rstrip("\n"), UNRELEASED, entry.rstrip("\n"), notes.strip("\n"), older]
    return "\n\n".join(part for part in parts if part).rstrip("\n") + "\n"


def entry_in(changelog: str, version: str) -> str:
    """The whole entry of a version, hand-written notes included; empty where there is none."""
    ending = re.compile(rf"## .* {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)\s*")
    lines = changelog.splitlines(keepends=True)
    headings = _headings(lines)
    for place, number in enumerate(headings):
        if ending.fullmatch(lines[number]):
            end = headings[place + 1] if place + 1 < len(headings) else len(lines)
            return "".join(lines[number:end]).rstrip("\n") + "\n"
    return ""


def _split(changelog: str) -> tuple[str, str, str]:
    """What stands before the unreleased section, its notes, and the older entries.

    Where there is no such section, it is taken to be empty and before the first entry.
    """
    lines = changelog.replace("\r\n", "\n").splitlines(keepends=True)
    headings = _headings(lines)
    ours = next((i for i in headings if _HEADING.fullmatch(lines[i].rstrip("\n"))), None)
    if ours is None:
        start = headings[0] if headings else len(lines)
        return "".join(lines[:start]), "", "".join(lines[start:])
    end = next((i for i in headings if i > ours), len(lines))
    return "".join(lines[:ours]), "".join(lines[ours + 1 : end]), "".join(lines[end:])


def _headings(lines: Sequence[str]) -> list[int]:
    """The lines that are headings of the second level, outside fenced code."""
    found, fence = [], ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or fence == mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and line.startswith("## "):
            found.append(number)
    return found


def _first(rows: Mapping[str, int]) -> Iterator[str]:
    yield "**First release.**"
    yield ""
    yield "| Table | Rows |"
    yield "| --- | ---: |"
    for name, count in rows.items():
        if count:
            yield f"| {escaped(name)} | {count:,} |"
    yield ""


def _head(entry: Entry, facts: Facts) -> Iterator[str]:
    yield _SAYS[entry.bump].format(entry.previous)
    yield ""
    asked = (
        ""
        if facts.smallest == entry.bump
        else f" (which alone asks for a {facts.smallest} release)"
    )
    yield f"What changed, by the version rule{asked}:"
    yield ""
    for reason in facts.reasons:
        yield f"- {reason.bump}: {escaped(reason.text)}"
    yield ""


def _incompatible(facts: Facts) -> Iterator[str]:
    """Changes of the declaration, and lost rows, that break what was written for the last one."""
    changes = [change for change in facts.changes if _asks(change) == "major"]
    if not changes and not facts.lost:
        return
    yield "### Incompatible changes"
    yield ""
    yield from _bounded([list_item(change_line(change)) for change in changes], "schema_changes")
    yield from _losses(facts.lost, "without a record")
    yield ""


def _tables(tables: Sequence[TableNote], previous: str) -> Iterator[str]:
    if not tables:
        return
    yield "### Rows"
    yield ""
    told = [(name, s) for name, s in _COLUMNS if any(table.counts.get(s) for table in tables)]
    heads = [f"In {previous}", "Now", *(name for name, _ in told)]
    yield f"| Table | {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * len(heads)}"
    for table in tables:
        counts = [table.counts.get(state, 0) for _, state in told]
        cells = [*map(_count, (table.before, table.now)), *(f"{n:,}" if n else "" for n in counts)]
        yield f"| {escaped(table.name)} | {' | '.join(cells)} |"
    yield ""
    yield from _added(tables)


def _added(tables: Sequence[TableNote]) -> Iterator[str]:
    """The new identifiers, the first of each table by name."""
    told = [table for table in tables if table.added]
    for table in told:
        named = ", ".join(map(inline_code, table.added))
        more = table.counts[State.ADDED] - len(table.added)
        tail = f" and {more:,} more" if more else ""
        yield f"- New in {escaped(table.name)}: {named}{tail}"
    if told:
        yield ""


def _corrections(facts: Facts) -> Iterator[str]:
    total = sum(sum(table.cells.values()) for table in facts.tables)
    if not facts.corrections:
        return
    yield "### Corrected values"
    yield ""
    for one in facts.corrections:
        yield _correction(one)
    if (more := total - len(facts.corrections)) > 0:
        by_column = ", ".join(_columns(facts.tables))
        yield f"- … and {plural(more, 'more value')}; in all: {escaped(by_column)}"
    yield ""


def _correction(one: Correction) -> str:
    old, new = pair(one.old, one.new)
    values = [NULL if text == NULL else inline_code(text) for text in (old, new)]
    place = f"{_coded(one.table, one.row)}: {inline_code(one.field)}"
    return f"- {place} {values[0]} → {values[1]}"


def _columns(tables: Sequence[TableNote]) -> Iterator[str]:
    """How many values of each column were corrected, the fewest first."""
    counts = [(n, f"{table.name}.{name}") for table in tables for name, n in table.cells.items()]
    return (f"{name} {count:,}" for count, name in sorted(counts) if count)


def _retired(facts: Facts) -> Iterator[str]:
    if not facts.recorded:
        return
    yield "### Retired identifiers"
    yield ""
    yield from _losses(facts.recorded, "recorded")
    yield ""


def _losses(gone: Sequence[Lost], how: str) -> Iterator[str]:
    """Identifiers that are gone: those with replacements one by one, the others by table."""
    renamed = [one for one in gone if one.replacement]
    told = [f"{_coded(one.table, one.row)}, now {inline_code(one.replacement)}" for one in renamed]
    yield from _bounded([f"- {line}" for line in told], "retired")
    withdrawn: dict[str, list[str]] = {}
    for one in gone:
        if not one.replacement:
            withdrawn.setdefault(one.table, []).append(inline_code(one.row))
    for table, rows in withdrawn.items():
        more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
        count = plural(len(rows), "identifier")
        yield f"- {escaped(table)}: {count} withdrawn, {how}: {', '.join(rows[:_NAMED])}{more}"


def _coded(table: str, row: str) -> str:
    return f"{escaped(table)} {inline_code(row)}"


def _other_changes(facts: Facts) -> Iterator[str]:
    """Changes of the declaration that break nothing."""
    changes = [change for change in facts.changes if _asks(change) != "major"]
    if not changes:
        return
    yield "### Tables, columns and metadata"
    yield ""
    yield from _bounded([list_item(change_line(change)) for change in changes], "schema_changes")
    yield ""


def _bounded(items: Sequence[str], setting: str) -> Iterator[str]:
    shown = settings()[setting]
    yield from items[:shown]
    if len(items) > shown:
        yield f"- … and {len(items) - shown:,} more"


def _asks(change: Change) -> str:
    return rules()[change.kind][0]


def _count(rows: int | None) -> str:
    return "" if rows is None else f"{rows:,}"
