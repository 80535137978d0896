"""Whose words those are that other layers ascribe to somebody: quotations, indirect speech."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.model import Attribution, Mention, MentionKind
from toolkit.extract.topics.sentences.anchors import anchor_of
from toolkit.extract.topics.sentences.clauses import RELATIVES, Anchor, Clauses, Role, Source, Voice
from toolkit.extract.topics.sides.according import one
from toolkit.extract.topics.sides.speakers import Speakers
from toolkit.patterns import late

_TROUBLES = late(r" (?:crisis|conflict|war|issue|question|situation|standoff|dispute)\b")


def attributed(
    clauses: Clauses, speakers: Speakers, attributions: Sequence[Attribution]
) -> list[Source]:
    """The speakers of quotations, and governments and others whose statements are reported.

    Args:
        clauses: the sentence.
        speakers: tells what kind of source somebody is.
        attributions: what other layers read, as far as it reaches into the sentence.
    """
    sentence = clauses.sentence
    found: list[Source] = []
    for attribution in attributions:
        mention = attribution.source
        anchor = anchor_of(mention, clauses.party) if mention is not None else None
        if mention is None or anchor is None or _is_both(clauses, mention):
            continue
        voice, country = speakers.voice(anchor, clauses.party)
        if voice is Voice.PRESS or (voice is Voice.SELF and not all(attribution.direct)):
            continue  # "Xi said that ...": in the call or about it, the rules tell
        if _TROUBLES.match(clauses.folded, anchor.end):
            continue  # "The Chad crisis and continuing raids": no country speaks there
        if anchor.is_country() and _is_said_of(clauses, anchor):
            continue
        found.extend(
            Source(start, end, voice, one(country), (mention.start, mention.end))
            for start, end in attribution.contents
            if start < sentence.end and sentence.start < end
        )
    return found


def _is_said_of(clauses: Clauses, country: Anchor) -> bool:
    """Whether somebody says it of a country: "the leaders said that Chad and Peru wanted grain"."""
    said = (f.end for f in clauses.frames if f.value == "say" and f.end < country.start)
    return any(" that " in clauses.between(end - 1, country.start + 1) for end in said)


def _is_both(clauses: Clauses, mention: Mention) -> bool:
    """Whether "they" can be the two leaders, who tell nothing together, or "who" somebody."""
    if mention.kind is not MentionKind.PRONOUN:
        return False
    return clauses.between(mention.start, mention.end) in RELATIVES or any(
        a.role is Role.GROUP and a.start <= mention.start < a.end for a in clauses.anchors
    )
