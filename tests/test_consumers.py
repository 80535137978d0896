"""The built package, as it is, in the tools that people have: each test runs the real one.

What is not installed is skipped with a reason: the programs duckdb, sqlite-utils and Datasette
(extra ``consumers``), and R.
"""

from __future__ import annotations

import csv
import http.server
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from toolkit.package.read import open_package, read_table
from toolkit.release.database_file import write_database

PACKAGE = Path(__file__).resolve().parents[1] / "datapackage"
OPENED = open_package(PACKAGE)
TABLES = tuple(OPENED.tables)
ROWS = {name: read_table(OPENED, name).num_rows for name in TABLES}
VIEWS = re.findall(r"^create view (\w+)", (PACKAGE / "views.sql").read_text("utf-8"), re.MULTILINE)
DATES = [
    (name, field["name"])
    for name, table in OPENED.tables.items()
    for field in table.schema["fields"]
    if field["type"] == "date"
]


def path(name: str, kind: str) -> Path:
    return PACKAGE / "data" / f"{name}.{kind}"


def tool(name: str) -> str:
    """A program beside this Python or on the path; the test is skipped where there is none."""
    beside = Path(sys.executable).parent
    found = shutil.which(name, path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str | Path, cwd: Path | None = None, text: str | None = None) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def with_views(kind: str) -> duckdb.DuckDBPyConnection:
    """The tables as DuckDB reads the files, and ``views.sql`` as it is."""
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(f"create table {name} as from '{path(name, kind)}'")
    connection.execute((PACKAGE / "views.sql").read_text("utf-8"))
    return connection


# DuckDB -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("release") / f"{OPENED.name}.duckdb"
    write_database(PACKAGE, target)
    return target


def test_duckdb_reads_files_and_views_alike_from_csv_and_parquet() -> None:
    with closing(with_views("csv")) as of_csv, closing(with_views("parquet")) as of_parquet:
        for name in (*TABLES, *VIEWS):
            sql = f"select count(*), count(columns(*)) from {name}"
            found = of_csv.execute(sql).fetchall()
            assert found == of_parquet.execute(sql).fetchall(), name
            assert name in VIEWS or found[0][0] == ROWS[name]
        for table, column in DATES:
            kind = f"select distinct typeof({column}) from {table}"
            assert of_csv.execute(kind).fetchall() == [("DATE",)]


def test_the_database_file_answers_as_the_files_do(database: Path) -> None:
    with (
        closing(duckdb.connect(str(database), read_only=True)) as file,
        closing(with_views("parquet")) as files,
    ):
        for name in (*TABLES, *VIEWS):
            sql = f"from {name} order by all"
            assert file.execute(sql).fetchall() == files.execute(sql).fetchall(), name
        keys = file.execute(
            "select count(*) from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
        )
        assert keys.fetchall() == [(len(TABLES),)]


