"""What an article says of a call: its day, medium, length, who asked for it, who listened in."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.details.callers import CallerReader
from toolkit.extract.calls.details.focus import FocusReader
from toolkit.extract.calls.details.lengths_else import without_other_lengths
from toolkit.extract.calls.details.lengths_near import give_lengths, names_others, of_one_each
from toolkit.extract.calls.details.undated import UndatedReader
from toolkit.extract.calls.events.meetings import IN_PERSON
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.skeletons.skeleton import Skeleton, span_of
from toolkit.extract.calls.wording import context, lengths
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document, Mention, Sentence
from toolkit.extract.words import lowered
from toolkit.patterns import late

_AIDE = late(
    r"(?<!had )(?<!has )(?<!got )(?<!have )"
    r"(?P<a>P\d+(?:, [^,;:PGQ]{1,80},)?(?: and P\d+)?)(?: (?:also|both|were|was)){0,2} (?P<trigger>"
    r"(?:joined|listened in|took part|sat in|participated|(?<=was )on the (?:call|line)"
    r"|(?<=were )on the (?:call|line)|(?<=also )on the (?:call|line)|present (?:for|on)))"
)

_READ_KINDS = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.PROSE)
_UNREAD = "unread"
_LENGTH = late(r"N\d")
_NAMED_SPOKE = late(
    r"\bP(?P<first>\d+) and P(?P<second>\d+)[ .](?:had |have |also |then |both )?(?:spoke|talked"
    r"|conversed|chatted|conferred)(?: by (?:tele)?phone| on the (?:tele)?phone)?"
    r" for (?:just |only |nearly |some |about )?N(?P<length>\d+)"
)
_TALKS_ONLY = late(r"\b(?:talks|discussions?)\b")
_CALL = late(r"phone|\b(?:calls?|conversations?|rang|spoke)\b")
_NEAR = 900
"""How many characters after words for a call a length can be told that is the call's."""

_LONGEST_HOURS = 8
"""How long a call may last; no call between leaders is known that lasted longer."""


