"""Calls tried in vain, sought or counted on, told in a round; who called, in further words."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2021, 9, 15)
_HUB = "Norwegian Prime Minister Erna Solberg"
_ONE = "Finnish Prime Minister Sanna Marin"
_OTHER = "Estonian Prime Minister Kaja Kallas"
_CALL = f"{_HUB} spoke by telephone with {_ONE} on Monday about ferries."

_Told = tuple[str, str, str, str]


def _calls(text: str) -> list[_Told]:
    """The day, status, caller and, in order, the participants of each call of an article."""
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    tables = extract_article(article, default_register()).tables
    return [
        (
            str(call["called_on"] or "-"),
            str(call["status_code"]),
            str(call["initiator_id"] or "-"),
            " ".join(
                sorted(
                    str(row["person_id"])
                    for row in tables["participants"]
                    if row["call_id"] == call["call_id"]
                )
            ),
        )
        for call in tables["calls"]
    ]


_PAIR = "erna-solberg sanna-marin"
_SECOND = "erna-solberg kaja-kallas"


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        (f"{_CALL} Solberg tried in vain to reach {_OTHER} too.", "erna-solberg"),
        (f"{_CALL} Solberg has tried for days to get {_OTHER} on the telephone.", "erna-solberg"),
        (f"{_CALL} A request for a call from {_OTHER} was turned down.", "kaja-kallas"),
        (
            (
                f"{_CALL} Solberg also spoke by telephone with {_OTHER} on Sunday. Dutch Premier"
                " Mark Rutte tried to call Solberg, but the line went dead."
            ),
            "mark-rutte",
        ),
    ],
    ids=["to reach", "on the telephone", "request", "tried to call"],
)
def test_a_call_tried_in_vain_is_refused(text: str, caller: str) -> None:
    assert [call[2] for call in _calls(text) if call[1] == "refused"] == [caller]


@pytest.mark.parametrize(
    "text",
    [
        f"{_CALL} Solberg tried in vain to teach {_OTHER} to ski.",
        f"{_CALL} A request for a loan from {_OTHER} was turned down.",
        f"{_CALL} {_OTHER} tried to call a strike, but nobody came.",
    ],
    ids=["teach", "loan", "strike"],
)
def test_what_else_was_tried_is_no_call(text: str) -> None:
    assert [call[3] for call in _calls(text)] == [_PAIR]


@pytest.mark.parametrize(
    "text",
    [
        f"{_CALL} It was their second call of the month. In the first, on 3 September, both wept.",
        f"{_CALL} The earlier one was on 3 September.",
        f"{_CALL} In the last one before this, on 3 September, Marin had been angry.",
        f"{_CALL}\n\nAn earlier conversation, on 3 September, had broken off.",
    ],
    ids=["first", "earlier one", "last one", "earlier conversation"],
)
def test_calls_counted_on_are_calls_before(text: str) -> None:
    assert sorted((call[0], call[3]) for call in _calls(text)) == [
        ("2021-09-03", _PAIR),
        ("2021-09-13", _PAIR),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{_CALL} It was the first call between the two since spring.",
        f"{_CALL}\n\nTwo ferries sank in the storm. The first, on 3 September, was new.",
    ],
    ids=["the news", "ferries"],
)
def test_what_else_is_counted_is_no_call(text: str) -> None:
    assert [(call[0], call[3]) for call in _calls(text)] == [("2021-09-13", _PAIR)]


_ROUND = f"{_CALL} Solberg also telephoned Dutch Prime Minister Mark Rutte on Monday."


def test_what_is_told_in_a_round_is_told_by_telephone() -> None:
    text = f"{_ROUND} In Tallinn, {_OTHER} told Solberg that ferries were late."
    assert _SECOND in [call[3] for call in _calls(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"{_ROUND} In Tallinn, {_OTHER} told Solberg in a letter that ferries were late.",
        f"{_ROUND} {_OTHER} told Rutte that ferries were late.",
        f"{_ROUND} On a visit to Oslo, {_OTHER} told Solberg that ferries were late.",
    ],
    ids=["letter", "of others", "visit"],
)
def test_what_is_told_otherwise_is_no_call_of_a_round(text: str) -> None:
    assert all("kaja-kallas" not in call[3] for call in _calls(text))


_TALKS = "Solberg and Marin talk by phone\n\n"
_ASKED = f"{_HUB} held a telephone conversation with {_ONE} on Monday"


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        (f"{_ASKED} at the request of the latter.", "sanna-marin"),
        (f"{_ASKED}. Marin, who was the one to call, praised ferries.", "sanna-marin"),
        (
            f"{_ASKED}. The call, which Oslo says was asked for by Helsinki, was short.",
            "sanna-marin",
        ),
        (f"{_TALKS}{_HUB} telephoned her neighbour in Helsinki to say so.", "erna-solberg"),
        (f"{_HUB} called in the evening and spoke with {_ONE} by phone.", "erna-solberg"),
        (
            f"{_HUB} took a string of calls on Monday. {_ONE} spoke to Solberg by phone.",
            "sanna-marin",
        ),
        (f"Solberg phones up Marin, Kallas\n\n{_ASKED}. {_OTHER} liked it.", "erna-solberg"),
        (f"{_ASKED}. It said that Marin had called “to offer ferries”.", "sanna-marin"),
    ],
    ids=[
        *("latter", "the one to call", "asked for by", "neighbour", "called and spoke"),
        *("took calls", "headline", "called to"),
    ],
)
def test_who_called_in_further_words(text: str, caller: str) -> None:
    assert _calls(text)[0][2] == caller


def test_who_is_told_something_is_not_who_tells_it() -> None:
    text = (
        f"{_HUB}, {_ONE} talk by phone\n\n{_ASKED}. Solberg told the prime minister, who had"
        " requested the conversation, that ferries were late."
    )
    assert _calls(text)[0][2] == "sanna-marin"


def test_a_spokesman_who_is_told_of_as_he_has_called_for_another() -> None:
    text = (
        "The secretary-general, Ban Ki-moon, worked the telephone on Monday.\n\nHis spokesman,"
        f" Stephane Dujarric, said so. He called {_ONE}, with whom he talked for an hour."
    )
    article = read_text(text.encode(), source="x.txt", published_on=dt.date(2016, 9, 14))
    tables = extract_article(article, default_register()).tables
    assert "stephane-dujarric" not in {row["person_id"] for row in tables["participants"]}


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (f"{_CALL} She did the same with {_OTHER} on Sunday.", ("held", "-")),
        (f"{_CALL} Solberg also had a shorter talk with {_OTHER}.", ("held", "-")),
        (f"{_CALL} An attempt to reach {_OTHER} failed.", ("refused", "erna-solberg")),
        (f"{_CALL} A third call, with {_OTHER}, is set for Friday.", ("planned", "-")),
        (f"{_CALL} Solberg wanted to call {_OTHER}, but was told to wait.", ("refused", "-")),
        (
            (
                f"{_HUB} spent Monday calling leaders. She began with {_ONE}. {_OTHER} followed"
                " an hour later."
            ),
            ("held", "erna-solberg"),
        ),
        (
            (f"{_HUB} took calls on Monday. The first to call was {_ONE}, followed by {_OTHER}."),
            ("held", "kaja-kallas"),
        ),
    ],
    ids=["the same", "talk", "attempt", "third", "wanted", "followed", "followed by"],
)
def test_who_else_is_spoken_to(text: str, last: tuple[str, str]) -> None:
    found = [call for call in _calls(text) if call[3] == _SECOND]
    assert [call[1] for call in found] == [last[0]]
    assert last[1] in ("-", found[0][2])


@pytest.mark.parametrize(
    "text",
    [
        f"{_CALL} An attempt to teach {_OTHER} failed. She did the washing with Kallas.",
        f"{_CALL} The race began with {_OTHER}, who fell. Marin followed the road.",
        f"{_CALL} Solberg often spoke by telephone with {_OTHER}.",
    ],
    ids=["washing", "race", "habit"],
)
def test_who_else_is_not_spoken_to(text: str) -> None:
    assert [call[3] for call in _calls(text)] == [_PAIR]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{_HUB} spoke by telephone twice on Monday with {_ONE}.", 2),
        (f"{_HUB} called {_ONE} twice on Monday.", 2),
        (f"{_HUB} speaks by telephone twice a week. She spoke by telephone with {_ONE}.", 1),
        (f"{_CALL} It was twice as long as planned.", 1),
        (f"{_HUB} had already spoken by telephone twice with {_ONE}.", 1),
    ],
    ids=["twice", "called twice", "a week", "as long", "already"],
)
def test_who_spoke_twice_had_two_calls(text: str, number: int) -> None:
    assert [call[3] for call in _calls(text)] == [_PAIR] * number


def test_a_joint_call_of_those_named_is_one_call() -> None:
    told = f"{_HUB} spoke by phone with {_ONE} and {_OTHER} on Monday."
    joint = f"{told} The three leaders held a joint call in the afternoon."
    assert [call[3] for call in _calls(joint)] == ["erna-solberg kaja-kallas sanna-marin"]
    assert sorted(call[3] for call in _calls(told)) == [_SECOND, _PAIR]


def test_who_is_president_too_is_not_called_the_prime_minister() -> None:
    text = (
        "British Prime Minister Tony Blair rang Chilean President Ricardo Lagos on Tuesday about"
        " Saddam Hussein. The Iraqi leader laughed on Monday. The prime minister later spoke to"
        " Vicente Fox of Mexico."
    )
    article = read_text(text.encode(), source="x.txt", published_on=dt.date(2003, 3, 12))
    tables = extract_article(article, default_register()).tables
    people = {row["person_id"] for row in tables["participants"]}
    assert people == {"tony-blair", "ricardo-lagos", "vicente-fox-quesada"}


def test_it_was_somebody_who_called_told_far_behind() -> None:
    far = "Ferries are dear. " * 60
    text = f"{_CALL}\n\n{far}\n\nIt was Marin who had called, her office said."
    assert _calls(text)[0][2] == "sanna-marin"


@pytest.mark.parametrize(
    "text",
    [
        f"{_HUB} telephoned her dentist. {_ONE} sent a letter.",
        f"{_ONE} sent a letter. {_HUB} telephoned her dentist and her sister.",
        f"{_ONE} sent a letter. {_HUB} spoke by telephone with her dentist.",
        f"{_ONE} said an aide to EU President Charles Michel had telephoned Oslo.",
        f"{_HUB} said a call between {_ONE} and {_OTHER} would bring peace.",
        f"A telephone call between {_ONE} and {_OTHER} could end the quarrel, sailors said.",
        f"{_HUB} said she felt like telling {_ONE} to get on the phone with {_OTHER}.",
    ],
    ids=["dentist", "sister", "with dentist", "aide", "would bring", "could end", "telling to"],
)
def test_somebody_of_theirs_or_a_call_wished_for_makes_no_call(text: str) -> None:
    assert _calls(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{_HUB}'s planned phone call with {_ONE} was called off.", "refused"),
        (f"A phone call between {_HUB} and {_ONE}, due on Monday, was postponed.", "refused"),
        (f"{_HUB} telephoned {_ONE} after their summit was called off.", "held"),
        (f"{_HUB} and {_ONE} spoke by phone when the visit had been postponed.", "held"),
        (f"A phone call between {_HUB} and {_ONE} would take place on Friday.", "planned"),
    ],
    ids=["plan", "due", "after", "when", "would take place"],
)
def test_what_was_called_off_is_the_call(text: str, status: str) -> None:
    assert [call[1] for call in _calls(text)] == [status]


def test_several_speak_to_each_other_of_whom_they_condemn() -> None:
    told = f"{_HUB} and the Finnish prime minister, Sanna Marin, {{}} {_OTHER} in a telephone call."
    assert [call[3] for call in _calls(told.format("condemned"))] == [_PAIR]
    (briefed,) = _calls(told.format("briefed"))
    assert briefed[3] == "erna-solberg kaja-kallas sanna-marin"


def test_calls_from_a_country_for_something_are_no_calls() -> None:
    assert _calls(f"{_HUB} rejected calls from Finland for new ferries. {_ONE} wrote.") == []


def test_of_whom_somebody_tells_by_telephone_is_no_side() -> None:
    text = f"{_HUB} told {_ONE} by telephone about her talks with {_OTHER}."
    assert [call[3] for call in _calls(text)] == [_PAIR]


@pytest.mark.parametrize("what", ["thanked her", f"told {_OTHER} of it"], ids=["her", "another"])
def test_what_who_was_called_did_next_is_no_part_of_the_call(what: str) -> None:
    ((_, _, caller, people),) = _calls(f"{_HUB} took a call from {_ONE} and {what}.")
    assert (caller, people) == ("sanna-marin", _PAIR)
