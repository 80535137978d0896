"""Topics: what was discussed in a call, by whose account.

What an article is about is not what its leaders talked about. Only clauses that speak of the call
count ("the two leaders discussed ...", "she told him that ...", "the ministry's readout said ..."),
and what follows them in the same account. The account is the government whose words they are, or
``PRESS`` for the article's own voice.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from toolkit.articles.model import BlockKind
from toolkit.extract.model import Attribution, Document, MentionKind, Sentence
from toolkit.extract.topics.account import (
    PRESS,
    account_of,
    announced,
    next_chain,
    whole_account,
    without_negated,
)
from toolkit.extract.topics.anchors import StateMedia, clauses_of
from toolkit.extract.topics.clauses import Clauses, Source, Voice, frames_in
from toolkit.extract.topics.elsewhere import Elsewhere
from toolkit.extract.topics.home import home_of
from toolkit.extract.topics.lexicon import Found, Term, fold, frames, topics_in
from toolkit.extract.topics.limits import (
    dates_clause,
    in_a_row,
    is_excepted,
    is_nobody_s,
    names_actor,
    names_both_sides,
    not_meant,
    without_region,
)
from toolkit.extract.topics.model import CallLike, TopicFind, best_of
from toolkit.extract.topics.opened import opened
from toolkit.extract.topics.parties import party_of
from toolkit.extract.topics.rules import RULES
from toolkit.extract.topics.sisters import of_sisters
from toolkit.extract.topics.sources import read_sources
from toolkit.extract.topics.speakers import Speakers
from toolkit.extract.topics.tellers import Reading, Tellers
from toolkit.extract.topics.view import Chain, Content, View

_READ = frozenset({BlockKind.PROSE, BlockKind.STANDFIRST})
# Frame words that can open an account even where no topic is named yet.
_OPENING = frozenset({"call", "in_call", "speak", "account", "discuss", "tell"})
_NEAR_BLOCKS = 3
_COLON = 160
_BROKEN_OFF = re.compile(r"[.…\s]{0,8}[a-z]")
# A longer run without a full stop is no sentence (a list, a table, a page without punctuation).
_MAX_SENTENCE = 3000


class _Reader:
    """Reads the topics of one article."""

    def __init__(self, document: Document, calls: Sequence[CallLike]) -> None:
        self._document = document
        self._calls = calls
        home = home_of(document)
        self._parties = [party_of(call, document, home) for call in calls]
        self._folded = fold(document.text)
        self._hits = topics_in(self._folded)
        self._hit_starts = [h.start for h in self._hits]
        self._frames = frames().find(self._folded) if self._hits else []
        self._frame_starts = [f.start for f in self._frames]
        self._spans = sorted((s, e, i) for i, c in enumerate(calls) for s, e in c.mentions)
        self._speakers = Speakers(document)
        self._elsewhere = Elsewhere()
        self._media = StateMedia(document)
        self._date_starts = sorted(
            d.start for d in document.dates if d.precision == "day" and d.value
        )
        self._days = {d.start: d.value for d in document.dates}
        self._calls_of: dict[str, list[int]] = {}
        for number, party in enumerate(self._parties):
            for key in party.by_key:
                self._calls_of.setdefault(key, []).append(number)
        self._main = next((i for i, c in enumerate(calls) if c.main), 0)
        self._attributed = _by_start(document.attributions)
        self._attributed_starts = [start for start, _ in self._attributed]
        self._chain: Chain | None = None
        self._last_account: Source | None = None
        self._spoken_of: dict[int, int] = {}
        self._strong: dict[int, frozenset[str]] = {}
        self._tellers = Tellers(
            document, self._folded, self._parties, [call.main for call in calls]
        )

    def read(self) -> list[TopicFind]:
        """All finds, in the order of the text."""
        if not self._hits:
            return []
        read: list[Reading] = []
        for sentence in self._document.sentences:
            if sentence.kind in _READ and sentence.end - sentence.start <= _MAX_SENTENCE:
                read.extend(self._sentence(sentence))
        found = self._tellers.settle(read)
        return [*found, *of_sisters(found, self._calls, self._document, self._folded)]

    # ------------------------------------------------------------------- one sentence

    def _sentence(self, sentence: Sentence) -> list[Reading]:
        if self._chain is not None and sentence.block - self._chain.block > 1:
            self._chain = None
        words = frames_in(self._frames, self._frame_starts, (sentence.start, sentence.end))
        if self._elsewhere.goes_on(self._folded, sentence, words):
            self._chain = None
            return []
        if not words and not self._folded[sentence.start : sentence.end].strip():
            return []  # dots and dashes
        if self._broken_off(sentence):
            return self._rest_of_account(sentence, words)
        hits = self._hits_in(sentence)
        told = bool(self._spoken_of) or self._chain is not None
        if not words and not (hits and told):
            self._rest(sentence)
            return []
        if self._opens_readout(sentence, words):
            return []
        needed = _OPENING if self._chain is None and not hits else RULES
        goes_on = self._within_account() or (hits and told)
        if not goes_on and not any(f.value in needed for f in words):
            self._rest(sentence)
            return []
        call, named = self._call_of(sentence, words)
        if call is None:
            self._chain = None
            return []
        chain = self._chain if self._chain is not None and self._chain.call == call else None
        clauses = self._clauses(sentence, call, words, hits, named)
        clauses.sources = read_sources(
            clauses, self._speakers, chain, self._attributions(sentence), self._last_account
        )
        contents = self._contents(clauses, chain, call)
        main = self._calls[call].main
        near = chain is not None or self._near(sentence, call)
        further = main and near and hits and not contents
        read = opened(clauses, chain, self._past_date(clauses, call)) if further else contents
        found = [find for c in read for find in self._finds(clauses, c, chain, call)]
        if contents or named:
            self._spoken_of[call] = sentence.block
        self._tellers.note(call, clauses)
        for source in clauses.sources:
            if source.voice is Voice.GOVERNMENT and not is_nobody_s(clauses, source):
                self._last_account = source
        if sentence.kind is BlockKind.PROSE:
            self._chain = next_chain(clauses, contents, chain, call)
        return found

    def _broken_off(self, sentence: Sentence) -> bool:
        """Whether a sentence is the rest of the one before: "...  including the trade deficit"."""
        chain, text = self._chain, self._document.text
        if chain is None or not chain.summarised or chain.idle or chain.block != sentence.block:
            return False
        return _BROKEN_OFF.match(text, sentence.start, sentence.end) is not None

    def _rest_of_account(self, sentence: Sentence, words: Sequence[Found[str]]) -> list[Reading]:
        """What the rest of a sentence goes on to name in the same account."""
        chain = self._chain
        hits = self._hits_in(sentence)
        if chain is None or not hits:
            return []
        clauses = self._clauses(sentence, chain.call, words, hits, False)
        rule = "account" if chain.voice is Voice.GOVERNMENT else "discussed"
        spans = ((sentence.start, sentence.end),)
        content = Content(spans, "discussed", chain.source, None, rule)
        return self._finds(clauses, content, chain, chain.call)

    def _opens_readout(self, sentence: Sentence, words: Sequence[Found[str]]) -> bool:
        """ "The readout:", "A palace spokesman said:" - the account itself follows."""
        text = self._document.text
        if not text.startswith(":", sentence.end - 1) or sentence.end - sentence.start > _COLON:
            return False
        if not any(f.value in ("account", "say") for f in words):
            return False
        call, named = self._call_of(sentence, words)
        if call is None:
            return False
        clauses = self._clauses(sentence, call, words, (), named)
        chain = self._chain if self._chain is not None and self._chain.call == call else None
        clauses.sources = read_sources(clauses, self._speakers, chain)
        source = announced(clauses, self._speakers) or self._last_account
        if source is None:
            return False
        self._chain = Chain(call, Voice.GOVERNMENT, source, sentence.block, True)
        return True

    def _clauses(
        self,
        sentence: Sentence,
        call: int,
        words: Sequence[Found[str]],
        hits: Sequence[Found[Term]],
        named: bool,
    ) -> Clauses:
        party = self._parties[call]
        return clauses_of(
            self._document, self._folded, sentence, party, words, hits, named, self._media
        )

    def _within_account(self) -> bool:
        """Whether a government's account is going on, which needs no verb to go on."""
        return self._chain is not None and self._chain.voice is Voice.GOVERNMENT

    def _rest(self, sentence: Sentence) -> None:
        """A sentence that no rule can read ends the account, unless a participant acts in it."""
        chain = self._chain
        if chain is None:
            return
        keys = self._parties[chain.call].by_key
        mentions = self._document.mentions_in(sentence.start, sentence.end)
        if not any(m.entity is not None and m.entity.key in keys for m in mentions):
            self._chain = None
        elif sentence.block != chain.block:
            self._chain = None if chain.idle else replace(chain, block=sentence.block, idle=1)

    def _hits_in(self, sentence: Sentence) -> Sequence[Found[Term]]:
        low = bisect_left(self._hit_starts, sentence.start)
        return self._hits[low : bisect_left(self._hit_starts, sentence.end)]

    def _attributions(self, sentence: Sentence) -> list[Attribution]:
        """The attributions with content in the sentence that begins at most a paragraph earlier."""
        high = bisect_left(self._attributed_starts, sentence.end)
        block = self._document.article.blocks[sentence.block]
        first = max(block.start, sentence.start - _MAX_SENTENCE)
        low = bisect_left(self._attributed_starts, first)
        return [attribution for _, attribution in self._attributed[low:high]]

    def _call_of(self, sentence: Sentence, words: Sequence[Found[str]]) -> tuple[int | None, bool]:
        """Which call a sentence can be about, and whether it names it.

        "Before the call" and "after the call" name another occasion.
        """
        other = [(f.start, f.end) for f in words if f.value in ("elsewhere", "remarks")]
        low = bisect_left(self._spans, (sentence.start, 0, 0))
        high = bisect_right(self._spans, (sentence.end, 0, 0))
        named = {
            i
            for start, end, i in self._spans[low:high]
            if not any(first < end and start < last for first, last in other)
            and not is_excepted(self._folded, sentence.start, start)
        }
        if len(self._calls) == 1 and self._calls[0].main:
            return 0, bool(named)
        keys: set[str] = set()
        countries: set[str] = set()
        for mention in self._document.mentions_in(sentence.start, sentence.end):
            entity = mention.entity
            if entity is not None:
                keys.add(entity.key)
                keys.update(entity.members)
                if entity.country_code and mention.kind is MentionKind.ORGANISATION:
                    countries.add(entity.country_code)
        current = self._chain.call if self._chain is not None else None

        def fitness(index: int) -> tuple[bool, int, int, bool, bool]:
            party = self._parties[index]
            present = len(keys & party.by_key.keys())
            sides = len(countries.intersection(party.countries))
            return index in named, present, sides, index == current, self._calls[index].main

        candidates = {self._main, *named}
        if current is not None:
            candidates.add(current)
        for key in keys:
            candidates.update(self._calls_of.get(key, ()))
        best = max(sorted(candidates), key=fitness)
        related = any(fitness(best)[:4]) or self._calls[best].main
        return (best if related else None), best in named

    def _contents(self, clauses: Clauses, chain: Chain | None, call: int) -> list[Content]:
        past = self._past_date(clauses, call)
        found: list[Content] = []
        for number, frame in enumerate(clauses.frames):
            rule = RULES.get(frame.value)
            if rule is None:
                continue
            view = View(clauses, number, chain, past)
            source = view.source()
            if source is not None and is_nobody_s(clauses, source):
                continue
            content = rule(view)
            if content is not None:
                found.append(content)
        if not past:
            accounts = whole_account(clauses, chain, self._near(clauses.sentence, call))
            found += [c for c in accounts if c.source and not is_nobody_s(clauses, c.source)]
        return without_negated(clauses, found)

    def _near(self, sentence: Sentence, call: int) -> bool:
        """Whether the article spoke of the call at most a few paragraphs before."""
        block = self._spoken_of.get(call)
        return block is not None and sentence.block - block <= _NEAR_BLOCKS

    def _past_date(self, clauses: Clauses, call: int) -> bool:
        """Whether a sentence that does not name the call gives a day well before it."""
        day = self._calls[call].called_on
        if day is None or clauses.names_call:
            return False
        low = bisect_left(self._date_starts, clauses.sentence.start)
        high = bisect_left(self._date_starts, clauses.sentence.end)
        starts = self._date_starts[low:high]
        days = (self._days[start] for start in starts if dates_clause(clauses, start))
        return any(d is not None and d < day - dt.timedelta(days=1) for d in days)

    # ------------------------------------------------------------------------ finds

    def _finds(
        self, clauses: Clauses, content: Content, chain: Chain | None, call: int
    ) -> list[Reading]:
        account = account_of(clauses, content, chain)
        return [
            Reading(
                TopicFind(
                    call,
                    hit.value.code,
                    code,
                    content.status,
                    hit.start,
                    hit.end,
                    *(account.span or (hit.start, hit.end)),
                    content.rule,
                ),
                account.told,
            )
            for hit in self._topics(clauses, content)
            for code in account.codes
        ]

    def _topics(self, clauses: Clauses, content: Content) -> list[Found[Term]]:
        kept: list[Found[Term]] = []
        for hit in clauses.hits:
            if not any(hit.start < end and start < hit.end for start, end in content.spans):
                continue
            if names_actor(clauses, hit, content) or in_a_row(self._document.text, hit):
                continue
            term = hit.value
            if not_meant(clauses, hit):
                continue
            if term.code == "bilateral_relations" and names_both_sides(clauses, hit):
                kept.append(hit)
                continue
            weak = term.strength != "strong" or term.country_code in clauses.party.countries
            lifted = content.lifts == term.code or (
                term.strength != "lifted" and term.code in self._strong_of(clauses)
            )
            if not weak or lifted:
                kept.append(hit)
        return without_region(clauses, kept)

    def _strong_of(self, clauses: Clauses) -> frozenset[str]:
        """The codes that strong terms name in the sentence's paragraph."""
        number = clauses.sentence.block
        if number not in self._strong:
            block = self._document.article.blocks[number]
            low = bisect_left(self._hit_starts, block.start)
            high = bisect_left(self._hit_starts, block.end)
            countries = clauses.party.countries
            self._strong[number] = frozenset(
                h.value.code
                for h in self._hits[low:high]
                if h.value.strength == "strong" and h.value.country_code not in countries
            )
        return self._strong[number]


def _by_start(attributions: Sequence[Attribution]) -> list[tuple[int, Attribution]]:
    return sorted(((s, a) for a in attributions for s, _ in a.contents), key=lambda pair: pair[0])


def extract(document: Document, calls: Sequence[CallLike]) -> list[TopicFind]:
    """The topics of each call, by account.

    Args:
        document: the article with mentions, dates and attributions read.
        calls: its calls.

    Returns:
        At most one find for each call, topic and account, in the order of calls and text.
    """
    if not calls:
        return []
    titles = [(b.start, b.end) for b in document.article.blocks_of(BlockKind.STANDFIRST)]
    return best_of(_Reader(document, calls).read(), titles)


__all__ = ["PRESS", "CallLike", "TopicFind", "extract"]
