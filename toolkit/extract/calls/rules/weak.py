"""Rules that read a call only in an article that speaks of one elsewhere."""

from __future__ import annotations

from toolkit.extract.calls.wording.places import SPOKE_WITH
from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    FILL,
    HOLD,
    OTHERS,
    PAIR,
    PERSON,
    SIDE,
    SPEAK,
    TELLS,
    CallRule,
)

_MARK = '["\u201c\u201d]'

WEAK: tuple[CallRule, ...] = (
    CallRule(
        "last-spoke-since",
        "Two people have not spoken since a day: they spoke on that day.",
        rf"(?P<a>{SIDE})(?:,? (?:[a-z]+ed|stung|having) [^.;GQ]{{1,240}}?, ha[sd]"
        r"|(?:[^PGQ.;]|P\d+'s?){0,80}?) (?:not|n[o']t) (?P<trigger>(?:spoken|talked))"
        rf"(?: (?:directly|by phone|on the phone))?(?: (?:with|to) (?P<b>P\d+))?,? since D\d+",
        "P0 had not spoken to P1 since D2.",
        "P0 had not spoken to P1 since taking office.",
        strong=False,
    ),
    CallRule(
        "spoke-with-several-named",
        "Somebody speaks with several people whom a list behind a dash or a colon names.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>{SPEAK}|called|phoned|telephoned)(?: with| to)?"
        r" [^PQ.;]{1,120}?(?: ?--? ?|: |\u2014| \u2014 )"
        rf"(?P<b>{PERSON}(?:(?:,|,? and) {PERSON}){{1,9}})",
        "P0 spoke D1 with the leaders of three C2 members -- P3, P4 and P5.",
        "P0 spoke D1 with the leader of C2 -- P3 was away.",
        strong=False,
    ),
    SPOKE_WITH,
    CallRule(
        "spoke",
        "Two people speak to each other.",
        rf"(?P<a>{PAIR}){ADVERBS} (?P<trigger>{SPEAK})\b"
        r"(?! (?:of|out|at(?! least| length| some| the week)|in favou?r|points|often|regularly"
        r"|frequently|rarely|seldom|daily)\b)"
        r"(?![^.;]{0,40}, each (?:[a-z]+ )?on (?:P\d|his|her|their))"
        r"(?! (?:to|with|before) (?!each|one another))",
        "G0 had last spoken to each other on D1.",
        "P0 spoke on D1.",
        strong=False,
    ),
    CallRule(
        "pair-had-conversation",
        "Two people have a conversation or a chat.",
        rf"(?P<a>{PAIR}){ADVERBS} {HOLD}"
        rf" (?P<trigger>(?:an? |the |their |another |(?=N)){_MARK}?{ADJECTIVES}(?:conversations?"
        rf"|chat|exchange)\b(?! (?:with|of (?!views))))",
        "P0 and P1 had a half-hour conversation on D2.",
        "P0 and P1 had a half-hour rest on D2.",
        strong=False,
    ),
    CallRule(
        "told-in-account-of-conversation",
        "In the one or other account of a conversation, somebody tells somebody something.",
        r"(?:^|, |; )(?:in|during|over|according to|by) [^;.PGQ]{0,50}?(?<!press )(?P<trigger>"
        r"conversation|discussion|exchange|talk)\b(?! (?:with|between|of|show|to)\b)"
        rf"[^;.G]{{0,120}}?[,\u2013\u2014-] (?P<a>P\d+){ADVERBS} {TELLS} (?:his |her )?(?P<b>P\d+)",
        "in C0's version of the tense conversation, P1 told P2 that the road was shut.",
        "in C0's version of the tense dinner, P1 told P2 that the road was shut.",
        strong=False,
    ),
    CallRule(
        "in-own-conversation-with",
        "In his or her conversation with somebody, a person named after that says something.",
        rf"\b(?:in|during) P\d+ {ADJECTIVES}(?P<trigger>conversations?)(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{PERSON})[^PGQ.;]{{0,40}}?, (?P<a>P\d+)",
        "in P0 conversation with P1, P2 offered help.",
        "in P0 garden with P1, P2 offered help.",
        strong=False,
    ),
    CallRule(
        "conversation-with",
        "A conversation that belongs to somebody, with somebody.",
        rf"(?P<a>P\d+)(?:'s?)? {ADJECTIVES}(?P<trigger>conversations?)(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{OTHERS})",
        "P0 conversation D1 with P2 turned sour.",
        "P0 meeting D1 with P2 turned sour.",
        strong=False,
    ),
    CallRule(
        "first-conversation-was-with",
        "Somebody's first conversation with another leader was with somebody.",
        rf"(?P<a>P\d+)(?:'s?)? {ADJECTIVES}(?P<trigger>(?:conversations?|talks|(?:tele)?(?:phone )?"
        r"calls?))(?: (?:with|to|as) (?:(?:an?|any|another) [^PGQ.;]{0,40}?)?(?:P\d+)?)?"
        rf"(?: on D\d+| D\d+)? (?:was|were|came|went) (?:with|to|from) (?P<b>{OTHERS})",
        "P0's first conversation with a foreign leader was with P2, on D3.",
        "P0's first supper with a foreign leader was with P2, on D3.",
        strong=False,
    ),
    CallRule(
        "had-conversation-with",
        "Somebody has a conversation or a chat with somebody.",
        rf"(?P<a>{SIDE}){ADVERBS} {HOLD}"
        rf" (?P<trigger>(?:an? |the |another |(?=N)){_MARK}?{ADJECTIVES}(?:conversations?|chat))"
        rf"{_MARK}?(?:[^PGQ.;]{{0,40}}?) with (?P<b>{OTHERS})",
        "P0 had a Q1 first chat with P2 on D3.",
        "P0 had a Q1 first supper with P2 on D3.",
        strong=False,
    ),
    CallRule(
        "got-in-touch",
        "Somebody contacts or reaches out to somebody.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>contacted|sounded out|(?<=also )consulted"
        r"|reached out to|got in (?:touch|contact)"
        rf" with) (?P<b>{OTHERS})",
        "P0 also contacted P1 and P2 on D3.",
        "P0 also visited P1 and P2 on D3.",
        strong=False,
    ),
    CallRule(
        "was-in-touch",
        "Somebody is in touch with somebody.",
        rf"(?P<a>{SIDE}){ADVERBS} (?:was|were|had been|touched) (?:also )?(?P<trigger>in (?:touch"
        rf"|contact)|base) with (?P<b>{OTHERS})",
        "P0 was in touch with P1 on D2.",
        "P0 was in love with P1 on D2.",
        strong=False,
    ),
    CallRule(
        "talked-remotely",
        "Some leaders hold talks remotely.",
        rf"(?P<a>{SIDE}){ADVERBS} {HOLD} (?P<trigger>(?:[a-z-]+ )?(?:talks|discussions"
        rf"|consultations) (?:remotely|online|virtually))\b(?:[^PGQ.;]{{0,40}}? with"
        rf" (?P<b>{OTHERS}))?",
        "P0 and P1 held talks remotely on D2.",
        "P0 and P1 held talks respectfully on D2.",
    ),
    CallRule(
        "some-conversation-with",
        "A conversation with somebody; the other side stands elsewhere, as above.",
        rf"\b(?:an?|the|this|that) {ADJECTIVES}(?P<trigger>conversation)\b(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{PERSON})",
        "a conversation last week with P0 ended early.",
        "a letter last week with P0 ended early.",
        strong=False,
    ),
    CallRule(
        "similar-messages-to",
        "Somebody has the same to say to other people.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:convey(?:ed|s)|had|held|made|sent|relayed|delivered"
        r"|passed on|gave) (?:an? |the )?(?:similar|same|identical) (?:messages?|calls?"
        rf"|conversations?|talks|points?|appeals?)) (?:to|with) (?P<b>{OTHERS})",
        "P0 conveyed similar messages to P1 and P2.",
        "P0 conveyed similar meals to P1 and P2.",
        strong=False,
    ),
    CallRule(
        "similar-calls-were-made",
        "The same was said to other people, by somebody told of before.",
        r"\b(?P<trigger>similar (?:(?:tele)?phone )?(?:calls?|conversations?|talks))\b"
        rf"[^PGQ.;]{{0,40}}? (?:to|with|from) (?P<b>{OTHERS})",
        "similar calls were made to P1 and P2.",
        "similar visits were made to P1 and P2.",
        strong=False,
    ),
    CallRule(
        "conversation-between",
        "A conversation between two or more people.",
        r"(?<!arrange a )(?<!arrange )(?<!set up a )(?<!organise a )(?<!for a )"
        rf"\b(?P<trigger>conversation|exchange)(?:[^PGQ.;]{{0,40}}?) between (?P<a>{SIDE})",
        "the conversation D0 between P1 and P2 turned sour.",
        "the distance between P0 and P1 grew.",
        strong=False,
    ),
    CallRule(
        "told-in-conversation",
        "Somebody tells somebody something in their conversation.",
        rf"(?P<a>{PERSON}){FILL} {TELLS} (?:his |her )?(?P<b>{OTHERS})"
        r"[^PG.;]{0,80}?,? (?P<trigger>(?:in|during|over) (?:an? |the |their |separate |several "
        rf"|two |three |four |five |six |successive |(?=N)){ADJECTIVES}(?:conversations?|chats?"
        r"|exchanges?)\b)",
        "P0 told P1, during their conversation on D2, that the border would open.",
        "P0 told P1 in a letter that the border would open.",
        strong=False,
    ),
    CallRule(
        "told",
        "Somebody tells somebody something; in a call only where the article speaks of one.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>told|assured|warned|informed|reminded)"
        rf" (?P<b>P\d+)",
        "P0 told P1 on D2 that the border would open.",
        "P0 told reporters about P1.",
        strong=False,
    ),
    CallRule(
        "pair-agrees",
        "Two leaders agree or discuss something; in a call only where the article speaks of one.",
        rf"(?P<a>{PAIR}){ADVERBS} (?P<trigger>agreed?|discuss(?:ed|es)?|(?:re)?affirm(?:ed|s)?"
        rf"|reiterated?|stress(?:ed|es)?|pledged?|vow(?:ed|s)?|call(?:ed)? for|review(?:ed|s)?"
        r"|exchanged? views)\b",
        "P0 and P1 D2 reaffirmed the alliance.",
        "P0 reaffirmed the alliance.",
        strong=False,
    ),
    CallRule(
        "pair-quoted",
        "Two leaders did what a quotation tells; in a call only where the article speaks of one.",
        rf"(?P<a>{PAIR}){ADVERBS} (?P<trigger>Q\d+)",
        "P0 and P1 Q2.",
        "P0 said Q1.",
        strong=False,
    ),
    CallRule(
        "discussed-with",
        "Somebody discusses something with somebody; in a call where the article speaks of one.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>discuss(?:es|ed)?|review(?:s|ed)?|exchanged? views"
        rf"|went over)\b[^PGQ.;]{{0,160}}? with (?P<b>{OTHERS})",
        "P0 discussed trade between C1 and C2 with P3 on D4.",
        "P0 discussed trade between C1 and C2 with relish.",
        strong=False,
    ),
    CallRule(
        "discussed-between",
        "Something is discussed between two people; in a call where the article speaks of one.",
        r"(?P<trigger>\bdiscussed)\b(?:(?! in person)[^PGQ.;]){0,80} (?:between|by)"
        rf" (?P<a>{PAIR})",
        "trade was discussed D0 between P1 and P2.",
        "trade was discussed D0 between C1 and C2.",
        strong=False,
    ),
    CallRule(
        "spoke-with-some-including",
        "Somebody speaks with several people of whom some are named.",
        rf"(?P<a>{SIDE}){ADVERBS} (?P<trigger>{SPEAK}|called|phoned|telephoned)(?: with| to)?"
        rf" [^PGQ.;]{{1,80}}(?:including|among them|such as)(?: with| to)? (?P<b>{OTHERS})",
        "P0 had spoken with four other leaders that day, including P1.",
        "P0 had spoken with four other leaders that day, before P1.",
        strong=False,
    ),
    CallRule(
        "beside-a-call",
        "Two leaders and a telephone call in one sentence, where no other rule reads a call.",
        r"(?P<a>P\d+)[^PGQ.;]{1,100} (?P<b>P\d+)[^GQ.;]{1,180}? (?P<trigger>(?:tele)?phone"
        r" (?:calls?|conversations?|talks))\b(?! (?:with|from|between|to) )",
        "P0 berated P1 over the dam and then ended their phone call early.",
        "P0 berated P1 over the dam and then ended their meeting early.",
        strong=False,
    ),
)

SPOKE = frozenset({"spoke", "spoke-with", "spoke-with-some-including", "spoke-with-several-named"})
"""Weak rules that make a call also where an article has no word for one: two leaders spoke."""

FELL_THROUGH = frozenset({"conversation-between", "conversation-with"})
"""Weak rules whose nouns make a call of one that fell through, too."""
