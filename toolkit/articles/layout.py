"""The second look: what a block is by its place among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from toolkit.articles.boilerplate import named_publisher
from toolkit.articles.bylines import names_line
from toolkit.articles.captions import label_end
from toolkit.articles.looks import LONGEST_HEADING, Look, Part, ends_sentence
from toolkit.articles.published import read_dates
from toolkit.articles.tail import Found, article_end, drop_bios, drop_tail
from toolkit.patterns import compiled

# A first block up to these lengths may be a headline: without and with a full stop at its end.
LONGEST_HEADLINE = 160
LONGEST_STOPPED_HEADLINE = 110
# Labels over a headline or under it ("World", "News analysis").
LONGEST_LABEL = 25
LONGEST_STANDFIRST = 400
# A standfirst that only a picture parts from the text; a longer block there is the lead.
LONGEST_STANDFIRST_OVER_CAPTION = 260
# A caption with its labels and the description of its picture are at most so many lines.
LONGEST_PICTURE_GROUP = 5
# How many blocks below the headline a byline or date line is looked for.
HEADER_PARTS = 8

_WORDS = compiled(r"\w+")
# What a first sentence has and a headline has not: who said it, and on which day.
_LEAD = compiled(
    r"\b(?:said|told|according to|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
# Paragraphs, of which the first look has cut off the label of a caption.
_WITHOUT_LABEL = frozenset((Look.ITEM, Look.SHORT, Look.PROSE))
# In loops over all blocks these stand for what costs four times as much: attributes of an
# enumeration (in Python 3.11).
_PROSE, _SHORT, _DROP, _HEADLINE = Look.PROSE, Look.SHORT, Look.DROP, Look.HEADLINE
_PARAGRAPHS = (Look.PROSE, Look.ITEM)
_UNMARKED = (Look.PROSE, Look.SHORT)
_HEADS = (Look.SHORT, Look.HEADING)
_VISIBLE = (Look.HEADLINE, Look.STANDFIRST, Look.HEADING, Look.ITEM, Look.SHORT, Look.PROSE)


def lay_out(parts: list[Part], *, title: str | None, web: bool) -> Found:
    """Settle the look of every part by its neighbours; changes the parts in place.

    Args:
        parts: the article's blocks after the first look.
        title: its headline, where something told it.
        web: whether the text comes from a web page, with its navigation around it.

    Returns:
        What the blocks say about the article.
    """
    found = Found()
    rules = {part.rule for part in parts}
    looks = {part.look for part in parts}
    if "correction" in rules:
        _drop_after_corrections(parts, found)
    if "teaser_heading" in rules:
        _drop_teasers(parts)
    if not looks <= _WITHOUT_LABEL:
        _join_alt_texts(parts)
    headline = _find_headline(parts, title, web)
    if headline is not None:
        _settle_header(parts, headline, web)
        found.title = parts[headline].text
    end = article_end(parts)
    if end is not None:
        drop_tail(parts, end, found)
    _read_bylines(parts, found)
    drop_bios(parts, found, len(parts) if end is None else end)
    if not looks.isdisjoint((Look.SHORT, Look.HEADING, Look.HEADLINE)):
        _settle_headings(parts, web)
    read_dates(parts, found)
    return found


def key_of(text: str) -> str:
    """A text reduced to what decides whether two headlines are the same."""
    return " ".join(_WORDS.findall(text.casefold()))


def _drop_after_corrections(parts: Sequence[Part], found: Found) -> None:
    """Drop what a correction's heading announces: its date and its paragraph."""
    for i, part in enumerate(parts):
        if part.rule != "correction" or len(part.text) > 80:
            continue
        for after in parts[i + 1 : i + 4]:
            if after.look is Look.DATE and after.date is not None:
                found.upper_bounds.append(after.date.day)
                after.drop("correction")
            elif after.rule == "correction":
                break
            elif after.look is _PROSE and not ends_sentence(part.text):
                after.drop("correction")
                break
            else:
                break


