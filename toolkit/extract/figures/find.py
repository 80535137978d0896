"""Reads figures: numbers with a unit, and numbers that count something.

A figure is a number that the text gives a unit ("45 percent", "US$330 million", "about an hour
and a half") or a counted noun ("1,250 refugees"). Years, dates, clock times, ordinals, numbers in
names and words that only point back ("the two leaders") are none. Every rule stands with a
sentence and examples in ``lexicon/figure_rules.csv``.

Conventions:
    * "Dozens of" and "several thousand" are a lower bound of one of their word: at least 12, at
      least 1,000. Larger plurals ("hundreds of", "millions of") measure nothing and are none.
    * "Nearly", "almost" and "close to" are ``about``: they say that the number was not reached,
      but the reader takes it as the size.
    * A length of time keeps its unit (1.5 hour); hours with minutes are minutes (80 minute).
    * Shares in words are ratios ("a third of": 0.3333; "one in five": 0.2); a percentage stays
      one.
    * Persons of whom the words say a nationality at most ("12 Poles", "57,000 inhabitants",
      "killing 17") are counted as ``people``; soldiers, nurses or refugees are so called.
    * A bare "ton" is metric, a bare "$" the dollar of the United States.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from toolkit.articles.model import BlockKind
from toolkit.extract.figures.context import left_out, qualifier_before, tells_change
from toolkit.extract.figures.elliptic import Counted, bare, named, of_a_land
from toolkit.extract.figures.lexicon import WHOLE, currency_marks, scale_marks, verbs_of
from toolkit.extract.figures.persons import RULE as PERSONS
from toolkit.extract.figures.persons import noun_before
from toolkit.extract.figures.read import SHARED_UNIT, read
from toolkit.extract.figures.shared import dollars_are_canadian, shared_units, unit_in
from toolkit.extract.figures.units import Reading
from toolkit.extract.lexicons import table, words
from toolkit.extract.model import Document, Row
from toolkit.extract.words import Openers
from toolkit.patterns import compiled
from toolkit.values import value

EXACT = "exact"
_READ = (
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.SUBHEADING,
    BlockKind.CAPTION,
    BlockKind.PROSE,
)


@value
class Figure:
    """A number with its unit, as the text has it.

    Attributes:
        start: offset of the first character, a qualifier ("about") included.
        end: offset after the last character: of the unit or of the counted noun.
        value: the number, in the unit; the lower end of a range.
        value_max: the upper end of a range, else ``None``.
        unit_code: code of the unit (``schemas/codes/units.csv``).
        counted: what is counted, as written, where the unit is ``count``.
        qualifier_code: ``exact``, ``about``, ``at_least`` or ``at_most``.
        rule: name of the rule that read it.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit_code: str
    counted: str | None
    qualifier_code: str
    rule: str


_TIMES = "hour|minute|day|week|month|year|decade|century"


_PERSON_VERBS = (*sorted(verbs_of("transitive")), "toll")


