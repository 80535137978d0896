"""The result of `score_seeds`: counts, goals, and the report as text or JSON."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

GOALS = {"speakers": 0.95, "figures": 0.95, "topics": 0.85}
"""Shares to be reached: right speakers, right figures, F1 of topics by account (issue 2)."""

MAIN_FIELDS = ("date", "precision", "participants", "initiator", "duration")
SHOWN_FIELDS = ("status", "medium", "focus")


@dataclass(slots=True)
class Result:
    """What scoring one article came to: counts by name, and lists of what went wrong or over."""

    article: str
    counts: Counter[str] = field(default_factory=Counter)
    calls: list[dict[str, str]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def share(counts: Mapping[str, int], name: str) -> float:
    """Right ones among the gold's; 1 where the gold has none."""
    gold = counts.get(f"{name} gold", 0)
    return counts.get(f"{name} right", 0) / gold if gold else 1.0


def f1(counts: Mapping[str, int], name: str) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""
    tp, fp, fn = (counts.get(f"{name} {k}", 0) for k in ("tp", "fp", "fn"))
    return (
        tp / (tp + fp) if tp + fp else 0.0,
        tp / (tp + fn) if tp + fn else 0.0,
        2 * tp / (2 * tp + fp + fn) if tp else 0.0,
    )


def goals(results: Sequence[Result]) -> dict[str, bool]:
    """Which goals are met over all articles."""
    total: Counter[str] = sum((r.counts for r in results), Counter())
    return {
        "main calls exact": share(total, "main calls") == 1,
        "background calls found": share(total, "background calls") == 1,
        "quotations found": share(total, "quotations") == 1,
        "speakers right": share(total, "speakers") >= GOALS["speakers"],
        "figures right": share(total, "figures") >= GOALS["figures"],
        "no figure of a teaser list": total["teaser figures"] == 0,
        "topics by account": f1(total, "topics")[2] >= GOALS["topics"],
    }


def score_table(results: Sequence[Result]) -> list[list[str]]:
    """Rows of the table of shares: one an article, and the total."""
    names = ["main calls", "background calls", "quotations", "speakers", "figures", "not discussed"]
    table = [["article", *names, "topics P", "R", "F1", "exact codes F1"]]
    total: Counter[str] = sum((r.counts for r in results), Counter())
    for title, counts in [(r.article[:12], r.counts) for r in results] + [("total", total)]:
        cells = [f"{counts[f'{n} right']}/{counts[f'{n} gold']}" for n in names]
        cells += [f"{x:.2f}" for x in f1(counts, "topics")]
        table.append([title, *cells, f"{f1(counts, 'exact codes')[2]:.2f}"])
    return table


def aligned(table: Sequence[Sequence[str]]) -> str:
    """A table as text: columns aligned, two blanks between them."""
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in table
    )


def report(results: Sequence[Result]) -> str:
    """Everything as text: shares, calls, what was missed, what was found over, the goals."""
    parts = [aligned(score_table(results))]
    columns = ["call", *MAIN_FIELDS, *SHOWN_FIELDS]
    calls = [c for r in results for c in r.calls]
    if calls:
        parts.append(aligned([columns, *([c[f] for f in columns] for c in calls)]))
    lists: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for r in results:
        for title in ("misses", "false", "notes"):
            lists[title][r.article] = getattr(r, title)
    heads = {"misses": "Missed or wrong", "false": "Not in the gold", "notes": "Not counted"}
    for title, head in heads.items():
        lines = [f"  {name[:12]} {line}" for name, ls in lists[title].items() for line in ls]
        parts.append("\n".join([head, *(lines or ["  nothing"])]))
    parts.append(
        "\n".join(f"{'met   ' if met else 'MISSED'}  {g}" for g, met in goals(results).items())
    )
    return "\n\n".join(parts)


def as_json(results: Sequence[Result]) -> str:
    """The same as one JSON object."""
    articles = {
        r.article: {
            "counts": dict(r.counts),
            "topics": f1(r.counts, "topics"),
            "calls": r.calls,
            "misses": r.misses,
            "false": r.false,
            "notes": r.notes,
        }
        for r in results
    }
    return json.dumps({"articles": articles, "goals": goals(results)}, ensure_ascii=False, indent=1)
