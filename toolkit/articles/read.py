"""Reading: files, folders and streams of articles in any form become `Article` values.

Forms are told by content, then by suffix: Markdown with front matter (digests), Markdown, HTML,
mail, plain text (one article a file), JSON Lines and Parquet (one article a record).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from toolkit.articles.decode import decode
from toolkit.articles.frontmatter import has_front_matter, parse_front_matter
from toolkit.articles.html import html_page, looks_like_html
from toolkit.articles.mail import looks_like_mail, mail_received
from toolkit.articles.markdown import looks_like_markdown, markdown_drafts
from toolkit.articles.model import Article, Metadata
from toolkit.articles.plain import plain_drafts
from toolkit.articles.reading import UNKNOWN, Received, fill, make_article
from toolkit.articles.records import (
    Record,
    looks_like_json_lines,
    looks_like_parquet,
    read_json_lines,
    read_parquet,
)
from toolkit.errors import UsageError

SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".eml",
        ".mbox",
        ".mail",
        ".jsonl",
        ".ndjson",
        ".parquet",
    ]
)
"""Suffixes of the files that are read from a folder."""

_RECORD_SUFFIXES = (".jsonl", ".ndjson")
_SLUG = re.compile(r"[^a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is known of articles beside what they say themselves.

    Attributes:
        published_on: day of publication of whatever does not tell it.
        metadata: SHA-256 (hex) of the received bytes, for records of the text in UTF-8, to known
            metadata.
    """

    published_on: dt.date | None = None
    metadata: Mapping[str, Metadata] | None = None


def read_articles(
    path: Path,
    *,
    published_on: dt.date | None = None,
    metadata: Mapping[str, Metadata] | None = None,
) -> Iterator[Article]:
    """The articles of a file or folder, one at a time.

    A folder is walked in sorted order; files with another suffix than `SUFFIXES` and hidden ones
    are passed over. A single file is read whatever its suffix.

    Args:
        path: a file or folder.
        published_on: day of publication where neither article nor ``metadata`` tells it.
        metadata: SHA-256 (hex) of the received bytes to what is known of the article; it fills
            only what the file does not say.

    Raises:
        UsageError: no such file, an empty or binary one, a wrong encoding, bad front matter, a bad
            record, an article without prose.
    """
    defaults = Defaults(published_on, metadata)
    if not path.exists():
        raise UsageError("no such file or folder", where=str(path))
    if not path.is_dir():
        yield from _read_file(path, defaults)
        return
    files = sorted(
        found
        for found in path.rglob("*")
        if found.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in found.relative_to(path).parts)
        and found.is_file()
    )
    if not files:
        raise UsageError(
            "no articles in this folder",
            where=str(path),
            hint=f"Files with these suffixes are read: {', '.join(sorted(SUFFIXES))}.",
        )
    for found in files:
        yield from _read_file(found, defaults)


def read_data(
    data: bytes,
    *,
    source: str = "stdin",
    published_on: dt.date | None = None,
    metadata: Mapping[str, Metadata] | None = None,
) -> Iterator[Article]:
    """The articles in a piece of memory: one, or for JSON Lines and Parquet one a record.

    Args:
        data: the bytes as received.
        source: what to call them; its stem becomes the ``article_id``.
        published_on: as for `read_articles`.
        metadata: as for `read_articles`.

    Raises:
        UsageError: as `read_articles`.
    """
    defaults = Defaults(published_on, metadata)
    _refuse_empty(data, source)
    if looks_like_parquet(data):
        yield from _articles_of(read_parquet(data, source), defaults)
    elif source.endswith(_RECORD_SUFFIXES) or looks_like_json_lines(data):
        yield from _articles_of(read_json_lines(data.splitlines(keepends=True), source), defaults)
    else:
        yield _read_one(data, source, defaults)


def read_text(
    data: bytes,
    *,
    source: str = "stdin",
    published_on: dt.date | None = None,
    metadata: Mapping[str, Metadata] | None = None,
) -> Article:
    """The one article in a piece of memory.

    Args:
        data: the bytes as received.
        source: what to call them; its stem becomes the ``article_id``.
        published_on: as for `read_articles`.
        metadata: as for `read_articles`.

    Raises:
        UsageError: as `read_articles`, and where there are several articles.
    """
    found = list(
        islice(read_data(data, source=source, published_on=published_on, metadata=metadata), 2)
    )
    if len(found) != 1:
        raise UsageError("not one article but several", where=source)
    return found[0]


def slug(name: str) -> str:
    """A name as an identifier: lower-case letters and digits joined by hyphens."""
    return _SLUG.sub("-", name.lower()).strip("-_") or "article"


def _read_file(path: Path, defaults: Defaults) -> Iterator[Article]:
    """The articles of one file; records are streamed."""
    source = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            if looks_like_parquet(head):
                yield from _articles_of(read_parquet(path, source), defaults)
                return
            if path.suffix.lower() in _RECORD_SUFFIXES or looks_like_json_lines(head):
                file.seek(0)
                _refuse_empty(head, source)
                yield from _articles_of(read_json_lines(file, source), defaults)
                return
            data = head + file.read()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}", where=source) from None
    _refuse_empty(data, source)
    yield _read_one(data, source, defaults)


def _refuse_empty(data: bytes, source: str) -> None:
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        raise UsageError("empty file", where=source)


def _read_one(data: bytes, source: str, defaults: Defaults) -> Article:
    """One article from its bytes."""
    text = decode(data, source)
    received = _received(text, source)
    sha = hashlib.sha256(data).hexdigest()
    stem = Path(source).stem
    return make_article(_with_defaults(received, defaults, sha, len(text), stem))


def _received(text: str, source: str) -> Received:
    """A text cut into blocks, by the form it has."""
    suffix = Path(source).suffix.lower()
    if has_front_matter(text):
        front = parse_front_matter(text, source)
        drafts = markdown_drafts(text, front.body)
        form = front.format or "markdown"
        return Received(text, drafts, form, source, front.values, digest=True)
    if looks_like_mail(text):
        return mail_received(text, source)
    if looks_like_html(text):
        page = html_page(text)
        return Received(text, page.drafts, "html", source, page.meta, web=True)
    if suffix in (".md", ".markdown") or looks_like_markdown(text):
        return Received(text, markdown_drafts(text), "markdown", source, UNKNOWN, web=True)
    return Received(text, plain_drafts(text), "text", source, UNKNOWN)


def _articles_of(records: Iterator[Record], defaults: Defaults) -> Iterator[Article]:
    """The articles of a stream of records; each text may be plain, Markdown or HTML."""
    for record in records:
        inner = _received(record.text, record.where)
        received = replace(
            inner, meta=fill(record.meta, inner.meta), form="record", source=record.where
        )
        sha = hashlib.sha256(record.text.encode("utf-8", "replace")).hexdigest()
        stem = f"{Path(record.source).stem}-{record.number}"
        yield make_article(_with_defaults(received, defaults, sha, len(record.text), stem))


def _with_defaults(
    received: Received, defaults: Defaults, sha: str, characters: int, stem: str
) -> Received:
    """Add what is known from elsewhere.

    Rights are not among it: what may be done with a digest says nothing about the article.
    """
    known = (defaults.metadata or {}).get(sha) or UNKNOWN
    fallback = replace(
        known,
        article_id=known.article_id or slug(stem),
        published_on=known.published_on or defaults.published_on,
        rights=None,
        received_sha256=None if received.digest else sha,
        received_characters=None if received.digest else characters,
    )
    return replace(received, fallback=fallback)
