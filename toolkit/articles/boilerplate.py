"""Which blocks are not the article's own text: phrases and patterns kept as data."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolkit.patterns import compiled
from toolkit.values import value

DATA = Path(__file__).resolve().parent / "data"
"""The folder of this package's lists."""

# What stands around a label on a page: bullets, arrows, brackets, dots.
_EDGES = " \t.:;,!?…·•|*#-–—_=<>«»›‹→←↓↑▼▲▶►[](){}\"'“”‘’"
# What may stand before a phrase that begins a block; behind a quotation mark it is a quotation.
_LEADING = " \t…·•|*#-–—_=<>›→▼▲▶►[]("
FIRST_WORD = compiled(r"[^\s:,;.|–—]+")
"""The word that a block begins with: by it most phrases are looked up."""

SHORT = 80
"""Blocks up to this length are looked up whole; of longer ones as much tells the phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of ``data/boilerplate.csv``.

    Attributes:
        rule: name of the rule it belongs to.
        max_chars: longest block (code points) it may drop.
        word: lower-case string that the block must hold, too; may be empty.
        pattern: regular expression that must match the whole block; most blocks need none of
            them, so each is compiled when it is first tried.
        any_case: whether capitals do not count.
    """

    rule: str
    max_chars: int
    word: str
    pattern: str
    any_case: bool

    def covers(self, text: str) -> bool:
        """Whether a whole block is the phrase."""
        if _compiled(self.pattern, self.any_case).fullmatch(text) is None:
            return False
        return not self.word or self.word in _lower(text)


@cache
def _compiled(pattern: str, any_case: bool) -> re.Pattern[str]:
    source = pattern.replace("{NAMES}", f"(?:{name_list()})")
    return compiled(source, re.IGNORECASE if any_case else re.NOFLAG)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The boilerplate phrases, indexed for one look-up a block.

    Attributes:
        exact: bare lower-case text of a whole block to its rule.
        prefixes: first word to its prefixes, and to each one's longest block and rule.
        by_first: first word to the patterns that can begin with it.
        rare: patterns that any word may begin and that longer blocks than `SHORT` may match, for
            the longest blocks first.
        short: the same for blocks up to `SHORT`.
        words: the words that the patterns of `rare` and `by_first` need.
        longest: no block longer than this can match.
        ending: rules whose blocks stand after the end of an article.
    """

    exact: dict[str, str]
    prefixes: dict[str, tuple[tuple[str, ...], tuple[tuple[str, int, str], ...]]]
    by_first: dict[str, tuple[Phrase, ...]]
    rare: tuple[Phrase, ...]
    short: tuple[Phrase, ...]
    words: frozenset[str]
    longest: int
    ending: frozenset[str]


def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list in the data folder, without comments (``# ``) and blank lines."""
    text = (DATA / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("# "))


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in the data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def publishers() -> dict[str, str]:
    """Names of publishers as pages write them, to the names used here."""
    return {row["written"]: row["publisher"] for row in read_rows("publishers.csv")}


def split_title(title: str | None) -> tuple[str | None, str | None]:
    """A page's title without its publisher's name (``Headline - The Daily Globe``), and that name.

    Only publishers of ``data/publishers.csv`` are taken off.
    """
    if not title:
        return None, None
    _, mark, tail = re.sub(r"\s+[|–—·»-]\s+", "\x00", title).rpartition("\x00")
    publisher = publishers().get(tail.strip())
    if not mark or publisher is None:
        return title, None
    return title[: len(title) - len(tail)].rstrip(" |–—·»-"), publisher


def named_publisher(text: str) -> str | None:
    """The publisher of ``data/publishers.csv`` that a copyright line names in its own words."""
    names = [name for name in publishers() if len(name) > 3 or name.isupper()]
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return publishers()[max(found, key=len)] if found else None


@cache
def agency_names() -> frozenset[str]:
    """Agencies and publishers in lower case."""
    return frozenset(name.lower() for name in (*read_lines("photo_agencies.txt"), *publishers()))


@cache
def name_list() -> str:
    """Pattern of a list of names: capitalised words and the small words between them."""
    small = "|".join(re.escape(word) for word in read_lines("name_list_words.txt"))
    word = rf"(?:[A-ZÀ-ÖØ-Þ(@“\"'‘][^\s,;]*|(?:{small})(?=[\s,;.)\]]|$))"
    return rf"{word}(?:[,;]? {word})*"


