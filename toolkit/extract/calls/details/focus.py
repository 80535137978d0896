"""Whether a call is the news of an article, or only mentioned in it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Sequence

from toolkit.extract.calls.events.days import NEWS_DAYS
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.model import DateMention, Document
from toolkit.extract.words import lowered
from toolkit.patterns import late

_A_LIST = 3
"""How many calls told by the same words are a list of them."""
_TOLD_AS_NEWS = 0.45
"""Later in an article stand the calls that only belong to the story behind the news."""
_THESE_DAYS = 4
_OF_OTHER_TIMES = late(
    r"\b(?:had|last|previous(?:ly)?|earlier|ago|since|once|before|former|recent(?:ly)?|when|weeks?"
    r"|months?|years?|days?|will|would|often|already|also been|several|similar)\b"
)
"""What, near the words for a call, says that it is not of the day of the news."""


class FocusReader:
    """Tells which calls of an article are its news.

    Args:
        doc: the analysed article.
        lead_end: offset after the lead: what is reported there first is news.
    """

    def __init__(self, doc: Document, lead_end: int) -> None:
        self._doc = doc
        self._lead_end = lead_end

    def is_in_lead(self, call: CallFind) -> bool:
        """Whether a call is reported first in the lead, as one of these days."""
        reported = [e.start for e in call.events if e.rule.strong]
        reported += [start for start, _ in call.mentions[1:2]]
        if not reported or min(reported) >= self._lead_end:
            return False
        published = self._doc.published_on
        if call.date is None or published is None or call.date.date.value is None:
            return True
        return (published - _last_day(call.date.date)).days <= NEWS_DAYS

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

    def told_as_news(self, calls: Sequence[CallFind]) -> None:
        """Calls told plainly in the first half of an article, and those of one list with them."""
        for call in calls:
            call.main = call.main or self._is_told_as_news(call)
        _list_as_news(calls)

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


def _last_day(date: DateMention) -> dt.date:
    """The day that a mention names, or the last one of its month."""
    day = date.value or dt.date.max
    if date.precision != "month":
        return day
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _list_as_news(calls: Sequence[CallFind]) -> None:
    """The calls of one list are news where one of the same leader is, and none has another day."""
    lists = Counter(call.start for call in calls)
    news = [call for call in calls if call.main and call.status.value == "held"]
    for call in calls:
        if lists[call.start] >= _A_LIST and call.status.value == "held":
            call.main = call.main or any(
                one.called_on == call.called_on and one.keys & call.keys for one in news
            )
