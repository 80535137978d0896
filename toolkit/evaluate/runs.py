"""The runs between double quotation marks that gold attributions are measured by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.evaluate.model import Span

DOUBLE = '"“”„‟'
QUOTES = DOUBLE + "'‘’‚‛`«»"
MIN_WORDS = 4
"""Words of the shortest run that counts."""

_MARK = re.compile(f"[{DOUBLE}]")
_TRIM_LEFT = frozenset(QUOTES + "…-–—")
_TRIM_RIGHT = frozenset(QUOTES + ".,;:!?…-–—")
_OPENERS = frozenset("([—–-")


def word_count(text: str) -> int:
    """Pieces between white space that hold a letter or a digit."""
    return sum(any(char.isalnum() for char in piece) for piece in text.split())


def normal(text: str, start: int, end: int) -> Span:
    """The span without white space, quotation marks and dashes around, and no stop at its end."""
    start, end = max(0, start), min(len(text), end)
    while start < end and (text[start].isspace() or text[start] in _TRIM_LEFT):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _TRIM_RIGHT):
        end -= 1
    return start, end


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans between line breaks."""
    for piece in text[start:end].split("\n"):
        yield start, start + len(piece)
        start += len(piece) + 1


def quoted_runs(text: str) -> list[Span]:
    """What stands between double quotation marks, paragraph by paragraph.

    A paragraph is a line. An opening mark without its closing one runs to the paragraph's end; the
    next paragraph then may go on without a mark of its own.
    """
    runs: list[Span] = []
    left_open = False
    for start, end in lines(text, 0, len(text)):
        if text[start:end].strip():
            left_open = _read_paragraph(text, start, end, left_open, runs)
    return runs


def _read_paragraph(text: str, start: int, end: int, goes_on: bool, runs: list[Span]) -> bool:
    """Add a paragraph's runs; whether its last one stays open."""
    opened = -1
    fresh = goes_on  # no mark has been seen, and the last paragraph left a quotation open
    for mark in _MARK.finditer(text, start, end):
        if _opens(text, mark.start(), (start, end), opened >= 0):
            opened = mark.end()
        elif opened >= 0:
            runs.append((opened, mark.start()))
            opened = -1
        elif fresh:
            runs.append((start, mark.start()))
        fresh = False
    if opened >= 0:
        runs.append((opened, end))
    return opened >= 0


def _opens(text: str, at: int, paragraph: Span, inside: bool) -> bool:
    """Whether the mark opens a quotation; ``inside`` tells whether one is open."""
    before = text[at - 1] if at > paragraph[0] else " "
    after = text[at + 1] if at + 1 < paragraph[1] else " "
    mark = text[at]
    if mark in "“„":
        return True
    if mark in "”‟":
        # Some files open with ” at the beginning of a word.
        return not inside and (before.isspace() or before in _OPENERS) and not after.isspace()
    opens = before.isspace() or before in _OPENERS or before == "/" or before in QUOTES
    opens = opens and not after.isspace()
    closes = not before.isspace() and (after.isspace() or not after.isalnum())
    return opens if opens != closes else not inside
