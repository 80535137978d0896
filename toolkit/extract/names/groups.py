"""Words for several leaders at once: "the two leaders", "the leaders of Egypt and Sudan"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.extract.model import Entity, EntityKind
from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.register import LEADER_CODES
from toolkit.extract.words import Openers
from toolkit.patterns import compiled

_GROUP = compiled(
    r"(?<!\w)(?:(?:[Tt]he|[Bb]oth|[Tt]hese) (?:(?:two|pair of|three|four) )?"
    r"|[Aa]ll (?:three|four) )"
    r"(?:leaders|presidents|prime ministers|men|women|statesmen|foreign ministers|ministers|"
    r"heads of state|heads of government|counterparts|pair"
    r"|two(?!-| (?!(?:was|has|is|does|says)\b)[a-z]+s\b))\b(?! (?:countries|nations|sides))"
)
_OFFICE_FORMS = [
    form
    for word in (
        *("leaders", "presidents", "prime", "premiers", "chancellors", "heads"),
        *("counterparts", "colleagues"),
    )
    for form in (word, word.capitalize())
]
_MINISTERS = ("foreign", "Foreign", "defence", "Defence", "defense", "Defense", "top", "Top")
OPENERS = Openers(
    [*_OFFICE_FORMS, "FMs", "PMs"],
    paired=[
        *("the", "The", "both", "Both", "these", "These", "all", "All"),
        *_MINISTERS,
        *_OFFICE_FORMS,
    ],
    seconds=[
        *("two", "pair", "three", "four", "leaders", "presidents", "prime", "men", "women"),
        *("statesmen", "foreign", "ministers", "Ministers", "heads", "counterparts", "of"),
        *("chiefs", "diplomats", "in", "from"),
    ],
)
"""The words with which a group of leaders can begin; its patterns are tried only there."""
_NO_GROUPS = frozenset({"these two", "the women", "the men", "these men"})
_OFFICES = (
    r"(?:[Ll]eaders|[Pp]residents|[Pp]rime [Mm]inisters|[Pp]remiers|[Cc]hancellors"
    r"|[Hh]eads of (?:[Ss]tate|[Gg]overnment)|PMs|FMs|[Ff]oreign [Mm]inisters|[Tt]op diplomats"
    r"|[Dd]efen[cs]e (?:[Mm]inisters|chiefs)|counterparts|colleagues)"
)
_LEADERS_OF = compiled(
    rf"(?<!\w)(?:{_OFFICES} of|(?:counterparts|colleagues) (?:in|from)) (?:the )?"
)
_PEERS = ("counterparts", "colleagues")
_DIPLOMATS = compiled(r"FM|[Ff]oreign|[Tt]op")
_DEFENCE = compiled(r"[Dd]efen")
_THE = compiled(r"\b[Tt]he \Z")
_NEXT_COUNTRY = compiled(r"(?:['’]s?)?(?:, (?:and )?|,? and )(?:the )?")
_OWNERS = ("", "'s", "’s", "'", "’")
_THEIR_LEADERS = compiled(rf"{_OFFICES}\b")
_COUNTRY_OR_DEMONYM = frozenset({ItemKind.COUNTRY, ItemKind.DEMONYM})


def group_of(members: Sequence[Entity]) -> Entity:
    """Several persons as one group."""
    people = tuple(sorted(members, key=lambda m: m.key))
    key = "group:" + "+".join(p.key for p in people)
    name = " and ".join(p.name for p in people)
    return Entity(key, EntityKind.GROUP, name, plural=True, people=people)


def group_phrases(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Spans of phrases for leaders: "the two leaders", "both men", "all three presidents".

    Args:
        text: the clean text.
        places: where such a phrase may begin, by `OPENERS`.
    """
    for place in places:
        match = _GROUP.match(text, place)
        if match is not None and match.group().lower() not in _NO_GROUPS:
            yield match.span()


def leaders_of(
    text: str, items: Sequence[Item], places: Sequence[int]
) -> list[tuple[int, int, tuple[str, ...], frozenset[str]]]:
    """Spans of phrases for the leaders of several countries, with codes of countries and offices.

    "The leaders of Egypt, Sudan and Ethiopia", "the French and German foreign ministers".

    Args:
        text: the clean text.
        items: its lexical items in order.
        places: where such a phrase may begin, by `OPENERS`.
    """
    countries: dict[int, Item] = {}
    found = []
    for match in filter(None, (_LEADERS_OF.match(text, place) for place in places)):
        start = match.start()
        countries = countries or {i.start: i for i in items if i.kind in _COUNTRY_OR_DEMONYM}
        codes, end = _countries_from(text, countries, match.end())
        if len(codes) > 1:
            article = _THE.search(text, max(0, start - 5), start)
            offices = _offices_of(text, start)
            found.append((article.start() if article else start, end, codes, offices))
    for match in filter(None, (_THEIR_LEADERS.match(text, place) for place in places)):
        start = match.start() - 1
        if start < 0 or text[start] != " ":
            continue
        listed = _countries_before(text, items, start)
        if len(listed) > 1:
            start = listed[0].start
            start -= 4 if text[max(0, start - 4) : start].lower() == "the " else 0
            offices = _offices_of(text, match.start())
            found.append((start, match.end(), tuple(item.value for item in listed), offices))
    return found


def _offices_of(text: str, start: int) -> frozenset[str]:
    """The offices that a word for several holders means: "leaders", "foreign ministers".

    None for "counterparts": they hold the office of whoever is spoken of.
    """
    if text.startswith(_PEERS, start):
        return frozenset()
    if _DIPLOMATS.match(text, start):
        return frozenset({"foreign_minister"})
    return frozenset({"defence_minister"}) if _DEFENCE.match(text, start) else LEADER_CODES


def _countries_from(
    text: str, countries: Mapping[int, Item], end: int
) -> tuple[tuple[str, ...], int]:
    """The countries that a list names from a place on, and where the list ends."""
    codes: list[str] = []
    item = countries.get(end)
    while item is not None:
        codes.append(item.value)
        end = item.end
        joint = _NEXT_COUNTRY.match(text, end)
        item = countries.get(joint.end()) if joint else None
    return tuple(codes), end


def _countries_before(text: str, items: Sequence[Item], end: int) -> list[Item]:
    """The countries or demonyms that a list names up to a place."""
    at = bisect_left(items, end, key=lambda item: item.start) - 1
    listed: list[Item] = []
    while at >= 0 and items[at].kind in _COUNTRY_OR_DEMONYM:
        gap = text[items[at].end : listed[0].start if listed else end]
        joined = _NEXT_COUNTRY.fullmatch(gap) is not None if listed else gap in _OWNERS
        if not joined:
            break
        listed.insert(0, items[at])
        at -= 1
    return listed
