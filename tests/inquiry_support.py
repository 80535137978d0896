"""Shared by the tests of whole packages: a table of rivers, in files and in reports."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.validate.report import Report

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

RIVERS = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "[a-z]+"}},
        {
            "name": "name",
            "type": "string",
            "constraints": {"minLength": 2, "maxLength": 10, "unique": True},
        },
        {"name": "km", "type": "number", "constraints": {"minimum": 0, "maximum": 9000}},
        {"name": "bridges", "type": "integer", "constraints": {"exclusiveMinimum": -1}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["river", "brook"]}},
        {"name": "since", "type": "date", "constraints": {"minimum": "1000-01-01"}},
        {"name": "seen", "type": "datetime"},
        {"name": "wet", "type": "boolean"},
        {"name": "into", "type": "string"},
    ],
    "primaryKey": ["id"],
    "foreignKeys": [{"fields": ["into"], "reference": {"resource": "", "fields": ["id"]}}],
}
NAMES = [field["name"] for field in RIVERS["fields"]]
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def row(key: str | None, **changes: Any) -> dict[str, Any]:
    """A river that breaks no rule."""
    good = {
        "id": key,
        "name": f"The {key}",
        "km": 12.5,
        "bridges": 3,
        "kind": "river",
        "since": dt.date(1200, 1, 2),
        "seen": dt.datetime(2026, 1, 2, 3, 4, 5),
        "wet": True,
        "into": None,
    }
    return {**good, **changes}


TYPES = pa.schema(
    [
        *(
            ("id", pa.string()),
            ("name", pa.string()),
            ("km", pa.float64()),
            ("bridges", pa.int32()),
        ),
        *(("kind", pa.string()), ("since", pa.date32()), ("seen", pa.timestamp("us"))),
        *(("wet", pa.bool_()), ("into", pa.string())),
    ]
)


def write(folder: Path, *resources: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    described = {"$schema": V2, "name": "waters", "resources": list(resources)}
    (folder / "datapackage.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    return folder


def parquet(folder: Path, rows: list[dict[str, Any]], schema: Any = RIVERS) -> Path:
    write(folder, {"name": "rivers", "path": "rivers.parquet", "schema": schema})
    pq.write_table(pa.Table.from_pylist(rows, TYPES), folder / "rivers.parquet", row_group_size=2)
    return folder


def facts(report: Report) -> list[tuple[Any, ...]]:
    return [(f.rule, f.row_number, f.field, f.field_number, f.value) for f in report.findings]
