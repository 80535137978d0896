"""What an article is to the rest of the toolkit: metadata, clean text, and a map back."""

from __future__ import annotations

import datetime as dt
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.articles.runs import FEW, Run, Runs
from toolkit.values import value


class BlockKind(StrEnum):
    """What a block of an article's clean text is.

    Boilerplate (navigation, advertisement marks, newsletter boxes, teaser lists, corrections,
    contributor and author notes) is not among them: it does not enter the clean text.
    """

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    SUBHEADING = "subheading"
    PROSE = "prose"


@value
class Block:
    """One block (a paragraph, the headline, a caption ...) of the clean text.

    Attributes:
        start: offset of its first character in the clean text (code points).
        end: offset after its last character.
        kind: what it is.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of the clean text to offsets of the received text.

    The clean text is made of runs. Run ``i`` begins at clean offset ``clean[i]`` and received
    offset ``received[i]``. While ``verbatim[i]`` holds, both advance together; otherwise the run
    was inserted or rewritten (a joining blank, a decoded entity) and every offset inside it maps to
    ``received[i]``. ``ends[i]`` is the received offset after the run's source.
    """

    clean: Sequence[int]
    received: Sequence[int]
    ends: Sequence[int]
    verbatim: Sequence[int]

    def start(self, offset: int) -> int:
        """Received offset of the character at clean ``offset``."""
        i = max(0, bisect_right(self.clean, offset) - 1)
        if not self.clean:
            return 0
        if not self.verbatim[i]:
            return self.received[i]
        return min(self.received[i] + offset - self.clean[i], self.ends[i])

    def end(self, offset: int) -> int:
        """Received offset after the last character before the exclusive clean end ``offset``."""
        if not self.clean or offset <= 0:
            return self.start(0)
        i = max(0, bisect_right(self.clean, offset - 1) - 1)
        if not self.verbatim[i]:
            return self.ends[i]
        return min(self.received[i] + offset - self.clean[i], self.ends[i])

    def run_end(self, offset: int) -> tuple[int, bool]:
        """Where the run that holds clean ``offset`` ends, and whether it is verbatim.

        The last run has no end of its own: a very large offset stands for it.
        """
        i = max(0, bisect_right(self.clean, offset) - 1)
        end = self.clean[i + 1] if i + 1 < len(self.clean) else sys.maxsize
        return end, bool(self.clean) and bool(self.verbatim[i])


@value
class Metadata:
    """The bibliographic facts of an article; what is unknown is ``None`` or empty.

    Attributes:
        article_id: lower-case identifier, unique in a corpus.
        title: the headline.
        publisher: who published it.
        authors: names in byline order.
        published_on: day of publication.
        url: address of the original.
        language: BCP 47 tag; the rules read English.
        rights: licence of the *text held here* (a digest: ``CC-BY-4.0``), or who holds the rights.
        received_sha256: SHA-256 (hex) of the received text that a digest was made from, or of the
            file itself.
        received_characters: length of that text in code points.
    """

    article_id: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: dt.date | None = None
    url: str | None = None
    language: str = "en"
    rights: str | None = None
    received_sha256: str | None = None
    received_characters: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One source text, ready to be extracted from.

    Attributes:
        meta: the bibliographic facts.
        format: how it was received: ``text``, ``markdown``, ``html``, ``mail`` or ``record``.
        text: the clean text: blocks joined by one blank line, no line breaks inside a block,
            no boilerplate.
        blocks: what each part of `text` is, in order.
        offsets: the way back to the received text.
        source: the file it was read from, as given.
        dateline_on: the day that a dateline or the page itself names, where it says one.
        month_on: first day of the month of publication, where only its address tells it.
    """

    meta: Metadata
    format: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    source: str = ""
    dateline_on: dt.date | None = None
    month_on: dt.date | None = None

    def blocks_of(self, *kinds: BlockKind) -> Iterable[Block]:
        """The blocks of the given kinds, in order."""
        return (b for b in self.blocks if b.kind in kinds)


class CleanText:
    """Builds a text and its runs piece by piece; many small pieces take little more than the text.

    Attributes:
        length: length of the text so far.
    """

    __slots__ = ("_joined", "_packed", "_pieces", "_runs", "length")

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._joined: list[str] = []
        self._runs: list[Run] = []
        self._packed: Runs | None = None

    def add(
        self,
        piece: str,
        received_start: int,
        received_end: int,
        *,
        verbatim: bool | None = None,
    ) -> None:
        """Append ``piece``, which stands for the received text from start to end.

        Args:
            piece: the clean text.
            received_start: received offset of its source.
            received_end: received offset after its source.
            verbatim: whether it equals its source character for character; not told, it counts as
                verbatim where both are of one length.
        """
        if not piece:
            return
        if verbatim is None:
            verbatim = len(piece) == received_end - received_start
        self._add_run(self.length, received_start, received_end, verbatim)
        self._pieces.append(piece)
        self.length += len(piece)
        if len(self._pieces) >= FEW:
            self._joined.append("".join(self._pieces))
            self._pieces.clear()

    def add_text(self, text: str, runs: Iterable[Run]) -> None:
        """Append a text that was made of runs."""
        for offset, start, end, verbatim in runs:
            self._add_run(self.length + offset, start, end, verbatim)
        self._pieces.append(text)
        self.length += len(text)

    def _add_run(self, offset: int, start: int, end: int, verbatim: bool) -> None:
        """Add a run; one that the last goes on with becomes part of it."""
        runs = self._runs
        if verbatim and runs:
            at, first, last, same = runs[-1]
            if same and last == start:
                runs[-1] = (at, first, end, True)
                return
        if len(runs) >= FEW:
            if self._packed is None:
                self._packed = Runs()
            self._packed.extend(runs[:-1])
            del runs[:-1]
        runs.append((offset, start, end, verbatim))

    def text(self) -> str:
        """The text so far."""
        return "".join([*self._joined, *self._pieces])

    def runs(self) -> Sequence[Run]:
        """The runs; nothing may be added behind."""
        if self._packed is None:
            return self._runs
        self._packed.extend(self._runs)
        return self._packed

    def finish(self) -> tuple[str, OffsetMap]:
        """The text and its map; nothing may be added behind."""
        runs = self.runs()
        if isinstance(runs, Runs):
            return self.text(), OffsetMap(runs.offsets, runs.starts, runs.ends, runs.verbatim)
        clean, received, ends, verbatim = zip(*runs, strict=True) if runs else ((),) * 4
        return self.text(), OffsetMap(clean, received, ends, verbatim)
