"""Words that stand behind cells, and a text cut wherever one of them begins or ends.

Spans of words nest and overlap; elements of a page cannot overlap. So the text is cut at every
boundary, and each piece knows all the words that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(slots=True)
class Words:
    """One stretch of the text that some cells rest on.

    Attributes:
        number: its number in the article, counted from 1 in the order of the text.
        start: offset of its first character.
        end: offset after its last character.
        tables: the tables whose rows rest on it.
        links: the tables that use it only to say which row of another table theirs belongs to.
        tags: tags of the rows whose chief words these are, table by table.
    """

    number: int
    start: int
    end: int
    tables: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    tags: dict[str, list[str]] = field(default_factory=dict)

    @property
    def layers(self) -> set[str]:
        """The tables that colour it; a mere link colours only what nothing else does."""
        return self.tables or self.links


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text without a boundary inside.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        words: all words that it belongs to, the longest first.
    """

    start: int
    end: int
    words: tuple[Words, ...]


def numbered(spans: Iterable[tuple[int, int]], length: int) -> dict[tuple[int, int], Words]:
    """Numbered words for all spans inside a text; what is empty or outside it is left out.

    Args:
        spans: start and end offsets, in any order, also several times.
        length: length of the text.
    """
    inside = {(start, end) for start, end in spans if 0 <= start < end <= length}
    ordered = sorted(inside, key=lambda span: (span[0], -span[1]))
    return {span: Words(number, *span) for number, span in enumerate(ordered, start=1)}


def pieces(words: Sequence[Words], cuts: Iterable[int], length: int) -> Iterator[Piece]:
    """The whole text in pieces, in order.

    Args:
        words: the words, in the order of `numbered`.
        cuts: further offsets to cut at (the ends of blocks).
        length: length of the text.
    """
    bounds = {0, length} | {cut for cut in cuts if 0 <= cut <= length}
    bounds |= {word.start for word in words} | {word.end for word in words}
    active: list[Words] = []
    coming = 0
    for start, end in pairwise(sorted(bounds)):
        active = [word for word in active if word.end > start]
        while coming < len(words) and words[coming].start == start:
            active.append(words[coming])
            coming += 1
        covering = sorted(active, key=lambda word: (word.start - word.end, word.number))
        yield Piece(start, end, tuple(covering))
