"""Finds events in sentences: places where the text reports that people spoke on the phone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.extract import calls_rules as rules
from toolkit.extract.calls_rules import CallRule
from toolkit.extract.model import DateMention, Document, Entity, EntityKind, Mention
from toolkit.extract.skeleton import Skeleton, span_of

_MEMBER = re.compile(r"([PG])(\d+)")
_NEARBY = 60
_BACK = 400
_CLAUSE_END = re.compile(r"[;:]| (?:but|while|whereas|although|because) ")
_BLOCKER = re.compile(
    r"\b(?:meeting|summit|met|visit|since|after|before|following|followed|until|by|election"
    r"|inauguration|elected|took office|signed|statement|agreement|deal|war|invasion|attack)\b"
    r"|[QP]\d"
)
_SAYS_BEFORE = re.compile(
    r"\b(?:said|says|reported|announced|told C\d+|told reporters|wrote|posted|confirmed|added"
    r"|statement|tweeted)(?: [a-z]+){0,6}? ?(?:on |late |early )?$"
)
_LISTENED = re.compile(r"\b(?:listened in|joined|took part|sat in)\b")
_PLURAL_NOUN = re.compile(r"(?:calls|conversations|talks)\Z")
_IN_PERSON = re.compile(
    r"\b(?:met|meets?|meeting|summit|sidelines|in person|face[- ]to[- ]face|dinner|bilateral"
    r"|side by side|podium|news conference|at the white house|banquet|lunch)\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A participant and the words that name him or her.

    Attributes:
        entity: the person.
        start: offset of the words.
        end: offset after them.
    """

    entity: Entity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A day that may be a call's.

    Attributes:
        date: the resolved mention.
        weight: how directly it is tied to the call: 3 beside it, 2 in its clause, 1.5 the day on
            which somebody reported it, 1 the day of a participant's own statement.
        rule: name of the rule.
    """

    date: DateMention
    weight: float
    rule: str


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

    @property
    def keys(self) -> frozenset[str]:
        """The keys of those who took part."""
        return frozenset(p.entity.key for p in self.parties)


class EventReader:
    """Reads events in skeletons.

    Args:
        doc: the analysed article.
    """

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def read(self, skeleton: Skeleton) -> Iterator[Event]:
        """The events of a sentence; where rules overlap, the first of `RULES` counts."""
        taken: list[tuple[int, int]] = []
        for rule in rules.RULES:
            for match in rule.regex.finditer(skeleton.text):
                span = match.span("trigger")
                if any(span[0] < end and start < span[1] for start, end in taken):
                    continue
                events = self._read(rule, skeleton, match)
                if events:
                    taken.append(span)
                    yield from events

    def _read(self, rule: CallRule, sk: Skeleton, match: re.Match[str]) -> list[Event]:
        """The events of a match: one, or one for each of several people called one by one."""
        trigger_start, trigger_end = match.span("trigger")
        around = sk.text[max(0, trigger_start - 12) : trigger_end + 12]
        if rules.NOT_A_CALL.search(around) or _LISTENED.search(match.group()):
            return []
        groups = match.re.groupindex
        first = self._parties(sk, match, "a") if "a" in groups else []
        second = self._parties(sk, match, "b") if "b" in groups and match.group("b") else []
        if rule.name == "i-spoke":
            first = self._speaker(sk, match)
            if not first:
                return []
        elif "a" not in groups:
            first = self._other_side(sk, second)
        status = _status(rule, sk.text, match)
        if status is None:
            return []
        one_by_one = len(second) > 1 and (
            _PLURAL_NOUN.search(match.group("trigger")) or rule.initiator == "a"
        )
        sides = [[party] for party in second] if one_by_one else [second]
        initiators = {"a": first, "b": second}.get(rule.initiator or "", [])
        start, end = sk.origin(trigger_start, trigger_end)
        events = []
        for side in sides:
            parties = _distinct(first + side)
            if not _is_leaders_call(parties):
                continue
            event = Event(rule, sk, start, end, parties, status)
            event.initiator = initiators[0] if len(initiators) == 1 else None
            event.dates = list(date_claims(sk, match.start(), match.end(), rule.name))
            event.in_person = _IN_PERSON.search(sk.text) is not None
            events.append(event)
        return events

    def _parties(self, sk: Skeleton, match: re.Match[str], group: str) -> list[Party]:
        found: list[Party] = []
        for letter, number in _MEMBER.findall(match.group(group) or ""):
            piece = sk.pieces[int(number)]
            if not isinstance(piece, Mention) or piece.entity is None:
                continue
            start, end = span_of(piece)
            if letter == "P":
                found.append(Party(piece.entity, start, end))
                continue
            found += [Party(person, start, end) for person in piece.entity.people]
        return found

    def _other_side(self, sk: Skeleton, side: Sequence[Party]) -> list[Party]:
        """Who a call with somebody was with: another in the sentence, else the last before it."""
        if _LISTENED.search(sk.text):
            return []
        countries = {p.entity.country_code for p in side}
        here = [p for p in sk.pieces if isinstance(p, Mention)]
        low = max(0, sk.sentence.start - _BACK)
        before = self._doc.mentions_in(low, sk.sentence.start)
        for mention in (*here, *reversed(before)):
            entity = mention.entity
            if entity is None or not entity.registered or entity.country_code in countries:
                continue
            return [Party(entity, mention.start, mention.end)]
        return []

    def _speaker(self, sk: Skeleton, match: re.Match[str]) -> list[Party]:
        """Who says "I" at a place inside a quotation."""
        at, _ = sk.origin(*match.span("trigger"))
        for attribution in self._doc.attributions:
            source = attribution.source
            if source is None or source.entity is None:
                continue
            for (start, end), direct in zip(attribution.contents, attribution.direct, strict=True):
                if direct and start <= at < end and source.entity.kind is EntityKind.PERSON:
                    return [Party(source.entity, source.start, source.end)]
        return []


def _distinct(parties: Sequence[Party]) -> list[Party]:
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.entity.key, party)
    return list(seen.values())


def _is_leaders_call(parties: Sequence[Party]) -> bool:
    """Two persons or more, of two countries or more, one of them in the register of offices."""
    countries = {p.entity.country_code for p in parties if p.entity.country_code}
    known = all(p.entity.country_code for p in parties)
    return (
        len(parties) >= 2
        and known
        and len(countries) >= 2
        and any(p.entity.registered for p in parties)
    )


def _status(rule: CallRule, text: str, match: re.Match[str]) -> str | None:
    """held, planned, refused or denied; ``None`` where there was no such call."""
    start, end = match.span("trigger")
    before = text[max(0, start - _NEARBY) : start]
    if rule.name == "refused-call":
        return "refused"
    if rules.DENIED.search(text[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]):
        return "denied"
    if rules.REFUSED.search(text[max(0, match.start() - 20) : end]):
        return "refused"
    if rule.name == "last-spoke-since":
        return "held"
    if rules.PLANNED.search(text[max(0, match.start() - 40) : match.end() + 24]):
        return "planned"
    if rules.NEGATED.search(before) or rules.NEGATED.search(text[max(0, match.start()) : start]):
        return None
    return "held"


def date_claims(sk: Skeleton, start: int, end: int, rule: str) -> Iterator[DateClaim]:
    """Days in a sentence that may be those of what stands at [start, end) of its skeleton."""
    for match in re.finditer(r"D(\d+)", sk.text):
        date = sk.pieces[int(match.group(1))]
        if not isinstance(date, DateMention) or date.value is None:
            continue
        before = sk.text[max(0, match.start() - 50) : match.start()]
        if start <= match.start() < end:
            since = re.search(r"\bsince (?:the )?\Z", before) is not None
            if since is not (rule == "last-spoke-since"):
                continue
            yield DateClaim(date, 3, "date-beside")
            continue
        if rule == "last-spoke-since":
            continue
        between = (
            sk.text[end : match.start()] if match.start() >= end else sk.text[match.end() : start]
        )
        if len(between) > 140 or _CLAUSE_END.search(between):
            continue
        if re.search(r"\b(?:since|until|before|by|after) \Z", before):
            continue
        if _SAYS_BEFORE.search(before):
            yield DateClaim(date, 1.5, "date-of-report")
        elif _BLOCKER.search(between):
            continue
        elif re.fullmatch(r"[ ,]*(?:[a-z]+ ){0,4}", between):
            yield DateClaim(date, 3, "date-beside")
        else:
            yield DateClaim(date, 2, "date-in-clause")
