"""The last resort for topics: what is judged by general marks where no rule read a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.model import Document, Sentence
from toolkit.extract.topics.account import PRESS
from toolkit.extract.topics.clauses import Party, Span
from toolkit.extract.topics.lexicon import Found, Term
from toolkit.extract.topics.model import CallLike, TopicFind
from toolkit.extract.topics.naming import without_nationalities
from toolkit.extract.topics.outline import outline_of
from toolkit.extract.topics.remnants import RULES, tells_of_elsewhere
from toolkit.extract.topics.themes import Themes
from toolkit.extract.topics.which import Calls

_FAR = 4
"""How many paragraphs from all that tell of a call no sentence goes on with it any more."""
_BESIDE = 1
"""How many paragraphs from one of them a sentence is still close to it."""
_MAX_SENTENCE = 1000


def last_resort(
    document: Document,
    calls: Sequence[CallLike],
    parties: Sequence[Party],
    which: Calls,
    hits: Sequence[Found[Term]],
    read: Sequence[TopicFind],
) -> list[TopicFind]:
    """The topics of calls that the article tells, but in no words that a rule knows.

    Args:
        document: the article.
        calls: its calls.
        parties: the sides of each call.
        which: tells which of them a sentence is about.
        hits: the topic terms in the article, in order.
        read: the topics that rules read, of all calls.
    """
    callers = {key for party in parties for key in party.by_key}
    found = list(_Remnants(document, parties, which, read).finds(hits))
    themes = Themes(document, without_nationalities(document, hits, callers))
    for number, (call, party) in enumerate(zip(calls, parties, strict=True)):
        mine = [find for find in (*read, *found) if find.call == number]
        codes = {find.topic_code for find in mine}
        found += [_find(number, hit, mine, rule="theme") for hit in themes.of(call, party, codes)]
    return found


class _Remnants:
    """The sentences near a call of which nothing was read."""

    def __init__(
        self,
        document: Document,
        parties: Sequence[Party],
        which: Calls,
        read: Sequence[TopicFind],
    ) -> None:
        self._document = document
        self._parties = parties
        self._which = which
        self._read = read
        self._seen: set[tuple[int, int]] = set()
        self._told: list[set[int]] = [set() for _ in parties]
        self._places = sorted(
            (*((f.start, f.call) for f in read), *((s, call) for s, _, call in which.spans))
        )
        self._first = [
            min((s for s, c in self._places if c == n), default=0) for n in range(len(parties))
        ]
        for start, call in self._places:
            sentence = document.sentence_at(start)
            if sentence is not None:
                self._told[call].add(sentence.block)
        for find in read:
            sentence = document.sentence_at(find.start)
            if sentence is not None:
                self._seen.add((find.call, sentence.start))

    def finds(self, hits: Sequence[Found[Term]]) -> Iterator[TopicFind]:
        """What the rules for remnants read."""
        known = {(find.call, find.topic_code) for find in self._read}
        for sentence, named in self._sentences(hits):
            last = bisect_left(self._places, (sentence.start, 0))
            current = self._places[last - 1][1] if last else None
            call, names_call = self._which.of(sentence, (), current)
            if call is None or (call, sentence.start) in self._seen:
                continue
            if all((call, hit.value.code) in known for hit in named):
                continue
            far = min((abs(sentence.block - block) for block in self._told[call]), default=_FAR)
            if far >= _FAR:
                continue
            wide = far <= _BESIDE and not names_call and self._first[call] < sentence.start
            wide = wide and not self._goes_on_elsewhere(sentence)
            others = self._of_others(call)
            named = [h for h in named if not any(s <= h.start < e for s, e in others)]
            mine = [find for find in self._read if find.call == call]
            for hit, rule in self._read_in(sentence, call, named, wide=wide):
                self._told[call].add(sentence.block)
                if (call, hit.value.code) not in known:
                    known.add((call, hit.value.code))
                    yield _find(call, hit, mine, rule=rule)

    def _of_others(self, call: int) -> list[Span]:
        """What those say in the article who are of neither side."""
        party = self._parties[call]
        return [
            span
            for attribution in self._document.attributions
            if attribution.source is not None
            if (entity := attribution.source.entity) is not None
            if entity.key not in party.by_key and entity.country_code not in party.countries
            for span in attribution.contents
        ]

    def _goes_on_elsewhere(self, sentence: Sentence) -> bool:
        """Whether a sentence follows one of its paragraph that tells of another time or place."""
        before = self._document.sentence_at(sentence.start - 2)
        if before is None or before.block != sentence.block:
            return False
        return tells_of_elsewhere(self._document.text[before.start : before.end].lower())

    def _sentences(
        self, hits: Sequence[Found[Term]]
    ) -> Iterator[tuple[Sentence, list[Found[Term]]]]:
        """The sentences that hold strong terms, with these."""
        grouped: dict[int, list[Found[Term]]] = {}
        sentences: dict[int, Sentence] = {}
        for hit in hits:
            sentence = self._document.sentence_at(hit.start)
            if hit.value.strength != "strong" or sentence is None:
                continue
            if sentence.kind is BlockKind.PROSE and sentence.end - sentence.start < _MAX_SENTENCE:
                sentences[sentence.start] = sentence
                grouped.setdefault(sentence.start, []).append(hit)
        for start, named in grouped.items():
            yield sentences[start], named

    def _read_in(
        self, sentence: Sentence, call: int, named: Sequence[Found[Term]], *, wide: bool
    ) -> Iterator[tuple[Found[Term], str]]:
        """The topics that rules read in a sentence, each with the rule's name."""
        party = self._parties[call]
        hits = [hit for hit in named if hit.value.country_code not in party.countries]
        if not hits:
            return
        outline = outline_of(self._document, sentence, party, hits)
        for rule in RULES:
            if wide or not rule.wide:
                for hit in outline.topics_in(*rule.reads(outline.text)):
                    yield hit, rule.rule


def _find(call: int, hit: Found[Term], mine: Sequence[TopicFind], *, rule: str) -> TopicFind:
    """The topic, by the side whose account all else is that was read of the call, if it is one."""
    told = {find.account_code: find for find in reversed(mine)}
    code, span = PRESS, (hit.start, hit.end)
    if len(told) == 1:
        ((code, find),) = told.items()
        span = (find.account_start, find.account_end) if code != PRESS else span
    return TopicFind(call, hit.value.code, code, "discussed", hit.start, hit.end, *span, rule=rule)
