"""The declared rules that no Table Schema can say: SQL that returns the offending rows."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from toolkit.errors import UsageError
from toolkit.schema.duckdb_ import identifier
from toolkit.schema.model import PackageDeclaration, Rule
from toolkit.validate.report import Finding

RULE_COLUMNS = ("table_name", "row_id", "field_name", "value")


def check_rules(
    declaration: PackageDeclaration, connection: duckdb.DuckDBPyConnection
) -> Iterator[Finding]:
    """Findings on the declared rules.

    Args:
        declaration: the rules.
        connection: all tables and code lists, as `toolkit.validate.structure.load` made it.

    Raises:
        UsageError: a rule's SQL is wrong.
    """
    for rule in declaration.rules:
        yield from _check_rule(rule, connection)


def check_views(
    declaration: PackageDeclaration, connection: duckdb.DuckDBPyConnection
) -> Iterator[Finding]:
    """Findings on the declared views: each must be made and read on the tables.

    Args:
        declaration: the views.
        connection: all tables and code lists; the views are made in it.
    """
    for view in declaration.views:
        try:
            connection.execute(view.sql)
            connection.execute(f"from {identifier(view.name)}").fetchall()
        except duckdb.Error as error:
            yield Finding(
                rule="view",
                message="a declared view cannot be made",
                table=view.name,
                value=str(error).partition("\n")[0],
                hint="Mend its SQL in views.sql.",
            )


def _check_rule(rule: Rule, connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    try:
        result = connection.execute(rule.sql)
        columns = tuple(column[0] for column in result.description or ())
        rows = result.fetchall()
    except duckdb.Error as error:
        raise UsageError(
            f"its SQL is wrong: {str(error).partition(chr(10))[0]}", where=f"rule {rule.code}"
        ) from error
    if columns != RULE_COLUMNS:
        raise UsageError(
            f"it returns {', '.join(columns)}",
            where=f"rule {rule.code}",
            hint=f"A rule returns {', '.join(RULE_COLUMNS)}.",
        )
    for table, row_id, field, value in rows:
        yield Finding(
            rule=rule.code,
            message=rule.message,
            table=str(table),
            row_id=None if row_id is None else str(row_id),
            field=None if field is None else str(field),
            value=None if value is None else str(value),
            hint=rule.hint,
            severity=rule.severity,
        )
