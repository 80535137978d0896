"""Files that are no articles, told by their first bytes: what they are, and what to do instead."""

from __future__ import annotations

from functools import cache

from toolkit.articles.boilerplate import read_rows
from toolkit.errors import UsageError


@cache
def _signs() -> tuple[tuple[bytes, int, str, str], ...]:
    """Bytes, where they stand, what such a file is, what to do (``data/other_forms.csv``)."""
    return tuple(
        (bytes.fromhex(line["sign"]), int(line["at"]), line["what"], line["hint"])
        for line in read_rows("other_forms.csv")
    )


def refuse_others(data: bytes, source: str) -> None:
    """Refuse PDFs, office documents, archives and images.

    Args:
        data: the file.
        source: its name, for messages.

    Raises:
        UsageError: it is one of them.
    """
    for sign, at, what, hint in _signs():
        if data.startswith(sign, at):
            raise UsageError(f"{what}, which is not read", where=source, hint=hint)
