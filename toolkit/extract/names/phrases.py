"""Groups lexical items into noun phrases: title, name, country and apposition belong together.

A small left-to-right grammar over the items of `toolkit.extract.names.lexical`; what stands
between two items decides whether they are one phrase.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.phrase import Phrase

_COUNTRY_LIKE = frozenset({ItemKind.COUNTRY, ItemKind.DEMONYM, ItemKind.CAPITAL, ItemKind.METONYM})
_TITLE_LIKE = frozenset({ItemKind.TITLE, ItemKind.ROLE})
# A member of an enumeration takes four times as long to look up as a name of the module.
_PRONOUN, _CAPITALISED = ItemKind.PRONOUN, ItemKind.CAPITALISED
_ORGANISATION = ItemKind.ORGANISATION
_DEMONYM = ItemKind.DEMONYM
_HONORIFIC = ItemKind.HONORIFIC
_METONYM = ItemKind.METONYM
_NAME = ItemKind.NAME
_ROLE = ItemKind.ROLE
_STATE_MEDIA = ItemKind.STATE_MEDIA
_TITLE = ItemKind.TITLE
_HEADS = frozenset({ItemKind.TITLE, ItemKind.ROLE, ItemKind.ORGANISATION})
_NAME_LIKE = frozenset({ItemKind.NAME, ItemKind.CAPITALISED})
_GAP_WORDS = re.compile(r"[’']?s?((?: [a-z][\w-]*){0,4}) \Z")
_OF_COUNTRY = re.compile(r",? (?:of|to|in) (?:the )?\Z")
_TAIL = re.compile(r" (?:(?:bin|ibn|bint|al|el|ben|de|da|do|van|von) )?")
_HOUSE = re.compile(r"(?:Al|El|Bin|Ibn|Ben)[ -]")
_DETERMINER = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) )\Z")
_PORTFOLIO = re.compile(r"\b(?:for|on|to|toward|towards) (?:the )?\Z")  # whom the work is about
_OWNED = re.compile(r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|[’']s?) \Z")
_APPOSITION = re.compile(
    r", (?:(?:the|a|an|his|her|their|who is|who was|then|now|another|one of) )?"
)
_APPOSITION_END = re.compile(r"[,.;:—–“”\"()]| said | who ")
_MAX_APPOSITION = 120
_MOST_BEFORE_HEAD = 60
_LONGEST_OPENING = len(", the other one")  # longer than any that `_APPOSITION` matches
_QUALIFIERS = frozenset({"former", "late", "then", "ex", "acting", "incoming", "elected"})


class PhraseReader:
    """Reads the phrases of one text.

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
        self._heads = [item.start for item in items if item.kind in _TITLE_LIKE]
        self._heads.append(sys.maxsize)
        self._at = 0

    def read(self) -> list[Phrase | Item]:
        """All phrases, in order, with pronouns and capitalised names that stand alone as items."""
        units: list[Phrase | Item] = []
        items, kinds, text = self._items, self._kinds, self._text
        at, count = 0, len(items)
        while at < count:
            item, kind = items[at], kinds[at]
            if kind is _PRONOUN or (
                kind is _CAPITALISED
                and kinds[at + 1] is not _ORGANISATION
                and not (text.startswith(", ", item.end) and self._head_follows(item.end))
            ):
                units.append(item)
                at += 1
                continue
            self._at = at
            phrase = self._phrase(item)
            at = self._at
            if phrase is not None:
                units.append(phrase)
        return units

    def _head_follows(self, end: int) -> bool:
        """Whether a title or role stands near enough after a name to be its apposition's head."""
        nearest = self._heads[bisect_left(self._heads, end)]
        return nearest <= end + _LONGEST_OPENING + _MOST_BEFORE_HEAD

    def _gap(self, left: int, right: int) -> str:
        """What stands between two items, by their numbers; not there: a line break."""
        if right >= len(self._items) or right <= left:
            return "\n"
        return self._text[self._items[left].end : self._items[right].start]

    def _kind(self, number: int) -> ItemKind | None:
        return self._kinds[number]

    def _phrase(self, first: Item) -> Phrase | None:
        kinds, at = self._kinds, self._at
        kind, following = kinds[at], kinds[at + 1]
        if kind in _NAME_LIKE and following is not _ORGANISATION:
            return self._named_phrase(Phrase(first.start, first.end, name=first), at + 1)
        if kind in _COUNTRY_LIKE and following not in _HEADS:
            return self._lone_country(first)
        if kind is _HONORIFIC and following in _NAME_LIKE and self._gap(at, at + 1) in (" ", ". "):
            name = self._items[at + 1]
            phrase = Phrase(first.start, name.end, honorific=first, name=name)
            return self._named_phrase(phrase, at + 2)
        phrase = Phrase(first.start, first.end)
        at = self._country_part(phrase, at)
        at = self._possessor_part(phrase, at)
        at = self._head_part(phrase, at)
        at = self._name_part(phrase, at)
        if kinds[at] is _CAPITALISED:
            at = self._name_tail(phrase, at)
        if at == self._at:  # a lone honorific or capitalised word that begins nothing
            at += 1
            phrase.name = first if first.kind in _NAME_LIKE else None
            if phrase.name is None:
                self._at = at
                return None
        phrase.end = self._items[at - 1].end
        if kinds[at] in _COUNTRY_LIKE:
            at = self._country_after(phrase, at)
        if phrase.name is not None and phrase.organisation is None:
            at = self._apposition_after(phrase, at)
        else:
            self._take_determiner(phrase)
        self._at = at
        return phrase

    def _lone_country(self, country: Item) -> Phrase:
        """A phrase that is nothing but a country."""
        phrase = Phrase(country.start, country.end, country)
        self._take_determiner(phrase)
        self._at += 1
        return phrase

    def _named_phrase(self, phrase: Phrase, at: int) -> Phrase:
        """A phrase that begins with its name: a tail and an apposition may follow."""
        if self._kinds[at] is _CAPITALISED:
            at = self._name_tail(phrase, at)
            phrase.end = self._items[at - 1].end
        self._at = self._apposition_after(phrase, at)
        return phrase

    def _country_part(self, phrase: Phrase, at: int) -> int:
        if self._kind(at) not in _COUNTRY_LIKE and self._kind(at) is not _STATE_MEDIA:
            return at
        phrase.country = self._items[at]
        return at + 1

    def _possessor_part(self, phrase: Phrase, at: int) -> int:
        """ "the Trump administration": a surname before an organisation noun."""
        follows = self._kind(at + 1) is _ORGANISATION and self._gap(at, at + 1) in (
            " ",
            "’s ",
            "'s ",
        )
        if not follows or phrase.country is not None or self._kind(at) not in _NAME_LIKE:
            return at
        if self._items[at].value.lower() not in lexicons.words("mention_not_names"):
            phrase.possessor = self._items[at]
            return at + 1
        return at

    def _joins(self, phrase: Phrase, before: int, at: int) -> bool:
        """Whether a title, role or organisation noun continues the phrase."""
        gap = self._gap(before, at)
        if gap == " ":
            return True
        match = _GAP_WORDS.match(gap)
        if match is None:
            return False
        gap_words = match.group(1).split()
        previous = self._items[before]
        bound = gap[0] in "’'" or previous.kind in (_DEMONYM, _TITLE)
        bound = bound or previous.kind is _METONYM
        modifiers = lexicons.words("mention_modifiers")
        if bound and all(word in modifiers for word in gap_words):
            phrase.modifiers |= frozenset(gap_words)
            return True
        return False

    def _head_part(self, phrase: Phrase, at: int) -> int:
        """Titles, a role or an organisation noun, after the country where there is one."""
        started = phrase.country is not None or phrase.possessor is not None
        while self._kind(at) in _HEADS:
            if started and not self._joins(phrase, at - 1, at):
                break
            item = self._items[at]
            if not (phrase.titles or phrase.role):
                phrase.modifiers |= self._words_before(phrase.start)
            if item.kind is _TITLE:
                phrase.titles += (item,)
            elif item.kind is _ROLE:
                phrase.role = item
            else:
                phrase.organisation = item
            started = True
            at += 1
        return at

    def _words_before(self, start: int) -> frozenset[str]:
        """The word before a title, where it qualifies it ("former President")."""
        word = self._text[max(0, start - 12) : start].rstrip().rpartition(" ")[2].lower()
        return frozenset({word} & _QUALIFIERS)

    def _name_part(self, phrase: Phrase, at: int) -> int:
        begun = at > self._at
        if phrase.country is not None and not phrase.titles and phrase.role is None:
            return at  # "China Xi" is no phrase
        if phrase.organisation is not None and phrase.role is None and not phrase.titles:
            return at
        if self._kind(at) is _HONORIFIC and self._kind(at + 1) in _NAME_LIKE:
            if self._gap(at, at + 1) in (" ", ". ") and (not begun or self._gap(at - 1, at) == " "):
                phrase.honorific = self._items[at]
                phrase.name = self._items[at + 1]
                return at + 2
            return at
        if self._kind(at) in _COUNTRY_LIKE and phrase.country is not None:
            return self._sent_to(phrase, at)
        if self._kind(at) not in _NAME_LIKE:
            return at
        if not begun:
            phrase.name = self._items[at]
            return at + 1
        gap = self._gap(at - 1, at)
        owned = phrase.country is not None or _OWNED.search(
            self._text, max(0, phrase.start - 6), phrase.start
        )
        if gap == " " or (gap == ", " and owned and self._is_full_name(at)):
            phrase.name = self._items[at]
            return at + 1
        return at

    def _name_tail(self, phrase: Phrase, at: int) -> int:
        """ "Mohammed bin Salman bin Abdulaziz Al Saud": what follows a name known without it."""
        if at == self._at or phrase.name is not self._items[at - 1]:
            return at
        if phrase.name.kind is not _NAME:
            return at
        while self._kind(at) is _CAPITALISED:
            gap = self._gap(at - 1, at)
            if not _TAIL.fullmatch(gap) or not (gap != " " or _HOUSE.match(self._items[at].value)):
                break
            at += 1
        return at

    def _sent_to(self, phrase: Phrase, at: int) -> int:
        """China's ambassador to Japan, Wu Jianghao": the name after the country sent to."""
        named = self._kind(at + 1) in _NAME_LIKE and self._is_full_name(at + 1)
        if named and self._gap(at, at + 1) == ", " and _OF_COUNTRY.fullmatch(self._gap(at - 1, at)):
            phrase.name = self._items[at + 1]
            return at + 2
        return at

    def _is_full_name(self, at: int) -> bool:
        item = self._items[at]
        return item.kind is _NAME or " " in item.value

    def _country_after(self, phrase: Phrase, at: int) -> int:
        """ "of Japan", "to the United States" after a title or a titled name."""
        headed = phrase.titles or phrase.role or phrase.organisation
        if headed and phrase.country is None and self._kind(at) in _COUNTRY_LIKE:
            gap = self._gap(at - 1, at)
            if _OF_COUNTRY.fullmatch(gap):
                phrase.country = self._items[at]
                phrase.end = self._items[at].end
                at += 1
                if phrase.name is None and phrase.titles:
                    return self._named_after(phrase, at)
        return at

    def _named_after(self, phrase: Phrase, at: int) -> int:
        """ "the president of Taiwan, Tsai Ing-wen": the name after title and country."""
        if self._kind(at) not in _NAME_LIKE or not self._is_full_name(at):
            return at
        if self._gap(at - 1, at) not in (", ", " "):
            return at
        phrase.name = self._items[at]
        phrase.end = self._items[at].end
        return at + 1

    def _apposition_after(self, phrase: Phrase, at: int) -> int:
        """ "Karoline Leavitt, the White House press secretary,": title and country after a name."""
        if not (self._text.startswith(", ", phrase.end) and self._head_follows(phrase.end)):
            return at
        opening = _APPOSITION.match(self._text, phrase.end)
        if opening is None:
            return at
        limit = phrase.end + _MAX_APPOSITION
        closing = _APPOSITION_END.search(self._text, opening.end(), limit)
        end = closing.start() if closing else min(limit, len(self._text))
        number, country, head = at, None, None
        while number < len(self._items) and self._items[number].start < end:
            item = self._items[number]
            if item.kind in _COUNTRY_LIKE:
                about = _PORTFOLIO.search(self._text, max(0, item.start - 12), item.start)
                country = country if country or about else item
            elif item.kind in _TITLE_LIKE and head is None:
                if self._names_holder(number):
                    return at  # another person with a title of their own
                if item.value in _plural_roles():
                    return at  # one person is no "officials"
                head = item
            elif item.kind in (_HONORIFIC, _NAME) and head is None:
                return at
            elif item.kind is _PRONOUN or self._begins_another(number, head):
                end = min(end, item.start)
                break
            number += 1
        if head is None or head.start - opening.end() > _MOST_BEFORE_HEAD:
            return at
        if opening.group() == ", " and not self._only_modifiers(opening.end(), head.start):
            return at  # ", spoke with China's top official": a verb, no apposition
        self._note_apposition(phrase, head, country, end)
        return number

    def _names_holder(self, number: int) -> bool:
        """Whether a title stands before a name: "President Macron", "President of France X"."""
        following = number + 1
        if self._kind(following) in _COUNTRY_LIKE and _OF_COUNTRY.fullmatch(
            self._gap(number, following)
        ):
            following += 1
        if self._kind(following) not in _NAME_LIKE:
            return False
        return self._gap(following - 1, following) == " "

    def _begins_another(self, number: int, head: Item | None) -> bool:
        """Whether another person's name or title begins there, after the head of an apposition."""
        if head is None:
            return False
        if self._kind(number) in (_NAME, _HONORIFIC):
            return True
        return self._kind(number) is _TITLE and self._names_holder(number)

    def _only_modifiers(self, start: int, end: int) -> bool:
        words = re.findall(r"(?<![\w’'])[a-z][\w-]*", self._text[start:end])
        return all(word in lexicons.words("mention_modifiers") for word in words)

    def _note_apposition(self, phrase: Phrase, head: Item, country: Item | None, end: int) -> None:
        if head.kind is _TITLE:
            phrase.titles += (head,)
            before = self._text[phrase.end : head.start].split()
            phrase.modifiers |= frozenset(before) & {"former", "late", "then", "ex-"}
        else:
            phrase.role = phrase.role or head
        phrase.country = phrase.country or country
        phrase.apposed = True
        phrase.apposition = (phrase.end, end)

    def _take_determiner(self, phrase: Phrase) -> None:
        headed = phrase.titles or phrase.role or phrase.organisation
        if headed or (phrase.country and _takes_article(self._text, phrase.country)):
            match = _DETERMINER.search(self._text, max(0, phrase.start - 6), phrase.start)
            if match and self._text[match.start() : match.end()].lower() in ("the ", "a ", "an "):
                phrase.start = match.start()


def _takes_article(text: str, country: Item) -> bool:
    """Whether "the" belongs to a name: the U.S., the Netherlands, the Kremlin; not Taiwan."""
    if country.kind in (_METONYM, _DEMONYM):
        return True
    surface = text[country.start : country.end]
    return surface.endswith("s") or " " in surface or surface.replace(".", "").isupper()


@cache
def _plural_roles() -> frozenset[str]:
    rows = lexicons.table("mention_roles")
    return frozenset(row["surface"] for row in rows if row["plural"] == "1")
