"""Amounts and the nouns that they count: 1,250 refugees, three of the hostages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from toolkit.extract.figures import numbers
from toolkit.extract.figures.lexicon import GAP, heads, nouns, nouns_of, states, stops, unit_at
from toolkit.extract.figures.numbers import Number
from toolkit.extract.figures.units import OF_THE, Amount, Reading, finish, qualifier_at
from toolkit.extract.names.register import default_register
from toolkit.patterns import compiled

PEOPLE = "people"
"""What is counted where the words say that it is persons, and no more."""

PERSONS_ALONE = "people"
"""Name of the rule that reads a nationality, or a word like "inhabitants", as `PEOPLE`."""

_NOT_STOPS = frozenset({"US", "WHO"})
"""Names of states and bodies that are written like words that end the search for a noun."""

MAX_WORDS_BETWEEN = 3
"""So many words may stand between a number and the noun it counts."""

_TOKEN = compiled(
    rf"(?:{GAP}\([A-Z]{{2,10}}\))?{GAP}"
    r"(?:[“\"]([^\W_][\w-]{0,30})[”\"]|((?:[A-Z]\.){2,3}|[^\W_][\w’'&-]{0,30}))"
)
_IRREGULAR = ("children", "women", "smen", "firemen", "gunmen", "fishermen")
_AND_PERSONS = compiled(rf"{GAP}and{GAP}([a-z]{{3,15}})(?!\w)")
_OBJECT = compiled(
    rf"{GAP}(?:[$£€¥]|[A-Z]{{1,3}}\$|(?:an?|its|their|his|her|more|less|about|nearly|almost|over"
    r"|that|up|by)(?!\w))"
)
"""What, behind a word in -s, makes it a verb: exceeds *its* sum, needs *a* loan."""
_MARKS = str.maketrans("", "", '“”"')
_AND_NUMBER = compiled(
    rf"{GAP}([^\W\d_][\w’'-]{{2,30}}(?:{GAP}[a-z][\w-]{{2,30}})?){GAP}and{GAP}(?=[0-9a-z])"
)
_OUT_OF = compiled(rf"{GAP}(?:out{GAP})?of{GAP}(?:(?:the|its|their|his|her|all){GAP})?(?=[0-9a-z])")
_CAPITAL = compiled(rf"{GAP}[A-Z]")
GLUED = compiled(r"[^\W_]|[/:]\w|[-–]\w")
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
        word = found.group(1) or found.group(2)
        low = word.lower()
        pos = found.end()
        if low in ("and", "or"):
            if joined:
                return
            joined = True
            continue
        if (ends.get(low) and word not in _NOT_STOPS) or (word[0].isdigit() and "-" not in word):
            return
        joined = False
        between += 1
        yield found, low


def _possessed(word: str) -> bool:
    """Whether a noun in the genitive is what is counted: a million people's jobs."""
    return word[-2:] in ("'s", "’s") and word[:-2] in nouns()


def _is_plural(word: str, low: str) -> bool:
    """Whether a word after a number can be the noun that it counts."""
    if low in nouns() or low.endswith(_IRREGULAR):
        return True
    if len(low) < 3 or word[-1] != "s" or low in stops():
        return False
    if low[-2] == "i" and not word[0].isupper():
        return False  # a crisis; Nepalis are counted
    return low[-2] not in "su" and "'" not in low and "’" not in low


def _of_name(text: str, found: re.Match[str], low: str) -> bool:
    """Whether a word in -is with a capital begins a name: 20 Davis Cup games."""
    return low[-2:] == "is" and _CAPITAL.match(text, found.end()) is not None


def counted(text: str, amount: Amount, end: int) -> Reading | None:
    """An amount and the noun it counts: 1,250 refugees, three of the hostages."""
    own = _own_noun(text, amount, end)
    if own is None or own.counted is None:
        return own or _shared_noun(text, amount, end)
    if own.counted[0].isupper() and own.counted.lower() in states():
        own = _shared_noun(text, amount, end) or own  # nine British and 12 French soldiers
    noun = own.counted or ""
    persons = _persons(noun)
    if persons == noun:
        return own
    rule = PERSONS_ALONE if own.rule == "counted" else own.rule
    return replace(own, counted=persons, rule=rule)


def _own_noun(text: str, amount: Amount, end: int) -> Reading | None:
    pos, qualifier = qualifier_at(text, amount.end, end)
    head = heads().match(text, pos, end)
    if head:
        joined = _count(text, amount, head.span(1), end, "compound_count", qualifier)
        return replace(joined, counted=PEOPLE) if head.group(1) == "strong" else joined
    if amount.low.suffix == "t" or GLUED.match(text, pos, end):
        return None
    out_of = None if amount.low.vague else _OUT_OF.match(text, pos, end)
    whole = numbers.match(text, out_of.end(), end) if out_of else None
    if whole:
        return _out_of(text, amount, whole, end)
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
        elif _possessed(found.group().lstrip()):
            return _count(text, amount, (pos + 1, found.end() - 2), end, rule, qualifier)
        elif _is_plural(found.group(1) or found.group(2), low) and not _of_name(text, found, low):
            both = _and_persons(text, found, low, end)
            if both:
                reading = _count(text, amount, (pos + 1, both), end, rule, qualifier)
                return replace(reading, counted=PEOPLE)
            phrase = (pos + 1, _extend(text, found.end(), end))
            return _count(text, amount, phrase, end, rule, qualifier)
    return _count(text, amount, (pos + 1, state), end, rule, qualifier) if state else None


def _out_of(text: str, amount: Amount, whole: Number, end: int) -> Reading | None:
    """A part of so many, named after these: 83 of the 93 seats."""
    if whole.vague or whole.value <= amount.low.value or whole.end >= end:
        return None
    found = _own_noun(text, Amount(whole.start, whole.end, whole), end)
    if found is None or found.rule != "counted":
        return None
    return replace(
        found, start=amount.start, value=amount.low.value, value_max=amount.high,
        rule="counted_of", number=amount.low,
    )  # fmt: skip


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
        counted=" ".join(text[slice(*noun)].split()).removeprefix("more ").translate(_MARKS),
        qualifier=qualifier,
    )


@cache
def peoples() -> frozenset[str]:
    """The last words, lower case, of the names of all peoples: danes, lankans, british."""
    countries = default_register().countries.values()
    return frozenset(name.split()[-1].lower() for land in countries for name in land.demonyms)


def _persons(phrase: str) -> str:
    """What is counted, with `PEOPLE` for a noun that says no more: inhabitants, Sri Lankans."""
    rest, _, head = phrase.rpartition(" ")
    low = head.lower()
    if low not in nouns_of("people") and not (head[:1].isupper() and low in peoples()):
        return phrase
    return f"{rest} {PEOPLE}" if rest.islower() else PEOPLE


def _and_persons(text: str, found: re.Match[str], low: str, end: int) -> int | None:
    """The end of two kinds of persons counted together: 298 passengers and crew."""
    one, several = nouns_of("person"), nouns_of("people")
    if low not in one and low not in several:
        return None
    second = _AND_PERSONS.match(text, found.end(), end)
    if second is None or (second.group(1) not in one and second.group(1) not in several):
        return None
    return second.end()


def _extend(text: str, pos: int, end: int) -> int:
    """Past a second plural right after the first: "weapons systems", "police officers"."""
    found = _TOKEN.match(text, pos, end)
    word = found.group(2) if found else None
    if not found or not word or not word[0].islower():
        return pos
    if _OBJECT.match(text, found.end(), end):
        return pos  # trade of the three countries exceeds $1tn
    return found.end() if _is_plural(word, word) and word not in states() else pos
