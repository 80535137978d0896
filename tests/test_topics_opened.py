"""Sentences that go on telling of a call in words that no rule of their own reads."""

from __future__ import annotations

import pytest
from topic_documents import discussed

OF_OLD = "cost the ships of the north many a load and the crews more than that"
CALL = "<ruiz> and <berg> spoke by phone. The call took an hour."


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz> relayed her worries about piracy.",
        "<two|The two leaders> devoted most of their time to piracy.",
        "In addition, <berg> drew up a plan against piracy.",
        "“<berg|He> set out his worries about piracy.”",
        "<two|They> pledged themselves against piracy.",
        f"<ruiz> relayed worries on the piracy that {OF_OLD} last year.",
    ],
)
def test_a_side_that_acts_near_the_call_tells_of_it(sentence: str) -> None:
    assert {code for code, _ in discussed(CALL, sentence)} == {"maritime_security"}


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz> has long had worries about piracy.",
        "<ruiz> is known for her fight against piracy.",
        "<ruiz> earlier drew up a plan against piracy.",
        "<ruiz> plans to draw up a plan against piracy.",
        "<ruiz> did not draw up a plan against piracy.",
        "<berg|His> aides drew up a plan against piracy.",
        "<scholar> drew up a plan against piracy.",
        "<scholar> drew up a plan against piracy for <berg>.",
        "This put piracy in the way of <berg>.",
        "At a rally, <berg> drew up a plan against piracy.",
        "<ruiz> drew up plans, while piracy went on.",
    ],
)
def test_background_tells_nothing(sentence: str) -> None:
    assert discussed(CALL, sentence) == set()


def test_what_was_done_in_the_call_stands_behind_its_mention() -> None:
    lead = "<ruiz> had a phone call with <berg>, during which <two|they> relayed worries on piracy."
    assert {code for code, _ in discussed(lead, CALL)} == {"maritime_security"}
    assert {code for code, _ in discussed(CALL, lead)} == {"maritime_security"}


def test_a_list_of_what_was_agreed_goes_on_behind_semicolons() -> None:
    agreed = "<two|They> agreed in the call to lift visas; fight piracy; and cut tariffs."
    assert {code for code, _ in discussed(CALL, agreed)} == {
        "tourism_visas",
        "maritime_security",
        "tariffs",
    }
    apart = "<two|They> agreed in the call to lift visas; <scholar> saw piracy at work."
    assert {code for code, _ in discussed(CALL, apart)} == {"tourism_visas"}


def test_a_side_far_from_the_call_tells_nothing_of_it() -> None:
    far = ["The weather was fine."] * 5
    assert discussed(CALL, *far, "<ruiz> drew up a plan against piracy.") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz> faces protests over piracy.",
        "<ruiz> hosted a dinner on piracy.",
        "<ruiz> defeated a rival who was soft on piracy.",
        "<ruiz> discussed piracy with <ruiz|her> cabinet.",
        "<ruiz> also discussed piracy with <okoro>.",
        "<ruiz> told <ruiz|her> ministers that piracy must end and that <two|the two> would meet.",
        "<berg>, who calls for a war on piracy, sat in <norway|Oslo>.",
    ],
)
def test_what_a_leader_does_besides_is_no_topic_of_the_call(sentence: str) -> None:
    assert discussed(CALL, sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz> discussed the deal on piracy with <berg>.",
        "<ruiz> told a rally that <two|the two> had discussed piracy.",
        "<two|They> weighed up a plan against piracy.",
        "Piracy had been talked over as well.",
        "<ruiz> grumbled about piracy.",
    ],
)
def test_what_a_leader_does_in_it_is(sentence: str) -> None:
    assert {code for code, _ in discussed(CALL, sentence)} == {"maritime_security"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Piracy was likewise touched on.",
        "The pact was reviewed, as was the fight against piracy.",
        "Both undertook to end piracy.",
    ],
)
def test_passives_and_both(sentence: str) -> None:
    assert {code for code, _ in discussed(CALL, sentence)} == {"maritime_security"}


def test_what_is_written_in_a_letter_is_not_of_the_call() -> None:
    letter = "<ruiz> wrote in the letter that <ruiz|she> wished <berg> well."
    added = "<ruiz|She> added that <ruiz|she> looks forward to fighting piracy with <berg>."
    assert discussed(CALL, f"{letter} {added}") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "The call followed a meeting in Lima, where <two|the two leaders> sought to end piracy.",
        "The fact that <two|both> spoke suggested that a pact on piracy was near.",
    ],
)
def test_a_meeting_before_and_what_a_call_suggests_are_not_of_it(sentence: str) -> None:
    assert discussed(CALL, sentence) == set()
