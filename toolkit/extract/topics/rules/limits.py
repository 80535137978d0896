"""What does not count of a sentence: words of third parties, what others hear, other days."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.topics.sentences.clauses import VERBS, Clauses, Role, Source, Voice
from toolkit.extract.topics.sentences.view import FIRST_PERSON
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import compiled, late

OUT = ("elsewhere", "remarks", "post", "omit", "omit_before", "avoid")
"""Classes of frame words by which a sentence turns from what was said in the call."""
_DATE_REACH = 40
_ACCOUNT_REACH = 32
_DIRECTLY = 2
_PARTNER_REACH = 48
_TOGETHER = frozenset({"discuss", "speak", "agree", "raised", "stress", "say", "tell"})
# "He discussed grain with Mr. Hart", but not "he discussed the deal with Mr. Hart".
_TALKS_TO = late(
    r"\b(?:discuss(?:ed|es)|spoke|speaks|spoken|talked|conferred|consulted)(?: \w+){0,4}?"
    r" (\w+) (?:with|to) \Z"
)
_TALKED_TO = late(r"\b(?:spoke|speaks|spoken|talked|conferred|consulted) (?:with|to) \Z")
_BY = late(r" by (?:the )?")
_BESIDES = late(r"\b(?:besides|in addition to|apart from|aside from) (?:\w+ +){0,4}\Z")


def is_excepted(folded: str, start: int, position: int) -> bool:
    """Whether a sentence sets a call aside: "Besides the call with Ruiz, she spoke to Berg"."""
    return _BESIDES.search(folded, start, position) is not None


def dates_clause(clauses: Clauses, start: int) -> bool:
    """Whether a day is that of what the sentence tells, and not of a vote or treaty it names."""
    if start - clauses.sentence.start < _DATE_REACH:
        return True
    verbs = [f for f in clauses.frames if f.value in VERBS]
    return not verbs or any(0 <= start - f.end < _DATE_REACH for f in verbs)


def is_nobody_s(clauses: Clauses, source: Source) -> bool:
    """Whether words are of somebody who has no part in the call: an analyst, a third government."""
    if source.voice is Voice.OUTSIDER:
        return not (clauses.names_call and _tells_of_both(clauses, source))
    if source.voice is not Voice.GOVERNMENT or not source.countries:
        return False
    if not set(source.countries).isdisjoint(clauses.party.countries):
        return False
    told = [a for a in clauses.anchors if source.start <= a.start < source.end]
    people = {a.key for a in told if a.role is Role.PARTICIPANT}
    both = len(people) > 1 or any(a.role in (Role.GROUP, Role.CALL) for a in told)
    return not both  # but "The United Nations said the two leaders discussed oil" counts


def others_hear(clauses: Clauses) -> bool:
    """Whether one leader speaks to others: "Ruiz urged lawmakers", "discussed it with his party".

    "Ruiz told a rally that he had thanked Mr. Berg" tells of the call all the same.
    """
    if _tells_of_call(clauses):
        return False
    acting = {a.key for a in clauses.anchors if a.role is Role.PARTICIPANT and not clauses.owns(a)}
    if len(acting) > 1:
        return False
    span = clauses.sentence.start, clauses.sentence.end
    if not clauses.names_call and _to_others().search(clauses.folded, *span) is not None:
        return True
    return _with_others().search(clauses.folded, *span) is not None or _with_another(clauses)


def _tells_of_call(clauses: Clauses) -> bool:
    """Whether a sentence speaks of a call or of what the two did in one.

    So does “I told him that ...”, whomever it is said to.
    """
    if any(a.role is Role.CALL for a in clauses.anchors):
        return True
    start = clauses.sentence.start
    if any(
        f.value == "tell" and FIRST_PERSON.search(clauses.folded, start, f.start)
        for f in clauses.frames
    ):
        return True
    verbs = [f.start for f in clauses.frames if f.value in _TOGETHER]
    groups = (a.end for a in clauses.anchors if a.role is Role.GROUP)
    return any(0 <= start - end < _PARTNER_REACH for end in groups for start in verbs)


def _with_another(clauses: Clauses) -> bool:
    """Whether one leader talks to somebody who has no part: "he also discussed it with Ruiz"."""
    others = (a.start for a in clauses.anchors if a.role is Role.OTHER and a.is_person())
    return any(_is_talked_to(clauses, position) for position in others)


def _is_talked_to(clauses: Clauses, position: int) -> bool:
    span = clauses.sentence.start, position
    if _TALKED_TO.search(clauses.folded, *span) is not None:
        return True
    match = _TALKS_TO.search(clauses.folded, *span)
    return match is not None and match[1] not in lexicons.words("topic_shared_matters")


@cache
def _to_others() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicons.words("topic_other_hearers")))
    return compiled(
        r"\b(?:told|urged|promised|thanked|assured|reminded|warned|asked) "
        rf"(?:(?!that |about |of |to |for )\w+ ){{0,3}}?(?:{nouns})\b"
    )


@cache
def _with_others() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicons.words("topic_other_hearers")))
    return compiled(rf"\bdiscussed (?:\w+ ){{1,4}}?with (?:his|her|the) (?:{nouns})\b")


def another_acts(clauses: Clauses) -> bool:
    """Whether only somebody acts who has no part in the call: "Mr. Hart called for a review"."""
    first = next(iter(clauses.anchors), None)
    if is_third_account(clauses):
        return True
    if first is None or first.role is not Role.OTHER or not first.is_person():
        return False
    if any(a.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL) for a in clauses.anchors):
        return False
    verbs = (f for f in clauses.frames if f.start >= first.end and f.value in VERBS)
    verb = next(verbs, None)
    return verb is not None and verb.value != "say" and verb.start - first.end <= _DIRECTLY


def is_third_account(clauses: Clauses) -> bool:
    """Whether a sentence opens with what another land gave out: "Chad's readout told of a truce".

    One that speaks of the two sides or of a call can be about theirs.
    """
    first = next(iter(clauses.anchors), None)
    if first is None or not first.country_code or first.country_code in clauses.party.countries:
        return False
    if any(a.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL) for a in clauses.anchors):
        return False
    return any(
        f.value == "account" and 0 <= f.start - first.start <= _ACCOUNT_REACH
        for f in clauses.frames
    )


def is_by_another(clauses: Clauses, raised: Found[str]) -> bool:
    """Whether one without part in the call did what a verb tells: "was examined by Chad"."""
    doer = _BY.match(clauses.folded, raised.end, clauses.sentence.end)
    at = doer.end() if doer is not None else -1
    return any(
        a.role in (Role.OTHER, Role.ORGAN) and a.start <= at < a.end for a in clauses.anchors
    )


def _tells_of_both(clauses: Clauses, source: Source) -> bool:
    """Whether it is reported that one side spoke to the other: "an adviser said she told him"."""
    told = [a for a in clauses.anchors if source.start <= a.start < source.end]
    both = len({a.key for a in told if a.role is Role.PARTICIPANT}) > 1
    return both and clauses.has("tell", "discuss")
