"""The day of publication: what a page's lines, labels, datelines and pictures tell of it."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.dates import date_line, labelled_day
from toolkit.articles.model import Article
from toolkit.articles.published import scores
from toolkit.articles.read import read_text

TITLE = "Norvian president telephones the premier of Astel"
LEAD = "The president of Norvia telephoned the prime minister of Astel on Tuesday, his office said."
LAST = "Officials in Astel City declined to say who had asked for the call, or how long it took."


def read(*blocks: str) -> Article:
    return read_text("\n\n".join(blocks).encode(), source="a.txt")


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("above", "published"),
    [
        (["Tuesday, 5 March 2024", TITLE], "2024-03-05"),
        ([TITLE, "World", "Published : Mar. 5, 2024 - 22:10"], "2024-03-05"),
        # The label goes before the day of the visit, and the day of the last update bounds both.
        (["29th April 2025", "Subscribe", TITLE, "Author: Jo Doe | Published: March 5, 2024"],
         "2024-03-05"),
        (["May 23, 2025-Friday", TITLE, "world Updated: Mar 05, 2024 18:48 IST"], ""),
        ([TITLE, "By NewswirePublished : March 5, 2024 - 22:10"], "2024-03-05"),
        ([TITLE, "Posted at Mar 05 2024 03:04 PM | Updated as of Mar 06 2024 05:20 PM"],
         "2024-03-05"),
        # Labels and months of other languages on an English page.
        ([TITLE, "Oluşturulma Tarihi: Ağustos 01, 2008 11:44"], "2008-08-01"),
        ([TITLE, "30 Ocak 2009 - 18:08Son Güncelleme : 31 Ocak 2009 - 18:45"], "2009-01-30"),
        ([TITLE, "Publicado el 5 de marzo de 2024"], "2024-03-05"),
        ([TITLE, "Veröffentlicht am 5. März 2024, 10:30 Uhr"], "2024-03-05"),
        ([TITLE, "Mis en ligne le 1er août 2019"], "2019-08-01"),
        ([TITLE, "发布时间: 2009年1月5日"], "2009-01-05"),
        # Figures: the page tells which of them is the month.
        ([TITLE, "03/05/2024", "NORVIA CITY, March 5 (AP) -- It rained."], "2024-03-05"),
        ([TITLE, "03/05/2024 9:14 PM EST"], "2024-03-05"),
        ([TITLE, "3/5/2024 1:26:00 PM"], "2024-03-05"),
        ([TITLE, "Tue, 03/05/2024 - 18:18"], "2024-03-05"),
        ([TITLE, "Published: 05/03/2024", "Updated: 5 March 2024"], "2024-03-05"),
        ([TITLE, "POSTED: 03/05/24 9:12 AM EST"], "2024-03-05"),
        ([TITLE, "By JANE DOE MARCH 5, 2024"], ""),
        ([TITLE, "Written by Administrator Tuesday, 05 March 2024 12:01"], "2024-03-05"),
        ([TITLE, "5 March 2024 / 9:30 AM EST / Norvian News"], "2024-03-05"),
        # The lead speaks of Tuesday: 5 March 2024 was one, 3 May was not.
        ([TITLE, "05/03/2024"], "2024-03-05"),
    ],
)  # fmt: skip
def test_head_of_a_page(above: list[str], published: str) -> None:
    assert read(*above, LEAD, LAST).meta.published_on == day(published)


def test_an_update_only_bounds_the_day() -> None:
    article = read(TITLE, "world Updated: Mar 16, 2010 18:48 IST", LEAD, LAST)
    assert (article.meta.published_on, article.dateline_on) == (None, dt.date(2010, 3, 16))


def test_figures_that_leave_the_month_open_tell_nothing() -> None:
    article = read(TITLE, "05/04/2023", LEAD.replace("Tuesday", "3 June"), LAST)
    assert (article.meta.published_on, article.dateline_on) == (None, None)


@pytest.mark.parametrize("told", ["4 March", "March 4"])
def test_the_day_that_the_lead_names_tells_which_figure_is_the_month(told: str) -> None:
    article = read(TITLE, "05/03/2024", LEAD.replace("Tuesday", told), LAST)
    assert article.meta.published_on == dt.date(2024, 3, 5)


def test_first_paragraph_that_begins_with_its_date() -> None:
    article = read("date 2024-03-05 Norvia City: " + LEAD, LAST)
    assert article.meta.published_on == dt.date(2024, 3, 5)
    assert [article.text[b.start : b.end] for b in article.blocks][:1] == ["date 2024-03-05"]


@pytest.mark.parametrize(
    "line", ["*ABC103 03/31/2003", "By JANE DOE MARCH 31, 2003", "Jane Doe March 31, 2003 World"]
)
def test_a_line_with_other_words_bounds_the_day(line: str) -> None:
    article = read("World", TITLE, line, LEAD, LAST)
    assert (article.meta.published_on, article.dateline_on) == (None, dt.date(2003, 3, 31))


def test_a_date_in_a_tag_is_none_of_the_page() -> None:
    article = read(TITLE, '<post author="@jodoe" date="March 5, 2024 10:30 am">', LEAD, LAST)
    assert article.meta.published_on is None


@pytest.mark.parametrize(
    ("picture", "resolved"),
    [
        (
            "The president makes a call in Norvia City, January 13, 2010. (Agency Photo)",
            "2010-01-14",
        ),
        ("The president makes a call in Norvia City, June 13, 2010. (Agency Photo)", ""),
        ("The president at a summit on January 13, 2010. (Agency Photo)", ""),
    ],
)
def test_a_picture_gives_the_year_of_a_dateline(picture: str, resolved: str) -> None:
    article = read(TITLE, "NORVIA CITY, Jan. 14 (Agency) -- " + LEAD, picture, LAST)
    assert article.dateline_on == day(resolved)


@pytest.mark.parametrize(
    ("post", "resolved"),
    [
        ("We had a frank talk. — Jo Doe (@jodoe) March 5, 2024", "2024-03-05"),
        ("We had a frank talk. — Jo Doe (@jodoe) March 7, 2024", ""),
    ],
)
def test_a_post_gives_the_weekday_of_the_lead(post: str, resolved: str) -> None:
    assert read(LEAD, post, LAST).dateline_on == day(resolved)


def test_a_date_behind_the_text_with_a_label() -> None:
    article = read(TITLE, LEAD, LAST, LAST, "First published: 5 March 2024")
    assert article.meta.published_on == dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    "line",
    [
        "© 2014 The Daily Norvian",
        "Copyright 2003 Norvian News, all rights reserved",
        "Born: 5 March 1950",
    ],
)
def test_other_days_and_years(line: str) -> None:
    article = read(TITLE, line, LEAD, LAST)
    assert (article.meta.published_on, article.dateline_on) == (None, None)


def test_labels() -> None:
    found = labelled_day("Jo Doe - Updated: 6 March 2024 - Published: 5 March 2024")
    assert found is not None
    assert (found.day, found.sign) == (dt.date(2024, 3, 5), "published")
    assert labelled_day("The summit of 5 March 2024") is None
    assert date_line("The talks were held on 5 March 2024 at 10:30.", loose=True) is None


def test_signs_rank_labels_before_bare_lines() -> None:
    known = scores()
    assert known["labelled"] > known["below_headline"] > known["above_headline"] > known["opening"]
