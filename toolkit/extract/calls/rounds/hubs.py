"""Who makes a round of calls: its hub.

Most calls of a round are told in few words: with whom it was, or only that "he" or "the president"
was called. Who made the round is told by the other calls and by the words for the round itself.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.rounds.announced import announcements
from toolkit.extract.calls.rounds.joint import day_of
from toolkit.extract.calls.rounds.series import Series
from toolkit.extract.calls.skeletons.spokesmen import is_spokesman
from toolkit.extract.model import Document, Entity, EntityKind
from toolkit.patterns import late

_PAIR = 2
SEVERAL = 2
_FAR_BACK, _NEAR_BACK = 2000, 600
STORY = 6_000
"""Characters, about three of an agency's reports: where no call is told for so long, what follows
is another story of a page."""
_PRONOUNS = frozenset({"he", "she", "him", "his", "her"})
_SCORE_CALL, _SCORE_AHEAD, _SCORE_FIRST, _SCORE_CALLER = 1, 0.4, 0.2, 0.5
_SCORE_LAST, _SCORE_SERIES, _SCORE_BESIDE, _SCORE_PRONOUN = 1.2, 2, 2.5, 0.5
_SCORE_HOLDS = 5
"""How much it counts for who made a round: a call, calling, the call last told, and so on."""
_BARE_OFFICE = late(
    r"(?:the|The) (?:(?:prime|foreign|defen[cs]e) )?(?:minister|president|premier|chancellor"
    r"|secretary|secretary-general|taoiseach)\Z"
)
_HOLDS = late(
    r",?(?: (?:also|then|later|himself|herself|has|had)){0,2} (?:made|makes|placed|held|holds|took"
    r"|takes|fielded|fields|received)\b"
)
"""What, behind who is named beside somebody called, says that it was his or her call."""
_WITH = late(r"\b(?:with|to|from|between|leaders)(?: [^\s,.;]+){0,3},? ?\Z")
_TIED = late(r"\b(?:with|to) (?:[\w'-]+ ){0,4}\Z")
_TIE = 60
"""How many characters before a name a preposition may stand that ties it."""
_HE_OR_SHE = ("he", "she")
_FRONTS = ("with ", "to ")


class Round:
    """The round of calls of one article.

    Args:
        doc: the analysed article.
        calls: its calls; those found meanwhile are added to them by whoever reads the events.
    """

    def __init__(self, doc: Document, calls: list[CallFind]) -> None:
        self._doc = doc
        self.calls = calls
        self.series = Series(doc.text, announcements(doc))

    def was_on(self, day: dt.date) -> bool:
        """Whether a call of the round was on a day, or none is dated."""
        days = {day_of(call) for call in self.calls} - {None}
        return not days or day in days

    def told(self, start: int, end: int) -> bool:
        """Whether some words tell a call that is known."""
        return any(s < end and start < e for c in self.calls for s, e in c.mentions)

    def hubs(self, at: int) -> set[str]:
        """The keys of those who may have made the round of a place: who took part, or is said to.

        Args:
            at: the place.
        """
        return {key for call in self._near(at) for key in call.keys} | self._said(at)

    def _near(self, at: int) -> list[CallFind]:
        """The calls of the story that a place belongs to."""
        return [c for c in self.calls if any(abs(start - at) < STORY for start, _ in c.mentions)]

    def hub(self, at: int, others: Sequence[Party]) -> Party | None:
        """Who made the round that a place belongs to.

        Whoever spoke with most others, or took part in the call last told, or is told to have made
        a round, or is named beside the other.

        Args:
            at: the place.
            others: with whom he or she spoke.
        """
        countries = {p.entity.country_code for p in others}
        scores: defaultdict[str, float] = defaultdict(float)
        found: dict[str, Party] = {}

        def add(parties: Sequence[Party], score: float) -> None:
            for party in parties:
                if is_spokesman(party.entity.key) or not leads(party.entity):
                    continue
                if party.entity.country_code not in countries:
                    found.setdefault(party.entity.key, party)
                    scores[party.entity.key] += score

        for call in self._near(at):
            ahead = call.mentions[0][0] > at
            add(call.parties, _SCORE_AHEAD if ahead else _SCORE_CALL)
            add(call.parties[:1], _SCORE_FIRST)
            add([e.initiator for e in call.events[:1] if e.initiator is not None], _SCORE_CALLER)
        add(self._last_before(at), _SCORE_LAST)
        add(self._of_series(at), _SCORE_SERIES)
        add(self._of_series(at, _NEAR_BACK), 1)
        here = self._beside(at)
        known = set(found)  # a pronoun is taken for whom the sentence before named
        for party in here:
            pronoun = self._by_pronoun(party)
            if (party.start < at and not self._tied(party)) or pronoun:
                sure = not pronoun or party.entity.key not in known
                add([party], _SCORE_BESIDE if sure else _SCORE_PRONOUN)
            if party.start < at and not pronoun and _HOLDS.match(self._doc.text, party.end):
                add([party], _SCORE_HOLDS)
        if not found:
            return None
        return found[max(found, key=lambda key: (scores[key], self._named[key]))]

    def _last_before(self, at: int) -> Sequence[Party]:
        """Who took part in the call told last before a place."""
        told = [(start, c) for c in self.calls for start, _ in c.mentions if start < at]
        return max(told, key=lambda t: t[0])[1].parties if told else ()

    def _of_series(self, at: int, back: int = _FAR_BACK) -> Sequence[Party]:
        """Those who are said to speak with several: before such words, or else behind them."""
        for words in reversed(self.series.within(max(0, at - back), at)):
            sentence = self._doc.sentence_at(words.start)
            if sentence is None:
                continue
            for low, high in ((sentence.start, words.start), words.span, (words.end, sentence.end)):
                there = self._leaders(low, high)
                if there and not self._with_whom(words.start, there):
                    return there
        return ()

    def _with_whom(self, start: int, named: Sequence[Party]) -> bool:
        """Whether those named behind words for a round are whom it was with: "calls with A"."""
        first = min(party.start for party in named)
        return first > start and _WITH.search(self._doc.text, start, first) is not None

    def _beside(self, at: int) -> Sequence[Party]:
        """Who is named in the sentence of a place."""
        sentence = self._doc.sentence_at(at)
        return self._leaders(sentence.start, sentence.end) if sentence is not None else ()

    def _tied(self, party: Party) -> bool:
        """Whether a preposition makes somebody another partner: "with A on Monday and with B"."""
        before = self._doc.mentions_in(max(0, party.start - _TIE), party.start)
        low = max((m.end for m in before), default=max(0, party.start - _TIE))
        return _TIED.search(self._doc.text, low, party.start) is not None

    def _by_pronoun(self, party: Party) -> bool:
        """Whether somebody is named by a word such as "his": who is one with others is named."""
        return self._words(party).lower() in _PRONOUNS

    def _words(self, party: Party) -> str:
        """The words that name somebody."""
        return self._doc.text[party.start : party.end]

    def partners(self, key: str) -> set[str]:
        """The keys of those with whom somebody had calls."""
        return {k for c in self.calls if key in c.keys for k in c.keys} - {key}

    def _leaders(self, start: int, end: int) -> Sequence[Party]:
        """Who of those that a span names holds an office."""
        found = {
            m.entity.key: Party(m.entity, m.start, m.end)
            for m in reversed(self._doc.mentions_in(start, end))
            if m.entity is not None and leads(m.entity)
        }
        return list(found.values())

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(m.entity.key for m in self._doc.mentions if m.entity is not None)

    def is_hub(self, party: Party, at: int) -> bool:
        """Whether somebody spoke with several, or is said to have in the story of a place."""
        key = party.entity.key
        return len(self.partners(key)) >= SEVERAL or key in self._said(at)

    def _said(self, at: int) -> set[str]:
        """The keys of those who are said to speak with several in the story of a place."""
        return {p.entity.key for p in self._of_series(at + STORY, 2 * STORY)}

    def leave_headlined(self, keys: frozenset[str]) -> None:
        """Leave out a call that only a headline tells: "gets call" of one that is planned."""
        for call in self.of(keys):
            kinds = {event.skeleton.sentence.kind for event in call.events}
            if kinds == {BlockKind.HEADLINE}:
                self.calls.remove(call)

    def told_before(self, keys: frozenset[str], end: int, several: int) -> list[int]:
        """Where, before a place, words tell of a call of one of some who had several."""
        hubs = {key for key in keys if len(self.partners(key)) >= several}
        calls = [call for call in self.calls if not hubs.isdisjoint(call.keys)]
        return [at for call in calls for at, _ in call.mentions if at < end]

    def _opens_before(self, party: Party) -> bool:
        """Whether the sentence before begins with whom a pronoun seems to mean: it does."""
        sentence = self._doc.sentence_at(party.start)
        before = self._doc.sentence_at(max(0, sentence.start - 3)) if sentence else None
        named = self._leaders(before.start, before.end) if before is not None else ()
        first = min(named, key=lambda p: p.start, default=None)
        return first is not None and first.entity.key == party.entity.key

    def of(self, keys: frozenset[str]) -> list[CallFind]:
        """The calls of the same people."""
        return [call for call in self.calls if keys <= call.keys]

    def guessed_anew(self, event: Event) -> list[Party]:
        """Who took part in a call of which one side is named: rather those who spoke before.

        Args:
            event: its first party is guessed, whoever was named last before it, or perhaps a
                pronoun: "With Ms. Merkel, he spoke" is about who made the round.
        """
        guess, others = event.parties[0], event.parties[1:]
        if event.guessed and self._told_with(guess, event.start):
            return event.parties
        if event.guessed and (self.calls or self.series.all) and not _here(event, guess):
            hub = self.hub(event.start, others)
            theirs = self.partners(guess.entity.key)
            if hub is None or (
                theirs and hub.entity.key not in theirs and not self.is_hub(hub, event.start)
            ):
                return event.parties
        elif event.skeleton.text.startswith(_FRONTS) and self._words(guess).lower() in _HE_OR_SHE:
            hub = self.hub(event.start, others)
        else:
            return event.parties
        if hub is None or any(hub.entity.country_code == p.entity.country_code for p in others):
            return event.parties
        return [hub, *others]

    def _told_with(self, party: Party, at: int) -> bool:
        """Whether the same words told a call of somebody already: "calls from A and B"."""
        key = party.entity.key
        return any(
            key in c.keys and any(at == start for start, _ in c.mentions) for c in self.calls
        )

    def given_to_hub(self) -> list[CallFind]:
        """The calls, those with a "he" or "the president" who makes no other given to the hub.

        "The prime minister later spoke to Mr. Fox" is about whoever makes the round, where the one
        whom the words seem to mean took part in no other call, or is one of those whom the hub
        called.
        """
        calls, left = self.calls, list[CallFind]()
        if not self.series.all:
            return list(calls)
        for number, call in enumerate(calls):
            self.calls = [*left, *calls[number + 1 :]]
            hub = self._true_hub(call)
            if hub is not None:
                _give(call, call.parties[0].entity.key, hub)
            same = next((c for c in left if c.keys == call.keys), None) if hub else None
            if same is None:
                left.append(call)
            else:
                same.events += call.events
                same.mentions += call.mentions
        self.calls = left
        return left

    def _true_hub(self, call: CallFind) -> Party | None:
        """Who is meant by the bare word for the first side of a call, if not whom it seems to."""
        if len(call.parties) != _PAIR or len(call.events) > 1:
            return None
        first, other = call.parties
        words, theirs = self._words(first), self.partners(first.entity.key)
        bare, pronoun = _BARE_OFFICE.match(words), words.lower() in _PRONOUNS
        if call.events[0].previous and not pronoun:
            return None
        if not self.calls or not ((bare and not theirs) or (pronoun and len(theirs) == 1)):
            return None
        hub = self.hub(first.start, [other])
        if hub is None or hub.entity.key == first.entity.key:
            return None
        if pronoun and self._opens_before(first):
            return None
        if hub.entity.gender and hub.entity.gender != first.entity.gender:
            return None
        return hub if bare or theirs == {hub.entity.key} else None


def _here(event: Event, party: Party) -> bool:
    """Whether the sentence of an event names somebody."""
    sentence = event.skeleton.sentence
    return sentence.start <= party.start < sentence.end


def _give(call: CallFind, wrong: str, hub: Party) -> None:
    """Put who made the round in the place of somebody in a call."""

    def instead(party: Party) -> Party:
        return replace(party, entity=hub.entity) if party.entity.key == wrong else party

    for event in call.events:
        event.parties = list(map(instead, event.parties))
        if event.initiator is not None:
            event.initiator = instead(event.initiator)
    call.parties = list(map(instead, call.parties))


def leads(entity: Entity) -> bool:
    """Whether somebody is a person known to hold an office."""
    return entity.kind is EntityKind.PERSON and (entity.registered or entity.in_office)
