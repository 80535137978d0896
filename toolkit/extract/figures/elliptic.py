"""Numbers whose noun stands further off: 66 of them, a tally of 17, arrests rose to 1,300.

Nothing right after such a number says what it counts. Four things do: a pronoun ("of whom"), a
word for a population or a crowd before it ("a city of 2 million"), a noun that is tallied with a
verb of reaching ("the number of trucks fell to 40"), and a figure just before with which the number
is compared ("won 30 seats, up from 12"). Without one of them the number is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from toolkit.extract.figures import numbers
from toolkit.extract.figures.count import GLUED, PEOPLE
from toolkit.extract.figures.lexicon import GAP, context_words, name_words, nouns, qualifier_phrases
from toolkit.extract.figures.units import Reading, amount_at, qualifier_at
from toolkit.patterns import compiled

RULE = "elliptic"
Counted = tuple[int, str, Decimal]
"""A figure with a noun: the offset after it, the noun, the number."""
_OF = compiled(
    rf"{GAP}(?:of{GAP}(?:(?:them|whom)|(these|those|which))|in{GAP}(?:all|total)|(on{GAP}board|aboard"
    rf"|out{GAP}of{GAP}(?:work|a{GAP}job)|in{GAP}(?:hospital|custody|detention|intensive{GAP}care)"
    rf"|behind{GAP}bars|without{GAP}(?:power|electricity|water|heat|shelter)))(?!\w)"
)
_REACH = 160
_BESIDE = 24
_LAND = compiled(r"(?<!\w)(?:nation|country|city|town|village|island|republic) of $")
_NEAR = 120
_GREAT = 1000
"""A number from here on is hardly an age, a score or a time of day."""
_YEAR = compiled(r"(?:1[89]|20)[0-9]{2}(?!,?[0-9]|\.[0-9])")
_CLOCK = compiled(r"(?:[01][0-9]|2[0-3])[0-5][0-9](?![0-9,.])")
_OF_CLOCK = compiled(rf"{GAP}(?:in{GAP}the{GAP}(?:morning|afternoon|evening)|at{GAP}night)(?!\w)")
_SENTENCE_END = compiled(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"])|\n\s*\n")
_NUMBER_OF = compiled(
    r"(?<!\w)[Nn]umbers? of (?:[a-z][\w-]*\s){0,3}?([a-z][\w-]*s|people|children)(?!\w)"
)
_POPULATION = (
    "population|nation|country|city|town|village|island|community|crowd|territory|province"
    "|republic|enclave|workforce|membership|audience|diaspora|minority|home"
)
_AFTER_RATE = compiled(rf"{GAP}(?:an?|each|every|per){GAP}(?:day|week|month|year|hour)(?!\w)")
_VOTES = compiled(rf"{GAP}(?:votes?{GAP})?(?:against|in{GAP}favou?r|abstain(?:ed|ing))(?!\w)")
_BALLOT = compiled(r"(?<!\w)(?:[Vv]ot(?:e|es|ed|ing)|ballots?)(?!\w)")
_GAINED = compiled(
    r"(?<!\w)(?:took|won|got|gained|secured|captured|claimed|needs|lost|has|had|with|on)\s(?:only\s|just\s)?$"
)
_PLACED = compiled(rf"{GAP}(?:from|in|for|near|at|on){GAP}(?:the{GAP})?[A-Z]")
_CLAUSE_ENDS = frozenset({"; ", ". ", ": "})
_DID = compiled(
    rf"{GAP}(?:(?:more|others){GAP})?(?:were|are|have|had|remain|came|went|[a-z]+ed)(?!\w)"
)
_AGES = compiled(r"[A-Z]\w+, [0-9]{1,2}[,;]")
_NAME = compiled(r"(?:,|;|\band)\s(?:in\s)?(?:the\s)?([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?)\s$")
_VERB_FOLLOWS = compiled(rf"{GAP}(?:is|are|was|were|have|has|had)(?!\w)")
_HAS = compiled(
    r"(?<!\w)(?:has|have|had|needs?|wants?|seeks?|sought|expects?|makes?|made|donate[sd]?|sent|sends?|gave|gives?|got|ordered|sold"
    r"|took|hosts?|lost|and|another|further|additional|only|just)\s$"
)
_ANOTHER = compiled(r"(?<!\w)(?:[Aa]nother|(?:a|[Tt]he) further|an additional)\s$")
_GOES_ON = compiled(
    rf"[.,;]|{GAP}(?:will|would|could|may|might|were|was|are|is|had|have|has|on|in|at|from|by|to)(?!\w)"
)
"""What, behind "another 900", says that its noun is that of the figure before."""
_POINTS = "points"
"""Of what an index of shares rises; the level to which it rises counts nothing."""
_STANDS_ALONE = compiled(
    r"[,.;:!?)\]”\"’—–]|\s*$|[ \n](?:[—–-]|in|on|by|since|from|so|as|a|an|per|last|this|at|and|but"
    r"|against|abstaining|abstained|after|before|during|to|for|with|over|within|when|while|until"
    r"|is|are|was|were|have|has|had|will|would|could|may|might|now|today|yesterday|earlier|later|among|across|daily|who"
    r"|that)(?!\w)"
)


@cache
def _before_number(words: str) -> re.Pattern[str]:
    """One of the words, or of the alternatives, right before a number or its qualifier."""
    phrases = "|".join(map(re.escape, qualifier_phrases()))
    return compiled(rf"(?<![\w-])(?:{words})\s(?:(?:just|only|{phrases})\s)?$")


@cache
def _words(*lists: str) -> str:
    known = frozenset[str]().union(*map(context_words, lists))
    return "|".join(sorted(sorted(known), key=len, reverse=True))


def _compared() -> re.Pattern[str]:
    """What right before a number compares it with the figure before: "up from", "a tally of"."""
    return _before_number(_words("compared"))


def _reaches(great: bool) -> re.Pattern[str]:
    """A verb that says what a tally has come to, right before the number."""
    return _before_number(_words("reaches", "reaches_great") if great else _words("reaches"))


def _population() -> re.Pattern[str]:
    """A word for many persons, of whom a number follows: a city of 2 million, home to 300."""
    return _before_number(rf"(?:{_POPULATION}) (?:of|to)")


@cache
def _no_gaps() -> frozenset[str]:
    """Words with a capital before a number that make a name or a date of it: Apollo 13, May 9."""
    return frozenset(name_words()) | context_words("month")


@cache
def _tallied() -> re.Pattern[str]:
    """A noun of which news keeps a tally."""
    return compiled(rf"(?<![\w-])({'|'.join(sorted(context_words('tallied')))})(?!\w)")


@cache
def _levels() -> re.Pattern[str]:
    """What stands at a number that counts nothing: an index, the temperature."""
    return compiled(rf"(?<![\w-])(?:{_words('level')})(?!\w)")


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
    if low is None or low.vague or low.value != int(low.value):
        return None
    if GLUED.match(text, low.end, end) or _OF_CLOCK.match(text, low.end, end):
        return None
    if text.endswith(" at ", 0, pos) and _CLOCK.match(text, pos, end):
        return None
    amount = amount_at(text, pos, low, end)
    of = _OF.match(text, amount.end, end)
    stop, code = (of.end(), None) if of else qualifier_at(text, amount.end, end)
    return Reading(
        pos, stop, amount.low.value, amount.high, "count", RULE, amount.low, PEOPLE, code
    )  # fmt: skip


def of_a_land(text: str, floor: int, reading: Reading) -> bool:
    """Whether a number is that of a country's people, with a verb after it: 22 million owes."""
    if text[reading.start - 3 : reading.start] != "of " or reading.counted is None:
        return False
    if reading.counted.lower() in nouns() or reading.value < _GREAT or " of " in reading.counted:
        return False
    return _LAND.search(text, max(floor, reading.start - _BESIDE), reading.start) is not None


