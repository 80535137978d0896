"""Whether a digest takes over its article's sentences: runs of words that stand in both.

Quotations are what persons said and stand in both by design; they are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»")
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^<>]{0,2000}>|\]\([^()\s]{0,500}\)")


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage of a digest that stands in the article.

    Attributes:
        words: how many words it has.
        wording: the digest's words.
    """

    words: int
    wording: str


def copied(prose: str, received: str, longest: int) -> list[Copied]:
    """The passages outside quotation marks that have more words in a row than are allowed.

    Case, punctuation and markup make no difference. The time is linear in both texts.

    Args:
        prose: the digest's prose.
        received: the article as received.
        longest: words in a row that may stand in both.
    """
    size = longest + 1
    words = [match[0].casefold() for match in _WORD.finditer(_MARKUP.sub(" ", received))]
    known = {tuple(words[i : i + size]) for i in range(len(words) - longest)}
    found: list[Copied] = []
    at = 0
    for quotation in [*_QUOTED.finditer(prose), None]:
        end = quotation.start() if quotation else len(prose)
        found += _in_stretch(prose[at:end], known, size)
        at = quotation.end() if quotation else end
    return found


def _in_stretch(text: str, known: set[tuple[str, ...]], size: int) -> list[Copied]:
    """The longest copied passages of a stretch without quotations."""
    places = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in places]
    found: list[tuple[int, int]] = []
    for i in range(len(words) - size + 1):
        if tuple(words[i : i + size]) in known:
            if found and i < found[-1][1]:
                found[-1] = (found[-1][0], i + size)
            else:
                found.append((i, i + size))
    return [
        Copied(last - first, " ".join(text[places[first].start() : places[last - 1].end()].split()))
        for first, last in found
    ]
