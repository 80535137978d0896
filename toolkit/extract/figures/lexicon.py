"""The word lists that the figure rules read by, in the shape that they look them up in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from toolkit.extract.lexicons import table, words
from toolkit.patterns import compiled

GAP = "[ \u00a0\u2009\u202f\n]"
"""One blank between two words of a figure; an empty line ends every figure."""

WHOLE = rf"(?:(?:full|whole|entire|solid){GAP})?"
"""What may stand between an amount and its unit and change neither: "a full hour"."""

_BULKY = frozenset({"length", "mass", "area", "volume"})
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a form of a unit stands for.

    Attributes:
        code: code of the unit (``schemas/codes/units.csv``).
        dimension: what it measures; ``currency`` for money.
        factor: what one of the form is in the unit (a cent: 0.01 dollars).
        bare: whether it may follow a number greater than one after a blank. The singular of a
            length or a mass may not: in "500 foot soldiers" nothing is measured in feet.
        needs_scale: whether it is a unit only after a scale word ("5 billion won").
    """

    code: str
    dimension: str
    factor: Decimal = Decimal(1)
    bare: bool = True
    needs_scale: bool = False


def _unit(row: dict[str, str], forms: frozenset[str]) -> Unit:
    form, dimension = row["form"], row["dimension"]
    plural = {f"{form}s", f"{form}es", form[:-1] + "ies"} & forms
    # An abbreviation has no singular: "12 km" is what "12 kms" is.
    singular = bool(plural) and not _VOWELS.isdisjoint(form)
    singular = singular or form in ("foot", "cubic foot", "square foot")
    bare = not (singular and (dimension in _BULKY or form == "second"))
    return Unit(row["unit_code"], dimension, Decimal(row["factor"]), bare)


@cache
def units() -> dict[str, Unit]:
    """Every form that may follow a number, money included. Forms of up to three letters are exact
    in case ("MW", "ha"), longer ones are in lower case.
    """
    rows = table("figure_units")
    forms = frozenset(row["form"] for row in rows)
    found = {_key(row["form"]): _unit(row, forms) for row in rows}
    for row in table("figure_currencies"):
        if not row["position"].startswith("before"):
            found[_key(row["form"])] = Unit(
                row["unit_code"],
                "currency",
                Decimal(row["factor"]),
                needs_scale=row["position"] == "after_scale",
            )
    return found


_FIRST_WORD = compiled(r"\w+")


def _key(form: str) -> str:
    return form if len(form) <= 3 else form.lower()


@cache
def unit_beginnings() -> dict[str, list[str]]:
    """The forms of units by their first words, lower case, or by the sign that they begin with."""
    found: dict[str, list[str]] = {}
    for form in sorted(units(), key=len, reverse=True):
        word = _FIRST_WORD.match(form)
        found.setdefault((word.group() if word else form[0]).lower(), []).append(form)
    return found


@cache
def unit_pattern(beginning: str) -> re.Pattern[str] | None:
    """Matches a unit's form that begins with a word (lower case) or sign, the longest one first."""
    forms = unit_beginnings().get(beginning)
    if forms is None:
        return None
    parts = [re.escape(f).replace(r"\ ", f"(?:{GAP}|-)") for f in forms]
    exact = "|".join(p for p, f in zip(parts, forms, strict=True) if len(f) <= 3)
    free = "|".join(p for p, f in zip(parts, forms, strict=True) if len(f) > 3)
    both = [f"(?i:{free})" if free else "", exact]
    return compiled(f"(?:{'|'.join(filter(None, both))})" + r"(?!\w)")


def unit_at(text: str, pos: int, end: int) -> tuple[int, Unit] | None:
    """The unit whose form begins at ``pos``, with the offset after it."""
    if pos >= end:
        return None
    word = _FIRST_WORD.match(text, pos, end)
    beginning = (word.group() if word else text[pos]).lower()
    pattern = unit_pattern(beginning) if beginning in unit_beginnings() else None
    found = pattern.match(text, pos, end) if pattern else None
    if not found:
        return None
    unit = units().get(_key(" ".join(found.group().replace("-", " ").split())))
    return (found.end(), unit) if unit else None


@cache
def currency_marks() -> dict[str, str]:
    """Currency marks that stand before a number, and their codes."""
    rows = table("figure_currencies")
    return {r["form"]: r["unit_code"] for r in rows if r["position"].startswith("before")}


