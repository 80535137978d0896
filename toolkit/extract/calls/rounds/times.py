"""Several calls of the same leaders: "twice on Monday", "the third; the others were on Friday".

Where an article counts the calls of two leaders, or tells the days of several, each of them is a
call; the one that is news is told already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.days import DateClaim
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.rounds.joint import day_of
from toolkit.extract.calls.skeletons.skeleton import Skeleton, build
from toolkit.extract.model import DateMention, Document
from toolkit.extract.words import lowered
from toolkit.patterns import late

_NUMBERS = {"twice": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_SPOKE = (
    r"(?:spoke|spoken|talked|conferred|(?:tele)?phoned|rang|rung|called|been (?:in touch|on the"
    r" (?:line|(?:tele)?phone)))"
)
_OFTEN = r"(?P<often>twice|(?:two|three|four|five) times|on (?:two|three|four|five) occasions)"
_DAYS = (
    r"(?P<days>(?:on |late on |early on )?D\d+(?:, (?:on |late on |early on )?D\d+){0,4},? and"
    r"(?: then| again| once more| lastly| finally)?,? (?:on |late on |early on )?D\d+)"
)
_TWICE = late(
    rf"\b{_SPOKE}(?: (?!(?:as|more|than)\b)[a-z]+| P\d+){{0,3}} {_OFTEN}\b"
    r"(?! (?:a|each|in|as|the|before|this|last)\b)"
    rf"|\b(?P<first>twice) {_SPOKE}\b"
    r"|\b(?P<calls>two|three|four|five) (?:separate |successive |long |short )?(?:tele)?(?:phone )?"
    r"(?:calls|conversations)(?: [a-z]+){0,2}? (?:from|with|to|between P\d+ and) P\d+(?!['\d])"
    r"(?!,? (?:and|as well as) (?:[a-z]+ ){0,6}P|, (?:[a-z]+ ){0,6}P)"
)
"""Leaders who speak several times on a day."""
_ON_DAYS = late(
    rf"\b{_SPOKE}(?: (?!(?:as|more|than)\b)[a-z]+| P\d+){{0,3}} {_OFTEN}\b[^PGQ.;]{{0,60}}?"
    rf"[:,]? {_DAYS}"
    rf"|\b{_SPOKE}\b[^GQ.;]{{0,60}}? (?P<again>(?:on )?D\d+,? and (?:again|once more"
    r"|(?:a|for the) second time),? (?:on )?D\d+)"
)
"""Leaders who speak several times, each time on a day that is told."""
_ORDINAL = late(
    r"\b(?:second|third|fourth|fifth|sixth) (?:[a-z-]+ ){0,2}?(?:call|conversation|talk|time"
    r"|exchange|contact)\b"
)
_OTHERS_WERE = late(
    r"\b(?:the|two|three|both) (?:earlier|previous|first|others?|former|preceding)(?: (?:ones?|two"
    r"|three|calls?|conversations?|talks?|times?|occasions?)){0,2}(?: had| was| were| took| came"
    r"| been| held| place| followed| D\d+ before| both){0,4}"
    r" (?P<days>(?:on |late on |early on )?D\d+"
    r"(?:(?:, (?:on )?D\d+){0,3},? and (?:on )?D\d+)?)"
)
"""Behind a call that is said to be the second or third: the days of the others."""
_DAY = late(r"D(\d+)")
_BEHIND = 300
"""How many characters behind words for a call the days of the others are told."""

_AGAIN = late(
    r"\b(?:again|(?:a|for the) second time|once more"
    r"|(?:an?|another|second) (?:(?:second|further) )?(?:(?:tele)?phone )?(?:call|conversation))\b"
)
_THAT_DAY = late(
    r"\bin the (?:early |late )?(?:evening|afternoon|night)\b"
    r"|\b(?:hours|minutes|an hour) (?:later|after|afterwards)\b"
    r"|\b(?:later|earlier) (?:that|the same|in the|on the same) (?:same )?(?:day|evening|night"
    r"|afternoon|morning)\b|\b(?:that|the) (?:very |same )(?:day|evening|night|afternoon)\b"
    r"|\bthat (?:evening|night|afternoon)\b|\bshortly after(?:wards)?\b"
)
"""What puts a second call on the day of the first."""
_PART = late(r"\b(?:morning|noon|afternoon|evening|night)\b")
_HAD = late(r"\b(?:had|has|have)\b[^.;,]*\Z")
"""What, before "spoke twice", says that it was at some time before."""
_SHORT = 30
_FEWEST = 2
_TOLD = 3
"""The weight of a day that stands right beside the words for a call."""


def told_times(doc: Document, calls: Sequence[CallFind]) -> list[CallFind]:
    """The further calls of leaders who "spoke twice", "again in the evening" or on several days.

    The first call of a day keeps what is told of it before; the other begins with the words that
    tell it.

    Args:
        doc: the analysed article.
        calls: the calls found; none of a pair of which two are told already is doubled.
    """
    held = [call for call in calls if call.status.value == "held"]
    more = []
    for call in held:
        same = [other for other in held if other.keys == call.keys]
        if len(same) == 1:
            more += list(_on_days(call)) or _counted(call) or list(_again_that_day(doc, call))
        more += _others_dated(doc, call, [*same, *(m for m in more if m.keys == call.keys)])
    return more


def _counted(call: CallFind) -> list[CallFind]:
    """The further calls of two who are said to have spoken so many times."""
    for event in sorted(call.events, key=lambda event: not event.rule.strong):
        words = _TWICE.search(event.skeleton.text)
        if words is None or not _is_of(event, words):
            continue
        often = words["often"] or words["first"] or words["calls"]
        number = next(n for word, n in _NUMBERS.items() if word in often.split())
        return [_second(call, event) for _ in range(number - 1)]
    return []


def _on_days(call: CallFind) -> Iterator[CallFind]:
    """The further calls of two who are said to have spoken on several days; each gets its own."""
    for event in call.events:
        words = _ON_DAYS.search(event.skeleton.text)
        if words is None or not _is_of(event, words):
            continue
        days = list(_days(event.skeleton, words["days"] or words["again"]))
        often = next((n for word, n in _NUMBERS.items() if word in (words["often"] or "")), None)
        if len(days) < _FEWEST or (often is not None and often != len(days)):
            continue
        event.dates, *others = [[_claim(day)] for day in days]
        for dates in others:
            yield _second(call, replace(event, dates=dates))
        return


def _others_dated(doc: Document, call: CallFind, same: Sequence[CallFind]) -> Iterator[CallFind]:
    """The earlier calls of two of whom one is said to be the third, where their days are told."""
    last = max((event for event in call.events), key=lambda event: event.start, default=None)
    if last is None or last.previous or last.skeleton.in_quotes:
        return
    known = {day_of(other) for other in same}
    at, first = last.skeleton.sentence.start, last.skeleton.sentence
    counted = False
    for sentence in doc.sentences:
        if not at <= sentence.start <= first.end + _BEHIND:
            continue
        sk = build(doc, sentence, ())
        counted = counted or _ORDINAL.search(sk.text) is not None
        words = _OTHERS_WERE.search(sk.text) if counted else None
        if words is None:
            continue
        for day in _days(sk, words["days"]):
            if day.value not in known:
                known.add(day.value)
                start, end = sk.origin(*words.span())
                event = replace(last, skeleton=sk, start=start, end=end, dates=[_claim(day)])
                yield _second(call, event)
        return


def _days(sk: Skeleton, words: str) -> Iterator[DateMention]:
    """The days that some words of a skeleton name."""
    for number in _DAY.findall(words):
        piece = sk.pieces[int(number)]
        if isinstance(piece, DateMention) and piece.value and piece.precision == "day":
            yield piece


def _claim(day: DateMention) -> DateClaim:
    return DateClaim(day, _TOLD, "told-day-of-several")


def _is_of(event: Event, words: re.Match[str]) -> bool:
    """Whether words that count calls are those of a report, and not of some time before it."""
    if event.previous or event.skeleton.in_quotes:
        return False
    at = words.start()
    if _HAD.search(event.skeleton.text, max(0, at - _SHORT), at) and "days" not in (
        name for name, value in words.groupdict().items() if value
    ):
        return False
    start, end = event.skeleton.origin(*words.span())
    return start <= event.start < end


def _again_that_day(doc: Document, call: CallFind) -> Iterator[CallFind]:
    """The call "again in the evening" behind one of the same people on the same day."""
    event = _again(doc, call)
    if event is None:
        return
    told = event.skeleton.sentence
    call.events = [e for e in call.events if e.skeleton.sentence.start != told.start]
    call.mentions = [s for s in call.mentions if not told.start <= s[0] < told.end]
    day = next((c for e in call.events for c in e.dates if c.date.precision == "day"), None)
    dates = event.dates or [day] if day is not None else event.dates
    yield _second(call, replace(event, dates=dates))


def _second(call: CallFind, event: Event) -> CallFind:
    """Another call of the same people, told by one report."""
    name = event.rule.name
    return CallFind(
        [*call.parties],
        Claim(name, event.start, event.end, name),
        Claim("held", event.start, event.end, name),
        [(event.start, event.end)],
        events=[event],
    )


def _again(doc: Document, call: CallFind) -> Event | None:
    """The report of a call "again in the evening" behind one of the same people on the same day."""
    first, *others = sorted(call.events, key=lambda event: event.start)
    for event in others:
        if event.previous or event.skeleton.in_quotes or event.status != "held":
            continue
        if first.skeleton.sentence.kind is not BlockKind.PROSE:
            return None
        text, at = event.skeleton.text, event.skeleton.position(event.start)
        near = text[max(0, at - _SHORT) : at + 2 * _SHORT]
        if _AGAIN.search(near) is None or _HAD.search(text, max(0, at - _SHORT), at):
            continue
        parts = {_part(doc, first), _part(doc, event)}
        sentence = event.skeleton.sentence
        said = lowered(doc.text[sentence.start : sentence.end])
        if _THAT_DAY.search(said) or (None not in parts and len(parts) > 1):
            return event
    return None


def _part(doc: Document, event: Event) -> str | None:
    """The part of the day that stands with the day of a report: "Monday evening"."""
    for claim in event.dates:
        if claim.date.precision == "day":
            words = _PART.search(doc.text, claim.date.start, claim.date.end + _SHORT // 2)
            return words.group() if words else None
    return None
