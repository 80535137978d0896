"""Words that go back to a call told before: "the call", "their previous call, on 3 May"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.days import DateClaim
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.rounds.joint import day_of, direct_day
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.status import is_previous
from toolkit.extract.model import Document, Mention
from toolkit.patterns import late

_OF_OTHERS = late(r" (?:with|between|among|by|from|for|to) ")
"""What, behind "Wednesday's call", says whose it was, and thus that it may be of others."""

_OWNER = late(r"P(\d+)")
_COUNTED = ("ordinal", "bare", "one")
_OF_PREVIOUS = ("last", *_COUNTED)
"""The groups of `context.REFERENCE` for a call before, and those that count on from one."""
_TALK = late(r"\b(?:calls?|conversations?|(?:tele)?phoned?|spoke|talked|discussion|exchange)\b")
"""What a sentence holds that tells of a call of which another one was "the first"."""
_NEXT = 2
"""How many characters behind such a sentence the next one begins at most."""

_ASKED_FOR = late(
    r"\b(?:asked|asking|applied|call(?:ed|ing)) for|\b(?:request|propos|suggest|arrang|plann"
    r"|schedul|announc|agree)[a-z]*(?: to| on)?(?: hold)? ?\Z"
    r"|\b(?:sought|seeking|sought to hold) ?\Z"
)
"""What, before "the call on Monday", was done on that day to bring it about."""
_SOON = 1000
"""How many characters after a plan to speak "the call" is that which is planned."""
_PLANNED_CALL = late(r"\b(?:[Tt]he|[Tt]heir) (?:[a-z]+ )?(?:call|conversation)\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words such as "the call" and where they stand.

    Attributes:
        skeleton: their sentence.
        match: where `context.REFERENCE` read them.
        group: the group of the pattern that did.
        start: offset of the words in the clean text.
        end: offset after them.
    """

    skeleton: Skeleton
    match: re.Match[str]
    group: str
    start: int
    end: int

    @property
    def says_call(self) -> bool:
        """Whether the words name a call or the phone, not just a "conversation" or "exchange"."""
        words = self.match.group(self.group)
        return "call" in words or "phone" in words or words == "on the line"

    @property
    def owner(self) -> str | None:
        """The key of the person whose call it is: "Khan's call"."""
        number = _OWNER.match(self.match.group())
        piece = self.skeleton.pieces[int(number[1])] if number and self.group == "owned" else None
        return piece.entity.key if isinstance(piece, Mention) and piece.entity else None

    def is_report_of(self, call: CallFind) -> bool:
        """Whether they are part of the report of a call: "they had their first call on Monday"."""
        return any(e.start < self.end and self.start < e.end for e in call.events)

    @property
    def points_back(self) -> bool:
        """Whether they mean the call told last: "that call", "the latter conversation"."""
        return self.match.group().startswith(("that ", "the latter ", "the second "))

    @property
    def is_previous(self) -> bool:
        """Whether they mean the call before: "their last conversation", "they last spoke"."""
        return self.group in _OF_PREVIOUS or is_previous(
            self.skeleton.text, self.match.start(self.group)
        )


def references_in(
    text: str, skeletons: Sequence[Skeleton], calls: Sequence[CallFind]
) -> Iterator[Reference]:
    """Words that speak of a call without saying whose, in order.

    Args:
        text: the article's clean text.
        skeletons: sentences that may speak of calls; those of quotations are passed over.
        calls: the calls told so far; words that tell one of these go back to nothing.
    """
    told = {at for c in calls for start, end in c.mentions for at in range(start, end)}
    before: Skeleton | None = None
    for sk in skeletons:
        if sk.in_quotes:
            continue
        last, before = before, sk
        for match in context.REFERENCE.finditer(sk.text):
            if context.NOT_A_CALL.search(sk.text[max(0, match.start() - 12) : match.end() + 8]):
                continue
            name = next(key for key, words in match.groupdict().items() if words)
            if name in _COUNTED and not _counts_calls(sk, match, name, last):
                continue
            start, end = sk.origin(*match.span(name))
            prose = sk.sentence.kind is BlockKind.PROSE and start > sk.sentence.start
            if prose and text[start:end].rpartition(" ")[2][:1].isupper():
                continue  # "the Shangri-La Dialogue"
            if start not in told:
                yield Reference(sk, match, name, start, end)


def _counts_calls(sk: Skeleton, match: re.Match[str], name: str, last: Skeleton | None) -> bool:
    """Whether "the first, on Monday," is a call: its words say so, or what stands before them."""
    if _TALK.search(match[name]) or _TALK.search(sk.text, 0, match.start()):
        return True
    if last is None or sk.sentence.start - last.sentence.end > _NEXT:
        return False
    return sk.sentence.block == last.sentence.block and _TALK.search(last.text) is not None


def previous_of(
    call: CallFind, words: Skeleton, span: tuple[int, int], dates: Sequence[DateClaim]
) -> CallFind:
    """The call before another of the same people, told by words that do not name them again.

    Args:
        call: the call that is the news.
        words: the sentence that tells of the one before.
        span: where in the clean text its words stand.
        dates: its days, one or more.
    """
    told = Claim("previous-call", *span, "previous-call")
    event = replace(
        call.events[0],
        skeleton=words,
        start=span[0],
        end=span[1],
        status="held",
        initiator=None,
        dates=list(dates),
        previous=True,
    )
    held = Claim("held", *span, "previous-call")
    return CallFind(list(call.parties), told, held, [span], events=[event])


def is_dated_else(call: CallFind, told: Reference, claims: Sequence[DateClaim]) -> bool:
    """Whether "Wednesday's call" is another one than that of Friday of the same people."""
    text = told.skeleton.text
    if _OF_OTHERS.match(text, told.match.end()) or _ASKED_FOR.search(text, 0, told.match.start()):
        return False
    begins = 0 if told.group == "back" else told.skeleton.origin(*told.match.span())[0]
    day, known = direct_day(c for c in claims if c.date.start >= begins), day_of(call)
    return None not in (day, known) and day != known


def completed_by(event: Event, call: CallFind) -> bool:
    """Whether "he had first rung her the day before" tells of another call of the same people.

    The event is then one of all of them.
    """
    day, known = direct_day(event.dates), day_of(call)
    if not (event.partial and event.rule.strong and day is not None) or day == known:
        return False
    days = {claim.date.value for report in call.events for claim in report.dates} - {None}
    if known is None and (not days or day in days):
        return False
    event.make_whole(call.parties)
    return True


def dated_alike(dates: Iterable[DateClaim], call: CallFind) -> bool:
    """Whether one of some days or months stands beside a report of a call, too."""
    days = {claim.date.value for event in call.events for claim in event.dates}
    return any(claim.date.value in days for claim in dates)


def is_awaited(doc: Document, event: Event) -> bool:
    """Whether what leaders plan to speak about is "the call" in the words that follow."""
    return _PLANNED_CALL.search(doc.text, event.end, event.end + _SOON) is not None
