"""What stands behind an article's end: other stories, notes on authors, corrections."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from toolkit.articles.boilerplate import phrases, read_lines, read_rows
from toolkit.articles.looks import Look, Part
from toolkit.patterns import compiled

# What stands behind the end of an article is at most this share of the whole.
TAIL_SHARE = 1 / 3
# A paragraph under a heading behind the end of the article is a blurb up to this length.
LONGEST_BLURB = 420
# A note on the author stands among this many last blocks where nothing marks the end.
BIO_PARTS = 4

_OWN_PAPER = compiled(r" for (?:The Times|The New York Times|Reuters|the BBC|CNN|Politico)\b")


@dataclass(slots=True)
class Found:
    """What the page itself says about the article.

    Attributes:
        title: its headline.
        publisher: from the byline.
        authors: from bylines, else from the notes on the authors.
        published_on: from a date line at the top, or one that says so.
        url: its address, where a line tells it.
        upper_bounds: days on which it was surely published: mail dates, updates, corrections.
        mentioned: days at the ends of lines above the text, which may be that of publication.
    """

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: dt.date | None = None
    url: str | None = None
    upper_bounds: list[dt.date] = field(default_factory=list)
    mentioned: list[dt.date] = field(default_factory=list)


def article_end(parts: Sequence[Part]) -> int | None:
    """Index of the first mark behind which there is no more article.

    A mark is a line that stands after an article's end (who contributed, where it was printed,
    a correction, a copyright line), with little text behind it.
    """
    ending = phrases().ending
    if ending.isdisjoint({part.rule for part in parts}):
        return None
    behind = 0
    total = sum(len(p.text) for p in parts if p.look in (Look.PROSE, Look.ITEM))
    end = None
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        if part.look in (Look.PROSE, Look.ITEM):
            behind += len(part.text)
            if behind > total * TAIL_SHARE:
                break
        elif part.rule in ending:
            end = i
    return end


def drop_tail(parts: Sequence[Part], end: int, found: Found) -> None:
    """Drop what the end mark announces: items, headings with their blurbs, notes on authors."""
    # A correction ends no article for sure: lists and headings behind it may be the article's.
    ended = in_section = False
    bios: list[str] = []
    for part in parts[end:]:
        text = part.text
        ended = ended or (part.look is Look.DROP and part.rule != "correction")
        if part.look in (Look.SHORT, Look.HEADING, Look.ITEM) and not ended:
            continue
        if part.look in (Look.SHORT, Look.HEADING):
            part.drop("tail")
            in_section = True
        elif part.look is Look.ITEM:
            part.drop("teaser")
        elif part.look is Look.DATE and part.date is not None:
            found.upper_bounds.append(part.date.day)
            part.drop("tail")
        elif part.look is Look.PROSE:
            name = bio_name(text)
            if name is not None:
                bios.append(name)
                part.drop("author_note")
            elif in_section and len(text) <= LONGEST_BLURB:
                part.drop("tail")
            else:
                in_section = False
        elif part.rule == "teaser_heading":
            in_section = True
    found.authors = tuple(dict.fromkeys(bios))


@cache
def _bio() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """A name with what is said of an author; words of the trade; verbs that need none of those."""
    rows = read_rows("bio_verbs.csv")
    verbs = "|".join(re.escape(row["verb"]) for row in rows)
    words = "|".join(re.escape(word) for word in read_lines("press_words.txt"))
    token = r"[A-ZÀ-Þ][\w.’'-]"
    return (
        compiled(
            rf"(?P<name>{token}+(?: (?:{token}*|de|van|von|al|bin|la|el)){{1,4}}),?"
            rf"(?: [^.,]{{0,80}},)? (?P<verb>{verbs})\b"
        ),
        compiled(rf"\b(?:{words})\b", re.IGNORECASE),
        frozenset(row["verb"] for row in rows if row["sure"] == "yes"),
    )


def bio_name(text: str) -> str | None:
    """Whom a paragraph introduces as its author; ``None`` where it is no note on an author.

    ``covers`` or ``writes about`` behind a full name is enough; ``is the`` or ``has been`` needs a
    word of the trade (reporter, correspondent, newspaper ...) beside it. Quotations rule it out.
    """
    if len(text) > LONGEST_BLURB or "“" in text or '"' in text:
        return None
    pattern, trade, sure = _bio()
    found = pattern.match(text)
    if found is None or re.match(r"(?:Mr|Mrs|Ms|Dr|President|Prime|The)\b", text):
        return None
    return found["name"] if found["verb"] in sure or trade.search(text) else None


def drop_bios(parts: Sequence[Part], found: Found, end: int) -> None:
    """Drop notes on authors at the end: of whoever the byline names, or of a paper's own."""
    paragraphs = (parts[i] for i in range(end - 1, -1, -1) if parts[i].look is Look.PROSE)
    for part in islice(paragraphs, BIO_PARTS):
        name = bio_name(part.text)
        if name is None or not (name in found.authors or _OWN_PAPER.search(part.text)):
            break
        part.drop("author_note")
        if name not in found.authors:
            found.authors = (name, *found.authors)
