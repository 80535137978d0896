"""Names that sign a quotation from below or label it from inside."""

from __future__ import annotations

from toolkit.extract.attribution.speakers import is_person
from toolkit.extract.attribution.tokens import Tokens
from toolkit.extract.model import Document, Mention, MentionKind, QuotedRun
from toolkit.patterns import compiled

_LABEL = compiled(r"([A-Z]{2,}(?:[ .][A-Z]{2,}){0,3}):\s")
_LONGEST_LABEL = 80
_LONGEST_NAME = 5
# A last paragraph inside the marks with no more words may name who speaks.
_LONGEST_SIGNATURE = 14
_MOST_BEFORE_COMMA = 7


def name_below(doc: Document, tokens: Tokens, unit: int) -> Mention | None:
    """The person whose name is all that the sentence ``unit`` says; ``None`` if it says more."""
    if unit >= len(tokens.units):
        return None
    lo, hi, _ = tokens.units[unit]
    if tokens.tags[lo:hi].strip("N") or not 1 <= hi - lo <= _LONGEST_NAME:
        return None
    start, end = tokens.starts[lo], tokens.ends[hi - 1]
    named = [m for m in doc.mentions_in(start, end) if m.end >= end]
    whole = bool(named) and named[0].start == start and is_person(doc, named[0])
    return named[0] if whole else None


def label_inside(doc: Document, run: QuotedRun) -> Mention | None:
    """The speaker that a transcript names inside the marks: “LEE: ...”."""
    match = _LABEL.match(doc.text, run.start, min(run.end, run.start + _LONGEST_LABEL))
    if match is None:
        return None
    start, end = match.span(1)
    known = [m for m in doc.mentions_in(start, end) if m.end >= end]
    return known[0] if known else Mention(start, end, MentionKind.NAME, None, "transcript-label")


def signed_inside(doc: Document, tokens: Tokens, number: int) -> Mention | None:
    """Whom the last paragraph inside the marks names: “We shall build it. / Ann Lee, engineer.”

    Args:
        doc: the document.
        tokens: its words.
        number: index of a run that no mark closes; the run after it ends the quotation.
    """
    if number + 1 >= len(tokens.runs) or tokens.runs[number].closed:
        return None
    last = tokens.runs[number + 1]
    unopened = last.closed and last.outer_start == last.start
    if not unopened or doc.text[tokens.runs[number].end : last.start].strip():
        return None
    words = doc.text[last.start : last.end].rstrip(".")
    named = words.split(",", 1)[0]
    if len(words.split()) > _LONGEST_SIGNATURE or len(named.split()) > _MOST_BEFORE_COMMA:
        return None
    stop = last.start + len(named)
    signs = [m for m in doc.mentions_in(last.start, stop) if m.end >= stop]
    whole = bool(signs) and signs[0].kind is MentionKind.NAME and is_person(doc, signs[0])
    return signs[0] if whole and " " in doc.text[signs[0].start : signs[0].end] else None
