"""Numbers of persons whose noun is left out: killing 17, at least 40 were wounded, a toll of 90.

Nothing beside such a number says what it counts, but the verb does. What is counted is then the
noun of the figure before it in the same sentence, where that one counts persons ("killing 17
soldiers and wounding 40"), and "people" where none does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from toolkit.extract.figures import numbers
from toolkit.extract.figures.count import GLUED, PEOPLE, counted, peoples
from toolkit.extract.figures.lexicon import (
    GAP,
    context_words,
    nouns_of,
    qualifier_phrases,
    stops,
    verbs_of,
)
from toolkit.extract.figures.units import Amount, Reading, amount_at, with_unit
from toolkit.patterns import compiled

RULE = "persons"
ONE = "one_person"
_ONES = frozenset({"man", "woman", "child", "person", "policeman", "policewoman", "serviceman"})
_BESIDE = 50
_TOLD_BEFORE = compiled(
    r"(?:(?:[0-9]|[Oo]ne|[Tt]wo|[Tt]hree|four|five|six|seven|eight|nine|ten)(?: [\w-]+){1,3}"
    r"(?: and|, and|,)|leaving|left)\s+$"
)
_WORD = rf"{GAP}([a-z]{{2,12}})(?!\w)"
_NEXT = compiled(rf"{_WORD}(?:{_WORD}(?:{_WORD}(?:{_WORD})?)?)?")
_FOLLOWING = compiled(rf"{GAP}([a-z]+)(?!\w)")
_AUXILIARIES = frozenset({"was", "were", "is", "are", "been", "being", "have", "had", "has"})
_ADVERBS = frozenset(
    {"more", "also", "still", "now", "later", "reported", "feared", "believed", "confirmed"}
)
_DOWN = compiled(rf"{GAP}down(?!\w)")
_PART_OF = compiled(rf"{GAP}(?:of|and{GAP}a{GAP}half)(?!\w)")
_OF_PERSONS = compiled("(?:ers|ors|men|ists|ians|ants|ees|nationals)$")
"""How most nouns of persons end that name what somebody does, or where he comes from."""
_REACH = 100
_OTHER_CLAUSE = compiled(r"[.!?][”\"’')\]]*\s|\b(?:where|while|but|as|since|after|before)\b")


@cache
def _begun() -> frozenset[str]:
    """The first two letters of the verbs of `_opening`, and of "toll"."""
    return frozenset(verb[:2] for verb in (*verbs_of("transitive"), "toll"))


@cache
def _opening() -> re.Pattern[str]:
    """A verb of killing or wounding, or a toll, up to the number of those whom it befell."""
    verbs = "|".join(f"[{v[0].upper()}{v[0]}]{v[1:]}" for v in sorted(verbs_of("transitive")))
    toll = rf"[Tt]oll(?:{GAP}[a-z][\w-]*){{0,5}}?{GAP}(?:to|at|of|is|was|reached|reaches|topped)"
    phrases = "|".join(p.replace(" ", GAP) for p in qualifier_phrases())
    return compiled(rf"(?:{verbs}|{toll}){GAP}(?:({phrases}){GAP})?(?:another{GAP})?(?=[0-9a-z])")


def _people(text: str, start: int, amount: Amount, stop: int, code: str | None) -> Reading:
    """The reading of an amount of persons in [start, stop)."""
    return Reading(
        start=start,
        end=stop,
        value=amount.low.value,
        value_max=amount.high,
        unit_code="count",
        rule=RULE,
        number=amount.low,
        counted=PEOPLE,
        qualifier=code,
    )


def befallen(text: str, pos: int, end: int) -> Reading | None:
    """Persons killed or wounded, whose number stands after the verb without a noun.

    Args:
        text: any text.
        pos: where such a verb, or "toll", may begin.
        end: offset after the last character that may belong to it.
    """
    if text[pos : pos + 2].lower() not in _begun():
        return None
    opening = _opening().match(text, pos, end)
    low = numbers.match(text, opening.end(), end) if opening else None
    if opening is None or low is None or low.vague or GLUED.match(text, low.end, end):
        return None
    amount = amount_at(text, low.start, low, end)
    if with_unit(text, amount, end, False) or one_person(text, amount, end):
        return None
    if counted(text, amount, end):
        return None
    if _PART_OF.match(text, amount.end, end):
        return None
    phrase = opening.group(1)
    code = qualifier_phrases()[" ".join(phrase.split()).lower()] if phrase else None
    return _people(text, pos, amount, amount.end, code)


def whom_it_befell(text: str, amount: Amount, end: int) -> Reading | None:
    """Persons as whose verb the words after a number follow: 17 died, 40 were wounded.

    Args:
        text: any text.
        amount: the bare number or range.
        end: offset after the last character that may belong to it.
    """
    found = _NEXT.match(text, amount.end, end)
    if found is None or amount.low.vague:
        return None
    for place, word in enumerate(found.groups(), 1):
        points_back = text[max(0, amount.start - 4) : amount.start].lower() == "the "
        acts = word in verbs_of("intransitive") or (word in verbs_of("acting") and not points_back)
        if _DOWN.match(text, found.end(place), end):
            return None
        if acts or (place > 1 and word in verbs_of("participle")):
            return _people(text, amount.start, amount, found.end(place), None)
        if word not in _AUXILIARIES and word not in _ADVERBS:
            break
    return None


@cache
def _singular() -> re.Pattern[str]:
    """One person by what he is, after a word or two that say more of him: one police officer."""
    plurals = (n for n in nouns_of("person") if n.endswith("s") and not n.endswith("ss"))
    ones = sorted({n.removesuffix("s") for n in plurals} | _ONES)
    names = "|".join(sorted(ones, key=len, reverse=True))
    return compiled(
        rf"{GAP}(?:(?:[A-Z]?[a-z][a-z-]+|[A-Z]{{2,5}}){GAP}){{0,2}}?"
        rf"({names}|[A-Z][a-z]{{3,}}|[a-z]{{3,12}}(?:er|or|ist|ian|ee|man))(?![\w-])"
    )


def _describes(text: str, pos: int, end: int) -> bool:
    """Whether a noun follows a demonym: one American ship, not "one American died"."""
    following = _FOLLOWING.match(text, pos, end)
    word = following.group(1) if following else ""
    if not word or word in stops() or word in ("and", "or") or word in _ADVERBS:
        return False
    return not any(word in verbs_of(kind) for kind in ("intransitive", "acting", "participle"))


def one_person(text: str, amount: Amount, end: int) -> Reading | None:
    """One person killed, hurt or counted with others; `befell_one` tells whether it is so.

    Args:
        text: any text.
        amount: the bare number.
        end: offset after the last character that may belong to it.
    """
    if amount.low.value != 1 or text[amount.start : amount.low.end].lower() != "one":
        return None
    found = _singular().match(text, amount.end, end)
    if found is None:
        return None
    name = found.group(1)
    if name[0].isupper() and name.lower() not in peoples():
        return None
    if name[0].isupper() and _describes(text, found.end(), end):
        found = _singular().match(text, found.end(), end)  # one Danish teacher
        if found is None or found.group(1)[0].isupper():
            return None
        name = found.group(1)
    if name in context_words("no_person") or name in stops():
        return None
    counted = (
        PEOPLE if name == "person" or name[0].isupper() else text[amount.end : found.end()].strip()
    )
    reading = _people(text, amount.start, amount, found.end(), None)
    return replace(reading, counted=" ".join(counted.split()), rule=ONE)


def befell_one(text: str, floor: int, reading: Reading) -> bool:
    """Whether the words about one person tell of a toll: killing one man, one nurse was hurt.

    Args:
        text: any text.
        floor: offset of the sentence's or block's first character.
        reading: what `one_person` read.
    """
    before = text[max(floor, reading.start - _BESIDE) : reading.start]
    if _TOLD_BEFORE.search(before) or before.split()[-1:] in _told_ones():
        return True
    found = _NEXT.match(text, reading.end)
    if found is None:
        return False
    for word in found.groups():
        if word in verbs_of("intransitive") or word in verbs_of("participle"):
            return True
        if word not in _AUXILIARIES and word not in _ADVERBS:
            return False
    return False


@cache
def _told_ones() -> tuple[list[str], ...]:
    return tuple([verb] for verb in verbs_of("transitive"))


def noun_before(text: str, previous: tuple[int, str] | None, pos: int) -> str:
    """What a number of persons without a noun counts.

    Args:
        text: any text.
        previous: offset after the figure before it, and what that one counts.
        pos: offset of the number.
    """
    if previous is None or pos - previous[0] > _REACH:
        return PEOPLE
    if _OTHER_CLAUSE.search(text, previous[0], pos):
        return PEOPLE
    last = previous[1].split()[-1].lower()
    persons = last in nouns_of("person") or _OF_PERSONS.search(last)
    return previous[1] if persons else PEOPLE
