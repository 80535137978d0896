"""The files of the seeds that people write: CSV in UTF-8 with fixed columns."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from toolkit.errors import UsageError


def read_lines(
    path: Path, columns: tuple[str, ...], required: Collection[str]
) -> Iterator[tuple[dict[str, str], str]]:
    """The cells of each line by column, and its place for messages; none where there is no file.

    Args:
        path: the file.
        columns: its header.
        required: the columns that are never empty.

    Raises:
        UsageError: it cannot be read, is not UTF-8 CSV with that header, or a cell is missing.
    """
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = [(row, f"{path}:{reader.line_num}") for row in reader]
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror or error})", where=str(path), hint="Make it readable."
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"cannot be read as UTF-8 CSV ({error})", where=str(path), hint="Save it as UTF-8."
        ) from error
    if not rows or tuple(rows[0][0]) != columns:
        raise UsageError(
            "the header is not as it should be",
            where=f"{path}:1",
            hint=f"Write: {','.join(columns)}",
        )
    for row, where in rows[1:]:
        if row:
            yield _cells(row, columns, required, where), where


def _cells(
    row: list[str], columns: tuple[str, ...], required: Collection[str], where: str
) -> dict[str, str]:
    if len(row) != len(columns):
        raise UsageError(
            f"{len(row)} cells instead of {len(columns)}",
            where=where,
            hint="Put values that hold a comma in quotation marks.",
        )
    cells = dict(zip(columns, row, strict=True))
    for name in columns:
        if name in required and not cells[name].strip():
            raise UsageError(f"{name} is empty", where=where, hint="Fill it in.")
    return cells
