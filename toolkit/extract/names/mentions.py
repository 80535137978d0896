"""Mentions: every name, title, government, organisation and pronoun with whom it refers to.

Two passes over an article's phrases. The first introduces everybody named in full; the second goes
from left to right and resolves surnames, titles without a name ("the Japanese prime minister"),
governments ("Beijing", "the Kremlin"), organisations ("China's Foreign Ministry") and pronouns.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter

from toolkit.articles.model import BlockKind
from toolkit.extract import lexicons
from toolkit.extract.model import (
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    QuotedRun,
    Sentence,
)
from toolkit.extract.names import coreference
from toolkit.extract.names.facts import names_of
from toolkit.extract.names.lexical import Item, ItemKind, Lexicon, lexicon_of
from toolkit.extract.names.people import People, slug
from toolkit.extract.names.phrases import Phrase, PhraseReader
from toolkit.extract.names.register import Register

_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|inside|across|around|into|toward|towards|of|visit|visiting)"
    r" (?:the )?\Z",
    re.IGNORECASE,
)
_ALONE = Phrase(0, 0)
_NEVER = sys.maxsize
# Members of an enumeration take four times as long to look up as names of the module.
_PRONOUN, _CAPITALISED = ItemKind.PRONOUN, ItemKind.CAPITALISED
_NAME, _OFFICE = MentionKind.NAME, MentionKind.OFFICE
_ORGANISATION = MentionKind.ORGANISATION
_ARTICLES = frozenset({"the", "a", "an"})


class MentionReader:
    """Reads the mentions of one article.

    Args:
        text: the clean text.
        sentences: its sentences.
        quoted: its quoted runs.
        register: people, offices and countries.
        day: the day that offices count on, ``None`` where unknown.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        quoted: Sequence[QuotedRun],
        register: Register,
        day: dt.date | None,
    ) -> None:
        self._text = text
        self._register = register
        self._lexicon: Lexicon = lexicon_of(register)
        self._people = People(register, self._lexicon, day)
        self._names = names_of(register)
        self._organisations: dict[str, Entity] = {}
        self._last_of_slug: dict[str, Entity] = {}
        self._headlines = [(s.start, s.end) for s in sentences if s.kind is BlockKind.HEADLINE]
        self._context = coreference.Context(text, sentences, quoted, self._people)

    def read(self) -> list[Mention]:
        """All mentions in order of their start."""
        items = self._lexicon.scan(self._text, self._headlines)
        units = PhraseReader(self._text, items).read()
        introduced = self._introduced(units)
        groups = self._group_steps(items)
        next_group = groups[-1][0] if groups else _NEVER
        names, by_surname = self._names, self._people.by_surname
        for unit, entity in zip(units, introduced, strict=True):
            while next_group <= 2 * unit.start:
                groups.pop()[1]()
                next_group = groups[-1][0] if groups else _NEVER
            if isinstance(unit, Phrase):
                mention = self._resolve(unit, entity)
                if mention is not None:
                    self._context.add(mention, unit)
            elif unit.kind is _PRONOUN:
                self._context.add_pronoun(unit)
            else:
                facts = names[unit.value]
                if entity is not None or not facts.unknown or facts.surname in by_surname:
                    self._add_name(unit, entity)
        while groups:
            groups.pop()[1]()
        return self._context.mentions()

    def _introduced(self, units: Sequence[Phrase | Item]) -> list[Entity | None]:
        """Whom each unit names in full."""
        people, names = self._people, self._names
        introduced: list[Entity | None] = []
        for unit in units:
            if isinstance(unit, Phrase):
                introduced.append(people.introduce(unit) if unit.name is not None else None)
            elif unit.kind is _CAPITALISED and names[unit.value].introduces:
                introduced.append(people.introduce_alone(unit.value))
            else:
                introduced.append(None)
        return introduced

    def _group_steps(self, items: Sequence[Item]) -> list[tuple[int, Callable[[], None]]]:
        """What adds groups of leaders, the last first; of one place, countries' before others.

        Each step has twice its offset, plus one where phrases that begin there go first.
        """
        places = coreference.GROUP_OPENERS.places(self._text)
        if not places:
            return []
        steps: list[tuple[int, Callable[[], None]]] = [
            (2 * start, partial(self._context.add_leaders, start, end, countries))
            for start, end, countries in _leaders_of(self._text, items, places)
        ]
        steps += [
            (2 * start + 1, partial(self._context.add_group, start, end))
            for start, end in coreference.group_phrases(self._text, places)
        ]
        steps.sort(key=itemgetter(0))
        steps.reverse()
        return steps

    def _add_name(self, item: Item, introduced: Entity | None) -> None:
        """Add a capitalised name that stands alone: a person's or an organisation's."""
        entity = introduced or self._people.refer_alone(item.value)
        if entity is not None:
            rule = "full-name" if introduced else "surname"
            mention = Mention(item.start, item.end, _NAME, entity, rule)
        elif self._people.is_thing(item.value):
            mention = self._named_thing(item)
        else:
            return
        self._context.add(mention, _ALONE)

    def _resolve(self, phrase: Phrase, introduced: Entity | None) -> Mention | None:
        if phrase.organisation is not None and phrase.name is None:
            return self._organisation(phrase)
        if phrase.name is not None:
            entity = introduced or self._people.refer(phrase)
            if entity is not None:
                rule = "full-name" if introduced else "surname"
                return Mention(phrase.start, phrase.end, _NAME, entity, rule)
            named = phrase.name.kind is _CAPITALISED
            thing = named and self._people.is_thing(phrase.name.value)
            return self._named_thing(phrase.name) if thing else None
        if phrase.titles:
            return self._office(phrase)
        if phrase.role is not None:
            return self._counterpart(phrase) or self._role(phrase)
        if phrase.country is not None:
            return self._country(phrase)
        return None

    def _named_thing(self, item: Item) -> Mention:
        """A capitalised name that is no person: an organisation where one of its words says so."""
        entity = self._organisation_entity(f"org:{slug(item.value)}", item.value, None)
        return Mention(item.start, item.end, _ORGANISATION, entity, "organisation-name")

    def _organisation(self, phrase: Phrase) -> Mention | None:
        """A part of a government: with its country, after its leader's name, or as said before."""
        noun = phrase.organisation
        if noun is None:
            return None
        country = phrase.country.value if phrase.country else None
        if phrase.possessor is not None:
            owner = self._people.refer(Phrase(0, 0, name=phrase.possessor))
            country = owner.country_code if owner else None
        surface = self._text[phrase.start : phrase.end]
        name = _without_article(surface)
        if country is not None:
            entity = self._organisation_entity(f"org:{country}:{noun.value}", name, country)
            self._last_of_slug[noun.value] = entity
            return Mention(phrase.start, phrase.end, _ORGANISATION, entity, "organisation-of")
        if surface[:4].lower() != "the " and not surface[0].isupper():
            return None  # "a military response" is no organisation
        entity_before = self._last_of_slug.get(noun.value)
        if entity_before is not None:
            return Mention(
                phrase.start,
                phrase.end,
                _ORGANISATION,
                entity_before,
                "organisation-again",
            )
        entity = self._organisation_entity(f"org:{noun.value}", name, None)
        return Mention(phrase.start, phrase.end, _ORGANISATION, entity, "organisation")

    def _office(self, phrase: Phrase) -> Mention | None:
        """A title without a name: its holder on the day, else whom the context calls so."""
        entity = self._people.holder(phrase)
        rule = "office-holder"
        if entity is None and phrase.country is None:
            title = self._people.title_of(phrase.titles[0].value, None)
            codes = title.office_codes if title else ()
            entity = self._context.last_in_office(phrase.titles[0].value, codes)
            rule = "office-in-context"
        return Mention(phrase.start, phrase.end, _OFFICE, entity, rule)

    def _role(self, phrase: Phrase) -> Mention | None:
        """Chinese officials, a White House official, analysts: a group or an unnamed person."""
        role = phrase.role
        if role is None:
            return None
        row = _roles()[role.value]
        if row["plural"] == "0" and phrase.country is None and phrase.start == role.start:
            return None  # "candidate for the job": no determiner, nobody in particular
        country = phrase.country.value if phrase.country and row["speaks"] == "1" else None
        name = _without_article(self._text[phrase.start : phrase.end])
        key = f"group:{country or ''}:{slug(name)}"
        entity = self._organisations.get(key)
        if entity is None:
            entity = Entity(key, EntityKind.GROUP, name, country, plural=row["plural"] == "1")
            self._organisations[key] = entity
        return Mention(phrase.start, phrase.end, _ORGANISATION, entity, "role")

    def _counterpart(self, phrase: Phrase) -> Mention | None:
        """His Chinese counterpart: who holds there the office that the subject holds here."""
        if phrase.role is None or phrase.role.value != "counterpart" or phrase.country is None:
            return None
        entity = self._people.counterpart(phrase.country.value, self._context.last_subject())
        if entity is None:
            return None
        return Mention(phrase.start, phrase.end, _OFFICE, entity, "counterpart")

    def _country(self, phrase: Phrase) -> Mention | None:
        item = phrase.country
        if item is None:
            return None
        code = item.value
        country = self._register.countries[code]
        surface = self._text[item.start : item.end]
        if item.kind in (ItemKind.METONYM, ItemKind.STATE_MEDIA):
            name = _without_article(surface)
            entity = self._organisation_entity(f"org:{code}:{slug(name)}", name, code)
            kind, rule = _ORGANISATION, str(item.kind)
        elif item.kind is ItemKind.DEMONYM and not _stands_alone(self._text, item):
            return None
        else:
            entity = self._organisation_entity(f"gov:{code}", country.names[0], code)
            kind = MentionKind.COUNTRY
            after_blank = self._text[item.start - 1 : item.start] == " "
            place = after_blank and _PLACE.search(self._text, max(0, item.start - 14), item.start)
            rule = "place" if place else str(item.kind)
        return Mention(phrase.start, phrase.end, kind, entity, rule)

    def _organisation_entity(self, key: str, name: str, country: str | None) -> Entity:
        entity = self._organisations.get(key)
        if entity is None:
            kind = EntityKind.GOVERNMENT if key.startswith("gov:") else EntityKind.ORGANISATION
            entity = self._organisations[key] = Entity(key, kind, name, country, plural=True)
        return entity


