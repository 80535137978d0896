"""The address of an article, and what it tells of its day."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.addresses import url_day, url_month
from toolkit.articles.model import Article
from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

LEAD = (
    "New Zealand Prime Minister Jacinda Ardern spoke by phone with Australian Prime Minister"
    " Scott Morrison on Tuesday. They talked about ferries, sheep and the price of wool."
)
SHARE = (
    "Tweet https://s.example/t?url=https%3A%2F%2Fx.example%2F2020%2F05%2F06%2F"
    "ardern-morrison-talk-ferries&via=x"
)
HEADLINE = "Ardern and Morrison talk about ferries"


def article(*blocks: str) -> Article:
    return read_text("\n\n".join(blocks).encode(), source="a.txt")


def called_on(read: Article) -> object:
    (call,) = extract_article(read, default_register()).tables["calls"]
    return call["called_on"], call["date_precision"]


@pytest.mark.parametrize(
    ("url", "day", "month"),
    [
        ("https://x.example/2024/03/05/world/a.html", "2024-03-05", None),
        ("https://x.example/world/2025/jan/17/leaders-talk", "2025-01-17", None),
        ("https://x.example/world/2025/january/7/leaders-talk", "2025-01-07", None),
        ("https://x.example/20170809-leaders-talk.html", "2017-08-09", None),
        ("https://x.example/a-2002-01-13-10-talk/3.html", "2002-01-13", None),
        ("https://x.example/2020/07/leaders-talk/", None, "2020-07-01"),
        ("https://x.example/english/2001/Sep/19304.htm", None, "2001-09-01"),
        ("https://x.example/leaders-talk-5500784-Jul2021/", None, "2021-07-01"),
        ("https://x.example/2019/marvellous-leaders", None, None),
        ("https://x.example/2019/decision-on-wool", None, None),
        ("https://x.example/2024-25-season", None, None),
        ("https://x.example/story/200312", None, None),
        ("https://x.example/20161334/a", None, None),
        ("https://x.example/?from=2016/01/02", None, None),
        ("https://x.example/a-2024", None, None),
        (None, None, None),
    ],
)
def test_day_or_month_of_an_address(url: str | None, day: str | None, month: str | None) -> None:
    def read(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    assert (url_day(url), url_month(url)) == (read(day), read(month))


@pytest.mark.parametrize(
    "blocks",
    [
        ("https://x.example/2020/05/06/world/a.html", HEADLINE, LEAD),
        (HEADLINE, LEAD, "Source: https://x.example/2020/05/06/world/a.html"),
        (HEADLINE, LEAD, "Share https://x.example/2020/05/06/ardern-morrison-talk-ferries"),
        (
            HEADLINE,
            SHARE,
            LEAD,
        ),
    ],
)
def test_own_address_in_the_text_tells_the_day(blocks: tuple[str, ...]) -> None:
    read = article(*blocks)
    assert read.meta.published_on == dt.date(2020, 5, 6)
    assert read.meta.url is not None
    assert read.meta.url.startswith("https://x.example/2020/05/06/")
    assert called_on(read) == (dt.date(2020, 5, 5), "day")


@pytest.mark.parametrize(
    "line",
    [
        "Read more https://x.example/2019/01/02/whales-return-to-the-bay",
        "https://x.example/2019/01/02/whales-return-to-the-bay",
        "Photo from https://x.example/2019/01/02/whales-return-to-the-bay",
        # What no parser of addresses takes.
        "Tweet https://s.example/t?url=http%3A%2F%2F%5Bbroken%2F2019%2F01%2F02%2Fwhales",
        "https://%5B/2019/99/99/ http://2019/13/ https:///2019/02/31/whales",
    ],
)
def test_addresses_of_other_articles_tell_nothing(line: str) -> None:
    read = article(HEADLINE, LEAD, line)
    assert (read.meta.published_on, read.meta.url) == (None, None)


def test_a_date_line_goes_before_the_address() -> None:
    head = ("https://x.example/2020/05/06/a.html", HEADLINE, "Published May 7, 2020")
    assert article(*head, LEAD).meta.published_on == dt.date(2020, 5, 7)


def test_the_month_of_an_address_is_that_of_the_news() -> None:
    read = article("https://x.example/2020/05/ardern-morrison/", HEADLINE, LEAD)
    assert read.meta.published_on is None
    assert called_on(read) == (dt.date(2020, 5, 1), "month")


def test_the_month_of_an_address_tells_the_year_of_a_dateline() -> None:
    head = ("https://x.example/2020/05/ardern-morrison/", HEADLINE)
    read = article(*head, "WELLINGTON, May 6 (NZPA) -- " + LEAD)
    assert called_on(read) == (dt.date(2020, 5, 5), "day")


@pytest.mark.parametrize(
    "told",
    [
        LEAD.replace("spoke", "had once spoken").replace(" on Tuesday", ""),
        LEAD.replace("on Tuesday", "last year"),
    ],
)
def test_older_calls_are_not_of_that_month(told: str) -> None:
    read = article("https://x.example/2020/05/ardern-morrison/", HEADLINE, told)
    calls = extract_article(read, default_register()).tables["calls"]
    assert [call["called_on"] for call in calls] != [dt.date(2020, 5, 1)]
