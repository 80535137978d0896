"""Whether a release in the cache is still what was checked: by checksums, or by sizes and times."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import NOT_LISTED, SUMS, check_sums, load_sums, sha256_of


def is_right(folder: Path, key: str) -> bool:
    """Whether a release holds what a list of checksums of that SHA-256 says."""
    try:
        if sha256_of(folder / SUMS) != key:
            return False
        return all(fault.kind == NOT_LISTED for fault in check_sums(folder))
    except (UsageError, DataError):
        return False


def stats(folder: Path) -> dict[str, list[int]]:
    """Size and time of change of every listed file and of the list."""
    found = {}
    for path in (*load_sums(folder), SUMS):
        known = (folder / path).stat()
        found[path] = [known.st_size, known.st_mtime_ns]
    return found


def unchanged(folder: Path, files: Mapping[str, Any]) -> bool:
    """Whether files still have the sizes and times that `stats` gave."""
    try:
        for path, (size, changed) in files.items():
            known = (folder / path).stat()
            if (known.st_size, known.st_mtime_ns) != (size, changed):
                return False
    except (OSError, ValueError, TypeError):
        return False
    return True
