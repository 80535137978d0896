"""A wording in an article: word for word, or the passage that comes nearest."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.verify.fold import Folded, fold

_SETTINGS = Path(__file__).with_name("nearest.json")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_SENTENCE_MARKS = " ,."
"""Marks at the end of a quotation that belong to the sentence around it."""


@cache
def settings() -> Mapping[str, Any]:
    """The numbers of ``nearest.json``."""
    data: dict[str, Any] = json.loads(_SETTINGS.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        wording: its characters.
        share: how much of both wordings agrees, by letters; 1 where they are the same.
    """

    start: int
    end: int
    wording: str
    share: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


class Searched:
    """A text prepared for looking up many wordings.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: Folded = fold(text)
        self._words: list[_Word] | None = None
        self._places: dict[str, list[int]] = {}

    def exact(self, wording: str) -> Passage | None:
        """Where the wording stands, typography apart; marks of the sentence at its end, too."""
        core = bare(wording)
        if not core:
            return None
        text, at = self._folded.text, -1
        while (at := text.find(core, at + 1)) >= 0:
            if not _inside_word(text, at, at + len(core)):
                return self._passage(at, at + len(core), 1.0)
        return None

    def nearest(self, wording: str) -> Passage | None:
        """The passage most like the wording; ``None`` where none is like enough."""
        wanted = list(_words(bare(wording)))[: settings()["longest_words"]]
        best: tuple[float, int, int] | None = None
        for place in self._candidates(wanted):
            found = self._aligned(wanted, place)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best is None or best[0] < settings()["least_share"]:
            return None
        words = self._all_words()
        return self._passage(words[best[1]].start, words[best[2]].end, best[0])

    def _passage(self, start: int, end: int, share: float) -> Passage:
        first, last = self._folded.origin(start), self._folded.end(end)
        return Passage(first, last, self.text[first:last], share)

    def _all_words(self) -> list[_Word]:
        if self._words is None:
            self._words = list(_words(self._folded.text))
            for place, word in enumerate(self._words):
                self._places.setdefault(word.text, []).append(place)
        return self._words

    def _candidates(self, wanted: Sequence[_Word]) -> list[int]:
        """Places of the text where a passage like the wording would begin, the likeliest first."""
        self._all_words()
        known = [(self._places.get(word.text, []), i) for i, word in enumerate(wanted)]
        left = settings()["votes"]
        votes: Counter[int] = Counter()
        for places, i in sorted(known, key=lambda item: len(item[0])):
            for place in places[:left]:
                for begin in (place - i - 1, place - i, place - i + 1):
                    votes[begin] += len(wanted[i].text)
            left -= min(left, len(places))
        ordered = sorted(votes, key=lambda begin: (-votes[begin], begin))
        chosen: list[int] = []
        for begin in ordered[: 16 * settings()["places_tried"]]:
            if all(abs(begin - other) > len(wanted) // 2 for other in chosen):
                chosen.append(begin)
            if len(chosen) == settings()["places_tried"]:
                break
        return chosen

    def _aligned(self, wanted: Sequence[_Word], begin: int) -> tuple[float, int, int] | None:
        """Share, first and last word of the best passage around a place."""
        slack = 2 + len(wanted) // 4
        low = max(0, begin - slack)
        window = self._all_words()[low : max(0, begin + len(wanted) + slack)]
        matcher = SequenceMatcher(
            None, [word.text for word in wanted], [word.text for word in window], autojunk=False
        )
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if not blocks:
            return None
        first = max(0, blocks[0].b - blocks[0].a)
        last = blocks[-1].b + blocks[-1].size - 1
        last = min(len(window) - 1, last + len(wanted) - blocks[-1].a - blocks[-1].size)
        agree = sum(len(wanted[block.a + i].text) for block in blocks for i in range(block.size))
        letters = sum(len(word.text) for word in (*wanted, *window[first : last + 1]))
        return 2 * agree / letters, low + first, low + last


def bare(wording: str) -> str:
    """A wording made even, without marks of the sentence at its end."""
    return fold(wording).text.strip().rstrip(_SENTENCE_MARKS)


def _words(text: str) -> Iterator[_Word]:
    """The words of an even text, in lower case; a number with its points is one."""
    for match in _WORD.finditer(text):
        yield _Word(match[0].lower(), match.start(), match.end())


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a part begins or ends inside a word or a number."""
    before, first = text[start - 1 : start], text[start : start + 1]
    if before.isalnum() and first.isalnum():
        return True
    if first.isdigit() and before in ".," and before and text[start - 2 : start - 1].isdigit():
        return True
    last, after = text[end - 1 : end], text[end : end + 1]
    if last.isalnum() and after.isalnum():
        return True
    return last.isdigit() and after in (".", ",") and text[end + 1 : end + 2].isdigit()
