"""Who called whom, in the many ways in which the press tells it; every sentence is invented.

Each text is an article of its own, published on 15 June 2022, a Wednesday. Blank lines part its
paragraphs.
"""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.model import Row
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2022, 6, 15)
_A, _B = "Norwegian Prime Minister Jonas Gahr Støre", "Danish Prime Minister Mette Frederiksen"
_SPOKE = f"{_A} and {_B} spoke by phone on Tuesday. "
_C = "Finnish Prime Minister Sanna Marin"
_CALLER = "jonas-gahr-store"

BY_STORE = [
    f"{_A} offered help in a phone call to {_B} on Tuesday.",
    f"In a phone call to {_B} on Tuesday, {_A} offered help.",
    f"{_A} used a phone call to {_B} on Tuesday to press for talks.",
    f"In a phone call from {_A} on Tuesday, {_B} promised help.",
    f"After receiving a call from {_A} on Tuesday, {_B} promised help.",
    f"{_B} was contacted by phone by {_A} on Tuesday.",
    f"{_B} was phoned on Tuesday by {_A}.",
    f"A phone call placed by {_A} to {_B} on Tuesday ended the quarrel.",
    f"A phone call {_A} made to {_B} on Tuesday ended the quarrel.",
    f"{_B} took {_A}'s call on Tuesday.",
    f"{_B} received, on Tuesday, a telephone call from {_A}.",
    f"{_B} received congratulations by phone from {_A} on Tuesday.",
    f"{_A} phoned to congratulate {_B} on Tuesday.",
    f"It was {_A} who called {_B} on Tuesday.",
    f"{_A}, calling from Oslo, told {_B} on Tuesday that the bridge was open.",
    f"{_A} picked up the phone to {_B} on Tuesday.",
    f"{_A} picked up the phone and called {_B} on Tuesday.",
    f"{_A} was the first to call {_B} on Tuesday.",
    f"Among those to call {_B} on Tuesday was {_A}.",
    f"{_A} reached out to {_B} by phone on Tuesday.",
    f"{_B} had a telephone conversation at the request of her Norwegian counterpart {_A[26:]}.",
    f"{_B} held a telephone conversation, initiated by {_A}, on Tuesday.",
    f"In a call initiated by Oslo, {_A} and {_B} discussed fish on Tuesday.",
    f"{_A} gave {_B} a call on Tuesday.",
    f"{_A} called {_B} by phone on Tuesday.",
    f"{_A} made a round of calls on Tuesday, speaking to {_B} and {_C}.",
    f"{_A} made a number of calls on Tuesday. He spoke with {_B} about the storm.",
    f"{_A} worked the phones on Tuesday. He spoke with {_B} about the storm.",
    f"{_A} took to the telephone on Tuesday. He spoke with {_B} about the storm.",
    f"Norway's prime minister, Jonas Gahr Støre, had requested a phone call with {_B} on Tuesday.",
    f"{_SPOKE}Oslo had asked for a call, Copenhagen said.",
    f"{_SPOKE}It was the Norwegian leader who called, Copenhagen said.",
    f"{_SPOKE}Støre called to offer help after the storm.",
    f"{_SPOKE}Frederiksen said she was grateful that Støre had called.",
    f"{_SPOKE}Copenhagen said Støre had asked to speak to Frederiksen.",
    f"{_SPOKE}The Norwegian government had been seeking the call since March.",
    f"{_A} and {_B} spoke by phone on Tuesday at the former's request.",
    f"Støre had requested the call.\n\n{_SPOKE}",
    f"{_B} held a phone call with {_A}, who had called to offer help.",
    f"{_B} held a phone call with {_A}, Copenhagen said, adding that Oslo had initiated it.",
]

BY_NOBODY = [
    f"{_SPOKE}Støre requested a meeting with the king.",
    f"{_SPOKE}They discussed a request from Støre for more ferries.",
    f"{_SPOKE}Støre called on Frederiksen to let the ferries through.",
    f"{_SPOKE}A plan proposed by Oslo was discussed.",
    f"{_A} called Nordic leaders timid on Tuesday.\n\nHe spoke by phone with {_B}.",
    f"{_A} and {_B} spoke by phone on Tuesday, officials in Oslo and Copenhagen said.",
    f'{_SPOKE}"He praised in the phone call the efforts made by the Danish side," an aide said.',
    f"Prime Minister phones Danish leader\n\n{_SPOKE}",
]


def _calls(text: str) -> list[Row]:
    article = read_text(text.encode(), source="made-up.txt", published_on=_DAY)
    return extract_article(article, default_register()).tables["calls"]


@pytest.mark.parametrize("text", BY_STORE, ids=range(len(BY_STORE)))
def test_the_caller_is_read(text: str) -> None:
    calls = _calls(text)
    assert calls
    assert {call["initiator_id"] for call in calls} == {_CALLER}


@pytest.mark.parametrize("text", BY_NOBODY, ids=range(len(BY_NOBODY)))
def test_no_caller_is_made_up(text: str) -> None:
    calls = _calls(text)
    assert calls
    assert {call["initiator_id"] for call in calls} == {None}


def test_each_of_several_callers_made_a_call() -> None:
    calls = _calls(f"{_B} has received calls from {_A} and {_C}.")
    assert sorted(call["initiator_id"] for call in calls) == [_CALLER, "sanna-marin"]


def test_leaders_are_on_the_phone_for_some_time() -> None:
    (call,) = _calls(f"{_A} and {_B} were on the phone for 40 minutes on Tuesday.")
    assert call["duration_minutes"] == 40
