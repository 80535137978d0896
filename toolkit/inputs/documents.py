"""Descriptors and schemas: JSON, read within bounds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, UsageError
from toolkit.inputs.limits import Limits, default_limits
from toolkit.inputs.paths import check_regular


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON file that was read.

    Attributes:
        value: its JSON value.
        repeated: keys that stand twice in one object, of which the last value counts.
    """

    value: Any
    repeated: tuple[str, ...] = ()


def read_document(path: Path, limits: Limits | None = None, where: str = "") -> Document:
    """Read a JSON file.

    Args:
        path: the file.
        limits: how large and how deep it may be.
        where: how to name it in messages; its path otherwise.

    Raises:
        UsageError: it cannot be read.
        DataError: it is too large, not UTF-8, not JSON or nested too deeply.
    """
    bounds = limits or default_limits()
    name = where or str(path)
    check_regular(path, name)
    try:
        with path.open("rb") as file:
            data = file.read(bounds.descriptor_bytes + 1)
    except OSError as error:
        hint = "Allow this user to read it, or use a copy that can be read."
        raise UsageError(f"cannot be read: {error.strerror}", where=name, hint=hint) from error
    return parse_document(data, bounds, name)


def parse_document(data: bytes, limits: Limits, where: str) -> Document:
    """Read JSON from bytes.

    Raises:
        DataError: it is too large, not UTF-8, not JSON or nested too deeply.
    """
    if len(data) > limits.descriptor_bytes:
        raise DataError(
            f"larger than {limits.descriptor_bytes:,} bytes, which no descriptor needs",
            where=where,
            hint="Is this a table? Then its name should end in .csv or .parquet.",
        )
    repeated: dict[str, None] = {}

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) < len(found):
            seen: set[str] = set()
            repeated.update((key, None) for key, _ in found if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return made

    too_deep = DataError("nested too deeply for a descriptor", where=where)
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=pairs)
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8."
        raise DataError(f"not UTF-8 (byte {error.start + 1})", where=where, hint=hint) from error
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}"
        raise DataError(f"not JSON: {error.msg}", where=place, hint="Mend it there.") from error
    except RecursionError as error:
        raise too_deep from error
    except ValueError as error:  # a number of thousands of digits
        raise DataError(f"not JSON that can be read: {error}", where=where) from error
    if _deeper_than(value, limits.descriptor_depth):
        raise too_deep
    return Document(value, tuple(repeated))


def _deeper_than(value: Any, depth: int) -> bool:
    """Whether objects and lists are nested in more than ``depth`` levels."""
    level = [value]
    for _ in range(depth + 1):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level = below
        if not level:
            return False
    return True
