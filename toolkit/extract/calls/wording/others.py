"""Who else is on the other end: telephones of which leaders only have one, or on which others are.

"He telephoned his ministry", "a video call with troops", "their mobile phones had to be handed in":
the words for a telephone are there, and tell of no call between leaders.
"""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract.calls.wording.words import Reading
from toolkit.extract.lexicons import words
from toolkit.patterns import compiled, late

_ADVERBS = (
    r"(?:,? (?:again|late|early|on|from C\d+|in C\d+|D\d+|N\d+|for|lasting|afterwards|later"
    r"|briefly|there|(?:lasting|of) (?:[a-z0-9-]+ ){1,4}?(?:minutes|hours?))){0,4}"
)
_OWNER = r"(?:an?|the|his|her|their|its|some|several|two|three|[PGC]\d+(?:'s?))"
_DOES = (
    r"(?:and|before|then|while|when|as|after|but)(?: (?:then|later|also|afterwards|finally|there"
    r"|he|she|they|[a-z]+ly)){0,2} (?!including|named|called|elected|appointed|united)"
    r"(?:[a-z]+(?:ed|ing)|had|has|was|is|told|said|sat|ate|met|saw|spoke|held|took|gave|went|left"
    r"|flew|sent|got|rang|made|put|led)"
)
_ELSE_DONE = late(rf"\b{_DOES}\b")
"""What somebody does besides the call."""
_OWN_STAFF = late(
    r"aides?|advis|officials?|teams?|staff|deput|delegation|office|general|interpreter"
)
"""Who listens when two leaders talk: "the two held a video call with their teams"."""
_NAMED = late(r"[PG]\d")
_LISTED = late(r"\b(?:including|such as|among them|notably|namely)\b")
_BODY = late(rf"{_ADVERBS} (?:with|between|from|among|involving) C(?P<body>\d+)(?!\d|'|\u2019)")
_KEPT_BY = r"(?:his|her|their|its|\w+'s|\w+s')"
_MADE_AS = r"(?:mobile|cell|smart|antique|old|new|golden|private|toy|work)"
_THING = late(
    rf"(?<!\bby )(?<!\bon )(?<!\bover )(?<!\bvia )\b(?:{_KEPT_BY} (?:{_MADE_AS} )?"
    rf"|(?:an?|the) {_MADE_AS} )(?:tele)?phones?\b"
    r"(?=[.,;:)]|$| (?:and|or|was|is|were|had|has|off|away|aside|on|at|when|while|as|to|that|which"
    r"|because|before|after|beside|from|with (?:his|her)|in (?:his|her))\b)"
    rf"|\b(?:{_MADE_AS} ?)?(?:tele)?phones (?=(?:were|are|had|have|must|off)\b)"
    r"|\b(?:tele)?phone[ -](?:lines(?= (?:were|are|in|had|across))|numbers?|networks?"
    r"|records?|bills?|compan(?:y|ies)|firms?|giants?|makers?|operators?|box(?:es)?|books?"
    r"|tax(?:es)?|laws?|masts?|markets?|users?|hack[a-z]*|tapp[a-z]*|exports?|industry|poles?"
    r"|cables?|scandal)\b|\bphone-ins?\b"
)
"""A telephone as a thing, on which nobody is told to speak."""
_NO_CALL = late(r"call cent(?:re|er)s?\b|(?:roll|curtain|close|wake-up) calls?\b")
_NO_CALLS = ("call cent", "roll call", "curtain call", "close call", "wake-up call")
_AROUND = 80
"""How far around "phone" the words stand that make it a thing, in characters."""


_NAMES = late(r"\b(?:call(?:ed|s|ing)|branded|dubbed|labell?ed) (?:the |his |her )?(?:[a-z]+ )?\Z")
_NAMED_SO = late(r" (?:an?|the) [a-z]")
"""What stands around whom somebody "called" something."""
TO_AUDIENCE = late(
    r"\b(?:address(?:ed|es|ing)|open(?:ed|s)|attend(?:ed|s|ing)|inaugurat(?:ed|es)|watch(?:ed|es)"
    r"|launch(?:ed|es)|testif(?:ied|ies)|(?:gave|made|gives?|deliver(?:ed|s)) (?:an? |their |his )"
    r"(?:[a-z]+ )?(?:address|speech|statement|remarks|lecture)s?"
    r"|(?:spoke|speaks?|appear(?:ed|s)) (?:to|at|before) (?:an?|the) [a-z]+)\b"
)
"""What leaders do each before others: "P0 and P1 addressed it by video link"."""
_NEAR = 80
"""How many characters before words for a call who speaks stands at most."""


