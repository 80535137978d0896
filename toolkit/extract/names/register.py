"""The register: who held which office on which day, and what the press calls people and states.

It reads ``people.csv``, ``offices.csv``, ``countries.csv`` and ``titles.csv`` of
``seeds/reference/`` (the README there says what each column means).  Loading checks every row;
values and indexes that only some callers need are made when first asked for.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from toolkit.extract.names.register_files import (
    load_countries,
    load_people,
    load_terms,
    load_titles,
)
from toolkit.extract.names.register_values import Country, Person, Term, Title
from toolkit.patterns import compiled
from toolkit.resources import reference_dir, schemas_dir

__all__ = [
    "Country",
    "Person",
    "Register",
    "Term",
    "Title",
    "declared_office_codes",
    "default_register",
    "fold_name",
]

LEADER_CODES = frozenset({"head_of_state", "head_of_government", "monarch"})
"""The offices whose holders lead a country."""

OFFICE_RANKS: tuple[frozenset[str], ...] = (
    LEADER_CODES,
    frozenset({"head_of_state_elect", "head_of_government_elect"}),
    frozenset({"vice_head"}),
    frozenset({"international_organisation_head"}),
    frozenset({"foreign_minister"}),
    frozenset({"defence_minister"}),
    frozenset({"national_security_adviser"}),
    frozenset({"finance_minister"}),
    frozenset({"trade_commerce_minister"}),
    frozenset({"agriculture_minister"}),
    frozenset({"press_secretary"}),
    frozenset({"other"}),
)
"""Office codes from the highest rank to the lowest; the order is that of diplomatic protocol."""

_RANK = {code: rank for rank, codes in enumerate(OFFICE_RANKS) for code in codes}


class _Folding(dict[int, str]):
    """Maps a code point to its one folded character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        decomposed = unicodedata.normalize("NFKD", char)
        base = decomposed[0]
        if not base.isalpha():  # a mark, a sign or a fraction stays what it is
            base = char
        folded = base.lower()[0]
        self[code] = folded
        return folded


_BASES = "oollddddiaaooaahhs"
_FOLDING = _Folding(
    {ord(char): "'" for char in "\u2018\u2019\u02bc\u02bb\u02bf\u02be\u00b4"}
    | {ord(char): "-" for char in "\u2010\u2011\u2012\u2013"}
    | {ord(char): " " for char in "\u00a0\u2009\u202f"}
    | {ord(char): base for char, base in zip("øØłŁđĐðÐıæÆœŒəƏħĦß", _BASES, strict=True)}
)
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_HEARD = {"č": "ch", "ç": "ch", "š": "sh", "ş": "sh", "ž": "zh", "ğ": "gh"}
_BY_EAR = (
    str.maketrans({**_HEARD, "ć": "ch", "đ": "dj"}),
    str.maketrans({**_HEARD, "ć": "kj", "đ": "gj"}),
)
"""Hooks and tails spelt out, as from Cyrillic: Vučić is Vuchich to some, Vuchikj in Skopje."""
_YEV = compiled(r"(?<=[aeiou])yev(?=a?\b)")
_INITIALS = compiled(r"\b([A-Z])\.[ ]?(?=[A-Z]\b)")


