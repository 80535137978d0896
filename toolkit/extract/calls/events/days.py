"""The days near a report of a call, and how directly each is tied to it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording.words import CALL_NOUN, CallRule, Reading
from toolkit.extract.lexicons import words
from toolkit.extract.model import DateMention, Document
from toolkit.patterns import late

NEWS_DAYS = 10
"""How many days before publication a call may lie that is reported as news."""
_DAY = late(r"D(\d+)")
_NEXT_TO = late(
    r"[ ,]*(?:(?:which|that|is|was|are|were|be|been|has|had|will|would|to|set|scheduled|due"
    r"|expected|slated|planned|take|taking|took|place|held|happen|occur|came) )*"
    r"(?:(?:[a-z]+|N\d+) ){0,5}(?:\d{1,2}(?:[:.]\d\d)? (?:[ap]\.?m\.? )?(?:[a-z]+ ){0,3})?"
)
"""A few words, or a time of day."""
_BESIDE = 30
VAGUE = late(r"\bin recent [a-z]|\brecently\b")
"""Words for the day of a call that do not tell it."""
_CLAUSE_END = late(r"[;:]| (?:but|while|whereas|although|because) ")
_BLOCKER = late(
    r"\b(?:meeting|summit|met|visit|since|after(?! another\b)|before|following|followed|until"
    r"|by(?! (?:tele)?phone| video)|election|inauguration|elected|took office|signed|statement"
    r"|agreement|deal|war|invasion|attack|denied|denies|refuted|issued|released|published|leaked"
    r"|aired|broadcast|recorded|filmed|taped|revealed|surfaced|emerged|went viral|made public)\b"
    r"|to (?:meet|visit|travel|attend|host|sign|resume|send|launch|convene|begin|return|fly|go)\b"
    r"|[QP]\d|\bG\d+ had\b"
)
_OF_MATTER = late(
    r"\b(?:about|over|of|on|regarding|concerning|discuss[a-z]*|after|amid)\b(?!,)[^;]*?"
    r"(?:, (?:which|where|who|whose|when)\b|(?<=[a-z]) (?:that|which|who|where)\b)"
    r"(?! (?:took place|(?:was|were) (?:held|made|placed)|lasted|happened|began))[^,;]*\Z"
    r"|\b(?:about|over|regarding|concerning) [^,;]* of \Z"
)
"""What, between words for a call and a day, tells when its matter was: "of Oslo, which X left"."""
_APPOSED = late(
    r", (?:(?:his|her|their|its|the|an?) (?:[^,;.:]{0,60} )?P\d+|P\d+(?: of [^,;.:]{1,40})?"
    r"|(?:the|an?) (?:(?! (?:said|says|told|after|before|when|as)\b)[^,;.:DN]){3,70})(?:,|\Z)"
)
"""Who somebody is, between the words for a call and its day: "rang Mr. Berg, his P2, on Monday"."""
_SAYS_BEFORE = late(
    r"\b(?:said|says|reported|announced|told C\d+|told reporters|wrote|posted|confirmed|added"
    r"|let slip|conceded|admitted|told parliament|disclosed|revealed|acknowledged|noted|stated"
    r"|declared|insisted|recalled|explained"
    r"|statement|tweeted)(?! that\b)(?: (?!that\b)[a-zC][a-z0-9-]*){0,6}? ?(?:on |late |early )?$"
)
_SAID_ASIDE = late(
    r", (?:P\d+|C\d+|he|she) (?:said|says|added|recalled),(?= (?:late |on )*(?:D|\Z))"
)
"""Who says it, between commas: "rang P1, he said, on Monday"."""
_WHEN_THEY = late(r" when [PG]\d+ (?:had )?\Z")
"""What, right before words for a call, puts it on the day of the main clause."""
_RECALLS = late(r"\b(?:recall|remember|said|says|told|referr|since|before|after)")
_OPENS = 8
"""How many characters stand before a day that opens a sentence: "On Monday", "Late on Monday"."""
_DENIES_BEFORE = late(
    r"\b(?:den(?:ied|ies|ying)|dismiss(?:ed|es)|refut(?:ed|es))\b(?: (?!that\b)[a-z]+){0,3} ?\Z"
)
"""What, before a day, makes it that on which somebody denied something."""
_DATELINE = late(r"\.? ?(?:--?|\u2013|\u2014) ")
"""What stands behind the day of a dateline: "Dec 3 - ", on which the news came out."""
_HEAD = 40
"""How many characters before its day a dateline has at most."""
_IN_YEAR = late(r"\b(?:in|of|during) (?:early |late |mid-)?\Z")
_OTHERS_TIME = late(
    r"\b(?:since|before|until|ahead of)(?! (?:then|D\d)) [^,;.:]{0,60}\Z"
    r"|\b(?:will|would|meeting|summit|visit|to (?:meet|visit|hold|take|start|begin))\b"
    r"[^;.:]{0,50}\Z"
)
"""What, before a time that cannot be told, makes it that of something else or to come."""
OTHER_DAY = late(
    r"\b(?:since|(?<!not )until|before|by|after(?! another\b)"
    r"|(?:letter|note|message|telegram|speech|article|resolution|decree|accord) (?:of|from|dated)"
    r"|as (?:agreed|announced|planned|promised)(?: [a-z]+){0,3}) \Z",
    re.IGNORECASE,
)
"""What, right before a day, says that it is another day than the call's."""
_TOLD_OF_BEFORE = late(r"\bthat\b.*\b(?:after|since|before)\b")
"""What, behind "said on Monday", puts a call on a day before it."""
_SINCE = late(r"\bsince (?:[a-zC]\S* ){0,5}\Z")
_SINCE_WHEN = late(r",? when ")
"""What, behind a day, says what happened on it: "since 3 May, when she rang him"."""
_HOURS = late(r"\b(?:hours?|minutes|shortly) (?:after|before|ahead of)\b", re.IGNORECASE)
"""What puts a call on the day of another happening."""
ROUGH = frozenset({"week", "lately"})
"""Rules of days that are told roughly."""
_MATTER = late(
    r"\b(?:about|over|on|of|against|regarding|concerning|that|who|which|where|how|to [a-z]+)\b"
    r"(?= ?\w)"
)
"""What begins the matter of a call, which is often dated roughly: "about the floods last week"."""
_CLAUSE_OF_WHO = late(r", who [^,;.]{1,60}\Z")
_WHO_CLAUSE = late(r", who (?:(?!phon|call|sp[oe]|talk|r[au]ng)[^,;.]){1,60}\Z")


