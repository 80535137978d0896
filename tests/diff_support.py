"""Small packages for comparisons, written without the code under test, and diffs applied."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.diff.compare import compared
from toolkit.diff.json_ import json_parts
from toolkit.package.read import open_package

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Made:
    """A table to write: fields, key, rows as texts, and more of its schema."""

    fields: Sequence[Mapping[str, Any]]
    rows: Sequence[Row]
    key: Sequence[str] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)


def fields(*names: str, **types: str) -> list[dict[str, Any]]:
    """Text fields, then those of other types."""
    found: list[dict[str, Any]] = [{"name": name, "type": "string"} for name in names]
    return [*found, *({"name": name, "type": kind} for name, kind in types.items())]


def write(
    folder: Path,
    tables: Mapping[str, Made],
    views: str = "",
    **metadata: Any,
) -> Path:
    """A package with a CSV file for each table; ``null`` is an empty cell."""
    folder.mkdir(parents=True)
    resources = []
    for name, table in tables.items():
        schema: dict[str, Any] = {"fields": list(table.fields), **table.schema}
        if table.key:
            schema["primaryKey"] = list(table.key)
        names = [str(item["name"]) for item in table.fields]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([row.get(column) or "" for column in names] for row in table.rows)
        if len(names) == 1:  # a lone empty cell is not a blank line
            out = io.StringIO("\n".join(line or '""' for line in out.getvalue().split("\n")[:-1]))
            out = io.StringIO(out.getvalue() + "\n")
        (folder / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
        resources.append({"name": name, "path": f"{name}.csv", "schema": schema})
    described = {"name": "bridges", "version": "1.0.0", **metadata, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    if views:
        (folder / "views.sql").write_text(views, encoding="utf-8")
    return folder


def diff(old: Path, new: Path, limit: int = 0) -> dict[str, Any]:
    """The difference of two packages as its JSON says it."""
    with compared(open_package(old), open_package(new)) as difference:
        found: dict[str, Any] = json.loads("".join(json_parts(difference, limit)))
    return found


def kinds(found: Mapping[str, Any]) -> list[str]:
    """The kinds of all differences of schemas and metadata."""
    return [change["kind"] for change in found["changes"]]


def table(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What a difference says of one table."""
    return next(item for item in found["tables"] if item["name"] == name)


def applied(made: Made, changes: Sequence[Mapping[str, Any]], rows: Mapping[str, Any]) -> Counter:
    """The rows of a table after a diff's changes; each a tuple of its filled cells by name."""
    renamed = {c["old"]: c["field"] for c in changes if c["kind"] == "field-renamed"}
    current = [
        {renamed.get(name, name): value for name, value in row.items() if value is not None}
        for row in made.rows
    ]
    for removed in rows["removed"]:
        current.remove(_filled({**removed["key"], **removed["values"]}))
    for state in ("changed", "filled", "rekeyed"):
        for change in rows[state]:
            key = _filled(change.get("old_key", change.get("key")))
            row = next(row for row in current if key.items() <= row.items() and _fits(row, change))
            current.remove(row)
            after = {**row, **{cell["field"]: cell["new"] for cell in change["cells"]}}
            current.append(_filled({**after, **change.get("new_key", {})}))
    current += [_filled({**added["key"], **added["values"]}) for added in rows["added"]]
    return Counter(tuple(sorted(row.items())) for row in current)


def _filled(row: Row) -> dict[str, str]:
    return {name: value for name, value in row.items() if value is not None}


def _fits(row: Row, change: Mapping[str, Any]) -> bool:
    """Whether a row has the old cells of a change."""
    return all(row.get(cell["field"]) == cell["old"] for cell in change["cells"])


def as_counter(rows: Sequence[Row]) -> Counter:
    """Rows as `applied` gives them."""
    return Counter(tuple(sorted(_filled(row).items())) for row in rows)
