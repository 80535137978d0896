"""Groups lexical items into noun phrases: title, name, country and apposition belong together.

A small left-to-right grammar over the items of `toolkit.extract.names.lexical`; what stands
between two items decides whether they are one phrase.
"""

from __future__ import annotations

import re

from toolkit.extract import lexicons
from toolkit.extract.names.item_reader import (
    COUNTRY_LIKE,
    MOST_BEFORE_HEAD,
    NAME_LIKE,
    OF_COUNTRY,
    TITLE_LIKE,
    ItemReader,
)
from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import HEAD_OF, ROYAL, plural_roles, styles, takes_article

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
_COUNTRY = ItemKind.COUNTRY
_PEOPLES = frozenset({ItemKind.COUNTRY, ItemKind.DEMONYM})
_OF = ("'s ", "’s ")
_STYLED = (" ", " the ")
_TITLED = frozenset({ItemKind.TITLE, ItemKind.COUNTRY, ItemKind.DEMONYM})
_GAP_WORDS = re.compile(r"[’']?s?((?: [a-z][\w-]*){0,4}) \Z")
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
_QUALIFIERS = frozenset({"former", "late", "then", "ex", "acting", "incoming", "elected"})


class PhraseReader(ItemReader):
    """Reads the phrases of one text."""

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

    def _phrase(self, first: Item) -> Phrase | None:
        kinds, at = self._kinds, self._at
        kind, following = kinds[at], kinds[at + 1]
        if kind in NAME_LIKE and following is not _ORGANISATION:
            return self._named_phrase(Phrase(first.start, first.end, name=first), at + 1)
        phrase = Phrase(first.start, first.end)
        if kind in COUNTRY_LIKE and following not in _HEADS:
            return self._lone_country(phrase, first)
        if kind is _HONORIFIC:
            if following in NAME_LIKE and self._honoured(phrase, at) > at:
                phrase.end = self._items[at + 1].end
                return self._named_phrase(phrase, at + 2)
            if following in _TITLED and self._is_style(at) and self._gap(at, at + 1) in _STYLED:
                self._at = at = at + 1
        at = self._country_part(phrase, at)
        at = self._possessor_part(phrase, at)
        at = self._head_part(phrase, at)
        at = self._name_part(phrase, at)
        if kinds[at] is _CAPITALISED:
            at = self._name_tail(phrase, at)
        if at == self._at:  # a lone honorific or capitalised word that begins nothing
            at += 1
            phrase.name = first if first.kind in NAME_LIKE else None
            if phrase.name is None:
                self._at = at
                return None
        phrase.end = self._items[at - 1].end
        if kinds[at] in COUNTRY_LIKE:
            at = self._country_after(phrase, at)
        if phrase.name is not None and phrase.organisation is None:
            at = self._apposition_after(phrase, at)
        else:
            self._take_determiner(phrase)
        self._at = at
        return phrase

    def _lone_country(self, phrase: Phrase, country: Item) -> Phrase:
        """A phrase that begins with a country that no title or organisation follows."""
        phrase.country = country
        at, following = self._at + 1, self._kinds[self._at + 1]
        if following in NAME_LIKE or (following is _HONORIFIC and self._gap(at - 1, at) in _OF):
            at = self._name_after_country(phrase, at)
            if phrase.name is not None:
                phrase.end = phrase.name.end
                return self._named_phrase(phrase, at)
        self._take_determiner(phrase)
        self._at += 1
        return phrase

    def _named_phrase(self, phrase: Phrase, at: int) -> Phrase:
        """A phrase that begins with its name: a tail and an apposition may follow."""
        if self._kinds[at] is _CAPITALISED:
            at = self._name_tail(phrase, at)
            phrase.end = self._items[at - 1].end
        if self._kinds[at] is _COUNTRY and phrase.country is None:
            at = self._country_after(phrase, at)
        self._at = self._apposition_after(phrase, at)
        return phrase

    def _country_part(self, phrase: Phrase, at: int) -> int:
        if self._kind(at) not in COUNTRY_LIKE and self._kind(at) is not _STATE_MEDIA:
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
        if not follows or phrase.country is not None or self._kind(at) not in NAME_LIKE:
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
        if gap == " and ":  # "Prime Minister and Foreign Minister Sheikh Mohammed"
            both = previous.kind is _TITLE and self._kind(at) is _TITLE
            alike = (
                self._text[previous.start].isupper() == self._text[self._items[at].start].isupper()
            )
            return both and alike and phrase.country is not None and self._names_holder(at)
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
        while self._kind(at) in _HEADS or (started and self._is_style(at)):
            if started and not self._joins(phrase, at - 1, at):
                break
            item = self._items[at]
            if not (phrase.titles or phrase.role):
                phrase.modifiers |= self._words_before(phrase.start)
            if item.kind is _TITLE:
                phrase.titles += (item,)
            elif item.kind is _ROLE:
                phrase.role = item
            elif item.kind is _ORGANISATION:
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
            return self._name_after_country(phrase, at)
        if phrase.organisation is not None and phrase.role is None and not phrase.titles:
            return at
        if self._kind(at) is _HONORIFIC and self._kind(at + 1) in NAME_LIKE:
            gap = self._gap(at - 1, at) if begun else " "
            ranked = gap == ", " and phrase.country is not None and self._is_full_name(at + 1)
            return self._honoured(phrase, at) if gap == " " or ranked else at
        if self._kind(at) in COUNTRY_LIKE and phrase.country is not None:
            return self._sent_to(phrase, at)
        if self._kind(at) not in NAME_LIKE:
            return at
        if not begun:
            phrase.name = self._items[at]
            return at + 1
        gap = self._gap(at - 1, at)
        owned = phrase.country is not None or _OWNED.search(
            self._text, max(0, phrase.start - 6), phrase.start
        )
        if gap == " " or (
            gap == ", " and self._is_full_name(at) and (owned or self._set_off(phrase, at))
        ):
            if self._kind(at + 1) is _NAME and self._gap(at, at + 1) == " ":
                at += 1  # "Foreign Minister Seyyed Abbas Araghchi"
            phrase.name = self._items[at]
            return at + 1
        return at

    def _set_off(self, phrase: Phrase, at: int) -> bool:
        """Whether commas set off the name of one with a title or role: Vice-Chair, Ana Ruiz,"""
        one = phrase.role is None or phrase.role.value not in plural_roles()
        return one and self._text.startswith(", ", self._items[at].end)

    def _honoured(self, phrase: Phrase, at: int) -> int:
        """A form of address and the name after it; a style such as HE stands before full names."""
        if self._gap(at, at + 1) not in (" ", ". "):
            return at
        if self._items[at].value in styles() and not self._is_full_name(at + 1):
            return at
        phrase.honorific = self._items[at]
        phrase.name = self._items[at + 1]
        return at + 2

    def _name_after_country(self, phrase: Phrase, at: int) -> int:
        """The name of somebody of a country, where more than the country tells so.

        "Jordan's King Abdullah", "Saudi King Abdullah", "the head of Tajikistan Emomali Rahmon";
        "China Xi" is no phrase.
        """
        if self._kind(at) is _HONORIFIC:  # "Chad's General Mahamat Deby"
            return self._honoured(phrase, at) if self._kind(at + 1) is _NAME else at
        if self._kind(at) not in NAME_LIKE or not self._is_full_name(at):
            return at
        gap, name = self._gap(at - 1, at), self._items[at]
        head = HEAD_OF.search(self._text, max(0, phrase.start - 16), phrase.start)
        if head is not None and gap in (" ", ", "):
            phrase.start = head.start()
            phrase.titles = (Item(head.start(), head.end(), _TITLE, "head of state"),)
        else:
            owned = gap in _OF or (gap == " " and ROYAL.match(self._text, name.start))
            if not owned or name.kind is not _NAME or self._kind(at - 1) not in _PEOPLES:
                return at
        phrase.name = name
        return at + 1

    def _name_tail(self, phrase: Phrase, at: int) -> int:
        """ "Mohammed bin Salman bin Abdulaziz Al Saud": what follows a name known without it."""
        if at == self._at or phrase.name is not self._items[at - 1]:
            return at
        if phrase.name.kind is not _NAME:
            return at
        while self._kind(at) is _CAPITALISED:
            gap = self._gap(at - 1, at)
            house = _HOUSE.match(self._text, self._items[at].start)
            if not _TAIL.fullmatch(gap) or not (gap != " " or house):
                break
            if house and self._items[at].value == house.group()[:-1]:
                at += self._kind(at + 1) is _CAPITALISED  # "Al" and "Saud", parted in a long run
            at += 1
        return at

    def _sent_to(self, phrase: Phrase, at: int) -> int:
        """China's ambassador to Japan, Wu Jianghao": the name after the country sent to."""
        named = self._kind(at + 1) in NAME_LIKE and self._is_full_name(at + 1)
        if named and self._gap(at, at + 1) == ", " and OF_COUNTRY.fullmatch(self._gap(at - 1, at)):
            phrase.name = self._items[at + 1]
            return at + 2
        return at

    def _country_after(self, phrase: Phrase, at: int) -> int:
        """ "of Japan", "to the United States" after a title or a titled name."""
        gap = self._gap(at - 1, at)
        headed = bool(phrase.titles or phrase.role or phrase.organisation)
        if phrase.name is not None and not headed and gap == " of ":
            headed = ROYAL.match(self._text, phrase.name.start) is not None
        if headed and phrase.country is None and OF_COUNTRY.fullmatch(gap):
            phrase.country = self._items[at]
            phrase.end = self._items[at].end
            at += 1
            if phrase.name is None and phrase.titles:
                return self._named_after(phrase, at)
        return at

    def _named_after(self, phrase: Phrase, at: int) -> int:
        """ "the president of Taiwan, Tsai Ing-wen": the name after title and country."""
        if self._gap(at - 1, at) not in (", ", " "):
            return at
        if self._kind(at) is _HONORIFIC and self._kind(at + 1) in NAME_LIKE:
            after = self._honoured(phrase, at) if self._is_full_name(at + 1) else at
        elif self._kind(at) in NAME_LIKE and self._is_full_name(at):
            phrase.name, after = self._items[at], at + 1
        else:
            return at
        phrase.end = self._items[after - 1].end
        return after

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
            if item.kind in COUNTRY_LIKE:
                about = _PORTFOLIO.search(self._text, max(0, item.start - 12), item.start)
                country = country if country or about else item
            elif item.kind in TITLE_LIKE and head is None:
                if self._names_holder(number):
                    return at  # another person with a title of their own
                if item.value in plural_roles():
                    return at  # one person is no "officials"
                head = item
            elif item.kind in (_HONORIFIC, _NAME) and head is None:
                return at
            elif item.kind is _PRONOUN or self._begins_another(number, head):
                end = min(end, item.start)
                break
            number += 1
        if head is None or head.start - opening.end() > MOST_BEFORE_HEAD:
            return at
        if opening.group() == ", " and not self._only_modifiers(opening.end(), head.start):
            return at  # ", spoke with China's top official": a verb, no apposition
        self._note_apposition(phrase, head, country, end)
        return number

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
        if headed or (phrase.country and takes_article(self._text, phrase.country)):
            match = _DETERMINER.search(self._text, max(0, phrase.start - 6), phrase.start)
            if match and self._text[match.start() : match.end()].lower() in ("the ", "a ", "an "):
                phrase.start = match.start()
