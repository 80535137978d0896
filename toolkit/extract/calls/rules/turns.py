"""Rules for the calls of a round that say no more than that another's turn came, or what was told.

They are read as those of `calls.rules.rounds`, but count only where the article
says that there were several calls.
"""

from __future__ import annotations

from toolkit.extract.calls.rules.rounds import LENGTH, NO_NAME, WHEN
from toolkit.extract.calls.wording.words import OTHERS, PERSON, TELLS, CallRule

_OPENS = (
    r"^(?:(?:and|but|then|later|earlier|finally|lastly|next|also|separately|afterwards|meanwhile"
    r"|similarly|likewise|last),? ){0,2}"
)
_WENT_ON = (
    r"(?:consulted|sounded out|briefed|canvassed|lobbied|updated|heard from|turned to|moved on to"
    r"|went on to)"
)
_TO_SPEAK = r"(?! to (?!speak|talk|hear|be (?:called|heard|rung|phoned)))"
"""Behind "it was the turn of P0": it was not that "to be host"."""
_FIRST = r"(?:first|next|second|third|fourth|fifth|last|finally|lastly)"
_ON_THE_LIST = r"(?: of all| in line| on the line| up| on the list| to (?:be )?called?)?"
_AFTER = r"(?:an hour|minutes|hours|half an hour|soon|shortly) (?:later|after|afterwards)"

