"""Topics of several calls that the same words report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.model import Document
from toolkit.extract.topics.clauses import Span
from toolkit.extract.topics.model import CallLike, TopicFind

_TO_ALL = re.compile(r"\b(?:leaders|them|each|all|both|counterparts|calls|conversations)\b")


def of_sisters(
    found: Sequence[TopicFind], calls: Sequence[CallLike], document: Document, folded: str
) -> list[TopicFind]:
    """The topics of a call that are those of its sisters as well.

    "She phoned B and C about grain" reports two calls in the same words; what follows is of both,
    unless a sentence names the other side of just one of them.

    Args:
        found: the topics read.
        calls: the article's calls.
        document: the article.
        folded: its folded text.
    """
    by_place: dict[Span, list[int]] = {}
    for number, call in enumerate(calls):
        if call.mentions:
            by_place.setdefault(min(call.mentions), []).append(number)
    families = [sisters for sisters in by_place.values() if len(sisters) > 1]
    return [
        replace(find, call=other)
        for find in found
        for sisters in families
        if find.call in sisters and _is_of_all(find, sisters, calls, document, folded)
        for other in sisters
        if other != find.call
    ]


def _is_of_all(
    find: TopicFind,
    sisters: Sequence[int],
    calls: Sequence[CallLike],
    document: Document,
    folded: str,
) -> bool:
    sentence = document.sentence_at(find.start)
    if sentence is None:
        return False
    mentions = document.mentions_in(sentence.start, sentence.end)
    keys = {m.entity.key for m in mentions if m.entity is not None}
    parties = [{p.key for p in calls[i].participants} for i in sisters]
    hosts = set.intersection(*parties)
    named = sum(bool(keys & (party - hosts)) for party in parties)
    block = document.article.blocks[sentence.block]
    return named > 1 or (not named and _TO_ALL.search(folded, block.start, block.end) is not None)
