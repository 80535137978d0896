"""One Table Schema file becomes a `TableSchema`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.schema.model import Constraints, Field, FieldType, ForeignKey, Scalar, TableSchema
from toolkit.schema.patterns import PatternError, check_pattern
from toolkit.schema.reading import Node
from toolkit.schema.values import breach, from_json, parse_cell

NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLE_KEYS = ("title", "description", "fields", "primaryKey", "foreignKeys", "missingValues")
_FIELD_KEYS = ("name", "type", "title", "description", "unit", "example", "constraints")
_TYPES = tuple(kind.value for kind in FieldType)
_ORDERED = (FieldType.INTEGER, FieldType.NUMBER, FieldType.DATE)
_CONSTRAINTS: Mapping[str, tuple[FieldType, ...]] = {
    "required": tuple(FieldType),
    "unique": (FieldType.STRING, FieldType.INTEGER, FieldType.DATE),
    "enum": (FieldType.STRING, FieldType.INTEGER),
    "pattern": (FieldType.STRING,),
    "minLength": (FieldType.STRING,),
    "minimum": _ORDERED,
    "maximum": _ORDERED,
}


def read_table(name: str, node: Node) -> TableSchema:
    """The table that a Table Schema object declares; problems go to the node's list."""
    node.allow(*_TABLE_KEYS)
    check_name(name, "table", node)
    fields = tuple(read_field(item) for item in node.nodes("fields", "field"))
    missing = node.texts("missingValues")
    if missing != ("",):
        node.wrong("missingValues", f"{list(missing)} is not allowed", 'Write [""].')
    return TableSchema(
        name=name,
        title=node.text("title"),
        description=node.text("description"),
        fields=fields,
        primary_key=node.texts("primaryKey"),
        foreign_keys=read_foreign_keys(name, node),
    )


def check_name(name: str, what: str, node: Node) -> None:
    """Note a name that is not made of lower-case letters, digits and underscores."""
    if name and not NAME.fullmatch(name):
        node.problems.add(
            f"{name!r} is not a name for a {what}",
            where=node.where,
            hint="Use lower-case letters, digits and underscores; begin with a letter.",
        )


def read_field(node: Node, *, example: Scalar | None = None) -> Field:
    """One column.

    Args:
        node: the field's object.
        example: the example of a column whose object may not give one itself (a code list's,
            whose rows show it).
    """
    node.allow(*(key for key in _FIELD_KEYS if key != "example" or example is None))
    name = node.text("name")
    check_name(name, "column", node)
    kind = node.choice("type", FieldType, _TYPES) or FieldType.STRING
    constraints = _read_constraints(kind, node.node("constraints", required=False))
    field = Field(
        name=name,
        type=kind,
        title=node.text("title"),
        description=node.text("description"),
        example=_example(kind, node) if example is None else example,
        unit=node.text("unit", required=False) or None,
        constraints=constraints,
    )
    if field.unit == "1":
        node.wrong("unit", "a number without unit", "Leave unit out.")
    return field


def _example(kind: FieldType, node: Node) -> Scalar:
    """The example, written as in a CSV file; ``""`` with a problem noted where it is none."""
    text = node.text("example")
    if not text:
        return ""
    try:
        return parse_cell(kind, text)
    except ValueError as error:
        node.wrong("example", str(error), "Write it as a CSV file has it.")
        return ""


def _value(key: str, kind: FieldType, node: Node) -> Scalar:
    """The value of ``key`` in the field's type; ``""`` with a problem noted otherwise."""
    try:
        return from_json(kind, node.data[key])
    except ValueError as error:
        node.wrong(key, str(error), f"Write a value of type {kind.value}.")
        return ""


def _read_constraints(kind: FieldType, node: Node) -> Constraints:
    node.allow(*_CONSTRAINTS)
    for key, kinds in _CONSTRAINTS.items():
        if key in node.data and kind not in kinds:
            node.wrong(key, f"a field of type {kind.value} cannot have it", "Take it out.")
            return Constraints()
    minimum = _value("minimum", kind, node) if "minimum" in node.data else None
    maximum = _value("maximum", kind, node) if "maximum" in node.data else None
    return Constraints(
        required=node.flag("required"),
        unique=node.flag("unique"),
        enum=_read_enum(kind, node),
        pattern=_read_pattern(node),
        minimum=minimum,
        maximum=maximum,
        min_length=node.integer("minLength"),
    )


def _read_enum(kind: FieldType, node: Node) -> tuple[Scalar, ...]:
    if "enum" not in node.data:
        return ()
    values = node.data["enum"]
    if not isinstance(values, list) or not values:
        node.wrong("enum", "not a list of values", "List the allowed values.")
        return ()
    try:
        found = tuple(from_json(kind, value) for value in values)
    except ValueError as error:
        node.wrong("enum", str(error), f"Write values of type {kind.value}.")
        return ()
    if len(set(found)) < len(found):
        node.wrong("enum", "a value stands twice", "Name each once.")
    return found


def _read_pattern(node: Node) -> str | None:
    pattern = node.text("pattern", required=False)
    if not pattern:
        return None
    try:
        check_pattern(pattern)
    except PatternError as error:
        node.wrong("pattern", f"outside the allowed subset {error}", "See schemas/README.md.")
        return None
    return pattern


def read_foreign_keys(name: str, node: Node) -> tuple[ForeignKey, ...]:
    """The foreign keys of the table ``name``; an empty resource means the table itself."""
    found = []
    for item in node.nodes("foreignKeys", "foreign key", required=False):
        item.allow("fields", "reference")
        reference = item.node("reference")
        reference.allow("resource", "fields")
        resource = reference.data.get("resource")
        if not isinstance(resource, str):
            reference.wrong("resource", "missing or not a text", "Name a table or a code list.")
            resource = ""
        key = ForeignKey(item.texts("fields"), resource or name, reference.texts("fields"))
        if key.fields and len(key.fields) == len(key.reference_fields):
            found.append(key)
        else:
            item.wrong("fields", "not as many as it refers to", "Name both sides one by one.")
    return tuple(found)


def check_example(field: Field) -> str | None:
    """Say which constraint the field's own example breaks, or that its bounds exclude all."""
    rules = field.constraints
    if rules.minimum is not None and rules.maximum is not None and rules.minimum > rules.maximum:  # type: ignore[operator]
        return "the minimum is above the maximum"
    broken = breach(field, field.example)
    return f"the example {field.example!s} breaks its own {broken}" if broken else None
