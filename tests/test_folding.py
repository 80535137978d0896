"""Folded texts, by which lists of words are searched, are folded character by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.extract.names.lexical import normalise
from toolkit.extract.topics.wording.lexicon import fold
from toolkit.extract.words import lowered

LETTERS = "aZ é ß İ Σ ł š ж 你 “” ’ — € ¿ \u00a0 \u202f \x85 \u2028 \n \r\n , . - 7"
TEXTS = st.text() | st.text(alphabet=LETTERS)


@given(TEXTS)
def test_a_text_is_folded_as_its_characters_are(text: str) -> None:
    lower = lowered(text)
    assert fold(text) == "".join(map(fold, lower))
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_so_it_is_for_names(text: str) -> None:
    assert normalise(text) == "".join(map(normalise, text))
    assert len(normalise(text)) == len(text)


@pytest.mark.parametrize("begins", ["", "Ärger in Łódź, “so” — Žižek\n"])
def test_what_is_no_letter_and_no_digit_is_a_blank(begins: str) -> None:
    line = "The U.S. — “in 2015” — paid\u00a0€5, l’Élysée said"
    assert fold(begins + line)[len(begins) :] == "the u s     in 2015    paid €5  l élysée said"
    assert normalise(begins + line)[len(begins) :].split()[-2:] == ["elysee", "said"]
