"""The day at which a story has arrived: it goes on until the text names another one.

A reporter who has written "by yesterday he was back at his desk" says no day again for the calls
that he tells of next, in the plain past tense.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from itertools import islice

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.days import DateClaim, is_elsewhere, is_vague
from toolkit.extract.calls.events import Event
from toolkit.extract.calls.model import CallFind
from toolkit.extract.calls.skeleton import Skeleton
from toolkit.extract.model import DateMention, Document, Sentence

_SENTENCES = 10
_FAR = 1800
"""How many sentences and characters before the words for a call the day of its story can stand."""
_OTHER_TIME = re.compile(
    r"\b(?:last|previous(?:ly)?|earlier|ago|since|once|former(?:ly)?|recent(?:ly)?|already|repeated"
    r"(?:ly)?|regular(?:ly)?|often|frequent(?:ly)?|occasions?|times|twice|several|various|then"
    r"|when|had|has|have|another|would|until|years?|months?|weeks?|days?|will|weekend)\b"
)
"""Words for a call that is not of the day at which the story is."""
_SAID_HAD = re.compile(
    r"\b(?:said|says|announced|confirmed|revealed|disclosed|told [PC]\d+|told reporters|reported)"
    r"(?: that)? (?:[PG]\d+|he|she|they) had(?! (?:previously|earlier|already|once|often|been))\b"
)
"""What was said yesterday of what was done that day: "he said he had reached her"."""
_AHEAD = re.compile(
    r"\b(?:will|would|to|due|planned|scheduled|expected|next|coming|until|since"
    r"|following|had|has|have)\b[^,;]{0,40}\Z|\bhad (?:[^,;]{0,80}\Z"
    r"|[^;]{0,60}(?:before|after|from) \Z)|\b(?:before|after|from) \Z"
)
"""What, before a day, says that the story has not come there, or has left it behind."""


class StoryReader:
    """Tells at which day the story of an article is.

    Args:
        doc: the analysed article.
        days_of: the days that a sentence names, but for those of other happenings than calls.
        is_recent: whether a day lies so near that news can be of it.
    """

    def __init__(
        self,
        doc: Document,
        days_of: Callable[[Sentence], Sequence[DateMention]],
        is_recent: Callable[[dt.date | None], bool],
    ) -> None:
        self._doc = doc
        self._days_of = days_of
        self._is_recent = is_recent

    def day(self, call: CallFind) -> DateClaim | None:
        """The day of the story at the first words for a call that tell it in the plain past."""
        for event in islice(call.events, 2):
            if self._is_told_plainly(event):
                date = self._before(event.skeleton.sentence)
                return DateClaim(date, 0.5, "day-of-the-story") if date is not None else None
        return None

    def _is_told_plainly(self, event: Event) -> bool:
        """Whether a report goes on with the story: in the past tense, without a day or time."""
        sk = event.skeleton
        if sk.in_quotes or event.previous or sk.sentence.kind is not BlockKind.PROSE:
            return False
        words = _SAID_HAD.sub("", sk.text)
        return (
            _OTHER_TIME.search(words) is None
            and not is_vague(sk, 0, len(sk.text))
            and not any(_is_own(sk, piece) for piece in sk.pieces)
        )

    def _before(self, sentence: Sentence) -> DateMention | None:
        """The day that the sentences before one are at, where they name only one at a time."""
        sentences = self._doc.sentences
        number = next(i for i, s in enumerate(sentences) if s.start == sentence.start)
        for before in reversed(sentences[max(0, number - _SENTENCES) : number]):
            if before.kind is not BlockKind.PROSE or sentence.start - before.start > _FAR:
                return None
            text = self._doc.text
            days = [
                d
                for d in self._days_of(before)
                if _AHEAD.search(text, max(before.start, d.start - 60), d.start) is None
                and not any(run.start <= d.start < run.end for run in self._doc.quoted)
            ]
            if days:
                same = len({d.value for d in days}) == 1
                return days[0] if same and self._is_recent(days[0].value) else None
        return None


def _is_own(sk: Skeleton, piece: object) -> bool:
    """Whether a sentence names a day that may be that of what it tells."""
    if not isinstance(piece, DateMention):
        return False
    at = next(i for i, other in enumerate(sk.pieces) if other is piece)
    match = re.search(rf"\bD{at}\b", sk.text)
    return match is not None and not is_elsewhere(sk.text, *match.span())
