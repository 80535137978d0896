"""The data dictionary: everything the declaration says, as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.schema.descriptor import csv_path, parquet_path
from toolkit.schema.model import (
    CodeList,
    Field,
    ForeignKey,
    PackageDeclaration,
    Rule,
    Scalar,
    TableSchema,
    View,
)
from toolkit.schema.quality import Quality, quality_section
from toolkit.schema.values import to_text


def dictionary(declaration: PackageDeclaration, quality: Quality | None = None) -> str:
    """The page, in GitHub's Markdown with one Mermaid diagram, ending in a line break.

    Args:
        declaration: what the package is.
        quality: how well its values were measured to be, where they were.
    """
    parts = [
        _head(declaration),
        _overview(declaration),
        _diagram(declaration),
        "## Tables",
        *(_table(table, declaration) for table in declaration.tables.values()),
        "## Code lists",
        "Closed lists: no other code occurs in the columns that refer to them.",
        *(_code_list(codes, declaration) for codes in declaration.code_lists.values()),
        _views(declaration.views),
        _rules(declaration.rules),
        quality_section(quality),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(declaration: PackageDeclaration) -> str:
    licences = ", ".join(str(item["name"]) for item in declaration.metadata.get("licenses", ()))
    facts = f"`{declaration.name}` {declaration.version}" + (f", {licences}" if licences else "")
    naming = [
        f"- `{rule.suffix}`: {rule.description}" + (f" (unit: {rule.unit})" if rule.unit else "")
        for rule in declaration.naming
    ]
    ending = ["What the ending of a column's name says:", "\n".join(naming)] if naming else []
    return "\n\n".join(
        [f"# {declaration.title}: data dictionary", facts, declaration.description, *ending]
    )


def _overview(declaration: PackageDeclaration) -> str:
    rows = [
        (
            _link(table.name),
            _names(table.primary_key),
            table.description,
            f"[CSV]({csv_path(table.name)}), [Parquet]({parquet_path(table.name)})",
        )
        for table in declaration.tables.values()
    ]
    return "## Overview\n\n" + _grid(("Table", "Key", "What a row is", "Files"), rows)


def _diagram(declaration: PackageDeclaration) -> str:
    """Tables and the keys between them; code lists are left out, they would hide the rest."""
    lines = ["```mermaid", "erDiagram"]
    for table in declaration.tables.values():
        lines.append(f"  {table.name} {{")
        lines.extend(
            f"    {field.type.value} {field.name}{_mark(field, table)}" for field in table.fields
        )
        lines.append("  }")
    for table in declaration.tables.values():
        for key in table.foreign_keys:
            if key.resource in declaration.tables:
                lines.append(
                    f"  {key.resource} {_relation(key, table)} {table.name} : {key.fields[0]}"
                )
    return "\n".join(
        [
            "## How the tables join",
            "",
            "A line joins two tables by the column written on it.",
            "",
            *lines,
            "```",
        ]
    )


def _mark(field: Field, table: TableSchema) -> str:
    marks = ["PK"] if field.name in table.primary_key else []
    marks += ["FK"] if any(field.name in key.fields for key in table.foreign_keys) else []
    return f" {', '.join(marks)}" if marks else ""


def _relation(key: ForeignKey, table: TableSchema) -> str:
    """How many rows stand on both sides: one or none where the reference may be null."""
    required = all(table.field(name).constraints.required for name in key.fields)
    return "||--o{" if required else "|o--o{"


def _table(table: TableSchema, declaration: PackageDeclaration) -> str:
    rows = [
        (
            f"`{field.name}`",
            field.type.value,
            "yes" if field.constraints.required else "",
            field.unit or "",
            " ".join([field.description, *_notes(field, table, declaration)]),
            _code(field.example),
        )
        for field in table.fields
    ]
    heading = ("Column", "Type", "Required", "Unit", "Description", "Example")
    keys = [f"Key: {_names(table.primary_key)}."]
    keys += [
        f"Together, {_names(key.fields)} refer to {_link(key.resource)}."
        for key in table.foreign_keys
        if len(key.fields) > 1
    ]
    text = " ".join(keys)
    return f"### {table.name}\n\n{table.description}\n\n{text}\n\n{_grid(heading, rows)}"


def _notes(field: Field, table: TableSchema, declaration: PackageDeclaration) -> Iterator[str]:
    """What the constraints and keys say of a column, in words."""
    rules = field.constraints
    for key in table.foreign_keys:
        if key.fields == (field.name,):
            word = "A code of" if key.resource in declaration.code_lists else "Refers to"
            yield f"{word} {_link(key.resource)}."
    if rules.enum:
        yield f"One of {', '.join(_code(value) for value in rules.enum)}."
    if rules.unique:
        yield "No two rows have the same."
    if rules.minimum is not None and rules.maximum is not None:
        yield f"From {to_text(rules.minimum)} to {to_text(rules.maximum)}."
    elif rules.minimum is not None:
        yield f"{to_text(rules.minimum)} or more."
    elif rules.maximum is not None:
        yield f"{to_text(rules.maximum)} or less."
    if rules.pattern is not None:
        yield f"Pattern {_code(rules.pattern)}."


def _code_list(codes: CodeList, declaration: PackageDeclaration) -> str:
    fields = codes.schema.fields
    users = [
        f"`{table.name}.{key.fields[0]}`"
        for table in declaration.tables.values()
        for key in table.foreign_keys
        if key.resource == codes.name
    ]
    used = f" Used by {', '.join(users)}." if users else ""
    rows = [
        [
            f"`{row[field.name]}`"
            if field.name in codes.schema.primary_key
            else _text(row[field.name])
            for field in fields
        ]
        for row in codes.rows
    ]
    grid = _grid([field.title for field in fields], rows)
    return f"### {codes.name}\n\n{codes.schema.description}{used}\n\n{grid}"


def _views(views: Sequence[View]) -> str:
    if not views:
        return ""
    text = "SQL views over the tables, in `views.sql`."
    return f"## Views\n\n{text}\n\n" + _grid(
        ("View", "What a row is"), [(f"`{view.name}`", view.description) for view in views]
    )


def _rules(rules: Sequence[Rule]) -> str:
    if not rules:
        return ""
    text = "Beyond types, constraints and keys, a release holds to these; a warning may stand."
    rows = [
        (f"`{rule.code}`", _link(rule.table), rule.severity.value, rule.message, rule.hint)
        for rule in rules
    ]
    grid = _grid(("Rule", "Table", "Severity", "It is broken where", "What to do"), rows)
    return f"## Rules\n\n{text}\n\n{grid}"


def _grid(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in line) + " |"
        for line in lines
    )


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _link(name: str) -> str:
    return f"[{name}](#{name})"


def _code(value: Scalar) -> str:
    return f"`{to_text(value)}`"


def _text(value: Scalar | None) -> str:
    return "" if value is None else to_text(value)