@cache
def phrases() -> Phrases:
    """The phrases of ``data/boilerplate.csv``, read once."""
    exact: dict[str, str] = {}
    prefixes: dict[str, list[tuple[str, int, str]]] = {}
    by_first: dict[str, list[Phrase]] = {}
    patterns: list[Phrase] = []
    longest = 0
    for row in read_rows("boilerplate.csv"):
        rule, how, limit, phrase = row["rule"], row["how"], int(row["max_chars"]), row["phrase"]
        longest = max(longest, limit)
        if how == "exact":
            exact[phrase.strip(_EDGES)] = rule
        elif how == "prefix":
            first = FIRST_WORD.match(phrase)
            key = first.group() if first else phrase
            prefixes.setdefault(key, []).append((phrase, limit, rule))
        else:
            entry = Phrase(rule, limit, row["word"], phrase, how == "regex")
            for word in row["first"].split():
                by_first.setdefault(word, []).append(entry)
            if not row["first"]:
                patterns.append(entry)
    ending = (
        row["rule"] for row in read_rows("boilerplate_rules.csv") if row["ends_article"] == "yes"
    )
    patterns.sort(key=lambda entry: -entry.max_chars)
    rare = tuple(entry for entry in patterns if entry.max_chars > SHORT)
    needing = [*rare, *(entry for entries in by_first.values() for entry in entries)]
    return Phrases(
        exact,
        {
            key: (tuple(entry[0] for entry in found), tuple(found))
            for key, found in prefixes.items()
        },
        {key: tuple(entries) for key, entries in by_first.items()},
        rare,
        tuple(entry for entry in patterns if entry.max_chars <= SHORT),
        frozenset(entry.word for entry in needing if entry.word),
        longest,
        frozenset(ending),
    )


def _is_sentence(text: str) -> bool:
    """Whether one word and a full stop stand there: a sentence, not the name of a button."""
    return text[-1] == "." and " " not in text and not text.isupper()


@value
class Held:
    """Which words that patterns of boilerplate need some block of a text holds.

    Attributes:
        words: the words, and the empty string.
        rare: the patterns of `Phrases.rare` that need one of them.
    """

    words: frozenset[str]
    rare: tuple[Phrase, ...]


@cache
def all_held() -> Held:
    """What is held where nothing is known of a text."""
    return Held(phrases().words | {""}, phrases().rare)


def boilerplate_rule(text: str, held: Held | None = None) -> str | None:
    """Name of the rule by which a block is boilerplate, ``None`` where it is not.

    Args:
        text: a tidied block.
        held: the words that it may hold, where that is known.
    """
    known = phrases()
    size = len(text)
    if size > known.longest:
        return None
    held = held or all_held()
    whole = size <= SHORT or text[0] in _LEADING
    low = _lower(text if whole else text[:SHORT])
    if size <= SHORT:
        bare = low.strip(_EDGES)
        if not bare:
            return "navigation"
        if bare in known.exact and not _is_sentence(text):
            return known.exact[bare]
    bare = low.lstrip(_LEADING)
    first = FIRST_WORD.match(bare)
    if first is not None:
        rule = opening_rule(text, bare, first.group(), held)
        if rule is not None:
            return rule
    if held.rare:
        rule = needing_rule(text, held.rare)
        if rule is not None:
            return rule
    return needing_rule(text, known.short, low) if size <= SHORT else None


def opening_rule(text: str, bare: str, word: str, held: Held) -> str | None:
    """The rule of the phrase that a block begins with.

    Args:
        text: the block.
        bare: its beginning in lower case.
        word: the first word of `bare`.
        held: the words that it may hold.
    """
    known = phrases()
    prefixes = known.prefixes.get(word)
    if prefixes is not None and bare.startswith(prefixes[0]):
        for prefix, limit, rule in prefixes[1]:
            if len(text) <= limit and bare.startswith(prefix):
                return rule
    for phrase in known.by_first.get(word, ()):
        if len(text) <= phrase.max_chars and phrase.word in held.words and phrase.covers(text):
            return phrase.rule
    return None


def needing_rule(text: str, patterns: Sequence[Phrase], low: str = "") -> str | None:
    """The rule of the first pattern that a block matches, by the words that patterns need.

    Args:
        text: the block.
        patterns: those for the longest blocks first.
        low: the block in lower case, where it is known.
    """
    size = len(text)
    if not patterns or size > patterns[0].max_chars:
        return None
    low = low or _lower(text)
    for phrase in patterns:
        if size > phrase.max_chars:
            break
        if phrase.word in low and phrase.covers(text):
            return phrase.rule
    return None


def _lower(text: str) -> str:
    """A text in lower case with plain apostrophes."""
    low = text.lower()
    return low if low.isascii() else low.replace("’", "'")
