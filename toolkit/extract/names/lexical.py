"""Finds, in one pass, every word or phrase of the register and the lexicons in a text.

The text is folded (lower case, no diacritics, everything but letters and digits a blank) without
changing its length, and an Aho-Corasick automaton over all phrases reads it once.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, MatchKind

from toolkit.extract import lexicons
from toolkit.extract.names.register import Register, fold_name
from toolkit.extract.words import LATIN_ALNUM, is_latin
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
_UPPER = "".join(
    chr(c) for c in range(0x590) if unicodedata.category(chr(c)) in ("Lu", "Lt")
) + "".join(chr(c) for c in range(0x1E00, 0x1F00) if unicodedata.category(chr(c)) == "Lu")
_PARTICLE_STARTS = "abdeiltuvy"
_PARTICLE = r"(?:(?:d[aeiou]s?|del|della|der|van|von|den|ter|bin|ibn|bint|al|el|ul|la|le|abu|y)\s)"


def _runs(upper: str, word: str) -> re.Pattern[str]:
    """Runs of up to six capitalised words.

    An alternative that is empty or begins with one character costs a tenth of a repeat.

    Args:
        upper: the capital letters.
        word: a set of letters, digits and "_".
    """
    joined = rf"[-’'](?!s\b){word}++"
    cap = (  # without its first letter: searching for a set of characters is fast
        rf"{word}*+(?:{joined}(?:{joined})*+|)(?:\.(?:(?<=\b\w\.)|(?<=\b[JS]r\.))|)"
    )
    particles = rf"(?=[{_PARTICLE_STARTS}]){_PARTICLE}(?:{_PARTICLE}|)"
    following = rf"[ ](?:[{upper}]|{particles}[{upper}]){cap}"
    return re.compile(rf"([{upper}](?<![\w’'&@#/].){cap}(?:{following}(?:{following}){{0,4}}|))")


_RUN = _runs(_UPPER, r"\w")
_RUN_LATIN = _runs("".join(c for c in _UPPER if c < "\u0100"), f"[{LATIN_ALNUM}_]")
_PRONOUNS = ("he", "him", "his", "her", "herself", "himself", "she", "they", "their", "them")
_JOINED_AFTER = frozenset("$-")
_MOST_RUNS_KEPT = 20_000
_TWO_NAMES = re.compile(r"(\w{3,})[-–/](\w{2,})")
_PRONOUN_FORMS = frozenset(_PRONOUNS) | {word.capitalize() for word in _PRONOUNS}
_WORD = re.compile(r"\S+")
_PUNCTUATION = "’“”‘–—…\u00a0"  # what makes most texts more than ASCII
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


def normalise(text: str) -> str:
    """The folded text with everything but letters and digits as blanks; its length is kept."""
    if not text.isascii():
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        if beyond > sum(map(text.count, _PUNCTUATION)):
            foreign = [c for c in set(text) if not c.isascii() and c not in _PUNCTUATION]
            folded = _folded("".join(foreign))
            if len(foreign) > _MOST_FOREIGN or not folded.isascii():
                return _folded(text)
            for char, base in zip(foreign, folded, strict=True):
                text = text.replace(char, base)
    return text.encode("ascii", "replace").translate(_FOLDED_ASCII).decode("ascii")


def _folded(text: str) -> str:
    """As `normalise`, character by character."""
    return fold_name(fold_name(text)).translate(_BLANK)  # a ligature may bear an accent


class Lexicon:
    """All phrases of a register and the mention lexicons, ready to scan texts with.

    Args:
        register: people, countries and titles.
    """

    def __init__(self, register: Register) -> None:
        entries: dict[str, dict[ItemKind, str]] = {}
        for kind, phrase, meaning in _phrases(register):
            key = " " + normalise(phrase).strip()
            if len(key) > 2:
                entries.setdefault(key, {}).setdefault(kind, meaning)
        for word in _PRONOUNS:  # told by their exact form, not by kind
            entries.setdefault(f" {word}", {})
        self._values = [
            sorted(e.items(), key=lambda i: _PRIORITY[i[0]]) if len(e) > 1 else list(e.items())
            for e in entries.values()
        ]
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest)
        self.given_names = _given_names(register)
        self._names_in = _NamesInRun(
            fold_name(name) for person in register.people.values() for name in person.family_names
        )

    def scan(self, text: str, headlines: Sequence[tuple[int, int]] = ()) -> list[Item]:
        """The phrases of the lexicons, pronouns and runs of other capitalised words, in order.

        Args:
            text: a clean text.
            headlines: spans in which a capital letter does not make a name.
        """
        items = self._phrases_in(text)
        covered = bytearray(len(text) + 1)
        for item in items:
            if item.kind is not _PRONOUN:
                start, end = item.start, item.end
                covered[start:end] = b"\1" * (end - start)
        items += self._capitalised(text, covered, headlines)
        items.sort(key=attrgetter("start"))
        return items

    def _capitalised(
        self, text: str, covered: bytearray, headlines: Sequence[tuple[int, int]]
    ) -> list[Item]:
        """Runs of capitalised words that no phrase covers; a run that meets a phrase is cut there.

        In headlines, where every word may be capitalised, each word stands alone.
        """
        items: list[Item] = []
        append, meets = items.append, covered.find
        last_headline = max((high for _, high in headlines), default=0)
        # Splitting makes no match objects, see `toolkit.extract.words.cut`.
        pieces = (_RUN_LATIN if is_latin(text) else _RUN).split(text)
        edges = list(accumulate(map(len, pieces)))
        for start, end, words in zip(edges[::2], edges[1::2], pieces[1::2], strict=False):
            if start < last_headline and any(low <= start < high for low, high in headlines):
                parts = _single_words(text, start, end, covered)
            elif meets(1, start, end) >= 0:
                parts = _uncovered(text, start, end, covered)
            elif words.isalnum():
                append(Item(start, end, _CAPITALISED, words))
                continue
            else:
                parts = ((start, end),)
            for low, high in parts:
                for from_low, name in self._names_in[text[low:high]]:
                    at = low + from_low
                    append(Item(at, at + len(name), _CAPITALISED, name))
        return items

    def _phrases_in(self, text: str) -> list[Item]:
        folded = f" {normalise(text)} "
        values = self._values
        items: list[Item] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if folded[end] != " ":
                continue
            end -= 1  # the folded text has one blank more in front, the phrase one, too
            surface = text[start:end]
            before, after = text[start - 1 : start], text[end : end + 1]
            if surface in _PRONOUN_FORMS:
                if after != "_" != before:
                    items.append(Item(start, end, _PRONOUN, surface.lower()))
                continue
            if after in _JOINED_AFTER or before == "-":
                continue  # "US$330" is an amount; "leader-to-leader", "China-led"
            if surface == "PM" and text[max(0, start - 2) : start].strip()[-1:].isdigit():
                continue  # "11:24 PM" is a time of day
            for kind, meaning in values[index]:  # what a proper name is not may be a common noun
                if kind in _LOWER_ALLOWED or _capital_enough(surface, kind):
                    if after == "." and text[end - 2 : end - 1] == ".":
                        end += 1  # "U.S." ends with its full stop
                    items.append(Item(start, end, kind, meaning or surface))
                    break
        return items


def _capital_enough(surface: str, kind: ItemKind) -> bool:
    """Whether a proper name is written as one: "US" but not "us", "Turkey" but not "turkey"."""
    if len(surface) <= 2 and kind is not ItemKind.HONORIFIC:
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
    names |= {r["name"]: r["gender"] or None for r in lexicons.table("mention_given_names")}
    return names


def _majority(men: int, women: int) -> str | None:
    """The gender of nine in ten bearers of a name that three or more bear."""
    if men + women < 3 or max(men, women) < 0.9 * (men + women):
        return None
    return "female" if women > men else "male"


_WEEKDAYS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)


class _NamesInRun(dict[str, tuple[tuple[int, str], ...]]):
    """The names in a run of capitalised words, with their offsets in it; kept for the next article.

    Args:
        family_names: folded surnames of the register.
    """

    def __init__(self, family_names: Iterable[str]) -> None:
        super().__init__()
        self._family_names = frozenset(family_names)

    def __missing__(self, run: str) -> tuple[tuple[int, str], ...]:
        """Read a run met for the first time."""
        start, words = _without_edges(run)
        names = tuple((start + at, name) for at, name in self._parted(words))
        if len(self) < _MOST_RUNS_KEPT:
            self[run] = names
        return names

    def _parted(self, words: str) -> tuple[tuple[int, str], ...]:
        """A word of two surnames ("Brown-Sarkozy call") as both; a surname without an outlet."""
        if " " in words:
            outlet, _, rest = fold_name(words).partition(" ")
            if outlet in lexicons.words("cue_outlets") and rest in self._family_names:
                start = len(outlet) + 1  # "told Reuters Merkel would": not one name
                return ((start, words[start:]),)
            return ((0, words),)
        match = _TWO_NAMES.fullmatch(words)
        folded = fold_name(words)
        if match is not None and folded not in self._family_names:
            first, second = match.span(1), match.span(2)
            if {folded[slice(*first)], folded[slice(*second)]} <= self._family_names:
                return tuple((start, words[start:end]) for start, end in (first, second))
        return ((0, words),)


def _without_edges(words: str) -> tuple[int, str]:
    """A run without common words at its beginning and a weekday at its end, and its new start."""
    start = 0
    if " " in words:
        not_names = lexicons.words("mention_not_names")
        first, _, rest = words.partition(" ")
        while rest[:1].isupper() and first.lower() in not_names:
            start += len(first) + 1
            words = rest
            first, _, rest = rest.partition(" ")
        if words[-3:] == "day" and words.rpartition(" ")[2] in _WEEKDAYS and " " in words:
            words = words.rpartition(" ")[0]  # "called President Boric Friday"
    return start, words


def _single_words(text: str, start: int, end: int, covered: bytearray) -> Iterator[tuple[int, int]]:
    """The capitalised words of a run that no phrase covers, each by itself."""
    verbs = lexicons.words("mention_headline_verbs")
    for word in _WORD.finditer(text, start, end):
        if word.group().lower() in verbs:
            continue  # "Crown Prince Makes Phone Call": no prince of that name
        if covered.find(1, *word.span()) < 0 and word.group()[0].isupper():
            yield word.span()


def _uncovered(text: str, start: int, end: int, covered: bytearray) -> Iterator[tuple[int, int]]:
    """The parts of a run that no phrase covers; each begins with a capital letter."""
    low: int | None = None
    high = start
    for word in _WORD.finditer(text, start, end):
        free = covered.find(1, *word.span()) < 0
        if free and (low is not None or word.group()[0].isupper()):
            low, high = (word.start() if low is None else low), word.end()
        elif low is not None:
            yield low, high
            low = None
    if low is not None:
        yield low, high


@lru_cache(maxsize=4)
def lexicon_of(register: Register) -> Lexicon:
    """The lexicon of a register, built once."""
    return Lexicon(register)
