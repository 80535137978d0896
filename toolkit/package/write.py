"""Write a data package: tables, views, descriptor, dictionary, documents; always the same bytes.

The same tables and declaration give the same files, wherever and whenever they are written
(Parquet: with the same pyarrow, whose name and version the descriptor records).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import STRANGERS, sha256_of
from toolkit.inputs.target import DESCRIPTOR
from toolkit.package.documents.card import card_header, files_section
from toolkit.package.documents.collect import DOCUMENTS, documents
from toolkit.package.documents.subject import Gathering
from toolkit.package.read import VIEWS
from toolkit.package.replace import cannot_write, replaced_folder
from toolkit.package.table_files import write_csv, write_parquet
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.descriptor import ResourceFacts, csv_path, descriptor, parquet_path
from toolkit.schema.dictionary import dictionary
from toolkit.schema.model import PackageDeclaration, TableSchema
from toolkit.schema.quality import Quality
from toolkit.validate.structure import with_code_lists

README = "README.md"
QUALITY = "quality.json"
WRITERS = {"parquet": f"pyarrow {pa.__version__}"}
"""What wrote the files whose bytes depend on it."""
Settle = Callable[[Path], PackageDeclaration]
"""Says of written files which declaration they must tell."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a package came to hold.

    Attributes:
        target: its folder.
        rows: rows of each table and code list.
        bytes: size of all files.
    """

    target: Path
    rows: Mapping[str, int]
    bytes: int


def write_package(
    tables: Mapping[str, pa.Table],
    declaration: PackageDeclaration,
    target: Path,
    verify: Callable[[Path], None] | None = None,
    quality: Quality | None = None,
    settle: Settle | None = None,
) -> Written:
    """Write the package in the place of ``target``, whole or not at all.

    Args:
        tables: rows of every declared table, valid by its declaration, in any order.
        declaration: what the package is.
        target: its folder; a package of the same name there is replaced.
        verify: looks at the finished files before they are moved into place; what it raises
            stops the move.
        quality: how well its values were measured to be; published beside the tables.
        settle: as for `write_files`.

    Raises:
        UsageError: ``target`` cannot be written or holds something else.
        DataError: a table does not fit its declaration.
    """
    check_replaceable(target, declaration.name)
    with replaced_folder(target) as folder:
        rows = write_files(tables, declaration, folder, quality, settle)
        if verify is not None:
            verify(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Written(target, rows, size)


def write_files(
    tables: Mapping[str, pa.Table],
    declaration: PackageDeclaration,
    folder: Path,
    quality: Quality | None = None,
    settle: Settle | None = None,
) -> dict[str, int]:
    """Write the package's files into an empty folder.

    Args:
        tables: as for `write_package`.
        declaration: what the package is.
        folder: an empty folder.
        quality: how well its values were measured to be.
        settle: looks at the written files and says which declaration they must tell: it may have
            another version and moment. What tells these is then written again.

    Returns:
        Rows of each table and code list.

    Raises:
        OSError: a file cannot be written.
        DataError: a table does not fit its declaration.
    """
    (folder / "data").mkdir()
    found = Gathering(declaration)
    every = with_code_lists(tables, declaration)
    for name, schema in declaration.all_tables.items():
        table = canonical(every[name], schema)
        found.add(name, table, _write_table(table, name, folder))
    _write_text(folder / VIEWS, declaration.views_sql)
    if quality is not None:
        _write_text(folder / QUALITY, quality.text)
    _write_labelled(found, folder, quality)
    if settle is not None and (settled := settle(folder)) != declaration:
        found.declaration = settled
        _write_labelled(found, folder, quality)
    return found.rows


def _write_labelled(found: Gathering, folder: Path, quality: Quality | None) -> None:
    """Write the files that tell the package's version and moment."""
    described = descriptor(found.declaration, found.facts, WRITERS)
    _write_text(folder / DESCRIPTOR, json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    page = dictionary(found.declaration, quality)
    subject = found.subject
    _write_text(folder / README, f"{card_header(subject)}\n{page}\n{files_section(subject)}")
    for name, text in documents(subject).items():
        _write_text(folder / name, text)


def canonical(table: pa.Table, schema: TableSchema) -> pa.Table:
    """The table with its declared columns and types, sorted by primary key.

    Raises:
        DataError: a column is missing, of another type, or null where a value is required; or a
            cell holds an empty string, which CSV could not tell from null.
    """
    try:
        typed = table.select(list(schema.field_names)).cast(arrow_schema(schema))
    except (KeyError, ValueError, pa.ArrowException) as error:
        raise DataError(
            f"does not fit its declaration: {str(error).partition(chr(10))[0]}", where=schema.name
        ) from error
    for name, column in zip(typed.column_names, typed.columns, strict=True):
        if pa.types.is_string(column.type) and pc.any(pc.equal(column, "")).as_py():
            raise DataError(
                "a cell holds an empty string",
                where=f"{schema.name}.{name}",
                hint="Use null where nothing is known.",
            )
    return typed.sort_by([(name, "ascending") for name in schema.primary_key]).combine_chunks()


def _write_table(table: pa.Table, name: str, folder: Path) -> ResourceFacts:
    csv_file, parquet_file = folder / csv_path(name), folder / parquet_path(name)
    with csv_file.open("wb") as file:
        write_csv(table, file)
    with parquet_file.open("wb") as file:
        write_parquet(table, file)
    return ResourceFacts(
        csv_bytes=csv_file.stat().st_size,
        csv_sha256=sha256_of(csv_file),
        parquet_sha256=sha256_of(parquet_file),
        parquet_bytes=parquet_file.stat().st_size,
    )


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def check_replaceable(target: Path, name: str) -> None:
    """Accept a folder that is missing, empty, or holds a package of this name and nothing else.

    Raises:
        UsageError: it holds something that the tool did not write; that would be lost.
    """
    try:
        files = [path for path in target.rglob("*") if not path.is_dir() or path.is_symlink()]
    except OSError as error:
        raise cannot_write(target, error) from error
    files = [path for path in files if path.name not in STRANGERS]
    if not files:
        return
    ours = _listed(target, name)
    for path in sorted(files):
        if path.relative_to(target).as_posix() not in ours:
            raise UsageError(
                f"holds {path.relative_to(target)}, which is not part of a package {name}",
                where=str(target),
                hint="It would be lost. Choose an empty or new folder.",
            )


def _listed(target: Path, name: str) -> set[str]:
    """The files that the package in ``target`` consists of; none where it is not of that name."""
    try:
        found = json.loads((target / DESCRIPTOR).read_bytes())
        if found["name"] != name:
            return set()
        listed = {str(resource["path"]) for resource in found["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {DESCRIPTOR, VIEWS, README, QUALITY, *DOCUMENTS, *listed}
