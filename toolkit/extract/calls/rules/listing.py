"""Rules for sentences that list with whom the calls of a round were.

Behind words for several calls a sentence whose subject means those calls, or those with whom they
were, lists the leaders: "her interlocutors were ...", "the discussions were with ...", "they
included ...", "on the other end were ...". What may be its subject are classes of words in the
lexicon, not wordings. `calls.rounds.rounds` reads them.
"""

from __future__ import annotations

from toolkit.extract.calls.rules.rounds import ORDINAL
from toolkit.extract.calls.wording.words import MANY, PAIR, PERSON, SPEAK, TELLS, CallRule
from toolkit.extract.lexicons import table, words


def _one_of(forms: list[str]) -> str:
    return rf"(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b"


def _partners(called: str) -> str:
    """Words for those with whom somebody speaks, by whether they tell who called."""
    return _one_of([row["word"] for row in table("call_partners") if row["called"] == called])


_ARE = (
    r"(?: (?:so far|thus far|also|then|D\d+|on D\d+|that day|in all|too)){0,2},?"
    rf"(?: (?:{_one_of(sorted(words('call_list_verbs')))})|(?=:))"
    r"(?:,? (?:also|so far|among others|notably|in order)){0,2}:?"
)
"""Between the subject and the list; a colon alone says as much."""
_OPENS = (
    r"(?:^|[;:] |, (?:and |while )?)"
    r"(?:(?:and|but|also|later|on D\d+|D\d+|among|one of|some of),? )*"
)
_NP = (
    r"(?:(?!(?:by|for|against|to|that|who|whom|which|if|when) )[a-z-]+ |[PC]\d+(?:'s?)? "
    r"|D\d+ ){0,4}?"
)
_SPOKEN_TO = (
    r"(?:(?:sp[eo]aks?|spoken?|talk(?:s|ed)?|conferred) (?:to|with)|reach(?:es|ed)|call(?:s|ed)"
    r"|contact(?:s|ed)|consult(?:s|ed)|(?:tele)?phone[ds]|r[au]ng|brief(?:s|ed)|heard(?: from)?"
    r"|dial(?:l)?ed|sounded out|got (?:hold of|through to)|approached|informed|updated)"
)
_LINE = (
    r"(?:on|at) (?:the )?(?:other|far|opposite|receiving) ends?(?: of (?:the|P\d+(?:'s?)?) (?:line"
    r"|(?:tele)?phone|wire)s?)?|on (?:the|P\d+(?:'s?)?) (?:call )?(?:line|(?:tele)?phone|list)"
    r"(?: of those)?"
)
_BEHIND = (
    r"(?: (?:(?:on|in|of|for|to|from|during)"
    r" (?:(?:P\d+(?:'s?)?|D\d+|the|that|this|these|such) ){0,2}"
    r"(?:(?:tele)?phone )?(?:list|line|round|series|schedule|day|afternoon|evening|morning|night"
    r"|calls?|conversations?|talks|contacts|(?:tele)?phone|D\d+)"
    r"|(?:(?:who|whom|that|to whom|with whom) )?"
    rf"(?:(?:P\d+|have|has|had|also|D\d+) ){{0,3}}{_SPOKEN_TO}"
    r"(?: (?:by (?:tele)?phone|on|up|in|during|over|so far|later|separately|about|that|D\d+)\b"
    rf"[^PGQ.;:]{{0,30}}?)?|(?:to|with) whom P\d+(?: had| also){{0,2}} {SPEAK}"
    r"|(?:who|that) (?:had |have |also )?(?:offered|expressed|conveyed) [^PGQ.;:]{0,40}?"
    rf"|{_LINE}|(?:of|with|to|from|including) (?:[a-z-]+ ){{0,3}}?{_partners('')}"
    r"|(?:on )?D\d+)){0,2}"
)
"""What may stand between the words for those who spoke and the verb: "on her list"."""
_TALK = _one_of(sorted(words("call_talks")))
_ROUND = _one_of(sorted(words("call_series")))

