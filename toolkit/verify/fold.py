"""A text with its typography made even, and the way back to its own offsets.

White space, quotation marks, apostrophes, dashes and ellipses are spelt one way; soft hyphens and
other invisible characters are left out. Nothing else is changed: letters keep their case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_QUOTES = "'\"`´‘’‚‛“”„‟«»‹›′″＂＇「」『』〝〞"
_DASHES = "-‐‑‒–—―−⁃﹘﹣－"
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<none>[{_INVISIBLE}]+)|(?P<quote>[{re.escape(_QUOTES)}]+)"
    rf"|(?P<dash>[{re.escape(_DASHES)}]+)|(?P<ellipsis>…|\.(?:\s*\.){{2,}})"
)

_ALONE = {"dash": "-", "ellipsis": "..."}
"""Marks that swallow the white space around them."""
_NO_SPACE_AFTER = (*_ALONE.values(), " ")


@dataclass(frozen=True, slots=True)
class Folded:
    """An even text.

    Attributes:
        text: the text; a blank for white space, ``'`` for quotation marks, ``-`` for a dash and
            ``...`` for an ellipsis, both with the white space around them.
        starts: offsets in `text` at which runs begin.
        origins: the offsets of the same runs in the text as it was.
        length: length of the text as it was.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    length: int

    def origin(self, offset: int) -> int:
        """The offset in the text as it was of the character at ``offset``."""
        if offset >= len(self.text):
            return self.length
        run = bisect_right(self.starts, offset) - 1
        if run < 0:
            return 0
        after = self.origins[run + 1] if run + 1 < len(self.origins) else self.length
        # An ellipsis of one character is spelt with three.
        return min(self.origins[run] + offset - self.starts[run], after - 1)

    def end(self, offset: int) -> int:
        """The offset in the text as it was after the character before ``offset``."""
        return self.origin(offset - 1) + 1 if offset > 0 else 0


def fold(text: str) -> Folded:
    """Make a text even, in one pass."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = at = 0

    def add(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)

    for token in _TOKEN.finditer(text):
        add(text[at : token.start()], at)
        at = token.end()
        kind = token.lastgroup
        if kind in _ALONE:
            if parts and parts[-1] == " ":
                length -= 1
                del parts[-1], starts[-1], origins[-1]
            if not (parts and parts[-1] == _ALONE[kind]):
                add(_ALONE[kind], token.start())
        elif kind == "space" and not (parts and parts[-1] in _NO_SPACE_AFTER):
            add(" ", token.start())
        elif kind == "quote":
            add("'", token.start())
    add(text[at:], at)
    return Folded("".join(parts), tuple(starts), tuple(origins), len(text))
