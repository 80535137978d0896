"""Who holds the offices that a phrase speaks of, also under a spelling that no list has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from toolkit.extract import lexicons
from toolkit.extract.model import Entity
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import may_be_called
from toolkit.extract.names.register import LEADER_CODES, Person, Register, Title
from toolkit.extract.names.sounding import heard_of, sound_alike, surname_alike
from toolkit.patterns import compiled

PROMINENT = LEADER_CODES | {
    "head_of_state_elect",
    "head_of_government_elect",
    "international_organisation_head",
}
SPEAK_FOR_STATE = dict.fromkeys(PROMINENT, 0) | {
    "foreign_minister": 1,
    "defence_minister": 2,
    "vice_head": 3,
}
"""Offices that lead a country or speak for it, with how far behind its leader they come."""
_SOON = dt.timedelta(days=200)
"""How long before an office begins the press names who will hold it."""
_OF_BODIES = frozenset({"head of the", "chairman", "chairwoman", "chairperson", "chief of the"})
SPOKESMAN = "press_secretary"
_MINISTRY = compiled(r"ministry|department|council")
PAST = frozenset({"former", "late", "then", "ex", "ex-"})


_HEADS_OF_STATE = frozenset({"head_of_state", "monarch"})


class Holders:
    """Who holds or held which office, as an article's day tells.

    Args:
        register: people and offices.
        day: the day that offices count on; ``None`` where the article does not tell.
    """

    def __init__(self, register: Register, day: dt.date | None) -> None:
        self._register = register
        self._day = day
        self._holding: dict[tuple[str, tuple[str, ...] | frozenset[str]], bool] = {}

    def _holds_entity(self, entity: Entity, phrase: Phrase) -> bool:
        return self._holds(self._register.people[entity.key], phrase)

    def _holds(self, person: Person, phrase: Phrase) -> bool:
        """Whether a person holds (or, after "former", held) the office of the phrase's title."""
        terms = self._register.terms_of(person.person_id)
        past = bool(phrase.modifiers & PAST) or self._day is None
        for item in phrase.titles:
            title = self.title_of(item.value, person.country_code)
            if title is None:
                continue
            for term in terms:
                if term.office_code not in title.office_codes:
                    continue
                if past or (self._day is not None and term.covers(self._day)):
                    return True
        return False

    def title_of(self, surface: str, country_code: str | None) -> Title | None:
        """What a title means in a country."""
        return self._register.title_in(surface, country_code)

    def holds_one_of(self, entity: Entity, codes: tuple[str, ...] | frozenset[str]) -> bool:
        """Whether a registered person holds one of some offices on the article's day."""
        if not entity.registered:
            return False
        known = self._holding.get((entity.key, codes))
        if known is None:
            day = self._day
            known = any(
                t.office_code in codes and (day is None or t.covers(day))
                for t in self._register.terms_of(entity.key)
            )
            self._holding[entity.key, codes] = known
        return known

    def called_so(self, entity: Entity, noun: str, codes: tuple[str, ...]) -> bool:
        """Whether a noun such as "president" alone can mean a registered person.

        Args:
            entity: the person.
            noun: the noun of a title, as `phrase_words.office_noun` gives it.
            codes: the offices that the title may mean.
        """
        if not entity.registered:
            return False
        known = self._holding.get((entity.key, (noun, *codes)))
        if known is None:
            day = self._day
            terms = [t for t in self._register.terms_of(entity.key) if day is None or t.covers(day)]
            if day is not None and any(t.office_code in _HEADS_OF_STATE for t in terms):
                # who is president and prime minister at once is called the president
                terms = [t for t in terms if t.office_code != "head_of_government"]
            known = any(
                (term.office_code in codes and may_be_called(term.office, noun))
                or (term.office_code in LEADER_CODES and term.office.lower() == noun)
                for term in terms
            )
            self._holding[entity.key, (noun, *codes)] = known
        return known

    def _leading_office(self, phrase: Phrase) -> bool:
        """Whether a phrase gives a person an office that leads a country or speaks for it."""
        if phrase.country is None or phrase.modifiers & PAST or phrase.of_body:
            return False
        titles = [self.title_of(item.value, phrase.country.value) for item in phrase.titles]
        return any(t is not None and t.office_codes[0] in SPEAK_FOR_STATE for t in titles)

    def _person_with(self, country: str, surname: str) -> Person | None:
        """Who of a surname leads a country or speaks for it on the day; at any, where unknown."""
        fitting: list[tuple[int, dt.date, str]] = []
        for person_id in self._register.by_family_name(surname):
            if self._register.people[person_id].country_code == country:
                fitting += [
                    (-SPEAK_FOR_STATE[term.office_code], term.first_day, person_id)
                    for term in self._register.terms_of(person_id)
                    if term.office_code in SPEAK_FOR_STATE
                    and (self._day is None or term.covers(self._day))
                ]
        return self._register.people[max(fitting)[2]] if fitting else None

    def _speaking_for(self, title: str, country: str, day: dt.date | None) -> list[Person]:
        """Who speaks for a government on a day; for a ministry where the title names one."""
        people = self._register.holders(country, (SPOKESMAN,), day)
        ministry = _MINISTRY.search(title) is not None
        return [
            person
            for person in people
            if any(
                term.office_code == SPOKESMAN
                and (_MINISTRY.search(term.office.lower()) is not None) == ministry
                for term in self._register.terms_of(person.person_id)
                if day is None or term.covers(day)
            )
        ]

    def _spelt_otherwise(self, tokens: Sequence[str], phrase: Phrase) -> Person | None:
        """Whom a full name means that the register spells otherwise, by country and office.

        First who holds the office of the title, then who speaks for the country, then who ever
        did. Without a country only who holds the office, where nobody else sounds so.
        """
        if phrase.country is None:
            return self._holder_sounding(tokens, phrase)
        for holders in self._holders_of(phrase):
            for person in holders:
                if sound_alike(tokens, person):
                    return person
        return None

    def _surname_otherwise(self, surname: str, phrase: Phrase) -> Person | None:
        """Whom a surname after country and title means that the register spells otherwise."""
        if phrase.country is None or not phrase.titles or phrase.apposed:
            return None
        holders = next(self._holders_of(phrase))
        alike = [person for person in holders if surname_alike(surname, person)]
        return alike[0] if len(alike) == 1 else None

    def _holders_of(self, phrase: Phrase) -> Iterator[list[Person]]:
        """Of its country: who holds the title, who speaks for it, who did so or soon will."""
        country = phrase.country.value if phrase.country else None
        day = None if phrase.modifiers & PAST else self._day
        if phrase.titles:
            title = self.title_of(phrase.titles[0].value, country)
            yield self._register.holders(country, title.office_codes if title else (), day)
        if day is not None:
            yield self._register.holders(country, SPEAK_FOR_STATE, day)
        ever = self._register.holders(country, SPEAK_FOR_STATE, None)
        yield [person for person in ever if day is None or self._served_before(person, day)]

    def _served_before(self, person: Person, day: dt.date) -> bool:
        return self._register.terms_of(person.person_id)[0].first_day <= day + _SOON

    def _holder_sounding(self, tokens: Sequence[str], phrase: Phrase) -> Person | None:
        """The only person who sounds like a name and holds the office of its title somewhere."""
        day = self._day
        title = self.title_of(phrase.titles[0].value, None) if phrase.titles else None
        if title is not None:
            codes: Collection[str] = title.office_codes
        else:
            codes = LEADER_CODES if phrase.role and phrase.role.value in _OF_BODIES else ()
        if day is None or (LEADER_CODES.isdisjoint(codes) and "foreign_minister" not in codes):
            return None
        alike = [
            person
            for person in heard_of(self._register, tokens, day.year)
            if sound_alike(tokens, person)
            and any(
                term.office_code in codes and term.covers(day)
                for term in self._register.terms_of(person.person_id)
            )
        ]
        return alike[0] if len(alike) == 1 else None


def of_another(phrase: Phrase) -> bool:
    """Whether a surname is given a rank that no leader of a state has: Judge Lee, Sen. Lee."""
    address = phrase.honorific.value if phrase.honorific is not None else None
    role = phrase.role.value if phrase.role is not None and not phrase.apposed else None
    ranks = lexicons.words("mention_lesser_ranks")
    return not phrase.titles and (address in ranks or role in ranks)
