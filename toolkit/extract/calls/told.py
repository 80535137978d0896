"""A call told without words for one: two leaders tell each other something, and a phone is named.

"It rang in the White House ... She had told him that she disapproved": where an article opens with
a telephone, tells of no meeting, and says what one leader told another, that was by telephone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit.extract.calls.events import Event, Party
from toolkit.extract.calls.model import CallFind
from toolkit.extract.calls.rounds import round_maker
from toolkit.extract.calls.rules_last import COUNTED
from toolkit.extract.calls.skeleton import build
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
    r"|welcomed|visit(?:s|ed|ing)\b|on a visit to\b|arriv(?:ed|es)|flew\b"
    r"|during (?:a|an|the|his|her) (?:[a-z]+ ){0,2}visit\b|sidelines|in person"
    r"|face[- ]to[- ]face|handshake|shook hands|news conference with|talks in\b|summit\b|interview"
    r"|conference call with)",
    re.IGNORECASE,
)
_TOLD = frozenset({"told", "was-told-by", "pair-agrees", "discussed-with"})
_BESIDE = late(r"^(?:separately|meanwhile|also)\b|\b(?:separately|also|likewise) (?:discuss|told)")
_TOLD_ONE = frozenset({"told", "was-told-by"})
_APART = late(
    r"\b(?:spoke|talked|called|phoned|rang|spoken)\b[^.;]{0,30}\b(?:separately|in turn|each of)\b"
    r"|\bseparate (?:phone |telephone )?(?:calls|conversations)\b"
)
_ROUND = 2
"""With how many somebody spoke at least who makes a round of calls."""
_NEAR_BEFORE, _NEAR_BEHIND = 700, 400
"""How many characters before and behind what was told the words for a call of the round stand."""
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


def told_beside(told: Sequence[Event], calls: Sequence[CallFind]) -> Iterator[Event]:
    """What a leader of a call "separately" discussed with another one, on a day of its own.

    Args:
        told: what leaders told each other, nothing says by what means.
        calls: the calls found otherwise.
    """
    known = {call.keys for call in calls}
    talked = set().union(*known) if known else set()
    for event in told:
        if event.rule.name not in _TOLD or event.in_person or event.partial or event.keys in known:
            continue
        dated = event.status == "held" and any(c.date.precision == "day" for c in event.dates)
        if dated and _BESIDE.search(event.skeleton.text) and not talked.isdisjoint(event.keys):
            known.add(event.keys)
            yield event


def told_in_round(
    doc: Document, told: Sequence[Event], calls: Sequence[CallFind]
) -> Iterator[Event]:
    """What one leader told another in the midst of a round of calls that one of them made.

    Args:
        doc: the analysed article.
        told: what leaders told each other, nothing says by what means.
        calls: the calls found otherwise.
    """
    held = {call.keys: call for call in calls if call.status.value == "held"}
    counts = Counter(key for keys in held for key in keys)
    for event in told:
        if event.rule.name not in _TOLD_ONE or event.in_person or event.partial or event.previous:
            continue
        if event.keys in held or event.status != "held" or _NOT_SPOKEN.search(event.skeleton.text):
            continue
        maker = round_maker(doc, event)
        made = maker.entity.key if maker is not None else None
        hubs = {
            k for k in event.keys if counts[k] >= _ROUND or k == made or _is_apart(doc, event, k)
        }
        near = [at for keys, call in held.items() for at, _ in call.mentions if keys & hubs]
        near = [at for at in near if -_NEAR_BEFORE < at - event.start < _NEAR_BEHIND]
        near += [maker.start] if maker is not None and made in hubs else []
        if len(hubs) != 1 or not near:
            continue
        if any(claim.date.precision != "day" for claim in event.dates):
            continue  # "in 2022 she told him": the round was of some days
        end = event.skeleton.sentence.end
        if _TOGETHER.search(doc.text, min(*near, event.start), end) is None:
            counts.update(event.keys)
            yield event


def _is_apart(doc: Document, event: Event, key: str) -> bool:
    """Whether the paragraph of an event says before it that somebody spoke with each of several."""
    block = doc.article.blocks[event.skeleton.sentence.block]
    apart = _APART.search(doc.text, block.start, event.start)
    if apart is None:
        return False
    there = doc.mentions_in(block.start, event.start)
    return any(m.entity is not None and m.entity.key == key for m in there)


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
