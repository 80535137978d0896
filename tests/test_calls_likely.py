"""Articles in which no sentence can report a leaders' call are told before any rule is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.calls import likely
from toolkit.extract.calls.events import events
from toolkit.extract.document import analyse
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = dt.date(2022, 6, 15)
_A, _B = "Norwegian Prime Minister Jonas Gahr Støre", "Danish Prime Minister Mette Frederiksen"
_FAR = "The ferries run every hour and carry cars, lorries and bicycles. " * 20


def _may(text: str) -> bool:
    doc = analyse(read_text(text.encode(), published_on=_DAY), default_register())
    return likely.name_two_countries(doc, doc.sentences)


@pytest.mark.parametrize(
    "text",
    [
        f"{_A} spoke by phone with {_B}.",
        f"{_A} opened the bridge. {_B} was told of it by phone.",
        f"{_A} and {_B} met. The two leaders later talked.",
        f"{_A} said: “The bridge is open.\n\n“{_FAR}\n\n“I rang {_B[:21]} Mette Frederiksen.”",
    ],
)
def test_persons_of_two_countries_stand_near(text: str) -> None:
    assert _may(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{_A} spoke by phone with his mother.",
        f"{_A} opened the bridge.\n\n{_FAR}\n\n{_B} spoke by phone with her staff.",
    ],
)
def test_persons_of_two_countries_stand_far_apart(text: str) -> None:
    assert not _may(text)
    article = read_text(text.encode(), published_on=_DAY)
    assert not extract_article(article, default_register()).tables["calls"]


def test_no_rule_looks_further_for_a_party() -> None:
    assert events._BACK <= likely.PARTIES_NEAR
