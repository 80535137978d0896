"""Names that sign a quotation from below or label it from inside."""

from __future__ import annotations

import re

from toolkit.extract.attribution.speakers import is_person
from toolkit.extract.attribution.tokens import Tokens
from toolkit.extract.model import Document, Mention, MentionKind, QuotedRun

_LABEL = re.compile(r"([A-Z]{2,}(?:[ .][A-Z]{2,}){0,3}):\s")
_LONGEST_LABEL = 80
_LONGEST_NAME = 5


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
