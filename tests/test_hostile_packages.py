"""Packages that mean harm: refused or bounded in time and memory, with a reason."""

from __future__ import annotations

import gzip
import json
import os
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.inputs.limits import default_limits
from toolkit.validate.inquiry import Inquiry, validate_target
from toolkit.validate.report import Report

SECONDS = 20
"""Of the processor: more than any of these takes; a bomb that goes off takes longer."""
MEMORY = 600 << 20
"""Bytes of address space that suffice for all but DuckDB."""


def write(folder: Path, *resources: dict[str, Any], **properties: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "t.csv").write_text("id\n1\n", encoding="utf-8")
    described = {"name": "p", "resources": list(resources), **properties}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def bounded(check: Callable[[], Report]) -> Report:
    """The report, which must come soon."""
    begun = time.process_time()
    report = check()
    assert time.process_time() - begun < SECONDS
    assert not report.valid
    for finding in report.findings:
        assert finding.message
    return report


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../secret.csv",
        "data/../../secret.csv",
        "~/secret.csv",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "$HOME/secret.csv",
        "C:\\secret.csv",
        "..\\secret.csv",
        "t.csv\0",
        "x" * 5000,
    ],
)
@pytest.mark.parametrize("key", ["path", "schema", "dialect"])
def test_paths_that_lead_out(tmp_path: Path, path: str, key: str) -> None:
    (tmp_path / "secret.csv").write_text("id\nsecret\n", encoding="utf-8")
    folder = write(tmp_path / "p", {"name": "t", "path": "t.csv", key: path})
    report = bounded(lambda: validate_target(folder))
    (finding,) = report.findings
    assert finding.rule == "resource-error"
    assert "not safe" in finding.message
    assert "secret\n" not in finding.message


@pytest.mark.parametrize(
    "path", ["http://127.0.0.1:9/t.csv", "https://example.org/t.csv", "ftp://h/t.csv", "s3://b/t"]
)
@pytest.mark.parametrize(
    ("key", "rule"),
    [("path", "scheme-error"), ("schema", "schema-error"), ("dialect", "dialect-error")],
)
def test_addresses_where_files_are_asked_for(
    tmp_path: Path, path: str, key: str, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: Any, **__: Any) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", no_network)
    folder = write(tmp_path, {"name": "t", "path": "t.csv", key: path})
    (finding,) = bounded(lambda: validate_target(folder)).findings
    assert finding.rule == rule
    assert "address" in finding.message


@pytest.mark.parametrize("kind", ["file", "folder", "loop"])
def test_links_that_lead_out(tmp_path: Path, kind: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "t.csv").write_text("id\nsecret\n", encoding="utf-8")
    folder = write(tmp_path / "p", {"name": "t", "path": "sub/t.csv"})
    if kind == "folder":
        (folder / "sub").symlink_to(tmp_path / "out")
    else:
        (folder / "sub").mkdir()
        target = tmp_path / "out" / "t.csv" if kind == "file" else folder / "sub" / "t.csv"
        (folder / "sub" / "t.csv").symlink_to(target)
    (finding,) = bounded(lambda: validate_target(folder)).findings
    assert finding.rule == "scheme-error"
    assert "link" in finding.message


def test_links_that_stay_inside_are_followed(tmp_path: Path) -> None:
    folder = write(tmp_path, {"name": "t", "path": "l.csv"})
    (folder / "l.csv").symlink_to("t.csv")
    assert validate_target(folder).valid


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_and_folders_are_no_tables(tmp_path: Path) -> None:
    folder = write(tmp_path, {"name": "a", "path": "a.csv"}, {"name": "b", "path": "b.csv"})
    os.mkfifo(folder / "a.csv")
    (folder / "b.csv").mkdir()
    findings = bounded(lambda: validate_target(folder)).findings
    assert [finding.rule for finding in findings] == ["scheme-error"] * 2
    assert "a device or a pipe" in findings[0].message
    assert "a folder" in findings[1].message


def bomb(path: Path, size: int = 256 << 20, count: int = 1) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps({"resources": []}))
        for number in range(count):
            with archive.open(f"t{number}.csv", "w") as file:
                for _ in range(size >> 20):
                    file.write(b"\0" * (1 << 20))
    return path


def test_a_zip_bomb(tmp_path: Path) -> None:
    (finding,) = bounded(lambda: validate_target(bomb(tmp_path / "b.zip"))).findings
    assert "looks like a bomb" in finding.message


def test_a_zip_that_lies_about_its_sizes(tmp_path: Path) -> None:
    path = bomb(tmp_path / "b.zip", 64 << 20)
    data = path.read_bytes()
    size = (64 << 20).to_bytes(4, "little")
    assert data.count(size) >= 1
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))
    (finding,) = bounded(lambda: validate_target(path)).findings
    assert "damaged archive" in finding.message or "bomb" in finding.message


def test_a_gzip_bomb(tmp_path: Path) -> None:
    folder = write(tmp_path, {"name": "t", "path": "t.csv.gz"})
    (folder / "t.csv.gz").write_bytes(gzip.compress(b"\0" * (128 << 20)))
    (finding,) = bounded(lambda: validate_target(folder)).findings
    assert finding.rule == "compression-error"
    assert "bomb" in finding.message


def test_a_zip_of_too_many_files(tmp_path: Path) -> None:
    limits = replace(default_limits(), archive_entries=50)
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}.csv", "id\n")
    (finding,) = bounded(
        lambda: validate_target(tmp_path / "m.zip", options=Inquiry(limits=limits))
    ).findings
    assert "60 files, more than 50" in finding.message


