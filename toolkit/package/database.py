"""A package as a DuckDB database in memory: its tables, its views, and what may be asked of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from toolkit.errors import DataError, UsageError
from toolkit.package.macros import macros
from toolkit.package.needs import tables_read
from toolkit.package.read import Package, TableFiles, open_package
from toolkit.schema.duckdb_ import SQL_TYPES, identifier, literal
from toolkit.schema.reading import Problems
from toolkit.schema.rules import read_views

MAX_THREADS = 4
LAZY_BYTES = 4 << 20
"""Size of all tables' files from which only what a statement reads is loaded.

Finding that out costs as much processor time as loading this much Parquet.
"""

_BLANK = r"(?:\s|--[^\n]*(?:\n|\Z)|/\*(?:[^*]|\*(?!/))*\*/)"
_EXPLAIN = re.compile(
    rf"{_BLANK}*EXPLAIN\b{_BLANK}*(?:ANALYZE\b|\(\s*(?:ANALYZE|FORMAT)\b[\sa-z_,]*\))?",
    re.IGNORECASE,
)


_WORD = re.compile(rf"{_BLANK}*([A-Za-z]+)")
_READING = ("SELECT", "FROM", "WITH", "VALUES", "DESCRIBE", "SHOW", "SUMMARIZE")


def threads() -> int:
    """Threads that a query uses."""
    return min(os.cpu_count() or 1, MAX_THREADS)


def open_database(root: Path, memory: int, sql: str | None = None) -> duckdb.DuckDBPyConnection:
    """The package's tables and views in memory, with their descriptions as comments.

    Args:
        root: the package's folder.
        memory: bytes that DuckDB may use.
        sql: the statement that will be asked; tables of a large package that it does not read stay
            empty. Without one, and where it cannot be told what it reads, all tables are loaded.

    Raises:
        ReadoutError: the package is damaged.
        duckdb.Error: it does not fit into memory.
    """
    package = open_package(root)
    os.chdir(package.root)  # SQL shall see no path of this machine
    connection = _connect(memory)
    connection.execute("BEGIN TRANSACTION")
    lazy = sql is not None and _size(package) >= LAZY_BYTES
    for table in package.tables.values():
        _make_table(connection, table, empty=lazy)
    if sql is not None and lazy:
        for name in _needed(connection, package, sql, memory):
            _fill_table(connection, package.tables[name])
    connection.execute("SET enable_external_access = false")
    create_views(connection, package)
    connection.execute("COMMIT")
    return connection


def _connect(memory: int, **more: str) -> duckdb.DuckDBPyConnection:
    nowhere = "/nonexistent"
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
            "extension_directory": nowhere,
            "secret_directory": nowhere,
            "temp_directory": "",
            "memory_limit": f"{memory}B",
            "threads": str(threads()),
            "errors_as_json": "true",
            **more,
        },
    )
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    return connection


def _size(package: Package) -> int:
    """Bytes of the files that the tables are read from; missing ones will be told of later."""
    paths = [package.root / table.path for table in package.tables.values()]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _needed(
    connection: duckdb.DuckDBPyConnection, package: Package, sql: str, memory: int
) -> Iterable[str]:
    """The tables that must be loaded for the statement; none where it will be refused."""
    with closing(planner(connection, package, memory)) as empty:
        try:
            gate(empty, sql)
        except (UsageError, duckdb.Error):
            return ()
        found = tables_read(empty, sql, package.tables)
    return package.tables if found is None else [name for name in package.tables if name in found]


def planner(
    connection: duckdb.DuckDBPyConnection, package: Package, memory: int
) -> duckdb.DuckDBPyConnection:
    """A database of its own to plan statements in, which was never let near a file.

    (In ``connection``, whose tables it copies without rows, the door to the files is still open.)

    Raises:
        DataError: a view of the package cannot be made.
    """
    made = _connect(memory, enable_external_access="false")
    for (statement,) in connection.execute(
        "SELECT sql FROM duckdb_tables() WHERE NOT internal ORDER BY table_oid"
    ).fetchall():
        made.execute(statement)
    create_views(made, package)
    made.execute("BEGIN TRANSACTION READ ONLY")
    return made


def rows_of(table: TableFiles, folder: str = "") -> str:
    """The rows of a table's file, as what stands behind ``FROM``.

    Args:
        table: the table.
        folder: what its path counts from; empty for the working directory.
    """
    if table.parquet:
        return f"read_parquet({literal(os.path.join(folder, table.parquet))})"
    columns = ", ".join(
        f"{literal(field['name'])}: '{_sql_type(field)}'" for field in table.schema["fields"]
    )
    return (
        f"read_csv({literal(os.path.join(folder, table.path))}, columns = {{{columns}}}, "
        "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        "nullstr = '')"
    )


def _make_table(connection: duckdb.DuckDBPyConnection, table: TableFiles, *, empty: bool) -> None:
    """Make a table typed as its file is, ``empty`` or with its rows, its descriptions as comments.

    Raises:
        DataError: the file is damaged.
    """
    name = identifier(table.name)
    limit = " LIMIT 0" if empty else ""
    _read(connection, table, f"CREATE TABLE {name} AS SELECT * FROM {rows_of(table)}{limit}")
    comments = [f"COMMENT ON TABLE {name} IS {literal(table.description)}"]
    present = {row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()}
    for field in table.schema["fields"]:
        if field.get("description") and field["name"] in present:
            column = f"{name}.{identifier(field['name'])}"
            comments.append(f"COMMENT ON COLUMN {column} IS {literal(field['description'])}")
    connection.execute("; ".join(comments))


def _fill_table(connection: duckdb.DuckDBPyConnection, table: TableFiles) -> None:
    """Load the rows of an empty table.

    Raises:
        DataError: the file is damaged.
    """
    _read(connection, table, f"INSERT INTO {identifier(table.name)} SELECT * FROM {rows_of(table)}")


def _read(connection: duckdb.DuckDBPyConnection, table: TableFiles, statement: str) -> None:
    try:
        connection.execute(statement)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise DataError(
            f"the file {table.path} is damaged: {_message(error)['exception_message']}",
            where=table.name,
            hint="Build or download the package again.",
        ) from error


def _sql_type(field: Mapping[str, Any]) -> str:
    """The DuckDB type of a descriptor's field; strings for what has no type of its own here."""
    kind = field.get("type")
    return next((sql for name, sql in SQL_TYPES.items() if name.value == kind), "VARCHAR")


