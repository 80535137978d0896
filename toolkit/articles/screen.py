"""Telling at once the blocks that are nothing but prose.

Nearly every block of an article ends in a full stop, opens with a word that opens no boilerplate,
and stands in a text that holds no word of a credit. That is told at a fraction of what it costs to
try every rule on it; what it cannot tell is left to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from toolkit.articles import bylines, captions
from toolkit.articles.boilerplate import (
    FIRST_WORD,
    SHORT,
    Held,
    all_held,
    boilerplate_rule,
    needing_rule,
    opening_rule,
    phrases,
)
from toolkit.patterns import compiled
from toolkit.values import value

# A block without an end mark that is longer than this is prose all the same.
LONGEST_SHORT = 160
# A longer block is no caption, whatever stands at its end.
LONGEST_CAPTION = 800

_CREDIT_WORDS = ("redit", "photo")
_OPENERS = bylines.OPENERS | captions.OPENERS
_ENDS = frozenset('.!?”"’')
_CLOSED = frozenset(".!?…,:;")
_QUOTES = frozenset('“"')
_DIVIDERS = ("|", "·", "•", "©")
_YEAR = compiled(r"19\d\d|20\d\d")
# Capitals beyond ASCII whose small letters are ASCII: an I with a dot, and the sign of the kelvin.
_ODD_CAPITALS = ("\u0130", "\u212a")
_HEAD = 3
_LONGEST_SINGLE = 2


@value
class Screen:
    """What the blocks of a text hold at all, and so which rules may match any of them.

    Attributes:
        held: the words that patterns of boilerplate need.
        credits: whether some block may hold a word of a credit.
        divided: whether some block holds a sign that divides fields, or that of a copyright.
    """

    held: Held
    credits: bool
    divided: bool

    def is_prose(self, text: str) -> bool:
        """Whether a tidied block without links is surely prose, whole and as it stands."""
        end, size = text[-1], len(text)
        if end not in _ENDS:
            return False
        if text[0] not in _QUOTES:
            head = text[:_HEAD].lower()
            if not head[0].isalpha():
                return False
            # Most words are told by their first letters to open nothing.
            if (head in _heads() or not head.isascii()) and self._opens(text):
                return False
        if size <= SHORT:
            if boilerplate_rule(text, self.held) is not None:
                return False
        elif self.held.rare and needing_rule(text, self.held.rare) is not None:
            return False
        if size > LONGEST_SHORT:
            may_end_in_credit = self.credits and size <= LONGEST_CAPTION
            return not (may_end_in_credit and ("redit" in text or "REDIT" in text))
        return (end in _CLOSED or text[-2:-1] in _CLOSED) and not self._is_marked(text)

    def _opens(self, text: str) -> bool:
        """Whether the first word of a block may open boilerplate, a byline or a caption."""
        first = FIRST_WORD.match(text)
        word = first.group().lower() if first else ""
        if not word.isascii():
            word = word.replace("’", "'")
        if word in _OPENERS or not word.isascii():
            return True
        if len(text) <= SHORT or word not in _boilerplate_openers():
            return False
        low = text[:SHORT].lower().replace("’", "'")
        return opening_rule(text, low, word, self.held) is not None

    def _is_marked(self, text: str) -> bool:
        """Whether a short block holds a mark of a credit, of a date or of a line of fields."""
        if "/" in text or (self.divided and any(sign in text for sign in _DIVIDERS)):
            return True
        if self.credits and any(word in text.lower() for word in _CREDIT_WORDS):
            return True
        # A credit that says on whose behalf ends in an agency's name, not as a sentence does.
        return ("19" in text or "20" in text) and _YEAR.search(text) is not None


@cache
def _boilerplate_openers() -> frozenset[str]:
    known = phrases()
    return frozenset((*known.prefixes, *known.by_first))


@cache
def _heads() -> frozenset[str]:
    """The first characters of whatever opens with a word that opens more than prose."""
    words = _boilerplate_openers() | _OPENERS
    after = " \t:,;.|–—"
    return frozenset(
        (word + mark)[:_HEAD] for word in words for mark in (after if len(word) < _HEAD else " ")
    )


@cache
def _searches() -> tuple[BytesAhoCorasick, BytesAhoCorasick, tuple[str, ...]]:
    """What tells whether one of the longer words is there at all, what finds all, and the words."""
    words = [word for word in phrases().words if len(word) > _LONGEST_SINGLE]
    words += _CREDIT_WORDS
    coded = [word.encode() for word in words]
    # The first kind of search, which stops at nothing but whole words, skips most of a text.
    quick = BytesAhoCorasick(coded, matchkind=MatchKind.LeftmostFirst)
    return quick, BytesAhoCorasick(coded), tuple(words)


@lru_cache(maxsize=64)
def _held(words: frozenset[str]) -> Held:
    return Held(words | {""}, tuple(p for p in phrases().rare if p.word in words))


def screen_of(texts: Iterable[str]) -> Screen:
    """The screen of a text's blocks.

    Args:
        texts: the tidied blocks.
    """
    joined = "\n".join(texts)
    divided = any(sign in joined for sign in _DIVIDERS)
    if not joined.isascii() and any(capital in joined for capital in _ODD_CAPITALS):
        return Screen(all_held(), True, divided)
    low = joined.encode("utf-8", "surrogatepass").lower()
    quick, search, words = _searches()
    found: set[str] = set()
    if quick.find_matches_as_indexes(low):
        found = {words[number] for number, _, _ in search.find_matches_as_indexes(low, True)}
    found.update(word for word in _single_words() if word in joined)
    return Screen(_held(frozenset(found)), not found.isdisjoint(_CREDIT_WORDS), divided)


@cache
def _single_words() -> tuple[str, ...]:
    """The words that patterns need of one character or two."""
    return tuple(word for word in phrases().words if len(word) <= _LONGEST_SINGLE)
