"""Quotations inside what somebody else reports, counted as brat corpora annotate them.

“Not today,” the envoy said, according to Ms. Lee. The tables have two rows of this: the words in
marks, which are the envoy's, and what Ms. Lee reports. PolNeAR marks the outermost attribution
only (3 of the 19,832 in its compartment `train` lie inside another): there it is all Ms. Lee's.
So that the two can be compared, a quotation is given here to whoever reports it.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.model import Attribution

# Rules that read a clause with its subject, in which somebody else may speak.
_REPORTS = frozenset({"reported-clause", "clause-before-cue", "according-to-clause"})
# Rules that read a main clause: “...,” the envoy said. What stands before it does not hold it.
_MAIN_CLAUSE = frozenset({"quote-source-cue", "quote-cue-source", "quote-source-verb", "signed"})

_Span = tuple[int, int]


def outermost(statements: Sequence[Attribution]) -> list[Attribution]:
    """The statements, those in marks whose cue another reports as pieces of that one.

    Args:
        statements: the statements of one document.

    Returns:
        The statements in their order, without those that became pieces of another.
    """
    clauses = sorted(
        (start, -end, number)
        for number, said in enumerate(statements)
        if said.source is not None and said.cue is not None and said.rule in _REPORTS
        for (start, end), direct in zip(said.contents, said.direct, strict=True)
        if not direct
    )
    reported: dict[int, list[Attribution]] = {}
    given: set[int] = set()
    for number, said in enumerate(statements):
        cue = said.cue
        if cue is None or True not in said.direct:
            continue
        for start, minus_end, outer in clauses:
            if start > cue[0]:
                break
            if cue[1] <= -minus_end and outer != number and _reports(statements[outer], said):
                reported.setdefault(outer, []).append(said)
                given.add(number)
                break
    return [
        _with_runs(said, reported[number]) if number in reported else said
        for number, said in enumerate(statements)
        if number not in given
    ]


def _reports(outer: Attribution, said: Attribution) -> bool:
    """Whether a statement reports a quotation whose cue stands in its clause."""
    if outer.source is None or outer.cue is None or said.source is None or said.cue is None:
        return False
    if said.source.entity is not None and said.source.entity == outer.source.entity:
        return False  # she said she had called it “...”: it is hers either way
    if outer.cue > said.cue:
        return outer.cue > min(_marked(said))
    return said.rule not in _MAIN_CLAUSE


def _marked(said: Attribution) -> list[_Span]:
    """The runs in marks of a statement."""
    return [span for span, direct in zip(said.contents, said.direct, strict=True) if direct]


def _with_runs(outer: Attribution, reported: Sequence[Attribution]) -> Attribution:
    """A statement with the runs that it reports, and its own words around them."""
    runs = sorted({run for said in reported for run in _marked(said)})
    pieces = [(run, True) for run in runs]
    for (start, end), direct in zip(outer.contents, outer.direct, strict=True):
        at = start
        for first, last in [] if direct else runs:
            if start <= first < end:
                pieces += [((at, first), False)] if first > at else []
                at = last
        pieces += [((at, end), direct)] if end > at else []
    pieces.sort()
    contents, in_marks = zip(*pieces, strict=True)
    channel = outer.channel
    return Attribution(outer.source, outer.cue, contents, in_marks, outer.rule, channel=channel)
