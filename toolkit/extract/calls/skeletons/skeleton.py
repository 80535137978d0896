"""Sentences as skeletons: mentions, dates and durations replaced by short placeholders.

Rules about calls are regular expressions over skeletons, so that they speak of "a person" and "a
day" instead of names: ``President Macron spoke by phone with Mr. Modi on Tuesday.`` becomes
``P0 spoke by phone with P1 on D2.`` All other text is in lower case, so that a capital letter
always begins a placeholder:

``P`` a person, ``G`` a group of leaders, ``C`` a government, country or organisation, ``D`` a date,
``N`` a duration, ``Q`` a quoted run. A country or a word for its people right before a person
belongs to the person: "Ghana's Nana Akufo-Addo" and "Moroccan King Mohammed VI" become ``P0``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TypeVar

from toolkit.extract.calls.skeletons.pairs import talking_pairs
from toolkit.extract.figures.find import Figure
from toolkit.extract.lexicons import words
from toolkit.extract.model import (
    DateMention,
    Document,
    EntityKind,
    Mention,
    MentionKind,
    Sentence,
)
from toolkit.extract.names.register import default_register, fold_name
from toolkit.patterns import late

# "(left)", "(PT)", a name in its own script, "at 3 p.m.": asides that no rule should stumble over.
_ASIDE = late(
    r" ?\([^()]{1,40}\)"
    r"|,? (?:(?:at|around|about|shortly|just|before|after|approximately|from) ){1,3}"
    r"(?:noon|midday|midnight|dawn|[012]?\d(?:[:.][0-5]\d)? ?(?:[ap]\.?m\b\.?|o'clock)"
    r"|[012]?\d:[0-5]\d)"
    r"(?: (?:local time|gmt|utc|est|edt|cet|ist|msk|(?:[a-z]+ ){1,2}time)\b)?"
    r"(?! (?:and|to|until) \d)"
)
_APPOSED = late(
    r", (?:(?!who\b|which\b|that\b|and\b|said\b|says\b|told\b|with\b|to\b|then\b|as\b|by\b)"
    r"[a-z'\u2019-]+ ){0,7}?"
    rf"(?:{'|'.join(sorted(words('call_apposed')))}|spokes[a-z]+)"
    r"(?: (?:of|for|from|in|to|and|general|on) (?!who\b|said\b|told\b|that\b)"
    r"[a-z'\u2019 -]{2,60}?)?"
    r",(?= )"
)
"""The office or standing of one just named, in commas: "Lavrov, Russia's top diplomat, called"."""
_RELATIVE = late(
    r", (?:(?:to|with|from|of|for|by|under) )?who(?:m|se)?\b"
    r"(?![^,;:]*(?:phon|call|sp[oe]|talk|\br[aiu]ng|convers|video|dial|in touch|contact|chat"
    r"|summit|meeting|\bmet\b|visit|attend|host))"
    r"[^,;:\u2013\u2014]{3,120},(?= (?!who|whose|whom|which|but\b)[a-z])"
)
"""What else somebody is or did, in commas: "Maas, who succeeded Gabriel, called Le Drian"."""
COUNTERPART = rf"(?:{'|'.join(sorted(words('call_counterparts')))})"
"""What one leader is to another."""
_ROLE_BEFORE = late(
    rf"\b(?:his|her|their) (?:[a-z-]+ ){{0,3}}(?:{COUNTERPART}|guest|interlocutor)s?"
    r"(?: (?:of|in|from|for) [a-z ]{2,40})?, \Z"
)
"""What somebody is to another, right before the name: "rang his colleague, Yang, on Monday"."""
_MAY_HAVE_ASIDE = late(r"\(|\d ?[:.ap]|noon|mid|dawn|clock")
_OWNERS = frozenset({"his", "her", "their"})
_OWNS = frozenset({"'s ", "\u2019s "})
_WORD_BEFORE = late(r"[A-Z][\w-]{3,19} \Z")
_COUNTERPART = late(
    rf"(?: (?!and |or )[A-Za-z-]+){{0,3}} {COUNTERPART}s?"
    r"(?:(?: (?:of|in|from) [A-Za-z ]{2,40}?)?, | )"
)
_OWNS_APPOSED = late(
    r", (?:his|her|their) (?![^,]*(?:call|phone|talk|conversation))(?:[a-z-]+ ){0,5}[a-z-]+,"
)
""" "His" in words for somebody named before: "Mr. Berg, his friend and ally, called"."""
_OWN_PHONE = late(
    r" (?:[a-z]+ )?(?:tele)?phones?\b(?! [a-z]*(?:call|conv|talk|exch|disc|chat|cont))"
)
"""A telephone that is somebody's: no call of his or hers."""
_OWNED = late(
    r" (?!(?:[a-z0-9'\u2019-]+ ){0,5}?(?:(?:tele)?phon|video|calls?\b|convers|talks?\b|contact"
    r"|discuss|exchange|dialogue|chat|counterpart|colleague|homologue|peer|neighbou?r|host|guest|interlocutor"
    r"|opposite|request|initiative|invitation|behest|side\b|own\b)"
    r"|[A-Z0-9])[a-z]"
)
"""What somebody owns that is neither a call nor another leader: "rang her office"."""
_OWNED_BY_HER = late(
    r" (?!(?:about|after|again|ahead|all|also|amid|an?|and|any|are|around|as|at|back|because|before"
    r"|briefly|but|by|directly|during|each|earlier|every|first|for|from|had|has|have|he|his|how|if"
    r"|in|instead|into|is|it|its|last|late|later|next|not|now|of|off|on|once|or|out|over|personally"
    r"|right|she|so|some|soon|still|that|the|their|then|there|they|this|to|today|tomorrow|tonight"
    r"|too|twice|until|up|upon|via|was|were|what|when|where|whether|which|while|who|whom|why|will"
    r"|with|within|without|would|yesterday)\b|[a-z]+ly\b)"
)
"""What makes "her" an owner: "called her late" and "told her that" name whom somebody called."""
_MADE_TO = late(r"\b(?:le[dt]s?|letting|ma[dk]e|help(?:ed|s)?|saw|heard?|hear|watched) \Z")
"""What makes "her" the one who does something: "let her know"."""
_FAR_WORD = 12
_LONGEST_WORD = 21

