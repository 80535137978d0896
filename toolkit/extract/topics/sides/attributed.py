"""Whose words those are that other layers ascribe to somebody: quotations, indirect speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from toolkit.extract.model import Attribution, Document, Mention, MentionKind, Sentence
from toolkit.extract.topics.sentences.anchors import anchor_of
from toolkit.extract.topics.sentences.clauses import RELATIVES, Anchor, Clauses, Role, Source, Voice
from toolkit.extract.topics.sides.according import one
from toolkit.extract.topics.sides.speakers import Speakers
from toolkit.patterns import late

_TROUBLES = late(r" (?:crisis|conflict|war|issue|question|situation|standoff|dispute)\b")


class Ascribed:
    """The attributions of an article by where their contents stand.

    Args:
        document: the article.
        reach: how far ahead of a sentence a content that reaches into it can begin.
    """

    def __init__(self, document: Document, reach: int) -> None:
        by_start = ((s, a) for a in document.attributions for s, _ in a.contents)
        self._blocks = document.article.blocks
        self._reach = reach
        self._attributed = sorted(by_start, key=lambda pair: pair[0])
        self._starts = [start for start, _ in self._attributed]

    def reaching(self, sentence: Sentence) -> list[Attribution]:
        """The attributions with content in the sentence that begins at most a paragraph earlier."""
        high = bisect_left(self._starts, sentence.end)
        first = max(self._blocks[sentence.block].start, sentence.start - self._reach)
        low = bisect_left(self._starts, first)
        return [attribution for _, attribution in self._attributed[low:high]]


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
