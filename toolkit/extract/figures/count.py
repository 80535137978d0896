"""Amounts and the nouns that they count: 1,250 refugees, three of the hostages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from toolkit.extract.figures import numbers
from toolkit.extract.figures.lexicon import GAP, heads, nouns, states, stops, unit_at
from toolkit.extract.figures.units import OF_THE, Amount, Reading, finish, qualifier_at

MAX_WORDS_BETWEEN = 3
"""So many words may stand between a number and the noun it counts."""

_TOKEN = re.compile(rf"{GAP}((?:[A-Z]\.){{2,3}}|[^\W_][\w’'&-]{{0,30}})")
_AND_NUMBER = re.compile(
    rf"{GAP}([^\W\d_][\w’'-]{{2,30}}(?:{GAP}[a-z][\w-]{{2,30}})?){GAP}and{GAP}(?=[0-9a-z])"
)
GLUED = re.compile(r"[^\W_]|[/:]\w|[-–]\w")
"""What makes a number part of a longer word: 14th, 9/11, 10:30, 10-point."""


def _tokens(text: str, pos: int, end: int) -> Iterator[tuple[re.Match[str], str]]:
    """The words after a number, each with its lower-case form, while a noun may still come."""
    ends = stops()
    between = 0
    joined = True
    while between <= MAX_WORDS_BETWEEN:
        found = _TOKEN.match(text, pos, end)
        if not found:
            return
        word = found.group(1)
        low = word.lower()
        pos = found.end()
        if low in ("and", "or") and not joined:
            joined = True
            continue
        if ends.get(low) or (word[0].isdigit() and "-" not in word):
            return
        joined = False
        between += 1
        yield found, low


def _is_plural(word: str, low: str) -> bool:
    """Whether a word after a number can be the noun that it counts."""
    if low in nouns():
        return True
    if len(low) < 3 or word[-1] != "s" or low in stops():
        return False
    return low[-2] not in "su" and not low.endswith("is") and "'" not in low and "’" not in low


def counted(text: str, amount: Amount, end: int) -> Reading | None:
    """An amount and the noun it counts: 1,250 refugees, three of the hostages."""
    return _own_noun(text, amount, end) or _shared_noun(text, amount, end)


def _own_noun(text: str, amount: Amount, end: int) -> Reading | None:
    pos, qualifier = qualifier_at(text, amount.end, end)
    head = heads().match(text, pos, end)
    if head:
        return _count(text, amount, head.span(1), end, "compound_count", qualifier)
    if amount.low.suffix == "t" or GLUED.match(text, pos, end):
        return None
    of = OF_THE.match(text, pos, end)
    rule = "vague" if amount.low.vague else "counted"
    if of:
        if not amount.low.vague and of.group().split()[-1] == "of":
            return None
        rule = "vague" if amount.low.vague else "counted_of"
        pos = of.end() - 1
    state = None
    for found, low in _tokens(text, pos, end):
        if found.start() > pos:
            measured = unit_at(text, found.start() + 1, end)
            if measured and measured[1].dimension != "currency" and low.endswith("s"):
                return finish(text, amount, *measured, end, qualifier)
        if low in states():
            state = state or found.end()
        elif low[-2:] in ("'s", "’s") and low[:-2] in nouns():
            return _count(text, amount, (pos + 1, found.end() - 2), end, rule, qualifier)
        elif _is_plural(found.group(1), low):
            phrase = (pos + 1, _extend(text, found.end(), end))
            return _count(text, amount, phrase, end, rule, qualifier)
    return _count(text, amount, (pos + 1, state), end, rule, qualifier) if state else None


def _shared_noun(text: str, amount: Amount, end: int) -> Reading | None:
    """A number whose noun stands only after the next one: 12 ballistic and 30 cruise missiles."""
    join = _AND_NUMBER.match(text, amount.end, end)
    if (
        join is None
        or amount.low.vague
        or not stops().keys().isdisjoint(join.group(1).lower().split())
    ):
        return None
    second = numbers.match(text, join.end(), end)
    if second is None or second.vague:
        return None
    other = _own_noun(text, Amount(second.start, second.end, second), end)
    if other is None or other.rule != "counted" or other.qualifier is not None:
        return None
    own, _, noun = (other.counted or "").rpartition(" ")
    if not own:
        return None  # "12 wounded and 30 soldiers"
    whole = _count(text, amount, (amount.end + 1, other.end), end, "shared_noun", None)
    return replace(whole, end=other.end, counted=f"{' '.join(join.group(1).split())} {noun}")


def _count(
    text: str, amount: Amount, noun: tuple[int, int], end: int, rule: str, qualifier: str | None
) -> Reading:
    """The reading of an amount that counts the phrase at ``noun``."""
    stop = noun[1]
    if qualifier is None:
        stop, qualifier = qualifier_at(text, stop, end)
    return Reading(
        start=amount.start,
        end=stop,
        value=amount.low.value,
        value_max=amount.high,
        unit_code="count",
        rule=rule,
        number=amount.low,
        counted=" ".join(text[slice(*noun)].split()),
        qualifier=qualifier,
    )


def _extend(text: str, pos: int, end: int) -> int:
    """Past a second plural right after the first: "weapons systems", "police officers"."""
    found = _TOKEN.match(text, pos, end)
    if not found or not found.group(1)[0].islower():
        return pos
    word = found.group(1)
    return found.end() if _is_plural(word, word) and word not in states() else pos
