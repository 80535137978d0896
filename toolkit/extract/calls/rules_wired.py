"""Rules for what somebody did to another where the sentence names the telephone elsewhere."""

from __future__ import annotations

from toolkit.extract.calls.words import (
    ADJECTIVES,
    ADVERBS,
    BY_WIRE,
    FILL,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    SPEAK,
    TELLS,
    TOLD_OF,
    CallRule,
)

_NO_OTHER_TALK = (
    r"(?:(?!\b(?:spoke|spoken|speak|speaking|talk|talked|talks|call|called|calls|reach|reached"
    r"|contacted|phoned|rang|met|interview|remarks|speech|address)\b)[^G.;]){0,220}?"
)
"""Words in which nothing else is told by telephone than what the sentence begins with."""

WIRED: tuple[CallRule, ...] = (
    CallRule(
        "told-and-by-wire",
        "Somebody tells somebody something; that it was by telephone follows later.",
        rf"(?P<a>{PERSON}){FILL} {TELLS} (?:his |her )?(?P<b>P\d+){_NO_OTHER_TALK},"
        r" (?:(?!in (?:remarks|an? (?:speech|address)))[^PGQ.;]{0,60} )?"
        rf"(?P<trigger>{BY_WIRE})(?=,| on D| D\d|$|[.;])",
        "P0 told P1 that the pullback could wait no longer, in blunt words by telephone, on D2.",
        "P0 told P1 that the pullback could wait no longer, in blunt words by letter, on D2.",
    ),
    CallRule(
        "to-whom-one-spoke-by-wire",
        "Somebody with whom another speaks by telephone.",
        rf"(?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,? (?:with|to) whom (?:the )?(?P<a>P\d+){ADVERBS}"
        rf" [^PGQ.;]{{0,40}}?(?P<trigger>{BY_WIRE}|(?:an? |the )?[a-z-]* ?{PHONE_NOUN})",
        "last came P0, to whom P1 talked for N2 by telephone.",
        "last came P0, to whom P1 talked for N2 by the river.",
    ),
    CallRule(
        "got-a-ring-from",
        "Somebody gets a ring from somebody.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:got|gets|had|received) (?P<trigger>an? {ADJECTIVES}(?:ring"
        rf"|bell|buzz)) from (?P<b>{OTHERS})",
        "P0 got a ring from P1 on D2.",
        "P0 got a rose from P1 on D2.",
        initiator="b",
    ),
    CallRule(
        "gave-a-ring",
        "Somebody gives somebody a ring.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:gave|gives|given) (?P<b>P\d+) (?P<trigger>an? {ADJECTIVES}"
        r"(?:ring|bell|buzz|tinkle))(?=[.,;]| (?:on|to|in|at|late|early|from|after|before|D\d)|$)",
        "P0 gave P1 a ring on D2.",
        "P0 gave P1 a ring of gold on D2.",
        initiator="a",
    ),
    CallRule(
        "whom-one-telephoned",
        "Somebody whom another telephones.",
        rf"(?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,? whom (?:the )?(?P<a>P\d+){ADVERBS} (?P<trigger>"
        r"(?:tele)?phone[ds]|rang|dial(?:l)?ed|called(?=[.,;]|$| (?:up|on D|D\d"
        r"|by|late|early|again|twice|from|before|after|shortly|soon)\b))",
        "that was the message to P0, whom P1 telephoned on D2.",
        "that was the message to P0, whom P1 thanked on D2.",
        initiator="a",
    ),
    CallRule(
        "picked-up-the-receiver",
        "Somebody picks up the telephone to say something to somebody, or to hear it.",
        rf"(?P<a>{PERSON})(?:, then[^,;.PGQ]{{1,40}},)?{FILL} (?P<trigger>(?:pick(?:ed|s) up"
        r"|lift(?:ed|s)|reach(?:ed|es) for|took up|got on|gets on|came to|went to|grabbed)"
        r" (?:the |his |her |a )?(?:tele)?(?:phone|receiver))"
        r" (?:again |once more |on D\d+ |in D\d+ |D\d+ )?(?:to|and)"
        r" (?:(?!not |that |reporters|aides|staff)[^PGQ.;]){1,60}?"
        r"(?<!about )(?<!of )(?<!over )(?<!against )(?P<b>P\d+)(?!['\d])",
        "P0 picked up the phone in D1 to accept congratulations from P2.",
        "P0 picked up the baton in D1 to accept congratulations from P2.",
    ),
)
"""They are read after the rules for clear words."""

