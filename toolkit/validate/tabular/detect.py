"""What frictionless finds out of a file that nobody described: delimiter, header row, types."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.validate.tabular.column import Column, compile_column
from toolkit.validate.tabular.dialect import properties
from toolkit.validate.tabular.labels import unique_names

SAMPLE = 100
"""Lines and records that are looked at."""
SAMPLE_CHARACTERS = 50_000
"""Characters that are looked at for the delimiter; the search takes long on more."""
DELIMITERS = ",\t;|"
DRIFT = 0.1
"""How far a header's width may lie from the average of all rows, as a share of it."""
CONFIDENCE = 0.9
"""The share of a column's cells that must be of a type."""
CANDIDATES = (
    *("yearmonth", "geopoint", "duration", "geojson", "object", "array", "datetime", "time"),
    *("date", "integer", "number", "boolean", "year", "string"),
)
"""Types that are tried, in this order."""


def sniff(declared: Mapping[str, Any], sample: str, *, tab: bool) -> dict[str, Any]:
    """The dialect with what its text shows where nothing is declared.

    Args:
        declared: the dialect as declared.
        sample: the file's first lines.
        tab: whether a tabulator is the default delimiter.
    """
    props = properties(declared)
    if tab:
        props.setdefault("delimiter", "\t")
    delimiters = str(props.get("delimiter") or DELIMITERS)
    try:
        found: Any = csv.Sniffer().sniff(sample[:SAMPLE_CHARACTERS], delimiters)
    except csv.Error:
        return props
    props.setdefault("delimiter", found.delimiter)
    props.setdefault("skipInitialSpace", bool(found.skipinitialspace))
    quote = '"' if found.quotechar == "'" else found.quotechar
    props.setdefault("quoteChar", quote or '"')
    return props


def header_row(rows: Sequence[Sequence[Any]], is_comment: Any) -> int | None:
    """The number of the first record about as wide as all are on average; ``None`` if the first.

    Args:
        rows: the first records.
        is_comment: whether a record, by number and cells, is none of the data.
    """
    if not rows:
        return None
    width = round(sum(map(len, rows)) / len(rows))
    drift = max(round(width * DRIFT), 1)
    for number, row in enumerate(rows, start=1):
        if not is_comment(number, row) and abs(len(row) - width) <= drift:
            return None if number == 1 else number
    return None


def infer_fields(
    labels: Sequence[str], rows: Sequence[Sequence[Any]], *, types: bool
) -> list[dict[str, Any]]:
    """Fields for a table without a schema.

    Args:
        labels: its header; empty where there is none.
        rows: its first records.
        types: whether to find out types too; otherwise every field is ``any``.
    """
    width = len(labels) or (len(rows[0]) if rows else 0)
    names = [
        (labels[place] if place < len(labels) else "") or f"field{place + 1}"
        for place in range(width)
    ]
    names = unique_names(names)
    found = ["any"] * width
    if types and rows:
        candidates = [compile_column({"name": "", "type": t}, 1, {}, like=True) for t in CANDIDATES]
        found = [_infer(place, rows[:SAMPLE], candidates) for place in range(width)]
    return [{"name": name, "type": kind} for name, kind in zip(names, found, strict=True)]


def _infer(place: int, rows: Sequence[Sequence[Any]], candidates: Sequence[Column]) -> str:
    """The first type that enough of a column's cells are of."""
    scores = dict.fromkeys(range(len(candidates)), 0)
    best = len(rows)
    threshold = len(rows) * (CONFIDENCE - 1)
    for row in rows:
        cell = row[place] if place < len(row) else None
        missing = isinstance(cell, str) and cell == ""
        best -= missing
        for index, column in enumerate(candidates):
            if scores[index] < threshold:
                continue
            if not missing:
                scores[index] += -1 if column.judge(cell) else 1
            if best > 0 and scores[index] >= best * CONFIDENCE:
                return column.type
    return "any"
