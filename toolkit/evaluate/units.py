"""When two figures have the same value and unit."""

from __future__ import annotations

from toolkit.evaluate.model import Figure
from toolkit.evaluate.words import values, words

_SECONDS = {unit: float(size) for unit, size in values("seconds").items()}
_MONTHS = {unit: float(size) for unit, size in values("months").items()}
_SYNONYMS = values("unit")
_PLURALS = values("plural")
_PERSONS = words("person_unit")
COUNT = "count"
"""The unit of what is counted; what that is may follow after a colon: ``count:refugees``."""
RELATIVE, ABSOLUTE = 1e-6, 5e-4
"""How far two equal values may lie apart: of the larger one, and below 1."""


def unit_word(unit: str) -> str:
    """The unit in one word, in the singular: ``US dollars`` and ``$`` are ``usd``."""
    name = unit.strip().lower().removeprefix(f"{COUNT}:")
    name = _SYNONYMS.get(name, name)
    if " of " in name:
        name = name.split()[0]
    elif name and "_" not in name:
        name = name.split()[-1]
    plural = name.endswith("s") and not name.endswith("ss") and len(name) > 3
    name = _PLURALS.get(name, name[:-1] if plural else name)
    return _SYNONYMS.get(name, name)


def _in_base_unit(value: float, unit: str) -> tuple[float, str]:
    """Lengths of time in seconds or months, ratios in percent."""
    name = unit_word(unit)
    if name in _SECONDS:
        return value * _SECONDS[name], "time"
    if name in _MONTHS:
        return value * _MONTHS[name], "months"
    if name == "ratio":
        return value * 100, "percent"
    return value, name


def _close(one: float, other: float) -> bool:
    size = max(abs(one), abs(other))
    return abs(one - other) <= (RELATIVE * size if size >= 1 else ABSOLUTE)


def same_value(gold: Figure, found: Figure) -> bool:
    """Whether the values are equal, as they stand or in a common unit (2 hours, 120 minutes)."""
    if _close(gold.value, found.value):
        return True
    a, unit_a = _in_base_unit(gold.value, gold.unit)
    b, unit_b = _in_base_unit(found.value, found.unit)
    return unit_a == unit_b and _close(a, b)


def same_unit(gold: Figure, found: Figure) -> bool:
    """Whether the units are of one kind.

    Gold that says ``count`` leaves open what is counted; ``people`` is any kind of persons.
    """
    if gold.unit == COUNT and found.unit.partition(":")[0] == COUNT:
        return True
    a, b = _in_base_unit(1, gold.unit)[1], _in_base_unit(1, found.unit)[1]
    return a == b or ("people" in (a, b) and a in _PERSONS and b in _PERSONS)


def shown(unit: str) -> str:
    """The unit for readers: of counts what is counted."""
    return unit.removeprefix(f"{COUNT}:")
