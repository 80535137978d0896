"""From an article to its rows: a pure function of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.articles.model import Article
from toolkit.extract import quotes
from toolkit.extract.calls import participants
from toolkit.extract.calls.find import find_calls
from toolkit.extract.calls.model import CallFind
from toolkit.extract.document import analyse
from toolkit.extract.evidence import EvidenceWriter
from toolkit.extract.figures import find as figures
from toolkit.extract.links import link_to_calls
from toolkit.extract.model import Document, Entity, EntityKind, Row
from toolkit.extract.names.register import Register
from toolkit.extract.topics import find as topics

TABLES = (
    "articles",
    "people",
    "calls",
    "participants",
    "topics",
    "quotes",
    "figures",
    "evidence",
)
_CALL_LENGTH_UNITS = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """What was read in one article.

    Attributes:
        article: the article.
        tables: rows by table; identifiers of calls are unique in the article only.
    """

    article: Article
    tables: dict[str, list[Row]]


def extract_article(article: Article, register: Register) -> ArticleResult:
    """The rows that one article gives.

    Args:
        article: the article.
        register: people, offices and countries.
    """
    doc = analyse(article, register)
    found = figures.find_figures(doc.text, figures.read_spans(doc))
    durations = [f for f in found if f.unit_code in _CALL_LENGTH_UNITS]
    calls = find_calls(doc, durations)
    evidence = EvidenceWriter(article.meta.article_id, doc.text)
    call_rows, participant_rows = participants.extract(calls, register, doc, evidence)
    call_ids = [r["call_id"] for r in call_rows]
    finds = topics.extract(doc, calls)
    topic_rows = _topic_rows(doc, calls, call_ids, finds, evidence)
    quote_rows = quotes.extract(doc)
    in_marks = [row for row in quote_rows if row["kind_code"] != quotes.INDIRECT]
    figure_rows = figures.rows(doc, found, in_marks)
    link_to_calls(doc, calls, call_ids, quote_rows, figure_rows, finds)
    tables: dict[str, list[Row]] = {
        "articles": [article_row(article)],
        "people": _people_rows(doc, calls, quote_rows, register),
        "calls": call_rows,
        "participants": participant_rows,
        "topics": topic_rows,
        "quotes": quote_rows,
        "figures": figure_rows,
        "evidence": evidence.rows,
    }
    return ArticleResult(article, tables)


def article_row(article: Article) -> Row:
    """The row of table ``articles``."""
    meta = article.meta
    return {
        "article_id": meta.article_id,
        "title": meta.title,
        "publisher": meta.publisher,
        "authors": "; ".join(meta.authors) or None,
        "published_on": meta.published_on,
        "url": meta.url,
        "language": meta.language,
        "format": article.format,
        "characters": len(article.text),
        "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "received_sha256": meta.received_sha256,
        "received_characters": meta.received_characters,
        "rights": meta.rights,
        "text": article.text,
    }


def _topic_rows(
    doc: Document,
    calls: Sequence[CallFind],
    call_ids: Sequence[str],
    finds: Sequence[topics.TopicFind],
    evidence: EvidenceWriter,
) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for find in finds:
        call_id = call_ids[find.call]
        key = (call_id, find.topic_code, find.account_code)
        row = rows.setdefault(
            key,
            {
                "call_id": call_id,
                "topic_code": find.topic_code,
                "account_code": find.account_code,
                "article_id": doc.article.meta.article_id,
                "status_code": find.status_code,
            },
        )
        if row["status_code"] != find.status_code:
            continue  # said to be discussed and left out at once: the first statement stands
        row_id = "|".join((call_id, find.topic_code, find.account_code, row["article_id"]))
        words = ((find.start, find.end), find.rule)
        account = ((find.account_start, find.account_end), find.rule)
        call = calls[find.call]
        sentence = doc.sentence_at(find.start)
        said = ((sentence.start, sentence.end), find.rule) if sentence else words
        spans = {
            "account_code": account,
            "article_id": said,
            "status_code": said,
            "call_id": ((call.start, call.end), call.trigger.rule),
        }
        evidence.add_all("topics", row_id, row, spans, words)
    return list(rows.values())


def _people_rows(
    doc: Document, calls: Sequence[CallFind], quote_rows: Sequence[Row], register: Register
) -> list[Row]:
    """Everybody whom another row names."""
    wanted = {p.entity.key for c in calls for p in (*c.parties, *c.aides)}
    wanted |= {r["speaker_id"] for r in quote_rows if r["speaker_id"]}
    person = EntityKind.PERSON
    entities = {
        entity.key: entity  # of several that bear a key the first counts
        for mention in reversed(doc.mentions)
        if (entity := mention.entity) is not None and entity.kind is person
    }
    entities |= {p.entity.key: p.entity for c in calls for p in (*c.parties, *c.aides)}
    return [_person_row(entities[key], register) for key in sorted(wanted & entities.keys())]


def _person_row(entity: Entity, register: Register) -> Row:
    person = register.people.get(entity.key) if entity.registered else None
    return {
        "person_id": entity.key,
        "name": person.name if person else entity.name,
        "wikidata_id": person.wikidata_id if person else None,
        "gender": person.gender if person else entity.gender,
        "country_code": person.country_code if person else entity.country_code,
    }
