"""Rules for calls that a sentence tells beside another, and for calls to come or not taken."""

from __future__ import annotations

from toolkit.extract.calls.rules.wide import NO_APPEAL
from toolkit.extract.calls.wording.words import (
    ADDRESSED,
    ADJECTIVES,
    ADVERBS,
    FILL,
    HOLD,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    REQUEST,
    SIDE,
    SPEAK,
    TELLS,
    WIRE,
    CallRule,
)

_NO_NAMING = r"(?! (?:an? |the |to (?:account|order)))"
_NEXT = (
    r"(?:(?:(?:immediately |shortly |soon |right )?afterwards?|also|then|later|separately"
    r"|subsequently|in turn|later that day|hours later|in between|meanwhile|before that|earlier"
    r"|again|in (?:an?|another) (?:separate |second |later |subsequent )?(?:call|conversation)"
    r"|the same day|(?:on )?D\d+|(?:on )?the (?:next|following) day|a (?:day|week) later)"
    r",? ?){1,3}"
)
_WILL = (
    r"(?:will|would|shall|(?:is|are|was|were) (?:to|due to|expected to|set to|going to)"
    r"|(?:due|expected|scheduled|set|plans?|planned|planning|intends?|intended|hopes?|hoping|wants?"
    r"|promise[sd]|vow(?:s|ed)|agreed|about|prepar(?:es|ed|ing)) to|(?<=^P0 )to|may(?= soon| also)"
    r")(?: also| soon| D\d+)?"
)
_TELL = (
    r"(?:consult|brief|inform|update|contact|congratulate|thank|console|press|urge|warn|tell|ask"
    r"|reassure|sound out|approach)"
)

