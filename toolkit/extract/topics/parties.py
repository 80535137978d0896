"""The sides of a call, with what tells whose unnamed offices and pages an article speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from toolkit.extract.model import Document, Entity, Mention, MentionKind
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.clauses import Party
from toolkit.extract.topics.home import Home
from toolkit.extract.topics.lexicon import fold
from toolkit.extract.topics.model import CallLike

_BEFORE_NAME = 40
_BEHIND_NAME = 24


def country_of(person: Entity, day: dt.date | None, document: Document) -> str:
    """Whom a person speaks for: the country or body of the office held on a day.

    Where no day is told, a day on which those named were in office stands for it; an office abroad
    or in an organisation then counts only if the text names that.

    Returns:
        A country code, empty where unknown.
    """
    own = person.country_code or ""
    guessed = day is None
    day = day or document.in_office
    if day is None or not person.registered:
        return own
    term = default_register().office_on(person.key, day)
    abroad = term.country_code if term else None
    if not abroad or (abroad != own and guessed and not _names_country(document, abroad)):
        return own
    return abroad


def _names_country(document: Document, code: str) -> bool:
    country = default_register().countries.get(code)
    return country is not None and any(name in document.text for name in country.names)


def party_of(call: CallLike, document: Document, home: Home) -> Party:
    """The sides: whom each participant speaks for, by the office held on the day of the call."""
    day, register = call.called_on or document.published_on, default_register()
    by_key: dict[str, str] = {}
    offices: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for person in call.participants:
        term = register.office_on(person.key, day) if day and person.registered else None
        country = country_of(person, day, document)
        by_key[person.key] = country
        if country:
            names.setdefault(country, []).extend(_names(person, country))
            known = register.countries.get(country)
            code = term.office_code if term else known.leader_office if known else ""
            offices.setdefault(country, code)
    countries = tuple(sorted(filter(None, set(by_key.values()))))
    place = home.place if home.place in countries else _unnamed(call, document, by_key, names)
    return Party(by_key, countries, offices, place, home.side_in(countries, names), names)


def _unnamed(
    call: CallLike,
    document: Document,
    by_key: Mapping[str, str],
    names: Mapping[str, Sequence[str]],
) -> str:
    """Whose press an article is of, by the only leader whom it introduces without a country.

    "Prime Minister Ardern spoke to Fijian Prime Minister Rabuka" is of New Zealand's.
    """
    unnamed = []
    for person in call.participants:
        first = next((m for m in document.mentions if _names_person(m, person)), None)
        if first is None or not by_key[person.key]:
            return ""
        low = max(first.start - _BEFORE_NAME, 0)
        around = fold(document.text[low : first.end + _BEHIND_NAME])
        if not any(f" {name} " in f" {around} " for name in names[by_key[person.key]][1:]):
            unnamed.append(by_key[person.key])
    return unnamed[0] if len(unnamed) == 1 else ""


def _names_person(mention: Mention, person: Entity) -> bool:
    if mention.kind is not MentionKind.NAME or mention.entity is None:
        return False
    return mention.entity.key == person.key


def _names(person: Entity, country: str) -> list[str]:
    """The folded names by which a headline can mean a side: its leader's and its country's."""
    known = default_register().countries.get(country)
    names = [*known.names, *known.demonyms] if known else []
    return [" ".join(fold(name).split()) for name in (person.name.split()[-1], *names)]
