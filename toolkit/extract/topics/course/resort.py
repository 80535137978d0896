"""The last resort for topics: what is judged by general marks where no rule read a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.model import Document
from toolkit.extract.topics.course.themes import Themes
from toolkit.extract.topics.model import CallLike, TopicFind
from toolkit.extract.topics.rules.account import PRESS
from toolkit.extract.topics.sentences.clauses import Party
from toolkit.extract.topics.wording.lexicon import Found, Term
from toolkit.extract.topics.wording.naming import without_names


def last_resort(
    document: Document,
    calls: Sequence[CallLike],
    parties: Sequence[Party],
    hits: Sequence[Found[Term]],
    read: Sequence[TopicFind],
) -> list[TopicFind]:
    """The topics of calls that the article tells, but in no words that a rule knows.

    Args:
        document: the article.
        calls: its calls.
        parties: the sides of each call.
        hits: the topic terms in the article, in order.
        read: the topics that rules read, of all calls.
    """
    callers = {key for party in parties for key in party.by_key}
    found: list[TopicFind] = []
    themes = Themes(document, without_names(document, hits, callers), calls)
    for number, (call, party) in enumerate(zip(calls, parties, strict=True)):
        mine = [find for find in read if find.call == number]
        codes = {find.topic_code for find in mine}
        elsewhere = {find.topic_code for find in read} - codes
        found += [_find(number, hit, mine) for hit in themes.of(call, party, codes, elsewhere)]
    return found


def _find(call: int, hit: Found[Term], mine: Sequence[TopicFind]) -> TopicFind:
    """The topic, by the side whose account all else is that was read of the call, if it is one."""
    told = {find.account_code: find for find in reversed(mine)}
    code, span = PRESS, (hit.start, hit.end)
    if len(told) == 1:
        ((code, find),) = told.items()
        span = (find.account_start, find.account_end) if code != PRESS else span
    return TopicFind(
        call, hit.value.code, code, "discussed", hit.start, hit.end, *span, rule="theme"
    )
