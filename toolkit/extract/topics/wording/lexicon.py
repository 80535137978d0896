"""The words that name topics and the words that make a clause speak of a call, found in one pass.

Both lists are data (``lexicon/topic_terms.csv``, ``lexicon/topic_frames.csv``). A text is folded
(lower case, punctuation to blanks, length kept) and searched with one automaton for each list; a
wording counts between word boundaries only, and the longest of overlapping ones wins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from toolkit.extract import lexicons
from toolkit.extract.names.register import default_register
from toolkit.extract.words import foreign_characters, lowered
from toolkit.patterns import late

T = TypeVar("T")

_PUNCTUATION = "“”‘’„‟‚‛«»‹›…–—―‐‑‒−•·\u00a0\u2009\u202f\u200b¿¡"
# All bytes of a character beyond ASCII are greater than 127 in UTF-8.
_BLANK_BYTES = bytes(i if i > 127 or chr(i).isalnum() else ord(" ") for i in range(256))
_FOREIGN_MARKS = frozenset(_PUNCTUATION)

_WISH, _COURTESY = " wish", "condolences_congratulations"
# "She wished Mr. Ruiz and his people every success": with a name between the words.
_WISHES = late(
    r"(?<= )wish(?:ed|es|ing)? (?!to |for |that )(?:\w+ +){1,8}?(?:success\w*|well|luck|speedy"
    r"|health|happy|prosperity|all the best|best)(?= )"
)

_LONGEST_WORD = 30
_PAIR_REACH = 80
_DEMONYM, _PEOPLE, _CAPITAL = "demonym", "people_of", "capital"
"""Classes of words that the register knows: "Chilean", "Chileans", "Santiago"."""
_BETWEEN = "\ue000"
"""Stands between wordings that are folded together; folding leaves it as it is."""


def fold(text: str) -> str:
    """Lower case with punctuation and white space as blanks; every character keeps its offset."""
    lower = lowered(text)
    if not lower.isascii():
        for mark in _FOREIGN_MARKS & foreign_characters(lower):
            lower = lower.replace(mark, " ")
    # Bytes are translated twenty times as fast as characters.
    folded = lower.encode("utf-8", "surrogatepass").translate(_BLANK_BYTES)
    return folded.decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Term:
    """A wording that names a topic.

    Attributes:
        code: the topic's code.
        strength: ``strong`` counts in any clause about the call; ``weak`` only where a strong term
            of the same code stands in the paragraph or a rule lifts the code (an invitation lifts
            "visit"); ``object`` where a weak one does and where the word is itself the object of
            "discussed" or "asked for"; ``lifted`` only where a rule lifts the code.
        country_code: the country that the bare wording names, empty where it names none.
    """

    code: str
    strength: str = "strong"
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A wording found in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        value: what the wording means.
    """

    start: int
    end: int
    value: T


Span = tuple[int, int]
Match = tuple[int, int, T]
"""Where a wording begins and ends in a text, and what it means."""


class Finder(Generic[T]):
    """Finds wordings between word boundaries.

    Args:
        entries: pairs of a wording and what it means; wordings are folded.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        listed = list(entries)
        folded = fold(_BETWEEN.join(wording for wording, _ in listed)).split(_BETWEEN)
        table: dict[str, list[T]] = {}
        for wording, (_, value) in zip(folded, listed, strict=True):
            table.setdefault(f" {wording} ", []).append(value)
        self._values = list(table.values())
        self._automaton = AhoCorasick(list(table))

    def matches(self, folded: str) -> Iterable[Match[T]]:
        """All wordings in a folded text, overlapping ones, too."""
        found = self._automaton.find_matches_as_indexes(f" {folded} ", overlapping=True)
        values = self._values
        return [(s, e - 2, value) for number, s, e in found for value in values[number]]

    def find(self, folded: str) -> list[Found[T]]:
        """The wordings in a folded text, leftmost and longest first, without overlaps.

        A wording that means several things gives each of them.
        """
        found: list[Found[T]] = []
        last, reached = (0, 0), 0
        for start, end, value in sorted(self.matches(folded), key=_leftmost_longest):
            if start >= reached or (start, end) == last:
                found.append(Found(start, end, value))
                last, reached = (start, end), end + 1
        return found


def _leftmost_longest(match: tuple[int, int, object]) -> tuple[int, int]:
    return match[0], -match[1]


def _of_countries() -> Iterable[tuple[str, str]]:
    """The words of the classes that are the register's, each with its class."""
    for land in default_register().countries.values():
        yield from ((word, _DEMONYM) for word in land.demonyms)
        yield from ((word, _PEOPLE) for word in land.demonyms if word.endswith("s"))
        yield from ((city, _CAPITAL) for city in land.capitals)


