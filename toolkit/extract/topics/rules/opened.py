"""Sentences that go on telling of a call in words that no other rule knows."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.topics.rules.limits import OUT, is_nobody_s
from toolkit.extract.topics.rules.run import acts_elsewhere, without_asides
from toolkit.extract.topics.sentences.acts import does_else
from toolkit.extract.topics.sentences.clauses import VERBS, Anchor, Clauses, Role, Voice
from toolkit.extract.topics.sentences.view import Chain, Content, ends_clause
from toolkit.patterns import late

_LEAD = 60
"""How far into its sentence the one who acts may stand, in characters."""
_NO_SUBJECT = late(
    r"\W*(?:but |and )?(?:it|this|that|there|these|those|the move|the \w+ call"
    r"|neither|nobody|none|no (?:one|leader|side))\b"
)


_PAST = late(r" (?:also |both |then |further )?(?:\w{2,}ed|said|spoke|saw|put|took) ")
_DURING = late(r"\b(?:in|during) (?:the course of )?which ")


@cache
def _other_act() -> re.Pattern[str]:
    words = "|".join(sorted(lexicons.words("topic_other_acts")))
    return late(rf"\b(?:{words})\b")


def opened(clauses: Clauses, chain: Chain | None, past: bool) -> list[Content]:
    """What a sentence tells in which one of the two sides acts, near where the call is told.

    Args:
        clauses: the sentence, in which no other rule reads anything.
        chain: what the sentences before were about.
        past: whether it gives a day well before the call.
    """
    acting = _in_which(clauses)
    if past or clauses.has(*OUT) or clauses.of_other_time():
        return []
    if acting is None and clauses.has("speak", "courtesy"):
        return []
    sentence = clauses.sentence
    span = sentence.start, sentence.end
    if _NO_SUBJECT.match(clauses.folded, *span) or _other_act().search(clauses.folded, *span):
        return []
    if acts_elsewhere(clauses):
        return []
    if any(is_nobody_s(clauses, source) for source in clauses.sources):
        return []
    subject = acting or _subject(clauses)
    if subject is None or not _is_side(clauses, subject, chain):
        if _within_account(clauses, chain):
            return [Content((span,), "discussed", None, None, "further")]
        return []
    if does_else(clauses, subject):
        return []
    source = clauses.source_at(subject.start)
    told = source is not None and source.voice is Voice.GOVERNMENT
    alone = chain is not None and chain.voice is Voice.SELF
    if alone and not told and _first_verb(clauses, subject) in ("say", "wish"):
        return []
    end = next(
        (f.start for f in clauses.frames if f.start > subject.end and ends_clause(clauses, f)),
        sentence.end,
    )
    parts = ((max(s, subject.end), min(e, end)) for s, e in without_asides(clauses))
    spans = tuple((s, e) for s, e in parts if s < e)
    return [Content(spans, "discussed", source, subject, "further")] if spans else []


def _is_side(clauses: Clauses, subject: Anchor, chain: Chain | None) -> bool:
    """Whether one of the two sides acts; "he" is a leader's as a rule, no spokesman's."""
    if subject.role is Role.GROUP and clauses.group_class(subject) == "they":
        return chain is not None or _PAST.match(clauses.folded, subject.end) is not None
    if subject.role in (Role.PARTICIPANT, Role.GROUP):
        return True
    entity = subject.mention.entity if subject.mention is not None else None
    return clauses.is_pronoun(subject) and entity is not None and entity.registered


def _within_account(clauses: Clauses, chain: Chain | None) -> bool:
    """Whether a paragraph goes on with a government's account, somebody of the call in it."""
    if chain is None or chain.voice is not Voice.GOVERNMENT or not chain.summarised or chain.idle:
        return False
    return chain.block == clauses.sentence.block and any(
        a.role in (Role.PARTICIPANT, Role.GROUP) for a in clauses.anchors
    )


def _in_which(clauses: Clauses) -> Anchor | None:
    """Who acts in the call itself: "they spoke by phone, during which they called for a truce"."""
    match = _DURING.search(clauses.folded, clauses.sentence.start, clauses.sentence.end)
    if match is None or not clauses.speaks_of_call():
        return None
    return clauses.following(match.end(), 4)


def _first_verb(clauses: Clauses, subject: Anchor) -> str:
    """The class of the first verb behind the one who acts."""
    verbs = (f.value for f in clauses.frames if f.start >= subject.end and f.value in VERBS)
    return next(verbs, "")


def _subject(clauses: Clauses) -> Anchor | None:
    """Who acts in a sentence: the first named in it, at its beginning."""
    for anchor in clauses.anchors:
        if anchor.start - clauses.sentence.start > _LEAD:
            return None
        if anchor.role is Role.CALL or not clauses.owns(anchor):
            return anchor
    return None
