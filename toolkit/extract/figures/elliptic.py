"""Numbers whose noun stands further off: 66 of them, a tally of 17, arrests rose to 1,300.

Nothing right after such a number says what it counts. Four things do: a pronoun ("of whom"), a
word for a population or a crowd before it ("a city of 2 million"), a noun that is tallied with a
verb of reaching ("the number of trucks fell to 40"), and a figure just before with which the number
is compared ("won 30 seats, up from 12"). Without one of them the number is no figure.
"""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract.figures import numbers
from toolkit.extract.figures.count import GLUED, PEOPLE
from toolkit.extract.figures.lexicon import GAP, context_words, qualifier_phrases
from toolkit.extract.figures.units import Reading, amount_at, qualifier_at

RULE = "elliptic"
_OF = re.compile(
    rf"{GAP}(?:of{GAP}(?:(?:them|whom)|(these|those|which))|on{GAP}board|aboard)(?!\w)"
)
_REACH = 160
_NEAR = 120
_GREAT = 1000
"""A number from here on is hardly an age, a score or a time of day."""
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}(?!,?[0-9]|\.[0-9])")
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"])|\n\s*\n|;\s")
_NUMBER_OF = re.compile(
    r"(?<!\w)[Nn]umbers? of (?:[a-z][\w-]*\s){0,3}?([a-z][\w-]*s|people|children)(?!\w)"
)
_POPULATION = re.compile(
    r"(?<!\w)(?:population|nation|country|city|town|island|community|crowd|territory|province"
    r"|republic|enclave|workforce|membership|audience|diaspora|minority)"
    r" of(?: (?:some|about|around|nearly|almost|roughly|over|more than|just|only|an estimated))?$"
)
_AFTER_RATE = re.compile(rf"{GAP}(?:an?|each|every|per){GAP}(?:day|week|month|year|hour)(?!\w)")
_VOTES = re.compile(rf"{GAP}(?:votes?{GAP})?(?:against|in{GAP}favou?r|abstain(?:ed|ing))(?!\w)")
_BALLOT = re.compile(r"(?<!\w)(?:[Vv]ot(?:e|es|ed|ing)|ballots?)(?!\w)")
_GAINED = re.compile(
    r"(?<!\w)(?:took|won|got|gained|secured|captured|claimed|needs|lost|has|had|with)\s(?:only\s|just\s)?$"
)
_POINTS = "points"
"""Of what an index of shares rises; the level to which it rises counts nothing."""
_STANDS_ALONE = re.compile(
    r"[,.;:!?)\]”\"’—–]|\s*$|[ \n](?:[—–-]|in|on|by|since|from|so|as|a|an|per|last|this|at|and|but"
    r"|against|abstaining|abstained|after|before|during|to|for|with|over|within|when|while|until"
    r"|is|are|was|were|have|has|had|now|today|yesterday|earlier|later|among|across|daily|who"
    r"|that)(?!\w)"
)


@cache
def _compared() -> re.Pattern[str]:
    """What right before a number compares it with the figure before: "up from", "a tally of"."""
    words = "|".join(sorted(context_words("compared"), key=len, reverse=True))
    phrases = "|".join(map(re.escape, qualifier_phrases()))
    return re.compile(rf"(?<![\w-])(?:{words})\s(?:(?:just|only|{phrases})\s)?$")


@cache
def _reaches(great: bool) -> re.Pattern[str]:
    """A verb that says what a tally has come to, right before the number."""
    known = context_words("reaches") | (context_words("reaches_great") if great else frozenset())
    words = "|".join(sorted(known, key=len, reverse=True))
    phrases = "|".join(map(re.escape, qualifier_phrases()))
    return re.compile(rf"(?<![\w-])(?:{words})\s(?:(?:just|only|{phrases})\s)?$")


@cache
def _tallied() -> re.Pattern[str]:
    """A noun of which news keeps a tally."""
    return re.compile(rf"(?<![\w-])({'|'.join(sorted(context_words('tallied')))})(?!\w)")


def bare(text: str, pos: int, end: int) -> Reading | None:
    """A number or range that nothing right after names, with "of them" and the like.

    Args:
        text: any text.
        pos: where it begins.
        end: offset after the last character that may belong to it.

    Returns:
        the number as a count of `PEOPLE`; `named` says what it counts.
    """
    if _YEAR.match(text, pos, end):
        return None
    low = numbers.match(text, pos, end)
    if low is None or low.vague or low.suffix or low.value != int(low.value):
        return None
    if GLUED.match(text, low.end, end):
        return None
    amount = amount_at(text, pos, low, end)
    of = _OF.match(text, amount.end, end)
    stop, code = (of.end(), None) if of else qualifier_at(text, amount.end, end)
    return Reading(
        pos, stop, amount.low.value, amount.high, "count", RULE, amount.low, PEOPLE, code
    )  # fmt: skip


def named(
    text: str, floor: int, end: int, reading: Reading, last: tuple[int, str] | None
) -> str | None:
    """What a bare number counts, or ``None`` where nothing says so.

    Args:
        text: any text.
        floor: offset of the first character that may tell.
        end: offset after the last one.
        reading: the number, as `bare` read it.
        last: offset after the last figure with a noun, and that noun.
    """
    pos, stop = reading.start, reading.end
    of = _OF.match(text, reading.number.end, end)
    if of:
        near = last is not None and pos - last[0] <= _REACH and "board" not in of.group()
        return last[1] if near and last else None if of.group(1) else PEOPLE
    if not _STANDS_ALONE.match(text, stop, end):
        return None
    before = _sentence_before(text, floor, pos)
    if _POPULATION.search(before.rstrip()):
        return PEOPLE
    great = reading.value >= _GREAT or _NUMBER_OF.search(before) is not None
    if _reaches(great).search(before) and (noun := _tally(before)):
        return noun
    return _as_before(text, end, reading, before, last)


def _sentence_before(text: str, floor: int, pos: int) -> str:
    start = max(floor, pos - _REACH)
    for found in _SENTENCE_END.finditer(text, start, pos):
        start = found.end()
    return text[start:pos]


def _tally(before: str) -> str | None:
    """The noun whose tally a sentence tells, up to its verb."""
    number_of = _NUMBER_OF.search(before)
    if number_of:
        return number_of.group(1)
    found = [m.group(1) for m in _tallied().finditer(before)]
    if not found:
        return None
    return PEOPLE if found[-1] in context_words("toll") else found[-1]


def _as_before(
    text: str, end: int, reading: Reading, before: str, last: tuple[int, str] | None
) -> str | None:
    """The noun of the figure before, where the number is told against it."""
    if last is None or last[1] == _POINTS:
        return None
    apart = reading.start - last[0]
    if _GAINED.search(before) and last[1].split()[-1] in context_words("contested"):
        return last[1] if apart <= 2 * _REACH else None
    if apart > min(_NEAR, len(before)):
        return None
    if _compared().search(before) or _AFTER_RATE.match(text, reading.end, end):
        return last[1]
    if _VOTES.match(text, reading.end, end) and _BALLOT.search(before):
        return last[1]
    return None
