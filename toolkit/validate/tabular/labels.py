"""A header against the fields of its schema, by ``fieldsMatch``.

https://datapackage.org/standard/table-schema/#fieldsMatch
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BY_ORDER = "exact"
EXTRA_ALLOWED = ("subset", "partial")
MISSING_ALLOWED = ("superset", "partial")
SHOWN_PLACES = 10
"""How many columns with the same label a message names."""


@dataclass(frozen=True, slots=True)
class LabelFault:
    """What is wrong with a header.

    Attributes:
        rule: the type of error as frictionless names it.
        label: the label.
        field: the field.
        number: the column's place, from 1.
        detail: more of it: the places of the same label, or the fields that clash.
    """

    rule: str
    label: str = ""
    field: str = ""
    number: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of the data are read.

    Attributes:
        fields: the field of every column, in the order of the data.
        faults: what is wrong with the header.
        fatal: whether the rows cannot be read because of it.
    """

    fields: Sequence[Mapping[str, Any]]
    faults: Sequence[LabelFault]
    fatal: bool = False


def match_labels(
    labels: Sequence[str],
    fields: Sequence[Mapping[str, Any]],
    *,
    mode: str = BY_ORDER,
    key: Sequence[str] = (),
    ignore_case: bool = False,
    like: bool = False,
) -> Layout:
    """Pair labels with fields.

    Args:
        labels: the header; empty where there is none.
        fields: the schema's fields.
        mode: the schema's ``fieldsMatch``.
        key: the names in its primary key, which no table may lack.
        ignore_case: whether names may differ in case.
        like: whether to judge as frictionless does, which ends with labels that are used twice
            where fields are matched by name.
    """
    if not labels:
        return Layout(fields, [])
    matching = _Matching(labels, fields, mode, ignore_case)
    if mode != BY_ORDER and (fault := _ambiguous(matching, like)):
        return Layout(fields, [fault], fatal=True)
    faults = [*matching.extra(), *matching.unmatched(), *matching.missing(key)]
    if mode == BY_ORDER:
        faults += matching.by_place()
    elif not like:
        faults += matching.twice_or_blank()
    return Layout(matching.layout(), faults)


def unique_names(names: Sequence[str]) -> list[str]:
    """The names, a repeated one with the first free number from 2 after it."""
    result: list[str] = []
    used: set[str] = set()
    following: dict[str, int] = {}
    for name in names:
        new, number = name, following.get(name, 2)
        while new in used:
            new, number = f"{name}{number}", number + 1
        following[name] = number
        result.append(new)
        used.add(new)
    return result


class _Matching:
    def __init__(
        self,
        labels: Sequence[str],
        fields: Sequence[Mapping[str, Any]],
        mode: str,
        ignore_case: bool,
    ) -> None:
        self.labels, self.fields, self.mode = labels, fields, mode
        self.fold = str.lower if ignore_case else str
        self.by_name: dict[str, Mapping[str, Any]] = {}
        for field in fields:
            self.by_name.setdefault(self.fold(_name(field)), field)

    def field(self, place: int) -> Mapping[str, Any] | None:
        """The field of a column, by its place from 0."""
        if self.mode == BY_ORDER:
            return self.fields[place] if place < len(self.fields) else None
        return self.by_name.get(self.fold(self.labels[place]))

    def layout(self) -> list[Mapping[str, Any]]:
        """A field for every label; one of type ``any`` where the schema has none."""
        found = [self.field(place) for place in range(len(self.labels))]
        pairs = zip(found, self.labels, strict=True)
        names = unique_names([_name(field) if field else label for field, label in pairs])
        return [
            field if field is not None else {"name": name, "type": "any"}
            for field, name in zip(found, names, strict=True)
        ]

    def extra(self) -> list[LabelFault]:
        if self.mode in EXTRA_ALLOWED:
            return []
        return [
            LabelFault("extra-label", label, number=place + 1)
            for place, label in enumerate(self.labels)
            if self.field(place) is None
        ]

    def unmatched(self) -> list[LabelFault]:
        places = range(len(self.labels))
        if self.mode != "partial" or not self.fields or any(map(self.field, places)):
            return []
        return [LabelFault("unmatched-header")]

    def missing(self, key: Sequence[str]) -> list[LabelFault]:
        if self.mode == BY_ORDER:
            lacking = list(self.fields[len(self.labels) :])
        else:
            present = set(map(self.fold, self.labels))
            lacking = [field for field in self.fields if self.fold(_name(field)) not in present]
        if self.mode in MISSING_ALLOWED:
            lacking = [field for field in lacking if _required(field) or _name(field) in key]
        first = len(self.labels) + 1
        return [
            LabelFault("missing-label", field=_name(field), number=number)
            for number, field in enumerate(lacking, first)
        ]

    def by_place(self) -> list[LabelFault]:
        """Blank, repeated and wrong labels where columns are matched by their place."""
        faults = []
        places: dict[str, list[int]] = {}
        for number, (label, field) in enumerate(zip(self.labels, self.fields, strict=False), 1):
            name = _name(field)
            if not label:
                faults.append(LabelFault("blank-label", field=name, number=number))
                continue
            before = places.setdefault(label, [])
            if before:
                more = ", …" if len(before) > SHOWN_PLACES else ""
                detail = ", ".join(map(str, before[:SHOWN_PLACES])) + more
                faults.append(LabelFault("duplicate-label", label, name, number, detail))
            elif self.fold(label) != self.fold(name):
                faults.append(LabelFault("incorrect-label", label, name, number))
            before.append(number)
        return faults

    def twice_or_blank(self) -> list[LabelFault]:
        """Blank labels where columns are matched by name."""
        return [
            LabelFault("blank-label", number=number)
            for number, label in enumerate(self.labels, 1)
            if not label
        ]


def _ambiguous(matching: _Matching, like: bool) -> LabelFault | None:
    """What makes matching by name impossible: fields or labels that are one and the same."""
    groups: dict[str, set[str]] = {}
    for field in matching.fields:
        groups.setdefault(matching.fold(_name(field)), set()).add(_name(field))
    for names in groups.values():
        if len(names) > 1:
            return LabelFault("metadata-error", detail=", ".join(sorted(names)))
    seen: dict[str, int] = {}
    for number, label in enumerate(map(matching.fold, matching.labels), 1):
        if label in seen:
            rule = "error" if like else "duplicate-label"
            place = None if like else number
            return LabelFault(rule, matching.labels[number - 1], "", place, str(seen[label]))
        seen[label] = number
    return None


def _name(field: Mapping[str, Any]) -> str:
    return str(field.get("name", ""))


def _required(field: Mapping[str, Any]) -> bool:
    return bool((field.get("constraints") or {}).get("required"))
