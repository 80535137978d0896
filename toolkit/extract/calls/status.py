"""Whether a reported call was held, planned, refused or denied."""

from __future__ import annotations

from toolkit.extract.calls import context
from toolkit.extract.calls.words import Reading
from toolkit.patterns import late

_NEARBY = 60
_JUST_BEFORE = 20
_PREVIOUS = late(
    r"(?:\b(?:the|their|his|her|whose)|[PG]\d+(?:'s?)?) (?:previous|last|earlier|preceding|prior)"
    r"(?: (?!of |in |for |to )(?:[a-z-]+|P\d+'?s?|P\d+[- ]P\d+)){0,2} \Z"
    r"|\b(?:last|previously) (?:had |have )?(?:(?:sp[oe]ken?|talked|conversed|held|exchanged"
    r"|discussed|called|phoned|telephoned)(?: [a-z-]+){0,4} ?)?\Z"
)
"""What, before words for a call, says that it is the one before the call that is the news."""
_WOULD = late(r"\b(?:would|should|agreed|urged)\b")
_SAID_WOULD = late(
    r"\b(?:said|says|announced|confirmed|added)(?: that)? (?:P\d+|he|she) would (?:also |then )?"
    r"(?:speak|talk|confer) (?:to|with) [^.;]{1,60}(?:D\d|\b(?:later|tomorrow|tonight|afternoon"
    r"|evening|morning|soon|next))"
)
"""Who announces a talk, and when: "he would speak to her in the afternoon"."""
_PHONE_WORDS = late(r"(?:tele)?phone|tele|video|virtual|conference|calls?|conversations?")


def status_of(reading: Reading, text: str) -> str | None:
    """held, planned, refused or denied; ``None`` where there was no such call."""
    rule, (low, high), (start, end) = reading.rule, reading.span, reading.trigger
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
    around = text[max(0, low - _NEARBY) : high + _NEARBY]
    if context.DENIED.search(around) or context.DENIED_BEFORE.search(
        text[max(0, low - _NEARBY) : start]
    ):
        return "denied"
    if context.REFUSED.search(text[max(0, low - _NEARBY) : end]):
        return "refused"
    if context.IN_VAIN.search(text, low, end):
        return "refused"
    if rule.name == "last-spoke-since":
        return "held"
    if context.NOT_PLANNED.search(text, max(0, low - 40), end):
        return None
    if context.PUT_OFF.match(text, end):
        return "refused"
    if rule.status == "planned" or _is_planned(text, max(0, low - 40), end):
        return "planned"
    if context.CALLED_OFF.match(text, end) or context.NOT_TAKEN.match(text, end):
        return "refused"
    if context.CALL_PLANNED.match(text, _noun(text, start, end), high + 80):
        return "planned"
    if context.NEGATED.search(before) or context.NEGATED.search(
        text[max(0, low - _JUST_BEFORE) : start]
    ):
        return None
    return "held"


def _is_planned(text: str, start: int, end: int) -> bool:
    """Whether words before or in those for a call say that it is to come, and none that it was."""
    planned = context.PLANNED.search(text, start, end)
    return planned is not None and (
        context.WAS_HELD.search(text, max(0, planned.start() - _NEARBY), planned.start()) is None
    )


def is_previous(text: str, start: int) -> bool:
    """Whether words for a call at ``start`` of a skeleton mean the one before the news."""
    return _PREVIOUS.search(text, max(0, start - _NEARBY), start) is not None


def is_foretold(text: str) -> bool:
    """Whether a sentence says who is going to speak: not that somebody should or agreed to."""
    return _WOULD.search(text) is None or _SAID_WOULD.search(text) is not None


def _noun(text: str, start: int, end: int) -> int:
    """Where the noun of a call begins in its trigger ("a second phone call")."""
    match = _PHONE_WORDS.search(text, start, end)
    return match.start() if match else start
