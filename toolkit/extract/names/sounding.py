"""Whether a name as the press spells it is another spelling of a name in the register.

The English-language press writes names from other scripts by ear: Hasan Rohani and Hassan Rouhani,
Abdul Fattah Al-Sissi and Abdel Fattah el-Sisi. A register can list some of these spellings, never
all. Where an article also gives country and office, few persons are left whom it can mean, and
sounding alike decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from toolkit.extract import lexicons
from toolkit.extract.names.facts import name_tokens
from toolkit.extract.names.register import LEADER_CODES, Register
from toolkit.extract.names.register_values import Person
from toolkit.patterns import compiled

_PARTICLES = frozenset({"al", "el", "ul", "bin", "ibn", "ben", "abu", "de", "da", "dos", "del"})
_VOWELS = compiled(r"[aeiouy]+")
_DOUBLED = compiled(r"(\w)\1+")
_WORD_ALIKE = 0.75
"""Share of letters in common (Ratcliff and Obershelp) from which two spellings are one name's."""
_ABROAD = LEADER_CODES | {"foreign_minister"}
_MOST_KEPT = 20_000
_MOST_YEARS_KEPT = 40


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    sounds = {row["letters"]: row["sound"] for row in lexicons.table("name_sounds")}
    return compiled("|".join(sorted(sounds, key=len, reverse=True))), sounds


@lru_cache(maxsize=_MOST_KEPT)
def sound_of(word: str) -> str:
    """How a folded word of a name sounds: its consonants, those written for one another as one.

    A vowel that begins the word is kept as "a", those inside fall away: "rouhani" and "rohani"
    are both "rn", "erdogan" is "ardkn".
    """
    pattern, sounds = _letters()
    heard = pattern.sub(lambda match: sounds[match.group()], word)
    opening = "a" if heard[:1] and heard[0] in "aeiouy" else ""
    return opening + _DOUBLED.sub(r"\1", _VOWELS.sub("", heard))


def sound_alike(name: Sequence[str], person: Person) -> bool:
    """Whether a full name can be a spelling of a person's.

    Each word of the shorter form must be heard in the longer: names are written with more or
    fewer given names, a second surname, or the family name first.

    Args:
        name: its folded words, as `facts.name_tokens` gives them.
        person: whom it may name, under the name or one of the aliases.
    """
    words = _parts(name)
    return any(_one_name(words, _words_of(known)) for known in (person.name, *person.aliases))


def surname_alike(surname: str, person: Person) -> bool:
    """Whether a folded surname can be a spelling of a person's.

    Args:
        surname: the surname, folded.
        person: whom it may name.
    """
    words = _parts(surname.split())
    return any(_one_name(words, _words_of(name), 1) for name in person.family_names)


@lru_cache(maxsize=_MOST_YEARS_KEPT)
def _by_sound(register: Register, year: int) -> dict[str, tuple[Person, ...]]:
    """Who led a country or its foreign ministry, by how each word of their names sounds.

    Only who held some office in the year: to hear the names of all takes a tenth of a second.
    """
    found: dict[str, dict[str, Person]] = {}
    for person, terms in register.serving(year):
        if not any(term.office_code in _ABROAD for term in terms):
            continue
        for known in (person.name, *person.aliases):
            for word in _words_of(known):
                found.setdefault(sound_of(word), {})[person.person_id] = person
    return {heard: tuple(people.values()) for heard, people in found.items()}


def heard_of(register: Register, name: Sequence[str], year: int) -> list[Person]:
    """The leaders and foreign ministers two words of whose names sound like words of a name.

    Args:
        register: people.
        name: folded words of a full name.
        year: when they held an office.
    """
    sounds = {sound_of(word) for word in _parts(name)}
    times: Counter[str] = Counter()
    for heard in sounds:
        times.update(person.person_id for person in _by_sound(register, year).get(heard, ()))
    return [register.people[key] for key, number in times.items() if number > 1]


def _parts(tokens: Sequence[str]) -> list[str]:
    """The words of a name without particles: "abdul-fattah al-burhan" is abdul, fattah, burhan."""
    words = [part for token in tokens for part in token.replace("'", "").split("-")]
    return [word for word in words if word not in _PARTICLES] or words


@lru_cache(maxsize=_MOST_KEPT)
def _words_of(known: str) -> tuple[str, ...]:
    """The words of a name as the register has it."""
    return tuple(_parts(name_tokens(known)))


def _one_name(name: Sequence[str], known: Sequence[str], least: int = 2) -> bool:
    """Whether each word of the shorter form is heard in the longer, in whatever order."""
    fewer, more = sorted((name, known), key=len)
    if len(fewer) < least:
        return False
    left = list(more)
    for mine in fewer:
        heard = next((theirs for theirs in left if _word_alike(mine, theirs)), None)
        if heard is None:
            return False
        left.remove(heard)
    return True


@lru_cache(maxsize=_MOST_KEPT)
def _word_alike(mine: str, theirs: str) -> bool:
    heard = sound_of(mine)
    if len(heard) > 1 and heard == sound_of(theirs):
        return True
    # No more letters can be shared than the shorter word has: most pairs need no comparing.
    most = 2 * min(len(mine), len(theirs)) / (len(mine) + len(theirs))
    if most < _WORD_ALIKE:
        return False
    shared = SequenceMatcher(None, mine, theirs, autojunk=False)
    return shared.quick_ratio() >= _WORD_ALIKE and shared.ratio() >= _WORD_ALIKE
