"""Cuts a document into words for the attribution rules, each with a one-letter class.

What stands between quotation marks is one word of class ``Q``: the rules read the reporting
sentence, not what is quoted. The classes are letters so that a stretch of words is a string over
which finite-state patterns run:

==== ============================================ ==== =======================================
Q    quoted run                                   V    finite form of a cue verb (said, says)
N    capitalised word                             v    base form of a cue verb (say)
Y y  possessive (China's, president's)            G    gerund of a cue verb (saying)
h    noun for a speaker (official, report)        E    past participle only (written)
l    any other word                               e g  any other word in -ed, in -ing
D    determiner                                   #    number
F 2  of, to                                       P    other preposition
&  B and, but                                     S    subordinator
T    that                                         W K  who/which, what/how/whether
X b  auxiliary, form of be                        A    adverb
R O  subject and object pronouns                  t    word of time
C    according                                         punctuation stands for itself
==== ============================================ ==== =======================================
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from operator import attrgetter

from toolkit.extract import lexicons
from toolkit.extract.attribution.reclassing import (
    after_verbs,
    owners,
    per_sources,
)
from toolkit.extract.model import Document, QuotedRun
from toolkit.extract.words import class_of, classes_of, classify, cut, words_of
from toolkit.values import value

LONGEST_SENTENCE = 300
"""Longer sentences are no prose; they are read in pieces of so many words."""

_CLASS_LETTERS = {
    "determiner": "D",
    "of": "F",
    "to": "2",
    "and": "&",
    "but": "B",
    "that": "T",
    "who": "W",
    "what": "K",
    "subordinator": "S",
    "preposition": "P",
    "auxiliary": "X",
    "be": "b",
    "adverb": "A",
    "subject": "R",
    "object": "O",
    "time": "t",
    "number": "#",
    "according": "C",
}
_PUNCTUATION = {"[": "(", "]": ")", "—": "-", "–": "-", "―": "-", "?": "!"}
_MOST_WORDS_KEPT = 50_000
_MOST_OPENINGS_KEPT = 4_096
# What a class that a capital hid is at the head of a sentence; any other is a name there.
_OPENING = {"V": "e", "G": "g", "E": "e", "e": "e", "g": "g", "h": "h"}
_START, _END = attrgetter("start"), attrgetter("end")
_BINDS = frozenset({"needs_particle", "only_with_it", "quoting"})
_ABBREVIATED = frozenset({"Jr", "Sr"})
_APOSTROPHES = ("'s", "’s", "'S", "’S")


@value
class CueVerb:
    """A verb that reports.

    Attributes:
        lemma: its base form.
        kind: ``say``, ``write``, ``tell``, ``ask``, ``describe``, ``call_for``, ``act``,
            ``think``, ``show``, ``speak``, ``wish`` or ``seem``.
        clause: whether a that-clause may follow it.
        addressee: whether its object is the person told.
        particles: words after it that belong to it (called for).
        objects: what may follow in place of a clause: ``np`` (praised the plan), ``to`` (vowed
            to stay).
        traits: the sets of ``lexicon/cue_sets.csv`` that hold its base form.
        bound: whether it is a cue only with a certain word, or stands for another verb.
    """

    lemma: str
    kind: str
    clause: bool
    addressee: bool
    particles: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    bound: bool = False


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of words of ``lexicon/cue_sets.csv``."""
    rows = [row for row in lexicons.table("cue_sets") if row["set"] == name]
    return frozenset(word for row in rows for word in row["words"].split())


@cache
def cue_verbs() -> dict[str, CueVerb]:
    """Every form of every cue verb in ``lexicon/cues.csv``, lower case."""
    found: dict[str, CueVerb] = {}
    traits: dict[str, set[str]] = {}
    for row in lexicons.table("cue_sets"):
        for word in row["words"].split():
            traits.setdefault(word, set()).add(row["set"])
    for row in lexicons.table("cues"):
        has = frozenset(traits.get(row["lemma"], ()))
        verb = CueVerb(
            row["lemma"],
            row["class"],
            row["takes_clause"] == "yes",
            row["addressee"] == "yes",
            tuple(row["particles"].split()),
            frozenset(row["object"].split()),
            has,
            not has.isdisjoint(_BINDS),
        )
        forms = [row[c] for c in ("lemma", "third", "past", "past_participle", "gerund")]
        for form in (*forms, *row["variants"].split()):
            found.setdefault(form, verb)
    return found


class _Verbs(dict[str, CueVerb]):
    """Forms of cue verbs as they are written, also with capitals."""

    def __missing__(self, word: str) -> CueVerb:
        verb = cue_verbs()[word.lower()]
        if len(self) < _MOST_WORDS_KEPT:
            self[word] = verb
        return verb


