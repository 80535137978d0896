"""What may stand in the place of rows that are gone without a record: proposals for a person.

Less certain than the re-keyed rows of a difference (`toolkit.diff.rekeys`), which count on their
own: these only save the maintainer from looking for the row that a corrected text became.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from toolkit.diff.model import RowChange, State, TableDiff
from toolkit.diff.pairs import matching
from toolkit.diff.shown import key_text

_LONG = 12
"""Characters from which prose can be alike without being equal."""


def proposals(table: TableDiff) -> dict[str, str]:
    """For rows removed without a record, the added rows most like them.

    Two rows are proposed as one where each is the likest of the other, a piece of prose in them
    was mended, and their cells beside the key agree by the share that ``matching.json`` asks for;
    prose counts by its likeness (the ratio of `difflib.SequenceMatcher`).

    Args:
        table: what became of a table; its rows are read.

    Returns:
        Old identifier to new one, key values joined by ``|``; nothing where there are more pairs
        of rows than ``matching.json`` allows to compare.
    """
    least = matching()["proposed_row"]
    counts = table.count(State.REMOVED), table.count(State.ADDED)
    if not 0 < counts[0] * counts[1] <= least["max_pairs"]:
        return {}
    removed = [row for row in table.rows(State.REMOVED, 0) if not row.retired]
    added = list(table.rows(State.ADDED, 0))
    scores = {
        (i, j): score
        for i, old in enumerate(removed)
        for j, new in enumerate(added)
        if (score := _likeness(old, new)) >= least["min_share"]
    }
    by_old = {i: _only_best(scores, 0, i) for i in range(len(removed))}
    by_new = {j: _only_best(scores, 1, j) for j in range(len(added))}
    return {
        key_text(removed[i].old_key): key_text(added[j].new_key)
        for i, j in by_old.items()
        if j is not None and by_new[j] == i
    }


def _only_best(scores: Mapping[tuple[int, int], float], side: int, row: int) -> int | None:
    """The partner with the highest score; ``None`` where two are as good, or none is."""
    found = sorted(
        ((score, pair[1 - side]) for pair, score in scores.items() if pair[side] == row),
        reverse=True,
    )
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _likeness(old: RowChange, new: RowChange) -> float:
    """The share, from 0 to 1, of the cells filled in either row in which both agree.

    It is 0 where no prose was mended: rows of one origin agree in much that does not tell them
    apart.
    """
    before = {cell.field: cell.old for cell in old.cells}
    after = {cell.field: cell.new for cell in new.cells}
    names = set(before) | set(after)
    pairs = [(before.get(name) or "", after.get(name) or "") for name in names]
    same = sum(first == second for first, second in pairs)
    prose = [pair for pair in pairs if pair[0] != pair[1] and all(map(_is_prose, pair))]
    if same + len(prose) < matching()["proposed_row"]["min_share"] * len(names):
        return 0.0
    mended = [share for share in (_alike(*pair) for pair in prose) if share]
    return (same + sum(mended)) / len(names) if mended else 0.0


def _is_prose(text: str) -> bool:
    return len(text) >= _LONG and " " in text


def _alike(old: str, new: str) -> float:
    """How like two pieces of prose are; 0 for too little."""
    least: float = matching()["proposed_row"]["min_likeness"]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0
