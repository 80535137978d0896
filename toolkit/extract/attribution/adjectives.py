"""Adjectives that report: Ms. Lee is confident that ..., they are wary of ..., it is unclear ..."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.attribution.clauses import clause_end
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import Phrase, Stretch
from toolkit.extract.attribution.sources import subject_before
from toolkit.extract.attribution.things import thing_end
from toolkit.extract.attribution.tokens import CueVerb, Tokens
from toolkit.patterns import compiled

# A form of be, adverbs, the adjective, and what begins its content.
_PREDICATE = compiled(r"b[AX]{0,2}[leEVvA](?=[TK2PF])")


@dataclass(frozen=True, slots=True)
class _Adjective:
    """What may follow an adjective as its content, and whether "it" may be its subject."""

    that: bool
    to: bool
    things: frozenset[str]
    nobody: bool


@cache
def _adjectives() -> dict[str, _Adjective]:
    """Every adjective of ``lexicon/cue_adjectives.csv``."""
    return {
        row["adjective"]: _Adjective(
            row["that"] == "yes",
            row["to"] == "yes",
            frozenset(row["thing"].split()),
            row["nobody"] == "yes",
        )
        for row in lexicons.table("cue_adjectives")
    }


def predicates(tokens: Tokens) -> list[Stretch]:
    """The form of be and the adjective of each adjective that reports, in the whole document."""
    adjectives = _adjectives()
    words = tokens.words
    return [
        (match.start(), match.end() - 1)
        for match in _PREDICATE.finditer(tokens.tags)
        if words[match.end() - 1].lower() in adjectives
    ]


def adjective_cues(
    tokens: Tokens, found: Sequence[Stretch], lo: int, hi: int
) -> Iterator[tuple[Cue, Phrase | None, Stretch]]:
    """Each adjective of ``found`` in the sentence [lo, hi): the cue, whose it is, its content."""
    for be, at in found[bisect_left(found, (lo, 0)) : bisect_left(found, (hi, 0))]:
        if at >= hi:
            continue
        adjective = _adjectives()[tokens.words[at].lower()]
        verb = CueVerb(tokens.words[at], "adjective", clause=True, addressee=False)
        cue = Cue(at, be, at + 1, verb, "adjective", lo, hi)
        content = _content(tokens, cue, adjective)
        subject = subject_before(tokens, be, lo)
        if content is None or subject is None:
            continue
        if tokens.words[subject.first].lower() in ("it", "that", "what"):
            if adjective.nobody and tokens.tags[cue.end] in "TK":
                yield cue, None, content
        elif not adjective.nobody or tokens.tags[subject.core - 1] in "RNhYW":
            yield cue, subject, content


def _content(tokens: Tokens, cue: Cue, adjective: _Adjective) -> Stretch | None:
    tags, first = tokens.tags, cue.end
    if first + 1 >= cue.hi:
        return None
    if tags[first] in "TK":
        start = first + (tags[first] == "T")
        return (start, clause_end(tokens, cue, start)) if adjective.that else None
    word = tokens.words[first].lower()
    if word in adjective.things and tags[first + 1] not in "TWX,;:":
        return first + 1, thing_end(tokens, first + 1, cue.hi)
    if tags[first] == "2" and adjective.to:
        return first, thing_end(tokens, first, cue.hi)
    return None
