"""Rows that only their keys changed: recorded, following another row, or recognised by their cells.

A row removed and a row added are one row re-keyed when

* the package records the old identifier as retired and the new one as what replaces it in the
  end (a replacement may be retired in its turn);
* its key refers to a row of another table that was re-keyed, and leads to the added row's;
* all their other cells agree, and no other row of either table has those cells;
* nearly all agree (``matching.json``), a cell that no other row of its table has among them, and
  neither row has another partner as good.

Whatever is recognised is taken out of the rows removed and added. Where there is a record, it
decides: a row recorded as retired is not taken for one that it only looks like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from toolkit.diff.pairs import matching
from toolkit.diff.rows import Plan, side
from toolkit.package.retirement import convention
from toolkit.schema.duckdb_ import identifier, literal

MOVED = "moved"
"""The DuckDB table of all identifiers that changed: ``tbl``, ``old_id``, ``new_id``."""
RETIRED = "retired_ids"
"""The DuckDB table of the identifiers recorded as retired: ``tbl``, ``old_id``, ``new_id``.

``new_id`` is what stands for the old one in the end."""


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the two tables, empty."""
    for name in (MOVED, RETIRED):
        connection.execute(f"CREATE TABLE {name} (tbl VARCHAR, old_id VARCHAR, new_id VARCHAR)")


def recognise(
    connection: duckdb.DuckDBPyConnection, plan: Plan, references: Mapping[int, str]
) -> None:
    """Find the re-keyed rows of a table.

    Args:
        connection: holds the table of differences.
        plan: the table.
        references: places of key columns that refer to the one-column key of another table, to
            that table's name; tables referred to have been through this function before.
    """
    _mark_retired(connection, plan)
    _pair(connection, plan, "recorded", _recorded(plan))
    if references:
        _pair(connection, plan, "followed", _followed(plan, references))
    if plan.values and not plan.numbered:
        _same(connection, plan)
        _similar(connection, plan)
    if len(plan.key) == 1:
        place = plan.key[0]
        connection.execute(
            f"INSERT INTO {MOVED} SELECT {literal(plan.name)}, o{place}, n{place} "
            f"FROM {plan.alias} WHERE state = 'rekeyed'"
        )


def row_id(plan: Plan, letter: str) -> str:
    """SQL for a row's identifier: its key values joined by ``|``, nothing for null."""
    return " || '|' || ".join(f"coalesce({letter}{place}, '')" for place in plan.key)