@cache
def scale_marks() -> frozenset[str]:
    """Currency marks that are some only before a great amount: N500 billion, but N95."""
    rows = table("figure_currencies")
    return frozenset(row["form"] for row in rows if row["position"] == "before_scale")


@cache
def stops() -> dict[str, bool]:
    """Words that are not what a number counts; true for those that end the search for it."""
    return {row["word"]: row["effect"] == "ends" for row in table("figure_stops")}


@cache
def prepositions() -> frozenset[str]:
    """Prepositions, of which no second one stands right before "about" as a preposition."""
    return frozenset(r["word"] for r in table("figure_stops") if r["why"] == "preposition")


@cache
def nouns() -> frozenset[str]:
    """Countable nouns that do not end in a plural "s", and the commonest that do."""
    return frozenset(row["noun"] for row in table("figure_nouns"))


@cache
def nouns_of(kind: str) -> frozenset[str]:
    """The nouns of one kind: person or thing."""
    return frozenset(row["noun"] for row in table("figure_nouns") if row["kind"] == kind)


@cache
def verbs_of(kind: str) -> frozenset[str]:
    """The verbs beside a number of persons that stand on one side of it."""
    return frozenset(row["word"] for row in table("figure_persons") if row["kind"] == kind)


@cache
def states() -> frozenset[str]:
    """Words that are counted only where no noun follows them ("12 dead")."""
    return frozenset(row["noun"] for row in table("figure_nouns") if row["kind"] == "state")


@cache
def heads() -> re.Pattern[str]:
    """A pattern of what an amount is joined to by a hyphen: "27-member", "3,000-strong"."""
    return compiled(rf"-({'|'.join(sorted(words('figure_heads')))})(?!\w|-\w)")


@cache
def back_references() -> frozenset[str]:
    """Nouns that "the three ..." only points back with."""
    return frozenset(row["noun"] for row in table("figure_backrefs"))


@cache
def name_words() -> dict[str, bool]:
    """Words before a number that make it a name; true where only with a capital letter."""
    return {row["phrase"]: row["case"] == "capital" for row in table("figure_names")}


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words that say how exact a number is; ``plain`` where their neighbours need no look."""

    phrase: str
    code: str
    plain: bool


@cache
def qualifiers_before() -> dict[str, tuple[Qualifier, ...]]:
    """Qualifiers that stand before a number by their last word, the longest first."""
    found: dict[str, list[Qualifier]] = {}
    for row in table("figure_qualifiers"):
        if row["position"] == "before":
            item = Qualifier(row["phrase"], row["qualifier_code"], row["plain"] == "yes")
            found.setdefault(row["phrase"].split()[-1], []).append(item)
    return {k: tuple(sorted(v, key=lambda q: -len(q.phrase))) for k, v in found.items()}


@cache
def qualifier_phrases() -> dict[str, str]:
    """Every qualifier that stands before a number, and its code; the longest ones first."""
    rows = [row for row in table("figure_qualifiers") if row["position"] == "before"]
    rows.sort(key=lambda row: -len(row["phrase"]))
    return {row["phrase"]: row["qualifier_code"] for row in rows}


@cache
def qualifier_after() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """A pattern of the qualifiers that stand after a number, their codes and first letters."""
    codes = {
        row["phrase"]: row["qualifier_code"]
        for row in table("figure_qualifiers")
        if row["position"] == "after"
    }
    phrases = "|".join(p.replace(" ", GAP) for p in codes if p not in ("plus", "odd"))
    pattern = compiled(rf"(?:{GAP}({phrases})|[ -](plus)|-(odd)|(\+))(?!\w)")
    return pattern, codes, frozenset(phrase[0] for phrase in codes)


@cache
def qualifier_contexts() -> dict[tuple[str, str], str]:
    """(phrase, word before it) to its effect: ``opens`` or ``blocks``."""
    return {(r["phrase"], r["word"]): r["effect"] for r in table("figure_qualifier_contexts")}


@cache
def changes() -> frozenset[str]:
    """Words before an amount that tell of a change, so that "X to Y" is no range."""
    return frozenset(row["word"] for row in table("figure_changes"))


@cache
def context_words(name: str) -> frozenset[str]:
    """One of the lists of words that stand before a number."""
    return frozenset(r["word"] for r in table("figure_context_words") if r["list"] == name)
