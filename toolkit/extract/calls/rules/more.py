"""Rules that read a call in what somebody says or does in it, and in what belongs to it."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    WIRE,
    CallRule,
)

# What may stand between an owner and the call: no article, which begins a phrase of its own.
_OWNED = r"(?:(?!(?:the|an?) )[a-z'-]+ |N\d+[ -]|D\d+(?:'s)? ){0,5}?"

FURTHER: tuple[CallRule, ...] = (
    CallRule(
        "speaking-with-by-phone",
        "Speaking with somebody by phone, a person says something.",
        rf"\b(?:speaking|talking) (?:with|to) (?P<b>{OTHERS})[^PGQ.;]{{0,60}}? (?P<trigger>{WIRE})"
        rf"[^PGQ.;]{{0,60}}?, (?P<a>{PERSON})",
        "speaking to P0 by phone on D1, P2 said talks would begin.",
        "speaking to P0 by the river on D1, P2 said talks would begin.",
    ),
    CallRule(
        "met-virtually",
        "Somebody meets somebody virtually or by video.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:met|meets|meeting)(?: D\d+)? (?P<trigger>virtually"
        rf"|remotely|online|(?:by|via|over|through) (?:a )?(?:[a-z]+ )?video[a-z -]{{0,12}})"
        rf"(?: (?:D\d+|N\d+|on|for|in|the|first|second|time|this|week|late|early))* with"
        rf" (?P<b>{OTHERS})",
        "P0 met virtually with P1 on D2.",
        "P0 met virtually all donors at a banquet with P1.",
    ),
    CallRule(
        "pair-met-virtually",
        "Two or more people meet virtually or by video.",
        rf"(?P<a>{PAIR}){ADVERBS} (?:met|meet|meeting)(?: D\d+)? (?P<trigger>virtually|remotely"
        r"|online|(?:by|via|over|through) (?:a )?(?:[a-z]+ )?video[a-z -]{0,12})",
        "P0 and P1 met virtually on D2.",
        "P0 and P1 met by the river on D2.",
    ),
    CallRule(
        "had-awaited-call-with",
        "Somebody has had the call that he or she waited for with somebody.",
        rf"(?P<a>{PERSON})(?: has| have| had)?{ADVERBS}(?: now| at last)? (?:had|got|held)"
        r" (?:the|an?|his|her)"
        rf" {ADJECTIVES}(?P<trigger>{PHONE_NOUN}) (?:that |which )?(?:he|she|P\d+)"
        rf" (?:[a-z]+ ){{1,6}}?with (?P<b>{OTHERS})",
        "P0 has now had the phone call he waited for with P1.",
        "P0 has now had the phone bill he waited for with P1.",
    ),
    CallRule(
        "phone-call-of",
        "A telephone call of two or more people, who are named behind it.",
        rf"(?P<trigger>\b(?:(?:tele)?phone|video|trilateral) {PHONE_NOUN}"
        r"|\b(?:tele)?phone (?:calls?|conversations?|talks?)) of"
        r" (?P<a>(?:[PC]\d+|the C\d+)(?:, (?:the )?[PC]\d+)*,? and (?:the )?[PC]\d+(?!'s))",
        "the phone call of P0 and P1 has been moved to D2.",
        "the phone number of P0 and P1 has been moved to D2.",
    ),
    CallRule(
        "their-call-to",
        "A call that belongs to somebody, to somebody.",
        rf"(?P<a>P\d+)(?:'s?)? {_OWNED}(?P<trigger>{PHONE_NOUN})(?:[^PGQ.;]{{0,40}}?)"
        rf" to (?P<b>{OTHERS})",
        "P0's phone call to P1 went badly.",
        "P0's letter to P1 went badly.",
        initiator="a",
    ),
    CallRule(
        "i-spoke",
        "Somebody says in quotation marks that he or she spoke or had a call with somebody.",
        rf"\b(?:i|we)(?:'ve)?(?: have| had)?(?: just)? (?P<trigger>(?:spoken?|talked|got off the"
        rf" phone|(?:had|held|concluded|finished) an? {ADJECTIVES}(?:{PHONE_NOUN}|conversation))"
        rf"(?:[^PGQ.;]{{0,60}}?) (?:with|to)) (?:my [a-z ]{{0,24}}?)?(?P<b>{OTHERS})",
        "i just spoke with P0, and it went well.",
        "i will speak with P0 soon.",
    ),
    CallRule(
        "i-called",
        "Somebody says in quotation marks that he or she called somebody.",
        r"\b(?:i|we)(?:'ve| have| had)?(?: just| also| then)?(?: decided to| wanted to)?"
        r" (?P<trigger>call(?:ed)?|(?:tele)?phoned?|rang"
        r"|(?:made|placed) a (?:tele)?(?:phone )?call to)"
        r" (?P<b>P\d+(?:(?:, P\d+){0,6},? and P\d+)?)(?! (?:an? |the |to (?:account|order)))",
        "i called P0 on D1 and said so.",
        "i called P0 a liar.",
        initiator="a",
    ),
    CallRule(
        "called-me",
        "Somebody says in quotation marks who called him or her.",
        r"(?P<b>P\d+)(?: has| had| have)?(?: just| also| then| even| personally)?"
        r" (?P<trigger>(?:tele)?phoned|rang|called)(?: up)? (?:me|us)\b"
        r"(?=[.,;!\"\u201d]|$| (?:to (?!account|order)|on|at|about|and|after|from|up|back|again"
        r"|earl(?:y|ier)|late|later|last|yesterday|today|tonight|this|in|with|D\d"
        r"|(?:a (?:few|couple of)|some|two|\d+) (?:minutes|hours|days))\b)",
        "P0 telephoned me to tell me of the search.",
        "P0 called me a friend of the people.",
        initiator="b",
    ),
    CallRule(
        "i-was-called",
        "Somebody says in quotation marks from whom he or she had a call.",
        rf"\b(?:i|we)(?:'ve| have| had)?(?: just| also| then)?"
        rf" (?P<trigger>(?:received|got|took|had) (?:an?|the) {ADJECTIVES}{PHONE_NOUN})"
        rf" (?:D\d+ )?from (?:my [a-z ]{{0,24}}?)?(?P<b>{OTHERS})",
        "i received a phone call from P0 on D1.",
        "i received a letter from P0 on D1.",
        initiator="b",
    ),
    CallRule(
        "made-time-to-call",
        "Somebody takes the time or decides to call somebody.",
        rf"(?P<a>{PERSON}){ADVERBS} (?:took|takes|decided|decides|chose|interrupted|paused|broke"
        r"|picked|used|left|stepped)\b(?:[^PGQ.;]{0,40} P\d+)?[^PGQ.;]{0,80}? (?:to|and)"
        r" (?P<trigger>call(?:ed)?|(?:tele)?phoned?|ring|rang)"
        rf" (?:his |her )?(?P<b>{OTHERS})(?! (?:an? |the |to (?:account|order)))",
        "P0 took time off from a congress to call P1 on D2.",
        "P0 took time off from a congress to visit P1 on D2.",
        initiator="a",
    ),
    CallRule(
        "readout-of-call",
        "The published account of a call of somebody named elsewhere, with somebody.",
        rf"\b(?:readout|summary|account|transcript|record) of (?:the )?(?:[CP]\d+(?:'s?)? )?"
        rf"{ADJECTIVES}(?P<trigger>{PHONE_NOUN}) (?:with|to) (?P<b>{OTHERS})",
        "readout of C0's call with P1.",
        "readout of C0's meeting with P1.",
    ),
    CallRule(
        "heads-with-call",
        "A headline that begins with a call with somebody.",
        rf"^{ADJECTIVES}(?P<trigger>(?:tele)?phone (?:calls?|conversations?|talks)|video (?:calls?"
        rf"|conferences?)) with (?P<b>{OTHERS})",
        "telephone conversation with P0.",
        "meeting with P0.",
    ),
    CallRule(
        "call-with",
        "A call with somebody; the other side stands elsewhere in the sentence or before it.",
        rf"\b(?:an?|the|this|that) {ADJECTIVES}(?P<trigger>{PHONE_NOUN})(?:[^PGQ.;]{{0,40}}?)"
        rf" with (?P<b>{PERSON})",
        "a phone call last week with P0 ended early.",
        "a meeting last week with P0 ended early.",
    ),
)
