"""What speaks for a government in a sentence: "her office", "the Russian readout"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.names.register import default_register
from toolkit.patterns import compiled, late

Named = tuple[int, int, str]
"""Where an organ is named in a sentence, and of which country it is."""


def longest_first(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, of which a longer one is tried before its beginning."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ACCOUNTS = longest_first(lexicons.words("topic_account_nouns"))


@cache
def organ_after_owner() -> re.Pattern[str]:
    """What speaks for somebody after "Lula s" or "his": "office", "foreign ministry spokesman"."""
    nouns = longest_first(lexicons.words("topic_organs"))
    return compiled(rf"(?: s)? (?:\w+ ){{0,3}}?(?:{nouns})\b")


ACCOUNT_OF_NAMED = compiled(
    rf" (?:{_ACCOUNTS}|house|office|secretariat)\b"
    r"|(?<=s)  (?:\w+ ){0,2}?(?:office|aides?|spokes\w+|advis[eo]rs?|government|readout|account)\b"
)
"""An account or an office behind a bare name: "the Lula readout", "Marcos' office"."""


ACCOUNT_BEHIND = compiled(rf" (?:\w+ )?(?:{_ACCOUNTS})\b")
"""An account behind the name of an office: "the Kremlin readout"."""


ACCOUNT_REACH = 48
ACCOUNT_FROM = compiled(
    rf"\b(?:{_ACCOUNTS}) (?:of the (?:call|conversation) )?"
    r"(?:from|by|issued by|released by|published by) (?:the )?\Z"
)
"""What makes an account of a name behind it: "a readout from", "a statement released by the"."""

OFFICE_OF = compiled(
    r"\b(?:(?:(?:senior|close|top|foreign policy|diplomatic|national security) )?"
    r"(?:advis[eo]rs?|aides?|(?:press |media |private )?office"
    r"|press (?:service|secretary|team|department)|cabinet"
    r"|(?:official )?web ?site|web ?page"
    r"|administration|spokes(?:man|woman|person)|officials?|officials close|sources close)) "
    r"(?:of|for|to) (?:the )?\Z"
)
"""What speaks for a name behind it: "the press service of"."""


_ACCOUNT = late(rf"\b(?:{_ACCOUNTS})\b")
ON_A_MATTER = late(
    r" (?:on|about|regarding|concerning|against)"
    r" (?!(?:the|their|his|her|its|this|that|a) (?:\w+ ){0,2}?"
    r"(?:calls?|conversation|talks?|exchange|contact)\b|(?:it|them|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|x\b|twitter|facebook"
    r"|telegram|social|the (?:web ?site|page))"
)
"""What a statement is on that is no account of a call: "his latest statements on fisheries"."""


@cache
def _account_of(code: str) -> re.Pattern[str]:
    """An account by its country: "the Thai readout", "Lima's own version", "a note from Lima"."""
    country = default_register().countries[code]
    owners = _either((*country.names, *country.capitals, *country.metonyms))
    return late(
        rf"\b(?:{_either(country.demonyms)}|(?:{owners}) s)(?: side| government)?(?: s)?"
        rf"(?: (?:official|own|brief|short|shorter|longer|terse|later)){{0,2}} (?:{_ACCOUNTS})\b"
        rf"|\b(?:{_ACCOUNTS})(?: of the (?:call|conversation))?"
        r"(?: (?:issued|released|published|put out|given out))?"
        rf" (?:from|by|in) (?:the )?(?:{owners})\b"
    )


_OFFICIAL = r"(?:officials?|sources?|diplomats?|aides?|spokes\w+)"
_SPEAKING = late(rf"\b{_OFFICIAL} ")
# What tells that they speak: "... said" behind them, "according to ..." or "said ..." before.
_SAY_BEHIND = late(
    r"(?: (?:here|there|later|also|then|on|\w+day)){0,2} (?:said|says|told|added|reported|confirmed"
    r"|noted|explained|stressed|insisted|quoted|put|described)\b"
)
_SAY_BEFORE = late(r"\b(?:according to|said|says|from|by|added) (?:an? |one |the )?\Z")
_SAY_REACH = 24


@cache
def _officials_of(code: str) -> re.Pattern[str]:
    """Nameless officials of a country: "a Chilean diplomat", "sources in Lima"."""
    country = default_register().countries[code]
    return late(
        rf"\b(?:(?:{_either(country.demonyms)}) (?:\w+ ){{0,2}}?{_OFFICIAL}"
        rf"|{_OFFICIAL} in (?:{_either(country.capitals)}))\b"
    )


def organs_by_country(
    folded: str, start: int, end: int, countries: Sequence[str]
) -> Iterator[Named]:
    """Where a sentence speaks of a side's account or hears its nameless officials.

    Args:
        folded: the article's folded text.
        start: offset of the sentence.
        end: offset after it.
        countries: codes of the call's sides.
    """
    known = [code for code in countries if code in default_register().countries]
    if _ACCOUNT.search(folded, start, end) is not None:
        for code in known:
            for match in _account_of(code).finditer(folded, start, end):
                if ON_A_MATTER.match(folded, match.end(), end) is None:
                    yield *match.span(), code
    if _SPEAKING.search(folded, start, end) is not None:
        for code in known:
            for match in _officials_of(code).finditer(folded, start, end):
                if _is_heard(folded, match.span(), (start, end)):
                    yield *match.span(), code


def _is_heard(folded: str, official: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether words tell that somebody speaks: "..., a Chilean diplomat said"."""
    low = max(sentence[0], official[0] - _SAY_REACH)
    return (
        _SAY_BEHIND.match(folded, official[1], sentence[1]) is not None
        or _SAY_BEFORE.search(folded, low, official[0]) is not None
    )


def _either(words: Sequence[str]) -> str:
    folded = {w for word in words if (w := _folded(word))}
    return longest_first(folded) or "(?!)"


def _folded(word: str) -> str:
    return re.sub(r"[^a-z ]", " ", word.lower()).strip()
