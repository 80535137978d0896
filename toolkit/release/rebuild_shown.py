"""What comparing a release with its rebuild gave, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from toolkit.console import Column, Style, plural, render_table
from toolkit.release.rebuild import GOOD, Compared, Comparison, Verdict

_SHORT = 12
"""Digits of a SHA-256 that are shown."""
_TABLES = ".csv"


def comparison_lines(comparison: Comparison, style: Style) -> Iterator[str]:
    """The lines that tell a comparison: every file, then what follows."""
    yield f"{comparison.name} {comparison.version} of {comparison.created}: {comparison.where}"
    yield ""
    columns = [Column("file"), Column("released"), Column("built here"), Column("verdict")]
    yield from render_table(columns, [_cells(file) for file in comparison.files], style)
    yield ""
    yield _counts(comparison)
    yield from _libraries(comparison)
    yield _decision(comparison)


def _cells(file: Compared) -> tuple[str, str, str, str]:
    verdict = f"{file.verdict}: {file.note}" if file.note else str(file.verdict)
    return file.path, file.released[:_SHORT], file.rebuilt[:_SHORT], verdict


def _counts(comparison: Comparison) -> str:
    number = Counter(file.verdict for file in comparison.files)
    told = [f"{number[verdict]} {verdict}" for verdict in Verdict if number[verdict]]
    return f"{plural(len(comparison.files), 'file')}: {', '.join(told)}"


def _libraries(comparison: Comparison) -> Iterator[str]:
    """Which libraries wrote files of other bytes but the same content."""
    if not any(file.verdict in (Verdict.SAME, Verdict.NOT_COMPARED) for file in comparison.files):
        return
    for kind, (then, here) in comparison.writers.items():
        if then == here:
            yield f"{kind}: written by {then} there and here"
        else:
            yield f"{kind}: written by {then or 'a version that is not told'}, here by {here}"
    yield (
        "The bytes of these files, and what lists their checksums, depend on the library that"
        " wrote them; their content decides."
    )


def _decision(comparison: Comparison) -> str:
    then, here = comparison.content
    if not comparison.same_content:
        tables = [
            PurePosixPath(file.path).stem
            for file in comparison.files
            if file.verdict not in GOOD and file.path.endswith(_TABLES)
        ]
        named = f" Tables: {', '.join(tables)}." if tables else ""
        return (
            f"content_sha256 is {then[:_SHORT]} in the release and {here[:_SHORT]} here: they do"
            f" not hold the same.{named}"
        )
    same = f"content_sha256 {then[:_SHORT]} is the same"
    if all(file.verdict in (Verdict.IDENTICAL, Verdict.FITS) for file in comparison.files):
        return f"{same}: the release is reproduced byte for byte."
    if comparison.reproduced:
        return f"{same}: the release is reproduced, but for what the libraries write differently."
    bad = [file.path for file in comparison.files if file.verdict not in GOOD]
    return f"{same}, but not the release: {', '.join(bad)}"


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """A comparison as plain JSON values."""
    return {
        "name": comparison.name,
        "version": comparison.version,
        "created": comparison.created,
        "where": comparison.where,
        "commit": comparison.commit or None,
        "reproduced": comparison.reproduced,
        "content_sha256": {"released": comparison.content[0], "rebuilt": comparison.content[1]},
        "writers": {
            kind: {"released": then or None, "rebuilt": here}
            for kind, (then, here) in comparison.writers.items()
        },
        "files": [
            {
                "path": file.path,
                "released": file.released or None,
                "rebuilt": file.rebuilt or None,
                "verdict": str(file.verdict),
                "note": file.note or None,
            }
            for file in comparison.files
        ],
    }
