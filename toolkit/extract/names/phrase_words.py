"""Words that the grammar of phrases asks for."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.names.lexical import Item, ItemKind

HEAD_OF = re.compile(r"\b(?:[Tt]he )?[Hh]ead of (?:the )?\Z")
"""What makes of a country before a name the office of who leads it."""
ROYAL = re.compile(r"(?:King|Queen|Prince|Princess|Emperor|Empress|Sultan|Emir|Amir|Sheikh)\b")
"""With what a name begins that is a title, too: it is told whose only with its country."""


def takes_article(text: str, country: Item) -> bool:
    """Whether "the" belongs to a name: the U.S., the Netherlands, the Kremlin; not Taiwan."""
    if country.kind in (ItemKind.METONYM, ItemKind.DEMONYM):
        return True
    surface = text[country.start : country.end]
    return surface.endswith("s") or " " in surface or surface.replace(".", "").isupper()


@cache
def plural_roles() -> frozenset[str]:
    """Roles of several: "officials"."""
    rows = lexicons.table("mention_roles")
    return frozenset(row["surface"] for row in rows if row["plural"] == "1")


@cache
def styles() -> frozenset[str]:
    """Forms of address that also stand before titles: HE the Prime Minister."""
    return lexicons.words("mention_styles")


@cache
def honorific_genders() -> dict[str, str]:
    """Forms of address with the gender that they tell."""
    return {row["surface"]: row["gender"] for row in lexicons.table("mention_honorifics")}