def _either(words: Iterable[str]) -> str:
    """Words, also with a capital letter."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)


def _anchor() -> re.Pattern[str]:
    """Matches where a figure may begin: a digit, a currency mark, a number word."""
    words: dict[str, list[str]] = {}
    for row in table("figure_numbers"):
        for word in (row["word"], row["word"].capitalize()):
            words.setdefault(row["kind"], []).append(word)
    scales = "|".join(words["hundred"] + words["scale"] + words["dozen"])
    parts = "|".join(words["part"])
    spoken = "|".join(words["unit"] + words["teen"] + words["tens"])
    vague = "|".join(w for w in words["vague"] if " " not in w)
    marks = "|".join(sorted(map(re.escape, currency_marks()), key=len, reverse=True))
    return compiled(
        r"(?<![\w.,:/#@’'%+–-])(?:[0-9][0-9.,]*|[½¼¾⅓⅔⅛]"
        rf"|(?:{marks})(?=\s?[0-9])|(?:{spoken}|[Hh]alf)(?!\w)"
        rf"|(?:{_either(_TIMES.split('|'))})(?=-?long(?!\w)|-plus(?!\w)|-and-a-)"
        rf"|(?:{_either(_PERSON_VERBS)})(?!\w)"
        r"|[Qq]uarter(?=[ -](?:of (?:an?|one) )?(?:hour|mile|century)(?!\w))|[Mm]agnitude(?=[ -])"
        rf"|(?:{'|'.join(words['plural'])})(?=\sof\s)|(?:{vague})(?=\s(?:{scales})\b)"
        r"|[Bb]etween(?=\s[^\WA-Z]|\s[^\w\s])|(?<!or )[Mm]inus(?=\s[0-9a-z])"
        rf"|[Aa]n?(?=\s(?:{WHOLE}(?:{_TIMES})|{parts}|{scales}|few\s(?:{scales})"
        rf"|couple\s(?:of\s)?(?:{scales}|(?:{_TIMES})s))\b))"
    )


_ANCHOR = _anchor()
_GLUED_MARKS = tuple(
    start
    for mark in currency_marks()
    if mark.isalpha()
    for start in ([mark + digit for digit in "0123456789"] if mark in scale_marks() else [mark])
)
_SIGNS = sorted({mark[0] for mark in currency_marks() if not mark[0].isalpha()})
_KINDS_AFTER_ARTICLE = frozenset({"hundred", "scale", "dozen", "part"})
_OPENERS = Openers(
    [
        *(
            form
            for word in (
                *words("figure_openers"),
                *_PERSON_VERBS,
                *(r["word"] for r in table("figure_numbers")),
            )
            for form in (word, word.capitalize())
        ),
        *(re.split(r"\W", mark)[0] for mark in currency_marks()),
    ],
    (*"0123456789½¼¾⅓⅔⅛", *_GLUED_MARKS),
    paired=("a", "A", "an", "An"),
    seconds=[
        *_TIMES.split("|"),
        "few",
        "couple",
        *re.findall("[a-z]+", WHOLE),
        *(
            form
            for row in table("figure_numbers")
            if row["kind"] in _KINDS_AFTER_ARTICLE
            for form in (row["word"], row["word"].capitalize())
        ),
    ],
)
"""The words with which the anchor can begin, where it does not begin with a currency sign."""


def _places(text: str) -> list[int]:
    """Offsets of all words and signs with which a figure can begin; the anchor is tried there."""
    places = _OPENERS.places(text)
    signs = [place for sign in _SIGNS if sign in text for place in _all(sign, text)]
    return sorted(places + signs) if signs else places


def _all(sign: str, text: str) -> Iterator[int]:
    """Where a sign stands; to look for one after the other is faster than for any of them."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _figure(text: str, floor: int, reading: Reading) -> Figure:
    start, code = reading.start, reading.qualifier or EXACT
    found = qualifier_before(text, floor, reading)
    if found:
        start, code = found[0], found[1]
    elif reading.number.vague:
        code = "at_least"
    elif reading.number.rough:
        code = "about"
    return Figure(
        start=start,
        end=reading.end,
        value=reading.value,
        value_max=reading.value_max,
        unit_code=reading.unit_code,
        counted=reading.counted,
        qualifier_code=code,
        rule=reading.rule,
    )


def _in_span(
    text: str, floor: int, end: int, places: Iterable[int], judge: bool = True
) -> Iterator[Figure]:
    """The figures in one span; without ``judge`` also those that the words before would exclude."""
    pos = told = floor
    previous: tuple[int, str] | None = None
    seen: list[Counted] = []
    for place in places:
        if place < pos or not (anchor := _ANCHOR.match(text, place, end)):
            continue
        pos = anchor.end()
        reading = read(text, place, end, tells_change(text, floor, place))
        if reading is None:
            reading = bare(text, place, end)
            if reading is None:
                continue
            noun = named(text, floor, end, reading, seen) if judge else reading.counted
            if noun is None:
                continue
            reading = replace(reading, counted=noun)
        if reading.counted and of_a_land(text, floor, reading):
            reading = bare(text, place, end) or reading
        if reading.rule == "article" and place - told == 1:
            continue  # $16 an hour, 10,000 passengers an hour
        if reading.rule == PERSONS:
            reading = replace(reading, counted=noun_before(text, previous, place))
        if not judge or left_out(text, floor, reading) is None:
            yield _figure(text, floor, reading)
            told = reading.end
            previous = (reading.end, reading.counted) if reading.counted else None
            if reading.counted:
                seen.append((reading.end, reading.counted, reading.value))
        # What a number counts may hold a figure of its own: "two 500-pound bombs".
        within = reading.counted or reading.rule == SHARED_UNIT
        pos = max(pos, reading.number.end if within else reading.end)


