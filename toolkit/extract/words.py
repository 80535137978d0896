"""The words of a text with their offsets, cut once for all rules that look at words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

LATIN_ALNUM = "".join(filter(str.isalnum, map(chr, range(256))))
"""The letters and digits of the texts that `is_latin` tells."""
_PUNCTUATION = frozenset("’“”—‘–…•")
_ASCII = bytes(range(128))
_WORD_OR_MARK = r"({0}++(?:['’./&-]{0}++)*+|[,;:()\[\]?!—–―-])"
_CUT = re.compile(_WORD_OR_MARK.format(r"[^\W_]"))
# A set of characters written out is a fifth faster to read than one told by what they are.
_CUT_LATIN = re.compile(_WORD_OR_MARK.format(f"[{LATIN_ALNUM}]"))
_AMPERSAND = re.compile("&")
_PARTS = re.compile(r"[^\W_]+")
_MOST_WORDS_KEPT = 50_000
_MOST_BITS = 9


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


@lru_cache(maxsize=2)
def foreign_characters(text: str) -> frozenset[str]:
    """The characters of a text beyond ASCII.

    Deleting all others from its bytes takes a quarter of the time of searching for them.
    """
    if text.isascii():
        return frozenset()
    left = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return frozenset(left.decode("utf-8", "surrogatepass"))


def is_latin(text: str) -> bool:
    """Whether a text has no letter or digit beyond Latin-1: common punctuation at most."""
    return text.isascii() or max(foreign_characters(text) - _PUNCTUATION, default="") <= "\xff"


def cut(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of [start, end): "twenty-five", "U.S" and "didn't" are one word each.

    Args:
        text: any text.
        start: where to begin.
        end: where to stop; by default at the end.
    """
    # Splitting with the words as separators, and adding up lengths, makes no match objects: a
    # fifth of the time of `finditer`.
    part = text[start:end] if start or end is not None else text
    pieces = (_CUT_LATIN if is_latin(part) else _CUT).split(part)
    edges = list(accumulate(map(len, pieces), initial=start))
    return Words(pieces[1::2], edges[1:-1:2], edges[2::2])


@lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """The words of a whole text; those of the last texts are kept for the next stage."""
    return cut(text)


class Openers:
    """Where in a text something may begin, told by its words.

    Most words begin nothing that a stage looks for. What each stage asks of a word is asked once
    and kept, and a text is looked up in one pass for all stages.

    Args:
        words: words with which something may begin, asked of a word's first part ("twenty" of
            "twenty-five").
        prefixes: what a first part may begin with instead.
        paired: words that begin something only before one of certain others ("the" of "the same
            day"), asked of the last part.
        seconds: these others, asked of the first part.
        second_prefixes: what the first part of these may begin with instead.
    """

    def __init__(
        self,
        words: Collection[str],
        prefixes: tuple[str, ...] = (),
        paired: Collection[str] = (),
        seconds: Collection[str] = (),
        second_prefixes: tuple[str, ...] = (),
    ) -> None:
        asked = (frozenset(words) - {""}, prefixes), paired, (seconds, second_prefixes)
        begins, begins_pair, second = _MARKS.add(*asked)
        # A search jumps to the set of characters with which a pattern begins.
        self._place = re.compile(f"[{begins}{begins_pair}](?:(?<=[{begins}])|(?=[{second}]))")

    def places(self, text: str) -> list[int]:
        """Offsets in a text where something may begin, in order."""
        cut_words = words_of(text)
        words, starts = cut_words.words, cut_words.starts
        places: list[int] = []
        for match in self._place.finditer(_marks_of(text)):
            number = match.start()
            places.append(starts[number])
            if not words[number].isalnum():  # "arrived.The two leaders"
                last = cut_words.ends[number] - len(_parts(words[number])[1])
                if last > starts[number]:
                    places.append(last)
        if "&" in text:  # the one mark inside words after which something else may begin
            places += [match.end() for match in _AMPERSAND.finditer(text)]
            places.sort()
        return places


_Asked = tuple[Collection[str], tuple[str, ...]]
"""Words, and what others begin with."""


class _Marks(dict[str, str]):
    """A character for each word: three bits for every `Openers` that there is.

    The bits say what may begin with the word: something, a pair; and that it may be second in one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bits = 0
        self._firsts: dict[str, int] = {}
        self._lasts: dict[str, int] = {}
        self._prefixes: dict[str, list[tuple[str, int]]] = {}

    def add(self, begins: _Asked, paired: Collection[str], second: _Asked) -> list[str]:
        """Ask each word for something else, too; returns for its three bits the characters."""
        first = self._bits
        self._bits += 3
        for (words, prefixes), bit in ((begins, first), (second, first + 2)):
            for word in words:
                self._firsts[word] = self._firsts.get(word, 0) | 1 << bit
            for prefix in prefixes:
                self._prefixes.setdefault(prefix[0], []).append((prefix, 1 << bit))
        for word in paired:
            self._lasts[word] = self._lasts.get(word, 0) | 1 << first + 1
        self.clear()
        _marks_of.cache_clear()
        codes = range(1 << _MOST_BITS)
        return [
            re.escape("".join(chr(c) for c in codes if c >> bit & 1))
            for bit in range(first, first + 3)
        ]

    def __missing__(self, word: str) -> str:
        """Ask for a word met for the first time."""
        first, last = (word, word) if word.isalnum() else _parts(word)
        bits = self._firsts.get(first, 0) | self._lasts.get(last, 0)
        for prefix, bit in self._prefixes.get(first[:1], ()):
            if first.startswith(prefix):
                bits |= bit
        mark = chr(bits)
        if len(self) < _MOST_WORDS_KEPT:
            self[word] = mark
        return mark


def _parts(word: str) -> tuple[str, str]:
    """The first and the last part of a word that marks join; of a mark nothing."""
    parts = _PARTS.findall(word)
    return (parts[0], parts[-1]) if parts else ("", "")


@lru_cache(maxsize=2)
def _marks_of(text: str) -> str:
    """What may begin with each word of a text, one character a word."""
    return "".join(map(_MARKS.__getitem__, words_of(text).words))


_MARKS = _Marks()
