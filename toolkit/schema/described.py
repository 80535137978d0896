"""A descriptor's resource read back as the `TableSchema` that it was written from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from toolkit.errors import DataError
from toolkit.schema.model import TableSchema
from toolkit.schema.reading import Node, Problems
from toolkit.schema.tables import read_field, read_foreign_keys

_FIELD_KEYS = ("name", "type", "title", "description", "unit", "constraints")


def described_table(resource: Mapping[str, Any], where: str) -> TableSchema:
    """The table that a resource of ``datapackage.json`` describes.

    What a descriptor may say beyond the declaration is passed over, and examples are left empty.

    Args:
        resource: the resource, as `json.loads` gave it.
        where: how messages call the descriptor.

    Raises:
        DataError: its schema is not one that the declaration could have.
    """
    name = str(resource.get("name", ""))
    problems = Problems()
    node = Node(resource["schema"], f"{where}, resource {name}", problems)
    fields = []
    for item in node.nodes("fields", "field"):
        known = {key: _exact(item.data[key]) for key in _FIELD_KEYS if key in item.data}
        fields.append(read_field(Node(known, item.where, problems), example=""))
    table = TableSchema(
        name=name,
        title=str(resource.get("title", "")),
        description=str(resource.get("description", "")),
        fields=tuple(fields),
        primary_key=node.texts("primaryKey"),
        foreign_keys=read_foreign_keys(name, node),
    )
    if problems.found:
        first = problems.found[0]
        raise DataError(first.what, where=first.where, hint="Build the package again.")
    return table


def _exact(value: Any) -> Any:
    """A JSON value with its numbers as they were written: the shortest spelling of each float."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value
