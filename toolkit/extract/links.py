"""Ties quotations and figures to the call that they are about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.model import Document, Row
from toolkit.extract.topics.find import TopicFind


def link_to_calls(
    doc: Document,
    calls: Sequence[CallFind],
    call_ids: Sequence[str],
    quote_rows: Sequence[Row],
    figure_rows: Sequence[Row],
    topics: Sequence[TopicFind],
) -> None:
    """Set ``call_id`` where a row's words speak of a call.

    A quotation or figure is about a call if its sentence speaks of that call or names a topic of
    it; a quotation also if its paragraph does and its speaker is on a participant's side (the
    participant, or a person or body of the same country). Where several calls are spoken of, the
    last one before it counts.

    Args:
        doc: the analysed article.
        calls: its calls.
        call_ids: their identifiers, in the same order.
        quote_rows: rows of ``quotes``, changed in place.
        figure_rows: rows of ``figures``, changed in place.
        topics: where the text names what was discussed in which call.
    """
    marks = sorted(
        [(start, i) for i, call in enumerate(calls) for start, _ in call.mentions]
        + [(find.start, find.call) for find in topics]
    )
    if not marks:
        return
    for row in figure_rows:
        sentence = doc.sentence_at(row["start_char"])
        if sentence is not None:
            number = _nearest(marks, sentence.start, sentence.end, row["start_char"])
            row["call_id"] = None if number is None else call_ids[number]
    sides = _speaker_countries(doc)
    for row in quote_rows:
        sentence = doc.sentence_at(row["start_char"])
        if sentence is None:
            continue
        number = _nearest(marks, sentence.start, sentence.end, row["start_char"])
        if number is None:
            block = doc.article.blocks[sentence.block]
            number = _nearest(marks, block.start, block.end, row["start_char"])
            side = sides.get(row["speaker_start_char"])
            if number is not None and side not in _countries(calls[number]):
                number = None
        row["call_id"] = None if number is None else call_ids[number]


def _nearest(marks: Sequence[tuple[int, int]], low: int, high: int, at: int) -> int | None:
    """Number of the call last spoken of before ``at``, else first after it, in [low, high)."""
    i = bisect_right(marks, at, key=lambda mark: mark[0]) - 1
    if i >= 0 and marks[i][0] >= low:
        return marks[i][1]
    return marks[i + 1][1] if i + 1 < len(marks) and marks[i + 1][0] < high else None


def _speaker_countries(doc: Document) -> dict[int | None, str | None]:
    return {
        a.source.start: a.source.entity.country_code
        for a in doc.attributions
        if a.source is not None and a.source.entity is not None
    }


def _countries(call: CallFind) -> set[str | None]:
    return {p.entity.country_code for p in call.parties if p.entity.country_code}
