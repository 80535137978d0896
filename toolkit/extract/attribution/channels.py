"""Where something was said: a statement, an interview, a broadcaster, a platform."""

from __future__ import annotations

from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

_PREPOSITION = compiled(r"[P2]")
_OCCASION = compiled(r"D?[AlghNeYyV#]{0,5}")
_NAME = compiled(r"D?[ANY]{1,5}l{0,2}")


@cache
def _channel_nouns() -> frozenset[str]:
    rows = lexicons.table("cue_channels")
    return frozenset(row[form] for row in rows for form in ("noun", "plural"))


@cache
def _channel_words() -> frozenset[str]:
    """Of what names a channel, whether an outlet or a kind, one word is among these."""
    return _channel_nouns() | lexicons.words("cue_outlets")


def channel_near(tokens: Tokens, cue: int, end: int, lo: int, hi: int) -> tuple[int, int] | None:
    """The words (first, end) that name the channel in the sentence [lo, hi) of a cue.

    Args:
        tokens: the document's words.
        cue: the cue's main word.
        end: word after the cue.
        lo: first word of the sentence.
        hi: word after the sentence.

    A name ("on CNBC", "told Reuters") is better than a kind ("in a statement"), what follows the
    cue better than what stands before it.
    """
    stop = tokens.tags.find("Q", end, hi)
    stop = min(stop if stop >= 0 else hi, end + 16)
    start = max(tokens.tags.rfind("Q", lo, cue) + 1, lo, cue - 24)
    if _channel_words().isdisjoint(map(str.lower, tokens.words[start:stop])):
        return None  # most
    told = _outlet(tokens, end, stop) if end < stop and tokens.tags[end] in "DN" else None
    return told or _scan(tokens, end, stop) or _scan(tokens, start, cue)


def _scan(tokens: Tokens, first: int, stop: int) -> tuple[int, int] | None:
    kind: tuple[int, int] | None = None
    on_channel, in_occasion = word_set("on_channel"), word_set("in_occasion")
    for match in _PREPOSITION.finditer(tokens.tags, first, stop):
        i = match.start()
        word = tokens.words[i].lower()
        if word in on_channel:
            named = _outlet(tokens, i + 1, stop)
            if named:
                return named
        if kind is None and word in in_occasion:
            kind = _occasion(tokens, i + 1, stop)
    return kind


def _outlet(tokens: Tokens, first: int, stop: int) -> tuple[int, int] | None:
    match = _NAME.match(tokens.tags, first, stop)
    if match is None:
        return None
    end = match.end()
    words, outlets = tokens.words[first:end], lexicons.words("cue_outlets")
    while (
        words
        and words[-1].lower() not in outlets
        and words[-1].lower() not in word_set("after_outlet")
    ):
        words.pop()
    end = first + len(words)
    if not any(w.lower() in outlets and (w[0].isupper() or i) for i, w in enumerate(words)):
        return None
    if tokens.tags[first] == "D" and tokens.words[first].lower() not in ("the", "a", "an"):
        first += 1
    return (first, end) if end > first else None


def _occasion(tokens: Tokens, first: int, stop: int) -> tuple[int, int] | None:
    match = _OCCASION.match(tokens.tags, first, min(stop, first + 7))
    end = match.end() if match else first
    nouns = _channel_nouns()
    for i in range(first, min(end + 1, stop)):
        if tokens.words[i].lower() in nouns:
            return first, i + 1
    return None
