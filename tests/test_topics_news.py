"""What an article on a call counts among its topics, and whose account it is, in whole texts."""

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
_TWO = (
    "PARIS - French President Emmanuel Macron spoke by phone on Monday with Japanese Prime Minister"
    " Fumio Kishida and Norwegian Prime Minister Jonas Gahr Støre."
)


def _rows(text: str) -> list[tuple[str, str, str]]:
    """Call, topic and account of all that was discussed in the calls of an article."""
    (article,) = read_data(text.encode(), source="call.txt", published_on=dt.date(2023, 5, 9))
    tables = extract_article(article, default_register()).tables
    rows = tables.get("topics", [])
    return [
        (r["call_id"], r["topic_code"], r["account_code"])
        for r in rows
        if r["status_code"] == "discussed"
    ]


def _topics(text: str) -> set[str]:
    return {topic for _, topic, _ in _rows(text)}


def _accounts(text: str, topic: str) -> set[str]:
    return {account for _, of, account in _rows(text) if of == topic}


# --------------------------------------------------------------------- what belongs to the call


@pytest.mark.parametrize(
    ("news", "topic"),
    [
        ("It was agreed that oil deliveries should rise.", "energy"),
        ("It was decided that the two would meet in Lima in the near future.", "summit_planning"),
        ("The issues were piracy and wine.", "maritime_security"),
        ("It was mostly about piracy.", "maritime_security"),
        ("Macron was informed by Kishida of attacks by pirates.", "maritime_security"),
        ("Kishida asked Macron to come to Tokyo in the autumn.", "state_visit"),
        ("The two were glad of their cooperation.", "bilateral_relations"),
        ("Macron wished for closer ties with Japan.", "bilateral_relations"),
        ("They discussed trade, energy, health and education.", "health_pandemic"),
        ("They discussed the security and the oil of the Gulf.", "energy"),
        ("Visas were discussed too, as was the fight against piracy.", "maritime_security"),
        ("Piracy, Kishida said, had become a plague.", "maritime_security"),
        (
            "The safety of the straits where so many ships are boarded by pirates came up.",
            "maritime_security",
        ),
    ],
)
def test_what_is_told_of_the_call_is_a_topic(news: str, topic: str) -> None:
    assert topic in _topics(f"{_CALL}\n\n{news}")


@pytest.mark.parametrize(
    ("before", "behind", "topic"),
    [
        ("Because of the drought, ", "", "natural_disasters"),
        ("", " with his good wishes for the feast", "condolences_congratulations"),
        ("", " and said that visas would be dropped", "tourism_visas"),
    ],
)
def test_what_a_call_was_for_stands_beside_it(before: str, behind: str, topic: str) -> None:
    call = "French President Emmanuel Macron phoned Japanese Prime Minister Fumio Kishida on Monday"
    assert topic in _topics(f"PARIS - {before}{call}{behind}.")


@pytest.mark.parametrize(
    ("news", "topic"),
    [
        ("They discussed the plans of the energy minister.", "energy"),
        ("They spoke of a diplomatic solution to the quarrel over fish.", "peace_talks"),
        ("They discussed the security and stability of Libya.", "security"),
        ("Kishida thanked him for the help of Egypt, Chad, Sudan and Niger.", "africa_security"),
        ("Kishida told him of his visit to Chad.", "africa_security"),
        ("Kishida praised the Ethiopian Renaissance Dam.", "africa_security"),
        ("The talks came as warships moved about the Persian Gulf.", "middle_east"),
        ("The subject was not piracy.", "maritime_security"),
        ("The two arranged a visit to Peru by their ministers.", "state_visit"),
        ("They discussed the purchase of air defence systems.", "military_aid"),
        ("They discussed the work of the joint commission for drawing the border.", "investment"),
    ],
)
def test_what_stands_beside_is_none(news: str, topic: str) -> None:
    assert topic not in _topics(f"{_CALL}\n\n{news}")


def test_what_is_said_to_somebody_else_is_none_until_the_two_are_back() -> None:
    away = "To Norwegian Prime Minister Jonas Gahr Støre, Macron said that oil was dear."
    text = f"{_CALL}\n\n{away}\n\nMacron added that piracy had to stop."
    assert _topics(text) == set()
    back = "\n\nThe two leaders discussed visas."
    assert _topics(text + back) == {"tourism_visas"}


