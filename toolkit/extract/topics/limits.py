"""What does not count: words of third parties, other days, names of those who act."""

from __future__ import annotations

from toolkit.extract.topics.clauses import VERBS, Clauses, Role, Source, Voice
from toolkit.extract.topics.lexicon import Found, Term
from toolkit.extract.topics.view import Content

_DATE_REACH = 40


def dates_clause(clauses: Clauses, start: int) -> bool:
    """Whether a day is that of what the sentence tells, and not of a vote or treaty it names."""
    if start - clauses.sentence.start < _DATE_REACH:
        return True
    verbs = [f for f in clauses.frames if f.value in VERBS]
    return not verbs or any(0 <= start - f.end < _DATE_REACH for f in verbs)


def is_nobody_s(clauses: Clauses, source: Source) -> bool:
    """Whether words are of somebody who has no part in the call: an analyst, a third government."""
    if source.voice is Voice.OUTSIDER:
        return True
    if source.voice is not Voice.GOVERNMENT or not source.countries:
        return False
    if not set(source.countries).isdisjoint(clauses.party.countries):
        return False
    told = [a for a in clauses.anchors if source.start <= a.start < source.end]
    people = {a.key for a in told if a.role is Role.PARTICIPANT}
    both = len(people) > 1 or any(a.role in (Role.GROUP, Role.CALL) for a in told)
    return not both  # but "The United Nations said the two leaders discussed oil" counts


def names_actor(clauses: Clauses, hit: Found[Term], content: Content) -> bool:
    """Whether the words name a participant or the source, not a topic."""
    for anchor in clauses.anchors:
        overlap = anchor.start < hit.end and hit.start < anchor.end
        if overlap and anchor.role is Role.PARTICIPANT:
            return True
    span = content.source.span if content.source is not None else None
    return span is not None and span[0] < hit.end and hit.start < span[1]


def in_a_row(text: str, hit: Found[Term]) -> bool:
    """Whether a country only stands for its government: "the Turkey-Iran-Russia summit"."""
    return text[hit.start - 1 : hit.start] == "-" and text[hit.end : hit.end + 1] == "-"
