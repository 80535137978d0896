"""Rounds of calls read once more: whom else the one who makes the round spoke to.

Once an article tells of a call, it tells of the next ones in fewer words: "To Mr. Rutte she said",
"a similar conversation followed with Mr. Michel", "Ms. Sandu telephoned later in the day". Who
makes the round, its hub, is whom most of the calls share; the other is named in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.capitals import Capitals
from toolkit.extract.calls.events import Event, EventReader
from toolkit.extract.calls.hubs import Tour, leads
from toolkit.extract.calls.joint import day_of, direct_day
from toolkit.extract.calls.meetings import IN_PERSON
from toolkit.extract.calls.model import CallFind
from toolkit.extract.calls.needs import Sieve
from toolkit.extract.calls.rules_tours import CLEAR_IN_TOURS, IN_TOURS
from toolkit.extract.calls.skeleton import Skeleton, build
from toolkit.extract.calls.words import CallRule, sieve_of
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document, Sentence
from toolkit.patterns import late

_ELSEWHERE = late(
    r"\b(?:letters?|wrote|writes|written|in a (?:message|note|speech|statement|post|tweet|cable"
    r"|interview)|parliament|rally|podium|panel|tweeted|posted|televised|news conference|reporters"
    r"|journalists|arrived|flew|flies|visit(?:s|ed|ing)?|hosted|hosts|travel(?:s|led|ed)?|summit"
    r"|met|meets|meeting|in person|envoys?|ambassador|handed|table)\b"
)
"""What says that something was told otherwise than by telephone."""
_NOT_SO_CLEAR = frozenset({"round-not-reached", "round-talk-lasted"})
"""Rules whose words are said of reporters and of meetings, too, where nothing tells of a round."""
_TOLD = frozenset({"round-told", "round-discussed"})
"""Rules that say nothing of a round: what leaders told each other on another day was elsewhere."""
_AHEAD = late(
    r"\b(?:will|is to|are to|was to|due to|expected to|plans? to|hopes? to|would|should|could"
    r"|may|might"
    r"|if|whether|wants? to)\b"
)
_LONGEST_PAUSE = 6_000
"""Characters, about three of an agency's reports: where no call is told for so long, what follows
is another story of a page, and is not read for calls of a round."""


def told_of_tour(
    doc: Document,
    durations: Sequence[Figure],
    skeletons: Sequence[Skeleton],
    calls: Sequence[CallFind],
) -> Iterator[Event]:
    """The calls of a round that no other rule read.

    Args:
        doc: the analysed article.
        durations: its durations.
        skeletons: the sentences read so far.
        calls: the calls found so far, to which those told here are added meanwhile.
    """
    tour = Tour(doc, calls)
    if not calls:
        return
    reader = EventReader(doc, tour.hub)
    known = {sk.sentence.start: sk for sk in skeletons if not sk.in_quotes}
    begins = min(c.first_report for c in calls)
    if tour.series is not None:
        begins = min(begins, tour.series)
    for sk in _skeletons(doc, durations, known, calls, begins):
        taken: list[tuple[int, int]] = []
        for rule in _sieve().left(sk.text):
            for reading in rule.places(sk.text):
                low, high = reading.trigger
                if any(low < end and start < high for start, end in taken):
                    continue
                if tour.told(*sk.origin(low, high)):
                    continue
                for event in reader.of(sk, reading):
                    if _counts(tour, event):
                        taken.append(reading.trigger)
                        yield event


@cache
def _sieve() -> Sieve[CallRule]:
    return sieve_of((*CLEAR_IN_TOURS, *IN_TOURS))


def _skeletons(
    doc: Document,
    durations: Sequence[Figure],
    known: Mapping[int, Skeleton],
    calls: Sequence[CallFind],
    begins: int,
) -> Iterator[Skeleton]:
    """The sentences from a place on that name a leader, no further from a call than a pause."""
    capitals: Capitals | None = None
    for sentence in doc.sentences:
        if sentence.kind is not BlockKind.PROSE or sentence.end < begins:
            continue
        near = sentence.start - _LONGEST_PAUSE
        if begins < near and not any(near <= c.first_report <= sentence.end for c in calls):
            continue
        if not _names_leader(doc, sentence):
            continue
        sk = known.get(sentence.start)
        if sk is None:
            capitals = capitals or Capitals(doc)
            sk = capitals.resolved(build(doc, sentence, durations))
        yield sk


def _names_leader(doc: Document, sentence: Sentence) -> bool:
    return any(
        m.entity is not None and leads(m.entity)
        for m in doc.mentions_in(sentence.start, sentence.end)
    )


def _counts(tour: Tour, event: Event) -> bool:
    """Whether what a rule for rounds read is a call of its own."""
    if event.in_person or event.partial or not all(leads(p.entity) for p in event.parties):
        return False
    hubs = tour.hubs()
    if hubs.isdisjoint(event.keys):
        return False
    same = tour.known(event.keys)
    day = direct_day(event.dates)
    if same and (
        event.rule in IN_TOURS or day is None or any(day_of(c) in (None, day) for c in same)
    ):
        return False
    if event.rule not in IN_TOURS:
        return event.rule.name not in _NOT_SO_CLEAR or tour.series is not None
    if event.previous or any(c.date.precision != "day" for c in event.dates):
        return False  # "in 2022 she told Mr. Fox": the round was of some days
    if event.rule.name in _TOLD and day is not None and not tour.was_on(day):
        return False
    text = event.skeleton.text
    if all(key in hubs for key in event.keys) or not any(map(tour.is_hub, event.parties)):
        return False
    if tour.series is None or _ELSEWHERE.search(text) or IN_PERSON.search(text):
        return False
    return (
        event.status == "held"
        and _AHEAD.search(text[: event.end - event.skeleton.sentence.start]) is None
    )
