"""The scores: their names, what they say, and how counts become precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from toolkit.evaluate.model import ArticleScore, Counts


class Kind(StrEnum):
    """What a score is.

    ``F1``: harmonic mean of precision and recall. ``ACCURACY``: share of right ones. ``ERRORS``:
    wrong ones by each that could be; less is better.
    """

    F1 = "f1"
    ACCURACY = "accuracy"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class Measure:
    """One score.

    Attributes:
        name: what reports and options call it.
        kind: what it is.
        says: what it counts, in a sentence.
    """

    name: str
    kind: Kind
    says: str


MEASURES = tuple(
    Measure(name, Kind(kind), says)
    for name, kind, says in (
        ("calls", "f1", "Calls with the right pair and a date that agrees."),
        ("calls-pair", "f1", "Calls with the right pair, whatever the date."),
        ("participants", "f1", "Persons who took part in a call of the article."),
        ("dates", "accuracy", "Dates of paired calls, as precise as the text tells."),
        ("initiators", "accuracy", "Who called, where the text tells."),
        ("durations", "accuracy", "Minutes, where the text tells."),
        ("statuses", "accuracy", "Held or not held."),
        ("media", "accuracy", "Telephone, video or unknown."),
        ("countries", "accuracy", "Countries of the participants."),
        ("topics", "f1", "Topics of the calls."),
        ("topics-by-account", "f1", "Topics by whose account names them."),
        ("quotations", "f1", "Quoted words, by their span."),
        ("quotations-strict", "f1", "The same, with wrong bounds counted as false."),
        ("speakers", "accuracy", "Speakers of the quotations that were found."),
        ("speakers-end-to-end", "f1", "Quotations with right span and right speaker."),
        ("attributions", "f1", "Direct, mixed and indirect speech, by its words."),
        ("attributions-with-speaker", "f1", "The same, with the right speaker."),
        ("figures", "f1", "Figures with the right value at the right place."),
        ("figure-units", "accuracy", "Units of the figures that were found."),
        ("figure-qualifiers", "accuracy", "About, at least, at most or exact."),
        ("false-calls", "errors", "Calls by each article that reports none."),
        ("dates-invented", "errors", "Dates given where the text does not tell."),
        ("initiators-invented", "errors", "Who called, given where the text does not tell."),
        ("durations-invented", "errors", "Minutes given where the text does not tell."),
    )
)
"""All scores, in the order of the reports."""

BY_NAME = {measure.name: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Value:
    """A score's value; ``None`` where nothing was there to be scored.

    Attributes:
        precision: right ones of those found.
        recall: right ones of those in the gold.
        score: F1, accuracy, or errors by each.
    """

    precision: float | None
    recall: float | None
    score: float | None


def value_of(kind: Kind, counts: Counts) -> Value:
    """Counts as precision, recall and score.

    F1 is 2·right / (found + gold) where precision and recall share the count of right ones, which
    is their harmonic mean.
    """
    right, found, gold = counts
    score = 2 * right / (found + gold) if found + gold else None
    if kind is not Kind.F1:
        return Value(None, None, score)
    return Value(right / found if found else None, right / gold if gold else None, score)


def errors_of(kind: Kind, counts: Counts) -> int:
    """How many count against the score."""
    right, found, gold = counts
    if kind is Kind.ERRORS:
        return right
    return gold - right if kind is Kind.ACCURACY else found + gold - 2 * right


def measures_of(scores: Iterable[ArticleScore]) -> tuple[Measure, ...]:
    """The scores that apply to any of the articles, in order."""
    names = {name for score in scores for name in score.counts}
    return tuple(measure for measure in MEASURES if measure.name in names)


def total(scores: Iterable[ArticleScore], name: str) -> Counts:
    """The counts of all articles together."""
    right = found = gold = 0
    for score in scores:
        counts = score.counts.get(name, (0, 0, 0))
        right, found, gold = right + counts[0], found + counts[1], gold + counts[2]
    return right, found, gold
