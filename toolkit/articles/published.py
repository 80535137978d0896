"""The day an article was published: every day that its page states, ranked by where it stands.

A page may name several days: that of publication, that of an update, that of the visit, those of
other stories. Each becomes a candidate with the score of its sign (``data/date_signs.csv``): a
label that says "published" goes before a dateline, that before a bare date line by the headline,
that before one above it, which may be the day of the visit. A day after the page's last update is
none of its publication. What only tells of an update bounds the day and does not state it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from toolkit.articles.addresses import own_address, url_day
from toolkit.articles.boilerplate import read_rows
from toolkit.articles.datelines import Dateline, find_dateline
from toolkit.articles.dates import MONTH, DateLine, date_line, full_dates, labelled_day
from toolkit.articles.looks import Look, Part
from toolkit.articles.tail import Found
from toolkit.patterns import late

LONGEST_LINE = 200
"""A line of a page's head that may hold a label with a date."""
AFTER_DATELINE = 2
"""An article comes out at most so many days after the day of its dateline."""
DATELINE_AMONG = 3
"""A dateline opens one of so many first paragraphs."""
NEAR_PICTURE = 10
"""So many days a dateline may lie from the day of a picture or of a post in the same article."""
LONGEST_CAPTION = 600
LONGEST_POST = 1000
SAME_NEWS = 7
"""Pictures and posts of one piece of news lie at most so many days apart."""

