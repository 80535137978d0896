"""Topic words that name no topic where they stand: in an office's name, talks where no war is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.extract import lexicons
from toolkit.extract.topics.wording.lexicon import Found, Term
from toolkit.patterns import late

# "The trade minister", "her Security Cabinet".
_OFFICE = late(
    r"(?: and \w+)? (?:[Mm]inist(?:er|ers|ry|ries)|[Ss]ecretar(?:y|ies)|[Cc]abinet|[Dd]epartment"
    r"|[Cc]ommittee|[Aa]dvis[eo]r|[Cc]ommissioner|[Pp]ortfolio|Authority|Agency|Commission|Bureau"
    r"|Institute|Directorate)\b"
)
# "Minister of Foreign Affairs and European Integration".
_OFFICE_OF = late(
    r"\b(?:[Mm]inist(?:er|ers|ry)|[Ss]ecretary|[Dd]epartment|[Cc]ommissioner|[Cc]ommittee"
    r"|[Rr]epresentative)(?: (?:of|for)(?: the)?(?: [A-Z][\w-]+){1,3})?"
    r",? (?:of|for)(?: the)? (?:[A-Z][\w-]+,? (?:and )?){0,4}\Z"
)
_OFFICE_REACH = 70
# What can settle anything: "a diplomatic solution", "through dialogue".
_SETTLES = late(
    r"\b(?:solutions?|dialogue|settlement|settle\w*|resolv\w+|resolution|negotiat\w+"
    r"|diploma\w+|go[ -]betweens?)\b",
    re.IGNORECASE,
)
_WAR = late(
    r"\b(?:peace|wars?|warring|ceasefire|truce|fighting|hostilities|rebels?|armistice|conflicts?"
    r"|crisis|political (?:settlement|solution))\b",
    re.IGNORECASE,
)
_TROUBLED = frozenset({"ceasefire", "military_aid", "coups"})
_TALKED_WITH = frozenset({"north_korea"})
"""Codes that hold the talks with a country as well: no talks of peace where no war is named."""
_WIDE = frozenset({"africa_security", "balkans", "caucasus", "middle_east"})
_AT_WAR = frozenset({"ukraine_war", "israel_palestine", "africa_security"})
_ARMS, _AID = "defence_cooperation", "military_aid"
# "Had sent drones and missiles against Israel".
_FIRED_AT = late(r"(?:,? (?:and )?[a-z]+){0,4}? (?:against|at|towards?|into) (?!war\b)")
# "The Asia Pacific Regional Conference", "the Middle East Peace Summit".
_OF_GATHERING = late(
    r"(?: [A-Z][\w’'-]+){0,3} (?:Conference|Summit|Forum|Dialogue|Meeting|Games|Cup|Congress)\b"
)
_REGIONS = frozenset({"africa_security", "asia_pacific", "balkans", "caucasus", "middle_east"})


def as_meant(text: str, hits: Sequence[Found[Term]]) -> list[Found[Term]]:
    """The topic words but those that name an office, and those of peace where no war is named.

    "The trade minister" speaks of no trade, and a "diplomatic solution" of wages ends no war. Arms
    that a country buys are aid only where one at war is named.

    Args:
        text: the article's clean text.
        hits: its topic words, in order.
    """
    kept = [hit for hit in hits if not (_names_office(text, hit) or _is_else(text, hit))]
    strong = {hit.value.code for hit in kept if hit.value.strength == "strong"}
    wars = {h.value.code for h in kept if h.value.strength == "strong" and not _is_bare_land(h)}
    both = {(h.start, _ARMS) for h in kept if h.value.code == _AID}
    both &= {(h.start, _ARMS) for h in kept if h.value.code == _ARMS}
    other = _AID if strong.isdisjoint(_AT_WAR) else _ARMS
    kept = [h for h in kept if (h.start, _ARMS) not in both or h.value.code != other]
    if not wars.isdisjoint((lexicons.words("topic_conflicts") - _TALKED_WITH) | _TROUBLED):
        return kept
    return [
        hit
        for hit in kept
        if hit.value.code != "peace_talks"
        or _SETTLES.search(text, hit.start, hit.end) is None
        or _WAR.search(text, hit.start, hit.end) is not None
    ]


def _is_else(text: str, hit: Found[Term]) -> bool:
    """Whether words name a gathering, or arms that are fired at somebody and not given."""
    if hit.value.code == _AID:
        return _FIRED_AT.match(text, hit.end) is not None
    last = text[hit.start : hit.end].rpartition(" ")[2]
    in_name = hit.value.code in _REGIONS and last[:1].isupper()
    return in_name and _OF_GATHERING.match(text, hit.end) is not None


def _is_bare_land(hit: Found[Term]) -> bool:
    """Whether words only name a country of a wide region: who names Ethiopia names no war."""
    return bool(hit.value.country_code) and hit.value.code in _WIDE


def _names_office(text: str, hit: Found[Term]) -> bool:
    """Whether words are part of what an office is called."""
    if _OFFICE.match(text, hit.end) is not None:
        return True
    low = max(0, hit.start - _OFFICE_REACH)
    return text[hit.start].isupper() and _OFFICE_OF.search(text, low, hit.start) is not None
