"""Statements: attributions as a reader counts them, one for each thing that somebody says.

`find_attributions` gives every quoted run the rule that joined it. A statement holds all pieces
that share a cue ("“...,” Ms. Lee said. “...”"); what somebody says or thinks *inside* the words of
another statement ("he said that aides believed ...") belongs to that statement's content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.model import Attribution

_Span = tuple[int, int]


def statements(attributions: Sequence[Attribution]) -> list[Attribution]:
    """The statements that attributions make up, in the order of their first words.

    Args:
        attributions: what `find_attributions` read in one document.

    Returns:
        One attribution a statement. Pieces with the same cue are joined; the rule and the source
        are those of the piece nearest to the cue. Statements without marks that lie inside the
        words of another are left out.
    """
    joined = _joined(attributions)
    joined.sort(key=lambda said: said.contents[0])
    return _outermost(joined)


def _joined(attributions: Sequence[Attribution]) -> list[Attribution]:
    alone: list[Attribution] = []
    by_cue: dict[_Span, list[Attribution]] = {}
    for said in attributions:
        if said.cue is None:
            alone.append(said)
        else:
            by_cue.setdefault(said.cue, []).append(said)
    return alone + [_join(cue, parts) for cue, parts in by_cue.items()]


def _join(cue: _Span, parts: Sequence[Attribution]) -> Attribution:
    if len(parts) == 1:
        return parts[0]
    pieces = sorted(
        {
            (span, direct)
            for said in parts
            for span, direct in zip(said.contents, said.direct, strict=True)
        }
    )
    return replace(
        min(parts, key=lambda said: _distance(cue, said)),
        contents=tuple(span for span, _ in pieces),
        direct=tuple(direct for _, direct in pieces),
    )


def _distance(cue: _Span, said: Attribution) -> int:
    """Characters between a cue and the nearest piece of what it reports."""
    return min(max(start - cue[1], cue[0] - end, 0) for start, end in said.contents)


def _outermost(ordered: Sequence[Attribution]) -> list[Attribution]:
    """Without the indirect statements whose every piece lies inside a piece of an earlier one."""
    kept: list[Attribution] = []
    open_pieces: list[_Span] = []
    pieces = sorted(
        ((span, number) for number, said in enumerate(ordered) for span in said.contents),
        key=lambda piece: (piece[0][0], -piece[0][1]),
    )
    inside: dict[int, int] = {}
    for (start, end), number in pieces:
        while open_pieces and open_pieces[-1][1] <= start:
            open_pieces.pop()
        if any(first <= start and end <= last for first, last in open_pieces[-3:]):
            inside[number] = inside.get(number, 0) + 1
        else:
            open_pieces.append((start, end))
    for number, said in enumerate(ordered):
        if any(said.direct) or inside.get(number, 0) < len(said.contents):
            kept.append(said)
    return kept
