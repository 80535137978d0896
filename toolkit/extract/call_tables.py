"""The rows about calls that an article gives: calls, participants, topics and their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.calls import participants
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.find import find_calls
from toolkit.extract.evidence import EvidenceWriter
from toolkit.extract.figures.find import Figure
from toolkit.extract.links import link_to_calls
from toolkit.extract.model import Document, Entity, Row
from toolkit.extract.names.register import Register
from toolkit.extract.topics import find as topics

_CALL_LENGTH_UNITS = frozenset({"second", "minute", "hour"})


def add_calls(
    tables: dict[str, list[Row]], doc: Document, figures: Sequence[Figure], register: Register
) -> list[Entity]:
    """Add the rows about calls to an article's tables, and tie its quotes and figures to them.

    Args:
        tables: rows by table, changed in place; those of ``quotes`` and ``figures`` are there.
        doc: the analysed article.
        figures: its figures, of which lengths of time may be those of calls.
        register: people, offices and countries.

    Returns:
        Who took part in the calls or listened in.
    """
    durations = [figure for figure in figures if figure.unit_code in _CALL_LENGTH_UNITS]
    calls = find_calls(doc, durations)
    if not calls:
        return []
    evidence = EvidenceWriter(doc.article.meta.article_id, doc.text)
    tables["calls"], tables["participants"] = participants.extract(calls, register, doc, evidence)
    call_ids = [row["call_id"] for row in tables["calls"]]
    told = topics.told(doc, calls)
    best = topics.best_of(doc, told)
    tables["topics"] = _topic_rows(doc, calls, call_ids, best, evidence)
    tables["evidence"] = evidence.rows
    link_to_calls(doc, calls, call_ids, tables["quotes"], tables["figures"], told)
    return [party.entity for call in calls for party in (*call.parties, *call.aides)]


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
