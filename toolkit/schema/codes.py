"""Code lists: one shared declaration, ``codes.json``, and a CSV file for each list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.schema.model import CodeList, Field, FieldType, Scalar, TableSchema
from toolkit.schema.reading import Node, Problems, read_text
from toolkit.schema.tables import check_name, read_field, read_foreign_keys
from toolkit.schema.values import breach, parse_cell

_SHARED_KEYS = ("fields", "primaryKey", "missingValues", "lists")
_LIST_KEYS = ("name", "title", "description", "fields", "foreignKeys")

Row = dict[str, Scalar | None]


def read_code_lists(node: Node, folder: Path, where: str) -> dict[str, CodeList]:
    """All code lists, by name, in the order declared.

    Args:
        node: the object of ``codes.json``.
        folder: where the CSV files lie.
        where: how messages call that folder.
    """
    node.allow(*_SHARED_KEYS)
    key = node.texts("primaryKey")
    if len(key) != 1:
        node.wrong("primaryKey", "not one column", "Name the column that holds the code.")
        return {}
    if node.texts("missingValues") != ("",):
        node.wrong("missingValues", "not allowed", 'Write [""].')
    found: dict[str, CodeList] = {}
    for item in node.nodes("lists", "list"):
        item.allow(*_LIST_KEYS)
        name = item.text("name")
        check_name(name, "code list", item)
        if name in found:
            item.wrong("name", f"{name} is listed twice", "Name each list once.")
        specs = node.nodes("fields", "field")
        specs += item.nodes("fields", "field", required=False)
        found[name] = _read_list(name, key[0], specs, item, folder / f"{name}.csv", where)
    _refuse_strangers(folder, found, where, node.problems)
    return found


def _refuse_strangers(
    folder: Path, found: Mapping[str, CodeList], where: str, problems: Problems
) -> None:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix == ".csv" and path.stem not in found:
            hint = "Add the list to codes.json, or remove the file."
            problems.add("no list of that name", where=f"{where}/{path.name}", hint=hint)


def _read_list(
    name: str, key: str, specs: Sequence[Node], item: Node, path: Path, where: str
) -> CodeList:
    """One list: its cells are read by the types of its columns, which take their examples there."""
    columns = {spec.text("name"): _kind(spec) for spec in specs}
    place = f"{where}/{path.name}"
    rows: list[Row] = []
    try:
        rows = list(_read_rows(read_text(path, place), columns, place, item.problems))
    except UsageError as error:
        item.problems.add(error.what, where=error.where, hint=error.hint)
    fields = tuple(
        read_field(spec, example=_first(rows, spec.text("name"), spec)) for spec in specs
    )
    schema = TableSchema(
        name=name,
        title=item.text("title"),
        description=item.text("description"),
        fields=fields,
        primary_key=(key,),
        foreign_keys=read_foreign_keys(name, item),
    )
    _check_rows(schema, rows, place, item.problems)
    return CodeList(schema, tuple(rows))


def _kind(spec: Node) -> FieldType:
    word = spec.data.get("type")
    return FieldType(word) if word in tuple(FieldType) else FieldType.STRING


def _first(rows: Sequence[Row], column: str, spec: Node) -> Scalar:
    """The first value of a column: its example."""
    for row in rows:
        value = row.get(column)
        if value is not None:
            return value
    if rows:
        spec.wrong("name", f"no row of the list fills {column}", "Fill it or drop the column.")
    return ""


def _read_rows(
    text: str, columns: Mapping[str, FieldType], where: str, problems: Problems
) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if sorted(header) != sorted(columns):
            hint = f"Name these, each once: {','.join(columns)}"
            raise UsageError(f"the columns are {','.join(header)}", where=f"{where}:1", hint=hint)
        for cells in reader:
            place = f"{where}:{reader.line_num}"
            if len(cells) != len(columns):
                what = f"{len(cells)} cells instead of {len(columns)}"
                hint = "Give every column a cell, also an empty one, and leave out blank lines."
                problems.add(what, where=place, hint=hint)
                continue
            given = dict(zip(header, cells, strict=True))
            yield {
                column: _read_cell(kind, given[column], f"{place}, column {column}", problems)
                for column, kind in columns.items()
            }
    except csv.Error as error:
        place = f"{where}:{reader.line_num}"
        raise UsageError(f"not CSV: {error}", where=place, hint="Mend the quotes.") from None


def _read_cell(kind: FieldType, cell: str, where: str, problems: Problems) -> Scalar | None:
    if cell == "":
        return None
    if cell.strip() != cell or "\n" in cell:
        hint = "Take them out."
        problems.add("blanks at an end, or a line break", where=where, hint=hint)
    try:
        return parse_cell(kind, cell)
    except ValueError as error:
        hint = f"Write a value of type {kind.value}."
        problems.add(str(error), where=where, hint=hint)
        return None


def _check_rows(schema: TableSchema, rows: Sequence[Row], where: str, problems: Problems) -> None:
    key = schema.primary_key[0]
    codes = [str(row[key]) for row in rows]
    for before, after in pairwise(codes):
        if before >= after:
            what = f"{after} follows {before}"
            hint = f"Sort the lines by {key} (capitals first) and give each code once."
            problems.add(what, where=where, hint=hint)
    for row, code in zip(rows, codes, strict=True):
        for field in schema.fields:
            broken = breach(field, row[field.name])
            if broken:
                what = f"{row[field.name]!s} breaks the constraint {broken}"
                place = f"{where}, code {code}, column {field.name}"
                problems.add(what, where=place, hint="See codes.json for what is allowed.")
    for field in schema.fields:
        if field.constraints.unique:
            _check_unique(field, rows, where, problems)


def _check_unique(field: Field, rows: Sequence[Row], where: str, problems: Problems) -> None:
    seen: set[Scalar] = set()
    for row in rows:
        value = row[field.name]
        if value is not None and value in seen:
            place = f"{where}, column {field.name}"
            problems.add(f"{value!s} stands twice", where=place, hint="Make them differ.")
        elif value is not None:
            seen.add(value)
