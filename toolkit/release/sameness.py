"""Whether two files of other bytes say the same: what a library may write differently.

Each comparison is of one kind of file, and exact: rows, entries or texts, never a part of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from toolkit.errors import ReadoutError
from toolkit.inputs.documents import read_document
from toolkit.inputs.sums import sha256_of
from toolkit.inputs.target import DESCRIPTOR
from toolkit.release.content import canonical_descriptor

if TYPE_CHECKING:
    from zipfile import ZipFile

    import duckdb

PARQUET, DATABASE, WORKBOOK = ".parquet", ".duckdb", ".xlsx"
DOCUMENTS = (".json", ".jsonld")
_NUMBER = re.compile(r'"(\d+)( B)?"')
_LIBRARY = re.compile(rb"v(\d+\.\d+\.\d+)\x00")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "xl/sharedStrings.xml"
_HEAD = 16 << 10
"""The version of DuckDB that wrote a database stands in its first bytes."""

Compare = Callable[[str, Path, Path], str | None]
"""Path and two folders to how their files are the same, in words; ``None`` where they are not."""


class UnreadableHereError(Exception):
    """A file cannot be compared, since the library here cannot read it; the text says why."""


def same(path: str, one: Path, other: Path) -> str | None:
    """How two files of different bytes say the same.

    Args:
        path: their path in both folders.
        one: a release folder.
        other: another.

    Returns:
        What is the same, as a phrase; ``None`` where they differ.

    Raises:
        UnreadableHereError: one is written by a library that is newer than the one here.
    """
    compare = _BY_NAME.get(path) or _BY_ENDING.get(PurePosixPath(path).suffix)
    return None if compare is None else compare(path, one, other)


def _parquet(path: str, one: Path, other: Path) -> str | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        tables = [pq.read_table(folder / path) for folder in (one, other)]
    except (pa.ArrowException, OSError):
        return None
    return "same columns and rows" if tables[0].equals(tables[1]) else None


def _descriptor(path: str, one: Path, other: Path) -> str | None:
    try:
        read = [read_document(folder / path).value for folder in (one, other)]
    except ReadoutError:
        return None
    texts = {canonical_descriptor(descriptor) for descriptor in read}
    return "same but for writers and hashes of Parquet" if len(texts) == 1 else None


def _document(path: str, one: Path, other: Path) -> str | None:
    """Texts that tell the hash and size of Parquet files, and are the same elsewhere."""
    texts = []
    for folder in (one, other):
        try:
            texts.append((folder / path).read_text(encoding="utf-8").splitlines())
        except (OSError, ValueError):
            return None
    marks = [_marks(folder) for folder in (one, other)]
    if len(texts[0]) != len(texts[1]):
        return None
    for lines in zip(*texts, strict=True):
        if lines[0] != lines[1] and _plain(lines[0], *marks[0]) != _plain(lines[1], *marks[1]):
            return None
    return "same but for hashes and sizes of Parquet"


def _marks(folder: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What stands for the hash and for the size of each Parquet file: its path."""
    files = sorted(folder.rglob(f"*{PARQUET}"))
    names = {path: path.relative_to(folder).as_posix() for path in files}
    hashes = {sha256_of(path): f"hash of {name}" for path, name in names.items()}
    return hashes, {str(path.stat().st_size): "size" for path in files}


def _plain(line: str, hashes: Mapping[str, str], sizes: Mapping[str, str]) -> str:
    for digest, name in hashes.items():
        line = line.replace(digest, name)
    return _NUMBER.sub(lambda found: f'"{sizes.get(found[1], found[1])}{found[2] or ""}"', line)


def _workbook(path: str, one: Path, other: Path) -> str | None:
    import zipfile
    import zlib
    from xml.etree.ElementTree import ParseError

    found = []
    try:
        for folder in (one, other):
            with zipfile.ZipFile(folder / path) as archive:
                found.append(list(_sheets(archive)))
    except (zipfile.BadZipFile, zlib.error, ParseError, OSError, RuntimeError, LookupError):
        return None
    return "same sheets and cells" if found[0] == found[1] else None


