"""What the loader makes of the declaration: plain, frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

Scalar = str | int | Decimal | bool | dt.date
"""The value of one cell that is not null."""


class FieldType(StrEnum):
    """The Table Schema types that a declaration may use."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


class Severity(StrEnum):
    """What a broken rule does to a build: an error stops it, a warning is reported."""

    ERROR = "error"
    WARNING = "warning"


NUMBER_PRECISION = 28
"""Digits that a ``number`` holds in every target (DECIMAL(28, 6))."""

NUMBER_SCALE = 6
"""Digits after the point that a ``number`` holds in every target."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """The Table Schema constraints of one field; what is not declared is empty.

    Attributes:
        required: the cell must not be null.
        unique: no two rows hold the same value; nulls do not count.
        enum: the allowed values.
        pattern: a regular expression that the whole value matches (see `toolkit.schema.patterns`).
        minimum: the smallest allowed value.
        maximum: the largest allowed value.
        min_length: the smallest allowed length in code points.
    """

    required: bool = False
    unique: bool = False
    enum: tuple[Scalar, ...] = ()
    pattern: str | None = None
    minimum: Scalar | None = None
    maximum: Scalar | None = None
    min_length: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Attributes:
        name: the column's name.
        type: its Table Schema type.
        title: a heading for readers.
        description: what a value says, and what it says when it is null.
        example: a value that satisfies the constraints.
        unit: what a number counts; ``None`` where it counts nothing.
        constraints: what values are allowed.
    """

    name: str
    type: FieldType
    title: str
    description: str
    example: Scalar
    unit: str | None = None
    constraints: Constraints = Constraints()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand in another table, or null.

    Attributes:
        fields: columns of the table that declares the key.
        resource: the table referred to (its own name for a reference to itself).
        reference_fields: the columns there, in the same order.
    """

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: what a row is, its columns, and its keys."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name.

        Raises:
            KeyError: the table has no such column.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes: a table that carries its rows.

    Attributes:
        schema: the list as a table; its key is ``code``.
        rows: column name to value (``None`` where empty), sorted by code.
    """

    schema: TableSchema
    rows: tuple[Mapping[str, Scalar | None], ...]

    @property
    def name(self) -> str:
        """The list's name, which is its table's name."""
        return self.schema.name

    @property
    def codes(self) -> tuple[str, ...]:
        """The values of the key column, sorted."""
        key = self.schema.primary_key[0]
        return tuple(str(row[key]) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check across columns, rows or tables that Table Schema cannot say.

    Attributes:
        code: the rule's name, lower-case with hyphens.
        table: the table whose rows it judges.
        severity: whether it stops a build.
        message: what is wrong with a row that it returns.
        hint: what to do about it.
        sql: one DuckDB query over the tables; it returns the offending rows as the columns
            ``table_name``, ``row_id`` (key values joined by ``|``), ``field_name``, ``value``.
    """

    code: str
    table: str
    severity: Severity
    message: str
    hint: str
    sql: str


@dataclass(frozen=True, slots=True)
class View:
    """A shipped question: a SQL view over the tables.

    Attributes:
        name: the view's name.
        description: what a row of it says (the comment above it).
        sql: the ``create view`` statement, without its final semicolon.
    """

    name: str
    description: str
    sql: str


@dataclass(frozen=True, slots=True)
class NamingRule:
    """What the ending of a column's name promises.

    Attributes:
        suffix: the ending, with its underscore.
        description: what it means.
        type: the type such a column must have.
        unit: the unit it must state.
        minimum: the minimum it must declare.
        code_list: whether it must refer to a code list by a foreign key.
    """

    suffix: str
    description: str
    type: FieldType
    unit: str | None = None
    minimum: int | None = None
    code_list: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a measured number is expected to lie.

    Attributes:
        minimum: below it, the data is wrong (an error).
        maximum: above it, somebody should look (a warning).
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a table's size, or the share of filled cells of a column, is expected to be.

    Attributes:
        table: the table.
        field: the column whose filled share is bounded (0 to 1); ``None`` for the number of rows.
        bounds: the bounds, both inclusive.
    """

    table: str
    field: str | None
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What catalogues of datasets ask for beyond the descriptor; what is not known is empty.

    Attributes:
        language: BCP 47 tag of the language of titles, descriptions and labels.
        main_table: the table that is shown first; the first one where none is named.
        languages_in: table and column with the language tags of the contents.
        period_in: table and column with the days that the contents tell of.
        themes: addresses of subjects, of a vocabulary that catalogues know.
        responsible: how the contents came about and what they are fit for: pairs of a text and,
            before it, the name that the property has in Croissant's vocabulary for responsible
            use.
    """

    language: str = ""
    main_table: str = ""
    languages_in: tuple[str, str] | None = None
    period_in: tuple[str, str] | None = None
    themes: tuple[str, ...] = ()
    responsible: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PackageDeclaration:
    """All that ``schemas/`` says.

    Attributes:
        name: the data package's name.
        title: its title.
        description: what it holds.
        version: its version.
        created: when that version was released (RFC 3339, UTC); ``None`` before.
        metadata: the descriptor's other properties (licenses, contributors, keywords, sources),
            as plain JSON values.
        tables: the tables by name, each after the tables it refers to.
        code_lists: the code lists by name.
        rules: the rules, in the order declared.
        views: the views, in the order declared; a later one may use an earlier one.
        views_sql: the text of ``views.sql``.
        naming: what the endings of column names promise.
        expectations: how large tables and how full columns are expected to be in the released
            package; a package made of other articles need not be so.
        catalogue: what catalogues of datasets are told.
    """

    name: str
    title: str
    description: str
    version: str
    metadata: Mapping[str, Any]
    tables: Mapping[str, TableSchema]
    code_lists: Mapping[str, CodeList]
    rules: tuple[Rule, ...]
    views: tuple[View, ...]
    views_sql: str
    naming: tuple[NamingRule, ...]
    expectations: tuple[Expectation, ...] = ()
    catalogue: Catalogue = Catalogue()
    created: str | None = None

    @property
    def all_tables(self) -> dict[str, TableSchema]:
        """Code lists, then tables: an order in which every foreign key finds its target."""
        lists = {name: codes.schema for name, codes in self.code_lists.items()}
        return {**lists, **self.tables}
