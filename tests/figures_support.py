"""Figures found in a text, for tests."""

from __future__ import annotations

from toolkit.extract.figures.find import Figure, find_figures


def find(text: str) -> list[Figure]:
    """All figures of a text."""
    return find_figures(text, [(0, len(text))])


def brief(text: str) -> list[tuple[str, str, str]]:
    """(surface, value or low..high, unit) of each figure."""
    return [
        (
            text[f.start : f.end],
            f"{f.value}" if f.value_max is None else f"{f.value}..{f.value_max}",
            f.unit_code,
        )
        for f in find(text)
    ]
