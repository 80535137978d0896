"""Who makes a round of calls: its hub.

Most calls of a round are told in few words: with whom it was, or only that "he" or "the president"
was called. Who made the round is told by the other calls and by the words for the round itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from toolkit.extract.calls.events import Party
from toolkit.extract.calls.joint import day_of
from toolkit.extract.calls.model import CallFind
from toolkit.extract.calls.spokesmen import is_spokesman
from toolkit.extract.model import Document, Entity, EntityKind, Sentence
from toolkit.patterns import late

_PAIR = 2
_OTHERS = (
    r" (?:[a-z-]+ ){0,2}?(?:voters|listeners|viewers|callers|constituents|reporters|aides"
    r"|journalists|residents|citizens|supporters|donors|lawmakers|the public)\b"
)
_SERIES = late(
    r"\b(?:round|series|string|blizzard|flurry|marathon|burst|spate|run|volley|list|barrage|blitz"
    r"|whirl|salvo|wave|cascade|day|morning|afternoon|evening|night|weekend"
    r"|hours) of (?:[a-z-]+ ){0,3}?"
    r"(?:calls|conversations|(?:tele)?phone|diplomacy)"
    r"|(?:work|works|worked|working|hit|hits|manned) the (?:tele)?phones"
    r"|(?:tele)?phone (?:diplomacy|marathon|blitz)|(?:on|by) the (?:tele)?phones\b|by telephone to"
    r"|(?:two|three|four|five|six|seven|eight|several|separate|successive|other|more|\d+)"
    r" (?:[a-z-]+ ){0,3}?(?:calls|conversations)\b"
    r"(?! for (?!(?:(?:more|less) than )?\w+ (?:minutes|hours)))"
    r"|(?:made|making|makes|placed|placing|taking|took|takes|received|fielded|fields|holds|held"
    r"|had)"
    r" (?:[a-z-]+ ){0,3}?(?:calls|conversations)\b(?! (?:for\b|on (?!\w{3,6}day)))"
    rf"(?! (?:from|to|with){_OTHERS})"
    r"|(?:calls|phone conversations|telephone conversations) (?:to|with|from|between)\b"
    rf"(?!{_OTHERS})"
    r"|(?:phones|calls|rings|telephones) [^.]{0,30}?leaders|sp(?:oke|oken) (?:separately|in turn)"
    r"|(?:picked up|took to|reached for) the (?:tele)?phone\b(?! (?:with|to)\b)"
    r"|it was [^.;]{1,60} who (?:called|rang|telephoned|phoned|reached out)"
    r"|(?:ringing|rang|rings) round|spent [^.;]{0,30} on the (?:tele)?phone",
    re.IGNORECASE,
)
"""What says that somebody speaks with several by telephone."""
_IN_SERIES = (
    *("calls", "conversations", "phone", "diplomacy", "leaders", "called", "rang", "ring"),
    *("separately", "in turn", "reached out"),
)
"""One of these stands in all that `_SERIES` reads."""
_SEVERAL = 2
_FAR_BACK, _NEAR_BACK = 2000, 600
_PRONOUNS = frozenset({"he", "she", "him", "his", "her"})
_SCORE_CALL, _SCORE_AHEAD, _SCORE_FIRST, _SCORE_CALLER = 1, 0.4, 0.2, 0.5
_SCORE_LAST, _SCORE_SERIES, _SCORE_BESIDE, _SCORE_PRONOUN = 1.2, 2, 2.5, 0.5
"""How much it counts for who made a round: a call, calling, the call last told, and so on."""
_BARE_OFFICE = late(
    r"(?:the|The) (?:(?:prime|foreign|defen[cs]e) )?(?:minister|president|premier|chancellor"
    r"|secretary|secretary-general|taoiseach)\Z"
)


class Tour:
    """The round of calls of one article.

    Args:
        doc: the analysed article.
        calls: its calls; those found here are added to them by whoever reads the events.
    """

    def __init__(self, doc: Document, calls: Sequence[CallFind]) -> None:
        self._doc = doc
        self.calls = calls

    @cached_property
    def series(self) -> int | None:
        """Where the article first says that there are several calls, if it does."""
        text = self._doc.text
        return next((words.start() for words in _series_in(text, 0, len(text))), None)

    def was_on(self, day: dt.date) -> bool:
        """Whether a call of the round was on a day, or none is dated."""
        days = {day_of(call) for call in self.calls} - {None}
        return not days or day in days

    def told(self, start: int, end: int) -> bool:
        """Whether some words tell a call that is known."""
        return any(s < end and start < e for c in self.calls for s, e in c.mentions)

    def tells(self, sentence: Sentence, keys: set[str]) -> bool:
        """Whether a sentence is known to tell a call of some people."""
        return any(
            keys <= c.keys and any(sentence.start <= s < sentence.end for s, _ in c.mentions)
            for c in self.calls
        )

    def hubs(self) -> set[str]:
        """The keys of those who may make a round: who took part in a call."""
        return {p.entity.key for c in self.calls for p in c.parties} | self._said

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

        for call in self.calls:
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
            if party.start < at or pronoun:
                sure = not pronoun or party.entity.key not in known
                add([party], _SCORE_BESIDE if sure else _SCORE_PRONOUN)
        if not found:
            return None
        return found[max(found, key=lambda key: (scores[key], self._named[key]))]

    def _last_before(self, at: int) -> Sequence[Party]:
        """Who took part in the call told last before a place."""
        told = [(start, c) for c in self.calls for start, _ in c.mentions if start < at]
        return max(told, key=lambda t: t[0])[1].parties if told else ()

    def _of_series(self, at: int, back: int = _FAR_BACK) -> Sequence[Party]:
        """Those who are said to speak with several: before such words, or else behind them."""
        text = self._doc.text
        for words in reversed(list(_series_in(text, max(0, at - back), at))):
            sentence = self._doc.sentence_at(words.start())
            if sentence is None:
                continue
            for low, high in ((sentence.start, words.start()), (words.end(), sentence.end)):
                there = self._leaders(low, high)
                if there:
                    return there
        return ()

    def _beside(self, at: int) -> Sequence[Party]:
        """Who is named in the sentence of a place."""
        sentence = self._doc.sentence_at(at)
        return self._leaders(sentence.start, sentence.end) if sentence is not None else ()

    def _by_pronoun(self, party: Party) -> bool:
        """Whether somebody is named by a word such as "his": who is one with others is named."""
        return self.words(party).lower() in _PRONOUNS

    def words(self, party: Party) -> str:
        """The words that name somebody."""
        return self._doc.text[party.start : party.end]

    def has_calls(self) -> bool:
        """Whether there are calls."""
        return bool(self.calls)

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

    def is_hub(self, party: Party) -> bool:
        """Whether somebody spoke with several, or is said to have."""
        key = party.entity.key
        if len(self.partners(key)) >= _SEVERAL:
            return True
        return self.series is not None and key in self._said

    @cached_property
    def _said(self) -> set[str]:
        """The keys of those who are said to speak with several, anywhere in the article."""
        return {p.entity.key for p in self._of_series(len(self._doc.text), len(self._doc.text))}

    def known(self, keys: frozenset[str]) -> list[CallFind]:
        """The calls of the same people."""
        return [call for call in self.calls if keys <= call.keys]


def _series_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Words that say that somebody speaks with several; looked for in the lines that may hold some.

    The pattern takes a microsecond a character, and few lines speak of calls.
    """
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop].lower()
        if any(word in line for word in _IN_SERIES):
            yield from _SERIES.finditer(text, start, stop)
        start = stop + 1


