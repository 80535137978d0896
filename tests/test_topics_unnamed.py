"""Offices without a country, media that speak for nobody, and spokesmen who are named again."""

from __future__ import annotations

import pytest
from topic_documents import discussed

from toolkit.extract.topics.find import PRESS
from toolkit.extract.topics.rules.limits import is_excepted
from toolkit.extract.topics.sentences.clauses import Party
from toolkit.extract.topics.sides.parties import whose_office
from toolkit.extract.topics.wording.lexicon import fold, topics_in

OFFICES = {"USA": "head_of_state", "PER": "head_of_state"}

TOLD = ["<two> spoke, <ministry> said.", "It rained."]


def _party(place: str = "", first: str = "USA") -> Party:
    return Party({}, ("PER", "USA"), OFFICES, place, first=first)


@pytest.mark.parametrize(
    ("words", "party", "country"),
    [
        ("the palace", _party(), "PER"),
        ("the foreign ministry", _party(), "PER"),
        ("a presidential spokesman", _party("USA"), "USA"),
        ("the press service", _party(first="USA"), "USA"),
        ("the press service", _party("PER", "USA"), "PER"),
        ("the daily", _party("PER"), ""),
    ],
)
def test_an_office_without_a_country_is_of_the_side_that_can_have_it(
    words: str, party: Party, country: str
) -> None:
    assert whose_office(words, party) == country


@pytest.mark.parametrize(
    ("paragraphs", "account"),
    [
        (["<ruiz> phoned <berg> to discuss oil, <fm> said."], "CHL"),
        (["<ruiz> and <berg> discussed oil, <bbc> said."], PRESS),
        (["<ruiz> and <berg> discussed oil, <nrk> said."], PRESS),
        (["<ruiz> and <berg> discussed oil, <tass> said."], PRESS),
        (["<paper> quoted <ministry> as saying <two> discussed oil."], "NOR"),
        (["<ruiz> and <berg> discussed oil, <ministry> said yesterday."], "NOR"),
        (["<two|The two leaders> discussed oil, <ministry|the Foreign Ministry> states."], "NOR"),
        (["<ministry|The Foreign Ministry> states that <two> discussed oil in the call."], "NOR"),
        (["According to Chile's press team, <two> discussed oil in the call."], "CHL"),
        (["According to Chile's farmers, <two> discussed oil in the call."], PRESS),
        (["<two> spoke, <ministry> said.", "<ruiz|She> stressed oil in the call."], "NOR"),
        (["<berg> and <ruiz> discussed oil, <iran|they> said."], PRESS),
        (["<berg> spoke to <ruiz>, the <berg|PM> office said.", "<two> discussed oil."], "NOR"),
        (["<two> discussed visas.", "<norway> and <chile> agreed to sell oil."], PRESS),
        (["<two> spoke, <ministry> said.", "The statement said <two> discussed oil."], "NOR"),
        (["<two> discussed oil, said <dahl|Nils Dahl>, a spokesman for Norway."], "NOR"),
        ([*TOLD, "<two> discussed oil, <dahl|the spokesman> said."], "NOR"),
    ],
)
def test_whose_account_it_is(paragraphs: list[str], account: str) -> None:
    assert {a for t, a in discussed(*paragraphs) if t == "energy"} == {account}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("<berg> has revealed <berg|he> raised the issue of oil with <ruiz>.", {"energy"}),
        ("<berg> has revealed <berg|he> raised the issue of oil.", set()),
        ("<ruiz> spoke to <berg> in a call aimed at oil.", {"energy"}),
        ("<two|The two leaders> exchanged greetings.", {"condolences_congratulations"}),
        ("Recalling a fair for oil, <ruiz> thanked <berg>.", {"energy"}),
        ("Reports say the call of <two> was centred on oil.", {"energy"}),
        ("<ruiz> phoned <berg> offering oil.", {"energy"}),
        ("<ruiz> phoned <berg> to try to win him for oil.", {"energy"}),
        ("<ruiz> phoned <berg> and voiced concern about oil.", {"energy"}),
        ("<ruiz> phoned <berg> as he flew to Lima for oil.", set()),
        ("<ruiz> phoned <berg> in a break of his trip to study oil.", set()),
        ("<ruiz> phoned <berg> to meet him at the oil fair.", set()),
    ],
)
def test_what_a_call_was_made_for(text: str, topics: set[str]) -> None:
    assert {t for t, _ in discussed(text)} == topics


def test_a_wish_may_have_names_between_its_words() -> None:
    found = topics_in(fold("She wished Mr. Berg and his people every success."))
    assert [f.value.code for f in found] == ["condolences_congratulations"]
    assert topics_in(fold("She wished to see the valley as well.")) == []


def test_two_governments_take_turns_in_one_sentence() -> None:
    text = "<palace> said <two> discussed oil in the call and <ministry> said visas came up."
    assert discussed(text) == {("energy", "CHL"), ("tourism_visas", "NOR")}


def test_a_call_set_aside_is_not_the_one_told_of() -> None:
    folded = fold("Besides the call, she spoke about oil.")
    assert is_excepted(folded, 0, folded.index("call"))
    assert not is_excepted(folded, 0, folded.index("oil"))
