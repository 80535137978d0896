"""The values of the register: persons, terms of office, countries and titles."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cache

from toolkit.values import value


@cache
def day_bounds(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date may mean.

    Args:
        text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises:
        ValueError: it is none of these, or no such day exists.
    """
    if len(text) == 10 and text[4] == text[7] == "-":
        day = dt.date.fromisoformat(text)
        return day, day
    if not text.isascii() or not text.replace("-", "").isdigit():
        raise ValueError(text)
    match [len(part) for part in text.split("-")]:
        case [4]:
            return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
        case [4, 2]:
            year, month = int(text[:4]), int(text[5:])
            first = dt.date(year, month, 1)
            return first, first.replace(day=calendar.monthrange(year, month)[1])
        case _:
            raise ValueError(text)


@value
class Person:
    """Somebody in the register.

    Attributes:
        person_id: identifier, for example ``xi-jinping``.
        name: the full name as the English-language press usually writes it.
        family_names: what the press calls the person after the first mention.
        aliases: other full names, spellings and nicknames.
        wikidata_id: Wikidata item (``Q`` and digits), where certain.
        gender: ``male``, ``female`` or ``None``.
        country_code: the country (or organisation) that the person acted for.
    """

    person_id: str
    name: str
    family_names: tuple[str, ...]
    aliases: tuple[str, ...]
    wikidata_id: str | None
    gender: str | None
    country_code: str | None


@value
class Term:
    """One term of office; both ends as written: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or empty.

    Attributes:
        person_id: who held it.
        country_code: the country or organisation, ``None`` for other organisations.
        office: title without the country.
        office_code: member of the closed list ``offices``.
        start: first day.
        end: last day; empty while no end is known.
    """

    person_id: str
    country_code: str | None
    office: str
    office_code: str
    start: str
    end: str

    @property
    def first_day(self) -> dt.date:
        """The earliest day that `start` may mean."""
        return day_bounds(self.start)[0]

    @property
    def last_day(self) -> dt.date:
        """The latest day that `end` may mean; ``date.max`` where no end is known."""
        return day_bounds(self.end)[1] if self.end else dt.date.max

    def covers(self, day: dt.date) -> bool:
        """Whether the office may have been held on that day, its first and last day included.

        A date known to the month or year widens the term to all of that month or year.
        """
        if day_bounds(self.start)[0] > day:
            return False
        return not self.end or day <= day_bounds(self.end)[1]


@dataclass(frozen=True, slots=True)
class Country:
    """What the press calls a state or an organisation of states.

    Attributes:
        code: ISO 3166-1 alpha-3, or ``XKX``, ``XEU``, ``XUN``, ``XNA``.
        names: names, the usual one first.
        demonyms: adjectives and words for its people.
        capitals: cities that stand for its government.
        metonyms: buildings and institutions that stand for its government.
        state_media: media that speak for its government.
        leader_office: code of the office that leads its government now.
        earlier_leader_offices: offices that led it before, each with its last day, in order.
    """

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    state_media: tuple[str, ...]
    leader_office: str
    earlier_leader_offices: tuple[tuple[dt.date, str], ...] = ()

    def leader_office_on(self, day: dt.date) -> str:
        """Code of the office that led the government on a day."""
        for last, code in self.earlier_leader_offices:
            if day <= last:
                return code
        return self.leader_office


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands in running text.

    Attributes:
        surface: the words in lower case, without article and country.
        office_codes: the offices it may mean, the likeliest first.
        gender: ``male`` or ``female`` where the word tells.
        country_code: the one country where it means this, ``None`` for all.
    """

    surface: str
    office_codes: tuple[str, ...]
    gender: str | None
    country_code: str | None
