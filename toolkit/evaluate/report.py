"""Outcomes and comparisons for readers: aligned text, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.console import Column, Style, plain, plural, render_table
from toolkit.evaluate.bootstrap import Interval
from toolkit.evaluate.compare import Change, Comparison
from toolkit.evaluate.measures import BY_NAME, Kind
from toolkit.evaluate.model import Miss
from toolkit.evaluate.results import Line, Outcome, limited

SHOWN_CHANGES = 20
"""Articles that a text lists as better, and as worse."""
SHOWN_WORDS = 160
"""Characters shown of a miss."""
_KINDS = {Kind.F1: "F1", Kind.ACCURACY: "accuracy", Kind.ERRORS: "errors by each"}

Rows = list[list[str | None]]


def text_report(
    outcomes: Sequence[Outcome],
    comparisons: Sequence[Comparison],
    misses: int | None,
    style: Style,
) -> str:
    """The report for a terminal or a pipe.

    Args:
        outcomes: the corpora.
        comparisons: the same corpora against an earlier run; empty where there is none.
        misses: how many misses of each score to list: 0 all, ``None`` none.
        style: the terminal.
    """

    def table(columns: Sequence[Column], rows: Rows) -> str:
        return "\n".join(render_table(columns, rows, style))

    parts = []
    for one in outcomes:
        parts += [style.bold(_title(one)), table(*_scores(one)), *_remarks(one)]
        if misses is not None:
            parts += [style.bold("Misses and false finds"), *_listed(one, misses)]
    for comparison in comparisons:
        parts += [style.bold(_comparison_title(comparison))]
        parts += [table(*_differences(comparison)), *_changed(comparison)]
    return "\n\n".join(part for part in parts if part) + "\n"


def markdown_report(
    outcomes: Sequence[Outcome], comparisons: Sequence[Comparison], misses: int | None
) -> str:
    """The same in GitHub's Markdown."""
    parts = []
    for one in outcomes:
        parts += [f"## {_title(one)}", _grid(*_scores(one)), *_remarks(one)]
        if misses is not None:
            listed = _listed(one, misses)
            parts += ["### Misses and false finds", *(_bullets(block) for block in listed)]
    for comparison in comparisons:
        parts += [f"## {_comparison_title(comparison)}", _grid(*_differences(comparison))]
        parts += [_bullets(block) for block in _changed(comparison)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _grid(columns: Sequence[Column], rows: Rows) -> str:
    lines = ["| " + " | ".join(column.name for column in columns) + " |"]
    lines.append("| " + " | ".join("--:" if column.right else "---" for column in columns) + " |")
    for row in rows:
        cells = ["" if cell is None else plain(cell).replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _bullets(block: str) -> str:
    """A heading line with indented lines below it as a list."""
    head, *lines = block.split("\n")
    return "\n".join([head, "", *(f"- {line.strip()}" for line in lines)]) if lines else head


def _title(one: Outcome) -> str:
    return f"{one.name}: {plural(len(one.scores), 'article')}, {plural(one.words, 'word')}"


def _percent(value: float | None, kind: Kind = Kind.F1) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if kind is Kind.ERRORS else f"{100 * value:.1f}"


def _spread(interval: Interval | None, kind: Kind = Kind.F1) -> str:
    if interval is None:
        return "–"
    return f"{_percent(interval[0], kind)} to {_percent(interval[1], kind)}"


def _scores(one: Outcome) -> tuple[list[Column], Rows]:
    columns = [Column("score"), Column("is")]
    columns += [Column(n, right=True) for n in ("precision", "recall", "value", "95 %")]
    columns += [Column(n, right=True) for n in ("right", "found", "gold")]
    return columns, [_score_row(line) for line in one.lines]


def _score_row(line: Line) -> list[str | None]:
    f1 = line.kind is Kind.F1
    right, found, gold = line.counts
    return [
        line.name,
        _KINDS[line.kind],
        _percent(line.value.precision) if f1 else "",
        _percent(line.value.recall) if f1 else "",
        _percent(line.value.score, line.kind),
        _spread(line.interval, line.kind),
        f"{right:,}",
        f"{found:,}" if f1 else "",
        f"{gold:,}",
    ]


def _remarks(one: Outcome) -> list[str]:
    remarks = []
    if one.without_gold:
        count = plural(len(one.without_gold), "text")
        remarks.append(f"Not annotated and left out: {count}.")
    if one.unreadable:
        lines = [f"  {name}: {why}" for name, why in one.unreadable.items()]
        remarks.append("\n".join(["Could not be read; nothing counts as found:", *lines]))
    return remarks


def _listed(one: Outcome, limit: int) -> list[str]:
    """One block a score: its misses, and how many there are."""
    blocks = []
    every = one.misses
    for name in dict.fromkeys(miss.measure for miss in every):
        mine = [miss for miss in every if miss.measure == name]
        shown = limited(mine, limit)
        of = f", the first {len(shown)}" if len(shown) < len(mine) else ""
        blocks.append("\n".join([f"{name} ({len(mine)}{of})", *(map(_miss_line, shown))]))
    return blocks or ["nothing"]


def _miss_line(miss: Miss) -> str:
    words = plain(miss.words)
    if len(words) > SHOWN_WORDS:
        half = SHOWN_WORDS // 2
        words = f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    place = f"{miss.article_id}:{miss.start}" if miss.start is not None else miss.article_id
    sides = (("gold", miss.gold), ("found", miss.found))
    blank = "nothing" if miss.kind == "wrong" else None
    said = [
        f"{who}: {plain(what or blank or '')}"
        for who, what in sides
        if (what or blank) and what != miss.words
    ]
    rule = [f"rule: {miss.rule}"] if miss.rule else []
    notes = "; ".join([*said, *rule])
    quoted = f"“{words}”" if miss.start is not None else words
    return f"  {miss.kind}  {place}  {quoted}" + (f"  [{notes}]" if notes else "")


def _comparison_title(one: Comparison) -> str:
    return f"{one.name}: against the earlier run, {plural(one.articles, 'article')} in both"


def _differences(one: Comparison) -> tuple[list[Column], Rows]:
    columns = [Column("score")]
    columns += [Column(n, right=True) for n in ("before", "now", "change", "95 %")]
    columns.append(Column("verdict"))
    rows: Rows = []
    for d in one.differences:
        kind = BY_NAME[d.name].kind
        change = d.change
        signed = "–" if change is None else _percent(change, kind)
        if change is not None and change > 0:
            signed = f"+{signed}"
        rows.append(
            [
                d.name,
                _percent(d.old, kind),
                _percent(d.new, kind),
                signed,
                _spread(d.interval, kind),
                _verdict(d.interval, kind),
            ]
        )
    return columns, rows


def _verdict(interval: Interval | None, kind: Kind) -> str:
    """What the interval of a difference lets one say."""
    if interval is None or interval[0] <= 0 <= interval[1]:
        return "" if interval == (0, 0) or interval is None else "within chance"
    return "better" if (interval[0] > 0) != (kind is Kind.ERRORS) else "worse"


def _changed(one: Comparison) -> list[str]:
    blocks = []
    for label, changes in (
        ("Better", [c for c in one.changes if c.errors < 0]),
        ("Worse", [c for c in one.changes if c.errors > 0]),
    ):
        if changes:
            blocks.append(_change_block(label, changes))
    for label, names in (
        ("Only in the earlier run", one.only_old),
        ("Only in this run", one.only_new),
        ("The gold has changed", one.other_gold),
    ):
        if names:
            blocks.append(f"{label}: {', '.join(names[:SHOWN_CHANGES])}{_more(len(names))}")
    return blocks or ["No article came out differently."]


def _more(count: int) -> str:
    return f" and {count - SHOWN_CHANGES:,} more" if count > SHOWN_CHANGES else ""


def _change_block(label: str, changes: Sequence[Change]) -> str:
    by_article: dict[str, list[str]] = {}
    for change in changes:
        by_article.setdefault(change.article_id, []).append(f"{change.measure} {change.errors:+d}")
    lines = [f"  {name}: {', '.join(what)}" for name, what in by_article.items()]
    head = f"{label} (errors), {plural(len(lines), 'article')}{_more_head(len(lines))}"
    return "\n".join([head, *lines[:SHOWN_CHANGES]])


def _more_head(count: int) -> str:
    return f", the most changed {SHOWN_CHANGES}" if count > SHOWN_CHANGES else ""
