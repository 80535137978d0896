"""Rules for what somebody did to another where the sentence names the telephone elsewhere."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    BY_WIRE,
    FILL,
    HOLD,
    MANY,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    SIDE,
    SPEAK,
    TELLS,
    CallRule,
)

_NO_OTHER_TALK = (
    r"(?:(?!\b(?:spoke|spoken|speak|speaking|talk|talked|talks|call|called|calls|reach|reached"
    r"|contacted|phoned|rang|met|said|says|interview|remarks|speech|address)\b)[^G.;]){0,220}?"
)
"""Words in which nothing else is told by telephone than what the sentence begins with."""

_SOME_LEADERS = (
    r"(?:leaders|heads of (?:state|government)|presidents|prime ministers|counterparts|colleagues"
    r"|allies)"
)
_THOSE_WHOM = (
    rf"\b(?:those|others|some|{_SOME_LEADERS})(?: (?:whom|that|who))?,?"
    rf" (?:the )?(?P<a>P\d+){ADVERBS}"
)
_WERE = (
    r"(?! (?:on to|upon|for|to)\b)(?:,? (?:on|late|early|in|over|by|after|before|during|that)"
    rf" [^PGQ.;]{{0,40}}?)? (?:includ(?:e[sd]?|ing)|were|are) (?P<b>{MANY})"
)

WIRED: tuple[CallRule, ...] = (
    CallRule(
        "those-called-were",
        "Those whom somebody called are listed.",
        rf"{_THOSE_WHOM} (?P<trigger>called|(?:tele)?phoned|rang)(?: up)?{_WERE}",
        "those P0 called on D1 include P2 of C2, P3 of C3 and P4.",
        "those P0 cheated on D1 include P2 of C2, P3 of C3 and P4.",
        initiator="a",
    ),
    CallRule(
        "those-spoken-to-were",
        "Those to whom somebody spoke by telephone are listed.",
        rf"{_THOSE_WHOM} (?P<trigger>{SPEAK} (?:(?:to|with) {BY_WIRE}|{BY_WIRE} (?:to|with)))"
        rf"{_WERE}",
        "those P0 spoke to over the phone include P1 of C1, P2 of C2 and P3.",
        "those P0 spoke to over the fence include P1 of C1, P2 of C2 and P3.",
    ),
    CallRule(
        "told-and-by-wire",
        "Somebody tells somebody something; that it was by telephone follows later.",
        rf"(?P<a>{PERSON}){FILL} {TELLS} (?:his |her )?(?P<b>P\d+){_NO_OTHER_TALK},"
        r" (?:(?!in (?:remarks|an? (?:speech|address)))[^PGQ.;]{0,60} )?"
        rf"(?P<trigger>{BY_WIRE})(?=,| on D| D\d|$|[.;])",
        "P0 told P1 that the pullback could wait no longer, in blunt words by telephone, on D2.",
        "P0 told P1 that the pullback could wait no longer, in blunt words by letter, on D2.",
    ),
    CallRule(
        "to-whom-one-spoke-by-wire",
        "Somebody with whom another speaks by telephone.",
        rf"(?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,? (?:with|to) whom (?:the )?(?P<a>P\d+){ADVERBS}"
        rf" [^PGQ.;]{{0,40}}?(?P<trigger>{BY_WIRE}|(?:an? |the )?[a-z-]* ?{PHONE_NOUN})",
        "last came P0, to whom P1 talked for N2 by telephone.",
        "last came P0, to whom P1 talked for N2 by the river.",
    ),
    CallRule(
        "got-a-ring-from",
        "Somebody gets a ring from somebody.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:got|gets|had) (?P<trigger>an? {ADJECTIVES}(?:ring"
        rf"|bell|buzz)) from (?P<b>{OTHERS})",
        "P0 got a ring from P1 on D2.",
        "P0 got a rose from P1 on D2.",
        initiator="b",
    ),
    CallRule(
        "gave-a-ring",
        "Somebody gives somebody a ring.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:gave|gives|given) (?P<b>P\d+) (?P<trigger>an? {ADJECTIVES}"
        r"(?:ring|bell|buzz|tinkle))(?=[.,;]| (?:on (?=D)|to|late|early|from|after|before|D\d)|$)",
        "P0 gave P1 a ring on D2.",
        "P0 gave P1 a ring of gold on D2.",
        initiator="a",
    ),
    CallRule(
        "whom-one-telephoned",
        "Somebody whom another telephones.",
        rf"(?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,? whom (?:the )?(?P<a>P\d+){ADVERBS} (?P<trigger>"
        r"(?:tele)?phone[ds]|rang|dial(?:l)?ed|called(?=[.,;]|$| (?:up|on D|D\d"
        r"|by|late|early|again|twice|from|before|after|shortly|soon)\b))",
        "that was the message to P0, whom P1 telephoned on D2.",
        "that was the message to P0, whom P1 thanked on D2.",
        initiator="a",
    ),
)
"""They are read after the rules for clear words."""

WIRED_WEAK: tuple[CallRule, ...] = (
    CallRule(
        "to-whom-one-spoke",
        "Somebody with whom another speaks.",
        rf"(?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,? (?:with|to) whom (?:the )?(?P<a>P\d+){ADVERBS}"
        rf" (?P<trigger>{SPEAK})\b(?! (?:in|at) (?!length))",
        "last came P0, to whom P1 talked for N2.",
        "last came P0, to whom P1 bowed for N2.",
        strong=False,
    ),
    CallRule(
        "to-one-another-spoke",
        "To somebody, who is named first, another speaks.",
        rf"^(?:to|with) (?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,?(?: P\d+)? (?P<a>P\d+){ADVERBS}"
        rf" (?P<trigger>{SPEAK})\b",
        "to P0, P1 spoke only on D2.",
        "to P0, P1 bowed only on D2.",
        strong=False,
    ),
    CallRule(
        "did-the-same-with",
        "Somebody did the same with another person as in a call told before.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>did the same|did likewise|did so too|had the same"
        r" conversation) (?:with|to) (?P<b>P\d+)",
        "P0 did the same with P1 on D2.",
        "P0 did the washing with P1 on D2.",
        strong=False,
    ),
    CallRule(
        "had-talk-with",
        "Somebody has a talk with somebody, in an article about calls.",
        rf"(?P<a>{SIDE}){ADVERBS} {HOLD} (?P<trigger>(?:an? |another |the ){ADJECTIVES}(?:talk"
        r"|discussion|exchange)\b)(?:[^PGQ.;]{0,40}?) with (?P<b>P\d+)(?!['\d]"
        r"| (?:in (?!an?\b|the (?:morning|afternoon|evening)|turn|which|D\d)|at )[a-zC])",
        "P0 also had a shorter talk with P1.",
        "P0 also had a shorter walk with P1.",
        strong=False,
    ),
    CallRule(
        "spoke-with-some-of-hers",
        "Somebody speaks with several of his or her colleagues whom a list names.",
        rf"(?P<a>P\d+){ADVERBS} (?P<trigger>{SPEAK}|called|(?:tele)?phoned|rang)(?: with| to)?"
        r" [^PQ.;]{0,40}P\d+ (?:[a-z]+ )?(?:colleagues|counterparts|peers|allies|neighbou?rs)\b"
        rf"[^PQ.;]{{0,60}}?(?: ?--? ?|: |\u2014| \u2014 |,? including )(?P<b>{PERSON}"
        rf"(?:(?:,|,? and) {PERSON}){{0,9}})",
        "P0 spoke with three of P1 colleagues since D2: P3, P4 and P5.",
        "P0 sided with three of P1 colleagues since D2: P3, P4 and P5.",
        strong=False,
    ),
)
"""They make a call only in an article that speaks of one elsewhere."""
