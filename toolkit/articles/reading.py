"""From drafts to an `Article`: the two looks, datelines, metadata, clean text and its map."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace

from toolkit.articles.addresses import url_day, url_month
from toolkit.articles.boilerplate import split_title
from toolkit.articles.datelines import find_dateline
from toolkit.articles.draft import Draft, Hint, cut
from toolkit.articles.layout import lay_out
from toolkit.articles.listmail import ListHeader, read_list_header
from toolkit.articles.looks import Look, Part, first_look
from toolkit.articles.model import Article, Block, BlockKind, CleanText, Metadata
from toolkit.articles.published import dateline_day, day_of_news
from toolkit.articles.tail import Found
from toolkit.errors import UsageError
from toolkit.patterns import compiled
from toolkit.values import value

_KINDS = {
    Look.HEADLINE: BlockKind.HEADLINE,
    Look.STANDFIRST: BlockKind.STANDFIRST,
    Look.BYLINE: BlockKind.BYLINE,
    Look.DATE: BlockKind.DATELINE,
    Look.CAPTION: BlockKind.CAPTION,
    Look.HEADING: BlockKind.SUBHEADING,
    Look.ITEM: BlockKind.PROSE,
    Look.SHORT: BlockKind.PROSE,
    Look.PROSE: BlockKind.PROSE,
}
# A dateline opens one of the first paragraphs: a note or a summary may stand before it.
DATELINE_PARAGRAPHS = 2


_SURROGATES = compiled("[\ud800-\udfff]")
_HEADER = compiled(r"\ufeff?[\w\" ]{1,60}(?:[,;\t|][\w\" ]{1,60}){1,60}\r?\n")
UNKNOWN = Metadata(article_id="")
"""Metadata that say nothing."""


@value
class Received:
    """A text as received, cut into blocks.

    Attributes:
        text: the received text, that offsets lead back to.
        drafts: its blocks.
        form: ``text``, ``markdown``, ``html``, ``mail`` or ``record``.
        source: where it came from, for messages.
        meta: what front matter, page or record say; ``article_id`` may be empty.
        web: whether a web page's navigation may stand around the article.
        digest: whether the blocks are all the article's own (nothing is dropped).
        dateline_on: a day on or before which it was published, from a mail's header.
    """

    text: str
    drafts: Sequence[Draft]
    form: str
    source: str
    meta: Metadata
    web: bool = False
    digest: bool = False
    dateline_on: dt.date | None = None


def make_article(received: Received, known: Metadata = UNKNOWN) -> Article:
    """Tell the blocks apart and build the clean text.

    Args:
        received: the text, cut into blocks.
        known: what is known from elsewhere; it fills what neither the text nor its blocks say.

    Raises:
        UsageError: no paragraph of prose is left.
    """
    parts, found = label_parts(received, known)
    blocks, clean = _build(received.text, parts)
    if not any(block.kind is BlockKind.PROSE for block in blocks):
        hint = "Is it the text of an article?"
        if received.form == "html":
            hint += (
                " A page of frames or scripts, or a request for consent? Open it in a browser and"
                " save it there."
            )
        if received.form == "text" and _HEADER.match(received.text):
            hint += " A CSV file without its name is read with --input-format csv."
        raise UsageError("no prose found", where=received.source, hint=hint)
    text, offsets = clean.finish()
    meta = _dated_by_address(fill(_as_found(received.meta, found), known))
    month = url_month(meta.url) if meta.published_on is None else None
    bounds = list(found.upper_bounds)
    if received.dateline_on is not None:
        bounds.append(received.dateline_on)
    dateline = next((p.dateline for p in parts if p.dateline is not None), None)
    bound = min(bounds or found.mentioned, default=None)
    latest = meta.published_on or bound
    dateline_on = dateline_day(dateline, latest or (month and _last_day(month)), parts)
    if latest is None and dateline_on is None:
        dateline_on = day_of_news(parts)
    return Article(
        meta=_writable(meta),
        format=received.form,
        text=text,
        blocks=tuple(blocks),
        offsets=offsets,
        source=_without_surrogates(received.source),
        dateline_on=dateline_on or bound,
        month_on=month,
    )


def _dated_by_address(meta: Metadata) -> Metadata:
    """The metadata with the day that the address names, where nothing else tells it."""
    if meta.published_on is not None or meta.url is None:
        return meta
    return replace(meta, published_on=url_day(meta.url))


def _last_day(month: dt.date) -> dt.date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _without_surrogates(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which JSON escapes and file names can smuggle in.

    No file and no Arrow column can hold them.
    """
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _writable(meta: Metadata) -> Metadata:
    """The metadata in characters that every format can hold."""

    texts = [meta.article_id, meta.title, meta.publisher, *meta.authors, meta.url, meta.rights]
    if meta.language.isascii() and all(text is None or text.isascii() for text in texts):
        return meta

    def writable(text: str | None) -> str | None:
        return None if text is None else _without_surrogates(text)

    return replace(
        meta,
        article_id=_without_surrogates(meta.article_id),
        title=writable(meta.title),
        publisher=writable(meta.publisher),
        authors=tuple(map(_without_surrogates, meta.authors)),
        url=writable(meta.url),
        language=_without_surrogates(meta.language),
        rights=writable(meta.rights),
    )


