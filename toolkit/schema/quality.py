"""How well the values of a package were measured to be: ``quality.json``, and its words.

The file stands beside the tables in a package and says, for each body of checked material
(*corpus*), which share of what was found is right and which share of what is there was found::

    {"format": "quality/1",
     "tool": {"name": "...", "version": "..."},
     "command": "...",
     "date": "2026-01-31",
     "interval": {"level": 0.95, "resamples": 1000},
     "corpora": [{"name": "...", "note": "...", "documents": 84, "words": 60000,
                  "measures": [{"name": "...", "kind": "f1", "says": "...",
                                "precision": 0.95, "recall": 0.93, "score": 0.94,
                                "interval": [0.90, 0.97],
                                "right": 93, "found": 98, "gold": 100}]}]}

``date`` and ``note`` may be left out; ``precision``, ``recall``, ``score`` and ``interval`` of a
measure may be null. ``kind`` is ``f1`` (harmonic mean of precision and recall), ``accuracy`` (share
of right ones) or ``errors`` (wrong ones by each that could be; less is better).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from toolkit.schema.reading import Node, Problems, read_json, read_text

FORMAT = "quality/1"
F1, ACCURACY, ERRORS = KINDS = ("f1", "accuracy", "errors")
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure.

    Attributes:
        name: what it is called.
        kind: one of `KINDS`.
        says: what it counts, in a sentence.
        precision: share of right ones among those found.
        recall: share of right ones among those that are there.
        score: F1, accuracy, or errors by each.
        interval: where the score lies, at the level of the file.
        right: how many are right.
        found: how many were found.
        gold: how many there are.
    """

    name: str
    kind: str
    says: str
    precision: Number | None
    recall: Number | None
    score: Number | None
    interval: tuple[Number, Number] | None
    right: int
    found: int
    gold: int


@dataclass(frozen=True, slots=True)
class Material:
    """What was measured against.

    Attributes:
        name: the corpus.
        documents: how many there are in it.
        words: how many words they have.
        measures: the measures, in order.
        note: what is to be known of it; may be empty.
    """

    name: str
    documents: int
    words: int
    measures: tuple[Measured, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """A measurement.

    Attributes:
        text: the file as it is.
        tool: name and version of what was measured.
        command: the command that measures it.
        date: the day of the measurement; empty where it is not told.
        level: share of cases in which an interval holds the true value.
        corpora: what was measured against.
    """

    text: str
    tool: str
    command: str
    date: str
    level: Number
    corpora: tuple[Material, ...]


def read_quality(path: Path) -> Quality:
    """Read a ``quality.json``.

    Raises:
        DeclarationError: it has another shape; every problem is told.
        UsageError: it is missing or not JSON.
    """
    where = str(path)
    data: Any = read_json(path, where)
    problems = Problems()
    if not isinstance(data, dict):
        problems.add("not a JSON object", where=where, hint="Write an object: {…}.")
        data = {}
    root = Node(data, where, problems)
    root.allow("format", "tool", "command", "date", "interval", "corpora")
    root.choice("format", str, (FORMAT,))
    tool = root.node("tool")
    spread = root.node("interval")
    found = Quality(
        text=read_text(path, where),
        tool=f"{tool.text('name')} {tool.text('version')}",
        command=root.text("command"),
        date=root.text("date", required=False),
        level=_number(spread, "level") or 0,
        corpora=tuple(_material(node) for node in root.nodes("corpora", "corpus")),
    )
    problems.raise_any()
    return found


def _material(node: Node) -> Material:
    node.allow("name", "note", "documents", "words", "measures")
    return Material(
        node.text("name"),
        _count(node, "documents"),
        _count(node, "words"),
        tuple(_measure(item) for item in node.nodes("measures", "measure")),
        node.text("note", required=False),
    )


def _measure(node: Node) -> Measured:
    node.allow(*Measured.__slots__)
    return Measured(
        name=node.text("name"),
        kind=node.choice("kind", str, KINDS) or F1,
        says=node.text("says"),
        precision=_number(node, "precision"),
        recall=_number(node, "recall"),
        score=_number(node, "score"),
        interval=_interval(node),
        right=_count(node, "right"),
        found=_count(node, "found"),
        gold=_count(node, "gold"),
    )


def _count(node: Node, key: str) -> int:
    if key not in node.data:
        node.wrong(key, "missing", f"Add {key}: a whole number.")
    return node.integer(key) or 0


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _number(node: Node, key: str) -> Number | None:
    value = node.data.get(key)
    if value is not None and not _is_number(value):
        node.wrong(key, "not a number", "Write a number, or null.")
        return None
    return value


def _interval(node: Node) -> tuple[Number, Number] | None:
    value = node.data.get("interval")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(map(_is_number, value)):
        node.wrong("interval", "not two numbers", "Write [low, high], or null.")
        return None
    return value[0], value[1]


def quality_section(quality: Quality | None) -> str:
    """The measurement as a section in GitHub's Markdown; empty where there is none."""
    if quality is None:
        return ""
    on = f" on {quality.date}" if quality.date else ""
    level = f"{float(100 * quality.level):g}"
    text = (
        f"How far the values can be trusted, measured{on} with {quality.tool} against what people"
        " annotated. Precision is the share of right ones among those found, recall the"
        " share found of those that are there, in percent; F1 is their harmonic mean. Errors are"
        f" wrong ones by each that could be. Intervals hold the true value in {level} of 100"
        " cases. The numbers are in `quality.json`, too."
    )
    parts = ["## Measured quality", text, f"```sh\n{quality.command}\n```"]
    for corpus in quality.corpora:
        size = f"{corpus.documents:,} documents, {corpus.words:,} words"
        about = f"{size}. {corpus.note}".rstrip()
        parts += [f"### {corpus.name}", about, _table(corpus.measures, level)]
    return "\n\n".join(parts)


_LABELS = {F1: "F1", ACCURACY: "accuracy", ERRORS: "errors"}


def _table(measures: Sequence[Measured], level: str) -> str:
    head = ("Measure", "What it counts", "Precision", "Recall", "Value", f"{level} %", "Counts")
    lines = [head, ("---", "---", "--:", "--:", "--:", "--:", "--:")]
    for one in measures:
        low_high = one.interval
        spread = (
            f"{_shown(low_high[0], one.kind)} to {_shown(low_high[1], one.kind)}"
            if low_high
            else ""
        )
        of = f"{one.right:,} {'wrong' if one.kind == ERRORS else 'right'} of {one.gold:,}"
        lines.append(
            (
                one.name,
                one.says,
                _shown(one.precision, F1),
                _shown(one.recall, F1),
                f"{_LABELS[one.kind]} {_shown(one.score, one.kind) or '–'}",
                spread,
                f"{of}, {one.found:,} found" if one.kind == F1 else of,
            )
        )
    return "\n".join(
        "| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines
    )


def _shown(value: Number | None, kind: str) -> str:
    """Percent with one decimal; errors by each with two."""
    if value is None:
        return ""
    return f"{value:.2f}" if kind == ERRORS else f"{100 * value:.1f}"
