"""What is new in a release, for somebody who has an earlier one: from the index, and retired ids.

Reads two small files at most, and starts nothing heavy.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import ReadoutError, UsageError
from toolkit.package.read import open_package
from toolkit.package.retirement import Replacements, convention, led_to
from toolkit.release.index import ChangeNote, Index, Release
from toolkit.release.versions import BUMPS, Version


@dataclass(frozen=True, slots=True)
class News:
    """What a newer release brings.

    Attributes:
        since: the version that the user has.
        bump: the greatest bump of the releases in between: ``major``, ``minor`` or ``patch``;
            empty where no index tells it.
        changes: what changed, with the version that brought it; the newest first.
        retired: identifiers newly retired, by table and identifier, and what replaces them.
        old: the folder of the version that the user has.
        indexed: whether the index lists that version.
    """

    since: str
    bump: str
    changes: tuple[tuple[str, ChangeNote], ...]
    retired: Replacements
    old: Path
    indexed: bool


def news(index: Index | None, version: str, since: str, new: Path, old: Path) -> News | None:
    """What a release brings compared with an earlier one.

    Args:
        index: all releases, where they are known.
        version: the release.
        since: the version of the other one.
        new: the folder of the release.
        old: the folder of the other one.

    Returns:
        ``None`` where the other one is not earlier.
    """
    try:
        first, last = Version.parse(since), Version.parse(version)
    except UsageError:
        return None
    if first >= last:
        return None
    between: list[Release] = []
    if index is not None and first in index.versions:
        between = [found for found in index.releases if first < found.version <= last]
    bumps = [found.bump for found in between if found.bump in BUMPS]
    return News(
        since=since,
        bump=max(bumps, key=BUMPS.index, default=""),
        changes=tuple((str(found.version), note) for found in between for note in found.changes),
        retired=_newly_retired(new, old),
        old=old,
        indexed=bool(between),
    )


def _newly_retired(new: Path, old: Path) -> Replacements:
    before = _retired(old)
    after = _retired(new)
    return {key: (led_to(*key, after) or (None,))[-1] for key in after if key not in before}


def _retired(folder: Path) -> Replacements:
    """The identifiers that a package records as retired; none where it keeps no such records."""
    names = convention()
    try:
        package = open_package(folder)
        table = package.tables.get(names.table)
        if table is None or table.csv is None:
            return {}
        return dict(_records(package.root / table.csv))
    except (ReadoutError, OSError, csv.Error, UnicodeDecodeError):
        return {}


def _records(path: Path) -> Iterator[tuple[tuple[str, str], str | None]]:
    names = convention()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get(names.of) and row.get(names.row) and row.get(names.replacement) is not None:
                yield (row[names.of], row[names.row]), row[names.replacement] or None
