"""Reads the CSV files of the register strictly: whatever is not as declared is refused.

Every complaint is a :class:`~toolkit.errors.UsageError` that names the file and the line.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from toolkit.errors import UsageError
from toolkit.extract.names.register_values import Country, Person, Term, Title, day_bounds
from toolkit.patterns import compiled

PEOPLE_COLUMNS = (
    "person_id",
    "name",
    "family_name",
    "aliases",
    "wikidata_id",
    "gender",
    "country_code",
)
OFFICES_COLUMNS = (
    "person_id",
    "country_code",
    "office",
    "office_code",
    "start",
    "end",
    "source",
)
COUNTRIES_COLUMNS = (
    "country_code",
    "names",
    "demonyms",
    "capitals",
    "metonyms",
    "state_media",
    "leader_office",
)
TITLES_COLUMNS = ("surface", "office_codes", "gender", "country_code")


_GENDERS = frozenset({"", "male", "female"})
_QID = compiled(r"(?:Q[1-9][0-9]{0,11})?")
_DATE_HINT = "Write YYYY, YYYY-MM or YYYY-MM-DD."
_ID = compiled(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _refuse(path: Path, line: int, what: str, hint: str) -> NoReturn:
    raise UsageError(what, where=f"{path}:{line}", hint=hint)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with its line number.

    Args:
        path: a UTF-8 file with a header line.
        columns: the names that the header must hold, in this order.

    Returns:
        Pairs of the number of the row's last line (from 1) and its cells.

    Raises:
        UsageError: the file is missing, is not UTF-8 or not CSV, its header differs, or a row
            has another number of cells.
    """
    width = len(columns)
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        if next(reader, None) != list(columns):
            _refuse(path, 1, "the header differs", f"Write {','.join(columns)}.")
        for row in reader:
            if len(row) != width:
                what = f"{len(row)} cells instead of {width}"
                _refuse(path, reader.line_num, what, "Quote cells with commas.")
            yield reader.line_num, row
    except csv.Error as error:
        _refuse(path, reader.line_num, f"not CSV: {error}", "Mend the quotes.")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise UsageError(
            "the file is missing", where=str(path), hint="The register needs it."
        ) from None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except UnicodeDecodeError as error:
        raise UsageError(
            f"not UTF-8 (byte {error.start})", where=path.name, hint="Save it as UTF-8."
        ) from None


