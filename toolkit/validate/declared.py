"""A package against the declaration that it was built from: descriptor, views, rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from toolkit.inputs.target import Target
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.descriptor import PARQUET_SUFFIX, ResourceFacts, descriptor
from toolkit.schema.duckdb_ import identifier, literal
from toolkit.schema.model import PackageDeclaration, TableSchema
from toolkit.validate.report import FIRST_ROW, Finding
from toolkit.validate.resources import PARQUET, Located, UnreadableError, opened
from toolkit.validate.rules import check_rules, check_views
from toolkit.validate.state import State

if TYPE_CHECKING:
    from toolkit.validate.tables import Check

DECLARATION, MISSING_TABLE, EXTRA_TABLE = "declaration", "missing-table", "extra-table"
VIEWS = "views.sql"
SHAPE = frozenset(
    (
        *("blank-header", "blank-label", "duplicate-label", "extra-label", "incorrect-label"),
        *("missing-label", "unmatched-header", "extra-cell", "missing-cell", "type-error"),
        *("encoding-error", "scheme-error", "source-error", "compression-error", MISSING_TABLE),
    )
)
"""Rules without which views and rules over the tables make no sense."""
_REBUILD = "Build the package again."


def hold_against(
    run: State,
    declaration: PackageDeclaration,
    target: Target,
    located: Sequence[Located],
    extra_checks: Sequence[Check],
) -> None:
    """Check a package against its declaration, after its tables.

    Args:
        run: takes findings and names of checks.
        declaration: what the package is to be.
        target: the package.
        located: its resources.
        extra_checks: further checks on the tables.

    Raises:
        UsageError: a declared rule cannot be run.
    """
    run.checks.append(DECLARATION)
    run.add(check_descriptor(target.descriptor, target, declaration))
    names: dict[str, str] = {}
    files: dict[str, TableFile] = {}
    for found in located:
        if not found.table:
            continue
        parquet = found.format == PARQUET
        name = found.described.name.removesuffix(PARQUET_SUFFIX if parquet else "")
        names[name] = found.described.name
        if parquet or name not in files:
            with suppress(UnreadableError):  # the check of the table says so
                plain = opened(found, run.stack, run.limits)
                files[name] = TableFile(found.path, plain, parquet)
    run.add(check_names(names, declaration))
    files = {name: file for name, file in files.items() if name in declaration.all_tables}
    for name, file in files.items():
        if file.parquet:
            run.add(_check_parquet(names[name], file, declaration.all_tables[name]))
    checks = ["view", *(rule.code for rule in declaration.rules)]
    checks += [check.__name__.replace("_", "-") for check in extra_checks]
    if any(finding.rule in SHAPE for finding in run.collector):
        run.skipped[", ".join(checks)] = "a table is not as declared"
        return
    run.say("checking rules")
    shown = {name: file.path for name, file in files.items()}
    shown |= {name: task.path for name, task in run.texts.items()}
    run.add(check_semantics(StoredTables(files, declaration), extra_checks, shown))
    run.checks += checks


def _check_parquet(name: str, file: TableFile, declared: TableSchema) -> Iterator[Finding]:
    try:
        schema = pq.read_schema(file.file)
    except (pa.ArrowException, OSError):
        return  # the check of the table says so
    yield from check_parquet_schema(name, file.path, schema, declared)


@dataclass(frozen=True, slots=True)
class TableFile:
    """The file that a declared table's rows are read from.

    Attributes:
        path: its path in the package.
        file: the plain file on disk.
        parquet: whether it is Parquet; CSV otherwise.
    """

    path: str
    file: Path
    parquet: bool


@dataclass(slots=True)
class StoredTables(Mapping[str, pa.Table]):
    """The declared tables of a package, each read when it is first asked for.

    Attributes:
        files: the file of each table.
        declaration: what they are to be.
    """

    files: Mapping[str, TableFile]
    declaration: PackageDeclaration
    _read: dict[str, pa.Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pa.Table:
        """A table.

        Raises:
            KeyError: the package has no such table.
            pyarrow.ArrowException: it is not as declared.
        """
        if name not in self._read:
            self._read[name] = self._table(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(self.files)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self.files)

    def _table(self, name: str) -> pa.Table:
        found = self.files[name]
        if found.parquet:
            return pq.ParquetFile(found.file).read()
        schema = arrow_schema(self.declaration.all_tables[name])
        table = pa_csv.read_csv(
            found.file,
            read_options=pa_csv.ReadOptions(use_threads=False),
            parse_options=pa_csv.ParseOptions(newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                column_types=schema,
                null_values=list(self.declaration.all_tables[name].missing_values),
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
        return table.select(schema.names)


def check_descriptor(
    found: Mapping[str, object], target: Target, declaration: PackageDeclaration
) -> Iterator[Finding]:
    """Whether descriptor and views are those of the declaration."""
    facts = dict.fromkeys(declaration.all_tables, ResourceFacts(0, "", ""))
    if _without_facts(descriptor(declaration, facts)) != _without_facts(found):
        message = "the descriptor is not that of the declaration"
        yield Finding(DECLARATION, message, hint=_REBUILD, path=target.entry.name)
    resources = found.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, Mapping) and not resource.get("hash"):
            name = f"resource {resource.get('name')!r}"
            message = f"the descriptor has no hash of the file of {name}"
            yield Finding(DECLARATION, message, hint=_REBUILD, path=target.entry.name)
    views = target.root / VIEWS
    if not views.is_file() or views.read_bytes() != declaration.views_sql.encode():
        message = "the views are not those declared"
        yield Finding(DECLARATION, message, hint=_REBUILD, path=VIEWS)


def _without_facts(described: object) -> object:
    """A descriptor as plain JSON values, without sizes, hashes, writers and the release's label.

    A package that is no release has what SemVer calls build metadata behind its version, and no
    moment: that is not for the declaration to say.
    """
    plain = json.loads(json.dumps(described))
    for key in ("writers", "created"):
        plain.pop(key, None)
    if isinstance(plain.get("version"), str):
        plain["version"] = plain["version"].partition("+")[0]
    resources = plain.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, dict):
            for key in ("bytes", "hash"):
                resource.pop(key, None)
    return plain


def check_names(names: Iterable[str], declaration: PackageDeclaration) -> Iterator[Finding]:
    """Declared tables that the package lacks, and tables that are not declared."""
    found = set(names)
    for name in declaration.all_tables:
        if name not in found:
            yield Finding(MISSING_TABLE, "the table is missing", name, hint=_REBUILD)
    for name in sorted(found - declaration.all_tables.keys()):
        message, hint = "the table is not declared", "Declare it, or leave it out."
        yield Finding(EXTRA_TABLE, message, name, hint=hint)


def check_parquet_schema(
    name: str, path: str, schema: pa.Schema, declared: TableSchema
) -> Iterator[Finding]:
    """Whether a Parquet file has the declared types, nullability and descriptions.

    Args:
        name: the resource's name.
        path: the file's path in the package.
        schema: the file's Arrow schema.
        declared: the table.
    """
    for number, expected in enumerate(arrow_schema(declared), start=1):
        index = schema.get_field_index(expected.name)
        if index < 0:
            continue  # a missing label, which the check of the table names
        found = schema.field(index)
        if not found.equals(expected):
            message = f"the Parquet column is {found}, not {expected}"
            rule = "type-error"
        elif not found.equals(expected, check_metadata=True):
            message = "the Parquet column's title, description or unit is not the declared one"
            rule = DECLARATION
        else:
            continue
        yield Finding(
            rule=rule,
            message=message,
            table=name,
            field=expected.name,
            hint=_REBUILD,
            path=path,
            field_number=number,
        )


@contextmanager
def database(tables: StoredTables) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with a view or table for each declared table; it can read nothing else."""
    parquet = {name: found for name, found in tables.files.items() if found.parquet}
    with duckdb.connect(":memory:", config={"python_enable_replacements": "false"}) as connection:
        allowed = ", ".join(literal(str(found.file.resolve())) for found in parquet.values())
        connection.execute(f"SET allowed_paths = [{allowed}]")
        connection.execute("SET enable_external_access = false")
        for name, found in parquet.items():
            file = literal(str(found.file.resolve()))
            connection.execute(
                f"CREATE VIEW {identifier(name)} AS SELECT * FROM read_parquet([{file}])"
            )
        for name in tables.files.keys() - parquet.keys():
            connection.register("incoming", tables[name])
            connection.execute(f"CREATE TABLE {identifier(name)} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        yield connection


def check_semantics(
    tables: StoredTables, extra_checks: Sequence[Check], shown: Mapping[str, str]
) -> Iterator[Finding]:
    """Run the declared views and rules and further checks.

    Args:
        tables: the tables, as declared.
        extra_checks: checks written in Python.
        shown: the file to name for each table.

    Returns:
        Findings, with the files and row numbers of the rows that they name.

    Raises:
        UsageError: a declared rule cannot be run.
    """
    declaration = tables.declaration
    with database(tables) as connection:
        findings = [
            *check_views(declaration, connection),
            *check_rules(declaration, connection),
        ]
    for check in extra_checks:
        findings += check(tables)
    yield from _placed(findings, tables, shown)


def _placed(
    findings: Iterable[Finding], tables: StoredTables, shown: Mapping[str, str]
) -> Iterator[Finding]:
    """The findings with the numbers of the rows that they name by key, and with their files."""
    numbers: dict[str, dict[str, int]] = {}
    for finding in findings:
        schema = tables.declaration.all_tables.get(finding.table)
        if schema is not None and finding.table in tables:
            if finding.row_number is None and finding.row_id is not None:
                if schema.name not in numbers:
                    keys = _row_keys(tables[schema.name], schema)
                    numbers[schema.name] = {key: i for i, key in enumerate(keys, start=FIRST_ROW)}
                number = numbers[schema.name].get(finding.row_id)
                finding = replace(finding, row_number=number)
            finding = replace(finding, path=finding.path or shown[finding.table])
        yield finding


def _row_keys(table: pa.Table, schema: TableSchema) -> list[str]:
    """The rows' key values joined by ``|``."""
    columns = [table.column(name).to_pylist() for name in schema.primary_key]
    return [
        "|".join("" if value is None else str(value) for value in row)
        for row in zip(*columns, strict=True)
    ]
