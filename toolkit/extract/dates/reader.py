"""What the rules that read dates share: the text around, the day named last, the tense."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from toolkit.extract.lexicons import table
from toolkit.patterns import compiled

REACH = 700
"""So many characters back "the same day" may point."""

_FRESH = 2
"""News is told, at most so many days before publication, of what was said."""

Found = tuple[int, int, dt.date | None, str, str]
"""start, end, value, precision, rule."""

NEXT_WORD = compiled("[ \u00a0\n]([\\w-]{1,30})")
_SAYS = frozenset({"said", "says", "announced", "reported", "confirmed", "added"})
_AS_TOLD = frozenset({"weekday", "relative_day"})
_CUE_REACH = 60
_REPORTS = compiled(r"\b(?:said|says|told|that|who|which)\b")
_CLAUSE = compiled(r"[,;:()—–“”\"]|\. ")
_AHEAD = compiled(r"[^.;:!?\n]{0,40}\b(?:will|(?:is|are) (?:to|scheduled|expected|due))\b")


@cache
def date_words(name: str) -> frozenset[str]:
    """One of the lists of words that stand beside dates."""
    return frozenset(row["word"] for row in table("date_words") if row["list"] == name)


@cache
def _future_cue() -> re.Pattern[str]:
    cues = "|".join(
        re.escape(w) for w in sorted(sorted(date_words("future")), key=len, reverse=True)
    )
    return compiled(rf"(?<!\w)(?:{cues})(?!\w)")


@dataclass(slots=True)
class Reader:
    """Reads one text: what the rules share.

    Attributes:
        text: the text.
        published_on: the day that relative dates count from.
        written_on: the day that is "today", where it is another than that.
        floor: offset of the span's first character.
        end: offset after its last character.
        last: where the day named last begins, and that day.
        told: the same of a weekday or "yesterday", as reports are dated.
        acted: the same, but for days on which something was only said.
        fresh: the same, but for days just before publication.
        year_end: offset after the year read last.
    """

    text: str
    published_on: dt.date | None
    floor: int = 0
    end: int = 0
    last: tuple[int, dt.date] | None = None
    told: tuple[int, dt.date] | None = None
    acted: tuple[int, dt.date] | None = None
    fresh: tuple[int, dt.date] | None = None
    year_end: int = -1
    written_on: dt.date | None = None

    def note(self, start: int, day: dt.date, rule: str) -> None:
        """Keep the day read last, for words that count from it."""
        self.last = start, day
        if _SAYS.isdisjoint(self.before(start)):
            self.acted = self.last
        if rule in _AS_TOLD:
            self.told = self.last
        if self.published_on and 0 <= (self.published_on - day).days <= _FRESH:
            self.fresh = self.last

    def before(self, pos: int) -> list[str]:
        """The words before ``pos``, lower case, where a blank separates them from it."""
        if pos <= self.floor or not self.text[pos - 1].isspace():
            return []
        return self.text[max(self.floor, pos - 30) : pos].lower().split()[-3:]

    def anchor(self, pos: int, reach: int = REACH, *, acted: bool = False) -> dt.date | None:
        """The day named last before ``pos``, if it is near; one on which something happened."""
        last = self.acted if acted and self.acted else self.last
        return last[1] if last and pos - last[0] <= reach else None

    def future(self, start: int, end: int) -> bool:
        """Whether words near [start, end) speak of what is to come."""
        before = self.before(start)
        if before and before[-1] == "since":
            return False
        if before and before[-1] in date_words("future_beside"):
            return True
        ahead = self.text[max(self.floor, start - _CUE_REACH) : start]
        clause = _CLAUSE.split(ahead)[-1]
        if _future_cue().search(clause):
            return True
        opens = len(clause.split()) <= 2 and start - self.floor < _CUE_REACH
        following = _AHEAD.match(self.text, end, self.end) if opens else None
        return following is not None and not _REPORTS.search(following.group())
