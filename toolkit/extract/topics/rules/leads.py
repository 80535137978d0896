"""What an article tells first, before it says that it was said in a call.

Reporters often put the news before its occasion: "Chile will reopen its embassy, President Ruiz
said on Monday. She made the remarks in a phone call with Mr. Berg."
"""

from __future__ import annotations

from toolkit.extract.topics.rules.limits import OUT
from toolkit.extract.topics.sentences.clauses import Anchor, Clauses, Role
from toolkit.extract.topics.sentences.view import Content, ends_clause
from toolkit.patterns import late

_OF_IT = r"(?:the|his|her|their|its|these|those|this|that|such)"
_WORDS = (
    r"(?:remarks?|comments?|statements?|observations?|appeals?|assurances?|messages?|views?|pledges?"
    r"|offers?|warnings?|pleas?|requests?|commitments?|aspirations?|understanding|agreements?"
    r"|accords?|announcements?|declarations?|proposals?|demands?|positions?|concerns?|point|decision)"
)
# "He made the remarks during ...", "the appeal was conveyed through ...", "he said this when ...".
_SAID_THERE = late(
    rf"\b{_OF_IT} (?:\w+ )?{_WORDS} (?:\w+ ){{0,6}}?(?:in|during|via|through|over|on|by|when|while"
    r"|as|following|after|at) "
    r"|\b(?:said|says|stated|noted|stressed|did|announced|told reporters) (?:this|so|it|that) "
    r"(?:in|during|when|while|over|by|on|as|following|after) "
    r"|\b(?:came|comes?|(?:was|were) (?:made|reached|conveyed|announced)) "
    r"(?:in|during|after|via|on|over) "
)
_THEY_SPOKE = late(
    r"\W*(?:they (?:spoke|talked|were speaking|had spoken)|the two(?: \w+){0,2} (?:spoke|talked)"
    r"|(?:the|their|\w+day s) (?:\w+ ){0,4}?(?:call|conversation|exchange|talk|talks)\b)"
)
_LEAD = 90


def tells_what_was_said(clauses: Clauses) -> bool:
    """Whether a sentence says that what stands before it was said in the call it names."""
    span = clauses.sentence.start, clauses.sentence.end
    return clauses.names_call and _SAID_THERE.search(clauses.folded, *span) is not None


def goes_back(clauses: Clauses) -> bool:
    """Whether a sentence only adds that the two whom the lead names have spoken: "They spoke"."""
    span = clauses.sentence.start, clauses.sentence.end
    return clauses.names_call and _THEY_SPOKE.match(clauses.folded, *span) is not None


def ahead(clauses: Clauses, said_there: bool) -> Content | None:
    """What a sentence ahead of the call tells of it.

    Args:
        clauses: the sentence.
        said_there: whether a later one says that this was said in the call; else the sentence has
            to name both sides.
    """
    if clauses.has(*OUT) or clauses.names_call:
        return None
    subject = _subject(clauses)
    if subject is None:
        return None
    people = {a.key for a in clauses.anchors if a.role is Role.PARTICIPANT}
    if not said_there and len(people) < 2:
        return None
    end = next(
        (f.start for f in clauses.frames if f.start > subject.end and ends_clause(clauses, f)),
        clauses.sentence.end,
    )
    return Content(((subject.end, end),), "discussed", None, subject, "ahead")


def _subject(clauses: Clauses) -> Anchor | None:
    """Who acts in a sentence: one of the two sides, named at its beginning."""
    for anchor in clauses.anchors:
        if anchor.start - clauses.sentence.start > _LEAD:
            return None
        if anchor.role in (Role.PARTICIPANT, Role.GROUP, Role.SIDE):
            return anchor
    return None
