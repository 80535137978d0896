"""Meetings in person, told in or beside a sentence that says that two leaders spoke."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.others import is_of_others, without_things
from toolkit.extract.lexicons import words
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
    r"(?: for (?:(?:about|nearly|almost|over|more than|an?|one|two|three|four|five|half|several"
    r"|\d+) ){1,3}(?:minutes?|hours?|an hour))?"
    r"(?: (?:with|to) [^.,;]{1,80}?)??(?:,? (?:on |last |late |early )*"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,?"
    r" (?:(?:in|at) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\b"
    r"|(?:English|Russian|French|German|Spanish|Arabic|Chinese|Turkish)\b)"
    r"[A-Z][a-z]+(?!['\u2019\w])"
    r"|(?:in|at) (?:the|his|her) (?:[a-z]+ )?(?:palace|airport|residence|villa|chancellery|office)"
    r"\b)"
)
"""What, right behind those who talked, says where they sat."""
_CLAUSE = late(
    r"[.;:?!]|,? (?:and|but|while|whereas|although|because|when|as|after|before)"
    r"(?: (?:then|later|also|afterwards|there|he|she|they|[a-z]+ly|P\d+))*"
    r" (?:[a-z]+ed|rang|told|said|spoke|saw|sat|had|was|took|gave|made)\b"
)
"""Where somebody does something else."""
_CAME_TO = late(
    r"\b(?:flew|flies|travel(?:l?ed|s)|drove|came|went|hurried|rushed|crossed)\b[^.;:PG]{0,60}"
    r"(?: to| and) \Z"
)
"""What says that somebody came to talk: "flew to C1 to talk with P2"."""
_ON_FOOT = late(
    r"(?:,? (?:on |last |late |early )*D\d+)?,? (?:in|at|on|over|under|aboard|outside|beside"
    r"|inside|near|by|around) (?:(?:the|an?|his|her|their) )?"
    r"(?:(?!(?:and|of|with|by|on|in|about|phone|telephone)\b)[a-z'-]+ ){0,2}?(?P<where>[a-z]+)"
    r"(?=[.,;]|$| (?:and|about|on|of|for|in|at|to|with|over|while|when|as|after|before|near"
    r"|that)\b)"
)
"""Words right behind those who talked that may say where."""
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
    if not is_of_meeting(words) or names_telephone(words):
        return False
    there = {m.entity.key for m in doc.mentions_in(before.start, before.end) if m.entity}
    return set(keys) <= there


def sat_together(doc: Document, sk: Skeleton, talk: int, ends: Collection[int]) -> bool:
    """Whether a sentence says where those who talked sat, and names no telephone on which they did.

    Args:
        doc: the analysed article.
        sk: the sentence.
        talk: where the words for the talk begin.
        ends: where the words end that name those who talked.
    """
    sentence = sk.sentence
    here = [end for end in ends if sentence.start < end <= sentence.end]
    if here and _CAME_TO.search(sk.text, 0, sk.position(talk)):
        return True
    if not here or names_telephone(
        clause_around(sk.text, *map(sk.position, (min(here), max(here))))
    ):
        return False
    return any(
        is_in_place(doc.text, end, sentence.end) or _stood(sk.text, sk.position(end))
        for end in here
    )


def _stood(text: str, end: int) -> bool:
    """Whether words right behind those who talked say where they were: "in the rain"."""
    found = _ON_FOOT.match(text, end)
    return found is not None and found["where"] in words("call_places")


def names_telephone(text: str) -> bool:
    """Whether a text in small letters names a telephone, or video, on which leaders may speak.

    Args:
        text: a skeleton, or a part of it.
    """
    text = without_things(text)
    found = (*context.TELEPHONE.finditer(text), *context.VIDEO.finditer(text))
    return any(not is_of_others(text, each.end()) for each in found)


def clause_around(text: str, low: int, high: int) -> str:
    """What stands around a part of a skeleton, up to what else somebody does.

    Args:
        text: the skeleton.
        low: where the part begins.
        high: where it ends.
    """
    start = max((mark.end() for mark in _CLAUSE.finditer(text, 0, low)), default=0)
    after = _CLAUSE.search(text, high)
    return text[start : after.start() if after else len(text)]


def is_in_place(text: str, start: int, end: int) -> bool:
    """Whether a place stands right behind words for talk: "conferred on Tuesday in Oslo".

    Args:
        text: the text.
        start: offset after the words for talk, or after those who talked.
        end: offset after their sentence.
    """
    return _PLACE.match(text, start, end) is not None


def may_have_met(sk: Skeleton, trigger: str) -> bool:
    """Whether leaders of whom no call is told elsewhere may have talked in person.

    "His talks with P1", "she flew to C1 and spoke with P2": beside the news of a call of others
    nothing says that they spoke by telephone.

    Args:
        sk: the sentence.
        trigger: the words that say that they talked.
    """
    if trigger == "talks":  # "by telephone about his talks with P1"
        return True
    if context.TELEPHONE.search(sk.text) or context.VIDEO.search(sk.text):
        return False
    return _UNDER_WAY.search(sk.text) is not None
