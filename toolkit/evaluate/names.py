"""When two names of a call's people, or of a quotation's speaker, are the same."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from toolkit.evaluate.words import values, words
from toolkit.extract.names.facts import names_of
from toolkit.extract.names.register import default_register

SIMILAR = 0.85
"""Ratio (`difflib.SequenceMatcher`) from which two last names are spellings of one."""
LONG_ENOUGH = 5
"""Letters that both last names must have for that."""
SHARED_WORDS = 0.5
"""Words that two bodies' names must share, of all words of both."""

_FAMILY_NAMES = {name.replace(" ", ""): last for name, last in values("family_name").items()}
_FILLERS = words("filler")
_BODIES = words("body")
_TITLES = re.compile(rf"\b(?:{'|'.join(sorted(sorted(words('title')), key=len, reverse=True))})\b")
_NOT_PLAIN = re.compile(r"[^a-z0-9 ]+")
_ARTICLE = re.compile(r"\b(?:a[dlnrstz]|el|ash)-")
"""The Arabic article, spelt by ear or left out: al-Mahmoudi, el-Mahmudi, Mahmudi."""
_POSSESSIVE = re.compile(r"'s\b")
_SPELLINGS = re.compile(r"(?:iy|yy|ii|ij|y|i|j)$")


def fold(name: str | None) -> str:
    """Lower case without accents, possessive endings, hyphens and other marks."""
    plain = unicodedata.normalize("NFKD", name or "")
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    plain = _POSSESSIVE.sub("", plain.replace("’", "'").replace("ı", "i")).replace("'", "")
    plain = _ARTICLE.sub("", plain.replace("defense", "defence")).replace("-", "")
    return _NOT_PLAIN.sub(" ", plain).strip()


def _plain(name: str | None) -> str:
    return " ".join(_TITLES.sub(" ", fold(name)).split())


@cache
def _ids(name: str) -> frozenset[str]:
    """The persons of the register who are called so by their whole name."""
    return frozenset(names_of(default_register())[name].ids or ())


def last_name(name: str | None) -> str:
    """The folded last name: the last word, or the family name where that stands first."""
    plain = _plain(name)
    if (together := plain.replace(" ", "")) in _FAMILY_NAMES:  # Suk-yeol, Suk Yeol, Sukyeol
        return _FAMILY_NAMES[together]
    return plain.split()[-1] if plain else ""


def same_last_name(one: str | None, other: str | None) -> bool:
    """Whether two last names are equal but for spelling: Zelensky, Zelenskyy, Zelenskiy.

    So are names of which one has all words of the other and more: Tedros Adhanom Ghebreyesus; and
    those that the register has of one person: King Salman, Salman bin Abdulaziz Al Saud.
    """
    if one and other and not _ids(one).isdisjoint(_ids(other)):
        return True
    fewer, more = sorted((_plain(one).split(), _plain(other).split()), key=len)
    if len(fewer) > 1 and set(fewer) <= set(more):
        return True
    a, b = last_name(one), last_name(other)
    if not a or not b:
        return False
    if a == b or _SPELLINGS.sub("", a) == _SPELLINGS.sub("", b):
        return True
    if min(len(a), len(b)) < LONG_ENOUGH:
        return False
    return difflib.SequenceMatcher(None, a, b).ratio() >= SIMILAR


def _name_words(name: str) -> set[str]:
    return {word for word in fold(name).split() if word not in _FILLERS}


def same_speaker(gold: str | None, others: Sequence[str], found: str | None) -> bool:
    """Whether a speaker is the gold's.

    Persons are the same by last name, bodies by the words of their names. Where the gold names
    nobody, nobody or one of ``others`` is right.

    Args:
        gold: who speaks.
        others: further names that are right.
        found: who was found to speak.
    """
    if gold is None:
        return not found or any(same_speaker(other, (), found) for other in others)
    if not found:
        return False
    b = _name_words(found)
    for name in (gold, *others):
        a = _name_words(name)
        if not _BODIES & (a | b) and same_last_name(name, found):
            return True
        if a and b and (a <= b or b <= a or len(a & b) / len(a | b) >= SHARED_WORDS):
            return True
    return False
