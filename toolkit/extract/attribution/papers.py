"""Who issued the paper that speaks: the palace said in a statement ...; *the statement* added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolkit.extract.attribution.pronouns import is_impersonal
from toolkit.extract.attribution.tokens import Tokens
from toolkit.extract.model import Document, Entity, EntityKind
from toolkit.patterns import compiled

Said = Sequence[tuple[int, Entity]]
"""The sentences in which somebody spoke, by number, and who that was; in the text's order."""

# A statement is told of no more characters after it was issued.
_FAR = 2_500
_SPEAKS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GOVERNMENT})


@lru_cache(maxsize=64)
def _issued(noun: str) -> re.Pattern[str]:
    """In its statement, a statement from: where a paper is told of first."""
    word = re.escape(noun)
    return compiled(
        rf"\b[Ii]n (?:an?|its|his|her|their|the) (?:[^\s.,;:]+ ){{0,3}}{word}\b"
        rf"|\b(?P<by>{word} (?:issued |released |put out )?(?:by|from) (?:the )?)"
    )


def issuer_of(doc: Document, tokens: Tokens, noun: str, stop: int, said: Said) -> Entity | None:
    """Who issued the paper that a noun with "the" names at the offset ``stop``.

    Args:
        doc: the document.
        tokens: its words.
        noun: what the paper is called: statement, readout.
        stop: where it speaks.
        said: who spoke before.
    """
    issuer: Entity | None = None
    for match in _issued(noun).finditer(doc.text, max(0, stop - _FAR), stop):
        if match["by"]:
            near = doc.mentions_in(match.end() - len("the "), match.end() + 1)
            issuer = next((m.entity for m in near if m.end > match.end()), None)
        else:
            issuer = _speaker_at(tokens, match.start(), said)
    return issuer


def _speaker_at(tokens: Tokens, at: int, said: Said) -> Entity | None:
    """Who speaks in the sentence that holds an offset; a body rather than a person."""
    here: list[Entity] = []
    for number, entity in reversed(said):
        first, end, _ = tokens.units[number]
        if tokens.ends[end - 1] <= at:
            break
        if tokens.starts[first] <= at and entity.kind in _SPEAKS:
            here.append(entity)
    bodies = [entity for entity in here if is_impersonal(entity)]
    return next(reversed(bodies or here), None)
