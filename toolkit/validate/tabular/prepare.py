"""A table made ready to be read: dialect, encoding, header, columns and keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.validate.tabular.begin import (
    UnreadableError,
    beginning,
    data_blocks,
    header_labels,
    is_content,
)
from toolkit.validate.tabular.column import Column, compile_column
from toolkit.validate.tabular.constraints import FieldError
from toolkit.validate.tabular.detect import SAMPLE, infer_fields
from toolkit.validate.tabular.dialect import Dialect
from toolkit.validate.tabular.findings import END, Fault, words
from toolkit.validate.tabular.keys import KeySpec
from toolkit.validate.tabular.labels import LabelFault, Layout, match_labels
from toolkit.validate.tabular.records import Block
from toolkit.validate.tabular.task import TableTask

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabulators", "|": "vertical bars"}
"""What separates the columns of files that people save, and how to call it."""
Key = tuple[str, tuple[str, ...]]
"""A table's name and names of its columns."""


@dataclass(slots=True)
class Prepared:
    """A table ready to be read.

    Attributes:
        task: the table.
        dialect: its dialect.
        encoding: its codec; empty for inline data.
        labels: its header.
        columns: its columns, in the order of the data.
        specs: its keys.
        faults: what is wrong with its header, fields and keys.
        steps: see `toolkit.validate.tabular.findings.TableFaults`.
        width: the number of fields in its schema.
        readable: whether its rows can be judged.
        empty: whether there is neither a header nor a row.
    """

    task: TableTask
    dialect: Dialect
    encoding: str = ""
    labels: Sequence[str] = ()
    columns: Sequence[Column] = ()
    specs: Sequence[KeySpec] = ()
    faults: list[Fault] = field(default_factory=list)
    steps: Sequence[tuple[Sequence[int], int]] = ()
    width: int = 0
    readable: bool = True

    @property
    def primary(self) -> tuple[int, ...]:
        """Places of the primary key's columns, from 0."""
        return next((spec.places for spec in self.specs if spec.kind == "primary"), ())

    def blocks(self, *, like: bool) -> Iterator[Block]:
        """The blocks of the table's data, from its first record on."""
        return data_blocks(self.task, self.dialect, self.encoding, like=like)

    def places(self, names: Sequence[str]) -> tuple[int, ...] | None:
        """The places of columns, from 0; ``None`` if one is not there."""
        found = {column.name: place for place, column in enumerate(self.columns)}
        return tuple(found[name] for name in names) if set(names) <= set(found) else None


def as_list(value: Any) -> list[str]:
    """Names of columns, which version 1 also writes as one string."""
    return [value] if isinstance(value, str) else [str(name) for name in value or ()]


def reference(task: TableTask, key: Mapping[str, Any]) -> Key:
    """What a foreign key refers to; its own table where it names none."""
    target = key.get("reference") or {}
    return str(target.get("resource") or task.name), tuple(as_list(target.get("fields")))


def foreign_keys(task: TableTask) -> list[Mapping[str, Any]]:
    """The foreign keys of a table's schema."""
    return list((task.schema or {}).get("foreignKeys") or ())


def prepare(task: TableTask, known: set[str], *, like: bool) -> Prepared:
    """Read a table's beginning and compile its schema.

    Args:
        task: the table.
        known: names of the tables that foreign keys may refer to.
        like: judge as frictionless does.

    Raises:
        UnreadableError: neither its header nor its rows can be read.
    """
    lost = [key for key in foreign_keys(task) if reference(task, key)[0] not in known]
    troubles = [
        Fault("resource-error", *words("resource-error", table=reference(task, key)[0]))
        for key in lost
    ]
    if like and troubles:
        raise UnreadableError(troubles[0])
    encoding, dialect, rows = beginning(task, like)
    labels = header_labels(dialect, rows, like)
    data = [row for number, row in enumerate(rows[:SAMPLE], 1) if is_content(dialect, number, row)]
    if not labels and not data:
        raise UnreadableError(Fault("source-error", *words("source-error", "empty")))
    fields: Sequence[Mapping[str, Any]]
    if task.schema is None:
        fields = infer_fields(labels, data, types=like)
    else:
        fields = task.schema.get("fields") or []
    prepared = Prepared(task, dialect, encoding, labels, width=len(fields), faults=troubles)
    layout = _layout(prepared, fields, data, like)
    prepared.readable = not layout.fatal
    _compile(prepared, layout.fields, like)
    _keys(prepared, like)
    return prepared


