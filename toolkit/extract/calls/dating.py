"""The day of a call, as an article tells it: beside its words, in the lead, on the page itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from toolkit.articles.model import BlockKind
from toolkit.extract.calls import context
from toolkit.extract.calls.days import (
    OTHER_DAY,
    QUOTED,
    VAGUE,
    DateClaim,
    is_elsewhere,
    is_vague,
)
from toolkit.extract.calls.events import FIRST_PERSON
from toolkit.extract.calls.meetings import IN_PERSON
from toolkit.extract.calls.model import CallFind
from toolkit.extract.calls.skeleton import Skeleton
from toolkit.extract.calls.story import StoryReader
from toolkit.extract.calls.words import CALL_NOUN
from toolkit.extract.dates.find import reread_future
from toolkit.extract.model import DateMention, Document, Sentence

NEWS_DAYS = 10
"""How many days before publication a call may lie that is reported as news."""

_NO_CALL = r"(?:(?!phon|call|sp[oe]|talk|conversation)[^,;.]){0,60}"
_TIME_OF_DAY = (
    r"(?:about |around )?(?:\d|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|dark"
    r"|breakfast|lunch|dinner|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" (?:o['’]clock|in the ))"
)
_BESIDES = re.compile(
    r"\b(?:(?:issued|released|published|leaked|aired|broadcast|posted|recorded|filmed)"
    r" (?:later |late |early |on )*"
    rf"|(?:who|which) {_NO_CALL}"
    r"|that (?!(?:on|late|early|the|an?|he|she|they|it|his|her|in|at)\b)[a-z]+(?: [a-z]+){0,4} "
    r"(?:on )?|to (?:meet|visit|travel|attend|host|sign|resume|convene|begin|return)"
    r" (?:[a-z]+ ){0,4}"
    r"|(?<!hours )(?<!shortly )(?<!minutes )(?<!just )(?:after|following|before|ahead of|amid"
    rf"|on the sidelines of) (?!{_TIME_OF_DAY}){_NO_CALL})\Z"
)
"""What, before a day, says that it is that of something beside a call: "who arrived on Monday"."""
_CALL_BEFORE = re.compile(
    r" that\b[^.]{0,160}?\b(?:after|since|before)\b[^.]{0,80}?\b(?:phon|call|spoke)"
)
"""What, behind "said on Monday", puts a call on a day before it."""
_OWN = 2
"""The weight of days in the clause of a call; those of reports and statements have less."""
_TOOK_PLACE = ("held", "refused")
"""What happened or was refused did so on a day; what is planned will."""
_TALKS = re.compile(r"\b(?:discuss(?:ed|ing)|sp[oe]k|talk|consult|conferred)")
_LEAD = 3
"""How many sentences may name the day of the news of a call whose own words name none."""
_DAY = re.compile(r"D\d")
_DAY_IN_NOUN = re.compile(
    rf"\b(?:the|their|his|her|this|a|in|P\d+'s?) D(\d+)(?:'s)? (?:[a-z-]+ |N\d+[ -]){{0,3}}?"
    rf"(?:{CALL_NOUN}\b|Q\d+ (?:which|that|lasted|lasting))"
)
_COUNTED = re.compile(
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
_COUNTED_FROM = 1000
"""How many characters before such words the day can stand from which they count."""
_JUST_NOW = re.compile(
    r"\b[PG]\d+ (?:has|have) (?:just |now |also )?(?:been (?:in touch|on the)|spoken|talked|phoned"
    r"|telephoned|rung|called)\b(?!.{0,80} (?:since|times|often|before|previously|in recent)\b)"
)
"""News in the perfect: of the day on which it came out."""
_EARLIER = re.compile(
    r"\b(?:had|has|have|last|previous(?:ly)?|earlier|ago|since|once|first|before|former|then)\b"
)


class DayReader:
    """Tells the days of the calls of one article.

    Args:
        doc: the analysed article.
        skeletons: the skeletons of its sentences, by start of the sentence.
        calls: all calls of the article.
    """

    def __init__(
        self, doc: Document, skeletons: Mapping[int, Skeleton], calls: Sequence[CallFind]
    ) -> None:
        self._doc = doc
        self._calls = calls
        self._skeletons = skeletons
        self._story = StoryReader(doc, self._story_days, self._is_recent)

    def date(self, call: CallFind) -> None:
        """Give a call the day that stands nearest to the words for it, if any does."""
        before = [e.previous for e in call.events[:1]]
        call.dates.extend(d for e in call.events if [e.previous] == before for d in e.dates)
        self._date_own_words(call)
        if call.status.value == "planned":  # it is not of the day on which somebody told of it
            call.dates = [d for d in call.dates if d.rule != "date-of-report"]
        best = max(call.dates, key=lambda d: (d.weight, -d.date.start), default=None)
        if best is None or best.weight < _OWN:
            best = self._day_in_noun() or best
        call.date = self._ahead(call, best) or self._month_of_weekend(call)

    def _ahead(self, call: CallFind, claim: DateClaim | None) -> DateClaim | None:
        """The day of a planned call, also beside words that only refer to it: the next Friday."""
        published = self._doc.published_on
        if claim is None or published is None or call.status.value != "planned":
            return claim
        return replace(claim, date=reread_future(claim.date, self._doc.text, published))

    def _date_own_words(self, call: CallFind) -> None:
        """What somebody calls "just" is dated by the day on which he or she said or posted it."""
        for event in call.events:
            beside = [d for d in event.dates if d.weight >= QUOTED]
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

    def _weekend_in(self, sk: Skeleton) -> tuple[int, int] | None:
        """Where a sentence says "over the weekend" or "last weekend"."""
        match = VAGUE.search(sk.text)
        if match is not None and "weekend" in match.group():
            return sk.origin(*match.span())
        dates = (piece for piece in sk.pieces if isinstance(piece, DateMention))
        last = ("last weekend", "this weekend")
        return next(
            ((d.start, d.end) for d in dates if self._doc.text[d.start : d.end].lower() in last),
            None,
        )

    def _day_in_noun(self) -> DateClaim | None:
        """ "Their Thursday phone call": the day of the only call of an article."""
        days: list[DateMention] = []
        for sk in self._skeletons.values() if len(self._calls) == 1 else ():
            pieces = (sk.pieces[int(m.group(1))] for m in _DAY_IN_NOUN.finditer(sk.text))
            days += [d for d in pieces if isinstance(d, DateMention) and d.value is not None]
        if len({d.value for d in days}) != 1:
            return None
        return DateClaim(days[0], 2, "date-in-noun")

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
            span = self._weekend_in(event.skeleton) if saturday.month == sunday.month else None
            if span is None:
                continue
            month = DateMention(*span, sunday.replace(day=1), "month", "weekend")
            return DateClaim(month, 1, "date-of-weekend")
        return None

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
            if call.date is not None or call.vague or not call.main:
                continue
            if call.status.value not in _TOOK_PLACE:
                continue
            words = call.events[0].skeleton if call.events else None
            if words is not None and VAGUE.search(words.text):
                continue
            sentence = self._doc.sentence_at(call.first_report)
            if sentence is None:
                continue
            dates = self._days_of(sentence)
            if len({d.value for d in dates}) == 1 and self._is_recent(dates[0].value):
                call.date = DateClaim(dates[0], 1, "date-in-sentence")
            elif not dates and not (words and is_vague(words, 0, len(words.text))):
                call.date = self._lead_date(call) or self._story.day(call)
                if call.date is None and call.status.value == "held":
                    call.date = self._page_date()

    def by_story(self, calls: Sequence[CallFind]) -> None:
        """Calls that are still without a day are of that at which the story is."""
        for call in calls:
            if call.date is None:
                call.date = self._story.before_call(call, calls)
            if call.date is None and not call.vague and call.status.value in _TOOK_PLACE:
                call.date = self._story.day(call)

    def _days_of(self, sentence: Sentence) -> list[DateMention]:
        """The days that a sentence names, but for those of other happenings than calls."""
        text = self._doc.text
        return [
            d
            for d in self._story_days(sentence)
            if not OTHER_DAY.search(text, max(0, d.start - 50), d.start)
        ]

    def _story_days(self, sentence: Sentence) -> list[DateMention]:
        """As `_days_of`, with those that are only reached: "by Sunday he was back"."""
        text = self._doc.text
        return [
            d
            for d in self._doc.dates
            if sentence.start <= d.start < sentence.end
            and d.precision == "day"
            and not is_elsewhere(text, d.start, d.end)
            and not _BESIDES.search(text, max(sentence.start, d.start - 90), d.start)
            and not _CALL_BEFORE.match(text, d.end, sentence.end)
        ]

    def day_of_round(self, call: CallFind) -> DateClaim | None:
        """The one day of the sentence that tells of a round of calls, where this is one of it."""
        if call.initiator is None or call.initiator[1].rule != "round-of-calls":
            return None
        words = call.events[0].skeleton if call.events else None
        if words is not None and (is_vague(words, 0, len(words.text)) or _DAY.search(words.text)):
            return None
        sentence = self._doc.sentence_at(call.initiator[1].start)
        dates = self._days_of(sentence) if sentence is not None else []
        if len(dates) == 1 and self._is_recent(dates[0].value):
            return DateClaim(dates[0], 1, "date-of-round")
        return None

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
                says, headed = self._tells_of(call, lead), False
            if not (says or talks or self._tells_of_all(call, lead)):
                continue
            dates = self._days_of(lead)
            if self._goes_on_to_another(call, lead):
                return None
            if len(dates) == 1 and self._is_recent(dates[0].value):
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

    def _tells_of(self, call: CallFind, sentence: Sentence) -> bool:
        """Whether a sentence names one of those who took part in a call of the headline."""
        mentions = self._doc.mentions_in(sentence.start, sentence.end)
        words = self._doc.text[sentence.start : sentence.end].lower()
        named = {m.entity.key for m in mentions if m.entity is not None}
        return not call.keys.isdisjoint(named) and IN_PERSON.search(words) is None

    def _tells_of_all(self, call: CallFind, sentence: Sentence) -> bool:
        """Whether a sentence names all who took part in a call and speaks of no meeting."""
        mentions = self._doc.mentions_in(sentence.start, sentence.end)
        words = self._doc.text[sentence.start : sentence.end].lower()
        named = {m.entity.key for m in mentions if m.entity is not None}
        return call.keys <= named and IN_PERSON.search(words) is None

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
