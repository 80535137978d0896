"""Whose account a topic is, in whole articles of one call told by one side or by both."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_data
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_CALL = (
    "PARIS - French President Emmanuel Macron and Japanese Prime Minister Fumio Kishida spoke by"
    " phone on Monday."
)
_TOLD = f"{_CALL[:-1]}, the Elysee said."


def _found(*paragraphs: str) -> set[tuple[str, str]]:
    """Topic and account of all that was discussed."""
    text = "\n\n".join(paragraphs)
    (article,) = read_data(text.encode(), source="call.txt", published_on=dt.date(2023, 5, 9))
    rows = extract_article(article, default_register()).tables.get("topics", [])
    return {(r["topic_code"], r["account_code"]) for r in rows if r["status_code"] == "discussed"}


def _accounts(topic: str, *paragraphs: str) -> set[str]:
    return {account for of, account in _found(*paragraphs) if of == topic}


@pytest.mark.parametrize(
    ("teller", "account"),
    [
        ("a spokesman for Kishida said", "JPN"),
        ("an Elysee official said on Monday", "FRA"),
        ("an aide of the French leader added", "FRA"),
        ("sources at the Elysee told the daily", "FRA"),
    ],
)
def test_who_tells_it_behind_the_last_name_is_not_that_name(teller: str, account: str) -> None:
    text = (
        "PARIS - French President Emmanuel Macron discussed piracy by phone with Japanese Prime"
        f" Minister Fumio Kishida, {teller}."
    )
    assert _accounts("maritime_security", text) == {account}


def test_a_name_with_an_office_between_commas_is_still_one_person() -> None:
    text = (
        "French President Emmanuel Macron discussed piracy by phone with Japanese Prime Minister"
        " Fumio Kishida, the head of the Liberal Democrats, and wine."
    )
    assert _accounts("maritime_security", text) == {"PRESS"}


@pytest.mark.parametrize(
    ("news", "account"),
    [
        # an office of no country in a side's capital
        ("In Tokyo, the foreign ministry said that they had discussed piracy.", "JPN"),
        # a leader's own post opens his account, also where "he" stands after a spokesman
        ("Kishida wrote on X that he had thanked Macron. They discussed piracy, he wrote.", "JPN"),
        ("In a social media post Kishida mentioned that Macron had brought up piracy.", "JPN"),
        # whoever told last
        ("The office also said that they had discussed piracy.", "FRA"),
        # words passed on
        ("Piracy was bad, Kishida was quoted as saying by the Japanese Foreign Ministry.", "JPN"),
        # what a leader says he said, to whomever
        ("Kishida told the broadcaster NHK: “I told him that piracy must end.”", "JPN"),
    ],
)  # fmt: skip
def test_the_account_turns_with_who_is_heard(news: str, account: str) -> None:
    assert _accounts("maritime_security", _TOLD, news) == {account}


@pytest.mark.parametrize(
    "news",
    [
        "Japan has asked the bank for a loan against piracy.",
        "Macron's government plans a law against piracy.",
        "Earlier Macron told the House of Commons that piracy was a plague.",
        "Later in the day, Macron chaired a meeting of the cabinet on piracy.",
    ],
)
def test_what_is_done_on_another_occasion_is_not_of_the_call(news: str) -> None:
    assert not _accounts("maritime_security", f"{_TOLD} The two discussed visas.", news)


def test_statements_on_a_matter_are_no_account() -> None:
    news = "Mr. Kishida's latest statements on piracy were also touched upon."
    assert _accounts("maritime_security", _TOLD, news) == {"FRA"}


def test_who_only_confirms_the_call_gives_no_account() -> None:
    silent = "The Japanese Foreign Ministry confirmed the call but gave no details."
    assert _accounts("maritime_security", _CALL, silent, "The two discussed piracy.") == {"PRESS"}


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("Kishida said he was grateful for the call.", {"JPN"}),
        ("Kishida said that the progress of the two lands and their dialogue mattered.", {"PRESS"}),
    ],
)
def test_who_judges_the_call_tells_of_it(words: str, heard: set[str]) -> None:
    assert _accounts("maritime_security", _CALL, words, "They discussed piracy.") == heard


@pytest.mark.parametrize(
    ("leader", "account"), [("the president", "FRA"), ("the prime minister", "JPN")]
)
def test_an_office_of_a_leader_by_his_title_alone(leader: str, account: str) -> None:
    news = f"They discussed piracy, the spokesman of {leader} said."
    assert _accounts("maritime_security", _CALL, news) == {account}


def test_names_of_bodies_are_no_topics() -> None:
    news = "They were joined by the Maritime Safety Agency and by the Energy Commission."
    assert not {topic for topic, _ in _found(_TOLD, news)} & {"maritime_security", "energy"}


def test_lands_of_a_journey_are_no_topics() -> None:
    news = "Kishida told him of his trip to Ghana and Chad."
    assert not _accounts("africa_security", _TOLD, news)
