"""Whether a reported call was held, planned, refused or denied."""

from __future__ import annotations

from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.words import CALL_NOUN, Reading
from toolkit.patterns import late

_NEARBY = 60
_JUST_BEFORE = 20
_PREVIOUS = late(
    r"(?:\b(?:the|their|his|her|whose)|[PG]\d+(?:'s?)?) (?:previous|last|earlier|preceding|prior)"
    r"(?: (?!of |in |for |to )(?:[a-z-]+|P\d+'?s?|P\d+[- ]P\d+)){0,2} \Z"
    r"|\b(?:last|previously) (?:had |have )?(?:(?:sp[oe]ken?|talked|conversed|held|exchanged"
    r"|discussed|called|phoned|telephoned)(?: [a-z-]+){0,4} ?)?\Z"
    r"|\b(?:G\d+|they|both) (?:had )?first \Z"
    r"|\bwhom (?:the )?P\d+ had (?:also |already |just |only )?\Z"
)
"""What, before words for a call, says that it is the one before the call that is the news."""
_HAD = late(
    r"\bhad (?:(?:also|already|earlier|once|both|first|then|in turn|himself|herself|D\d+|in D\d+"
    r"|on D\d+),? )*(?:(?:spoken|talked|conversed|conferred|held|had|exchanged|discussed) "
    r"(?:[a-z-]+ ){0,4})?\Z"
)
"""The pluperfect, which tells what was before the news."""
_STILL = late(r"\bha(?:s|ve|d) (?:been|repeatedly|so far|long)\b")
_WOULD = late(r"\b(?:would|should|agreed|urged)\b")
_SAID_WOULD = late(
    r"\b(?:said|says|announced|confirmed|added)(?: that)? (?:P\d+|he|she) would (?:also |then )?"
    r"(?:speak|talk|confer) (?:to|with) [^.;]{1,60}(?:D\d|\b(?:later|tomorrow|tonight|afternoon"
    r"|evening|morning|soon|next))"
)
"""Who announces a talk, and when: "he would speak to her in the afternoon"."""
_PHONE_WORDS = late(r"(?:tele)?phone|tele|video|virtual|conference|calls?|conversations?")
UNREAL = late(
    r"\b(?:hoped|(?<!had the )(?<!had a )(?:chance|opportunity) to|(?:wanted|wish(?:ed|es)) to"
    r"|(?:open|willing|asked|yet) to|(?:suggestion|idea"
    r"|possibility|prospect)s?|if|whether|unlikely|(?:would|could|should|might) have|instead of"
    r"|rather than|without|never|not|no|neither|nor|cannot)\b|n't\b"
    r"|\btoo (?:busy|absorbed|ill|sick|weak|tired|angry|upset|engrossed|(?:pre)?occupied|proud"
    r"|drunk|afraid|scared|frightened|distraught|exhausted|furious|cross|polite) [^.;]{0,60}?\bto\b"
    r"|\b(?:feud|clash|quarrel|argu|disagree|differ|spar|row|spat|fight|furore|outrage|anger"
    r"|controvers|critici[sz])[a-z]* (?:over|about|on)\b"
    r"(?![^,.;]{0,60} (?:in|during) (?:an?|the|their) )"
)
"""What, between a subject and words for a call, says that there was none or is none yet."""

_RESCHEDULED = late(
    rf"\b(?:{CALL_NOUN}\b[^Q.;]{{0,140}} (?:has|have|had|was|were|is|are)(?: (?:now|since|also))?"
    r"(?: been)?(?: now)? (?:postponed|put (?:off|back)|delayed|deferred|moved|shifted|rescheduled"
    r"|pushed back|brought forward|set|fixed)"
    r"|(?:postponed|put off|moved|shifted|rescheduled|delayed|brought forward) (?:the|their|a|his"
    rf"|her) (?:[a-z]+ ){{0,2}}{CALL_NOUN})"
    r" (?:to|until|till|for|from D\d+ to) (?:the |early |late )*(?P<day>D\d+)"
)
"""A call that was put off or moved, and the day on which it is to come."""


def new_day(text: str) -> int | None:
    """Which piece of a skeleton is the day to which a call was put off; ``None`` without one."""
    match = _RESCHEDULED.search(text)
    return int(match["day"][1:]) if match is not None else None


