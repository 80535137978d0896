"""The sides of a call, with what tells whose unnamed offices and pages an article speaks of."""

from __future__ import annotations

import datetime as dt

from toolkit.extract.model import Entity
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.clauses import Party
from toolkit.extract.topics.home import Home
from toolkit.extract.topics.lexicon import fold
from toolkit.extract.topics.model import CallLike


def party_of(call: CallLike, published_on: dt.date | None, home: Home) -> Party:
    """The sides: whom each participant speaks for, by the office held on the day of the call."""
    day, register = call.called_on or published_on, default_register()
    by_key: dict[str, str] = {}
    offices: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for person in call.participants:
        term = register.office_on(person.key, day) if day and person.registered else None
        country = (term.country_code if term else None) or person.country_code or ""
        by_key[person.key] = country
        if country:
            names.setdefault(country, []).extend(_names(person, country))
            known = register.countries.get(country)
            code = term.office_code if term else known.leader_office if known else ""
            offices.setdefault(country, code)
    countries = tuple(sorted(filter(None, set(by_key.values()))))
    return Party(by_key, countries, offices, home.place, home.side_in(countries, names), names)


def _names(person: Entity, country: str) -> list[str]:
    """The folded names by which a headline can mean a side: its leader's and its country's."""
    known = default_register().countries.get(country)
    names = [*known.names, *known.demonyms] if known else []
    return [" ".join(fold(name).split()) for name in (person.name.split()[-1], *names)]
