"""Statements: attributions as a reader counts them, one for each thing that somebody says.

`find_attributions` gives every quoted run the rule that joined it. A statement holds all pieces
that share a cue ("“...,” Ms. Lee said. “...”"); what somebody says or thinks *inside* the words of
another statement ("he said that aides believed ...") belongs to that statement's content.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    by_cue: dict[_Span, Attribution] = {}
    parts: dict[_Span, list[Attribution]] = {}
    for said in attributions:
        cue = said.cue
        if cue is None:
            alone.append(said)
        elif cue in by_cue:
            parts.setdefault(cue, [by_cue[cue]]).append(said)
        else:
            by_cue[cue] = said
    for cue, several in parts.items():
        by_cue[cue] = _join(cue, several)
    return [*alone, *by_cue.values()]


def _join(cue: _Span, parts: Sequence[Attribution]) -> Attribution:
    pieces = sorted(
        {
            (span, direct)
            for said in parts
            for span, direct in zip(said.contents, said.direct, strict=True)
        }
    )
    nearest = min(parts, key=lambda said: _distance(cue, said))
    contents, direct = zip(*pieces, strict=True)
    return Attribution(nearest.source, cue, contents, direct, nearest.rule, channel=nearest.channel)


def _distance(cue: _Span, said: Attribution) -> int:
    """Characters between a cue and the nearest piece of what it reports."""
    return min(max(start - cue[1], cue[0] - end, 0) for start, end in said.contents)


def _outermost(ordered: Sequence[Attribution]) -> list[Attribution]:
    """Without the indirect statements whose every piece lies inside a piece of an earlier one."""
    pieces = [
        (start, -end, number) for number, said in enumerate(ordered) for start, end in said.contents
    ]
    pieces.sort()
    open_ends: list[int] = []
    inside: dict[int, int] = {}
    for start, minus_end, number in pieces:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and -minus_end <= max(open_ends[-3:]):
            inside[number] = inside.get(number, 0) + 1
        else:
            open_ends.append(-minus_end)
    if not inside:
        return list(ordered)
    return [
        said
        for number, said in enumerate(ordered)
        if inside.get(number, 0) < len(said.contents) or True in said.direct
    ]
