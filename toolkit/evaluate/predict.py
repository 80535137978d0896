"""What the extraction reads in an annotated article, in the shape that gold has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.articles.model import Article, Metadata, OffsetMap
from toolkit.articles.read import read_text
from toolkit.evaluate.model import (
    Call,
    Figure,
    Found,
    FoundAttribution,
    GoldArticle,
    Participant,
    Quote,
    Span,
)
from toolkit.evaluate.units import COUNT
from toolkit.extract.attribution.statements import statements
from toolkit.extract.document import analyse
from toolkit.extract.figures.find import find_figures, read_spans
from toolkit.extract.model import Attribution, Document, Row
from toolkit.extract.names.register import Register
from toolkit.extract.pipeline import extract_article

_DATE_LENGTHS = {"year": 4, "month": 7}
_LISTENERS = frozenset(["aide", "interpreter"])
"""Roles of those who are present at a call but not a party to it."""
_PRESS = "PRESS"
"""The account that is no side of a call: the article's own voice."""

Rules = Mapping[Span, str]
"""Span in the clean text to the rule that read it."""


def read(article: GoldArticle, register: Register) -> Found:
    """Extract from the text as received, knowing nothing but its day of publication and address.

    Args:
        article: the annotated article; its annotations are used only to tell which tables to read.
        register: people, offices and countries.

    Raises:
        UsageError: the text cannot be read as an article.
    """
    data = article.text.encode("utf-8", "surrogatepass")
    name = Path(article.source).name
    known = Metadata(article_id="", url=article.url)
    got = read_text(
        data,
        source=name,
        published_on=article.published_on,
        metadata={hashlib.sha256(data).hexdigest(): known},
    )
    document = analyse(got, register)
    if article.attributions is not None:
        found = (_attribution(said, document) for said in statements(document.attributions))
        return Found(attributions=tuple(found))
    return _rows(got, document, register)


def _attribution(said: Attribution, document: Document) -> FoundAttribution:
    back = document.article.offsets
    source = said.source
    return FoundAttribution(
        contents=tuple((back.start(start), back.end(end)) for start, end in said.contents),
        direct=said.direct,
        speaker=(back.start(source.start), back.end(source.end)) if source else None,
        speaker_name=source.entity.name if source and source.entity else None,
        rule=said.rule,
    )


def _rows(article: Article, document: Document, register: Register) -> Found:
    """The rows of the tables; the document tells the rules that rows do not name."""
    tables = extract_article(article, register).tables
    people = {row["person_id"]: str(row["name"]) for row in tables["people"]}
    said = {span: a.rule for a in document.attributions for span in a.contents}
    figures = find_figures(document.text, read_spans(document))
    counted = {(figure.start, figure.end): figure.rule for figure in figures}
    back = article.offsets
    return Found(
        calls=tuple(_call(row, tables, people, back) for row in tables["calls"]),
        quotes=tuple(
            _quote(row, people, back, said)
            for row in tables["quotes"]
            if row["kind_code"] != "indirect"
        ),
        figures=tuple(_figure(row, back, counted) for row in tables["figures"]),
    )


def _call(
    row: Row, tables: Mapping[str, Sequence[Row]], people: Mapping[str, str], back: OffsetMap
) -> Call:
    call_id = row["call_id"]
    parties = tuple(
        Participant(people.get(p["person_id"], p["person_id"]), p["country_code"])
        for p in tables["participants"]
        if p["call_id"] == call_id and p["role_code"] not in _LISTENERS
    )
    named = [
        (str(t["account_code"]), str(t["topic_code"]))
        for t in tables["topics"]
        if t["call_id"] == call_id and t["status_code"] == "discussed"
    ]
    words = next(
        (e for e in tables["evidence"] if e["table_name"] == "calls" and e["row_id"] == call_id),
        None,
    )
    day, minutes = row["called_on"], row["duration_minutes"]
    initiator = row["initiator_id"]
    return Call(
        participants=parties,
        date=day.isoformat()[: _DATE_LENGTHS.get(row["date_precision"], 10)] if day else None,
        held=row["status_code"] == "held",
        medium=row["medium_code"],
        initiator=people.get(initiator, initiator),
        duration_minutes=None if minutes is None else float(minutes),
        topics=frozenset(topic for _, topic in named),
        topics_by_account=frozenset(pair for pair in named if pair[0] != _PRESS),
        span=(back.start(words["start_char"]), back.end(words["end_char"])) if words else None,
        rule=str(words["rule"]) if words else "",
    )


def _span(row: Row, back: OffsetMap) -> Span:
    return back.start(row["start_char"]), back.end(row["end_char"])


def _rule(row: Row, rules: Rules) -> str:
    return rules.get((row["start_char"], row["end_char"]), "")


def _quote(row: Row, people: Mapping[str, str], back: OffsetMap, rules: Rules) -> Quote:
    speaker = people.get(row["speaker_id"] or "") or row["speaker_name"]
    return Quote(*_span(row, back), speaker, rule=_rule(row, rules))


def _figure(row: Row, back: OffsetMap, rules: Rules) -> Figure:
    counted = row["unit_code"] == COUNT and row["counted"]
    return Figure(
        *_span(row, back),
        value=float(row["value"]),
        unit=f"{COUNT}:{row['counted']}" if counted else row["unit_code"],
        approx=row["qualifier_code"],
        rule=_rule(row, rules),
    )
