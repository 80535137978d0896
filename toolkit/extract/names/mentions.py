"""Mentions: every name, title, government, organisation and pronoun with whom it refers to.

Two passes over an article's phrases. The first introduces everybody named in full; the second goes
from left to right and resolves surnames, titles without a name ("the Japanese prime minister"),
governments ("Beijing", "the Kremlin"), organisations ("China's Foreign Ministry") and pronouns.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from functools import partial
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
from toolkit.extract.names import coreference, groups
from toolkit.extract.names.facts import NameFacts, names_of, slug
from toolkit.extract.names.lexical import Item, ItemKind, Lexicon, lexicon_of
from toolkit.extract.names.people import People
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import (
    PEERS,
    aide_in,
    is_one,
    names_place,
    of_many,
    roles,
    stands_alone,
    without_article,
)
from toolkit.extract.names.phrases import PhraseReader
from toolkit.extract.names.register import Register

_ALONE = Phrase(0, 0)
_NEVER = sys.maxsize
# Members of an enumeration take four times as long to look up as names of the module.
_PRONOUN, _CAPITALISED = ItemKind.PRONOUN, ItemKind.CAPITALISED
_NAME, _OFFICE = MentionKind.NAME, MentionKind.OFFICE
_ORGANISATION = MentionKind.ORGANISATION


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
        self._alone: list[tuple[int, int, str]] = []
        self._next_alone = 0
        self._groups: list[tuple[int, Callable[[], None]]] = []
        self._context = coreference.Context(text, sentences, quoted, self._people)

    def read(self) -> list[Mention]:
        """All mentions in order of their start."""
        items = self._lexicon.scan(self._text, self._headlines, self._alone)
        units = PhraseReader(self._text, items).read()
        introduced = self._introduced(units)
        self._groups = self._group_steps(items)
        self._alone.append((_NEVER, _NEVER, ""))
        next_alone = self._alone[0][0]
        for unit, entity in zip(units, introduced, strict=True):
            start = unit.start
            if next_alone < start:
                next_alone = self._add_alone(start)
            if self._groups:
                self._add_groups(start)
            if isinstance(unit, Phrase):
                mention = self._resolve(unit, entity)
                if mention is None and unit.country is not None and unit.name is not None:
                    self._add_parted(unit, unit.country, unit.name)
                if mention is not None:
                    self._context.add(mention, unit)
                if unit.apposition is not None:
                    next_alone = self._pass_over(unit.apposition[1])
            elif unit.kind is _PRONOUN:
                self._context.add_pronoun(unit)
            else:
                self._add_name(start, unit.end, unit.value, entity, self._names[unit.value])
        self._add_alone(_NEVER)
        self._add_groups(_NEVER)
        return self._context.mentions()

    def _add_alone(self, limit: int) -> int:
        """Add the words that stand alone before a place; returns where the next one stands."""
        alone, number = self._alone, self._next_alone
        names, by_surname = self._names, self._people.by_surname
        start, end, word = alone[number]
        while start < limit:
            facts = names[word]
            if not facts.unknown or facts.surname in by_surname:
                self._add_groups(start)
                self._add_name(start, end, word, None, facts)
            number += 1
            start, end, word = alone[number]
        self._next_alone = number
        return start

    def _pass_over(self, limit: int) -> int:
        """Leave out the words that stand alone before a place: in an apposition."""
        while self._alone[self._next_alone][0] < limit:
            self._next_alone += 1
        return self._alone[self._next_alone][0]

    def _add_groups(self, start: int) -> None:
        """Add the groups of leaders up to a place."""
        groups = self._groups
        while groups and groups[-1][0] <= 2 * start:
            groups.pop()[1]()

    def _introduced(self, units: Sequence[Phrase | Item]) -> list[Entity | None]:
        """Whom each unit names in full."""
        people, names = self._people, self._names
        introduced: list[Entity | None] = []
        for unit in units:
            if isinstance(unit, Phrase):
                introduced.append(people.introduce(unit) if unit.name is not None else None)
            elif unit.kind is _CAPITALISED and (facts := names[unit.value]).introduces:
                introduced.append(people.introduce_alone(unit.value, facts))
            else:
                introduced.append(None)
        if people.told_more:
            return [people.entities[e.key] if e is not None else None for e in introduced]
        return introduced

    def _group_steps(self, items: Sequence[Item]) -> list[tuple[int, Callable[[], None]]]:
        """What adds groups of leaders, the last first; of one place, countries' before others.

        Each step has twice its offset, plus one where phrases that begin there go first.
        """
        places = groups.OPENERS.places(self._text)
        if not places:
            return []
        steps: list[tuple[int, Callable[[], None]]] = [
            (2 * start, partial(self._context.add_leaders, start, end, countries, offices))
            for start, end, countries, offices in groups.leaders_of(self._text, items, places)
        ]
        steps += [
            (2 * start + 1, partial(self._context.add_group, start, end))
            for start, end in groups.group_phrases(self._text, places)
        ]
        steps.sort(key=itemgetter(0))
        steps.reverse()
        return steps

    def _add_name(
        self, start: int, end: int, name: str, introduced: Entity | None, facts: NameFacts
    ) -> None:
        """Add a capitalised name that stands alone: a person's or an organisation's."""
        entity = introduced or self._people.refer_alone(facts)
        if facts.family and self._text[start - 2 : start] == "s ":
            start, entity = self._with_country(start, entity, facts)
        if entity is not None:
            rule = "full-name" if introduced else "surname"
            mention = Mention(start, end, _NAME, entity, rule)
        elif facts.thing:
            mention = self._named_thing(start, end, name)
        else:
            return
        self._context.add(mention, _ALONE)

    def _add_parted(self, phrase: Phrase, country: Item, name: Item) -> None:
        """Add a country and a name beside it that is nobody's: "Germany's Deutsche Bank"."""
        if name.start > country.start:
            owner = self._country(Phrase(phrase.start, country.end, country=country))
            if owner is not None:
                self._context.add(owner, _ALONE)
        if name.kind is _CAPITALISED:
            self._add_name(name.start, name.end, name.value, None, self._names[name.value])

    def _with_country(
        self, start: int, entity: Entity | None, facts: NameFacts
    ) -> tuple[int, Entity | None]:
        """ "Russia's Lavrov": where the words begin, and whom they mean."""
        before = self._context.mentions()[-1:]
        if not before or before[0].end != start - 3 or before[0].kind is not MentionKind.COUNTRY:
            return start, entity
        country = before[0].entity.country_code if before[0].entity else None
        if entity is None and country is not None and not facts.common:
            entity = self._people.named_with(country, facts.surname)
        if entity is None or country is None or entity.country_code != country:
            return start, entity
        self._context.mentions().pop()
        return before[0].start, entity

    def _resolve(self, phrase: Phrase, introduced: Entity | None) -> Mention | None:
        if phrase.organisation is not None and phrase.name is None:
            return self._organisation(phrase)
        if phrase.name is not None:
            entity = introduced or self._people.refer(phrase)
            if entity is not None:
                rule = "full-name" if introduced else "surname"
                return Mention(phrase.start, phrase.end, _NAME, entity, rule)
            name = phrase.name
            alone = phrase.country is None or bool(phrase.titles or phrase.role)
            if name.kind is _CAPITALISED and alone and self._people.is_thing(name.value):
                return self._named_thing(name.start, name.end, name.value)
            return None
        if phrase.titles:
            return self._office(phrase)
        if phrase.role is not None:
            return self._counterpart(phrase) or self._again(phrase) or self._role(phrase)
        if phrase.country is not None:
            return self._country(phrase)
        return None

    def _named_thing(self, start: int, end: int, name: str) -> Mention:
        """A capitalised name that is no person: an organisation where one of its words says so."""
        entity = self._organisation_entity(f"org:{slug(name)}", name, None)
        return Mention(start, end, _ORGANISATION, entity, "organisation-name")

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
        name = without_article(surface)
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
        if phrase.titles[0].value in lexicons.words("mention_titles_of_names"):
            return None
        surface = phrase.titles[0].value
        if self._text[phrase.start : phrase.start + 3].lower().startswith(("a ", "an ")):
            return self._unnamed(phrase)
        entity = self._people.holder(phrase)
        rule = "office-holder"
        if entity is None and phrase.country is None:
            people, title = self._people, self._people.title_of(surface, None)
            codes = title.office_codes if title else ()
            entity = self._context.last_in_office(surface, codes)
            if title is None and entity is None:  # one country's: the secretary of state
                entity = people.only_called(surface, self._register.codes_anywhere(surface))
            rule = "office-in-context"
        aide = aide_in(self._text, phrase)
        if aide is not None:
            return self._aide(phrase, aide, entity)
        if of_many(surface) == surface:
            named = entity is not None and entity.key in self._people.entities
            definite = self._text[phrase.start : phrase.start + 4].lower() == "the "
            if not (named and definite):
                return None  # "a minister", "the Dutch minister" of whom nothing is told
        return Mention(phrase.start, phrase.end, _OFFICE, entity, rule)

    def _aide(self, phrase: Phrase, aide: Item, holder: Entity | None) -> Mention:
        """The president's spokesman, the prime minister's wife: not the holder of the office."""
        entity = self._context.last_in_office(aide.value, ())
        if entity is not None:
            return Mention(phrase.start, phrase.end, _OFFICE, entity, "office-in-context")
        row = roles().get(aide.value)
        country = holder.country_code if holder is not None else None
        entity = self._group(phrase, country, plural=row is not None and row["plural"] == "1")
        return Mention(phrase.start, phrase.end, _ORGANISATION, entity, "role")

    def _role(self, phrase: Phrase) -> Mention | None:
        """Chinese officials, a White House official, analysts: a group or an unnamed person."""
        role = phrase.role
        if role is None:
            return None
        row = roles()[role.value]
        if row["plural"] == "0" and phrase.country is None and phrase.start == role.start:
            return None  # "candidate for the job": no determiner, nobody in particular
        country = phrase.country.value if phrase.country and row["speaks"] == "1" else None
        entity = self._group(phrase, country, plural=row["plural"] == "1")
        return Mention(phrase.start, phrase.end, _ORGANISATION, entity, "role")

    def _unnamed(self, phrase: Phrase) -> Mention:
        """A German government spokesman: nobody in particular, who may speak for the country."""
        country = phrase.country.value if phrase.country else None
        entity = self._group(phrase, country, plural=False) if country else None
        return Mention(phrase.start, phrase.end, _OFFICE, entity, "office-of-any")

    def _group(self, phrase: Phrase, country: str | None, *, plural: bool) -> Entity:
        name = without_article(self._text[phrase.start : phrase.end])
        key = f"group:{country or ''}:{slug(name)}"
        entity = self._organisations.get(key)
        if entity is None:
            entity = Entity(key, EntityKind.GROUP, name, country, plural=plural)
            self._organisations[key] = entity
        return entity

    def _again(self, phrase: Phrase) -> Mention | None:
        """The minister, the envoy: a person whom the article called so before."""
        if phrase.role is None or phrase.country is not None:
            return None
        if self._text[phrase.start : phrase.role.start].lower() != "the ":
            return None
        entity = self._context.last_in_office(phrase.role.value, ())
        mention = Mention(phrase.start, phrase.end, _OFFICE, entity, "office-in-context")
        return mention if entity is not None else None

    def _counterpart(self, phrase: Phrase) -> Mention | None:
        """His Chinese counterpart: who holds there the office that the subject holds here."""
        if phrase.role is None or phrase.role.value not in PEERS or phrase.country is None:
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
        if item.kind is ItemKind.DEMONYM and is_one(self._text, item):
            one = self._people.leader_of(code)
            if one is not None and one.key in self._people.named:
                return Mention(phrase.start, phrase.end, _OFFICE, one, "one-of-a-people")
        if item.kind in (ItemKind.METONYM, ItemKind.STATE_MEDIA):
            name = without_article(surface)
            entity = self._organisation_entity(f"org:{code}:{slug(name)}", name, code)
            kind, rule = _ORGANISATION, str(item.kind)
        elif item.kind is ItemKind.DEMONYM and not stands_alone(self._text, item):
            return None
        else:
            entity = self._organisation_entity(f"gov:{code}", country.names[0], code)
            kind = MentionKind.COUNTRY
            rule = "place" if names_place(self._text, item.start) else str(item.kind)
        return Mention(phrase.start, phrase.end, kind, entity, rule)

    def _organisation_entity(self, key: str, name: str, country: str | None) -> Entity:
        entity = self._organisations.get(key)
        if entity is None:
            kind = EntityKind.GOVERNMENT if key.startswith("gov:") else EntityKind.ORGANISATION
            entity = self._organisations[key] = Entity(key, kind, name, country, plural=True)
        return entity


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
