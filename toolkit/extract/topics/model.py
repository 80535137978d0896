"""What the topic modules take and give: calls as they need them, and topics found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.articles.model import BlockKind
from toolkit.extract.model import Document, Entity
from toolkit.extract.topics.wording.lexicon import Span


class CallLike(Protocol):
    """What this module needs to know of a call."""

    @property
    def mentions(self) -> Sequence[Span]:
        """All spans of the article that refer to this call."""

    @property
    def participants(self) -> Sequence[Entity]:
        """Who took part."""

    @property
    def main(self) -> bool:
        """Whether the article reports it as news."""

    @property
    def called_on(self) -> dt.date | None:
        """Its day, where known."""


@dataclass(frozen=True, slots=True)
class TopicFind:
    """A topic of a call, by one account.

    Attributes:
        call: index of the call.
        topic_code: member of the list ``topic_codes``.
        account_code: ISO 3166-1 alpha-3 of the government whose account names it, or ``PRESS``.
        status_code: ``discussed``, ``not_discussed`` or ``omitted``.
        start: offset of the words that name the topic.
        end: offset after them.
        account_start: offset of the words that name whose account it is (the topic's for PRESS).
        account_end: offset after them.
        rule: name of the rule.
    """

    call: int
    topic_code: str
    account_code: str
    status_code: str
    start: int
    end: int
    account_start: int
    account_end: int
    rule: str


def best_of(document: Document, finds: Sequence[TopicFind]) -> list[TopicFind]:
    """One find for each call, topic and account: in prose before standfirsts, discussed first.

    Args:
        document: the article.
        finds: places in it where topics of calls are told.

    Returns:
        At most one find for each call, topic and account, in the order of calls and text.
    """
    titles = [(b.start, b.end) for b in document.article.blocks_of(BlockKind.STANDFIRST)]

    def rank(find: TopicFind) -> tuple[bool, bool, int]:
        in_title = any(start <= find.start < end for start, end in titles)
        return find.status_code != "discussed", in_title, find.start

    best: dict[tuple[int, str, str], TopicFind] = {}
    for find in sorted(finds, key=rank):
        best.setdefault((find.call, find.topic_code, find.account_code), find)
    return sorted(best.values(), key=lambda f: (f.call, f.start, f.topic_code, f.account_code))