_WHO_PLACED = late(
    r"^(?: (?:with|to|from) [PG]\d+| last(?:ed)?)?,? (?:which|that) (?:the )?[PGC]\d+(?: side"
    r"| and P\d+)? (?:had )?"
    r"(?:placed|made|initiated|requested|held|received|took|had) "
)
"""What, behind "the call", tells of it before its day: "the call, which P0 placed last month"."""
_OWNED = late(rf"'s(?! (?:[a-z-]+ |N\d+[ -]){{0,3}}?{CALL_NOUN}\b)")
"""What, behind "last week", makes it the time of something else than a call."""


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A day that may be a call's.

    Attributes:
        date: the resolved mention.
        weight: how directly it is tied to the call: 3 beside it, 2 in its clause, 1.5 the day on
            which somebody reported it, 1 the day of a participant's own statement.
        rule: name of the rule.
    """

    date: DateMention
    weight: float
    rule: str


@cache
def _elsewhere() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the day of another happening than a call."""
    events = "|".join(re.escape(word) for word in sorted(words("call_other_events")))
    calls = rf"(?:{CALL_NOUN}|talks?|exchange|discussions?|chat|dialogue|consultations?|contact)"
    before = rf"(?<!video )(?<!virtual )(?<!online )(?<!phone )\b(?:{events})"
    return (
        late(rf"{before} (?:of |on |early |late |last |this )*\Z", re.IGNORECASE),
        late(
            rf"(?:['’]s|(?<=s)['’])(?! (?:[a-z-]+ |N\d+[ -]){{0,4}}?{calls}\b)"
            r"|(?: (?!(?:to|and|that|in|at|for|by|with|on|after|over|about|from|as)\b)[a-z-]+)?"
            rf" (?:{events})\b",
            re.IGNORECASE,
        ),
    )


