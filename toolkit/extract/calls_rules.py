"""The rules that read calls: regular expressions over skeletons (`toolkit.extract.skeleton`).

Each rule has a name, says what it reads, and gives an example that it reads and one that it does
not. Groups of a rule's pattern: ``a`` who speaks or calls (one or more persons, or a group), ``b``
the other side, ``trigger`` the words that make it a call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_APPOSITION = r"(?:, [^,;:PGQD]{1,80},|,(?= [a-z]))?"
_RANK = (
    r"(?:(?:the|his|her|their|both|fellow|new|newly|elected|presidents?|leaders?"
    r"|prime ministers?|premiers?|chancellors?|foreign ministers?|counterparts?"
    r"|heads of (?:state|government)) ){0,4}"
)
PERSON = rf"P\d+(?: of C\d+)?{_APPOSITION}"
PERSONS = rf"{_RANK}{PERSON}(?:(?:,? and |, |,? as well as ){_RANK}{PERSON}){{0,6}}"
SIDE = rf"(?:{PERSONS}|G\d+)"
OTHERS = rf"(?:{PERSONS}|{_RANK}G\d+)"
_FILL = r"(?:[ ,][^PGQ.;:]{0,60}?)??"
_SPEAK = r"(?:spoken?|speaks?|speaking|talk(?:s|ed|ing)?|conferred|communicated|chatted)"
_ADVERBS = (
    r"(?: (?:also|then|later|separately|reportedly|again|both|jointly|just|last|briefly|personally"
    r"|each|directly|have|has|had|earlier|on|first|recently|previously|soon|finally|once|in|D\d+"
    r"|for|N\d+|of|more than|is|was|were|are|to|said|be|been|known|will|would|refus(?:ed|es)"
    r"|declin(?:ed|es)|plans?|planned|scheduled|expected|due|set|hopes?|wants?|agreed|going|about"
    r"|intends|not|never)){0,8}"
)
_WIRE = (
    r"(?:(?:by|on|over|via|through|per) (?:a |an |the )?(?:[a-z-]+ ){0,2}?"
    r"(?:tele)?phone(?: line| call| link)?s?|by (?:a )?video(?: ?link| ?conference| ?call)?"
    r"|(?:via|by|over|through|on) (?:a )?(?:[a-z-]+ ){0,2}?(?:video|zoom)[a-z -]{0,12}"
    r"|over a secure line|in a (?:tele)?phone (?:call|conversation))"
)
PHONE_NOUN = (
    r"(?:(?:tele)?phone (?:calls?|conversations?|talks|discussions?|exchanges?|chats?|summit)"
    r"|(?:phone|telephone)-call|teleconferences?"
    r"|video ?(?:-| )?(?:calls?|conferences?|conversations?|summits?|meetings?|talks|link)"
    r"|virtual (?:summits?|meetings?|talks)|conference calls?|calls?)"
)
CALL_NOUN = rf"(?:{PHONE_NOUN}|conversations?)"
_ADJECTIVES = r"(?:[a-z’'-]+,? |N\d+[ -]|D\d+(?:['’]s)? ){0,5}?"
_HOLD = (
    r"(?:held|holds?|holding|hold|had|has had|have had|having|has|have|made|makes|conducted"
    r"|chaired|hosted|convened|led|completed|concluded|finished|wrapped up|arranged|scheduled"
    r"|took part in|joined|did)"
)
_WITH = r"(?: [a-z]+){0,3}? (?:with|to)"


@dataclass(frozen=True)
class CallRule:
    """One way in which the press reports a call.

    Attributes:
        name: identifier, published as the rule of evidence.
        says: what it reads, in a sentence.
        pattern: regular expression over a skeleton.
        strong: whether it alone makes a call; a weak one needs a call that the article speaks of.
        initiator: the group of the pattern that holds who called, if it tells.
        example: a sentence in skeleton form that it reads.
        counter: one that it does not read.
    """

    name: str
    says: str
    pattern: str
    example: str
    counter: str
    strong: bool = True
    initiator: str | None = None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern)


RULES: tuple[CallRule, ...] = (
    CallRule(
        "took-call-from",
        "Somebody takes, gets or receives a call from somebody.",
        rf"(?P<a>P\d+){_FILL} (?P<trigger>(?:took|takes?|taking|receive[sd]?|got|gets?"
        rf"|accept(?:ed)?|fielded|answer(?:ed)?) (?:a|an|the|his|her) {_ADJECTIVES}{PHONE_NOUN})"
        rf"(?: [a-z]+| D\d+){{0,4}}? from (?P<b>{OTHERS})",
        "P0 took a congratulatory phone call from P1.",
        "P0 took a question from P1.",
        initiator="b",
    ),
    CallRule(
        "call-from-to",
        "A call from one person to another.",
        rf"(?P<trigger>\b{PHONE_NOUN}){_FILL} from (?P<a>P\d+) to (?P<b>P\d+)",
        "it was the first call from P0 to P1.",
        "a letter from P0 to P1.",
        initiator="a",
    ),
    CallRule(
        "placed-call-to",
        "Somebody makes or places a call to somebody.",
        rf"(?P<a>{PERSON}){_FILL} (?P<trigger>(?:made|makes|placed|places|paid"
        rf"|followed up(?: on)?(?: D\d+)? with)"
        rf" (?:(?:a|an|the|his|her) )?{_ADJECTIVES}{PHONE_NOUN}){_FILL} to (?P<b>{OTHERS})",
        "P0 placed a phone call to P1.",
        "P0 made a visit to P1.",
        initiator="a",
    ),
    CallRule(
        "telephoned",
        "Somebody phones, telephones or rings somebody.",
        rf"(?P<a>{PERSON}){_FILL} (?P<trigger>(?:tele)?phoned|rang|dialled|dialed)(?: up)?"
        rf" (?P<b>{OTHERS})",
        "P0 telephoned P1 on D2.",
        "P0 visited P1 on D2.",
        initiator="a",
    ),
    CallRule(
        "called-person",
        "Somebody calls somebody, and nothing that names a quality follows.",
        rf"(?P<a>{PERSON}){_ADVERBS} (?P<trigger>called|calls|has called|calling)(?: up)?"
        rf" (?P<b>P\d+)(?={_APPOSITION}(?:$|[.;]|, (?!an? |the |who |whose )|,? (?:and|on|D\d"
        r"|after|before|during|from|late|early|earlier|last|this|to (?:discuss|congratulate|thank"
        r"|express|offer|talk|convey|ask|urge|apologi|wish|press|say|warn|tell|assure|explain|brief"
        r"|inform|speak|invite|seek|mark|condole|reassure)|hours|minutes|days|shortly|soon|again"
        r"|back|for (?:N\d|the first)|at (?:his|her|about|around|home)|in (?:his|her|the) )))",
        "P0 called P1 to discuss the ceasefire.",
        "P0 called P1 a liar.",
        initiator="a",
    ),
    CallRule(
        "refused-call",
        "Somebody refuses or calls off a call from or with somebody.",
        rf"(?P<a>{PERSON}){_FILL} (?P<trigger>(?:refused|declined|rejected|turned down|rebuffed"
        rf"|spurned|called off|cancell?ed|scrapped){_FILL} {PHONE_NOUN})(?:[^PGQ.;]{{0,40}}?)"
        rf" (?:from|with|by|to) (?P<b>{OTHERS})",
        "P0 rejected a request for a phone call from P1.",
        "P0 rejected a proposal from P1.",
    ),
    CallRule(
        "call-between",
        "A call between two or more people.",
        rf"(?P<trigger>\b{PHONE_NOUN}|\bconversation)"
        rf"(?:,? (?:on|in|late|early|held|last|this|week|month|D\d+|N\d+|lasting|that lasted|it was"
        rf"|earlier|today)){{0,5}},? (?:between|among|involving)"
        rf" (?P<a>{SIDE})",
        "a phone call between P0 and P1 lasted an hour.",
        "the call also followed a meeting between P0 and P1.",
    ),
    CallRule(
        "spoke-with-by-phone",
        "Somebody speaks with somebody by phone or video.",
        rf"(?P<a>{SIDE}){_ADVERBS} {_SPEAK}{_ADVERBS} (?:with|to) (?P<b>{OTHERS})"
        rf"(?:[^PGQ.;]{{0,60}}) (?P<trigger>{_WIRE})",
        "P0 spoke with P1 on D2 by phone.",
        "P0 spoke with P1 at the summit.",
    ),
    CallRule(
        "spoke-by-phone-with",
        "Somebody speaks by phone or video with somebody.",
        rf"(?P<a>{SIDE}){_ADVERBS} {_SPEAK}{_ADVERBS} (?P<trigger>{_WIRE})(?:[^PGQ.;]{{0,60}})"
        rf" (?:with|to) (?P<b>{OTHERS})",
        "P0 spoke by telephone on D1 with P2 and P3.",
        "P0 spoke by the river with P1.",
    ),
    CallRule(
        "spoke-by-phone",
        "Two or more people speak by phone or video.",
        rf"(?P<a>{SIDE}){_ADVERBS} {_SPEAK}{_ADVERBS} (?P<trigger>{_WIRE})",
        "G0 spoke by phone on D1.",
        "G0 spoke at length.",
    ),
    CallRule(
        "discussed-by-phone",
        "Two or more people discuss something by phone or video.",
        rf"(?P<a>{SIDE}){_ADVERBS} (?:discuss(?:es|ed)?|exchanged?|agreed?|consulted?)\b"
        rf"[^PGQ.;]{{0,120}} (?P<trigger>{_WIRE})",
        "P0 and P1 discussed grain exports by phone.",
        "P0 and P1 discussed phone exports.",
    ),
    CallRule(
        "held-call-with",
        "Somebody holds a call with somebody.",
        rf"(?P<a>{SIDE}){_FILL} {_HOLD} (?P<trigger>(?:[a-z]+ )?{_ADJECTIVES}{PHONE_NOUN})"
        rf"(?:[^PGQ.;]{{0,60}}?) (?:with|to) (?P<b>{OTHERS})",
        "P0 held a second phone call with P1.",
        "P0 held a second meeting with P1.",
    ),
    CallRule(
        "held-call",
        "Two or more people hold a call.",
        rf"(?P<a>{SIDE}){_FILL} {_HOLD} (?P<trigger>(?:an? |their |the )?"
        rf"{_ADJECTIVES}{PHONE_NOUN})",
        "P0 and P1 held a telephone conversation on D2.",
        "P0 and P1 held a news conference on D2.",
    ),
    CallRule(
        "on-the-phone-with",
        "Somebody is on the phone with somebody.",
        rf"(?P<a>{PERSON}){_FILL} (?P<trigger>on the (?:tele)?phone|on the line)(?: D\d+)?"
        rf" (?:with|to) (?P<b>{OTHERS})",
        "P0 was on the phone with P1.",
        "P0 was on the podium with P1.",
    ),
    CallRule(
        "told-in-call",
        "Somebody tells somebody something in a call.",
        rf"(?P<a>{PERSON}){_FILL} (?:told|assured|urged|asked|warned|informed|reminded|thanked"
        rf"|congratulated|briefed|invited|pressed) (?P<b>{PERSON})[^PG.;]{{0,160}}? (?P<trigger>"
        rf"(?:in|during|by|over) (?:an? |the |their )?{_ADJECTIVES}"
        rf"(?:{PHONE_NOUN}|(?:tele)?phone))",
        "P0 told P1 in a phone call that the border would open.",
        "P0 told P1 in a letter that the border would open.",
    ),
    CallRule(
        "in-call-with",
        "In a call with somebody, a person says or does something.",
        rf"\b(?P<trigger>(?:in|during|after|following|over) (?:an? |the |his |her |their )?"
        rf"{_ADJECTIVES}{PHONE_NOUN})(?:[^PGQ.;]{{0,50}}?) (?:with|to) (?P<b>{OTHERS})"
        rf"[^PGQ.;]{{0,60}}?, (?P<a>{PERSON})",
        "in a phone call with P0 on D1, P2 called for restraint.",
        "in a meeting with P0 on D1, P2 called for restraint.",
    ),
    CallRule(
        "says-in-call-with",
        "Somebody says or does something in a call with somebody.",
        rf"(?P<a>{PERSON})[^PG.;]{{1,160}}? (?P<trigger>(?:in|during|after|following|over)"
        rf" (?:an? |the |his |her )?{_ADJECTIVES}{PHONE_NOUN})(?:[^PGQ.;]{{0,50}}?) (?:with|to)"
        rf" (?P<b>{OTHERS})",
        "P0 offered mediation in a phone call with P1.",
        "P0 offered mediation in a speech to P1.",
    ),
    CallRule(
        "their-call-with",
        "A call that belongs to somebody, with somebody.",
        rf"(?P<a>P\d+)(?:[’']s?)? {_ADJECTIVES}(?P<trigger>{PHONE_NOUN})(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{OTHERS})",
        "P0's first phone call with P1 went badly.",
        "P0's first meeting with P1 went badly.",
    ),
    CallRule(
        "their-call-to",
        "A call that belongs to somebody, to somebody.",
        rf"(?P<a>P\d+)(?:[’']s?)? {_ADJECTIVES}(?P<trigger>{PHONE_NOUN})(?:[^PGQ.;]{{0,40}}?)"
        rf" to (?P<b>{OTHERS})",
        "P0's phone call to P1 went badly.",
        "P0's letter to P1 went badly.",
        initiator="a",
    ),
    CallRule(
        "i-spoke",
        "Somebody says in quotation marks that he or she spoke or had a call with somebody.",
        rf"\b(?:i|we)(?:['’]ve)?(?: have| had)?(?: just)? (?P<trigger>(?:{_SPEAK}|{_HOLD} an? "
        rf"{_ADJECTIVES}(?:{PHONE_NOUN}|conversation))(?:[^PGQ.;]{{0,60}}?) (?:with|to))"
        rf" (?P<b>{OTHERS})",
        "i just spoke with P0, and it went well.",
        "i just met with P0, and it went well.",
    ),
    CallRule(
        "last-spoke-since",
        "Two people have not spoken since a day: they spoke on that day.",
        rf"(?P<a>{SIDE})[^PGQ.;]{{0,80}}? (?:not|n[o’']t) (?P<trigger>(?:spoken|talked))"
        rf"(?: (?:directly|by phone|on the phone))?(?: (?:with|to) (?P<b>P\d+))?,? since D\d+",
        "P0 had not spoken to P1 since D2.",
        "P0 had not spoken to P1 since taking office.",
        strong=False,
    ),
    CallRule(
        "spoke-with",
        "Somebody speaks with somebody; by phone only where the article says so elsewhere.",
        rf"(?P<a>{SIDE}){_ADVERBS} (?P<trigger>{_SPEAK}){_ADVERBS} (?:with|to) (?P<b>{OTHERS})",
        "P0 spoke on D1 with P2.",
        "P0 met on D1 with P2.",
        strong=False,
    ),
    CallRule(
        "spoke",
        "Two people speak to each other.",
        rf"(?P<a>G\d+|{PERSON}(?:,? and |, ){PERSON}){_ADVERBS} (?P<trigger>{_SPEAK})\b"
        r"(?! (?:of|out|at|in favou?r))",
        "G0 had last spoken to each other on D1.",
        "P0 spoke on D1.",
        strong=False,
    ),
    CallRule(
        "conversation-with",
        "A conversation that belongs to somebody, with somebody.",
        rf"(?P<a>P\d+)(?:[’']s?)? {_ADJECTIVES}(?P<trigger>conversations?)(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{OTHERS})",
        "P0 conversation D1 with P2 turned sour.",
        "P0 meeting D1 with P2 turned sour.",
        strong=False,
    ),
    CallRule(
        "call-with",
        "A call with somebody; the other side stands elsewhere in the sentence or before it.",
        rf"\b(?:an?|the|this|that) {_ADJECTIVES}(?P<trigger>{PHONE_NOUN})(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{PERSON})",
        "a phone call last week with P0 ended early.",
        "a meeting last week with P0 ended early.",
    ),
    CallRule(
        "some-conversation-with",
        "A conversation with somebody; the other side stands elsewhere, as above.",
        rf"\b(?:an?|the|this|that) {_ADJECTIVES}(?P<trigger>conversation)(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{PERSON})",
        "a conversation last week with P0 ended early.",
        "a letter last week with P0 ended early.",
        strong=False,
    ),
    CallRule(
        "told",
        "Somebody tells somebody something; in a call only where the article speaks of one.",
        rf"(?P<a>{PERSON}){_ADVERBS} (?P<trigger>told|assured|warned|informed|reminded)"
        rf" (?P<b>P\d+)",
        "P0 told P1 on D2 that the border would open.",
        "P0 told reporters about P1.",
        strong=False,
    ),
)

REFERENCE = re.compile(
    r"(?:\b(?:the|that|this) |\bD\d+[’']s )(?:[a-z-]+ |N\d+[ -]){0,3}?"
    rf"(?P<trigger>{CALL_NOUN}|exchange|discussion)\b(?!-)"
    rf"|(?:\b(?:their|its|whose|both) |P\d+(?:[’']s?)? )(?:[a-z-]+ |N\d+[ -]){{0,2}}?"
    rf"(?P<owned>{CALL_NOUN})\b(?!-)"
)
"""Words that refer to a call spoken of before: "the call", "Thursday's discussion"."""

NOT_A_CALL = re.compile(
    r"(?<!phone )(?<!video )\bcalls? (?:for (?!N|D|more|about|nearly|over|the first)|upon\b"
    r"|on [PCG]\d|(?:it|itself|them(?:selves)?|what)\b)"
    r"|\b(?:roll|curtain|wake-up|close|judgment|judgement|port|clarion|rallying|cold|cat|margin"
    r"|earnings|robo|prank|strategy) calls?\b"
    r"|\b(?:tapp?ed|wiretapp?ed|eavesdropp?|intercepted|bugged|hack)|\brobocall"
)
"""Contexts in which the word "call" or "phone" is something else."""

NEGATED = re.compile(
    r"\b(?:no|not|never|without|neither|any|n[’']t)\b(?: [a-z-]+){0,4} ?$"
    r"|\b(?:would|could|might|may|should|if|whether|unless|until|imminent) (?:[a-z]+ ){0,3}$"
)
"""What, right before a trigger, says that there was no such call or that it is hypothetical."""

PLANNED = re.compile(
    r"\b(?:will|to be held|is|are|was|were|be|been|has|have|had) ?(?:also )?(?:due|expected"
    r"|scheduled|set|slated|planning|planned|likely|preparing|about|going|hoping|ready)\b"
    r"|\b(?:will|plans?|planned|intends?|hopes?|expects?|wants?|agreed) (?:to )?"
    r"(?:also |soon |again )?(?:speak|talk|call|hold|have|phone|telephone|confer)\b"
    r"|\b(?:is|are) to (?:speak|talk|hold|call)"
    r"|\bupcoming\b|\bplanned\b|\bscheduled (?:for|to)\b"
)
"""What says that a call is still to come."""

REFUSED = re.compile(
    r"\b(?:refus(?:ed|es|ing|al)|declin(?:ed|es|ing)|reject(?:ed|s|ing)|turn(?:ed|s) down"
    r"|rebuff(?:ed|s)|would not take|did not take|not to take|unwilling|spurn(?:ed|s)"
    r"|snubb?(?:ed|s)|call(?:ed)? off|cancel(?:l?ed|s)|scrapp?ed|hung up)\b"
)
"""What says that a call was refused or called off."""

DENIED = re.compile(
    r"\b(?:den(?:ied|ies|ying)|no such (?:call|conversation)|did not take place|never took place"
    r"|dismiss(?:ed|es) (?:the )?reports?|untrue|false report)\b"
)
"""What says that a reported call did not happen."""

VIDEO = re.compile(r"\bvideo|\bvirtual|\bzoom\b|\bby link\b|teleconference|videoconference")
TELEPHONE = re.compile(r"phone|\brang\b|\bdial|\bcall(?:ed|s|ing)?\b|\bon the line\b")
LATER_SAME_DAY = re.compile(
    r"\b(?:hours|minutes|shortly|immediately|moments|soon) (?:after|later|before|earlier)\b"
    r"|\b(?:later|earlier) (?:that|in the|the same) day\b|\bthe same day\b|\bseparately\b"
)
AT_REQUEST = re.compile(
    r"(?:\b(?:at|on|upon) (?:the )?(?:(?:request|initiative|invitation|behest|suggestion) of"
    r" (?:the )?(?P<of>[PC]\d+)|(?P<own>[PC]\d+)(?:[’']s?)? (?:own )?"
    r"(?:request|initiative|invitation|behest|suggestion))"
    r"|(?P<asked>P\d+), who (?:had )?(?:asked for|requested|initiated|sought) (?:it|the)\b"
    r"|\b(?:initiated|requested|placed|made|arranged|sought|proposed) by (?:the )?(?P<by>[PC]\d+)"
    r"|\b(?P<who>[PC]\d+)(?:[’']s?)? (?:side )?(?:initiated|requested|had requested|had initiated"
    r"|asked for|sought|had asked for) (?:the|a|this) (?:[a-z]+ ){0,2}?(?:call|conversation|talks)"
    r")"
)
"""Who asked for the call."""

DURATION_NEAR = re.compile(
    r"(?:\blength of (?:the|their) (?:call|conversation|talks) (?:at|as|was) N(?P<length>\d+)"
    r"|\b(?:for|lasted|lasting|ran|running|took|took up|went on for|lasts|spent|exceeded|duration"
    r" of|during|in)(?: (?:for|over|a|an|some))? N(?P<after>\d+))"
    r"|N(?P<before>\d+)[ -](?:long )?(?:[a-z-]+ ){0,3}?(?:call|conversation|talks|discussion|chat"
    r"|conference|exchange|phone|video)"
)
"""A duration that says how long a call lasted."""
