"""What the project's own declaration promises beyond what the loader asks of any."""

from __future__ import annotations

import duckdb
from declaration_support import SCHEMAS, database, declaration, small_package

from toolkit.schema.loader import load_declaration


def test_loading_twice_gives_equal_values() -> None:
    assert load_declaration(SCHEMAS) == declaration()


def test_tables_come_after_those_they_refer_to() -> None:
    seen: set[str] = set()
    for name, table in declaration().all_tables.items():
        seen.add(name)
        assert {key.resource for key in table.foreign_keys} <= seen


def test_package_has_no_date_and_no_measuring_unit_of_one() -> None:
    assert "created" not in declaration().metadata
    for table in declaration().all_tables.values():
        for column in table.fields:
            assert column.unit != "1"
            assert column.title
            assert column.description.endswith(".")


def test_descriptions_say_what_null_means() -> None:
    for table in declaration().tables.values():
        for column in table.fields:
            assert column.constraints.required or "Null" in column.description, (
                f"{table.name}.{column.name}"
            )


def test_rules_run_on_views_over_the_tables() -> None:
    """A package is queried through views over its Parquet files: no rule may need base tables."""
    with database(small_package()) as base, duckdb.connect() as con:
        for name in declaration().all_tables:
            con.register(name, base.sql(f'select * from "{name}"').to_arrow_table())
        for rule in declaration().rules:
            assert con.execute(rule.sql).fetchall() == [], rule.code
