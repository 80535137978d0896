"""Rows of the table ``quotes``: one for each run of words that an article attributes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from toolkit.extract.attribution.statements import statements
from toolkit.extract.model import Attribution, Document, EntityKind, Mention, QuotedRun, Row

INDIRECT = "indirect"
"""The kind of words without quotation marks."""

_HASH_BYTES = 4
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
    article_id = doc.article.meta.article_id
    runs = {(run.start, run.end): run for run in doc.quoted}
    seen: dict[str, int] = {}
    named: dict[object, str] = {}
    rows: list[Row] = []
    for start, end, direct, said in sorted(_pieces(doc), key=lambda p: (p[0], p[1])):
        content = doc.text[start:end]
        quote_id = f"{article_id}-q-{_short_hash(content, seen)}"
        key = ("cue", said.cue) if said.cue else ("alone", said.contents)
        statement = named.setdefault(key, quote_id.replace("-q-", "-a-"))
        kind = _kind(doc, runs.get((start, end)), said) if direct else INDIRECT
        rows.append(
            {
                "quote_id": quote_id,
                "article_id": article_id,
                "call_id": None,
                **_speaker(doc, said.source),
                "cue": doc.text[slice(*said.cue)] if said.cue else None,
                "kind_code": kind,
                "content": content,
                "channel": said.channel,
                "start_char": start,
                "end_char": end,
                "attribution_id": statement,
                "rule": said.rule,
            }
        )
    return rows


def _pieces(doc: Document) -> Iterator[tuple[int, int, bool, Attribution]]:
    """Each run in quotation marks, then each of the words around and without them.

    What somebody says inside the reported words of another is part of those, no row of its own.
    """
    for said in doc.attributions:
        for (start, end), direct in zip(said.contents, said.direct, strict=True):
            if direct:
                yield start, end, True, said
    for said in statements(doc.attributions):
        for (start, end), direct in zip(said.contents, said.direct, strict=True):
            if not direct:
                yield start, end, False, said


def _short_hash(content: str, seen: dict[str, int]) -> str:
    normal = " ".join(content.split())
    number = seen.get(normal, 0) + 1
    seen[normal] = number
    data = f"{normal}\x1f{number}".encode()
    return hashlib.blake2b(data, digest_size=_HASH_BYTES).hexdigest()


def _speaker(doc: Document, source: Mention | None) -> Row:
    entity = source.entity if source else None
    person = entity is not None and entity.kind is EntityKind.PERSON
    return {
        "speaker_id": entity.key if entity is not None and person else None,
        "speaker_name": entity.name if entity else None,
        "speaker_country_code": entity.country_code if entity else None,
        "speaker_as_written": doc.text[source.start : source.end] if source else None,
        "speaker_start_char": source.start if source else None,
        "speaker_end_char": source.end if source else None,
    }


def _kind(doc: Document, run: QuotedRun | None, said: Attribution) -> str:
    """``direct`` where the run is a sentence or more of its own, else ``mixed``."""
    if run is None or not all(said.direct):
        return "mixed"
    text = doc.text
    before = text[max(0, run.outer_start - 3) : run.outer_start].rstrip(" \t")
    opens = not before or before[-1] in _OPENS_STATEMENT
    if not text[run.start].islower():
        return "direct" if opens else "mixed"
    resumes = before.endswith(",") and run.start != said.contents[0][0]
    return "direct" if resumes else "mixed"
