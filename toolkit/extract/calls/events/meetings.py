"""Meetings in person, told in or beside a sentence that says that two leaders spoke."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording import context
from toolkit.extract.model import Document, Mention
from toolkit.patterns import late

_TO_SENTENCE_BEFORE = 3
"""How many characters back from a sentence the one before it ends, across paragraphs too."""

_LEADER = (
    r"(?:P\d+(?!\d|'|\u2019)|(?:president|prime minister|premier|chancellor"
    r"|(?:foreign |defen[cs]e )?minister|king|emir|sultan|crown prince|secretary|counterpart|mrs?"
    r"|ms)\b"
    r"(?![^.,;]{0,40}(?:'|\u2019)))"
)
IN_PERSON = late(
    rf"\b(?:receiv|host|welcom)(?:e[sd]?|ed|s|ing) (?:[a-z-]+ ){{0,4}}?{_LEADER}"
    r"|\b(?<!before )(?:met|meets?|meeting|summit|sidelines|in person|face[- ]to[- ]face|dinner"
    r"|bilaterals?(?=[,.;]|$)|side by side|podium|news conference|at the white house|banquet"
    r"|lunch|handshake|sh(?:ook|aking) hands|sat down (?:with|opposite|across|together))\b"
)
"""What says of those who spoke that they were in one place."""
_PLACE = late(
    r"(?:,? (?:on |last |late |early )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,?"
    r" (?:(?:in|at) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\b"
    r"|(?:English|Russian|French|German|Spanish|Arabic|Chinese|Turkish)\b)"
    r"[A-Z][a-z]+(?!['\u2019\w])"
    r"|(?:in|at) (?:the|his|her) (?:[a-z]+ )?(?:palace|airport|residence|villa|chancellery|office)"
    r"\b)"
)
"""What, right behind those who talked, says where they sat."""
_UNDER_WAY = late(
    r"\b(?:flew|travell?ed|arriv(?:ed|es|ing)|visit(?:s|ed|ing)?|trip|hosted|received by|back from"
    r"|returned from|on the way (?:back )?from|stopover|delegations?|summit|at the table)\b"
)
"""What a sentence tells of people who come to each other."""
_RECEIVED = late(r"\b(?:receiv|host|welcom)(?:e[sd]?|ing)\b")
_MET_WITH = late(
    r"\b(?:met|meets|meeting|meetings|talks|lunch|dinner)(?: [a-z]+){0,2}? (?:with )?(?:the )?"
    r"P(?P<number>\d+)"
)
_AHEAD = late(
    r"\b(?:in advance of|ahead of|before|prior to|agreed on|invited [PG]\d+ to) (?:an?|the|their"
    r"|his|her|this|next)(?: [a-z0-9-]+){0,3}? (?:meetings?|summit|dinner|lunch)\b"
    r"|\b(?:before|until|ahead of) [^.,;]{1,40}? (?:meets?|gathers?)\b"
    r"|\b(?:(?:agree|promise|plan|intend|want|hope|arrange)(?:s|d|ed|ned)? to|(?:will|would|due to)"
    r"(?: also| soon)?|look(?:s|ed|ing)? forward to) (?:meet|meeting)\b"
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


def sat_together(doc: Document, sk: Skeleton, ends: Collection[int]) -> bool:
    """Whether a sentence says where those who talked sat, and names no telephone.

    Args:
        doc: the analysed article.
        sk: the sentence.
        ends: where the words end that name those who talked.
    """
    if context.TELEPHONE.search(sk.text) or context.VIDEO.search(sk.text):
        return False
    sentence = sk.sentence
    here = (end for end in ends if sentence.start < end <= sentence.end)
    return any(_PLACE.match(doc.text, end, sentence.end) for end in here)


def may_have_met(sk: Skeleton, trigger: str) -> bool:
    """Whether leaders of whom no call is told elsewhere may have talked in person.

    "His talks with P1", "she flew to C1 and spoke with P2": beside the news of a call of others
    nothing says that they spoke by telephone.

    Args:
        sk: the sentence.
        trigger: the words that say that they talked.
    """
    if context.TELEPHONE.search(sk.text) or context.VIDEO.search(sk.text):
        return False
    return trigger == "talks" or _UNDER_WAY.search(sk.text) is not None
