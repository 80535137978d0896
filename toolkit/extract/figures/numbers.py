"""Reads numbers: digits with their groups and scales, number words, and mixtures of the two.

`match` reads the number that begins at an offset, `match_part` a fraction ("two-thirds"), and
`parse` a whole string. Number words are a list (``lexicon/figure_numbers.csv``). English names
numbers by adding inside a group of three digits and multiplying by the group's scale; the reading
here follows that grammar and stops where a word does not continue the number ("three five-year
plans" begins with 3, not 8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.extract.lexicons import table
from toolkit.patterns import compiled
from toolkit.values import value

MAX_DIGITS = 15
"""Longer strings of digits are codes, not quantities; they are not read as numbers."""

PART_PLACES = Decimal("0.0001")
"""Fractions without a finite decimal ("a third") are rounded to this."""

_WORDS: dict[str, tuple[str, int]] = {
    row["word"]: (row["kind"], int(row["value"])) for row in table("figure_numbers")
}
_GAP = "[ \u00a0\u2009\u202f]"
_DIGITS = compiled(r"[0-9][0-9.,]*")
_GROUPED = compiled(r"(?:[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}|[0-9]+)(?:\.[0-9]+)?")
_WRITTEN_PARTS = {
    "½": "0.5",
    "1/2": "0.5",
    "¼": "0.25",
    "1/4": "0.25",
    "¾": "0.75",
    "3/4": "0.75",
    "⅓": "0.3333",
    "1/3": "0.3333",
    "⅔": "0.6667",
    "2/3": "0.6667",
    "⅛": "0.125",
}
_WRITTEN = compiled(rf"{_GAP}?([½¼¾⅓⅔⅛])|[ -]((?:1/2|1/4|3/4|1/3|2/3)(?![\w/]))")
_WORD = compiled("[A-Za-z]+")
_NEXT = compiled(rf"(?:-|{_GAP}(and )?)([A-Za-z]{{1,14}})(?![\w’'])")
_SCALE = compiled(rf"({_GAP}|-)?([A-Za-z]{{1,14}})(?!\w)")
_AND_PART = compiled(
    r"[ -]and[ -](?:(?:an?|one)[ -](half|quarter|third)(?!\w)(?! of )|(three)[ -]quarters(?!\w))",
    re.I,
)
_BEFORE_PART = frozenset({"unit", "teen", "tens", "scale"})
_COUPLE_OF = compiled(rf"{_GAP}of(?={_GAP})")
_HALF_OF = compiled(r"(?:[ -](?:a|of a)[ -]|-)([a-z]+)(?!\w)")
_PART = compiled(r"([A-Za-z]+)[ -]([a-z]+)(?!\w)")


@value
class Number:
    """A number as the text has it.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        value: what it says.
        scale: the scale word's factor (a million: 10^6), 1 without one; a range shares it.
        written: ``digits`` or ``words``.
        suffix: a short scale stuck to the digits (``m``, ``k``), else empty.
        vague: whether it gives a lower bound only ("dozens", "several thousand").
        rough: whether its own words round it ("a couple of hundred").
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    written: str = "words"
    suffix: str = ""
    vague: bool = False
    rough: bool = False


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent: 1.50 is 1.5, 1E+6 is 1000000."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def ratio(above: Decimal, below: Decimal) -> Decimal:
    """``above / below``, rounded to four places."""
    return tidy((above / below).quantize(PART_PLACES))


def _scale_after(text: str, pos: int, end: int) -> tuple[int, int, str]:
    """The scale words after a number that ends at ``pos``: (end, factor, glued suffix)."""
    factor = 1
    for _ in range(2):
        found = _SCALE.match(text, pos, end)
        if not found:
            break
        kind, value = _WORDS.get(found.group(2).lower(), ("", 0))
        if kind in ("hundred", "scale", "dozen", "suffix"):
            pos, factor = found.end(), factor * value
        elif kind == "glued" and not found.group(1) and factor == 1:
            return found.end(), value, found.group(2).lower()
        else:
            break
    return pos, factor, ""