def test_the_database_file_can_be_attached_beside_others(database: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{database}' as other (read_only)")
        for name in VIEWS:
            assert connection.execute(f"select count(*) from other.{name}").fetchall()
        connection.execute("use other")
        assert connection.execute("select current_id('calls', 'x')").fetchall() == [("x",)]


def test_the_duckdb_program_reads_the_database_and_the_files(database: Path) -> None:
    program = tool("duckdb")
    for name in (TABLES[0], VIEWS[0]):
        asked = f"select count(*) as n from {name}"
        found = json.loads(run(program, "-readonly", "-json", database, asked))
        if name in TABLES:
            assert found == [{"n": ROWS[name]}]
    pasted = "".join(f"create table {name} as from 'data/{name}.parquet';\n" for name in TABLES)
    pasted += (PACKAGE / "views.sql").read_text("utf-8") + f"\nselect count(*) from {VIEWS[0]};\n"
    told = run(program, "-csv", "-noheader", ":memory:", cwd=PACKAGE, text=pasted)
    with closing(with_views("parquet")) as connection:
        wanted = connection.execute(f"select count(*) from {VIEWS[0]}").fetchone()
    assert wanted is not None
    assert told.split() == [str(wanted[0])]


def test_what_views_sql_says_of_its_use_is_true(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (PACKAGE.parent / "schemas" / "views.sql").read_text("utf-8")
    attach, create = re.findall(r"^--   (.+)$", text, re.MULTILINE)
    shutil.copytree(PACKAGE / "data", tmp_path / "data")
    shutil.copy(database, tmp_path)
    monkeypatch.chdir(tmp_path)
    with closing(duckdb.connect()) as connection:
        connection.execute(attach)
        assert connection.execute(f"select count(*) from {VIEWS[0]}").fetchone()
    example = re.search(r"create table (\w+) as", create)
    assert example is not None
    with closing(duckdb.connect()) as connection:
        for name in TABLES:
            connection.execute(create.replace(example[1], name))
        connection.execute(text)
        assert connection.execute(f"select count(*) from {VIEWS[0]}").fetchone()


# Python -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_pandas_and_polars_read_csv_and_parquet_alike(name: str) -> None:
    frame = pd.read_csv(path(name, "csv"), dtype=str, keep_default_na=False, na_values=[""])
    assert len(frame) == ROWS[name]
    stored = pd.read_parquet(path(name, "parquet"))
    assert list(stored.columns) == list(frame.columns)
    assert stored.isna().sum().to_dict() == frame.isna().sum().to_dict()
    quick = pl.read_csv(path(name, "csv"), infer_schema=False)
    assert quick.shape == frame.shape
    assert quick.null_count().row(0) == tuple(frame.isna().sum())
    assert pl.read_parquet(path(name, "parquet")).shape == frame.shape


def test_pandas_takes_codes_that_look_like_missing_values() -> None:
    """With its defaults pandas reads ``NA`` as missing; no cell of the package is written so."""
    for name in TABLES:
        plain = pd.read_csv(path(name, "csv"), dtype=str)
        careful = pd.read_csv(path(name, "csv"), dtype=str, keep_default_na=False, na_values=[""])
        assert plain.isna().equals(careful.isna()), name


def test_pandas_and_polars_see_dates_as_dates() -> None:
    for name, column in DATES:
        frame = pl.read_csv(path(name, "csv"), try_parse_dates=True, infer_schema_length=None)
        if frame[column].null_count() < len(frame):
            assert frame[column].dtype == pl.Date
        stored = pd.read_parquet(path(name, "parquet"), dtype_backend="pyarrow")
        assert str(stored[column].dtype) == "date32[day][pyarrow]"


def test_pyarrow_reads_the_tables_as_datasets() -> None:
    for name in TABLES:
        dataset = ds.dataset(path(name, "parquet"))
        assert dataset.count_rows() == ROWS[name]
        described = {field["name"] for field in OPENED.tables[name].schema["fields"]}
        assert set(dataset.schema.names) == described
        assert all(dataset.schema.field(column).metadata for column in described)


def test_frictionless_opens_and_joins_nothing_amiss() -> None:
    package = frictionless.Package(str(PACKAGE / "datapackage.json"))
    for name in TABLES:
        rows = package.get_resource(name).read_rows()
        assert len(rows) == ROWS[name]
        assert all(row.valid for row in rows)


# SQLite and Datasette -----------------------------------------------------------------------------


def test_sqlite_takes_the_csv_files() -> None:
    connection = sqlite3.connect(":memory:")
    for name in TABLES:
        with path(name, "csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            columns = next(rows)
            connection.execute(f"create table {name} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"insert into {name} values ({marks})", rows)
        assert connection.execute(f"select count(*) from {name}").fetchone() == (ROWS[name],)


def test_sqlite_utils_and_datasette_serve_a_query(tmp_path: Path) -> None:
    program, base, name = (
        tool("sqlite-utils"),
        tmp_path / "package.db",
        max(ROWS, key=ROWS.__getitem__),
    )
    run(program, "insert", base, name, path(name, "csv"), "--csv", "--empty-null")
    assert json.loads(run(program, "tables", base, "--counts")) == [
        {"table": name, "count": ROWS[name]}
    ]
    server = tool("datasette")
    asked = f"/package.json?sql=select+count(*)+as+n+from+{name}&_shape=array"
    assert json.loads(run(server, base, "--get", asked)) == [{"n": ROWS[name]}]


# R ------------------------------------------------------------------------------------------------


def test_r_reads_the_csv_files() -> None:
    program = tool("Rscript")
    names = ", ".join(f'"{name}"' for name in TABLES)
    script = (
        f"for (name in c({names})) {{ "
        'd <- read.csv(file.path("data", paste0(name, ".csv")), na.strings = "", '
        'encoding = "UTF-8", colClasses = "character"); '
        'cat(name, nrow(d), sum(is.na(d)), "\\n") }'
    )
    found = {
        line.split()[0]: line.split()[1:]
        for line in run(program, "-e", script, cwd=PACKAGE).splitlines()
    }
    for name in TABLES:
        nulls = sum(column.null_count for column in read_table(OPENED, name).columns)
        assert found[name] == [str(ROWS[name]), str(nulls)]


# Spreadsheets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_the_csv_files_is_a_formula_to_a_spreadsheet(name: str) -> None:
    """What begins so is run as a formula by Excel, LibreOffice and Google Sheets."""
    kinds = {field["name"]: field["type"] for field in OPENED.tables[name].schema["fields"]}
    with path(name, "csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, cell in row.items():
                if kinds[column] == "string":
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (column, cell)
                assert "\x00" not in cell


# HTTP ---------------------------------------------------------------------------------------------


class Ranges(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, parts of files among it, as any web server does."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        data = file.read_bytes()
        first, last = map(int, wanted.groups()) if wanted else (0, len(data) - 1)
        self.asked.append(self.headers.get("Range", "all"))
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(data[first : last + 1])))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.end_headers()
        self.wfile.write(data[first : last + 1])

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(Ranges):
        def __init__(self, *args: Any) -> None:
            self.asked = asked
            super().__init__(*args, directory=str(folder))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def test_parquet_is_read_over_http_in_parts(tmp_path: Path) -> None:
    """The footer first, then the columns asked for: here by Arrow through fsspec."""
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
    pytest.importorskip("aiohttp", reason="aiohttp, which fsspec reads http with, is not installed")
    shutil.copytree(PACKAGE / "data", tmp_path / "data")
    noise = {f"c{number}": os.urandom(400_000).hex() for number in range(5)}
    columns = {
        name: [text[at : at + 80] for at in range(0, 800_000, 80)] for name, text in noise.items()
    }
    wide = tmp_path / "wide.parquet"
    pl.DataFrame(columns).write_parquet(wide)
    with served(tmp_path) as (address, asked):
        files = fsspec.filesystem("http", skip_instance_cache=True, block_size=1 << 16)
        for name in TABLES:
            with files.open(f"{address}/data/{name}.parquet") as file:
                assert pq.ParquetFile(file).read().equals(read_table(OPENED, name)), name
        asked.clear()
        with files.open(f"{address}/wide.parquet") as file:
            column = pq.ParquetFile(file).read(columns=["c3"]).column(0)
    assert column.to_pylist() == columns["c3"]
    spans = [re.fullmatch(r"bytes=(\d+)-(\d+)", line) for line in asked]
    assert spans
    assert all(spans)
    fetched = sum(int(span[2]) - int(span[1]) + 1 for span in spans if span)
    assert fetched < wide.stat().st_size / 2
