"""Whose account it is where no words of the sentence tell: who is heard elsewhere on the call."""

from __future__ import annotations

import pytest
from topic_documents import discussed

from toolkit.extract.topics.find import PRESS

CALL = "<ruiz> and <berg> spoke by phone, <palace> said."
OIL = "<berg> told <ruiz> that oil mattered."


@pytest.mark.parametrize(
    ("paragraphs", "account"),
    [
        ([CALL, "<two|The two leaders> discussed oil."], "CHL"),
        ([CALL, OIL], "CHL"),
        ([OIL, "The call took an hour, <palace> said."], "CHL"),
        (["<ruiz> and <berg> spoke by phone.", OIL], PRESS),
        (["<ruiz> and <berg> spoke by phone.", OIL, "<iran> said nothing."], PRESS),
        ([CALL, "The call was useful, <ministry> said.", OIL], "NOR"),
        (["The call was useful, <ministry> said.", CALL, OIL], "CHL"),
        (
            [
                "Oil came up in a call of <ruiz> and <berg>.",
                CALL,
                "It was useful, <ministry> said.",
            ],
            PRESS,
        ),
        (["<ruiz> phoned <berg>.", OIL, "The palace said in a statement."], "CHL"),
        (["<ruiz> phoned <berg>.", OIL, "“Good call with <berg|him>,” <ruiz> tweeted."], "CHL"),
    ],
)
def test_the_only_side_heard_tells_the_rest(paragraphs: list[str], account: str) -> None:
    assert ("energy", account) in discussed(*paragraphs)


@pytest.mark.parametrize(("between", "account"), [(1, "CHL"), (5, PRESS)])
def test_the_only_side_heard_tells_what_stands_near(between: int, account: str) -> None:
    rest = ["The weather was fine."] * between
    assert discussed(OIL, *rest, CALL) == {("energy", account)}


def test_a_country_by_its_bare_name_is_nobody_heard() -> None:
    assert discussed(OIL, "<chile> said the call was good.") == {("energy", PRESS)}
