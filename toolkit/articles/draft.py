"""Drafts: the blocks of a received text before it is known what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import chain, islice

from toolkit.articles.model import CleanText, OffsetMap
from toolkit.articles.runs import Run
from toolkit.patterns import late

# Characters that never enter the clean text: controls that are not white space, zero-width and
# bidirectional marks (Unicode categories Cc and Cf), object replacement, and lone surrogates,
# which no file could hold. The zero-width joiner stays: emoji are made with it.
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffc\ud800-\udfff"
)
# Whatever cannot stay as it is: all but single blanks between words. One set of characters opens
# every form of it, so that the search passes quickly over the others.
_ODD = rf"[\s{_DROPPED}]"
_GAP = late(rf"{_ODD}(?:{_ODD}+|(?<! )|\Z|(?<=\A ))")
# The same in a text without double blanks and blanks at its ends, but for one blank before it.
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RARE_GAP = late(rf"[{_SPACES}{_DROPPED}]{_ODD}*")
_SPACE = late(r"\s")

Piece = tuple[str, int, int, bool]
"""Text, received start, received end, and whether the text equals its source."""


class Hint(IntEnum):
    """What the markup, where there is any, says of a block."""

    NONE = 0
    HEADLINE = 1
    HEADING = 2
    ITEM = 3
    CAPTION = 4
    BYLINE = 5
    STANDFIRST = 6
    DATE = 7


@dataclass(slots=True)
class Draft:
    """A block of the received text with its white space tidied.

    Attributes:
        text: tidied text: no line breaks, single blanks, trimmed.
        runs: where the text stands in the received text, in order.
        hint: what the markup says of it.
        group: number of its group; lines with no blank line between them are one group.
        linked: how many of its characters are the text of links.
        owner: number of the page element that holds it, -1 where there is none.
    """

    text: str
    runs: Sequence[Run]
    hint: Hint = Hint.NONE
    group: int = 0
    linked: int = 0
    owner: int = -1

    @property
    def start(self) -> int:
        """Received offset of the first character."""
        return self.runs[0][1]

    @property
    def end(self) -> int:
        """Received offset after the last character."""
        return self.runs[-1][2]


def draft_of(received: str, start: int, end: int) -> Draft | None:
    """The draft of ``received[start:end]``, or ``None`` where it holds nothing to read."""
    text = received[start:end]
    if text and is_tidy(text):
        return Draft(text, ((0, start, end, True),))
    return tidy([(text, start, end, True)])


def is_tidy(text: str) -> bool:
    """Whether a text, not empty, is surely as `tidy` would leave it."""
    # Printable text has no white space but the blank, and none of the dropped characters.
    return text.isprintable() and "  " not in text and text[0] != " " != text[-1]


def tidy(pieces: Iterable[Piece]) -> Draft | None:
    """Join pieces to a draft: runs of white space become one blank, controls go.

    Args:
        pieces: texts with their places in the received text, in order.

    Returns:
        The draft, or ``None`` where nothing is left.
    """
    out = _Joiner()
    for text, start, end, verbatim in pieces:
        if verbatim:
            last = 0
            for first, after in _gaps(text):
                out.add(text[last:first], start + last, start + first, True)
                out.gap(text[first:after], start + first, start + after, True)
                last = after
            out.add(text[last:], start + last, end, True)
            continue
        bare = _GAP.sub(lambda m: " " if _SPACE.search(m.group()) else "", text)
        if bare[:1] == " ":
            out.gap(" ", start, end, False)
        out.add(bare.strip(" "), start, end, False)
        if len(bare) > 1 and bare[-1] == " ":
            out.gap(" ", end, end, False)
    return Draft(out.made.text(), out.made.runs()) if out.made.length else None


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Starts and ends of what cannot stay as it is."""
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        yield from (gap.span() for gap in _GAP.finditer(text))
        return
    for gap in _RARE_GAP.finditer(text):
        start, end = gap.span()
        yield start - (text[start - 1 : start] == " "), end


class _Joiner:
    """Collects texts and gaps; a gap counts only between two texts."""

    def __init__(self) -> None:
        self.made = CleanText()
        self.pending: tuple[int, int, bool] | None = None

    def gap(self, text: str, start: int, end: int, verbatim: bool) -> None:
        if self.pending is None and _SPACE.search(text):
            self.pending = (start, end, verbatim and text == " ")

    def add(self, text: str, start: int, end: int, verbatim: bool) -> None:
        if not text:
            return
        if self.pending is not None and self.made.length:
            first, last, same = self.pending
            self.made.add(" ", first, last, verbatim=same)
        self.pending = None
        self.made.add(text, start, end, verbatim=verbatim)


def cut(draft: Draft, start: int, end: int) -> Draft | None:
    """The part of a draft from ``start`` to ``end`` of its text, trimmed.

    Returns:
        A new draft with the same hint, group and owner; ``None`` where nothing is left.
    """
    text = draft.text
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if start >= end:
        return None
    stops = (run[0] for run in islice(draft.runs, 1, None))
    made = CleanText()
    for (offset, first, last, verbatim), stop in zip(
        draft.runs, chain(stops, [len(text)]), strict=True
    ):
        low, high = max(offset, start), min(stop, end)
        if low >= high:
            continue
        if verbatim:
            made.add(text[low:high], first + low - offset, first + high - offset, verbatim=True)
        else:
            made.add(text[low:high], first, last, verbatim=False)
    linked = draft.linked if end - start == len(text) else 0
    return Draft(made.text(), made.runs(), draft.hint, draft.group, linked, draft.owner)


def moved(draft: Draft, offsets: OffsetMap) -> Draft:
    """A draft of a text made from another one, with its runs led back to that.

    Args:
        draft: a block of the text that was made, such as a decoded part of a mail message.
        offsets: where that text's pieces stand in the other one.
    """
    made = CleanText()
    made.add_text(draft.text, _moved_runs(draft.runs, offsets))
    return replace(draft, runs=made.runs())


def _moved_runs(runs: Iterable[Run], offsets: OffsetMap) -> Iterator[Run]:
    for offset, start, end, verbatim in runs:
        if not verbatim:
            yield offset, offsets.start(start), offsets.end(end), False
            continue
        at = start
        while at < end:
            upto, same = offsets.run_end(at)
            upto = min(upto, end)
            yield offset + at - start, offsets.start(at), offsets.end(upto), same
            at = upto
