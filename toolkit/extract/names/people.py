"""Who a name or a title means: the register first, then whom the article itself introduces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from toolkit.extract import lexicons
from toolkit.extract.model import Entity, EntityKind
from toolkit.extract.names.facts import NameFacts, bare_forms, may_be_person, names_of, slug
from toolkit.extract.names.holders import (
    PAST,
    PROMINENT,
    SPOKESMAN,
    Holders,
    of_another,
)
from toolkit.extract.names.lexical import ItemKind, Lexicon, gendered_names
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import honorific_genders, of_many, titles_of_one
from toolkit.extract.names.register import LEADER_CODES, Person, Register, fold_name
from toolkit.extract.names.registered import registered_of

_COMING = frozenset({"incoming", "elected", "newly"})


# Members of an enumeration take four times as long to look up as names of the module.
_NAME, _CAPITALISED = ItemKind.NAME, ItemKind.CAPITALISED
_ALONE = Phrase(0, 0)
"""A name without any word about it."""


class People(Holders):
    """The persons of one article.

    Args:
        register: people and offices.
        lexicon: its lexicon, for given names.
        day: the day that offices count on; ``None`` where the article does not tell.
    """

    def __init__(self, register: Register, lexicon: Lexicon, day: dt.date | None) -> None:
        super().__init__(register, day)
        self._lexicon = lexicon
        self._names = names_of(register)
        self._known = registered_of(register)
        self._leaders: dict[str, Person | None] = {}
        self.entities: dict[str, Entity] = {}
        self.by_surname: dict[str, list[str]] = {}
        self._told: dict[tuple[str, str], str] = {}
        self._called: dict[str, str] = {}
        self.named: set[str] = set()
        """Keys of those whom the text has named up to where it is read."""
        self.told_more = False
        """Whether an entity was replaced by one with what the article told later."""

    # ------------------------------------------------------------- introductions

    def introduce(self, phrase: Phrase) -> Entity | None:
        """The person whom a full name introduces, ``None`` where the words are no person's name."""
        entity = self._introduced(phrase)
        if entity is not None and phrase.nickname is not None:
            self._remember(entity, bare_forms(fold_name(phrase.nickname)))
        if entity is not None and phrase.titles and phrase.country is not None:
            title = self.title_of(phrase.titles[0].value, phrase.country.value)
            if title is not None and len(title.office_codes) == 1:
                self._called.setdefault(entity.key, title.office_codes[0])
        return entity

    def _introduced(self, phrase: Phrase) -> Entity | None:
        item = phrase.name
        if item is None:
            return None
        if item.kind is _NAME:
            return self._registered(self._best(item.value.split("|"), phrase))
        facts = self._names[item.value]
        tokens = facts.tokens
        if len(tokens) < 2:
            if phrase.titles and f"{phrase.titles[0].value} {tokens[0]}" in self.by_surname:
                return None  # "Sheikh Mohammed" is whom the article has named before
            titled = self._leader_named(tokens[0], phrase) if phrase.titles else None
            return self._registered(titled) if titled is not None else None
        if facts.ids:
            return self._registered(self._best(facts.ids, phrase))
        if facts.family and (phrase.honorific or phrase.titles):
            return None  # "Mr. Peña Nieto"
        person = self._spelt_otherwise(tokens, phrase)
        if person is not None:
            return self._respelt(item.value, tokens, person)
        addressed = phrase.honorific or phrase.titles or phrase.role
        if facts.person or (addressed and may_be_person(item.value, tokens)):
            return self._local(item.value, tokens, phrase)
        return None

    def introduce_alone(self, name: str, facts: NameFacts) -> Entity | None:
        """As `introduce`, for a capitalised name that stands alone."""
        if facts.ids:
            return self._registered(self._best(facts.ids, _ALONE))
        return self._local(name, facts.tokens, _ALONE) if facts.person else None

    def _best(self, ids: Sequence[str], phrase: Phrase) -> Person:
        """Of several persons of one name: whom title, country and day fit best."""
        if len(ids) == 1:
            return self._register.people[ids[0]]
        people = [self._register.people[i] for i in ids]
        country = phrase.country.value if phrase.country else None

        def fitness(person: Person) -> tuple[bool, bool, bool, bool]:
            term = self._register.office_on(person.person_id, self._day) if self._day else None
            return (
                self._holds(person, phrase),
                bool(country) and person.country_code == country,
                term is not None,
                person.person_id in self.entities,
            )

        return max(people, key=fitness)

    def _respelt(self, name: str, tokens: Sequence[str], person: Person) -> Entity:
        """A person of the register whom the article spells otherwise, here and elsewhere."""
        entity = self._registered(person)
        written = slug(name)
        self.told_more = self.told_more or written in self.entities
        self.entities[written] = entity
        self._remember(entity, (*bare_forms(tokens[-1]), " ".join(tokens)))
        return entity

    # ---------------------------------------------------------------- references

    def refer(self, phrase: Phrase) -> Entity | None:
        """The person whom a surname, alone or with a title, refers to."""
        item = phrase.name
        if item is None or item.kind is not _CAPITALISED:
            return None
        facts = self._names[item.value]
        tokens, surname = facts.tokens, facts.surname
        title = phrase.honorific or (phrase.titles[0] if phrase.titles else None)
        for both in (f"{title.value}-{surname}", f"{title.value} {surname}") if title else ():
            surname = both if both in self.by_surname else surname  # "Sheikh Tamim", "Amir-Saidi"
        gender = self._gender(phrase)
        known = [self.entities[key] for key in self.by_surname.get(surname, ())]
        fitting = [entity for entity in known if gender is None or _may_be(entity, gender)]
        if phrase.titles and not phrase.apposed:
            holding = [e for e in fitting if e.registered and self._holds_entity(e, phrase)]
            fitting = holding or [e for e in fitting if not e.registered] or fitting
        if fitting:
            return self._most_prominent(fitting)
        addressed = bool(phrase.honorific or phrase.titles)
        if surname in lexicons.words("mention_not_names") and not addressed:
            return None
        person = None if of_another(phrase) else self._leader_named(surname, phrase)
        if person is not None and phrase.titles:
            return self._registered(person)
        if person is not None:
            return self._named_so(surname, person)
        person = self._surname_otherwise(surname, phrase)
        if person is not None:
            return self._respelt(item.value, tokens, person)
        spoken = self.named_with(phrase.country.value, surname) if phrase.country else None
        if spoken is not None and (phrase.titles or phrase.role):
            return spoken  # "Trudeau, the Canadian leader-in-waiting"
        named = addressed or (phrase.role is not None and not phrase.apposed)
        things = lexicons.words("mention_organisation_words")
        if named and len(tokens) <= 3 and things.isdisjoint(tokens) and not facts.common:
            return self._local(item.value, tokens, phrase)
        return None

    def refer_alone(self, facts: NameFacts) -> Entity | None:
        """As `refer`, for a capitalised name that stands alone."""
        surname = facts.surname
        known = self.by_surname.get(surname)
        if known:
            return self._most_prominent([self.entities[key] for key in known])
        if facts.common or not facts.family:
            return None
        if surname not in self._leaders:
            self._leaders[surname] = self._leader_named(surname, _ALONE)
        return self._named_so(surname, self._leaders[surname])

    def _named_so(self, surname: str, person: Person | None) -> Entity | None:
        """Whom a surname means: first whom the article names by it, else a person of the register.

        After "Abiy Ahmed" also "Ahmed", which is not his family name, is no Mr. Ahmed elsewhere.
        """
        for entity in self.entities.values():
            if entity.registered and fold_name(entity.name).endswith(f" {surname}"):
                return entity
        return self._registered(person) if person is not None else None

    def named_with(self, country: str, surname: str) -> Entity | None:
        """Whom "Russia's Lavrov" means: who led it or spoke for it, on the day if it is known."""
        person = self._person_with(country, surname)
        return self._registered(person) if person is not None else None

    def is_thing(self, name: str) -> bool:
        """Whether a capitalised name is that of an organisation: one of its words says so."""
        return self._names[name].thing

    def _most_prominent(self, entities: Sequence[Entity]) -> Entity:
        """Of several people of one surname: whom the text named so far, of these who is in office.

        Else it is the first introduced.
        """
        if len(entities) > 1:
            entities = [e for e in entities if e.key in self.named] or entities
        if len(entities) == 1:
            return entities[0]

        def rank(entity: Entity) -> bool:
            if not entity.registered or self._day is None:
                return False
            term = self._register.office_on(entity.key, self._day)
            return term is not None and term.office_code in PROMINENT

        return max(entities, key=rank)

    def _leader_named(self, surname: str, phrase: Phrase) -> Person | None:
        """A person of the register whom the press names by surname alone."""
        people = [self._register.people[i] for i in self._register.by_family_name(surname)]
        gender = self._gender(phrase)
        people = [p for p in people if gender is None or p.gender in (None, gender)]
        if phrase.country is not None:
            people = [p for p in people if p.country_code == phrase.country.value] or people
        if phrase.titles:
            titled = [p for p in people if self._holds(p, phrase)]
            return titled[0] if titled else None
        if self._day is None:
            leaders = [p for p in people if self._register.was_leader(p.person_id, None)]
            return leaders[0] if len(leaders) == 1 else None
        for person in people:
            term = self._register.office_on(person.person_id, self._day)
            if term is not None and term.office_code in PROMINENT:
                return person
        if phrase.honorific is not None:
            past = [p for p in people if self._register.was_leader(p.person_id, self._day)]
            return max(past, key=self._last_term_start, default=None)
        return None

    def _last_term_start(self, person: Person) -> dt.date:
        return max(
            (t.first_day for t in self._register.terms_of(person.person_id)), default=dt.date.min
        )

    # ------------------------------------------------------------------- offices

    def holder(self, phrase: Phrase) -> Entity | None:
        """The named or, on a known day, any holder of the office of a phrase without a name."""
        if not phrase.titles:
            return None
        surface = phrase.titles[0].value
        only = titles_of_one().get(surface) if phrase.country is None else None
        country = phrase.country.value if phrase.country is not None else only
        title = self.title_of(surface, country)
        if country is None or title is None or not title.office_codes:
            return None
        if phrase.modifiers & PAST:
            return None
        codes: Collection[str] = title.office_codes
        if phrase.modifiers & _COMING:
            codes = [f"{code}_elect" for code in codes]
        if codes == (SPOKESMAN,):
            return self._spokesman(surface, country)
        holders = self._register.holders(country, codes, self._day)
        named = [p for p in holders if p.person_id in self.entities]
        told = None if named else self._told_holder(country, codes)
        if told is not None:
            return told
        if self._day is None:
            return self._registered(named[0]) if len(named) == 1 else None
        chosen = named if of_many(surface) == surface else named or holders
        return self._registered(chosen[0]) if chosen else None

    def _spokesman(self, title: str, country: str) -> Entity | None:
        """Who speaks for a government or a ministry: first whom the article names.

        It may name somebody whose time in office the register does not know to the day.
        """
        for day in (self._day, None) if self._day is not None else (None,):
            holders = self._speaking_for(title, country, day)
            named = [p for p in holders if p.person_id in self.entities]
            if named:
                return self._registered(named[0])
        told = self._told_holder(country, (SPOKESMAN,))
        if told is not None or self._day is None:
            return told
        holders = self._speaking_for(title, country, self._day)
        return self._registered(holders[0]) if holders else None

    def leader_of(self, country: str, offices: frozenset[str] = LEADER_CODES) -> Entity | None:
        """Who leads a country on the article's day, or serves it: first whom the article names.

        Where the day is unknown, only a leader whom the article names counts.
        """
        holders = self._register.holders(country, offices, self._day)
        named = [p for p in holders if p.person_id in self.entities]
        told = None if named else self._told_holder(country, sorted(offices))
        if told is not None:
            return told
        if self._day is None:
            return self._registered(named[0]) if len(named) == 1 else None
        chosen = named or holders
        return self._registered(chosen[0]) if chosen else None

    def only_called(self, noun: str, codes: tuple[str, ...]) -> Entity | None:
        """The only person of the article, at whatever place, whom a noun such as "PM" can mean."""
        known = (e for e in self.entities.values() if e.registered)
        fitting = [e for e in known if self.called_so(e, noun, codes)]
        keys = {entity.key for entity in fitting}
        return fitting[0] if len(keys) == 1 else None

    def counterpart(self, country: str, of: Entity | None) -> Entity | None:
        """Who holds in a country the office of somebody elsewhere; leaders are each other's."""
        if of is None or not of.registered or self._day is None:
            return None
        term = self._register.office_on(of.key, self._day)
        if term is None:
            return None
        code = self._called.get(of.key, term.office_code)
        if code in LEADER_CODES:
            code = self._register.countries[country].leader_office or code
        told = self._told_holder(country, (code,))
        holders = self._register.holders(country, (code,), self._day)
        if told is not None and not any(p.person_id in self.entities for p in holders):
            return told
        return self._registered(holders[0]) if holders else None

    # ------------------------------------------------------------------ entities

    def _gender(self, phrase: Phrase) -> str | None:
        if phrase.honorific is not None:
            return honorific_genders().get(phrase.honorific.value) or None
        return None

    def _registered(self, person: Person) -> Entity:
        entity = self.entities.get(person.person_id)
        if entity is None:
            entity, surnames = self._known[person.person_id]
            self._remember(entity, surnames)
        return entity

    def _local(self, value: str, tokens: Sequence[str], phrase: Phrase) -> Entity:
        key = slug(value)
        entity = self.entities.get(key)
        if entity is None:
            gender = self._gender(phrase)
            if gender is None and len(tokens) > 1:
                gender = self._lexicon.given_names.get(tokens[0])
                gender = gender or gendered_names().get(tokens[0])
            country = phrase.country.value if phrase.country else None
            office = self._leading_office(phrase)
            entity = Entity(key, EntityKind.PERSON, value, country, gender, in_office=office)
            surnames = bare_forms(tokens[-1])
            whole = (tokens[0], " ".join(tokens)) if len(tokens) > 1 else ()
            self._remember(entity, (*surnames, *whole))
        elif phrase.country is not None and not entity.registered:
            entity = self._with_office(entity, phrase)
        if not entity.registered:
            self._note_office(entity, phrase)
        return entity

    def _with_office(self, entity: Entity, phrase: Phrase) -> Entity:
        """A person first named without country or office who is now named with them."""
        country = phrase.country.value if phrase.country else None
        if entity.country_code not in (None, country):
            return entity
        office = entity.in_office or self._leading_office(phrase)
        if (entity.country_code, entity.in_office) != (country, office):
            entity = replace(entity, country_code=country, in_office=office)
            self.entities[entity.key] = entity
            self.told_more = True
        return entity

    def _note_office(self, entity: Entity, phrase: Phrase) -> None:
        """Keep that the article itself gives somebody an office, who comes before the register."""
        if phrase.country is None or not phrase.titles or not entity.in_office:
            return
        title = self.title_of(phrase.titles[0].value, phrase.country.value)
        if title is not None and len(title.office_codes) == 1:
            self._told.setdefault((phrase.country.value, title.office_codes[0]), entity.key)

    def _told_holder(self, country: str, codes: Collection[str]) -> Entity | None:
        """Whom the article calls holder of an office where the register has nobody of that name."""
        keys = [key for code in codes if (key := self._told.get((country, code))) is not None]
        return self.entities[keys[0]] if keys else None

    def _remember(self, entity: Entity, surnames: Iterable[str]) -> None:
        key = entity.key
        self.entities[key] = entity
        for surname in surnames:
            bearers = self.by_surname.get(surname)
            if bearers is None:
                self.by_surname[surname] = [key]
            elif key not in bearers:
                bearers.append(key)


def _may_be(entity: Entity, gender: str) -> bool:
    return entity.gender is None or entity.gender == gender
