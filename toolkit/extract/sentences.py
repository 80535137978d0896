"""Cuts the blocks of a clean text into sentences.

A full stop, question or exclamation mark ends a sentence where white space and something that can
begin one follow, unless the word before it is an abbreviation or an initial. Abbreviations and
sentence starters are lists in ``lexicon/``.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from toolkit.articles.model import Block
from toolkit.extract.lexicons import words
from toolkit.extract.model import Sentence
from toolkit.patterns import compiled

# No small letter begins a sentence; those of other alphabets are told one by one.
_END = compiled(r"[.!?…][\"”’'»)\]]{0,3}(?=\s++([^\sa-z]))")
_LAST_WORD = compiled(r"[\w.&-]{1,20}\Z")
_LONGEST_WORD = 20
_NEXT_WORD = compiled(r"\s*[\"“‘'(\[]{0,2}([\w-]{1,20})")
_INITIAL = compiled(r"(?:\w\.)*\w\Z")
_ON_X = compiled(r"\b(?:on|to|via|through|platform|network|site|called|account|Twitter) X\Z")
"""The social network, whose name is no initial: "wrote on X. Duda"."""


def _ends_here(text: str, stop: int, end: int, abbreviations: Container[str]) -> bool:
    """Whether the full stop at ``stop`` ends a sentence; ``end`` is after it and marks with it."""
    low = stop - _LONGEST_WORD if stop > _LONGEST_WORD else 0
    word = text[low:stop].rpartition(" ")[2]
    if word.isalnum() and len(word) > 1:  # most words, which need no closer look
        known = word.lower() in abbreviations
        return not known or (end > stop + 1 and text[stop + 1] in '"”')
    match = _LAST_WORD.search(text, low, stop)
    word = match.group() if match else ""
    if word.lower() in abbreviations:
        return end > stop + 1 and text[stop + 1] in '"”'
    if word == "X" and _ON_X.search(text, low, stop):
        return True
    if _INITIAL.match(word) and not word.isdigit() and (len(word) == 1 or "." in word):
        following_word = _NEXT_WORD.match(text, end)
        starts = following_word is not None and (
            following_word.group(1).lower() in words("sentence_starters")
        )
        return end > stop + 1 or (starts and "." in word)
    return True


def split(text: str, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of ``text`` in order; none crosses a block.

    Args:
        text: a clean text.
        blocks: its blocks.
    """
    found: list[Sentence] = []
    abbreviations = words("sentence_abbreviations")
    for index, block in enumerate(blocks):
        start, last, kind = block.start, block.end, block.kind
        for match in _END.finditer(text, start, last):
            stop, end = match.span()
            following = match.start(1)
            if text[following].islower():
                continue
            if text[stop] != "." or _ends_here(text, stop, end, abbreviations):
                found.append(Sentence(start, end, index, kind))
                start = following
        if start < last:
            found.append(Sentence(start, last, index, kind))
    return found
