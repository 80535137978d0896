"""Rules that read a call told beside the main clause: "when he rang, she thanked him"."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    BY_WIRE,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    TELLS,
    CallRule,
)

_DAY = r"(?:(?: on| late| early)* D\d+)?"
_RANG = r"(?:rang|rung|(?:tele)?phoned|called)(?: up)?"
_TALK = r"(?:contacts?|talks?|exchanges?|conversations?|discussions?|communication|consultations?)"
_REFUSED = r"(?:turned down|rejected|refused|declined|rebuffed|spurned)"

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
        "calls-received-from",
        "Telephone calls were received from some; by whom, the sentence or those before tell.",
        rf"\b(?P<trigger>{PHONE_NOUN})[^PGQ.;]{{0,40}}? (?:was|were|had been|have been|has been)"
        rf" (?:also )?received{_DAY} from (?P<b>{OTHERS})",
        "telephone calls had been received from P0 and P1.",
        "telephone bills had been received from P0 and P1.",
        initiator="b",
    ),
    CallRule(
        "put-the-phone-down-on",
        "Somebody puts the telephone down on somebody.",
        rf"(?P<a>{PERSON})(?: (?:has|had|then|abruptly|angrily|reportedly)){{0,2}} (?P<trigger>"
        r"(?:slammed|put|banged|threw) (?:down )?the (?:tele)?(?:phone|receiver)(?: down)?) on"
        r" (?P<b>P\d+)",
        "P0 slammed the phone down on P1.",
        "P0 slammed the door on P1.",
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
        "done-by-wire-by",
        "Something is discussed by somebody by telephone with another.",
        rf"\b(?:discussed|talked over|raised|reviewed|gone over|gone into|brought up|agreed) by"
        rf" (?:the )?(?P<a>{PERSON}){_DAY} (?P<trigger>{BY_WIRE}){_DAY} with"
        rf" (?:the )?(?P<b>{OTHERS})",
        "the plan was discussed by P0 over the telephone on D1 with P2.",
        "the plan was discussed by P0 over the weekend with P2.",
    ),
)
