"""Finds, in one pass, every word or phrase of the register and the lexicons in a text.

The text is folded (lower case, no diacritics, everything but letters and digits a blank) without
changing its length, and an Aho-Corasick automaton over all phrases reads it once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, MatchKind

from toolkit.extract import lexicons
from toolkit.extract.names import runs
from toolkit.extract.names.register import Register, fold_name
from toolkit.extract.words import foreign_characters
from toolkit.values import value


class ItemKind(StrEnum):
    """What a piece of text is, before grammar looks at it."""

    NAME = "name"
    CAPITALISED = "capitalised"
    HONORIFIC = "honorific"
    TITLE = "title"
    ROLE = "role"
    COUNTRY = "country"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"
    STATE_MEDIA = "state_media"
    ORGANISATION = "organisation"
    PRONOUN = "pronoun"


@value
class Item:
    """A piece of text with what the lexicons say of it.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        kind: what it is.
        value: person ids joined by ``|``, country code, slug, or the folded words.
    """

    start: int
    end: int
    kind: ItemKind
    value: str


# A member of an enumeration takes four times as long to look up as a name of the module.
_PRONOUN, _CAPITALISED = ItemKind.PRONOUN, ItemKind.CAPITALISED
_FAR = 6  # characters: no longer gap joins a name to what stands beside it
_PRONOUNS = ("he", "him", "his", "her", "herself", "himself", "she", "they", "their", "them")
_NOON = frozenset({"PM", "pm", "Pm"})
_JOINED_AFTER = frozenset("$-")
_PRONOUN_FORMS = {word: word for word in _PRONOUNS} | {w.capitalize(): w for w in _PRONOUNS}
_PUNCTUATION = frozenset("’“”—‘–…\u00a0")  # what makes most texts more than ASCII
_MOST_FOREIGN = 40
_FOLDED_ASCII = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ")
    for code in range(256)
)
_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}


class _Blanking(dict[int, str]):
    """Maps every character that is neither letter nor digit to a blank."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_BLANK = _Blanking(_SEPARATORS)
_LOWER_ALLOWED = frozenset({ItemKind.TITLE, ItemKind.ROLE, ItemKind.ORGANISATION})
_PRIORITY = {
    kind: i
    for i, kind in enumerate(
        (
            ItemKind.NAME,
            ItemKind.COUNTRY,
            ItemKind.METONYM,
            ItemKind.STATE_MEDIA,
            ItemKind.CAPITAL,
            ItemKind.DEMONYM,
            ItemKind.CAPITALISED,
            ItemKind.TITLE,
            ItemKind.ORGANISATION,
            ItemKind.HONORIFIC,
            ItemKind.ROLE,
        )
    )
}


def _priority(meaning: tuple[ItemKind, str]) -> int:
    return _PRIORITY[meaning[0]]


def normalise(text: str) -> str:
    """The folded text with everything but letters and digits as blanks; its length is kept."""
    if text.isascii():
        return text.encode("ascii").translate(_FOLDED_ASCII).decode("ascii")
    foreign = foreign_characters(text) - _PUNCTUATION
    if foreign:
        folded = _folded("".join(foreign))
        if len(foreign) > _MOST_FOREIGN or not folded.isascii():
            lines = text.splitlines(keepends=True)  # few of which need it
            return "".join(map(normalise, lines)) if len(lines) > 1 else _folded(text)
        for char, base in zip(foreign, folded, strict=True):
            text = text.replace(char, base)
    return text.encode("ascii", "replace").translate(_FOLDED_ASCII).decode("ascii")


def _folded(text: str) -> str:
    """As `normalise`, character by character."""
    return fold_name(fold_name(text)).translate(_BLANK)  # a ligature may bear an accent


_TWO_WORDS = 40
"""How many characters before a full name hold the two words before it."""
_SHEIKHS = frozenset({"sheikh", "shaikh", "sheikha", "sayyid"})
"""Titles right behind which a name begins."""


