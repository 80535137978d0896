"""The day of a call, as an article tells it: beside its words, in the lead, on the page itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.extract.calls.details.story import StoryReader
from toolkit.extract.calls.events.days import (
    NEWS_DAYS,
    OTHER_DAY,
    QUOTED,
    DateClaim,
    is_elsewhere,
    is_vague,
)
from toolkit.extract.calls.events.events import FIRST_PERSON
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording.status import new_day
from toolkit.extract.calls.wording.words import CALL_NOUN
from toolkit.extract.dates.future import reread_future
from toolkit.extract.model import DateMention, Document, Sentence
from toolkit.patterns import late

_NO_CALL = r"(?:(?!phon|call|sp[oe]|talk|conversation)[^,;.]){0,60}"
_TIME_OF_DAY = (
    r"(?:about |around )?(?:\d|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|dark"
    r"|breakfast|lunch|dinner|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" (?:o['’]clock|in the ))"
)
_BESIDES = late(
    r"\b(?:(?:issued|released|published|leaked|aired|broadcast|posted|recorded|filmed)"
    r" (?:later |late |early |on )*"
    rf"|(?:who|which|where) {_NO_CALL}"
    r"|that (?!(?:on|late|early|the|an?|he|she|they|it|his|her|in|at)\b)[a-z]+(?: [a-z]+){0,4} "
    r"(?:on )?|to (?:meet|visit|travel|attend|host|sign|resume|convene|begin|return)"
    r" (?:[a-z]+ ){0,4}"
    r"|(?<!call )(?<!conversation )(?:planned|scheduled|due|slated) (?:for |on )"
    r"|(?<!hours )(?<!shortly )(?<!minutes )(?<!just )(?:after|following|before|ahead of|amid"
    rf"|on the sidelines of) (?!{_TIME_OF_DAY}){_NO_CALL})\Z"
)
"""What, before a day, says that it is that of something beside a call: "who arrived on Monday"."""
_CALL_BEFORE = late(
    r" that\b[^.]{0,160}?\b(?:after|since|before)\b[^.]{0,80}?\b(?:phon|call|spoke)"
)
"""What, behind "said on Monday", puts a call on a day before it."""
_PUT_OFF = 4
"""The weight of the day to which a call was put off: more than of the one that stood before."""
_OWN = 2
"""The weight of days in the clause of a call; those of reports and statements have less."""
_DAY = late(r"D\d")
_DAY_IN_NOUN = late(
    rf"\b(?:the|their|his|her|this|a|in|P\d+'s?) D(\d+)(?:'s)? (?:[a-z-]+ |N\d+[ -]){{0,3}}?"
    rf"(?:{CALL_NOUN}\b|Q\d+ (?:which|that|lasted|lasting))"
)
_HAPPENED = late(
    r"(?:It|This|That|All this) (?:all )?(?:happened|occurred|took place|came about)"
    r"(?: (?:on|late|early|only|already))* "
)
_ASKED_BEFORE = late(
    r"\b(?:had (?:also )?(?:asked|sought|requested|tried|hoped|proposed|attempted)|previously)\b"
    r"(?![^.;]*\b(?:will|due|scheduled|expected|planned|set)\b)[^.;]*\Z"
)
"""What, before a day, says that a call that did not come was sought on it."""
_SAID_ON = late(
    r"\b(?:said|says|told reporters|told journalists|announced|added|reported|confirmed|wrote"
    r"|posted|according to [^.;]{1,30}|statement|released|issued|published)\b"
    r"(?! that\b)[^.;:]{0,40}\Z"
)
"""What, before a day, makes it that on which somebody told something."""


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
        call.dates.extend(self._happened(call))
        call.dates.extend(_put_off_to(call))
        if call.status.value in ("planned", "denied"):  # not of the day when somebody told of it
            call.dates = [d for d in call.dates if d.rule != "date-of-report"]
        elif call.status.value == "held":
            call.dates = [d for d in call.dates if not self._is_to_come(d.date.value)]
        best = max(
            call.dates,
            key=lambda d: (d.weight, d.date.precision == "day", -d.date.start),
            default=None,
        )
        if best is None or best.weight < _OWN:
            best = self._day_in_noun() or best
        call.date = self._ahead(call, best)

    def _happened(self, call: CallFind) -> Iterator[DateClaim]:
        """ "It happened on Monday", right behind the sentence that tells of a call."""
        for event in call.events:
            after = self._doc.sentence_at(event.skeleton.sentence.end + 2)
            match = _HAPPENED.match(self._doc.text, after.start, after.end) if after else None
            if after is None or match is None:
                continue
            for date in self._doc.dates:
                if date.start == match.end() and date.precision == "day":
                    yield DateClaim(date, _OWN + 0.5, "date-beside")

    def _is_to_come(self, day: dt.date | None) -> bool:
        published = self._doc.published_on
        return published is not None and day is not None and (day - published).days > 1

    def _ahead(self, call: CallFind, claim: DateClaim | None) -> DateClaim | None:
        """The day of a planned call, also beside words that only refer to it: the next Friday."""
        published = self._doc.published_on
        if claim is None or published is None or call.status.value != "planned":
            return claim
        sentence = self._doc.sentence_at(claim.date.start)
        if sentence and _ASKED_BEFORE.search(self._doc.text, sentence.start, claim.date.start):
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

    def _told_days(self, dates: list[DateMention]) -> list[DateMention]:
        """Of several days in a sentence, those that are not the day on which somebody told it."""
        if len({date.value for date in dates}) < 2:
            return dates[:1]
        text = self._doc.text
        told = [d for d in dates if not _SAID_ON.search(text, max(0, d.start - 60), d.start)]
        return told if len({date.value for date in told}) == 1 else dates

    def _is_recent(self, day: dt.date | None) -> bool:
        published = self._doc.published_on
        if day is None or published is None:
            return False
        return 0 <= (published - day).days <= NEWS_DAYS


def _put_off_to(call: CallFind) -> Iterator[DateClaim]:
    """ "The call planned for Monday has been moved to Thursday": the day told last."""
    for event in call.events if call.status.value == "planned" else ():
        number = new_day(event.skeleton.text)
        date = event.skeleton.pieces[number] if number is not None else None
        if isinstance(date, DateMention):
            yield DateClaim(date, _PUT_OFF, "date-put-off-to")


def _surest(claim: DateClaim) -> tuple[float, bool, int]:
    """By what the day of a call is chosen: how near it is told, and how exactly."""
    return claim.weight, claim.date.precision == "day", -claim.date.start


def _days_before(date: DateMention, days: int) -> DateMention:
    """The day that lies some days before another, told by the words for that one."""
    if not days or date.value is None:
        return date
    return replace(date, value=date.value - dt.timedelta(days=days))