def to_hub(doc: Document, calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls, those with a "he" or "the president" who makes no other given to the round's hub.

    "The prime minister later spoke to Mr. Fox" is about whoever makes the round, where the one whom
    the words seem to mean took part in no other call, or is one of those whom the hub called.

    Args:
        doc: the analysed article.
        calls: its calls.
    """
    left: list[CallFind] = []
    for number, call in enumerate(calls):
        others = [*left, *calls[number + 1 :]]
        hub = _true_hub(Tour(doc, others), call)
        if hub is None:
            left.append(call)
            continue
        wrong = call.parties[0].entity.key
        for event in call.events:
            event.parties = [_instead(p, wrong, hub) for p in event.parties]
            if event.initiator is not None:
                event.initiator = _instead(event.initiator, wrong, hub)
        call.parties = [_instead(p, wrong, hub) for p in call.parties]
        same = next((c for c in left if c.keys == call.keys), None)
        if same is None:
            left.append(call)
        else:
            same.events += call.events
            same.mentions += call.mentions
    return left


def _instead(party: Party, wrong: str, hub: Party) -> Party:
    return replace(party, entity=hub.entity) if party.entity.key == wrong else party


def _true_hub(tour: Tour, call: CallFind) -> Party | None:
    """Who is meant by the bare word that stands for the first side of a call, if another is."""
    if len(call.parties) != _PAIR or len(call.events) > 1 or call.events[0].previous:
        return None
    first, other = call.parties
    if not tour.has_calls() or tour.series is None:
        return None
    hub = tour.hub(first.start, [other])
    if hub is None or hub.entity.key == first.entity.key:
        return None
    if hub.entity.gender and hub.entity.gender != first.entity.gender:
        return None
    words = tour.words(first)
    theirs = tour.partners(first.entity.key)
    if _BARE_OFFICE.match(words):
        return hub if not theirs else None
    by_pronoun = words.lower() in _PRONOUNS
    return hub if by_pronoun and theirs == {hub.entity.key} else None


def leads(entity: Entity) -> bool:
    """Whether somebody is a person known to hold an office."""
    return entity.kind is EntityKind.PERSON and (entity.registered or entity.in_office)
