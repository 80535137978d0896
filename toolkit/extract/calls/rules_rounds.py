"""Rules for rounds of calls: with whom they began, who followed, with whom one did the same."""

from __future__ import annotations

from toolkit.extract.calls.words import (
    ADJECTIVES,
    ADVERBS,
    HOLD,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    SIDE,
    SPEAK,
    CallRule,
)

_RING = r"(?:call|(?:tele)?phone|ring|get through|be on the (?:line|(?:tele)?phone)|dial in)"

IN_ROUNDS: tuple[CallRule, ...] = (
    CallRule(
        "began-with",
        "A round of calls begins with somebody; who makes it, the sentences before tell.",
        r"\b(?P<trigger>started|began|opened|kicked off)(?: (?:the (?:round|day|series)|his day"
        r"|her day|P\d+ (?:day|round)))?(?: D\d+)? with (?P<b>P\d+)(?!['\d])",
        "P0 began with P1, to whom the plan was explained.",
        "P0 sat down with P1, to whom the plan was explained.",
        strong=False,
    ),
    CallRule(
        "followed",
        "In a round of calls somebody follows.",
        r"(?:^|[,;] |\band )(?:then )?(?P<b>P\d+)(?:,[^,;.PGQ]{1,80},)? (?P<trigger>followed)"
        r"(?= (?:an hour|N\d|hours|minutes|later|shortly|soon|on D|D\d|in the (?:afternoon|evening"
        r"|morning)|at)|[.;]|$)",
        "P0 followed an hour later.",
        "P0 followed the advice.",
        strong=False,
    ),
    CallRule(
        "followed-by",
        "In a round of calls somebody is followed by somebody.",
        r"P\d+(?:,[^,;.PGQ]{1,60})?,? (?P<trigger>followed) (?:(?:later|shortly|soon|in turn)"
        r" )?by (?:a call (?:to|from|with) )?(?P<b>P\d+)(?!['\d])",
        "the first was P0, followed by P1.",
        "the first was P0, trailed by P1.",
        strong=False,
    ),
    CallRule(
        "first-to-call-was",
        "The first or last who called was somebody; whom, the sentences before tell.",
        rf"\b(?:first|second|third|next|last|latest|only one|others?)(?: (?:one|leader|of them))?"
        rf" (?:to {_RING}|who (?:called|rang|(?:tele)?phoned)) (?P<trigger>was|were)"
        rf" (?P<b>{OTHERS})",
        "the first to call was P0.",
        "the first to fall was P0.",
        strong=False,
        initiator="b",
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
        "the-second-to",
        "Of several calls the second was to somebody.",
        rf"\b{PHONE_NOUN}[^.;GQ]{{0,60}}(?:to|with|from) P\d+[^PGQ.;]{{0,40}},? (?:and )?(?:the|a)"
        r" (?P<trigger>second|next|third|other|last) (?:one )?(?:was )?(?:to|with|from)"
        r" (?P<b>P\d+)(?!['\d])",
        "P0's first call on D1 went to P2, the second to P3.",
        "P0's first visit on D1 went to P2, the second to P3.",
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
