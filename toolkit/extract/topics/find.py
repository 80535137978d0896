"""Topics: what was discussed in a call, by whose account.

What an article is about is not what its leaders talked about. Only clauses that speak of the call
count ("the two leaders discussed ...", "she told him that ...", "the ministry's readout said ..."),
and what follows them in the same account. The account is the government whose words they are, or
``PRESS`` for the article's own voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.articles.model import BlockKind
from toolkit.extract.model import Document, Sentence
from toolkit.extract.topics.course.away import Away
from toolkit.extract.topics.course.chains import announced, next_chain
from toolkit.extract.topics.course.days import Days
from toolkit.extract.topics.course.elsewhere import Elsewhere
from toolkit.extract.topics.course.notes import Notes
from toolkit.extract.topics.course.resort import last_resort
from toolkit.extract.topics.course.rest import is_rest
from toolkit.extract.topics.course.rivals import of_one_region, of_rivals
from toolkit.extract.topics.course.sisters import of_one_round, of_sisters
from toolkit.extract.topics.course.which import Calls
from toolkit.extract.topics.model import CallLike, TopicFind, best_of
from toolkit.extract.topics.rules.account import (
    PRESS,
    account_of,
    whole_account,
    without_negated,
)
from toolkit.extract.topics.rules.frames import RULES
from toolkit.extract.topics.rules.leads import ahead, goes_back, tells_what_was_said
from toolkit.extract.topics.rules.limits import another_acts, is_nobody_s, others_hear
from toolkit.extract.topics.rules.opened import opened
from toolkit.extract.topics.rules.run import in_run
from toolkit.extract.topics.sentences.anchors import StateMedia, clauses_of
from toolkit.extract.topics.sentences.clauses import Clauses, Source, Voice, frames_in
from toolkit.extract.topics.sentences.view import Chain, Content, View
from toolkit.extract.topics.sides.attributed import Ascribed
from toolkit.extract.topics.sides.home import home_of
from toolkit.extract.topics.sides.parties import party_of
from toolkit.extract.topics.sides.sources import read_sources
from toolkit.extract.topics.sides.speakers import Speakers
from toolkit.extract.topics.sides.tellers import Reading, Tellers
from toolkit.extract.topics.sides.turns import teller_in, turn_in
from toolkit.extract.topics.wording.eras import of_its_time
from toolkit.extract.topics.wording.lexicon import Found, Term, fold, frame_words, topics_in
from toolkit.extract.topics.wording.meant import as_meant
from toolkit.extract.topics.wording.mentions import with_calls
from toolkit.extract.topics.wording.naming import TopicWords
from toolkit.extract.topics.wording.regions import region_of
from toolkit.extract.topics.wording.struck import of_the_struck
from toolkit.extract.topics.wording.there import with_troubles_there
from toolkit.patterns import late

_READ = frozenset({BlockKind.PROSE, BlockKind.STANDFIRST})
# Frame words that can open an account even where no topic is named yet.
_OPENING = frozenset({"call", "in_call", "speak", "account", "discuss", "tell"})
_READABLE = _OPENING | RULES.keys()
_NEAR_BLOCKS = 3
_REGION = "regional_security"
_COLON = 160
_AHEAD = 3  # How many sentences ahead of the one that names the call can tell of it.
# Dots and dashes, and the line of a news digest that credits: "Source: Ms. Ruiz on Twitter".
_SILENT = late(r"[\W_]*|(?:Sources?|Photos?|Credits?) ?: [^\n]{0,160}")
# A longer run without a full stop is no sentence (a list, a table, a page without punctuation).
_MAX_SENTENCE = 3000


class _Reader:
    """Reads the topics of one article."""

    def __init__(self, document: Document, calls: Sequence[CallLike]) -> None:
        self._document = document
        self._calls = calls
        home = home_of(document)
        parties = [party_of(call, document, home) for call in calls]
        callers = frozenset(key for party in parties for key in party.by_key)
        self._parties = [replace(party, callers=callers) for party in parties]
        self._folded = fold(document.text)
        hits = with_troubles_there(document, self._folded, topics_in(self._folded))
        hits = of_the_struck(document.text, as_meant(document.text, hits))
        self._hits = of_its_time(hits, document, calls)
        self._topics = TopicWords(document, self._hits)
        self._which = Calls(document, self._folded, calls, self._parties)
        self._frames = (
            with_calls(frame_words(self._folded), self._folded, self._which.spans)
            if self._hits
            else []
        )
        self._frame_starts = [f.start for f in self._frames]
        self._speakers = Speakers(document, callers)
        self._elsewhere = Elsewhere()
        self._away = Away(document, callers)
        self._media = StateMedia(document)
        self._days = Days(document)
        self._notes = Notes(document, self._folded, calls)
        self._ascribed = Ascribed(document, _MAX_SENTENCE)
        self._chain: Chain | None = None
        self._last_account: Source | None = None
        self._spoken_of: dict[int, int] = {}
        self._last_told = (0, -_NEAR_BLOCKS)
        self._ahead: list[Sentence] = []
        self._tellers = Tellers(document, self._folded, self._parties)

    def read(self) -> list[TopicFind]:
        """All finds, in the order of the text."""
        if not self._hits:
            return []
        read: list[Reading] = []
        for sentence in self._document.sentences:
            if sentence.kind in _READ and sentence.end - sentence.start <= _MAX_SENTENCE:
                read.extend(self._sentence(sentence) or self._noted(sentence))
        found = self._tellers.settle(read)
        found += of_sisters(found, self._calls, self._document, self._folded)
        found += last_resort(self._document, self._calls, self._parties, self._hits, found)
        lands = [party.countries for party in self._parties]
        return of_rivals(of_one_region(found, lands), self._calls, self._folded)

    def _sentence(self, sentence: Sentence) -> list[Reading]:
        if sentence.kind is BlockKind.PROSE and not self._spoken_of:
            self._ahead.append(sentence)
        if self._chain is not None and sentence.block - self._chain.block > 1:
            self._chain = None
        words = frames_in(self._frames, self._frame_starts, (sentence.start, sentence.end))
        if self._turned_away(sentence, words):
            self._chain = None
            return []
        if _SILENT.fullmatch(self._document.text, sentence.start, sentence.end):
            self._chain = self._chain and replace(self._chain, block=sentence.block)
            return []
        if is_rest(self._document.text, self._folded, sentence, self._chain):
            return self._rest_of_account(sentence, words)
        hits = self._hits_in(sentence)
        told = bool(self._spoken_of) or self._chain is not None
        if not words and not (hits and told):
            self._rest(sentence)
            return []
        if self._opens_readout(sentence, words):
            return []
        needed = _OPENING if self._chain is None and not hits else _READABLE
        goes_on = self._within_account() or (hits and told)
        if not goes_on and not any(f.value in needed for f in words):
            self._rest(sentence)
            return []
        call, named = self._call_of(sentence, words)
        if call is None:
            self._chain = None
            return []
        chain = self._going_on(call)
        clauses = self._clauses(sentence, call, words, hits, named)
        clauses.sources = read_sources(
            clauses, self._speakers, chain, self._ascribed.reaching(sentence), self._last_account
        )
        if all(s.voice is Voice.SELF for s in clauses.sources):
            self._turn(clauses)
        contents = self._contents(clauses, chain, call)
        main = self._calls[call].main
        found = [find for c in contents for find in self._finds(clauses, c, chain, call)]
        if hits and not found and (chain is not None or named or self._near(sentence, call)):
            wider = self._wider(clauses, chain, call, bool(contents))
            found = [find for c in wider for find in self._finds(clauses, c, chain, call)]
        first = named and main and not self._spoken_of
        if contents or named or found:
            self._spoken_of[call] = sentence.block
            self._last_told = call, sentence.block
        self._remember(clauses, call)
        if sentence.kind is BlockKind.PROSE:
            self._chain = next_chain(clauses, contents, chain, call)
        return [*self._told_ahead(clauses, call), *found] if first else found

    def _noted(self, sentence: Sentence) -> list[Reading]:
        """What a sentence of a leader's own post on a call tells without naming who acts."""
        words = frames_in(self._frames, self._frame_starts, (sentence.start, sentence.end))
        note = self._notes.of(sentence, words)
        if note is None or not (hits := self._hits_in(sentence)):
            return []
        call, content = note
        clauses = self._clauses(sentence, call, words, hits, False)
        return self._finds(clauses, content, None, call)

    def _turned_away(self, sentence: Sentence, words: Sequence[Found[str]]) -> bool:
        """Whether a sentence tells of another occasion, or of what was said to somebody else."""
        both = any(word.value in ("leaders", "sides") for word in words)
        of_call = both or self._which.names_one(sentence, words)
        away = self._away.goes_on(sentence, of_call=of_call)
        return away or self._elsewhere.goes_on(self._folded, sentence, words)

    def _wider(
        self, clauses: Clauses, chain: Chain | None, call: int, contents: bool
    ) -> list[Content]:
        """What a sentence near the news of a call tells that no rule for its words reads."""
        past = self._days.well_before(clauses, self._calls[call].called_on)
        further = opened(clauses, chain, past) if self._calls[call].main and not contents else []
        if any(self._topics.named(clauses, content) for content in further):
            return further
        same = self._spoken_of.get(call) == clauses.sentence.block
        return in_run(clauses, chain, same, past)

    def _remember(self, clauses: Clauses, call: int) -> None:
        """Who tells of the call, for what no words ascribe and for "the statement said"."""
        self._tellers.note(call, clauses)
        if not clauses.has("say", "tell", "account"):
            return
        sides = set(clauses.party.countries)
        for source in clauses.sources:
            own = source.voice is Voice.GOVERNMENT and set(source.countries) <= sides
            if own and not is_nobody_s(clauses, source):
                self._last_account = source

    def _turn(self, clauses: Clauses) -> None:
        """Adds the side to whose account a sentence turns."""
        span = clauses.sentence.start, clauses.sentence.end
        mentions = self._document.mentions_in(*span)
        turn = turn_in(self._folded, span, clauses.party, mentions)
        if turn is not None:
            clauses.sources.append(turn)

    def _told_ahead(self, opening: Clauses, call: int) -> list[Reading]:
        """What the article told of a call before it first names it: "She said this in a call"."""
        said_there = tells_what_was_said(opening)
        if not (said_there or goes_back(opening)):
            return []
        found: list[Reading] = []
        for sentence in self._ahead[-_AHEAD:]:
            if sentence.start == opening.sentence.start:
                continue
            words = frames_in(self._frames, self._frame_starts, (sentence.start, sentence.end))
            clauses = self._clauses(sentence, call, words, self._hits_in(sentence), False)
            content = ahead(clauses, said_there) if clauses.hits else None
            if content is not None:
                content = replace(content, source=self._last_account)
                found.extend(self._finds(clauses, content, None, call))
        return found

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
        call, named = self._call_of(sentence, words)
        if call is None or not (named or any(f.value in ("account", "say") for f in words)):
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
        """A sentence that no rule can read ends the account, unless a participant acts in it.

        One that a side's office begins announces its account: "The palace put it in two lines."
        """
        chain = self._chain
        if chain is None:
            return
        span = sentence.start, sentence.end
        mentions = self._document.mentions_in(*span)
        teller = teller_in(self._folded, span, self._parties[chain.call], mentions)
        if teller is not None:
            self._last_account = teller
            self._chain = Chain(chain.call, Voice.GOVERNMENT, teller, sentence.block, True)
            return
        keys = self._parties[chain.call].by_key
        if not any(m.entity is not None and m.entity.key in keys for m in mentions):
            self._chain = None
        elif sentence.block != chain.block:
            self._chain = None if chain.idle else replace(chain, block=sentence.block, idle=1)

    def _hits_in(self, sentence: Sentence) -> Sequence[Found[Term]]:
        return self._topics.inside(sentence.start, sentence.end)

    def _call_of(self, sentence: Sentence, words: Sequence[Found[str]]) -> tuple[int | None, bool]:
        """Which call a sentence can be about, and whether it names it."""
        current = self._chain.call if self._chain is not None else None
        if current is None and sentence.block - self._last_told[1] <= 1:
            current = self._last_told[0]
        return self._which.of(sentence, words, current)

    def _contents(self, clauses: Clauses, chain: Chain | None, call: int) -> list[Content]:
        if another_acts(clauses) or others_hear(clauses):
            return []
        past = self._days.well_before(clauses, self._calls[call].called_on)
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

    def _going_on(self, call: int) -> Chain | None:
        """What the sentences before were about: the same call, or another of the same teller's."""
        chain = self._chain
        if chain is None or chain.call == call:
            return chain
        if chain.source is None or chain.voice is not Voice.GOVERNMENT:
            return None
        calls = self._calls[chain.call], self._calls[call]
        if not (calls[0].main and calls[1].main and of_one_round(*calls)):
            return None
        sides = self._parties[call].countries
        own = set(chain.source.countries) <= set(sides)
        return replace(chain, call=call) if own else None

    def _near(self, sentence: Sentence, call: int) -> bool:
        """Whether the article spoke of the call at most a few paragraphs before."""
        block = self._spoken_of.get(call)
        return block is not None and sentence.block - block <= _NEAR_BLOCKS

    def _finds(
        self, clauses: Clauses, content: Content, chain: Chain | None, call: int
    ) -> list[Reading]:
        account = account_of(clauses, content, chain)
        region = region_of(clauses.party.countries)
        return [
            Reading(
                TopicFind(
                    call,
                    (region or hit.value.code) if hit.value.code == _REGION else hit.value.code,
                    code,
                    content.status,
                    hit.start,
                    hit.end,
                    *(account.span or (hit.start, hit.end)),
                    content.rule,
                ),
                account.told,
            )
            for hit in self._topics.named(clauses, content)
            for code in account.codes
        ]


def told(document: Document, calls: Sequence[CallLike]) -> list[TopicFind]:
    """All places where the text names what was discussed in a call, in no order.

    Args:
        document: the article with mentions, dates and attributions read.
        calls: its calls.
    """
    return _Reader(document, calls).read() if calls else []


def extract(document: Document, calls: Sequence[CallLike]) -> list[TopicFind]:
    """The topics of each call, by account: the best of what is `told`."""
    return best_of(document, told(document, calls))


__all__ = ["PRESS", "CallLike", "TopicFind", "best_of", "extract", "told"]