_VERBS = _Verbs()


def verb_of(tokens: Tokens, i: int) -> CueVerb:
    """The verb of which the word ``i``, of a class of cue verbs, is a form."""
    return _VERBS[tokens.words[i]]


@cache
def speaker_nouns() -> frozenset[str]:
    """The nouns of ``lexicon/cue_speakers.txt`` with their plurals, lower case."""
    nouns = lexicons.words("cue_speakers")
    plurals = set()
    for noun in nouns:
        if noun.endswith(("man", "men")):
            plurals.add(noun[:-2] + "en")
        elif noun.endswith("y") and noun[-2] not in "aeiou":
            plurals.add(noun[:-1] + "ies")
        elif noun.endswith(("s", "ch", "sh", "ss")):
            plurals.add(noun + "es")
        else:
            plurals.add(noun + "s")
    return nouns | plurals


@cache
def _lexicon() -> dict[str, str]:
    """Lower-case word to class letter; closed classes win over verbs, verbs over nouns."""
    letters: dict[str, str] = dict.fromkeys(speaker_nouns(), "h")
    for row in lexicons.table("cues"):
        lemma, gerund = row["lemma"], row["gerund"]
        letters[row["past_participle"]] = "E"
        for variant in row["variants"].split():
            letters[variant] = "V" if variant.endswith(("ed", "es")) else "v"
        letters[row["third"]] = letters[row["past"]] = "V"
        letters[gerund] = "G"
        letters[lemma] = "v"
        for variant in row["variants"].split():
            if variant.endswith("ing"):
                letters[variant] = "G"
    for row in lexicons.table("cue_words"):
        for word in row["words"].split():
            letters[word] = _CLASS_LETTERS[row["class"]]
    # "read" has one form for past and base; the past is what the press uses.
    letters["read"] = "V"
    letters["press"] = "h"  # a noun: the press secretary
    letters["acting"] = "l"  # before a title
    letters["daily"] = letters["weekly"] = "h"  # also papers: the daily said
    return letters


def _class_of(word: str) -> str:
    """The class of a word: what no list holds is classed by its shape."""
    return _lexicon().get(word) or _PUNCTUATION.get(word) or _shape_class(word)


classify(_class_of)


def _shape_class(word: str) -> str:
    """The class of a word that no list holds, from how it is written."""
    first = word[0]
    if first.isdigit():
        return "#"
    lower = word.lower()
    known = _lexicon().get(lower.replace("’", "'"))
    if word[-2:] in _APOSTROPHES and known != "R":
        return "Y" if first.isupper() else "y"
    if first.isupper():
        if known is not None and (known not in "hVvGEelg" or known == "t"):
            return "N" if lower in word_set("capital_names") or word == "US" else known
        return "N"
    if not first.isalnum():
        return word
    if known is not None:
        return known
    if lower.endswith("ing") and len(lower) > 4:
        return "g"
    if lower.endswith("ed") and len(lower) > 3:
        return "e"
    if lower.endswith("ly") and len(lower) > 4:
        return "A"
    return "l"


