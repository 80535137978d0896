"""Rules for calls that somebody tried to make, where the sentence names both sides."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADDRESSED,
    ADJECTIVES,
    ADVERBS,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    CallRule,
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
        rf"(?P<a>{PERSON}){ADVERBS}(?: is| has| had| was| then| also){{0,2}}"
        rf" (?:{_TRIED} to|was unable to|could not|couldn't)"
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
        "got-no-call-with",
        "Somebody does not manage to get a call with somebody.",
        rf"(?P<a>{PERSON}){ADVERBS}(?: is| has| had| was| then| also){{0,2}} (?:{_TRIED} to"
        r"|unable to|(?:not|n't) (?:yet )?(?:managed to|been able to|succeeded in|able to))"
        r" (?:get|getting|secure|obtain|arrang(?:e|ing)|set(?:ting)? up|win|land|hav(?:e|ing))"
        rf" (?P<trigger>(?:an? |any |the ){ADJECTIVES}{PHONE_NOUN}) (?:with|to|from) (?P<b>P\d+)",
        "P0 has not managed to get a call with P1.",
        "P0 has not managed to get a seat with P1.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "not-reached-by",
        "Somebody cannot be reached by somebody, in an article about calls.",
        rf"(?P<b>{PERSON}) (?:could not|couldn't|was not able to|is not to) be"
        r" (?P<trigger>reached|contacted|raised|got hold of|put through) by (?P<a>P\d+)(?!['\d])",
        "P0 could not be reached by P1, who promised to try again.",
        "P0 could not be coached by P1, who promised to try again.",
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
)
"""They make a call only in an article that speaks of one elsewhere, but for clear words."""
