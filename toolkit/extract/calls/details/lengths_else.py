"""Lengths that are of something else than a call, whatever stands around them.

"The exchange of fire went on for two hours", "the cabinet talked about it for an hour": in an
article on one call such words read like those for its length. What lasts is told by the noun or
verb that stands before the length, or right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.figures.find import Figure
from toolkit.extract.lexicons import words
from toolkit.extract.model import Document, Mention
from toolkit.extract.words import lowered
from toolkit.patterns import late

_LASTED = (
    r"(?:last(?:s|ed|ing)|went on|goes on|ran|raged|continued|dragged on|took|stretched|sat"
    r"|occupied|spanned)"
)
_TALK = late(
    r"\b(?:(?:tele)?phone|calls?|called|conversations?|talk(?:s|ed)?|spoke|discussions?|chat"
    r"|exchange(?! of (?!views|words|opinions))|dialogue|consultations?|contact|they|leaders"
    r"|presidents|the (?:two|pair))\b"
)
"""Words for talk: what lasts behind them is the talk."""
_REMOTE = late(r"video|virtual|online|teleconference|(?:tele)?phone")
_CLAUSE = late(r"[;:]|, (?:and|but|while|as) |[.!?] ")
_BODY = late(
    r"\b(?:parliament|cabinet|council|committee|court|judges|jurors?|lawmakers|deputies|senators"
    r"|mps|delegates|delegations|negotiators|envoys|commission|assembly|board|troops|soldiers"
    r"|gunmen|militants|rebels|police|protesters|crowds?|firefighters|rescuers|residents|surgeons"
    r"|doctors)\b(?! (?:for|of) )[^,;:.]{0,60} for(?: [a-z]+){0,4} ?\Z"
)
"""Who else does something for a time."""
_DID = late(
    r"\b(?:fought|battled|flew|drove|deliberated|marched|protested|waited|travell?ed|voted|burned"
    r"|slept|shelled|fired|walked|queued|hid)\b[^,;:.]{0,40} for(?: [a-z]+){0,4} ?\Z"
)
"""What nobody does in a call."""
_IT = late(rf"(?:it|this|that|they|all this|these)(?: had| have| has)? (?:{_LASTED})\b")
_THERE = late(
    r"\b[Tt]alks (?:in|at) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue"
    r"|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)(?![A-Z][a-z]+(?:ian|ish|ese|ch)\b)[A-Z][^,;:.]{0,60}\Z"
)
"""Talks in a place."""
_SOFT = frozenset({"meeting", "summit", "session", "gathering"})
"""What may be held by video, too."""
_WITH = late(
    r"\b(?:talks?|conversations?|spoke|spoken|talked|discussions?|chat|met|meetings?|call|called)\b"
    r"[^;.]{0,60}? (?:with|to) (?:[a-zC]\S* ){0,6}?P(?P<with>\d+)[^;.PG]{0,60}\Z"
)
"""With whom alone somebody talked for a length that follows."""


def without_other_lengths(
    doc: Document,
    durations: Sequence[Figure],
    skeletons: Mapping[int, Skeleton],
    calls: Sequence[CallFind],
) -> list[Figure]:
    """The durations, but for those that are plainly not the lengths of the calls.

    Args:
        doc: the analysed article.
        durations: its durations.
        skeletons: the skeletons of its sentences, by start of the sentence.
        calls: its calls.
    """
    keys = {key for call in calls for key in call.keys}
    return [
        length
        for length in durations
        if not _is_of_something_else(doc, length) and not _with_others(doc, length, skeletons, keys)
    ]


def _with_others(
    doc: Document, length: Figure, skeletons: Mapping[int, Skeleton], keys: Collection[str]
) -> bool:
    """Whether somebody talked so long with one who took part in none of some calls."""
    sentence = doc.sentence_at(length.start)
    sk = skeletons.get(sentence.start) if sentence is not None else None
    told = _WITH.search(sk.text, 0, sk.position(length.start)) if sk is not None else None
    piece = sk.pieces[int(told["with"])] if sk is not None and told is not None else None
    entity = piece.entity if isinstance(piece, Mention) else None
    return entity is not None and entity.key not in keys


def _is_of_something_else(doc: Document, length: Figure) -> bool:
    """Whether a length is plainly that of a thing that is no call."""
    sentence = doc.sentence_at(length.start)
    if sentence is None:
        return False
    text = lowered(doc.text[sentence.start : sentence.end])
    at, end = length.start - sentence.start, length.end - sentence.start
    since = max((mark.end() for mark in _CLAUSE.finditer(text, 0, at)), default=0)
    before = text[since:at]
    if _BODY.search(before) or _DID.search(before) or _THERE.search(doc.text, *_span(length)):
        return True
    thing, behind = _things()
    if (after := behind.match(text, end)) and _counts(doc, after):
        return True
    found = thing.search(before)
    if found is not None and _counts(doc, found):
        if found["of"] or found["which"]:
            return True
        return _TALK.search(before, 0, found.start()) is None
    return bool(_IT.match(before)) and _told_of_thing(doc, sentence.start)


def _span(length: Figure) -> tuple[int, int]:
    return max(0, length.start - 90), length.start


def _counts(doc: Document, found: re.Match[str]) -> bool:
    """Whether a thing that lasts is none that the article tells to have been held by video."""
    return found["thing"] not in _SOFT or _REMOTE.search(lowered(doc.text)) is None


def _told_of_thing(doc: Document, start: int) -> bool:
    """Whether the sentence before a place tells of something else that lasts, and of no talk."""
    before = doc.sentence_at(max(0, start - 2))
    if before is None or before.start >= start:
        return False
    text = lowered(doc.text[before.start : before.end])
    return _TALK.search(text) is None and _anything().search(text) is not None


@cache
def _names() -> str:
    names = {*words("call_other_lengths"), *words("call_other_events")}
    return "|".join(re.escape(name) for name in sorted(names, reverse=True))


@cache
def _anything() -> re.Pattern[str]:
    return late(rf"\b(?:{_names()})\b")


@cache
def _things() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a length, and behind one, where it is that of a thing."""
    lasts = (
        r"(?P<of> (?:of|lasting))"
        rf"|(?P<which>,? (?:which|that)(?: [a-z]+)?)?(?: had| has)? {_LASTED}"
        rf"|(?! (?:when|in which|during which))[a-z' ]{{1,30}}? {_LASTED}"
    )
    aside = r"(?!(?:tele)?phone|video|virtual|online|and|in|on|of)"
    return (
        late(rf"\b(?P<thing>{_names()})\b(?:{lasts})(?: [a-z]+){{0,5}} ?\Z"),
        late(
            rf"(?:['\u2019]s?)?[- ](?:long )?(?:{aside}[a-z-]+ ){{0,3}}?(?:exchanges? of )?"
            rf"(?:{aside}[a-z-]+ ){{0,2}}?(?P<thing>{_names()})\b"
            r"(?! (?:calls?|talks?|conversations?)\b)"
        ),
    )
