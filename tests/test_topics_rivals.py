"""Calls with two of a quarrel or of one region, and posts of leaders, in whole articles."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_data
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_NEWS = (
    "PARIS - French President Emmanuel Macron and Japanese Prime Minister Fumio Kishida spoke by"
    " phone on Monday."
)
_BETWEEN = "It was their second call this year."
_TIES = "France and Japan have had diplomatic ties since 1858."


def _topics(*paragraphs: str) -> list[set[str]]:
    """The topics of each call, in the order in which the article tells of the calls."""
    text = "\n\n".join(paragraphs)
    (article,) = read_data(text.encode(), source="call.txt", published_on=dt.date(2023, 5, 9))
    tables = extract_article(article, default_register()).tables
    told: dict[str, set[str]] = {row["call_id"]: set() for row in tables.get("calls", [])}
    for row in tables.get("topics", []):
        if row["status_code"] == "discussed":
            told[row["call_id"]].add(row["topic_code"])
    return list(told.values())


_ROUND = (
    "PARIS - French President Emmanuel Macron phoned Indian Prime Minister Narendra Modi and"
    " Pakistani Prime Minister Shehbaz Sharif on Monday."
)


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Macron urged both leaders to lower tensions in the region.", True),
        ("In the calls, he told both leaders to agree on an immediate ceasefire.", True),
        ("He told both leaders that escalation in the region must stop.", True),
        ("Macron told both leaders that he wanted more trade.", False),
        ("Macron discussed regional issues with both leaders.", False),
        ("Macron told both leaders that piracy must be fought.", False),
    ],
)
def test_tensions_and_truces_are_of_the_two_who_are_phoned(sentence: str, meant: bool) -> None:
    calls = _topics(_ROUND, sentence)
    assert len(calls) == 2
    assert all(("india_pakistan" in topics) is meant for topics in calls)
    assert not meant or all("regional_security" not in topics for topics in calls)


def test_leaders_without_a_quarrel_have_none() -> None:
    calls = _topics(
        "PARIS - French President Emmanuel Macron phoned Chilean President Gabriel Boric and"
        " Norwegian Prime Minister Jonas Gahr Store on Monday.",
        "He urged both leaders to lower tensions in the region.",
    )
    assert calls == [{"regional_security"}, {"regional_security"}]


@pytest.mark.parametrize(
    ("other", "region"),
    [
        ("Emir of Qatar Tamim bin Hamad Al Thani", "middle_east"),
        ("Serbian President Aleksandar Vucic", "balkans"),
        ("Japanese Prime Minister Fumio Kishida", "regional_security"),
    ],
)
def test_the_region_is_that_of_the_side_that_has_one(other: str, region: str) -> None:
    news = f"PARIS - French President Emmanuel Macron and {other} spoke by phone on Monday."
    assert region in _topics(news, "The two discussed tensions in the region.")[0]


@pytest.mark.parametrize(
    "post",
    [
        "Good talk with Kishida. Discussed piracy",
        "Spoke with PM Kishida. Exchanged views on piracy",
        "Spoke with PM Kishida this morning. Also briefly discussed piracy",
        "Glad to speak with Japan's prime minister. Reviewed the fight against piracy",
        "Had a warm conversation with PM Kishida. Conveyed France's concern over piracy",
        "Pleased to connect with PM Kishida. Agreed to fight piracy",
    ],
)
def test_a_leaders_own_post_tells_of_his_call(post: str) -> None:
    for sentence in (f'"{post}," Macron wrote.', f'Macron tweeted: "{post}."'):
        (topics,) = _topics(_NEWS, _BETWEEN, _TIES, sentence)
        assert "maritime_security" in topics, sentence


@pytest.mark.parametrize(
    "post",
    [
        "Good evening in Nice. Discussed piracy",
        "Spoke with President Trump. Discussed piracy",
        "Spoke to reporters today. Discussed piracy",
        "Talked with fishermen. Parliament discussed piracy",
        "Spoke with PM Kishida. Did not discuss piracy",
        "Spoke with PM Kishida. The navy discussed piracy",
    ],
)
def test_a_post_of_something_else_does_not(post: str) -> None:
    for topics in _topics(_NEWS, _BETWEEN, _TIES, f'"{post}," Macron wrote.'):
        assert "maritime_security" not in topics


@pytest.mark.parametrize(
    ("sentence", "told", "untold"),
    [
        ("They agreed to keep Iran from getting nuclear weapons.", "iran", "nuclear_arms"),
        ("They discussed the nuclear non-proliferation treaty and Iran.", "nuclear_arms", ""),
        (
            "They agreed that the North Korean issue should be settled through dialogue.",
            "north_korea",
            "peace_talks",
        ),
        ("They agreed that the war in Ukraine should end through dialogue.", "peace_talks", ""),
        (
            "They praised the fight against piracy and their commitment to working together on it.",
            "maritime_security",
            "bilateral_relations",
        ),
        (
            "They discussed the dams on the Nile and wanted trilateral negotiations with Ethiopia.",
            "water",
            "peace_talks",
        ),
        ("Macron let Kishida know that France would fight piracy.", "maritime_security", ""),
        ("The two were split over piracy.", "maritime_security", ""),
        ("Piracy was another matter they took up.", "maritime_security", ""),
    ],
)
def test_what_belongs_to_one_country_is_its_own_code(sentence: str, told: str, untold: str) -> None:
    (topics,) = _topics(_NEWS, sentence)
    assert told in topics
    assert untold not in topics


@pytest.mark.parametrize(
    "words",
    [
        "the security situation in the country",
        "the violence in the north of that country",
        "the crisis in his country",
    ],
)
def test_the_country_is_the_one_named_last(words: str) -> None:
    (topics,) = _topics(
        "LUANDA - Angolan President Joao Lourenco spoke by phone on Monday with the President of"
        f" Mali, Assimi Goita, about {words}."
    )
    assert topics == {"africa_security"}


def test_a_first_name_that_is_a_title_elsewhere_is_part_of_the_surname() -> None:
    (topics,) = _topics(
        "TEHRAN - Hossein Amir Abdollahian, the Foreign Minister of Iran, spoke by phone on Monday"
        " with the Foreign Minister of China, Qin Gang.",
        "Amir Abdollahian told Qin that piracy must be fought.",
    )
    assert topics == {"maritime_security"}


@pytest.mark.parametrize("credit", ["Source: the two leaders on Twitter", "Photo: Elysee"])
def test_a_line_of_credits_does_not_end_what_is_told(credit: str) -> None:
    told = "Kishida, in turn, said that his country would fight piracy."
    (topics,) = _topics(_NEWS, credit, "Macron noted that it was he who called.", told)
    assert "maritime_security" in topics
