"""Rules for words for a call whose parties stand elsewhere: others find out who they are."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import BY_WIRE, NOT_NAMING, CallRule

_PHONE = (
    r"(?:(?:tele)?phone|telephonic|video|virtual|conference) ?-?(?:calls?|(?:conversation|talk"
    r"|discussion|exchange|consultation|contact|conference|summit|meeting|chat|dialogue)s?)\b"
    r"(?! of (?!D|N|the two|G))"
    r"(?! (?:scandal|record|tap|hack|log|transcript|number|compan|bill|intercept))"
)
_VERBS = (
    r"(?:(?:tele)?phoned|telephones|telephoning|rang(?= up| P|$|[,.;])|dialled"
    rf"|(?:call(?:ed|s|ing))(?= up P| P\d+{NOT_NAMING}| (?:him|her|them)\b))"
)
_CALL = (
    r"(?<!last )(?<!wake-up )calls?(?! (?:for|on|upon|to (?!P|C|G|his|her|the (?:president|prime"
    r"|leaders?|foreign|king|emir))|cent(?:re|er)s?|of P\d+ (?:for|to))\b)\b"
)
_TALK = (
    r"(?:conversations?|spoke|spoken|speaks|talked|conferred|conversed|chatted"
    r"|in (?:touch|contact) with|reached out to)\b(?! (?:of|out|past|down|about each|in favou?r"
    r"|at (?:a|the)|in person|face)\b)"
)
_ALONE = (
    r"(?! (?:call|conversation|talk|exchange|summit|conference|chat|discussion|contact|tax|mast"
    r"|compan|number|network|book|law|market|industr|operator|service|bill|record)|-)"
)
WEIGHED = CallRule(
    "weighed-evidence",
    "Words for a call of which no rule reads whose it was: those who spoke are those for whom the "
    "evidence in the sentence, around it and in the whole article weighs most.",
    rf"\b(?P<trigger>{_PHONE}|{BY_WIRE}{_ALONE}|{_VERBS}|{_CALL}|{_TALK})",
    "the two sides held a telephone conversation on D0.",
    "the two sides held a meeting on D0.",
)
"""Its parties are weighed by `calls.weighing`."""

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
