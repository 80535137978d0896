"""The whole of extraction on one article: nothing lost, nothing made up, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples, linear

from toolkit.articles.model import Article
from toolkit.articles.read import read_text
from toolkit.errors import ReadoutError
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import TABLES, extract_article

PIECE = (
    "President Emmanuel Macron spoke by phone with Chancellor Olaf Scholz on Tuesday. The call "
    "lasted 40 minutes. “We agreed on gas and trade,” Mr. Macron said. Mr. Scholz told Mr. Macron "
    "that he would visit Paris, and the two leaders discussed sanctions. "
)


def article(text: str) -> Article:
    return read_text(text.encode("utf-8", "replace"), source="page.txt")


def check_spans(text: str, tables: dict[str, list[dict[str, object]]]) -> None:
    for table, words in (("evidence", "exact"), ("quotes", "content"), ("figures", "surface")):
        for row in tables[table]:
            start, end = row["start_char"], row["end_char"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert text[start:end] == row[words]
            assert row[words]


def test_rows_of_every_table() -> None:
    read = article(PIECE)
    tables = extract_article(read, default_register()).tables
    assert tuple(tables) == TABLES
    assert [p["person_id"] for p in tables["people"]] == ["emmanuel-macron", "olaf-scholz"]
    (call,) = tables["calls"]
    assert call["duration_minutes"] == 40
    assert tables["quotes"][0]["call_id"] == call["call_id"]
    check_spans(read.text, tables)


_WORDS = st.sampled_from(
    "President Macron Scholz Chancellor the a call phone by on with spoke told said “ ” \" ' , . "
    "Tuesday May 5 2016 40 minutes hours percent about $ billion discussed trade sanctions Kremlin "
    "they he she leaders two declined to will at request of China’s Beijing — ( ) \n\n".split(" ")
)


@examples(50)
@given(st.lists(_WORDS, min_size=1, max_size=80).map(" ".join))
def test_any_mix_of_words_gives_rows_inside_the_text(text: str) -> None:
    try:
        read = article(text)
    except ReadoutError:
        return  # nothing to read in it
    check_spans(read.text, extract_article(read, default_register()).tables)


@examples(50)
@given(st.text(min_size=1, max_size=400))
def test_any_text_at_all_gives_rows_inside_the_text(text: str) -> None:
    try:
        read = article(text)
    except ReadoutError:
        return
    check_spans(read.text, extract_article(read, default_register()).tables)


@pytest.mark.parametrize("joint", ["", "\n\n"], ids=["one paragraph", "paragraphs"])
def test_time_grows_with_the_text_only(joint: str) -> None:
    """Eight times the text takes far less than sixty-four times the time (CPU seconds)."""

    def seconds(count: int) -> float:
        read = article(joint.join([PIECE] * count))
        begin = time.process_time()
        extract_article(read, default_register())
        return time.process_time() - begin

    assert linear(seconds, 60, least=0.05)
