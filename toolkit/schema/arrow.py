"""A table's Arrow schema: types, nullability, and what the columns mean as metadata."""

from __future__ import annotations

import pyarrow as pa

from toolkit.schema.model import NUMBER_PRECISION, NUMBER_SCALE, Field, FieldType, TableSchema

ARROW_TYPES: dict[FieldType, pa.DataType] = {
    FieldType.STRING: pa.string(),
    FieldType.INTEGER: pa.int64(),
    FieldType.NUMBER: pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.DATE: pa.date32(),
}
"""The Arrow type of each Table Schema type; numbers are decimals, so that nothing is rounded."""


def arrow_field(field: Field) -> pa.Field:
    """One column: nullable unless required; title, description and unit as metadata."""
    metadata = {"title": field.title, "description": field.description}
    if field.unit:
        metadata["unit"] = field.unit
    nullable = not field.constraints.required
    return pa.field(field.name, ARROW_TYPES[field.type], nullable=nullable, metadata=metadata)


def arrow_schema(table: TableSchema) -> pa.Schema:
    """The schema of ``table``, its name, title and description as metadata.

    Parquet keeps all of it when pyarrow writes with this schema.
    """
    metadata = {"name": table.name, "title": table.title, "description": table.description}
    return pa.schema([arrow_field(field) for field in table.fields], metadata=metadata)
