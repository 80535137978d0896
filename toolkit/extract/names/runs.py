"""Runs of capitalised words in a text, and the names that they hold."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from toolkit.extract import lexicons
from toolkit.extract.names.register import fold_name
from toolkit.extract.words import LATIN_ALNUM, is_latin
from toolkit.patterns import compiled, late

_UPPER = "".join(
    chr(c) for c in range(0x590) if unicodedata.category(chr(c)) in ("Lu", "Lt")
) + "".join(chr(c) for c in range(0x1E00, 0x1F00) if unicodedata.category(chr(c)) == "Lu")
_PARTICLE_STARTS = "abdeiltuvy"
ARTICLES = frozenset({"al-", "el-"})
"""The Arabic article as it stands before a surname alone."""
_ARTICLE = r"(?:a[dlnrstz]|el|ash)-"  # the Arabic one: "Jamal al-Shehri"
_PARTICLE = r"(?:(?:d[aeiou]s?|del|della|der|van|von|den|ter|bin|ibn|bint|al|el|ul|la|le|abu|y)\s)"


def _runs(upper: str, word: str) -> re.Pattern[str]:
    """Runs of up to eleven capitalised words: title, country and name may be one.

    An alternative that is empty or begins with one character costs a tenth of a repeat.

    Args:
        upper: the capital letters.
        word: a set of letters, digits and "_".
    """
    joined = rf"[-’'](?!s\b){word}++"
    cap = (  # without its first letter: searching for a set of characters is fast
        rf"{word}*+(?:{joined}(?:{joined})*+|)"
        rf"(?:\.(?:(?<=\b\w\.)(?:[{upper}]\.)*+(?:[{upper}]{word}{word}++(?:{joined})*+|)"
        r"|(?<=\b[JS]r\.))|)"  # "A.H.", "A.Haddad", "Jr."
    )
    particles = rf"(?=[{_PARTICLE_STARTS}])(?:{_PARTICLE}(?:{_PARTICLE}|)|{_ARTICLE})"
    following = rf"[ ](?:[{upper}]|{particles}[{upper}]){cap}"
    return late(rf"([{upper}](?<![\w’'&@#/].){cap}(?:{following}(?:{following}){{0,9}}|))")


_RUN = _runs(_UPPER, r"\w")
_RUN_LATIN = _runs("".join(c for c in _UPPER if c < "\u0100"), f"[{LATIN_ALNUM}_]")
_TWO_NAMES = compiled(r"(\w{3,})[-–/](\w{2,})")
_MOST_RUNS_KEPT = 20_000
_WORD = compiled(r"\S+")
WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
"""No names, also right behind an office: "phoned the Malian leader Monday"."""


def runs_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of each run; splitting makes no match objects."""
    pieces = (_RUN_LATIN if is_latin(text) else _RUN).split(text)
    edges = list(accumulate(map(len, pieces)))
    return zip(edges[::2], edges[1::2], pieces[1::2], strict=False)


class NamesInRun(dict[str, tuple[tuple[int, str], ...]]):
    """The names in a run of capitalised words, with their offsets in it; kept for the next article.

    Args:
        family_names: folded surnames of the register.
        given_names: given names, folded.
    """

    def __init__(self, family_names: Iterable[str], given_names: Collection[str]) -> None:
        super().__init__()
        self._family_names = frozenset(family_names)
        self._given_names = given_names

    def __missing__(self, run: str) -> tuple[tuple[int, str], ...]:
        """Read a run met for the first time."""
        if run in WEEKDAYS:
            return ()
        start, words = _without_edges(run)
        names = tuple((start + at, name) for at, name in self._parted(words))
        if len(self) < _MOST_RUNS_KEPT:
            self[run] = names
        return names

    def _parted(self, words: str) -> tuple[tuple[int, str], ...]:
        """A word of two surnames ("Brown-Sarkozy call") as both; a surname without an outlet."""
        if " " in words:
            outlet, _, rest = fold_name(words).partition(" ")
            if outlet in lexicons.words("cue_outlets") and rest in self._family_names:
                start = len(outlet) + 1  # "told Reuters Merkel would": not one name
                return ((start, words[start:]),)
            start = self._name_after_body(fold_name(words).split())
            if start:
                return ((0, words[: start - 1]), (start, words[start:]))
            start = _past_title(words)
            return ((start, words[start:]),)
        match = _TWO_NAMES.fullmatch(words)
        folded = fold_name(words)
        if match is not None and folded not in self._family_names:
            first, second = match.span(1), match.span(2)
            if {folded[slice(*first)], folded[slice(*second)]} <= self._family_names:
                return tuple((start, words[start:end]) for start, end in (first, second))
        return ((0, words),)

    def _name_after_body(self, words: Sequence[str]) -> int:
        """Where a name begins right after a body: "Presidential Council Ali Musa"; 0: nowhere."""
        bodies = lexicons.words("mention_organisation_words")
        start = 0
        for word, given in itertools.pairwise(words[:-1]):
            start += len(word) + 1
            if word in bodies and given in self._given_names and given not in bodies:
                return start
        return 0


def _past_title(words: str) -> int:
    """Where the name of two words or more begins that a title in a run is followed by, or 0."""
    titles = lexicons.words("mention_titles_in_runs")
    start = at = 0
    parts = words.split(" ")
    for number, word in enumerate(parts[:-2], start=1):
        at += len(word) + 1
        if word.lower() in titles and parts[number][0].isupper():
            start = at
    return start


def _without_edges(words: str) -> tuple[int, str]:
    """A run without common words at its beginning and a weekday at its end, and its new start."""
    start = 0
    if " " in words:
        not_names = lexicons.words("mention_not_names")
        first, _, rest = words.partition(" ")
        while (rest[:1].isupper() or rest[:3] in ARTICLES) and first.lower() in not_names:
            if len(first) == 1 and rest[1:2] == " ":
                break  # "A K Basu": no article, but the first of two initials
            start += len(first) + 1
            words = rest
            first, _, rest = rest.partition(" ")
        if words[-3:] == "day" and words.rpartition(" ")[2] in WEEKDAYS and " " in words:
            words = words.rpartition(" ")[0]  # "called President Boric Friday"
    return start, words


def single_words(text: str, start: int, end: int, covered: bytearray) -> Iterator[tuple[int, int]]:
    """The capitalised words of a run that no phrase covers, each by itself."""
    verbs = lexicons.words("mention_headline_verbs")
    for word in _WORD.finditer(text, start, end):
        if word.group().lower() in verbs:
            continue  # "Crown Prince Makes Phone Call": no prince of that name
        if covered.find(1, *word.span()) < 0 and word.group()[0].isupper():
            yield word.span()


def uncovered(text: str, start: int, end: int, covered: bytearray) -> Iterator[tuple[int, int]]:
    """The parts of a run that no phrase covers; each begins with a capital letter."""
    low: int | None = None
    high = start
    for word in _WORD.finditer(text, start, end):
        free = covered.find(1, *word.span()) < 0
        begins = low is not None or word.group()[0].isupper() or word.group()[:3] in ARTICLES
        if free and begins:
            low, high = (word.start() if low is None else low), word.end()
        elif low is not None:
            yield low, high
            low = None
    if low is not None:
        yield low, high