class _Pairs:
    """Finds two words that together name a topic: "release" and, near behind, "journalist".

    The words of each class are data (``topic_word_classes.csv``; the classes ``demonym``,
    ``people_of`` and ``capital`` are the register's), and so are the pairs of classes that mean
    something (``topic_pairs.csv``). A comma or a full stop parts the two.
    """

    def __init__(self) -> None:
        rows = lexicons.table("topic_word_classes")
        words = [(word, row["class"]) for row in rows for word in row["words"].split("|")]
        words += sorted(set(_of_countries()))
        self._words = Finder(words)
        self._pairs: dict[str, list[tuple[str, int, Term]]] = {}
        for row in lexicons.table("topic_pairs"):
            meant = row["first"], int(row["between"]), Term(row["code"], row["kind"])
            self._pairs.setdefault(row["second"], []).append(meant)
        self._together = {(of, name) for name, all_ in self._pairs.items() for of, _, _ in all_}
        self._firsts = {of for of, _ in self._together}

    def find(self, folded: str, listed: Sequence[Found[Term]]) -> list[Found[Term]]:
        """The listed terms and the pairs in a folded text, in order.

        A word that belongs to a longer listed term ("arms" to "arms embargo") makes no pair, and
        a pair takes the place of the listed terms that are its own words.
        """
        if not (pairs := self._matches(folded)):
            return list(listed)
        ends = [h.end for h in listed]  # in order, too: listed terms do not overlap
        made: list[Found[Term]] = []
        replaced: set[int] = set()
        reached = (0, 0)
        for first, second, term in sorted(pairs, key=lambda p: (p[0][0], -p[1][1])):
            span = first[0], second[1]
            touching = [*_touching(listed, ends, first), *_touching(listed, ends, second)]
            inside = [
                n for n in touching if _within(listed[n], first) or _within(listed[n], second)
            ]
            if len(inside) < len(touching) or (span[0] < reached[1] and span != reached):
                continue
            reached = span
            replaced.update(inside)
            made.append(Found(*span, term))
        kept = [h for n, h in enumerate(listed) if n not in replaced]
        return sorted([*kept, *made], key=lambda h: h.start)

    def _matches(self, folded: str) -> list[tuple[Span, Span, Term]]:
        pairs: list[tuple[Span, Span, Term]] = []
        before: list[Match[str]] = []
        for found in sorted(self._words.matches(folded)):
            start, end, name = found
            meant = self._pairs.get(name)
            for first, last, of in reversed(before) if meant else ():
                if start - first > _PAIR_REACH:
                    break
                if last >= start or (of, name) not in self._together:
                    continue
                between = folded[last:start]
                words = between.count(" ") - 1
                pairs += [
                    ((first, last), (start, end), term)
                    for wanted, most, term in meant or ()
                    if wanted == of and words <= most and "  " not in between
                ]
            if name in self._firsts:
                before.append(found)
        return pairs


def _touching(listed: Sequence[Found[Term]], ends: Sequence[int], span: Span) -> Iterable[int]:
    """The numbers of the listed terms that overlap a span."""
    for number in range(bisect_right(ends, span[0]), len(listed)):
        if listed[number].start >= span[1]:
            return
        yield number


def _within(hit: Found[Term], span: Span) -> bool:
    return span[0] <= hit.start and hit.end <= span[1]


