"""Attributions as corpora of reported speech count them: by the outermost source.

The tables name who speaks: of “...,” Mr. Rutte said, according to the Herald, the speaker is
Mr. Rutte. PolNeAR annotates one attribution there, with all of “...,” *Mr. Rutte said* as what the
Herald reports. The same holds for what aides said that Mr. Rutte called a “...”. So what is said
inside the reported words of another is compared as part of that other's attribution.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.model import Attribution, Mention

_Span = tuple[int, int]
# What stands behind a comma, a dash or a conjunction of time is seldom part of what is reported.
_BREAKS = re.compile(r"[,;:()“”\"—–]| - | when | while ")
# Pieces that hold one place are nested; of so many that begin before it the first wins.
_PIECES_BACK = 4


def by_outermost_source(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """Attributions with those that lie in another's reported words joined to that other.

    Args:
        found: statements, in the order of their first words.
        text: the text that they count in.

    Returns:
        As many or fewer, in the same order. An outer statement that holds a quotation has it as
        one more piece of content, in marks, and with it what goes on with that quotation.
    """
    pieces = sorted(
        (start, end, number)
        for number, said in enumerate(found)
        if not any(said.direct)
        for start, end in said.contents
    )
    held: dict[int, list[Attribution]] = {}
    kept: list[int] = []
    for number, said in enumerate(found):
        around = _around(said, pieces, found, text) if any(said.direct) else None
        if around is None:
            kept.append(number)
        else:
            held.setdefault(around, []).append(said)
    return [_with(found[number], held.get(number, ())) for number in kept]


def _around(
    said: Attribution,
    pieces: Sequence[tuple[int, int, int]],
    found: Sequence[Attribution],
    text: str,
) -> int | None:
    """Number of the statement whose reported words hold a quotation and its cue."""
    cue = said.cue
    if cue is None:
        return None
    low = bisect_right(pieces, cue[0], key=lambda piece: piece[0])
    for start, end, number in pieces[max(0, low - _PIECES_BACK) : low]:
        inside = cue[1] <= end and _holds_run((start, end), said)
        if inside and _reports(found[number], said, text[start : cue[0]]):
            return number
    return None


def _holds_run(piece: _Span, said: Attribution) -> bool:
    spans = zip(said.contents, said.direct, strict=True)
    return any(piece[0] <= start and end <= piece[1] for (start, end), direct in spans if direct)


def _reports(outer: Attribution, said: Attribution, between: str) -> bool:
    """Whether a statement names the source of a quotation inside its words, whoever speaks it.

    After “according to” it does. After a verb it does where the inner source is another one and
    nothing breaks the words ``between`` the verb's and the inner cue.
    """
    if outer.rule == "according-to-clause":
        return True
    if outer.rule == "clause-before-cue" and outer.cue is not None:
        return said.rule.startswith("cue-") and said.cue is not None and said.cue < outer.cue
    if outer.rule != "reported-clause" or said.rule != "cue-before-quote":
        return False
    same = _key(outer.source) is not None and _key(outer.source) == _key(said.source)
    return not same and _BREAKS.search(between) is None


def _key(source: Mention | None) -> str | None:
    return source.entity.key if source is not None and source.entity is not None else None


def _with(said: Attribution, held: Sequence[Attribution]) -> Attribution:
    """A statement with the quotations that its words hold, and what else belongs to these."""
    if not held:
        return said
    pieces = dict(zip(said.contents, said.direct, strict=True))
    for one in held:
        pieces |= dict(zip(one.contents, one.direct, strict=True))
    spans = sorted(pieces)
    return replace(said, contents=tuple(spans), direct=tuple(pieces[span] for span in spans))