def _split(path: Path, line: int, cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a ``|``-separated list; none where it is empty.

    Raises:
        UsageError: a part is empty, has blanks around it or occurs twice.
    """
    if not cell:
        return ()
    if "|" not in cell and cell == cell.strip():
        return (cell,)
    parts = tuple(cell.split("|"))
    if any(not part or part != part.strip() for part in parts):
        _refuse(path, line, f"an empty or padded part in {cell!r}", "Write a|b|c.")
    if len(set(parts)) != len(parts):
        _refuse(path, line, f"a part occurs twice in {cell!r}", "Keep it once.")
    return parts


def load_countries(path: Path, office_codes: Collection[str]) -> dict[str, Country]:
    """``countries.csv``: the countries by code.

    Raises:
        UsageError: a row is not as declared; names file and line.
    """
    countries: dict[str, Country] = {}
    for line, (code, *lists, leader) in _rows(path, COUNTRIES_COLUMNS):
        if not re.fullmatch(r"[A-Z]{3}", code):
            _refuse(path, line, f"{code!r} is no country code", "Write three capital letters.")
        if code in countries:
            _refuse(path, line, f"the country {code} occurs twice", "Keep one row.")
        names, demonyms, capitals, metonyms, media = (_split(path, line, cell) for cell in lists)
        if not names:
            _refuse(path, line, f"{code} has no name", "Write its usual name.")
        *earlier, (last, office) = _leader_offices(path, line, leader, office_codes)
        if last is not None:
            _refuse(path, line, "the last leader_office has an end", "Remove its until.")
        past = tuple((day, before) for day, before in earlier if day is not None)
        if len(past) != len(earlier) or list(past) != sorted(past):
            _refuse(path, line, f"{leader!r} has no order", "Write a until 2014-08-28|b.")
        countries[code] = Country(code, names, demonyms, capitals, metonyms, media, office, past)
    return countries


def _leader_offices(
    path: Path, line: int, cell: str, office_codes: Collection[str]
) -> list[tuple[dt.date | None, str]]:
    """The offices of a cell such as ``head_of_government until 2014-08-28|head_of_state``."""
    offices: list[tuple[dt.date | None, str]] = []
    for part in _split(path, line, cell) or ("",):
        code, _, until = part.partition(" until ")
        _check_code(path, line, code, office_codes)
        try:
            offices.append((day_bounds(until)[1] if until else None, code))
        except ValueError:
            _refuse(path, line, f"{until!r} is no date", _DATE_HINT)
    return offices


def load_people(path: Path, countries: Collection[str]) -> dict[str, Person]:
    """``people.csv``: the persons by person_id.

    Raises:
        UsageError: a row is not as declared, an id or a Wikidata item occurs twice.
    """
    people: dict[str, Person] = {}
    items: dict[str, str] = {}
    known = {"", *countries}
    for line, (person_id, name, families, aliases, qid, gender, country) in _rows(
        path, PEOPLE_COLUMNS
    ):
        if not _ID.fullmatch(person_id):
            _refuse(path, line, f"{person_id!r} is no identifier", "Write words-like-this.")
        if person_id in people:
            _refuse(path, line, f"the person {person_id} occurs twice", "Keep one row.")
        if not name or not families:
            _refuse(path, line, f"{person_id} has no name or family_name", "Write both.")
        if name != name.strip():
            _refuse(path, line, f"blanks around {name!r}", "Remove them.")
        if gender not in _GENDERS:
            _refuse(path, line, f"unknown gender {gender!r}", "Write male, female or nothing.")
        if not _QID.fullmatch(qid):
            _refuse(path, line, f"{qid!r} is no Wikidata item", "Write Q and its number.")
        if qid and items.setdefault(qid, person_id) != person_id:
            _refuse(path, line, f"{qid} also belongs to {items[qid]}", "Merge the two persons.")
        if country not in known:
            _check_country(path, line, country, countries)
        people[person_id] = Person(
            person_id,
            name,
            _split(path, line, families),
            _split(path, line, aliases) if aliases else (),
            qid or None,
            gender or None,
            country or None,
        )
    return people


def load_terms(
    path: Path,
    people: Mapping[str, Person],
    countries: Collection[str],
    office_codes: Collection[str],
) -> list[Term]:
    """``offices.csv``: the terms of office, in the order of the file.

    Raises:
        UsageError: a row is not as declared, names an unknown person, country or office code,
            has a bad date or an end before its start, or occurs twice.
    """
    terms: list[Term] = []
    seen: set[tuple[str, str, str, str]] = set()
    known = {"", *countries}
    for line, (person_id, country, office, code, start, end, _) in _rows(path, OFFICES_COLUMNS):
        if person_id not in people:
            _refuse(path, line, f"unknown person {person_id!r}", "Add a row to people.csv.")
        if country not in known:
            _check_country(path, line, country, countries)
        if code not in office_codes:
            _check_code(path, line, code, office_codes)
        if not office or office != office.strip():
            _refuse(path, line, f"no office in {office!r}", "Write the title, no blanks around.")
        _check_dates(path, line, start, end)
        key = (person_id, country, office, start)
        if key in seen:
            _refuse(path, line, f"this term of {person_id} occurs twice", "Keep one row.")
        seen.add(key)
        terms.append(Term(person_id, country or None, office, code, start, end))
    return terms


def load_titles(
    path: Path, countries: Collection[str], office_codes: Collection[str]
) -> list[Title]:
    """``titles.csv``: the titles, in the order of the file.

    Raises:
        UsageError: a row is not as declared, or a title occurs twice for one country.
    """
    titles: dict[tuple[str, str], Title] = {}
    for line, (surface, codes, gender, country) in _rows(path, TITLES_COLUMNS):
        if not surface or surface != surface.lower().strip():
            _refuse(path, line, f"the title {surface!r} is not in lower case", "Lower it.")
        if (surface, country) in titles:
            _refuse(path, line, f"the title {surface!r} occurs twice", "Keep one row.")
        if gender not in _GENDERS:
            _refuse(path, line, f"unknown gender {gender!r}", "Write male, female or nothing.")
        _check_country(path, line, country, countries)
        meanings = _split(path, line, codes)
        if not meanings:
            _refuse(path, line, f"{surface!r} means no office", "Name an office code.")
        for code in meanings:
            _check_code(path, line, code, office_codes)
        titles[surface, country] = Title(surface, meanings, gender or None, country or None)
    return list(titles.values())


def _check_country(path: Path, line: int, code: str, countries: Collection[str]) -> None:
    if code and code not in countries:
        _refuse(path, line, f"unknown country {code!r}", "Add a row to countries.csv.")


def _check_code(path: Path, line: int, code: str, office_codes: Collection[str]) -> None:
    if code not in office_codes:
        _refuse(path, line, f"unknown office code {code!r}", "See schemas/codes/offices.csv.")


def _check_dates(path: Path, line: int, start: str, end: str) -> None:
    try:
        first = day_bounds(start)[0]
    except ValueError:
        _refuse(path, line, f"{start!r} is no date", _DATE_HINT)
    if not end:
        return
    try:
        last = day_bounds(end)[1]
    except ValueError:
        _refuse(path, line, f"{end!r} is no date", _DATE_HINT)
    if last < first:
        _refuse(path, line, f"the term ends ({end}) before it starts ({start})", "Mend a date.")
