"""Words are cut once for all stages, and what may begin a date or a figure is tried only there."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.extract.dates import find as dates
from toolkit.extract.figures import find as figures
from toolkit.extract.lexicons import table
from toolkit.extract.names import groups
from toolkit.extract.words import cut, words_of

PIECES = st.sampled_from(
    [
        *"the The same day days of Mid-May mid-May in May 2016 Feb. 9 2025-11-24 the 14th".split(),
        *"US$ $ € US $5 RM500 Rs. 12 half an hour hour-long twenty-five dozens of minus 5".split(),
        *"AT&May a quarter x_May 1,000 ½ ’s - / & , . “ ” \n".split(" "),
        *" yesterday tonight last week two months later between one and two".split(),
        *"all both these three four pair of leaders prime ministers heads of state of".split(),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)


@given(st.text(max_size=300) | TEXTS)
def test_words_are_slices_in_order(text: str) -> None:
    found = words_of(text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.words
    assert found.starts == sorted(found.starts)
    assert all(not word.isspace() and word for word in found.words)


@given(st.text(max_size=300) | TEXTS)
def test_letters_of_other_alphabets_do_not_change_the_words_before_them(text: str) -> None:
    beyond_latin = cut(f"{text} Ж").words
    assert beyond_latin == [*cut(text).words, "Ж"]


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_part_of_a_text_is_cut_by_itself(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = cut(text, start, end)
    assert found.words == cut(text[start:end]).words
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.words


def everywhere(pattern: re.Pattern[str], text: str) -> set[int]:
    """Every offset at which a pattern matches."""
    return {at for at in range(len(text)) if pattern.match(text, at)}


@settings(max_examples=300)
@given(TEXTS)
def test_no_date_and_no_figure_begins_anywhere_else(text: str) -> None:
    assert everywhere(dates._ANCHOR, text) <= set(dates._OPENERS.places(text))
    assert everywhere(figures._ANCHOR, text) <= set(figures._places(text))


@settings(max_examples=300)
@given(TEXTS)
def test_no_group_of_leaders_begins_anywhere_else(text: str) -> None:
    places = set(groups.OPENERS.places(text))
    for pattern in (groups._GROUP, groups._LEADERS_OF):
        assert everywhere(pattern, text) <= places
    after_blank = {at for at in everywhere(groups._THEIR_LEADERS, text) if text[at - 1 : at] == " "}
    assert after_blank <= places


@pytest.mark.parametrize("name", ["date_rules", "figure_rules"])
def test_the_examples_of_the_rules_begin_where_something_may_begin(name: str) -> None:
    anchor, places = {
        "date_rules": (dates._ANCHOR, dates._OPENERS.places),
        "figure_rules": (figures._ANCHOR, figures._places),
    }[name]
    for row in table(name):
        for text in row.values():
            assert everywhere(anchor, text) <= set(places(text)), text


def test_a_million_marks_and_one_endless_line_take_linear_time() -> None:
    found = cut("“" * 1_000_000)
    assert found.words == []
    line = "word " * 200_000
    assert len(cut(line).words) == 200_000
    assert dates.find_dates(line, [(0, len(line))], dt.date(2016, 6, 1)) == []
