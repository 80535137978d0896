"""Days that sentences give, beside that of a call."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from toolkit.extract.model import Document
from toolkit.extract.topics.rules.limits import dates_clause
from toolkit.extract.topics.sentences.clauses import Clauses

_A_DAY = dt.timedelta(days=1)


class Days:
    """The days that an article names.

    Args:
        document: the article.
    """

    def __init__(self, document: Document) -> None:
        found = sorted((d.start, d.value) for d in document.dates if d.precision == "day")
        self._found = [(start, value) for start, value in found if value]
        self._starts = [start for start, _ in self._found]

    def well_before(self, clauses: Clauses, day: dt.date | None) -> bool:
        """Whether a sentence that does not name the call gives a day well before it.

        Args:
            clauses: the sentence.
            day: the call's day, where known.
        """
        if day is None or clauses.names_call:
            return False
        low = bisect_left(self._starts, clauses.sentence.start)
        high = bisect_left(self._starts, clauses.sentence.end)
        return any(
            value < day - _A_DAY
            for start, value in self._found[low:high]
            if dates_clause(clauses, start)
        )
