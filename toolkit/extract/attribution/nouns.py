"""Nouns that report: his claim that ..., Mr. Ito's decision to ..., their support for ..."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.attribution.clauses import clause_end
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import Phrase, Stretch, phrase_ending
from toolkit.extract.attribution.things import thing_end
from toolkit.extract.attribution.tokens import CueVerb, Tokens, word_set
from toolkit.patterns import compiled

# An owner, at most three words that describe, the noun, and what begins its content.
_OWNED = compiled(r"[YyD][lAegE#Nht]{0,3}?[lvVhG](?=[T2PFb])")

# Her claim during the debate (that ...).
_PLACED = compiled(r"P[DlhvNYyt#PF]{1,9}(?=b?T)")
_FINITE = compiled(r"[Xb]")


@dataclass(frozen=True, slots=True)
class _Noun:
    """What may follow a noun as its content."""

    that: bool
    to: bool
    things: frozenset[str]


@cache
def _nouns() -> dict[str, _Noun]:
    """Singular and plural of every noun of ``lexicon/cue_nouns.csv``."""
    found: dict[str, _Noun] = {}
    for row in lexicons.table("cue_nouns"):
        noun = _Noun(row["that"] == "yes", row["to"] == "yes", frozenset(row["thing"].split()))
        word = row["noun"]
        found[word] = noun
        found[word[:-1] + "ies" if word.endswith("y") else word + "s"] = noun
    return found


def owned_nouns(tokens: Tokens) -> list[Stretch]:
    """The owner's word and the noun of each noun that reports, in the whole document."""
    nouns = _nouns()
    words = tokens.words
    return [
        (match.start(), at)
        for match in _OWNED.finditer(tokens.tags)
        if words[at := match.end() - 1].lower() in nouns
    ]


def noun_cues(
    tokens: Tokens, owned: Sequence[Stretch], lo: int, hi: int
) -> Iterator[tuple[Cue, Phrase, Stretch]]:
    """Each of the nouns ``owned`` in the sentence [lo, hi): the cue, whose it is, its content."""
    for first, at in owned[bisect_left(owned, (lo, 0)) : bisect_left(owned, (hi, 0))]:
        if at >= hi:
            continue
        noun = _nouns()[tokens.words[at].lower()]
        cue = Cue(at, at, at + 1, CueVerb(tokens.words[at], "noun", True, False), "noun", lo, hi)
        content = _content(tokens, cue, noun)
        owner = _owner(tokens, first, lo) if content is not None else None
        if owner is not None and content is not None:
            yield cue, owner, content


def _owner(tokens: Tokens, at: int, lo: int) -> Phrase | None:
    """The phrase that owns the noun: Mr. Ito's, his."""
    if tokens.tags[at] == "D":
        owns = tokens.words[at].lower() in word_set("owners")
        return Phrase(at, at + 1, at + 1) if owns else None
    return phrase_ending(tokens, at + 1, lo)


def _content(tokens: Tokens, cue: Cue, noun: _Noun) -> Stretch | None:
    tags, first = tokens.tags, cue.end
    placed = _PLACED.match(tags, first, cue.hi) if noun.that else None
    if placed:
        first = placed.end()
    if tags[first] == "b" and tags.startswith("T", first + 1):
        first += 1  # her answer was that ...
    if tags[first] == "T":
        if not noun.that or first + 1 >= cue.hi:
            return None
        return first + 1, clause_end(tokens, cue, first + 1)
    word = tokens.words[first].lower()
    if tags[first] == "2" and noun.to and word not in noun.things:
        return first, _before_verb(tokens, first, thing_end(tokens, first, cue.hi))
    if word in noun.things and first + 1 < cue.hi and tags[first + 1] not in "TWX,;:":
        return first + 1, _before_verb(tokens, first + 1, thing_end(tokens, first + 1, cue.hi))
    return None


def _before_verb(tokens: Tokens, first: int, end: int) -> int:
    """Where the verb stands whose subject the noun is: his plan to stay *was* ..."""
    verb = _FINITE.search(tokens.tags, first + 1, end)
    return verb.start() if verb else end
