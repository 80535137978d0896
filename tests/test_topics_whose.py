"""Whose account it is where the text names an official loosely, or the other side answers."""

from __future__ import annotations

import pytest
from topic_documents import discussed

from toolkit.extract.topics.find import PRESS

CALL = "<berg> phoned <ruiz>, <palace> said."
SPOKE = "<berg> and <ruiz> spoke by phone."


@pytest.mark.parametrize(
    ("paragraphs", "account"),
    [
        # nameless officials by their country or its capital
        ([SPOKE, "<two|The two> discussed oil, a Norwegian official said."], "NOR"),
        ([SPOKE, "Sources in Oslo said <two|the two> discussed oil."], "NOR"),
        ([SPOKE, "<two|The two> discussed oil, according to a senior Chilean diplomat."], "CHL"),
        ([CALL, "<two|The two> also discussed oil, a Norwegian official said."], "NOR"),
        # not where they say nothing
        ([CALL, "<two|The two> also discussed oil, which a Norwegian official sells."], "CHL"),
        # the other side answers
        ([CALL, "<ministry|The Foreign Ministry> gave three lines. These said they discussed oil."],
         "NOR"),
        ([CALL, "<ministry|The Foreign Ministry> told it otherwise. It said they discussed oil."],
         "NOR"),
        ([CALL, "<bbc|The BBC> told it otherwise. They discussed oil."], "CHL"),
        # an office that many lands call by the same words
        ([SPOKE, "<berg|Norway>'s <foreign|Foreign Office> said <two|the two> discussed oil."],
         "NOR"),
    ],
)  # fmt: skip
def test_the_account_is_of_the_side_that_is_heard(paragraphs: list[str], account: str) -> None:
    assert {a for topic, a in discussed(*paragraphs) if topic == "energy"} == {account}


def test_no_third_government_has_an_account() -> None:
    told = discussed(SPOKE, "<two|The two leaders> discussed oil, <iran> said.")
    assert not {account for _, account in told} - {PRESS, "NOR", "CHL"}


def test_an_international_body_can_have_one() -> None:
    assert ("energy", "XUN") in discussed("<un> said <two> discussed oil in a call.")


def test_he_between_commas_is_not_the_one_just_named() -> None:
    call = "<berg> phoned <ruiz>, <ministry|the Foreign Ministry> said."
    told = discussed(call, "<ruiz|Ms. Ruiz>, <ruiz|she> said, had asked <berg|him> for oil.")
    assert told == {("energy", "NOR")}
