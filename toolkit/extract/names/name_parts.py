"""The part of the grammar of phrases that reads names: honoured, nicknamed, after a country."""

from __future__ import annotations

from toolkit.extract import lexicons
from toolkit.extract.names.item_reader import COUNTRY_LIKE, NAME_LIKE, OF_COUNTRY, ItemReader
from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import HEAD_OF, PEERS, ROYAL, plural_roles, styles
from toolkit.patterns import compiled

# A member of an enumeration takes four times as long to look up as a name of the module.
_CAPITALISED, _NAME = ItemKind.CAPITALISED, ItemKind.NAME
_HONORIFIC, _TITLE = ItemKind.HONORIFIC, ItemKind.TITLE
_PEOPLES = frozenset({ItemKind.COUNTRY, ItemKind.DEMONYM})
_OF = ("'s ", "’s ")
_ADDRESSED = (" ", ". ")
_WORDS = r"([A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,2})"
NICKNAME = compiled(rf" (?:\({_WORDS}\)|“{_WORDS}”|\"{_WORDS}\"|['‘’]{_WORDS}['’])(?=[ ,.;:’']|$)")
"""What else somebody is called, in quotation marks or brackets after the name."""
BODY = compiled(
    r" ((?:of|at) )?(?:the )?[A-Z][\w'’-]*"
    r"(?: (?:[A-Z][\w'’-]*|of|for|and|the|\([A-Z]{2,8}\))){0,14}"
)
"""A body whose head a title names; the name may follow."""
_OF_BODIES = COUNTRY_LIKE | {*(ItemKind.CAPITALISED, ItemKind.ORGANISATION, ItemKind.STATE_MEDIA)}
_GAPS = (", ", " ", ") ")
_SENT_TO = compiled(r",? (?:of|to|in|for|on) (?:the )?")
_TAIL = compiled(r" (?:(?:bin|ibn|bint|al|el|ben|de|da|do|van|von) )?")
_HOUSE = compiled(r"(?:Al|El|Bin|Ibn|Ben)[ -]")