@dataclass(slots=True)
class Tokens:
    """The words of a document, outside its quoted runs.

    Attributes:
        words: each word as written.
        text: the clean text.
        starts: offset of each word.
        ends: offset after each word.
        tags: one class letter a word.
        runs: the quoted runs.
        run_of: index of a ``Q`` word to index of its run.
        units: (first word, end word, block) of each sentence, quoted runs counted as words.
        has_words: whether the word "words" stands in the text, or the view or opinion of somebody.
        all_words: the words of the whole text.
        inside: for each run the words [first, end) of `all_words` in it; none, where it begins or
            ends inside a word.
    """

    words: list[str]
    text: str
    starts: list[int]
    ends: list[int]
    tags: str
    runs: Sequence[QuotedRun]
    run_of: dict[int, int]
    units: list[tuple[int, int, int]]
    has_words: bool
    all_words: list[str]
    inside: list[tuple[int, int] | None]

    def word(self, i: int) -> str:
        """The word as written."""
        return self.words[i]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Offsets of the words [first, end), with the full stop of a final abbreviation."""
        stop = self.ends[end - 1]
        if self.text.startswith(".", stop) and end < len(self.starts):
            last = self.words[end - 1]
            if "." in last or last in _ABBREVIATED:
                stop += self.text[stop + 1 : stop + 2].isspace() and self.starts[end] > stop + 1
        return self.starts[first], stop


def tokenise(doc: Document) -> Tokens:
    """The words of a document; linear in its length."""
    tokens, tags = _outside_runs(doc.text, doc.quoted)
    starts, words = tokens.starts, tokens.words
    for end in owners(doc.text):
        number = bisect_left(tokens.ends, end)
        if tokens.ends[number : number + 1] == [end] and tags[number] in "Nlh":
            name = tags[number] == "N" or _has_capital(doc.text, end, words[number])
            tags[number] = "Y" if name else "y"
    tokens.units = _units(doc, starts, tokens.ends)
    named = set(map(_START, doc.mentions))
    opening = []
    for first, end, _ in tokens.units:
        if tags[first] == "N" and end > first + 2 and starts[first] not in named:
            opening.append((first, _opening_class(words[first], tags[first + 1])))
    for first, letter in opening:
        tags[first] = letter
    tokens.tags = "".join(tags)
    nouns = [at for at in after_verbs(tokens.tags) if words[at][-1] == "s"]
    for at in nouns:
        if "often_nouns" in verb_of(tokens, at).traits:
            tags[at] = "l"  # denied reports, said states like Ohio
    reporters = list(per_sources(doc.text, words, starts, tokens.tags))
    for at in reporters:
        tags[at] = "C"
    if nouns or reporters:
        tokens.tags = "".join(tags)
    return tokens


def _has_capital(text: str, end: int, owner: str) -> bool:
    """Whether an owner that is no name has a capital, before a word: the Officials’ plan."""
    following = text[end + 2]
    return owner[0].isupper() and following.isascii() and following.isalpha()


def _outside_runs(text: str, runs: Sequence[QuotedRun]) -> tuple[Tokens, list[str]]:
    """The words of a text, each quoted run as one word, and their classes; without sentences."""
    whole, classes = words_of(text), classes_of(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    run_of: dict[int, int] = {}
    inside: list[tuple[int, int] | None] = []
    position = low = high = 0
    split = False
    for number, run in enumerate((*runs, None)):
        stop = run.outer_start if run is not None else len(text)
        before, split_before = high, split
        low = bisect_left(whole.starts, position, low)
        high = bisect_left(whole.starts, stop, low)
        split = (low > 0 and whole.ends[low - 1] > position) or (
            high > low and whole.ends[high - 1] > stop
        )
        if number:
            inside.append(None if split or split_before else (before, low))
        if split:  # a run begins or ends inside a word
            piece = cut(text, position, stop)
            words += piece.words
            starts += piece.starts
            ends += piece.ends
            tags += map(class_of, piece.words)
        else:
            words += whole.words[low:high]
            starts += whole.starts[low:high]
            ends += whole.ends[low:high]
            tags += classes[low:high]
        if run is not None:
            position = run.outer_end
            run_of[len(words)] = number
            words.append(text[stop:position])
            starts.append(stop)
            ends.append(position)
            tags.append("Q")
    has_words = "words" in text or " view of" in text or " opinion of" in text
    tokens = Tokens(words, text, starts, ends, "", runs, run_of, [], has_words, whole.words, inside)
    return tokens, tags


def _opening_class(word: str, following: str) -> str:
    """The class of a sentence's first word, whose capital says nothing."""
    letter = _class_without_capital(word)
    if following == "," and letter == "e":
        return letter
    if word.isupper() or (following in "NVXbA,&" and letter not in "GE"):
        return "N"
    if letter == "A":
        return "A" if following in "APSD2" else "N"
    if letter == "t":
        return letter
    return _OPENING.get(letter, "N")


@lru_cache(maxsize=_MOST_OPENINGS_KEPT)
def _class_without_capital(word: str) -> str:
    return _shape_class(word.lower())


def _units(doc: Document, starts: list[int], ends: list[int]) -> list[tuple[int, int, int]]:
    """The sentences in words; one that begins inside a quoted run belongs to the one before."""
    units: list[tuple[int, int, int]] = []
    short = True
    firsts = map(bisect_left, repeat(starts), map(_START, doc.sentences))
    stops = map(bisect_left, repeat(starts), map(_END, doc.sentences))
    for sentence, first, end in zip(doc.sentences, firsts, stops, strict=True):
        if units and first and ends[first - 1] > sentence.start:
            lo, hi, block = units[-1]
            units[-1] = (lo, max(end, hi), block)
            short = short and max(end, hi) - lo <= LONGEST_SENTENCE
        elif end > first:
            units.append((first, end, sentence.block))
            short = short and end - first <= LONGEST_SENTENCE
    return units if short else [piece for unit in units for piece in _bounded(unit)]


def _bounded(unit: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    """A sentence in pieces of `LONGEST_SENTENCE`, so that no text costs more than linear time."""
    first, end, block = unit
    return [(i, min(end, i + LONGEST_SENTENCE), block) for i in range(first, end, LONGEST_SENTENCE)]
