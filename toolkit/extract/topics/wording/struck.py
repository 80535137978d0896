"""Countries that an article names as struck by a disaster: help for them is help after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.topics.wording.lexicon import Found, Term
from toolkit.extract.topics.wording.regions import regions
from toolkit.patterns import late

_DISASTER = "natural_disasters"
_REACH = 60
_STRUCK = late(
    r"(?:['’]s)? (?:(?:that|which|has|had|have) )*"
    r"(?:in|of|off|near|across|struck|hit|shook|rocked|devastated|ravaged|killed)\b[^.;:!?]{0,40}\Z"
)
"""What may stand between a disaster and the country it struck: "the quake that struck Haiti"."""
_OWN = late(
    r"(?:['’]s?)? (?:[a-z-]+ ){0,2}\Z"
    r"| (?:[a-z]+ ){0,3}(?:after|since|following|hit by|struck by) (?:[a-z-]+ ){0,3}\Z"
)
"""What may stand between a country and its disaster: "Haiti's worst earthquake"."""


def of_the_struck(text: str, hits: Sequence[Found[Term]]) -> list[Found[Term]]:
    """The topic words; the names of countries struck by a disaster stand for that disaster.

    "They discussed help for Haiti", where the news is of an earthquake in Haiti, is no talk of
    the country's politics.

    Args:
        text: the article's clean text.
        hits: its topic words, in order.
    """
    if not any(hit.value.code == _DISASTER for hit in hits):
        return list(hits)
    struck = _struck(text, hits)
    return [
        replace(hit, value=replace(hit.value, code=_DISASTER))
        if hit.value.country_code in struck and hit.value.code == regions().get(_land(hit))
        else hit
        for hit in hits
    ]


def _land(hit: Found[Term]) -> str:
    return hit.value.country_code


def _struck(text: str, hits: Sequence[Found[Term]]) -> set[str]:
    """Codes of countries beside whose name a disaster stands."""
    lands = [hit for hit in hits if _land(hit)]
    found = set()
    for hit in hits:
        if hit.value.code != _DISASTER or hit.value.strength != "strong":
            continue
        for land in lands:
            behind = hit.end <= land.start <= hit.end + _REACH
            before = land.end <= hit.start <= land.end + _REACH
            if (behind and _STRUCK.match(text, hit.end, land.start)) or (
                before and _OWN.match(text, land.end, hit.start)
            ):
                found.add(_land(land))
    return found
