"""Rows of the table ``quotes``."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quote_documents import document
from toolkit.extract import quotes
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.model import Row
from toolkit.resources import schemas_dir


def rows(marked: str) -> tuple[str, list[Row]]:
    doc = document(marked)
    doc.attributions = find_attributions(doc)
    return doc.text, quotes.extract(doc)


TEXT = (
    "“We spoke for an hour,” [Ms. Støre|Anna Støre] told Reuters. “It was useful.” "
    "She described the tone as “warm and open.”"
)


def test_spans_are_slices_and_columns_those_of_the_schema() -> None:
    text, found = rows(TEXT)
    declared = json.loads((schemas_dir() / "quotes.json").read_text(encoding="utf-8"))
    names = {field["name"] for field in declared["fields"]}
    assert len(found) == 4
    for row in found:
        assert row.keys() == names
        assert text[row["start_char"] : row["end_char"]] == row["content"]
        span = slice(row["speaker_start_char"], row["speaker_end_char"])
        assert text[span] == row["speaker_as_written"]


def test_speaker_cue_channel_and_kind() -> None:
    _, found = rows(TEXT)
    first = found[0]
    assert first["speaker_id"] == "anna-støre"
    assert first["speaker_name"] == "Anna Støre"
    assert first["speaker_as_written"] == "Ms. Støre"
    assert first["cue"] == "told"
    assert first["channel"] == "Reuters"
    assert [row["kind_code"] for row in found] == ["direct", "direct", "indirect", "mixed"]


def test_a_group_has_a_name_and_no_identifier() -> None:
    _, (row,) = rows("“We spoke for an hour,” the palace said.")
    assert (row["speaker_id"], row["speaker_name"]) == (None, "palace")
    assert row["speaker_as_written"] == "the palace"


def test_nobody_is_said_as_nobody() -> None:
    _, (row,) = rows("“We spoke for an hour and a half.”")
    assert row["speaker_name"] is row["speaker_as_written"] is row["speaker_start_char"] is None


def test_runs_of_one_statement_share_an_attribution() -> None:
    _, found = rows("“If they ask,” Ms. Lind said, “we will answer.” “Will they?” Mr. Berg asked.")
    first, second, third = (row["attribution_id"] for row in found)
    assert first == second != third
    assert [row["kind_code"] for row in found] == ["direct", "direct", "direct"]


def test_identifiers_do_not_change_when_other_quotations_are_added() -> None:
    _, before = rows(TEXT)
    _, after = rows("“Nothing was agreed,” Mr. Berg said.\n\n" + TEXT)
    assert [row["quote_id"] for row in after[1:]] == [row["quote_id"] for row in before]


def test_equal_contents_have_different_identifiers() -> None:
    _, found = rows("“We will see,” Ms. Lind said.\n\n“We will see,” Mr. Berg said.")
    assert len({row["quote_id"] for row in found}) == 2


def test_clauses_without_marks_are_rows() -> None:
    _, (row,) = rows("Ms. Lind said that the call would last an hour.")
    assert row["kind_code"] == "indirect"
    assert row["content"] == "the call would last an hour"


def test_quoted_and_unquoted_words_of_a_statement_share_an_attribution() -> None:
    _, found = rows(
        "Ms. Lind said the call would be “long and useful for both of our countries” in the end."
    )
    assert [(row["kind_code"], row["content"]) for row in found] == [
        ("indirect", "the call would be"),
        ("mixed", "long and useful for both of our countries"),
        ("indirect", "in the end"),
    ]
    assert len({row["attribution_id"] for row in found}) == 1


def test_what_is_said_inside_the_words_of_another_is_no_row() -> None:
    _, found = rows("Ms. Lind said that aides believed that the call would last an hour.")
    assert [row["content"] for row in found] == ["aides believed that the call would last an hour"]


def test_titles_and_scare_quotes_are_no_rows() -> None:
    text = "The “red line” was gone. Critics of the film “The Long Road” saw a so-called “reset.”"
    assert [row for row in rows(text)[1] if row["kind_code"] != "indirect"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # A word or two, far from the verb but in what it reports.
        ("Ms. Lind said the envoys at the border were “asleep” for weeks.", ["asleep"]),
        ("Ms. Lind said all of the plan was a “farce” to her.", ["farce"]),
        ("Ms. Lind said he would ask the voters in May for a “free hand” in it.", ["free hand"]),
        ("Ms. Lind called the whole of the plan “absurd” on Monday.", ["absurd"]),
        ("Ms. Lind accused the league of “stalling” for months.", ["stalling"]),
        # One word that only marks what it stands before, or a name.
        ("Ms. Lind said the men at the border saw the “so-called” army.", []),
        ("Ms. Lind called the “little” town a home.", []),
        ("Ms. Lind praised the film “Winter” in June.", []),
        # In another clause than what is reported.
        ("Ms. Lind said it was late, and the “old guard” went home.", []),
    ],
)
def test_short_quotations_in_what_somebody_says(text: str, words: list[str]) -> None:
    found = rows(text)[1]
    assert [row["content"] for row in found if row["kind_code"] != "indirect"] == words


@given(st.lists(st.sampled_from([*TEXT.split(), "“", "”", "said", "\n", ","]), max_size=50))
def test_any_order_of_words_gives_unique_identifiers(words: list[str]) -> None:
    text, found = rows(" ".join(words).replace("[", "").replace("]", "").replace("|", " "))
    assert len({row["quote_id"] for row in found}) == len(found)
    assert all(text[row["start_char"] : row["end_char"]] == row["content"] for row in found)