class DetailReader(UndatedReader):
    """Completes the calls of one article.

    Args:
        doc: the analysed article.
        skeletons: the skeletons of its sentences, by start of the sentence.
        quoted: those of sentences that hold a quotation about a call, with its words.
        lead_end: offset after the lead: what is reported there first is news.
        calls: all calls of the article.
        durations: its durations.
    """

    def __init__(
        self,
        doc: Document,
        skeletons: Mapping[int, Skeleton],
        quoted: Mapping[int, Skeleton],
        lead_end: int,
        calls: Sequence[CallFind],
        durations: Sequence[Figure],
    ) -> None:
        super().__init__(doc, skeletons, calls)
        self._durations = without_other_lengths(doc, durations, skeletons, calls)
        self._lead_end = lead_end
        self._focus = FocusReader(doc, lead_end)
        self._quoted = quoted
        self._callers = CallerReader(doc, skeletons, quoted, calls)
        self._by_phone: tuple[int, int] | str | None = _UNREAD

    def read(self, calls: Sequence[CallFind]) -> None:
        """Complete all calls, each by what is said of it, then by what is said of the others."""
        for call in calls:
            self.complete(call)
        self.compare(calls)

    def complete(self, call: CallFind) -> None:
        """Fill in what the article says of a call beside who took part."""
        self._prefer_strong(call)
        call.mentions = sorted(set(call.mentions))
        self.date(call)
        spoken = self._sentences_of(call)
        call.medium = self._medium(call, spoken)
        call.initiator = self._callers.initiator(call, spoken)
        call.date = call.date or self.day_of_round(call)
        call.duration = self._duration(call, spoken)
        call.aides = self._aides(call, spoken)
        call.main = self._focus.is_in_lead(call)

    def compare(self, calls: Sequence[CallFind]) -> None:
        """Fill in what the other calls and sentences tell: days that no words for a call name."""
        of_one_each(self._doc, calls)
        give_lengths(self._doc, self._durations, calls)
        self.same_day(calls)
        self.fall_back_on_sentence(calls)
        self.by_story(calls)
        self.same_story(calls)
        self._focus.more_news(calls)
        self.of_the_round(calls)
        self._focus.told_as_news(calls)
        self.by_month(calls)

    @staticmethod
    def _prefer_strong(call: CallFind) -> None:
        """Words that say "by phone" bear a call out better than a mere "spoke" before them."""
        if not call.events or call.events[0].rule.strong:
            return
        for event in call.events:
            if event.rule.strong and event.status == call.status.value:
                span = event.start, event.end
                call.trigger = Claim(event.rule.name, *span, event.rule.name)
                call.status = Claim(event.status, *span, event.rule.name)
                return

    def _sentences_of(self, call: CallFind) -> list[Skeleton]:
        """The skeletons of the sentences that speak of a call."""
        sentences = (self._doc.sentence_at(start) for start, _ in call.mentions)
        starts = sorted({s.start for s in sentences if s is not None})
        whole = [self._skeletons[start] for start in starts if start in self._skeletons]
        return [*whole, *(e.skeleton for e in call.events if e.skeleton.in_quotes)]

    def _medium(self, call: CallFind, spoken: Sequence[Skeleton]) -> Claim | None:
        """Telephone or video: by the words for the call, by its sentences, by the whole article."""
        told: list[tuple[bool, Claim]] = []
        for start, end in sorted(call.mentions):
            words = self._doc.text[start:end].lower()
            video = context.VIDEO.search(words) is not None
            if video or context.TELEPHONE.search(words):
                if video:
                    claim = Claim("video", start, end, "medium-video")
                else:
                    claim = Claim("telephone", start, end, "medium-telephone")
                told.append((self._heads(start), claim))
        if told:  # prose is more exact than headlines, and the news comes before what was once
            return min(told, key=lambda heads_and_claim: heads_and_claim[0])[1]
        for event in call.events:
            match = context.TELEPHONE.search(event.skeleton.text) if event.rule.strong else None
            if match is not None:
                span = event.skeleton.origin(*match.span())
                return Claim("telephone", *span, "medium-in-sentence")
        if call.status.value == "planned":
            of_calls = context.OF_CALLS.search(self._doc.text, 0, self._lead_end)
            return Claim("telephone", *of_calls.span(), "medium-of-article") if of_calls else None
        if call.status.value != "held":
            return None
        for sk in spoken:
            if match := context.BY_PHONE.search(sk.text):
                return Claim("telephone", *sk.origin(*match.span()), "medium-in-sentence")
        return self._medium_of_article()

    def _heads(self, start: int) -> bool:
        """Whether a place stands in a headline."""
        sentence = self._doc.sentence_at(start)
        return sentence is not None and sentence.kind is not BlockKind.PROSE

    def _medium_of_article(self) -> Claim | None:
        """An article that speaks of the telephone and of no video tells how leaders spoke."""
        if self._by_phone is _UNREAD:
            sentences = (s for s in self._doc.sentences if s.kind in _READ_KINDS)
            prose = [(s.start, self._words(s)) for s in sentences]
            video = any(context.VIDEO.search(words) for _, words in prose)
            told = (
                (start + match.start(), start + match.end())
                for start, words in prose
                if (match := context.BY_PHONE.search(words)) is not None
            )
            self._by_phone = None if video else next(told, None)
        if not isinstance(self._by_phone, tuple):
            return None
        return Claim("telephone", *self._by_phone, "medium-of-article")

    def _words(self, sentence: Sentence) -> str:
        return lowered(self._doc.text[sentence.start : sentence.end])

    def _duration(self, call: CallFind, spoken: Sequence[Skeleton]) -> tuple[Figure, Claim] | None:
        """How long a call lasted: in a sentence that names it, or soon after one."""
        for sk in spoken:
            for match in itertools.chain(
                lengths.DURATION_NEAR.finditer(sk.text), lengths.LASTED.finditer(sk.text)
            ):
                if lengths.OTHER_LENGTH.search(sk.text, 0, _number_at(match)) is None:
                    if self._is_of_other(call, sk, _number_at(match)) or self._met_before(sk):
                        continue
                    found = _length(sk, match, "duration", self._durations)
                    if found is not None:
                        return found
        for sk, lasted in self._shortly_after(call):
            found = _length(sk, lasted, "duration-of-the-talk", self._durations)
            if found is not None:
                return found
        return self._duration_of_only_call(call) or self._duration_of_named(call)

    def _is_of_other(self, call: CallFind, sk: Skeleton, number: int) -> bool:
        """Whether the words for another call stand nearer to a length than those for this one."""
        at, _ = sk.origin(number, number + 1)
        if self._with_another(call, sk, number) or names_others(self._doc, call, self._calls, at):
            return True
        here = range(sk.sentence.start, sk.sentence.end)

        def far(other: CallFind) -> int:
            spans = (span for span in other.mentions if span[0] in here)
            return min((max(start - at, at - end, 0) for start, end in spans), default=len(here))

        return len(self._calls) > 1 and any(far(other) < far(call) for other in self._calls)

    def _with_another(self, call: CallFind, sk: Skeleton, number: int) -> bool:
        """Whether a length stands right behind somebody else: "with P1 for N2 and with P3"."""
        groups = [p.entity for p in sk.pieces if isinstance(p, Mention) and p.entity is not None]
        told = [frozenset(p.key for p in group.people) for group in groups if group.people]
        if told and all(len(keys) > 1 and call.keys & keys != call.keys for keys in told):
            return True
        behind = lengths.WITH_ONE_FOR.search(sk.text, 0, number)
        piece = sk.pieces[int(behind["with"])] if behind else None
        entity = piece.entity if isinstance(piece, Mention) else None
        if entity is None or entity.key in call.keys:
            return False
        return any(entity.key in other.keys for other in self._calls)

    def _met_before(self, sk: Skeleton) -> bool:
        """Whether "the talks" of a sentence are those of a meeting that the one before tells."""
        if _TALKS_ONLY.search(sk.text) is None or _CALL.search(sk.text):
            return False
        before = self._doc.sentence_at(max(0, sk.sentence.start - 3))
        if before is None or before.start == sk.sentence.start:
            return False
        words = self._words(before)
        return IN_PERSON.search(words) is not None and context.TELEPHONE.search(words) is None

    def _duration_of_named(self, call: CallFind) -> tuple[Figure, Claim] | None:
        """ "Merkel and Macron spoke for an hour", anywhere: the call of those two."""
        for sk in self._skeletons.values():
            match = _NAMED_SPOKE.search(sk.text) if _LENGTH.search(sk.text) else None
            if match is None:
                continue
            pieces = [sk.pieces[int(match.group(name))] for name in ("first", "second")]
            keys = {p.entity.key for p in pieces if isinstance(p, Mention) and p.entity is not None}
            piece = sk.pieces[int(match.group("length"))]
            if keys == call.keys and isinstance(piece, Figure) and not _too_long(piece):
                return piece, Claim(str(piece.value), *span_of(piece), "duration-of-the-talk")
        return None

    def _duration_of_only_call(self, call: CallFind) -> tuple[Figure, Claim] | None:
        """An article that tells of one call says of it "an hour-long telephone call"."""
        if len(self._calls) != 1 or call.status.value != "held":
            return None
        for start, sk in sorted([*self._skeletons.items(), *self._quoted.items()], key=_at):
            match = lengths.OWN_LENGTH.search(sk.text)
            quoted = sk.in_quotes and context.SAYS_CALL.search(sk.text) is not None
            if match is None and (quoted or 0 < call.first_report - start <= _NEAR):
                match = lengths.LASTED.search(sk.text)
            if match is None and quoted:
                match = lengths.DURATION_NEAR.search(sk.text)
            if match is None and sk.in_quotes:
                match = lengths.WE_TALKED.search(sk.text)
            if match is not None:
                return _length(sk, match, "duration-of-the-talk", self._durations)
        return None

    def _shortly_after(self, call: CallFind) -> Iterator[tuple[Skeleton, re.Match[str]]]:
        """Sentences with a length that follow soon on words for a call, before another's."""
        lasts = sorted(start for start, _ in call.mentions)
        for start, sk in sorted(self._skeletons.items()):
            if _LENGTH.search(sk.text) is None:
                continue
            before = bisect_left(lasts, start) - 1
            near = before >= 0 and start - lasts[before] <= _NEAR
            lasted = lengths.LASTED.search(sk.text) if near else None
            if lasted is None:
                continue
            others = (s for c in self._calls if c is not call for s, _ in c.mentions)
            at, end = sk.origin(*lasted.span())
            if IN_PERSON.search(lowered(self._doc.text[lasts[before] : at])) is not None:
                continue
            if self._with_another(call, sk, _number_at(lasted)):
                continue
            if names_others(self._doc, call, self._calls, at):
                continue
            if not any(lasts[before] < other < end for other in others):
                yield sk, lasted

    def _aides(self, call: CallFind, spoken: Sequence[Skeleton]) -> list[Party]:
        found: list[Party] = []
        for sk in spoken:
            for match in _AIDE.finditer(sk.text):
                for number in re.findall(r"P(\d+)", match.group("a")):
                    piece = sk.pieces[int(number)]
                    if isinstance(piece, Mention) and piece.entity is not None:
                        known = call.keys | {p.entity.key for p in found}
                        if piece.entity.key not in known:
                            found.append(Party(piece.entity, piece.start, piece.end))
        return found


def _at(place: tuple[int, Skeleton]) -> int:
    return place[0]


def _number_at(match: re.Match[str]) -> int:
    """Where the placeholder of the length stands in a match."""
    name = next(name for name, number in match.groupdict().items() if number)
    return match.start(name) - 1


def _too_long(length: Figure) -> bool:
    """Whether a length is not that of a call: a truce of 48 hours, say."""
    hours = {"hour": 1, "minute": 60}.get(length.unit_code)
    return hours is not None and length.value > hours * _LONGEST_HOURS


def _length(
    sk: Skeleton, match: re.Match[str], rule: str, lengths_of_talk: Sequence[Figure]
) -> tuple[Figure, Claim] | None:
    """The length that some words tell, unless it is that of a part or of something else."""
    piece = sk.pieces[int(next(g for g in match.groups() if g))]
    if not isinstance(piece, Figure) or _too_long(piece) or piece not in lengths_of_talk:
        return None
    if lengths.SHARED.match(sk.text, _number_at(match)):
        return None
    start, end = span_of(piece)
    return piece, Claim(str(piece.value), start, end, rule)
