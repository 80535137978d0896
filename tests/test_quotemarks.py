"""Text between quotation marks, also where the marks are damaged."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import linear

from tests.quote_documents import article
from toolkit.extract.quotemarks import find_runs


def runs(text: str) -> list[str]:
    return [text[run.start : run.end] for run in find_runs(text, article(text).blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we agree” at last.", ["we agree"]),
        ('She said "we agree" at last.', ["we agree"]),
        ("She said ''we agree'' at last.", ["we agree"]),
        ("She said ``we agree'' at last.", ["we agree"]),
        ("She said „we agree“ at last.", ["we agree"]),
        ("She said „we agree‟ at last.", ["we agree"]),
        ("She said «we agree» at last.", ["we agree"]),
        ('She said “we agree" at last.', ["we agree"]),
        ('She said "we agree” at last.', ["we agree"]),
        ("She said ”we agree” at last.", ["we agree"]),
        ("‘We agree,’ she said. ‘We don’t mind.’", ["We agree,", "We don’t mind."]),
        ("'We agree,' she said. 'We don't mind.'", ["We agree,", "We don't mind."]),
        ("“He told me ‘we agree’ and left,” she said.", ["He told me ‘we agree’ and left,"]),
        ("“He told me “we agree”” and left.", ["He told me “we agree”"]),
        ("“One.” “Two.”", ["One.", "Two."]),
        ("“ Spaced out ” she said.", ["Spaced out"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' plan and the '90s.",
        "It's the leaders’ call, isn’t it?",
        'He is 6\' 2" tall and has a 55" screen.',
        "Rock 'n' roll.",
        "‘Tis late.",
        "No marks at all.",
        "An empty “” pair and a blank “ ” one.",
    ],
)
def test_no_quotation(text: str) -> None:
    assert runs(text) == []


def test_an_unclosed_run_ends_with_its_paragraph() -> None:
    text = "He said: “We begin.\n\n“We go on.\n\n“We end,” he said."
    assert runs(text) == ["We begin.", "We go on.", "We end,"]
    closed = [run.closed for run in find_runs(text, article(text).blocks)]
    assert closed == [False, False, True]


def test_a_second_opening_mark_ends_an_unclosed_run() -> None:
    text = "“I just rang her. “It went well,” he wrote. “We spoke of fish. “More soon!”"
    assert runs(text) == ["I just rang her.", "It went well,", "We spoke of fish.", "More soon!"]


def test_a_closing_mark_alone_ends_a_run_from_the_start_of_its_paragraph() -> None:
    assert runs("We will go on,” he said.") == ["We will go on,"]
    assert runs("“We begin.\n\nWe go on” he said.") == ["We begin.", "We go on"]
    assert runs("He likes the word” and more") == []
    assert runs("A very long paragraph. " * 30 + "It ends,” he said.") == []


def test_single_marks_count_only_outside_double_ones() -> None:
    text = "‘Alpha beta’ and “gamma ‘delta’ epsilon” and ‘zeta eta’."
    assert runs(text) == ["Alpha beta", "gamma ‘delta’ epsilon", "zeta eta"]


def test_a_possessive_inside_single_marks() -> None:
    assert runs("‘The workers’ rights are safe,’ she said.") == ["The workers’ rights are safe,"]


MARKS = st.text(alphabet="“”\"'‘’„«»` abs.,\n90", max_size=80)


@given(MARKS)
def test_runs_lie_in_order_inside_their_blocks(text: str) -> None:
    blocks = article(text).blocks
    position = 0
    for run in find_runs(text, blocks):
        assert position <= run.outer_start <= run.start < run.end <= run.outer_end
        assert any(b.start <= run.outer_start and run.outer_end <= b.end for b in blocks)
        assert text[run.start : run.end].strip() == text[run.start : run.end]
        position = run.outer_end


@pytest.mark.parametrize("unit", ["“", "”", '"', "'a ", "“a” ", "''", "‘a", "a’ ", "“a\n"])
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        blocks = article(text).blocks
        begin = time.process_time()
        find_runs(text, blocks)
        return time.process_time() - begin

    assert linear(seconds, 5_000, least=0.002)
