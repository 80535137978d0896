"""Units that share a name: kroner are Norwegian or Danish, pounds are money or a weight.

The words of the figure do not tell; the places that the article names, and the words beside the
figure do. The names stand in ``lexicon/figure_shared_names.csv``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from toolkit.extract.figures.lexicon import context_words
from toolkit.extract.lexicons import table
from toolkit.patterns import compiled

GREAT = 1_000_000
"""So many pounds and more are money, where nothing is weighed."""

_MASS = "pound"
_MONEY_OF = "pounds"
_BEFORE, _AFTER = 40, 30
_CLAUSE = 120
_SENTENCE_END = compiled(r"[.!?;][”\"’')\]]*\s")
_OF = compiled(r"\s+of\s+(?:[a-z-]+\s+)??([a-z-]+)(?:\s+([a-z-]+))?")
_WORD = compiled(r"[a-z-]+")


@cache
def _named() -> dict[str, dict[str, str]]:
    """Each shared name with the units that it may mean and the words that speak for each."""
    found: dict[str, dict[str, str]] = {}
    for row in table("figure_shared_names"):
        found.setdefault(row["form"], {})[row["unit_code"]] = row["places"]
    return found


@cache
def _form() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(_named())})(?![^\W\d])")


@cache
def shared_units() -> frozenset[str]:
    """The units as which figures with a shared name are read at first."""
    return frozenset({_MASS, *(next(iter(units)) for units in _named().values())})


@cache
def _places(words: str) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{words}|{words.upper()})(?!\w)")


def share_a_name(one: str, other: str) -> bool:
    """Whether a figure's words may mean one unit as well as another.

    Args:
        one: code of a unit.
        other: code of a unit.
    """
    return one == other or any(
        {one, other} <= {*units, *((_MASS,) if form == _MONEY_OF else ())}
        for form, units in _named().items()
    )


def unit_in(text: str, start: int, end: int, unit: str, value: Decimal) -> str:
    """The unit that a figure means in its text.

    Args:
        text: the text.
        start: offset of the figure.
        end: offset after it.
        unit: code of the unit as which it was read.
        value: its number.
    """
    form = _form().search(text, start, end)
    if form is None:
        return unit
    units = _named()[form.group()]
    if unit == _MASS:
        if value < GREAT or _weighs(text, start, end):
            return unit
    elif unit != next(iter(units)) or _places(units[unit]).search(text, start, end):
        return unit  # its own words name the country: Danish kroner
    return _named_beside(text, start, end, units) or _spoken_for(text, form.group())


_CANADIAN_SUM = compiled(r"\$[0-9][0-9.,]*-(?:million|billion|trillion)(?!\w)(?!-)")
_CANADA = compiled(r"(?<!\w)(?:Canada|Canadians?|Ottawa|Toronto)(?!\w)")


def dollars_are_canadian(text: str) -> bool:
    """Whether a text of Canada writes sums as its press does: "$50-million"."""
    return _CANADIAN_SUM.search(text) is not None and _CANADA.search(text) is not None


def _named_beside(text: str, start: int, end: int, units: dict[str, str]) -> str | None:
    """The one of the units whose places the figure's own sentence names before it."""
    low = max(0, start - _CLAUSE)
    for found in _SENTENCE_END.finditer(text, low, start):
        low = found.end()
    named = [code for code, words in units.items() if _places(words).search(text, low, end)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=16)
def _spoken_for(text: str, form: str) -> str:
    """Of the units that share a name the one whose places a text names most, else the first."""
    units = _named()[form]
    named = {code: len(_places(words).findall(text)) for code, words in units.items()}
    return max(named, key=named.__getitem__)


def _weighs(text: str, start: int, end: int) -> bool:
    """Whether words beside a number of pounds say that something is weighed."""
    of = _OF.match(text, end)
    if of:
        return context_words("worth").isdisjoint({of.group(1), of.group(2)})
    beside = text[max(0, start - _BEFORE) : start] + " " + text[end : end + _AFTER]
    return not context_words("weighed").isdisjoint(_WORD.findall(beside.lower()))
