"""Rules for clear words for a call where no other rule reads one: whose it was stands elsewhere."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import BY_WIRE, SPEAK, CallRule

_NOT_TO_OTHERS = (
    r"(?! (?:with|to|from|by) (?:his|her|their|P\d+) (?:C\d+|P\d+)(?![\d-]| [a-z]+(?:part|league)))"
    r"(?! (?:with|to|from|by) (?:an? |the |(?:his|her|their|P\d+) |some |several |other )?"
    r"(?:[a-z-]+ ){0,3}?(?:ministers?|secretar(?:y|ies)|chiefs?|head of|executives?"
    r"|businessm[ae]n|reporters?|journalists?|media|press|newspapers?|staff|aides?|advis[eo]rs?"
    r"|famil(?:y|ies)|wife|husband|sons?|daughters?|mother|father|relatives?|widow|brother|sister"
    r"|supporters?|donors?|investors?|analysts?|voters?|friends?|lawyers?|attorneys?|officials?"
    r"|spokes[a-z]+|ambassadors?|envoys?|residents?|workers?|employees|editors?|lawmakers?|doctors?"
    r"|senators?|governors?|mayors?|commanders?|troops|soldiers|police|constituents)\b)"
)
"""What says that those who spoke were no leaders."""
_NOUN = (
    r"(?:(?:tele)?phone|telephonic|video|virtual) ?-?(?:call\b|(?:conversation|talk|discussion"
    r"|exchange|consultation|contact|conference|summit|meeting)s?\b)(?! of (?!D|N|the two|G))"
    r"(?! (?:scandal|record|tap|hack|log|transcript|number|compan|bill|intercept))"
)
# "Telephone calls are cheap" speaks of calls in general. "Her telephone calls" are those she always
# makes; "their calls" are those of the two.
_NOT_HABIT = r"(?<!his )(?<!her )(?<!P\d )(?<!P\d\d )(?<!P\d's )"

THEY_SPOKE = CallRule(
    "they-spoke",
    "The two of whom an article about a call tells spoke.",
    r"\b(?:the|both|two) (?:[a-z]+ )?(?:leaders|sides|pair|men|women|presidents|premiers"
    r"|(?:prime |foreign |defen[cs]e )?ministers|counterparts)(?: have| had| also| last| first"
    r"| reportedly| both){0,3} (?P<trigger>spoke|spoken|talked|conferred|conversed)\b"
    r"(?! (?:of|out|about each|in favou?r|at (?:a|the)\b|in person|face|(?:to|with) (?!each"
    r"|one another)))",
    "the leaders spoke on D0.",
    "the leaders met on D0.",
)
CONVERSED = CallRule(
    "conversation-told-alone",
    "A conversation of the two of whom an article tells.",
    r"\b(?:(?:during|over|in) (?:the course of )?(?:the|their|a)|(?:the|their)) (?:[a-z-]+ ){0,2}?"
    r"(?P<trigger>conversation)\b(?! (?:about|on (?!D)|around|between|among|in|at)\b)",
    "during the conversation, P0 asked for help.",
    "during the supper, P0 asked for help.",
)
_HEADS = r"(?:leaders|heads of (?:state|government)|presidents|counterparts)\b"
_FEW = r"(?:three|four|five|six|seven)"
COUNTED = CallRule(
    "counted-round",
    "A round of calls with so many leaders; who they are, the article names one by one.",
    r"\b(?P<trigger>(?:(?:spoke|spoken|talked|conferred) (?:[a-z]+ ){0,4}?(?:to|with)"
    r"|(?:calls|conversations|talks|(?:tele)?phone) (?:to|with)|(?:tele)?phoned|called|rang)"
    rf" (?:[a-z]+ ){{0,4}}?(?P<number>{_FEW}) (?:(?!other)[a-z-]+ ){{0,3}}?{_HEADS}"
    rf"|(?P<calls>{_FEW}) (?:(?:tele)?phone )?(?:calls|conversations) (?:to|with)"
    rf" (?:(?!other)[a-z-]+ ){{0,3}}?{_HEADS})",
    "P0 spoke to no fewer than four heads of state.",
    "P0 spoke to no fewer than four heads of department.",
)
IN_OPENING = (THEY_SPOKE, CONVERSED)
"""They are read only where an article opens with them and tells of no meeting."""

LAST = (
    CallRule(
        "call-told-alone",
        "A telephone conversation; whose it was stands elsewhere in the article.",
        rf"{_NOT_HABIT}\b(?P<trigger>{_NOUN}){_NOT_TO_OTHERS}",
        "the two sides held a telephone conversation on D0.",
        "the two sides held a meeting on D0.",
    ),
    CallRule(
        "spoke-told-alone",
        "Somebody speaks by telephone; who with whom stands elsewhere in the article.",
        rf"\b{SPEAK}\b{_NOT_TO_OTHERS}[^PGQ.;]{{0,60}}? (?P<trigger>{BY_WIRE}){_NOT_TO_OTHERS}",
        "the two sides spoke at length by telephone on D0.",
        "the two sides spoke at length by the river on D0.",
    ),
    THEY_SPOKE,
    CONVERSED,
)
"""They are read in an article in which nothing else reads a call."""
