"""Rows of CSV files and JSON documents as other programs write them."""

from __future__ import annotations

import pytest

from toolkit.articles.read import read_data
from toolkit.errors import UsageError

TEXT = "The president of Norvia telephoned the premier of Astel, his office said."


@pytest.mark.parametrize(
    "top",
    [
        "text,date",
        "Text,Date",
        '"text","date"',
        "\n  \ntext,date",
        "TEXT,datepublished",
    ],
)
def test_headers_of_other_programs(top: str) -> None:
    (article,) = read_data(f'{top}\n"{TEXT}",2024-03-05\n'.encode(), source="a.csv")
    assert (article.text, str(article.meta.published_on)) == (TEXT, "2024-03-05")


def test_a_header_cell_with_a_line_break() -> None:
    data = f'text,"day\nof printing",date\n"{TEXT}",x,2024-03-05\n'
    (article,) = read_data(data.encode(), source="a.csv")
    assert str(article.meta.published_on) == "2024-03-05"


def test_a_name_of_ours_goes_before_the_same_in_capitals() -> None:
    (article,) = read_data(f'Text,text\nx,"{TEXT}"\n'.encode(), source="a.csv")
    assert article.text == TEXT
    (article,) = read_data(f'text,Text\n"{TEXT}",x\n'.encode(), source="a.csv")
    assert article.text == TEXT


def test_lines_of_blanks_are_no_rows() -> None:
    data = f'text,date\n  \n"{TEXT}",2024-03-05\n \t\n'
    assert len(list(read_data(data.encode(), source="a.csv"))) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"text,date\nx\n", "1 cell, but 2 columns"),
        (b"text,date\n \n", "a.csv: no rows below the header"),
        ("text,date\nx,2024-03-05\n".encode("utf-16"), "iconv -f UTF-16 -t UTF-8"),
        ("text\ncaf\u00e9\n".encode("cp1252"), "iconv -f CP1252 -t UTF-8"),
    ],
)
def test_what_is_said_of_bad_rows(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        list(read_data(data, source="a.csv"))


@pytest.mark.parametrize("top", ['{ "text":\n', '{"text" :  \n'])
def test_a_json_object_may_break_its_line_behind_a_key(top: str) -> None:
    (article,) = read_data(f'{top}"{TEXT}"}}'.encode(), source="a.json")
    assert article.text == TEXT
