"""What stands before a subject: "But in Tokyo on Monday, ...", "WASHINGTON (Reuters) - ..."."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract.attribution.phrases import Phrase, phrase_at
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

_DATELINE = compiled(r"N{1,5},?[Nt#]{0,4},?(?:\(N+\))?-")
# What may stand before the subject: conjunctions, adverbs, words of time, phrases.
_FRONT_WORDS = frozenset("&BA!")
_FRONT_STATE = compiled(r"N{1,3},(?=[NRPYD])")
# Patterns, each after the classes that it can begin with: most subjects begin with none of them.
_FRONTS = (
    (
        r"[PSGgKCE2eTFtA]",
        # On March 2, 2015, ...
        r"[PSGgKCE2eTF][^,Q;:]{0,200},(?:(?<=t#,)#,)?|t[^,]{0,20},|A[^,]{0,12},",
    ),
    (r"[PDlA#t]", r"P?D?[lA#]{0,2}t[t#]*,?(?=[DNRhlYy#])"),
    (r"[^,QVXb;:NR]", r"[^,QVXb;:NR]{1,5}t[Aet#]{0,2},"),
    (r"P", r"P(?:D?l{0,2}[lh]|D[lNYy]{0,3}[lh]|D[Al&]{0,5}[lhv]|N{1,3}),?(?=D|N|R|Y|h)"),
    (r"P", r"P[vV]?[DlhNYyAF2PEetg#&]{1,12}(?=R)"),
    (r"P", r"P[DlhNYyAF2P]{1,8}l(?=N)"),
)


def after_front(tokens: Tokens, first: int, stop: int) -> int:
    """Skip what stands before the subject: "But in Tokyo on Monday, ..."."""
    tags = tokens.tags
    if first >= stop:
        return first
    tag = tags[first]
    if tag == "N" and tags.startswith(",", first + 1) and _is_front(tokens, first, stop):
        first += 2
        tag = tags[first]
    if tag == "R" or (tag in "DhlYy" and tags.find("t", first, min(stop, first + 6)) < 0):
        return first  # what may stand before a subject does not begin so, but for a time
    if tag == "N":
        if not tokens.words[first].isupper():
            return first
        dateline = _DATELINE.match(tags, first, stop)
        if dateline and dateline.end() < stop:
            first = dateline.end()
    for _ in range(6):
        at = first
        while at < stop and tags[at] in _FRONT_WORDS:
            at += 1
        while at < stop and tags[at] in ",(-":
            at += 1
        if at >= stop:
            return at
        for pattern in _fronts(tags[at]):
            found = pattern.match(tags, at, stop)
            if found and found.end() < stop:
                at = found.end()
                state = _FRONT_STATE.match(tags, at, stop)
                if state and tags[at - 2] == "N":
                    at = state.end()
                break
        if at == first:
            break
        first = at
    return first


def _is_front(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether an adverb with a capital opens a sentence: Increasingly, ..."""
    return first + 2 < stop and tokens.words[first].lower() in word_set("front_words")


@cache
def _fronts(tag: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of what may stand before a subject that can begin with a word of a class."""
    return tuple(compiled(words) for begins, words in _FRONTS if re.match(begins, tag))


def explained(tokens: Tokens, lo: int, k: int) -> Phrase | None:
    """A name that an apposition explains: *Ann Lee*, the city's mayor, who was born here, said."""
    first = after_front(tokens, lo, k + 1)
    phrase = phrase_at(tokens, first, k) if tokens.tags[first] == "N" else None
    if phrase is None or phrase.end >= k or tokens.tags[phrase.end] != ",":
        return None
    aside = phrase_at(tokens, phrase.end + 1, k + 1)
    return phrase if aside is not None and aside.end == k + 1 else None


def is_explained(tokens: Tokens, phrase: Phrase, k: int) -> bool:
    """Whether an apposition that ends at the comma ``k`` follows a phrase: Ann Lee, his aide,"""
    if tokens.tags[phrase.end] != "," or tokens.tags[k] != ",":
        return False
    aside = phrase_at(tokens, phrase.end + 1, k)
    return aside is not None and aside.end == k
