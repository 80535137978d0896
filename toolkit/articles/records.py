"""Articles as records: an object or row with an article's text and what is known of it.

A record has ``text``, and may have ``article_id``, ``title``, ``publisher``, ``authors`` (a list,
or names joined by ``; ``), ``published_on``, ``url``, ``language`` and ``rights``. Where one of
these is missing or blank, the names that other corpora give it are tried in their order
(``data/record_fields.csv``). What stands there in another shape is passed over, as are further
fields: only what has our own name is held to be right. Offsets count in the record's text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from toolkit.articles.boilerplate import read_rows
from toolkit.articles.dates import full_dates, iso_day
from toolkit.articles.model import Metadata
from toolkit.errors import UsageError

Read = TypeVar("Read")

FIELDS = (
    "article_id",
    "text",
    "title",
    "publisher",
    "authors",
    "published_on",
    "url",
    "language",
    "rights",
)
"""The fields of a record that are read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a file of records.

    Attributes:
        text: its text.
        meta: what its other fields say.
        source: the file.
        number: its line or row, from 1.
    """

    text: str
    meta: Metadata
    source: str
    number: int

    @property
    def where(self) -> str:
        """File and line, for messages."""
        return f"{self.source}:{self.number}"


def field_names(field: str) -> tuple[str, ...]:
    """The names under which a field is read, its own first (``data/record_fields.csv``)."""
    return _names()[field]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    others = [(line["field"], line["name"]) for line in read_rows("record_fields.csv")]
    return {field: (field, *(name for of, name in others if of == field)) for field in FIELDS}


def no_text(fields: Sequence[str], where: str, what: str = "no column text") -> UsageError:
    """The error for records whose fields hold no text; it names them."""
    there = ", ".join(fields)[:200] or "none"
    known = ", ".join(field_names("text"))
    return UsageError(what, where=where, hint=f"It has: {there}. The text is one of: {known}.")


def json_record(line: bytes, source: str, number: int) -> Record:
    """The record in a line of JSON.

    Raises:
        UsageError: it is not a JSON object, or lacks ``text``.
    """
    where = f"{source}:{number}"
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(f"not UTF-8 at byte {error.start} of the line", where=where) from None
    except RecursionError:
        raise UsageError("JSON nested too deeply", where=where) from None
    except ValueError as error:
        reason = getattr(error, "msg", str(error))
        raise UsageError(
            f"not JSON: {reason}", where=where, hint="Write one JSON object a line."
        ) from None
    if not isinstance(row, dict):
        raise UsageError(
            f"a JSON {type(row).__name__}, not an object",
            where=where,
            hint="Write one JSON object a line.",
        )
    return row_record(row, source, number)


def row_record(row: Mapping[str, Any], source: str, number: int) -> Record:
    """A record, its fields checked.

    Raises:
        UsageError: it lacks a text, or a field of ours has a wrong type.
    """
    where = f"{source}:{number}"
    text = _first(row, "text", _as_text)
    if text is None:
        if any(name in row for name in field_names("text")):
            raise UsageError("record without text: it is empty, or no text", where=where)
        raise no_text(list(row), where, "record without text")
    return Record(text, known_fields(row, where), source, number)


def known_fields(row: Mapping[str, Any], where: str) -> Metadata:
    """What the fields of a record other than its text say.

    Args:
        row: the record, or whatever else has fields.
        where: its place, for messages.

    Raises:
        UsageError: a field of ours has a wrong type.
    """
    return Metadata(
        article_id=_text(row, "article_id", where) or "",
        title=_text(row, "title", where),
        publisher=_text(row, "publisher", where),
        authors=_authors(row, where),
        published_on=_day(row, where),
        url=_address(row, where),
        language=_text(row, "language", where) or "en",
        rights=_text(row, "rights", where),
    )


def _first(row: Mapping[str, Any], field: str, read: Callable[[Any], Read | None]) -> Read | None:
    """What is read of a field: of its own name, or where that holds nothing of the next that does.

    Args:
        row: the record.
        field: the field.
        read: what it makes of a value; ``None`` or nothing where the value does not fit.
    """
    values = (row.get(name) for name in field_names(field))
    return next((found for value in values if _says(value) and (found := read(value))), None)


def _says(value: Any) -> bool:
    """Whether there is a value: neither null nor a blank text."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def _refuses_own(row: Mapping[str, Any], field: str, read: Callable[[Any], Any]) -> bool:
    """Whether a field of ours holds a value that is not of its type."""
    own = row.get(field)
    return _says(own) and read(own) is None


def _as_text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _as_line(value: Any) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) else None


def _as_identifier(value: Any) -> str | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else _as_line(value)


def _text(row: Mapping[str, Any], field: str, where: str) -> str | None:
    read = _as_identifier if field == "article_id" else _as_line
    if _refuses_own(row, field, read):
        raise UsageError(f"{field} is not a text: {str(row[field])[:60]!r}", where=where)
    return _first(row, field, read)


def _address(row: Mapping[str, Any], where: str) -> str | None:
    """The address; what stands under another name must look like one."""
    if _refuses_own(row, "url", _as_line):
        raise UsageError(f"url is not a text: {str(row['url'])[:60]!r}", where=where)
    return _as_line(row.get("url")) or _first(row, "url", _as_address)


def _as_address(value: Any) -> str | None:
    line = _as_line(value)
    return line if line is not None and line.startswith(("http://", "https://")) else None


def _authors(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    if _refuses_own(row, "authors", _as_names):
        raise UsageError("authors is neither a list of names nor a text", where=where)
    return _first(row, "authors", _as_names) or ()


def _as_names(value: Any) -> tuple[str, ...] | None:
    names = value.split(";") if isinstance(value, str) else value
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(" ".join(name.split()) for name in names if name.strip())
    return None


def _day(row: Mapping[str, Any], where: str) -> dt.date | None:
    if _refuses_own(row, "published_on", _as_day):
        raise UsageError(
            f"published_on is not a date: {str(row['published_on'])[:60]!r}",
            where=where,
            hint="Write YYYY-MM-DD.",
        )
    return _first(row, "published_on", _as_day)


def _as_day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return _written_day(value) if isinstance(value, str) else None


def _written_day(text: str) -> dt.date | None:
    """The day in a field: ISO 8601, or the one full date that the words name."""
    day = iso_day(text)
    named = full_dates(text[:80]) if day is None else []
    return named[0][0] if len(named) == 1 else day
