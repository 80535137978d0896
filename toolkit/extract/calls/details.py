"""What an article says of a call: its day, medium, length, who asked for it, who listened in."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.articles.model import BlockKind
from toolkit.extract.calls import context
from toolkit.extract.calls.callers import CallerReader
from toolkit.extract.calls.days import OTHER_DAY, VAGUE, DateClaim, is_vague
from toolkit.extract.calls.events import FIRST_PERSON, Party
from toolkit.extract.calls.model import CallFind, Claim
from toolkit.extract.calls.skeleton import Skeleton, span_of
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import DateMention, Document, Mention, Sentence

NEWS_DAYS = 10
"""How many days before publication a call may lie that is reported as news."""

_AIDE = re.compile(
    r"(?P<a>P\d+(?:, [^,;:PGQ]{1,80},)?(?: and P\d+)?)(?: (?:also|both|were|was)){0,2} (?P<trigger>"
    r"(?:joined|listened in|took part|sat in|participated|on the (?:call|line)|present (?:for|on)))"
)

_READ_KINDS = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.PROSE)
_UNREAD = "unread"
_LENGTH = re.compile(r"N\d")
_NEAR = 900
"""How many characters after words for a call a length can be told that is the call's."""

_LONGEST_HOURS = 8
"""How long a call may last; no call between leaders is known that lasted longer."""
_EARLIER = re.compile(
    r"\b(?:had|has|have|last|previous(?:ly)?|earlier|ago|since|once|first|before|former|then)\b"
)


