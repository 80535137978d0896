"""The rules that read calls: regular expressions over skeletons (`calls.skeletons.skeleton`).

Each rule has a name, says what it reads, and gives an example that it reads and one that it does
not. The parts of their patterns stand in `calls.wording.words`, the rules in the modules
of this folder and in `calls.wording.places`; `IN_ORDER` says which comes before which.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from toolkit.extract.calls.rules.callers import CALLERS
from toolkit.extract.calls.rules.clauses import IN_CLAUSES
from toolkit.extract.calls.rules.echoes import CHAINS, ECHOES
from toolkit.extract.calls.rules.last import COUNTED, WEIGHED
from toolkit.extract.calls.rules.later import EARLY, LATER, LATER_WEAK
from toolkit.extract.calls.rules.listing import LINE, LISTING
from toolkit.extract.calls.rules.lists import LISTED
from toolkit.extract.calls.rules.more import FURTHER
from toolkit.extract.calls.rules.rounds import IN_ROUNDS
from toolkit.extract.calls.rules.tried import TRIED
from toolkit.extract.calls.rules.turns import TURNS
from toolkit.extract.calls.rules.weak import WEAK
from toolkit.extract.calls.rules.wide import WIDE
from toolkit.extract.calls.rules.wired import WIRED, WIRED_WEAK
from toolkit.extract.calls.wording.needs import Sieve
from toolkit.extract.calls.wording.places import BY_PLACES
from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    BY_SIDE,
    FILL,
    PERSON,
    PHONE_NOUN,
    SIDE,
    CallRule,
    sieve_of,
)
from toolkit.patterns import late

STRONG: tuple[CallRule, ...] = (
    CallRule(
        "gave-a-call",
        "Somebody gives somebody a call.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:gave|gives|given) (?P<b>P\d+) (?P<trigger>an? {ADJECTIVES}"
        rf"{PHONE_NOUN})",
        "P0 gave P1 a call on D2.",
        "P0 gave P1 a gift on D2.",
        initiator="a",
    ),
    CallRule(
        "called-leaders",
        "Somebody calls the leaders of several countries.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>called|calls|calling)(?: up)?"
        rf" (?P<b>G\d+)(?! (?:an? |the |\w+ed\b))",
        "P0 called G1 as talks faltered.",
        "P0 called G1 the last hope.",
        initiator="a",
    ),
    CallRule(
        "refused-their-call",
        "Somebody does not take somebody's call.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:refus(?:ed|es) to|declin(?:ed|es) to|did not|didn't"
        r"|would not|wouldn't|does not|was unwilling to) (?:take|accept|answer|return|pick up)"
        r"|snub(?:s|bed)|ignore[sd]|reject(?:s|ed)|decline[sd]|refuse[sd]|spurn(?:s|ed)"
        r"|rebuff(?:s|ed))"
        rf" (?P<b>P\d+)(?:'s?)? (?:[a-z-]+ ){{0,2}}?{PHONE_NOUN}",
        "P0 did not take P1's call.",
        "P0 did not take P1's advice.",
        status="refused",
    ),
    CallRule(
        "call-between",
        "A call between two or more people.",
        rf"(?P<trigger>\b{PHONE_NOUN})"
        rf"(?:,? (?:on|in|late|early|held|last|this|week|month|D\d+|N\d+|lasting|that lasted|it was"
        rf"|earlier|today|took|takes|take|place|was|were|is|are|has|have|been|be|being|will|also"
        rf"|planned|scheduled|expected|made|conducted|a|an|the|night|morning|evening|afternoon"
        rf"|possible|yesterday|that|which|had|the|first|second|third|latest|months|weeks|years"
        rf"|days|ever|since"
        rf"|long|for|due|set"
        rf"|{BY_SIDE})){{0,9}},? (?:between|among|involving)"
        rf" (?P<a>{SIDE})",
        "a telephone conversation took place on D0 between P1 and P2.",
        "the call also followed a meeting between P0 and P1.",
    ),
    CallRule(
        "call-of-pair",
        "The call of two people named side by side.",
        rf"(?<!\d, )(?<!with )(?<!to )(?<!and )(?P<a>P\d+(?:[-–—/ ]|, |(?:'s)? and |-)P\d+)(?:'s?)?"
        r" (?!(?:gets?|got|takes?|took|receives?|field(?:s|ed)?|awaits?|make) )"
        rf"(?:in (?:an? |their )?)?{ADJECTIVES}"
        rf"(?P<trigger>{PHONE_NOUN}(?<!call)(?<!calls)|(?:tele)?phone calls?"
        r"|calls?(?=$|[.:;]| (?:may|might|will|was|is|to be|could|set|took|takes|lasted|expected"
        r"|on D\d+|D\d+|ends|ended|comes|came|focused|focuses|goes|went|preceded|scheduled|planned"
        r"|as"
        r"|after|before|amid|due|ahead|yields|produces|follows|followed|signals|sparks|raises)\b))",
        "P0-P1 call may take place D2.",
        "P0 and P1 call for restraint.",
    ),
)

UNWIRED: tuple[CallRule, ...] = (*LATER_WEAK, *WIRED_WEAK, *TRIED, *WEAK)
"""The rules that read sentences without any word for a call."""

IN_ORDER: tuple[CallRule, ...] = (
    *EARLY,
    *LISTED,
    *WIDE,
    *BY_PLACES,
    *STRONG,
    *IN_CLAUSES,
    *CALLERS,
    *FURTHER,
    *LATER,
    *WIRED,
    *UNWIRED,
)
"""The rules that tell whose call it was; where several read the same words, the first counts."""

RULES: tuple[CallRule, ...] = (
    *(*IN_ORDER, WEIGHED, COUNTED, *LISTING, LINE, *CHAINS, *ECHOES, *IN_ROUNDS, *TURNS),
)
"""All rules."""

_ANYBODY = late(r"[PG]\d")
_WIRED = late(
    r"phon|call|video|virtual|online|zoom|line|r[aiu]ng|dial|teleconf|through to|hold of|hung"
    r"|\b(?:i|we)\b|hangs up|heard from|turn\b|turned down|voice|got through|occasion to"
    r"|conversation|exchange|able to|other end|reach|connect"
)


@cache
def _sieve(*, wired: bool) -> Sieve[CallRule]:
    return sieve_of(IN_ORDER if wired else UNWIRED)


def rules_for(text: str) -> Sequence[CallRule]:
    """The rules that can match a skeleton, by the words that they need, in their order.

    Somebody must take part; a strong rule needs a word for a call or for what a call is told by.
    """
    if not _ANYBODY.search(text):
        return ()
    return _sieve(wired=_WIRED.search(text) is not None).left(text)
