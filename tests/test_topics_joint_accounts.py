"""Whose account it is where both sides tell it in one breath."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_data
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article


@pytest.mark.parametrize(
    ("tellers", "accounts"),
    [
        ("officials of France and Japan", {"PRESS"}),
        ("officials in Paris and Tokyo", {"PRESS"}),
        ("the Élysée and the Japanese foreign ministry", {"PRESS"}),
        ("the Japanese foreign ministry", {"JPN"}),
    ],
)
def test_what_both_sides_tell_is_no_account_of_one(tellers: str, accounts: set[str]) -> None:
    text = (
        "President Emmanuel Macron of France and Japan's prime minister, Fumio Kishida, spoke"
        f" by phone on Monday about trade and North Korea, {tellers} said."
    )
    (article,) = read_data(text.encode(), source="call.txt", published_on=dt.date(2023, 5, 9))
    rows = extract_article(article, default_register()).tables["topics"]
    assert {row["account_code"] for row in rows} == accounts
    assert {row["topic_code"] for row in rows} == {"north_korea", "trade"}