def _match_digits(text: str, pos: int, end: int) -> Number | None:
    found = _DIGITS.match(text, pos, end)
    if not found or found.end() - pos > 2 * MAX_DIGITS:
        return None
    raw = found.group().rstrip(".,")
    if not _GROUPED.fullmatch(raw):
        return None
    digits = raw.replace(",", "")
    if len(digits) > MAX_DIGITS:
        return None
    value, stop, whole = Decimal(digits), pos + len(raw), digits.isdigit()
    part = _WRITTEN.match(text, stop, end) if "." not in raw else None
    if part:
        value, stop = value + Decimal(_WRITTEN_PARTS[part.group(1) or part.group(2)]), part.end()
        whole = False
    else:
        spelled = _AND_PART.match(text, stop, end)
        if spelled:
            value, stop, whole = value + _and_part(spelled), spelled.end(), False
    stop, factor, suffix = _scale_after(text, stop, end)
    if not whole or factor != 1:
        value = tidy(value * factor)
    return Number(pos, stop, value, factor, "digits", suffix)


def _and_part(found: re.Match[str]) -> Decimal:
    """What " and a half" adds."""
    if found.group(2):
        return Decimal("0.75")
    return (Decimal(1) / _WORDS[found.group(1).lower()][1]).quantize(PART_PLACES)


@dataclass(slots=True)
class _Spelled:
    """A number in words while it is being read: ``total`` of closed groups, ``group`` open."""

    total: int = 0
    group: int = 0
    last: str = ""
    scale: int = 1
    ceiling: int = 10**18

    def take(self, kind: str, value: int, after_and: bool) -> bool:
        """Add one word; ``False`` where it does not continue the number."""
        if after_and and (kind not in ("unit", "teen", "tens") or self.last in ("unit", "tens")):
            return False
        if kind == "unit":
            fits = self.last in ("", "tens", "hundred", "scale") and (value > 0 or not self.last)
        elif kind in ("teen", "tens"):
            fits = self.last in ("", "hundred", "scale")
        elif kind == "hundred":
            fits = self.last in ("unit", "teen", "tens") and 0 < self.group < 100
        elif kind == "scale":
            fits = self.group > 0 and value < self.ceiling
        else:
            fits = kind == "dozen" and 0 < self.group < 100 and self.total == 0
        if not fits or self.last == "dozen":
            return False
        self._add(kind, value)
        return True

    def _add(self, kind: str, value: int) -> None:
        if kind in ("unit", "teen", "tens"):
            self.group += value
            self.scale = 1
        elif kind == "scale":
            self.total, self.group, self.ceiling = self.total + self.group * value, 0, value
            self.scale = value
        else:
            self.group *= value
            self.scale = value
        self.last = kind

    @property
    def value(self) -> Decimal:
        return Decimal(self.total + self.group)


def _spelled(text: str, start: int, pos: int, end: int, state: _Spelled) -> Number:
    """Reads on from ``pos``, where a number that began at ``start`` stands at ``state``."""
    while True:
        part = _AND_PART.match(text, pos, end) if state.last in _BEFORE_PART else None
        if part:
            stop, factor, _ = _scale_after(text, part.end(), end)
            value = (state.value + _and_part(part) * state.scale) * factor
            return Number(start, stop, tidy(value), factor)
        found = _NEXT.match(text, pos, end)
        kind, value_of = _WORDS.get(found.group(2).lower(), ("", 0)) if found else ("", 0)
        if not found or not state.take(kind, value_of, bool(found.group(1))):
            return Number(start, pos, state.value, state.scale)
        pos = found.end()


def _scale_word(text: str, pos: int, end: int) -> tuple[int, int]:
    """(end, value) of the scale word after a blank or hyphen at ``pos``; (pos, 0) without one."""
    found = _NEXT.match(text, pos, end)
    kind, value = _WORDS.get(found.group(2).lower(), ("", 0)) if found else ("", 0)
    if not found or found.group(1) or kind not in ("hundred", "scale", "dozen"):
        return pos, 0
    return found.end(), value


