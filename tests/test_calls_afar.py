"""Talk told without a word for a telephone: from afar, or in one place."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)
_ONE = "British Prime Minister Boris Johnson"
_OTHER = "Norwegian Prime Minister Erna Solberg"


def _calls(text: str) -> list[tuple[str | None, dt.date | None]]:
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    calls = extract_article(article, default_register()).tables["calls"]
    return sorted(((c["initiator_id"], c["called_on"]) for c in calls), key=str)


@pytest.mark.parametrize(
    "text",
    [
        f"{_ONE} chatted with {_OTHER} on Tuesday about cod. A spokesman said so after the talk.",
        f"{_ONE} and {_OTHER} conferred on Tuesday about cod, according to a statement.",
        f"{_ONE} got in touch with {_OTHER} on Tuesday. He thanked her for the exchange.",
        f"{_ONE} was in touch with {_OTHER} on Tuesday on cod. “A good talk,” Johnson wrote.",
        f"{_ONE} and {_OTHER} held talks remotely on Tuesday over cod.",
        f"{_ONE} exchanged views on cod with {_OTHER} on Tuesday. The exchange was long.",
        (
            f"Cod was the theme of a conversation on Tuesday between {_ONE} and {_OTHER}, a"
            " spokesman said."
        ),
        (
            f"{_ONE} had spoken the day before with {_OTHER} about cod, a statement said. The"
            " two hope to meet at a summit in May."
        ),
    ],
)
def test_leaders_whom_no_place_unites_talked_from_afar(text: str) -> None:
    assert len(_calls(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{_ONE} spoke with {_OTHER} on Tuesday at a fish conference, a spokesman said.",
        f"{_ONE} chatted with {_OTHER} as they toured a market, he said after the talk.",
        f"{_ONE} arrived in Oslo on Monday. He held talks with {_OTHER}, a spokesman said.",
        f"{_ONE} exchanged views with {_OTHER} on the sidelines of a summit, said a statement.",
        f"{_ONE} contacted {_OTHER} through diplomatic channels, a statement said.",
        f"{_ONE} received {_OTHER} on Tuesday. The two talked of cod, according to a statement.",
        f"{_ONE} discussed cod with {_OTHER} over lunch. The conversation was long.",
        f"{_ONE} discussed cod with {_OTHER}. They were seen shaking hands after the conversation.",
        f"{_ONE} held talks with {_OTHER} on Tuesday on cod, a spokesman said.",
        f"{_OTHER}, who is visiting London, conferred with {_ONE}, a spokesman said.",
        f"{_ONE} had a word with {_OTHER} after the ceremony. It was a friendly conversation.",
        f"{_ONE}'s envoy contacted {_OTHER} about cod, a spokesman said after the conversation.",
        f"{_ONE} and {_OTHER} conferred in a room beside the hall, a spokesman said.",
        f"{_OTHER} communicated with {_ONE} by letter. The exchange will be printed, he said.",
        f"{_ONE} exchanged views with {_OTHER} before she left. The conversation was long.",
        f"{_ONE} spoke with {_OTHER}. The conversation at the air base was warm, his office said.",
        f"{_ONE} spoke with {_OTHER}. A spokesman said the exchange in Freedom House was long.",
        f"{_ONE} talked with {_OTHER} and shook her hand. It was a good conversation.",
        f"{_ONE} spoke with {_OTHER} beside the King. The exchange was brief.",
    ],
)
def test_leaders_in_one_place_or_who_wrote_had_no_call(text: str) -> None:
    assert _calls(text) == []


@pytest.mark.parametrize(
    ("text", "caller", "day"),
    [
        ("On Tuesday the British leader returned the call.", "boris-johnson", 14),
        ("It was he who had first phoned her, she said, on Sunday.", "boris-johnson", 12),
        ("The call was a follow-up to one on Friday.", None, 10),
    ],
)
def test_a_second_call_of_a_pair_has_its_own_day(text: str, caller: str | None, day: int) -> None:
    found = _calls(f"{_OTHER} telephoned {_ONE} on Monday. {text}")
    assert sorted(found, key=str) == sorted(
        [("erna-solberg", dt.date(2021, 9, 13)), (caller, dt.date(2021, 9, day))], key=str
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{_ONE} gave way on Tuesday, telling {_OTHER} over the phone that boats would wait.",
        f"{_OTHER} was told by {_ONE} over the phone on Tuesday that boats would wait.",
        f"Cod was reviewed over the phone on Tuesday between {_ONE} and {_OTHER}.",
        f"Cod was discussed by telephone on Tuesday by {_ONE} and {_OTHER}.",
        f"To {_OTHER} the British leader Boris Johnson said in a phone call that boats must wait.",
        f"{_ONE} failed to secure a phone call with {_OTHER} on Tuesday.",
        f"{_ONE} has not managed to get a call with {_OTHER}.",
        f"{_ONE} and {_OTHER} have had their first phone call since May, before the G7 meets.",
    ],
)
def test_a_call_is_read_beside_the_main_clause_and_in_passive(text: str) -> None:
    assert len(_calls(text)) == 1


def test_those_named_behind_colleagues_are_called_one_by_one() -> None:
    both = "Angela Merkel of Germany and Sanna Marin of Finland"
    assert len(_calls(f"{_OTHER} rang her colleagues of both countries, {both}, on Tuesday.")) == 2
    listed = "Angela Merkel, her colleague in Germany; Sanna Marin of Finland; and Boris Johnson"
    assert len(_calls(f"By telephone {_OTHER} called {listed}.")) == 3