def fill(first: Metadata, second: Metadata) -> Metadata:
    """``first`` with what it lacks taken from ``second``."""
    return Metadata(
        article_id=first.article_id or second.article_id,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        authors=first.authors or second.authors,
        published_on=first.published_on or second.published_on,
        url=first.url or second.url,
        language=first.language if first.language != "en" else second.language,
        rights=first.rights or second.rights,
        received_sha256=first.received_sha256 or second.received_sha256,
        received_characters=first.received_characters or second.received_characters,
    )


def _as_found(stated: Metadata, found: Found) -> Metadata:
    """What the file states, with what its blocks say.

    A page's machine-readable date may be a day late (it is kept in UTC): a date line that readers
    see, one day off, is believed.
    """
    published = stated.published_on or found.published_on
    seen = found.published_on
    if published is not None and seen is not None and abs((published - seen).days) == 1:
        published = seen
    return Metadata(
        article_id=stated.article_id,
        title=stated.title or found.title,
        publisher=stated.publisher or found.publisher,
        authors=stated.authors or found.authors,
        published_on=published,
        url=stated.url or found.url,
        language=stated.language,
        rights=stated.rights,
        received_sha256=stated.received_sha256,
        received_characters=stated.received_characters,
    )


def label_parts(received: Received, known: Metadata = UNKNOWN) -> tuple[list[Part], Found]:
    """Every block of a received text with what it is, the dropped ones with their rules.

    Args:
        received: the text, cut into blocks.
        known: what is known from elsewhere; its title tells the headline.
    """
    if received.digest:
        return _digest_parts(received.drafts), Found()
    header = ListHeader() if received.web else read_list_header(received.drafts)
    above = [Part(d, Look.DROP, "list_header") for d in received.drafts[: header.end]]
    subject, publisher = split_title(header.subject)
    parts = first_look(received.drafts[header.end :])
    title = received.meta.title or subject or known.title
    found = lay_out(parts, title=title, web=received.web)
    if header.sent_on is not None:
        found.upper_bounds.append(header.sent_on)
    found.title = found.title or subject
    found.publisher = found.publisher or publisher
    return above + _split_dateline(parts), found


def _digest_parts(drafts: Sequence[Draft]) -> list[Part]:
    """A digest is prose throughout, but for its headings."""
    looks = {Hint.HEADLINE: Look.HEADLINE, Hint.HEADING: Look.HEADING, Hint.CAPTION: Look.CAPTION}
    parts = [Part(draft, looks.get(draft.hint, Look.PROSE)) for draft in drafts]
    return _split_dateline(parts)


def _split_dateline(parts: list[Part]) -> list[Part]:
    """Split the dateline from the paragraph that it opens."""
    seen = 0
    for i, part in enumerate(parts):
        if part.look is not Look.PROSE:
            continue
        found = find_dateline(part.text)
        if found is not None:
            place = cut(part.draft, 0, found.end)
            rest = cut(part.draft, found.sentence, len(part.text))
            if place is not None and rest is not None:
                split = [Part(place, Look.DATE, dateline=found), Part(rest, Look.PROSE)]
                return [*parts[:i], *split, *parts[i + 1 :]]
        seen += 1
        if seen >= DATELINE_PARAGRAPHS:
            break
    return parts


def _build(received: str, parts: Sequence[Part]) -> tuple[list[Block], CleanText]:
    """The clean text of the parts that stay, joined by one blank line."""
    clean = CleanText()
    blocks: list[Block] = []
    # Paragraphs that stand one blank line apart in the received text, too, are added at once.
    waiting: list[str] = []
    begun = end = base = 0
    for part in parts:
        kind = _KINDS.get(part.look)
        if kind is None:
            continue
        text, runs = part.draft.text, part.draft.runs
        _, first, last, verbatim = runs[0]
        whole = verbatim and len(runs) == 1
        adjoining = first == end + 2 and received.startswith("\n\n", end)
        if waiting and not (whole and adjoining):
            clean.add("\n\n".join(waiting), begun, end, verbatim=True)
            waiting.clear()
        if blocks and not waiting:
            clean.add("\n\n", end, max(end, first), verbatim=adjoining)
        if whole:
            if not waiting:
                begun, base = first, clean.length
            waiting.append(text)
            start, end = base + first - begun, last
        else:
            start, end = clean.length, runs[-1][2]
            clean.add_text(text, runs)
        blocks.append(Block(start, start + len(text), kind))
    if waiting:
        clean.add("\n\n".join(waiting), begun, end, verbatim=True)
    return blocks, clean