_BOUND = "bound"
_PARAGRAPHS = (Look.PROSE, Look.ITEM)
_DATED = (Look.DATE, Look.BYLINE)
_TEXT = (Look.PROSE, Look.ITEM, Look.CAPTION)
_OTHER_LINES = (Look.DROP, Look.HEADLINE, Look.STANDFIRST, Look.HEADING, Look.SHORT)
_NO_PAGE = frozenset(
    ("copyright", "correction", "photo_credit", "teaser", "teaser_heading", "tail")
)
_YEAR = late(r"(?:19|20)\d\d")
_IN_FIGURES = late(r"\b(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d")
# Zones of North America, and times of day as its software writes them: "1:26:00 PM".
_AMERICAN = late(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b|\d:\d\d:\d\d [AP]M\b")
_OPENING = late(
    rf"(?:\W|date\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)*"
    rf"(?:{MONTH}\.? \d{{1,2}},? (?:19|20)\d\d|\d{{1,2}} {MONTH},? (?:19|20)\d\d"
    rf"|(?:19|20)\d\d-\d\d-\d\d)\W{{0,4}} (?:\w+ ){{0,3}}\w*(?:[-–—:|(]| [A-Z])",
    re.IGNORECASE,
)
_POST = late(r"\(@\w+\)|\btwitter\.com/")
_PICTURE = late(
    r"\((?:[LRC]|left|right|cent(?:er|re)|Photo|file)\b|, (?:left|right|cent(?:er|re)),"
    r"|[ (/](?:Reuters|AFP|AP|Xinhua|EPA|Getty)[^.]{0,20}(?:Photo|Images)|Photo ?:"
    r"|\([\w /]{1,40} [Pp]hoto\)",
)
_PICTURED_ON = late(rf"[,)] {MONTH}\.? \d{{1,2}}, (?:19|20)\d\d\.?$")
_OLD_PICTURE = late(r"\bfile\b|\barchive|\bFILE", re.IGNORECASE)
_SMALL = late(r"(?<![\w.])[a-z]{3,}(?![\w.])")
_DAY_OF_EVENT = late(r"\b(?:on|of|since|until|by|before|after|and|from|to)(?: \w+day,?)? \Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that a page states.

    Attributes:
        line: the day, with what a label says of it.
        sign: which line of ``data/date_signs.csv`` it is; ``bound`` where it only tells of an
            update or stands behind the text.
    """

    line: DateLine
    sign: str


@cache
def scores() -> dict[str, int]:
    """How much each sign of a day tells that it is that of publication."""
    return {row["sign"]: int(row["score"]) for row in read_rows("date_signs.csv")}


def read_dates(parts: Sequence[Part], found: Found) -> None:
    """Settle the day of publication and the days that bound it; changes ``parts`` and ``found``.

    Args:
        parts: the blocks, each with its look.
        found: what the page says; the days are added.
    """
    found.url = own_address(parts, found.title)
    candidates = list(_candidates(parts, found))
    if (in_address := url_day(found.url)) is not None:
        candidates.append(Candidate(DateLine(in_address, False), "address"))
    if not candidates:
        return
    first = islice((p for p in parts if p.look is Look.PROSE), DATELINE_AMONG)
    dateline = next((d for p in first if (d := find_dateline(p.text)) is not None), None)
    american = _month_first(parts, [c.line for c in candidates], dateline)
    days = [(c, day) for c in candidates if (day := _reading(c.line, american)) is not None]
    found.upper_bounds += [day for candidate, day in days if candidate.sign == _BOUND]
    latest = min(found.upper_bounds, default=None)
    best: tuple[int, dt.date] | None = None
    for candidate, day in days:
        if candidate.sign == _BOUND or (latest is not None and (day - latest).days > 1):
            continue
        score = scores()[candidate.sign]
        if dateline is not None and _agrees(dateline, day):
            score += scores()["agreement"]
        if best is None or score > best[0]:
            best = score, day
    if best is not None:
        found.published_on = best[1]


def _candidates(parts: Sequence[Part], found: Found) -> Iterator[Candidate]:
    """The days that may be that of publication, and those that bound it."""
    headline = next((i for i, part in enumerate(parts) if part.look is Look.HEADLINE), None)
    paragraphs = 0
    for i, part in enumerate(parts):
        paragraph = part.look in _PARAGRAPHS
        if paragraph:
            paragraphs += 1
            if paragraphs == 1 and (line := _opening(part.text)) is not None:
                yield Candidate(line, "opening")
        line = _line_of(part)
        if line is None:
            day = _mentioned(part) if not paragraphs else None
            if day is not None:
                found.mentioned.append(day)
            continue
        behind = paragraphs > 1
        if behind and part.look is Look.DATE:
            part.drop("date_label")
        if line.sign in ("visited", "other"):
            continue
        if line.sign == "published":
            yield Candidate(line, "labelled_behind" if behind else "labelled")
        elif line.upper_bound or behind or paragraph:
            yield Candidate(line, _BOUND)
        elif part.look is Look.BYLINE:
            yield Candidate(line, "beside_byline")
        elif headline is None:
            yield Candidate(line, "no_headline")
        else:
            yield Candidate(line, "above_headline" if i < headline else "below_headline")


def _line_of(part: Part) -> DateLine | None:
    """The date of a block that says when, or that a label in it announces."""
    if part.look in _DATED and part.date is not None:
        return part.date
    text = part.text
    if part.look in _TEXT or len(text) > LONGEST_LINE or part.rule in _NO_PAGE:
        return None
    if _YEAR.search(text) is None:
        return None
    if part.look is Look.DROP and part.rule == "above_headline":
        return date_line(text, loose=True)
    return labelled_day(text)


def _mentioned(part: Part) -> dt.date | None:
    """The day in a line above the text that says more, too: ``*ABC103 09/09/2002``.

    It begins or ends the line, or the line has no word in small letters, so that it is no sentence.
    """
    text = part.text
    if len(text) > LONGEST_LINE or part.look not in _OTHER_LINES or part.rule in _NO_PAGE:
        return None
    days = full_dates(text) if _YEAR.search(text) else []
    names = part.look is not Look.HEADLINE and _SMALL.search(text) is None
    for day, start, end in days:
        edge = start <= 1 or end >= len(text) - 1
        if (edge or names) and not _DAY_OF_EVENT.search(text[:start]):
            return day
    return None


def _opening(text: str) -> DateLine | None:
    """The day with which the first paragraph begins: ``2020-05-27 New Delhi: The premier ...``."""
    opening = _OPENING.match(text[:80])
    dates = full_dates(opening.group()) if opening else []
    return DateLine(dates[0][0], False) if dates else None


def _agrees(dateline: Dateline, day: dt.date) -> bool:
    """Whether an article with that dateline may have come out on that day."""
    own = dateline.resolve(day)
    return own is not None and (day - own).days <= AFTER_DATELINE


def _reading(line: DateLine, american: bool | None) -> dt.date | None:
    """The day of a line; ``None`` where it has two readings and nothing tells which holds."""
    if line.swapped is None:
        return line.day
    if american is None:
        return None
    return line.swapped if american else line.day


def _month_first(
    parts: Sequence[Part], lines: Sequence[DateLine], dateline: Dateline | None
) -> bool | None:
    """Whether dates in figures on a page put the month first; ``None`` where nothing tells.

    Told by the dateline, by another date of the page, by other dates in figures, by a zone of time,
    by the weekday or the day and month that the lead names.
    """
    pairs = [(line.day, line.swapped) for line in lines if line.swapped is not None]
    if not pairs:
        return None
    sure = [line.day for line in lines if line.swapped is None]
    told = _told_by(pairs, lambda day: dateline is not None and _agrees(dateline, day))
    if told is None:
        told = _told_by(pairs, lambda day: any(abs((day - d).days) <= 1 for d in sure))
    if told is not None:
        return told
    for part in parts:
        for first, second in _IN_FIGURES.findall(part.text) if len(part.text) < 400 else ():
            if max(int(first), int(second)) > 12:
                return int(second) > 12
    if any(_AMERICAN.search(p.text) for p in parts if p.date is not None):
        return True
    lead = next((p.text for p in parts if p.look is Look.PROSE and not _is_pictured(p)), "")
    told = _told_by(pairs, lambda day: f"{day:%A}" in lead)
    return _told_by(pairs, lambda day: _names_day_before(lead, day)) if told is None else told


def _names_day_before(lead: str, day: dt.date) -> bool:
    """Whether a text names a day, or one of those just before it, by day and month."""
    days = (day - dt.timedelta(days=n) for n in range(AFTER_DATELINE + 1))
    return any(
        re.search(rf"\b(?:{d:%B} {d.day}|{d.day}(?:st|nd|rd|th)?(?: of)? {d:%B})\b", lead)
        for d in days
    )


def _told_by(
    pairs: Sequence[tuple[dt.date, dt.date]], holds: Callable[[dt.date], bool]
) -> bool | None:
    """Whether a test holds for the second of two readings of a date and not for the first."""
    for first, second in pairs:
        fits = holds(first), holds(second)
        if fits[0] is not fits[1]:
            return fits[1]
    return None


def _days_in(part: Part) -> list[dt.date]:
    """The full dates of a picture's caption or of a post.

    What a caption tells happened "on" a day may have happened at any time; it does not count.
    """
    if _YEAR.search(part.text) is None:
        return []
    found = full_dates(part.text)
    return [day for day, start, _ in found if not _DAY_OF_EVENT.search(part.text[:start])]


def _is_post(part: Part) -> bool:
    return len(part.text) < LONGEST_POST and _POST.search(part.text) is not None


def _is_pictured(part: Part) -> bool:
    """Whether a block tells of a picture."""
    text = part.text
    if part.look is Look.CAPTION or len(text) > LONGEST_CAPTION:
        return part.look is Look.CAPTION
    return _PICTURE.search(text) is not None or _PICTURED_ON.search(text) is not None


def dateline_day(
    dateline: Dateline | None, latest: dt.date | None, parts: Sequence[Part]
) -> dt.date | None:
    """The day of a dateline; its year is told by the page's own day, else by its pictures'.

    Args:
        dateline: the article's dateline.
        latest: a day on or before which it was published.
        parts: the article's blocks.
    """
    if dateline is None or dateline.month is None:
        return None
    if latest is not None or dateline.year is not None:
        return dateline.resolve(latest)
    told = (p for p in parts if _is_pictured(p) or _is_post(p))
    for day in (day for part in told for day in _days_in(part)):
        own = dateline.resolve(day + dt.timedelta(days=NEAR_PICTURE))
        if own is not None and abs((own - day).days) <= NEAR_PICTURE:
            return own
    return None


def day_of_news(parts: Sequence[Part]) -> dt.date | None:
    """The day of the latest post or picture, where the lead speaks of that day by its weekday.

    One picture alone may be of any year; two of different days in one week are of the news.
    """
    days: list[dt.date] = []
    pictured: set[dt.date] = set()
    for part in (p for p in parts if _YEAR.search(p.text)):
        if _is_post(part):
            days += _days_in(part)
        elif _is_pictured(part) and not _OLD_PICTURE.search(part.text):
            pictured.update(_days_in(part))
    days = sorted([*days, *(pictured if len(pictured) > 1 else ())])
    if not days or (days[-1] - days[0]).days > SAME_NEWS:
        return None
    lead = next((p.text for p in parts if p.look is Look.PROSE and not _is_pictured(p)), "")
    return days[-1] if re.search(rf"\b{days[-1]:%A}\b", lead) else None
