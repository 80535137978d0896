"""The data package's descriptor, by Data Package v2 (https://datapackage.org/standard/).

Every table is published twice, as CSV and as Parquet, each a resource of its own; a reference of a
Parquet resource leads to a Parquet resource. Three things are so for the sake of frictionless-py 5:

* Parquet resources have no ``bytes``: it does not count them and reports any number as wrong.
* No schema has ``fieldsMatch``: it wants a text there, and the official v2 profile a list.
* Integer columns of Parquet resources that may be null count ``nan`` as missing: it reads such a
  column through floating-point numbers, where null is not-a-number. No integer is spelt so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.schema.model import (
    Constraints,
    Field,
    FieldType,
    ForeignKey,
    PackageDeclaration,
    TableSchema,
)
from toolkit.schema.values import to_json, to_text

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PARQUET_SUFFIX = "-parquet"


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """What the descriptor says of a table's two files.

    Attributes:
        csv_bytes: size of the CSV file.
        csv_sha256: its SHA-256, in hexadecimal.
        parquet_sha256: SHA-256 of the Parquet file.
        parquet_bytes: size of the Parquet file.
    """

    csv_bytes: int
    csv_sha256: str
    parquet_sha256: str
    parquet_bytes: int = 0


def csv_path(table: str) -> str:
    """Where a table's CSV file lies in the package."""
    return f"data/{table}.csv"


def parquet_path(table: str) -> str:
    """Where a table's Parquet file lies in the package."""
    return f"data/{table}.parquet"


def descriptor(
    declaration: PackageDeclaration,
    resources: Mapping[str, ResourceFacts],
    writers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The content of ``datapackage.json``.

    Args:
        declaration: what the tables are.
        resources: the facts of each table and code list, by name.
        writers: library and version that wrote the files of a format, by format, where their
            bytes depend on it.

    Returns:
        Plain JSON values: first all CSV resources, then the Parquet ones.

    Raises:
        KeyError: a table or code list has no facts.
    """
    tables = [*declaration.tables.values(), *(c.schema for c in declaration.code_lists.values())]
    created = {"created": declaration.created} if declaration.created else {}
    return {
        "$schema": PROFILE,
        "name": declaration.name,
        "title": declaration.title,
        "description": declaration.description,
        "version": declaration.version,
        **created,
        **declaration.metadata,
        **({"writers": dict(writers)} if writers else {}),
        "resources": [
            *(_csv_resource(table, resources[table.name]) for table in tables),
            *(_parquet_resource(table, resources[table.name]) for table in tables),
        ],
    }


def _csv_resource(table: TableSchema, facts: ResourceFacts) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": csv_path(table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": facts.csv_bytes,
        "hash": f"sha256:{facts.csv_sha256}",
        "schema": table_schema(table),
    }


def _parquet_resource(table: TableSchema, facts: ResourceFacts) -> dict[str, Any]:
    return {
        "name": f"{table.name}{PARQUET_SUFFIX}",
        "type": "table",
        "title": f"{table.title} (Parquet)",
        "description": table.description,
        "path": parquet_path(table.name),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{facts.parquet_sha256}",
        "schema": table_schema(table, parquet=True),
    }


def table_schema(table: TableSchema, *, parquet: bool = False) -> dict[str, Any]:
    """The table as a Table Schema object.

    Args:
        table: the table.
        parquet: whether it describes the Parquet file, and its keys lead to Parquet resources.
    """
    schema: dict[str, Any] = {
        "fields": [_field(field, parquet=parquet) for field in table.fields],
        "primaryKey": list(table.primary_key),
    }
    suffix = PARQUET_SUFFIX if parquet else ""
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key, table, suffix) for key in table.foreign_keys]
    schema["missingValues"] = list(table.missing_values)
    return schema


def _foreign_key(key: ForeignKey, table: TableSchema, suffix: str) -> dict[str, Any]:
    """A reference to the table itself has an empty resource, as frictionless wants it."""
    resource = "" if key.resource == table.name else f"{key.resource}{suffix}"
    reference = {"resource": resource, "fields": list(key.reference_fields)}
    return {"fields": list(key.fields), "reference": reference}


def _field(field: Field, *, parquet: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "type": field.type.value,
        "title": field.title,
        "description": field.description,
        "example": to_text(field.example),
    }
    if field.unit:
        found["unit"] = field.unit
    constraints = _constraints(field.constraints)
    if constraints:
        found["constraints"] = constraints
    if parquet and field.type is FieldType.INTEGER and not field.constraints.required:
        found["missingValues"] = ["", "nan"]
    return found


def _constraints(rules: Constraints) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if rules.required:
        found["required"] = True
    if rules.unique:
        found["unique"] = True
    if rules.enum:
        found["enum"] = [to_json(value) for value in rules.enum]
    if rules.pattern is not None:
        found["pattern"] = rules.pattern
    if rules.min_length is not None:
        found["minLength"] = rules.min_length
    if rules.minimum is not None:
        found["minimum"] = to_json(rules.minimum)
    if rules.maximum is not None:
        found["maximum"] = to_json(rules.maximum)
    return found
