"""What must hold across the declaration: keys, examples, names, hierarchies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.schema.model import (
    CodeList,
    Field,
    ForeignKey,
    NamingRule,
    PackageDeclaration,
    Scalar,
    TableSchema,
)
from toolkit.schema.reading import Problems
from toolkit.schema.tables import check_example


def check_declaration(declaration: PackageDeclaration, where: str, problems: Problems) -> None:
    """Note whatever does not fit together.

    Args:
        declaration: all that was read; each file alone is in order.
        where: how messages call the folder of the declaration.
        problems: where problems go.
    """
    _check_names_of_tables(declaration, where, problems)
    keys = _Keys(declaration, problems)
    for name, table in declaration.all_tables.items():
        file = "codes.json" if name in declaration.code_lists else f"{name}.json"
        place = f"{where}/{file}, table {name}"
        _check_fields(table, place, problems)
        _check_primary_key(table, place, problems)
        keys.check(table, place)
        if name in declaration.tables:
            for column in table.fields:
                _check_name(column, table, declaration, place, problems)
    for codes in declaration.code_lists.values():
        for key in codes.schema.foreign_keys:
            if key.resource == codes.name and len(key.fields) == 1:
                _check_hierarchy(codes, key.fields[0], f"{where}/codes/{codes.name}.csv", problems)


def _check_names_of_tables(declaration: PackageDeclaration, where: str, problems: Problems) -> None:
    for name in sorted(set(declaration.tables) & set(declaration.code_lists)):
        hint = "Rename one of them."
        problems.add(f"{name} is a table and a code list", where=where, hint=hint)
    for view in declaration.views:
        if view.name in declaration.all_tables:
            place = f"{where}/views.sql"
            problems.add(f"{view.name} is a table, too", where=place, hint="Rename the view.")


def _check_fields(table: TableSchema, where: str, problems: Problems) -> None:
    if not table.fields:
        problems.add("the table has no columns", where=where, hint="Add fields.")
    for name in sorted({n for n in table.field_names if table.field_names.count(n) > 1}):
        problems.add(f"the column {name} stands twice", where=where, hint="Name each once.")
    for column in table.fields:
        wrong = check_example(column)
        if wrong:
            place = f"{where}, field {column.name}"
            problems.add(wrong, where=place, hint="Mend the example or the constraint.")


def _check_primary_key(table: TableSchema, where: str, problems: Problems) -> None:
    place = f"{where}, primaryKey"
    if not table.primary_key:
        problems.add("the table has no key", where=place, hint="Name the key columns.")
    for name in table.primary_key:
        if name not in table.field_names:
            hint = f"Name columns of the table: {', '.join(table.field_names)}."
            problems.add(f"there is no column {name}", where=place, hint=hint)
        elif not table.field(name).constraints.required:
            hint = "Set its constraint required to true."
            problems.add(f"the key column {name} may be null", where=place, hint=hint)


@dataclass(slots=True)
class _Keys:
    """Checks foreign keys; tables come in order, so that a target must have come before."""

    declaration: PackageDeclaration
    problems: Problems
    known: dict[str, TableSchema] = field(default_factory=dict)

    def check(self, table: TableSchema, where: str) -> None:
        self.known[table.name] = table
        for key in table.foreign_keys:
            place = f"{where}, foreign key {', '.join(key.fields)}"
            target = self.known.get(key.resource)
            if target is None:
                what = f"{key.resource} is no code list and no table listed before {table.name}"
                hint = "Declare it, or list the tables so that each refers to earlier ones only."
                self.problems.add(what, where=place, hint=hint)
            elif self._columns_exist(key, table, target, place):
                self._check_columns(key, table, target, place)

    def _columns_exist(
        self, key: ForeignKey, table: TableSchema, target: TableSchema, where: str
    ) -> bool:
        missing = [f"{table.name}.{n}" for n in key.fields if n not in table.field_names]
        missing += [
            f"{target.name}.{n}" for n in key.reference_fields if n not in target.field_names
        ]
        for name in missing:
            hint = "Name columns that the tables have."
            self.problems.add(f"there is no column {name}", where=where, hint=hint)
        return not missing

    def _check_columns(
        self, key: ForeignKey, table: TableSchema, target: TableSchema, where: str
    ) -> None:
        others = [target.field(name) for name in key.reference_fields]
        unique = len(others) == 1 and others[0].constraints.unique
        if key.reference_fields != target.primary_key and not unique:
            what = f"{', '.join(key.reference_fields)} does not identify a row of {target.name}"
            hint = "Refer to its primary key or a unique column."
            self.problems.add(what, where=where, hint=hint)
        for own, other in zip(map(table.field, key.fields), others, strict=True):
            if own.type is not other.type:
                pair = f"{own.type.value}, {target.name}.{other.name} is {other.type.value}"
                what = f"{own.name} is {pair}"
                self.problems.add(what, where=where, hint="Give both one type.")
            elif table is not target:
                self._check_example(own, other, target, where)

    def _check_example(self, own: Field, other: Field, target: TableSchema, where: str) -> None:
        """Examples agree across tables, so that they make rows that belong together."""
        codes = self.declaration.code_lists.get(target.name)
        allowed = [other.example] if codes is None else [row[other.name] for row in codes.rows]
        if own.example not in allowed:
            what = f"the example {own.example!s} is not in {target.name}.{other.name}"
            self.problems.add(what, where=where, hint=f"Write a value such as {allowed[0]!s}.")


def _check_name(
    column: Field,
    table: TableSchema,
    declaration: PackageDeclaration,
    where: str,
    problems: Problems,
) -> None:
    """Hold a column against what the ending of its name promises."""
    lists = [
        key
        for key in table.foreign_keys
        if key.fields == (column.name,) and key.resource in declaration.code_lists
    ]
    for rule in declaration.naming:
        if not column.name.endswith(rule.suffix):
            continue
        wrong = _broken_promise(column, rule)
        if rule.code_list and not lists:
            wrong = "it needs a foreign key to a code list"
        if wrong:
            what = f"a name that ends in {rule.suffix} means: {rule.description}; {wrong}"
            place = f"{where}, field {column.name}"
            problems.add(what, where=place, hint="Rename the column or mend it.")


def _broken_promise(column: Field, rule: NamingRule) -> str | None:
    if column.type is not rule.type:
        return f"it must be of type {rule.type.value}"
    if column.unit != rule.unit and rule.unit is not None:
        return f"its unit must be {rule.unit}"
    if rule.minimum is not None:
        minimum = column.constraints.minimum
        if minimum is None or minimum < rule.minimum:  # type: ignore[operator]
            return f"it must declare a minimum of {rule.minimum} or more"
    return None


def _check_hierarchy(codes: CodeList, column: str, where: str, problems: Problems) -> None:
    """Every broader code exists, and none is broader than itself by any way round."""
    key = codes.schema.primary_key[0]
    above: Mapping[Scalar | None, Scalar | None] = {row[key]: row[column] for row in codes.rows}
    for code, broader in above.items():
        place = f"{where}, code {code!s}, column {column}"
        if broader is not None and broader not in above:
            hint = "Add that code, or leave the cell empty."
            problems.add(f"there is no code {broader!s}", where=place, hint=hint)
        seen = {code}
        while broader is not None and broader in above:
            if broader in seen:
                if broader == code:
                    hint = "Break the circle."
                    problems.add("it comes back to itself", where=place, hint=hint)
                break
            seen.add(broader)
            broader = above[broader]
