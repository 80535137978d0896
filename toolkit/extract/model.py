"""The values that the extracting modules pass to one another."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from toolkit.articles.model import Article, BlockKind
from toolkit.values import value

Row = dict[str, Any]
"""One row of a table: column name to value (str, int, Decimal, date or None)."""


class EntityKind(StrEnum):
    """What kind of thing a mention refers to."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    GROUP = "group"


@value
class Entity:
    """Somebody or something that acts or speaks in an article.

    Attributes:
        key: identifier inside the article: the ``person_id`` for persons, ``gov:CHN`` for a
            country's government as a whole, ``org:<slug>`` for an organisation or a group.
        kind: what it is.
        name: the fullest name: as the register has it, else as the article writes it.
        country_code: ISO 3166-1 alpha-3 of the country it belongs to, where that is known.
        gender: ``male``, ``female`` or ``None``.
        plural: whether "they" can refer to it.
        registered: whether the person stands in the register.
        people: the persons that make up a group ("the two leaders").
        in_office: whether the article itself gives a person who does not stand in the register a
            leading office of a country ("Slovak Defence Minister").
    """

    key: str
    kind: EntityKind
    name: str
    country_code: str | None = None
    gender: str | None = None
    plural: bool = False
    registered: bool = False
    people: tuple[Entity, ...] = ()
    in_office: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of a group's persons."""
        return tuple(person.key for person in self.people)


class MentionKind(StrEnum):
    """How an entity is referred to."""

    NAME = "name"
    OFFICE = "office"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PRONOUN = "pronoun"


@value
class Mention:
    """Words that refer to an entity.

    The span holds the referring phrase with its titles and possessive owner but no possessive
    ending: ``President Xi Jinping``, ``Mr. Xi``, ``China's Foreign Ministry``, ``the Kremlin``,
    ``she``.

    Attributes:
        start: offset of the first character in the clean text.
        end: offset after the last character.
        kind: how it refers.
        entity: what it refers to; ``None`` where the text does not tell.
        rule: name of the rule that resolved it.
    """

    start: int
    end: int
    kind: MentionKind
    entity: Entity | None
    rule: str


@value
class Sentence:
    """One sentence of the clean text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        block: index of its block in ``article.blocks``.
        kind: kind of that block.
    """

    start: int
    end: int
    block: int
    kind: BlockKind


@value
class QuotedRun:
    """Text between quotation marks, inside one block.

    Attributes:
        start: offset of the first character inside the marks.
        end: offset after the last character inside the marks.
        outer_start: offset of the opening mark (= `start` where it is missing).
        outer_end: offset after the closing mark (= `end` where it is missing).
        closed: whether a closing mark stands in the text.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True


@value
class Attribution:
    """Somebody (source) says (cue) something (content).

    Attributes:
        source: the mention that names the source, ``None`` where the text names nobody.
        cue: span (start, end) of the cue words, ``None`` where there are none.
        contents: spans of the content, without quotation marks, in order.
        direct: for each content span, whether it stands in quotation marks.
        channel: where it was said, as written (``Truth Social``, ``a statement``).
        rule: name of the rule that read it.
    """

    source: Mention | None
    cue: tuple[int, int] | None
    contents: tuple[tuple[int, int], ...]
    direct: tuple[bool, ...]
    rule: str
    channel: str | None = None


@value
class DateMention:
    """Words that name a day, month or year, resolved.

    Attributes:
        start: offset of the first character in the clean text.
        end: offset after the last character.
        value: the day; the first day of the month or year where no more is said; ``None`` where
            the words cannot be resolved (a weekday without any anchor).
        precision: ``day``, ``month``, ``year`` or ``unknown``.
        rule: name of the rule that resolved it.
    """

    start: int
    end: int
    value: dt.date | None
    precision: str
    rule: str


@dataclass(slots=True)
class Document:
    """An article with what the shared layers have read in it; spans count in its clean text.

    Attributes:
        anchor: a full date in the lead of an article that does not say when it was published.
        in_office: a day on which most persons named held an office, where no day is told.
        read_dates: what reads `dates`.
    """

    article: Article
    text: str
    sentences: Sequence[Sentence] = ()
    quoted: Sequence[QuotedRun] = ()
    mentions: Sequence[Mention] = ()
    attributions: Sequence[Attribution] = ()
    anchor: dt.date | None = None
    in_office: dt.date | None = None
    read_dates: Callable[[], Sequence[DateMention]] = tuple
    _dates: Sequence[DateMention] | None = None
    _mentions_read: Sequence[Mention] | None = None
    _mentions_of: dict[str, list[Mention]] = field(default_factory=dict)
    _mention_starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)

    @property
    def published_on(self) -> dt.date | None:
        """The day that relative dates count from: publication, the page's date, or `anchor`."""
        return self.article.meta.published_on or self.article.dateline_on or self.anchor

    @property
    def dates(self) -> Sequence[DateMention]:
        """The dates, read when first asked for: only what may tell of calls has need of them."""
        if self._dates is None:
            self._dates = self.read_dates()
        return self._dates

    @dates.setter
    def dates(self, found: Sequence[DateMention]) -> None:
        self._dates = found

    def mentions_of(self, key: str) -> Sequence[Mention]:
        """The mentions of the entity with a key, in order."""
        if self._mentions_read is not self.mentions:
            self._mentions_read, self._mentions_of = self.mentions, {}
            for mention in self.mentions:
                if mention.entity is not None:
                    self._mentions_of.setdefault(mention.entity.key, []).append(mention)
        return self._mentions_of.get(key, ())

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in [start, end)."""
        if len(self._mention_starts) != len(self.mentions):
            self._mention_starts = [m.start for m in self.mentions]
        low = bisect_left(self._mention_starts, start)
        return self.mentions[low : bisect_left(self._mention_starts, end)]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``."""
        if len(self._sentence_starts) != len(self.sentences):
            self._sentence_starts = [s.start for s in self.sentences]
        i = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 and offset < self.sentences[i].end else None