EARLY: tuple[CallRule, ...] = (
    CallRule(
        "in-call-two-told",
        "In a call, two or more people tell another something.",
        rf"^(?:in|during|over|on) (?P<trigger>(?:an? |the |their |separate )?{ADJECTIVES}"
        rf"{PHONE_NOUN})[^PGQ.;]{{0,40}}?, (?P<a>P\d+(?:, P\d+)*,? and P\d+)"
        rf"(?: both| jointly| also| each)* {TELLS} (?P<b>P\d+(?: and P\d+)?)(?!\d|'s)",
        "in a phone call on D0, P1 and P2 urged P3 to act.",
        "in a letter on D0, P1 and P2 urged P3 to act.",
    ),
    CallRule(
        "joined-in-call",
        "Somebody joins several others in a call.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:joins?|joined)"
        rf" (?P<b>{PERSON}(?:(?:,|,? and) {PERSON}){{1,5}})"
        rf" (?P<trigger>(?:in|for|on) (?:an? |the )?{ADJECTIVES}{PHONE_NOUN})",
        "P0 joined P1, P2 and P3 in a conference call.",
        "P0 joined P1, P2 and P3 in a chorus of protest.",
    ),
    CallRule(
        "call-that-one-held-with",
        "A call that somebody held with somebody.",
        rf"\b(?<!only )(?P<trigger>{PHONE_NOUN}),? (?:(?:that|which) )?(?:the )?(?P<a>P\d+)"
        r"(?: also| earlier| had){0,2} (?:held|had|conducted|shared)"
        rf"(?:[^PGQ.;]{{0,40}}?),? with (?:the )?(?P<b>{OTHERS})",
        "the details of a phone call P0 held on D1, with P2.",
        "the details of a dinner P0 held on D1, with P2.",
    ),
    CallRule(
        "call-that-one-had-from",
        "A call that somebody had or received from somebody.",
        rf"\b(?<!only )(?P<trigger>{PHONE_NOUN}),? (?:(?:that|which) )?(?:the )?(?P<a>P\d+)"
        r"(?: also| earlier| had){0,2} (?:had|received|got|taken|took|fielded|answered)"
        r"(?:[^PGQ.;]{0,40}?),? from (?:the )?(?P<b>P\d+)",
        "the talks followed a call P0 had earlier from the P1.",
        "the talks followed a letter P0 had earlier from the P1.",
        initiator="b",
    ),
    CallRule(
        "denied-calling",
        "Somebody denies having called somebody.",
        rf"(?P<a>{PERSON}){FILL} den(?:ied|ies|ying) (?:ever |having )?(?P<trigger>(?:making"
        rf"|placing|made|placed) (?:an? |any |the |such ){ADJECTIVES}{PHONE_NOUN} to"
        r"|(?:tele)?phoning|ringing|calling|(?:tele)?phoned|called) (?P<b>P\d+)"
        r"(?=$|[.,;]| (?:on|in|to|about|over|after|before|from|during|D\d))",
        "P0 denied making a telephone call to P1 after the storm.",
        "P0 denied calling P1 a liar.",
        initiator="a",
        own_days=True,
    ),
    CallRule(
        "snubbed-by",
        "Somebody who asked for a call is snubbed by others.",
        rf"(?P<a>P\d+){ADVERBS} (?:been )?(?P<trigger>snubbed|rebuffed|turned down"
        rf"|refused|rejected) by (?P<b>{OTHERS})(?=[^G.;]{{0,60}} {PHONE_NOUN})",
        "P0 is snubbed by P1 and P2 after asking for a phone call.",
        "P0 is snubbed by P1 and P2 after asking for a dance.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "refused-call-from",
        "Somebody refuses, ignores or does not return a call from somebody.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:refus(?:ed|es)|declin(?:ed|es)|reject(?:ed|s)"
        r"|turned down|rebuffed|spurned|snubb(?:ed|s)|ignor(?:ed|es)"
        r"|(?:had|has|was forced|chose|decided) to (?:refuse|decline|reject|ignore|cancel)"
        r"|(?:refus(?:ed|es) to|declin(?:ed|es) to|did not|didn't|would not|wouldn't|does not)"
        r" (?:take|accept|answer|return|pick up|attend))"
        rf"(?: (?!(?:in|during|over|on|by|after|at)\b)[a-z'-]+){{0,6}}? {PHONE_NOUN})"
        rf"(?:[^PGQ.;]{{0,40}}?) from (?P<b>P\d+)(?!\d){NO_APPEAL}",
        "P0 did not return a phone call from P1.",
        "P0 did not return a book to P1.",
        initiator="b",
        status="refused",
    ),
    CallRule(
        "turned-down-requests-to-talk",
        "Somebody turns down requests from somebody to speak.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:turned down|reject(?:ed|s)|rebuff(?:ed|s)"
        r"|declined|declines|ignored|refused|spurned|brushed (?:off|aside)|left unanswered)"
        r" [^PGQ.;]{0,30}?(?:requests?|offers?|proposals?|invitations?|appeals?|overtures?))"
        r" (?:from|by|of) (?P<b>P\d+)(?:'s?)? (?:to (?:talk|speak|call|(?:tele)?phone)\b"
        rf"|for (?:an? )?{ADJECTIVES}(?:{PHONE_NOUN}|conversation))",
        "P0 turned down eight requests from P1 to talk.",
        "P0 turned down eight requests from P1 to dance.",
        initiator="b",
        status="refused",
    ),
    CallRule(
        "phone-not-answered",
        "Somebody does not come to the phone when somebody calls.",
        rf"(?P<a>{PERSON}){FILL} (?:refus(?:ed|es) to|declin(?:ed|es) to|did not|didn't|would not"
        r"|wouldn't|does not) (?P<trigger>(?:come to|pick up|answer) the (?:tele)?phone)"
        r"[^PGQ.;]{0,20} when (?P<b>P\d+) (?:(?:tele)?phoned|called|rang)\b",
        "P0 would not come to the phone when P1 rang on D2.",
        "P0 would not come to the door when P1 rang on D2.",
        initiator="b",
        status="refused",
    ),
)
"""Rules that are read before those of `rules.STRONG`, which would read less in the same words."""

