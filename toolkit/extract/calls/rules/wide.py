"""Rules for the many other words that journalists have for a call: got through, came on the line.

Where such words name one side only, the other stands near by (`reading.first` is none).
"""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    FILL,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    TOLD_OF,
    CallRule,
)

_LINE = (
    r"(?:on|to|down) (?:the|a|his|her|another|one|P\d+(?:'s)?) (?:[a-z-]+ )?(?:line|(?:tele)?phone"
    r"|receiver|cellphone)"
)
_TALK = r"(?:(?:tele)?phone |video )?(?:calls?|conversations?|talks?|chat|exchange)"
_NO_OWNER = r"(?!\d|'|’)"
"""Behind a person: the words are not about somebody of theirs ("Merkel's aide")."""
NO_APPEAL = r"(?! (?:for (?!N\d|the (?:first|second|third|last))|to (?!P\d)))"
"""Behind a call: it is none "for restraint" or "to boost spending"."""

WIDE: tuple[CallRule, ...] = (
    CallRule(
        "on-the-line-from-both",
        "Somebody has two people on the telephone.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:had|got|has)) (?P<b>P\d+ {_LINE}[^PGQ.;]{{0,40}}"
        r" and(?: then| later)? P\d+)",
        "it was P0 who had P1 on the phone from one side and P2 from the other.",
        "it was P0 who had P1 on the list from one side and P2 from the other.",
    ),
    CallRule(
        "got-on-the-line",
        "Somebody gets somebody on the line.",
        rf"(?P<a>{PERSON}){FILL} (?:got|gets|had|raised|caught|reached|kept)"
        rf" (?:both )?(?P<b>{OTHERS})(?: himself| herself)? (?P<trigger>{_LINE}\b)",
        "P0 first got P1 on the line on D2.",
        "P0 first got P1 on the ballot on D2.",
        strong=False,
    ),
    CallRule(
        "got-through-to",
        "Somebody gets through to somebody, or is put through.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:got|gotten|gets?|getting) (?:hold of|through to"
        r"|(?:straight )?on to)|(?:was |were |been |be )?(?:put|patched|connected) through to)"
        rf" (?:his |her )?(?P<b>P\d+){_NO_OWNER}",
        "P0 at once got through to P1 in C2.",
        "P0 at once got used to P1 in C2.",
        initiator="a",
    ),
    CallRule(
        "put-through-by-aides",
        "Aides put a leader through to another.",
        r"\b(?:put|patched|connected) (?P<a>P\d+) (?P<trigger>through) to (?P<b>P\d+)"
        rf"{_NO_OWNER}",
        "an operator put P0 through to P1.",
        "an operator put P0 on to P1.",
        initiator="a",
    ),
    CallRule(
        "came-on-the-line",
        "Somebody is on the line; whom he or she called, the sentences before tell.",
        rf"(?P<b>{PERSON}){ADVERBS} (?P<trigger>(?:came|was|is|were|comes) (?:back )?on"
        r" the (?:line|other end|(?:tele)?phone))\b"
        r"(?! (?:with|to|from|as|for)\b)(?=[^PGQ;]{0,80}[.,]|$)",
        "an aide entered to say that P0 was on the line.",
        "an aide entered to say that P0 was on the list.",
        initiator="b",
    ),
    CallRule(
        "who-rang",
        "Somebody spends time or speaks with somebody who rang.",
        rf"(?P<a>{PERSON})[^PGQ.;]{{1,80}} (?:with|to|by) (?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?, who"
        r" (?:had )?(?P<trigger>(?:tele)?phoned|rang|rung)\b",
        "P0 spent an hour D1 with P2, the president, who rang from abroad.",
        "P0 spent an hour D1 with P2, the president, who flew in from abroad.",
        initiator="b",
    ),
    CallRule(
        "it-was-who-placed",
        "It was somebody who placed the call; to whom, the sentences before tell.",
        r"\bit was (?P<b>P\d+) (?:that|who|which) (?:had )?(?P<trigger>(?:placed|made|initiated)"
        rf" the {ADJECTIVES}(?:{PHONE_NOUN}|conversation)|rang|(?:tele)?phoned"
        r"|picked up the (?:tele)?phone)\b(?! P)",
        "it was P0 that had placed the call.",
        "it was P0 that had placed the order.",
        initiator="b",
    ),
    CallRule(
        "fronted-with",
        "With somebody the conversation was of a kind; whose it was stands before.",
        rf"^(?:with|to) (?P<b>{PERSON}),? (?:the|his|her) {ADJECTIVES}(?P<trigger>{_TALK})\b",
        "with P0, the C1 leader, the conversation lasted longer.",
        "with P0, the C1 leader, the quarrel lasted longer.",
        strong=False,
    ),
    CallRule(
        "call-from-one",
        "A call from somebody comes; whom it reached stands before.",
        rf"(?:\b(?:an?|another|one) |(?=(?:tele)?phone)){ADJECTIVES}(?P<trigger>{PHONE_NOUN})"
        r"(?: came| had come| arrived| (?:was|were|(?:has|have|had) been)(?: also)? received),?"
        rf" (?:in )?(?:(?:on )?D\d+,? )?from (?P<b>{OTHERS})(?!['\d]){NO_APPEAL}",
        "a call came from P0 on D1.",
        "a parcel came from P0 on D1.",
        initiator="b",
    ),
    CallRule(
        "heard-from",
        "Somebody hears from somebody, in an article about calls.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>heard) from (?P<b>{OTHERS})"
        r"(?=,(?! (?:in|by) (?:an? )?(?:letter|e-?mail|text|mail|writing))|[.;]"
        r"| (?:on|by (?:tele)?phone|too|as well|during|over|late|early|in|before|after|D\d)|$)",
        "P0 also heard from P1 on D2.",
        "P0 also heard of P1 on D2.",
        strong=False,
        initiator="b",
    ),
    CallRule(
        "conveyed-in-conversation",
        "Somebody conveys something to somebody in a conversation.",
        rf"(?P<a>P\d+)(?:,[^,;.PGQ]{{1,60}}(?:C\d+[^,;.PGQ]{{1,60}})?,)?{FILL} (?:conveyed|put"
        r"|repeated|delivered|made|passed|said) [^PGQ.;]{1,60}? to (?:his |her )?(?P<b>P\d+)"
        rf"(?: P\d+)? (?P<trigger>(?:in|during) (?:an? |the |their ){ADJECTIVES}"
        r"(?:conversation|exchange))",
        "P0 conveyed the same to P1 in a conversation of some heat.",
        "P0 conveyed the same to P1 in a letter of some heat.",
    ),
    CallRule(
        "not-able-to-speak",
        "Somebody has not been able to speak to somebody.",
        r"(?:with|to) (?P<b>P\d+),(?: [^,;.GQ]{1,60},)? (?P<a>P\d+)(?: himself| herself)? (?:has"
        r"|had|was|is) not (?:yet )?(?:been )?(?P<trigger>able to (?:speak|talk))",
        "with P0, P1 has not been able to speak at all.",
        "with P0, P1 has not been able to eat at all.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "no-word-with",
        "Somebody is not able to have a word with somebody.",
        rf"(?P<a>{PERSON}){FILL} not (?:been )?able to (?P<trigger>have a word|get through|speak"
        r"|talk) (?:with|to) (?P<b>P\d+)",
        "P0 was not able to have a word with P1.",
        "P0 was not able to have a dance with P1.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "last-occasion",
        "The last time that two people are known to have spoken.",
        r"(?:\bthe last time (?P<a>P\d+ and P\d+)(?: are| were| is| was)?(?: known| said"
        r"| believed)?(?: to have)?(?: had)? (?P<trigger>spoken?|talked)\b)",
        "the last time P0 and P1 are known to have spoken was D2.",
        "the last time P0 and P1 are known to have dined was D2.",
        strong=False,
    ),
    CallRule(
        "pair-had-occasion",
        "Two people have occasion to speak.",
        r"(?P<a>P\d+ and P\d+)(?: last| also| first)? had (?:occasion|reason|cause) to"
        r" (?P<trigger>speak|talk)\b",
        "P0 and P1 last had occasion to speak in D2.",
        "P0 and P1 last had occasion to dine in D2.",
        strong=False,
    ),
    CallRule(
        "hung-up-on",
        "Somebody hangs up on somebody.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>hung up|hangs up|(?:put|slam(?:s|med)|banged|threw)"
        r" (?:down )?the (?:tele)?(?:phone|receiver)(?: down)?)"
        rf" on (?P<b>P\d+){_NO_OWNER}",
        "P0 hung up on P1 after a minute.",
        "P0 hung up a portrait on P1 after a minute.",
        within=True,
    ),
    CallRule(
        "took-the-call-of",
        "Somebody takes or returns the call of somebody.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:returned|took|answered|accepted"
        r"|(?:(?:walk|step)ped|walked|went|moved|left|turned)[a-z ]{0,20} to (?:take|answer)"
        r"|did (?:take|accept|answer)) (?:an? |the "
        rf"){ADJECTIVES}(?:tele)?(?:phone )?calls?) (?:of|from|by) (?P<b>{OTHERS}){NO_APPEAL}",
        "P0 returned the call of P1 on D2.",
        "P0 returned the coat of P1 on D2.",
        initiator="b",
    ),
    CallRule(
        "took-ones-call",
        "Somebody takes or returns somebody's call.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>returned|took) (?P<b>P\d+)"
        r"(?:'s?)? (?:[a-z]+ ){0,2}?(?:tele)?(?:phone )?calls?\b(?! (?:for|to|upon|seriously)\b)",
        "P0 took P1's call on D2.",
        "P0 took P1's advice on D2.",
        initiator="b",
    ),
    CallRule(
        "gathered-on-video",
        "Somebody gathers others on a video link or a conference call.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:gathered|brought together|assembled|summoned|convened"
        rf"|joined|hosted) (?P<b>{OTHERS}) (?P<trigger>(?:on|by|for|over|in|via) (?:an? )?"
        r"(?:secure )?(?:video ?-?(?:link|call|conference|summit)|videolink|conference call"
        rf"|(?:group |joint )?call)\b){NO_APPEAL}",
        "P0 gathered P1 and P2 on a video link on D3.",
        "P0 gathered P1 and P2 on a terrace on D3.",
    ),
    CallRule(
        "voice-came-through",
        "Somebody's voice comes through the wire; whom it reaches, the sentence goes on to tell.",
        r"(?P<b>P\d+)'?s? voice (?P<trigger>(?:came|comes|sounded|crackled) (?:through"
        r"|(?:on|down|over|along|from) the (?:(?:other|far) end|(?:[a-z-]+ )?(?:line|wire|receiver"
        r"|(?:tele)?phone))|at the (?:other|far) end)"
        r"|(?:was|is) (?:on the line|at the other end))\b(?:[^GQ.;]{0,60}?(?P<a>P\d+))?",
        "when P0's voice came through from C1 on D2, P3 thanked P4.",
        "when P0's parcel came through from C1 on D2, P3 thanked P4.",
        initiator="b",
    ),
    CallRule(
        "at-the-other-end",
        "Somebody is at the other end of the line; of whose, the sentences before tell.",
        rf"(?P<b>{PERSON})(?: was| is)?,? (?P<trigger>(?:at|on) the other end)\b"
        r"(?! of (?!the (?:line|(?:tele)?phone|wire|receiver)))",
        "P0, at the other end, heard P1 out.",
        "P0, at the other end of the table, heard P1 out.",
        strong=False,
    ),
    CallRule(
        "called-to-say",
        "Somebody calls to say something; whom, the sentences before tell.",
        rf"(?P<b>{PERSON}){ADVERBS} (?P<trigger>called|(?:tele)?phoned|rang)(?= to"
        r" (?:congratulate|thank|wish|tell|ask|urge|warn|inform|brief|assure|reassure|console"
        rf"|invite) (?P<a>P\d+)(?![\d'])| {TOLD_OF}"
        r"| and (?:asked|begged|told|said|offered|urged|promised|pleaded))"
        r"(?! to order)(?![^.;]{0,80} (?:interview|programme|program|show|studio|radio|broadcast))",
        "on D0 P1 called to say that the road was open.",
        "on D0 P1 came to say that the road was open.",
        initiator="b",
    ),
    CallRule(
        "reached-somewhere",
        "Somebody reaches somebody, in an article about calls.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>reached) (?:his |her )?(?P<b>{OTHERS})"
        r"(?=[,.;]| (?:from|on|in|at|late|early|during|just|shortly|as|while|D\d)|$)"
        r"(?![^,.;]{0,40} (?:by (?:train|car|road|plane|air|sea|boat)|rankings?|polls?|final))",
        "P0 reached P1 on the campaign trail in C2.",
        "P0 reached P1 house in C2.",
        strong=False,
        initiator="a",
    ),
    CallRule(
        "were-connected",
        "Two people are connected at last.",
        rf"(?P<a>{PAIR}) (?:were|had been) (?:at last |finally |then |eventually ){{0,2}}"
        r"(?P<trigger>connected|put in touch)\b(?! (?:to|by (?!(?:tele)?phone|video))\b)",
        "G0 were at last connected on D1 for a conversation.",
        "G0 were at last convicted on D1 after a conversation.",
        strong=False,
    ),
    CallRule(
        "request-not-met",
        "Somebody's request to speak to somebody is not met.",
        r"(?P<a>P\d+)(?:'s?)? (?:[a-z]+ )?(?P<trigger>requests?|efforts|bids?|attempts?)"
        r"[^PGQ.;]{0,30} to (?:speak|talk) (?:with|to) (?P<b>P\d+)[^PGQ.;]{0,30} (?:was|were|went"
        r"|had been|has been) (?:politely |flatly )?(?:not taken up|not met|refused|turned down"
        r"|declined|rejected|unanswered|ignored|not answered|rebuffed|in vain)\b",
        "P0's request D1 to speak with P2 again was not taken up.",
        "P0's request D1 to speak with P2 again was granted.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "never-rang",
        "Somebody pointedly does not telephone somebody.",
        rf"(?P<a>{PERSON}){FILL} (?:did not once|never once|would not [^PGQ.;]{{1,30}} P\d+ by"
        r"|would not [^PGQ.;]{1,30} by|ha[sd] no intention of|is not minded to) (?P<trigger>"
        r"ring(?:ing)?|(?:tele)?phon(?:e|ing)|call(?:ing)?|dial(?:l)?(?:ing)?) (?P<b>P\d+)",
        "in seven weeks P0 did not once ring P1.",
        "in seven weeks P0 did not once see P1.",
        initiator="a",
        status="refused",
    ),
)
"""Rules that are read before those for clear words."""
