"""What is compared: the same values for what people annotated and for what was extracted.

Offsets count in the text as received: 0-based, end exclusive, Unicode code points.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part in a call.

    Attributes:
        name: as fully as known.
        country: ISO 3166-1 alpha-3; ``None`` where it is not said.
    """

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        participants: who spoke; the first two make the pair that calls are matched by,
            unless there are more and all are the same.
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``None`` where the text does not tell.
        held: whether it took place.
        medium: ``telephone``, ``video`` or ``unknown``.
        initiator: name of who called; ``None`` where the text does not tell.
        duration_minutes: its length; ``None`` where the text does not tell.
        topics: codes of what was discussed.
        topics_by_account: pairs of an account's code and a topic's.
        topics_optional: codes that are neither rewarded nor punished.
        main: whether the article reports it as news; others are optional.
        date_world: the date by general knowledge, where the text does not tell it.
        stated: in gold, the fields that the annotator filled in, be it with null; others are not
            scored.
        span: words that report it; of extracted calls only.
        rule: the rule that read it; of extracted calls only.
    """

    participants: tuple[Participant, ...]
    date: str | None = None
    held: bool = True
    medium: str = "unknown"
    initiator: str | None = None
    duration_minutes: float | None = None
    topics: frozenset[str] = frozenset()
    topics_by_account: frozenset[tuple[str, str]] = frozenset()
    topics_optional: frozenset[str] = frozenset()
    main: bool = True
    date_world: str | None = None
    stated: frozenset[str] = frozenset()
    span: Span | None = None
    rule: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the participants."""
        return tuple(person.name for person in self.participants)

    @property
    def label(self) -> str:
        """The call in a few words, for lists."""
        held = "" if self.held else ", not held"
        return f"{' + '.join(self.names)}, {self.date or 'no date'}{held}"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        speaker: who said it; ``None`` where the text does not tell.
        speaker_alt: other names that are right.
        optional: whether it is neither rewarded nor punished.
        rule: the rule that read it.
    """

    start: int
    end: int
    speaker: str | None = None
    speaker_alt: tuple[str, ...] = ()
    optional: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        value: the number; of a range its lower end.
        unit: a code of the list ``units``, or what is counted.
        approx: ``exact``, ``about``, ``at_least`` or ``at_most``.
        optional: whether it is neither rewarded nor punished.
        rule: the rule that read it.
    """

    start: int
    end: int
    value: float
    unit: str
    approx: str = "exact"
    optional: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An annotated attribution.

    Attributes:
        sources: spans of who says it; empty where the text names nobody.
        contents: spans of what is said.
    """

    sources: tuple[Span, ...]
    contents: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """An extracted attribution.

    Attributes:
        contents: spans of what is said.
        direct: for each of them, whether it stands in quotation marks.
        speaker: span of the words that name the speaker.
        speaker_name: the speaker's name.
        rule: the rule that read it.
    """

    contents: tuple[Span, ...]
    direct: tuple[bool, ...]
    speaker: Span | None = None
    speaker_name: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; a table that is ``None`` was not annotated.

    Attributes:
        article_id: its name in the corpus.
        source: where its text was read, for messages.
        text: the text as received.
        published_on: day of publication, where the gold says it.
        negative: whether it reports no leaders' call at all.
        calls: the calls.
        quotes: the quotations.
        figures: the figures.
        attributions: the attributions.
        url: its address, where the gold says it.
    """

    article_id: str
    source: str
    text: str
    published_on: dt.date | None = None
    negative: bool = False
    calls: tuple[Call, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    figures: tuple[Figure, ...] | None = None
    attributions: tuple[GoldAttribution, ...] | None = None
    url: str | None = None

    @property
    def where(self) -> str:
        """Its name and file, for messages."""
        return f"{self.article_id} ({self.source})"


@dataclass(frozen=True, slots=True)
class Found:
    """What was extracted from one article; see `GoldArticle`."""

    calls: tuple[Call, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[FoundAttribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated articles that are measured together.

    Attributes:
        name: what reports call it.
        form: ``brat`` or ``json``.
        articles: the articles, in order.
        without_gold: names of texts that have no annotation.
        doubts: what in the gold is probably a slip, in a line each.
    """

    name: str
    form: str
    articles: tuple[GoldArticle, ...]
    without_gold: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that counts against a score.

    Attributes:
        article_id: the article.
        measure: the score it counts in.
        kind: ``missed`` (in the gold only), ``false`` (found only) or ``wrong`` (found, but with
            another value).
        words: the words concerned, or a label.
        start: their offset, where they have one.
        gold: what the gold says.
        found: what was found.
        rule: the rule that read it, where something was found.
    """

    article_id: str
    measure: str
    kind: str
    words: str
    start: int | None = None
    gold: str | None = None
    found: str | None = None
    rule: str = ""


Counts = tuple[int, int, int]
"""Right ones, found ones, ones in the gold."""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """How one article came out.

    Attributes:
        article_id: the article.
        counts: counts by measure; a measure that does not apply is absent.
        misses: what counts against it.
        unreadable: why it could not be read; empty where it could.
    """

    article_id: str
    counts: Mapping[str, Counts]
    misses: tuple[Miss, ...] = ()
    unreadable: str = ""


@dataclass(slots=True)
class Sheet:
    """Collects the counts and misses of one article."""

    article_id: str
    text: str
    counts: dict[str, list[int]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(self, measure: str, right: int = 0, found: int = 0, gold: int = 0) -> None:
        """Count; the measure applies from now on, also where all are 0."""
        row = self.counts.setdefault(measure, [0, 0, 0])
        row[0] += right
        row[1] += found
        row[2] += gold

    def share(self, measure: str, right: bool) -> None:
        """Count one thing that is right or not."""
        self.add(measure, int(right), 1, 1)

    def note(
        self,
        measure: str,
        kind: str,
        what: Span | str,
        *,
        gold: object = None,
        found: object = None,
        rule: str = "",
    ) -> None:
        """List a miss; ``what`` is a span of the text, or a label."""
        words = what if isinstance(what, str) else " ".join(self.text[what[0] : what[1]].split())
        start = None if isinstance(what, str) else what[0]
        gold, found = (None if v is None else str(v) for v in (gold, found))
        self.misses.append(Miss(self.article_id, measure, kind, words, start, gold, found, rule))

    def result(self) -> ArticleScore:
        """What was collected."""
        counts = {name: (row[0], row[1], row[2]) for name, row in self.counts.items()}
        return ArticleScore(self.article_id, counts, tuple(self.misses))
