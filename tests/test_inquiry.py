"""Whole packages: text and Parquet tables, keys between them, files, start-up."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_package import build_small

from toolkit.errors import UsageError
from toolkit.validate.inquiry import Inquiry, validate_target
from toolkit.validate.report import Report
from toolkit.validate.tabular.task import Options

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

RIVERS = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "[a-z]+"}},
        {
            "name": "name",
            "type": "string",
            "constraints": {"minLength": 2, "maxLength": 10, "unique": True},
        },
        {"name": "km", "type": "number", "constraints": {"minimum": 0, "maximum": 9000}},
        {"name": "bridges", "type": "integer", "constraints": {"exclusiveMinimum": -1}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["river", "brook"]}},
        {"name": "since", "type": "date", "constraints": {"minimum": "1000-01-01"}},
        {"name": "seen", "type": "datetime"},
        {"name": "wet", "type": "boolean"},
        {"name": "into", "type": "string"},
    ],
    "primaryKey": ["id"],
    "foreignKeys": [{"fields": ["into"], "reference": {"resource": "", "fields": ["id"]}}],
}
NAMES = [field["name"] for field in RIVERS["fields"]]
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def row(key: str | None, **changes: Any) -> dict[str, Any]:
    """A river that breaks no rule."""
    good = {
        "id": key,
        "name": f"The {key}",
        "km": 12.5,
        "bridges": 3,
        "kind": "river",
        "since": dt.date(1200, 1, 2),
        "seen": dt.datetime(2026, 1, 2, 3, 4, 5),
        "wet": True,
        "into": None,
    }
    return {**good, **changes}


TYPES = pa.schema(
    [
        *(
            ("id", pa.string()),
            ("name", pa.string()),
            ("km", pa.float64()),
            ("bridges", pa.int32()),
        ),
        *(("kind", pa.string()), ("since", pa.date32()), ("seen", pa.timestamp("us"))),
        *(("wet", pa.bool_()), ("into", pa.string())),
    ]
)


def write(folder: Path, *resources: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    described = {"$schema": V2, "name": "waters", "resources": list(resources)}
    (folder / "datapackage.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    return folder


def parquet(folder: Path, rows: list[dict[str, Any]], schema: Any = RIVERS) -> Path:
    write(folder, {"name": "rivers", "path": "rivers.parquet", "schema": schema})
    pq.write_table(pa.Table.from_pylist(rows, TYPES), folder / "rivers.parquet", row_group_size=2)
    return folder


def facts(report: Report) -> list[tuple[Any, ...]]:
    return [(f.rule, f.row_number, f.field, f.field_number, f.value) for f in report.findings]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"id": None}, ("constraint-error", 4, "id", 1, None)),
        ({"id": "B1"}, ("constraint-error", 4, "id", 1, "B1")),
        ({"id": "b\n"}, ("constraint-error", 4, "id", 1, "b\n")),
        ({"id": "elbe"}, ("primary-key", 4, "id", 1, "elbe")),
        ({"name": "B"}, ("constraint-error", 4, "name", 2, "B")),
        ({"name": "The Big River"}, ("constraint-error", 4, "name", 2, "The Big River")),
        ({"name": "The oder"}, ("unique-error", 4, "name", 2, "The oder")),
        ({"km": -0.5}, ("constraint-error", 4, "km", 3, "-0.5")),
        ({"km": 9000.5}, ("constraint-error", 4, "km", 3, "9000.5")),
        ({"km": float("nan")}, ("constraint-error", 4, "km", 3, "nan")),
        ({"bridges": -1}, ("constraint-error", 4, "bridges", 4, "-1")),
        ({"kind": "lake"}, ("constraint-error", 4, "kind", 5, "lake")),
        ({"since": dt.date(999, 1, 1)}, ("constraint-error", 4, "since", 6, "0999-01-01")),
        ({"into": "nile"}, ("foreign-key", 4, "into", 9, "nile")),
    ],
)
def test_parquet_cells(tmp_path: Path, change: dict[str, Any], expected: tuple[Any, ...]) -> None:
    rows = [row("elbe"), row("oder", into="elbe"), {**row("bober"), **change}, row("saale")]
    found = facts(validate_target(parquet(tmp_path, rows)))
    kinds = {rule for rule, *_ in found}
    if expected[-1] == "nan":
        assert kinds == {"constraint-error"}
        expected = found[0]
    assert expected in found
    assert kinds == {expected[0]}


def test_text_and_parquet_tell_the_same(tmp_path: Path) -> None:
    """One engine for each, and the same report."""
    rows = [
        row("elbe", km=-1.5, into="oder"),
        row("elbe", name="The oder", kind="lake", bridges=-7),
        row("O", name="The oder", into="nile", since=dt.date(999, 12, 31)),
        row(None, name="N", wet=None),
        row("oder", name=None, km=None, seen=None),
    ]
    folder = parquet(tmp_path / "p", rows)
    as_parquet = validate_target(folder)
    write(folder, {"name": "rivers", "path": "rivers.csv", "schema": RIVERS})
    with (folder / "rivers.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(NAMES) + "\n")
        for found in rows:
            cells = [found[name] for name in NAMES]
            texts = [
                "" if cell is None else str(cell).lower() if cell is True else cell
                for cell in cells
            ]
            texts = [cell.isoformat() if isinstance(cell, dt.date) else str(cell) for cell in texts]
            file.write(",".join(texts) + "\n")
    as_text = validate_target(folder)
    assert as_text.findings
    told = [
        [
            (f.rule, f.row_number, f.field, f.field_number, f.value or None, f.row_id, f.message)
            for f in report.findings
        ]
        for report in (as_text, as_parquet)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"id": ["a"], "n": [1]}, []),
        ({"n": [1], "id": ["a"]}, ["incorrect-label", "incorrect-label"]),
        ({"id": ["a"]}, ["missing-label"]),
        ({"id": ["a"], "n": [1], "more": [1]}, ["extra-label"]),
        ({"id": ["a"], "N": [1]}, ["incorrect-label"]),
        ({"id": ["a"], "n": ["1"]}, ["type-error"]),
        ({"id": ["a"], "n": [1.0]}, ["type-error"]),
        ({"id": [1], "n": [1]}, ["type-error"]),
    ],
)
def test_parquet_columns(tmp_path: Path, columns: Any, expected: list[str]) -> None:
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    write(tmp_path, {"name": "t", "path": "t.parquet", "schema": {"fields": fields}})
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    report = validate_target(tmp_path)
    assert [finding.rule for finding in report.findings] == expected
    for finding in report.findings:
        assert finding.field_number


@pytest.mark.parametrize(
    ("field", "values", "bad"),
    [
        ({"type": "yearmonth"}, ["2026-01", "2026-13", None], [3]),
        ({"type": "time"}, ["09:05:00", "9h"], [3]),
        ({"type": "duration"}, ["P1D", "P"], [3]),
        ({"type": "geopoint"}, ["1,2", "1"], [3]),
        ({"type": "object"}, ['{"a": 1}', "[1]"], [3]),
        ({"type": "year"}, [2026, 2027], []),
        ({"type": "string", "format": "email"}, ["a@b.org", "x"], [3]),
        ({"type": "string", "constraints": {"pattern": "a(?=b)b"}}, ["ab", "ac"], [3]),
        ({"type": "string", "constraints": {"pattern": r"\d+"}}, ["12", "x"], [3]),
        ({"type": "integer", "constraints": {"enum": ["1", "2"]}}, [1, 3], [3]),
        ({"type": "array", "constraints": {"maxLength": 1}}, [[1], [1, 2]], [3]),
        ({"type": "any"}, [1, 2], []),
        (
            {"type": "string", "missingValues": ["-"], "constraints": {"required": True}},
            ["a", "-"],
            [3],
        ),
        ({"type": "string", "categories": ["a", "b"]}, ["a", "c"], [3]),
        ({"type": "number", "constraints": {"minimum": "1.5"}}, [1.5, 1.25], [3]),
        (
            {"type": "datetime", "constraints": {"minimum": "2026-01-01T00:00:00"}},
            [dt.datetime(2026, 1, 1), dt.datetime(2025, 12, 31, 23)],
            [3],
        ),
    ],
)
def test_types_that_parquet_does_not_have(
    tmp_path: Path, field: dict[str, Any], values: list[Any], bad: list[int]
) -> None:
    schema = {"fields": [{"name": "x", **field}]}
    write(tmp_path, {"name": "t", "path": "t.parquet", "schema": schema})
    pq.write_table(pa.table({"x": values}), tmp_path / "t.parquet")
    report = validate_target(tmp_path)
    assert [finding.row_number for finding in report.findings] == bad


def test_a_key_of_two_columns(tmp_path: Path) -> None:
    names = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    one = {"fields": names, "primaryKey": ["a", "b"], "uniqueKeys": [["b", "a"]]}
    two = {
        "fields": names,
        "foreignKeys": [
            {"fields": ["a", "b"], "reference": {"resource": "one", "fields": ["a", "b"]}}
        ],
    }
    write(
        tmp_path,
        {"name": "one", "path": "one.parquet", "schema": one},
        {"name": "two", "path": "two.parquet", "schema": two},
    )
    pq.write_table(
        pa.table({"a": [1, 1, 2, 1], "b": ["x", "y", "x", "y"]}), tmp_path / "one.parquet"
    )
    pq.write_table(
        pa.table({"a": [1, 2, None, 2], "b": ["x", "y", "z", None]}), tmp_path / "two.parquet"
    )
    found = [
        (f.rule, f.table, f.row_number, f.field, f.value)
        for f in validate_target(tmp_path).findings
    ]
    assert found == [
        ("primary-key", "one", 5, "a, b", "1, y"),
        ("unique-error", "one", 5, "b, a", "y, 1"),
        ("foreign-key", "two", 3, "a, b", "2, y"),
    ]


@pytest.mark.parametrize(("one", "two"), [("csv", "parquet"), ("parquet", "csv")])
def test_keys_between_text_and_parquet(tmp_path: Path, one: str, two: str) -> None:
    first = {"fields": [{"name": "id", "type": "integer"}, {"name": "on", "type": "date"}]}
    key = {"fields": ["one_id", "on"], "reference": {"resource": "one", "fields": ["id", "on"]}}
    second = {
        "fields": [{"name": "one_id", "type": "integer"}, {"name": "on", "type": "date"}],
        "foreignKeys": [key],
    }
    write(
        tmp_path,
        {"name": "one", "path": f"one.{one}", "schema": first},
        {"name": "two", "path": f"two.{two}", "schema": second},
    )
    day = dt.date(2026, 1, 31)
    for name, kind, label, values in (
        ("one", one, "id", [1, 2]),
        ("two", two, "one_id", [2, 3, 1]),
    ):
        if kind == "csv":
            lines = [f"{label},on", *(f"{value},{day}" for value in values)]
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        else:
            table = pa.table({label: values, "on": [day] * len(values)})
            pq.write_table(table, tmp_path / f"{name}.parquet")
    report = validate_target(tmp_path)
    (finding,) = report.findings
    assert (finding.rule, finding.table, finding.row_number) == ("foreign-key", "two", 3)
    assert report.rows == {"one": 2, "two": 3}


def test_keys_to_a_table_that_is_missing(tmp_path: Path) -> None:
    """The file is missing, and that is what is said: not that each row refers to nothing."""
    key = {"fields": ["id"], "reference": {"resource": "gone", "fields": ["id"]}}
    fields = [{"name": "id", "type": "integer"}]
    write(
        tmp_path,
        {"name": "gone", "path": "gone.csv", "schema": {"fields": fields}},
        {"name": "t", "path": "t.csv", "schema": {"fields": fields, "foreignKeys": [key]}},
    )
    (tmp_path / "t.csv").write_text("id\n1\n2\n", encoding="utf-8")
    report = validate_target(tmp_path)
    assert [(f.rule, f.table) for f in report.findings] == [("scheme-error", "gone")]
    assert "t: foreign key to gone" in report.skipped


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
