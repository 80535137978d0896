"""Checks of Table Dialects (https://datapackage.org/standard/table-dialect/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.validate.metadata.faults import Fault, shape_faults

_DIALECT, _CONTROL = "dialect-error", "control-error"
_CONTROLS = frozenset(
    (
        *("csv", "excel", "gsheets", "html", "inline", "json", "ods", "pandas", "parquet", "spss"),
        *("sql", "yaml", "aws", "local", "multipart", "remote", "stream", "buffer"),
        *("ckan", "github", "zenodo"),
    )
)
"""What a dialect may configure besides CSV: the formats and schemes that frictionless reads."""


def check_dialect(dialect: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of a dialect in today's form."""
    yield from shape_faults(dialect, "dialect", _DIALECT)
    for name, control in dialect.items():
        if not isinstance(control, Mapping):
            continue
        if name == "csv":
            for fault in shape_faults(control, "csv", _CONTROL):
                yield fault.below("csv")
        elif name not in _CONTROLS:
            message = f"there is no format {name!r} that a dialect can configure"
            yield Fault(_CONTROL, message, (name,), "Leave it out.", ends=True)