TURNS: tuple[CallRule, ...] = (
    CallRule(
        "round-listed",
        "An item of a list of calls: with whom one was.",
        rf"^(?P<trigger>with|to|from) (?P<b>{OTHERS})"
        r"(?:,? (?:on|about|over|at|for) [^PGQ.;]{1,80})?[;.]?$",
        "with P0 of C1, on grain;",
        "without P0 of C1, on grain;",
        in_series=True,
    ),
    CallRule(
        "round-opens-with",
        "A sentence opens with whom the talk was.",
        rf"{_OPENS}(?P<trigger>with|to|from) (?P<b>{OTHERS}),?"
        r"(?= (?:[^PGQ.;]{0,40},? )?(?:[PGC]\d|it|the|they|there|both|came|he|she)\b)"
        r"(?! (?:now|gone|still|away|absent|facing)\b)",
        "to P0 of C1, P2 said that the road was open.",
        "for P0 of C1, P2 said that the road was open.",
        in_series=True,
    ),
    CallRule(
        "round-turn",
        "The turn of somebody comes.",
        rf"\bit (?:was|is) {WHEN}the (?P<trigger>turn) of (?P<b>{OTHERS}){_TO_SPEAK}",
        "on D0 it was the turn of P1.",
        "on D0 it was the fault of P1.",
        in_series=True,
    ),
    CallRule(
        "round-turn-owned",
        "It is somebody's turn.",
        rf"(?:^|; |\bit (?:was|is|had been) {WHEN})(?P<b>P\d+)(?:'s?)? (?P<trigger>turn)\b"
        rf"{_TO_SPEAK}",
        "in the evening it was P0's turn.",
        "in the evening it was P0's fault.",
        in_series=True,
    ),
    CallRule(
        "round-minutes-with",
        "Somebody has some minutes with another, in a round of calls.",
        rf"\b(?P<trigger>{LENGTH})(?: on the (?:line|(?:tele)?phone)| each| together)? with"
        rf" (?P<b>{OTHERS})",
        "in a quarter of an hour with P0, he gave way.",
        "in a quarter of the country with P0, he gave way.",
        in_series=True,
    ),
    CallRule(
        "round-came-next",
        "Next comes somebody.",
        rf"(?:^|[,;:] (?:and )?|\b(?:and|but) )(?P<trigger>then|{_FIRST}|after that|before that"
        r"|earlier|later|there followed|also (?:called|reached|on the list))"
        rf"{_ON_THE_LIST}(?: in the queue)?(?:, [^,;.PGQ]{{1,40}},|,)?"
        rf"(?: (?:came|was|were|followed|it was|had been|to))?(?: the turn of)? (?P<b>{OTHERS})"
        r"(?=$|[,.;:]| (?:at|on|in|shortly|soon|an hour|N\d|D\d|who|whose|with whom|to whom))",
        "next came P0, who was in Lima.",
        "next came reports of P0, who was in Lima.",
        in_series=True,
    ),
    CallRule(
        "round-was-told-next",
        "Somebody is told first, or next; by whom, the round tells.",
        rf"(?P<b>{OTHERS}),? (?:was|were) (?P<trigger>(?:told|informed|briefed|consulted|assured"
        rf"|heard) (?:{_FIRST}|too|as well|later|afterwards|in turn))\b",
        "P0 was told first, and then P1.",
        "P0 was told the first of the stories.",
        in_series=True,
    ),
    CallRule(
        "round-was-next",
        "Somebody is next, or follows.",
        rf"(?P<b>{OTHERS})(?:'s [a-z]+)? (?P<trigger>(?:was|were|came|had|had been|had come)"
        rf"(?: the| up| a)? (?:{_FIRST}|in between|in turn|afterwards|later|{_AFTER}"
        rf"|on the (?:line|list)|(?:full )?(?:hour|N\d+)){_ON_THE_LIST}"
        r"(?=[.,;]| (?:on|in|at|with|and|D\d)\b|$)"
        rf"|followed(?! [^PGQ.;]{{0,40}}with an? )(?=[.,;]|$| (?:in turn|later|soon|shortly"
        rf"|{_AFTER}|N\d|at|(?:on )?D\d|in the (?:morning|afternoon|evening))\b))",
        "P0 was the next.",
        "P0 was the best.",
        in_series=True,
    ),
    CallRule(
        "round-named-after",
        "Behind one of the round another is named who followed.",
        r"(?:P\d+,?|,) (?P<trigger>followed)(?: (?:later|shortly|soon|in turn))?"
        rf" by (?P<b>{OTHERS})",
        "the first was P0, followed by P1.",
        "the first was P0, trailed by P1.",
        in_series=True,
    ),
    CallRule(
        "round-got-call",
        "Somebody gets a call, too; whose, the round tells.",
        rf"(?P<b>{OTHERS}) {WHEN}(?:got|received|took|had|gets|receives|takes) (?P<trigger>(?:an?"
        r"|another|the next|the same) (?:[a-z]+ )?call)"
        r"(?=[.,;]|$| (?:on )?D\d| N\d| (?:too|as well|next|later|at|in the|an hour|hours)\b)",
        "P0 got a call on D1.",
        "P0 got a prize on D1.",
        initiator="a",
        in_series=True,
    ),
    CallRule(
        "round-same",
        "Somebody gets the same message.",
        r"\b(?P<trigger>(?:same|similar|identical)(?: [a-z]+){0,3}?"
        r"(?: (?:was|were|went|had gone|came))?(?: [a-z]+ed| out)?|(?:asked|demanded) the same)"
        r" (?:to|with|from|of|for)"
        rf" (?P<b>{OTHERS})",
        "the same message went to P0 and P1.",
        "the same message went unheard by P0 and P1.",
        in_series=True,
    ),
    CallRule(
        "round-told-same",
        "Somebody is told the same.",
        rf"(?P<b>{OTHERS}) {WHEN}(?P<trigger>(?:got|heard|received|found"
        r"|(?:was|were|had been) (?:told|given|promised|assured))(?: of| that| much| largely)?"
        r" (?:the same|a similar|an identical|as much))\b",
        "P0 heard much the same.",
        "P0 heard the news.",
        in_series=True,
    ),
    CallRule(
        "round-began-with",
        "The round begins or ends with somebody.",
        r"\b(?P<trigger>beg[aiu]n|started|opened|ended|concluded|closed|finished|wound up|continued"
        r"|kicked off|went on|rounded off|wrapped up)\b(?: P\d+ (?:day|round))?[^PGQ.;]{0,40}? with"
        rf"(?: an? [^PGQ.;]{{0,30}}?(?:call|conversation) (?:to|with|from))? (?P<b>{OTHERS})",
        "the round began at dawn with P0.",
        "the round broke off at dawn for P0.",
        in_series=True,
    ),
    CallRule(
        "round-went-on-to",
        "Somebody turns to the next one, or consults or briefs another.",
        rf"(?P<a>{PERSON}) {WHEN}(?P<trigger>{_WENT_ON}) (?:his |her |both )?(?P<b>{OTHERS})"
        rf"{NO_NAME}",
        "P0 then turned to P1, who was in Lima.",
        "P0 then turned on P1, who was in Lima.",
        in_series=True,
    ),
    CallRule(
        "round-heard-from-him",
        "Somebody hears the news from who makes the round.",
        rf"(?P<b>{OTHERS}) {WHEN}(?P<trigger>heard (?:it|the news|of it|as much|this)) from"
        r" (?P<a>P\d+)(?=[,.;]|$| (?:too|as|and|himself|herself|in person|directly)\b)",
        "P0 heard the news from P1, as did P2.",
        "P0 heard the news from P1's wife.",
        initiator="a",
        in_series=True,
    ),
    CallRule(
        "round-told",
        "One tells or asks another something.",
        rf"(?P<a>{PERSON}) {WHEN}(?:(?:[a-z]+ ){{1,6}}?and )?(?P<trigger>{TELLS}|offered|begged"
        r"|implored|impressed (?:up)?on|made (?:it )?(?:clear|plain) to|(?:was|were) told by"
        rf"|heard from|learn(?:ed|t) from) (?:his |her )?(?P<b>{OTHERS})",
        "P0 then asked P1 for ships.",
        "P0 then joined P1 for lunch.",
        in_series=True,
    ),
    CallRule(
        "round-and-discussed",
        "Who spoke with somebody also discussed something with another.",
        r"P\d[^GQ.;]{1,160}?(?:,| and|,? then) (?:(?:then|also|later|separately) )?(?P<trigger>"
        r"discussed|reviewed|spoke|talked|conferred|exchanged (?:views|notes)|went over|examined)"
        rf"(?: [^PGQ.;]{{0,80}}?)? with (?P<b>{OTHERS})",
        "P0 spoke with P1, and discussed with P2 the road.",
        "P0 spoke with P1, and crossed with P2 the road.",
        in_series=True,
    ),
    CallRule(
        "round-discussed",
        "One discusses something with another.",
        rf"(?P<a>{PERSON}) {WHEN}(?P<trigger>discussed|reviewed|raised|took up|went over|addressed"
        r"|exchanged (?:views|notes)|agreed|compared notes|dealt|touched|dwelt)"
        rf"[^PGQ.;]{{0,100}}? with (?P<b>{PERSON})",
        "P0 took up the matter of grain with P1.",
        "P0 took to the matter of grain at once, P1 said.",
        in_series=True,
    ),
)
"""They tell of a call only where the article tells of several."""
