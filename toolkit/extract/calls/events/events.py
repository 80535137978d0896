"""Finds events in sentences: places where the text reports that people spoke on the phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from toolkit.extract.calls.events import meetings
from toolkit.extract.calls.events.days import (
    DateClaim,
    apart,
    as_quoted,
    days_told,
    is_old,
    not_of_report,
)
from toolkit.extract.calls.events.parties import (
    Party,
    distinct,
    is_by_office,
    is_leaders_call,
    is_of_body,
    names_capital,
    of_others,
    own_days,
    subject_behind,
    told_apart,
    without_titles,
)
from toolkit.extract.calls.rules.every import rules_for
from toolkit.extract.calls.skeletons.pairs import others_meant
from toolkit.extract.calls.skeletons.skeleton import Skeleton, span_of
from toolkit.extract.calls.skeletons.spokesmen import whom_they_speak_for
from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.others import ends_at_others
from toolkit.extract.calls.wording.places import BY_PLACES
from toolkit.extract.calls.wording.status import (
    had_been,
    is_foretold,
    is_previous,
    keeps_refusing,
    status_of,
)
from toolkit.extract.calls.wording.words import CallRule, Reading
from toolkit.extract.dates.future import reread_future
from toolkit.extract.model import Document, Entity, EntityKind, Mention
from toolkit.patterns import late

_MEMBER = late(r"([PG])(\d+)")
_BACK = 400
_LISTENED = late(
    r"\b(?:listened in|joined(?! (?:an?|another) (?:[a-z-]+ ){0,3}?(?:call|conference)\b)"
    r"|took part|sat in)\b"
)
"""Who joined "a call", told here for the first time, was one of those who spoke."""
_GROUP_NAMED = late(r"G\d+, P")
"""A group whose members follow by name."""
_RELATED = late(r"(?<=, )P\d+'s? [^,PG]{1,60}(?=,|$)")
_COLLECTIVE = late(r"G\d+\Z")
_HABIT = late(
    r"[\s\"\u201c,]*(?:almost |nearly )?(?:every (?:day|week|month|morning|evening)|daily|weekly"
    r"|regularly|frequently|often|constantly|all the time|on a (?:regular|daily|weekly) basis)\b"
)
"""What, right behind words for a call, makes it a habit and none of its calls."""
_POSTED = late(r"\(@\w{1,20}\),? ")
"""The end of a post quoted on a page: whose it is; its day follows."""
_POST = 600  # characters of a post and the name of who wrote it, at most
_TOLD = 3
"""The weight of a day that stands right beside the words for a call."""
_JOINS = frozenset({"joined-in-call", "conference-with", "conference-convened"})
"""The rules that read who joined a call."""
FIRST_PERSON = frozenset({"i-spoke", "i-called", "i-was-called", "called-me"})

_Hub = Callable[[int, Sequence[Party]], Party | None]


@dataclass(slots=True)
class Event:
    """One report of a call.

    Attributes:
        rule: the rule that read it.
        skeleton: its sentence.
        start: offset of the words that make it a call, in the clean text.
        end: offset after them.
        parties: who took part, as far as this place says.
        status: held, planned, refused or denied.
        initiator: who called, where the place says.
        dates: days that may be the call's.
        in_person: the sentence speaks of a meeting.
        collective: those who took part are only named as a group ("the two leaders").
        partial: only one of those who took part is known here; the other was named before.
        by_office: those who took part are only known by their offices ("the Thai leader").
        guessed: the first of those who took part stands elsewhere and is guessed.
        previous: it is told as the one before the news: "their previous call", "last spoke".
        other: who the other may be where only one is known here ("she had telephoned him").
    """

    rule: CallRule
    skeleton: Skeleton
    start: int
    end: int
    parties: list[Party]
    status: str
    initiator: Party | None = None
    dates: list[DateClaim] = field(default_factory=list)
    in_person: bool = False
    collective: bool = False
    partial: bool = False
    by_office: bool = False
    guessed: bool = False
    previous: bool = False
    other: list[Party] = field(default_factory=list)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of those who took part."""
        return frozenset(p.entity.key for p in self.parties)

    def make_whole(self, parties: Sequence[Party]) -> None:
        """Complete who took part in a call of which only the caller is named here."""
        self.initiator = self.parties[0] if self.other else None
        self.partial, self.parties = False, list(parties)

    def guess_anew(self, parties: Sequence[Party]) -> None:
        """Put others for those who took part; the one guessed before, if the caller, with them."""
        if parties and self.initiator is self.parties[0]:
            self.initiator = parties[0]
        self.parties = list(parties)

    @property
    def foretold(self) -> bool:
        """Whether somebody named is going to speak: not "agreed that he would"."""
        return not self.collective and is_foretold(self.skeleton.text)


