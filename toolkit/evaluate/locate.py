"""Where words that a gold file quotes stand in a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from toolkit.evaluate.model import Span

_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class Locator:
    """Finds words whatever the white space, quotation marks and dashes.

    The same words asked for again are looked for after the place where they were found before.

    Attributes:
        text: the text.
    """

    text: str
    _folded: str = ""
    _places: list[int] = field(default_factory=list)
    _from: Counter[str] = field(default_factory=Counter)

    def find(self, words: str) -> Span | None:
        """Span of the next place of the words; ``None`` where there is none."""
        if not self._places:
            self._fold()
        wanted = _BLANK.sub(" ", words.translate(_PLAIN)).strip()
        at = self._folded.find(wanted, self._from[wanted]) if wanted else -1
        if at < 0:
            return None
        end = at + len(wanted)
        self._from[wanted] = end
        return self._places[at], self._places[end - 1] + 1

    def _fold(self) -> None:
        kept = []
        blank = False
        for at, char in enumerate(self.text.translate(_PLAIN)):
            if not char.isspace():
                kept.append(char)
                self._places.append(at)
            elif not blank:
                kept.append(" ")
                self._places.append(at)
            blank = char.isspace()
        self._folded = "".join(kept)
