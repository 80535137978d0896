"""Nothing is reachable from a query but the package's tables and views."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from small_package import build_small

ROOT = Path(__file__).resolve().parents[1]
MARK = "s3cr3t-mark"

REFUSED = """
copy bridges to '{out}/x.csv'
copy bridges to '{package}/data/bridges.parquet'
copy (select 1) to '{package}/data/bridges.parquet' (format parquet, use_tmp_file false)
with x as (copy bridges to '{out}/x.csv') select 1
with x as (copy bridges to 'data/bridges.parquet' (use_tmp_file false)) select 1
with x as (insert into bridges select * from bridges returning *) select * from x
with x as (delete from bridges) select 1
with x as (update bridges set number = 9) select 1
explain analyze copy bridges to '{out}/x.csv'
explain analyze copy bridges to 'data/bridges.parquet' (use_tmp_file false)
explain analyze create table x as select 1
explain analyze drop view bridge_counts
explain (analyze) delete from bridges
/* a comment */ explain -- another
  analyze drop table bridges
explain analyze set threads = 8
select * from read_csv('{secret}')
select * from read_text('{secret}')
select * from read_blob('{secret}')
select * from '{secret}'
select * from read_text('/proc/self/environ')
select * from read_text('/proc/self/cmdline')
select * from read_text('/dev/fd/0')
select * from read_parquet('{package}/data/bridges.parquet')
select * from read_parquet('data/bridges.parquet')
select * from read_text('datapackage.json')
select * from read_json('{package}/datapackage.json')
select * from read_json_auto('https://example.org/x.json')
select * from read_parquet('https://example.org/x.parquet')
select * from read_parquet('s3://bucket/x.parquet')
select * from read_duckdb('{out}/x.duckdb')
select * from sniff_csv('{secret}')
select * from parquet_metadata('data/bridges.parquet')
select * from parquet_schema('data/bridges.parquet')
select * from glob('{out}/*')
select * from glob('*')
select * from sqlite_scan('{out}/x.db', 't')
select * from query('select * from read_text(''{secret}'')')
select * from query_table('{secret}')
select * from json_execute_serialized_sql(json_serialize_sql('from read_text(''{secret}'')'))
select * from enable_logging(storage = 'file', storage_config = {{'path': '{out}/log'}})
select * from enable_logging()
select * from enable_profiling()
select * from force_checkpoint()
select * from duckdb_secrets()
select getenv('{mark}')
select nextval('x')
select * from statements
select * from connection
attach '{out}/new.duckdb'
attach ':memory:' as other
detach memory
install httpfs
load httpfs
load '{out}/x.duckdb_extension'
export database '{out}/export'
import database '{out}/export'
create table x as select 1
create temp table x as select 1
create view x as select 1
create macro f(x) as x + 1
create secret s (type s3)
create persistent secret s (type s3)
drop table bridges
drop view bridge_counts
alter table bridges add column x integer
insert into bridges values ('elbe', 7, null, 'stone', null)
update bridges set number = 9
delete from bridges
truncate bridges
comment on table bridges is 'x'
set threads = 8
set enable_external_access = true
set allowed_paths = ['{secret}']
set variable v = 1
reset threads
pragma database_list
pragma enable_profiling
pragma version
call pragma_version()
call enable_logging()
prepare p as select 1
execute p
deallocate p
begin
commit
checkpoint
vacuum
use memory
select 1; drop table bridges
select 1; select 2
pivot bridges on material_code using count(*)

-- nothing but a comment
"""
"""One statement a line; an indented line continues the one before."""

HARMLESS = """
select current_setting('allowed_paths'), current_setting('allowed_directories')
select * from duckdb_settings()
select * from duckdb_databases()
select * from duckdb_tables()
select * from duckdb_views()
select * from duckdb_logs()
select * from duckdb_temporary_files()
select * from pragma_database_list
select * from information_schema.tables
select write_log('x')
select * from checkpoint()
select * from query('select 1')
select current_user, current_database(), current_query(), version()
"""
"""Statements that run; what they show must not tell anything of this machine."""

DRIVER = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import duckdb
from toolkit.errors import ReadoutError
from toolkit.package.database import gate, open_database
from toolkit.package.query_child import limit, lock
statements = json.load(sys.stdin)
limit(1 << 30, 60)
connection = open_database(Path(sys.argv[2]), 1 << 30)
lock(connection)
found = []
for sql in statements:
    try:
        gate(connection, sql)
        found.append(["ran", str(connection.execute(sql).fetchall())])
    except ReadoutError as error:
        found.append(["gate", str(error)])
    except duckdb.Error as error:
        found.append(["engine", str(error)])
    connection.rollback()
    connection.execute("BEGIN TRANSACTION READ ONLY")
print(json.dumps(found))
"""


def _statements(text: str, places: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for line in text.strip("\n").format(**places).split("\n"):
        if line.startswith("  ") and lines:
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return lines


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("safety")
    package = build_small(folder).target
    (folder / "out").mkdir()
    secret = folder / "secret.txt"
    secret.write_text(MARK, encoding="utf-8")
    return {
        "package": str(package),
        "out": str(folder / "out"),
        "secret": str(secret),
        "mark": "READOUT_TEST_MARK",
    }


def _fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _run(statements: list[str], places: dict[str, str]) -> list[tuple[str, str]]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", DRIVER, str(ROOT), places["package"]],
        input=json.dumps(statements),
        capture_output=True,
        text=True,
        env={"READOUT_TEST_MARK": MARK, "HOME": "/nonexistent"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [(how, what) for how, what in json.loads(done.stdout)]


def test_hostile_statements_reach_nothing(places: dict[str, str]) -> None:
    folder = Path(places["package"]).parent
    before = _fingerprint(folder)
    statements = _statements(REFUSED, places)
    assert len(statements) > 80
    for sql, (how, what) in zip(statements, _run(statements, places), strict=True):
        assert how in ("gate", "engine"), f"{sql} ran: {what}"
        assert MARK not in what
    assert _fingerprint(folder) == before


def test_system_tables_tell_nothing_of_this_machine(places: dict[str, str]) -> None:
    statements = _statements(HARMLESS, places)
    folder = str(Path(places["package"]).parent)
    for sql, (how, what) in zip(statements, _run(statements, places), strict=True):
        assert how == "ran", f"{sql}: {what}"
        for private in (MARK, folder, str(ROOT), str(Path.home())):
            assert private not in what, sql