_CLOSING_COMMA = late(r",(?= (?:and|ha[sd]|was|is|will|would|spoke|rang|held|told|said|[a-z]+ed) )")
"""What ends "the premier, Lee," before its verb."""

_OF = "'s"
"""What stands behind the placeholder of who owns something, as behind that of a name."""
_SHORT = ("minute", "hour")
"""The units of the lengths of calls."""

_T = TypeVar("_T")
Piece = Mention | DateMention | Figure | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the skeleton and the text it stands for; a placeholder is one segment."""

    start: int
    end: int
    text_start: int
    text_end: int
    placeholder: bool


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One sentence with placeholders.

    Attributes:
        text: the skeleton.
        pieces: what each placeholder number stands for.
        sentence: the sentence.
        segments: where each run of the skeleton comes from, in order.
        in_quotes: whether the sentence is what somebody is quoted as saying.
    """

    text: str
    pieces: tuple[Piece, ...]
    sentence: Sentence
    segments: tuple[Segment, ...]
    in_quotes: bool = False

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the clean text that a non-empty span of the skeleton stands for."""
        first = self._segment(start)
        last = self._segment(end - 1)
        text_start = first.text_start + (0 if first.placeholder else start - first.start)
        text_end = last.text_end if last.placeholder else last.text_start + end - last.start
        return text_start, text_end

    def position(self, offset: int) -> int:
        """Where in the skeleton an offset of the clean text stands, or what comes after it."""
        after = bisect_right(self.segments, offset, key=attrgetter("text_start"))
        segment = self.segments[max(0, after - 1)]
        within = 0 if segment.placeholder else max(0, offset - segment.text_start)
        return min(segment.start + within, segment.end)

    def _segment(self, position: int) -> Segment:
        after = bisect_right(self.segments, position, key=attrgetter("start"))
        return self.segments[max(0, after - 1)]


def span_of(piece: Piece) -> tuple[int, int]:
    """Start and end of what a placeholder stands for."""
    return piece if isinstance(piece, tuple) else (piece.start, piece.end)


def _letter(mention: Mention) -> str | None:
    entity = mention.entity
    if entity is None:
        return "C" if mention.kind is not MentionKind.PRONOUN else None
    if entity.kind is EntityKind.PERSON:
        return "P"
    if entity.members:
        return "G"
    # "They" of a government may be the two leaders as well: the rules tell.
    return "C" if mention.kind is not MentionKind.PRONOUN else None


def _beginning_in(
    sentence: Sentence, items: Sequence[_T], start: Callable[[_T], int]
) -> Sequence[_T]:
    """The items, sorted by their start, that begin in a sentence."""
    low = bisect_left(items, sentence.start, key=start)
    return items[low : bisect_left(items, sentence.end, lo=low, key=start)]


def _pieces(
    doc: Document, sentence: Sentence, durations: Sequence[Figure], *, quotes: bool
) -> list[tuple[int, int, str, Piece]]:
    found: list[tuple[int, int, str, Piece]] = []
    if quotes:
        found += [
            (q.outer_start, min(q.outer_end, sentence.end), "Q", (q.outer_start, q.outer_end))
            for q in _beginning_in(sentence, doc.quoted, attrgetter("outer_start"))
        ]
    mentions = doc.mentions_in(sentence.start, sentence.end)
    starts = {m.start for m in mentions}
    found += [(m.start, m.end, "G", m) for m in talking_pairs(doc, sentence)]
    for mention in mentions:
        letter = _letter(mention)
        owner = mention.kind is MentionKind.PRONOUN and (
            mention.end + 1 in starts
            or _names_counterpart(doc.text, mention.end, starts)
            or _OWNS_APPOSED.match(doc.text, max(0, mention.start - 2)) is not None
            or _OWN_PHONE.match(doc.text, mention.end) is not None
        )
        if letter and not (owner and doc.text[mention.start : mention.end].lower() in _OWNERS):
            found.append((mention.start, mention.end, letter, mention))
    start = attrgetter("start")
    found += [(d.start, d.end, "D", d) for d in _beginning_in(sentence, doc.dates, start)]
    found += [(f.start, f.end, "N", f) for f in _beginning_in(sentence, durations, start)]
    found.sort(key=lambda piece: (piece[0], -piece[1]))
    return found


def _owns_something(text: str, piece: Piece) -> bool:
    """Whether a pronoun tells whose something is: "his" in "rang his bank"."""
    if not isinstance(piece, Mention) or piece.kind is not MentionKind.PRONOUN:
        return False
    word = text[piece.start : piece.end].lower()
    if word not in _OWNERS or _OWNED.match(text, piece.end) is None:
        return False
    if word != "her":
        return True
    low = max(0, piece.start - _FAR_WORD)
    return _OWNED_BY_HER.match(text, piece.end) is not None and not _MADE_TO.search(
        text, low, piece.start
    )


def _names_counterpart(text: str, end: int, starts: Collection[int]) -> bool:
    """Whether "his" begins the words for somebody who is named: "his Thai colleague P1"."""
    words = _COUNTERPART.match(text, end)
    return words is not None and words.end() in starts


@cache
def _demonyms() -> frozenset[str]:
    """The words for the people of all countries, folded."""
    countries = default_register().countries.values()
    return frozenset(fold_name(word) for country in countries for word in country.demonyms)


def _joined(
    text: str, end: int, found: Sequence[tuple[int, int, str, Piece]]
) -> list[tuple[int, int, str, Piece]]:
    """The pieces, those of persons with what belongs to them: "Ghana's", "Moroccan", "Jr."."""
    joined: list[tuple[int, int, str, Piece]] = []
    for start, stop, letter, piece in found:
        begin, after = start, stop
        if letter == "P":
            before = joined[-1] if joined else None
            if before is not None and (
                _belongs(text, before, start, piece) or _is_same(text, before, start, piece)
            ):
                joined.pop()
                begin = before[0]
            elif word := _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start):
                low = before[1] if before is not None else 0
                if word.start() >= low and fold_name(word.group()[:-1]) in _demonyms():
                    begin = word.start()
            if (
                text.startswith((". ", ".,"), stop) and text.endswith(("Jr", "Sr"), 0, stop)
            ) or text.startswith((" ,", " ;"), stop):
                after += stop + 1 < end
            elif "," in text[begin:stop] and _CLOSING_COMMA.match(text, stop):
                after += 1
        joined.append((begin, after, letter, piece))
    return joined


def _is_same(text: str, before: tuple[int, int, str, Piece], start: int, person: Piece) -> bool:
    """Whether a name goes on with office or name of the same: "the Qatari emir, Sheikh Tamim"."""
    office, name = before[3], person
    if before[2] != "P" or not isinstance(office, Mention) or not isinstance(name, Mention):
        return False
    if name.kind is not MentionKind.NAME or office.entity != name.entity:
        return False
    between = ", " if office.kind is MentionKind.OFFICE else " "
    return office.kind in (MentionKind.OFFICE, MentionKind.NAME) and (
        text[before[1] : start] == between
    )


def _belongs(text: str, before: tuple[int, int, str, Piece], start: int, person: Piece) -> bool:
    """Whether what stands before a person belongs to the name: Ghana's, "the Georgian, "."""
    if before[2] != "C":
        return False
    between = text[before[1] : start]
    if between in _OWNS:
        return True
    one, other = (
        piece.entity if isinstance(piece, Mention) else None for piece in (before[3], person)
    )
    return (
        between == ", "
        and one is not None
        and other is not None
        and one.kind is EntityKind.GOVERNMENT
        and one.country_code == other.country_code
        and text.startswith(("the ", "The "), before[0])
        and fold_name(text[before[0] + 4 : before[1]]) in _demonyms()
    )


