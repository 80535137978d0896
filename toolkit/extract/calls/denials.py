"""Calls of which an article only asks or tells what others said, and then that there was none.

"Did she let his call wait?" reports no call; "the logs show no call from him" denies it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.model import Mention
from toolkit.patterns import late

_CALLS = r"(?:(?:tele)?phone )?(?:calls?|conversations?)"
_NO_SUCH = late(
    r"\b(?:logs?|records?|diar(?:y|ies)) (?:show(?:s|ed)?|ha(?:ve|s|d)|contain(?:s|ed)?"
    rf"|list(?:s|ed)?) no (?:[a-z-]+ ){{0,2}}{_CALLS} (?P<way>from|to|with) (?P<who>P\d+)"
    rf"|\bno {_CALLS} (?P<way_b>from|to|with) (?P<who_b>P\d+)"
    r" (?:(?:was|were|is|are|had been) )?(?:ever )?(?:logged|recorded|on record|made|placed)\b"
    rf"|\bthere (?:had|has|have) not been any {_CALLS}\b(?=[.,;]|$| (?:between|at all|of the kind))"
)
"""What says of a call that was told before that there was none."""
_ALLEGED = late(
    r"\b(?:reports?|reported(?:ly)?|claim(?:s|ed)?|wrote|writes|alleg(?:es|ed|edly|ation)|rumou?rs?"
    r"|stor(?:y|ies)|tale|supposed(?:ly)?)\b|\?"
)
"""What says of a sentence that it asks, or tells what others said."""


def without_basis(skeletons: Sequence[Skeleton], calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls; one that is only asked about or alleged, and of which there is no trace, denied.

    Args:
        skeletons: the sentences of the article that may speak of a call.
        calls: the calls found in it.
    """
    found = list(calls)
    for sk in skeletons:
        match = _NO_SUCH.search(sk.text)
        if match is None:
            continue
        number = match["who"] or match["who_b"]
        named = _person(sk, number[1:]) if number else None
        for call in found:
            if call.status.value != "held" or not _is_alleged(call):
                continue
            if named is not None and named.entity.key not in call.keys:
                continue
            if named is None and (number or len(found) > 1):
                continue
            span = sk.origin(*match.span())
            call.status = Claim("denied", *span, "no-trace-of-call")
            call.mentions.append(span)
            if named is not None and "from" in (match["way"], match["way_b"]):
                call.events[0] = replace(call.events[0], initiator=named)
    return found


def _person(sk: Skeleton, number: str) -> Party | None:
    """Whom a placeholder of a skeleton stands for."""
    piece = sk.pieces[int(number)]
    if not isinstance(piece, Mention) or piece.entity is None:
        return None
    return Party(piece.entity, piece.start, piece.end)


def _is_alleged(call: CallFind) -> bool:
    """Whether what reports a call asks whether there was one, or tells that others say so."""
    held = [event for event in call.events if event.status == "held"]
    return bool(held) and not any(
        event.previous or _ALLEGED.search(event.skeleton.text) is None for event in held
    )
