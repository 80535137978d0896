"""Spokesmen tell of calls and take part in none: in their place stands whom they speak for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from toolkit.extract.calls.skeleton import Piece
from toolkit.extract.model import Entity, EntityKind, Mention
from toolkit.extract.names.register import default_register


@cache
def is_spokesman(key: str) -> bool:
    """Whether a person of the register was never more than somebody's press secretary."""
    terms = default_register().terms_of(key)
    return bool(terms) and all(term.office_code == "press_secretary" for term in terms)


def whom_they_speak_for(person: Entity, pieces: Sequence[Piece]) -> Entity:
    """The only other person of a spokesman's country in a sentence; else the person given.

    Args:
        person: who is said to have taken part.
        pieces: what stands in the sentence.
    """
    if not (person.registered and is_spokesman(person.key)):
        return person
    others = {
        piece.entity.key: piece.entity
        for piece in pieces
        if isinstance(piece, Mention)
        and piece.entity is not None
        and piece.entity.kind is EntityKind.PERSON
        and piece.entity.country_code == person.country_code
        and piece.entity.key != person.key
    }
    return next(iter(others.values())) if len(others) == 1 else person
