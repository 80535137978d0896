"""The words of a text with their offsets, cut once for all rules that look at words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress

_CUT = re.compile(r"([^\W_]++(?:['’./&-][^\W_]++)*+|[,;:()\[\]?!—–―-])")
_AMPERSAND = re.compile("&")
_FIRST_PART = re.compile(r"[^\W_]+")
_MOST_WORDS_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Words:
    """Words and punctuation marks of a text, in order; quotation marks and blanks are left out.

    Attributes:
        words: each word as written.
        starts: offset of its first character.
        ends: offset after its last character.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]


def cut(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of [start, end): "twenty-five", "U.S" and "didn't" are one word each.

    Args:
        text: any text.
        start: where to begin.
        end: where to stop; by default at the end.
    """
    # Splitting with the words as separators, and adding up lengths, makes no match objects: a
    # fifth of the time of `finditer`.
    pieces = _CUT.split(text[start:end] if start or end is not None else text)
    edges = list(accumulate(map(len, pieces), initial=start))
    return Words(pieces[1::2], edges[1:-1:2], edges[2::2])


@lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """The words of a whole text; those of the last texts are kept for the next stage."""
    return cut(text)


class Openers(dict[str, bool]):
    """Remembers of each word whether something may begin with it.

    Args:
        begins: says so of the first part of a word ("twenty" of "twenty-five").
    """

    def __init__(self, begins: Callable[[str], bool]) -> None:
        super().__init__()
        self._begins = begins

    def __missing__(self, word: str) -> bool:
        """Ask for a word met for the first time."""
        first = _FIRST_PART.match(word)
        opens = first is not None and self._begins(first.group())
        if len(self) < _MOST_WORDS_KEPT:
            self[word] = opens
        return opens

    def places(self, text: str) -> list[int]:
        """Offsets in a text where a word stands with which something may begin."""
        found = words_of(text)
        places = list(compress(found.starts, map(self.__getitem__, found.words)))
        if "&" in text:  # the one mark inside words after which something else may begin
            places += [match.end() for match in _AMPERSAND.finditer(text)]
            places.sort()
        return places
