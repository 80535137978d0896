"""Where packages record retired identifiers: the convention of ``retired.json``, and reading it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONVENTION = Path(__file__).with_name("retired.json")

Replacements = Mapping[tuple[str, str], str | None]
"""Table and retired identifier to the identifier that replaces it; ``None`` where none does."""


@dataclass(frozen=True, slots=True)
class Convention:
    """The names of the table of retired identifiers and of its columns.

    Attributes:
        table: the table.
        of: the column that names the table whose row was retired.
        row: the column with the row's key, values of several columns joined by ``|``.
        replacement: the column with the key of the row that replaces it; null where none does.
        reason: the column that says why, which a package may lack.
    """

    table: str
    of: str
    row: str
    replacement: str
    reason: str

    @property
    def columns(self) -> tuple[str, str, str]:
        """The columns that a table of retired identifiers must have."""
        return (self.of, self.row, self.replacement)

    def kept_by(self, tables: Mapping[str, Collection[str]]) -> bool:
        """Whether a package keeps such records.

        Args:
            tables: the columns of each of its tables.
        """
        return set(self.columns) <= set(tables.get(self.table, ()))


@cache
def convention() -> Convention:
    """The convention that this program follows."""
    data = json.loads(CONVENTION.read_text(encoding="utf-8"))
    names = (data[name] for name in ("table", "of", "row", "replacement", "reason"))
    return Convention(*names)


def led_to(table: str, row: str, replacements: Replacements) -> tuple[str | None, ...]:
    """The identifiers that a retired one leads to, the last one being what stands for it now.

    Args:
        table: the table of the row.
        row: its identifier.
        replacements: what is recorded.

    Returns:
        Nothing where the identifier is not retired. The last item is ``None`` where nothing stands
        for it, also where the records go round in a circle.
    """
    steps: list[str | None] = []
    current: str | None = row
    while current is not None and (table, current) in replacements:
        current = replacements[table, current]
        if current in steps or current == row:
            return (*steps, None)
        steps.append(current)
    return tuple(steps)
