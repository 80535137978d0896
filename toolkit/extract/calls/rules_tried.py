"""Rules for calls that somebody tried to make, asked for or took, and for talks that lasted."""

from __future__ import annotations

from toolkit.extract.calls.words import (
    ADDRESSED,
    ADJECTIVES,
    ADVERBS,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    CallRule,
)

_OFF = (
    r"(?:(?:politely |flatly |also )?(?:turned down|refused|declined|rejected|not met|not taken up"
    r"|rebuffed|ignored|unanswered|not answered|brushed (?:off|aside)|denied)|in vain)"
)
_TRIED = (
    r"(?:tried|(?:been )?trying|attempted|(?:been )?attempting|sought|struggled|failed|unable"
    r"|unsuccessfully tried|made (?:an? |several |repeated )?(?:[a-z]+ )?(?:attempts?|efforts?))"
    r"(?: (?:in vain|without success|unsuccessfully|repeatedly|again|for (?:days|hours|weeks|N\d+)"
    r"|twice|all day|(?:on )?D\d+)){0,3}"
)

TRIED: tuple[CallRule, ...] = (
    CallRule(
        "tried-to-reach",
        "Somebody tries to reach somebody, in an article about calls.",
        rf"(?P<a>{PERSON}){ADVERBS}(?: is| has| had| was| then| also){{0,2}} {_TRIED} to"
        r" (?P<trigger>reach|contact|(?:get|bring) hold of|get through to|raise|connect with"
        rf"|(?:tele)?phone|ring|dial){ADDRESSED} (?P<b>{OTHERS})(?!'s| (?:an?|the) )",
        "P0 tried in vain to reach P1 on D2.",
        "P0 tried in vain to teach P1 on D2.",
        strong=False,
        initiator="a",
        status="refused",
    ),
    CallRule(
        "tried-to-get-on-the-line",
        "Somebody tries to get somebody on the telephone.",
        rf"(?P<a>{PERSON}){ADVERBS}(?: is| has| had| was| then| also){{0,2}} {_TRIED} to"
        r" (?:get|have|bring|raise|put|catch) (?P<b>P\d+)(?: himself| herself)? (?P<trigger>(?:on"
        r"|to) the (?:line|(?:tele)?phone))\b",
        "P0 has tried for days to get P1 on the telephone.",
        "P0 has tried for days to get P1 on the board.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "tried-to-call",
        "Somebody tries to call, in vain; whom, the sentences before or after tell.",
        rf"(?P<b>{PERSON}){ADVERBS}(?: also| then| had| has){{0,2}} {_TRIED} to"
        r" (?P<trigger>call|(?:tele)?phone"
        r"|ring|get through)(?=[.,;]|$| but\b| D\d| on D| too\b| and\b)",
        "P0 also tried to call, but the line went dead.",
        "P0 also tried to sing, but the line went dead.",
        strong=False,
        initiator="b",
        status="refused",
    ),
    CallRule(
        "not-come-to-the-line",
        "Somebody has not come to the telephone; who called, the sentence or those before tell.",
        r"(?P<b>P\d+)(?:,[^,;.PGQ]{1,60},)? (?:has|had|have|did|would|will) (?:not|never)"
        r" (?:yet )?(?P<trigger>(?:come|came|gone|got) (?:on )?(?:to )?the (?:line|(?:tele)?phone)"
        r"|pick(?:ed)? up the (?:tele)?phone|answer(?:ed)? the (?:tele)?phone)\b",
        "P0 wants help, but P1 has not come to the line.",
        "P0 wants help, but P1 has not come to the town.",
        strong=False,
        initiator="a",
        status="refused",
    ),
    CallRule(
        "request-refused",
        "Somebody's request for a call is refused; by whom, the sentences before tell.",
        rf"\b(?P<trigger>(?:requests?|proposals?|appeals?|bids?|wish) for an? {ADJECTIVES}"
        rf"(?:{PHONE_NOUN}|conversation)) (?:from|by|of) (?:his |her )?(?:[a-z-]+ ){{0,3}}?"
        r"(?:C\d+ )?(?:[a-z-]+, )?(?P<b>P\d+),? (?:was|were|had been|has been|went|remained)"
        rf" {_OFF}(?! by P\d)",
        "a request for a conversation from his C0 colleague, P1, was turned down on D2.",
        "a request for a photograph from his C0 colleague, P1, was turned down on D2.",
        strong=False,
        initiator="b",
        status="refused",
    ),
    CallRule(
        "attempt-failed",
        "An attempt to reach somebody by telephone fails; whose, the sentences before tell.",
        r"\b(?:attempts?|efforts?|bids?) to (?P<trigger>reach|call|(?:tele)?phone|ring|get hold of"
        rf"|contact){ADDRESSED} (?P<b>P\d+)[^PGQ.;]{{0,40}} (?:failed|(?:came|led) to nothing"
        r"|in vain|unsuccessful|went unanswered|got no (?:answer|reply)|without success"
        r"|fruitless)\b",
        "an attempt to reach P0 failed.",
        "an attempt to teach P0 failed.",
        strong=False,
        initiator="a",
        status="refused",
    ),
    CallRule(
        "wanted-to-call",
        "Somebody wants to call somebody, but cannot.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:wanted|had wanted|hoped|had hoped|asked|had asked) to"
        rf" (?P<trigger>call|(?:tele)?phone|ring|(?:speak|talk) (?:to|with)|reach){ADDRESSED}"
        r" (?P<b>P\d+)[^PGQ.;]{0,60}?,? but (?:(?:P\d+|he|she) )?(?:was told|could not|got no"
        r"|was not|was rebuffed|was refused|in vain|the (?:line|call|request))\b",
        "P0 wanted to call P1 on D2, but was told to wait.",
        "P0 wanted to see P1 on D2, but was told to wait.",
        strong=False,
        initiator="a",
        status="refused",
    ),
    CallRule(
        "call-sought",
        "A call to somebody is sought or prepared; by whom, the sentences before tell.",
        r"(?:^|[,;] |\band |\bsa(?:id|ys) that )(?:an?|another|one|the (?:next|last))"
        rf" {ADJECTIVES}(?P<trigger>{PHONE_NOUN}"
        r"|conversation),? (?:to|with) (?P<b>P\d+)(?:,[^,;.PGQ]{0,60},|,)? (?:was|is|has been"
        r"|had been|is being|was being)(?: also| still| now){0,2} (?:sought|requested|proposed"
        r"|asked for|set|due|fixed|on the (?:agenda|schedule|cards)|arranged|planned|prepared"
        r"|foreseen|scheduled|expected|in preparation|in the works)"
        r"(?! by)",
        "a call to P0 was sought, too.",
        "a call to P0 was brief, too.",
        strong=False,
        initiator="a",
        status="planned",
    ),
    CallRule(
        "was-told-by",
        "Somebody is told something by somebody; in a call only where the article speaks of one.",
        rf"(?P<b>{PERSON})(?: also| then)? (?:was|is) (?P<trigger>told|assured|warned|informed"
        r"|reminded) by (?P<a>P\d+)(?=,| (?:on|that|of|in|about|D\d|late|early))",
        "P0 was told by P1 on D2 that the border would open.",
        "P0 was taught by P1 on D2 that the border would open.",
        strong=False,
    ),
)
"""They make a call only in an article that speaks of one elsewhere, but for clear words."""
