"""Which topic the troubles of a country are, and those of the region of two countries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from toolkit.extract import lexicons

_WIDER = {"iran": "middle_east", "israel_palestine": "middle_east", "syria_iraq": "middle_east"}
_REGIONS = frozenset({"africa_security", "balkans", "caucasus", "middle_east"})


@cache
def regions() -> dict[str, str]:
    """The topic that the troubles of each country are."""
    return {row["country"]: row["code"] for row in lexicons.table("topic_regions")}


@cache
def shared_region(countries: Sequence[str]) -> str:
    """The topic that "the region" of some countries is: of Jordan and Qatar, the Middle East's.

    Returns:
        A code, empty where they have no region in common that has one.
    """
    codes = {_WIDER.get(code := regions().get(country, ""), code) for country in countries}
    code = codes.pop() if len(codes) == 1 else ""
    return code if len(countries) > 1 and code in _REGIONS else ""


@cache
def region_of(countries: Sequence[str]) -> str:
    """As `shared_region`, also where one side alone is of such a region: of Brazil and Qatar.

    Who phones a country about "the region" from outside speaks of that country's.
    """
    codes = {_WIDER.get(code := regions().get(country, ""), code) for country in countries}
    known = codes & _REGIONS
    alone = len(known) == 1 and codes - known <= {"", "regional_security"}
    return known.pop() if alone and len(countries) > 1 else ""
