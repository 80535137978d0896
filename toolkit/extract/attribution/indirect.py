"""Reads what a cue reports without quotation marks: a clause, a thing named, what seems so."""

from __future__ import annotations

from toolkit.extract.attribution.around import around_cue, beside_according
from toolkit.extract.attribution.clauses import reported_clause
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import Phrase, Stretch, phrase_at, phrase_ending
from toolkit.extract.attribution.sentence import Sentence
from toolkit.extract.attribution.sources import subject_before
from toolkit.extract.attribution.things import named_thing, thing_end
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.values import value

_EXPECTED = frozenset({"say", "think", "show"})
_ASKED = frozenset({"tell", "ask"})
_SEEN = frozenset({"think", "describe", "say"})


@value
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
    clause = reported_clause(tokens, cue)
    if cue.form == "passive":
        return read_passive(sentence, cue, clause)
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
    if phrase is None or sentence.tokens.words[phrase.first].lower() in word_set("no_source"):
        return None
    return Indirect(phrase, (words,), rule)


def read_hint(sentence: Sentence, cue: Cue) -> Indirect | None:
    """What seems or appears to be so: its subject and what follows."""
    return _hearsay(sentence, cue) if cue.form == "finite" else None


def read_passive(sentence: Sentence, cue: Cue, clause: Stretch | None) -> Indirect | None:
    """What a passive reports: asked whether ..., criticised by Ms. Lee for ..., known as ..."""
    tokens, tags = sentence.tokens, sentence.tokens.tags
    if cue.verb.kind in _ASKED and cue.verb.addressee:
        asked = _asked(sentence, cue, clause)
        if asked is not None:
            return asked
    if clause is not None:
        return Indirect(None, (clause,), "reported-passive")
    if tags.startswith("2", cue.end):
        return _hearsay(sentence, cue) if cue.verb.kind in _EXPECTED else None
    if not tags.startswith("P", cue.end) or cue.verb.lemma in word_set("only_with_that"):
        return None
    reduced = cue.at > cue.lo and tags[cue.at - 1] in "Nlh"  # the contests known as ...
    find = phrase_ending if reduced else subject_before
    subject = find(tokens, cue.at, cue.lo)
    if subject is None:
        return None
    said = (subject.first, min(subject.end, cue.at))
    word = tokens.words[cue.end]
    if word == "as" and cue.end + 1 < cue.hi and cue.verb.kind in _SEEN:
        rest = (cue.end + 1, thing_end(tokens, cue.end + 1, cue.hi))
        return Indirect(None, (said, rest), "known-as")
    return None


def _asked(sentence: Sentence, cue: Cue, clause: Stretch | None) -> Indirect | None:
    """Asked by a reporter whether ..., he said; asked about the plan, ..."""
    tokens, tags, first, source = sentence.tokens, sentence.tokens.tags, cue.end, None
    if clause is not None:
        return Indirect(None, ((clause[0], _first_stop(tokens, *clause)),), "asked")
    if tags.startswith("P", first) and tokens.words[first] == "by":
        source = phrase_at(tokens, first + 1, cue.hi)
        first = source.end if source is not None else first
    while first < cue.hi and tags[first] in "tAP#" and tokens.words[first] not in ("about", "for"):
        first += 1
    if first + 1 >= cue.hi or tags[first] not in "KP2":
        return None
    first += tags[first] == "P"
    return Indirect(source, ((first, thing_end(tokens, first, cue.hi)),), "asked")


def _first_stop(tokens: Tokens, first: int, end: int) -> int:
    """Where the first comma of a stretch stands, also inside a run's marks; else its end."""
    for i in range(first, end):
        tag = tokens.tags[i]
        if tag == "," or (tag == "Q" and tokens.text[tokens.ends[i] - 2] == ","):
            return i + (tag == "Q")
    return end


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
