"""The day at which a story has arrived: it goes on until the text names another one.

A reporter who has written "by yesterday he was back at his desk" says no day again for the calls
that he tells of next, in the plain past tense.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice
from operator import attrgetter

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.days import DateClaim, is_elsewhere, is_vague
from toolkit.extract.calls.events.events import FIRST_PERSON, Event
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.figures import numbers
from toolkit.extract.model import DateMention, Document, Sentence
from toolkit.patterns import late

_SENTENCES = 10
_FAR = 1800
"""How many sentences and characters before the words for a call the day of its story can stand."""
_OTHER_TIME = late(
    r"\b(?:last|previous(?:ly)?|earlier|ago|since|once|former(?:ly)?|recent(?:ly)?|already|repeated"
    r"(?:ly)?|regular(?:ly)?|often|frequent(?:ly)?|occasions?|times|twice|several|various|the then"
    r"|when|had|has|have|another (?:time|day|occasion|call)|would|until|years?|months?"
    r"|weeks?|days?|will|weekend)\b"
)
"""Words for a call that is not of the day at which the story is."""
_SAID_HAD = late(
    r"\b(?:said|says|announced|confirmed|revealed|disclosed|told [PC]\d+|told reporters|reported)"
    r"(?: that)? (?:[PG]\d+|he|she|they) had(?! (?:previously|earlier|already|once|often|been))\b"
)
"""What was said yesterday of what was done that day: "he said he had reached her"."""
_FIRST_TIME = late(
    r"\bit was (?:only )?the(?:ir)? [a-z]+ (?:time|call|conversation)\b.{0,60}? had\b"
)
_BEFORE_WORDS, _BEHIND_WORDS = 70, 40
_I_HAVE = late(r"\b(?:i|we)(?: have| had|['’]ve)(?: just)?\b")
_HEADS = late(r" ?[:–—|]| - ")
"""What stands behind a day that heads an entry of a timeline."""
_AHEAD = late(
    r"\b(?:will|would|to|due|planned|scheduled|expected|next|coming|until|since"
    r"|following|had|has|have)\b[^,;]{0,40}\Z|\bhad (?:[^,;]{0,80}\Z"
    r"|[^;]{0,60}(?:before|after|from) \Z)|\b(?:before|after|from) \Z"
)
"""What, before a day, says that the story has not come there, or has left it behind."""

_CLOCK = late(
    r"(?:at |posted |updated )?[0-2]?[0-9][.:h][0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\.?m\.?)?"
    r"(?: ?\(?[A-Z]{2,5}\)?)?(?=\Z|[\s:–—-])",
    re.IGNORECASE,
)
"""A time of day that heads an entry of a live page or timeline."""
_ENTRIES = 3
"""So many headed entries make a live page."""
_CAME_AFTER = late(
    r"\b(?:call|conversation|talks?|exchange|contact|discussion)\b[^.;]{0,40}?"
    r" (?:came|comes|took place|followed|happened|was held) (?:just |only |barely |less than )?"
    r"(?:D(?P<day>\d+)|(?P<hours>(?:[a-z]+ )?hours)) (?P<after>after )?"
)
"""How long after another call one came: "the call came a day after she spoke with him"."""


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
            if (head := self._head(event)) is not None:
                return DateClaim(head, 1, "day-of-the-entry")
            if self._is_told_plainly(event):
                date = self._before(event.skeleton.sentence) or self._of_entry(event)
                return DateClaim(date, 0.5, "day-of-the-story") if date is not None else None
        return None

    def before_call(self, call: CallFind, calls: Sequence[CallFind]) -> DateClaim | None:
        """The day of a call of which the text says how long after it another one came."""
        for event in call.events:
            sk = event.skeleton
            match = _CAME_AFTER.search(sk.text)
            if match is None or sk.origin(*match.span())[1] > event.start:
                continue
            told = sk.pieces[int(match.group("day"))] if match.group("day") else None
            days = _days_after(self._doc, told) if told is not None else 0
            here = range(sk.sentence.start, event.start)
            later = [c for c in calls if c is not call and any(s in here for s, _ in c.mentions)]
            day = next((c.called_on for c in later if c.called_on is not None), None)
            if days is None or day is None:
                continue
            value = day - dt.timedelta(days=days)
            start, end = sk.origin(*match.span("day" if told is not None else "hours"))
            date = DateMention(start, end, value, "day", "before-call")
            return DateClaim(date, 1, "day-before-call")
        return None

    def _head(self, event: Event) -> DateMention | None:
        """The day with which the paragraph of a report begins: "9 August: the president rang"."""
        sk = event.skeleton
        block = self._doc.article.blocks[sk.sentence.block]
        dates = self._doc.dates
        number = bisect_left(dates, block.start, key=attrgetter("start"))
        if event.previous or number == len(dates):
            return None
        date = dates[number]
        heads = date.start - block.start <= 1 and date.precision == "day"
        return date if heads and _HEADS.match(self._doc.text, date.end) else None

    @cached_property
    def _clocks(self) -> list[int]:
        """Where the entries of a live page begin that a time of day heads."""
        text, blocks = self._doc.text, self._doc.article.blocks
        found = [b.start for b in blocks if _CLOCK.match(text, b.start, b.end)]
        return found if len(found) >= _ENTRIES else []

    def _of_entry(self, event: Event) -> DateMention | None:
        """The day of a live page for what one of its entries tells without a day."""
        if not any(start < event.start for start in self._clocks):
            return None
        for block in self._doc.article.blocks_of(BlockKind.DATELINE):
            for date in self._doc.dates:
                if block.start <= date.start < block.end and date.precision == "day":
                    return date if date.value == self._doc.published_on else None
        return None

    def _is_told_plainly(self, event: Event) -> bool:
        """Whether a report goes on with the story: in the past tense, without a day or time."""
        sk = event.skeleton
        if event.previous or sk.sentence.kind is not BlockKind.PROSE:
            return False
        if sk.in_quotes and event.rule.name not in FIRST_PERSON:
            return False
        near = _around(sk, event.start, event.end)
        words = (_I_HAVE if sk.in_quotes else _SAID_HAD).sub("", near)
        words = _FIRST_TIME.sub("", words)
        return (
            _OTHER_TIME.search(words) is None
            and not is_vague(sk, 0, len(sk.text))
            and not any(_is_own(sk, piece) for piece in sk.pieces)
        )

    def _before(self, sentence: Sentence) -> DateMention | None:
        """The day that the sentences before one are at, where they name only one at a time."""
        sentences = self._doc.sentences
        number = bisect_left(sentences, sentence.start, key=attrgetter("start"))
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


def _around(sk: Skeleton, start: int, end: int) -> str:
    """The skeleton around the words for a call, where their own tense and time stand."""
    low = sk.position(start)
    return sk.text[max(0, low - _BEFORE_WORDS) : sk.position(end) + _BEHIND_WORDS]


def _is_own(sk: Skeleton, piece: object) -> bool:
    """Whether a sentence names a day that may be that of what it tells."""
    if not isinstance(piece, DateMention):
        return False
    at = next(i for i, other in enumerate(sk.pieces) if other is piece)
    match = re.search(rf"\bD{at}\b", sk.text)
    return match is not None and not is_elsewhere(sk.text, *match.span())


def _days_after(doc: Document, told: object) -> int | None:
    """How many days "a day after" or "two days after" counts."""
    if not isinstance(told, DateMention) or told.rule != "beside_event":
        return None
    words = doc.text[told.start : told.end].lower().split()
    if words[-1] != "after" or not words[-2].startswith("day"):
        return None
    try:
        return 1 if words[0] in ("a", "an", "the", "day") else int(numbers.parse(words[0]))
    except ValueError:
        return None
