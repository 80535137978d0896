"""The lexical items of one text, with what the grammar of phrases asks of several of them."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence

from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.phrase_words import styles
from toolkit.patterns import compiled

COUNTRY_LIKE = frozenset({ItemKind.COUNTRY, ItemKind.DEMONYM, ItemKind.CAPITAL, ItemKind.METONYM})
TITLE_LIKE = frozenset({ItemKind.TITLE, ItemKind.ROLE})
NAME_LIKE = frozenset({ItemKind.NAME, ItemKind.CAPITALISED})
OF_COUNTRY = compiled(r",? (?:of|to|in) (?:the )?\Z")
LONGEST_OPENING = len(", the other one")  # longer than any opening of an apposition
MOST_BEFORE_HEAD = 60
_HONORIFIC = ItemKind.HONORIFIC
_NAME = ItemKind.NAME


class ItemReader:
    """The lexical items of one text, and what can be asked of them by their numbers.

    Args:
        text: the clean text.
        items: its lexical items in order.
    """

    def __init__(self, text: str, items: Sequence[Item]) -> None:
        self._text = text
        self._items = items
        # One more than any rule looks ahead, so that looking past the end finds nothing.
        self._kinds: list[ItemKind | None] = [item.kind for item in items]
        self._kinds += (None, None, None)
        self._heads = [item.start for item in items if item.kind in TITLE_LIKE]
        self._heads.append(sys.maxsize)
        self._at = 0

    def _head_follows(self, end: int) -> bool:
        """Whether a title or role stands near enough after a name to be its apposition's head."""
        nearest = self._heads[bisect_left(self._heads, end)]
        return nearest <= end + LONGEST_OPENING + MOST_BEFORE_HEAD

    def _gap(self, left: int, right: int) -> str:
        """What stands between two items, by their numbers; not there: a line break."""
        if right >= len(self._items) or right <= left:
            return "\n"
        return self._text[self._items[left].end : self._items[right].start]

    def _kind(self, number: int) -> ItemKind | None:
        return self._kinds[number]

    def _is_style(self, at: int) -> bool:
        """Whether a form of address stands before titles, too: HE, HRH."""
        return self._kind(at) is _HONORIFIC and self._items[at].value in styles()

    def _last_address(self, at: int) -> int:
        """The last of the forms of address that begin there: "H.E. Mr.", "Lt. Gen. Dr."."""
        while self._kind(at + 1) is _HONORIFIC and self._gap(at, at + 1) in (" ", ". "):
            at += 1
        return at

    def _is_full_name(self, at: int) -> bool:
        if self._kind(at) not in NAME_LIKE:
            return False
        item = self._items[at]
        return item.kind is _NAME or " " in item.value

    def _names_holder(self, number: int) -> bool:
        """Whether a title stands before a name: "President Macron", "President of France X"."""
        following = number + 1
        if self._kind(following) in COUNTRY_LIKE and OF_COUNTRY.fullmatch(
            self._gap(number, following)
        ):
            following += 1
        if self._gap(following - 1, following) != " ":
            return False
        if self._kind(following) is _HONORIFIC:  # "Prime Minister of Bhutan Dr. X"
            following = self._last_address(following) + 1
        return self._kind(following) in NAME_LIKE
