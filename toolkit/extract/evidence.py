"""Evidence rows: which words of which article stand behind a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from toolkit.extract.model import Row

CellValue = str | int | Decimal | dt.date | None


def as_text(value: CellValue) -> str:
    """A cell's value as evidence writes it: ISO dates, plain decimals, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        plain = format(value.normalize(), "f")
        return plain if plain != "-0" else "0"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


class EvidenceWriter:
    """Collects the evidence that one article gives.

    Args:
        article_id: the article.
        text: its clean text.
    """

    def __init__(self, article_id: str, text: str) -> None:
        self._article_id = article_id
        self._text = text
        self.rows: list[Row] = []

    def add(
        self,
        table: str,
        row_id: str,
        field: str,
        value: CellValue,
        span: tuple[int, int],
        rule: str,
    ) -> None:
        """Add the words at ``span`` as evidence for a cell; nothing for a null value."""
        if value is None:
            return
        start, end = span
        self.rows.append(
            {
                "table_name": table,
                "row_id": row_id,
                "field_name": field,
                "article_id": self._article_id,
                "start_char": start,
                "value": as_text(value),
                "end_char": end,
                "exact": self._text[start:end],
                "rule": rule,
            }
        )

    def add_all(
        self,
        table: str,
        row_id: str,
        row: Row,
        spans: Mapping[str, tuple[tuple[int, int], str]],
        default: tuple[tuple[int, int], str],
    ) -> None:
        """Add evidence for every cell of a row.

        Args:
            table: name of the table.
            row_id: the row's key.
            row: the row.
            spans: field name to (span, rule).
            default: span and rule of the fields that `spans` does not name.
        """
        for field, value in row.items():
            span, rule = spans.get(field, default)
            self.add(table, row_id, field, value, span, rule)
