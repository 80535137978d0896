"""What can be said of a capitalised name before its article is looked at, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from toolkit.extract import lexicons
from toolkit.extract.names.lexical import lexicon_of
from toolkit.extract.names.register import Register, fold_name
from toolkit.extract.names.runs import ARTICLES
from toolkit.patterns import compiled
from toolkit.values import value

_INITIAL = compiled(r"^\w\.?$")
_GLUED = compiled(r"\b(\w\.)(?=\w{2})")
"""An initial to which the surname is glued: "D.Medvedev"."""
_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
_SHORTEST_TITLE = 7
_SLUG = compiled(r"[^a-z0-9]+")
_MOST_NAMES_KEPT = 20_000


@lru_cache(maxsize=_MOST_NAMES_KEPT)
def slug(text: str) -> str:
    """Lower-case letters and digits joined by hyphens: "Evan S. Medeiros" to evan-s-medeiros."""
    return _SLUG.sub("-", fold_name(text)).strip("-")


@value
class NameFacts:
    """What a name is, as far as register and lexicons tell.

    Attributes:
        tokens: its folded words without initials and suffixes.
        surname: these words as one string.
        ids: the persons of the register who bear it as a full name.
        person: whether it is a person's full name by its given name.
        common: whether it is a common word with a capital.
        family: whether a person of the register bears it as a surname.
        thing: whether one of its words says that it names an organisation.
        introduces: whether it introduces a person by itself.
        unknown: whether it says nothing by itself: it may be the surname of somebody introduced.
    """

    tokens: tuple[str, ...]
    surname: str
    ids: tuple[str, ...]
    person: bool
    common: bool
    family: bool
    thing: bool
    introduces: bool
    unknown: bool


def name_tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name without initials and suffixes such as Jr."""
    if "." in name:
        name = _GLUED.sub(r"\1 ", name)
    tokens = tuple([token.strip(",") for token in fold_name(name).split()])
    kept = tuple([t for t in tokens if len(t) > 2 or not _INITIAL.match(t)])
    if not _SUFFIXES.isdisjoint(kept):
        kept = tuple([t for t in kept if t not in _SUFFIXES])
    return kept or tokens


def without_mistyped_title(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without a title that lacks a letter or has one too many or a wrong one.

    "Prsident Biya", "Presdient Biya", "Presidnet Biya".
    """
    if len(tokens) > 1 and len(tokens[0]) >= _SHORTEST_TITLE - 1:
        titles = lexicons.words("mention_mistyped_titles")
        word = tokens[0]
        if any(_one_slip(word, title) for title in titles if title[0] == word[0]):
            return tokens[1:]
    return tokens


def _one_slip(word: str, meant: str) -> bool:
    """Whether one letter was left out, added or changed, or two neighbours were exchanged.

    Not the first letter ("resident"), and none was added at the end ("presidents").
    """
    if abs(len(word) - len(meant)) > 1 or word.startswith(meant):
        return False
    differing = (i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b)
    same = next(differing, len(word))
    rest, wanted = word[same:], meant[same:]
    return same > 0 and (
        rest == wanted[1:]
        or rest[1:] == wanted
        or rest[1:] == wanted[1:]
        or (rest[2:] == wanted[2:] and rest[:2] == wanted[1::-1])
    )


def bare_forms(surname: str) -> tuple[str, ...]:
    """A folded surname and, where it has the Arabic article, its forms with "al-" and without."""
    if surname[:3] not in ("al ", *ARTICLES):
        return (surname,)
    rest = surname[3:]
    bare = () if rest in lexicons.words("mention_not_names") else (rest,)
    return (surname, f"al-{rest}", *bare)


def full_name_ids(register: Register, tokens: Sequence[str]) -> tuple[str, ...]:
    """The persons of the register whom a full name means: as written, or by first and last word."""
    names = register.full_names()
    return names.get(" ".join(tokens)) or names.get(f"{tokens[0]} {tokens[-1]}") or ()


def may_be_person(value: str, tokens: Sequence[str]) -> bool:
    """Whether nothing in a name of several words says that it is none of a person."""
    if not set(tokens).isdisjoint(lexicons.words("mention_organisation_words")):
        return False
    return not value.isupper() and tokens[0] not in lexicons.words("mention_not_names")


def _is_thing(value: str) -> bool:
    if " " not in value or value.isupper():
        return False
    words = frozenset(map(str.lower, value.split()))
    if len(words) < 2:
        return False
    return not words.isdisjoint(lexicons.words("mention_organisation_words"))


class NameBook(dict[str, NameFacts]):
    """The facts of each name met, kept from article to article.

    Args:
        register: people with their names.
        given_names: given names, folded.
    """

    def __init__(self, register: Register, given_names: Collection[str]) -> None:
        super().__init__()
        self._register = register
        self._given_names = given_names

    def __missing__(self, value: str) -> NameFacts:
        """Work out the facts of a name met for the first time."""
        tokens = without_mistyped_title(name_tokens(value))
        surname = self._known_surname(" ".join(tokens))
        several = len(tokens) > 1
        given = several and len(tokens) <= 4 and tokens[0] in self._given_names
        ids = full_name_ids(self._register, tokens) if several else ()
        person = given and may_be_person(value, tokens)
        common = surname in lexicons.words("mention_not_names")
        family = bool(self._register.by_family_name(surname))
        thing = _is_thing(value)
        facts = NameFacts(
            tokens,
            surname,
            ids,
            person,
            common,
            family,
            thing,
            introduces=person or bool(ids),
            unknown=not thing and (common or not family),
        )
        if len(self) < _MOST_NAMES_KEPT:
            self[value] = facts
        return facts

    def _known_surname(self, surname: str) -> str:
        """A surname with the Arabic article as the register has it: with it or without."""
        by_name, article = self._register.by_family_name, surname[:3]
        if article in ARTICLES and not by_name(surname) and by_name(surname[3:]):
            return surname[3:]
        return surname


@lru_cache(maxsize=4)
def names_of(register: Register) -> NameBook:
    """The facts of names by a register; one book for all articles."""
    return NameBook(register, lexicon_of(register).given_names)
