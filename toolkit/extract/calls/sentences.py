"""The sentences of an article that may speak of a call, as skeletons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.quoted import quotes_a_call
from toolkit.extract.calls.likely import MAY_REPORT, likely_sentences, name_two_countries
from toolkit.extract.calls.skeletons.capitals import Capitals
from toolkit.extract.calls.skeletons.skeleton import Skeleton, build
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document

_READ_KINDS = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.PROSE)


def read_skeletons(doc: Document, durations: Sequence[Figure]) -> Iterator[Skeleton]:
    """The skeletons of sentences that may report a call; what they quote as one of its own.

    Args:
        doc: the analysed article.
        durations: its durations in seconds, minutes or hours.
    """
    sentences = likely_sentences(doc, _READ_KINDS)
    if not name_two_countries(doc, sentences):
        return
    capitals = Capitals(doc)
    for sentence in sentences:
        if not MAY_REPORT.search(doc.text[sentence.start : sentence.end].lower()):
            continue
        yield capitals.resolved(build(doc, sentence, durations))
        if quotes_a_call(doc, sentence):
            yield build(doc, sentence, durations, quotes=False)
