"""What to check of one Parquet file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ParquetTask:
    """One Parquet file to check.

    Attributes:
        name: the resource's name.
        path: its file as readers know it.
        source: the file.
        schema: its Table Schema in today's form; ``None`` where there is none.
        rows: the number of rows that the resource declares.
        fields: the number of fields that the resource declares.
        report: whether its findings are wanted; where not, it is read for its keys only.
    """

    name: str
    path: str
    source: Path
    schema: Mapping[str, Any] | None = None
    rows: int | None = None
    fields: int | None = None
    report: bool = True
