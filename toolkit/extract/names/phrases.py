"""Groups lexical items into noun phrases: title, name, country and apposition belong together.

A small left-to-right grammar over the items of `toolkit.extract.names.lexical`; what stands
between two items decides whether they are one phrase.
"""

from __future__ import annotations

import re

from toolkit.extract import lexicons
from toolkit.extract.names.appositions import REACH, is_subject
from toolkit.extract.names.item_reader import (
    COUNTRY_LIKE,
    MOST_BEFORE_HEAD,
    NAME_LIKE,
    TITLE_LIKE,
)
from toolkit.extract.names.lexical import Item, ItemKind
from toolkit.extract.names.name_parts import NICKNAME, NameReader
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import (
    HEAD_OF,
    only_words_of_office,
    plural_roles,
    takes_article,
)
from toolkit.patterns import compiled

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
_OF = ("'s ", "’s ")
_STYLED = (" ", " the ")
_TITLED = frozenset({ItemKind.TITLE, ItemKind.COUNTRY, ItemKind.DEMONYM})
_GAP_WORDS = compiled(r"[’']?s?((?: [a-z][\w-]*){0,4}) \Z")
_ASIDES = frozenset({" (", " “", " ‘", ' "', " '", " ’"})
_BETWEEN = frozenset(
    {ItemKind.CAPITALISED, ItemKind.ORGANISATION, ItemKind.METONYM, ItemKind.CAPITAL}
)
_MOST_IN_BODY = 4
_DETERMINER = compiled(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) )\Z")
_PORTFOLIO = compiled(r"\b(?:for|on|to|toward|towards) (?:the )?\Z")  # whom the work is about
_OWNED = compiled(r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|[’']s?) \Z")
_APPOSITION = compiled(
    r", (?:(?:the|a|an|his|her|their|who is|who was|then|now|another|one of"
    r"|(?:(?:just|newly|recently|freshly|only just) )?(?:named|appointed|elected|sworn in)"
    r"(?: as)?(?: the)?) )?"
)
_APPOSITION_END = compiled(r"[\n,.;:—–“”\"()]| said | who ")
_BORN = frozenset({"sheikh", "shaikh", "sheikha", "prince", "princess", "sayyid"})
_QUALIFIERS = frozenset({"former", "late", "then", "ex", "acting", "incoming", "elected"})


class PhraseReader(NameReader):
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
                and not (
                    (after := text[item.end : item.end + 2]) == ", "
                    and self._head_follows(item.end)
                )
                and not (after in _ASIDES and NICKNAME.match(text, item.end))
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
        if kind in COUNTRY_LIKE and following not in _HEADS and not self._body_follows(at + 1):
            return self._lone_country(phrase, first)
        if kind is _HONORIFIC:
            after = self._honoured(phrase, at)
            if after > at:
                phrase.end = self._items[after - 1].end
                return self._named_phrase(phrase, after)
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
        at = self._nickname_after(phrase, at)
        if phrase.name is None and (phrase.titles or phrase.role):
            at = self._state_after(phrase, at) or self._body_after(phrase, at)
        if kinds[at] in COUNTRY_LIKE:
            at = self._country_after(phrase, at)
        if phrase.name is not None and phrase.organisation is None:
            at = self._apposition_after(phrase, at)
        else:
            self._take_determiner(phrase)
        self._at = at
        return phrase

    def _state_after(self, phrase: Phrase, at: int) -> int:
        """Past the state that somebody is the head of: the head of the Kazakh state; else 0."""
        if (
            phrase.role is None
            or phrase.role.value != "head of the"
            or self._kind(at) is not _DEMONYM
        ):
            return 0
        people = self._items[at]
        stop = people.end + len(" state")
        if self._text[people.end : stop].lower() != " state":
            return 0
        phrase.country, phrase.role, phrase.end = people, None, stop
        phrase.titles = (Item(phrase.start, stop, _TITLE, "head of state"),)
        return at + 1

    def _lone_country(self, phrase: Phrase, country: Item) -> Phrase:
        """A phrase that begins with a country that no title or organisation follows."""
        phrase.country = country
        at, following = self._at + 1, self._kinds[self._at + 1]
        if following in NAME_LIKE or (following is _HONORIFIC and self._gap(at - 1, at) in _OF):
            at = self._name_after_country(phrase, at)
            if phrase.name is not None:
                phrase.end = phrase.name.end
                return self._named_phrase(phrase, at)
        head = HEAD_OF.search(self._text, max(0, country.start - 16), country.start)
        if head is not None and self._text[country.end : country.end + 6].lower() == " state":
            phrase.start, phrase.end = head.start(), country.end + 6
            phrase.titles = (Item(head.start(), phrase.end, _TITLE, "head of state"),)
        self._take_determiner(phrase)
        self._at += 1
        return phrase

    def _named_phrase(self, phrase: Phrase, at: int) -> Phrase:
        """A phrase that begins with its name: a tail and an apposition may follow."""
        if self._kinds[at] is _CAPITALISED:
            at = self._name_tail(phrase, at)
            phrase.end = self._items[at - 1].end
        at = self._nickname_after(phrase, at)
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
        if phrase.country is not None and self._kind(at) in _BETWEEN:
            at = self._body_before_head(at)
        while self._kind(at) in _HEADS or (started and self._is_style(at)):
            if started and not (self._joins(phrase, at - 1, at) or self._serves(at - 1, at)):
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

    def _body_follows(self, at: int) -> bool:
        return self._kind(at) in _BETWEEN and self._body_before_head(at) > at

    def _body_before_head(self, at: int) -> int:
        """Where the title begins that a body stands before: "US House Speaker Nancy Pelosi"."""
        for head in range(at + 1, at + 1 + _MOST_IN_BODY):
            if self._kind(head) in TITLE_LIKE:
                bodies = range(at - 1, head)
                return head if all(self._serves(n, head, n + 1) for n in bodies) else at
            if self._kind(head) not in _BETWEEN:
                return at
        return at

    def _serves(self, before: int, head: int, after: int = 0) -> bool:
        """Whether only words of an office stand between an item and the title of a full name.

        "Belarus opposition leader Anna Kovalenko", "Russian armed forces chief Ivan Petrov".
        """
        if self._kind(head) not in TITLE_LIKE or not self._is_full_name(
            self._last_address(head) + 1 if self._kind(head + 1) is _HONORIFIC else head + 1
        ):
            return False
        return only_words_of_office(self._gap(before, after or head))

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
        if self._kind(at) is _HONORIFIC:
            gap = self._gap(at - 1, at) if begun else " "
            full = self._is_full_name(self._last_address(at) + 1)
            ranked = gap == ", " and phrase.country is not None and full
            return self._honoured(phrase, at) if gap == " " or ranked else at
        if self._kind(at) in COUNTRY_LIKE and phrase.country is not None:
            return self._sent_to(phrase, at)
        if begun and phrase.country is not None and self._is_born_title(at):
            phrase.name = self._items[at + 1]
            return at + 2
        if self._kind(at) not in NAME_LIKE or (phrase.role and phrase.role.value.endswith(" the")):
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

    def _is_born_title(self, at: int) -> bool:
        """Whether a title of birth and a name follow an office: "the Saudi minister, Prince X"."""
        named = self._kind(at) is _TITLE and self._items[at].value in _BORN
        gaps = self._gap(at - 1, at), self._gap(at, at + 1)
        return named and gaps == (", ", " ") and self._is_full_name(at + 1)

    def _set_off(self, phrase: Phrase, at: int) -> bool:
        """Whether commas set off the name of one with a title or role: Vice-Chair, Ana Ruiz,"""
        one = phrase.role is None or phrase.role.value not in plural_roles()
        return one and self._text.startswith(", ", self._items[at].end)

    def _apposition_after(self, phrase: Phrase, at: int) -> int:
        """ "Karoline Leavitt, the White House press secretary,": title and country after a name."""
        end = phrase.end
        if self._text[end : end + 2] != ", " or not self._head_follows(end):
            return at
        if self._only_opens(phrase):
            return at
        opening = _APPOSITION.match(self._text, phrase.end)
        if opening is None or self._text.endswith(" Day", phrase.start, phrase.end):
            return at  # on Victory Day, the president
        limit = phrase.end + REACH
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
            elif item.kind is _PRONOUN and item.start < opening.end():
                pass  # "Karimov, his Uzbek counterpart"
            elif item.kind is _PRONOUN or self._begins_another(number, head):
                end = min(end, item.start)
                break
            number += 1
        if head is None or head.start - opening.end() > MOST_BEFORE_HEAD:
            return at
        if is_subject(self._text, phrase.start, head.end):
            return at
        here, there = phrase.country, country if head.kind is _TITLE else None
        if here and there and here.value != there.value:
            return at  # "besides the Indian premier, Modi, the King of Bhutan rang her"
        if opening.group() == ", " and not self._only_modifiers(opening.end(), head.start):
            return at  # ", spoke with China's top official": a verb, no apposition
        self._note_apposition(phrase, head, country, end)
        return number

    def _only_opens(self, phrase: Phrase) -> bool:
        """Whether a capitalised word only opens its sentence: However, the president said ..."""
        word = self._text[phrase.start : phrase.end]
        if phrase.name is None or phrase.name.kind is not _CAPITALISED or " " in word:
            return False
        if word.lower() in lexicons.words("mention_not_names"):
            return True
        # Separately, the president; but not Kelly, the president: Kelly has a name elsewhere.
        return word.endswith("ly") and self._text.count(word) == self._text.count(word + ",")

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
