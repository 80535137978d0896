"""Packages on disk: their bytes, and that they appear whole or not at all."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from laws import examples
from small_package import BRIDGE_ROWS, build_small, contents, declare, small_tables, table_of

from toolkit.errors import DataError
from toolkit.package.publish import InvalidPackageError, publish, stale_files
from toolkit.package.read import open_package, read_csv, read_table
from toolkit.package.write import write_csv, write_files, write_package
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.model import PackageDeclaration

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


@pytest.fixture(scope="module")
def declaration(tmp_path_factory: pytest.TempPathFactory) -> PackageDeclaration:
    return declare(tmp_path_factory.mktemp("declaration"))


def test_files(tmp_path: Path) -> None:
    written = build_small(tmp_path)
    found = contents(written.target)
    assert sorted(found) == [
        "CITATION.cff",
        "README.md",
        "croissant.json",
        "data/bridges.csv",
        "data/bridges.parquet",
        "data/materials.csv",
        "data/materials.parquet",
        "data/rivers.csv",
        "data/rivers.parquet",
        "datapackage.json",
        "dcat.jsonld",
        "views.sql",
    ]
    assert written.rows == {"materials": 2, "rivers": 2, "bridges": 3}
    assert written.bytes == sum(map(len, found.values()))
    assert found["data/rivers.csv"].decode() == (
        "river_id,name,length_km,navigable\nelbe,Elbe,1094.26,true\nneisse,Lausitzer Neiße,,false\n"
    )
    assert found["data/bridges.csv"].decode().splitlines()[-1] == "neisse,2,,stone,"
    assert found["datapackage.json"].endswith(b"}\n")


def test_parquet_carries_types_keys_and_descriptions(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    target = build_small(tmp_path).target
    file = pq.ParquetFile(target / "data" / "rivers.parquet")
    expected = arrow_schema(declaration.tables["rivers"])
    assert file.schema_arrow.equals(expected, check_metadata=True)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert not file.schema_arrow.field("river_id").nullable


BUILD = """
import sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from small_package import declare, small_tables
from toolkit.package.write import write_package
import pyarrow as pa
folder = Path(sys.argv[3])
declaration = declare(folder)
tables = {name: pa.concat_tables([t.slice(1), t.slice(0, 1)])
          for name, t in reversed(small_tables(declaration).items())}
