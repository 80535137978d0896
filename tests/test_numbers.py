"""Numbers in digits and words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.extract.figures import numbers

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def _below_thousand(value: int, british: bool) -> str:
    hundreds, rest = divmod(value, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        small = _ONES[rest] if rest < 20 else _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
        words.append(f"and {small}" if hundreds and british else small)
    return " ".join(words)


def spell(value: int, british: bool = False) -> str:
    """A whole number in English words."""
    if value == 0:
        return "zero"
    words = []
    for scale, name in _SCALES:
        count, value = divmod(value, scale)
        if count:
            words.append(f"{_below_thousand(count, british)} {name}")
    if value:
        words.append(_below_thousand(value, british))
    return " ".join(words)


@given(st.integers(0, 10**12), st.booleans())
def test_words_and_digits_agree(value: int, british: bool) -> None:
    words = spell(value, british)
    assert numbers.parse(words) == value
    assert numbers.parse(words.capitalize()) == value
    assert numbers.parse(f"{value:,}") == value


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("7", "7"),
        ("1,250", "1250"),
        ("1.75", "1.75"),
        ("0.50", "0.5"),
        ("1.5 million", "1500000"),
        ("1.2bn", "1200000000"),
        ("3 bn", "3000000000"),
        ("30m", "30000000"),
        ("2tn", "2000000000000"),
        ("2-million", "2000000"),
        ("12\u00a0million", "12000000"),
        ("2,00,000", "200000"),
        ("2 lakh", "200000"),
        ("2,000 crore", "20000000000"),
        ("5 lakh crore", "5000000000000"),
        ("2½", "2.5"),
        ("1 1/2", "1.5"),
        ("½", "0.5"),
        ("two and a half", "2.5"),
        ("two-and-a-half", "2.5"),
        ("two and a half million", "2500000"),
        ("one and three-quarters", "1.75"),
        ("a million", "1000000"),
        ("a hundred and fifty", "150"),
        ("half a million", "500000"),
        ("a half-million", "500000"),
        ("half a dozen", "6"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("nineteen hundred", "1900"),
        ("twenty-five hundred", "2500"),
        ("one hundred thousand and one", "100001"),
        ("dozens", "12"),
        ("several hundred", "100"),
        ("a few thousand", "1000"),
    ],
)
def test_parse(surface: str, value: str) -> None:
    assert numbers.parse(surface) == Decimal(value)


@pytest.mark.parametrize(
    "surface",
    ["", "few", "an hour", "five three", "twenty eleven", "1.2.3", "3,14", "1,2345", "hundred",
     "two and three", "14th", "9/11", "10:30", "12345678901234567890", "million two", "x"],
)  # fmt: skip
def test_not_a_number(surface: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        numbers.parse(surface)


def test_match_stops_where_the_words_do_not_continue() -> None:
    text = "three five-year plans"
    found = numbers.match(text, 0, len(text))
    assert found is not None
    assert (found.value, text[found.start : found.end]) == (3, "three")


@pytest.mark.parametrize(
    ("surface", "value"),
    [("a third", "0.3333"), ("two-thirds", "0.6667"), ("three quarters", "0.75"),
     ("one-fifth", "0.2"), ("a half", "0.5"), ("nine-tenths", "0.9")],
)  # fmt: skip
def test_match_part(surface: str, value: str) -> None:
    found = numbers.match_part(surface, 0, len(surface))
    assert found is not None
    assert found.value == Decimal(value)
    assert found.end == len(surface)


@pytest.mark.parametrize(
    "surface", ["three thirds", "five quarters", "third", "a party", "12 fifths"]
)
def test_no_part(surface: str) -> None:
    assert numbers.match_part(surface, 0, len(surface)) is None


@given(st.text(alphabet="0123456789.,½ -/aeumndohlrtbk ", max_size=60))
def test_match_stays_inside(text: str) -> None:
    for pos in range(len(text) + 1):
        found = numbers.match(text, pos, len(text))
        assert found is None or (found.start == pos and pos < found.end <= len(text))