def status_of(reading: Reading, text: str) -> str | None:
    """held, planned, refused or denied; ``None`` where there was no such call."""
    rule, (low, high), (start, end) = reading.rule, reading.span, reading.trigger
    if text.rstrip().endswith("?"):
        return None  # nobody tells what is asked
    before = text[max(0, start - _NEARBY) : start]
    if context.NEVER.search(before):
        return None
    if rule.status == "refused":
        return "refused"
    if context.WHETHER.search(text, max(0, low - _NEARBY), low):
        return None
    if context.NO_CALL.search(before):
        there_was = context.THERE_WAS.search(before) or context.NONE_HELD.search(
            text, end, high + 80
        )
        return "denied" if there_was else None
    if _is_denied(reading, text):
        return "held" if rule.within else "denied"
    if context.REFUSED.search(text[max(0, low - _NEARBY) : end]):
        return "refused"
    if context.IN_VAIN.search(text, low, end):
        return "refused"
    if rule.name == "last-spoke-since":
        return "held"
    if context.NOT_PLANNED.search(text, max(0, low - 40), end):
        return None
    noun = _noun(text, start, end)
    if context.NOT_TO_BE.match(text, noun, high + 80) or context.NOT_ONE.match(text, noun):
        return None
    if context.ANY_CALL.search(text[:noun]) and context.WOULD_HELP.match(text, noun):
        return None
    if _RESCHEDULED.search(text, max(0, low - _NEARBY)):
        return "planned"
    called_off = context.CALLED_OFF.match(text, noun) and not context.REPORTED.search(before)
    if called_off or context.PUT_OFF.match(text, end):
        return "refused"
    if context.WHO_REFUSED.match(text, end):
        return "refused"
    if rule.status == "planned" or _is_planned(text, max(0, low - 40), end):
        return "planned"
    if context.NOT_TAKEN.match(text, end):
        return "refused"
    if context.NOT_YET_PLANNED.match(text, end):
        return None
    if context.CALL_PLANNED.match(text, noun, high + 80):
        return "planned"
    if context.NEGATED.search(before) or context.NEGATED.search(
        text[max(0, low - _JUST_BEFORE) : start]
    ):
        return None
    return "held"


def _is_denied(reading: Reading, text: str) -> bool:
    """Whether somebody denies that there was a call, not what is said to have happened in it."""
    (low, high), (start, end) = reading.span, reading.trigger
    denied = context.DENIED.search(text, max(0, low - _NEARBY), high + _NEARBY)
    if denied and not context.SAID_IN_IT.search(text, end, denied.start()):
        return True
    before = text[max(0, low - _NEARBY) : start]
    of_it = context.DENIED_OF_IT.search(before) and not context.HAPPENED.match(text, end)
    if context.DENIED_BEFORE.search(before):
        return not of_it
    told = context.REPORTED.search(before) and context.DENIED_BEHIND.match(text, end)
    return told is not None and not of_it


def _is_planned(text: str, start: int, end: int) -> bool:
    """Whether words before or in those for a call say that it is to come, and none that it was."""
    planned = context.PLANNED.search(text, start, end)
    return planned is not None and (
        context.WAS_HELD.search(text, max(0, planned.start() - _NEARBY), planned.start()) is None
    )


def is_previous(text: str, start: int) -> bool:
    """Whether words for a call at ``start`` of a skeleton mean the one before the news."""
    return _PREVIOUS.search(text, max(0, start - _NEARBY), start) is not None


def keeps_refusing(words: str) -> bool:
    """Whether words tell of calls refused for some time, not on the day that somebody told it."""
    return _STILL.search(words) is not None or context.KEEPS_REFUSING.search(words) is not None


def had_been(text: str, start: int) -> bool:
    """Whether words for a call at ``start`` of a skeleton stand in the pluperfect."""
    return _HAD.search(text, max(0, start - _NEARBY), start) is not None


def is_foretold(text: str) -> bool:
    """Whether a sentence says who is going to speak: not that somebody should or agreed to."""
    return _WOULD.search(text) is None or _SAID_WOULD.search(text) is not None


def _noun(text: str, start: int, end: int) -> int:
    """Where the noun of a call begins in its trigger ("a second phone call")."""
    match = _PHONE_WORDS.search(text, start, end)
    return match.start() if match else start
