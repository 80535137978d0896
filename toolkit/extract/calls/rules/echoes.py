"""Rules for calls that are told by leaving out what was told of another: "so did Ms. Sandu".

Where a sentence, or the one before it, tells a call, a word for "the same" makes a call with each
of those for whom it is told, and a further "with" or "to" one with each whom it names. Whose the
call told before was says who the other side is (`calls.rounds.hubs`).
"""

from __future__ import annotations

from toolkit.extract.calls.wording.words import MANY, OTHERS, SPEAK, CallRule

_WHEN = (
    r"(?:,? (?:(?:on |late |early )?D\d+|N\d+ (?:later|earlier)|too|also|later"
    r"|earlier|then)){0,3},?"
)
_DID = r"(?:did|had|has|have|was|were|does|do)"
_SAME = r"(?:so|the same|likewise|the like|as much|it too)"
_MORE = (
    r"(?: (?:and|but|then|later|also|separately|earlier|finally|afterwards|lastly|last|next|before"
    r"|likewise|in turn|shortly after|after that|before that|minutes later|at (?:noon|midnight)"
    r"|in the (?:morning|afternoon|evening|night)|on D\d+|D\d+|N\d+ (?:later|earlier|after)"
    r"|in (?:an?|two|three|four|the|another) (?:[a-z]+ ){0,2}(?:one|ones|more|others?|calls?"
    r"|conversations?)),?){0,4}"
)

ECHOES: tuple[CallRule, ...] = (
    CallRule(
        "so-did",
        "Others did what one did in the call told before: they had a call of their own.",
        rf"(?:^|[,;:] |\b(?:and|just) )(?:and |but )?(?P<trigger>(?:so|as)"
        rf"(?:, [^,;.PGQ]{{1,30}},)? {_DID})\b{_WHEN}"
        rf" (?P<b>{MANY})",
        "P0 telephoned P1, and so did P2 and P3.",
        "P0 telephoned P1, and so forth, P2 and P3 said.",
        one_by_one=True,
    ),
    CallRule(
        "did-the-same",
        "Somebody does what another did in the call told before.",
        rf"(?P<b>{OTHERS}),? (?:(?:also|soon|later|then),? )?(?P<trigger>(?:did|had done|does)"
        rf" {_SAME}|followed (?:suit|his example|her example|their example))\b(?! (?:with|to) P)",
        "P0 did so on D1.",
        "P0 did well on D1.",
        one_by_one=True,
    ),
    CallRule(
        "so-did-gapped",
        "Behind one who did the same another is named, with a day or hour and no verb.",
        rf"P\d+,? (?:did|had done) {_SAME}[^PGQ.;]{{0,40}}?(?:,| and|;)(?: and)?"
        r" (?P<b>P\d+(?!['\d]))(?: of C\d+)?,? (?P<trigger>(?:on )?D\d+|N\d+ (?:later|earlier)"
        r"|at (?:noon|midnight|dawn)|in the (?:morning|afternoon|evening))(?=[.,;]|$| and\b)",
        "P0 did so on D1, and P2 on D3.",
        "P0 did so on D1, and P2 slept on D3.",
    ),
    CallRule(
        "likewise",
        "Behind a call another caller is named with a word for the same and no verb.",
        r"[,;] (?:and |while )?(?P<b>P\d+(?!['\d]))(?: of C\d+)?,? (?P<trigger>likewise|as well|too"
        r"|also|similarly|(?:N\d+|an hour|minutes|hours|shortly|soon|the day) (?:later"
        r"|earlier|after"
        r"(?:wards)?|before)(?: (?:them|him|her|that))?)(?=[.,;]|$)",
        "P0 thanked P1 by telephone, P2 likewise.",
        "P0 thanked P1 by telephone, P2 likewise said.",
    ),
    CallRule(
        "it-had-been",
        "Behind a call is told who it was on another day or hour.",
        r"(?:^|[;:,] (?:and )?)(?:on |late on )?(?:D\d+|N\d+ (?:later|earlier|before)"
        r"|(?:a|the) (?:day"
        r"|week|evening|night|morning) (?:before|earlier|later)|in the (?:morning"
        r"|afternoon|evening))(?: D\d+)?,?"
        r" (?P<trigger>it (?:was|had been)) (?P<b>P\d+(?!['\d]))(?: of C\d+)?(?=[.,;]|$)",
        "on D0 it had been P1.",
        "on D0 it had been P1 who won.",
    ),
    CallRule(
        "gapped",
        "Behind a call another caller is named, with a day or an hour and no verb.",
        rf"\b(?:{SPEAK}|(?:tele)?phoned|rang"
        rf"|called)\b[^;.Q]{{0,60}}?(?: (?:on )?D\d+)[^PGQ.;]{{0,12}}?"
        r"(?:,|;|,? and|,? while)"
        r" (?P<b>P\d+(?!['\d]))(?: of C\d+)?,? (?P<trigger>(?:on )?D\d+|N\d+ (?:later|earlier))"
        r"(?=[.,;]|$| and\b)",
        "P0 had spoken to P1 on D2, P3 on D4.",
        "P0 had spoken to P1 on D2, P3 said on D4.",
    ),
)
"""They tell that others did the same as one side of the call told before."""

CHAINS: tuple[CallRule, ...] = (
    CallRule(
        "and-with",
        "Behind a call with one, another with whom there was one is named by a further 'with'.",
        rf"(?:[,;:\u2013\u2014]|,? (?:and|but))(?: -)?{_MORE}(?: (?:one|two|another))?"
        rf" (?P<trigger>with|to) (?P<b>{MANY})",
        "P0 was on the phone with P1 on D2; with P3 of C4.",
        "P0 was on the phone with P1 on D2; without P3 of C4.",
        one_by_one=True,
    ),
    CallRule(
        "and-then",
        "Behind a call with one the next are named with a word for the order and no verb.",
        r"(?:[,;]|,? and)(?: and)? (?:then|afterwards|after that|next|later|finally|at last|lastly"
        r"|last|thereafter|also|and then|followed by)(?: (?:on )?D\d+)?,?"
        r" (?P<trigger>(?P<b>P\d+(?!['\d])))(?: of C\d+)?(?=[.,;]|$| and (?:at last"
        r"|finally|then)\b)",
        "P0 consulted P1 by phone, then P2, and at last P3.",
        "P0 consulted P1 by phone, then P2 called P3.",
    ),
)
"""They name a further partner of a call that the same sentence tells."""
