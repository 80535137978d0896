"""Countries that are named in a clause and are no topic there: in lists, of visits, in names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from toolkit.extract.names.register import default_register
from toolkit.extract.topics.wording.lexicon import Found, Span, Term
from toolkit.patterns import late

_REACH = 90
_MANY = 3
"""So many countries in a row are named for themselves, not for their troubles."""
# "On a visit to Peru", "one day in Chad".
_THERE = late(
    r"\b(?:visit|trip|journey|tour|flight|flew|travel\w*|arriv\w+|stay\w*|day|days|embassy"
    r"|embassies|ambassador|envoy) (?:to|in|of|for) (?:the )?\Z"
)
_NAME_FOLLOWS = late(r" [A-Z][a-z]")
_TO_LAND = late(r"(?: (?:to|in))? (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_AND = late(r",? (?:and )?(?:to |in |with |from )?(?:the )?")
_YEARS_AGO = late(r" in (?:19|20)\d\d\b")


def is_mere_land(text: str, hit: Found[Term], start: int, lands: Sequence[Span]) -> bool:
    """Whether a country's name in a clause tells of no troubles there.

    Args:
        text: the article's clean text.
        hit: the country's name or "Chadian".
        start: where its sentence begins.
        lands: the places of all countries named in the sentence, in order.
    """
    words = text[hit.start : hit.end]
    if words in _demonyms() and _NAME_FOLLOWS.match(text, hit.end) is not None:
        return True  # "the Chadian President", "the Ethiopian Renaissance Dam"
    low = max(start, hit.start - _REACH)
    if _THERE.search(text, low, hit.start) or _YEARS_AGO.match(text, hit.end):
        return True
    return _in_row(text, hit, lands) >= _MANY


def goes_elsewhere(text: str, hit: Found[Term], sides: Sequence[str]) -> bool:
    """Whether a visit is one to a third country: "their ministers' visit to Chad"."""
    match = _TO_LAND.match(text, hit.end)
    code = _codes().get(match[1], "") if match is not None else ""
    return bool(code) and code not in sides


@cache
def _codes() -> dict[str, str]:
    lands = default_register().countries.values()
    return {name: land.code for land in lands for name in land.names}


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(d for land in default_register().countries.values() for d in land.demonyms)


def _in_row(text: str, hit: Found[Term], lands: Sequence[Span]) -> int:
    """How many countries stand in the row that a hit stands in: "Egypt, Chad and Liberia"."""
    row: list[Span] = []
    for land in lands:
        if row and _AND.fullmatch(text, row[-1][1], land[0]) is None:
            if row[-1][0] >= hit.start:
                break
            row = []
        row.append(land)
    inside = any(start < hit.end and hit.start < end for start, end in row)
    return len(row) if inside else 0
