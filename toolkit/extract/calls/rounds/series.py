"""Words that say that somebody speaks with several by telephone: "a round of calls"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from toolkit.extract.lexicons import words
from toolkit.patterns import late

_OTHERS = (
    r" (?:[a-z-]+ ){0,2}?(?:voters|listeners|viewers|callers|constituents|reporters|aides"
    r"|journalists|residents|citizens|supporters|donors|lawmakers|the public)\b"
)
"""Those whose calls are no leaders' calls."""
_COUNT = r"(?:two|three|four|five|six|seven|eight|several|separate|successive|other|more|\d+)"
_HELD = (
    r"(?:made|making|makes|placed|placing|taking|took|takes|received|fielded|fields|holds|held|had"
    r"|exchang(?:ed|es|ing))"
)
_LEADERS = (
    r"(?:leaders|heads|presidents|premiers|ministers|counterparts|colleagues|allies|interlocutors)"
)
_TALKS = r"(?:contacts?|consultations|conversations|discussions|exchanges|talks)"
_FEW_WORDS = r"(?:[a-z-]+ ){0,3}?"
_PHONES = r"(?:tele)?phones?"
_SEVERAL = (
    rf"(?:{'|'.join(sorted(words('call_series')))}) of {_FEW_WORDS}"
    r"(?:calls|conversations|(?:tele)?phone|diplomacy)"
    rf"|(?:work(?:ed|ing|s)?|hits?|manned) (?:(?:his|her) way |through |down )*(?:the|his|her)"
    rf" {_PHONES}"
    rf"|on the (?:tele)?phone (?:to|with) (?:{_COUNT}|many|other) [a-z]+s\b"
    rf"|(?:condolence|courtesy|thank-you|congratulatory|goodwill) calls\b"
    r"|(?:tele)?phone (?:diplomacy|marathon|blitz)"
    r"|(?:calls|conversations|(?:tele)?phone talks)\b[^.;,]{0,30}? (?:were|had been"
    r"|have been) (?:with|to|from)"
    rf"|(?:following|these|those) (?:[a-z]+ )?(?:{_TALKS}|calls)\b[^.;,]{{0,30}}?(?=:)"
    rf"|{_COUNT} {_FEW_WORDS}(?:calls|conversations)\b"
    rf"(?! for (?!(?:(?:more|less) than )?\w+ (?:minutes|hours)))(?! (?:from|to|with){_OTHERS})"
    rf"|{_HELD} {_FEW_WORDS}(?:calls|conversations)\b(?! (?:for\b|on (?!\w{{3,6}}day)))"
    rf"(?! (?:from|to|with){_OTHERS})"
    rf"|(?:calls|(?:tele)?phone conversations) (?:to|with|from|between)\b(?!{_OTHERS})"
    r"|(?:(?:tele)?phon(?:es|ed|ing)|call(?:s|ed|ing)|r[ai]ngs?|ringing) (?!on |for |upon )"
    rf"[^.,;]{{0,30}}?{_LEADERS}"
    r"(?=[.,;:]|$| (?:in|on|of|from|to|about|after|before|and|who|across|over|by|late|early|for)\b)"
    r"|(?:by (?:tele)?phone|on the (?:tele)?phone) (?:to|with) [^.,;]{0,30}?"
    rf"{_LEADERS}\b"
    rf"|(?:tele)?phone {_TALKS} with [^.,;]{{0,30}}?{_LEADERS}\b"
    rf"|(?:his|her|their) (?:tele)?phone {_TALKS}"
    r"|sp(?:oke|oken) (?:separately|in turn)"
    r"|(?:all|each|both) (?:on|by|over) (?:the )?(?:tele)?phone\b"
    r"|(?:ringing|rang|rings) round|(?:been|is|was|keeps|kept|busy) (?:tele)?phoning\b"
    r"|on the (?:tele)?phone (?:for )?(?:most|much|all|hours|the (?:whole|entire|better))\b"
)
_ONE = (
    r"(?:on|by) the (?:tele)?phones\b"
    r"|by telephone to"
    r"|(?:picked up|took to|reached for) the (?:tele)?phone\b(?! (?:with|to)\b)"
    r"|it was [^.;]{1,60} who (?:called|rang|telephoned|phoned|reached out)"
    r"|spent [^.;]{0,30} on the (?:tele)?phone"
    r"|(?:sought|seek(?:s|ing)?|canvass(?:ed|es)|coordinat(?:ed|es)|mediat(?:ed|es)|rall(?:ied|ies)"
    r"|lobb(?:ied|ies)|mobili[sz]ed|(?:looked|looks) for) [^.;]{1,60} (?:by"
    r"|over the) (?:tele)?phone"
    rf"|(?P<alone>(?:{_HELD}|answered|got) an? {_FEW_WORDS}(?:tele)?phone (?:call|conversation)\b"
    r"(?=[.;]|,? (?:on|late|early|in the|that|from abroad)\b)(?! (?:on|that) (?!\w{3,6}day)))"
)
_SERIES = late(rf"\b(?:{_SEVERAL}|(?P<one>{_ONE}))", re.IGNORECASE)
_IN_SERIES = (
    *("calls", "conversations", "phone", "diplomacy", "leaders", "separately", "in turn"),
    *("heads", "presidents", "premiers", "ministers", "counterparts", "colleagues", "allies"),
    *(
        "telephon",
        "phoning",
        "interlocutors",
        " round",
        "who called",
        "who rang",
        "who reached out",
    ),
)
"""One of these stands in all that `_SERIES` reads."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words for a round of calls.

    Attributes:
        start: their offset.
        end: offset after them.
        several: whether they say themselves that there were several calls.
        alone: whether they tell of one call, and not whose the other side was.
    """

    start: int
    end: int
    several: bool
    alone: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where they stand."""
        return self.start, self.end


class Series:
    """The words for rounds of calls in a text, looked for once.

    Args:
        text: the clean text of an article.
        more: further words for rounds in it, told by more than the words.
    """

    def __init__(self, text: str, more: Iterable[Told] = ()) -> None:
        self._text, self._more = text, more

    @cached_property
    def all(self) -> Sequence[Told]:
        """All of them, in their order.

        The pattern takes a microsecond a character, and few lines speak of calls.
        """
        text, found, start = self._text, [], 0
        while start < len(text):
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            line = text[start:stop].lower()
            if any(word in line for word in _IN_SERIES):
                for words_ in _SERIES.finditer(text, start, stop):
                    found.append(
                        Told(*words_.span(), words_["one"] is None, words_["alone"] is not None)
                    )
            start = stop + 1
        known = [(told.start, told.end) for told in found]
        found += [m for m in self._more if not any(s < m.end and m.start < e for s, e in known)]
        return sorted(found, key=attrgetter("start"))

    def within(self, start: int, end: int) -> Sequence[Told]:
        """Those that begin and end between two places."""
        low = bisect_left(self.all, start, key=attrgetter("start"))
        return self.all[low : bisect_right(self.all, end, key=attrgetter("end"))]
