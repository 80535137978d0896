"""Which tables a statement reads, asked of DuckDB's own binder.

A plan that was not optimized has a leaf for every table that a statement comes to read: also those
behind views, macros, subqueries, and names that a function puts together (``query('from ' || …)``).
Where a leaf is anything but a table or what makes up its own rows, the statement may look at the
catalogue (``SHOW TABLES``, ``duckdb_tables()``), and then nobody can say what it needs.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import duckdb

_TABLE = "SEQ_SCAN"
_ROWS_OF_ITS_OWN = frozenset(
    [
        *("CHUNK_GET", "COLUMN_DATA_SCAN", "CTE_SCAN", "DELIM_SCAN", "DUMMY_SCAN"),
        *("EMPTY_RESULT", "EXPRESSION_SCAN", "GENERATE_SERIES", "RANGE", "UNNEST"),
    ]
)
"""Names of leaves that read neither a table nor the catalogue, as DuckDB 1.5 and 2.0 write them."""


def tables_read(
    planner: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str]
) -> frozenset[str] | None:
    """The tables that a statement reads.

    The statement is bound and planned, neither optimized nor run.

    Args:
        planner: a database of its own with all tables (rows do not matter), views and macros.
        sql: one statement that only reads.
        tables: the names of the tables.

    Returns:
        Some of ``tables``; ``None`` where that cannot be told: the statement is wrong, cannot be
        explained, or reads something else.
    """
    try:
        planner.execute("PRAGMA disable_optimizer; SET explain_output = 'all'")
        plans = planner.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()
        roots = next(json.loads(text) for name, text in plans if name == "logical_plan")
    except (duckdb.Error, ValueError, StopIteration):
        return None
    found = set()
    for leaf in (leaf for root in roots for leaf in _leaves(root)):
        if leaf["name"] == _TABLE:
            name = _table(leaf)
            if name not in tables:
                return None
            found.add(name)
        elif leaf["name"] not in _ROWS_OF_ITS_OWN:
            return None
    return frozenset(found)


def _leaves(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        children = node.get("children")
        if children:
            waiting.extend(children)
        else:
            yield node


def _table(leaf: Mapping[str, Any]) -> str:
    """The name in ``memory.main."name"``, as `duckdb` quotes it where it must."""
    name = str(leaf["extra_info"].get("Table", "")).removeprefix("memory.main.")
    if name.startswith('"'):
        name = name[1:-1].replace('""', '"')
    return name