def _layout(
    prepared: Prepared,
    fields: Sequence[Mapping[str, Any]],
    data: Sequence[Any],
    like: bool,
) -> Layout:
    """Header and fields paired; faults of the header are noted."""
    schema, labels = prepared.task.schema or {}, prepared.labels
    if not like and prepared.dialect.header and data and not any(labels):
        prepared.faults.append(Fault("blank-header", *words("blank-header")))
        return Layout(fields, [])
    layout = match_labels(
        labels,
        fields,
        mode=str(schema.get("fieldsMatch") or "exact"),
        key=as_list(schema.get("primaryKey")),
        ignore_case=prepared.dialect.ignore_case,
        like=like,
    )
    names = [str(field.get("name", "")) for field in fields]
    for fault in layout.faults:
        case, detail = "", fault.detail
        if fault.rule == "incorrect-label":
            case, detail = _label_case(labels, fault, names)
        message, hint = words(
            fault.rule,
            case,
            label=fault.label,
            field=fault.field,
            number=fault.number,
            detail=detail,
        )
        name = fault.field or fault.label or None
        value = fault.label or None
        prepared.faults.append(
            Fault(fault.rule, message, hint, None, None, name, fault.number, value)
        )
    return layout


def _label_case(labels: Sequence[str], fault: LabelFault, names: Sequence[str]) -> tuple[str, str]:
    """What makes a label another than the field's name: case of the message, and its detail."""
    if fault.label.strip() == fault.field:
        return "space", ""
    if fault.label.lower() == fault.field.lower():
        return "case", ""
    if len(labels) == 1 and len(names) > 1:
        for delimiter, called in DELIMITERS.items():
            if [part.strip(" \"'") for part in fault.label.split(delimiter)] == names:
                return "delimiter", called
    return "", ""


def _compile(prepared: Prepared, fields: Sequence[Mapping[str, Any]], like: bool) -> None:
    schema = prepared.task.schema or {}
    nulls = [prepared.dialect.null_sequence] if prepared.dialect.null_sequence is not None else []
    key = [] if like else as_list(schema.get("primaryKey"))
    columns = []
    declared = set(map(id, schema.get("fields") or ()))
    for number, descriptor in enumerate(fields, 1):
        try:
            columns.append(
                compile_column(
                    descriptor,
                    number,
                    schema if id(descriptor) in declared or not like else {},
                    like=like,
                    required=descriptor.get("name") in key,
                    nulls=nulls,
                )
            )
        except FieldError as error:
            message, hint = words("field-error", detail=error)
            name = str(descriptor.get("name", ""))
            prepared.faults.append(Fault("field-error", message, hint, None, None, name, number))
            columns.append(compile_column({"name": name, "type": "any"}, number, {}, like=like))
    prepared.columns = columns


def _keys(prepared: Prepared, like: bool) -> None:
    """The table's keys, in the order in which frictionless checks them."""
    schema, task = prepared.task.schema or {}, prepared.task
    groups: list[tuple[str, list[str], Key]] = [
        ("unique", [column.name], ("", ())) for column in prepared.columns if column.unique
    ]
    primary = as_list(schema.get("primaryKey"))
    if primary and prepared.dialect.ignore_case:
        folded = {name.lower() for name in primary}
        primary = [column.name for column in prepared.columns if column.name.lower() in folded]
    if primary:
        groups.append(("primary", primary, ("", ())))
    if not like:
        keys = [as_list(names) for names in schema.get("uniqueKeys") or ()]
        groups += [("unique-key", names, ("", ())) for names in keys]
    groups += [
        ("foreign", as_list(key.get("fields")), reference(task, key)) for key in foreign_keys(task)
    ]
    specs = []
    for kind, names, (table, columns) in groups:
        places = prepared.places(names)
        if not names or places is None or (kind == "foreign" and len(columns) != len(names)):
            continue
        numbers = tuple(place + 1 for place in places)
        own = kind == "foreign" and table == task.name
        specs.append(KeySpec(kind, places, tuple(names), numbers, table, columns, own))
    prepared.specs = specs
    prepared.steps = [(spec.numbers, index) for index, spec in enumerate(specs)]


def count_faults(prepared: Prepared, rows: int, *, whole: bool) -> Iterator[Fault]:
    """Faults against the numbers of rows and fields that the resource declares."""
    task = prepared.task
    if not whole:
        return
    if task.fields and task.fields != prepared.width:
        message = words("field-count", limit=task.fields, count=prepared.width)
        yield Fault("field-count", *message, key=END)
    if task.rows and task.rows != rows:
        yield Fault("row-count", *words("row-count", limit=task.rows, count=rows), key=END)
