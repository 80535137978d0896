"""What speaks for a government in a sentence: "her office", "the Russian readout"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.names.register import default_register
from toolkit.patterns import compiled, late

_ACCOUNTS = (
    "readout|read out|statement|version|summary|account|communique|transcript|press release"
    "|announcement"
)


@cache
def organ_after_owner() -> re.Pattern[str]:
    """What speaks for somebody after "Lula s" or "his": "office", "foreign ministry spokesman"."""
    nouns = "|".join(sorted(sorted(lexicons.words("topic_organs")), key=len, reverse=True))
    return compiled(rf"(?: s)? (?:\w+ ){{0,3}}?(?:{nouns})\b")


ACCOUNT_OF_NAMED = compiled(
    rf" (?:{_ACCOUNTS}|house|office|secretariat)\b"
    r"|(?<=s)  (?:\w+ ){0,2}?(?:office|aides?|spokes\w+|advis[eo]rs?|government|readout|account)\b"
)
"""An account or an office behind a bare name: "the Lula readout", "Marcos' office"."""


ACCOUNT_REACH = 48
ACCOUNT_FROM = compiled(
    rf"\b(?:{_ACCOUNTS}) (?:of the (?:call|conversation) )?"
    r"(?:from|by|issued by|released by|published by) (?:the )?\Z"
)
"""What makes an account of a name behind it: "a readout from", "a statement released by the"."""

OFFICE_OF = compiled(
    r"\b(?:press (?:service|office|secretary)|(?:official )?web ?site|web ?page|administration"
    r"|spokes(?:man|woman|person)) (?:of|for|to) (?:the )?\Z"
)
"""What speaks for a name behind it: "the press service of"."""


@cache
def _of_countries(countries: tuple[str, ...]) -> re.Pattern[str] | None:
    """Accounts by their country: "the Russian readout", "Brazil's account", "Moscow's version"."""
    known = default_register().countries
    parts = []
    for number, code in enumerate(countries):
        if code not in known:
            continue
        country = known[code]
        adjectives = _either(country.demonyms)
        owners = _either((*country.names, *country.capitals, *country.metonyms))
        parts.append(rf"(?P<c{number}>{adjectives}|(?:{owners}) s)")
    if not parts:
        return None
    return compiled(
        rf"\b(?:{'|'.join(parts)})(?: side| government| official| own)?(?: s)? (?:{_ACCOUNTS})\b"
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
def _of_officials(code: str) -> re.Pattern[str] | None:
    """Nameless officials of a country: "a Chilean diplomat", "sources in Lima"."""
    country = default_register().countries.get(code)
    if country is None:
        return None
    return late(
        rf"\b(?:(?:{_either(country.demonyms)}) (?:\w+ ){{0,2}}?{_OFFICIAL}"
        rf"|{_OFFICIAL} in (?:{_either(country.capitals)}))\b"
    )


def officials_by_country(
    folded: str, start: int, end: int, countries: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Where nameless officials of a side are heard: "..., a Chilean diplomat said".

    Args:
        folded: the article's folded text.
        start: offset of the sentence.
        end: offset after it.
        countries: codes of the call's sides.

    Returns:
        Start, end and country code of each.
    """
    if _SPEAKING.search(folded, start, end) is None:
        return []
    found = []
    for code in countries:
        pattern = _of_officials(code)
        for match in pattern.finditer(folded, start, end) if pattern is not None else ():
            low = max(start, match.start() - _SAY_REACH)
            if _SAY_BEHIND.match(folded, match.end(), end) or _SAY_BEFORE.search(
                folded, low, match.start()
            ):
                found.append((*match.span(), code))
    return found


def _either(words: Sequence[str]) -> str:
    folded = {w for word in words if (w := _folded(word))}
    return "|".join(sorted(folded, key=lambda w: (-len(w), w))) or "(?!)"


def _folded(word: str) -> str:
    return re.sub(r"[^a-z ]", " ", word.lower()).strip()


def accounts_by_country(
    folded: str, start: int, end: int, countries: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Where a sentence speaks of a side's account by its country.

    Args:
        folded: the article's folded text.
        start: offset of the sentence.
        end: offset after it.
        countries: codes of the call's sides.

    Returns:
        Start, end and country code of each.
    """
    pattern = _of_countries(tuple(countries))
    if pattern is None:
        return []
    found = []
    for match in pattern.finditer(folded, start, end):
        number = next(name for name, words in match.groupdict().items() if words)
        found.append((*match.span(), countries[int(number[1:])]))
    return found
