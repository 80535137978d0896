"""Runs the shared layers over an article: quotation marks, sentences, mentions, dates, sources."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import partial

from toolkit.articles.model import Article, BlockKind
from toolkit.extract import quotemarks, sentences
from toolkit.extract.attribution import find as attribution
from toolkit.extract.model import DateMention, Document, Sentence
from toolkit.extract.names.dateline_year import dateline_day
from toolkit.extract.names.mentions import read_mentions
from toolkit.extract.names.office_day import is_of_a_call, office_day
from toolkit.extract.names.register import Register
from toolkit.patterns import compiled

_LEAD_SENTENCES = 3
_NO_DATELINES = (BlockKind.HEADLINE, BlockKind.CAPTION)
_PRINTED_AFTER = 2
"""So many days after that of its dateline an article is printed, at most."""
# A day in the words under a picture is that of the picture.
_PICTURE = compiled(
    r", (?:right|left|cent(?:er|re)),|\((?:[LRC]|left|right)\)|\bfile photo\b", re.I
)


def _dates(
    text: str,
    spans: Sequence[tuple[int, int]],
    day: dt.date | None,
    written_on: dt.date | None = None,
) -> Sequence[DateMention]:
    """The dates of a text; their patterns are loaded for an article that needs them."""
    from toolkit.extract.dates.find import find_dates

    return find_dates(text, spans, day, written_on)


def _all_dates(
    text: str, sentences: Sequence[Sentence], day: dt.date | None, written_on: dt.date | None
) -> Sequence[DateMention]:
    return _dates(text, [(s.start, s.end) for s in sentences], day, written_on)


def _anchor(document: Document) -> dt.date | None:
    """The first day that the lead, or a line above it, names in full (day, month and year)."""
    prose = [s for s in document.sentences if s.kind is BlockKind.PROSE][:_LEAD_SENTENCES]
    end = prose[-1].end if prose else 0
    above = prose[0].start if prose else 0
    blocks = [b for b in document.article.blocks if b.kind is not BlockKind.CAPTION]
    spans = [(b.start, b.end) for b in blocks if b.end <= above]
    spans += [(s.start, s.end) for s in prose]
    spans = [span for span in spans if _PICTURE.search(document.text, *span) is None]
    found = _dates(document.text[:end], spans, None)
    return next((d.value for d in found if d.precision == "day" and d.value is not None), None)


def _day_by_office(document: Document, register: Register) -> dt.date | None:
    """The day of an article without one, as who is in office tells it: that of its dateline.

    Where that is not told, the mentions are read as of the month that the address names, or of a
    day on which those named were in office.
    """
    text = document.text
    near = document.article.month_on or office_day(text, document.mentions, register)
    document.in_office = near
    day = None
    if near is not None or is_of_a_call(text):
        day = document.anchor = _dateline_day(document, register, near)
    if day is not None:
        document.in_office = None
    if day is not None or near is not None:  # now "the Thai leader" can be told
        document.mentions = read_mentions(
            text, document.sentences, document.quoted, register, day or near
        )
    return day


def _dateline_day(document: Document, register: Register, near: dt.date | None) -> dt.date | None:
    """The day of a dateline without a year, of which who is in office tells the year."""
    prose = [s for s in document.sentences if s.kind is BlockKind.PROSE][:_LEAD_SENTENCES]
    if not prose:
        return None
    above = [b for b in document.article.blocks if b.end <= prose[0].start]
    heads = [b.start for b in above if b.kind not in _NO_DATELINES] + [prose[0].start]
    lead = prose[0].start, prose[-1].end
    return dateline_day(document.text, heads, lead, document.mentions, register, near)


def _written_on(article: Article) -> dt.date | None:
    """The day of the dateline, where the article was printed on the day after it or the next."""
    published, written = article.meta.published_on, article.dateline_on
    if published is None or written is None:
        return None
    return written if 0 < (published - written).days <= _PRINTED_AFTER else None


def analyse(article: Article, register: Register) -> Document:
    """An article with its quoted runs, sentences, mentions, attributions and dates.

    Args:
        article: the article.
        register: people, offices and countries.
    """
    document = Document(article, article.text)
    text, blocks = article.text, article.blocks
    document.quoted = quotemarks.find_runs(text, blocks)
    document.sentences = sentences.split(text, blocks)
    if document.published_on is None:
        document.anchor = _anchor(document)
    day = document.published_on
    document.mentions = read_mentions(text, document.sentences, document.quoted, register, day)
    if day is None:
        day = _day_by_office(document, register)
    document.read_dates = partial(_all_dates, text, document.sentences, day, _written_on(article))
    document.attributions = attribution.find_attributions(document)
    return document
