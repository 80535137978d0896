"""Articles as records: JSON Lines and Parquet with an article a line or row.

A record has ``text``, and may have ``article_id``, ``title``, ``publisher``, ``authors`` (a list,
or names joined by ``; ``), ``published_on``, ``url``, ``language`` and ``rights``. Other fields are
ignored: corpora carry many of their own. Offsets count in the record's ``text``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.articles.dates import iso_day
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

_PARQUET_MAGIC = b"PAR1"
_BATCH_ROWS = 64
_BUFFER_BYTES = 1 << 16


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


def looks_like_parquet(head: bytes) -> bool:
    """Whether bytes begin a Parquet file."""
    return head.startswith(_PARQUET_MAGIC)


def looks_like_json_lines(head: bytes) -> bool:
    """Whether bytes begin with a JSON object with a key."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bare.startswith(b"{") and bare[1:].lstrip()[:1] == b'"'


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


def parquet_rows(path: Path, source: str) -> Iterator[tuple[int, dict[str, Any] | UsageError]]:
    """The rows of a Parquet file with their numbers, read a batch at a time.

    A row group that cannot be read is an error in its place; the next one follows.

    Args:
        path: the file.
        source: what to call it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        parquet = pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER_BYTES)
        columns = [name for name in FIELDS if name in parquet.schema_arrow.names]
    except (pa.ArrowException, OSError) as error:
        yield number, _not_parquet(error, source)
        return
    if "text" not in columns:
        there = ", ".join(parquet.schema_arrow.names) or "none"
        hint = f"Its columns are: {there}."
        yield number, UsageError("no column text", where=source, hint=hint)
        return
    for group in range(parquet.num_row_groups):
        end = number + parquet.metadata.row_group(group).num_rows
        try:
            batches = parquet.iter_batches(
                batch_size=_BATCH_ROWS, row_groups=[group], columns=columns, use_threads=False
            )
            for batch in batches:
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
        except (pa.ArrowException, OSError) as error:
            where = f"{source}: rows {number + 1} to {end}"
            yield number, _not_parquet(error, where)
        number = end


def _not_parquet(error: Exception, where: str) -> UsageError:
    reason = str(error).partition("\n")[0] or type(error).__name__
    return UsageError(f"not a readable Parquet file: {reason}", where=where)


def row_record(row: dict[str, Any], source: str, number: int) -> Record:
    """A record, its fields checked.

    Raises:
        UsageError: it lacks ``text``, or a field has a wrong type.
    """
    where = f"{source}:{number}"
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UsageError("record without text", where=where, hint="Each record needs a field text.")
    meta = Metadata(
        article_id=_text(row, "article_id", where) or "",
        title=_text(row, "title", where),
        publisher=_text(row, "publisher", where),
        authors=_authors(row, where),
        published_on=_day(row, where),
        url=_text(row, "url", where),
        language=_text(row, "language", where) or "en",
        rights=_text(row, "rights", where),
    )
    return Record(text, meta, source, number)


def _text(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return " ".join((value or "").split()) or None
    if key == "article_id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UsageError(f"{key} is not a text: {str(value)[:60]!r}", where=where)


def _authors(row: dict[str, Any], where: str) -> tuple[str, ...]:
    value = row.get("authors")
    if value is None:
        return ()
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise UsageError("authors is neither a list of names nor a text", where=where)
    return tuple(" ".join(name.split()) for name in names if name.strip())


def _day(row: dict[str, Any], where: str) -> dt.date | None:
    value = row.get("published_on")
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    day = iso_day(value) if isinstance(value, str) else None
    if day is None:
        raise UsageError(
            f"published_on is not a date: {str(value)[:60]!r}",
            where=where,
            hint="Write YYYY-MM-DD.",
        )
    return day
