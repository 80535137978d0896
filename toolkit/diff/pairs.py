"""Which table and which column of one package is which of the other, renamed ones included."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MATCHING = Path(__file__).with_name("matching.json")

Field = Mapping[str, Any]
"""A field's object in a Table Schema."""


@cache
def matching() -> Mapping[str, Any]:
    """The thresholds of ``matching.json``."""
    data: dict[str, Any] = json.loads(MATCHING.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a compared table.

    Attributes:
        old: its field before; ``None`` where it was added.
        new: its field after; ``None`` where it was removed.
        key: whether it is part of the key by which rows are told apart.
    """

    old: Field | None
    new: Field | None
    key: bool = False

    @property
    def name(self) -> str:
        """The column's name, the new one where it has two."""
        return str((self.new or self.old or {})["name"])

    @property
    def common(self) -> bool:
        """Whether both sides have it."""
        return self.old is not None and self.new is not None


def fields_of(schema: Mapping[str, Any]) -> dict[str, Field]:
    """The fields of a schema by name."""
    return {str(field["name"]): field for field in schema["fields"]}


def key_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The primary key's columns; the standard allows one name without a list."""
    key = schema.get("primaryKey") or ()
    return (key,) if isinstance(key, str) else tuple(map(str, key))


def kind(field: Field) -> str:
    """A field's type; the standard's default is ``any``."""
    return str(field.get("type") or "any")


def renamed_tables(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """New name to old name of tables whose columns and key say that they are one.

    Args:
        old: schemas of the tables that the old package alone has, by name.
        new: those that the new package alone has.
    """
    least = matching()["renamed_table"]["min_fields"]
    scored = []
    for name, schema in new.items():
        for other, before in old.items():
            share = _same_fields(before, schema)
            if share >= least and key_of(before) == key_of(schema):
                scored.append((-share, name, other))
    found: dict[str, str] = {}
    for _, name, other in sorted(scored):
        if name not in found and other not in found.values():
            found[name] = other
    return found


def _same_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """The share of both schemas' columns that stand in both, by name and type."""
    before = {(name, kind(field)) for name, field in fields_of(old).items()}
    after = {(name, kind(field)) for name, field in fields_of(new).items()}
    return len(before & after) / max(len(before | after), 1)


def columns(
    old: Mapping[str, Any], new: Mapping[str, Any], renamed: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns of a table: the new schema's in their order, then those removed.

    Args:
        old: the schema before.
        new: the schema after.
        renamed: new name to old name of renamed columns.
    """
    before, after = fields_of(old), fields_of(new)
    key = common_key(old, new, renamed)
    found = [
        Column(before.get(renamed.get(name, name)), field, name in key)
        for name, field in after.items()
    ]
    kept = {renamed.get(name, name) for name in after}
    found += [Column(field, None) for name, field in before.items() if name not in kept]
    return tuple(found)


def common_key(
    old: Mapping[str, Any], new: Mapping[str, Any], renamed: Mapping[str, str]
) -> tuple[str, ...]:
    """The columns, by their new names, that tell rows apart on both sides.

    Where the primary key changed, of the two keys the one with more columns that both tables
    have, so that the choice does not depend on which package comes first; else none.
    """
    back = {first: second for second, first in renamed.items()}
    before, after = set(fields_of(old)), set(fields_of(new))
    keys = [key_of(new), tuple(back.get(name, name) for name in key_of(old))]
    usable = [
        key
        for key in keys
        if key
        and all(name in after for name in key)
        and all(renamed.get(name, name) in before for name in key)
    ]
    return max(usable, key=lambda key: (len(key), key), default=())


def renamed_keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """New name to old name of key columns that are one by their place in the key and their type."""
    before, after = fields_of(old), fields_of(new)
    first, second = key_of(old), key_of(new)
    if len(first) != len(second):
        return {}
    return {
        name: other
        for name, other in zip(second, first, strict=True)
        if name not in before and other not in after and name in after and other in before
        if kind(before[other]) == kind(after[name])
    }


def candidates(
    old: Mapping[str, Any], new: Mapping[str, Any], renamed: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Pairs of (new name, old name) of columns of one type that each side alone has."""
    before, after = fields_of(old), fields_of(new)
    added = [name for name in after if name not in before and name not in renamed]
    removed = [name for name in before if name not in after and name not in renamed.values()]
    pairs = [
        (name, other)
        for name in added
        for other in removed
        if kind(before[other]) == kind(after[name])
    ]
    return pairs[: matching()["renamed_column"]["max_pairs"]]


def same_words(old: Field, new: Field) -> bool:
    """Whether both have one description, and it says something."""
    return bool(old.get("description")) and old.get("description") == new.get("description")
