"""Names in other spellings: whom country and office tell of is found by how the name sounds."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from test_mentions import read, resolved

from toolkit.extract.names.facts import name_tokens
from toolkit.extract.names.register import Person, default_register, fold_name
from toolkit.extract.names.sounding import sound_alike, sound_of

LEAST_ALIASES = 0.75
MOST_ALIKE = 0.002  # some of these pairs are one person whom the register holds twice
OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


@pytest.mark.parametrize(
    ("one", "other"),
    [("rouhani", "rohani"), ("gaddafi", "qadhafi"), ("poroschenko", "poroshenko"), ("zz", "s")],
)
def test_letters_written_for_one_another_sound_the_same(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("Iran's president Hasan Rohani spoke.", "2019-05-30", "hassan-rouhani"),
        ("Tunisian President Qais Said spoke.", "2022-05-30", "kais-saied"),
        ("Belarusian leader Aliaksandr Lukashenka spoke.", "2022-05-30", "alexander-lukashenko"),
        ("Burkina Faso's President Marc Kabore spoke.", "2018-05-30", "roch-marc-christian-kabore"),
        ("Mexican President Vicente Fox Quezada spoke.", "2003-05-30", "vicente-fox-quesada"),
    ],
)
def test_a_holder_is_found_under_a_spelling_that_no_list_holds(
    text: str, day: str, key: str
) -> None:
    assert key in resolved(text, day).values()


def test_a_surname_in_the_other_spelling_means_the_same_person() -> None:
    text = "Iran's president Hasan Rohanee spoke.\n\nRohanee then left."
    assert resolved(text, "2019-05-30")["Rohanee"] == "hassan-rouhani"


def test_the_other_spelling_means_the_same_person_before_and_after_its_office_is_told() -> None:
    text = "Hasan Rohani speaks\n\nIran's president Hasan Rohani spoke.\n\nHasan Rohani left."
    keys = {m.entity.key for m in read(text, "2019-05-30") if m.entity and m.entity.plural is False}
    assert keys == {"hassan-rouhani"}


@pytest.mark.parametrize(
    ("text", "day", "wrong"),
    [
        ("Iran's president Karim Sadeghi spoke.", "2019-05-30", "hassan-rouhani"),
        ("Iran's chess champion Hasan Rohani spoke.", "2009-05-30", "hassan-rouhani"),
        ("Tunisian President Qais Said spoke.", "2012-05-30", "kais-saied"),
    ],
)
def test_another_name_or_another_day_is_somebody_else(text: str, day: str, wrong: str) -> None:
    assert wrong not in resolved(text, day).values()


def _without_aliases(person: Person) -> Person:
    return replace(person, aliases=())


def test_most_aliases_of_the_register_would_be_found_without_it() -> None:
    known = [
        (name_tokens(alias), _without_aliases(person))
        for person in default_register().people.values()
        for alias in person.aliases
        if len(name_tokens(alias)) > 1
    ]
    alike = sum(sound_alike(tokens, person) for tokens, person in known)
    assert alike >= LEAST_ALIASES * len(known)


def test_hardly_two_who_held_the_same_office_are_taken_for_one() -> None:
    register = default_register()
    holders: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for person_id in register.people:
        for term in register.terms_of(person_id):
            if term.office_code not in OFFICES:
                continue
            holders[term.country_code, term.office_code].add(person_id)
    pairs = {pair for ids in holders.values() for pair in itertools.combinations(sorted(ids), 2)}
    alike = [
        (one, other)
        for one, other in pairs
        if register.people[one].name != register.people[other].name
        and sound_alike(
            name_tokens(register.people[one].name), _without_aliases(register.people[other])
        )
    ]
    assert len(alike) <= MOST_ALIKE * len(pairs), sorted(alike)


@examples(50)
@given(st.text(max_size=40))
def test_a_sound_holds_no_vowel_but_an_opening_one(word: str) -> None:
    heard = sound_of(fold_name(word))
    assert not set("eiouy") & set(heard)
    assert "a" not in heard[1:]