_DID = r"(?:[a-z]+ ){0,2}?(?:[a-z]+ed|said|spoke|made|took|gave|went|dealt)\b"
_IN_ANOTHER = (
    r"^(?:(?:also|later|earlier|meanwhile),? )?(?:(?:on )?D\d+,? )?(?P<trigger>(?:in|during|over)"
    r" (?:(?:an?|the) )?(?:another|similar|separate|second|third|further|later|subsequent|parallel"
    rf"|follow-up|different|earlier|other|next|last|final) (?:[a-z-]+ ){{0,3}}?{_TALK})"
    r"(?:,? (?:held |on |late |early |also |later )*D\d+)?,"
)

LINE = CallRule(
    "list-line",
    "A line of a list of calls begins with whom one was.",
    r"^(?:[^a-zA-Z]{0,4}(?:with|to|from) |C\d+ ?(?::|-|\u2013|\u2014) ?)?"
    rf"(?P<trigger>(?P<b>{PERSON}))",
    "C0: P1 asked for help.",
    "in C0 P1 asked for help.",
    in_series=True,
    one_by_one=True,
)
"""It is read only in the paragraphs that `calls.rounds.lines` finds to be the lines of a list."""

LISTING: tuple[CallRule, ...] = (
    CallRule(
        "list-callers",
        "Those who called are listed; whom, the round tells.",
        rf"{_OPENS}{_NP}(?P<trigger>{_partners('they')}(?:' names)?|(?:those|leaders"
        rf"|others)(?: who| that)?"
        r" (?:had |have |also )?(?:called|calling|(?:tele)?phoned|phoning|rang|ringing)\b)"
        rf"{_BEHIND}{_ARE} (?P<b>{MANY})",
        "the callers on D0 included P1, P2 of C2 and P3.",
        "the cattle on D0 included P1, P2 of C2 and P3.",
        initiator="b",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-phoned",
        "Behind words for telephoning and a colon those who were called are listed.",
        rf"(?P<a>P\d+(?!['\d]))[^PGQ.;:]{{0,60}}? (?P<trigger>(?:tele)?phon(?:ing|ed|es)"
        rf"|calling|dialling"
        rf"|ringing|on the (?:tele)?phone|by (?:tele)?phone)[^PGQ.;:]{{0,60}}: (?P<b>{MANY})",
        "P0 has been phoning since D1: P2 twice, P3 three times and P4.",
        "P0 has been sailing since D1: P2 twice, P3 three times and P4.",
        initiator="a",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-called",
        "Those who were called are listed; by whom, the round tells.",
        rf"{_OPENS}{_NP}(?P<trigger>{_partners('hub')}){_BEHIND}{_ARE} (?P<b>{MANY})",
        "the recipients of P0 calls were P1 and P2.",
        "the receipts of P0 calls were P1 and P2.",
        initiator="a",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-partners",
        "Those with whom somebody spoke are listed; who spoke to them, the round tells.",
        rf"{_OPENS}{_NP}(?P<trigger>{_partners('')}|those|them|these|they){_BEHIND}{_ARE}"
        rf"(?: with| to)? (?P<b>{MANY})",
        "P0 interlocutors were P1, P2 and P3.",
        "P0 intentions were P1, P2 and P3.",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-talks",
        "The talks of a round are listed by whom they were with.",
        rf"{_OPENS}{_NP}(?P<trigger>{_TALK}|(?:these|they|it|this|that)\b|{_ROUND}|{ORDINAL}|one"
        rf"|another)(?: of (?:these|them))?{_BEHIND}(?:{_ARE}|,? (?:went|came|followed|was|had been"
        rf"|were)(?: out)?(?:,? (?:on )?D\d+)?) (?:with|to|from|between|those with|one with)"
        rf" (?P<b>{MANY})",
        "the discussions were with P0 of C1; with P2, the premier; and with P3.",
        "the fireworks were with P0 of C1; with P2, the premier; and with P3.",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-talks-included",
        "The talks of a round take in those who are listed.",
        rf"{_OPENS}{_NP}(?P<trigger>{_TALK}|{_ROUND}){_BEHIND}(?!,? (?:is|are|was|were) (?!:))"
        rf"{_ARE} (?P<b>{MANY})",
        "the contacts D0 involved P1, P2 and P3.",
        "the contracts D0 involved P1, P2 and P3.",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-at-other-end",
        "Those at the other end of the line, or on somebody's list, are listed.",
        rf"{_OPENS}(?P<trigger>{_LINE}){_BEHIND}{_ARE} (?P<b>{MANY})",
        "on the other end were P0, P1 and P2.",
        "on the other side were P0, P1 and P2.",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "list-first",
        "Who came first in a round, and who behind, is listed.",
        rf"{_OPENS}(?P<trigger>first(?:ly)?|last(?:ly)?|next|then|finally)(?: on the (?:line|list)"
        r"| up| in line| to (?:be called|hear))?,? (?:came|was|were|followed|it was|there was"
        rf"|to be called (?:was|were))(?: the turn of)?,? (?P<b>{MANY})",
        "first came P0, then P1 and last P2.",
        "first came rain, then P1 and last P2.",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "listed-as-partners",
        "Some are told to be among those with whom somebody spoke.",
        rf"^(?P<b>{MANY})(?: of C\d+)?,? (?:was|were|are|is|made up|completed|rounded out|became)"
        r"(?: also| both| all| too){0,2} (?:(?:among|one of|on) )?(?:(?:the|P\d+(?:'s?)?|those"
        r"|on|other|others|further|first|next|last|remaining) ){0,5}"
        rf"(?P<trigger>{_partners('hub')}|{_partners('they')}|interlocutors?|partners?"
        r"|(?:call )?list\b|(?:called|reached|contacted|consulted|rung|phoned|telephoned)\b"
        r"(?=[.,;]| (?:too|as well|on D|D\d|by P)))",
        "P0 and P1 of C1 were the other recipients of P2 calls.",
        "P0 and P1 of C1 were the other rulers of P2 lands.",
        in_series=True,
        one_by_one=True,
    ),
    CallRule(
        "in-another-told",
        "In another call somebody tells somebody something.",
        rf"{_IN_ANOTHER} (?P<a>{PERSON})(?: [a-z]+){{0,2}} {TELLS} (?P<b>P\d+)(?![\d'])",
        "in a separate call, P0 told P1 of the harvest.",
        "in a separate hall, P0 told P1 of the harvest.",
        in_series=True,
    ),
    CallRule(
        "in-another-pair",
        "In another call two people deal with something.",
        rf"{_IN_ANOTHER} (?P<a>{PAIR}) {_DID}",
        "in a separate call, P0 and P1 looked at the harvest.",
        "in a separate hall, P0 and P1 looked at the harvest.",
        in_series=True,
    ),
    CallRule(
        "separately-pair",
        "Separately, two people talk something over.",
        r"^(?P<trigger>separately|in parallel|likewise|similarly)(?:,? (?:on )?D\d+)?,?"
        rf" (?P<a>{PAIR})"
        r" (?:[a-z]+ ){0,2}?(?:discussed|reviewed|exchanged|talked|spoke|agreed|conferred|went over"
        r"|took up|compared notes)\b",
        "separately, P0 and P1 reviewed the harvest.",
        "separately, P0 and P1 sold the harvest.",
        in_series=True,
    ),
    CallRule(
        "in-another-said",
        "In another call somebody says something; to whom, the round tells.",
        rf"{_IN_ANOTHER} (?P<b>{PERSON}) {_DID}"
        r"(?![^.;]* P\d+ (?:said|says|told|added|wrote))",
        "in a similar call, P0 thanked C1 for its ships.",
        "in a similar hall, P0 thanked C1 for its ships.",
        in_series=True,
    ),
)