class Lexicon:
    """All phrases of a register and the mention lexicons, ready to scan texts with.

    Args:
        register: people, countries and titles.
    """

    def __init__(self, register: Register) -> None:
        entries: dict[str, list[tuple[ItemKind, str]]] = {}
        for kind, phrase, meaning in _phrases(register):
            key = " " + normalise(phrase).strip()
            if len(key) > 2:
                entries.setdefault(key, []).append((kind, meaning))
        for word in _PRONOUNS:  # told by their exact form, not by kind
            entries.setdefault(f" {word}", [])
        for meanings in entries.values():
            if len(meanings) > 1:  # of one kind the first comes first
                meanings.sort(key=_priority)
        self._values = list(entries.values())
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest)
        self.given_names = _given_names(register)
        family_names = (n for person in register.people.values() for n in person.family_names)
        self._names_in = runs.NamesInRun(map(fold_name, family_names), self.given_names)

    def scan(
        self,
        text: str,
        headlines: Sequence[tuple[int, int]] = (),
        alone: list[tuple[int, int, str]] | None = None,
    ) -> list[Item]:
        """The phrases of the lexicons, pronouns and runs of other capitalised words, in order.

        Args:
            text: a clean text.
            headlines: spans in which a capital letter does not make a name.
            alone: where to put single words (start, end, word) that stand too far from every
                phrase to belong to it; without it they are items, too.
        """
        items = self._phrases_in(text)
        phrases = [item for item in items if item.kind is not _PRONOUN]
        items += self._capitalised(text, phrases, headlines, alone)
        items.sort(key=attrgetter("start"))
        return items

    def _capitalised(
        self,
        text: str,
        phrases: Sequence[Item],
        headlines: Sequence[tuple[int, int]],
        alone: list[tuple[int, int, str]] | None,
    ) -> list[Item]:
        """Runs of capitalised words that no phrase covers; a run that meets a phrase is cut there.

        In headlines, where every word may be capitalised, each word stands alone.
        """
        starts = [phrase.start for phrase in phrases]
        ends = [phrase.end for phrase in phrases]
        starts.append(sys.maxsize)
        number, next_start, last_end = 0, starts[0], -_FAR
        last_headline = max((high for _, high in headlines), default=0)
        covered = _covered(text, phrases)
        items: list[Item] = []
        append = items.append
        parts: Iterable[tuple[int, int]]
        for start, end, words in runs.runs_in(text):
            while next_start < start:
                if ends[number] > last_end:
                    last_end = ends[number]
                number += 1
                next_start = starts[number]
            if text[start - 1] == "-" and text[start - 3 : start] in runs.ARTICLES:
                start, words = start - 3, text[start - 3 : end]  # "al-Thani"
            if start < last_headline and any(low <= start < high for low, high in headlines):
                parts = runs.single_words(text, start, end, covered)
            elif next_start < end or last_end > start:
                if covered.find(0, start, end) < 0:
                    continue  # all of it is one phrase
                parts = runs.uncovered(text, start, end, covered)
            elif words in runs.WEEKDAYS:
                continue
            elif words.isalnum():
                if (
                    alone is not None
                    and start - last_end > _FAR
                    and next_start - end > _FAR
                    and text[end : end + 1] != ","  # an apposition may follow
                ):
                    alone.append((start, end, words))
                else:
                    append(Item(start, end, _CAPITALISED, words))
                    if end > last_end:
                        last_end = end
                continue
            else:
                parts = ((start, end),)
            if end > last_end:
                last_end = end
            for low, high in parts:
                for from_low, name in self._names_in[text[low:high]]:
                    at = low + from_low
                    append(Item(at, at + len(name), _CAPITALISED, name))
        return items

    def _goes_on_before(self, text: str, start: int) -> bool:
        """Whether a given name stands right before a full name: "Ahmed Nasser al-Sabah".

        So does what follows a title: "Sheikh Jarrah Jaber al-Sabah".
        """
        if text[start - 1 : start] != " ":
            return False
        *_, title, word = ("", "", *text[max(0, start - _TWO_WORDS) : start - 1].split(" "))
        titles = lexicons.words("mention_titles_as_names")
        folded = fold_name(word)
        if not word[:1].isupper() or not word.isalpha() or folded in titles:
            return False
        return folded in self.given_names or (title[:1].isupper() and fold_name(title) in _SHEIKHS)

    def _matches_in(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each phrase that ends with a word, the longest at its place.

        Where the longest ends inside a word, a shorter one counts: "president" in "president of
        the transitional council", though "president of the transition" is a title, too.
        """
        find = self._automaton.find_matches_as_indexes
        for index, start, end in find(folded):
            if folded[end] == " ":
                yield index, start, end
            elif (cut := folded.rfind(" ", start + 1, end)) > 0:
                for index_in, start_in, end_in in self._matches_in(folded[start : cut + 1]):
                    yield index_in, start + start_in, start + end_in

    def _phrases_in(self, text: str) -> list[Item]:
        folded = f" {normalise(text)} "
        values = self._values
        items: list[Item] = []
        append = items.append
        for index, start, end in self._matches_in(folded):
            end -= 1  # the folded text has one blank more in front, the phrase one, too
            surface = text[start:end]
            before, after = text[start - 1 : start], text[end : end + 1]
            if surface in _PRONOUN_FORMS:
                if after != "_" != before:
                    append(Item(start, end, _PRONOUN, _PRONOUN_FORMS[surface]))
                continue
            if after in _JOINED_AFTER or before == "-":
                continue  # "US$330" is an amount; "leader-to-leader", "China-led"
            if surface in _NOON and text[max(0, start - 2) : start].strip()[-1:].isdigit():
                continue  # "11:24 PM" is a time of day
            for kind, meaning in values[index]:  # what a proper name is not may be a common noun
                if kind is ItemKind.NAME and self._goes_on_before(text, start):
                    break
                if kind in _LOWER_ALLOWED or _capital_enough(surface, kind):
                    if after == "." and text[end - 2 : end - 1] == ".":
                        end += 1  # "U.S." ends with its full stop
                    append(Item(start, end, kind, meaning or surface))
                    break
        return items


def _covered(text: str, phrases: Iterable[Item]) -> bytearray:
    """Which characters of a text stand in a phrase: 1, all others 0."""
    covered = bytearray(len(text) + 1)
    for phrase in phrases:
        start, end = phrase.start, phrase.end
        covered[start:end] = b"\1" * (end - start)
    return covered


def _capital_enough(surface: str, kind: ItemKind) -> bool:
    """Whether a proper name is written as one: "US" but not "us", "Turkey" but not "turkey".

    Agencies of three letters are capitals throughout: "ANA", but not "Ana Brnabić".
    """
    if len(surface) <= 2 + (kind is ItemKind.STATE_MEDIA) and kind is not ItemKind.HONORIFIC:
        return surface.isupper()
    return surface[0].isupper() or surface[:3] in ("al-", "bin", "von", "van", "de ")


def _phrases(register: Register) -> Iterator[tuple[ItemKind, str, str]]:
    for folded, ids in register.full_names().items():
        if " " in folded or "-" in folded:
            yield ItemKind.NAME, folded, "|".join(ids)
    for person in register.people.values():
        for name in person.family_names:
            if " " in name and name[0].islower():  # "von der Leyen"
                yield ItemKind.CAPITALISED, name, ""
    for code, country in register.countries.items():
        for kind, phrases in (
            (ItemKind.COUNTRY, country.names),
            (ItemKind.DEMONYM, country.demonyms),
            (ItemKind.CAPITAL, country.capitals),
            (ItemKind.METONYM, country.metonyms),
            (ItemKind.STATE_MEDIA, country.state_media),
        ):
            for phrase in phrases:
                yield kind, phrase, code
    for surface in register.titles:
        yield ItemKind.TITLE, surface, surface
    for row in lexicons.table("mention_organisations"):
        yield ItemKind.ORGANISATION, row["surface"], row["slug"]
    for row in lexicons.table("mention_roles"):
        yield ItemKind.ROLE, row["surface"], row["surface"]
    for portfolio in lexicons.words("mention_portfolios"):
        yield ItemKind.ROLE, f"{portfolio} minister", "minister"
        yield ItemKind.ROLE, f"minister of {portfolio}", "minister"
        yield ItemKind.ROLE, f"minister for {portfolio}", "minister"
        yield ItemKind.ROLE, f"{portfolio} secretary", "secretary"
    for row in lexicons.table("mention_honorifics"):
        yield ItemKind.HONORIFIC, row["surface"], row["surface"]


def _given_names(register: Register) -> dict[str, str | None]:
    """Given names, those of the register and common ones, with the gender of most bearers."""
    seen: dict[str, list[int]] = {}
    for person in register.people.values():
        first = fold_name(person.name.split(" ")[0])
        counts = seen.setdefault(sys.intern(first), [0, 0])
        if person.gender in ("male", "female"):
            counts[person.gender == "female"] += 1
    names = {name: _majority(men, women) for name, (men, women) in seen.items() if len(name) > 2}
    for row in lexicons.table("mention_gendered_names"):
        if row["person"] == "yes":
            names |= dict.fromkeys(row["names"].split(), row["gender"])
    names |= {r["name"]: r["gender"] or None for r in lexicons.table("mention_given_names")}
    return names


@cache
def gendered_names() -> dict[str, str]:
    """Given names that tell a gender, those among them that are also places or words."""
    rows = lexicons.table("mention_gendered_names")
    return {name: row["gender"] for row in rows for name in row["names"].split()}


def _majority(men: int, women: int) -> str | None:
    """The gender of nine in ten bearers of a name that three or more bear."""
    if men + women < 3 or max(men, women) < 0.9 * (men + women):
        return None
    return "female" if women > men else "male"


@lru_cache(maxsize=4)
def lexicon_of(register: Register) -> Lexicon:
    """The lexicon of a register, built once."""
    return Lexicon(register)
