"""Checks of Table Schemas and their fields (https://datapackage.org/standard/table-schema/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.schema.model import Severity
from toolkit.validate.metadata.faults import Context, Fault, below, shape_faults
from toolkit.validate.metadata.shape import Pointer, field_types
from toolkit.validate.metadata.shape import check as check_shape

_SCHEMA, _FIELD = "schema-error", "field-error"
_DEFAULT_TYPE = "string"
_EXCLUSIVE = ("exclusiveMinimum", "exclusiveMaximum")
_LENGTHS = ("minLength", "maxLength")
_PLAIN = frozenset(("name", "type", "title", "description", "rdfType", "missingValues"))
"""Properties of fields that say nothing of single values."""
_NAME_ONE = "Name fields of the schema."


def check_schema(schema: Mapping[str, Any], context: Context) -> Iterator[Fault]:
    """Faults of a schema in today's form, its fields included."""
    fieldsmatch = schema.get("fieldsMatch")
    if isinstance(fieldsmatch, list) and len(fieldsmatch) == 1 and not context.like_frictionless:
        schema = {**schema, "fieldsMatch": fieldsmatch[0]}  # the official profile wants a list
    shape = shape_faults(schema, "schema", _SCHEMA)
    yield from shape
    fields = schema.get("fields")
    inner: list[Fault] = []
    for number, field in enumerate(fields if isinstance(fields, list) else []):
        inner += below(_check_field(field, context), "fields", number)
    yield from inner
    if shape or (inner and context.like_frictionless):
        return
    names = [field.get("name") for field in schema["fields"] if isinstance(field, Mapping)]
    yield from _check_names(names, context)
    yield from _check_missing(schema.get("missingValues", []), _SCHEMA, context)
    yield from _check_keys(schema, names, context)
    yield from _check_foreign_keys(schema.get("foreignKeys", []), names)


def _check_names(names: Sequence[Any], context: Context) -> Iterator[Fault]:
    first: dict[Any, int] = {}
    reported = set()
    for number, name in enumerate(names):
        if first.setdefault(name, number) == number or name in reported:
            continue
        reported.add(name)
        message = f"two fields have the same name {name!r}"
        yield Fault(_SCHEMA, message, ("fields", number), "Give each field a name of its own.")
        if context.like_frictionless:
            return


def _check_keys(
    schema: Mapping[str, Any], names: Sequence[Any], context: Context
) -> Iterator[Fault]:
    keys: list[tuple[str, Pointer, Any]] = []
    keys.append(("primary key", ("primaryKey",), schema.get("primaryKey", [])))
    if not context.like_frictionless:
        unique = schema.get("uniqueKeys", [])
        keys += [("unique key", ("uniqueKeys", i), key) for i, key in enumerate(unique)]
    known = set(names)
    for what, at, key in keys:
        for name in key:
            if name not in known:
                yield Fault(_SCHEMA, f"the {what} names {name!r}, which is no field", at, _NAME_ONE)


def _check_foreign_keys(keys: Sequence[Any], names: Sequence[Any]) -> Iterator[Fault]:
    for number, key in enumerate(keys):
        at = ("foreignKeys", number)
        own, other = key.get("fields", []), key.get("reference", {}).get("fields", [])
        for name in own:
            if name not in names:
                message = f"the foreign key names {name!r}, which is no field"
                yield Fault(_SCHEMA, message, at, _NAME_ONE)
        if len(own) != len(other):
            message = f"the foreign key has {len(own)} fields and refers to {len(other)}"
            yield Fault(_SCHEMA, message, at, "Name as many fields on both sides.")
        elif not own:
            yield Fault(_SCHEMA, "the foreign key names no fields", at, _NAME_ONE)


