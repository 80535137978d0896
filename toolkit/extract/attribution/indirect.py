"""Reads what a cue reports without quotation marks: a clause, a thing named, what seems so."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.extract.attribution.clauses import (
    around_cue,
    beside_according,
    named_thing,
    reported_clause,
)
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.sentence import Sentence
from toolkit.extract.attribution.sources import Phrase, subject_before

_EXPECTED = frozenset({"say", "think", "show"})


@dataclass(frozen=True, slots=True)
class Indirect:
    """A statement without marks; words are counted in the document's tokens.

    Attributes:
        source: the phrase that names who says it; ``None`` where the text names nobody.
        pieces: spans [first, end) of its words.
        rule: the rule's name.
    """

    source: Phrase | None
    pieces: tuple[tuple[int, int], ...]
    rule: str


def read_indirect(sentence: Sentence, cue: Cue) -> Indirect | None:
    """What a cue without a quoted run reports, ``None`` where that is nothing."""
    tokens = sentence.tokens
    if cue.form == "according":
        phrase = cue.source(tokens)
        beside = beside_according(tokens, cue, phrase) if phrase else None
        return Indirect(phrase, (beside,), "according-to-clause") if beside else None
    if cue.form == "passive":
        return _expected(sentence, cue)
    clause = reported_clause(tokens, cue)
    if clause is not None:
        return _from(sentence, cue, clause, "reported-clause")
    if cue.form == "finite":
        phrase = cue.source(tokens)
        around = around_cue(tokens, cue, phrase)
        if around:
            return Indirect(phrase, tuple(around), "clause-before-cue")
    thing = named_thing(tokens, cue)
    return _from(sentence, cue, thing, "named-thing") if thing is not None else None


def _from(sentence: Sentence, cue: Cue, words: tuple[int, int], rule: str) -> Indirect | None:
    phrase = sentence.subject(cue)
    return Indirect(phrase, (words,), rule) if phrase is not None else None


def read_hint(sentence: Sentence, cue: Cue) -> Indirect | None:
    """What seems or appears to be so: its subject and what follows."""
    return _hearsay(sentence, cue) if cue.form == "finite" else None


def _expected(sentence: Sentence, cue: Cue) -> Indirect | None:
    """Mr. Ito is expected to go; the talks are said to have failed."""
    return _hearsay(sentence, cue) if cue.verb.kind in _EXPECTED else None


def _hearsay(sentence: Sentence, cue: Cue) -> Indirect | None:
    tokens, tags = sentence.tokens, sentence.tokens.tags
    if cue.form == "passive" and not tags.startswith("2", cue.end):
        return None
    subject = subject_before(tokens, cue.at, cue.lo)
    if subject is None:
        return None
    end = cue.end
    while end < cue.hi and tags[end] not in ",;:-(Q!S":
        end += 1
    if end == cue.end:
        return None
    stop = min(subject.end, cue.at)
    return Indirect(None, ((subject.first, stop), (cue.end, end)), "hearsay")
