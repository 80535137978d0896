"""What an article says of a call: its day, medium, length, who asked for it, who listened in."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.calls import context, lengths
from toolkit.extract.calls.callers import CallerReader
from toolkit.extract.calls.dating import NEWS_DAYS as NEWS_DAYS
from toolkit.extract.calls.events import Party
from toolkit.extract.calls.lengths_near import give_lengths, names_others, of_one_each
from toolkit.extract.calls.meetings import IN_PERSON
from toolkit.extract.calls.model import CallFind, Claim
from toolkit.extract.calls.skeleton import Skeleton, span_of
from toolkit.extract.calls.undated import UndatedReader
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document, Mention, Sentence
from toolkit.extract.words import lowered
from toolkit.patterns import late

_AIDE = late(
    r"(?P<a>P\d+(?:, [^,;:PGQ]{1,80},)?(?: and P\d+)?)(?: (?:also|both|were|was)){0,2} (?P<trigger>"
    r"(?:joined|listened in|took part|sat in|participated|on the (?:call|line)|present (?:for|on)))"
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
_TOLD_AS_NEWS = 0.45
"""Later in an article stand the calls that only belong to the story behind the news."""
_THESE_DAYS = 4
_OF_OTHER_TIMES = late(
    r"\b(?:had|last|previous(?:ly)?|earlier|ago|since|once|before|former|recent(?:ly)?|when|weeks?"
    r"|months?|years?|days?|will|would|often|already|also been|several|similar)\b"
)
"""What, near the words for a call, says that it is not of the day of the news."""
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
        self._durations = durations
        self._lead_end = lead_end
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
        call.main = self._is_main(call)

    def compare(self, calls: Sequence[CallFind]) -> None:
        """Fill in what the other calls and sentences tell: days that no words for a call name."""
        of_one_each(self._doc, calls)
        give_lengths(self._doc, self._durations, calls)
        self.same_day(calls)
        self.fall_back_on_sentence(calls)
        self.by_story(calls)
        self.same_story(calls)
        self.more_news(calls)
        self.of_the_round(calls)
        for call in calls:
            call.main = call.main or self._is_told_as_news(call)

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
        telephone: Claim | None = None
        for start, end in call.mentions:
            words = self._doc.text[start:end].lower()
            if context.VIDEO.search(words):
                return Claim("video", start, end, "medium-video")
            if telephone is None and context.TELEPHONE.search(words):
                telephone = Claim("telephone", start, end, "medium-telephone")
        if telephone is not None:
            return telephone
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

    def _medium_of_article(self) -> Claim | None:
        """An article that speaks of the telephone and of no video tells how leaders spoke."""
        if self._by_phone is _UNREAD:
            prose = [s for s in self._doc.sentences if s.kind in _READ_KINDS]
            video = any(context.VIDEO.search(self._words(s)) for s in prose)
            found = (context.BY_PHONE.search(self._words(s)) for s in prose)
            at = [
                (s.start + m.start(), s.start + m.end())
                for s, m in zip(prose, found, strict=True)
                if m is not None
            ]
            self._by_phone = None if video or not at else at[0]
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
                    found = _length(sk, match, "duration")
                    if found is not None:
                        return found
        for sk, lasted in self._shortly_after(call):
            found = _length(sk, lasted, "duration-of-the-talk")
            if found is not None:
                return found
        return self._duration_of_only_call(call) or self._duration_of_named(call)

    def _is_of_other(self, call: CallFind, sk: Skeleton, number: int) -> bool:
        """Whether the words for another call stand nearer to a length than those for this one."""
        at, _ = sk.origin(number, number + 1)
        if names_others(self._doc, call, self._calls, at):
            return True
        here = range(sk.sentence.start, sk.sentence.end)

        def far(other: CallFind) -> int:
            spans = (span for span in other.mentions if span[0] in here)
            return min((max(start - at, at - end, 0) for start, end in spans), default=len(here))

        return len(self._calls) > 1 and any(far(other) < far(call) for other in self._calls)

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
                return _length(sk, match, "duration-of-the-talk")
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

    def _is_main(self, call: CallFind) -> bool:
        reported = [e.start for e in call.events if e.rule.strong]
        reported += [start for start, _ in call.mentions[1:2]]
        if not reported or min(reported) >= self._lead_end:
            return False
        published = self._doc.published_on
        if call.date is None or published is None or call.date.date.value is None:
            return True
        return (published - call.date.date.value).days <= NEWS_DAYS

    def more_news(self, calls: Sequence[CallFind]) -> None:
        """Further calls of the same day that open a paragraph of their own are news, too."""
        days = {c.date.date.value for c in calls if c.main and c.date is not None}
        for call in calls:
            planned = call.status.value == "planned"
            call.main = call.main or (not planned and self._is_fresh(call, calls))
            if call.main or call.date is None:
                continue
            if not planned and call.date.date.value not in days:
                continue
            sentence = self._doc.sentence_at(call.first_report)
            if sentence is None or not any(e.rule.strong for e in call.events):
                continue
            call.main = sentence.start == self._doc.article.blocks[sentence.block].start

    def _is_told_as_news(self, call: CallFind) -> bool:
        """Whether a call is told plainly, in the first half of an article, as one of these days."""
        if call.status.value != "held" or not call.events or call.events[0].previous:
            return False
        day, published = call.called_on, self._doc.published_on
        if call.date is not None and day is None:
            return False
        if day is not None and published is not None and (published - day).days > _THESE_DAYS:
            return False
        start, text = call.first_report, self._doc.text
        sentence = self._doc.sentence_at(start)
        if sentence is None or start > _TOLD_AS_NEWS * len(text):
            return False
        near = lowered(text[max(sentence.start, start - 80) : start + 60])
        return _OF_OTHER_TIMES.search(near) is None

    def _is_fresh(self, call: CallFind, calls: Sequence[CallFind]) -> bool:
        """Whether a call is of the day of publication or the one before, or the only one told."""
        if call.events and call.events[0].previous:
            return False
        if call.date is not None and call.date.rule.startswith("same-day-as-call-before"):
            return False  # told by the way: "Hours after speaking with her, he phoned Mr. Berg"
        day, published = call.called_on, self._doc.published_on
        if day is None or published is None:
            return len(calls) == 1 and call.date is None
        return 0 <= (published - day).days <= 1


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


def _length(sk: Skeleton, match: re.Match[str], rule: str) -> tuple[Figure, Claim] | None:
    piece = sk.pieces[int(next(g for g in match.groups() if g))]
    if not isinstance(piece, Figure) or _too_long(piece):
        return None
    if lengths.SHARED.match(sk.text, _number_at(match)):
        return None
    start, end = span_of(piece)
    return piece, Claim(str(piece.value), start, end, rule)
