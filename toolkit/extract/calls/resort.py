"""The last resort: a call whose parties the words around it do not tell.

"The two sides held a telephone conversation on Saturday" names nobody. Where an article reports a
call in its own voice and no rule reads one, its parties are sought in widening circles: in the
sentence, in the paragraph and what stands near, in the headline and the first paragraph, in the
whole article. The first circle counts that names those who lead two countries, or where two such
leaders are named far more often than all others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.days import date_claims
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.meetings import IN_PERSON
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.events.parties import Party, for_others
from toolkit.extract.calls.likely import may_tell_of_talk, speaks_of_call, tells_of_one_place
from toolkit.extract.calls.rules.last import IN_OPENING, LAST
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.places import BY_PLACES
from toolkit.extract.calls.wording.roles import CLAUSE, UNREAL
from toolkit.extract.calls.wording.status import status_of
from toolkit.extract.calls.wording.words import Reading
from toolkit.extract.model import Document, Entity, EntityKind, Mention
from toolkit.extract.names.register import OFFICE_RANKS, default_register
from toolkit.patterns import late

_NEAR = 400
"""How many characters before or after the words for a call count as near."""
_SOON = 1000
"""How many characters after a plan to speak "the call" is that which is planned."""
_PLANNED_CALL = late(r"\b(?:[Tt]he|[Tt]heir) (?:[a-z]+ )?(?:call|conversation)\b")
_PAIR = 2
_PERSON = late(r"P(\d+)")
_TALKERS = frozenset().union(*OFFICE_RANKS[:7])
"""The offices whose holders speak to one another for their countries."""
_OVERHEARD = late(r"tapp(?:ed|ing)\b|\bbugged|\beavesdrop|\bleaked|\bintercepted", re.IGNORECASE)
"""What an article is about that tells of telephone calls as of evidence."""
_WITH_SOME = late(r"[^PGQ.;]{0,40}? (?:with|to|from) (?:[a-z]+ ){0,3}?C(?P<number>\d+)")
_CLEARLY = 2
"""How many times as often as all others the two who spoke are named, where others are."""


def last_resort(
    doc: Document, skeletons: Sequence[Skeleton], lead_end: int, known: Sequence[CallFind] = ()
) -> list[CallFind]:
    """The first call that an article reports in clear words, if it tells whose it must be.

    Args:
        doc: the analysed article.
        skeletons: its sentences that may report a call, in order.
        lead_end: where the lead of the article ends; calls told later are in passing, and only
            what stands near tells whose they are.
        known: calls found otherwise. Where the lead tells of none of them, it may tell of one of
            others.
    """
    if any(call.first_report < lead_end for call in known):
        return []
    for sk in skeletons:
        if sk.in_quotes or (known and sk.sentence.start >= lead_end):
            continue
        for rule in LAST:
            for reading in rule.places(sk.text):
                event = _event(doc, sk, reading, lead_end)
                if event is not None:
                    new = all(event.keys != call.keys for call in known)
                    told = not new or _told_otherwise(doc, skeletons, known)
                    return [] if told else [_call(event)]
    return []


def _told_otherwise(
    doc: Document, skeletons: Sequence[Skeleton], known: Sequence[CallFind]
) -> bool:
    """Whether the calls of an article are overheard ones, or told with who made them.

    Where the words tell both sides and no rule made a call of it, it was none of two leaders: the
    president called a sailor.
    """
    if _OVERHEARD.search(doc.text):
        return True
    return any(
        reading.second is not None
        and status_of(reading, sk.text) == "held"
        and len(keys := _keys(sk, reading)) != 1
        and not any(keys <= call.keys for call in known)
        for sk in skeletons
        for rule in BY_PLACES
        for reading in rule.places(sk.text)
    )


def _keys(sk: Skeleton, reading: Reading) -> frozenset[str]:
    """The keys of those whom a reading names: one where somebody would speak to himself."""
    numbers = _PERSON.findall(f"{reading.first} {reading.second}")
    pieces = [sk.pieces[int(number)] for number in numbers]
    return frozenset(
        piece.entity.key for piece in pieces if isinstance(piece, Mention) and piece.entity
    )


def is_awaited(doc: Document, event: Event) -> bool:
    """Whether what leaders plan to speak about is "the call" in the words that follow."""
    return _PLANNED_CALL.search(doc.text, event.end, event.end + _SOON) is not None


def _event(doc: Document, sk: Skeleton, reading: Reading, lead_end: int) -> Event | None:
    """The call that some words report, if it was held and the article tells whose it was."""
    low, high = reading.trigger
    if context.NOT_A_CALL.search(sk.text, max(0, low - 12), high + 12):
        return None
    since = max((mark.end() for mark in CLAUSE.finditer(sk.text, 0, low)), default=0)
    if status_of(reading, sk.text) != "held" or UNREAL.search(sk.text, since, low):
        return None
    if _with_no_leader(sk, high) or _told(sk, reading):
        return None
    in_lead = sk.sentence.start < lead_end
    if reading.rule in IN_OPENING and not (in_lead and _may_be_a_call(doc, sk)):
        return None
    parties = _Circles(doc).parties(sk, in_lead=in_lead)
    if not parties or any(for_others(doc, party) for party in parties):
        return None
    start, end = sk.origin(low, high)
    event = Event(reading.rule, sk, start, end, parties, "held", guessed=True)
    event.dates = list(date_claims(sk, low, high, reading.rule))
    return event


def _may_be_a_call(doc: Document, sk: Skeleton) -> bool:
    """Whether leaders who "spoke" in an article did so by telephone, by all that it tells."""
    text = doc.text.lower()
    if may_tell_of_talk(text):
        return True
    apart = not tells_of_one_place(text) and not IN_PERSON.search(text, 0, sk.sentence.end)
    return apart and speaks_of_call(text)


def _told(sk: Skeleton, reading: Reading) -> bool:
    """Whether the words themselves tell who spoke with whom: two of one country, say."""
    low, high = reading.trigger
    return any(
        other.trigger[0] < high and low < other.trigger[1] and len(_keys(sk, other)) != 1
        for rule in BY_PLACES
        for other in rule.places(sk.text)
    )


def _with_no_leader(sk: Skeleton, end: int) -> bool:
    """Whether those with whom it was said to be are no government: "with reporters"."""
    other = _WITH_SOME.match(sk.text, end)
    piece = sk.pieces[int(other["number"])] if other else None
    entity = piece.entity if isinstance(piece, Mention) else None
    return entity is not None and entity.kind is not EntityKind.GOVERNMENT


def _call(event: Event) -> CallFind:
    name = event.rule.name
    trigger = Claim(name, event.start, event.end, name)
    status = Claim(event.status, event.start, event.end, name)
    call = CallFind(list(event.parties), trigger, status)
    call.mentions.append((event.start, event.end))
    call.events.append(event)
    return call


class _Circles:
    """Those whom an article may mean as the parties of a call."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._counts = Counter(
            mention.entity.key for mention in doc.mentions if mention.entity is not None
        )
        first = next((s for s in doc.sentences if s.kind is BlockKind.PROSE), None)
        end = first.end if first is not None else 0
        self._opening = {
            person.key for mention in doc.mentions_in(0, end) for person in _persons(mention)
        }

    def parties(self, sk: Skeleton, *, in_lead: bool) -> list[Party]:
        """The two sides of a call; none where no circle tells.

        Args:
            sk: the sentence with the words for the call.
            in_lead: whether it stands where the article tells its news.
        """
        here = self._leaders(sk.sentence.start, sk.sentence.end)
        found = dict(here)
        for start, end in self._spans(sk, in_lead=in_lead):
            found.update({k: p for k, p in self._leaders(start, end).items() if k not in found})
            pair = self._pair(found, here)
            if pair:
                return pair
        return []

    def _spans(self, sk: Skeleton, *, in_lead: bool) -> Iterator[tuple[int, int]]:
        sentence = sk.sentence
        yield sentence.start, sentence.end
        paragraph = [s for s in self._doc.sentences if s.block == sentence.block]
        low = max(paragraph[0].start, sentence.start - _NEAR)
        yield low, sentence.end
        yield low, min(paragraph[-1].end, sentence.end + _NEAR)
        yield max(0, sentence.start - _NEAR), sentence.end
        if in_lead:
            heads = [s for s in self._doc.sentences if s.kind is BlockKind.HEADLINE]
            first = next((s for s in self._doc.sentences if s.kind is BlockKind.PROSE), sentence)
            for head in (*heads[:1], first):
                yield head.start, head.end
            yield 0, len(self._doc.text)

    def _leaders(self, start: int, end: int) -> dict[str, Party]:
        """Those named in a span who speak for a country, in order."""
        found: dict[str, Party] = {}
        for mention in self._doc.mentions_in(start, end):
            for person in _persons(mention):
                if _speaks_for_a_country(person):
                    found.setdefault(person.key, Party(person, mention.start, mention.end))
        return found

    def _pair(self, found: Mapping[str, Party], here: Mapping[str, Party]) -> list[Party]:
        """The two leaders of two countries whom a circle means, if it is clear who they are."""
        ranked = sorted(found.values(), key=lambda p: -self._counts[p.entity.key])
        sides: dict[str | None, Party] = {}
        for party in (*(p for p in ranked if p.entity.key in here), *ranked):
            sides.setdefault(party.entity.country_code, party)
        order = list(sides.values())
        if len(order) < _PAIR or len({p.entity.country_code for p in here.values()}) > _PAIR:
            return []
        pair, others = order[:_PAIR], order[_PAIR:]
        most = max((self._counts[p.entity.key] for p in others), default=0)
        if most * _CLEARLY > min(self._counts[p.entity.key] for p in pair):
            return []
        if not all(p.entity.key in here or self._matters(p.entity.key) for p in pair):
            return []
        return sorted(pair, key=lambda p: list(found).index(p.entity.key))

    def _matters(self, key: str) -> bool:
        """Whether an article is about somebody: named more than once, or where it opens."""
        return self._counts[key] > 1 or key in self._opening


def _persons(mention: Mention) -> Sequence[Entity]:
    entity = mention.entity
    if entity is None:
        return ()
    return entity.people or ((entity,) if entity.kind is EntityKind.PERSON else ())


def _speaks_for_a_country(person: Entity) -> bool:
    if not person.country_code:
        return False
    if not person.registered:
        return person.in_office
    return any(t.office_code in _TALKERS for t in default_register().terms_of(person.key))
