"""Reads what stands at one place of a text: a number with its unit or with what it counts.

`read` looks at the characters from an offset on and never before it, so that a figure's own words
read back as its value. Whether the words before allow a figure there, and how exact it is, is
decided in `context`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from toolkit.extract.figures import numbers
from toolkit.extract.figures.count import GLUED, counted
from toolkit.extract.figures.lexicon import (
    GAP,
    WHOLE,
    Unit,
    context_words,
    currency_marks,
    scale_marks,
    unit_at,
)
from toolkit.extract.figures.numbers import Number
from toolkit.extract.figures.persons import befallen, one_person, whom_it_befell
from toolkit.extract.figures.units import (
    JOIN,
    UNSHARED,
    Amount,
    Reading,
    amount_at,
    finish,
    qualifier_at,
    scaled,
    with_unit,
)
from toolkit.patterns import compiled

_DIGITS = frozenset("0123456789½¼¾⅓⅔⅛")
_ENDS = frozenset(",.;:!?)]}”\"’'…")
"""What right after a number says that it has neither a unit nor a noun: most years end so."""

_MARKS = "|".join(re.escape(m) for m in sorted(currency_marks(), key=len, reverse=True))
_MARK = compiled(rf"({_MARKS}){GAP}?(?=[0-9])")
_BETWEEN = compiled(rf"[Bb]etween{GAP}")
_MINUS = compiled(rf"[Mm]inus{GAP}(?=[0-9a-z])")
_MAGNITUDE = compiled(rf"[Mm]agnitude(?:{GAP}of)?(?:{GAP}|-)(?=[0-9])")
_PER = compiled(rf"{GAP}per{GAP}[a-z]")
_RATE_OF_EXCHANGE = compiled(rf"{GAP}?=")
_ARTICLE = compiled(rf"[Aa]n?{GAP}{WHOLE}")
_HALF = compiled(rf"(?:[Aa]{GAP})?(?:[Hh]alf(?:{GAP}an?{GAP}|{GAP}|-)|([Qq]uarter)(?:{GAP}|-))")
_HALF_OF = compiled(rf"[Hh]alf{GAP}(?:of|the|its|his|her|their|our|all|those|these)(?!\w)")
_OF = compiled(rf"{GAP}of(?!\w)")
_LESS = compiled(
    rf"{GAP}(?:more|less|fewer|lower|higher|smaller|larger|bigger|cheaper|dearer|faster|slower"
    r"|above|below)(?!\w)"
)
_PART_ALONE = compiled(
    rf"[,.;:!?)”\"’]|\Z|{GAP}(?:in|since|from|to|this|last|on|by|and|but|over|after|as|at)(?!\w)"
)
_OF_UNIT = compiled(rf"{GAP}of{GAP}(?:an?|one|1){GAP}")
_LONG = compiled(
    r"(?:(half)-)?(?:(hour)-?|(minute|day|week|month|year|decade|century)-)(?:long|(plus))(?!\w)",
    re.I,
)
_TIME_INITIALS = frozenset("hmdwyc")
_AND_A = compiled(r"([Hh]our|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)(?=-and-a-)")
_SHORT_TIME = compiled(
    rf"([1-9]){GAP}?h(?:rs?)?{GAP}?([0-5][0-9])(?:{GAP}?m(?:in(?:ute)?s?)?)?(?!\w)"
)
_UNIT_LONG = compiled(rf"{GAP}(?=(?:minute|hour|day|week|month|year)-?long(?!\w))")
_IN = compiled(rf"{GAP}(?:(?:in|out of)(?:{GAP}every)?|of{GAP}every){GAP}")
SHARED_UNIT = "shared_unit"
_AND_DIGITS = compiled(rf"{GAP}and{GAP}(?=[0-9])")
_PENCE = compiled(r"p(?![\w-])(?!\.[a-z])")
_WIDE = compiled(rf"(?:{GAP}|-)(?:long|wide|deep|high|tall|thick|across|above|below)(?!\w)")
_QUAKE = compiled(
    rf"{GAP}(?:(?:earth)?quake|tremor|temblor|aftershock|on{GAP}the{GAP}(?:open-ended{GAP})?"
    rf"(?:Richter|moment{GAP}magnitude){GAP}scale)(?!\w)"
)
_GREATEST_QUAKE = 11
_IN_TOTALS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000, 10000})


def read(text: str, pos: int, end: int, change: bool = False) -> Reading | None:
    """Reads the figure that begins at ``pos``.

    Args:
        text: any text.
        pos: where a figure may begin.
        end: offset after the last character that may belong to it.
        change: whether the words before tell of a change, so that "X to Y" is no range.

    Returns:
        the figure, or ``None`` where a number has neither unit nor noun, or none stands there.
    """
    if text[pos] not in _DIGITS:
        mark = _MARK.match(text, pos, end)
        if mark:
            return _money(text, mark, end, change)
        between = _BETWEEN.match(text, pos, end)
        if between:
            return _between(text, pos, between.end(), end)
        minus = _MINUS.match(text, pos, end)
        if minus:
            return _minus(text, pos, minus.end(), end)
        magnitude = _MAGNITUDE.match(text, pos, end)
        if magnitude:
            return _magnitude(text, pos, magnitude.end(), end)
        special = befallen(text, pos, end) or _special(text, pos, end, change)
        if special:
            return special
    low = numbers.match(text, pos, end)
    if low is None or low.end >= end or text[low.end] in _ENDS:
        return None
    other = _short_time(text, low, end) or _proportion(text, low, end) or _glued(text, low, end)
    if other:
        return other
    if low.value < 1 and (of_unit := _of_unit(text, low, end)):
        return of_unit
    amount = amount_at(text, pos, low, end)
    one = low.value == 1
    found = (
        with_unit(text, amount, end, change)
        or (one_person(text, amount, end) if one else None)
        or counted(text, amount, end)
        or _shared_unit(text, amount, end)
    )
    return found or _unit_long(text, amount, end) or whom_it_befell(text, amount, end)


def _shared_unit(text: str, amount: Amount, end: int) -> Reading | None:
    """A number whose unit stands only after the next one: 40 and 35 minutes."""
    join = _AND_DIGITS.match(text, amount.end, end)
    if join is None or amount.low.written != "digits" or amount.high is not None:
        return None
    second = numbers.match(text, join.end(), end)
    if second is None or second.scale != amount.low.scale:
        return None
    other = with_unit(text, Amount(second.start, second.end, second), end, True)
    if other is None or other.rule == "compound" or not second.value:
        return None
    value = numbers.tidy(amount.low.value * other.value / second.value)
    return Reading(
        amount.start, other.end, value, None, other.unit_code, SHARED_UNIT, amount.low
    )  # fmt: skip


def _glued(text: str, low: Number, end: int) -> Reading | None:
    """Digits with a letter that is a unit only there: 146p, a wall 5m high, a 6.2 quake."""
    if low.written != "digits":
        return None
    if low.suffix == "m":
        wide = _WIDE.match(text, low.end, end)
        value = numbers.tidy(low.value / low.scale)
        return Reading(
            low.start, low.end, value, None, "metre", "measure", replace(low, value=value)
        ) if wide else None  # fmt: skip
    if low.scale != 1:
        return None
    pence = _PENCE.match(text, low.end, end)
    if pence and str(low.value) not in context_words("screen_lines"):
        value = numbers.tidy(low.value / 100)
        return Reading(low.start, pence.end(), value, None, "GBP", "money_name", low)
    quake = _QUAKE.match(text, low.end, end) if "." in text[low.start : low.end] else None
    if quake and low.value < _GREATEST_QUAKE:
        return Reading(low.start, quake.end(), low.value, None, "magnitude", "measure", low)
    return None


def _money(text: str, mark: re.Match[str], end: int, change: bool) -> Reading | None:
    """A currency mark and an amount: $2.4 trillion, US$10-12 billion."""
    low = numbers.match(text, mark.end(), end)
    if low is None:
        return None
    code = currency_marks()[mark.group(1)]
    amount = amount_at(text, mark.start(), low, end)
    join = JOIN.match(text, low.end, end) if amount.high is None and not change else None
    again = _MARK.match(text, join.end(), end) if join and join.group(1) != "and" else None
    if again and currency_marks()[again.group(1)] == code:
        amount = _money_range(text, mark.start(), low, again.end(), end)
    if _RATE_OF_EXCHANGE.match(text, amount.end, end):
        return None  # ($1 = 45.1 rupees)
    great = _great(text[mark.end() : amount.end], amount) or _PER.match(text, amount.end, end)
    if mark.group(1) in scale_marks() and not great:
        return None
    stop, qualifier = qualifier_at(text, amount.end, end)
    return Reading(
        mark.start(), stop, amount.low.value, amount.high, code, "money", amount.low,
        qualifier=qualifier,
    )  # fmt: skip


def _great(written: str, amount: Amount) -> bool:
    """Whether an amount is one of money after a letter that is mostly no mark: R5 million."""
    return amount.low.value >= UNSHARED and amount.low.suffix != "t" and not written.isdigit()


def _money_range(text: str, start: int, low: Number, pos: int, end: int) -> Amount:
    high = numbers.match(text, pos, end)
    if high is None or scaled(low, high) >= high.value:
        return Amount(start, low.end, low)
    return Amount(start, high.end, replace(low, value=scaled(low, high), end=high.end), high.value)


def _between(text: str, start: int, pos: int, end: int) -> Reading | None:
    """A range between two numbers, the unit after both or after the second only."""
    mark = _MARK.match(text, pos, end)
    low = numbers.match(text, mark.end() if mark else pos, end)
    if low is None:
        return None
    join = JOIN.match(text, low.end, end)
    if mark:
        again = _MARK.match(text, join.end(), end) if join else None
        if not join or join.group(1) != "and":
            return None
        amount = _money_range(text, start, low, again.end() if again else join.end(), end)
        code = currency_marks()[mark.group(1)]
        if amount.high is None or (again and currency_marks()[again.group(1)] != code):
            return None
        return Reading(start, amount.end, amount.low.value, amount.high, code, "money", amount.low)
    amount = amount_at(text, start, low, end, "and")
    if amount.high is not None:
        return with_unit(text, amount, end, True) or counted(text, amount, end)
    reading = with_unit(text, Amount(start, low.end, low), end, False, "and")
    return reading if reading and reading.value_max is not None else None


def _minus(text: str, start: int, pos: int, end: int) -> Reading | None:
    """A share or a temperature below zero: minus 5 degrees Celsius."""
    low = numbers.match(text, pos, end)
    if low is None:
        return None
    number = replace(low, start=start, value=-low.value)
    reading = with_unit(text, Amount(start, low.end, number), end, True)
    below_zero = ("share", "degree_celsius", "degree_fahrenheit")
    return reading if reading and {reading.rule, reading.unit_code} & {*below_zero} else None


def _magnitude(text: str, start: int, pos: int, end: int) -> Reading | None:
    """The size of an earthquake, named before its number: a magnitude 6.1 quake."""
    low = numbers.match(text, pos, end)
    if low is None or low.value >= _GREATEST_QUAKE or low.scale != 1:
        return None
    return Reading(start, low.end, low.value, None, "magnitude", "measure", low)


def _special(text: str, pos: int, end: int, change: bool) -> Reading | None:
    """What begins with a word that is no plain number: an hour, half an hour, a third of."""
    initial = text[pos].lower()
    long = _LONG.match(text, pos, end) if initial in _TIME_INITIALS else None
    if long:
        value = Decimal("0.5") if long.group(1) else Decimal(1)
        number = Number(pos, long.end(), value)
        unit = (long.group(2) or long.group(3)).lower()
        code = "at_least" if long.group(4) else None
        return Reading(pos, long.end(), value, None, unit, "long", number, qualifier=code)
    spell = _AND_A.match(text, pos, end) if initial in _TIME_INITIALS else None
    found = unit_at(text, pos, end) if spell else None
    if found:
        one = Amount(pos, found[0], Number(pos, found[0], Decimal(1)))
        return replace(finish(text, one, *found, end), rule="long")
    half = _HALF.match(text, pos, end) if initial in "ahq" else None
    of = _OF_UNIT.match(text, half.end() - 1, end) if half and half.group(1) else None
    if half:
        found = unit_at(text, of.end() if of else half.end(), end)
        if found and (
            found[1].dimension in ("time", "length") or found[1].code == "percentage_point"
        ):
            number = Number(pos, half.end(), Decimal("0.25" if half.group(1) else "0.5"))
            return finish(text, Amount(pos, found[0], number), found[0], found[1], end)
    share = _HALF_OF.match(text, pos, end) if initial == "h" else None
    if share:
        number = Number(pos, share.end(), Decimal("0.5"))
        return Reading(pos, share.end(), number.value, None, "ratio", "half", number)
    part = numbers.match_part(text, pos, end)
    if part:
        return _part(text, part, end, change)
    article = _ARTICLE.match(text, pos, end) if initial == "a" else None
    found = unit_at(text, article.end(), end) if article else None
    if article and found and found[1].dimension == "time" and found[1].factor == 1:
        return _article(text, pos, article.end(), found, end)
    return None


def _of_unit(text: str, part: Number, end: int) -> Reading | None:
    """A fraction of one unit: three-quarters of an hour, 0.5 of a percentage point."""
    of = _OF_UNIT.match(text, part.end, end)
    found = unit_at(text, of.end(), end) if of else None
    if not found or found[1].dimension not in ("time", "share", "length"):
        return None
    return finish(text, Amount(part.start, found[0], part), *found, end)


def _short_time(text: str, low: Number, end: int) -> Reading | None:
    """Hours and minutes in short: 1h20, 2h 15min."""
    found = _SHORT_TIME.match(text, low.start, end)
    if not found:
        return None
    minutes = Decimal(60 * int(found.group(1)) + int(found.group(2)))
    number = Number(low.start, found.end(), minutes, written="digits")
    return Reading(low.start, found.end(), minutes, None, "minute", "short_time", number)


def _unit_long(text: str, amount: Amount, end: int) -> Reading | None:
    """An amount before "minute-long" where nothing is counted: a 20 minute-long call."""
    blank = _UNIT_LONG.match(text, amount.end, end)
    found = unit_at(text, blank.end(), end) if blank else None
    return finish(text, amount, *found, end) if found else None


def _part(text: str, part: Number, end: int, change: bool) -> Reading | None:
    """A fraction of something: two-thirds, a third of, three-quarters of an hour."""
    of_unit = _of_unit(text, part, end)
    if of_unit:
        return of_unit
    scale = numbers.match(text, part.end + 4, end) if _OF_UNIT.match(text, part.end, end) else None
    if scale:
        number = replace(scale, start=part.start, value=numbers.tidy(part.value * scale.value))
        amount = Amount(part.start, scale.end, number)
        return with_unit(text, amount, end, True) or counted(text, amount, end)
    of = _OF.match(text, part.end, end)
    if not of and "-" not in text[part.start : part.end]:
        less = _LESS.match(text, part.end, end)
        alone = (change or text[part.start] in "aA") and _PART_ALONE.match(text, part.end, end)
        if less or alone:
            return Reading(
                part.start, part.end, part.value, None, "ratio", "part", part,
                needs_context=less is None,
            )  # fmt: skip
        return None
    if of and text[of.end() + 1 : of.end() + 3] in ("19", "20"):
        return None
    stop = of.end() if of else part.end
    return Reading(part.start, stop, part.value, None, "ratio", "part", part)


def _article(text: str, pos: int, form: int, found: tuple[int, Unit], end: int) -> Reading | None:
    """A length of time said with an article: an hour, a year and a half."""
    if text[form : found[0]].endswith("s"):
        return None
    number = Number(pos, form - 1, Decimal(1))
    reading = finish(text, Amount(pos, found[0], number), found[0], found[1], end)
    plain = reading.end == found[0] and reading.qualifier is None
    rule = "article" if reading.rule == "duration" else reading.rule
    return replace(reading, rule=rule, needs_context=plain)


def _proportion(text: str, low: Number, end: int) -> Reading | None:
    """So many in so many: one in five, 9 out of 10."""
    join = _IN.match(text, low.end, end)
    high = numbers.match(text, join.end(), end) if join else None
    if high is None or low.scale != 1 or low.value >= high.value:
        return None
    if low.value != 1 and high.value not in _IN_TOTALS:
        return None
    if (
        low.value < 1
        or high.value != int(high.value)
        or high.value > 10000
        or unit_at(text, high.end + 1, end)
        or GLUED.match(text, high.end, end)
    ):
        return None
    share = numbers.ratio(low.value, high.value)
    return Reading(low.start, high.end, share, None, "ratio", "proportion", low)
