"""Rules whose words tell who called whom: calls to, calls from, calls asked for."""

from __future__ import annotations

from toolkit.extract.calls.words import (
    ADJECTIVES,
    ADVERBS,
    FILL,
    HOLD,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    REQUEST,
    SIDE,
    TELLS,
    WIRE,
    CallRule,
)

_CALL = r"(?:(?:tele)?phone |video )?call\b"
_CALLS = rf"{ADJECTIVES}(?:(?:tele)?phone )?calls\b"
_CALLED = r"(?:tele)?phoned|called|rang|dial(?:l)?ed"
_NO_NAMING = r"(?! (?:an? |the |to (?:account|order)))"
# A round of calls, several phone calls; ..., speaking to.
_SEVERAL = (
    rf"(?:an?|the|several|multiple|more|further|his|her) {ADJECTIVES}(?:of )?(?:[a-z-]+ )?"
    r"(?:calls|conversations|phone diplomacy)"
)
_SPEAKING = (
    r", (?:speaking|talking|including|among them)(?: [a-z]+){0,3}? (?:to|with)"
    r"(?: (?:the )?(?:leaders of )?)?"
)
_TO_TELL = (
    r"to (?:congratulate|thank|console|wish|reassure|assure|urge|ask|tell|warn|inform|brief|invite"
    r"|press|greet|welcome|speak (?:to|with)|talk (?:to|with)"
    r"|(?:express|offer|convey|extend)\b[^PGQ.;]{1,60}? to)"
)

