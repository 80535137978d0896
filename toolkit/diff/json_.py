"""A difference as JSON, written row by row; ``diff.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.diff.model import Change, Difference, RowChange, State, TableDiff
from toolkit.diff.shown import ORDER

SCHEMA = Path(__file__).with_name("diff.schema.json")
"""The JSON Schema of what `json_parts` gives."""
_NAMES: Mapping[State, str] = {
    State.REMOVED: "removed",
    State.ADDED: "added",
    State.REKEYED: "rekeyed",
    State.CHANGED: "changed",
    State.FILLED: "filled",
}


def json_parts(difference: Difference, limit: int = 0) -> Iterator[str]:
    """The pieces of a JSON object; joined they are the whole.

    Args:
        difference: what differs.
        limit: rows of each kind to give of each table; 0 gives all. Counts are always whole.
    """
    head = {
        "old": _side(difference, "old"),
        "new": _side(difference, "new"),
        "differs": difference.differs,
        "bump": {
            "smallest": difference.bump.smallest,
            "next_version": difference.bump.next_version or None,
            "sufficient": difference.bump.sufficient,
            "reasons": [
                {"bump": r.bump, "rule": r.rule, "count": r.count, "text": r.text}
                for r in difference.bump.reasons
            ],
        },
        "limit": limit or None,
        "changes": [_change(change) for change in difference.changes],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "tables": ['
    separator = "\n"
    for table in difference.tables:
        yield separator
        yield from _table(table, limit)
        separator = ",\n"
    yield "\n ]\n}\n"


def _side(difference: Difference, which: str) -> dict[str, Any]:
    side = difference.old if which == "old" else difference.new
    return {"place": side.place, "name": side.name or None, "version": side.version or None}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "table": change.table or None,
        "field": change.field or None,
        "property": change.what or None,
        "old": change.old,
        "new": change.new,
    }


def _table(table: TableDiff, limit: int) -> Iterator[str]:
    head = {
        "name": table.name,
        "key": list(table.key),
        "old_rows": table.old_rows,
        "new_rows": table.new_rows,
        "counts": {name: table.count(state) for state, name in _NAMES.items()},
        "retired": table.retired,
        "recorded": table.recorded,
        "cells": dict(table.cells),
        "filled_cells": dict(table.filled),
        "notes": list(table.notes),
    }
    yield "  " + json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": {'
    separator = ""
    for state in (*ORDER, State.FILLED):
        yield f'{separator}\n   "{_NAMES[state]}": ['
        between = "\n"
        for row in table.rows(state, limit) if table.count(state) else ():
            yield f"{between}    {json.dumps(_row(row), ensure_ascii=False)}"
            between = ",\n"
        yield "]"
        separator = ","
    yield "}}"


def _row(row: RowChange) -> dict[str, Any]:
    if row.state is State.ADDED:
        return {"key": dict(row.new_key), "values": {c.field: c.new for c in row.cells}}
    if row.state is State.REMOVED:
        return {
            "key": dict(row.old_key),
            "values": {c.field: c.old for c in row.cells},
            "retired": row.retired,
            "replacement": row.replacement or None,
        }
    cells = [{"field": c.field, "old": c.old, "new": c.new} for c in row.cells]
    if row.state is State.REKEYED:
        keys = {"old_key": dict(row.old_key), "new_key": dict(row.new_key)}
        return {**keys, "how": row.how, "cells": cells}
    return {"key": dict(row.key), "cells": cells}