def _drop_teasers(parts: Sequence[Part]) -> None:
    """Drop lists of other stories: items and headlines under a heading that announces them."""
    dropping = False
    for part in parts:
        question = part.text.endswith("?") and len(part.text) <= LONGEST_STOPPED_HEADLINE
        if part.rule == "teaser_heading":
            dropping = True
        elif part.look is _DROP:
            continue
        elif dropping and (part.look in (Look.ITEM, Look.SHORT) or question):
            part.drop("teaser")
        else:
            dropping = False


def _find_headline(parts: Sequence[Part], title: str | None, web: bool) -> int | None:
    """Index of the headline."""
    marked = [i for i, part in enumerate(parts) if part.look is _HEADLINE]
    wanted = key_of(title or "")
    chosen = next((i for i in marked if wanted and key_of(parts[i].text) == wanted), None)
    if chosen is None and marked:
        chosen = next((i for i in marked if _prose_after(parts, i)), None)
    for i in marked:
        if i != chosen:
            parts[i].look = Look.HEADING
    if chosen is not None:
        return chosen
    seen = list(islice((i for i, part in enumerate(parts) if part.look in _VISIBLE), 6))
    if wanted:
        for i in seen:
            if key_of(parts[i].text) == wanted:
                return i
    return None if web and title else _first_as_headline(parts, seen)


def _prose_after(parts: Sequence[Part], index: int) -> bool:
    return any(part.look is _PROSE for part in parts[index + 1 :])


def _first_as_headline(parts: Sequence[Part], seen: Sequence[int]) -> int | None:
    """The first block, where it is short beside what follows; a label over it is dropped."""
    if len(seen) < 2:
        return None
    first, second = parts[seen[0]], parts[seen[1]]
    if first.look is _SHORT:
        label = len(first.text) <= LONGEST_LABEL and len(first.text.split()) <= 3
        if label and second.look is _SHORT and len(second.text) > LONGEST_LABEL:
            first.drop("label")
            return seen[1]
        return seen[0]
    if first.look is Look.HEADING:
        return seen[0]
    longer = max(len(parts[i].text) for i in seen[1:4]) > len(first.text) * 1.5
    if not longer or _is_lead(first.text):
        return None
    limit = LONGEST_HEADLINE if first.text[-1] in "?!”\"’'" else LONGEST_STOPPED_HEADLINE
    apart = first.draft.group != second.draft.group or first.text[-1] == ";"
    return seen[0] if first.look is _PROSE and apart and len(first.text) <= limit else None


def _is_lead(text: str) -> bool:
    """Whether a text has what a first sentence has and a headline has not."""
    low = text.lower()
    # Parts of words are found at a fraction of the time.
    if not ("said" in low or "told" in low or "day" in low or "according" in low):
        return False
    return _LEAD.search(text) is not None


def _settle_header(parts: list[Part], headline: int, web: bool) -> None:
    """What stands above the headline, and between it and the first paragraph."""
    parts[headline].look = Look.HEADLINE
    if headline:
        _drop_above(parts, headline, web)
    below: list[Part] = []
    for part in islice(parts, headline + 1, None):
        if part.look is not _DROP:
            below.append(part)
            if len(below) == HEADER_PARTS:
                break
    size = len(parts[headline].text)
    near = [p for p in below if abs(len(p.text) - size) < 10 and p.look in _VISIBLE]
    if near:
        key = key_of(parts[headline].text)
        for part in near:
            if key_of(part.text) == key:
                part.drop("headline_again")
        below = [part for part in below if part.look is not _DROP]
    for part in _abstract(parts[headline + 1 : headline + 1 + HEADER_PARTS]) or _standfirsts(below):
        part.look = Look.STANDFIRST
    if (
        parts[headline].text[-1] == ";"
        and below
        and below[0].draft.group == parts[headline].draft.group
    ):
        below[0].look = Look.STANDFIRST
    for part in below:
        if part.look is _PROSE:
            break
        if part.look is _SHORT:
            _settle_short(part)


