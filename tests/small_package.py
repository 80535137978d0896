"""A small dataset that has nothing to do with ours: rivers and bridges."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from toolkit.package.write import Written, write_package
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.loader import load_declaration
from toolkit.schema.model import PackageDeclaration


def _field(name: str, kind: str, example: str, **constraints: Any) -> dict[str, Any]:
    field = {
        "name": name,
        "type": kind,
        "title": name.replace("_", " ").capitalize(),
        "description": f"What {name} says, also of a | and of 'quotes'.",
        "example": example,
    }
    return {**field, "constraints": constraints} if constraints else field


RIVERS = {
    "title": "Rivers",
    "description": "A row is one river.",
    "fields": [
        _field("river_id", "string", "elbe", required=True, pattern="[a-z]+"),
        _field("name", "string", "Elbe", required=True, minLength=2),
        _field("length_km", "number", "1094.26", minimum=1),
        _field("navigable", "boolean", "true"),
    ],
    "missingValues": [""],
    "primaryKey": ["river_id"],
}
BRIDGES = {
    "title": "Bridges",
    "description": "A row is one bridge over a river.",
    "fields": [
        _field("river_id", "string", "elbe", required=True),
        _field("number", "integer", "3", required=True, minimum=1, maximum=999),
        _field("opened_on", "date", "1893-07-12", minimum="1000-01-01"),
        _field("material_code", "string", "steel", required=True),
        _field("note", "string", "A “wonder”, they said"),
    ],
    "missingValues": [""],
    "primaryKey": ["river_id", "number"],
    "foreignKeys": [
        {"fields": ["river_id"], "reference": {"resource": "rivers", "fields": ["river_id"]}},
        {"fields": ["material_code"], "reference": {"resource": "materials", "fields": ["code"]}},
    ],
}
CODES = {
    "fields": [
        {
            "name": name,
            "type": "string",
            "title": name.capitalize(),
            "description": f"The {name}.",
            "constraints": {"required": True},
        }
        for name in ("code", "label", "definition")
    ],
    "missingValues": [""],
    "primaryKey": ["code"],
    "lists": [
        {"name": "materials", "title": "Materials", "description": "What bridges are made of."}
    ],
}
RULES = {
    "rules": [
        {
            "code": "steel-is-young",
            "table": "bridges",
            "severity": "error",
            "message": "a steel bridge is older than steel",
            "hint": "Correct opened_on or material_code.",
        },
        {
            "code": "river-has-bridge",
            "table": "rivers",
            "severity": "warning",
            "message": "nothing spans the river",
            "hint": "Add a bridge.",
        },
    ]
}
STEEL = """select 'bridges' as table_name, concat_ws('|', river_id, number) as row_id,
  'opened_on' as field_name, cast(opened_on as varchar) as value
from bridges where material_code = 'steel' and opened_on < date '1850-01-01';
"""
UNSPANNED = """select 'rivers' as table_name, river_id as row_id, 'river_id' as field_name,
  name as value
from rivers where river_id not in (select river_id from bridges);
"""
VIEWS = """-- How many bridges each river has.
create view bridge_counts as
select rivers.name, count(number) as bridges
from rivers left join bridges using (river_id)
group by rivers.name
order by rivers.name;
"""


def write_declaration(folder: Path) -> Path:
    """Write the declaration's files."""
    (folder / "codes").mkdir(parents=True)
    (folder / "rules").mkdir()
    package = {
        "name": "crossings",
        "title": "River crossings",
        "description": "Bridges and the rivers they span.",
        "version": "1.2.3",
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "The testers", "roles": ["author"]}],
        "keywords": ["bridges"],
        "sources": [{"title": "Walks along rivers"}],
        "tables": ["rivers", "bridges"],
    }
    content = {
        "package.json": package,
        "rivers.json": RIVERS,
        "bridges.json": BRIDGES,
        "codes.json": CODES,
        "rules.json": RULES,
    }
    for name, value in content.items():
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    codes = "code,label,definition\nsteel,Steel,Iron with carbon.\nstone,Stone,Cut rock.\n"
    (folder / "codes" / "materials.csv").write_text(codes, encoding="utf-8")
    (folder / "rules" / "steel-is-young.sql").write_text(STEEL, encoding="utf-8")
    (folder / "rules" / "river-has-bridge.sql").write_text(UNSPANNED, encoding="utf-8")
    (folder / "views.sql").write_text(VIEWS, encoding="utf-8")
    return folder


def declare(folder: Path) -> PackageDeclaration:
    """The declaration, loaded."""
    return load_declaration(write_declaration(folder / "schemas"))


def table_of(declaration: PackageDeclaration, name: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    """Rows as an Arrow table of the declared types; required columns may hold nulls here."""
    schema = arrow_schema(declaration.tables[name])
    free = pa.schema([field.with_nullable(True) for field in schema])
    return pa.Table.from_pylist([dict(zip(free.names, row, strict=True)) for row in rows], free)


RIVER_ROWS: list[tuple[Any, ...]] = [
    ("neisse", "Lausitzer Neiße", None, False),
    ("elbe", "Elbe", Decimal("1094.26"), True),
]
BRIDGE_ROWS: list[tuple[Any, ...]] = [
    ("neisse", 2, None, "stone", None),
    ("elbe", 10, dt.date(1893, 7, 12), "steel", "A “wonder”, they said"),
    ("elbe", 2, dt.date(1945, 4, 25), "stone", 'two\nlines, "quoted"'),
]


def small_tables(declaration: PackageDeclaration) -> dict[str, pa.Table]:
    """Valid rows, not in the order of their keys."""
    return {
        "rivers": table_of(declaration, "rivers", RIVER_ROWS),
        "bridges": table_of(declaration, "bridges", BRIDGE_ROWS),
    }


def build_small(folder: Path) -> Written:
    """Write the whole package to ``folder / "package"``."""
    declaration = declare(folder)
    return write_package(small_tables(declaration), declaration, folder / "package")


def contents(folder: Path) -> dict[str, bytes]:
    """Path inside the folder to bytes, for every file."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
