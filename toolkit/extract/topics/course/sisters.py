"""Topics of several calls that the same words report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from toolkit.extract.model import Document, Sentence
from toolkit.extract.topics.model import CallLike, TopicFind
from toolkit.extract.topics.rules.account import PRESS
from toolkit.patterns import late

_TO_ALL = late(r"\b(?:leaders|them|each|all|both|counterparts|calls|conversations)\b")
# "She and all six leaders discussed it", "in each of the conversations", "to both he said".
_OF_THE_ROUND = late(
    r"\b(?:both|all|each|every one|either)(?: of)?(?: the| these| those| her| his| their)?"
    r"(?: \w+){0,2}? (?:leaders|presidents|premiers|ministers|counterparts|colleagues|men|women"
    r"|calls|conversations|talks|discussions|them)\b"
    r"|\b(?:to|with|in|told|urged|assured) (?:both|each|all)\b"
    r"(?! (?:sides|parties|countries|nations))"
    r"|\b(?:separate|these|those|the (?:two|three|four|five|six)) (?:(?:tele)?phone |video )?"
    r"(?:calls|conversations)\b"
)


def of_sisters(
    found: Sequence[TopicFind],
    calls: Sequence[CallLike],
    document: Document,
    folded: str,
) -> list[TopicFind]:
    """The topics of a call that are those of its sisters as well.

    "She phoned B and C about grain" reports two calls in the same words; what follows is of both,
    unless a sentence names the other side of just one of them. So are words for all calls of a
    leader ("in each of the conversations").

    Args:
        found: the topics read.
        calls: the article's calls.
        document: the article.
        folded: its folded text.
    """
    if len(calls) < 2 or not found:
        return []
    return [
        _copied(find, calls[find.call], calls[other], other)
        for find in found
        for other in _sharing(find, calls, document, folded)
    ]


def _sharing(
    find: TopicFind, calls: Sequence[CallLike], document: Document, folded: str
) -> list[int]:
    """The other calls that the words of a topic are about."""
    own = calls[find.call]
    place = min(own.mentions, default=None)
    sisters = [
        i
        for i, call in enumerate(calls)
        if i == find.call or (place is not None and min(call.mentions, default=None) == place)
    ]
    sentence = document.sentence_at(find.start)
    if sentence is None:
        return []
    meant = _meant(sentence, sisters, calls, document, folded) if len(sisters) > 1 else []
    if find.call in meant:
        return [i for i in meant if i != find.call]
    if not own.main:
        return []
    if _OF_THE_ROUND.search(folded, sentence.start, sentence.end) is None:
        return []
    mentions = document.mentions_in(sentence.start, sentence.end)
    named = {m.entity.key for m in mentions if m.entity is not None}
    return [
        i
        for i, call in enumerate(calls)
        if call.main and of_one_round(own, call) and not _names_only(named, own, call)
    ]


def _names_only(named: set[str], own: CallLike, other: CallLike) -> bool:
    """Whether some of those named took part in one call alone, and none in the other alone."""
    mine, theirs = _keys(own), _keys(other)
    return bool(named & (mine - theirs)) and not named & (theirs - mine)


def _copied(find: TopicFind, own: CallLike, other: CallLike, number: int) -> TopicFind:
    """A topic of another call; what only the first one's other side told is then the press's."""
    account = find.account_code
    if account in _countries(own) and account not in _countries(other):
        return replace(
            find, call=number, account_code=PRESS, account_start=find.start, account_end=find.end
        )
    return replace(find, call=number)


def _countries(call: CallLike) -> set[str | None]:
    return {person.country_code for person in call.participants}


def of_one_round(call: CallLike, other: CallLike) -> bool:
    """Whether one leader had both calls, each with somebody else."""
    keys, others = _keys(call), _keys(other)
    return bool(keys & others) and keys != others


def _keys(call: CallLike) -> set[str]:
    return {person.key for person in call.participants}


def _meant(
    sentence: Sentence,
    sisters: Sequence[int],
    calls: Sequence[CallLike],
    document: Document,
    folded: str,
) -> list[int]:
    """Which calls of the same words a sentence is about.

    Those whose other side it names, if several; if none, all where its paragraph speaks to all, or
    those that the nearest sentence before it names: "She phoned B and C. She urged a truce."
    """
    parties = {i: _keys(calls[i]) for i in sisters}
    hosts = frozenset.intersection(*map(frozenset, parties.values()))
    named = _named(sentence, parties, hosts, document)
    if named:
        return named if len(named) > 1 else []
    block = document.article.blocks[sentence.block]
    if _TO_ALL.search(folded, block.start, block.end) is not None:
        return list(sisters)
    first = min(start for i in sisters for start, _ in calls[i].mentions)
    for before in reversed(document.sentences):
        if before.start < sentence.start and (named := _named(before, parties, hosts, document)):
            return named if len(named) > 1 else []
        if before.start <= first:
            break
    return []


def _named(
    sentence: Sentence, parties: Mapping[int, set[str]], hosts: Set[str], document: Document
) -> list[int]:
    """The calls whose other side a sentence names."""
    mentions = document.mentions_in(sentence.start, sentence.end)
    keys = {m.entity.key for m in mentions if m.entity is not None}
    return [i for i, party in parties.items() if keys & (party - hosts)]
