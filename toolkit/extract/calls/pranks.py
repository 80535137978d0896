"""Pranks: calls by somebody who is not whom he or she says are none between leaders."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.lexicons import words
from toolkit.extract.model import Document


def first_prank(doc: Document) -> int | None:
    """Where an article first tells of a prank, as an offset; nothing where it tells of none."""
    text = doc.text.lower()
    return min((at for word in words("call_pranks") if (at := text.find(word)) >= 0), default=None)


def begins_with_prank(
    doc: Document, prank: int | None, lead_end: int, calls: Sequence[CallFind]
) -> bool:
    """Whether a prank is the news: told in the lead, before a sentence with a call is over.

    Args:
        doc: the article.
        prank: where it first tells of one.
        lead_end: where its lead ends, as an offset.
        calls: those read in it.
    """
    if prank is None or prank >= lead_end:
        return False
    sentences = (doc.sentence_at(call.start) for call in calls)
    return all(one is None or one.end > prank for one in sentences)