def _sheets(archive: ZipFile) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Each sheet's name with its cells: place, type and text (ECMA-376, part 1, 18.3)."""
    from xml.etree.ElementTree import fromstring

    shared = []
    if _STRINGS in archive.namelist():
        strings = fromstring(archive.read(_STRINGS))
        shared = ["".join(entry.itertext()) for entry in strings.iterfind(f"{_MAIN}si")]
    book = fromstring(archive.read("xl/workbook.xml"))
    for number, sheet in enumerate(book.iter(f"{_MAIN}sheet"), 1):
        cells = []
        for cell in fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{_MAIN}c"):
            kind, text = cell.get("t", "n"), "".join(cell.itertext())
            if kind == "s":
                kind, text = "inlineStr", shared[int(text)]
            formula = cell.find(f"{_MAIN}f") is not None
            cells.append((cell.get("r", ""), f"{kind} formula" if formula else kind, text))
        yield sheet.get("name", ""), cells


def _database(path: str, one: Path, other: Path) -> str | None:
    """Databases with the same tables, views and macros.

    What DuckDB tells of a view is its own spelling, which changes from version to version: written
    by two versions, views are the same if they give the same rows.
    """
    from contextlib import closing

    import duckdb

    files = [folder / path for folder in (one, other)]
    alike = database_writer(files[0]) == database_writer(files[1])
    with closing(duckdb.connect(":memory:")) as connection:
        try:
            for side, file in zip(_SIDES, files, strict=True):
                connection.execute(f"ATTACH {_literal(file)} AS {side} (READ_ONLY)")
        except duckdb.Error as error:
            told = str(error).partition("\n")[0]
            if "newer version" in told or "version number" in told:
                what = f"duckdb {duckdb.__version__} cannot read it"
                raise UnreadableHereError(what) from error
            return None
        try:
            connection.execute("SET enable_external_access = false; SET lock_configuration = true")
            return _same_database(connection, alike=alike)
        except duckdb.Error:
            return None


def _same_database(connection: duckdb.DuckDBPyConnection, *, alike: bool) -> str | None:
    from toolkit.schema.duckdb_ import identifier

    shapes = [connection.execute(_SHAPE, [side, alike]).fetchall() for side in _SIDES]
    if shapes[0] != shapes[1]:
        return None
    kinds = ("table",) if alike else ("table", "view")
    for name in dict.fromkeys(name for kind, name, *_ in shapes[0] if kind in kinds):
        ours, theirs = (f"{side}.main.{identifier(name)}" for side in _SIDES)
        for pair in ((ours, theirs), (theirs, ours)):
            query = f"SELECT count(*) FROM (FROM {pair[0]} EXCEPT ALL FROM {pair[1]})"
            found = connection.execute(query).fetchone()
            if found is None or found[0]:
                return None
    return "same tables, views and rows" if alike else "same tables and rows, also of views"


def _literal(path: Path) -> str:
    from toolkit.schema.duckdb_ import literal

    return literal(str(path))


_SIDES = ("one", "other")
_SHAPE = """
    SELECT 'table' AS kind, table_name AS name, column_name, data_type, is_nullable, comment, ''
    FROM duckdb_columns()
    WHERE database_name = $1 AND table_name IN
      (SELECT table_name FROM duckdb_tables() WHERE database_name = $1)
    UNION ALL
    SELECT 'view', view_name, '', '', true, comment, CASE WHEN $2 THEN sql ELSE '' END
    FROM duckdb_views() WHERE database_name = $1 AND NOT internal
    UNION ALL
    SELECT 'macro', function_name, array_to_string(parameters, ', '), '', true, comment,
      CASE WHEN $2 THEN macro_definition ELSE '' END
    FROM duckdb_functions() WHERE database_name = $1 AND NOT internal
    ORDER BY ALL
"""


def database_writer(path: Path) -> str:
    """The version of DuckDB that wrote a database, ``duckdb 2.0.0``; empty where it tells none."""
    try:
        with path.open("rb") as file:
            found = _LIBRARY.search(file.read(_HEAD))
    except OSError:
        return ""
    return f"duckdb {found[1].decode()}" if found else ""


_BY_NAME: Mapping[str, Compare] = {DESCRIPTOR: _descriptor}
_BY_ENDING: Mapping[str, Compare] = {
    PARQUET: _parquet,
    DATABASE: _database,
    WORKBOOK: _workbook,
    **dict.fromkeys(DOCUMENTS, _document),
}
