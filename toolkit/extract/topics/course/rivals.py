"""The quarrel of two leaders whom a third one phones: he urged A and B to lower tensions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from toolkit.extract import lexicons
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.course.sisters import of_one_round
from toolkit.extract.topics.model import CallLike, TopicFind
from toolkit.extract.topics.wording.lexicon import fold, topics_in
from toolkit.extract.topics.wording.regions import region_of, shared_region
from toolkit.patterns import late

_REGION = "regional_security"
_REGIONS = frozenset({_REGION, "africa_security", "balkans", "caucasus", "middle_east"})
_FIGHTING = frozenset({"ceasefire", "peace_talks"})
_WIDE = frozenset({_REGION, "middle_east"})
"""Codes of regions in which two that are phoned about a truce may be no party to the fighting."""


_HEATED = late(
    r"\b(?:tensions?|tense|escalat\w+|hostil\w+|cris[ei]s|conflicts?|clash\w*|confront\w+|fighting"
    r"|turmoil|stand ?offs?|stability)\b"
)
"""Words for a region's troubles; "regional issues" may be any others."""

_BESIDE = 30


def of_one_region(
    found: Sequence[TopicFind], countries: Sequence[Sequence[str]]
) -> list[TopicFind]:
    """The topics of calls with "the region" as that of all calls that the same words tell of.

    "He phoned the ministers of Oman and Turkey on the security of the region": of one region.

    Args:
        found: the topics read.
        countries: the countries of each call's sides.
    """
    meant: dict[int, str] = {}
    for find in found:
        code = region_of(countries[find.call]) if find.topic_code in _REGIONS else ""
        if code:
            meant[find.start] = code
    told = []
    for find in found:
        region = find.topic_code == _REGION
        code = region_of(countries[find.call]) or meant.get(find.start, "") if region else ""
        told.append(replace(find, topic_code=code) if code else find)
    return told


def of_rivals(
    found: Sequence[TopicFind], calls: Sequence[CallLike], folded: str
) -> list[TopicFind]:
    """The topics with the quarrel that they are about, where the calls are with its two parties.

    "She rang the leaders of India and Pakistan to calm tensions in the region": what the region is,
    and which fighting a truce would end, is told by who is phoned.

    Args:
        found: the topics read.
        calls: the article's calls.
        folded: its folded text.
    """
    quarrels = dict(_quarrels(calls))
    if not quarrels:
        return list(found)
    conflicts = lexicons.words("topic_region_codes") - {_REGION}
    known = {find.call for find in found if find.topic_code in conflicts}
    told: list[TopicFind] = []
    for find in found:
        code = quarrels.get(find.call, "")
        own = replace(find, topic_code=code)
        near = max(0, find.start - _BESIDE), find.end + _BESIDE
        heated = _HEATED.search(folded, *near) is not None
        if code and find.topic_code == _REGION and heated:
            told.append(own)
            continue
        told.append(find)
        fights = find.topic_code in _FIGHTING and find.status_code == "discussed"
        if code and fights and code not in _WIDE and find.call not in known:
            told.append(own)
    return told


def _quarrels(calls: Sequence[CallLike]) -> Iterator[tuple[int, str]]:
    """The calls that one leader had with two of a known quarrel, each with its code."""
    main = [number for number, call in enumerate(calls) if call.main]
    for one, other in combinations(main, 2):
        if of_one_round(calls[one], calls[other]):
            code = _quarrel(_hearer(calls[one], calls[other]), _hearer(calls[other], calls[one]))
            if code:
                yield from ((one, code), (other, code))


def _hearer(call: CallLike, other: CallLike) -> str:
    """The country of who took part in one call alone, empty where there are several."""
    hosts = {person.key for person in other.participants}
    lands = {person.country_code for person in call.participants if person.key not in hosts}
    return (lands.pop() or "") if len(lands) == 1 else ""


@cache
def _quarrel(one: str, other: str) -> str:
    """The topic that two countries named together are, empty where they have no known quarrel."""
    countries = default_register().countries
    if one == other or one not in countries or other not in countries:
        return ""
    words = fold(f"{countries[one].names[0]} and {countries[other].names[0]}")
    codes = lexicons.words("topic_region_codes")
    pairs = {
        hit.value.code
        for hit in topics_in(words)
        if hit.value.code in codes and " and " in words[hit.start : hit.end]
    }
    return pairs.pop() if len(pairs) == 1 else shared_region(tuple(sorted((one, other))))


__all__ = ["of_one_region", "of_rivals"]
