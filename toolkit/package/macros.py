"""The SQL functions that a package's database has beside its tables and views.

``current_id(table_name, row_id)`` gives the identifier by which a row goes now: the same one where
it is not recorded as retired, the one that the records lead to in the end where it is, and null
where nothing stands for it any more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from toolkit.package.retirement import convention
from toolkit.schema.duckdb_ import identifier, literal

CURRENT_ID = "current_id"
"""The name of the function that follows retired identifiers."""
_COMMENT = (
    "The identifier by which a row of that table goes now: the same where it is not retired, the"
    " one that replaces it where it is, null where nothing does."
)


def macros(tables: Mapping[str, Collection[str]]) -> list[str]:
    """The statements that make the functions; none for a package that records nothing.

    Args:
        tables: the columns of each of the package's tables; the functions read them, so they are
            made after the tables.
    """
    names = convention()
    if not names.kept_by(tables):
        return []
    retired, of, row = map(identifier, (names.table, names.of, names.row))
    # The arguments are used once, where no table is in sight: elsewhere the caller's column of the
    # same name as one of ours would be taken for ours.
    definition = (
        f"CREATE MACRO {CURRENT_ID}(table_name, row_id) AS ("
        "WITH RECURSIVE led(of_table, id) AS ("
        "SELECT CAST(table_name AS VARCHAR), CAST(row_id AS VARCHAR) UNION "
        f"SELECT led.of_table, following.{identifier(names.replacement)} FROM led "
        f"JOIN {retired} AS following "
        f"ON following.{of} = led.of_table AND following.{row} = led.id) "
        f"SELECT led.id FROM led ANTI JOIN {retired} AS again "
        f"ON again.{of} = led.of_table AND again.{row} = led.id)"
    )
    return [definition, f"COMMENT ON MACRO {CURRENT_ID} IS {literal(_COMMENT)}"]