def _mark_retired(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    connection.execute(
        f"UPDATE {plan.alias} SET retired = true, replacement = coalesce(new_id, '') "
        f"FROM {RETIRED} WHERE tbl = {literal(plan.name)} AND state = 'removed' "
        f"AND old_id = {row_id(plan, 'o')}"
    )


def _removed(plan: Plan, also_retired: bool = False) -> str:
    """SQL for the rows removed, their old cells only.

    Rows recorded as retired are left out unless asked for: a record is not outdone by a guess.
    """
    cells = ", ".join(f"o{place}" for place in range(len(plan.columns)))
    return (
        f"(SELECT rowid AS oid, retired, replacement, {cells} FROM {plan.alias} "
        f"WHERE state = 'removed'{'' if also_retired else ' AND NOT retired'})"
    )


def _added(plan: Plan) -> str:
    """SQL for the rows added, their new cells only."""
    cells = ", ".join(f"n{place}" for place in range(len(plan.columns)))
    return f"(SELECT rowid AS nid, {cells} FROM {plan.alias} WHERE state = 'added')"


def _recorded(plan: Plan) -> str:
    """Pairs that the package records."""
    return (
        f"SELECT oid, nid FROM {_removed(plan, True)} o JOIN {_added(plan)} n "
        f"ON o.replacement = ({row_id(plan, 'n')}) WHERE o.retired AND o.replacement <> ''"
    )


def _followed(plan: Plan, references: Mapping[int, str]) -> str:
    """Pairs whose keys are one when the keys that they refer to are followed."""
    joins, same = [], []
    for place in plan.key:
        old = f"o.o{place}"
        if place in references:
            moved = f"m{place}"
            joins.append(
                f"LEFT JOIN {MOVED} {moved} ON {moved}.tbl = {literal(references[place])} "
                f"AND {moved}.old_id = {old}"
            )
            old = f"coalesce({moved}.new_id, {old})"
        same.append(f"{old} = n.n{place}")
    return (
        f"SELECT oid, nid FROM {_removed(plan)} o {' '.join(joins)} "
        f"JOIN {_added(plan)} n ON {' AND '.join(same)}"
    )


def _agree(plan: Plan) -> str:
    """SQL: in how many cells beside the key two rows agree; nulls do not count."""
    return " + ".join(f"CAST(coalesce(o.o{p} = n.n{p}, false) AS INTEGER)" for p in plan.values)


def _filled(plan: Plan) -> str:
    """SQL: in how many cells beside the key one of two rows holds a value."""
    return " + ".join(
        f"CAST(o.o{p} IS NOT NULL OR n.n{p} IS NOT NULL AS INTEGER)" for p in plan.values
    )


def _same(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Rows that agree in all cells beside the key, where these identify one row on each side."""
    if not _both(connection, plan):
        return
    prints = {
        letter: f"hash({', '.join(f'{letter}{place}' for place in plan.values)})" for letter in "on"
    }
    equal = " AND ".join(f"o.o{p} IS NOT DISTINCT FROM n.n{p}" for p in plan.values)
    something = " OR ".join(f"o.o{p} IS NOT NULL" for p in plan.values)
    pairs = (
        f"SELECT oid, nid, {prints['o']} AS print FROM {_removed(plan)} o JOIN {_added(plan)} n "
        f"ON {equal} WHERE {something}"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE same_cells AS {pairs}")
    single = " AND ".join(
        f"print IN (SELECT {prints[letter]} FROM ({side(plan, letter)}) "
        f"WHERE {prints[letter]} IN (SELECT print FROM same_cells) GROUP BY 1 HAVING count(*) = 1)"
        for letter in "on"
    )
    _pair(connection, plan, "same", f"SELECT oid, nid FROM same_cells WHERE {single}")


def _similar(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Rows that agree in nearly all cells, one of which identifies them."""
    if not _both(connection, plan):
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE candidates (oid BIGINT, nid BIGINT)")
    for place in plan.values:
        old, new = f"o{place}", f"n{place}"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE shared_values AS SELECT o.{old} AS value, "
            f"any_value(oid) AS oid, any_value(nid) AS nid FROM {_removed(plan)} o "
            f"JOIN {_added(plan)} n ON o.{old} = n.{new} GROUP BY 1 HAVING count(*) = 1"
        )
        single = " AND ".join(
            f"value IN (SELECT {cell} FROM ({side(plan, letter)}) WHERE {cell} IN "
            f"(SELECT value FROM shared_values) GROUP BY 1 HAVING count(*) = 1)"
            for letter, cell in (("o", old), ("n", new))
        )
        connection.execute(
            f"INSERT INTO candidates SELECT oid, nid FROM shared_values WHERE {single}"
        )
    least = matching()["rekeyed_row"]
    scored = (
        f"SELECT c.oid, c.nid, {_agree(plan)} AS agree, {_filled(plan)} AS filled "
        f"FROM (SELECT DISTINCT oid, nid FROM candidates) c "
        f"JOIN {_removed(plan)} o ON o.oid = c.oid JOIN {_added(plan)} n ON n.nid = c.nid"
    )
    ranked = (
        "SELECT *, rank() OVER (PARTITION BY oid ORDER BY agree / filled DESC) AS by_old, "
        "rank() OVER (PARTITION BY nid ORDER BY agree / filled DESC) AS by_new, "
        f"FROM ({scored}) WHERE agree >= {least['min_cells']} "
        f"AND agree >= filled * {least['min_share']}"
    )
    alone = (
        "SELECT oid, nid, count(*) OVER (PARTITION BY oid) AS partners, "
        f"count(*) OVER (PARTITION BY nid) AS others FROM ({ranked}) "
        "WHERE by_old = 1 AND by_new = 1"
    )
    _pair(
        connection,
        plan,
        "similar",
        f"SELECT oid, nid FROM ({alone}) WHERE partners = 1 AND others = 1",
    )


def _both(connection: duckdb.DuckDBPyConnection, plan: Plan) -> bool:
    """Whether rows are left that were removed, and some that were added."""
    row = connection.execute(
        "SELECT count(*) FILTER (state = 'removed'), count(*) FILTER (state = 'added') "
        f"FROM {plan.alias}"
    ).fetchone()
    return bool(row and row[0] and row[1])


def _pair(connection: duckdb.DuckDBPyConnection, plan: Plan, how: str, pairs: str) -> None:
    """Make one re-keyed row of each pair of a removed and an added one.

    A row that is in several pairs keeps the first.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE pairs AS SELECT min(oid) AS oid, nid FROM "
        f"(SELECT oid, min(nid) AS nid FROM ({pairs}) GROUP BY oid) GROUP BY nid"
    )
    width = range(len(plan.columns))
    cells = [*(f"o.o{p}" for p in width), *(f"n.n{p}" for p in width)]
    connection.execute(
        f"INSERT INTO {plan.alias} SELECT 'rekeyed', {literal(how)}, o.retired, o.replacement, "
        f"{', '.join(cells)} FROM pairs JOIN {_removed(plan, True)} o USING (oid) "
        f"JOIN {_added(plan)} n USING (nid)"
    )
    connection.execute(
        f"DELETE FROM {plan.alias} WHERE rowid IN "
        "(SELECT oid FROM pairs UNION ALL SELECT nid FROM pairs)"
    )


def load_retired(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[tuple[str, Sequence[str]]]
) -> None:
    """Read the identifiers that packages record as retired, each with what it leads to in the end.

    What nothing stands for any more, or only a circle of records, has no ``new_id``.

    Args:
        connection: where the packages' tables are.
        relations: the table of retired identifiers of each package that has one, quoted, with its
            columns; of two records of one identifier that of the later relation counts.
    """
    names = convention()
    of, row, replacement = map(identifier, names.columns)
    records = [
        f"SELECT {of} AS tbl, {row} AS old_id, {replacement} AS new_id, {number} AS place "
        f"FROM {relation}"
        for number, (relation, columns) in enumerate(relations)
        if set(names.columns) <= set(columns)
    ]
    if not records:
        return
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE records AS "
        f"SELECT tbl, old_id, arg_max(struct_pack(id := new_id), place).id AS new_id "
        f"FROM ({' UNION ALL '.join(records)}) GROUP BY tbl, old_id"
    )
    connection.execute(
        f"INSERT INTO {RETIRED} WITH RECURSIVE led AS ("
        "SELECT tbl, old_id, new_id FROM records UNION "
        "SELECT led.tbl, led.old_id, following.new_id FROM led JOIN records AS following "
        "ON following.tbl = led.tbl AND following.old_id = led.new_id) "
        "SELECT tbl, old_id, any_value(new_id) FILTER (NOT EXISTS (SELECT 1 FROM records AS again "
        "WHERE again.tbl = led.tbl AND again.old_id = led.new_id)) FROM led GROUP BY tbl, old_id"
    )
