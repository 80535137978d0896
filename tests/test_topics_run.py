"""Sentences in the run of a call's news, which no rule for their words reads."""

from __future__ import annotations

import pytest
from topic_documents import discussed

CALL = "<ruiz> and <berg> spoke by phone on Monday."
PIRACY = {"maritime_security"}


def codes(*paragraphs: str) -> set[str]:
    return {code for code, _ in discussed(*paragraphs)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The subject was piracy.",
        "Piracy took up the better part of the hour.",
        "On the menu: piracy and little else.",
        "<ruiz> came back to piracy again and again.",
        "<berg|He> opened with piracy.",
        "<scholar|He> had piracy on his mind.",
        "<berg> wrote on X that <two|they> had gone through ways to end piracy.",
        "To <berg> <ruiz|she> described piracy as a scourge.",
    ],
)
def test_what_follows_in_the_paragraph_of_the_call_is_of_it(sentence: str) -> None:
    assert codes(f"{CALL} {sentence}") == PIRACY


@pytest.mark.parametrize(
    "sentence",
    [
        "The subject was not piracy.",
        "No word fell on piracy.",
        "Last year the subject was piracy.",
        "Chile has signed a pact against piracy.",
        "<chile> is known for its fight against piracy.",
        "The call followed months of piracy.",
        "It was the first since the days of piracy.",
        "Negotiators drew up a plan against piracy.",
        "<berg|His> wife opened with piracy.",
        "Aides to <berg> drew up a plan against piracy.",
        "<okoro> opened with piracy.",
        "<ruiz> told a conference of captains that piracy must end.",
        "“A good call,” <berg> said at a fair on piracy.",
        "<ruiz> had long written on piracy.",
        "<ruiz> may have brought up piracy.",
        "<chile> and <norway> agreed to a pact against piracy.",
        "At a summit <berg> opened with piracy.",
        "<ruiz> opened the day, while piracy went on.",
        "<ruiz> aides opened with piracy.",
        "<ruiz> opened the day and never came to piracy.",
        "It can be recalled that <berg> came back to piracy.",
        "<ruiz> told lawmakers that piracy must end.",
        "<berg> urged a rally of captains to stop piracy.",
        "<ruiz> discussed the piracy with <ruiz|her> cabinet.",
    ],
)
def test_what_turns_away_from_the_call_is_not(sentence: str) -> None:
    assert codes(f"{CALL} {sentence}") == set()


def test_in_later_paragraphs_only_a_side_that_speaks_goes_on() -> None:
    told = f"{CALL} The call took an hour."
    assert codes(told, "Fishermen stayed at home.", "<ruiz> called for an end to piracy.") == PIRACY
    assert codes(told, "Fishermen stayed at home.", "Piracy took up the better part.") == set()


def test_who_reports_that_one_told_the_other_does_not_matter() -> None:
    told = "In the call <ruiz> told <berg> that piracy must end, <scholar> said."
    assert codes(CALL, told) == PIRACY
    assert codes(CALL, "Piracy must end, <scholar> said.") == set()


def test_an_object_taken_for_the_one_who_speaks_is_the_other() -> None:
    told = "<ruiz> told <ruiz|the president> that piracy must end."
    assert codes("In parliament <norway> voted.", f"{CALL} It took an hour.", told) == PIRACY


def test_what_a_third_person_asks_for_is_none_of_it() -> None:
    account = f"{CALL} The call took an hour, <palace> said. <two|They> discussed lithium."
    assert codes(account, "<scholar> called for piracy to be reviewed.") == {"rare_earths"}
    assert codes(account, "<two|They> called for piracy to be reviewed.") == PIRACY | {
        "rare_earths"
    }


def test_who_tells_others_of_the_call_tells_of_it() -> None:
    told = "<ruiz> told lawmakers that <two|they> had discussed piracy with <berg>."
    assert codes(CALL, told) == PIRACY


def test_members_of_a_body_are_not_what_is_spoken_of() -> None:
    assert "global_governance" in codes(CALL, "<two|They> discussed the UN Security Council.")
    members = "<two|They> discussed piracy with members of the UN Security Council."
    assert codes(CALL, members) == PIRACY
