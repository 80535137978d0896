"""Rules whose words tell who called whom: calls to, calls from, calls asked for."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    FILL,
    HOLD,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    REQUEST,
    TELLS,
    TOLD_OF,
    CallRule,
)

_NO_NAMING = r"(?! (?:an? |the |to (?:account|order)))"

CALLERS: tuple[CallRule, ...] = (
    CallRule(
        "call-made-by",
        "A call made by one person to another.",
        rf"\b(?P<trigger>{PHONE_NOUN}),? (?:(?:that|which) )?(?:was )?(?:placed|made|initiated)"
        r" by (?P<a>P\d+)[^PGQ.;]{0,40}? to (?P<b>P\d+)",
        "a phone call placed by P0 to P1 on D2 ended the quarrel.",
        "a bid placed by P0 to P1 on D2 ended the quarrel.",
        initiator="a",
    ),
    CallRule(
        "call-that-one-made",
        "A call that one person made to another.",
        rf"\b(?P<trigger>{PHONE_NOUN}) (?:(?:that|which) )?(?P<a>P\d+)(?: had| has)?"
        r" (?:placed|made)[^PGQ.;]{0,40}? to (?P<b>P\d+)",
        "a phone call P0 made to P1 on D2 ended the quarrel.",
        "a visit P0 made to P1 on D2 ended the quarrel.",
        initiator="a",
    ),
    CallRule(
        "calling-he-told",
        "Somebody, calling from somewhere, tells somebody something.",
        r"(?P<a>P\d+), (?P<trigger>calling|phoning|telephoning)(?: D\d+)? from [^,.;Q]{1,40}, "
        rf"(?:[a-z]+ )?{TELLS} (?P<b>P\d+)",
        "P0, calling from C1, told P2 that the border was open.",
        "P0, writing from C1, told P2 that the border was open.",
        initiator="a",
    ),
    CallRule(
        "picked-up-phone-to",
        "Somebody picks up the phone to somebody, or to tell or hear something from somebody.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:pick(?:ed|s)? up|reached for|got on|grabbed)"
        r" (?P<trigger>the (?:tele)?(?:phone|receiver))(?: again| (?:on |in )?D\d+)?"
        rf"(?: to| {TOLD_OF}[a-z]*(?: with| to)?"
        rf"| and (?:{TELLS}|called|rang)) (?P<b>P\d+)(?![\d'])",
        "P0 picked up the phone to P1 on D2.",
        "P0 picked up the letter to P1 on D2.",
        initiator="a",
    ),
    CallRule(
        "first-to-call",
        "Somebody is the first, the latest or among those to call somebody.",
        rf"(?P<a>{PERSON}){FILL} (?:the (?:very )?(?:first|second|third|latest|last|next|only)"
        r"|(?:among|one of) (?:the )?(?:first|those|several|many))\b(?: [a-z-]+| P\d+){0,4}?"
        r" (?:to|who) (?P<trigger>(?:tele)?phoned?|call(?:ed)?|ring|rang)(?: up)? (?P<b>P\d+)"
        rf"{_NO_NAMING}",
        "P0 was the first leader to call P1 after the vote.",
        "P0 was the first leader to visit P1 after the vote.",
        initiator="a",
    ),
    CallRule(
        "among-those-to-call",
        "Among those who called somebody was somebody.",
        r"\b(?:among|one of) (?:the )?(?:first|those|several|leaders|others)\b(?: [a-z-]+){0,4}?"
        r" (?:to|who) (?P<trigger>(?:tele)?phoned?|call(?:ed)?|ring|rang) (?P<a>P\d+)"
        rf"[^PGQ.;]{{0,60}}? (?:was|were) (?P<b>{OTHERS})",
        "among those to call P0 on D1 was P2.",
        "among those to visit P0 on D1 was P2.",
        initiator="b",
        one_by_one=True,
    ),
    CallRule(
        "call-at-request-of",
        "Somebody has a call at the request of somebody, or one that somebody initiated.",
        rf"(?P<a>{PERSON}){FILL} {HOLD} (?P<trigger>(?:an? |the |another )?{ADJECTIVES}"
        rf"{PHONE_NOUN})(?:(?: on| late| early)? D\d+)?,? (?:(?:at|on|upon) (?:the )?{REQUEST} of"
        r"|(?:initiated|requested|sought|proposed|arranged) by)"
        r" (?:(?:his|her|the) (?:[a-z-]+ ){0,4}?)?(?P<b>P\d+)",
        "P0 had a telephone conversation on D1 at the initiative of P2.",
        "P0 had a meeting on D1 at the initiative of P2.",
        initiator="b",
    ),
)
"""Rules that are read after those of `rules.STRONG`."""
