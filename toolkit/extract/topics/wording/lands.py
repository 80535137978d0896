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
    r"|embassies|ambassador|envoy) (?:to|in|of|for) (?:the )?"
    r"(?:[A-Z]\w+(?: [A-Z]\w+)?,? (?:and )?(?:the )?){0,3}\Z"
)
_NAME_FOLLOWS = late(r" [A-Z][a-z]")
_TO_LAND = late(r"(?: (?:to|in))? (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_AND = late(r",? (?:and )?(?:to |in |with |from )?(?:the )?")
_IN = late(
    r" (?:in|off|across|throughout|from|over|for)"
    r" (?:the )?(?:east|west|north|south|eastern|western)? ?\Z"
)
_IN_REACH = 30
_ABOUT = late(r"\b(?:about|over|regarding|concerning) \Z")
_ABOUT_REACH = 16
_MATTERS = late(
    r",? (?:(?:the|both|also|situations?|developments|events|conflicts|crises|wars|issues|topics"
    r"|subjects|in|of|such as|including|like|among them|among others|on|about|over|latest) )*"
)
"""What may stand between "discussed" and countries that are each a matter of the talk."""
_WHO_FROM = late(
    r"\b(?:militants|fighters|mercenaries|terrorists|jihadists|extremists|recruits|troops|soldiers"
    r"|migrants|refugees|people|workers|students|visitors|travellers|tourists|pilgrims|guests"
    r"|colleagues|counterparts|ministers|leaders|reporters|nationals|passengers|children|families)"
    r" (?:[a-z]+ ){0,2}from (?:the )?\Z"
)
"""Those who come from a region are not its troubles: "mercenaries from the Middle East"."""
# What is a matter of its own wherever it happens: a famine in the Sahel is no war there.
_ANYWHERE = frozenset(
    {
        "agriculture", "aviation", "climate", "culture_sport", "defence_cooperation",
        "development_aid", "economy_finance", "education_exchanges", "energy", "fentanyl_drugs",
        "food_security", "health_pandemic", "infrastructure", "investment", "migration",
        "natural_disasters", "organised_crime", "technology", "telecoms", "tourism_visas",
        "trade", "water",
    }
)  # fmt: skip
_PLACES = frozenset(
    {"africa_security", "asia_pacific", "balkans", "caucasus", "middle_east", "regional_security"}
)
_YEARS_AGO = late(r" in (?:19|20)\d\d\b")


def is_mere_land(
    text: str, hit: Found[Term], start: int, lands: Sequence[Span], verbs: Sequence[Span] = ()
) -> bool:
    """Whether a country's name in a clause tells of no troubles there.

    Args:
        text: the article's clean text.
        hit: the country's name or "Chadian".
        start: where its sentence begins.
        lands: the places of all countries named in the sentence, in order.
        verbs: where words such as "discussed" and "came up" stand in it.
    """
    words = text[hit.start : hit.end]
    if words in _demonyms() and _NAME_FOLLOWS.match(text, hit.end) is not None:
        return True  # "the Chadian President", "the Ethiopian Renaissance Dam"
    low = max(start, hit.start - _REACH)
    if _THERE.search(text, low, hit.start) or _YEARS_AGO.match(text, hit.end):
        return True
    row = _row_of(text, hit, lands)
    return len(row) >= _MANY and not _are_matters(text, row, verbs)


def _are_matters(text: str, row: Sequence[Span], verbs: Sequence[Span]) -> bool:
    """Whether countries in a row are each a matter: "discussed Ukraine, Libya and Syria"."""
    first, last = row[0][0], row[-1][1]
    spoken = any(end <= first for _, end in verbs)
    if spoken and _ABOUT.search(text, max(0, first - _ABOUT_REACH), first) is not None:
        return True
    return any(
        (end <= first and _MATTERS.fullmatch(text, end, first) is not None) or begin - last == 1
        for begin, end in verbs
    )


def tells_where(text: str, hit: Found[Term], hits: Sequence[Found[Term]]) -> bool:
    """Whether a region only tells where another matter is: "hunger in the Horn of Africa".

    Args:
        text: the article's clean text.
        hit: what may be a region's name.
        hits: the topic words of its clause.
    """
    if hit.value.code not in _PLACES or not text[hit.start].isupper():
        return False
    if _WHO_FROM.search(text, max(0, hit.start - _REACH), hit.start) is not None:
        return True
    between = _IN.search(text, max(0, hit.start - _IN_REACH), hit.start)
    return between is not None and any(
        other.end == between.start() and other.value.code in _ANYWHERE for other in hits
    )


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


def _row_of(text: str, hit: Found[Term], lands: Sequence[Span]) -> list[Span]:
    """The countries in the row that a hit stands in: "Egypt, Chad and Liberia"."""
    row: list[Span] = []
    for land in lands:
        if row and _AND.fullmatch(text, row[-1][1], land[0]) is None:
            if row[-1][0] >= hit.start:
                break
            row = []
        row.append(land)
    inside = any(start < hit.end and hit.start < end for start, end in row)
    return row if inside else []