def test_the_region_of_two_lands_of_one_region_is_that() -> None:
    text = (
        "DOHA - Qatar's Emir Tamim bin Hamad Al Thani and King Abdullah II of Jordan spoke by phone"
        " on Monday.\n\nThe two leaders discussed the tensions in the region."
    )
    assert _topics(text) == {"middle_east"}
    assert _topics(f"{_CALL}\n\nThey discussed the tensions in the region.") == {
        "regional_security"
    }


def test_words_that_follow_several_calls_are_of_all_last_named_together() -> None:
    shared = "\n\nMacron urged an end to piracy."
    assert len({call for call, _, _ in _rows(_TWO + shared)}) == 2
    alone = "\n\nKishida was friendly. Macron urged him to end piracy."
    assert len({call for call, _, _ in _rows(_TWO + alone)}) == 1


def test_the_two_presidents_are_those_of_the_call_between_presidents() -> None:
    text = (
        "PARIS - French President Emmanuel Macron phoned Japanese Prime Minister Fumio Kishida on"
        " Monday. Earlier on Monday Macron had spoken by phone with Chilean President Gabriel"
        " Boric.\n\nThe two presidents discussed piracy."
    )
    rows = _rows(text)
    (article,) = read_data(text.encode(), source="call.txt", published_on=dt.date(2023, 5, 9))
    parts = extract_article(article, default_register()).tables["participants"]
    (call,) = {call for call, topic, _ in rows if topic == "maritime_security"}
    assert any("boric" in str(p["person_id"]) for p in parts if p["call_id"] == call)


# ------------------------------------------------------------------------------- whose account


@pytest.mark.parametrize(
    ("teller", "account"),
    [
        ("The office of Macron announced this.", "FRA"),
        ("In its readout the Elysee said that ties had been reviewed.", "FRA"),
        ("This is reported on the official website of the Japanese government.", "JPN"),
        ("The press service of the Japanese premier informs of this.", "JPN"),
        ("Sources in Japanese diplomacy said so.", "JPN"),
        ("Nothing was said by the press service of the Japanese government.", "PRESS"),
        ("The spokesman of the Japanese premier did not mention the call.", "PRESS"),
    ],
)
def test_who_tells_of_the_call_tells_what_nobody_else_does(teller: str, account: str) -> None:
    text = f"{_CALL} {teller}\n\nThe two leaders discussed piracy."
    assert _accounts(text, "maritime_security") == {account}


@pytest.mark.parametrize(
    ("news", "account"),
    [
        # Said in the call, and not of it.
        ("On the telephone, Kishida said how glad he was of the visit.", "PRESS"),
        # Another leader on another occasion.
        ("US President Joe Biden told a Chilean minister that wine was dear.", "PRESS"),
        # A week before the call.
        ("Last week the Japanese prime minister said that he had asked for a call.", "PRESS"),
        ("Both sides stressed the need for patience.", "PRESS"),
    ],
)
def test_who_does_not_tell_of_the_call_gives_no_account(news: str, account: str) -> None:
    text = f"{_CALL}\n\n{news}\n\nThe two leaders discussed piracy."
    assert _accounts(text, "maritime_security") == {account}


def test_a_spokesman_of_no_country_speaks_for_the_first_named_with_a_ministry() -> None:
    text = (
        "French Foreign Minister Catherine Colonna and UN Secretary-General António Guterres spoke"
        " by phone on Monday about piracy, foreign ministry spokesman Carl Lie said."
    )
    assert _accounts(text, "maritime_security") == {"FRA"}


def test_a_leader_s_words_passed_on_by_a_third_agency_are_his_office_s() -> None:
    text = (
        f"{_CALL}\n\nKishida said that piracy must end, according to a statement of the Japanese"
        " prime minister's office quoted by the Xinhua news agency."
    )
    assert _accounts(text, "maritime_security") == {"JPN"}


def test_a_round_s_other_teller_tells_nothing_of_a_call() -> None:
    text = (
        f"{_CALL} The Elysee said the two had discussed visas.\n\nIn another phone call, on"
        " Tuesday, Macron spoke with Norwegian Prime Minister Jonas Gahr Støre. Støre and Macron"
        " discussed piracy."
    )
    assert _accounts(text, "maritime_security") == {"PRESS"}


def test_an_account_given_to_the_other_side_is_none() -> None:
    text = f"{_CALL}\n\nKishida gave him a detailed account of the fight against piracy."
    assert _accounts(text, "maritime_security") == {"PRESS"}
