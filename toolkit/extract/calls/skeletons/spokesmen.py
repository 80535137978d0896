"""Spokesmen tell of calls and take part in none: in their place stands whom they speak for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from toolkit.extract.calls.skeletons.skeleton import Piece
from toolkit.extract.model import Document, Entity, EntityKind, Mention
from toolkit.extract.names.register import LEADER_CODES, default_register

_OFFICES = LEADER_CODES | {"international_organisation_head"}


@cache
def is_spokesman(key: str) -> bool:
    """Whether a person of the register was never more than somebody's press secretary."""
    terms = default_register().terms_of(key)
    return bool(terms) and all(term.office_code == "press_secretary" for term in terms)


def whom_they_speak_for(person: Entity, pieces: Sequence[Piece], doc: Document) -> Entity:
    """The only other person of a spokesman's country in a sentence, else the first of an article.

    Args:
        person: who is said to have taken part; returned where nobody else is found.
        pieces: what stands in the sentence.
        doc: the analysed article.
    """
    if not (person.registered and is_spokesman(person.key)):
        return person
    here = (piece for piece in pieces if isinstance(piece, Mention))
    others = _compatriots(person, here)
    if len(others) == 1:
        return others[0]
    led = [e for e in _compatriots(person, doc.mentions) if e.registered and _leads(e, person)]
    return led[0] if led else person


def _compatriots(person: Entity, mentions: Iterable[Mention]) -> list[Entity]:
    """Others of somebody's country or organisation, in the order in which they are named."""
    office = _served(person.key)
    found = {
        mention.entity.key: mention.entity
        for mention in mentions
        if mention.entity is not None
        and mention.entity.kind is EntityKind.PERSON
        and mention.entity.key != person.key
        and (mention.entity.country_code == person.country_code or _heads(mention.entity, office))
    }
    return list(found.values())


@cache
def _served(key: str) -> frozenset[str]:
    """The countries and organisations for which a spokesman of the register speaks."""
    return frozenset(t.country_code for t in default_register().terms_of(key) if t.country_code)


def _heads(entity: Entity, served: frozenset[str]) -> bool:
    """Whether somebody leads one of some countries and organisations at some time."""
    terms = default_register().terms_of(entity.key) if entity.registered else ()
    return any(t.country_code in served and t.office_code in _OFFICES for t in terms)


def _leads(entity: Entity, spokesman: Entity) -> bool:
    return _heads(entity, _served(spokesman.key))
