"""Two runs over the same articles: what differs, by how much, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.evaluate.bootstrap import Interval, difference_intervals
from toolkit.evaluate.measures import Measure, errors_of, measures_of, total, value_of
from toolkit.evaluate.model import ArticleScore
from toolkit.evaluate.results import DIGITS, Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """How one score changed.

    Attributes:
        name: the score.
        old: its earlier value.
        new: its value now.
        interval: of the difference; where it holds 0, chance may be all.
    """

    name: str
    old: float | None
    new: float | None
    interval: Interval | None

    @property
    def change(self) -> float | None:
        """New less old."""
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass(frozen=True, slots=True)
class Change:
    """An article that came out differently in one score.

    Attributes:
        article_id: the article.
        measure: the score.
        errors: errors now less errors before: negative is better.
    """

    article_id: str
    measure: str
    errors: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A corpus in two runs.

    Attributes:
        name: the corpus.
        articles: how many are in both.
        only_old: articles of the earlier run only.
        only_new: articles of this run only.
        other_gold: articles whose gold is not the same in both, by their counts.
        differences: the scores, over the articles in both.
        changes: articles that came out differently, most changed first.
    """

    name: str
    articles: int
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    other_gold: tuple[str, ...]
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]


_FIXED = frozenset(
    [
        *("calls", "calls-pair", "participants", "topics", "topics-by-account", "quotations"),
        *("attributions", "figures"),
    ]
)
"""Scores whose count in the gold does not depend on what was found."""


def compare(old: Sequence[ArticleScore], new: Outcome) -> Comparison:
    """Hold a corpus's outcome against an earlier run.

    Args:
        old: the articles of the earlier run.
        new: the outcome now.
    """
    before = {score.article_id: score for score in old}
    now = {score.article_id: score for score in new.scores}
    common = [name for name in now if name in before]
    one, other = [before[n] for n in common], [now[n] for n in common]
    measures = measures_of([*one, *other])
    spread = difference_intervals(one, other, measures)
    differences = tuple(
        Difference(
            m.name,
            value_of(m.kind, total(one, m.name)).score,
            value_of(m.kind, total(other, m.name)).score,
            spread[m.name],
        )
        for m in measures
    )
    changes = [c for a, b in zip(one, other, strict=True) for c in _changes(a, b, measures)]
    changes.sort(key=lambda change: (-abs(change.errors), change.article_id))
    return Comparison(
        new.name,
        len(common),
        tuple(name for name in before if name not in now),
        tuple(name for name in now if name not in before),
        tuple(a.article_id for a, b in zip(one, other, strict=True) if _other_gold(a, b)),
        differences,
        tuple(changes),
    )


def _changes(old: ArticleScore, new: ArticleScore, measures: Sequence[Measure]) -> list[Change]:
    found = []
    for measure in measures:
        before = errors_of(measure.kind, old.counts.get(measure.name, (0, 0, 0)))
        now = errors_of(measure.kind, new.counts.get(measure.name, (0, 0, 0)))
        if before != now:
            found.append(Change(new.article_id, measure.name, now - before))
    return found


def _other_gold(old: ArticleScore, new: ArticleScore) -> bool:
    return any(
        old.counts.get(name, (0, 0, -1))[2] != new.counts.get(name, (0, 0, -1))[2]
        for name in _FIXED
    )


def comparison_values(one: Comparison) -> dict[str, Any]:
    """A comparison as plain JSON values."""

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, DIGITS)

    return {
        "name": one.name,
        "articles": one.articles,
        "only_old": list(one.only_old),
        "only_new": list(one.only_new),
        "other_gold": list(one.other_gold),
        "differences": [
            {
                "name": d.name,
                "old": rounded(d.old),
                "new": rounded(d.new),
                "change": rounded(d.change),
                "interval": [rounded(v) for v in d.interval] if d.interval else None,
            }
            for d in one.differences
        ],
        "better": [_change_values(c) for c in one.changes if c.errors < 0],
        "worse": [_change_values(c) for c in one.changes if c.errors > 0],
    }


def _change_values(change: Change) -> dict[str, Any]:
    return {"article": change.article_id, "measure": change.measure, "errors": change.errors}
