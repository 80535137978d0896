"""Calls told within quotation marks: which of them count."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from toolkit.extract.calls.events.events import FIRST_PERSON, Event
from toolkit.extract.model import Document, Sentence
from toolkit.patterns import late

_QUOTED_CALL = late(
    r"\b(?:I|We|we)\b|phone|\bspoke\b|\bcall(?:ed)?\b|\br[au]ng\b|conversation|\bchat\b"
)


def quotes_a_call(doc: Document, sentence: Sentence) -> bool:
    """Whether what stands in marks in a sentence may itself tell of a call."""
    quoted = doc.quoted  # in order, and none inside another
    first = bisect_right(quoted, sentence.start, key=attrgetter("end"))
    for number in range(first, len(quoted)):
        q = quoted[number]
        if q.start >= sentence.end:
            break
        if _QUOTED_CALL.search(doc.text, max(q.start, sentence.start), q.end):
            return True
    return False


def counts_in_quotes(doc: Document, event: Event) -> bool:
    """What is quoted counts where somebody says "I" or the words themselves say "phone".

    Of a conversation that somebody calls "very good" only the words about it are quoted.
    """
    if event.rule.name in FIRST_PERSON or (event.rule.strong and not event.partial):
        return True
    if event.rule.name != "had-conversation-with":
        return False
    quoted = [q for q in doc.quoted if q.start <= event.end and event.start <= q.end]
    return not any(q.start <= p.start < q.end for q in quoted for p in event.parties)