def create_views(connection: duckdb.DuckDBPyConnection, package: Package) -> None:
    """Make the macros, and the views of ``views.sql`` with their descriptions as comments.

    Raises:
        DataError: ``views.sql`` holds something else, or does not fit the tables.
    """
    columns = {
        name: [field["name"] for field in table.schema["fields"]]
        for name, table in package.tables.items()
    }
    for statement in macros(columns):
        connection.execute(statement)
    if package.views is None:
        return
    again = "Build or download the package again."
    try:
        text = (package.root / package.views).read_text(encoding="utf-8")
        problems = Problems()
        views = read_views(text, package.views, problems)
        if problems.found:
            first = problems.found[0]
            raise DataError(first.what, where=first.where, hint=again)
        for view in views:
            kinds = [found.type.name for found in connection.extract_statements(view.sql)]
            if kinds != ["CREATE"]:
                raise DataError(f"{view.name} is not one view", where=package.views, hint=again)
            connection.execute(view.sql)
            comment = literal(view.description)
            connection.execute(f"COMMENT ON VIEW {identifier(view.name)} IS {comment}")
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8", where=package.views, hint=again) from error
    except duckdb.Error as error:
        reason = _message(error)["exception_message"]
        raise DataError(
            f"a view cannot be made: {reason}", where=package.views, hint=again
        ) from error