CALLERS: tuple[CallRule, ...] = (
    CallRule(
        "says-in-call-to",
        "Somebody says or does something in a call to somebody.",
        rf"(?P<a>{PERSON})(?:[^PG.;]{{1,160}}?)? (?P<trigger>(?:in|during|with|used?|uses)"
        rf" (?:an? |the |his |her )?{ADJECTIVES}{_CALL})(?:(?: on| late| early)? D\d+)? to"
        rf" (?P<b>{OTHERS})",
        "P0 offered mediation in a phone call to P1.",
        "P0 offered mediation in a letter to P1.",
        initiator="a",
    ),
    CallRule(
        "in-call-to",
        "In a call to somebody, a person says or does something.",
        rf"\b(?P<trigger>(?:in|during) (?:an? |the |his |her )?{ADJECTIVES}{_CALL})"
        rf"(?:(?: on| late| early)? D\d+)? to (?P<b>{OTHERS})[^PGQ.;]{{0,60}}?, (?P<a>{PERSON})",
        "in a phone call to P0 on D1, P2 asked for restraint.",
        "in a letter to P0 on D1, P2 asked for restraint.",
        initiator="a",
    ),
    CallRule(
        "in-call-from-person",
        "In or after a call from somebody, another person says or does something.",
        r"\b(?P<trigger>(?:in|during|after|following|upon)"
        rf"(?: receiving| taking| getting| accepting)? (?:an? |the |his |her )?{ADJECTIVES}{_CALL})"
        r"(?:(?: on| late| early)? D\d+)? from (?P<a>P\d+)[^PGQ.;]{0,60}?, (?P<b>P\d+)",
        "after receiving a call from P0 on D1, P2 promised talks.",
        "after receiving a letter from P0 on D1, P2 promised talks.",
        initiator="a",
    ),
    CallRule(
        "was-contacted-by",
        "Somebody is contacted or reached by phone by somebody.",
        rf"(?P<b>{PERSON}){ADVERBS} (?:contacted|reached|approached) (?P<trigger>{WIRE})"
        r"(?:(?: on| late| early)? D\d+)? by (?P<a>P\d+)",
        "P0 was contacted by phone by P1.",
        "P0 was contacted by letter by P1.",
        initiator="a",
    ),
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
        "took-calls-from",
        "Somebody takes or receives calls from one or more people.",
        rf"(?P<a>P\d+){FILL} (?P<trigger>(?:took|takes|taking|receive[sd]?|receiving|got|fielded"
        rf"|fielding|answer(?:ed)?) {_CALLS})(?: [a-z]+| D\d+){{0,4}}? from (?P<b>{OTHERS})",
        "P0 received phone calls on D1 from P2 and P3.",
        "P0 received letters on D1 from P2 and P3.",
        initiator="b",
    ),
    CallRule(
        "took-their-call",
        "Somebody takes or answers somebody's call.",
        rf"(?P<b>P\d+){FILL} (?:took|takes|taking|accept(?:ed|s)|answer(?:ed|s)|received|fielded)"
        rf" (?P<a>P\d+)(?:'s?)? (?P<trigger>{ADJECTIVES}{_CALL})",
        "P0 took P1's phone call on D2.",
        "P0 took P1's advice on D2.",
        initiator="a",
    ),
    CallRule(
        "received-by-phone-from",
        "Somebody receives congratulations or the like by phone from somebody.",
        rf"(?P<b>P\d+){ADVERBS} (?:received|receives|got|accepted)[^PGQ.;]{{1,60}}?"
        rf" (?P<trigger>{WIRE})(?:(?: on| late| early)? D\d+)? from (?P<a>P\d+)",
        "P0 received congratulations by phone from P1.",
        "P0 received congratulations by letter from P1.",
        initiator="a",
    ),
    CallRule(
        "called-to-tell",
        "Somebody calls to congratulate, thank or ask somebody.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>{_CALLED}|(?:tele)?phones|calls)(?: up)?"
        rf" {_TO_TELL} (?P<b>P\d+)",
        "P0 phoned to congratulate P1 on D2.",
        "P0 wrote to congratulate P1 on D2.",
        initiator="a",
    ),
    CallRule(
        "it-was-who-called",
        "It was somebody who called somebody.",
        rf"\bit was (?P<a>{PERSON}) (?:who|that) (?:had )?(?P<trigger>{_CALLED}) (?P<b>P\d+)"
        rf"{_NO_NAMING}",
        "it was P0 who called P1 on D2.",
        "it was P0 who called P1 a liar.",
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
        "Somebody picks up the phone to somebody.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:pick(?:ed|s)? up|reached for)"
        r" (?P<trigger>the (?:tele)?phone) to (?P<b>P\d+)",
        "P0 picked up the phone to P1 on D2.",
        "P0 picked up the letter to P1 on D2.",
        initiator="a",
    ),
    CallRule(
        "first-to-call",
        "Somebody is the first, the latest or among those to call somebody.",
        rf"(?P<a>{PERSON}){FILL} (?:the (?:very )?(?:first|second|third|latest|last|next|only)"
        r"|(?:among|one of) (?:the )?(?:first|those|several|many))\b(?: [a-z-]+){0,4}? (?:to|who)"
        r" (?P<trigger>(?:tele)?phoned?|call(?:ed)?|ring|rang)(?: up)? (?P<b>P\d+)"
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
    ),
    CallRule(
        "reached-by-phone",
        "Somebody reaches out to somebody by phone.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:reach(?:ed|es) out(?: [a-z]+)? to|contact(?:ed|s)|reached)"
        rf" (?P<b>{OTHERS})[^PGQ.;]{{0,40}}? (?P<trigger>{WIRE})",
        "P0 reached out to P1 by phone on D2.",
        "P0 reached out to P1 by letter on D2.",
        initiator="a",
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
    CallRule(
        "made-round-of-calls",
        "Somebody makes several calls, speaking to several people.",
        rf"(?P<a>{PERSON}){FILL} (?:made|makes|making|placed|placing) (?P<trigger>{_SEVERAL})"
        rf"[^PGQ.;]{{0,60}}?{_SPEAKING} (?P<b>{OTHERS})",
        "P0 made a round of calls on D1, speaking to P2 and P3.",
        "P0 made a round of visits on D1, speaking to P2 and P3.",
        initiator="a",
    ),
    CallRule(
        "held-round-of-calls",
        "Somebody holds several calls, speaking to several people.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>{_SEVERAL})[^PGQ.;]{{0,60}}?{_SPEAKING}"
        rf" (?P<b>{OTHERS})",
        "P0 held a series of calls on D1, speaking to P2 and P3.",
        "P0 held a series of meetings on D1, speaking to P2 and P3.",
    ),
    CallRule(
        "were-on-the-phone",
        "Two or more people are on the phone for some time.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>on the (?:tele)?phone)(?= for N\d| together\b)",
        "G0 were on the phone for N1.",
        "G0 were on the podium for N1.",
    ),
)
"""Rules that are read after those of `rules.STRONG`."""
