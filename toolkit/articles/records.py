"""Articles as records: an object or row with an article's text and what is known of it.

A record has ``text``, and may have ``article_id``, ``title``, ``publisher``, ``authors`` (a list,
or names joined by ``; ``), ``published_on``, ``url``, ``language`` and ``rights``. Where one of
these is missing, the names that other corpora give it are tried (``data/record_fields.csv``). What
stands there in another shape is left alone, as are further fields: only what has our own name is
held to be right. Offsets count in the record's text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.articles.boilerplate import read_rows
from toolkit.articles.dates import full_dates, iso_day
from toolkit.articles.model import Metadata
from toolkit.errors import UsageError

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
    text = _own_or_other(row, "text")
    if not isinstance(text, str) or not text.strip():
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


def _own_or_other(row: Mapping[str, Any], field: str) -> Any:
    """The value under a field's own name, or where that is missing under the next that is there."""
    return next((row[name] for name in field_names(field) if row.get(name) is not None), None)


def _text(row: Mapping[str, Any], field: str, where: str) -> str | None:
    value = _own_or_other(row, field)
    if field == "article_id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return " ".join((value or "").split()) or None
    if row.get(field) is None:
        return None
    raise UsageError(f"{field} is not a text: {str(value)[:60]!r}", where=where)


def _address(row: Mapping[str, Any], where: str) -> str | None:
    """The address; what stands under another name must look like one."""
    value = _text(row, "url", where)
    is_ours = row.get("url") is not None
    return value if is_ours or (value or "").startswith(("http://", "https://")) else None


def _authors(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    value = _own_or_other(row, "authors")
    if value is None:
        return ()
    names = value.split(";") if isinstance(value, str) else value
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(" ".join(name.split()) for name in names if name.strip())
    if row.get("authors") is None:
        return ()
    raise UsageError("authors is neither a list of names nor a text", where=where)


def _day(row: Mapping[str, Any], where: str) -> dt.date | None:
    value = _own_or_other(row, "published_on")
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    day = _written_day(value) if isinstance(value, str) else None
    if day is not None or row.get("published_on") is None:
        return day
    raise UsageError(
        f"published_on is not a date: {str(value)[:60]!r}",
        where=where,
        hint="Write YYYY-MM-DD.",
    )


def _written_day(text: str) -> dt.date | None:
    """The day in a field: ISO 8601, or the one full date that the words name."""
    day = iso_day(text)
    named = full_dates(text[:80]) if day is None else []
    return named[0][0] if len(named) == 1 else day