def _drop_above(parts: Sequence[Part], headline: int, web: bool) -> None:
    """Drop labels above the headline; of a web page paragraphs, too, where they are the less."""
    above = sum(len(p.text) for p in parts[:headline] if p.look is _PROSE)
    under = sum(len(p.text) for p in parts[headline:] if p.look is _PROSE)
    for part in parts[:headline]:
        if part.look in (Look.SHORT, Look.ITEM, Look.HEADING) or (
            web and above < under and part.look in (Look.PROSE, Look.DATE, Look.BYLINE)
        ):
            part.drop("above_headline")


def _abstract(below: Sequence[Part]) -> list[Part]:
    """The blocks between the headline and a database's label for the full text.

    Args:
        below: the first blocks behind the headline.
    """
    begins = next((i for i, p in enumerate(below) if p.rule == "text_begins"), 0)
    return [p for p in below[:begins] if p.look in _UNMARKED]


def _standfirsts(below: Sequence[Part]) -> list[Part]:
    """The blocks between the headline and a byline, date line or picture over the text."""
    decks: list[Part] = []
    for i, part in enumerate(below):
        if part.look in _UNMARKED:
            decks.append(part)
            continue
        after = next((p for p in below[i:] if p.look is _PROSE), None)
        if part.look in (Look.BYLINE, Look.DATE):
            fits = len(decks) <= 2 and all(len(d.text) <= LONGEST_STANDFIRST for d in decks)
            return [d for d in decks if names_line(d.text) is None] if fits and after else []
        if part.look is Look.CAPTION:
            if len(decks) == 1 and after is not None:
                size = len(decks[0].text)
                if size <= LONGEST_STANDFIRST_OVER_CAPTION and size < len(after.text):
                    return decks
            if decks:
                return []
        elif part.look is not Look.STANDFIRST:
            return []
    return []


def _settle_short(part: Part) -> None:
    """A short line between headline and text: names, a label, or a second headline."""
    text = part.text
    names = names_line(text)
    if names is not None:
        part.look = Look.BYLINE
        part.byline = names
    elif len(text) <= LONGEST_LABEL and len(text.split()) <= 3:
        part.drop("label")
    else:
        part.look = Look.STANDFIRST


def _join_alt_texts(parts: Sequence[Part]) -> None:
    """What stands in one small group with a caption belongs to its picture.

    Saved pages give the description of a picture and its caption as two lines without a blank line
    between; a line that is only a label (``Image caption,``) announces the next one.
    """
    groups: dict[int, list[Part]] = {}
    for part in parts:
        groups.setdefault(part.draft.group, []).append(part)
    if len(groups) < 4:
        return
    for group in groups.values():
        if not 1 < len(group) <= LONGEST_PICTURE_GROUP:
            continue
        last = max((i for i, p in enumerate(group) if p.look is Look.CAPTION), default=-1)
        label = next((i for i, p in enumerate(group) if label_end(p.text) == len(p.text)), None)
        if label is not None:
            last = max(last, label + 1)
        for part in group[: last + 1]:
            if part.look in _UNMARKED:
                part.look = Look.CAPTION


def _read_bylines(parts: Sequence[Part], found: Found) -> None:
    """Authors and publisher of the bylines."""
    bylines = [p.byline for p in parts if p.byline is not None and p.look is Look.BYLINE]
    if bylines:
        authors = tuple(dict.fromkeys(name for b in bylines for name in b.authors))
        found.authors = authors or found.authors
        found.publisher = next((b.publisher for b in bylines if b.publisher), None)
    if found.publisher is None:
        rights = (p.text for p in parts if p.rule == "copyright")
        found.publisher = next((name for text in rights if (name := named_publisher(text))), None)


def _settle_headings(parts: Sequence[Part], web: bool) -> None:
    """Short lines with prose behind them are subheadings."""
    prose_behind = False
    for part in reversed(parts):
        if part.look in _PARAGRAPHS:
            prose_behind = True
        elif part.look in _HEADS and not prose_behind and web:
            part.drop("heading_over_nothing")
        elif part.look is _SHORT:
            heads = prose_behind and len(part.text) <= LONGEST_HEADING
            part.look = Look.HEADING if heads else Look.PROSE
