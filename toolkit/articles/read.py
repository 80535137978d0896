"""Reading: files, folders and streams of articles in any form become `Article` values.

Forms are told by content, then by suffix: Markdown with front matter (digests), Markdown, HTML,
mail, plain text (one article a file); mailboxes, JSON, CSV, Parquet and web archives (one article
a record); all of them also compressed. `toolkit.articles.inputs` cuts them into items.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from toolkit.articles.addresses import url_day
from toolkit.articles.decode import decode, decode_mail, decode_page
from toolkit.articles.forms import HtmlReader, InputForm
from toolkit.articles.inputs import (
    Cut,
    Item,
    Kind,
    items_in,
    items_of,
    plain_name,
    stem_and_suffix,
)
from toolkit.articles.model import Article, Metadata
from toolkit.articles.plain import plain_drafts
from toolkit.articles.reading import UNKNOWN, Received, fill, make_article
from toolkit.articles.records import Record, json_record, row_record
from toolkit.articles.signs import (
    has_front_matter,
    looks_like_html,
    looks_like_mail,
    looks_like_markdown,
)
from toolkit.articles.streams import read_whole
from toolkit.errors import UsageError
from toolkit.patterns import compiled

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_MAIL_HEAD = 20_000
_SLUG = compiled(r"[^a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is known of articles beside what they say themselves.

    Attributes:
        published_on: day of publication of whatever does not tell it.
        metadata: SHA-256 (hex) of the received bytes, for records of the text in UTF-8, to known
            metadata.
        form: what every file is; by default that is told by its looks.
        html_reader: what finds the article in a web page.
    """

    published_on: dt.date | None = None
    metadata: Mapping[str, Metadata] | None = None
    form: InputForm | None = None
    html_reader: HtmlReader = HtmlReader.OWN


def read_articles(
    path: Path,
    *,
    published_on: dt.date | None = None,
    metadata: Mapping[str, Metadata] | None = None,
) -> Iterator[Article]:
    """The articles of a file or folder, one at a time.

    Args:
        path: a file or folder (see `toolkit.articles.inputs.items_of`).
        published_on: day of publication where neither article nor ``metadata`` tells it.
        metadata: SHA-256 (hex) of the received bytes to what is known of the article; it fills
            only what the file does not say.

    Raises:
        UsageError: no such file, an empty or binary one, a wrong encoding, bad front matter, a bad
            record, an article without prose.
    """
    yield from _read(items_of(path), Defaults(published_on, metadata))


def read_data(
    data: bytes,
    *,
    source: str = "stdin",
    published_on: dt.date | None = None,
    metadata: Mapping[str, Metadata] | None = None,
) -> Iterator[Article]:
    """The articles in a piece of memory: one, or for JSON, CSV and Parquet one a record.

    Args:
        data: the bytes as received.
        source: what to call them; its stem becomes the ``article_id``.
        published_on: as for `read_articles`.
        metadata: as for `read_articles`.

    Raises:
        UsageError: as `read_articles`.
    """
    cut = items_in(io.BytesIO(data), source)
    yield from _read(cut, Defaults(published_on, metadata))


def _read(cut: Cut, defaults: Defaults) -> Iterator[Article]:
    """The articles of items; the first that cannot be read ends it."""
    for item in cut:
        if isinstance(item, UsageError):
            raise item
        yield article_of(item, defaults)


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


def article_of(item: Item, defaults: Defaults) -> Article:
    """Read one item.

    Args:
        item: the article as it came.
        defaults: what is known beside.

    Raises:
        UsageError: it cannot be read, or is no article.
    """
    name = plain_name(item.source)
    stem, suffix = stem_and_suffix(name)
    if item.kind is Kind.ROW and isinstance(item.data, dict):
        return _of_record(row_record(item.data, item.source, item.number), stem, defaults)
    data = item.data if isinstance(item.data, bytes) else read_whole(Path(item.source), item.where)
    if item.kind is Kind.LINE:
        return _of_record(json_record(data, item.source, item.number), stem, defaults)
    _refuse_empty(data, item.where)
    if item.number:
        stem = f"{stem}-{item.number}"
    if item.kind is Kind.PAGE:
        text = decode_page(data, item.where, item.charset)
        received = _page_received(text, item, defaults)
    else:
        form = InputForm.MAIL if item.kind is Kind.MESSAGE else defaults.form
        page = form is InputForm.HTML or (form is None and _is_page(data, suffix))
        mail = form is InputForm.MAIL or (form is None and _is_mail(data))
        read = decode_page if page else decode_mail if mail else decode
        text = read(data, item.where)
        received = received_text(text, item.where, name, defaults, form)
    sha = hashlib.sha256(data).hexdigest()
    return make_article(received, _known(received, defaults, sha, len(text), stem))


