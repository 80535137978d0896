"""Which of the dataset's articles stand in a folder, and which file each is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from toolkit.articles.decode import decode
from toolkit.articles.inputs import Item, Kind, items_of
from toolkit.articles.model import Article
from toolkit.articles.read import Defaults, article_of
from toolkit.articles.streams import read_whole
from toolkit.errors import UsageError
from toolkit.verify.fold import fold

Row = Mapping[str, Any]
Progress = Callable[[str, int, int], None]


class How(StrEnum):
    """By what an article was told to be one of the dataset's; earlier ones are surer."""

    RECEIVED = "received"
    ARTICLE_ID = "article_id"
    URL = "url"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the dataset that one holds.

    Attributes:
        how: by what it was told: ``received`` is the very text that was read, others a copy.
        article: the article.
        received: the whole text of its file, navigation and all; empty for a record.
    """

    how: How
    article: Article
    received: str


def find_held(
    rows: Iterable[Row],
    folder: Path,
    on_progress: Progress = lambda what, done, total: None,
) -> tuple[dict[str, Held], list[str]]:
    """Look for the dataset's articles in a folder.

    Args:
        rows: the rows of the table of articles.
        folder: articles in any form that can be read; a single file, too.
        on_progress: told how many articles are read.

    Returns:
        Article identifier to what is held, and a line for each file or record that cannot be read.

    Raises:
        UsageError: there is no such folder, or no article in it.
    """
    wanted = _Wanted(rows)
    found: dict[str, Held] = {}
    unread: list[str] = []
    for done, item in enumerate(items_of(folder)):
        on_progress("reading articles:", done, 0)
        try:
            if isinstance(item, UsageError):
                raise item
            match = _of_item(item, wanted)
        except UsageError as error:
            unread.append(str(error))
            continue
        if match is not None:
            held, article_id = match
            known = found.get(article_id)
            if known is None or _order(held.how) < _order(known.how):
                found[article_id] = held
    return found, unread


def _of_item(item: Item, wanted: _Wanted) -> tuple[Held, str] | None:
    """The article of an item, where it is one of the dataset's.

    A digest, which states the checksum of the article that it was made from, is none.
    """
    article = article_of(item, Defaults())
    sha, received = article.meta.received_sha256, ""
    if item.kind is Kind.FILE:
        data = read_whole(Path(item.source), item.where)
        sha = hashlib.sha256(data).hexdigest()
        if article.meta.received_sha256 not in (None, sha):
            return None  # a digest of it
    match = wanted.match(article, sha)
    if match is None:
        return None
    if item.kind is Kind.FILE:
        received = decode(data, item.where)
    return Held(match[0], article, received), match[1]


def _order(how: How) -> int:
    return list(How).index(how)


class _Wanted:
    """The dataset's articles by each thing that tells them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by: dict[How, dict[str, str]] = {how: {} for how in How}
        doubled: set[str] = set()
        for row in rows:
            own = str(row["article_id"])
            self._by[How.ARTICLE_ID][own] = own
            for how, value in (
                (How.RECEIVED, row.get("received_sha256")),
                (How.URL, _address(row.get("url"))),
                (How.TITLE, _title(row.get("title"), row.get("published_on"))),
            ):
                if value and value in self._by[how]:
                    doubled.add(value)
                elif value:
                    self._by[how][value] = own
        for value in doubled:
            self._by[How.TITLE].pop(value, None)

    def match(self, article: Article, sha: str | None) -> tuple[How, str] | None:
        """By what an article is one of the dataset's, and which."""
        meta = article.meta
        days = (meta.published_on, article.dateline_on, None)
        titles = [_title(meta.title, day) for day in days if day or not any(days)]
        for how, values in (
            (How.RECEIVED, [sha]),
            (How.ARTICLE_ID, [meta.article_id]),
            (How.URL, [_address(meta.url)]),
            (How.TITLE, titles),
        ):
            for value in values:
                if value and value in self._by[how]:
                    return how, self._by[how][value]
        return None


def _address(url: str | None) -> str:
    """An address without what differs between copies: scheme, query, fragment, final slash."""
    if not url:
        return ""
    bare = url.partition("#")[0].partition("?")[0].partition("://")[2]
    return bare.removeprefix("www.").rstrip("/")


def _title(title: str | None, day: object) -> str:
    """A headline and its day; copies differ in typography and capitals."""
    return f"{fold(title).text.casefold().strip()} {day or ''}" if title else ""
