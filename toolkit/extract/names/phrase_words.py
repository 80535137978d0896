"""Words that the grammar of phrases asks for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from toolkit.extract import lexicons
from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.phrase import Phrase
from toolkit.patterns import compiled

_MOST_GAPS_KEPT = 5_000
_WORDS = compiled(r"(?:['’]s)?(?: [A-Za-z][A-Za-z-]*){0,4} ")
HEAD_OF = compiled(r"\b(?:[Tt]he )?[Hh]ead of (?:the )?\Z")
"""What makes of a country before a name the office of who leads it."""
ROYAL = compiled(r"(?:King|Queen|Prince|Princess|Emperor|Empress|Sultan|Emir|Amir|Sheikh)\b")
"""With what a name begins that is a title, too: it is told whose only with its country."""


def takes_article(text: str, country: Item) -> bool:
    """Whether "the" belongs to a name: the U.S., the Netherlands, the Kremlin; not Taiwan."""
    if country.kind in (ItemKind.METONYM, ItemKind.DEMONYM):
        return True
    surface = text[country.start : country.end]
    return surface.endswith("s") or " " in surface or surface.replace(".", "").isupper()


_QUALIFIED = compiled(
    r"(?:(?:acting|interim|caretaker|transitional|incumbent|sitting|incoming|federal) )+"
)
_SAME_OFFICE = {"pm": "prime minister", "premier": "prime minister", "prez": "president"} | {
    "amir": "emir",
    "pontiff": "pope",
    "holy father": "pope",
}
_OFFICE_NOUNS = (
    *("chancellor", "president", "prime minister", "premier", "king", "queen", "emir", "sultan"),
    *("emperor", "pope", "supreme leader", "grand duke"),
)


@cache
def office_noun(title: str) -> str:
    """One noun for the titles of one office: "acting PM" and "premier" are the prime minister."""
    plain = _QUALIFIED.sub("", title)
    return _SAME_OFFICE.get(plain, plain)


@cache
def titles_of_one() -> dict[str, str]:
    """Titles that only one country has, with its code: they tell whom they mean by themselves."""
    return {row["surface"]: row["country_code"] for row in lexicons.table("mention_sole_titles")}


@cache
def of_many(title: str) -> str | None:
    """The noun of a title that many hold beside one another: "the minister", "the adviser"."""
    if office_noun(title) == "prime minister" or "prime minister" in title:
        return None
    for noun in ("minister", "secretary", "adviser", "chief"):
        if noun in (title.partition(" ")[0], title.rpartition(" ")[2]):
            return noun
    return None


@cache
def may_be_called(office: str, noun: str) -> bool:
    """Whether who holds an office may be called by a noun: a chancellor is no prime minister.

    Args:
        office: the office as the register has it.
        noun: what `office_noun` gives.
    """
    office = office.lower()
    named = {office_noun(other) for other in _OFFICE_NOUNS if other in office}
    return not named or noun not in _OFFICE_NOUNS or noun in named


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


@lru_cache(maxsize=_MOST_GAPS_KEPT)
def only_words_of_office(gap: str) -> bool:
    """Whether what stands between a country and a title can be part of the office.

    Nouns and adjectives: " opposition ", "'s armed forces ", " House "; no verb, no preposition.
    """
    if _WORDS.fullmatch(gap) is None:
        return False
    for word in gap.removeprefix("'s").removeprefix("’s").split():
        if word in lexicons.words("mention_modifiers"):
            continue
        folded = word.lower()
        if folded in lexicons.words("mention_headline_verbs"):
            return False
        if folded in lexicons.words("mention_not_of_offices"):
            return False
        if word.islower() and word.endswith(("ed", "ing", "s")):
            return False
    return True


_FOLLOWING_WORD = compiled(r"(?: (\w+))?")


_ONE = compiled(
    r"(?=$|['\u2019]s |[,.;:)\u2014-]| [\u2014-]| (?:and|but|on|in|at|by|who|for|over|about|had|has"
    r"|was|did|would|will|then|later|also|himself|herself|spoke|told|said|rang|asked|replied|answered"
    r"|called|phoned|telephoned|thanked|urged|warned|agreed|insisted|added|wanted|replying|heard|learned"
    r"|[a-z]{3,}ed (?:the|that|his|her|him|to|with|on|in|an?|for|by))\b)"
)
"""What follows a word for one of a people: "the Hungarian spoke", not "the Hungarian army"."""


PEERS = frozenset({"counterpart", "opposite number", "homologue", "colleague"})
"""What one who holds the same office elsewhere is called."""


def is_one(text: str, item: Item) -> bool:
    """Whether a demonym is a noun for one person: "the Tanzanian telephoned", "with the Turk".

    Only forms that name one of a people count: "the French" and "the Chinese" are many.
    """
    word = text[item.start : item.end]
    if not (word.endswith(("an", "Turk", "Briton", "man", "woman", "Greek", "Serb", "Croat"))):
        return False
    the = text[max(0, item.start - 4) : item.start].lower() == "the "
    return the and _ONE.match(text, item.end) is not None


def stands_alone(text: str, item: Item) -> bool:
    """Whether a demonym is a noun: "the Chinese are", "Americans", but not "Chinese exports"."""
    match = _FOLLOWING_WORD.match(text, item.end)
    following = match.group(1) if match else None
    noun = following in (None, "side") or following in lexicons.words("mention_plain_verbs")
    if text[item.start : item.end].endswith("ans"):
        return noun or not text[item.end + 1 : item.end + 2].isupper()
    return noun and text[max(0, item.start - 4) : item.start].lower() == "the "


def aide_in(text: str, phrase: Phrase) -> Item | None:
    """Who serves the holder of an office: of "the president's spokesman" the spokesman."""
    office = phrase.titles[0]
    items = [item for item in (*phrase.titles[1:], phrase.role) if item is not None]
    owned = _OWNED.match(text, office.end)
    after = [item for item in items if item.end == phrase.end]
    return after[0] if owned and after else None


_OWNED = compiled(r"['’]s? ")
_ARTICLES = frozenset({"the", "a", "an"})


def without_article(words: str) -> str:
    """Words without the article that they begin with."""
    first, blank, rest = words.partition(" ")
    return rest if blank and first.lower() in _ARTICLES else words


@cache
def roles() -> dict[str, dict[str, str]]:
    """The rows of ``lexicon/mention_roles.csv`` by their surface."""
    return {row["surface"]: row for row in lexicons.table("mention_roles")}


_PLACE = compiled(
    r"\b(?:in|at|to|from|near|outside|inside|across|around|into|toward|towards|of|visit|visiting)"
    r" (?:the )?\Z",
    re.IGNORECASE,
)
_FAR = 14


def names_place(text: str, start: int) -> bool:
    """Whether a country's name that begins there is a place: "in Brazil", "near Moscow"."""
    after_blank = text[start - 1 : start] == " "
    return after_blank and _PLACE.search(text, max(0, start - _FAR), start) is not None
