"""Sentences that stand in the run of a call's news, whatever their words.

An article that tells of a call goes on with what was said in it until it turns to something else.
What no narrower rule reads there is judged by two things: who acts, and whether the sentence
turns away (another time, another occasion, somebody who has no part in the call, what only is so).
"""

from __future__ import annotations

import re

from toolkit.extract.model import EntityKind, MentionKind
from toolkit.extract.topics.clauses import VERBS, Anchor, Clauses, Role, Voice
from toolkit.extract.topics.limits import is_nobody_s
from toolkit.extract.topics.view import Chain, Content

_OUT = ("elsewhere", "omit", "omit_before", "avoid")
_REFUSED = re.compile(
    r"\b(?:not|n t|no|never|nobody|nothing|none|neither|nor|declined|refused|yet to|without"
    r"|scheduled|expected|due to|supposed to|to take place)\b"
)
_OTHER_EVENT = re.compile(
    r"\b(?:that meeting|died|landed|flew|arrived|met|meanwhile|previously|formerly"
    r"|since then|predecessor)\b"
)
# "Told a congress of savings banks", "told a crowd": who is not in the call hears it.
_TO_OTHERS = re.compile(
    r"\btold (?:an?|the) (?:\w+ ){0,3}?(?:conference|crowd|gathering|rally|meeting|audience|panel"
    r"|congress|forum|assembly|newspaper|magazine|broadcaster|channel|station|committee)\b"
)
_IS_SO = re.compile(r"\b(?:is|are|has|have)\b")
_HAD = re.compile(r" (?:also |both |then )?had ")
_LEAD = 60
_HEAD = 90
_ACTING = frozenset({Role.PARTICIPANT, Role.GROUP, Role.CALL, Role.ORGAN})
_SPEECH = VERBS - {"say", "wish", "speak", "omit", "omit_before", "avoid"}
_NO_ACT = re.compile(
    r" (?:\w+ly |also |both )?(?:is|are|has|have|will|would|can|could|may|plans?)\b"
)


def in_run(clauses: Clauses, chain: Chain | None, same: bool, past: bool) -> list[Content]:
    """What a sentence tells that stands in the run of a call's news.

    Args:
        clauses: the sentence, in which no other rule reads anything.
        chain: what the sentences before were about.
        same: whether its paragraph spoke of the call before it.
        past: whether it gives a day well before the call.
    """
    if past or clauses.has(*_OUT) or clauses.of_other_time():
        return []
    if clauses.has("speak", "courtesy") and not clauses.has(*_SPEECH):
        return []
    if clauses.has("remarks") and not _tells_what_had_been_said(clauses):
        return []
    sentence = clauses.sentence
    head = min(sentence.end, sentence.start + _HEAD)
    if _REFUSED.search(clauses.folded, sentence.start, head):
        return []
    if _OTHER_EVENT.search(clauses.folded, sentence.start, sentence.end):
        return []
    if _TO_OTHERS.search(clauses.folded, sentence.start, sentence.end):
        return []
    if any(is_nobody_s(clauses, source) for source in clauses.sources):
        return []
    if not _of_call(clauses, chain, same):
        return []
    return [Content(((sentence.start, sentence.end),), "discussed", None, None, "in-run")]


def _of_call(clauses: Clauses, chain: Chain | None, same: bool) -> bool:
    """Whether a sentence is of the call by who acts in it and by what stands before it."""
    subject = _subject(clauses)
    just_told = chain if chain is not None and not chain.summarised else None
    opens = (
        just_told is not None
        and just_told.voice is Voice.PRESS
        and just_told.block >= clauses.sentence.block - 1
    )
    if not (same or opens):
        return _speaks(clauses, subject)
    if not any(a.role in _ACTING for a in clauses.anchors) and _IS_SO.search(
        clauses.folded, clauses.sentence.start, clauses.sentence.end
    ):
        return False
    if subject is None or subject.role is not Role.OTHER or _is_side(clauses, subject):
        return True
    if _is_bound(subject):
        return opens or (same and just_told is not None)
    names_side = any(a.role in (Role.PARTICIPANT, Role.GROUP) for a in clauses.anchors)
    return same and (names_side or just_told is not None) and not _is_known_person(subject)


def _is_known_person(anchor: Anchor) -> bool:
    """Whether somebody of the register acts, who may have had a call of his own."""
    entity = anchor.mention.entity if anchor.mention is not None else None
    return entity is not None and entity.registered and entity.kind is EntityKind.PERSON


def _tells_what_had_been_said(clauses: Clauses) -> bool:
    """Whether somebody tells the press what was said: "wrote that they had looked at grain"."""
    said = next((f.end for f in clauses.frames if f.value == "say"), None)
    return said is not None and any(
        a.start > said
        and a.role in (Role.PARTICIPANT, Role.GROUP)
        and _HAD.match(clauses.folded, a.end) is not None
        for a in clauses.anchors
    )


def _is_side(clauses: Clauses, anchor: Anchor) -> bool:
    """Whether it is an office of one of the sides."""
    return anchor.is_organ() and anchor.country_code in clauses.party.countries


def _is_bound(anchor: Anchor) -> bool:
    """Whether words only refer back: "he", "the president"."""
    kinds = (MentionKind.PRONOUN, MentionKind.OFFICE)
    return anchor.mention is not None and anchor.mention.kind in kinds


def _speaks(clauses: Clauses, subject: Anchor | None) -> bool:
    """Whether one of the two sides, or both, act in a verb of speech."""
    if subject is None or subject.start - clauses.sentence.start > _LEAD:
        return False
    if subject.role not in _ACTING and not _is_side(clauses, subject):
        return False
    if _NO_ACT.match(clauses.folded, subject.end, clauses.sentence.end):
        return False
    return any(f.value in _SPEECH and f.start > subject.end for f in clauses.frames)


def _subject(clauses: Clauses) -> Anchor | None:
    """Who acts in a sentence: the first who is named and does not only own what follows."""
    return next((a for a in clauses.anchors if not clauses.owns(a)), None)
