"""Rows of the table ``quotes``: one for each run of words that an article attributes."""

from __future__ import annotations

from hashlib import blake2b
from operator import itemgetter

from toolkit.extract.attribution.statements import statements
from toolkit.extract.model import Attribution, Document, EntityKind, Mention, QuotedRun, Row

INDIRECT = "indirect"
"""The kind of words without quotation marks."""

_HASH_BYTES = 4
_BY_PLACE = itemgetter(0, 1)

_Piece = tuple[int, int, bool, Attribution]
"""Where it begins and ends, whether it stands in quotation marks, and what it is a part of."""
_OPENS_STATEMENT = frozenset(',:;.!?…—–-)]"”’»\n')


def extract(doc: Document) -> list[Row]:
    """The quotations of a document, and what it attributes without quotation marks.

    Args:
        doc: a document with quoted runs, mentions and attributions.

    Returns:
        Rows in the order of the text. ``call_id`` is left empty: whoever knows the calls fills it.
        A ``quote_id`` is the article's identifier and a hash of the content, white space
        aside, with its number among equal contents; other quotations do not change it.
    """
    text, article_id = doc.text, doc.article.meta.article_id
    runs = {(run.start, run.end): run for run in doc.quoted}
    seen: dict[str, int] = {}
    named: dict[object, str] = {}
    as_quote = f"{article_id}-q-"
    as_statement = as_quote.replace("-q-", "-a-")
    rows: list[Row] = []
    for start, end, direct, said in _pieces(doc):
        content, cue = text[start:end], said.cue
        short = _short_hash(content, seen)
        statement = named.setdefault(cue or said.contents, short)  # a place, or a tuple of places
        row: Row = {
            "quote_id": f"{as_quote}{short}",
            "article_id": article_id,
            "call_id": None,
            "speaker_id": None,
            "speaker_name": None,
            "speaker_country_code": None,
            "speaker_as_written": None,
            "speaker_start_char": None,
            "speaker_end_char": None,
            "cue": text[cue[0] : cue[1]] if cue else None,
            "kind_code": _kind(text, runs.get((start, end)), said) if direct else INDIRECT,
            "content": content,
            "channel": said.channel,
            "start_char": start,
            "end_char": end,
            "attribution_id": f"{as_statement}{statement}",
            "rule": said.rule,
        }
        if said.source is not None:
            _name_speaker(row, text, said.source)
        rows.append(row)
    return rows


def _pieces(doc: Document) -> list[_Piece]:
    """Each run in quotation marks, then each of the words around and without them.

    They are sorted by place. What somebody says inside the reported words of another is part of
    those, no row of its own.
    """
    pieces: list[_Piece] = []
    for said in doc.attributions:
        if True in said.direct:
            _add_pieces(pieces, said, direct=True)
    for said in statements(doc.attributions):
        if False in said.direct:
            _add_pieces(pieces, said, direct=False)
    pieces.sort(key=_BY_PLACE)
    return pieces


def _add_pieces(pieces: list[_Piece], said: Attribution, *, direct: bool) -> None:
    if len(said.contents) == 1:  # most
        start, end = said.contents[0]
        pieces.append((start, end, direct, said))
        return
    for (start, end), marked in zip(said.contents, said.direct, strict=True):
        if marked == direct:
            pieces.append((start, end, direct, said))


def _short_hash(content: str, seen: dict[str, int]) -> str:
    normal = content
    # Words with a single blank between them are as they should be; other blanks do not print.
    if not content.isprintable() or "  " in content or content[:1] == " " or content[-1:] == " ":
        normal = " ".join(content.split())
    number = seen[normal] = seen.get(normal, 0) + 1
    return blake2b(f"{normal}\x1f{number}".encode(), digest_size=_HASH_BYTES).hexdigest()


def _name_speaker(row: Row, text: str, source: Mention) -> None:
    """Fill in the columns that tell who speaks."""
    start, end, entity = source.start, source.end, source.entity
    if entity is not None:
        if entity.kind is EntityKind.PERSON:
            row["speaker_id"] = entity.key
        row["speaker_name"] = entity.name
        row["speaker_country_code"] = entity.country_code
    row["speaker_as_written"] = text[start:end]
    row["speaker_start_char"] = start
    row["speaker_end_char"] = end


def _kind(text: str, run: QuotedRun | None, said: Attribution) -> str:
    """``direct`` where the run is a sentence or more of its own, else ``mixed``."""
    if run is None or not all(said.direct):
        return "mixed"
    before = text[max(0, run.outer_start - 3) : run.outer_start].rstrip(" \t")
    opens = not before or before[-1] in _OPENS_STATEMENT
    if not text[run.start].islower():
        return "direct" if opens else "mixed"
    resumes = before.endswith(",") and run.start != said.contents[0][0]
    return "direct" if resumes else "mixed"
