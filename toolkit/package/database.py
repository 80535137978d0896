"""A package as a DuckDB database in memory: its tables, its views, and what may be asked of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from toolkit.errors import DataError, UsageError
from toolkit.package.read import Package, TableFiles, open_package
from toolkit.schema.duckdb_ import SQL_TYPES, identifier, literal
from toolkit.schema.reading import Problems
from toolkit.schema.rules import read_views

MAX_THREADS = 4

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


def open_database(root: Path, memory: int) -> duckdb.DuckDBPyConnection:
    """The package's tables and views in memory, with their descriptions as comments.

    Args:
        root: the package's folder.
        memory: bytes that DuckDB may use.

    Raises:
        ReadoutError: the package is damaged.
        duckdb.Error: it does not fit into memory.
    """
    package = open_package(root)
    os.chdir(package.root)  # SQL shall see no path of this machine
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
        },
    )
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    connection.execute("BEGIN TRANSACTION")
    for table in package.tables.values():
        _load(connection, table)
    connection.execute("SET enable_external_access = false")
    _create_views(connection, package)
    connection.execute("COMMIT")
    return connection


def _load(connection: duckdb.DuckDBPyConnection, table: TableFiles) -> None:
    name = identifier(table.name)
    if table.parquet:
        source = f"read_parquet({literal(table.parquet)})"
    else:
        columns = ", ".join(
            f"{literal(field['name'])}: '{_sql_type(field)}'" for field in table.schema["fields"]
        )
        source = (
            f"read_csv({literal(table.path)}, columns = {{{columns}}}, header = true, "
            "auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '')"
        )
    try:
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {source}")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise DataError(
            f"the file {table.path} is damaged: {_message(error)['exception_message']}",
            where=table.name,
            hint="Build or download the package again.",
        ) from error
    comments = [f"COMMENT ON TABLE {name} IS {literal(table.description)}"]
    present = {row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()}
    for field in table.schema["fields"]:
        if field.get("description") and field["name"] in present:
            column = f"{name}.{identifier(field['name'])}"
            comments.append(f"COMMENT ON COLUMN {column} IS {literal(field['description'])}")
    connection.execute("; ".join(comments))


def _sql_type(field: Mapping[str, Any]) -> str:
    """The DuckDB type of a descriptor's field; strings for what has no type of its own here."""
    kind = field.get("type")
    return next((sql for name, sql in SQL_TYPES.items() if name.value == kind), "VARCHAR")


def _create_views(connection: duckdb.DuckDBPyConnection, package: Package) -> None:
    """Make the views of ``views.sql``, each with its description as comment."""
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
