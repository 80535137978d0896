"""The version rule: which bump a difference asks for (the rule itself is ``bumps.json``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.console import plural
from toolkit.diff.model import Bump, Change, Reason, State, TableDiff

RULES = Path(__file__).with_name("bumps.json")
_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})")
_NAMED = 3
"""Places that a reason names before it only counts them."""

Version = tuple[int, int, int]


@cache
def rules() -> Mapping[str, tuple[str, str]]:
    """Kind of change to its bump and what it is called."""
    found = _data()["changes"]
    return {kind: (bump, text) for kind, (bump, text) in found.items()}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(RULES.read_text(encoding="utf-8"))
    return data


def levels() -> tuple[str, ...]:
    """The bumps from the smallest to the greatest: none, patch, minor, major."""
    return tuple(_data()["levels"])


def greatest(bumps: Iterable[str]) -> str:
    """The greatest of several bumps; ``none`` of none."""
    return max(bumps, key=levels().index, default=levels()[0])


def bump_of(
    changes: Sequence[Change], tables: Sequence[TableDiff], old: str = "", new: str = ""
) -> Bump:
    """The bump that changes and tables ask for.

    Args:
        changes: differences of metadata and schemas.
        tables: the tables compared.
        old: the old package's version.
        new: the new package's version.
    """
    reasons = [*_of_changes(changes), *_of_tables(tables)]
    order = levels()
    reasons.sort(key=lambda reason: -order.index(reason.bump))
    smallest = greatest(reason.bump for reason in reasons)
    # a package that is no release tells the release that it comes after, and no version of its own
    version, stated = parse_version(old.partition("+")[0]), parse_version(new)
    needed = None if version is None else next_version(version, smallest)
    return Bump(
        smallest,
        tuple(reasons),
        "" if needed is None else ".".join(map(str, needed)),
        None if needed is None or stated is None else stated >= needed,
    )


def parse_version(text: str) -> Version | None:
    """The three numbers of a version; ``None`` where it is not of that form."""
    match = _VERSION.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def next_version(version: Version, bump: str) -> Version:
    """The version after a bump; before 1.0.0 a major change raises the minor number."""
    major, minor, patch = version
    if bump == "major" and major:
        return (major + 1, 0, 0)
    if bump in ("major", "minor"):
        return (major, minor + 1, 0)
    return (major, minor, patch + 1) if bump == "patch" else version


def _of_changes(changes: Sequence[Change]) -> Iterator[Reason]:
    places: dict[str, list[str]] = {}
    for change in changes:
        places.setdefault(change.kind, []).append(_place(change))
    for kind, found in places.items():
        bump, text = rules()[kind]
        yield Reason(bump, kind, f"{text}: {_listed(found)}", len(found))


def _place(change: Change) -> str:
    name = ".".join(part for part in (change.table, change.field) if part)
    return " ".join(part for part in (name, change.what) if part)


def _of_tables(tables: Sequence[TableDiff]) -> Iterator[Reason]:
    counts: dict[str, dict[str, int]] = {}
    for table in tables:
        for kind, count in _row_kinds(table):
            if count:
                counts.setdefault(kind, {})[table.name] = count
    for kind, found in counts.items():
        bump, text = rules()[kind]
        places = [f"{plural(count, 'row')} of {name}" for name, count in found.items()]
        yield Reason(bump, kind, f"{text}: {_listed(places)}", sum(found.values()))


def _row_kinds(table: TableDiff) -> Iterator[tuple[str, int]]:
    """The kinds of change that a table's rows amount to, and how many rows of each."""
    removed, rekeyed = table.count(State.REMOVED), table.count(State.REKEYED)
    yield "rows-added", table.count(State.ADDED)
    yield "rows-retired", table.retired
    kept = "rows" if table.identifiers else "statements"
    yield f"{kept}-removed", removed - table.retired
    yield "rows-rekeyed-recorded", table.recorded
    yield f"{kept}-rekeyed", rekeyed - table.recorded
    yield "rows-changed", table.count(State.CHANGED)


def _listed(places: Sequence[str]) -> str:
    """The first places, and how many more there are."""
    places = list(dict.fromkeys(places))
    shown = ", ".join(places[:_NAMED])
    more = len(places) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
