"""Results as plain values: what is printed, written as JSON, and read again to compare."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import toolkit
from toolkit.articles.decode import decode
from toolkit.errors import UsageError
from toolkit.evaluate.bootstrap import LEVEL, RESAMPLES, Interval, intervals
from toolkit.evaluate.brat import read_bytes
from toolkit.evaluate.measures import BY_NAME, Kind, Value, measures_of, total, value_of
from toolkit.evaluate.model import ArticleScore, Counts, Miss
from toolkit.evaluate.run import Measured

FORMAT = "readout-evaluation/1"
DIGITS = 6
"""Decimals that are written: enough that rounding to percent gives what the report shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One score of a corpus.

    Attributes:
        name: the score.
        kind: what it is.
        value: precision, recall and score.
        interval: of the score, at `LEVEL`; ``None`` where nothing was there to be scored, or one
            article only.
        counts: right, found, in the gold.
    """

    name: str
    kind: Kind
    value: Value
    interval: Interval | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a corpus came out.

    Attributes:
        name: the corpus.
        words: words of its texts, by white space.
        scores: its articles.
        lines: its scores, in order.
        without_gold: texts that have no annotation.
    """

    name: str
    words: int
    scores: tuple[ArticleScore, ...]
    lines: tuple[Line, ...]
    without_gold: tuple[str, ...] = ()

    @property
    def misses(self) -> list[Miss]:
        """What counts against it, by score and then by article."""
        order = {name: number for number, name in enumerate(BY_NAME)}
        found = [miss for score in self.scores for miss in score.misses]
        return sorted(found, key=lambda miss: order[miss.measure])

    @property
    def unreadable(self) -> dict[str, str]:
        """Articles that could not be read, and why."""
        return {s.article_id: s.unreadable for s in self.scores if s.unreadable}


def outcome(measured: Measured) -> Outcome:
    """The scores of a corpus with their intervals."""
    scores = measured.scores
    measures = measures_of(scores)
    spread = intervals(scores, measures)
    lines = []
    for measure in measures:
        counts = total(scores, measure.name)
        value = value_of(measure.kind, counts)
        lines.append(Line(measure.name, measure.kind, value, spread[measure.name], counts))
    corpus = measured.corpus
    words = sum(len(article.text.split()) for article in corpus.articles)
    return Outcome(corpus.name, words, scores, tuple(lines), corpus.without_gold)


def line_values(line: Line) -> dict[str, Any]:
    """A score as plain JSON values."""

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, DIGITS)

    right, found, gold = line.counts
    values: dict[str, Any] = {"name": line.name, "kind": line.kind.value}
    if line.kind is Kind.F1:
        values |= {
            "precision": rounded(line.value.precision),
            "recall": rounded(line.value.recall),
        }
    spread = line.interval
    return values | {
        "score": rounded(line.value.score),
        "interval": [rounded(spread[0]), rounded(spread[1])] if spread else None,
        "right": right,
        "found": found,
        "gold": gold,
    }


def as_json(outcomes: Sequence[Outcome], with_misses: bool, limit: int = 0) -> dict[str, Any]:
    """All outcomes as plain JSON values, with the counts that a comparison needs.

    Args:
        outcomes: the corpora.
        with_misses: whether to list misses.
        limit: how many of each score; 0 lists all.
    """
    corpora = []
    for one in outcomes:
        values: dict[str, Any] = {
            "name": one.name,
            "articles": len(one.scores),
            "words": one.words,
            "without_gold": list(one.without_gold),
            "unreadable": one.unreadable,
            "measures": [line_values(line) for line in one.lines],
            "by_article": {
                s.article_id: {name: list(counts) for name, counts in s.counts.items()}
                for s in one.scores
            },
        }
        if with_misses:
            values["misses"] = [asdict(miss) for miss in limited(one.misses, limit)]
        corpora.append(values)
    return {
        "format": FORMAT,
        "tool": {"name": "readout", "version": toolkit.__version__},
        "interval": {"level": LEVEL, "resamples": RESAMPLES, "drawn": "articles"},
        "corpora": corpora,
    }


def limited(misses: Sequence[Miss], limit: int) -> list[Miss]:
    """At most ``limit`` misses of each score; 0 keeps all."""
    seen: dict[str, int] = {}
    kept = []
    for miss in misses:
        seen[miss.measure] = seen.get(miss.measure, 0) + 1
        if not limit or seen[miss.measure] <= limit:
            kept.append(miss)
    return kept


def read_results(path: Path) -> dict[str, tuple[ArticleScore, ...]]:
    """The articles of an earlier run's JSON, by corpus.

    Raises:
        UsageError: it cannot be read or is something else.
    """
    hint = "Write one with: readout evaluate GOLD --format json --output FILE"
    try:
        data = json.loads(decode(read_bytes(path), str(path)))
        if data["format"] != FORMAT:
            raise ValueError
        return {str(one["name"]): _scores_of(one["by_article"]) for one in data["corpora"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError("not the JSON of an evaluation", where=str(path), hint=hint) from None


def _scores_of(by_article: Mapping[str, Mapping[str, Sequence[int]]]) -> tuple[ArticleScore, ...]:
    found = []
    for article_id, by_measure in by_article.items():
        counts = {}
        for name, (right, items, gold) in by_measure.items():
            if name in BY_NAME:
                counts[name] = (int(right), int(items), int(gold))
                if min(counts[name]) < 0:
                    raise ValueError
        found.append(ArticleScore(article_id, counts))
    return tuple(found)