def _nouns() -> str:
    """Those who are no leaders, the longer words first, in the same order in every process."""
    found = sorted(words("call_outsiders"), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, found))


@cache
def _others() -> re.Pattern[str]:
    nouns = _nouns()
    return compiled(
        rf"(?: calls?| conversations?| talks?)?{_ADVERBS} (?:(?:with|to|from|by|between|among) )?"
        rf"(?:(?<=between )P\d+ and |(?<=from )P\d+ to )?(?:{_OWNER} )?"
        rf"(?:(?!(?:and|or|who|that|as|in|on|at|of|about|for|with|to|from|by|after|over) )"
        rf"[a-z-]+ ){{0,3}}?(?:{nouns})s?\b"
        r"(?=[.;:)]|, (?:and|but|who|which|where)\b|$| (?:and|or|in|at|on|to|who|about|after"
        r"|before|from|for|of|when|while|as|with|by|but|during|that|over|there|he|she|whose|sent"
        r"|where|then)\b)"
    )


@cache
def _theirs() -> re.Pattern[str]:
    nouns = _nouns()
    return compiled(
        rf"(?:[PGC]\d+(?:'s?)?|\bhis|\bher|\btheir) (?:[a-z-]+ ){{0,2}}?(?:{nouns}|secretary)s?"
        r"(?: (?!and\b|but\b)[a-z]+){0,3} \Z"
    )


IS_OBJECT = late(
    r"\b(?!(?:said|says|confirmed|announced|reported|added|noted|claimed|revealed|stated|believed"
    r"|disclosed|and|as|indicated|insisted|acknowledged|whereas)\b)(?:had|has|got|kept|reached"
    r"|caught|raised|[a-z]{3,}(?<!s)ed)(?: out| up| in)? (?:both |all of |either )?\Z"
)
"""What stands before those whom another, who is not named, has on the line or sounds out."""


def is_of_others(text: str, high: int) -> bool:
    """Whether words for a call are tied to somebody who leads no country, right behind them.

    Args:
        text: a skeleton, or a text in small letters.
        high: where the words end.
    """
    return _others().match(text, high) is not None


def is_done_by_others(text: str, low: int) -> bool:
    """Whether somebody of a leader's stands right before words for a call, as who speaks.

    Args:
        text: a skeleton.
        low: where the words begin: "a note that his secretary read out over the phone".
    """
    return _theirs().search(text, max(0, low - _NEAR), low) is not None


def is_named(text: str, start: int, end: int) -> bool:
    """Whether somebody "called" another something: "called P1 a liar on the telephone".

    Args:
        text: a skeleton.
        start: where the other is named in it.
        end: where that ends.
    """
    return _NAMES.search(text, 0, start) is not None and _NAMED_SO.match(text, end) is not None


def ends_at_others(reading: Reading, text: str) -> bool:
    """Whether others were on the line, and what a reading takes for a side does something else.

    "Held a video call with troops, then dined with P1": another verb stands between the two.

    Args:
        reading: what a rule read.
        text: the skeleton.
    """
    _, high = reading.trigger
    tied = _others().match(text, high)
    if tied is None:
        return False
    named = _NAMED.search(text, tied.end())
    if named is None or named.start() > reading.span[1]:
        return not _OWN_STAFF.search(tied.group())
    between = text[tied.end() : named.start()]
    return _LISTED.search(between) is None and _ELSE_DONE.search(between) is not None


def body_behind(text: str, high: int) -> int | None:
    """The number of the body that words for a call are tied to: "a call between aides".

    Args:
        text: a skeleton.
        high: where the words for a call end.
    """
    found = _BODY.match(text, high)
    return int(found["body"]) if found else None


def without_things(text: str) -> str:
    """A text in small letters without the telephones on which nobody is told to speak.

    Args:
        text: the text.
    """
    if any(words in text for words in _NO_CALLS):
        text = _NO_CALL.sub(" ", text)
    kept: list[str] = []
    done = 0
    at = text.find("phone")
    while at >= 0:  # a pattern that begins with any word is slow to search for everywhere
        thing = _THING.search(text, max(done, at - _AROUND), at + _AROUND)
        if thing is not None:
            kept += (text[done : thing.start()], " ")
            done = thing.end()
        at = text.find("phone", max(done, at + 1))
    return "".join((*kept, text[done:]))
