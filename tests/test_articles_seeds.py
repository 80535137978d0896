"""The five received articles, where they are at hand: kinds, counts, what is left out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from seed_support import DIGESTS, front_matter

from toolkit.articles.model import Article
from toolkit.articles.read import read_articles

SEEDS = Path(__file__).resolve().parents[1].parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SEEDS.is_dir(), reason="the received articles are not beside the checkout"
    ),
]


def seed(number: str) -> tuple[Article, str]:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    (article,) = read_articles(path)
    return article, path.read_bytes().decode()


def headline(number: str) -> str | None:
    """The headline that the front matter of the digest of these very bytes states."""
    received = hashlib.sha256(next(SEEDS.glob(f"{number}_*.txt")).read_bytes()).hexdigest()
    stated = (front_matter(path)[0] for path in sorted(DIGESTS.glob("*.md")))
    (title,) = (keys["title"] for keys in stated if keys["received_sha256"] == received)
    return None if title == "null" else json.loads(title) if title.startswith('"') else title


KINDS = {
    "000": {"headline": 1, "caption": 1, "byline": 1, "dateline": 2, "prose": 30},
    "001": {"headline": 1, "standfirst": 1, "caption": 6, "prose": 29},
    "002": {"prose": 19},
    "003": {"headline": 1, "standfirst": 1, "byline": 1, "prose": 25},
    "004": {"prose": 8},
}


@pytest.mark.parametrize("number", KINDS)
def test_kinds_of_blocks(number: str) -> None:
    article, _ = seed(number)
    assert Counter(block.kind.value for block in article.blocks) == KINDS[number]


@pytest.mark.parametrize("number", KINDS)
def test_every_offset_leads_back(number: str) -> None:
    article, received = seed(number)
    same = 0
    for at, char in enumerate(article.text):
        i = received[article.offsets.start(at)]
        assert i == char or char in " \n"
        same += i == char
    assert same > 0.95 * len(article.text)


@pytest.mark.parametrize(
    ("number", "absent"),
    [
        ("000", ["Advertisement", "Continue reading", "http", "Credit", "Times article", "©", "<"]),
        ("001", ["views", "unread", "Jiang", "Holston", "contributed", "misstated", "Swanson",
                 "Rappeport", "Reply", "messages"]),
        ("002", ["newsletter", "Additional reporting"]),
        ("003", ["Credit", "2.4 trillion", "Emergency", "Vaccination", "contributed",
                 "Hundreds of"]),
    ],
)  # fmt: skip
def test_what_is_not_the_articles_own_is_gone(number: str, absent: list[str]) -> None:
    article, _ = seed(number)
    assert [word for word in absent if word in article.text] == []


def test_what_the_pages_say_about_themselves() -> None:
    meta = {number: seed(number)[0].meta for number in KINDS}
    plain = str.maketrans("‘’", "''")
    for number in ("000", "001", "003"):
        title = meta[number].title
        assert title
        assert title.translate(plain) == headline(number)
    assert meta["000"].authors == ("Mark Landler", "Michael Forsythe")
    assert meta["000"].published_on == dt.date(2017, 2, 9)
    assert meta["001"].authors == ("Ana Swanson", "Alan Rappeport", "Edward Wong")
    assert meta["003"].authors == ("Ana Swanson", "David Pierson")
    for number in ("000", "001", "003"):
        assert meta[number].publisher == "The New York Times"
    for number in ("002", "004"):
        assert (meta[number].title, meta[number].publisher) == (None, None)
    assert [number for number in KINDS if meta[number].published_on] == ["000"]
    assert seed("001")[0].dateline_on == dt.date(2025, 11, 24)
    assert seed("003")[0].dateline_on is None