def test_a_zip_with_an_endless_list_of_files(tmp_path: Path) -> None:
    path = tmp_path / "l.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("t.csv", "id\n")
    data = path.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[: end + 12] + b"\xff\xff\xff\xff" + data[end + 16 :])
    (finding,) = bounded(lambda: validate_target(path)).findings
    assert "its list of files takes 4.3 GB" in finding.message


@pytest.mark.parametrize(
    ("name", "mode", "reason"),
    [
        ("../t.csv", 0o644, "parent folder"),
        ("/etc/cron.d/t", 0o644, "absolute"),
        ("a/../../t.csv", 0o644, "parent folder"),
        ("t.csv", stat.S_IFLNK | 0o777, "a link"),
        ("..\\t.csv", 0o644, "backslash"),
    ],
)
def test_a_zip_that_leads_out(tmp_path: Path, name: str, mode: int, reason: str) -> None:
    path = tmp_path / "in" / "z.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, "id\n1\n")
    (finding,) = bounded(lambda: validate_target(path)).findings
    assert reason in finding.message
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["in", "z.zip"]


def test_a_zip_with_a_name_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("datapackage.json", "{}")
    (finding,) = bounded(lambda: validate_target(tmp_path / "z.zip")).findings
    assert "twice" in finding.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 200_000, "nested too deeply"),
        ('{"resources":' * 5_000 + "1" + "}" * 5_000, "nested too deeply"),
        ('{"a":' * 70 + "1" + "}" * 70, "nested too deeply"),
        ('{"resources": [' + "1" * 6_000 + "]}", "not JSON that can be read"),
        ('{"a": NaN', "not JSON"),
    ],
)
def test_deep_and_odd_json(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    report = bounded(lambda: validate_target(tmp_path))
    (finding,) = report.findings
    assert finding.rule == "package-error"
    assert message in finding.message
    assert (report.base, finding.path) == (str(tmp_path), "datapackage.json")


def test_a_huge_descriptor(tmp_path: Path) -> None:
    with (tmp_path / "datapackage.json").open("wb") as file:
        file.truncate(default_limits().descriptor_bytes + 1)
    (finding,) = bounded(lambda: validate_target(tmp_path)).findings
    assert "which no descriptor needs" in finding.message


def test_keys_that_stand_twice(tmp_path: Path) -> None:
    write(tmp_path, {"name": "t", "path": "t.csv"})
    path = tmp_path / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"name": "p"', '"name": "p", "name": "q"'), encoding="utf-8")
    report = validate_target(tmp_path)
    assert report.valid
    (finding,) = report.findings
    assert "only the last counts: name" in finding.message


def test_a_hundred_thousand_fields(tmp_path: Path) -> None:
    fields = [{"name": f"f{number}", "type": "string"} for number in range(100_000)]
    fields.append({"name": "f7", "type": "string"})
    folder = write(tmp_path, {"name": "t", "path": "t.csv", "schema": {"fields": fields}})
    report = bounded(lambda: validate_target(folder))
    assert rules(report) == {"schema-error"}


def test_ten_thousand_resources_of_one_name(tmp_path: Path) -> None:
    folder = write(tmp_path, *({"name": "t", "path": "t.csv"} for _ in range(10_000)))
    report = bounded(lambda: validate_target(folder, options=Inquiry(limit=10)))
    assert rules(report) == {"package-error"}
    assert report.errors == 1  # one line, one message
    assert "the name of resource 1" in report.findings[0].message


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    folder = write(tmp_path, {"name": "t", "path": "t.parquet"}, {"name": "u", "path": "u.parquet"})
    (folder / "t.parquet").write_bytes(b"PAR1" + b"\xff" * 1000 + b"PAR1")
    (folder / "u.parquet").write_bytes(b"id\n1\n")
    report = bounded(lambda: validate_target(folder))
    assert [finding.rule for finding in report.findings] == ["source-error"] * 2


def test_parquet_names_are_no_patterns(tmp_path: Path) -> None:
    """DuckDB would read every file that a name with ``*`` or ``[`` matches."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = {"fields": [{"name": "id", "type": "integer", "constraints": {"maximum": 1}}]}
    folder = write(tmp_path, {"name": "t", "path": "[a]*.parquet", "schema": schema})
    pq.write_table(pa.table({"id": [1]}), folder / "[a]*.parquet")
    pq.write_table(pa.table({"id": [5]}), folder / "a.parquet")
    report = validate_target(folder)
    assert report.findings == ()
    assert report.rows == {"t": 1}


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from toolkit.validate.inquiry import validate_target
report = validate_target(sys.argv[1])
print(report.valid, *[finding.rule for finding in report.findings])
"""


@pytest.mark.parametrize("name", ["bomb.zip", "deep.json", "wide"])
def test_memory_is_bounded(tmp_path: Path, name: str) -> None:
    """In a process that may not have much."""
    path = tmp_path / name
    if name == "bomb.zip":
        bomb(path)
    elif name == "deep.json":
        path.write_text("[" * 20_000_000, encoding="utf-8")
    else:
        fields = [{"name": f"f{number}"} for number in range(20_000)]
        write(path, {"name": "t", "path": "t.csv", "schema": {"fields": fields}})
        header = ",".join(field["name"] for field in fields)
        (path / "t.csv").write_text(f"{header}\n{',' * 19_999}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(memory=MEMORY), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).resolve().parents[1],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    expected = {"bomb.zip": "source-error", "deep.json": "package-error", "wide": "blank-row"}
    assert done.stdout.split() == ["False", expected[name]]