def _is_page(data: bytes, suffix: str) -> bool:
    if suffix in _PAGE_SUFFIXES:
        return True
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _is_mail(data: bytes) -> bool:
    return looks_like_mail(data[:_MAIL_HEAD].decode("latin-1"))


def received_text(
    text: str, where: str, name: str, defaults: Defaults, form: InputForm | None = None
) -> Received:
    """A text cut into blocks, by the form it has.

    Args:
        text: the text as received.
        where: what to call it.
        name: its file, whose suffix tells the form where the text does not.
        defaults: the reader of web pages.
        form: the form, where it is known; front matter is believed all the same.
    """
    # The readers of forms other than plain text take a while to load.
    if has_front_matter(text):
        from toolkit.articles.frontmatter import (
            foreign_front_matter,
            is_digest,
            parse_front_matter,
        )
        from toolkit.articles.markdown import markdown_drafts

        if not is_digest(text):
            front = foreign_front_matter(text, where)
            drafts = markdown_drafts(text, front.body)
            return Received(text, drafts, "markdown", where, front.values, web=True)
        front = parse_front_matter(text, where)
        drafts = markdown_drafts(text, front.body)
        kind = front.format or "markdown"
        return Received(text, drafts, kind, where, front.values, digest=True)
    suffix = stem_and_suffix(name)[1]
    if form is InputForm.MAIL or (form is None and looks_like_mail(text)):
        from toolkit.articles.mail import mail_received

        return mail_received(text, where)
    if form is InputForm.HTML or (
        form is None and (suffix in _PAGE_SUFFIXES or looks_like_html(text))
    ):
        from toolkit.articles.html import html_page
        from toolkit.articles.webpick import chooser

        page = html_page(text, chooser(defaults.html_reader))
        return Received(text, page.drafts, "html", where, page.meta, web=True)
    if form is InputForm.MARKDOWN or (
        form is None and (suffix in (".md", ".markdown") or looks_like_markdown(text))
    ):
        from toolkit.articles.markdown import markdown_drafts

        return Received(text, markdown_drafts(text), "markdown", where, UNKNOWN, web=True)
    return Received(text, plain_drafts(text), "text", where, UNKNOWN)


def _page_received(text: str, item: Item, defaults: Defaults) -> Received:
    """A page of a web archive; the archive knows its address and the day it was fetched.

    The day of fetching bounds that of publication, as the day that a mail was sent.
    """
    form = InputForm.HTML if looks_like_html(text) else InputForm.TEXT
    received = received_text(text, item.where, "", defaults, form)
    known = replace(UNKNOWN, url=item.url, published_on=url_day(item.url))
    return replace(received, meta=fill(received.meta, known), dateline_on=item.fetched_on)


def _of_record(record: Record, stem: str, defaults: Defaults) -> Article:
    """The article of a record, whose text may be plain, Markdown or HTML."""
    inner = received_text(record.text, record.where, "", defaults)
    received = replace(
        inner, meta=fill(record.meta, inner.meta), form="record", source=record.where
    )
    sha = hashlib.sha256(record.text.encode("utf-8", "replace")).hexdigest()
    name = f"{stem}-{record.number}"
    return make_article(received, _known(received, defaults, sha, len(record.text), name))


def _refuse_empty(data: bytes, source: str) -> None:
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        raise UsageError("empty file", where=source)


def _known(received: Received, defaults: Defaults, sha: str, size: int, stem: str) -> Metadata:
    """What is known of an article from elsewhere.

    Rights are not among it: what may be done with a digest says nothing about the article.

    Args:
        received: the article.
        defaults: what is known.
        sha: SHA-256 (hex) of its bytes.
        size: how many characters it has.
        stem: what to name it after.
    """
    known = defaults.metadata.get(sha, UNKNOWN) if defaults.metadata else UNKNOWN
    return Metadata(
        article_id=known.article_id or slug(stem),
        title=known.title,
        publisher=known.publisher,
        authors=known.authors,
        published_on=known.published_on or defaults.published_on,
        url=known.url,
        language=known.language,
        received_sha256=None if received.digest else sha,
        received_characters=None if received.digest else size,
    )
