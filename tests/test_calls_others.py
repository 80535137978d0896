"""A telephone in an article, and others than leaders on it: each with a twin that is a call."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.calls.find import find_calls
from toolkit.extract.document import analyse
from toolkit.extract.names.register import default_register

_DAY = dt.date(2013, 6, 13)
_A, _B = "Norwegian Prime Minister Jens Stoltenberg", "Swedish Prime Minister Fredrik Reinfeldt"
_C = "Danish Prime Minister Helle Thorning-Schmidt"

# What is no call of the two, and what is one of A and B in nearly the same words.
_TWINS = [
    ("In Malmo to see {B}, {A} rang his bank.", "In Malmo to see his bank, {A} rang {B}."),
    (
        "{A} telephoned his ferry ministry, and {B} waited.",
        "{A} telephoned {B}, and his ferry ministry waited.",
    ),
    (
        "{C} telephoned her office, and {B} waited.",
        "{C} was out. {A} telephoned {B}, and her office waited.",
    ),
    (
        "{A} received a letter from {B} and spoke by phone with his aide.",
        "{A} received a letter from his aide and spoke by phone with {B}.",
    ),
    (
        "{A} held a video call with sailors and then had dinner with {B}.",
        "{A} had dinner with sailors and then held a video call with {B}.",
    ),
    ("{A} phoned {B}'s deputy.", "{A} phoned {B}, and the deputy phoned, too."),
    (
        "{A} answered calls from viewers and then dined with {B}.",
        "{A} dined with viewers and then answered a call from {B}.",
    ),
    (
        "{A} called {B} a bore on the telephone with a radio station.",
        "{A} called {B} on the telephone with a radio station in mind.",
    ),
    ("{A} and {B} opened the bridge by video link.", "{A} and {B} spoke by video link."),
    (
        "{A} and {B} slept through a call of ten minutes between sailors.",
        "{A} and {B} had a call of ten minutes.",
    ),
    (
        "{A} talked with {B} for an hour in Malmo; mobile phones were off.",
        "{A} talked with {B} for an hour by phone; {C} was in Malmo.",
    ),
    (
        "{A} talked with {B} in the rain and then telephoned his wife.",
        "{A} talked with his wife in the rain and then telephoned {B}.",
    ),
    (
        "Telephone lines were down, and {A} sailed to Malmo to talk with {B} in a tent.",
        "Roads were closed, and {A} used the telephone to talk with {B}.",
    ),
    (
        "Telephone lines were down, and {A} flew to Malmo to talk with {B}.",
        "Bridges were down, and {A} was on the telephone to talk with {B}.",
    ),
    (
        "{A} thanked {B} in a note that his secretary read over the phone.",
        "{A} thanked {B} over the phone for a note that his secretary read.",
    ),
    (
        "{A} greeted by video link the sailors; {B} slept.",
        "{A} greeted {B} by video link; the sailors slept.",
    ),
    ("{A} phoned supporters in Bergen, and {B} slept.", "{A} phoned {B}, and supporters slept."),
    ("{A} signed a law on phone records that {B} likes.", "{A} likes {B}, as he said by phone."),
    (
        "{A} was on his mobile phone when {B} sang.",
        "{A} was on his mobile phone with {B} when a sailor sang.",
    ),
    ("{A} telephoned Oslo and then told {B} at lunch.", "{A} told Oslo and telephoned {B}."),
    (
        "Clerks played tapes of a telephone talk between {A} and a sailor. {B} slept.",
        "Clerks slept at the end of a telephone talk between {A} and {B}.",
    ),
]
_CALLS = [
    "{A}, whose phone was said to be tapped, telephoned {B}.",
    "{A} saw {C} in Skagen and was on the phone to {B}.",
    "{A} telephoned a friend, {B}.",
    "{A} and {B} held a video call with their teams.",
    "{A} spoke by phone with {B} in the early hours.",
    "A telephone conversation which {A} and {B} had was of herring.",
    "{A} spoke by phone to {B} about families of sailors.",
    "{A} telephoned his neighbour, {B}.",
]


def _told(text: str) -> list[frozenset[str]]:
    news = f"Ferries run again\n\n{text.format(A=_A, B=_B, C=_C)}"
    doc = analyse(read_text(news.encode(), published_on=_DAY), default_register())
    return [call.keys for call in find_calls(doc, []) if call.status.value == "held"]


@pytest.mark.parametrize("text", [other for other, _ in _TWINS])
def test_others_than_leaders_are_on_the_line(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize("text", [*(call for _, call in _TWINS), *_CALLS])
def test_a_leader_is_on_the_line(text: str) -> None:
    assert _told(text) == [frozenset({"jens-stoltenberg", "fredrik-reinfeldt"})]