def fold_name(text: str) -> str:
    """The text in lower case, without diacritics, with one apostrophe and one hyphen.

    Each character becomes exactly one, so that offsets stay: a letter its base letter, a
    ligature its first letter.  A combining mark that stands alone stays, so the text should be
    in normal form NFC.

    Args:
        text: any text.

    Returns:
        A text of the same length.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def _spellings(name: str) -> set[str]:
    """The folded ways to write a name that follow from rules.

    Hyphens may be blanks (Kim Jong-un, Kim Jong Un), apostrophes may fall away (Sa'ar, Saar),
    initials may be written J.D., J. D., J D or JD, and umlauts and hooks may be spelt out
    (Schröder, Schroeder; Vučić, Vuchich). Kazakbayev is Kazakbaev, too.
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        folded_name = name.lower()
        return {folded_name, _YEV.sub("ev", folded_name)}
    bases = {name}
    if "." in name:
        tight = _INITIALS.sub(r"\1.", name)
        bases |= {tight, tight.replace(".", ""), _INITIALS.sub(r"\1. ", name)}
        bases.add(_INITIALS.sub(r"\1 ", name))
    if not name.isascii():
        small = {base.lower() for base in bases}
        bases |= {base.translate(way) for base in small for way in (_EXPANDED, *_BY_EAR)}
    folded = {fold_name(base) for base in bases}
    folded |= {base.replace("-", " ") for base in folded}
    return folded | {base.replace("'", "") for base in folded}


_MOST_ASKED_KEPT = 4_096
_Asked = tuple[str | None, tuple[str, ...], dt.date | None]
"""Country, offices and day of which it was asked who held them."""


class Register:
    """People, their terms of office, countries and titles.

    Args:
        people: by person_id.
        terms: all terms, in any order.
        countries: by code.
        titles: all titles; a surface may occur once for each country and once for all.
    """

    def __init__(
        self,
        people: Mapping[str, Person],
        terms: Iterable[Term],
        countries: Mapping[str, Country],
        titles: Iterable[Title],
    ) -> None:
        self.people = people
        self.countries = countries
        self._titles = {(title.surface, title.country_code): title for title in titles}
        self.titles: Mapping[str, Title] = {
            title.surface: title
            for title in sorted(self._titles.values(), key=lambda t: t.country_code is None)
        }
        self._by_person: dict[str, list[Term]] = defaultdict(list)
        self._by_country: dict[str | None, list[Term]] = defaultdict(list)
        self._in_order: dict[str, tuple[Term, ...]] = {}
        self._held: dict[_Asked, tuple[Person, ...]] = {}
        for term in terms:
            self._by_person[term.person_id].append(term)
            self._by_country[term.country_code].append(term)

    @classmethod
    def load(cls, folder: Path, office_codes: Collection[str] | None = None) -> Register:
        """Reads and checks the four files of a folder.

        Args:
            folder: holds ``people.csv``, ``offices.csv``, ``countries.csv``, ``titles.csv``.
            office_codes: the codes allowed; by default those of ``schemas/codes/offices.csv``.

        Raises:
            UsageError: a file is missing or a row is not as declared; names file and line.
        """
        codes = declared_office_codes() if office_codes is None else frozenset(office_codes)
        countries = load_countries(folder / "countries.csv", codes)
        people = load_people(folder / "people.csv", countries)
        terms = load_terms(folder / "offices.csv", people, countries, codes)
        titles = load_titles(folder / "titles.csv", countries, codes)
        return cls(people, terms, countries, titles)

    def title_in(self, surface: str, country_code: str | None) -> Title | None:
        """The title as used in a country: its own meaning there, else the general one.

        Args:
            surface: lower-case words without article ("secretary of state").
            country_code: the country, ``None`` where it is not known.
        """
        return self._titles.get((surface, country_code)) or self._titles.get((surface, None))

    def codes_anywhere(self, surface: str) -> tuple[str, ...]:
        """The codes of the offices that a title means in some country; none for other words."""
        codes: dict[str, None] = {}
        for (title, _), meaning in self._titles.items():
            if title == surface:
                codes.update(dict.fromkeys(meaning.office_codes))
        return tuple(codes)

    def terms_of(self, person_id: str) -> Sequence[Term]:
        """The terms of a person, in the order of their start; none for an unknown id."""
        terms = self._in_order.get(person_id)
        if terms is None:
            terms = tuple(
                sorted(self._by_person.get(person_id, ()), key=lambda t: (t.first_day, t.last_day))
            )
            if terms:
                self._in_order[person_id] = terms
        return terms

    def serving(self, year: int) -> Iterator[tuple[Person, Sequence[Term]]]:
        """Who held an office in a year, and all terms of each of them."""
        asked = f"{year:04}"
        for person_id, terms in self._by_person.items():
            if any(term.start[:4] <= asked <= (term.end[:4] or asked) for term in terms):
                yield self.people[person_id], terms

    def office_on(self, person_id: str, day: dt.date | None) -> Term | None:
        """The highest-ranking office that a person held on a day.

        On the day on which one office ends and another begins, the new one counts.  Without a
        day the answer is the only office that the person ever held, else ``None``.

        Returns:
            The term; ``None`` where the person held no office that day.
        """
        terms = self._by_person.get(person_id, ())
        if day is None:
            offices = {(term.country_code, term.office) for term in terms}
            return max(terms, key=lambda t: t.first_day) if len(offices) == 1 else None
        held = [term for term in terms if term.covers(day)]
        if len(held) < 2:
            return held[0] if held else None
        begins = any(term.first_day == day for term in held)
        return min(held, key=lambda t: _preference(t, day if begins else None))

    def holders(
        self, country_code: str | None, office_codes: Collection[str], day: dt.date | None
    ) -> list[Person]:
        """Who held one of some offices of a country on a day.

        The office that leads the country's government comes first (the chancellor before the
        president in Germany), then the other offices by rank; of several holders of equal rank
        the one who began last, so that on the day of a handover the incoming one precedes the
        outgoing one.  Without a day it is everybody who ever held one, the latest first.
        """
        asked = country_code, tuple(office_codes), day
        held = self._held.get(asked)
        if held is None:
            if len(self._held) >= _MOST_ASKED_KEPT:
                self._held.clear()
            held = self._held[asked] = self._holders(country_code, office_codes, day)
        return list(held)

    def _holders(
        self, country_code: str | None, office_codes: Collection[str], day: dt.date | None
    ) -> tuple[Person, ...]:
        country = self.countries.get(country_code) if country_code else None
        leading = country.leader_office_on(day) if country and day else ""
        terms = [
            term
            for term in self._by_country.get(country_code, ())
            if term.office_code in office_codes and (day is None or term.covers(day))
        ]
        if day is None:
            terms.sort(key=lambda t: (-t.first_day.toordinal(), t.person_id))
        else:
            terms.sort(
                key=lambda t: (
                    t.office_code != leading,
                    _RANK.get(t.office_code, len(OFFICE_RANKS)),
                    -t.first_day.toordinal(),
                    t.person_id,
                )
            )
        people = dict.fromkeys(term.person_id for term in terms)
        return tuple(self.people[person_id] for person_id in people)

    def full_names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded full names, aliases and their regular spellings, to person_ids.

        Where several persons bear a name, those with the higher office come first.
        """
        return self._full_names

    def by_family_name(self, folded: str) -> tuple[str, ...]:
        """The person_ids that bear a surname, those with the higher office first.

        Args:
            folded: the surname as :func:`fold_name` gives it.
        """
        return self._family_names.get(folded, ())

    def was_leader(self, person_id: str, before: dt.date | None) -> bool:
        """Whether the person led a country at some time before a day.

        Args:
            person_id: whom it concerns.
            before: the day; the term must have begun earlier.  ``None``: at any time.
        """
        return any(
            term.office_code in LEADER_CODES and (before is None or term.first_day < before)
            for term in self._by_person.get(person_id, ())
        )

    @cached_property
    def _full_names(self) -> dict[str, tuple[str, ...]]:
        return self._index((p, name) for p in self.people.values() for name in (p.name, *p.aliases))

    @cached_property
    def _family_names(self) -> dict[str, tuple[str, ...]]:
        return self._index((p, name) for p in self.people.values() for name in p.family_names)

    def _index(self, names: Iterable[tuple[Person, str]]) -> dict[str, tuple[str, ...]]:
        index: dict[str, tuple[str, ...]] = {}
        shared: dict[str, set[str]] = {}
        for person, name in names:
            for spelling in _spellings(name):
                bearers = index.setdefault(spelling, (person.person_id,))
                if person.person_id not in bearers:
                    shared.setdefault(spelling, {*bearers}).add(person.person_id)
        everybody = set().union(*shared.values())
        standing = {person_id: self._standing(person_id) for person_id in everybody}
        for spelling, ids in shared.items():
            index[spelling] = tuple(sorted(ids, key=standing.__getitem__))
        return index

    def _standing(self, person_id: str) -> tuple[int, int, str]:
        """Sorts persons by their highest office, then by how late they began it."""
        ranks = [
            (_RANK.get(t.office_code, len(OFFICE_RANKS)), -t.first_day.toordinal())
            for t in self._by_person.get(person_id, ())
        ]
        rank, start = min(ranks, default=(len(OFFICE_RANKS) + 1, 0))
        return rank, start, person_id


def _preference(term: Term, handover: dt.date | None) -> tuple[bool, int, int, str]:
    """Sorts terms held on one day; on a handover those that end that day come last."""
    ends = handover is not None and term.last_day == handover
    rank = _RANK.get(term.office_code, len(OFFICE_RANKS))
    return ends, rank, -term.first_day.toordinal(), term.office


def declared_office_codes() -> frozenset[str]:
    """The codes of ``schemas/codes/offices.csv``; the ranked ones where it does not exist."""
    path = schemas_dir() / "codes" / "offices.csv"
    if not path.exists():
        return frozenset(_RANK)
    return frozenset(line.split(",", 1)[0] for line in path.read_text("utf-8").splitlines()[1:])


@lru_cache(maxsize=1)
def default_register() -> Register:
    """The register of ``seeds/reference/``, read once in a process.

    Raises:
        UsageError: a file of it is missing or wrong.
    """
    return Register.load(reference_dir())
