"""Sentences that stand in the run of a call's news, whatever their words.

An article that tells of a call goes on with what was said in it until it turns to something else.
What no narrower rule reads there is judged by two things: who acts, and whether the sentence
turns away (another time, another occasion, somebody who has no part in the call, what only is so).
"""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.model import EntityKind, MentionKind
from toolkit.extract.topics.rules.limits import (
    is_by_another,
    is_nobody_s,
    is_third_account,
    others_hear,
)
from toolkit.extract.topics.rules.spoke import SPOKEN_OF
from toolkit.extract.topics.sentences.acts import does_else
from toolkit.extract.topics.sentences.clauses import (
    RELATIVES,
    VERBS,
    Anchor,
    Clauses,
    Role,
    Source,
    Voice,
)
from toolkit.extract.topics.sentences.view import Chain, Content, ends_clause
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

_OUT = ("elsewhere", "omit", "omit_before", "avoid")
_REFUSED = late(
    r"\b(?:not|n t|no|never|nobody|nothing|none|neither|nor|declined|refused|yet to|without"
    r"|scheduled|expected|due to|supposed to|to take place|hesitated|(?:may|might|could)"
    r" (?:\w+ )?have)\b"
)
_IS_SO = late(r"\b(?:is|are|has|have)\b")
_AIDES_TO = late(r"\b(?:aides|advis[eo]rs|officials|ministers|envoys|allies) (?:to|of) \Z")
_HAD = late(r" (?:also |both |then )?had ")
# "It was the first call since March", "this put piracy on the table".
_NO_SUBJECT = late(
    r"\W*(?:but |and )?(?:under it|the fact|it (?:is|was|marked|marks|also followed)|this|that"
    r"|there|these|those)\b"
)
# “A good call,” he said at a fair: to others, and of something else than what he said.
_SAID_SOMEWHERE = late(
    r"\b(?:said|told reporters|added) (?:\w+ ){0,3}?(?:at|in|outside|aboard|on board|before|after) "
)
_ITEM = late(r"\b(?:another (?:of|subject|topic|point|item)|the rest|on the menu)\b")
_ALSO = late(r"\b(?:also|as well)\b")
_SIGN = late(
    r" (?:signal|mark|suggest|underscor|underlin|reflect|follow|cam|com|cap|rais|show"
    r"|highlight)\w* | (?:was|is) (?:an?|the|one) "
)
_LEAD = 60
_HEAD = 90
_OFFICIALS_LEAD = late(
    r"\W*(?:\w+ ){0,3}?"
    r"(?:officials|negotiators|envoys|delegations|ministers|diplomats|troops|opposition(?! to )) "
)
# "Ruiz, who was a judge", "Ruiz, who calls for a truce".
_DESCRIBES = late(r" (?:(?:also|still|long|often) )?(?:is|was|has|had|\w{2,}[^\Ws]s) ")
_OWNED = 40
_BEGINS = 12
_BEHIND = 3
_ACTING = frozenset({Role.PARTICIPANT, Role.GROUP, Role.CALL, Role.ORGAN})
_SPEECH = VERBS - {"say", "wish", "speak", "omit", "omit_before", "avoid"}
_NO_ACT = late(
    r" (?:\w+ly |also |both )?(?:is|are|has|have|will|would|can|could|may|plans?|hopes?|wants?"
    r"|had (?:been|long|already|once|earlier|never))\b"
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
    if clauses.has("courtesy"):
        return []
    if clauses.has("speak") and not (clauses.has(*_SPEECH) or _speaks_of(clauses)):
        return []
    if clauses.has("remarks", "post") and not _tells_what_had_been_said(clauses):
        return []
    sentence = clauses.sentence
    head = min(sentence.end, sentence.start + _HEAD)
    if _REFUSED.search(clauses.folded, sentence.start, head):
        return []
    if _NO_SUBJECT.match(clauses.folded, sentence.start, sentence.end):
        return []
    if _turns().search(clauses.folded, sentence.start, sentence.end):
        return []
    if acts_elsewhere(clauses):
        return []
    if _SAID_SOMEWHERE.search(clauses.folded, sentence.start, sentence.end) and (
        not clauses.has(*_SPEECH)
    ):
        return []
    if any(is_nobody_s(clauses, source) for source in clauses.sources):
        return []
    if not _of_call(clauses, chain, same):
        return []
    return [Content(without_asides(clauses), "discussed", _source(clauses), None, "in-run")]


def _source(clauses: Clauses) -> Source | None:
    """Whose words a topic of the sentence stands in; a participant's are the article's own."""
    public = clauses.has("remarks", "post")  # "she said on television that he had offered grain"
    voices = {Voice.GOVERNMENT, Voice.SELF} if public else {Voice.GOVERNMENT}
    sources = (clauses.source_at(hit.start) for hit in clauses.hits)
    return next((s for s in sources if s is not None and s.voice in voices), None)


def acts_elsewhere(clauses: Clauses) -> bool:
    """Whether others hear it than the other side, or others act than the two sides."""
    if others_hear(clauses) or is_third_account(clauses) or _own_people_act(clauses):
        return True
    return any(f.value == "raised" and is_by_another(clauses, f) for f in clauses.frames)


def _own_people_act(clauses: Clauses) -> bool:
    """Whether it is a leader's wife, aides or rivals who act: "his late brother discussed"."""
    first = next(iter(clauses.anchors), None)
    span = clauses.sentence.start, clauses.sentence.end
    if not clauses.has("say") and _OFFICIALS_LEAD.match(clauses.folded, *span) is not None:
        return True
    if first is None:
        return False
    if _AIDES_TO.search(clauses.folded, clauses.sentence.start, first.start) is not None:
        return True
    words = clauses.between(first.end, first.end + _OWNED).removeprefix(" s").split()[:_BEHIND]
    if not clauses.owns(first) and first.role is not Role.SIDE:
        words = words[:1]  # "Ruiz aides had drawn up a plan"
    return not _own_people().isdisjoint(words)


@cache
def _turns() -> re.Pattern[str]:
    words = "|".join(sorted(lexicons.words("topic_run_turns")))
    return late(rf"\b(?:{words})\b")


@cache
def _own_people() -> frozenset[str]:
    """Whose own a leader's or a country's people are: "his wife", "Chad's negotiators"."""
    return lexicons.words("topic_own_people") | lexicons.words("topic_officials")


def without_asides(clauses: Clauses) -> tuple[Span, ...]:
    """The sentence but for what is told of another time or only describes somebody.

    "Ruiz, who was at a fair for wine, drew up plans, while piracy went on".
    """
    sentence = clauses.sentence
    subject = _subject(clauses)
    low = subject.end if subject is not None else sentence.start + _HEAD // 3
    parts: list[Span] = []
    start = sentence.start
    for cut in clauses.frames:
        if cut.value != "cut" or cut.start < start or not ends_clause(clauses, cut):
            continue
        words = clauses.between(cut.start, cut.end)
        if words in RELATIVES:
            if _DESCRIBES.match(clauses.folded, cut.end) is not None:
                parts.append((start, cut.start))
                comma = clauses.text.find(",", cut.end, sentence.end)
                start = comma + 1 if comma > 0 else sentence.end
        elif words != "according to" and cut.start > low:
            return (*parts, (start, cut.start))
    return (*parts, (start, sentence.end))


def _of_call(clauses: Clauses, chain: Chain | None, same: bool) -> bool:
    """Whether a sentence is of the call by who acts in it and by what stands before it."""
    subject = _subject(clauses)
    if subject is not None and _is_no_act(clauses, subject):
        return False
    if subject is not None and _is_side(clauses, subject) and not _gives_account(clauses, subject):
        return False
    just_told = chain if chain is not None and not chain.summarised else None
    opens = (
        just_told is not None
        and just_told.voice is Voice.PRESS
        and not just_told.idle
        and just_told.block >= clauses.sentence.block - 1
    )
    if not (same or opens or clauses.names_call):
        return _speaks(clauses, subject) or _acts_on(clauses, chain, subject)
    acting = any(a.role in _ACTING and not clauses.owns(a) for a in clauses.anchors)
    if not acting and (_states(clauses) or not (just_told or _goes_on(clauses))):
        return False
    if subject is None or subject.role is not Role.OTHER or _is_side(clauses, subject):
        return True
    if _is_bound(subject):
        return opens or (same and just_told is not None)
    names_side = any(a.role in (Role.PARTICIPANT, Role.GROUP) for a in clauses.anchors)
    return same and (names_side or just_told is not None) and not _is_known_person(subject)


def _is_no_act(clauses: Clauses, subject: Anchor) -> bool:
    """Whether what one does is no act in a call: "is", "has signed", "the call signalled"."""
    if subject.role is Role.SIDE and clauses.has("agree"):
        return True  # "Peru and Chad agreed to hold talks": their governments, some time
    if subject.role in (Role.PARTICIPANT, Role.GROUP) and does_else(clauses, subject):
        return True
    words = _SIGN if subject.role is Role.CALL else _NO_ACT
    return words.match(clauses.folded, subject.end, clauses.sentence.end) is not None


def _gives_account(clauses: Clauses, organ: Anchor) -> bool:
    """Whether an office tells of the call, and not "the Ruiz administration drew up a plan"."""
    if clauses.has("say", "account") or _is_item(clauses, _ITEM):
        return True
    sides = (Role.PARTICIPANT, Role.GROUP, Role.CALL)
    return any(
        a.role in sides and a.start > organ.end and not clauses.owns(a) for a in clauses.anchors
    )


def _goes_on(clauses: Clauses) -> bool:
    """Whether a sentence in which neither side is named tells of one thing more that was said."""
    return clauses.has("tell", "wish", "invite") or _is_bare(clauses) or _is_item(clauses, _ALSO)


def _is_bare(clauses: Clauses) -> bool:
    """Whether a note leaves out who acts: "Touched upon grain.", "Agreed to keep the port open"."""
    first = next(iter(clauses.frames), None)
    if first is None or first.value not in _SPEECH:
        return False
    return not clauses.between(clauses.sentence.start, first.start).strip()


def _speaks_of(clauses: Clauses) -> bool:
    """Whether somebody speaks of something: "spoke warmly of the partnership"."""
    return any(
        f.value == "speak" and SPOKEN_OF.match(clauses.folded, f.end) is not None
        for f in clauses.frames
    )


def _is_item(clauses: Clauses, words: re.Pattern[str]) -> bool:
    span = clauses.sentence.start, clauses.sentence.end
    return any(w.search(clauses.folded, *span) is not None for w in (_ITEM, words))


def _states(clauses: Clauses) -> bool:
    """Whether a sentence tells what is so or has been done: "Peru has signed the treaty"."""
    span = clauses.sentence.start, clauses.sentence.end
    return _IS_SO.search(clauses.folded, *span) is not None


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
    if anchor.role is Role.ORGAN:
        return True
    return anchor.is_organ() and anchor.country_code in clauses.party.countries


def _is_bound(anchor: Anchor) -> bool:
    """Whether words only refer back: "he", "the president"."""
    kinds = (MentionKind.PRONOUN, MentionKind.OFFICE)
    return anchor.mention is not None and anchor.mention.kind in kinds


def _acts_on(clauses: Clauses, chain: Chain | None, subject: Anchor | None) -> bool:
    """Whether a side goes on acting where the sentence before told what was said."""
    if chain is None or not chain.summarised or chain.voice is Voice.SELF or subject is None:
        return False
    begins = subject.start - clauses.sentence.start < _BEGINS
    return begins and subject.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL)


def _speaks(clauses: Clauses, subject: Anchor | None) -> bool:
    """Whether one of the two sides, or both, act in a verb of speech."""
    if subject is None or subject.start - clauses.sentence.start > _LEAD:
        return False
    if subject.role not in _ACTING and not _is_side(clauses, subject):
        return False
    return any(f.value in _SPEECH and f.start > subject.end for f in clauses.frames)


def _subject(clauses: Clauses) -> Anchor | None:
    """Who acts in a sentence: the first who is named and does not only own what follows."""
    return next((a for a in clauses.anchors if not clauses.owns(a)), None)