class EventReader:
    """Reads events in skeletons.

    Args:
        doc: the analysed article.
        hub: tells who made the round of a place, by with whom he or she spoke there.
    """

    def __init__(self, doc: Document, hub: _Hub | None = None) -> None:
        self._doc = doc
        self._hub = hub
        self._named: dict[str, int] | None = None
        self._met: tuple[Skeleton, bool] | None = None

    def read(self, skeleton: Skeleton) -> Iterator[Event]:
        """The events of a sentence; where rules overlap, the first of `IN_ORDER` counts."""
        taken: list[tuple[int, int]] = []
        read: list[tuple[int, int]] = []
        rejected: list[tuple[int, int]] = []
        for rule in rules_for(skeleton.text):
            for reading in rule.places(skeleton.text):
                others = read if rule in BY_PLACES else taken if rule.strong else taken + rejected
                low, high = reading.trigger
                if any(low < end and start < high for start, end in others):
                    continue
                if rule in BY_PLACES and taken:
                    reading = replace(reading, rule=replace(rule, own_days=True))
                events = self.of(skeleton, reading)
                if events:
                    taken.append(reading.trigger)
                    yield from events
                if events and rule.own_days:
                    read.append(reading.trigger)
                elif rule.strong and events:
                    read.append(reading.span)
                elif rule.strong and status_of(reading, skeleton.text) is None:
                    read.append(reading.span)
                    rejected.append(reading.trigger)

    def of(self, sk: Skeleton, reading: Reading) -> list[Event]:
        """The events of a reading: one, or one for each of several people called one by one."""
        rule, words = reading.rule, reading.words(sk.text)
        if ends_at_others(reading, sk.text) or self._is_no_call(sk, reading):
            return []
        first, second = self._sides(sk, reading)
        if of_others(self._doc, first, second):
            return []
        if (status := status_of(reading, sk.text)) is None:
            return []
        partial = (
            bool(first)
            and bool(second)
            and {p.entity.key for p in second} <= {p.entity.key for p in first}
        )
        placed = rule in BY_PLACES and reading.initiator is None
        if partial and (placed or names_capital(sk, reading.second)):
            return []
        start, end = sk.origin(*reading.trigger)
        events = []
        for side, other in told_apart(reading, sk.text, first, second):
            parties = distinct(side[:1] + other[:1] + side + other)
            if rule.name in _JOINS:  # the head of a body, whose country is none, is left out
                parties = [p for p in parties if p.entity.country_code] or parties
            if not partial and not is_leaders_call(parties):
                continue
            event = Event(rule, sk, start, end, parties, status, partial=partial)
            callers = distinct({"a": side, "b": other}.get(reading.initiator or "", []))
            if status == "refused" and reading.first and context.IN_VAIN.search(words):
                callers = side
            event.initiator = callers[0] if len(callers) == 1 and not partial else None
            event.dates = self._as_posted(sk, own_days(days_told(sk, reading), other, second))
            event.dates = as_quoted(event.dates, self._doc, sk)
            if status == "planned":
                event.dates = [self._ahead(claim) for claim in not_of_report(event.dates)]
            elif status == "refused" and keeps_refusing(words):
                event.dates = not_of_report(event.dates)
            event.in_person = self._in_person(sk, parties, (start, end))
            event.collective = not second and _COLLECTIVE.match(reading.first or "") is not None
            event.previous = self._is_previous(sk, reading.trigger[0], event.dates)
            event.guessed = reading.first is None and rule.name not in FIRST_PERSON
            if partial and rule.strong and reading.initiator == "a":
                event.other = self._only_other(sk, first)
            event.by_office = event.collective and is_by_office(sk, reading)
            events += [replace(event, dates=dates) for dates in apart(sk, event.dates)]
        return events

    def _is_no_call(self, sk: Skeleton, reading: Reading) -> bool:
        """Whether words are no report of a call: a roll call, somebody who listened, a habit."""
        low, high = reading.trigger
        if context.NOT_A_CALL.search(sk.text[max(0, low - 12) : high + 12]) or is_of_body(sk, high):
            return True
        words = reading.words(sk.text)
        if reading.rule.name not in _JOINS and _LISTENED.search(words):
            return True
        if reading.purpose is not None and not self._quotes_purpose(sk, reading.purpose):
            return True
        _, end = sk.origin(low, high)
        return _HABIT.match(self._doc.text, end) is not None

    def _is_previous(self, sk: Skeleton, start: int, dates: Sequence[DateClaim]) -> bool:
        """Whether words tell of a call before the news: "their last call", "had also spoken in".

        In the pluperfect all days told of it lie before those of the news, or are only months.
        """
        if is_previous(sk.text, start):
            return True
        if not had_been(sk.text, start):
            return False
        told = [claim.date for claim in dates if claim.weight >= _TOLD and claim.date.value]
        return bool(told) and all(is_old(date, self._doc.published_on) for date in told)

    def _quotes_purpose(self, sk: Skeleton, quoted: str) -> bool:
        """Whether what is quoted after "called somebody" is why: it begins with "to"."""
        start, _ = span_of(sk.pieces[int(quoted[1:])])
        return self._doc.text.startswith("to ", start + 1)

    def _as_posted(self, sk: Skeleton, claims: Iterable[DateClaim]) -> list[DateClaim]:
        """The days; in a post with its own date at its end, "today" is that day.

        A day told relatively was counted from the day of publication.
        """
        found = list(claims)
        published = self._doc.published_on
        start = sk.sentence.start
        signed = _POSTED.search(self._doc.text, start, start + _POST) if found else None
        if signed is None or published is None or "\n" in self._doc.text[start : signed.start()]:
            return found
        posted = next((d for d in self._doc.dates if d.start == signed.end()), None)
        if posted is None or posted.value is None or posted.precision != "day":
            return found
        shift = posted.value - published
        return [
            replace(claim, date=replace(claim.date, value=claim.date.value + shift))
            if claim.date.rule == "relative_day" and claim.date.value is not None
            else claim
            for claim in found
        ]

    def _ahead(self, claim: DateClaim) -> DateClaim:
        """The day of a planned call: "on Friday" is the next one."""
        day = self._doc.published_on
        if day is None:
            return claim
        ahead = reread_future(claim.date, self._doc.text, day)
        return DateClaim(ahead, claim.weight, claim.rule)

    def _sides(self, sk: Skeleton, reading: Reading) -> tuple[list[Party], list[Party]]:
        """The two sides that a reading names; the first may speak, or be named near by."""
        first, second = self._parties(sk, reading.first), self._parties(sk, reading.second)
        second = without_titles(self._doc, second) if reading.rule.one_by_one else second
        if reading.rule.name in FIRST_PERSON:
            first = self._speaker(sk, reading)
        elif reading.first is None and second:
            hub = self._hub and self._hub(sk.origin(*reading.trigger)[0], second)
            first = [hub] if hub else self._other_side(sk, second)
        if len(first) == len(second) == 1 and first[0].entity == second[0].entity:
            subject = subject_behind(sk, first[0])
            first = [subject] if subject is not None else first
        if len(first) == 1 < len(second) and first[0].entity in [p.entity for p in second]:
            both = others_meant(self._doc, sk.sentence, second[0].start, first[0].entity)
            named = [] if reading.rule.in_series else second  # "told the two" may mean others
            return first, [Party(*one) for one in both] or named
        return first, second

    def _in_person(self, sk: Skeleton, parties: Sequence[Party], talk: tuple[int, int]) -> bool:
        """Whether the sentence, or the one before it about the same people, tells of a meeting."""
        if self._tells_of_meeting(sk) and not meetings.only_others_met(
            sk, [p.entity.key for p in parties]
        ):
            return True
        if meetings.sat_together(self._doc, sk, talk[0], [talk[1], *(p.end for p in parties)]):
            return True
        low = max(0, sk.sentence.start - _BACK)
        before = self._doc.sentence_at(max(0, sk.sentence.start - 2))
        if before in (None, sk.sentence) or before.start < low or before.block != sk.sentence.block:
            return False
        words = self._doc.text[before.start : before.end].lower()
        if not meetings.is_of_meeting(words) or meetings.names_telephone(words):
            return False
        there = {m.entity.key for m in self._doc.mentions_in(before.start, before.end) if m.entity}
        return {p.entity.key for p in parties} <= there

    def _tells_of_meeting(self, sk: Skeleton) -> bool:
        """Whether a sentence speaks of a meeting; asked for each of its events, read once."""
        if self._met is None or self._met[0] is not sk:
            self._met = sk, meetings.IN_PERSON.search(sk.text) is not None
        return self._met[1]

    def _parties(self, sk: Skeleton, words: str | None) -> list[Party]:
        found: list[Party] = []
        words = _RELATED.sub("", words or "")
        for letter, number in _MEMBER.findall(_GROUP_NAMED.sub("P", words)):
            piece = sk.pieces[int(number)]
            if not isinstance(piece, Mention) or piece.entity is None:
                continue
            start, end = span_of(piece)
            if letter == "P":
                person = whom_they_speak_for(piece.entity, sk.pieces, self._doc)
                found.append(Party(person, start, end))
                continue
            found += [Party(person, start, end) for person in self._as_named(piece.entity.people)]
        return found

    def _as_named(self, people: Sequence[Entity]) -> list[Entity]:
        """The members of a group in the order in which the article names them."""
        if self._named is None:
            self._named = {}
            for mention in self._doc.mentions:
                if mention.entity is not None:
                    self._named.setdefault(mention.entity.key, mention.start)
        never = len(self._doc.text)
        named = self._named
        return sorted(people, key=lambda person: named.get(person.key, never))

    def _other_side(self, sk: Skeleton, side: Sequence[Party]) -> list[Party]:
        """Who a call with somebody was with: another in the sentence, else the last before it."""
        if _LISTENED.search(sk.text):
            return []
        countries = {p.entity.country_code for p in side}
        here = [p for p in sk.pieces if isinstance(p, Mention)]
        low = max(0, sk.sentence.start - _BACK)
        before = self._doc.mentions_in(low, sk.sentence.start)
        after = self._doc.mentions_in(sk.sentence.end, sk.sentence.end + _BACK)
        for mention in (*here, *reversed(before), *after):
            if mention.entity is None or mention.entity.country_code in countries:
                continue
            entity = whom_they_speak_for(mention.entity, sk.pieces, self._doc)
            if not (entity.registered or entity.in_office):
                continue
            return [Party(entity, mention.start, mention.end)]
        return []

    def _only_other(self, sk: Skeleton, side: Sequence[Party]) -> list[Party]:
        """The one other leader, of another country, whom a sentence and those before it name."""
        countries = {p.entity.country_code for p in side}
        low = max(0, sk.sentence.start - _BACK)
        others = {
            mention.entity.key: Party(mention.entity, mention.start, mention.end)
            for mention in self._doc.mentions_in(low, sk.sentence.end)
            if mention.entity is not None
            and mention.entity.registered
            and mention.entity.country_code not in countries
        }
        return list(others.values()) if len(others) == 1 else []

    def _speaker(self, sk: Skeleton, reading: Reading) -> list[Party]:
        """Who says "I" at a place inside a quotation."""
        at, _ = sk.origin(*reading.trigger)
        for attribution in self._doc.attributions:
            source = attribution.source
            if source is None or source.entity is None:
                continue
            for (start, end), direct in zip(attribution.contents, attribution.direct, strict=True):
                if direct and start <= at < end and source.entity.kind is EntityKind.PERSON:
                    return [Party(source.entity, source.start, source.end)]
        return []