def is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the day at [start, end) of a text or skeleton is that of something else than a call.

    "Tuesday's earthquake", "the vote on Sunday".
    """
    before, behind = _elsewhere()
    if behind.match(text, end):
        return True
    ahead = text[max(0, start - 70) : start]
    return before.search(ahead) is not None and _HOURS.search(ahead) is None


def is_far(day: dt.date, published: dt.date | None) -> bool:
    """Whether a day lies too far back for a call that is reported as news."""
    return published is not None and (published - day).days > NEWS_DAYS


def is_old(date: DateMention, published: dt.date | None) -> bool:
    """Whether a day lies too far back for the news, or a month or year is told instead of one."""
    if date.value is None or date.rule in ROUGH:
        return False
    return date.precision != "day" or is_far(date.value, published)


def is_vague(sk: Skeleton, start: int, end: int) -> bool:
    """Whether a span of a skeleton speaks of a day that cannot be told: "last week".

    The times of other things are none: "since she took office last week", "in May next year".
    """
    return VAGUE.search(sk.text, start, end) is not None or any(
        isinstance(date := sk.pieces[int(match.group(1))], DateMention) and date.value is None
        for match in _DAY.finditer(sk.text, start, end)
        if not _OWNED.match(sk.text, match.end())
        and not _OTHERS_TIME.search(sk.text, max(0, match.start() - 60), match.start())
    )


_DAY_AFTER = late(r"^D(\d+) P\d[^,.;]*\Z")


def tells_day_after(sk: Skeleton, start: int) -> bool:
    """Whether what a sentence tells at an offset came before the rest: "a day after he rang"."""
    match = _DAY_AFTER.match(sk.text[: sk.position(start)])
    date = sk.pieces[int(match[1])] if match is not None else None
    return isinstance(date, DateMention) and date.rule == "beside_event"


def date_claims(
    sk: Skeleton, start: int, end: int, rule: CallRule | None = None
) -> Iterator[DateClaim]:
    """Days in a sentence that may be those of what stands at [start, end) of its skeleton.

    Where a day beside it cannot be told ("recently"), the day of the report is not its own.
    """
    since_then = rule is not None and rule.name == "last-spoke-since"
    vague = is_vague(sk, max(0, start - _BESIDE), min(len(sk.text), end + _BESIDE))
    for match in _DAY.finditer(sk.text):
        date = sk.pieces[int(match.group(1))]
        if not isinstance(date, DateMention) or date.value is None:
            continue
        if match.start() < start and rule is not None and rule.own_days:
            continue
        before = sk.text[max(0, match.start() - 50) : match.start()]
        if is_elsewhere(sk.text, *match.span()):
            continue
        if date.precision == "year" and not _IN_YEAR.search(before):
            continue
        who = _CLAUSE_OF_WHO if match.end() < start else _WHO_CLAUSE
        if who.search(before) and sk.text.startswith(",", match.end()):
            continue
        if start <= match.start() < end:
            if (_SINCE.search(before) is not None) is not since_then:
                continue
            if _SAYS_BEFORE.search(before) and sk.text.startswith(" that ", match.end()):
                yield DateClaim(date, 1.5, "date-of-report")
            else:
                yield DateClaim(date, 3, "date-beside")
            continue
        told = None if since_then else _outside(sk, match, date, (start, end), vague=vague)
        if told is not None:
            yield told


def _outside(
    sk: Skeleton, match: re.Match[str], date: DateMention, span: tuple[int, int], *, vague: bool
) -> DateClaim | None:
    """What a day beside the span of a report is to it: the call's, that of the report, nothing."""
    start, end = span
    before = sk.text[max(0, match.start() - 50) : match.start()]
    between = sk.text[end : match.start()] if match.start() >= end else sk.text[match.end() : start]
    between = _WHO_PLACED.sub(" ", _APPOSED.sub(" ", _SAID_ASIDE.sub(",", between)))
    before = _SAID_ASIDE.sub(",", before)
    if len(between) > 140 or _CLAUSE_END.search(between):
        return None
    if _SINCE_WHEN.match(sk.text, match.end()) and match.end() <= start:
        return DateClaim(date, 3, "date-since-when") if "," not in between[1:] else None
    if OTHER_DAY.search(before) or _DENIES_BEFORE.search(before):
        return None
    if _DATELINE.match(sk.text, match.end()) and match.start() < _HEAD:
        return DateClaim(date, 1.5, "date-of-report")
    if _SAYS_BEFORE.search(before):
        if vague or (match.start() >= end and sk.text.startswith(" that ", match.end())):
            return None
        told = _TOLD_OF_BEFORE.search(between) is None
        return DateClaim(date, 1.5, "date-of-report") if told else None
    if _WHEN_THEY.search(between) and match.start() < _OPENS and not _RECALLS.search(between):
        return DateClaim(date, 2, "date-in-clause")
    if match.start() >= end and _OF_MATTER.search(between):
        return None
    if _BLOCKER.search(between) or (date.precision != "day" and _MATTER.search(between)):
        return None
    if _NEXT_TO.fullmatch(between):
        return DateClaim(date, 3, "date-beside")
    return DateClaim(date, 2, "date-in-clause")