def _match_words(text: str, pos: int, end: int) -> Number | None:
    first = _WORD.match(text, pos, end)
    if not first:
        return None
    word, stop = first.group().lower(), first.end()
    if word in ("a", "an", "half"):
        return _match_opener(text, pos, stop, end, word)
    kind, value = _WORDS.get(word, ("", 0))
    if kind == "plural":
        return Number(pos, stop, Decimal(value), vague=True)
    if kind == "vague":
        stop, value = _scale_word(text, stop, end)
        return Number(pos, stop, Decimal(value), value, vague=True) if value else None
    state = _Spelled()
    if kind not in ("unit", "teen", "tens") or not state.take(kind, value, False):
        return None
    return _spelled(text, pos, stop, end, state)


def _match_opener(text: str, start: int, pos: int, end: int, word: str) -> Number | None:
    """Numbers that begin with an article or "half": a million, a few hundred, half a dozen."""
    following = _NEXT.match(text, pos, end) if word != "half" else None
    if following and following.group(2).lower() == "few":
        stop, value = _scale_word(text, following.end(), end)
        return Number(start, stop, Decimal(value), value, vague=True) if value else None
    if following and following.group(2).lower() == "couple":
        of = _COUPLE_OF.match(text, following.end(), end)
        stop, value = _scale_word(text, of.end() if of else following.end(), end)
        return Number(start, stop, Decimal(2 * (value or 1)), value or 1, rough=True)
    if following and following.group(2).lower() == "half":
        word, pos = "half", following.end()
    if word == "half":
        found = _HALF_OF.match(text, pos, end)
        kind, value = _WORDS.get(found.group(1), ("", 0)) if found else ("", 0)
        if not found or kind not in ("hundred", "scale", "dozen"):
            return None
        return Number(start, found.end(), Decimal(value // 2), value)
    stop, value = _scale_word(text, pos, end)
    if not value:
        return None
    state = _Spelled(group=1, last="unit")
    state.take("dozen" if value == 12 else "hundred" if value == 100 else "scale", value, False)
    return _spelled(text, start, stop, end, state)


def match(text: str, pos: int, end: int) -> Number | None:
    """Reads the number that begins at ``pos``.

    Args:
        text: any text.
        pos: where the number begins.
        end: offset after the last character that may belong to it.

    Returns:
        the longest number there, or ``None``.
    """
    if pos >= end:
        return None
    first = text[pos]
    if first in "0123456789":
        return _match_digits(text, pos, end)
    if first in _WRITTEN_PARTS:
        return Number(pos, pos + 1, Decimal(_WRITTEN_PARTS[first]), written="digits")
    return _match_words(text, pos, end)


def match_part(text: str, pos: int, end: int) -> Number | None:
    """Reads the fraction of a whole that begins at ``pos``: "a third", "three-quarters".

    Args:
        text: any text.
        pos: where the fraction begins.
        end: offset after the last character that may belong to it.

    Returns:
        the fraction, rounded to four places where it has no finite decimal, or ``None``.
    """
    found = _PART.match(text, pos, end)
    if not found:
        return None
    above, below = found.group(1).lower(), found.group(2)
    kind, value = _WORDS.get(above, ("", 0))
    if above in ("a", "an"):
        kind, value = "unit", 1
    part_kind, part = _WORDS.get(below, ("", 0))
    if kind != "unit" or part_kind != "part" or not 0 < value < part:
        return None
    return Number(pos, found.end(), ratio(Decimal(value), Decimal(part)))


def parse(surface: str) -> Decimal:
    """The value of a number written in digits or words.

    Args:
        surface: the number and nothing else, e.g. ``1.5 million`` or ``twenty-three``.

    Raises:
        ValueError: ``surface`` is not one whole number.
    """
    number = match(surface, 0, len(surface))
    if number is None or number.end != len(surface):
        raise ValueError(f"{surface!r} is not a number")
    return number.value
