"""Figures by what stands beside them: rates, verbs in -s, another so many, dollars of Canada."""

from __future__ import annotations

import pytest

from toolkit.extract.figures.find import find_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("She led 40 schoolchildren out.", [("40 schoolchildren", "count")]),
        ("Trade in five ports exceeds $3bn a year.", [("five ports", "count"), ("$3bn", "USD")]),
        ("The smelter pays $19 an hour.", [("$19", "USD")]),
        ("It carries 4,000 riders an hour.", [("4,000 riders", "count")]),
        ("They talked for an hour.", [("an hour", "hour")]),
        (
            "Chile sent 300 nurses and another 200 will follow.",
            [("300 nurses", "count"), ("200", "count")],
        ),
        ("Chile sent 300 nurses, and at 200 Elm Street she slept.", [("300 nurses", "count")]),
        (
            "Ottawa promised $20-million, or $700 a farm.",
            [("$20-million", "CAD"), ("$700", "CAD")],
        ),
        ("Ottawa gave $2-million, not US$15.", [("$2-million", "CAD"), ("US$15", "USD")]),
        ("Lima promised $20-million.", [("$20-million", "USD")]),
        ("Ottawa promised $20 million.", [("$20 million", "USD")]),
    ],
)  # fmt: skip
def test_figures(text: str, figures: list[tuple[str, str]]) -> None:
    found = find_figures(text, [(0, len(text))])
    assert [(text[f.start : f.end], f.unit_code) for f in found] == figures
