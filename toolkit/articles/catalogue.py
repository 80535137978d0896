"""What is known of received articles: the front matter of the digests made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from toolkit.articles.model import Metadata
from toolkit.articles.read import read_articles

_HEAD = 1 << 13
"""Bytes of a digest in which its front matter stands."""
_MADE_FROM = re.compile(rb"^received_sha256:[ \t]*[\"']?([0-9a-f]{64})", re.MULTILINE)


def catalogue(folder: Path) -> Mapping[str, Metadata]:
    """SHA-256 of a received text to what the digest made from it says of the article.

    A digest's own identifier is left out: the received article keeps the name of its file.

    Args:
        folder: a folder of digests.

    Raises:
        UsageError: a file there cannot be read.
    """
    known: dict[str, Metadata] = {}
    for article in read_articles(folder):
        if article.meta.received_sha256:
            known[article.meta.received_sha256] = replace(article.meta, article_id="")
    return known


class OwnCatalogue(Mapping[str, Metadata]):
    """The `catalogue` of the project's own digests, read when a text is met that one is made from.

    Few texts are, and the digests take a tenth of a second to read.

    Args:
        folder: a folder of digests.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _texts(self) -> frozenset[str]:
        """The hashes of the texts that digests are made from."""
        found: set[str] = set()
        for path in self._folder.rglob("*.md"):
            with path.open("rb") as file:
                found.update(m[1].decode() for m in _MADE_FROM.finditer(file.read(_HEAD)))
        return frozenset(found)

    @cached_property
    def _known(self) -> Mapping[str, Metadata]:
        return catalogue(self._folder)

    def __getitem__(self, sha256: str) -> Metadata:
        """What is said of the text with that hash."""
        if sha256 not in self._texts:
            raise KeyError(sha256)
        return self._known[sha256]

    def __iter__(self) -> Iterator[str]:
        """The hashes."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many texts are known."""
        return len(self._texts)
