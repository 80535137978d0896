"""Whole packages: files, single tables, text against Parquet, start-up."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import resource
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from inquiry_support import ROOT, SHARED, parquet, row, write
from small_package import build_small

from toolkit.errors import UsageError
from toolkit.validate.inquiry import Inquiry, validate_target
from toolkit.validate.report import Report
from toolkit.validate.tabular.task import Options


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "note.txt"])
def test_hash_and_bytes_of_every_resource(tmp_path: Path, algorithm: str, name: str) -> None:
    pq.write_table(pa.table({"id": [1]}), tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("id\n1\n", encoding="utf-8")
    (tmp_path / "note.txt").write_text("Hello\n", encoding="utf-8")
    data = (tmp_path / name).read_bytes()
    digest = hashlib.new(algorithm, data).hexdigest()
    right = {"name": "r", "path": name, "bytes": len(data), "hash": f"{algorithm}:{digest}"}
    assert validate_target(write(tmp_path, right)).findings == ()
    wrong = {**right, "bytes": len(data) + 1, "hash": f"{algorithm}:{digest[::-1]}"}
    report = validate_target(write(tmp_path, wrong))
    assert [f.rule for f in report.findings] == ["byte-count", "hash-count"]
    like = Inquiry(tables=Options(like_frictionless=True))
    report = validate_target(write(tmp_path, wrong), options=like)
    told = [] if name.endswith("parquet") else ["byte-count", "hash-count"]
    if algorithm not in ("md5", "sha256"):
        told = told[:1]
    assert [f.rule for f in report.findings] == told


def test_packed_and_parted_tables(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "integer"}]
    write(
        tmp_path,
        {"name": "packed", "path": "p.csv.gz", "schema": {"fields": fields}},
        {"name": "parts", "path": ["a.csv", "b.csv"], "schema": {"fields": fields}},
    )
    (tmp_path / "p.csv.gz").write_bytes(gzip.compress(b"id\n1\nx\n"))
    (tmp_path / "a.csv").write_text("id\n1", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id\n2\ny\n", encoding="utf-8")
    report = validate_target(tmp_path)
    assert report.rows == {"packed": 2, "parts": 3}
    assert [(f.table, f.rule, f.value) for f in report.findings] == [
        ("packed", "type-error", "x"),
        ("parts", "type-error", "y"),
    ]


def test_one_resource_only(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "integer"}]
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("id\nx\n", encoding="utf-8")
    write(tmp_path, *({"name": n, "path": f"{n}.csv", "schema": {"fields": fields}} for n in "ab"))
    report = validate_target(tmp_path, options=Inquiry(resource="b"))
    assert [finding.table for finding in report.findings] == ["b"]
    assert report.rows == {"b": 1}
    with pytest.raises(UsageError, match="there is no resource 'c'"):
        validate_target(tmp_path, options=Inquiry(resource="c"))


@pytest.mark.parametrize(
    ("name", "content", "rows", "rules"),
    [
        ("t.csv", b"id,name\n1,a\n2,b\n", 2, []),
        ("t.tsv", b"id\tname\n1\ta\n", 1, []),
        ("t.csv", b"id,id\n1,a\n", 1, ["duplicate-label"]),
        ("t.csv", b"id,name\n1\n", 1, ["missing-cell"]),
        ("t.csv.gz", gzip.compress(b"id,name\n1,a,c\n", mtime=0), 1, ["extra-cell"]),
        ("t.csv", b"", 0, ["source-error"]),
    ],
    ids=["sound", "tabs", "label twice", "cell missing", "packed, cell too many", "empty"],
)
def test_a_table_by_itself(
    tmp_path: Path, name: str, content: bytes, rows: int, rules: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    report = validate_target(tmp_path / name)
    assert [finding.rule for finding in report.findings] == rules
    assert report.rows == {"t": rows}


def test_a_parquet_table_by_itself(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2]}), tmp_path / "t.parquet")
    assert validate_target(tmp_path / "t.parquet").rows == {"t": 2}


def test_no_kind_of_table(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Hello", encoding="utf-8")
    with pytest.raises(UsageError, match="no kind of table"):
        validate_target(tmp_path / "t.txt")


def test_a_spreadsheet_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"PK")
    (finding,) = validate_target(write(tmp_path, {"name": "t", "path": "t.xlsx"})).findings
    assert finding.rule == "format-error"
    assert finding.hint == "Save the sheet as CSV (UTF-8)."


def test_an_inquiry(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id\n1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,id\n1,2\n", encoding="utf-8")
    resource = {"name": "c", "path": "a.csv", "bytes": 1}
    (tmp_path / "c.json").write_text(json.dumps(resource), encoding="utf-8")
    tasks = [{"path": "a.csv"}, {"path": "b.csv"}, {"resource": "c.json"}, {"path": "d.csv"}]
    path = tmp_path / "inquiry.json"
    path.write_text(json.dumps({"tasks": tasks}), encoding="utf-8")
    found = sorted((f.table, f.rule) for f in validate_target(path).findings)
    assert found == [("b", "duplicate-label"), ("c", "byte-count"), ("d", "scheme-error")]
    path.write_text(json.dumps({"tasks": [{}, {"path": "../a.csv"}]}), encoding="utf-8")
    rules = [finding.rule for finding in validate_target(path).findings]
    assert rules == ["inquiry-task-error"] * 2


def twice(folder: Path, text: str, table: pa.Table) -> Report:
    kinds = {"id": "string", "n": "integer", "x": "number", "on": "date", "at": "datetime"}
    fields = [{"name": name, "type": kinds[name]} for name in table.column_names]
    write(
        folder,
        {"name": "t", "path": "t.csv", "schema": {"fields": fields}},
        {"name": "t-parquet", "path": "t.parquet", "schema": {"fields": fields}},
    )
    (folder / "t.csv").write_text(text, encoding="utf-8")
    pq.write_table(table, folder / "t.parquet")
    return validate_target(folder)


def test_text_against_parquet(tmp_path: Path) -> None:
    day, moment = dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 3, 4, 5)
    table = pa.table(
        {"id": ["a", None], "n": [1, None], "x": [0.5, 2.0], "on": [day, None], "at": [moment] * 2}
    )
    text = "id,n,x,on,at\na,1,0.50,2026-01-02,2026-01-02T03:04:05Z\n,,2,,2026-01-02T03:04:05\n"
    report = twice(tmp_path, text, table)
    assert report.findings == ()
    assert report.rows == {"t": 2}
    assert "same-rows" in report.checks
    report = twice(
        tmp_path, text.replace("0.50", "0.75").replace("T03:04:05\n", "T03:04:06\n"), table
    )
    assert [(f.rule, f.row_number, f.field, f.value) for f in report.findings] == [
        ("same-rows", 3, "at", "2026-01-02T03:04:06 / 2026-01-02 03:04:05"),
        ("same-rows", 2, "x", "0.75 / 0.5"),
    ]


@pytest.mark.parametrize(("lines", "there"), [(100_001, 100_000), (99_999, 100_000), (5, 0)])
def test_text_and_parquet_of_different_length(tmp_path: Path, lines: int, there: int) -> None:
    text = "n\n" + "\n".join(map(str, range(lines))) + "\n"
    (finding,) = twice(tmp_path, text, pa.table({"n": pa.array(range(there), pa.int64())})).findings
    assert finding.rule == "same-rows"
    assert finding.message == f"the text has {lines:,} rows, and t.parquet {there:,}"


def test_many_differences_are_counted(tmp_path: Path) -> None:
    text = "n\n" + "\n".join(map(str, range(5_000))) + "\n"
    report = twice(tmp_path, text, pa.table({"n": pa.array(range(1, 5_001), pa.int64())}))
    assert report.errors == 5_000
    assert len(report.findings) == 1_000


def test_a_limit_counts_the_rest(tmp_path: Path) -> None:
    rows = [
        row(f"r{i}".translate(str.maketrans("0123456789", "abcdefghij")), km=-1.0, name=str(i) * 2)
        for i in range(50)
    ]
    report = validate_target(parquet(tmp_path, rows), options=Inquiry(limit=3))
    assert report.errors == 50
    assert [finding.row_number for finding in report.findings] == [2, 3, 4]


@pytest.mark.skipif(not (SHARED / "tools").is_dir(), reason="the measuring material is not here")
def test_faults_of_whole_files(tmp_path: Path) -> None:
    """Each fault that the generator knows, in the table that has it, and no other."""
    pytest.importorskip("polars")
    pytest.importorskip("numpy")
    command = [sys.executable, str(SHARED / "tools" / "gen_package.py"), str(tmp_path / "g")]
    subprocess.run([*command, "--rows", "1000", "--no-parquet", "--file-errors"], check=True)
    folder = tmp_path / "g-file"
    planted = json.loads((folder / "errors.json").read_text(encoding="utf-8"))
    assert len(planted) == 19
    for fault in planted:
        report = validate_target(folder / fault["class"])
        expected = set(fault["type"].split("|")) if fault["type"] else set()
        told = {finding.rule for finding in report.findings}
        assert bool(told) == bool(expected), fault
        if expected and fault["class"] != "semicolon-delimiter":
            assert told <= expected, fault
        assert told & expected or not expected, fault
        assert {finding.table for finding in report.findings} <= {fault["table"]}, fault
        if fault["row"]:
            assert report.findings[0].row_number == fault["row"], fault


NEEDLESS = ("frictionless", "pandera", "pandas", "duckdb", "pyarrow", "requests", "jsonschema")


def test_a_small_package_is_checked_at_once(tmp_path: Path) -> None:
    """No engine for large tables is loaded, and nothing that others use for checking."""
    fields = [
        {"name": "id", "type": "integer"},
        {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{3}"}},
    ]
    write(
        tmp_path, {"name": "t", "path": "t.csv", "schema": {"fields": fields, "primaryKey": ["id"]}}
    )
    lines = "".join(f"{number},ABC\n" for number in range(100))
    (tmp_path / "t.csv").write_text(f"id,code\n{lines}", encoding="utf-8")
    code = (
        "import sys; from toolkit.validate.inquiry import validate_target; "
        f"print(validate_target({str(tmp_path)!r}).valid, "
        f"*(name for name in {NEEDLESS!r} if name in sys.modules))"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.split() == ["True"]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_a_package_of_both_formats_needs_no_peer(tmp_path: Path) -> None:
    target = build_small(tmp_path).target
    code = (
        "import sys; from toolkit.validate.inquiry import validate_target; "
        f"print(validate_target({str(target)!r}).summary()); "
        "print(*(n for n in ('frictionless', 'pandera', 'pandas') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    summary, modules = done.stdout.splitlines()
    assert summary.startswith("valid: 0 errors, 0 warnings (3 tables, 7 rows;")
    assert modules == ""
