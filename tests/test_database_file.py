"""The DuckDB file of a release: what stands in it, and that its bytes never change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from small_package import BRIDGE_ROWS, RIVER_ROWS, build_small, declare, table_of

from toolkit.errors import DataError, UsageError
from toolkit.package.write import write_package
from toolkit.release import database_file
from toolkit.release.database_file import write_database
from toolkit.schema.model import PackageDeclaration

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("database")).target


@pytest.fixture(scope="module")
def file(package: Path) -> Path:
    target = package.parent / "crossings.duckdb"
    write_database(package, target)
    return target


@pytest.fixture
def database(file: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(file), read_only=True)


def test_it_holds_the_rows_in_their_declared_types(database: duckdb.DuckDBPyConnection) -> None:
    assert database.sql("from bridges").fetchall() == sorted(BRIDGE_ROWS, key=lambda row: row[:2])
    assert database.sql("from rivers").fetchall() == sorted(RIVER_ROWS)
    assert [str(kind) for kind in database.sql("from rivers").types] == [
        "VARCHAR",
        "VARCHAR",
        "DECIMAL(28,6)",
        "BOOLEAN",
    ]


def test_keys_and_checks_are_declared(database: duckdb.DuckDBPyConnection) -> None:
    found = database.sql(
        "select table_name, constraint_type, constraint_column_names, referenced_table, expression "
        "from duckdb_constraints() where table_name in ('bridges', 'rivers')"
    ).fetchall()
    keys = {row[:4] for row in map(_plain, found) if row[1].endswith("KEY")}
    assert keys == {
        ("bridges", "PRIMARY KEY", ("river_id", "number"), None),
        ("bridges", "FOREIGN KEY", ("river_id",), "rivers"),
        ("bridges", "FOREIGN KEY", ("material_code",), "materials"),
        ("rivers", "PRIMARY KEY", ("river_id",), None),
    }
    required = {row[2] for row in map(_plain, found) if row[:2] == ("rivers", "NOT NULL")}
    assert required == {("river_id",), ("name",)}
    checks = " ".join(row[4] for row in found if row[1] == "CHECK")
    assert "regexp_full_match(river_id, '[a-z]+')" in checks
    assert "<= 999" in checks


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row)


def test_tables_columns_and_views_say_what_they_are(database: duckdb.DuckDBPyConnection) -> None:
    tables = database.sql("select table_name, comment from duckdb_tables()").fetchall()
    assert dict(tables)["bridges"] == "A row is one bridge over a river."
    columns = database.sql(
        "select comment from duckdb_columns() "
        "where table_name in ('rivers', 'bridges', 'materials')"
    ).fetchall()
    assert len(columns) == 4 + 5 + 3
    assert all(comment for (comment,) in columns)
    views = database.sql("select view_name, comment from duckdb_views() where not internal")
    assert views.fetchall() == [("bridge_counts", "How many bridges each river has.")]
    assert database.sql("from bridge_counts").fetchall() == [("Elbe", 2), ("Lausitzer Neiße", 1)]


def test_any_duckdb_since_1_1_reads_its_format_and_it_is_small(file: Path) -> None:
    """Bytes 8 to 12 are the mark and the storage version (64: 0.9 to 1.1) of the main header."""
    head = file.read_bytes()[:64]
    assert head[8:12] == b"DUCK"
    assert int.from_bytes(head[12:20], "little") == 64
    assert file.stat().st_size < 500_000


WRITE = """
import sys
from pathlib import Path
from toolkit.release.database_file import write_database
write_database(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def _written_elsewhere(package: Path, folder: Path, seed: str, cpus: set[int] | None) -> bytes:
    """The file as another process makes it of a copy of the package in another folder."""
    copy = folder / f"copy of package {seed}"
    shutil.copytree(package, copy)
    target = folder / f"{seed}.duckdb"
    environment = {
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": str(ROOT),
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "MALLOC_PERTURB_": seed,
    }
    subprocess.run(
        [sys.executable, "-c", WRITE, copy.name, str(target)],
        cwd=folder,
        env=environment,
        check=True,
        preexec_fn=(lambda: os.sched_setaffinity(0, cpus)) if cpus else None,
    )
    return target.read_bytes()


def test_bytes_are_the_same_in_other_processes_and_folders(
    package: Path, file: Path, tmp_path: Path
) -> None:
    one = {min(os.sched_getaffinity(0))} if hasattr(os, "sched_getaffinity") else None
    assert _written_elsewhere(package, tmp_path, "1", None) == file.read_bytes()
    assert _written_elsewhere(package, tmp_path, "77", one) == file.read_bytes()


def test_a_package_of_csv_files_alone_gives_the_same_file(package: Path, tmp_path: Path) -> None:
    lean = tmp_path / "lean"
    shutil.copytree(package, lean, ignore=shutil.ignore_patterns("*.parquet"))
    descriptor = json.loads((lean / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [
        resource for resource in descriptor["resources"] if resource["format"] == "csv"
    ]
    (lean / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    write_database(lean, tmp_path / "lean.duckdb")
    with duckdb.connect(str(tmp_path / "lean.duckdb"), read_only=True) as database:
        assert database.sql("from bridges").fetchall() == sorted(
            BRIDGE_ROWS, key=lambda row: row[:2]
        )
        assert str(database.sql("from rivers").types[2]) == "DECIMAL(28,6)"


def _large(declaration: PackageDeclaration) -> dict[str, pa.Table]:
    """Columns of strings that DuckDB would pack by FSST or by dictionary if it were let."""
    names = [f"{first}{second}" for first in "abcdefghij" for second in "klmnopqrst"]
    rivers = [(name, name.title(), None, True) for name in names]
    bridges = [
        (
            names[count // 600],
            count % 600 + 1,
            None,
            ("steel", "stone")[count % 3 % 2],
            f"Bridge {count * 7919 % 10007} of {count % 97} arches",
        )
        for count in range(60_000)
    ]
    return {
        "rivers": table_of(declaration, "rivers", rivers),
        "bridges": table_of(declaration, "bridges", bridges),
    }


def test_bytes_of_larger_tables_are_the_same(tmp_path: Path) -> None:
    declaration = declare(tmp_path)
    target = write_package(_large(declaration), declaration, tmp_path / "package").target
    write_database(target, tmp_path / "here.duckdb")
    again = _written_elsewhere(target, tmp_path, "5", None)
    assert (tmp_path / "here.duckdb").read_bytes() == again
    with duckdb.connect(str(tmp_path / "here.duckdb"), read_only=True) as database:
        packed = database.sql("select distinct compression from pragma_storage_info('bridges')")
        assert not {"FSST", "Dictionary", "DICT_FSST"} & {row[0] for row in packed.fetchall()}


def test_rows_that_break_a_key_are_told_of(package: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(package, broken)
    shutil.copy(broken / "data" / "materials.parquet", tmp_path / "kept.parquet")
    con = duckdb.connect()
    con.execute(
        f"copy (from '{tmp_path}/kept.parquet' where code <> 'steel') "
        f"to '{broken}/data/materials.parquet'"
    )
    target = tmp_path / "x.duckdb"
    with pytest.raises(DataError, match=r"data/bridges.parquet: .*foreign key.*validate"):
        write_database(broken, target)
    assert not target.exists()


def test_damaged_files_and_odd_descriptors_are_told_of(package: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(package, broken)
    (broken / "data" / "bridges.parquet").write_bytes(b"PAR1 is not enough PAR1")
    with pytest.raises(DataError, match=r"data/bridges.parquet: the file is damaged"):
        write_database(broken, tmp_path / "x.duckdb")
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "geopoint"
    (broken / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(DataError, match="'geopoint' is not allowed"):
        write_database(broken, tmp_path / "x.duckdb")
    with pytest.raises(UsageError, match="no data package here"):
        write_database(tmp_path / "nothing", tmp_path / "x.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["broken"]


def test_a_process_that_is_ended_is_told_of(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.duckdb"
    for script, told in (
        ("import os; os.kill(os.getpid(), 9)", r"signal 9 ended it\. Is there enough memory"),
        ("raise SystemError('some fault')", "SystemError: some fault"),
    ):
        monkeypatch.setattr("toolkit.release.database_file._START", script)
        with pytest.raises(UsageError, match=told):
            write_database(package, target)
        assert not target.exists()


def test_libraries_are_found_where_this_process_finds_them(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "only_here.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(elsewhere)
    start = database_file._START.replace("from pathlib", "import only_here; from pathlib")
    assert "only_here" in start
    monkeypatch.setattr(database_file, "_START", start)
    write_database(package, tmp_path / "x.duckdb")
    assert (tmp_path / "x.duckdb").is_file()


def test_keys_in_a_circle_are_told_of(package: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    shutil.copytree(package, odd)
    descriptor = json.loads((odd / "datapackage.json").read_text(encoding="utf-8"))
    rivers = next(item for item in descriptor["resources"] if item["name"] == "rivers")
    reference = {"resource": "bridges", "fields": ["river_id"]}
    rivers["schema"]["foreignKeys"] = [{"fields": ["river_id"], "reference": reference}]
    (odd / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(DataError, match=r"in a circle: .*bridges.*rivers"):
        write_database(odd, tmp_path / "x.duckdb")
    reference["resource"] = "lakes"
    (odd / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(DataError, match="leads to lakes, which is no table"):
        write_database(odd, tmp_path / "x.duckdb")