LATER: tuple[CallRule, ...] = (
    CallRule(
        "rang",
        "Somebody telephones; whom, the sentences before tell.",
        rf"(?P<b>{PERSON}){ADVERBS} (?P<trigger>(?:tele)?phoned|rang)"
        r"(?= (?:at (?:about |around )?[\dN]|to (?!the\b|an?\b)[a-z]+|offering|with (?:his|her))"
        r"|[.;]|$)",
        "at 10.15pm, P0 rang offering sympathy.",
        "at 10.15pm, P0 rang the bell.",
        initiator="b",
    ),
    CallRule(
        "spoke-at-initiative-of",
        "Somebody speaks to somebody at the initiative or request of one side.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>{SPEAK}){ADVERBS} (?:with|to) (?P<b>{OTHERS})"
        rf"[^PGQ.;]{{0,40}}? (?:at|on|upon) (?:the )?(?:C\d+'s? )?{REQUEST} (?:of|from)\b",
        "P0 had spoken three times to P1 at the initiative of C2.",
        "P0 had spoken three times to P1 at the opening of C2.",
    ),
    CallRule(
        "called-to-quoted",
        'Somebody calls somebody, with a purpose in quotation marks that begins with "to".',
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>called|calls|has called)(?: up)?{ADDRESSED}"
        r" (?P<b>P\d+) (?P<purpose>Q\d+)",
        "P0 called P1 Q2.",
        "P0 called for calm, and P1 Q2.",
        initiator="a",
    ),
    CallRule(
        "told-in-call-between",
        "Somebody, in a call, tells somebody something.",
        rf"(?P<a>P\d+), (?P<trigger>(?:in|during) (?:an? |the |his |her |their )?{ADJECTIVES}"
        rf"{PHONE_NOUN})[^GQ.;]{{0,60}}?, {TELLS} (?P<b>P\d+)",
        "P0, in a call P1 initiated, told P2 that the road was open.",
        "P0, in a letter P1 dictated, told P2 that the road was open.",
    ),
    CallRule(
        "will-phone",
        "Somebody will or plans to phone somebody.",
        rf"(?P<a>{PERSON}){FILL} {_WILL} (?P<trigger>(?:tele)?phone|ring|call|dial)(?: up)?"
        rf"{ADDRESSED}(?: [^PGQ.;]{{3,100}},? (?:among them|including|such as))?"
        rf" (?P<b>{OTHERS}){_NO_NAMING}",
        "P0 plans to telephone P1 on D2.",
        "P0 plans to visit P1 on D2.",
        initiator="a",
        status="planned",
    ),
    CallRule(
        "will-tell-by-phone",
        "Somebody will consult or tell somebody by phone.",
        rf"(?P<a>{PERSON}){FILL} {_WILL} {_TELL} (?P<b>{PERSON})[^PGQ.;]{{0,60}}?"
        rf" (?P<trigger>{WIRE})",
        "P0 will consult P1 by phone on D2.",
        "P0 will consult P1 by letter on D2.",
        initiator="a",
        status="planned",
    ),
    CallRule(
        "calls-with-several-named",
        "Somebody holds calls with several people whom a list behind a dash or a colon names.",
        rf"(?P<a>{SIDE}){FILL} {HOLD} (?P<trigger>{ADJECTIVES}{PHONE_NOUN}) (?:with|to)"
        r" [^PQ.;]{1,120}?(?: ?--? ?|: |\u2014| \u2014 | \u2013 )"
        rf"(?P<b>{PERSON}(?:(?:,|,? and) {PERSON}){{1,9}})",
        "P0 held phone calls with four other leaders -- P1, P2, P3 and P4.",
        "P0 held phone calls with four other leaders.",
    ),
    CallRule(
        "after-calling",
        "Before or after a call, somebody calls another person.",
        r"^(?:[^PQ.;]{0,60})?(?P<a>P\d+)[^GQ.;]{1,200}? (?:after|before|D\d+)"
        r" (?P<trigger>(?:calling|phoning|telephoning|ringing)(?: D\d+)?) (?P<b>P\d+)"
        rf"{_NO_NAMING}",
        "P0 telephoned P1 on D2 before calling P3.",
        "P0 telephoned P1 on D2 before calling P3 a friend.",
        initiator="a",
        own_days=True,
    ),
    CallRule(
        "and-later-called",
        "Somebody phones somebody, and later another person.",
        r"(?P<a>P\d+)[^PGQ.;]{0,40} (?:(?:tele)?phoned|called|r[au]ng|dial(?:l)?ed)(?: up)? P\d+"
        rf"[^PGQ.;]{{0,40}}?,? and,? (?P<trigger>{_NEXT}) ?(?P<b>P\d+)(?= on D\d|[,.;]|$)",
        "P0 phoned P1 on D2 and, a day later, P3.",
        "P0 phoned P1 on D2 and, a day later, met P3.",
        initiator="a",
        own_days=True,
    ),
    CallRule(
        "with-one-and-another",
        "Somebody speaks by phone with somebody one day and with somebody else on another.",
        rf"(?P<a>{SIDE})[^GQ;.]{{0,80}}? (?:{WIRE}|{PHONE_NOUN})[^PGQ;.]{{0,40}}? (?:with|to) P\d+"
        rf"(?: (?:on|late|early|in))*(?: D\d+)?,? and (?P<trigger>(?:with|to)) (?P<b>P\d+)"
        r"(?= (?:(?:on|late|early|in) )*D\d)",
        "P0 spoke by phone with P1 on D2 and with P3 on D4.",
        "P0 spoke by the river with P1 on D2 and with P3 on D4.",
        own_days=True,
    ),
    CallRule(
        "called-one-and-another",
        "Somebody calls somebody one day and somebody else on another.",
        r"(?P<a>P\d+)[^PGQ.;]{0,40} (?:(?:tele)?phoned|called|r[au]ng|dial(?:l)?ed) P\d+"
        r"(?: (?:on|late|early|in))* D\d+,? (?P<trigger>and) (?P<b>P\d+)"
        r"(?= (?:(?:on|late|early|in) )*D\d)",
        "P0 called P1 on D2 and P3 on D4.",
        "P0 visited P1 on D2 and P3 on D4.",
        initiator="a",
        own_days=True,
    ),
    CallRule(
        "from-one-and-another",
        "Somebody receives a call from somebody one day and from somebody else on another.",
        rf"(?P<a>P\d+)[^PGQ;.]{{0,80}}? {PHONE_NOUN}[^PGQ;.]{{0,40}}? from P\d+"
        r"(?: (?:on|late|early|in))*(?: D\d+)?,? and (?P<trigger>from) (?P<b>P\d+)"
        r"(?= (?:(?:on|late|early|in) )*D\d)",
        "P0 received calls from P1 on D2 and from P3 on D4.",
        "P0 received letters from P1 on D2 and from P3 on D4.",
        initiator="b",
        own_days=True,
    ),
    CallRule(
        "call-headed",
        "The headline of an official account: the head of government's call with somebody.",
        r"^(?:C\d+|pm|p\.m\.|prime minister|president|chancellor|premier)(?:'s)?"
        rf" (?P<trigger>{PHONE_NOUN}) with (?P<b>{OTHERS})",
        "pm call with P0: D1.",
        "pm meeting with P0: D1.",
    ),
)
"""Rules that are read after all others that need no call known from elsewhere."""