def named(text: str, floor: int, end: int, reading: Reading, seen: Sequence[Counted]) -> str | None:
    """What a bare number counts, or ``None`` where nothing says so.

    Args:
        text: any text.
        floor: offset of the first character that may tell.
        end: offset after the last one.
        reading: the number, as `bare` read it.
        seen: the figures with a noun before it, in order.
    """
    last = seen[-1] if seen else None
    pos, stop = reading.start, reading.end
    of = _OF.match(text, reading.number.end, end)
    if of:
        if of.group(2):
            return PEOPLE
        whole = [n for at, n, size in seen[-4:] if pos - at <= _REACH and size >= reading.value]
        if whole:
            return whole[-1]
        return PEOPLE if of.group().endswith(("them", "whom")) else None
    begins = text[pos - 2 : pos] in _CLAUSE_ENDS and _DID.match(text, stop, end)
    if begins and last is not None and pos - last[0] <= _NEAR:
        return last[1]
    if not _STANDS_ALONE.match(text, stop, end):
        return None
    before = _sentence_before(text, floor, pos)
    if _population().search(before):
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
    found = [number_of] if number_of else list(_tallied().finditer(before))
    if not found or _levels().search(before, found[-1].end()):
        return None  # though deaths were few, the index fell to 40
    noun = found[-1].group(1)
    return PEOPLE if not number_of and noun in context_words("toll") else noun


def _as_before(
    text: str, end: int, reading: Reading, before: str, last: Counted | None
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
    if _PLACED.match(text, reading.end, end) and before.endswith(", ") and reading.value <= last[2]:
        return last[1]
    name = _NAME.search(before)
    gap = name is not None and _no_gaps().isdisjoint(name.group(1).lower().split())
    if gap and not _AGES.search(before) and not _VERB_FOLLOWS.match(text, reading.end, end):
        return last[1]
    if _ANOTHER.search(before) and _GOES_ON.match(text, reading.end, end):
        return last[1]
    if reading.value >= _GREAT and _HAS.search(before):
        return last[1]
    if _VOTES.match(text, reading.end, end) and _BALLOT.search(before):
        return last[1]
    return None
