"""The rules of reading, one by one: datelines, bylines, captions, dates, boilerplate."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.boilerplate import boilerplate_rule, phrases, read_rows, split_title
from toolkit.articles.bylines import find_byline
from toolkit.articles.captions import credit_start, is_credit, label_end
from toolkit.articles.datelines import find_dateline
from toolkit.articles.dates import date_line, iso_day
from toolkit.articles.tail import bio_name


@pytest.mark.parametrize(
    ("dateline", "separator", "rest"),
    [
        ("WASHINGTON", " — ", "The two"),
        ("OSLO", "—", "Norvia's premier"),
        ("KYIV (Reuters)", " - ", "“We"),
        ("MOSCOW, Feb 3 (TASS)", " ", "The leaders"),
        ("MOSCOW, February 3. /TASS/.", " ", "The leaders"),
        ("MOSCOW. Feb 3 (Interfax)", " - ", "The"),
        ("WASHINGTON/BEIJING, Nov 24 (Reuters)", " - ", "U.S. officials"),
        ("BEIJING, Nov. 24 (Xinhua)", " -- ", "The"),
        ("WEST PALM BEACH, Fla. (AP)", " — ", "The"),
        ("ABOARD AIR FORCE ONE (Reuters)", " - ", "The"),
        ("Washington, D.C.", " – ", "The"),
        ("Beijing (CNN)", " — ", "The"),
        ("Beijing (CNN)", "", "The"),
        ("Kharkiv, Ukraine", " — ", "The"),
        ("New Delhi", ": ", "Prime Minister"),
        ("ISLAMABAD", ": ", "The"),
        ("BRASÍLIA (AFP)", " - ", "The"),
    ],
)
def test_datelines_of_many_agencies(dateline: str, separator: str, rest: str) -> None:
    text = dateline + separator + rest
    found = find_dateline(text)
    assert found is not None
    assert text[: found.end] == dateline
    assert text[found.sentence :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "NATO — which has 32 members — met.",
        "UPDATE: The president has left.",
        "SMITH: We had a good call.",
        "Senator Jane Doe (R) Told reporters.",
        "The U.S. — The envoy said — is late.",
        "WASHINGTON is the capital.",
        "She said: The call was good.",
        "oslo - The",
        "",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "not_after", "day"),
    [
        ("OSLO, Dec 30 (Reuters) - The", dt.date(2024, 1, 2), dt.date(2023, 12, 30)),
        ("OSLO, Jan 2 (Reuters) - The", dt.date(2024, 1, 2), dt.date(2024, 1, 2)),
        ("OSLO, Jan 2 (Reuters) - The", None, None),
        ("OSLO, March 3, 2021 (Reuters) - The", None, dt.date(2021, 3, 3)),
        ("OSLO, Feb 31 (Reuters) - The", dt.date(2024, 1, 2), None),
        ("OSLO (Reuters) - The", dt.date(2024, 1, 2), None),
    ],
)
def test_year_of_a_dateline(text: str, not_after: dt.date | None, day: dt.date | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found.resolve(not_after) == day


@pytest.mark.parametrize(
    ("text", "authors", "publisher", "rest"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe"), None, ""),
        ("BY JANE DOE", ("Jane Doe",), None, ""),
        ("By Jane Doe, John Roe and Ana de la Cruz", ("Jane Doe", "John Roe", "Ana de la Cruz"),
         None, ""),
        ("By Jane Doe, CNN", ("Jane Doe",), "CNN", ""),
        ("By JANE DOE Associated Press", (), None, None),
        ("By Jane Doe in Oslo and John Roe in Lima", ("Jane Doe", "John Roe"), None, ""),
        ("By Jane Doe | The Associated Press", ("Jane Doe",), "The Associated Press", ""),
        ("By Jane McDonald, Senior Correspondent", ("Jane McDonald",), None, ""),
        ("by https://x.example/by/jane-doe, https://x.example/by/john-roe · NY TimesNorvia won",
         ("Jane Doe", "John Roe"), "The New York Times", "Norvia won"),
        ("by https://x.example/author/jane-doe-12/ · Oslo GazetteThe premier won.",
         ("Jane Doe",), "Oslo Gazette", "The premier won."),
        ("By Jane Doe and John RoeThe premier of Norvia telephoned.",
         ("Jane Doe", "John Roe"), None, "The premier of Norvia telephoned."),
        ("By Monday, the premier had called.", (), None, None),
        ("By the end of the call", (), None, None),
        ("By New York standards, it was cheap.", (), None, None),
    ],
)  # fmt: skip
def test_bylines(
    text: str, authors: tuple[str, ...], publisher: str | None, rest: str | None
) -> None:
    found = find_byline(text)
    if rest is None:
        assert found is None or found.authors
        if not text.isupper() and found is not None:
            assert text.startswith("By JANE DOE")
        return
    assert found is not None
    assert found.authors == authors
    assert found.publisher == publisher
    assert text[found.text_start :] == rest


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The president on Monday. ", "Jane Roe/The New York Times"),
        ("The call with Mr. Berg.", "Jane Roe/Reuters"),
        ("The president on Monday. ", "(AP Photo/Jane Roe)"),
        ("The president on Monday. ", "[Photo/Xinhua]"),
        ("The president on Monday. ", "Photograph: Jane Roe/AFP"),
        ("The president on Monday. ", "REUTERS/Jane Roe"),
        ("The president on Monday. ", "Credit...Jane Roe/Agence France-Presse — Getty Images"),
        ("The president on Monday. ", "Pool photo by Jane Roe"),
        ("With Henrik F. Berg Jr. ", "Jane Roe/Reuters"),
        ("The premier said it was “good.” ", "Jane Roe for The New York Times"),
    ],
)
def test_credit_is_cut_from_a_caption(caption: str, credit: str) -> None:
    text = caption + credit
    start = credit_start(text, caption=False)
    assert start is not None
    assert text[start:].strip() == credit
    assert is_credit(credit)


@pytest.mark.parametrize(
    "text",
    [
        "The share rose to 40 percent in a poll by Reuters/Ipsos.",
        "The premier told The New York Times",
        "He met reporters (and the Reuters bureau chief)",
        "The talks on war and/or peace went on",
        "She said: “Yes.”",
        "The president on Monday (photo opportunities aside).",
    ],
)
def test_prose_has_no_credit(text: str) -> None:
    assert credit_start(text, caption=False) is None
    assert not is_credit(text)


def test_caption_labels() -> None:
    assert "Image caption, The"[label_end("Image caption, The") :] == "The"
    assert "FILE PHOTO: The"[label_end("FILE PHOTO: The") :] == "The"
    assert label_end("Filed on Monday") == 0


@pytest.mark.parametrize(
    ("text", "day", "bound"),
    [
        ("Feb. 9, 2017", dt.date(2017, 2, 9), False),
        ("9 February 2017", dt.date(2017, 2, 9), False),
        ("Published Feb. 9, 2017, 5:04 p.m. ET", dt.date(2017, 2, 9), False),
        ("Published On 9 Feb 20179 Feb 2017", dt.date(2017, 2, 9), False),
        ("November 24, 20255:04 PM ESTUpdated 3 hours ago", dt.date(2025, 11, 24), False),
        ("Updated Nov. 24, 2025", dt.date(2025, 11, 24), True),
        ("Mon 24 Nov 2025 17.04 GMT", dt.date(2025, 11, 24), False),
        ("2025-11-24 17:04", dt.date(2025, 11, 24), False),
        ("Mar 3, 2024, 9:15:02 PM (2 days ago) Mar 3", dt.date(2024, 3, 3), False),
        ("1.7.19,10:55", dt.date(2019, 7, 1), False),
        ("1.7.19, 10:55", dt.date(2019, 7, 1), False),
        ("18.07.19 10:55 am", dt.date(2019, 7, 18), False),
        ("1.7.19", dt.date(2019, 7, 1), False),
        ("1.7.1910:55", dt.date(1910, 7, 1), False),
    ],
)
def test_date_lines(text: str, day: dt.date, bound: bool) -> None:
    found = date_line(text)
    assert found is not None
    assert (found.day, found.upper_bound) == (day, bound)


@pytest.mark.parametrize(
    "text",
    ["The summit of Feb. 9, 2017", "Feb. 9", "Feb. 31, 2017", "In 2017", "Call me on Feb. 9, 2017"],
)
def test_other_lines_are_no_date_lines(text: str) -> None:
    assert date_line(text) is None


def test_machine_dates() -> None:
    assert iso_day("2024-03-05T20:00:00Z") == dt.date(2024, 3, 5)
    assert iso_day("2024-02-30") is None
    assert iso_day("5 March 2024") is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ADVERTISEMENT", "advertisement"),
        ("Continue reading the main story", "navigation"),
        ("Skip to content", "navigation"),
        ("Read more: Norvia's premier resigns", "related"),
        ("Sign up for our morning newsletter and get the news first.", "newsletter"),
        ("Additional reporting by Jane Doe in Oslo", "contributors"),
        ("(Reporting by Jane Doe in Oslo; Editing by John Roe)", "contributors"),
        ("Jane Doe and John Roe contributed reporting from Oslo.", "contributors"),
        ("Associated Press writer Jane Doe in Oslo contributed to this report.", "contributors"),
        ("— With assistance from Jane Doe", "contributors"),
        ("With inputs from agencies", "contributors"),
        ("Follow Jane Doe on Twitter @janedoe.", "author_note"),
        ("A version of this article appears in print on May 1, 2020, Section A.", "print_note"),
        ("An earlier version of this article misstated a name.", "correction"),
        ("Correction: The premier is 60, not 61.", "correction"),
        ("© 2024 The Example Company", "copyright"),
        ("Copyright 2004 The Associated Press. All rights reserved.", "copyright"),
        ("You received this message because you are subscribed to a group.", "list_footer"),
        ("342 comments", "comments"),
        ("3 min read", "share"),
        ("Most Read", "teaser_heading"),
        ("We value your privacy", "consent"),
        ("We use cookies and other tools to make this site work. Accept all?", "consent"),
        ("We and our 842 partners keep information on your device.", "consent"),
        ("We and our partners process data such as your address.", "consent"),
        ("Our 1,432 advertising partners may use cookies on your device. Accept?", "consent"),
        ("We and our 12 partners ask for your permission to store and/or access data.", "consent"),
        ("Please enable JavaScript to go on.", "consent"),
        ("Access denied", "consent"),
    ],
)
def test_boilerplate(text: str, rule: str) -> None:
    assert boilerplate_rule(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "The premier contributed to this report, a dossier of 200 pages that he later disowned.",
        "Reports from Oslo said that the call lasted an hour.",
        "Reporting by The Example found that the call never took place.",
        "Follow the money, the minister said.",
        "Share prices fell after the call.",
        "With reports from the front in hand, Mr. Berg called Oslo.",
        "Correction officers went on strike in Norvia.",
        "This story has been told before, she said.",
        "Her campaign bought a mailing list of a million names.",
        "It was a clichÃ© that nobody believed.",
        "Pause.",
        "We and our partners will not forget this, the statement from Oslo said.",
        "We and our 12 allies talked for an hour with the partners of Norvia.",
        "Our 27 European partners agreed on Monday that the grain must pass, the premier told him.",
        "Our 27 partners agreed to share information with Norvia, the premier told him.",
        "Access denied to inspectors was a breach, the premier told her by telephone.",
        "“Read more: that is my advice,” he said.",
        "Additional reporting by investigators showed that he had lied.",
    ],
)
def test_prose_is_no_boilerplate(text: str) -> None:
    assert boilerplate_rule(text) is None


def test_notes_on_authors() -> None:
    assert bio_name("Jane Doe covers Norvia for The Example.") == "Jane Doe"
    assert bio_name("Jane M. Doe, who lives in Oslo, is a reporter.") == "Jane M. Doe"
    assert bio_name("The premier covers his tracks.") is None
    assert bio_name("Henrik Berg has been in power since 2000.") is None
    assert bio_name("Henrik Berg is the only leader who refused the call.") is None
    assert bio_name("Jane Doe is “a hero,” he said.") is None


def test_titles_lose_the_publisher_only() -> None:
    assert split_title("Norvia wins - The New York Times") == ("Norvia wins", "The New York Times")
    assert split_title("Norvia | Astel | BBC News") == ("Norvia | Astel", "BBC")
    assert split_title("Norvia - a country") == ("Norvia - a country", None)
    assert split_title(None) == (None, None)


def test_every_phrase_has_a_rule_that_is_explained() -> None:
    explained = {row["rule"] for row in read_rows("boilerplate_rules.csv")}
    used = {row["rule"] for row in read_rows("boilerplate.csv")}
    assert used == explained
    assert {row["how"] for row in read_rows("boilerplate.csv")} == {
        "exact", "prefix", "regex", "names",
    }  # fmt: skip
    assert phrases().ending <= explained
    exact = [row["phrase"] for row in read_rows("boilerplate.csv") if row["how"] == "exact"]
    assert len(exact) == len(set(exact))