class NameReader(ItemReader):
    """Reads the names in the phrases of one text."""

    def _honoured(self, phrase: Phrase, at: int) -> int:
        """Forms of address and the name after them; a style such as HE stands before full names."""
        last = self._last_address(at)
        if self._kind(last + 1) not in NAME_LIKE or self._gap(last, last + 1) not in _ADDRESSED:
            return at
        if self._items[last].value in styles() and not self._is_full_name(last + 1):
            return at
        phrase.honorific = self._items[last]
        phrase.name = self._items[last + 1]
        return last + 2

    def _nickname_after(self, phrase: Phrase, at: int) -> int:
        """A nickname in quotation marks or brackets after a name, and what is left of the name.

        "Pushpa Kamal Dahal (Prachanda)", "Luiz Inácio 'Lula' da Silva".
        """
        name = phrase.name
        match = NICKNAME.match(self._text, name.end) if name is not None else None
        if name is None or match is None:
            return at
        phrase.nickname = match.group(match.lastindex or 0)
        phrase.end = match.end()
        while self._kind(at) is not None and self._items[at].start < phrase.end:
            at += 1
        rest = self._items[at] if self._kind(at) in NAME_LIKE else None
        if rest is not None and _TAIL.fullmatch(self._text, phrase.end, rest.start):
            words = self._text[name.start : name.end] + self._text[phrase.end : rest.end]
            phrase.name = Item(name.start, rest.end, _CAPITALISED, words)
            phrase.end = rest.end
            at += 1
        return at

    def _name_after_country(self, phrase: Phrase, at: int) -> int:
        """The name of somebody of a country, where more than the country tells so.

        "Jordan's King Abdullah", "Saudi King Abdullah", "the head of Tajikistan Emomali Rahmon";
        "China Xi" is no phrase.
        """
        if self._kind(at) is _HONORIFIC:  # "Chad's General Mahamat Deby"
            known = self._kind(self._last_address(at) + 1) is _NAME
            return self._honoured(phrase, at) if known else at
        head = HEAD_OF.search(self._text, max(0, phrase.start - 16), phrase.start)
        while head is not None and self._is_body(at):  # "the head of Libya's Presidential Council"
            at += 1
        if not self._is_full_name(at):
            return at
        gap, name = self._gap(at - 1, at), self._items[at]
        if head is not None and gap in (" ", ", "):
            phrase.start = head.start()
            phrase.titles = (Item(head.start(), head.end(), _TITLE, "head of state"),)
        else:
            royal = name.kind is _NAME and gap == " " and ROYAL.match(self._text, name.start)
            if not (gap in _OF or royal) or self._kind(at - 1) not in _PEOPLES:
                return at
        phrase.name = name
        return at + 1

    def _is_body(self, at: int) -> bool:
        """Whether an item after a country is a body of it, by its last word."""
        if self._kind(at) is not _CAPITALISED or self._gap(at - 1, at) not in (" ", *_OF):
            return False
        last = self._items[at].value.rpartition(" ")[2].lower()
        return last in lexicons.words("mention_organisation_words")

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
        named = self._is_full_name(at + 1) and self._gap(at, at + 1) in (", ", " ")
        if named and _SENT_TO.fullmatch(self._gap(at - 1, at)):
            phrase.name = self._items[at + 1]
            return at + 2
        return at

    def _country_after(self, phrase: Phrase, at: int) -> int:
        """ "of Japan", "to the United States" after a title or a titled name."""
        gap = self._gap(at - 1, at)
        headed = bool(phrase.titles or phrase.role or phrase.organisation)
        if phrase.name is not None and not headed and gap == " of ":
            headed = ROYAL.match(self._text, phrase.name.start) is not None
        there = OF_COUNTRY.fullmatch(gap) or (gap == " from " and self._is_from(phrase, at))
        if headed and phrase.country is None and there:
            phrase.country = self._items[at]
            phrase.end = self._items[at].end
            at += 1
            headed = phrase.role is not None and phrase.role.value not in plural_roles()
            if phrase.name is None and (phrase.titles or headed):
                return self._named_after(phrase, at)
        return at

    def _is_from(self, phrase: Phrase, at: int) -> bool:
        """Whether "from" a country tells whose: "his colleague", "the minister from Chad"."""
        peer = phrase.role is not None and phrase.role.value in PEERS
        unnamed = phrase.name is None and self._items[at].kind is ItemKind.COUNTRY
        return unnamed and (peer or bool(phrase.titles))

    def _body_after(self, phrase: Phrase, at: int) -> int:
        """ "of the Transitional Council, Gen. Ali Musa": whom a title names after its body.

        A name that the register has may also follow without a comma.
        """
        match = BODY.match(self._text, phrase.end)
        headed = phrase.role is not None and phrase.role.value.endswith(" of the")
        if match is None or not (match.group(1) or headed):
            return at
        country, number = None, at
        while self._kind(number) in _OF_BODIES and self._items[number].start < match.end():
            if number > at and self._gap(number - 1, number) == ", ":
                break
            item = self._items[number]
            country = item if country is None and item.kind in COUNTRY_LIKE else country
            number += 1
        known = self._kind(number) in (_NAME, _HONORIFIC)
        if number == at or self._gap(number - 1, number) not in (_GAPS if known else _GAPS[:1]):
            return at
        held, phrase.country = phrase.country, phrase.country or country
        after = self._named_after(phrase, number, opened=True)
        if phrase.name is None:
            phrase.country = held
            return at
        phrase.of_body = number > at + 1 or country is None  # not: of Republic of Serbia
        return after

    def _named_after(self, phrase: Phrase, at: int, *, opened: bool = False) -> int:
        """ "the president of Taiwan, Tsai Ing-wen": the name after title and country."""
        if not opened and self._gap(at - 1, at) not in (", ", " "):
            return at
        if self._kind(at) is _HONORIFIC:
            full = self._is_full_name(self._last_address(at) + 1)
            after = self._honoured(phrase, at) if full else at
        elif self._kind(at) in NAME_LIKE and self._is_full_name(at):
            phrase.name, after = self._items[at], at + 1
        else:
            return at
        if after > at:
            phrase.end = self._items[after - 1].end
        return after