class _Terms(Finder[Term]):
    """Finds the terms of the list, and what the press calls a country's troubles.

    The names of countries are found, and the words beside them are looked at: the thousands of
    wordings that they make ("the situation in Chad", "the Chadian crisis") would take most of the
    time that the lists take to load.
    """

    def __init__(self, entries: Iterable[tuple[str, Term]]) -> None:
        super().__init__(entries)
        self._pairs = _Pairs()
        countries = default_register().countries
        regions = [
            (countries[row["country"]], Term(row["code"]))
            for row in lexicons.table("topic_regions")
        ]
        self._names = Finder((name, term) for land, term in regions for name in land.names)
        self._capitals = Finder((city, term) for land, term in regions for city in land.capitals)
        self._demonyms = Finder((word, term) for land, term in regions for word in land.demonyms)
        self._before: dict[str, list[str]] = {}
        self._after: list[str] = []
        self._after_name: list[str] = []
        for wording in sorted(lexicons.words("topic_region_wordings")):
            if wording.startswith("{demonym}"):
                self._after.append(wording.removeprefix("{demonym}"))
            elif wording.startswith("{name}"):
                self._after_name.append(wording.removeprefix("{name}"))
            else:
                before = wording.removesuffix("{name}")
                self._before.setdefault(before.split()[-1], []).append(before)

    def matches(self, folded: str) -> Iterable[Match[Term]]:
        """All terms in a folded text."""
        return [*super().matches(folded), *self._troubles(folded)]

    def find(self, folded: str) -> list[Found[Term]]:
        """The terms and pairs in a folded text, in order."""
        return self._pairs.find(folded, super().find(folded))

    def _troubles(self, folded: str) -> Iterable[Match[Term]]:
        text = f" {folded} "  # so that words begin one later than in the folded text
        for start, end, term in self._capitals.matches(folded):
            for before in self._before.get("in", ()):
                if text.endswith(f" {before}", 0, start + 1):
                    yield start - len(before), end, term
        for start, end, term in self._names.matches(folded):
            _, _, last = text[max(0, start - _LONGEST_WORD) : start].rpartition(" ")
            for before in self._before.get(last, ()):
                if text.endswith(f" {before}", 0, start + 1):
                    yield start - len(before), end, term
            for after in self._after_name:
                if text.startswith(f"{after} ", end + 1):
                    yield start, end + len(after), term
        for start, end, term in self._demonyms.matches(folded):
            for after in self._after:
                if text.startswith(f"{after} ", end + 1):
                    yield start, end + len(after), term


@cache
def terms() -> Finder[Term]:
    """The finder of topic terms."""
    term = cache(Term)  # thousands of wordings have one of some hundred meanings
    rows = lexicons.columns("topic_terms", "term", "plural", "code", "kind", "country")
    entries = [
        (wording, term(*meaning))
        for singular, plural, *meaning in rows
        for wording in ((singular, singular + plural) if plural else (singular,))
    ]
    return _Terms(entries)


@cache
def frames() -> Finder[str]:
    """The finder of frame words; a wording's value is its class."""
    return Finder((row["term"], row["class"]) for row in lexicons.table("topic_frames"))


# "Let the Chadian president know that", "lets her know of".
_LET_KNOW = late(r"\b(let|lets|letting) (?!it |this |that )(?:\w+ ){1,5}?know\b")


def frame_words(folded: str) -> list[Found[str]]:
    """The frame words in a folded text, in order; "an extended chill" extends nothing.

    "Let" is one where somebody is let know.
    """
    found = [
        word
        for word in frames().find(folded)
        if not (
            folded.endswith("ed", word.start, word.end)
            and folded.endswith((" a ", " an "), 0, word.start)
        )
    ]
    if " know" not in folded:
        return found
    lets = [Found(*m.span(1), "tell") for m in _LET_KNOW.finditer(folded)]
    starts = {word.start for word in found}
    return sorted((*found, *(f for f in lets if f.start not in starts)), key=lambda f: f.start)


@cache
def _anaphora() -> Finder[None]:
    """The finder of words that refer back to a war or crisis named before."""
    return Finder((wording, None) for wording in lexicons.words("topic_anaphora"))


def topics_in(folded: str) -> list[Found[Term]]:
    """The topic terms in a folded text, "the war" and the like resolved, in order."""
    hits = terms().find(folded)
    if _WISH in folded:
        wishes = (Found(*m.span(), Term(_COURTESY)) for m in _WISHES.finditer(folded))
        hits = sorted((*hits, *wishes), key=lambda hit: hit.start)
    conflicts = lexicons.words("topic_conflicts")
    if all(hit.value.code not in conflicts for hit in hits):
        return hits
    return resolve_anaphora(hits, _anaphora().find(folded))


def resolve_anaphora(hits: Sequence[Found[Term]], back: Sequence[Found[None]]) -> list[Found[Term]]:
    """The hits, and for each "the war" the war that was named last before it.

    Args:
        hits: topic terms in order.
        back: anaphora in order.
    """
    conflicts = lexicons.words("topic_conflicts")
    merged: list[Found[Term]] = []
    last: Term | None = None
    position = 0
    for found in back:
        while position < len(hits) and hits[position].start < found.end:
            if hits[position].value.code in conflicts:
                last = hits[position].value
            merged.append(hits[position])
            position += 1
        inside = (
            bool(merged)
            and merged[-1].end > found.start
            # "end the war" names talks, not which war; "the war in Libya" does
            and (merged[-1].value.code in conflicts or merged[-1].end > found.end)
        )
        if last is not None and not inside:
            merged.append(Found(found.start, found.end, Term(last.code)))
    merged.extend(hits[position:])
    return merged
