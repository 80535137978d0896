"""Rounds of calls: one leader speaks with several in turn, and the text tells only with whom.

Once an article tells of a call or of a round, it tells of the next ones in fewer words: "To Mr.
Rutte she said", "a similar conversation followed with Mr. Michel", "next was Ms. Sandu". Who makes
the round, its hub (`calls.rounds.hubs`), is whom most of the calls share.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.events import Event, EventReader
from toolkit.extract.calls.events.meetings import IN_PERSON
from toolkit.extract.calls.rounds.echoes import Echoes
from toolkit.extract.calls.rounds.hubs import SEVERAL, STORY, Round, leads
from toolkit.extract.calls.rounds.joint import day_of, direct_day
from toolkit.extract.calls.rounds.lines import listed_lines
from toolkit.extract.calls.rules.echoes import CHAINS, ECHOES
from toolkit.extract.calls.rules.listing import LINE, LISTING
from toolkit.extract.calls.rules.rounds import IN_ROUNDS
from toolkit.extract.calls.rules.turns import TURNS
from toolkit.extract.calls.skeletons.capitals import Capitals
from toolkit.extract.calls.skeletons.skeleton import Skeleton, build
from toolkit.extract.calls.wording.needs import Sieve
from toolkit.extract.calls.wording.words import CallRule, sieve_of
from toolkit.extract.figures.find import Figure
from toolkit.extract.lexicons import words
from toolkit.extract.model import Document, Sentence
from toolkit.patterns import late

_ELSEWHERE = late(rf"\b(?:{'|'.join(sorted(words('call_told_otherwise')))})\b")
"""What says that something was told otherwise than by telephone."""
_AHEAD = late(
    r"\b(?:will|is to|are to|was to|due to|expected to|plans? to|hopes? to|would|should|could"
    r"|may|might|if|whether|wants? to)\b"
)
_BY_WIRE = late(r"calls|conversations|phone|\b(?:rang|dialled|on the line)\b")
_ONE_MORE = frozenset({"round-same", "round-turn-owned"})
"""Rules whose words say themselves that what they tell was told in a call before."""
_POINTS = late(r"(?i:they|them|these|those|it|this|that|one|another|first|then|next|last)\b")
"""Words of a list that mean what the sentence before told."""
_GAP = 3
"""How many characters part two paragraphs, and one more."""
_NEAR = 700
"""Characters between two calls of one leader and the next, where no words tell of a round."""


def told_of_round(
    doc: Document, durations: Sequence[Figure], skeletons: Sequence[Skeleton], known: Round
) -> Iterator[Event]:
    """The calls of a round that no other rule read.

    Args:
        doc: the analysed article.
        durations: its durations.
        skeletons: the sentences read so far.
        known: the calls found so far, to which those told here are added meanwhile.
    """
    told = [words.start for words in known.series.all if words.several or words.alone]
    told = sorted([*told, *(call.first_report for call in known.calls)])
    echoes = Echoes(doc, known)
    reader = EventReader(doc, known.hub)
    read = {sk.sentence.start: sk for sk in skeletons if not sk.in_quotes}
    lines = listed_lines(doc, known.series.all)
    for sk in _skeletons(doc, durations, read, told):
        taken: list[tuple[int, int]] = []
        line = (LINE,) if sk.sentence.start in lines else ()
        for rule in (*line, *_sieve().left(sk.text)):
            for reading in rule.places(sk.text):
                low, high = reading.trigger
                if any(low < end and start < high for start, end in taken):
                    continue
                if known.told(*sk.origin(low, high)):
                    continue
                for event in echoes.read(reader, sk, reading):
                    if event.status == "planned":
                        known.leave_headlined(event.keys)
                    if _counts(doc, known, event):
                        taken.append(reading.trigger)
                        insort(told, event.start)
                        yield event


@cache
def _sieve() -> Sieve[CallRule]:
    return sieve_of((*LISTING, *CHAINS, *ECHOES, *IN_ROUNDS, *TURNS))


def _skeletons(
    doc: Document,
    durations: Sequence[Figure],
    read: Mapping[int, Skeleton],
    told: Sequence[int],
) -> Iterator[Skeleton]:
    """The sentences that name a leader and stand, by no more than a pause, behind what tells calls.

    Args:
        doc: the analysed article.
        durations: its durations.
        read: skeletons that are made already, by where their sentences begin.
        told: where calls and rounds are told, in order; some are added while sentences are read.
    """
    capitals: Capitals | None = None
    for sentence in doc.sentences:
        before = bisect_right(told, sentence.end)
        if not before or told[before - 1] < sentence.start - STORY:
            continue
        if sentence.kind is not BlockKind.PROSE or not _names_leader(doc, sentence):
            continue
        sk = read.get(sentence.start)
        if sk is None:
            capitals = capitals or Capitals(doc)
            sk = capitals.resolved(build(doc, sentence, durations))
        yield sk


def _names_leader(doc: Document, sentence: Sentence) -> bool:
    return any(
        m.entity is not None and leads(m.entity)
        for m in doc.mentions_in(sentence.start, sentence.end)
    )


def _counts(doc: Document, known: Round, event: Event) -> bool:
    """Whether what a rule for rounds read is a call of its own."""
    if event.in_person or event.partial or not all(leads(p.entity) for p in event.parties):
        return False
    if known.hubs(event.start).isdisjoint(event.keys):
        return False
    same = known.of(event.keys)
    at = event.skeleton.sentence
    if event.rule in (*ECHOES, *CHAINS) and any(
        at.start <= start < at.end for call in same for start, _ in call.mentions
    ):
        return False
    day = direct_day(event.dates)
    if same and (
        event.rule.in_series or day is None or any(day_of(c) in (None, day) for c in same)
    ):
        return False
    return not event.rule.in_series or _counts_in_series(doc, known, event)


def _counts_in_series(doc: Document, known: Round, event: Event) -> bool:
    """Whether words that name no telephone tell one of several calls."""
    day, sk = direct_day(event.dates), event.skeleton
    if event.previous or any(c.date.precision != "day" for c in event.dates):
        return False  # "in 2022 she told Mr. Fox": the round was of some days
    if not event.guessed and day is not None and not known.was_on(day):
        return False  # what both are named for on another day was elsewhere
    hubs = known.hubs(event.start)
    one_more = event.rule in (*LISTING, LINE) or event.rule.name in _ONE_MORE
    made = one_more or any(known.is_hub(p, event.start) for p in event.parties)
    if (event.keys <= hubs and not one_more) or not made:
        return False
    if event.rule in LISTING and not _points_at_calls(doc, known, event):
        return False
    begins = sk.sentence.start
    if not known.series.within(begins - STORY, begins + STORY):
        before = known.told_before(event.keys, begins, 1 if one_more else SEVERAL)
        before = [at for at in before if begins - at < _NEAR]
        if not before:
            return False
        begins = max(before)
    said = doc.text[begins : sk.sentence.end].lower()
    if _ELSEWHERE.search(said) or IN_PERSON.search(said) or _at_a_meeting(doc, event):
        return False
    if event.status != (event.rule.status or "held"):
        return False
    return event.status != "held" or _AHEAD.search(sk.text[: sk.position(event.end)]) is None


def _points_at_calls(doc: Document, known: Round, event: Event) -> bool:
    """Whether "they" or "these" of a list can be those of calls: what stands before tells some.

    That is the sentence before, or what a semicolon parts from them in their own.
    """
    if not _POINTS.match(doc.text, event.start):
        return True
    begins = event.skeleton.sentence.start
    if ";" not in doc.text[begins : event.start]:
        before = doc.sentence_at(max(0, begins - _GAP))
        begins = before.start if before is not None else begins
    told = known.told_before(event.keys, event.start, 1)
    return bool(known.series.within(begins, event.start)) or any(at >= begins for at in told)


def _at_a_meeting(doc: Document, event: Event) -> bool:
    """Whether the paragraph of an event tells before it of people in one place."""
    begins = doc.article.blocks[event.skeleton.sentence.block].start
    said = doc.text[begins : event.start].lower()
    last = max((m.end() for m in _BY_WIRE.finditer(said)), default=0)
    return IN_PERSON.search(said, last) is not None
