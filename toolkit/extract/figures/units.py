"""Amounts and their units: a number or a range, its unit, and what belongs to it after that."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from toolkit.extract.figures import numbers
from toolkit.extract.figures.lexicon import GAP, WHOLE, Unit, qualifier_after, unit_at
from toolkit.extract.figures.numbers import Number
from toolkit.patterns import compiled
from toolkit.values import value

JOIN = compiled(rf"(?:-?{GAP}|-)(to|or|and)(?:{GAP}|-)|[-–]")
"""What joins the ends of a range: "5 to 6", "5-6", "five- to ten-year", "48-to-72-hour"."""

_SEPARATOR = compiled(rf"{GAP}{WHOLE}|-|")
OF_THE = compiled(
    rf"{GAP}of{GAP}(?:(?:the|his|her|their|its|our|those|these|[A-Z]\w{{1,20}}[’']s){GAP})?(?=\w)"
)
UNSHARED = 1000
"""A lower end from here on stands by itself: "800,000 to 1 million"."""

_AND_HALF = compiled(r"[ -]and[ -](?:an?[ -](half|quarter)|three[ -](quarters))(?!\w)")
_EXTRA = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75")}
_AND_SMALLER = compiled(rf"(?:{GAP}and{GAP}|,?{GAP})(?=[0-9a-z])")
_OLD = compiled(r"-(?:old|long|wide|deep|high|tall|thick)(?!\w)")
_SMALLER = {
    "century": ("year", 100),
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}


@value
class Reading:
    """A figure as its own words say it.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        value: the number, in the unit.
        value_max: the upper end of a range.
        unit_code: code of the unit.
        rule: name of the rule that read it.
        counted: what is counted, as written.
        qualifier: code of a qualifier among the words themselves.
        needs_context: whether the words before it must show that it is a figure ("a week").
        number: the number without unit.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit_code: str
    rule: str
    number: Number
    counted: str | None = None
    qualifier: str | None = None
    needs_context: bool = False


@value
class Amount:
    """A number or a range of two, before its unit."""

    start: int
    end: int
    low: Number
    high: Decimal | None = None


def scaled(low: Number, high: Number) -> Decimal:
    """The lower end of a range, with the scale it shares: "5 to 10 million"."""
    shared = low.scale == 1 and high.scale > 1 and low.value < UNSHARED
    return low.value * high.scale if shared else low.value


def amount_at(text: str, start: int, low: Number, end: int, joins: str = "to or") -> Amount:
    """A range where a second, greater number follows, else the number alone."""
    join = JOIN.match(text, low.end, end)
    if not join or low.vague or (join.group(1) or "to") not in joins.split():
        return Amount(start, low.end, low)
    if not join.group(1) and (
        low.written == "words" or not text[join.end() : join.end() + 1].isdigit()
    ):
        return Amount(start, low.end, low)
    high = numbers.match(text, join.end(), end)
    if high is None or high.vague or scaled(low, high) >= high.value:
        return Amount(start, low.end, low)
    value = scaled(low, high)
    if not join.group(1) and value < UNSHARED and "," in text[high.start : high.end]:
        value = value * 1000 if value * 1000 < high.value else value  # 20-30,000 men
    return Amount(start, high.end, replace(low, value=value, end=high.end), high.value)


def qualifier_at(text: str, pos: int, end: int) -> tuple[int, str | None]:
    """Skips a qualifier after a number: "or so", "-plus"."""
    pattern, codes, initials = qualifier_after()
    if text[pos + 1 : pos + 2] not in initials and text[pos : pos + 1] != "+":
        return pos, None
    found = pattern.match(text, pos, end)
    if not found:
        return pos, None
    phrase = found.group(1) or found.group(3) or "plus"
    return found.end(), codes[phrase.replace("\n", " ").lower()]


