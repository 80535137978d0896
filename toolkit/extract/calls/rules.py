"""The rules that read calls: regular expressions over skeletons (`toolkit.extract.calls.skeleton`).

Each rule has a name, says what it reads, and gives an example that it reads and one that it does
not. The parts of their patterns stand in `toolkit.extract.calls.words`.
"""

from __future__ import annotations

from toolkit.extract.calls.rules_callers import CALLERS
from toolkit.extract.calls.rules_later import EARLY, LATER, LATER_WEAK
from toolkit.extract.calls.rules_more import FURTHER
from toolkit.extract.calls.rules_weak import WEAK
from toolkit.extract.calls.words import (
    ADDRESSED,
    ADJECTIVES,
    ADVERBS,
    APPOSITION,
    BY_SIDE,
    FILL,
    HOLD,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    SIDE,
    SPEAK,
    TOLD_OF,
    WIRE,
    CallRule,
)

STRONG: tuple[CallRule, ...] = (
    CallRule(
        "took-call-from",
        "Somebody takes, gets or receives a call from somebody.",
        rf"(?P<a>P\d+){FILL} (?P<trigger>(?:took|takes?|taking|receive[sd]?|receiving|got|gets?"
        r"|accept(?:ed)?|fielded|answer(?:ed)?|had)(?:,? on)?(?: D\d+,?)?"
        rf" (?:(?:a|an|the|his|her) )?{ADJECTIVES}{PHONE_NOUN})"
        rf"(?: [a-z]+| D\d+){{0,4}}? from (?:h\.e\. |h\.m\. |the )?"
        rf"(?:(?:just |newly[ -])?(?:re-?)?elected )?(?P<b>{OTHERS})",
        "P0 took a congratulatory phone call from P1.",
        "P0 took a question from P1.",
        initiator="b",
    ),
    CallRule(
        "call-from-to",
        "A call from one person to another.",
        rf"(?P<trigger>\b{PHONE_NOUN}){FILL} from (?P<a>P\d+) to (?P<b>P\d+)",
        "it was the first call from P0 to P1.",
        "a letter from P0 to P1.",
        initiator="a",
    ),
    CallRule(
        "placed-call-to",
        "Somebody makes or places a call to somebody.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:made|makes|placed|places|paid"
        rf"|followed up(?: on)?(?: D\d+)? with)"
        rf" (?:(?:a|an|the|his|her) )?{ADJECTIVES}{PHONE_NOUN}){FILL} to (?P<b>{OTHERS})",
        "P0 placed a phone call to P1.",
        "P0 made a visit to P1.",
        initiator="a",
    ),
    CallRule(
        "telephoned",
        "Somebody phones, telephones or rings somebody.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:tele)?phone[ds]|rang|rings"
        rf"|dial(?:s|led|ed))(?: up)?{ADDRESSED} (?P<b>{OTHERS})",
        "P0 telephoned P1 on D2.",
        "P0 visited P1 on D2.",
        initiator="a",
    ),
    CallRule(
        "was-phoned-by",
        "Somebody is phoned or called by somebody.",
        rf"(?P<b>{PERSON}){ADVERBS} (?P<trigger>(?:tele)?phoned|called|rung(?: up)?)"
        r"(?:(?: on| late| early)? D\d+)? by (?P<a>P\d+)(?! an? )",
        "P0 was phoned by P1 on D2.",
        "P0 was praised by P1 on D2.",
        initiator="a",
    ),
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
        "called-person",
        "Somebody calls somebody, and nothing that names a quality follows.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>called|calls|has called|calling)(?: up)?"
        rf"{ADDRESSED} (?P<b>P\d+(?:(?:, P\d+){{0,6}},? and P\d+)?)(?: of C\d+)?"
        rf"(?={APPOSITION}(?:$|[.;]|, (?!an? |the |who |whose )|,? (?:and|on|D\d|over|about|ahead"
        r"|following|by (?:tele)?phone|with (?:his|her|words|best|cond|congr)"
        rf"|after|before|during|from|late|early|earlier|last|this|{TOLD_OF}|hours|minutes|days"
        r"|shortly|soon|again|back|overnight|amid"
        r"|for (?:N\d|the first)|at (?:his|her|about|around|home)|in (?:his|her|the) )))",
        "P0 called P1 to discuss the ceasefire.",
        "P0 called P1 a liar.",
        initiator="a",
    ),
    CallRule(
        "calling-several",
        "Somebody does something, calling several people.",
        rf"(?P<a>{PERSON})[^G.;]{{1,120}}?,? (?P<trigger>calling|phoning|telephoning|ringing)"
        rf" (?P<b>(?:P\d+{APPOSITION}(?:,? and |, )){{1,6}}P\d+)(?! (?:an? |the ))",
        "P0 worked through the night, calling P1, P2 and P3.",
        "P0 worked through the night, calling P1 a friend.",
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
        "refused-call",
        "Somebody refuses or calls off a call from or with somebody.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:refused|refuses|declined|declines|rejected|rejects"
        r"|turned down|rebuffed|spurned|snubbed|snubs|called off|cancell?ed|scrapped|ignored)"
        rf"(?: (?!(?:in|during|over|on|by|after|at)\b)[a-z'-]+){{0,6}}? {PHONE_NOUN})"
        rf"(?:[^PGQ.;]{{0,40}}?) (?:from|with|by|to) (?P<b>{OTHERS})",
        "P0 rejected a request for a phone call from P1.",
        "P0 rejected a proposal in a phone call with P1.",
        status="refused",
    ),
    CallRule(
        "refused-their-call",
        "Somebody does not take somebody's call.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:refus(?:ed|es) to|declin(?:ed|es) to|did not|didn't"
        r"|would not|wouldn't|does not|was unwilling to) (?:take|accept|answer|return|pick up)"
        r"|snub(?:s|bed)|ignored|rejected|declined|refused)"
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
        rf"|possible|yesterday|the|first|second|third|latest|months|weeks|years|days|ever|since"
        rf"|long|for|due|set"
        rf"|{BY_SIDE})){{0,9}},? (?:between|among|involving)"
        rf" (?P<a>{SIDE})",
        "a telephone conversation took place on D0 between P1 and P2.",
        "the call also followed a meeting between P0 and P1.",
    ),
    CallRule(
        "call-of-pair",
        "The call of two people named side by side.",
        rf"(?<!\d, )(?<!with )(?<!to )(?<!and )(?P<a>P\d+(?:[-–—/ ]|, | and |-)P\d+)(?:'s?)?"
        rf" (?:in (?:an? |their )?)?{ADJECTIVES}"
        rf"(?P<trigger>{PHONE_NOUN}(?<!call)(?<!calls)|(?:tele)?phone calls?"
        r"|calls?(?=$|[.:;]| (?:may|might|will|was|is|to be|could|set|took|takes|lasted|expected"
        r"|on D|D\d|ends|ended|comes|came|focused|focuses|goes|went|preceded|scheduled|planned|as"
        r"|after|before|amid|due|ahead|yields|produces|follows|followed|signals|sparks|raises)\b))",
        "P0-P1 call may take place D2.",
        "P0 and P1 call for restraint.",
    ),
    CallRule(
        "spoke-with-by-phone",
        "Somebody speaks with somebody by phone or video.",
        rf"(?P<a>{SIDE})(?:,? who)?{ADVERBS} {SPEAK}{ADVERBS} (?:with|to) (?P<b>{OTHERS})"
        rf"(?:[^PGQ.;]{{0,60}}) (?P<trigger>{WIRE})",
        "P0 spoke with P1 on D2 by phone.",
        "P0 spoke with P1 at the summit.",
    ),
    CallRule(
        "spoke-by-phone-with",
        "Somebody speaks by phone or video with somebody.",
        rf"(?P<a>{SIDE}){ADVERBS} {SPEAK}{ADVERBS} (?P<trigger>{WIRE})(?:[^PGQ.;]{{0,60}})"
        rf" (?:with|to) (?P<b>{OTHERS})",
        "P0 spoke by telephone on D1 with P2 and P3.",
        "P0 spoke by the river with P1.",
    ),
    CallRule(
        "spoke-by-phone",
        "Two or more people speak by phone or video.",
        rf"(?P<a>{SIDE}){ADVERBS} {SPEAK}{ADVERBS} (?P<trigger>{WIRE})",
        "G0 spoke by phone on D1.",
        "G0 spoke at length.",
    ),
    CallRule(
        "discussed-with-by-phone",
        "Somebody discusses something with somebody by phone or video.",
        rf"(?P<a>{SIDE}){ADVERBS} (?:discuss(?:es|ed)?|review(?:s|ed)?|exchang(?:e|es|ed)"
        rf"|rais(?:es|ed)|agreed|consulted|coordinated)\b[^PGQ.;]{{0,120}}? with (?P<b>{OTHERS})"
        rf"[^PGQ.;]{{0,60}}? (?P<trigger>{WIRE})",
        "P0 discussed grain exports with P1 by phone.",
        "P0 discussed phone exports with P1.",
    ),
    CallRule(
        "discussed-by-phone-with",
        "Somebody discusses by phone or video something with somebody.",
        rf"(?P<a>{SIDE}){ADVERBS} (?:discuss(?:es|ed)?|review(?:s|ed)?|exchang(?:e|es|ed)"
        rf"|rais(?:es|ed)|agreed|consulted|coordinated)\b[^PGQ.;]{{0,120}}? (?P<trigger>{WIRE})"
        rf"[^PGQ.;]{{0,60}}? with (?P<b>{OTHERS})",
        "P0 discussed by phone with P1 the export of grain.",
        "P0 discussed with P1 the export of phones.",
    ),
    CallRule(
        "discussed-by-phone",
        "Two or more people discuss or agree something by phone or video.",
        rf"(?P<a>{SIDE}){ADVERBS} (?:discuss(?:es|ed)?|exchang(?:e|es|ed)|agreed?|consult(?:s|ed)?"
        r"|review(?:s|ed)?|(?:re)?affirm(?:s|ed)?|stress(?:es|ed)?|reiterat(?:e|es|ed)|express(?:es|ed)?"
        r"|vow(?:s|ed)?|pledged?|explored?|address(?:es|ed)?|debated?|deliberated?)\b"
        rf"[^PGQ.;]{{0,120}} (?P<trigger>{WIRE})",
        "P0 and P1 discussed grain exports by phone.",
        "P0 and P1 discussed phone exports.",
    ),
    CallRule(
        "pair-in-call",
        "Two or more people do or say something in a call.",
        rf"(?P<a>{PAIR}){ADVERBS} (?:[a-z-]+|Q\d+)[^PG.;]{{0,120}}? (?P<trigger>(?:in|during|over"
        rf"|on) (?:an? |the |their )?{ADJECTIVES}{PHONE_NOUN})(?![a-z-]| with | to P)",
        "P0 and P1 reiterated in telephone talks that the border would open.",
        "P0 and P1 reiterated in a joint letter that the border would open.",
    ),
    CallRule(
        "in-call-pair",
        "In a call, two or more people do or say something.",
        rf"\b(?P<trigger>(?:in|during|following|after) (?:an? |the |their )?"
        rf"{ADJECTIVES}{PHONE_NOUN})(?:,? {BY_SIDE})?"
        r"(?:[ ,](?:[a-z]+ ){0,3}?(?:D\d+|N\d+)){0,2}, (?:[a-z]+ )?"
        rf"(?P<a>{PAIR})",
        "during a N0 phone conversation, G1 also agreed to meet.",
        "during a N0 ride, G1 also agreed to meet.",
    ),
    CallRule(
        "talks-by-phone",
        "Somebody holds talks with somebody by phone or video.",
        rf"(?P<a>{SIDE}){FILL} {HOLD} (?:[a-z-]+ ){{0,4}}?(?:talks|discussions?|consultations?"
        rf"|conversations?|exchange|summit|meeting)(?: D\d+)? (?:with|to) (?P<b>{OTHERS})"
        rf"[^PGQ.;]{{0,60}}? (?P<trigger>{WIRE})",
        "P0 held talks with P1 by phone.",
        "P0 held talks with P1 by the sea.",
    ),
    CallRule(
        "talks-by-phone-with",
        "Somebody holds talks by phone or video with somebody.",
        rf"(?P<a>{SIDE}){FILL} {HOLD} (?:[a-z-]+ ){{0,4}}?(?:talks|discussions?|consultations?"
        rf"|conversations?|exchange|summit|meeting) (?P<trigger>{WIRE})[^PGQ.;]{{0,60}}?"
        rf" (?:with|to) (?P<b>{OTHERS})",
        "P0 held talks by phone with P1.",
        "P0 held talks by the sea with P1.",
    ),
    CallRule(
        "pair-talks-by-phone",
        "Two or more people hold talks by phone or video.",
        rf"(?P<a>{PAIR}){FILL} {HOLD} (?:[a-z-]+ |N\d+ ){{0,4}}?(?:talks|discussions?"
        r"|consultations?|conversations?|exchange|summit|meeting)[^PGQ.;]{0,40}?"
        rf" (?P<trigger>{WIRE})",
        "P0 and P1 held talks by phone.",
        "P0 and P1 held talks by the sea.",
    ),
    CallRule(
        "held-call-with",
        "Somebody holds a call with somebody.",
        rf"(?P<a>{SIDE}){FILL} {HOLD} (?P<trigger>(?:[a-z]+ )?{ADJECTIVES}{PHONE_NOUN})"
        rf"(?:[^PGQ.;]{{0,60}}?) (?:with|to) (?P<b>{OTHERS})",
        "P0 held a second phone call with P1.",
        "P0 held a second meeting with P1.",
    ),
    CallRule(
        "held-call",
        "Two or more people hold a call.",
        rf"(?P<a>{SIDE}){FILL} {HOLD} (?P<trigger>(?:an? |their |the )?"
        rf"{ADJECTIVES}{PHONE_NOUN})",
        "P0 and P1 held a telephone conversation on D2.",
        "P0 and P1 held a news conference on D2.",
    ),
)

UNWIRED: tuple[CallRule, ...] = (*LATER_WEAK, *WEAK)
"""The rules that read sentences without any word for a call."""

RULES: tuple[CallRule, ...] = (*EARLY, *STRONG, *CALLERS, *FURTHER, *LATER, *UNWIRED)
"""All rules; where several read the same words, the first counts."""
