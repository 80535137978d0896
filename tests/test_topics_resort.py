"""What an article on a call is about, where no sentence says what was spoken of."""

from __future__ import annotations

import pytest
from topic_documents import call_in, document, found

from toolkit.extract.topics.course.themes import Theme
from toolkit.extract.topics.find import extract

HIT = "The earthquake had cut the valley off for two days."
RANG = "<berg> had <ruiz> on the line for an hour."
AFTER = "Since the earthquake, mules have carried water up."
THEME = ("natural_disasters", "PRESS", "discussed")


def rules(*paragraphs: str, main: bool = True) -> set[tuple[str, str]]:
    """Topic and rule of each find."""
    doc = document(*paragraphs)
    return {(f.topic_code, f.rule) for f in extract(doc, [call_in(doc, main=main)])}


def test_theme_of_the_opening_is_what_the_call_was_about() -> None:
    assert found(HIT, RANG, AFTER) == {THEME}
    assert rules(HIT, RANG, AFTER) == {("natural_disasters", "theme")}


def test_what_only_the_end_of_an_article_names_is_no_theme() -> None:
    assert found(RANG, HIT, AFTER) == set()


def test_what_one_paragraph_names_is_no_theme() -> None:
    assert rules(f"{HIT} {AFTER}", RANG, "Sanctions, sanctions, sanctions.") == set()


def test_what_is_named_less_often_is_no_theme() -> None:
    told = "<berg> told <ruiz> that visas would stay."
    found_by_theme = {t for t, rule in rules(HIT, told, "Sanctions, embargoes.") if rule == "theme"}
    assert found_by_theme == set()


def test_calls_recalled_in_passing_have_no_theme() -> None:
    assert rules(HIT, RANG, AFTER, main=False) == set()


def test_theme_of_the_headline() -> None:
    head = "# Neighbours in touch after earthquake"
    assert rules(head, RANG, AFTER) == {("natural_disasters", "theme")}
    assert rules(head, RANG, AFTER, main=False) == set()


def test_theme_is_of_the_side_that_tells_of_the_call() -> None:
    told = "<berg> told <ruiz> that visas would stay, <ministry> said."
    assert ("natural_disasters", "NOR", "discussed") in found(HIT, told, AFTER)


@pytest.mark.parametrize(
    ("headline", "topics"),
    [
        ("# <berg> and <ruiz> discuss piracy", {"maritime_security"}),
        ("# <berg>, <ruiz> speak by phone on piracy", {"maritime_security"}),
        ("# <berg> and <ruiz> discuss fisheries after piracy", {"agriculture"}),
        ("# <berg> and <ruiz> meet amid piracy", set()),
        ("# <berg> and envoy discuss piracy", set()),
    ],
)
def test_what_a_headline_says_the_two_discussed(headline: str, topics: set[str]) -> None:
    told = "<berg> told <ruiz> that visas would stay."
    assert {topic for topic, rule in rules(headline, told) if rule == "theme"} == topics


def test_any_theme_where_nothing_is_told_of_the_call() -> None:
    other = "Sanctions, embargoes, sanctions."
    assert rules(HIT, RANG, AFTER, other) == {("natural_disasters", "theme")}
    told = "<berg> told <ruiz> that visas would stay."
    assert rules(HIT, told, AFTER, other) == {("tourism_visas", "told")}


@pytest.mark.parametrize(
    ("theme", "untold", "counts"),
    [
        (Theme(2, most=True, told=False), False, True),
        (Theme(1, most=True, told=False), False, False),
        (Theme(1, most=True, told=False), True, False),
        (Theme(2, most=False, told=False), False, False),
        (Theme(2, most=False, told=False), True, True),
        (Theme(1, most=False, told=True), False, True),
    ],
)
def test_what_makes_a_theme(theme: Theme, untold: bool, counts: bool) -> None:
    assert theme.is_of_call(untold=untold) is counts


def test_what_a_headline_says_is_of_no_call_recalled_in_passing() -> None:
    told = "<berg> told <ruiz> that visas would stay."
    found_by = {rule for _, rule in rules("# <berg> and <ruiz> discuss piracy", told, main=False)}
    assert "theme" not in found_by
