"""Lists behind the news of calls: with whom they were, by name, in one sentence or line by line."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)
_HUB = "Norwegian Prime Minister Erna Solberg"
_THREE = "German Chancellor Angela Merkel, Finnish Prime Minister Sanna Marin and Mark Rutte"
_ALL = ("angela-merkel", "sanna-marin", "mark-rutte")


def _calls(text: str) -> dict[frozenset[str], str | None]:
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    people: dict[str, set[str]] = {call["call_id"]: set() for call in tables["calls"]}
    for row in tables["participants"]:
        people[row["call_id"]].add(row["person_id"])
    assert len({frozenset(p) for p in people.values()}) == len(tables["calls"])
    return {frozenset(people[c["call_id"]]): c["initiator_id"] for c in tables["calls"]}


def _with(*people: str) -> set[frozenset[str]]:
    return {frozenset({"erna-solberg", person}) for person in people}


@pytest.mark.parametrize(
    "text",
    [
        f"held a series of telephone calls on Tuesday. Among those she reached were {_THREE}.",
        f"made phone calls to European leaders on Tuesday. They included {_THREE}, she said.",
        f"discussed cheese in separate phone calls on Tuesday. Her interlocutors were {_THREE}.",
        f"was on the phone for most of Tuesday. On the other end were {_THREE}.",
        f"continued her phone diplomacy on Tuesday. The contacts took in {_THREE}.",
        f"phoned three colleagues on Tuesday. These were {_THREE}.",
        f"has worked the phones since Tuesday. Her conversation partners so far: {_THREE}.",
        f"received calls of sympathy on Tuesday. {_THREE} were among the callers.",
        (
            "exchanged telephone calls with her counterparts on Tuesday. The discussions were with"
            " Germany's Angela Merkel; with Sanna Marin, the Finnish prime minister; and with Mark"
            " Rutte of the Netherlands."
        ),
        (
            "spent Tuesday calling European counterparts. First came Angela Merkel, then Sanna"
            " Marin, and last Dutch Prime Minister Mark Rutte."
        ),
        (
            "held several phone calls on Tuesday. One was with Angela Merkel, another with"
            " Finland's Sanna Marin. A third was with Mark Rutte."
        ),
        (
            "held calls with world leaders on Tuesday. She spoke with:\n\nGerman Chancellor Angela"
            " Merkel, about ferries\n\nSanna Marin of Finland, about cheese\n\nMark Rutte, about"
            " dykes"
        ),
        (
            "held calls with world leaders on Tuesday.\n\nGermany: Chancellor Angela Merkel asked"
            " for ferries.\n\nFinland: Prime Minister Sanna Marin offered cheese.\n\nNetherlands:"
            " Prime Minister Mark Rutte spoke of dykes."
        ),
    ],
)
def test_those_listed_behind_news_of_calls_took_part(text: str) -> None:
    assert set(_calls(f"{_HUB} {text}")) == _with(*_ALL)


@pytest.mark.parametrize(
    "text",
    [
        "Another partner was Finnish Prime Minister Sanna Marin.",
        "Finland's Sanna Marin was the other recipient of her calls.",
        "In a similar conversation the same day, Sanna Marin of Finland thanked Norway.",
        "Separately, Finnish Prime Minister Sanna Marin and Solberg reviewed the harvest.",
    ],
)
def test_one_more_call_is_told_behind_a_first(text: str) -> None:
    opens = f"{_HUB} spoke by telephone with German Chancellor Angela Merkel on Tuesday."
    assert set(_calls(f"{opens} {text}")) == _with("angela-merkel", "sanna-marin")


@pytest.mark.parametrize(
    ("opens", "text", "caller"),
    [
        ("received a telephone call on Tuesday.", "It came from {}.", None),
        ("answered a phone call on Tuesday.", "On the line was {}.", None),
        ("held a phone conversation on Tuesday.", "Her interlocutor was {}.", None),
        ("received a phone call on Tuesday.", "The caller was {}.", "sanna-marin"),
    ],
)
def test_whose_a_call_was_is_told_by_the_next_sentence(
    opens: str, text: str, caller: str | None
) -> None:
    other = text.format("Finnish Prime Minister Sanna Marin")
    found = _calls(f"{_HUB} {opens} {other}")
    assert set(found) == _with("sanna-marin")
    assert caller is None or set(found.values()) == {caller}


def test_callers_called_and_recipients_were_called() -> None:
    callers = _calls(f"{_HUB} took several phone calls on Tuesday. The callers were {_THREE}.")
    assert callers == {next(iter(_with(person))): person for person in _ALL}
    called = _calls(f"{_HUB} made several phone calls on Tuesday. The recipients were {_THREE}.")
    assert called == dict.fromkeys(_with(*_ALL), "erna-solberg")


@pytest.mark.parametrize(
    "text",
    [
        f"Other leaders at the Bergen summit were {_THREE}.",
        f"Among those who criticised the call were {_THREE}.",
        f"Other leaders on the sanctions list are {_THREE}.",
        f"The winners were {_THREE}.",
        "The topics included Sanna Marin's ferries.",
        "The first to welcome the conversation was Sanna Marin.",
        "Others called to testify were Sanna Marin and Mark Rutte.",
        "Separately, Sanna Marin and Mark Rutte discussed cheese at talks in Helsinki.",
        f"The sanctions target several people. Among them are {_THREE}.",
        f"Leaders who support the plan include {_THREE}.",
        f"Other heads of state who condemned the raid were {_THREE}.",
        "Reactions came quickly.\n\nFinland: Sanna Marin cheered.\n\nNetherlands: Mark Rutte wept.",
        "Colleagues described her as tired; they included Finnish Prime Minister Sanna Marin.",
    ],
)
def test_other_lists_behind_a_call_tell_of_none(text: str) -> None:
    opens = f"{_HUB} spoke by telephone with Estonian Prime Minister Kaja Kallas on Tuesday."
    assert set(_calls(f"{opens} {text}")) == _with("kaja-kallas")
