"""Whom "they" means where those who talk are told before: "Lee asked Xi ..., as they spoke".

Two leaders of two countries make no group that an article names; where plural words stand right
before words for talk, the only two of the sentence, or of the one before it too, are meant.
"""

from __future__ import annotations

import re
from collections import Counter

from toolkit.extract.calls.wording.context import FOR_OTHERS
from toolkit.extract.model import (
    Document,
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    Sentence,
)
from toolkit.extract.names.groups import group_of
from toolkit.patterns import late

_BACK = 500
_NEAR = 60
_FAR = 1500
_TO_BOTH = late(r"\b(?:to|with|phoned|telephoned|called|rang) (?:both|the two|the pair)\b")
_OFTEN = 3
_BEFORE = late(r" (?:had |have )?(?:previously|last|already|earlier) ")
"""What tells of a talk before the one that an article is about."""
_PAIR = 2
_PLURAL = late(
    r"\b(?:they|both|the (?:two|pair|duo)(?! (?:countries|nations|sides|states|governments|allies))"
    r"(?: (?:men|women|leaders|ministers|politicians|diplomats|premiers|presidents))?"
    r"|both (?:men|women|leaders|ministers|sides))"
    r"(?= (?:(?:had|have|then|also|last|first|later|again|briefly|already|both|reportedly"
    r"|eventually|finally) ){0,3}"
    r"(?:spoke|spoken|speak|talked|talk|conferred|conversed|chatted|telephoned|phoned"
    r"|(?:had|held|exchanged|shared|made) (?:an? |their |several |two |three )?[a-z0-9 -]{0,40}?"
    r"\b(?:conversation|call|chat|talk|exchange|discussion|phone)"
    r"|(?:were|was|been) (?:connected|(?:back )?on the (?:line|(?:tele)?phone))|got on the phone"
    r"|hung up|rang off)s?\b)",
    re.IGNORECASE,
)
_MAY_STAND = late(r"[Tt]hey |[Bb]oth |[Tt]he (?:two|pair|duo) ")


def talking_pairs(doc: Document, sentence: Sentence) -> list[Mention]:
    """The mentions of two leaders by words for several that no group explains.

    Args:
        doc: the analysed article.
        sentence: one of its sentences.
    """
    text = doc.text
    if not _MAY_STAND.search(text, sentence.start, sentence.end):
        return []
    found = []
    for words in _PLURAL.finditer(text, sentence.start, sentence.end):
        there = doc.mentions_in(words.start(), words.end())
        if any(m.entity is not None and m.entity.people for m in there):
            continue
        pair = _pair_before(doc, sentence, words.start())
        if pair is None and _BEFORE.match(text, words.end()):
            pair = _pair_of_article(doc)
        if pair is not None:
            start, end = words.span()
            found.append(Mention(start, end, MentionKind.PRONOUN, pair, "talking-pair"))
    return found


def others_meant(
    doc: Document, sentence: Sentence, at: int, one: Entity
) -> list[tuple[Entity, int, int]]:
    """Those two whom "to both men" means where another spoke to them: the last leaders before.

    Args:
        doc: the analysed article.
        sentence: the sentence.
        at: where the words for both begin.
        one: who spoke to them.
    """
    if not _TO_BOTH.search(doc.text, max(0, at - _NEAR), at + _NEAR):
        return []
    found: dict[str | None, tuple[Entity, int, int]] = {}
    for mention in reversed(doc.mentions_in(max(0, sentence.start - _FAR), sentence.start)):
        entity = mention.entity
        if entity is None or not entity.registered or entity.kind is not EntityKind.PERSON:
            continue
        if entity.country_code != one.country_code:
            found.setdefault(entity.country_code, (entity, mention.start, mention.end))
        if len(found) == _PAIR:
            return list(found.values())
    return []


def _pair_before(doc: Document, sentence: Sentence, at: int) -> Entity | None:
    """The two leaders that a sentence names before a place, or it and the one before it."""
    low = sentence.start
    named = _leaders(doc, low, at)
    if len(named) < _PAIR:
        before = doc.sentence_at(max(0, low - 3))
        if before is None or low - before.start > _BACK:
            return None
        named = {**_leaders(doc, before.start, before.end), **named}
    people = list(named.values())
    if len(people) != _PAIR or people[0].country_code == people[1].country_code:
        return None
    return group_of(people)


def _pair_of_article(doc: Document) -> Entity | None:
    """The two leaders of two countries whom an article names far more often than all others."""
    counts: Counter[str] = Counter()
    leaders = _leaders(doc, 0, len(doc.text))
    for mention in doc.mentions:
        if mention.entity is not None and mention.entity.key in leaders:
            counts[mention.entity.key] += 1
    ranked = counts.most_common(_PAIR + 1)
    if len(ranked) < _PAIR or ranked[1][1] < _OFTEN:
        return None
    if len(ranked) > _PAIR and ranked[_PAIR][1] * 2 > ranked[1][1]:
        return None
    people = [leaders[key] for key, _ in ranked[:_PAIR]]
    return group_of(people) if people[0].country_code != people[1].country_code else None


def _leaders(doc: Document, start: int, end: int) -> dict[str, Entity]:
    """Those of known country whom a span names and who are known to hold an office."""
    found: dict[str, Entity] = {}
    for mention in doc.mentions_in(start, end):
        entity = mention.entity
        if entity is None or FOR_OTHERS.search(
            doc.text, max(0, mention.start - _NEAR), mention.start
        ):
            continue
        for person in entity.people or (entity,):
            known = person.registered or person.in_office
            if person.kind is EntityKind.PERSON and person.country_code and known:
                found.setdefault(person.key, person)
    return found