def _without_article(words: str) -> str:
    """Words without the article that they begin with."""
    first, blank, rest = words.partition(" ")
    return rest if blank and first.lower() in _ARTICLES else words


_FOLLOWING_WORD = re.compile(r"(?: (\w+))?")


def _stands_alone(text: str, item: Item) -> bool:
    """Whether a demonym is a noun: "the Chinese are", "Americans", but not "Chinese exports"."""
    match = _FOLLOWING_WORD.match(text, item.end)
    following = match.group(1) if match else None
    noun = following in (None, "side") or following in lexicons.words("mention_plain_verbs")
    if text[item.start : item.end].endswith("ans"):
        return noun or not text[item.end + 1 : item.end + 2].isupper()
    return noun and text[max(0, item.start - 4) : item.start].lower() == "the "


_OFFICES = (
    r"(?:[Ll]eaders|[Pp]residents|[Pp]rime [Mm]inisters|[Pp]remiers|[Cc]hancellors"
    r"|[Hh]eads of (?:[Ss]tate|[Gg]overnment))"
)
_LEADERS_OF = re.compile(rf"(?<!\w){_OFFICES} of (?:the )?")
_THE = re.compile(r"\b[Tt]he \Z")
_NEXT_COUNTRY = re.compile(r"(?:, (?:and )?|,? and )(?:the )?")
_THEIR_LEADERS = re.compile(rf"{_OFFICES}\b")
_COUNTRY_OR_DEMONYM = frozenset({ItemKind.COUNTRY, ItemKind.DEMONYM})