LATER_WEAK: tuple[CallRule, ...] = (
    CallRule(
        "after-speaking-to",
        "Before or after a call, somebody speaks to another person.",
        r"^(?:[^PQ.;]{0,60})?(?P<a>P\d+)[^GQ.;]{1,200}? (?:after|before|D\d+|having)"
        r" (?P<trigger>(?:speaking|talking|spoken|talked)"
        rf"(?: D\d+| {WIRE})?) (?:to|with) (?P<b>P\d+)",
        "P0 spoke by phone with P1 D2, a day after speaking to P3.",
        "P0 spoke by phone with P1 D2, a day after dining with P3.",
        strong=False,
        own_days=True,
    ),
    CallRule(
        "spoke-with-one-and-another",
        "Somebody speaks with somebody on one day and with somebody else on another.",
        rf"(?P<a>{SIDE}){ADVERBS} {SPEAK}[^PGQ;.]{{0,40}}? (?:with|to) P\d+"
        r"(?: (?:on|late|early|in))* D\d+(?: (?:morning|afternoon|evening|night))?,? and"
        r" (?P<trigger>with|to) (?P<b>P\d+)(?= (?:(?:on|late|early|in) )*D\d)",
        "P0 spoke to P1 on D2 and to P3 on D4.",
        "P0 flew to P1 on D2 and to P3 on D4.",
        strong=False,
        own_days=True,
    ),
    CallRule(
        "and-later-with",
        "Somebody speaks with somebody by phone, and later or separately with another person.",
        rf"(?P<a>{SIDE})(?=[^GQ.;]{{0,60}} (?:sp[oe]|talk|call|(?:tele)?phon|conver|chat|confer))"
        r"[^PGQ;.]{0,60} (?:with|to) (?:P\d+ [^PGQ.;]{0,30})?P\d+"
        r"[^PGQ.;]{0,60}?(?:,? and,?|,)"
        rf" (?P<trigger>{_NEXT}(?:one )?(?:with|to))"
        r" (?:the [a-z]+ of (?:the )?[a-z-]+, )?"
        r"(?P<b>P\d+(?:(?:, P\d+){0,4},? and P\d+(?=[.;]|$| (?:on|about|over|to|in) ))?)",
        "P0 spoke by phone with P1 D2, and separately with P3 D4.",
        "P0 spoke by phone with P1 D2, and separately met P3 D4.",
        strong=False,
        own_days=True,
        one_by_one=True,
    ),
)
"""Rules that are read before the other weak ones."""
