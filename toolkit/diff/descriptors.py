"""Differences of two descriptors: metadata, tables, columns, keys, views and other files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.diff.constraints import constraint_changes
from toolkit.diff.model import Change
from toolkit.diff.pairs import Column, Field, fields_of, key_of, kind
from toolkit.diff.views import view_changes
from toolkit.package.read import Package, TableFiles

_NOT_METADATA = (
    *("resources", "version", "$schema", "profile", "created", "writers"),
    *("name", "id", "views"),
)
_WORDS = ("title", "description")
_FIELD_WORDS = ("title", "description", "example")
_FIELD_MEANING = (
    *("format", "unit", "missingValues", "trueValues", "falseValues", "groupChar"),
    *("decimalChar", "bareNumber", "delimiter", "itemType", "rdfType"),
)
_KNOWN = ("name", "type", "constraints", "categories", *_FIELD_WORDS, *_FIELD_MEANING)


def package_changes(old: Package, new: Package) -> Iterator[Change]:
    """Differences of what the two descriptors say of the packages as wholes."""
    before, after = old.descriptor, new.descriptor
    if old.name != new.name:
        yield Change("package-renamed", what="name", old=old.name, new=new.name)
    for key in dict.fromkeys((*before, *after)):
        if key not in _NOT_METADATA and before.get(key) != after.get(key):
            yield Change("metadata-changed", what=key, old=before.get(key), new=after.get(key))
    yield from _files(old, new)
    yield from view_changes(old, new)


def _files(old: Package, new: Package) -> Iterator[Change]:
    """Resources that are no tables."""
    before, after = _other_resources(old), _other_resources(new)
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name), after.get(name)
        if first is None:
            yield Change("file-added", field=name, new=second)
        elif second is None:
            yield Change("file-removed", field=name, old=first)
        elif (old.root / first).read_bytes() != (new.root / second).read_bytes():
            yield Change("file-changed", field=name, old=first, new=second)


def _other_resources(package: Package) -> dict[str, str]:
    """Name to path of the resources that hold no rows."""
    files = {files.csv for files in package.tables.values()}
    files |= {files.parquet for files in package.tables.values()}
    return {
        str(resource["name"]): str(resource["path"])
        for resource in package.descriptor["resources"]
        if resource["path"] not in files and "schema" not in resource
    }


def table_changes(
    name: str, old: Package, new: Package, before: TableFiles, after: TableFiles
) -> Iterator[Change]:
    """Differences of one table as a whole: its words and its files.

    Args:
        name: the table, by its new name.
        old: the package it was in.
        new: the package it is in.
        before: the table in the old package.
        after: the table in the new package.
    """
    if before.name != name:
        yield Change("table-renamed", name, old=before.name, new=name)
    first, second = _resource(old, before), _resource(new, after)
    for word in _WORDS:
        if first.get(word) != second.get(word):
            yield Change("table-described", name, "", word, first.get(word), second.get(word))
    for form in ("csv", "parquet"):
        had, has = getattr(before, form), getattr(after, form)
        if had is None and has is not None:
            yield Change("file-format-added", name, what=form, new=has)
        elif has is None and had is not None:
            yield Change("file-format-removed", name, what=form, old=had)
    if before.csv and after.csv and first.get("dialect") != second.get("dialect"):
        dialects = (first.get("dialect"), second.get("dialect"))
        yield Change("dialect-changed", name, "", "dialect", *dialects)


def _resource(package: Package, table: TableFiles) -> Mapping[str, Any]:
    for resource in package.descriptor["resources"]:
        if resource["name"] == table.name:
            found: Mapping[str, Any] = resource
            return found
    return {}


def schema_changes(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], columns: Sequence[Column]
) -> Iterator[Change]:
    """Differences of two schemas of one table.

    Args:
        name: the table.
        old: its schema before.
        new: its schema after.
        columns: its columns, paired.
    """
    renamed = {}
    for column in columns:
        if column.old is None or column.new is None:
            yield _one_sided(name, column)
            continue
        if column.old["name"] != column.new["name"]:
            renamed[str(column.old["name"])] = column.name
            yield Change("field-renamed", name, column.name, "", column.old["name"], column.name)
        yield from _field_changes(name, column.old, column.new)
    yield from _order(name, old, new, renamed)
    if _missing(old) != _missing(new):
        yield Change(
            "field-meaning-changed", name, "", "missingValues", _missing(old), _missing(new)
        )
    before, after = _renamed_all(key_of(old), renamed), list(key_of(new))
    if before != after:
        yield Change("primary-key-changed", name, "", "primaryKey", before, after)
    yield from _keys(name, "unique-key", _unique_keys(old, renamed), _unique_keys(new, {}))
    yield from _keys(name, "foreign-key", _foreign_keys(old, renamed), _foreign_keys(new, {}))


def _one_sided(name: str, column: Column) -> Change:
    if column.old is None:
        return Change("field-added", name, column.name, "", None, kind(column.new or {}))
    return Change("field-removed", name, column.name, "", kind(column.old), None)


def _field_changes(table: str, old: Field, new: Field) -> Iterator[Change]:
    name = str(new["name"])
    if kind(old) != kind(new):
        yield Change("field-retyped", table, name, "type", kind(old), kind(new))
    others = [key for key in dict.fromkeys((*old, *new)) if key not in _KNOWN]
    for keys, what in (
        (_FIELD_MEANING, "field-meaning-changed"),
        ((*_FIELD_WORDS, *others), "field-described"),
    ):
        for key in keys:
            if _plain(key, old) != _plain(key, new):
                yield Change(what, table, name, key, old.get(key), new.get(key))
    yield from constraint_changes(table, name, _constraints(old), _constraints(new))


def _plain(key: str, field: Field) -> Any:
    """A property's value, the standard's default where it is left out."""
    return field.get(key, "default" if key == "format" else None)


def _constraints(field: Field) -> dict[str, Any]:
    found = dict(field.get("constraints") or {})
    if "categories" in field:
        found["categories"] = field["categories"]
    return found


def _order(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], renamed: Mapping[str, str]
) -> Iterator[Change]:
    before, after = _renamed_all(fields_of(old), renamed), list(fields_of(new))
    first = [column for column in before if column in after]
    second = [column for column in after if column in before]
    if first != second:
        yield Change("field-order-changed", name, "", "", before, after)


def _renamed_all(names: Any, renamed: Mapping[str, str]) -> list[str]:
    return [renamed.get(name, name) for name in names]


def _missing(schema: Mapping[str, Any]) -> Any:
    return schema.get("missingValues", [""])


def _unique_keys(schema: Mapping[str, Any], renamed: Mapping[str, str]) -> list[Any]:
    return [_renamed_all(key, renamed) for key in schema.get("uniqueKeys") or []]


def _foreign_keys(schema: Mapping[str, Any], renamed: Mapping[str, str]) -> list[Any]:
    """The foreign keys with lists of columns, as the standard also allows single names."""
    found = []
    for key in schema.get("foreignKeys") or []:
        own, reference = key.get("fields"), key.get("reference") or {}
        there = reference.get("fields")
        found.append(
            {
                "fields": _renamed_all([own] if isinstance(own, str) else own or [], renamed),
                "resource": reference.get("resource", ""),
                "columns": [there] if isinstance(there, str) else there or [],
            }
        )
    return found


def _keys(name: str, what: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """Keys of one side only, in the order declared."""
    before, after = [json.dumps(key) for key in old], [json.dumps(key) for key in new]
    for key, text in zip(old, before, strict=True):
        if text not in after:
            yield Change(f"{what}-removed", name, "", _called(key), key, None)
    for key, text in zip(new, after, strict=True):
        if text not in before:
            yield Change(f"{what}-added", name, "", _called(key), None, key)


def _called(key: Any) -> str:
    """A key for readers: ``a, b → table (c, d)``."""
    if isinstance(key, list):
        return ", ".join(key)
    target = key["resource"] or "itself"
    return f"{', '.join(key['fields'])} → {target} ({', '.join(key['columns'])})"
