"""Plain words: as a field of cooperation, told apart by what follows, in a region, in pairs."""

from __future__ import annotations

import pytest
from topic_documents import discussed

from toolkit.extract import lexicons


def _codes(words: str) -> set[str]:
    return {code for code, _ in discussed(f"<two|The two leaders> discussed {words}.")}


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("transport", "infrastructure"),
        ("construction", "infrastructure"),
        ("health", "health_pandemic"),
        ("industry", "economy_finance"),
        ("military affairs", "defence_cooperation"),
        ("space", "space"),
        ("customs", "trade"),
        ("justice", "organised_crime"),
        ("forestry", "climate"),
    ],
)
@pytest.mark.parametrize(
    "words",
    ["cooperation in {}", "joint projects in {}", "work in the fields of {} and culture"],
)
def test_a_plain_word_is_a_field_behind_cooperation(field: str, code: str, words: str) -> None:
    assert code in _codes(words.format(field))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a cooperation that does justice to both", "organised_crime"),
        ("cooperation in the name of health workers", "infrastructure"),
        ("freedom and justice for all", "organised_crime"),
        ("the space that the talks had opened", "space"),
    ],
)
def test_a_plain_word_elsewhere_is_none(words: str, code: str) -> None:
    assert code not in _codes(words)


def test_projects_in_a_named_field_are_that_field_s() -> None:
    assert _codes("joint projects in farming") == {"agriculture"}


def test_further_fields_are_none_of_the_listed_ones() -> None:
    assert not lexicons.words("topic_fields") & lexicons.words("topic_sectors")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("by telephone a truce", "ceasefire"),
        ("at length the dam", "water"),
        ("on Monday the missing airliner", "aviation"),
    ],
)
def test_the_object_stands_behind_an_aside(words: str, code: str) -> None:
    assert code in _codes(words)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("drones over Odesa", {"ukraine_war"}),
        ("stocks of chemical weapons", {"arms_control"}),
        ("the dam", {"water"}),
    ],
)
def test_words_behind_a_plain_one_tell_the_matter(words: str, codes: set[str]) -> None:
    assert _codes(words) == codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("hunger in the Horn of Africa", {"food_security"}),
        ("an earthquake in Myanmar", {"natural_disasters"}),
        ("the war in the Horn of Africa", {"africa_security"}),
    ],
)
def test_a_region_may_only_tell_where(words: str, codes: set[str]) -> None:
    assert _codes(words) == codes


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the fighting in Khartoum", "africa_security"),
        ("the situation in Minsk", "regional_security"),
        ("the state of affairs in Bolivia", "regional_security"),
        ("tension around Belarus", "regional_security"),
        ("the Haitian problem", "regional_security"),
    ],
)
def test_a_capital_s_troubles_are_its_land_s(words: str, code: str) -> None:
    assert code in _codes(words)


def test_a_capital_alone_is_no_trouble() -> None:
    assert _codes("their evening in Minsk") == set()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the sinking of a crowded ferry", "natural_disasters"),
        ("the dyke that broke at dawn", "natural_disasters"),
        ("the bombs on the trains", "terrorism"),
        ("the camps of the insurgents", "terrorism"),
        ("the crash of a helicopter", "aviation"),
        ("the closing of the skies", "aviation"),
        ("the exit from coal", "climate"),
        ("a banker who fled abroad", "organised_crime"),
        ("an Australian teacher in a foreign jail", "detained_persons"),
        ("taking back the exiles", "migration"),
        ("the pushing back of families", "migration"),
        ("a rehearsal of a landing", "military_exercises"),
        ("money for countries hit by warming", "climate"),
        ("the reopening of the border to goods", "trade"),
        ("western troops in Ukraine", "security_guarantees"),
        ("flour for the hungry", "food_security"),
        ("the soldiers who arrested the president", "coups"),
        ("where the three should meet", "summit_planning"),
        ("their dependence on foreign gas", "energy"),
        ("duties on cheese", "tariffs"),
        ("duties on cheese", "agriculture"),
        ("howitzers for Kyiv", "military_aid"),
        ("a general who declares himself winner", "elections"),
    ],
)
def test_pairs_of_words_name_a_topic(words: str, code: str) -> None:
    assert code in _codes(words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the sinking of his hopes", "natural_disasters"),
        ("the summer camps of the scouts", "terrorism"),
        ("a banker who retired", "organised_crime"),
        ("the reopening of the debate", "trade"),
        ("where the three had dined", "summit_planning"),
        ("flowers for the poor", "food_security"),
    ],
)
def test_half_a_pair_does_not(words: str, code: str) -> None:
    assert code not in _codes(words)


def test_a_political_settlement_ends_a_war() -> None:
    assert "peace_talks" in _codes("a political settlement")
    assert "peace_talks" not in _codes("a diplomatic solution to the wage dispute")
