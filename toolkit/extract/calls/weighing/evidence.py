"""The pieces of evidence, by name: what each looks for around words for a call and two leaders.

What a piece weighs, what it says and its examples stand in the word list ``call_evidence``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.extract.calls.events.days import NEWS_DAYS
from toolkit.extract.calls.events.meetings import IN_PERSON, is_in_place, names_telephone
from toolkit.extract.calls.events.parties import owns_next
from toolkit.extract.calls.weighing import roles
from toolkit.extract.calls.weighing.scene import NEAR, Scene
from toolkit.extract.calls.wording.others import (
    TO_AUDIENCE,
    is_done_by_others,
    is_of_others,
)
from toolkit.extract.lexicons import words
from toolkit.extract.model import DateMention
from toolkit.patterns import late

_TELEPHONE = late(r"phon|video|virtual|conference|line\b|rang|dial|hot-?line|zoom")
_CALL = late(r"call")
_BOTH = late(
    r"\b(?:both (?:[a-z]+ )?(?=[a-z]+ed\b|had\b|held\b|spoke\b)"
    r"|the two (?:leaders|men|sides|presidents|ministers|premiers|officials|counterparts|heads"
    r"|women|prime ministers|foreign ministers)"
    r"|both (?:leaders|sides|presidents|ministers|men|parties|heads)"
    r"|the (?:leaders|presidents|ministers|pair)|two leaders|each other|one another)\b"
)
_NO_LEADER = (
    r"(?!(?:(?!for |of |to |from |with |at |in |on |by )[a-z'-]+ ){0,3}?[PG]\d"
    r"|each other|one another|both|(?:the )?two|discuss|C\d+(?! [a-z])"
    r"|(?:his|her|their|the|an?) (?:[a-z]+ )?(?:counterpart|colleague|opposite))"
)
_SOME = r"(?:an?|the|his|her|their|some|several) "
_PEOPLE = rf"(?:{'|'.join(sorted(words('call_people_else')))})\b"
_SUBJECT_ELSE = late(rf"\b{_PEOPLE}")
_OUTSIDERS = late(
    r"(?:,? (?:on |late |early |D\d+|N\d+|again)){0,4}?"
    rf" (?:(?:with|from|by|to (?={_SOME}|[a-z]+s\b)) ?{_NO_LEADER}[a-z]"
    rf"|(?:with|from|to) P\d+(?:'s?)? (?:[a-z-]+ )?{_PEOPLE})"
)
_PLURALS = r"(?!(?:his|as|this|its|is|was|has|does|times|twice|always|perhaps) )[a-z]+s\b"
_OBJECT_ELSE = late(rf"(?: up)? (?={_SOME}|{_PLURALS}){_NO_LEADER}")
_MEANT_ELSE = late(rf" (?:the|his|her|their|some|several|an?) {_NO_LEADER}[a-z]+")
"""Whom somebody reached by telephone, behind it: "greeted by video link the doctors"."""
_AT_THE_TIME = late(
    r"(?:on|off) (?:the|his|her) (?:[a-z]+ )?(?:tele)?phone(?: (?:when|while|as)\b|,)"
)
""" "He was on the phone when": nothing says with whom."""
_TOLD_OUTSIDERS = late(
    r"\b(?:to|with|told|tells|addressed|briefed|informed)"
    rf" (?={_SOME}|(?:[a-z]+ )?[a-z]+s ){_NO_LEADER}[a-z]"
)
_MANY = late(
    r" (?:of|with|between|among) (?:(?!two\b)[a-zC0-9-]+ ){0,4}?(?:leaders|heads|ministers|members"
    r"|states|countries|nations)\b"
)
_SAID = late(
    r"\b(?:said|says|confirmed|reported|explained|added|answered|stated|insisted)"
    r" (?:(?:so|it|this|as much) )?\Z"
)
_GATHERING = late(r"(?:conference|summit|meeting)s?\Z")
_OLD = late(
    r"\b(?:last (?:year|month|autumn|spring|summer|winter|decade)|(?:years?|months) (?:ago|earlier"
    r"|before)|in (?:19|20)\d\d|at the time|once|back then)\b"
)
_MEETING = late(
    r"\b(?:summit|visit(?:s|ed|ing)?|sidelines|arriv(?:ed|es|al)|flew|trip|delegations?|hosted"
    r"|receiv(?:ed|es)|welcom(?:ed|es|ing)|met|meets?|meeting|handshake|luncheon|dinner)\b"
)
_PLURAL = late(r"(?:call|conversation)s\Z")
_NOT_YET = late(
    r"\b(?:propos|suggest|demand|offer(?:ed|ing) to|want(?:s|ed|ing)? |wish(?:es|ed)? to|soon\b"
    r"|look(?:s|ed|ing)? forward|tomorrow|refus|declin|unwilling|invit(?:ed|ing) \w+ to"
    r"|ask(?:ed|ing) (?:for|to)|await|wait(?:s|ed|ing)? for|plan(?:s|ned)? to)"
)
_NOT_HELD = late(
    r"[^PGQ,.;]{0,30}?(?:n't|\b(?:not|never|nobody|will|would|could|should|might"
    r"|may|for (?:you|me)))\b"
)
"""What, right behind words for a call, says that it did not take place, or not yet."""
_DENIED = late(r"\b(?:den(?:y|ied|ies|ying|ial)|refut(?:e|ed|es)|untrue|invented|fabricated)\b")
_THE = late(r"\b(?:the|this|that|their|these|those|such|both) (?:[a-z-]+ ){0,2}\Z")
_WORDS_BEFORE = 50


def _telephone(s: Scene) -> bool:
    return _TELEPHONE.search(s.site.words) is not None


def _call_word(s: Scene) -> bool:
    return not _telephone(s) and _CALL.search(s.site.words) is not None


def _telephone_near(s: Scene) -> bool:
    talk = not _telephone(s) and not _call_word(s)
    return talk and names_telephone(s.around(back=NEAR, ahead=NEAR))


def _in_sentence(s: Scene) -> bool:
    return not s.missing and not roles.has_role(s)


def _both_here(s: Scene) -> bool:
    return _BOTH.search(s.site.sk.text) is not None


def _nobody_told(s: Scene) -> bool:
    return s.site.named.isdisjoint(s.told.leaders) and not _both_here(s)


def _before(s: Scene) -> bool:
    start = s.site.sk.sentence.start
    return bool(s.missing) and s.missing <= s.told.parties(max(0, start - NEAR), start).keys()


def _most_named(s: Scene) -> bool:
    counts = s.told.counts
    most = max((counts[k] for k in s.told.leaders if k not in s.pair), default=0)
    return min(counts[key] for key in s.pair) > most


def _in_passing(s: Scene) -> bool:
    return any(s.told.counts[key] == 1 and key not in s.told.opening for key in s.missing)


def _in_person(s: Scene) -> bool:
    if _telephone(s):
        return False
    text, sk = s.told.doc.text, s.site.sk
    _, end = sk.origin(s.site.low, s.site.high)
    met = IN_PERSON.search(s.around(back=NEAR // 2, ahead=0)) is not None
    return met or is_in_place(text, end, sk.sentence.end)


def _outsiders(s: Scene) -> bool:
    site = s.site
    tied = _OBJECT_ELSE if site.is_verb else _OUTSIDERS
    if tied.match(site.sk.text, site.high) is not None or is_of_others(site.sk.text, site.high):
        return True
    if site.is_means and not site.ties:
        else_meant = _MEANT_ELSE.match(site.sk.text, site.high)
        if else_meant or _AT_THE_TIME.match(site.sk.text, site.low):
            return True
    if site.ties_body(*site.clause):
        return True
    return site.first_tied is not None and owns_next(s.told.doc.text, site.first_tied)


def _told_outsiders(s: Scene) -> bool:
    site = s.site
    start = site.subject_end if site.front else site.clause[0]
    stop = site.low if site.front else site.clause[1]
    return _TOLD_OUTSIDERS.search(site.sk.text, start, stop) is not None


def _said_only(s: Scene) -> bool:
    site = s.site
    before = site.sk.text[max(0, site.low - _WORDS_BEFORE) : site.low]
    return site.is_means and not site.ties and _SAID.search(before) is not None


def _others_subject(s: Scene) -> bool:
    text, low = s.site.sk.text, s.site.low
    subject = _SUBJECT_ELSE.search(text, s.site.clause[0], low)
    return subject is not None or s.site.opens_with_body or is_done_by_others(text, low)


def _no_subject(s: Scene) -> bool:
    return s.site.is_verb and s.site.subject.isdisjoint(s.told.leaders)


def _many(s: Scene) -> bool:
    site = s.site
    if site.front and TO_AUDIENCE.search(site.sk.text, site.front[-1].end, site.low):
        return True
    gathering = _GATHERING.search(site.words) is not None
    return gathering and _MANY.match(site.sk.text, site.high) is not None


def _old_day(s: Scene) -> bool:
    published = s.told.doc.published_on
    low, high = s.site.clause
    sk = s.site.sk
    return published is not None and any(
        low <= sk.position(piece.start) < high and (published - piece.value).days > NEWS_DAYS
        for piece in sk.pieces
        if isinstance(piece, DateMention) and piece.value is not None
    )


def _the_known(s: Scene) -> bool:
    low = s.site.low
    return (
        s.told_before and _THE.search(s.site.sk.text, max(0, low - _WORDS_BEFORE), low) is not None
    )


OF_WORDS: Mapping[str, Callable[[Scene], bool]] = {
    "telephone": _telephone,
    "call-word": _call_word,
    "telephone-near": _telephone_near,
    "nobody-told": _nobody_told,
    "both-here": _both_here,
    "both-follow": lambda s: _BOTH.search(s.behind) is not None,
    "in-lead": lambda s: s.site.sk.sentence.start < s.told.lead_end,
    "in-person": _in_person,
    "meeting-near": lambda s: _MEETING.search(s.around(back=NEAR, ahead=NEAR)) is not None,
    "one-place": lambda s: not _telephone(s) and s.told.one_place,
    "old": lambda s: _OLD.search(s.site.sk.text, *s.site.clause) is not None,
    "old-day": _old_day,
    "overheard": lambda s: s.told.overheard,
    "outsiders": _outsiders,
    "told-outsiders": _told_outsiders,
    "said-only": _said_only,
    "others-subject": _others_subject,
    "no-subject": _no_subject,
    "many": _many,
    "the-known": _the_known,
    "not-yet": lambda s: _NOT_YET.search(s.site.sk.text, s.site.clause[0], s.site.low) is not None,
    "not-held": lambda s: _NOT_HELD.match(s.site.sk.text, s.site.high) is not None,
    "denied": lambda s: _DENIED.search(s.site.sk.text) is not None,
    "several": lambda s: _PLURAL.search(s.site.words) is not None,
    "interview": lambda s: "interview" in s.site.sk.text,
    "quoted": lambda s: s.site.sk.in_quotes,
    "other-call": lambda s: s.told_before,
}
"""What tells of words for a call, whoever the two are."""

OF_PAIR: Mapping[str, Callable[[Scene], bool]] = {
    **roles.ROLES,
    "both-behind": roles.both_behind,
    "in-sentence": _in_sentence,
    "tied-alone": roles.tied_alone,
    "front-alone": roles.front_alone,
    "other-before": _before,
    "tells": lambda s: s.pair in s.told.telling(s.site.sk.sentence),
    "headline-names-both": lambda s: s.pair <= s.told.headline,
    "opening-names-both": lambda s: s.pair <= s.told.opening,
    "most-named": _most_named,
    "hub": lambda s: bool(s.pair & s.told.hub),
    "only-leaders": lambda s: s.pair == s.told.leaders.keys(),
    "third": roles.third,
    "third-elsewhere": roles.third_elsewhere,
    "outsider": roles.outsider,
    "in-passing": _in_passing,
}
"""What tells of two leaders at words for a call."""