write_package(tables, declaration, folder / "package")
"""


def test_the_same_bytes_wherever_they_are_written(tmp_path: Path) -> None:
    expected = contents(build_small(tmp_path / "here").target)
    elsewhere = tmp_path / "somewhere else ü"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-c", BUILD, str(ROOT), str(TESTS), str(elsewhere)],
        env={**os.environ, "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "12345"},
        cwd="/",
        check=True,
    )
    assert contents(elsewhere / "package") == expected


def test_three_readers_see_the_same_rows(tmp_path: Path) -> None:
    from frictionless import Package

    package = open_package(build_small(tmp_path).target)
    with duckdb.connect() as connection:
        for name, files in package.tables.items():
            arrow = read_table(package, name).to_pylist()
            assert read_csv(package, name).to_pylist() == arrow
            path = package.root / str(files.parquet)
            rows = connection.execute(f"select * from read_parquet('{path}')")
            names = [column[0] for column in rows.description]
            assert [dict(zip(names, row, strict=True)) for row in rows.fetchall()] == arrow
    described = Package(str(package.root / "datapackage.json"))
    assert described.validate().valid
    bridges = described.get_resource("bridges").read_rows()
    assert [dict(row) for row in bridges] == read_table(package, "bridges").to_pylist()


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(
    lambda text: "\r" not in text
)


@examples(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z]{1,8}", fullmatch=True),
            TEXTS | st.none(),
            st.decimals(min_value=-(10**20), max_value=10**20, places=6) | st.none(),
            st.booleans() | st.none(),
        ),
        unique_by=lambda row: row[0],
    )
)
def test_csv_gives_back_what_went_in(
    declaration: PackageDeclaration, tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    table = table_of(declaration, "rivers", rows)
    buffer = io.BytesIO()
    write_csv(table, buffer)
    folder = tmp_path / "p"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "rivers.csv").write_bytes(buffer.getvalue())
    fields = [{"name": f.name, "type": f.type.value} for f in declaration.tables["rivers"].fields]
    resource = {"name": "rivers", "path": "data/rivers.csv", "schema": {"fields": fields}}
    import json

    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    assert read_table(open_package(folder), "rivers").to_pylist() == table.to_pylist()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("elbe", "", None, None)], r"rivers.name: a cell holds an empty string"),
        ([(None, "Elbe", None, None)], r"rivers: does not fit its declaration: .*river_id"),
    ],
)
def test_what_csv_cannot_say_is_refused(
    tmp_path: Path, declaration: PackageDeclaration, rows: list[tuple[object, ...]], message: str
) -> None:
    tables = {**small_tables(declaration), "rivers": table_of(declaration, "rivers", rows)}
    with pytest.raises(DataError, match=message):
        write_package(tables, declaration, tmp_path / "package")
    assert list(tmp_path.iterdir()) == []


def test_columns_must_be_those_declared(tmp_path: Path, declaration: PackageDeclaration) -> None:
    tables = small_tables(declaration)
    tables["rivers"] = tables["rivers"].drop_columns(["name"])
    with pytest.raises(DataError, match=r"rivers: does not fit its declaration: .*name"):
        write_package(tables, declaration, tmp_path / "package")


def test_a_package_of_the_same_name_is_replaced(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    target = build_small(tmp_path).target
    fewer = {
        **small_tables(declaration),
        "bridges": table_of(declaration, "bridges", BRIDGE_ROWS[:1]),
    }
    (target / ".DS_Store").write_bytes(b"x")
    write_package(fewer, declaration, target)
    assert (target / "data" / "bridges.csv").read_text().count("\n") == 2
    assert not (target / ".DS_Store").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas"]


def test_only_valid_tables_are_published(tmp_path: Path, declaration: PackageDeclaration) -> None:
    tables = small_tables(declaration)
    published = publish(tables, declaration, tmp_path / "package")
    assert published.report.valid
    before = contents(tmp_path / "package")
    old = ("elbe", 7, dt.date(1500, 1, 1), "steel", None)
    bad = {**tables, "bridges": table_of(declaration, "bridges", [*BRIDGE_ROWS, old])}
    with pytest.raises(InvalidPackageError) as caught:
        publish(bad, declaration, tmp_path / "package")
    assert [finding.rule for finding in caught.value.report.findings] == ["steel-is-young"]
    assert contents(tmp_path / "package") == before


def test_what_is_checked_and_what_is_written_may_differ(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    def without_notes(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
        rows = [(*row[:-1], None) for row in BRIDGE_ROWS]
        return {**tables, "bridges": table_of(declaration, "bridges", rows)}

    publish(small_tables(declaration), declaration, tmp_path / "p", (), without_notes)
    assert "wonder" not in (tmp_path / "p" / "data" / "bridges.csv").read_text()


def test_stale_files_are_named(tmp_path: Path, declaration: PackageDeclaration) -> None:
    target = build_small(tmp_path).target
    tables = small_tables(declaration)
    assert stale_files(tables, declaration, target) == []
    (target / "notes.txt").write_text("mine")
    (target / "views.sql").unlink()
    (target / "README.md").write_text("edited")
    assert stale_files(tables, declaration, target) == [
        "README.md: differs",
        "notes.txt: not written by a build",
        "views.sql: missing",
    ]
    assert len(stale_files(tables, declaration, tmp_path / "nowhere")) == 12


def test_a_hundred_thousand_rows_are_one_row_group(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    names = [f"river{'abcdefghij'[i % 10]}{i:06}" for i in range(100_000)]
    columns = [
        names,
        names,
        [Decimal(i) / 4 for i in range(100_000)],
        [i % 2 == 0 for i in range(100_000)],
    ]
    schema = arrow_schema(declaration.tables["rivers"])
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    tables = {**small_tables(declaration), "rivers": pa.Table.from_arrays(arrays, schema=schema)}
    write_files(tables, declaration, tmp_path)
    assert pq.ParquetFile(tmp_path / "data" / "rivers.parquet").metadata.num_row_groups == 1