def _check_missing(entries: Any, kind: str, context: Context) -> Iterator[Fault]:
    """Missing values with labels: a matter of version 2, each value and label once."""
    labelled = [entry for entry in entries if isinstance(entry, Mapping)]
    if not labelled:
        return
    at = ("missingValues",)
    for name in ("value", "label"):
        values = [entry[name] for entry in labelled if entry.get(name) is not None]
        for value in dict.fromkeys(value for value in values if values.count(value) > 1):
            yield Fault(kind, f"the missing value's {name} {value!r} stands twice", at)
    if context.version == "v1":
        message = "missing values with labels need version 2 of the standard"
        yield Fault(kind, message, at, "Declare it with $schema, or list plain texts.")


def _check_field(field: Any, context: Context) -> Iterator[Fault]:
    if not isinstance(field, Mapping):
        yield Fault(_FIELD, "a field is not an object")
        return
    kind = field.get("type") or _DEFAULT_TYPE
    facts = field_types().get(kind) if isinstance(kind, str) else None
    if facts is None:
        known = ", ".join(field_types())
        message = f"there is no field type {kind!r}"
        yield Fault(_FIELD, message, ("type",), f"One of: {known}.", ends=True)
        return
    shape = shape_faults(field, "field", _FIELD)
    own = {"type": "object", "properties": facts.get("properties", {})}
    shape += [Fault(_FIELD, message, at) for at, message in check_shape(field, own, ())]
    yield from shape
    if not shape:
        wrong = list(_check_constraints(field, kind, facts["constraints"], context))
        yield from wrong
        if not wrong and not field.keys() <= _PLAIN:
            yield from _check_values(field, context)
        yield from _check_missing(field.get("missingValues", []), _FIELD, context)
        if "required" in field:
            hint = "Write it as constraints.required."
            yield Fault(_FIELD, "'required' stands outside the constraints", ("required",), hint)


def _check_constraints(
    field: Mapping[str, Any], kind: str, allowed: Sequence[str], context: Context
) -> Iterator[Fault]:
    constraints = field.get("constraints", {})
    if not field.get("type") and context.version != "v1" and not context.like_frictionless:
        allowed = [*allowed, *field_types()["number"]["constraints"]]  # any type may be meant
    for name in constraints:
        at = ("constraints", name)
        if name not in allowed and name != "unique":
            message = f"a field of type {kind} takes no constraint {name!r}"
            yield Fault(_FIELD, message, at, f"It takes: {', '.join([*allowed, 'unique'])}.")
        elif name in _EXCLUSIVE and context.version == "v1":
            message = f"the constraint {name!r} needs version 2 of the standard"
            yield Fault(_FIELD, message, at, "Declare it with $schema.")


def _check_values(field: Mapping[str, Any], context: Context) -> Iterator[Fault]:
    """Constraints that cannot be read or satisfied, and an example that is none."""
    from toolkit.validate.tabular.column import compile_column
    from toolkit.validate.tabular.constraints import FieldError
    from toolkit.validate.tabular.numeric import BAD

    like = context.like_frictionless
    constraints = field.get("constraints", {})
    try:
        read = compile_column({**field, "constraints": {}}, 1, {}, like=like).read
        compile_column(field, 1, {}, like=like)
    except FieldError as error:
        yield Fault(_FIELD, str(error), ("constraints",), "Correct it.")
        return
    example = field.get("example")
    if example and read(example) is BAD:
        message = f"the example {str(example)[:100]!r} is no value of the field"
        yield Fault(_FIELD, message, ("example",), "Write it as a cell is written.")
    if like:
        return
    for name in _LENGTHS:
        if constraints.get(name, 0) < 0:
            yield Fault(_FIELD, f"{name} is less than 0", ("constraints", name))
    lengths = [constraints[name] for name in _LENGTHS if name in constraints]
    if len(lengths) == 2 and lengths[0] > lengths[1]:
        message = "minLength is more than maxLength: no value fits"
        at = ("constraints", "minLength")
        yield Fault(_FIELD, message, at, severity=Severity.WARNING)