def _leaders_of(
    text: str, items: Sequence[Item], places: Sequence[int]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Spans of phrases for the leaders of several countries, with the codes of the countries.

    "The leaders of Egypt, Sudan and Ethiopia", "the French and German leaders".
    """
    countries: dict[int, Item] = {}
    found = []
    for match in filter(None, (_LEADERS_OF.match(text, place) for place in places)):
        start = match.start()
        countries = countries or {i.start: i for i in items if i.kind in _COUNTRY_OR_DEMONYM}
        codes, end = _countries_from(text, countries, match.end())
        if len(codes) > 1:
            article = _THE.search(text, max(0, start - 5), start)
            found.append((article.start() if article else start, end, codes))
    for match in filter(None, (_THEIR_LEADERS.match(text, place) for place in places)):
        start = match.start() - 1
        if start < 0 or text[start] != " ":
            continue
        listed = _countries_before(text, items, start)
        if len(listed) > 1:
            start = listed[0].start
            start -= 4 if text[max(0, start - 4) : start].lower() == "the " else 0
            found.append((start, match.end(), tuple(item.value for item in listed)))
    return found


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
        if gap and not (listed and _NEXT_COUNTRY.fullmatch(gap)):
            break
        listed.insert(0, items[at])
        at -= 1
    return listed


@cache
def _roles() -> dict[str, dict[str, str]]:
    return {row["surface"]: row for row in lexicons.table("mention_roles")}


def read_mentions(
    text: str,
    sentences: Sequence[Sentence],
    quoted: Sequence[QuotedRun],
    register: Register,
    day: dt.date | None,
) -> list[Mention]:
    """The mentions of a clean text in order of their start.

    Args:
        text: the clean text.
        sentences: its sentences.
        quoted: its quoted runs: what stands in them does not resolve pronouns outside.
        register: people, offices and countries.
        day: the day that offices count on, ``None`` where unknown.
    """
    return MentionReader(text, sentences, quoted, register, day).read()