def gate(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Let through one statement that only reads.

    Raises:
        UsageError: there is none, there are several, or it does something else than read.
        duckdb.Error: it is no SQL.
    """
    statements = connection.extract_statements(sql)
    if not statements:
        raise UsageError("there is no statement in it", where="SQL")
    if len(statements) > 1:
        raise UsageError(
            f"{len(statements)} statements; a query is one", where="SQL", hint="Run them singly."
        )
    kind, inner_sql = statements[0].type.name, sql
    if kind == "EXPLAIN" and (match := _EXPLAIN.match(sql)):
        inner_sql = sql[match.end() :]
        inner = connection.extract_statements(inner_sql)
        kind = inner[0].type.name if len(inner) == 1 else "EXPLAIN"
    if kind == "MULTI":
        raise UsageError(
            "this PIVOT is not one query",
            where="SQL",
            hint="List its values: PIVOT t ON column IN ('a', 'b') USING count(*)",
        )
    if kind != "SELECT":
        raise UsageError(
            f"only reading is possible, {_keyword(inner_sql) or kind} is not",
            where="SQL",
            hint=f"{', '.join(_READING[:-1])} or {_READING[-1]} can begin a query, and EXPLAIN "
            "can stand before each.",
        )


def _keyword(sql: str) -> str:
    """The word that a statement begins with; empty where that tells nothing (``WITH``)."""
    match = _WORD.match(sql)
    word = match[1].upper() if match else ""
    return "" if word in (*_READING, "EXPLAIN") else word


def explain_tables(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every table and view: name, kind, rows, description, and its columns."""
    columns: dict[str, list[dict[str, Any]]] = {}
    for name, column, kind, comment in connection.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY table_name, column_index"
    ).fetchall():
        columns.setdefault(name, []).append(
            {"name": column, "type": kind, "description": comment or ""}
        )
    found = connection.execute(
        "SELECT 1, table_name, 'table', comment, table_oid FROM duckdb_tables() WHERE NOT internal "
        "UNION ALL "
        "SELECT 2, view_name, 'view', comment, view_oid FROM duckdb_views() WHERE NOT internal "
        "ORDER BY 1, 5"
    ).fetchall()
    return [
        {
            "name": name,
            "kind": kind,
            "rows": _count(connection, name),
            "description": comment or "",
            "columns": columns.get(name, []),
        }
        for _, name, kind, comment, _ in found
    ]


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {identifier(name)}").fetchone()
    return int(row[0]) if row else 0


def _message(error: duckdb.Error) -> dict[str, str]:
    """The fields of an error that DuckDB wrote as JSON behind its type."""
    text = str(error)
    try:
        found = json.loads(text[text.index("{") :])
    except ValueError:
        return {"exception_message": text.partition("\n")[0], "exception_type": ""}
    return {str(key): str(value) for key, value in found.items()}


def explain_error(error: duckdb.Error, sql: str) -> tuple[str, str, str]:
    """What is wrong with a query, where in it, and what may help; each at most a line."""
    fields = _message(error)
    kind = fields.get("exception_type", "")
    what, _, rest = fields["exception_message"].partition("\n")
    hint = next((part for part in rest.splitlines() if part.startswith(_HINTS)), "")
    if any(f'"{prefix}' in hint for prefix in _SYSTEM_TABLES):
        hint = "readout query --explain-tables lists what there is."
    if kind == "Out of Memory" or isinstance(error, duckdb.OutOfMemoryException):
        return "the query needs more memory than allowed", "", "Raise it with --memory."
    if kind == "Permission" or "read-only mode" in what or "configuration has been locked" in what:
        return (
            "a query can only read the package's tables and views",
            _place(fields, sql),
            "Files, networks, extensions and settings are out of reach.",
        )
    return what.rstrip("!. "), _place(fields, sql), hint


_HINTS = ("Did you mean", "Candidate bindings")
_SYSTEM_TABLES = ("pg_", "sqlite_", "duckdb_", "pragma_")


def _place(fields: dict[str, str], sql: str) -> str:
    """``line 2, column 8``: DuckDB counts bytes, readers count characters."""
    position = fields.get("position", "")
    if not position.isdigit():
        return "SQL"
    before = sql.encode()[: int(position)].decode("utf-8", "ignore")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return f"SQL, line {line}, column {column}"