class DetailReader:
    """Completes the calls of one article.

    Args:
        doc: the analysed article.
        skeletons: the skeletons of its sentences, by start of the sentence.
        lead_end: offset after the lead: what is reported there first is news.
        calls: all calls of the article.
    """

    def __init__(
        self,
        doc: Document,
        skeletons: Mapping[int, Skeleton],
        lead_end: int,
        calls: Sequence[CallFind],
    ) -> None:
        self._doc = doc
        self._calls = calls
        self._skeletons = skeletons
        self._lead_end = lead_end
        self._callers = CallerReader(doc, skeletons, calls)
        self._by_phone: tuple[int, int] | str | None = _UNREAD

    def complete(self, call: CallFind) -> None:
        """Fill in what the article says of a call beside who took part."""
        self._prefer_strong(call)
        call.mentions = sorted(set(call.mentions))
        call.dates.extend(d for e in call.events for d in e.dates)
        self._date_own_words(call)
        best = max(call.dates, key=lambda d: (d.weight, -d.date.start), default=None)
        call.date = best or self._month_of_weekend(call)
        spoken = self._sentences_of(call)
        call.medium = self._medium(call, spoken)
        call.initiator = self._callers.initiator(call, spoken)
        call.duration = self._duration(call, spoken)
        call.aides = self._aides(call, spoken)
        call.main = self._is_main(call)

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

    def _date_own_words(self, call: CallFind) -> None:
        """What somebody calls "just" is dated by the day on which he or she said or posted it."""
        for event in call.events:
            beside = [d for d in event.dates if d.weight >= 2]
            counted = bool(beside) and all(d.date.rule == "relative_day" for d in beside)
            if event.dates and not (counted and event.skeleton.in_quotes):
                continue
            if event.rule.name not in FIRST_PERSON and not counted:
                continue
            for attribution in self._doc.attributions:
                if attribution.cue is None or not any(
                    s <= event.start < e for s, e in attribution.contents
                ):
                    continue
                cue = self._doc.sentence_at(attribution.cue[0])
                if cue is not None:
                    ago = self._days_ago(beside) if counted else 0
                    call.dates += [
                        DateClaim(_days_before(d, ago), 4 if counted else 1, "date-of-statement")
                        for d in self._doc.dates
                        if cue.start <= d.start < cue.end
                        and d.precision == "day"
                        and not (counted and d.rule == "relative_day")
                    ]

    def _days_ago(self, beside: Sequence[DateClaim]) -> int:
        """How many days before it was said something happened: one for "yesterday"."""
        published, day = self._doc.published_on, beside[0].date.value
        return max(0, (published - day).days) if published is not None and day is not None else 0

    def _month_of_weekend(self, call: CallFind) -> DateClaim | None:
        """ "Over the weekend": the month of the last Saturday and Sunday, where both lie in one."""
        published = self._doc.published_on
        if published is None:
            return None
        sunday = published - dt.timedelta(days=published.isoweekday() % 7 or 7)
        saturday = sunday - dt.timedelta(days=1)
        for event in call.events:
            match = VAGUE.search(event.skeleton.text)
            if match is None or "weekend" not in match.group() or saturday.month != sunday.month:
                continue
            span = event.skeleton.origin(*match.span())
            month = DateMention(*span, sunday.replace(day=1), "month", "weekend")
            return DateClaim(month, 1, "date-of-weekend")
        return None

    def _sentences_of(self, call: CallFind) -> list[Skeleton]:
        """The skeletons of the sentences that speak of a call."""
        sentences = (self._doc.sentence_at(start) for start, _ in call.mentions)
        starts = sorted({s.start for s in sentences if s is not None})
        return [self._skeletons[start] for start in starts if start in self._skeletons]

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
        text = self._doc.text[sentence.start : sentence.end]
        return text.lower() if len(text.lower()) == len(text) else text

    def _duration(self, call: CallFind, spoken: Sequence[Skeleton]) -> tuple[Figure, Claim] | None:
        """How long a call lasted: in a sentence that names it, or soon after one."""
        for sk in spoken:
            for match in itertools.chain(
                context.DURATION_NEAR.finditer(sk.text), context.LASTED.finditer(sk.text)
            ):
                if context.OTHER_LENGTH.search(sk.text, 0, _number_at(match)) is None:
                    found = _length(sk, match, "duration")
                    if found is not None:
                        return found
        for sk in self._shortly_after(call):
            lasted = context.LASTED.search(sk.text)
            found = _length(sk, lasted, "duration-of-the-talk") if lasted else None
            if found is not None:
                return found
        return self._duration_of_only_call(call)

    def _duration_of_only_call(self, call: CallFind) -> tuple[Figure, Claim] | None:
        """An article that tells of one call says of it "an hour-long telephone call"."""
        if len(self._calls) != 1 or call.status.value != "held":
            return None
        for start, sk in sorted(self._skeletons.items()):
            match = context.OWN_LENGTH.search(sk.text)
            if match is None and 0 < call.first_report - start <= _NEAR:
                match = context.LASTED.search(sk.text)
            if match is not None:
                return _length(sk, match, "duration-of-the-talk")
        return None

    def _shortly_after(self, call: CallFind) -> Iterator[Skeleton]:
        """The sentences with a length that follow soon on words for a call, before another's."""
        lasts = sorted(start for start, _ in call.mentions)
        for start, sk in sorted(self._skeletons.items()):
            if _LENGTH.search(sk.text) is None:
                continue
            before = bisect_left(lasts, start) - 1
            near = before >= 0 and start - lasts[before] <= _NEAR
            others = (s for c in self._calls if c is not call for s, _ in c.mentions)
            if near and not any(lasts[before] < other < sk.sentence.end for other in others):
                yield sk

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

    def same_day(self, calls: Sequence[CallFind]) -> None:
        """What came "hours later" and has no day of its own takes that of the call before it."""
        ordered = sorted(calls, key=lambda c: c.first_report)
        for before, call in pairwise(ordered):
            if call.date is not None or before.date is None:
                continue
            for event in call.events:
                match = context.LATER_SAME_DAY.search(event.skeleton.text)
                if match is None:
                    continue
                start, end = event.skeleton.origin(*match.span())
                date = before.date.date
                moved = DateMention(start, end, date.value, date.precision, "same-day")
                call.date = DateClaim(moved, 2, "same-day-as-call-before")
                break

    def same_story(self, calls: Sequence[CallFind]) -> None:
        """Further calls without a day, in paragraphs of their own, are of the day of the news."""
        news = [c.date for c in calls if c.main and c.date is not None and c.called_on is not None]
        if len({claim.date.value for claim in news}) != 1:
            return
        for call in calls:
            first = call.events[0]
            if call.date is not None or call.status.value != "held" or not first.rule.strong:
                continue
            sentence = first.skeleton.sentence
            opens = sentence.start == self._doc.article.blocks[sentence.block].start
            if opens and not _EARLIER.search(first.skeleton.text):
                call.date = DateClaim(news[0].date, 1, "day-of-the-news")

    def more_news(self, calls: Sequence[CallFind]) -> None:
        """Further calls of the same day that open a paragraph of their own are news, too."""
        days = {c.date.date.value for c in calls if c.main and c.date is not None}
        for call in calls:
            planned = call.status.value == "planned"
            if call.main or call.date is None:
                continue
            if not planned and call.date.date.value not in days:
                continue
            sentence = self._doc.sentence_at(call.first_report)
            if sentence is None or not any(e.rule.strong for e in call.events):
                continue
            call.main = sentence.start == self._doc.article.blocks[sentence.block].start

    def fall_back_on_sentence(self, calls: Sequence[CallFind]) -> None:
        """A main call without a day of its own: the one day that its first sentence names."""
        for call in calls:
            if call.date is not None or not call.main or call.status.value != "held":
                continue
            words = call.events[0].skeleton if call.events else None
            if words is not None and VAGUE.search(words.text):
                continue
            sentence = self._doc.sentence_at(call.first_report)
            if sentence is None:
                continue
            dates = [
                d
                for d in self._doc.dates
                if sentence.start <= d.start < sentence.end and d.precision == "day"
            ]
            if len({d.value for d in dates}) == 1 and self._is_recent(dates[0].value):
                call.date = DateClaim(dates[0], 1, "date-in-sentence")
            elif not dates and not (words and is_vague(words, 0, len(words.text))):
                call.date = self._lead_date() or self._page_date()

    def _lead_date(self) -> DateClaim | None:
        """The one day that the article's first sentence names, where it speaks of calls."""
        lead = next((s for s in self._doc.sentences if s.kind is BlockKind.PROSE), None)
        if lead is None or not context.TELEPHONE.search(self._doc.text, lead.start, lead.end):
            return None
        dates = [
            d
            for d in self._doc.dates
            if lead.start <= d.start < lead.end
            and not OTHER_DAY.search(self._doc.text, max(0, d.start - 50), d.start)
        ]
        if len(dates) == 1 and dates[0].precision == "day" and self._is_recent(dates[0].value):
            return DateClaim(dates[0], 1, "date-in-lead")
        return None

    def _page_date(self) -> DateClaim | None:
        """The day in the page's own date line: news without a day is of the day it came out."""
        for block in self._doc.article.blocks_of(BlockKind.DATELINE):
            for date in self._doc.dates:
                if block.start <= date.start < block.end and date.value == self._doc.published_on:
                    return DateClaim(date, 0.5, "date-of-page")
        return None

    def _is_recent(self, day: dt.date | None) -> bool:
        published = self._doc.published_on
        if day is None or published is None:
            return False
        return 0 <= (published - day).days <= NEWS_DAYS


def _days_before(date: DateMention, days: int) -> DateMention:
    """The day that lies some days before another, told by the words for that one."""
    if not days or date.value is None:
        return date
    return replace(date, value=date.value - dt.timedelta(days=days))


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
    start, end = span_of(piece)
    return piece, Claim(str(piece.value), start, end, rule)
