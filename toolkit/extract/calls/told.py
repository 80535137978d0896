"""A call told without words for one: two leaders tell each other something, and a phone is named.

"It rang in the White House ... She had told him that she disapproved": where an article opens with
a telephone, tells of no meeting, and says what one leader told another, that was by telephone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.rules.last import COUNTED
from toolkit.extract.calls.skeletons.skeleton import build
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document
from toolkit.extract.names.register import LEADER_CODES, default_register
from toolkit.patterns import late

_TELEPHONE = late(
    r"\b(?:(?:by|over|on|via) (?:the |a )?(?:[a-z]+ )?(?:tele)?phone\b(?![ -][a-z]*(?:number|compan"
    r"|bill|book|record|network|hack|tapp|market))"
    r"|(?:tele)?phone (?:calls?|conversations?|talks|chats?|discussions?)\b"
    r"|(?:tele)?phone(?:d|s (?=[A-Z])|s? r(?:ang|ings))\b"
    r"|r[au]ng (?:round|up|in the|at the|his|her|[A-Z])|ring(?:s|ing) (?:round|up|[A-Z])"
    r"|dial(?:s|l?ed) (?:[A-Z]|his|her|the (?:president|prime|chancellor|premier))|hung up(?=[.,;])"
    r"|(?:at|on) the (?:other end of the )?line\b|(?:picked|lifted|took) (?:up )?the receiver\b)",
)
"""Words for a telephone on which somebody speaks: "her phone was tapped" tells of none."""
_BY_OTHERS = late(
    r"\b(?:reporters?|journalists?|analysts?|pollsters?|residents?|lawyers?|interview|radio|survey"
    r"|tapped|tapping|scandal|conference call|ministers|if|should|no|not|never|yet to"
    r"|(?:bells?|alarms?) rang)\b",
    re.IGNORECASE,
)
"""What says of a telephone that others than leaders, or nobody, spoke on it."""
_NOT_SPOKEN = late(
    r"\b(?:letters?|wrote|writes|written|(?:in|by) an? [a-z ]{0,20}(?:message|note|speech|address"
    r"|post|tweet|cable)|remarks|parliament|rally|podium|panel|debate|envoys?|dinner|lunch)\b"
)
"""What says that somebody told another something, but not to the ear at the telephone."""
_TOGETHER = late(
    r"\b(?:met\b|meets\b|meeting (?:with|between|in|at|on)|hosted|hosts\b|received (?:his|her|the)"
    r"|welcomed|visit(?:s|ed|ing)\b|on (?:a|his|her|the) (?:[a-z]+ )?visit\b|arriv(?:ed|es)|flew\b"
    r"|during (?:a|an|the|his|her) (?:[a-z]+ ){0,2}visit\b|sidelines|in person"
    r"|face[- ]to[- ]face|handshake|shook hands|news conference with|talks in\b|summit\b|interview"
    r"|conference call with)",
    re.IGNORECASE,
)
_TOLD = frozenset({"told", "pair-agrees", "discussed-with"})
_BESIDE = late(
    r"^(?:separately|meanwhile|also|likewise)\b"
    r"|\b(?:separately|also|likewise) (?:discuss|told|went over|review)"
)
_NEXT = 500
"""How many characters behind words for a call the next one of the same leader follows, undated."""
_NUMBERS = {word: n for n, word in enumerate(("three", "four", "five", "six", "seven"), 3)}
_FAR = 200
"""How many characters before the telephone who made a round is named at most."""
_OFTEN = 2
"""How often an article about their call names each of two leaders at least."""


def told_by_telephone(
    doc: Document, told: Sequence[Event], calls: Sequence[CallFind], lead_end: int
) -> Event | None:
    """What one leader told another at the telephone with which an article opens.

    Args:
        doc: the analysed article.
        told: what leaders told each other, nothing says by what means.
        calls: the calls found otherwise.
        lead_end: where the lead of the article ends.
    """
    if not told or any(call.start < lead_end for call in calls):
        return None
    if _telephone(doc, lead_end) is None or _TOGETHER.search(doc.text, 0, lead_end):
        return None
    counts = Counter(m.entity.key for m in doc.mentions if m.entity is not None)
    known = [call.keys for call in calls]
    for event in told:
        if event.rule.name not in _TOLD or event.in_person or event.partial or event.previous:
            continue
        if _NOT_SPOKEN.search(event.skeleton.text):
            continue
        often = all(counts[key] >= _OFTEN for key in event.keys)
        if often and event.status == "held" and event.keys not in known:
            return event
    return None


def told_beside(doc: Document, told: Sequence[Event], calls: Sequence[CallFind]) -> Iterator[Event]:
    """What a leader of a call "separately" discussed with another one.

    On a day of its own, or right behind words for the call, where nobody met.

    Args:
        doc: the analysed article.
        told: what leaders told each other, nothing says by what means.
        calls: the calls found otherwise.
    """
    known = {call.keys for call in calls}
    talked = set().union(*known) if known else set()
    for event in told:
        if event.rule.name not in _TOLD or event.in_person or event.partial or event.keys in known:
            continue
        dated = any(c.date.precision == "day" for c in event.dates)
        if event.status != "held" or not (dated or _follows_call(doc, event, calls)):
            continue
        if _BESIDE.search(event.skeleton.text) and not talked.isdisjoint(event.keys):
            known.add(event.keys)
            yield event


def _follows_call(doc: Document, event: Event, calls: Sequence[CallFind]) -> bool:
    """Whether a report comes next to one of a call that the same leader had, and nobody met."""
    first = event.parties[0].entity.key
    end = event.skeleton.sentence.end
    told = [at for c in calls if first in c.keys for at, _ in c.mentions if at < event.start]
    begins = max(told, default=None)
    if begins is None or event.start - begins > _NEXT:
        return False
    words = doc.text[begins:end]
    return _TOGETHER.search(words) is None and _NOT_SPOKEN.search(words) is None


def counted_round(
    doc: Document, durations: Sequence[Figure], calls: Sequence[CallFind], lead_end: int
) -> Iterator[Event]:
    """The calls of a round that an article counts: "spoke to four heads of state".

    Where it opens with a telephone and names just so many leaders beside the one who made the
    round, each of them was spoken to.

    Args:
        doc: the analysed article.
        durations: its durations.
        calls: the calls found otherwise.
        lead_end: where the lead of the article ends.
    """
    told = COUNTED.regex.search(doc.text[:lead_end].lower())
    phone = _telephone(doc, lead_end) if told is not None else None
    if told is None or phone is None:
        return
    named = _leaders_named(doc)
    hub = _last_before(doc, phone.start(), named)
    if hub is None:
        return
    abroad = hub.entity.country_code
    others = [p for p in named.values() if p.entity.country_code != abroad]
    if len(others) != _NUMBERS[told["number"] or told["calls"]]:
        return
    for other in others:
        sentence = doc.sentence_at(other.start)
        known = any({hub.entity.key, other.entity.key} <= call.keys for call in calls)
        if not known and sentence is not None:
            sk = build(doc, sentence, durations)
            yield Event(COUNTED, sk, other.start, other.end, [hub, other], "held", guessed=True)


def _telephone(doc: Document, end: int) -> re.Match[str] | None:
    """The first words before a place for a telephone on which leaders may speak."""
    for words in _TELEPHONE.finditer(doc.text, 0, end):
        sentence = doc.sentence_at(words.start())
        if sentence is None or not _BY_OTHERS.search(doc.text, sentence.start, sentence.end):
            return words
    return None


def _last_before(doc: Document, end: int, named: Mapping[str, Party]) -> Party | None:
    """Which of some leaders a sentence, or the one before it, names last before a place."""
    for mention in reversed(doc.mentions_in(max(0, end - _FAR), end)):
        if mention.entity is not None and mention.entity.key in named:
            return named[mention.entity.key]
    return None


def _leaders_named(doc: Document) -> dict[str, Party]:
    """Who leads a country of those whom an article names outside of quotation marks."""
    found: dict[str, Party] = {}
    register, day = default_register(), doc.published_on
    for mention in doc.mentions:
        entity = mention.entity
        if entity is None or not entity.registered or entity.key in found:
            continue
        term = register.office_on(entity.key, day) if day is not None else None
        if term is not None and term.office_code in LEADER_CODES:
            found[entity.key] = Party(entity, mention.start, mention.end)
    return found
