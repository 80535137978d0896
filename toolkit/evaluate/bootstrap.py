"""Intervals by the bootstrap: articles are drawn with replacement, again and again.

Percentile intervals (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13).
Articles are drawn, not single quotations, because those of one article are not independent. The
draws are the same on every run and machine. A single article tells nothing of how articles differ:
then there is no interval.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from toolkit.evaluate.measures import Measure, value_of
from toolkit.evaluate.model import ArticleScore, Counts

RESAMPLES = 1000
SEED = 20251124
LEVEL = 0.95
_BITS = 40
"""Room for each sum of counts inside one big integer."""
_MASK = (1 << _BITS) - 1

Interval = tuple[float, float]


def _packed(score: ArticleScore, names: Sequence[str]) -> int:
    """All counts of an article as one integer, so that a resample is one sum."""
    packed = 0
    for name in reversed(names):
        for count in reversed(score.counts.get(name, (0, 0, 0))):
            packed = packed << _BITS | count
    return packed


def _unpacked(packed: int, length: int) -> list[Counts]:
    counts = []
    for _ in range(length):
        right, found, gold = (packed >> _BITS * i & _MASK for i in range(3))
        counts.append((right, found, gold))
        packed >>= 3 * _BITS
    return counts


def _resamples(packed: Sequence[int], resamples: int) -> Iterator[int]:
    draw = random.Random(SEED).random
    size = len(packed)
    for _ in range(resamples):
        yield sum([packed[int(draw() * size)] for _ in range(size)])


def _percentiles(values: Sequence[float]) -> Interval | None:
    """The middle `LEVEL` of the values, by linear interpolation."""
    if not values:
        return None
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

    return at((1 - LEVEL) / 2), at((1 + LEVEL) / 2)


def intervals(
    scores: Sequence[ArticleScore], measures: Sequence[Measure], resamples: int = RESAMPLES
) -> dict[str, Interval | None]:
    """The interval of each score.

    Args:
        scores: the articles.
        measures: the scores wanted.
        resamples: how often to draw.
    """
    names = [measure.name for measure in measures]
    packed = [_packed(score, names) for score in scores]
    values: list[list[float]] = [[] for _ in names]
    for drawn in _resamples(packed, resamples) if len(packed) > 1 else ():
        for found, measure, counts in zip(
            values, measures, _unpacked(drawn, len(names)), strict=True
        ):
            value = value_of(measure.kind, counts).score
            if value is not None:
                found.append(value)
    return {name: _percentiles(found) for name, found in zip(names, values, strict=True)}


def difference_intervals(
    old: Sequence[ArticleScore],
    new: Sequence[ArticleScore],
    measures: Sequence[Measure],
    resamples: int = RESAMPLES,
) -> dict[str, Interval | None]:
    """The interval of new less old for each score; the articles are drawn for both at once.

    Args:
        old: the articles of the earlier run.
        new: the same articles in the same order.
        measures: the scores wanted.
        resamples: how often to draw.
    """
    names = [measure.name for measure in measures]
    shift = 3 * _BITS * len(names)
    packed = [_packed(a, names) << shift | _packed(b, names) for a, b in zip(old, new, strict=True)]
    values: list[list[float]] = [[] for _ in names]
    for drawn in _resamples(packed, resamples) if len(packed) > 1 else ():
        before = _unpacked(drawn >> shift, len(names))
        after = _unpacked(drawn & ((1 << shift) - 1), len(names))
        for found, measure, a, b in zip(values, measures, before, after, strict=True):
            one, other = value_of(measure.kind, a).score, value_of(measure.kind, b).score
            if one is not None and other is not None:
                found.append(other - one)
    return {name: _percentiles(found) for name, found in zip(names, values, strict=True)}
