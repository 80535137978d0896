"""Open a data package: its descriptor, and where each table's rows lie.

Imports nothing heavy: a query's parent process reads packages through this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import DataError, UsageError
from toolkit.inputs.documents import read_document
from toolkit.inputs.paths import check_inside
from toolkit.inputs.target import DESCRIPTOR
from toolkit.schema.descriptor import PARQUET_SUFFIX
from toolkit.schema.model import FieldType

if TYPE_CHECKING:
    import pyarrow as pa

VIEWS = "views.sql"

_GLOB = re.compile(r"[*?\[\]{}]")
_REBUILD = "Build the package again."


@dataclass(frozen=True, slots=True)
class TableFiles:
    """One table of a package.

    Attributes:
        name: the table's name.
        schema: its Table Schema, as the descriptor has it.
        description: what a row is.
        csv: path of its CSV file inside the package, ``None`` where there is none.
        parquet: path of its Parquet file inside the package, ``None`` where there is none.
    """

    name: str
    schema: Mapping[str, Any]
    description: str
    csv: str | None
    parquet: str | None

    @property
    def path(self) -> str:
        """The file that its rows are read from: Parquet where there is one."""
        return self.parquet or self.csv or ""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package.

    Attributes:
        root: its folder.
        descriptor: what ``datapackage.json`` says.
        tables: its tables by name, in the descriptor's order.
        views: path of the file with its SQL views, ``None`` where there is none.
    """

    root: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, TableFiles]
    views: str | None

    @property
    def name(self) -> str:
        """The package's name; empty where the descriptor gives none."""
        return str(self.descriptor.get("name", ""))


def open_package(path: Path) -> Package:
    """Read the descriptor and find the files of every table.

    Args:
        path: the package's folder, or its descriptor.

    Raises:
        UsageError: there is no package at ``path``, or it cannot be read.
        DataError: the descriptor is damaged, or names files that are missing or lie outside the
            package's folder.
    """
    entry = path if path.is_file() or path.name == DESCRIPTOR else path / DESCRIPTOR
    root = entry.parent
    descriptor = _read_descriptor(entry)
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        raise DataError("it lists no resources", where=str(entry), hint=_REBUILD)
    tables: dict[str, TableFiles] = {}
    parquet: dict[str, str] = {}
    for number, resource in enumerate(resources, start=1):
        name, file = _resource(resource, number, entry)
        if name.endswith(PARQUET_SUFFIX):
            parquet[name.removesuffix(PARQUET_SUFFIX)] = file
        elif "schema" in resource:
            tables[name] = _table(name, file, resource, entry)
    for name, file in parquet.items():
        if name in tables:
            table = tables[name]
            tables[name] = TableFiles(name, table.schema, table.description, table.csv, file)
    return Package(root, descriptor, tables, _views(root))


def _views(root: Path) -> str | None:
    if not (root / VIEWS).is_symlink() and not (root / VIEWS).exists():
        return None
    check_inside(VIEWS, root, str(root / VIEWS), _REBUILD)
    return VIEWS


def _read_descriptor(path: Path) -> dict[str, Any]:
    where = str(path)
    if not path.is_file():
        raise UsageError(
            "no data package here: datapackage.json is missing",
            where=str(path.parent),
            hint="Name the folder of a package, or build one: readout build",
        )
    descriptor = read_document(path).value
    if not isinstance(descriptor, dict):
        raise DataError("not a descriptor: it must be a JSON object", where=where, hint=_REBUILD)
    return descriptor


def _resource(resource: Any, number: int, entry: Path) -> tuple[str, str]:
    """Name and path of a resource, its path checked."""
    where = f"{entry}, resource {number}"
    if not isinstance(resource, dict):
        raise DataError("not an object", where=where, hint=_REBUILD)
    name, file = resource.get("name"), resource.get("path")
    if not isinstance(name, str) or not name:
        raise DataError("it has no name", where=where, hint=_REBUILD)
    if not isinstance(file, str) or not file:
        raise DataError(
            f"{name} has no path", where=where, hint="Each resource must be one file in the folder."
        )
    where = f"{where} ({name})"
    if _GLOB.search(file):  # the engines would read every file that it matches
        raise DataError(
            f"the path {file!r} is not a plain path inside the package",
            where=where,
            hint="Use a path without patterns.",
        )
    check_inside(file, entry.parent, where, _REBUILD)
    return name, file


def _table(name: str, file: str, resource: Mapping[str, Any], entry: Path) -> TableFiles:
    schema = resource["schema"]
    where = f"{entry}, resource {name}"
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(
        isinstance(field, dict) and isinstance(field.get("name"), str) for field in fields
    ):
        raise DataError("its schema lists no fields", where=where, hint=_REBUILD)
    description = str(resource.get("description") or resource.get("title") or "")
    if file.endswith(".parquet"):
        return TableFiles(name, schema, description, None, file)
    if file.endswith(".csv"):
        return TableFiles(name, schema, description, file, None)
    raise DataError(f"{file} is neither CSV nor Parquet", where=where, hint=_REBUILD)


def read_table(package: Package, name: str) -> pa.Table:
    """One table, from Parquet where it has that, else from CSV.

    Raises:
        DataError: its file is damaged.
        KeyError: the package has no such table.
    """
    table = package.tables[name]
    if table.parquet is None:
        return read_csv(package, name)
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(package.root / table.parquet).read()
    except (pa.ArrowException, OSError) as error:
        raise DataError(
            f"damaged Parquet: {error}", where=str(package.root / table.parquet), hint=_REBUILD
        ) from error


def read_csv(package: Package, name: str) -> pa.Table:
    """One table from its CSV file, typed by its Table Schema.

    Raises:
        DataError: the file is damaged or has other columns.
        KeyError: the package has no such table.
    """
    import pyarrow as pa
    import pyarrow.csv as pa_csv

    table = package.tables[name]
    where = str(package.root / str(table.csv))
    types = {field["name"]: _arrow_type(field) for field in table.schema["fields"]}
    try:
        rows = pa_csv.read_csv(
            where,
            read_options=pa_csv.ReadOptions(use_threads=False),
            parse_options=pa_csv.ParseOptions(newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                column_types=types,
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
    except (pa.ArrowException, OSError) as error:
        raise DataError(f"damaged CSV: {error}", where=where, hint=_REBUILD) from error
    if rows.column_names != list(types):
        raise DataError(
            f"the columns are {', '.join(rows.column_names)}, not {', '.join(types)}",
            where=where,
            hint=_REBUILD,
        )
    return rows


def _arrow_type(field: Mapping[str, Any]) -> pa.DataType:
    """The Arrow type of a descriptor's field; strings for what has no type of its own here."""
    from toolkit.schema.arrow import ARROW_TYPES

    kind = field.get("type")
    known = [name.value for name in FieldType]
    return ARROW_TYPES[FieldType(kind) if kind in known else FieldType.STRING]
