"""Of a large package a query loads what it reads, answers as before, and is as safe as before."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_package import build_small, contents
from test_query_safety import HARMLESS, MARK, REFUSED, _statements

from toolkit.errors import DataError, UsageError
from toolkit.package import database
from toolkit.package.database import gate, open_database, planner
from toolkit.package.needs import tables_read
from toolkit.package.query import Presentation, describe_package, run_query
from toolkit.package.read import open_package

MEMORY = 1 << 30
EVERY = {"rivers", "bridges", "materials"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("lazy")).target


@pytest.fixture
def lazily(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small package, held to be large."""
    monkeypatch.setattr(database, "LAZY_BYTES", 0)
    monkeypatch.chdir(small)  # `open_database` goes there; this comes back
    return small


@pytest.fixture(scope="module")
def empty(small: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(small)
        connection = open_database(small, MEMORY)
        with planner(connection, open_package(small), MEMORY) as made:
            yield made


@pytest.fixture
def planning(empty: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Where statements are planned, as it is before the first of them."""
    with contextlib.suppress(duckdb.TransactionException):
        empty.rollback()
    return empty.execute("begin transaction read only")


def loaded(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {
        name
        for name in EVERY
        if connection.execute(f"select count(*) > 0 from {name}").fetchall() == [(True,)]
    }


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("select count(*) from bridges", {"bridges"}),
        ("FROM Bridges;", {"bridges"}),
        ("from 'bridges'", {"bridges"}),
        ('select 1 from memory.main."bridges" -- and rivers', {"bridges"}),
        ("from bridge_counts", {"rivers", "bridges"}),
        ("with rivers as (from materials) from rivers", {"materials"}),
        ("select (select max(code) from materials), * from rivers", {"rivers", "materials"}),
        (
            "from rivers r where exists (from bridges b where b.river_id = r.river_id)",
            {"rivers", "bridges"},
        ),
        ("select 'bridges' as name", set()),
        ("values (1)", set()),
        ("from range(3), unnest(['rivers'])", set()),
        ("describe bridges", set()),
        ("summarize materials", {"materials"}),
        ("from query('from ' || 'riv' || 'ers')", {"rivers"}),
        ("from query_table(['rivers'])", {"rivers"}),
        ("pivot bridges on material_code in ('steel') using count(*)", {"bridges"}),
        (
            "with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) from r",
            set(),
        ),
        ("from rivers union all by name from bridges", {"rivers", "bridges"}),
        ("from json_execute_serialized_sql(json_serialize_sql('from rivers'))", EVERY),
        ("explain from rivers", EVERY),
        ("explain analyze from rivers", EVERY),
        ("show tables", EVERY),
        ("show all tables", EVERY),
        ("select table_name, estimated_size from duckdb_tables()", EVERY),
        ("from information_schema.tables", EVERY),
        ("from pragma_storage_info('rivers')", EVERY),
        ("select nonsense from bridges", EVERY),
        ("select * from bridge", EVERY),
    ],
)
def test_what_a_statement_reads(
    planning: duckdb.DuckDBPyConnection, sql: str, tables: set[str]
) -> None:
    found = tables_read(planning, sql, EVERY)
    assert (EVERY if found is None else found) == tables


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("select count(*) from bridges", {"bridges"}),
        ("from bridge_counts", {"rivers", "bridges"}),
        ("from duckdb_tables()", EVERY),
        ("drop table rivers", set()),
        ("select 1; select 2", set()),
        ("selec 1", set()),
        (None, EVERY),
    ],
)
def test_a_query_loads_what_it_reads(lazily: Path, sql: str | None, tables: set[str]) -> None:
    assert loaded(open_database(lazily, MEMORY, sql)) == tables


@pytest.fixture(scope="module")
def whole(small: Path) -> duckdb.DuckDBPyConnection:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(small)
        return open_database(small, MEMORY)


def _results(connection: duckdb.DuckDBPyConnection, sql: str) -> list[object]:
    gate(connection, sql)
    result = connection.execute(sql)
    return [result.description, sorted(map(repr, result.fetchall()))]


@pytest.mark.parametrize(
    "sql",
    [
        "from bridge_counts",
        "from bridges semi join rivers using (river_id)",
        "describe bridge_counts",
        "show all tables",
        "select table_name, estimated_size, column_count, comment from duckdb_tables()",
        "summarize bridges",
        "explain from rivers",
        "select stats(number) from bridges where number = 2",
        "from pragma_table_info('rivers')",
    ],
)
def test_answers_are_those_of_a_package_loaded_whole(
    lazily: Path, whole: duckdb.DuckDBPyConnection, sql: str
) -> None:
    assert _results(open_database(lazily, MEMORY, sql), sql) == _results(whole, sql)


@pytest.fixture
def places(small: Path, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "secret.txt").write_text(MARK, encoding="utf-8")
    return {
        "package": str(small),
        "out": str(tmp_path),
        "secret": str(tmp_path / "secret.txt"),
        "mark": "READOUT_TEST_MARK",
    }


def test_planning_reaches_nothing(
    planning: duckdb.DuckDBPyConnection, places: dict[str, str], small: Path
) -> None:
    """What passes the gate is planned, and neither run nor let at a file."""
    before = contents(small), contents(Path(places["out"]))
    planned = 0
    for sql in _statements(REFUSED + HARMLESS, places):
        try:
            gate(planning, sql)
        except (UsageError, duckdb.Error):
            continue
        planned += 1
        told = tables_read(planning, sql, EVERY)
        assert told in (None, set()) or " as (" in sql, sql
        planning.rollback()
        planning.execute("BEGIN TRANSACTION READ ONLY")
    assert planned > 40
    assert (contents(small), contents(Path(places["out"]))) == before


def test_planning_has_no_files(planning: duckdb.DuckDBPyConnection, places: dict[str, str]) -> None:
    planning.rollback()
    for source in ("read_text", "read_blob", "read_csv", "read_json", "glob"):
        with pytest.raises(duckdb.PermissionException):
            planning.execute(f"explain select * from {source}('{places['secret']}')")
    with pytest.raises(duckdb.Error, match="external access"):
        planning.execute("set enable_external_access = true")
    assert planning.execute("select count(*) from bridges").fetchall() == [(0,)]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than 4 MB, with a spoilt page among the rivers."""
    package = build_small(tmp_path_factory.mktemp("large")).target
    file = package / "data" / "rivers.parquet"
    rows = [
        {"river_id": f"r{number}", "name": str(number) * 1500, "length_km": None, "navigable": None}
        for number in range(1000, 2000)
    ]
    schema = pq.read_schema(file)
    options = {"compression": "none", "use_dictionary": False}
    pq.write_table(pa.Table.from_pylist(rows, schema), file, **options)
    content = bytearray(file.read_bytes())
    at = content.index(b"1000" * 100)
    content[at - 4 : at] = b"\xff\xff\xff\x7f"  # a text of two gigabytes
    file.write_bytes(content)
    assert len(content) > database.LAZY_BYTES
    return package


def test_a_large_package_is_read_as_far_as_needed(large: Path) -> None:
    out = io.BytesIO()
    run_query(large, "select count(*) as n from bridges", out, Presentation("csv"))
    assert out.getvalue() == b"n\n3\n"
    with pytest.raises(DataError, match=r"data/rivers.parquet is damaged"):
        run_query(large, "select max(name) from rivers", out, Presentation("csv"))
    with pytest.raises(DataError, match=r"data/rivers.parquet is damaged"):
        describe_package(large)
