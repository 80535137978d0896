"""Cuts the blocks of a clean text into sentences.

A full stop, question or exclamation mark ends a sentence where white space and something that can
begin one follow, unless the word before it is an abbreviation or an initial. Abbreviations and
sentence starters are lists in ``lexicon/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.articles.model import Block
from toolkit.extract.lexicons import words
from toolkit.extract.model import Sentence

_END = re.compile(r"[.!?…][\"”’'»)\]]{0,3}(?=\s+(\S))")
_LAST_WORD = re.compile(r"[\w.&-]{1,20}\Z")
_NEXT_WORD = re.compile(r"\s*[\"“‘'(\[]{0,2}([\w-]{1,20})")
_INITIAL = re.compile(r"(?:\w\.)*\w\Z")


def _ends_here(text: str, stop: int, end: int, following: str) -> bool:
    """Whether the mark at ``stop`` ends a sentence; ``following`` is the next visible character."""
    if following.islower():
        return False
    if text[stop] != ".":
        return True
    match = _LAST_WORD.search(text, max(0, stop - 20), stop)
    word = match.group() if match else ""
    if word.lower() in words("sentence_abbreviations"):
        return end > stop + 1 and text[stop + 1] in '"”'
    if _INITIAL.match(word) and not word.isdigit() and (len(word) == 1 or "." in word):
        following_word = _NEXT_WORD.match(text, end)
        starts = following_word is not None and (
            following_word.group(1).lower() in words("sentence_starters")
        )
        return end > stop + 1 or (starts and "." in word)
    return True


def _split_block(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if _ends_here(text, match.start(), match.end(), match.group(1)):
            yield start, match.end()
            start = match.start(1)
    if start < block.end:
        yield start, block.end


def split(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of ``text`` in order; none crosses a block.

    Args:
        text: a clean text.
        blocks: its blocks.
    """
    return [
        Sentence(start, end, index, block.kind)
        for index, block in enumerate(blocks)
        for start, end in _split_block(text, block)
    ]
