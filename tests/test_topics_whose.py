"""Whose account it is where the text names an official loosely, or the other side answers."""

from __future__ import annotations

import pytest
from topic_documents import discussed

from toolkit.extract.topics.find import PRESS

CALL = "<berg> phoned <ruiz>, <palace> said."
SPOKE = "<berg> and <ruiz> spoke by phone."
SHORT = "<berg> and <ruiz> spoke. The call was short."
TOLD = "<berg> phoned <ruiz>. The call took an hour, <palace> said."
HEAD = "<berg> and <ruiz> spoke by phone, the head of <berg|Mr. Berg>'s office said."


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


@pytest.mark.parametrize(
    ("paragraphs", "account"),
    [
        # an account by where it was given out, or by who put it out
        ([CALL, "<norway|Oslo> published a longer summary. Oil was among the points."], "NOR"),
        ([CALL, "<norway|Oslo> confined itself to a line: <two|the leaders> discussed oil."],
         "NOR"),
        ([CALL, "It is not in the note that <ministry> put out. That note stressed oil."], "NOR"),
        ([CALL, "On the agenda was oil, a readout from Oslo showed."], "NOR"),
        ([CALL, "The Norwegian summary was short: both leaders, it said, stressed oil."], "NOR"),
        # an office that another one owns
        ([CALL, "According to <ministry>'s press department, oil was taken up."], "NOR"),
        # words that go back, and words of somebody
        ([SPOKE, "So said <lie>, a spokeswoman for <ministry>. Oil was touched on."], "NOR"),
        ([SPOKE, "In the words of <lie>, a spokeswoman for <ministry>, oil came up."], "NOR"),
        ([CALL, "Oil came up, said <minister>, and much else."], "NOR"),
        # a name without a word on who it is, after an official
        ([HEAD, "<two|The two leaders> discussed oil, <dahl> told reporters."], "NOR"),
        # an aide of a leader is not the leader
        ([SHORT, "An adviser to <berg> said that the subject was oil."], "NOR"),
        # what a leader tells the public
        ([CALL, "<berg> said on television that <ruiz> had offered <berg|him> oil."], "NOR"),
    ],
)  # fmt: skip
def test_an_account_is_known_by_what_is_said_around_it(paragraphs: list[str], account: str) -> None:
    assert {a for topic, a in discussed(*paragraphs) if topic == "energy"} == {account}


def test_a_critic_named_after_an_official_is_none() -> None:
    rival = "<two|The two> discussed oil, <dahl>, a rival, told reporters."
    assert discussed(HEAD, rival) == set()


def test_a_country_of_which_somebody_speaks_says_nothing() -> None:
    said = "<ruiz> said in the call that <norway> wanted a truce. Oil mattered, <ruiz|she> said."
    assert {a for _, a in discussed(CALL, said)} == {"CHL"}


def test_a_third_land_that_acts_is_no_account() -> None:
    told = [SPOKE, "The call came before <iran> announced a ban.", "Oil came up."]
    assert {a for _, a in discussed(*told)} <= {PRESS}


def test_who_could_not_say_tells_nothing() -> None:
    silent = "<ministry> could not say what came of it."
    assert ("energy", "CHL") in discussed(CALL, silent, "<two|The two> discussed oil.")


@pytest.mark.parametrize(
    ("paragraphs", "account"),
    [
        # notes and posts of a leader where a call was just told
        ([SPOKE, "“Agreed on oil,” <berg> wrote on Telegram."], "NOR"),
        ([SPOKE, "“I stressed that oil matters,” <berg> said in a statement after the call."],
         "NOR"),
        ([SPOKE, "<two|The two leaders> discussed tariffs.",
          "In a post on X <berg> also urged that oil flow again."], "NOR"),
        # words that refer back to an office
        ([TOLD, "<two|They> discussed oil, according to the office."], "CHL"),
        ([TOLD, "Oil came up too, added the source."], "CHL"),
        # the other side
        ([CALL, "<berg|Mr. Berg>'s bureau put out a text of its own. It has <ruiz> raising oil."],
         "NOR"),
    ],
)  # fmt: skip
def test_notes_posts_and_words_that_refer_back(paragraphs: list[str], account: str) -> None:
    assert {a for topic, a in discussed(*paragraphs) if topic == "energy"} == {account}


def test_a_post_far_from_a_call_tells_nothing_of_it() -> None:
    far = ["The weather was fine."] * 5
    assert discussed(SHORT, *far, "In a post on X <berg> also urged that oil flow again.") == set()


def test_an_official_heard_in_a_capital_is_of_that_side() -> None:
    told = discussed(TOLD, "In Oslo, <lie|spokeswoman Lie> said oil had been among the topics.")
    assert {a for _, a in told} == {"NOR"}
    paper = discussed(TOLD, "In Oslo, <paper> said oil had been among the topics.")
    assert "NOR" not in {a for _, a in paper}


@pytest.mark.parametrize(
    "background",
    [
        "<iran|Iran>'s account of its own talks mentioned a truce.",
        "A truce was also considered by the <un|United Nations> on Tuesday.",
        "A truce was discussed by <iran|Iran> and its neighbours last week.",
        "The opposition complained about the truce.",
    ],
)
def test_what_others_tell_or_discuss_is_no_topic_of_the_call(background: str) -> None:
    told = discussed(
        f"<berg> and <ruiz> spoke, <palace> said. <two|They> discussed oil. {background}"
    )
    assert {topic for topic, _ in told} == {"energy"}


@pytest.mark.parametrize(
    "told",
    [
        "A truce was also considered by <two|the two leaders>.",
        "A truce was also raised by <ruiz>.",
        "<ruiz>'s opposition to a truce was firm.",
        "<iran|Iran>'s account said <two|the two leaders> discussed a truce.",
    ],
)
def test_what_the_two_discuss_is_a_topic_whoever_tells_it(told: str) -> None:
    found = discussed(f"<berg> and <ruiz> spoke by phone. {told}")
    assert "ceasefire" in {topic for topic, _ in found}