def find_figures(text: str, spans: Iterable[tuple[int, int]]) -> list[Figure]:
    """The figures in parts of a text, in order.

    Args:
        text: any text.
        spans: (start, end) of the sentences or blocks to read; no figure crosses them.
    """
    places = _places(text)
    found: list[Figure] = []
    first = 0
    for start, end in spans:
        first = bisect_left(places, start, first)
        last = bisect_left(places, end, first)
        if first < last:
            found.extend(_in_span(text, start, end, places[first:last]))
        first = last
    shared = shared_units()
    if dollars_are_canadian(text):
        shared |= {_DOLLAR}
    return [_settled(text, one) if one.unit_code in shared else one for one in found]


_DOLLAR = "USD"
_OWN_DOLLAR = compiled(r"(?:US|U\.S\.) ?\$")


def _settled(text: str, figure: Figure) -> Figure:
    """A figure in a unit whose name is that of others, too, in the one that the text means."""
    if figure.unit_code == _DOLLAR:
        bare_sign = "$" in text[figure.start : figure.end] and not _OWN_DOLLAR.search(
            text, max(0, figure.start - 2), figure.end
        )
        return replace(figure, unit_code="CAD", rule="shared_name") if bare_sign else figure
    unit = unit_in(text, figure.start, figure.end, figure.unit_code, figure.value)
    if unit == figure.unit_code:
        return figure
    return replace(figure, unit_code=unit, rule="shared_name")


def read_back(surface: str) -> tuple[Decimal, Decimal | None, str]:
    """Reads a figure's own words again.

    Args:
        surface: the text of one figure, e.g. ``about 1.5 million metric tons``.

    Returns:
        (value, value_max, unit_code); of a unit that shares its name with others, the commonest
        (`shared.share_a_name`).

    Raises:
        ValueError: ``surface`` is not one whole figure.
    """
    first = next(_in_span(surface, 0, len(surface), _places(surface), judge=False), None)
    if first is None or (first.start, first.end) != (0, len(surface)):
        raise ValueError(f"{surface!r} does not read as a figure")
    return first.value, first.value_max, first.unit_code


def figure_id(article_id: str, surface: str, occurrence: int) -> str:
    """Identifier of a figure: stable when others are added before it.

    Args:
        article_id: of the article it stands in.
        surface: its words.
        occurrence: its number, from 1, among the article's figures with the same words.
    """
    key = f"{' '.join(surface.lower().split())}|{occurrence}"
    return f"{article_id}-f-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _quote_of(figure: Figure, quotes: Sequence[Row]) -> str | None:
    """The quotation that the figure lies in; ``quotes`` stand in order and hold no others."""
    after = bisect_right(quotes, figure.start, key=itemgetter("start_char"))
    if after == 0 or quotes[after - 1]["end_char"] < figure.end:
        return None
    return str(quotes[after - 1]["quote_id"])


def read_spans(doc: Document) -> list[tuple[int, int]]:
    """What of an article is read: all but bylines and datelines."""
    blocks = doc.article.blocks_of(*_READ)
    return [(block.start, block.end) for block in blocks]


def rows(doc: Document, found: Iterable[Figure], quotes: Sequence[Row] = ()) -> list[Row]:
    """Rows of the table ``figures``.

    Args:
        doc: the article.
        found: the figures read in it, in order.
        quotes: the article's rows of the table ``quotes``, for ``quote_id``.

    Returns:
        a row a figure; ``call_id`` is ``None``, for the linking of figures to calls to fill.
    """
    article_id = doc.article.meta.article_id
    seen: Counter[str] = Counter()
    written: list[Row] = []
    for figure in found:
        surface = doc.text[figure.start : figure.end]
        words = " ".join(surface.lower().split())
        seen[words] += 1
        written.append(
            {
                "figure_id": figure_id(article_id, surface, seen[words]),
                "article_id": article_id,
                "call_id": None,
                "quote_id": _quote_of(figure, quotes),
                "value": figure.value,
                "value_max": figure.value_max,
                "unit_code": figure.unit_code,
                "counted": figure.counted,
                "qualifier_code": figure.qualifier_code,
                "surface": surface,
                "start_char": figure.start,
                "end_char": figure.end,
                "rule": figure.rule.replace("_", "-"),
            }
        )
    return written


def extract(doc: Document, quotes: Sequence[Row] = ()) -> list[Row]:
    """Rows of the table ``figures`` for one article: `rows` of what `find_figures` reads in it.

    Args:
        doc: the article.
        quotes: its rows of the table ``quotes``, for ``quote_id``.
    """
    return rows(doc, find_figures(doc.text, read_spans(doc)), quotes)
