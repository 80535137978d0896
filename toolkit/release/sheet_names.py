"""Names that Excel accepts for sheets, made of any names."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff\U00010000-\U0010ffff]")
"""What Excel forbids, what XML forbids, and what counts as two characters in Excel's limit."""
_RESERVED = "history"


def sheet_names(names: Iterable[str]) -> dict[str, str]:
    """A sheet's name for each name; the same where Excel takes it.

    Excel's rules: at most 31 characters, none of ``[ ] : * ? / \\``, no apostrophe at either end,
    not "History", and no two that differ in case alone.
    """
    found: dict[str, str] = {}
    taken = {_RESERVED}
    for name in names:
        plain = _FORBIDDEN.sub("_", name).strip("'") or "_"
        sheet, number = plain[:MAX_LENGTH].rstrip("'"), 1
        while sheet.lower() in taken:
            number += 1
            ending = f"_{number}"
            sheet = plain[: MAX_LENGTH - len(ending)] + ending
        taken.add(sheet.lower())
        found[name] = sheet
    return found
