"""The persons of a register as entities of an article, made when first met and kept."""

from __future__ import annotations

from functools import cache, lru_cache

from toolkit.extract import lexicons
from toolkit.extract.model import Entity, EntityKind
from toolkit.extract.names.facts import bare_forms
from toolkit.extract.names.phrase_words import ROYAL
from toolkit.extract.names.register import Register, fold_name

_SHORTEST = 4  # letters: "Kyi" alone is nobody
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "abd", "abdul", "abdel"})


class RegisteredPeople(dict[str, tuple[Entity, tuple[str, ...]]]):
    """The persons of a register as entities, and the words that mean them; made when first met."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._people = register.people

    def __missing__(self, person_id: str) -> tuple[Entity, tuple[str, ...]]:
        """Make the entity of a person met for the first time."""
        person = self._people[person_id]
        entity = Entity(
            key=person_id,
            kind=EntityKind.PERSON,
            name=person.name,
            country_code=person.country_code,
            gender=person.gender,
            registered=True,
        )
        folded = [fold_name(name) for name in person.family_names]
        folded += [last for name in folded if (last := _last_of_two(name)) is not None]
        surnames = dict.fromkeys(form for name in folded for form in bare_forms(name))
        surnames |= dict.fromkeys(_given_alone(person.name))
        self[person_id] = entity, tuple(surnames)
        return self[person_id]


def _last_of_two(surname: str) -> str | None:
    """What some make of a surname of two: "Mr Nieto" of Peña Nieto; not of Prince Mohammed."""
    first, _, last = surname.rpartition(" ")
    if not first or len(last) < _SHORTEST or ROYAL.match(first.title()):
        return None
    return None if first in _PARTICLES else last


@cache
def _also_words() -> frozenset[str]:
    """First words of names that are words, titles or places, too."""
    rows = lexicons.table("mention_gendered_names")
    names = (row["names"].split() for row in rows if row["person"] != "yes")
    other = lexicons.words("mention_given_not_alone") | lexicons.words("mention_not_names")
    return other.union(*names)


def _given_alone(name: str) -> list[str]:
    """The folded first word of a full name where it means its bearer by itself: "Imran rang"."""
    first, _, rest = fold_name(name).partition(" ")
    if not rest or len(first) < _SHORTEST or first in _PARTICLES:
        return []
    return [] if first in _also_words() else [first]


@lru_cache(maxsize=4)
def registered_of(register: Register) -> RegisteredPeople:
    """The entities of a register's persons, which are the same in all articles."""
    return RegisteredPeople(register)
