"""Meetings in person, told in or beside a sentence that says that two leaders spoke."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.extract.calls import context
from toolkit.extract.calls.skeleton import Skeleton
from toolkit.extract.model import Document, Mention
from toolkit.patterns import late

_TO_SENTENCE_BEFORE = 3
"""How many characters back from a sentence the one before it ends, across paragraphs too."""

IN_PERSON = late(
    r"\b(?<!before )(?:met|meets?|meeting|summit|sidelines|in person|face[- ]to[- ]face|dinner"
    r"|bilaterals?(?=[,.;]|$)|side by side|podium|news conference|at the white house|banquet"
    r"|lunch|handshake|sh(?:ook|aking) hands|sat down (?:with|opposite|across|together))\b"
)
"""What says of those who spoke that they were in one place."""
_RECEIVED = late(r"\b(?:receiv|host|welcom)(?:e[sd]?|ing)\b")
_MET_WITH = late(
    r"\b(?:met|meets|meeting|meetings|talks|lunch|dinner)(?: [a-z]+){0,2}? (?:with )?(?:the )?"
    r"P(?P<number>\d+)"
)
_AHEAD = late(
    r"\b(?:in advance of|ahead of|before|prior to|agreed on|invited [PG]\d+ to) (?:an?|the|their"
    r"|his|her|this|next)(?: [a-z0-9-]+){0,3}? (?:meetings?|summit|dinner|lunch)\b"
)
"""A meeting still to come."""


def is_of_meeting(words: str) -> bool:
    """Whether the sentence before tells that people are, or will be, in one place.

    Args:
        words: a sentence in small letters.
    """
    return IN_PERSON.search(words) is not None or _RECEIVED.search(words) is not None


def only_others_met(sk: Skeleton, keys: Collection[str]) -> bool:
    """Whether the meeting of a sentence is to come, or with somebody who took no part in the call.

    Args:
        sk: a sentence that tells of a meeting.
        keys: the keys of those who took part.
    """
    if not IN_PERSON.search(_AHEAD.sub(" ", sk.text)):
        return True
    met = _MET_WITH.search(sk.text)
    if met is None or IN_PERSON.search(sk.text[: met.start()] + sk.text[met.end() :]):
        return False
    piece = sk.pieces[int(met["number"])]
    entity = piece.entity if isinstance(piece, Mention) else None
    return entity is not None and entity.key not in keys


def met_before(doc: Document, sk: Skeleton, keys: Collection[str]) -> bool:
    """Whether the sentence before the report of a group tells that they met.

    Args:
        doc: the analysed article.
        sk: the sentence with the report.
        keys: the keys of those who took part.
    """
    before = doc.sentence_at(max(0, sk.sentence.start - _TO_SENTENCE_BEFORE))
    if before is None or before.start == sk.sentence.start:
        return False
    words = doc.text[before.start : before.end].lower()
    if not is_of_meeting(words) or context.TELEPHONE.search(words):
        return False
    there = {m.entity.key for m in doc.mentions_in(before.start, before.end) if m.entity}
    return set(keys) <= there
