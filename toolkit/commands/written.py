"""A report that comes in pieces: in which format, and where it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import UsageError

FORMATS = ("text", "markdown", "json")
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".txt": "text"}


def chosen_format(format_name: str | None, output: Path | None) -> str:
    """One of `FORMATS`: the one that is named, else by the ending of the file, else text.

    Raises:
        UsageError: there is no such format.
    """
    by_ending = SUFFIXES.get(output.suffix.lower(), "text") if output else "text"
    chosen = format_name or by_ending
    if chosen not in FORMATS:
        raise UsageError(
            f"there is no format {chosen!r}",
            where="--format",
            hint=f"One of: {', '.join(FORMATS)}.",
        )
    return chosen


def write_parts(parts: Iterable[str], output: Path | None) -> None:
    """Write pieces with their line ends to a file, which appears whole, or to standard output."""
    if output is None:
        for part in parts:
            sys.stdout.write(part)
        sys.stdout.flush()
        return
    from toolkit.package.replace import replaced_file

    with replaced_file(output) as file:
        file.writelines(part.encode("utf-8", "replace") for part in parts)
