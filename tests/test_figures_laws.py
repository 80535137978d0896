"""What holds for the figures of any text: spans, reading back, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples, linear

from toolkit.extract.figures.find import Figure, find_figures, read_back


def find(text: str) -> list[Figure]:
    return find_figures(text, [(0, len(text))])


@pytest.mark.parametrize("surface", ["", "4.5", "percent", "45 percent and more", "about", "two x"])
def test_read_back_refuses(surface: str) -> None:
    with pytest.raises(ValueError, match="does not read as a figure"):
        read_back(surface)


_PIECES = st.sampled_from(
    [
        "about",
        "over",
        "between",
        "and",
        "to",
        "or",
        "from",
        "minus",
        "half",
        "a",
        "an",
        "the",
        "of",
        "in",
        "one",
        "two",
        "three",
        "twenty",
        "hundred",
        "million",
        "dozen",
        "dozens",
        "hundreds",
        "hour",
        "minutes",
        "day",
        "year",
        "5",
        "20",
        "1,250",
        "2016",
        "3.5",
        "$",
        "US$",
        "€",
        "%",
        "percent",
        "dollars",
        "won",
        "people",
        "leaders",
        "troops",
        "metric tons",
        "miles",
        "Big",
        "Article",
        "Nov.",
        "-",
        "–",
        "(",
        ")",
        ",",
        ".",
        "' ",
        "’s",
        "\n",
        "\n\n",
        "-old",
        "-long",
        "third",
        "thirds",
        "quarter",
        "officials",
        "'s",
        "10m",
        "bn",
        "k",
        "1/2",
        "½",
        "or so",
        "couple of",
        "full",
        "1h20",
        "hour-and-a-half",
        "-plus",
        "-odd",
        "-member",
        "- to ",
        "plus",
        "killed",
        "injuring",
        "toll",
        "were",
        "of them",
        "up from",
        "city of",
        "deaths rose to",
        "one soldier",
        "magnitude",
        "on board",
        "of the",
        "out of",
    ]
)


@examples(100)
@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text(text: str) -> None:
    for figure in find(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.value_max is None or figure.value_max > figure.value
        assert (figure.counted is not None) == (figure.unit_code == "count")
        again = read_back(text[figure.start : figure.end])
        assert again == (figure.value, figure.value_max, figure.unit_code)


@pytest.mark.parametrize(
    "unit",
    ["5", "5,", "5 ", "5-", "five ", "twenty-", "one and ", "hundreds of ", "half a ", "$5 to ",
     "between 5 and ", "about ", "a ", "an hour and ", "x", "5 or ", "minus 5 ", "½", "of the ",
     "5 new ", "5 new and ", "two hours ", "in 10 ", "“", "killed ", "toll ", "5 of ", "5 were ",
     "9,000 cases, from ", "5 men and one nurse, ", "deaths to 5,000 ", "5 and 7 ",
     "5 and 7 minutes and ", "Half a Long Headline "],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        find(text)
        return time.process_time() - started

    assert linear(seconds, 10_000, times=4)