def with_unit(
    text: str, amount: Amount, end: int, change: bool, joins: str = "to or"
) -> Reading | None:
    """An amount and its unit; with the unit said twice, a range ("5 percent to 7 percent")."""
    pos, qualifier = qualifier_at(text, amount.end, end)
    of = OF_THE.match(text, pos, end) if amount.low.vague else None
    separator = of or _SEPARATOR.match(text, pos, end)
    found = unit_at(text, separator.end(), end) if separator else None
    if not separator or not found or not _fits(text, amount, separator.group(), *found):
        return None
    if pos != amount.end:
        amount = replace(amount, end=pos)
    reading = finish(text, amount, *found, end, qualifier)
    if amount.high is None and not change and reading.qualifier is None:
        return _unit_twice(text, reading, end, joins.split()) or reading
    return reading


def _fits(text: str, amount: Amount, separator: str, stop: int, unit: Unit) -> bool:
    """Whether the word at hand is a unit here, and not part of another word or name."""
    if not separator and amount.low.written == "words":
        return False
    if unit.needs_scale and amount.low.scale < 1000 and "." not in text[slice(*_place(amount))]:
        return False
    if amount.low.suffix == "t" and unit.dimension != "currency":
        return False
    following = text[stop : stop + 2]
    joined = len(following) == 2 and following[0] == "-" and following[1].isalnum()
    if separator == "-":
        return not (joined and following[1].isdigit())
    if joined:
        return False
    alone = not following[1:].isalpha()
    return unit.bare or amount.low.value == 1 or alone or not separator


def _place(amount: Amount) -> tuple[int, int]:
    """Where the number of an amount stands."""
    return amount.low.start, amount.low.end


def finish(
    text: str, amount: Amount, stop: int, unit: Unit, end: int, qualifier: str | None = None
) -> Reading:
    """The reading of an amount in a unit, with what belongs to it after the unit."""
    rule = {"time": "duration", "currency": "money_name", "share": "share"}.get(
        unit.dimension, "measure"
    )
    value = numbers.tidy(amount.low.value * unit.factor)
    high = None if amount.high is None else numbers.tidy(amount.high * unit.factor)
    reading = Reading(
        amount.start, stop, value, high, unit.code, rule, amount.low, qualifier=qualifier
    )
    if rule == "duration" and high is None and unit.factor == 1:
        reading = _compound(text, reading, end)
    old = _OLD.match(text, reading.end, end)
    if old:
        return replace(reading, end=old.end())
    after, code = (
        qualifier_at(text, reading.end, end) if qualifier is None else (reading.end, qualifier)
    )
    if (after, code) == (reading.end, reading.qualifier):
        return reading
    return replace(reading, end=after, qualifier=code)


def _compound(text: str, reading: Reading, end: int) -> Reading:
    """Adds what follows a length of time: "and a half", "and 20 minutes"."""
    half = _AND_HALF.match(text, reading.end, end)
    if half:
        value = reading.value + _EXTRA[half.group(1) or half.group(2)]
        return replace(reading, end=half.end(), value=numbers.tidy(value))
    while (longer := _and_smaller(text, reading, end)) is not None:
        reading = longer
    return reading


def _and_smaller(text: str, reading: Reading, end: int) -> Reading | None:
    """A length of time with what follows of the next smaller unit: one hour *and 20 minutes*."""
    smaller = _SMALLER.get(reading.unit_code)
    joint = _AND_SMALLER.match(text, reading.end, end) if smaller else None
    number = numbers.match(text, joint.end(), end) if joint else None
    if smaller is None or number is None or reading.value != int(reading.value):
        return None
    found = unit_at(text, number.end + 1, end) or unit_at(text, number.end, end)
    if not found or found[1].code != smaller[0] or number.value >= smaller[1]:
        return None
    value = reading.value * smaller[1] + number.value
    return replace(
        reading, end=found[0], value=numbers.tidy(value), unit_code=smaller[0], rule="compound"
    )


def _unit_twice(text: str, reading: Reading, end: int, joins: list[str]) -> Reading | None:
    join = JOIN.match(text, reading.end, end)
    if not join or join.group(1) not in joins:
        return None
    high = numbers.match(text, join.end(), end)
    found = unit_at(text, high.end + 1, end) or unit_at(text, high.end, end) if high else None
    if not high or not found or found[1].code != reading.unit_code:
        return None
    upper = numbers.tidy(high.value * found[1].factor)
    return replace(reading, end=found[0], value_max=upper) if upper > reading.value else None
