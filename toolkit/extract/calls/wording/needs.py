"""What must stand in a text for a regular expression to match it, told without compiling it.

The patterns about calls are long: to compile one takes some milliseconds, and an article needs few
of the many. What a pattern needs are words that stand, in their order, in every text it matches: a
search for them rules out most patterns within a microsecond each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from toolkit.patterns import late, remembered

_Item = TypeVar("_Item")
Need = tuple[str, ...]
"""Strings of which one must stand in the text."""

_TOKEN = late(
    r"(?P<open>\((?:\?(?:P<\w+>|<?[=!]|:))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<times>(?:[?*+]|\{(?:\d*,\d*|\d+)\})\??)|(?P<part>[\ue000-\uf8ff])"
    r"|(?P<other>\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[.^$])"
    r"|(?P<words>[^()|?*+{}\[\]\\.^$\ue000-\uf8ff]+)",
    re.DOTALL,
)
_FIRST_SIGN = 0xE000
_DIGEST = 8
_MAY_BE_NONE = late(r"[?*]|\{(?:,|0+\b)")
_FEW_LETTERS = late(r"\[([a-z]{1,4})\]")
_LETTER = late(r"[A-Za-z]")


class _UnknownError(Exception):
    """A construction that is not known here, so that nothing can be told of the pattern."""


class Needs:
    """Tells what patterns need that are put together from parts.

    Args:
        parts: regular expressions that many patterns hold; each is looked into once.

    Raises:
        ValueError: a part has alternatives and is no group.
    """

    def __init__(self, parts: Sequence[str]) -> None:
        self._signs: dict[str, str] = {}
        self._of: dict[str, list[Need]] = {}
        self._version = _version(parts)
        for part in sorted(parts, key=len):
            branches = self._branches(part)
            if len(branches) > 1:
                raise ValueError(f"is read otherwise where more stands beside it: {part}")
            sign = chr(_FIRST_SIGN + len(self._signs))
            self._signs = {part: sign, **self._signs}
            self._of[sign] = branches[0]

    def of(self, pattern: str) -> tuple[Need, ...]:
        """What a pattern needs, in the order in which it must stand in the text.

        Args:
            pattern: a regular expression without flags; nothing is told of one with constructions
                beyond groups, alternatives, sets, looks around and repetitions.
        """
        return remembered(pattern, self._version, self._told)

    def _told(self, pattern: str) -> tuple[Need, ...]:
        try:
            return tuple(_all_of(self._branches(pattern)))
        except _UnknownError:
            return ()

    def _branches(self, pattern: str) -> list[list[Need]]:
        for part, sign in self._signs.items():  # the longest first: they hold the shorter ones
            pattern = pattern.replace(part, sign)
        if _TOKEN.sub("", pattern):
            raise _UnknownError
        return _read(_TOKEN.finditer(pattern), self._of)


def _version(parts: Sequence[str]) -> str:
    """What changes with what is told here: a digest of this module and of the parts."""
    told = blake2b(Path(__file__).read_bytes(), digest_size=_DIGEST)
    for part in parts:
        told.update(f"{part}\0".encode())
    return told.hexdigest()


def _read(tokens: Iterator[re.Match[str]], parts: Mapping[str, list[Need]]) -> list[list[Need]]:
    """What each alternative needs, up to the end of the pattern or of the group."""
    branches: list[list[Need]] = [[]]
    item: list[Need] = []
    before = "open"
    for token in tokens:
        kind, words = token.lastgroup or "", token.group()
        few = None
        if kind == "other" and before == "words":
            few = _FEW_LETTERS.fullmatch(words)
        if few:
            item = [tuple(item[0][0] + letter for letter in few.group(1))]
            before = "words and a letter"
            continue
        if kind == "times":
            if before == "open":
                raise _UnknownError  # "(?i)" and the like
            if _MAY_BE_NONE.match(words):
                item = [(item[0][0][:-1],)] if before.startswith("words") else []
        else:
            if item:
                branches[-1] += _telling(item)
                item = []
        if kind == "close":
            return branches
        if kind == "bar":
            branches.append([])
        elif kind == "open":
            inner = _all_of(_read(tokens, parts))
            item = [] if words[-1] in "=!" else inner
            kind = "group"
        elif kind == "words":
            item = [(words,)]
        elif kind == "part":
            item = parts[words]
        before = kind
    branches[-1] += _telling(item)
    return branches


def _telling(item: Sequence[Need]) -> list[Need]:
    """The needs that hold a letter in every string: blanks and commas stand everywhere."""
    return [need for need in item if all(map(_LETTER.search, need))]


def _shortest(need: Need) -> int:
    """The length of the shortest string of a need: short ones stand in most texts."""
    return min(map(len, need))


def _all_of(branches: Sequence[list[Need]]) -> list[Need]:
    """What is needed whichever alternative matches: of each the need that is met most rarely."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    best = (needs[0] if len(needs) == 1 else max(needs, key=_shortest) for needs in branches)
    words = sorted({word for need in best for word in need}, key=lambda word: (len(word), word))
    short: list[str] = []
    for word in words:
        for other in short:
            if other in word:
                break
        else:
            short.append(word)
    return [tuple(short)]


def all_stand(needs: Sequence[Need], text: str) -> bool:
    """Whether a text holds, one after the other, a string of each need.

    Args:
        needs: as `Needs.of` tells them.
        text: what the pattern is to be searched in.
    """
    at = 0
    for need in needs:
        if len(need) == 1:
            place = text.find(need[0], at)
            if place < 0:
                return False
            at = place + len(need[0])
            continue
        ends = [place + len(word) for word in need if (place := text.find(word, at)) >= 0]
        if not ends:
            return False
        at = min(ends)
    return True


class Sieve(Generic[_Item]):
    """Tells of many patterns at once which may match a text, whatever the order of their words.

    Each need of an item is a bit: a word that stands in the text sets those of the needs it meets.

    Args:
        items: what is to be told, and what it needs.
    """

    def __init__(self, items: Iterable[tuple[_Item, Sequence[Need]]]) -> None:
        self._items: list[tuple[_Item, int]] = []
        met: dict[str, int] = {}
        bit = 1
        for item, needs in items:
            wanted = 0
            for need in needs:
                wanted |= bit
                for word in need:
                    met[word] = met.get(word, 0) | bit
                bit <<= 1
            self._items.append((item, wanted))
        self._met = list(met.values())
        self._search = AhoCorasick(list(met))

    def left(self, text: str) -> list[_Item]:
        """The items of which every need has a string that stands in a text, in their order."""
        found = self._search.find_matches_as_indexes(text, overlapping=True)
        met = 0
        for number in {number for number, _, _ in found}:
            met |= self._met[number]
        lacking = ~met
        return [item for item, wanted in self._items if not wanted & lacking]