def _unapposed(words: str, after: str, before: str) -> tuple[int, int]:
    """What of folded words between two placeholders stays, without what a person is, in commas.

    Args:
        words: the words.
        after: the letter before them, with a comma where the person was named in apposition.
        before: the letter behind them.

    Returns:
        Where what stays begins and ends.
    """
    last, stop = 0, len(words)
    if after[:1] == "P" and words.startswith(", "):
        apposed = _APPOSED.match(words) or _RELATIVE.match(words)
        last = apposed.end() if apposed else len(after) - 1
    role = _ROLE_BEFORE.search(words, last) if before == "P" else None
    return last, role.start() if role else stop


def build(
    doc: Document, sentence: Sentence, durations: Sequence[Figure], *, quotes: bool = True
) -> Skeleton:
    """The skeleton of a sentence.

    Args:
        doc: the analysed article.
        sentence: one of its sentences.
        durations: the durations in the article.
        quotes: whether quoted runs become ``Q``; a sentence inside a quotation is read without.
    """
    segments: list[Segment] = []
    parts: list[str] = []
    pieces: list[Piece] = []
    length, at = 0, sentence.start

    def add(words: str, start: int, end: int, *, placeholder: bool) -> None:
        nonlocal length
        if words:
            parts.append(words)
            segments.append(Segment(length, length + len(words), start, end, placeholder))
            length += len(words)

    def add_words(start: int, end: int, after: str, before: str) -> bool:
        words = fold_name(doc.text[start:end])
        last, stop = _unapposed(words, after, before)
        for aside in _ASIDE.finditer(words, last, stop) if _MAY_HAVE_ASIDE.search(words) else ():
            add(words[last : aside.start()], start + last, start + aside.start(), placeholder=False)
            last = aside.end()
        add(words[last:stop], start + last, start + stop, placeholder=False)
        return stop < len(words)

    found = _pieces(doc, sentence, durations, quotes=quotes)
    after, aside = "", 0
    folded = doc.text[sentence.start : sentence.end]
    folded = fold_name(folded) if " who" in folded else ""
    for start, end, letter, piece in _joined(doc.text, sentence.end, found):
        if start < at or start < aside:
            continue
        apposed = add_words(at, start, after, letter)
        owner = _owns_something(doc.text, piece)
        add(f"{letter}{len(pieces)}{_OF * owner}", start, end, placeholder=True)
        pieces.append(piece)
        at, after = end, letter + "," * apposed
        clause = _RELATIVE.match(folded, end - sentence.start) if letter == "P" else None
        aside = sentence.start + clause.end() if clause is not None else 0
    add_words(at, sentence.end, after, "")
    return Skeleton("".join(parts), tuple(pieces), sentence, tuple(segments), not quotes)


def of_lengths(
    doc: Document, durations: Sequence[Figure], known: Collection[int]
) -> Iterator[tuple[int, Skeleton]]:
    """Sentences that tell a length without a word for a call: "all was over in ten minutes".

    Args:
        doc: the analysed article.
        durations: its durations.
        known: starts of the sentences that have a skeleton.
    """
    for length in durations:
        sentence = doc.sentence_at(length.start)
        if sentence is None or sentence.start in known or length.unit_code not in _SHORT:
            continue
        yield sentence.start, build(doc, sentence, durations)
