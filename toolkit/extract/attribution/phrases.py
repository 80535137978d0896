"""Noun phrases in the words of a document: who or what may be a source."""

from __future__ import annotations

import re

from toolkit.extract.attribution.tokens import Tokens
from toolkit.values import value

Stretch = tuple[int, int]
"""Words [first, end) of a document's tokens."""

# No rule looks further back or ahead than this, so that one endless sentence costs no more.
WINDOW = 70
_VERBISH = re.compile(r"[VXbeGE]")
# A phrase: determiner, adjectives and owners, head; then what it is of.
_BEGINS = frozenset("DA#YyleghvVNE")
_NAME_PHRASE = re.compile(r"D?[A#]?(?:[#YyleghvVD]{0,6}(?=N))?(?:N+[Yy]?)++N*")
# The first word of a name, after a determiner, an adjective and six more.
_NAME_WITHIN = 8
_NOUN_PHRASE = re.compile(
    r"D{0,2}[A#]?(?:[#YyNlegEvV]{0,7}?)h(?![hN])|D{0,2}[A#]?(?:[#YyNlegE]{0,7}?)h+"
)
# The first noun for a speaker stands no further into such a phrase.
_HEAD_WITHIN = 11
_PLAIN_PHRASE = re.compile(
    r"D{0,2}[A#]?[#YylNE]*[lYy#vV]|D{1,2}[A#]?[#YylNEge]*[lYy#vV]|D{1,2}g(?=F)|D{1,2}|#"
)
# After a name: "White House officials", "Trump campaign spokesman Al Smith", "Nokia boss Ann Lee";
# after an owner's.
_NAMED_GROUP = re.compile(r"[lN]{0,2}h+N*|l{1,2}(?:N{2,4})?(?=[VXb,]|$)")
_OWNED = re.compile(r"[A#legE]{0,3}[hlvVN]+N*")
_AFTER = re.compile(r"(?:(?:[FP]|2(?=D))D{0,2}[A#]?[#YyleNh]*[Nlh](?:&N+(?=[VXvb,]|$))?)*+")


@value
class Phrase:
    """A noun phrase that may name a source: words [first, core) are its core, [first, end) all."""

    first: int
    core: int
    end: int


def phrase_at(tokens: Tokens, first: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at a word, not reaching beyond ``stop``."""
    tags = tokens.tags
    if stop > first + WINDOW:
        stop = first + WINDOW
    if first >= stop:
        return None
    tag = tags[first]
    if tag in "RO":
        return Phrase(first, first + 1, first + 1)
    if tag not in _BEGINS:
        return None
    core = _core_end(tags, first, stop)
    if core <= first or (core == first + 1 and tag in "Vv"):
        return None
    end = core
    if end >= stop or tags[end] not in "&FP2":
        return Phrase(first, core, end)
    while end + 1 < stop and tags[end] == "&" and tags[end + 1] in "NDhY" and core - first < 12:
        more = _core_end(tags, end + 1, stop)
        if more <= end + 1:
            break
        end = more
    if end == core:
        after = _AFTER.match(tags, end, stop)
        end = after.end() if after else end
    return Phrase(first, core, end)


def _core_end(tags: str, first: int, stop: int) -> int:
    best = first
    nearest = tags.find("N", first, stop)
    name = _NAME_PHRASE.match(tags, first, stop) if 0 <= nearest <= first + _NAME_WITHIN else None
    if name:
        best = name.end()
        owned = tags[best - 1] in "Yy"
        if best < stop and tags[best] in ("A#legEhvVN" if owned else "lhN"):
            more = (_OWNED if owned else _NAMED_GROUP).match(tags, best, stop)
            if more:
                best = more.end()
    head = tags.find("h", first, stop)
    if 0 <= head < first + _HEAD_WITHIN:
        noun = _NOUN_PHRASE.match(tags, first, stop)
        if noun and (
            best == first or (noun.end() > best and not _VERBISH.search(tags, first, noun.end()))
        ):
            best = max(best, noun.end())
            while best < stop and tags[best] == "N":
                best += 1
    if best == first:
        plain = _PLAIN_PHRASE.match(tags, first, stop)
        best = plain.end() if plain else first
    return best