WIRED_WEAK: tuple[CallRule, ...] = (
    CallRule(
        "to-whom-one-spoke",
        "Somebody with whom another speaks.",
        rf"(?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,? (?:with|to) whom (?:the )?(?P<a>P\d+){ADVERBS}"
        rf" (?P<trigger>{SPEAK})\b(?! (?:in|at) (?!length))",
        "last came P0, to whom P1 talked for N2.",
        "last came P0, to whom P1 bowed for N2.",
        strong=False,
    ),
    CallRule(
        "to-one-another-spoke",
        "To somebody, who is named first, another speaks.",
        rf"^(?:to|with) (?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}})?,?(?: P\d+)? (?P<a>P\d+){ADVERBS}"
        rf" (?P<trigger>{SPEAK})\b",
        "to P0, P1 spoke only on D2.",
        "to P0, P1 bowed only on D2.",
        strong=False,
    ),
    CallRule(
        "call-to-one",
        "A call to somebody; whose it is stands before.",
        r"(?:^|[;,] |why )(?:an?|another|the|one|(?:an?|the) (?:first|second|third|further|last"
        r"|next)) "
        rf"{ADJECTIVES}(?P<trigger>{PHONE_NOUN})(?: of P\d+ [a-z]+)?(?: was| went| had been)? to"
        r" (?P<b>P\d+)(?!['\d])"
        r"(?! (?:(?:was|is|has|went|had)[a-z ]{0,12} )?(?:not|un[a-z]+ed|being|never"
        r"|considered)\b)",
        "a call to P0, put off twice, is now foreseen for D1.",
        "a visit to P0, put off twice, is now foreseen for D1.",
        strong=False,
        initiator="a",
    ),
    CallRule(
        "those-on-the-line",
        "Among those on the line were several; who spoke with them stands before.",
        r"\b(?:among|one of|some of|all of|the first of|the last of)? ?(?:those|the (?:leaders"
        r"|others)|others|them)(?: [a-z-]+){0,3}? (?P<trigger>(?:on|at) the (?:other )?(?:end|line)"
        r"|called(?! (?:to|for|up|as|in)\b)|(?:tele)?phoned|rung|reached|contacted"
        r"|who (?:called|rang|phoned))"
        rf"[^PGQ.;]{{0,40}}? (?:were|was) (?P<b>{OTHERS})",
        "among those on the other end were P0, P1 and P2.",
        "among those on the other team were P0, P1 and P2.",
        strong=False,
    ),
    CallRule(
        "turn-of",
        "In a round of calls it is the turn of somebody.",
        rf"\bit was (?:then |next |now |also )?the (?P<trigger>turn) of (?P<b>{OTHERS})"
        r"(?! to (?!speak|talk|hear|be (?:called|heard|rung|phoned)))",
        "this afternoon it was the turn of P0 and P1.",
        "this afternoon it was the fault of P0 and P1.",
        strong=False,
    ),
    CallRule(
        "came-next",
        "In a round of calls somebody comes next.",
        r"(?:^|[,;:] (?:and )?)(?P<trigger>then|next|after that|last|first|second|third|finally"
        r"|before that|earlier)(?: (?:on the list|in line|on the line|up|of all|to call"
        rf"|to be called|in the queue))?,? (?:came|was|were|it was) (?P<b>{OTHERS})"
        r"(?=$|[,.;:]| (?:at|on|in|shortly|soon|an hour|N\d|D\d|who|whose|with whom|to whom))",
        "next came P0, who was in Lima.",
        "next came reports of P0, who was in Lima.",
        strong=False,
    ),
    CallRule(
        "was-next",
        "In a round of calls somebody is the next.",
        r"(?P<b>P\d+)(?:'s [a-z]+)?(?:,[^,;.PGQ]{1,80},)? (?:was|came|had been|followed|had come)"
        r" (?:the )?(?P<trigger>first|next|second|third|fourth|fifth|last)(?: of all| in line| up"
        r"| on the list| to be called)?(?=[.,;]|$)",
        "P0 was the next.",
        "P0 was the best.",
        strong=False,
    ),
    CallRule(
        "interlocutor-was",
        "In a round of calls the first or next interlocutor is somebody.",
        r"\b(?:first|second|third|next|last|other) (?P<trigger>interlocutors?|callers?)"
        rf"(?: of D\d+)? (?:was|were) (?P<b>{OTHERS})",
        "P0's first interlocutor was P1, whose country lies next door.",
        "P0's first teacher was P1, whose country lies next door.",
        strong=False,
    ),
    CallRule(
        "listed-with",
        "An item of a list of calls: with whom one was.",
        r"^(?P<trigger>with|to|from) (?:the )?(?P<b>P\d+)(?!['\d])",
        "with P0 of C1, on grain;",
        "without P0 of C1, on grain;",
        strong=False,
    ),
    CallRule(
        "telephoned-alone",
        "In a round of calls somebody telephones; whom, the sentences before tell.",
        r"(?:^|[,;] |\band )(?:D\d+,? |(?:later|earlier|then|also) )?(?:the )?(?P<b>P\d+)"
        r"(?:,[^,;.PGQ]{1,80},)?(?: also| then| later| himself| herself| too){0,2} (?P<trigger>"
        r"(?:tele)?phoned|rang|called)(?= (?:later|earlier|next|afterwards?|again)\b|,? too\b"
        r"| (?:early|late) (?:in|on|D)| in the (?:morning|afternoon|evening|night)"
        r"| from (?:C\d|his|her|the)| (?:an|N\d|some|two|three) ?(?:hours?|minutes)? ?(?:later"
        r"|after|earlier|before)| on D\d+(?=[.,;]| (?:to|and)\b)| D\d+(?=[.,;]| (?:to|and)\b)"
        r"| and (?:offered|asked|told|said|promised|placed|expressed|assured|thanked|conveyed)"
        rf"| {TOLD_OF}|[.;]|$)(?! [a-z]+ for (?!N\d|half|an hour))",
        "P0 telephoned later in the day and offered a ferry.",
        "P0 returned later in the day and offered a ferry.",
        strong=False,
        initiator="b",
    ),
    CallRule(
        "and-finally",
        "In a round of calls somebody comes last.",
        r"[,;] and (?P<trigger>finally|lastly|last|last of all|then)(?:,[^,;.PGQ]{1,40},)? (?P<b>"
        r"P\d+)(?=[.,;]|$)",
        "then it was P0, and finally, after supper, P1.",
        "then it was P0, and sadly, after supper, P1.",
        strong=False,
    ),
    CallRule(
        "first-to-be-called",
        "Somebody is the first or last to be called; by whom, the sentences before tell.",
        r"(?P<b>P\d+)(?:,[^,;.PGQ]{1,60},)? (?:was|had been) (?:the |among the |also )?(?:first"
        r"|second|third|next|last)(?: leaders?| foreign leaders?| one| ones)? (?:to be"
        r" (?P<trigger>reached|called|(?:tele)?phoned|rung|contacted)"
        r"(?! by (?!P\d|(?:tele)?phone)))",
        "P0 was the first to be reached.",
        "P0 was the first to be seated.",
        strong=False,
    ),
)
"""They make a call only in an article that speaks of one elsewhere."""
