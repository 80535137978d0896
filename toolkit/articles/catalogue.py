"""What is known of received articles: the front matter of the digests made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from toolkit.articles.model import Metadata
from toolkit.articles.read import read_articles


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
