"""What a web page says about itself: linked data, meta elements, its address."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.articles.addresses import url_day
from toolkit.articles.boilerplate import split_title
from toolkit.articles.bylines import authors_of, is_person
from toolkit.articles.dates import iso_day
from toolkit.articles.markup import Tag
from toolkit.articles.model import Metadata

_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
)
_AUTHOR_NAMES = (
    "author",
    "byl",
    "parsely-author",
    "dc.creator",
    "article:author",
    "sailthru.author",
)


@dataclass(slots=True)
class PageFacts:
    """The raw sayings of a page, collected while it is scanned.

    Attributes:
        title: content of its title element.
        language: its ``lang``.
        linked_data: contents of its JSON-LD scripts.
        metas: meta elements by lower-case name or property, the first of each.
        links: addresses of its link elements by their relation.
        times: ``datetime`` of its time elements.
    """

    title: str = ""
    language: str = ""
    linked_data: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)

    def take(self, tag: Tag) -> None:
        """Note a meta or link element."""
        if tag.name == "link":
            self.links.setdefault(tag.attribute("rel").lower(), tag.attribute("href"))
        else:
            name = tag.attribute("property", "name", "itemprop").lower()
            self.metas.setdefault(name, tag.attribute("content"))


def page_metadata(facts: PageFacts) -> Metadata:
    """The metadata of a page; linked data goes before meta elements, those before its title."""
    data = _linked_article(facts.linked_data)
    metas = facts.metas
    plain, site = split_title(_tidy(html.unescape(facts.title)))
    og_title, og_site = split_title(_tidy(metas.get("og:title")))
    url = _url(facts.links.get("canonical")) or _url(metas.get("og:url")) or _url(_of(data, "url"))
    dates = (_of(data, "datePublished"), *(metas.get(name) for name in _DATE_NAMES), *facts.times)
    published = next((day for text in dates if text and (day := iso_day(text))), None)
    # Machine-readable times are often kept in UTC; the address has the paper's own day.
    in_url = url_day(url)
    if in_url is not None and (published is None or abs((published - in_url).days) == 1):
        published = in_url
    return Metadata(
        article_id="",
        title=_tidy(_of(data, "headline")) or og_title or plain,
        publisher=_publisher(data, metas) or og_site or site,
        authors=_authors(data, metas),
        published_on=published,
        url=url,
        language=_tidy(_of(data, "inLanguage")) or _tidy(facts.language) or "en",
    )


def _linked_article(scripts: list[str]) -> dict[str, Any]:
    """The first article in a page's linked data."""
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(k in _ARTICLE_TYPES for k in kinds if isinstance(k, str)):
                return item
    return {}


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a linked data document, also those in its graph."""
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                waiting.extend(graph)


def _of(data: Any, key: str) -> str | None:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else None


def _tidy(text: str | None) -> str | None:
    return " ".join(html.unescape(text or "").split()) or None


def _url(text: str | None) -> str | None:
    return text if text and text.startswith(("http://", "https://")) else None


def _publisher(data: dict[str, Any], metas: dict[str, str]) -> str | None:
    publisher = data.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = publisher if isinstance(publisher, str) else _of(publisher, "name")
    return _tidy(name) or _tidy(metas.get("og:site_name"))


def _authors(data: dict[str, Any], metas: dict[str, str]) -> tuple[str, ...]:
    author = data.get("author")
    names: list[str] = []
    for item in author if isinstance(author, list) else [author]:
        name = _tidy(item if isinstance(item, str) else _of(item, "name"))
        if name and is_person(name):
            names.append(name)
        elif name:
            names.extend(authors_of(name))
    if not names:
        texts = (metas.get(name, "") for name in _AUTHOR_NAMES)
        names = list(next((found for text in texts if (found := authors_of(text))), ()))
    return tuple(dict.fromkeys(names))
