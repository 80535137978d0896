"""The days of calls that their own words do not tell: in the lead, by the story, on the page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import islice, pairwise

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.details.dating import DayReader
from toolkit.extract.calls.events.days import VAGUE, DateClaim, is_vague
from toolkit.extract.calls.events.meetings import IN_PERSON
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.wording import context
from toolkit.extract.model import DateMention, Sentence
from toolkit.patterns import late

_TOOK_PLACE = ("held", "refused")
"""What happened or was refused did so on a day; what is planned will."""
_TALKS = late(r"\b(?:discuss(?:ed|ing)|sp[oe]k|talk|consult|conferred)")
_LEAD = 3
"""How many sentences may name the day of the news of a call whose own words name none."""
_COUNTED = late(
    r"\b(?:(?P<same>that (?:same |very )?(?:day|morning|afternoon|evening|night)\b(?! that\b)"
    r"|the (?:self)?same (?:day|morning|afternoon|evening|night)"
    r"|(?:before|by the time) the (?:day|evening|night) was (?:out|over|done)"
    r"|(?:later|earlier) (?:in|on|that|the same) (?:the )?(?:same )?"
    r"(?:day|morning|afternoon|evening|night))"
    r"|(?P<before>the (?:previous|preceding) (?:day|morning|afternoon|evening|night)"
    r"|(?:a|one) day earlier|the (?:day|evening|night|afternoon) before(?=[,.;]|$))"
    r"|(?P<after>(?:on )?the (?:following|next) (?:day|morning|afternoon|evening)"
    r"|(?:a|one) day later|the (?:day|morning) after(?=[,.;]|$)))"
)
"""Days counted from the one that the text named last."""
_DAYS_ON = {"same": 0, "before": -1, "after": 1}
_NEW_MONTH = 3
"""News of the first days of a month may be of calls in the month before."""
_BESIDE_NEWS = late(
    r"\bhad(?= (?:an?|the(?:ir|se)?|his|her|its|what)\b)|(?: (?:[a-z]+ )?hours?)? after (?!D\d).*\Z"
)
"""What tells of no other time than that of the news: "had a call", what it came after."""
_THESE_DAYS = ("weekday", "relative_day")
"""Rules of days that only the day of publication can tell."""
_COUNTED_FROM = 1000
"""How many characters before such words the day can stand from which they count."""
_JUST_NOW = late(
    r"\b[PG]\d+ (?:has|have) (?:just |now |also )?(?:been (?:in touch|on the)|spoken|talked|phoned"
    r"|telephoned|rung|called)\b(?!.{0,80} (?:since|times|often|before|previously|in recent)\b)"
)
"""News in the perfect: of the day on which it came out."""
_EARLIER = late(
    r"\b(?:had|has|have|last|previous(?:ly)?|earlier|ago|since|once|first|before|former|then)\b"
)
_NOT_NEW = late(r"\b(?:earlier|previous(?:ly)?|ago|last|recent(?:ly)?|once|before|already)\b")
_OF_BEFORE = late(
    r"\b(?:had|last|previous(?:ly)?|earlier|ago|since|once|before|former(?:ly)?|recent(?:ly)?"
    r"|weeks?|months?|years?|days?(?! (?:in a row|running|of)\b)|will|would"
    r"|planned|often|regularly|repeatedly|when|D\d|already|also has)\b"
)
"""What says, or may say, that words for a call are not of the day of the news."""


class UndatedReader(DayReader):
    """Tells the days of the calls of one article that have none of their own."""

    _lead_end = 0

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

    @staticmethod
    def _may_be_dated(call: CallFind) -> bool:
        if call.date is not None or call.vague or call.status.value != "held":
            return False
        return not any(_NOT_NEW.search(event.skeleton.text) for event in call.events)

    def of_the_round(self, calls: Sequence[CallFind]) -> None:
        """Calls without a day of who made the news with others on one day.

        They are told plainly, or by the very words that tell of one of the others.
        """
        news = [c for c in calls if c.main and c.called_on is not None]
        if len({c.called_on for c in news}) != 1:
            return
        claim = next(c.date for c in news)
        for call in calls:
            if claim is None or not self._may_be_dated(call) or call.events[0].previous:
                continue
            if not any(call.keys & c.keys for c in news if c is not call):
                continue
            same_words = any(call.first_report == c.first_report for c in news)
            if same_words or not any(_OF_BEFORE.search(e.skeleton.text) for e in call.events):
                call.date = DateClaim(claim.date, 0.5, "day-of-the-round")

    def _counted(self, call: CallFind) -> DateClaim | None:
        """ "That evening", "the day before": counted from the day that the text named last."""
        for event in call.events:
            match = _COUNTED.search(event.skeleton.text)
            if match is None or match.lastgroup is None:
                continue
            start, end = event.skeleton.origin(*match.span())
            named = [
                d
                for d in self._doc.dates
                if start - _COUNTED_FROM <= d.start < start and d.precision == "day" and d.value
            ]
            day = named[-1].value if named else None
            if day is None:
                continue
            day += dt.timedelta(days=_DAYS_ON[match.lastgroup])
            published = self._doc.published_on
            if published is None or day <= published:
                return DateClaim(DateMention(start, end, day, "day", "counted"), 1, "day-counted")
        return None

    def _just_now(self, call: CallFind) -> DateClaim | None:
        """ "Biden has spoken to Meloni", without a day: of the day of the page."""
        if call.vague or not any(_JUST_NOW.search(e.skeleton.text) for e in call.events):
            return None
        return self._page_date()

    def fall_back_on_sentence(self, calls: Sequence[CallFind]) -> None:
        """Calls without a day of their own: one counted, or the one of the first sentence."""
        for call in calls:
            if call.date is None and call.status.value in _TOOK_PLACE:
                call.date = self._counted(call) or self._just_now(call)
            if call.date is not None or call.vague:
                continue
            if not call.main and not self._leads(call):
                continue
            if call.status.value not in _TOOK_PLACE or self._goes_on(call):
                continue
            words = call.events[0].skeleton if call.events else None
            if words is not None and VAGUE.search(words.text):
                continue
            sentence = self._doc.sentence_at(call.first_report)
            if sentence is None:
                continue
            others = [c for c in self._calls if c is not call and c.keys == call.keys]
            taken = [c.date.date for c in others if c.date is not None]
            dates = [day for day in self._days_of(sentence) if day not in taken]
            if len({d.value for d in dates}) == 1 and self._is_recent(dates[0].value):
                call.date = DateClaim(dates[0], 1, "date-in-sentence")
            elif not dates and not (words and is_vague(words, 0, len(words.text))):
                call.date = self._lead_date(call) or self._story.day(call)
                if call.date is None and call.status.value == "held":
                    call.date = self._only_day_of_lead(call) or self._page_date()

    @staticmethod
    def _goes_on(call: CallFind) -> bool:
        """Whether calls are refused for some time: "he has refused to take her calls"."""
        return call.status.value == "refused" and any(
            context.KEEPS_REFUSING.search(event.skeleton.text) for event in call.events
        )

    def _leads(self, call: CallFind) -> bool:
        """Whether a call is told in the lead, and no other one by other words of the sentence."""
        if call.first_report >= self._lead_end:
            return False
        others = {c.first_report for c in self._calls} - {call.first_report}
        sentence = self._doc.sentence_at(call.first_report)
        return sentence is not None and not any(sentence.start <= s < sentence.end for s in others)

    def _only_day_of_lead(self, call: CallFind) -> DateClaim | None:
        """The one day that the first sentence names, where it is that of the news."""
        if any(_NOT_NEW.search(event.skeleton.text) for event in call.events):
            return None
        prose = (s for s in self._doc.sentences if s.kind is BlockKind.PROSE)
        for lead in islice(prose, 1):
            days = self._told_days(self._days_of(lead))
            if len({d.value for d in days}) == 1 and self._is_recent(days[0].value):
                return DateClaim(days[0], 0.5, "day-of-the-lead")
        return None

    def by_story(self, calls: Sequence[CallFind]) -> None:
        """Calls that are still without a day are of that at which the story is."""
        for call in calls:
            if call.date is None:
                call.date = self._story.before_call(call, calls)
            goes_on = call.vague or self._goes_on(call)
            if call.date is None and not goes_on and call.status.value in _TOOK_PLACE:
                call.date = self._story.day(call)

    def by_month(self, calls: Sequence[CallFind]) -> None:
        """News that no day is told for is of the month in which it came out.

        Not in the first days of a month, when it may be of the one before.
        """
        published, month = self._doc.published_on, self._doc.article.month_on
        if published is not None and published.day > _NEW_MONTH:
            month = published.replace(day=1)
        if month is None:
            return
        for call in calls:
            if call.main and self._is_news_of_month(call, by_day=published is not None):
                words = self._page_date() if published is not None else None
                start, end = call.first_report, call.events[0].end
                if words is not None:
                    start, end = words.date.start, words.date.end
                told = DateMention(start, end, month, "month", "month")
                call.date = DateClaim(told, 0.5, "month-of-page")

    def _is_news_of_month(self, call: CallFind, *, by_day: bool) -> bool:
        """Whether a call without a day is told as news, in the plain past.

        Args:
            call: the call.
            by_day: whether the day is known on which the news came out. Where it is not, "on
                Monday" tells no day, and is of these days all the same.
        """
        if call.date is not None or call.status.value != "held" or call.events[0].previous:
            return False
        told = (e for e in call.events if e.skeleton.sentence.kind is BlockKind.PROSE)
        prose = next(told, call.events[0]).skeleton
        if _NOT_NEW.search(prose.text) or any(map(_is_of_long_ago, prose.pieces)):
            return False  # the headline alone sounds like news
        sk = call.events[0].skeleton
        text = _BESIDE_NEWS.sub("", sk.text)
        days = [] if by_day else [i for i, d in enumerate(sk.pieces) if _is_of_these_days(d)]
        for i in days:
            text = re.sub(rf"\bD{i}\b", "", text)
        if (call.vague and not days) or _NOT_NEW.search(text):
            return False
        return _OF_BEFORE.search(text) is None

    def _lead_date(self, call: CallFind) -> DateClaim | None:
        """The one day of the first sentence near the top that speaks of calls and names a day.

        Or that tells of all who took part, and not of a meeting: "congratulated her on Monday".
        """
        prose = (s for s in self._doc.sentences if s.kind is BlockKind.PROSE)
        by_phone = False
        headed = any(e.skeleton.sentence.kind is BlockKind.HEADLINE for e in call.events[:1])
        for lead in islice(prose, _LEAD):
            says = context.TELEPHONE.search(self._doc.text, lead.start, lead.end) is not None
            talks = by_phone and _TALKS.search(self._doc.text, lead.start, lead.end) is not None
            by_phone = by_phone or says
            if headed and not by_phone:
                says, headed = not call.keys.isdisjoint(self._named_apart(lead)), False
            if not (says or talks or call.keys <= self._named_apart(lead)):
                continue
            dates = self._told_days(self._days_of(lead))
            if self._goes_on_to_another(call, lead):
                return None
            if len({d.value for d in dates}) == 1 and self._is_recent(dates[0].value):
                return DateClaim(dates[0], 1, "date-in-lead")
            if dates:
                return None
        return None

    def _goes_on_to_another(self, call: CallFind, lead: Sentence) -> bool:
        """Whether a sentence behind the first words for a call tells of another call."""
        if lead.start <= call.first_report:
            return False
        of_others = (c.first_report for c in self._calls if c is not call)
        return any(lead.start <= at < lead.end for at in of_others)

    def _named_apart(self, sentence: Sentence) -> set[str]:
        """The keys of those whom a sentence names; none where it speaks of a meeting."""
        words = self._doc.text[sentence.start : sentence.end].lower()
        if IN_PERSON.search(words) is not None:
            return set()
        mentions = self._doc.mentions_in(sentence.start, sentence.end)
        return {m.entity.key for m in mentions if m.entity is not None}

    def _page_date(self) -> DateClaim | None:
        """The day in the page's own date line: news without a day is of the day it came out."""
        for block in self._doc.article.blocks_of(BlockKind.DATELINE):
            for date in self._doc.dates:
                if block.start <= date.start < block.end and date.value == self._doc.published_on:
                    return DateClaim(date, 0.5, "date-of-page")
        return None


def _is_of_these_days(piece: object) -> bool:
    """Whether words name a day of the week, or one by today."""
    return isinstance(piece, DateMention) and piece.rule in _THESE_DAYS


def _is_of_long_ago(piece: object) -> bool:
    """Whether words name a month or year before: "last year", "two years ago"."""
    return isinstance(piece, DateMention) and piece.rule.endswith(("_period", "ago"))
