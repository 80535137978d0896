"""The words of a text with their offsets, cut once for all rules that look at words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from toolkit.patterns import compiled

LATIN_ALNUM = "".join(filter(str.isalnum, map(chr, range(256))))
"""The letters and digits of the texts that `is_latin` tells."""
_PUNCTUATION = frozenset("’“”—‘–…•")
_ASCII = bytes(range(128))
_WORD_OR_MARK = r"({0}++(?:['’./&-]{0}++)*+|[,;:()\[\]?!—–―-])"
_CUT = compiled(_WORD_OR_MARK.format(r"[^\W_]"))
# A set of characters written out is a fifth faster to read than one told by what they are.
_CUT_LATIN = compiled(_WORD_OR_MARK.format(f"[{LATIN_ALNUM}]"))
_AMPERSAND = compiled("&")
_PARTS = compiled(r"[^\W_]+")
_MOST_WORDS_KEPT = 50_000


def lowered(text: str) -> str:
    """A text in lower case in which every character keeps its offset."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "İ".join(map(str.lower, text.split("İ")))  # the only character that becomes two


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
        self._number = _CODES.add(*asked)

    def places(self, text: str) -> list[int]:
        """Offsets in a text where something may begin, in order."""
        cut_words = words_of(text)
        words, starts = cut_words.words, cut_words.starts
        places: list[int] = []
        for match in _PLACE.finditer(_codes_of(text).translate(_CODES.marks[self._number])):
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
_BEGINS, _BEGINS_PAIR, _SECOND = 1, 2, 4
_BITS = 3
# Digits are sums of these bits. A search jumps to the set of characters with which it begins.
_PLACE = compiled("[123567](?:(?<=[1357])|(?=[4567]))")


class _Codes(dict[str, str]):
    """A character for each word, which stands for all that stages ask of words.

    Attributes:
        marks: for each `Openers`, what the characters say: the sum of its bits as a digit.
        classes: what they say of a word's class.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[dict[int, str]] = []
        self.classes: dict[int, str] = {}
        self._class_of: Callable[[str], str] | None = None
        self._of_answers: dict[tuple[int, str], str] = {}
        self._firsts: dict[str, int] = {}
        self._lasts: dict[str, int] = {}
        self._prefixes: dict[str, list[tuple[tuple[str, ...], int]]] = {}

    def add(self, begins: _Asked, paired: Collection[str], second: _Asked) -> int:
        """Ask each word for something else, too; returns the number of its `marks`."""
        number = len(self.marks)
        self.marks.append({})
        shift = _BITS * number
        for (words, prefixes), bit in ((begins, _BEGINS), (second, _SECOND)):
            for word in words:
                self._firsts[word] = self._firsts.get(word, 0) | bit << shift
            for initial in {prefix[0] for prefix in prefixes}:
                begun = tuple(prefix for prefix in prefixes if prefix[0] == initial)
                self._prefixes.setdefault(initial, []).append((begun, bit << shift))
        for word in paired:
            self._lasts[word] = self._lasts.get(word, 0) | _BEGINS_PAIR << shift
        self._forget()
        return number

    def classify(self, class_of: Callable[[str], str]) -> None:
        """Ask each word for its class, too."""
        self._class_of = class_of
        self._forget()

    def __missing__(self, word: str) -> str:
        """Ask for a word met for the first time."""
        first, last = (word, word) if word.isalnum() else _parts(word)
        bits = self._firsts.get(first, 0) | self._lasts.get(last, 0)
        for begun, bit in self._prefixes.get(first[:1], ()):
            if first.startswith(begun):
                bits |= bit
        answers = bits, self._class_of(word) if self._class_of is not None else ""
        code = self._of_answers.get(answers) or self._new(answers)
        if len(self) < _MOST_WORDS_KEPT:
            self[word] = code
        return code

    def _new(self, answers: tuple[int, str]) -> str:
        """A character for answers met for the first time; there are about a hundred."""
        number = len(self._of_answers)
        bits, self.classes[number] = answers
        for marks in self.marks:
            marks[number] = str(bits % (1 << _BITS))
            bits >>= _BITS
        code = self._of_answers[answers] = chr(number)
        return code

    def _forget(self) -> None:
        self.clear()
        self._of_answers.clear()
        _codes_of.cache_clear()


def classify(class_of: Callable[[str], str]) -> None:
    """Say what `classes_of` tells.

    Args:
        class_of: the class of a word, one letter; asked once of each word.
    """
    _CODES.classify(class_of)


def classes_of(text: str) -> str:
    """The classes of a text's words, one letter a word, by the function told to `classify`."""
    return _codes_of(text).translate(_CODES.classes)


def class_of(word: str) -> str:
    """The class of one word, as `classes_of` tells it."""
    return _CODES.classes[ord(_CODES[word])]


def _parts(word: str) -> tuple[str, str]:
    """The first and the last part of a word that marks join; of a mark nothing."""
    parts = _PARTS.findall(word)
    return (parts[0], parts[-1]) if parts else ("", "")


@lru_cache(maxsize=2)
def _codes_of(text: str) -> str:
    """What stands for each word of a text, one character a word."""
    return "".join(map(_CODES.__getitem__, words_of(text).words))


_CODES = _Codes()