_AFTER_CALL = late(r"\b(?:after|before|following) (?:(?:an?|another|the|P\d+) )?(?:[a-z]+ )?\Z")
_DIRECT = 3
"""The weight of a day that stands beside words for a call."""


def days_told(sk: Skeleton, reading: Reading) -> list[DateClaim]:
    """The days that may be those of a report.

    "He spoke to one on Tuesday after a call with the other the day before": where the report of a
    call behind another has a day behind it, the days before it are the other's.
    """
    start, end = reading.span
    trigger = reading.trigger[0]
    claims = list(date_claims(sk, trigger if reading.rule.own_days else start, end, reading.rule))
    if _AFTER_CALL.search(sk.text, 0, trigger):
        behind = [claim for claim in claims if sk.position(claim.date.start) > trigger]
        beside = [claim for claim in behind if claim.weight >= _DIRECT]
        return behind if beside else claims
    return claims


_AND_AGAIN = late(
    r"\bD(\d+),? (?:and|and then|then|and once) (?:again|more|anew|for a second time)"
    r"(?: by (?:tele)?phone)?,? (?:late |early |later )?(?:on |at noon )?D(\d+)"
    r"|\b(?:twice|both)\b[^.;]{0,60}? D(\d+),? and (?:then )?(?:late |early )?(?:on )?D(\d+)"
)
"""Two days on each of which the same people spoke: "on Sunday and again on Monday"."""


def apart(sk: Skeleton, claims: Sequence[DateClaim]) -> list[list[DateClaim]]:
    """The days of a report, by call: two lists where it tells of a call on each of two days."""
    match = _AND_AGAIN.search(sk.text) if len(claims) > 1 else None
    if match is None:
        return [list(claims)]
    both = [sk.pieces[int(number)] for number in match.groups() if number]
    told = [[claim for claim in claims if claim.date is day] for day in both]
    return told if all(told) else [list(claims)]


QUOTED = 1.9
"""The weight of "today" in what somebody is quoted as saying: of the day on which it was said."""


def as_quoted(claims: Iterable[DateClaim], doc: Document, sk: Skeleton) -> list[DateClaim]:
    """Days of a sentence; those in a quotation that count from the day it was said are less sure.

    Args:
        claims: the days.
        doc: the article.
        sk: the skeleton of the sentence, which may be quoted itself or hold quoted words.
    """
    return [
        replace(claim, weight=min(claim.weight, QUOTED))
        if claim.date.rule == "relative_day" and (sk.in_quotes or _is_quoted(doc, claim.date))
        else claim
        for claim in claims
    ]


def _is_quoted(doc: Document, date: DateMention) -> bool:
    """Whether a day stands in quotation marks."""
    last = bisect_right(doc.quoted, date.start, key=lambda run: run.start) - 1
    return last >= 0 and date.start < doc.quoted[last].end


def not_of_report(claims: Iterable[DateClaim]) -> list[DateClaim]:
    """The days but for those on which somebody only told of a call to come or long refused."""
    return [claim for claim in claims if claim.rule != "date-of-report"]
