"""From an article to its rows: a pure function of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.articles.model import Article
from toolkit.extract import quotes
from toolkit.extract.calls.likely import names_leaders
from toolkit.extract.document import analyse
from toolkit.extract.figures import find as figures
from toolkit.extract.model import Document, Entity, EntityKind, Row
from toolkit.extract.names.register import Register

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
    quote_rows = quotes.extract(doc)
    in_marks = [row for row in quote_rows if row["kind_code"] != quotes.INDIRECT]
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    tables["articles"] = [article_row(article)]
    tables["quotes"] = quote_rows
    tables["figures"] = figures.rows(doc, found, in_marks)
    spoke: Sequence[Entity] = ()
    if names_leaders(doc):
        # To load it takes a tenth of a second, of which most articles have no need.
        from toolkit.extract.call_tables import add_calls

        spoke = add_calls(tables, doc, found, register)
    tables["people"] = _people_rows(doc, spoke, quote_rows, register)
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


def _people_rows(
    doc: Document, spoke: Sequence[Entity], quote_rows: Sequence[Row], register: Register
) -> list[Row]:
    """Everybody whom another row names: who took part in calls, and who is quoted."""
    wanted = {entity.key for entity in spoke}
    wanted |= {r["speaker_id"] for r in quote_rows if r["speaker_id"]}
    person = EntityKind.PERSON
    entities = {
        entity.key: entity  # of several that bear a key the first counts
        for mention in reversed(doc.mentions)
        if (entity := mention.entity) is not None and entity.kind is person
    }
    entities |= {entity.key: entity for entity in spoke}
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
