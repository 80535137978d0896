"""Rules that read a call told beside the main clause: "when he rang, she thanked him"."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    BY_WIRE,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    TELLS,
    WIRE,
    CallRule,
)

_DAY = r"(?:(?: on| late| early)* D\d+)?"
_RANG = r"(?:rang|rung|(?:tele)?phoned|called)(?: up)?"
_TALK = r"(?:contacts?|talks?|exchanges?|conversations?|discussions?|communication|consultations?)"
_REFUSED = r"(?:turned down|rejected|refused|declined|rebuffed|spurned)"

_TELLING = (
    r"(?:telling|urging|assuring|asking|warning|informing|reminding|thanking|congratulating"
    r"|briefing|inviting|pressing|consulting|updating|greeting|begging|promising|offering|accusing"
    r"|notifying|advising|wishing|imploring|reassuring)"
)
_NO_OTHER = r"[^GQ.;]{1,160}?"
_ADDRESSEE = r"(?:(?:the|his|her) )?(?:[a-z-]+ ){0,3}?P\d+(?![\d'])"

IN_CLAUSES: tuple[CallRule, ...] = (
    CallRule(
        "who-had-rung",
        "To who had rung him or her, somebody says something.",
        rf"\b(?:to|from|of) (?P<a>P\d+)(?:,[^,;.PGQ]{{1,60}})?, who (?:had |has )?"
        rf"(?P<trigger>{_RANG}) (?:him|her){_DAY}, (?P<b>P\d+)",
        "to P0, who had rung him on D1, P2 said that the time had come.",
        "to P0, who had helped him on D1, P2 said that the time had come.",
        initiator="a",
    ),
    CallRule(
        "when-rang",
        "When somebody rang, another told or thanked him or her.",
        rf"\bwhen (?P<a>P\d+) (?:had )?(?P<trigger>{_RANG}){_DAY}, (?P<b>P\d+)"
        rf" (?:[a-z]+ ){{0,2}}?(?:{TELLS}|said|replied|answered|promised|explained|refused)\b",
        "when P0 rang on D1, P2 thanked P3 for the aid.",
        "when P0 came on D1, P2 thanked P3 for the aid.",
        initiator="a",
    ),
    CallRule(
        "reached-for-the-phone",
        "Somebody reaches for the telephone and tells somebody something.",
        r"(?P<a>P\d+) (?:to )?(?P<trigger>(?:reach(?:ed|es)? for|pick(?:ed|s)? up|lift(?:ed|s)?"
        rf"|took up) the (?:tele)?(?:phone|receiver)){_DAY}(?::|;|,? and)(?: (?:P\d+|he|she))?"
        rf" (?:then )?{TELLS} (?:his |her |the )?(?P<b>P\d+)",
        "the quarrel made P0 reach for the telephone on D1: P2 asked P3 to give way.",
        "the quarrel made P0 reach for the sword on D1: P2 asked P3 to give way.",
        initiator="a",
    ),
    CallRule(
        "on-the-line-and",
        "Somebody is on the line and tells somebody something.",
        rf"(?P<a>P\d+) (?:was|came) (?P<trigger>on the (?:line|(?:tele)?phone)){_DAY},? and"
        rf" (?:then )?{TELLS} (?:his |her |the )?(?P<b>P\d+)",
        "P0 was on the line and congratulated P1.",
        "P0 was on the ship and congratulated P1.",
    ),
    CallRule(
        "request-turned-down-by",
        "Somebody's request to speak by telephone is turned down by another.",
        r"\b(?P<trigger>(?:requests?|proposals?|offers?|invitations?|suggestions?|appeals?|bids?))"
        r" (?:by|from|of) (?P<b>P\d+)[^PGQ.;]{1,60}? (?:phone|telephone|call|line)\b[^PGQ.;]{0,40}?"
        rf" (?:was|were|is|has been|had been)(?: [a-z]+ly)? {_REFUSED}{_DAY} by (?P<a>P\d+)",
        "a request by P0 that the two should speak by phone has been turned down by P1.",
        "a request by P0 that the two should dine has been turned down by P1.",
        initiator="b",
        status="refused",
    ),
    CallRule(
        "call-of-one-with",
        "The call of somebody with another.",
        rf"\b(?P<trigger>{PHONE_NOUN}){_DAY} of (?P<a>{PERSON}){_DAY} with"
        rf" (?:the )?(?P<b>{OTHERS})",
        "a telephone call of P0 with P1 took place on D2.",
        "a telephone call of P0 for peace with P1.",
    ),
    CallRule(
        "contact-by-wire-between",
        "Contact by telephone there is between two people.",
        rf"\b{_TALK} (?P<trigger>{BY_WIRE})[^PGQ.;]{{0,50}}? between (?P<a>{PAIR})",
        "there was contact by telephone on D0 between P1 and P2.",
        "there was contact by letter on D0 between P1 and P2.",
    ),
    CallRule(
        "telling-by-wire",
        "Somebody does something, telling somebody something by telephone.",
        rf"(?P<a>P\d+(?![\d'])){_NO_OTHER}, (?:and )?(?:[a-z]+ )?{_TELLING}"
        rf" (?P<b>{_ADDRESSEE})[^PGQ.;]{{0,60}}? (?P<trigger>{WIRE})",
        "P0 mended fences on D1, telling his P2 over the phone that the road was open.",
        "P0 mended fences on D1, telling his P2 over the wall that the road was open.",
    ),
    CallRule(
        "was-told-by-wire",
        "Somebody is told something by another by telephone.",
        rf"(?P<b>{PERSON}) (?:was|were|had been|has been|is|being) (?:also |then |later )?{TELLS}"
        rf"(?: {WIRE})? by (?:the )?(?P<a>P\d+)(?:, [^,;.PGQ]{{1,60}},)?"
        rf"[^PGQ.;]{{0,60}}? (?P<trigger>{WIRE})",
        "P0 was told by P1 over the phone on D2 that the road was open.",
        "P0 was told by P1 over the wall on D2 that the road was open.",
    ),
    CallRule(
        "to-one-another-said",
        "To somebody, who is named first, another says something in a call.",
        rf"^(?:(?:and|but|also),? )?to (?P<b>P\d+)(?:,[^,;.PGQ]{{1,60}},)?,? (?:the )?(?P<a>P\d+)"
        rf" (?:[a-z]+ ){{1,3}}?(?P<trigger>{WIRE}|in an? {ADJECTIVES}{PHONE_NOUN})",
        "to P0 P1 said in a telephone call that the road was open.",
        "to P0 P1 said in an open letter that the road was open.",
    ),
    CallRule(
        "done-by-wire-between",
        "Something is discussed by telephone between two people, or by them.",
        r"\b(?:discussed|talked over|raised|reviewed|gone (?:over|into)|brought up|agreed|settled"
        r"|considered|examined|addressed|dealt with|taken up|touched (?:up)?on|exchanged)"
        rf" (?P<trigger>{BY_WIRE}){_DAY},? (?:by|between|among) (?P<a>{PAIR})",
        "the plan was reviewed over the telephone on D0 between P1 and P2.",
        "the plan was reviewed over the weekend on D0 between P1 and P2.",
    ),
    CallRule(
        "done-by-wire-by",
        "Something is discussed by somebody by telephone with another.",
        rf"\b(?:discussed|talked over|raised|reviewed|gone over|gone into|brought up|agreed) by"
        rf" (?:the )?(?P<a>{PERSON}){_DAY} (?P<trigger>{BY_WIRE}){_DAY} with"
        rf" (?:the )?(?P<b>{OTHERS})",
        "the plan was discussed by P0 over the telephone on D1 with P2.",
        "the plan was discussed by P0 over the weekend with P2.",
    ),
)
