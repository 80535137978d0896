"""The bytes of a release: a zip that is the same everywhere, and a hash of what a package holds."""

from __future__ import annotations

import io
import json
import os
import stat
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_package import build_small, contents

from toolkit.errors import DataError, UsageError
from toolkit.inputs.archives import unpack_zip
from toolkit.inputs.limits import default_limits
from toolkit.inputs.sums import sums_text
from toolkit.release.archive import write_zip
from toolkit.release.content import content_hash, unlabelled

FILES = {"b.txt": b"two\n", "data/a.csv": b"x\n" * 9000, "data/deep/c.bin": b"\0", "LICENSE": b""}


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(folder: Path) -> bytes:
    made = io.BytesIO()
    write_zip(folder, made)
    return made.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_order_times_modes_umask_and_zone_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    base = tmp_path / "base" / "crossings-1.0.0"
    if not base.exists():
        fill(base, FILES)
    order = data.draw(st.permutations(sorted(FILES)))
    umask = data.draw(st.sampled_from([0o000, 0o022, 0o077]))
    moment = data.draw(st.integers(0, 4_000_000_000))
    zone = data.draw(st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns"]))
    other = Path(tmp_path / f"{data.draw(st.uuids())}") / "crossings-1.0.0"
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    before = os.umask(umask)
    try:
        fill(other, {name: FILES[name] for name in order})
        for path in other.rglob("*"):
            os.utime(path, (moment, moment))
        assert zipped(other) == zipped(base)
    finally:
        os.umask(before)
        monkeypatch.undo()
        time.tzset()


def test_the_zip_has_one_top_folder_fixed_dates_and_modes(tmp_path: Path) -> None:
    folder = fill(tmp_path / "crossings-1.0.0", {**FILES, ".DS_Store": b"dropped"})
    (folder / "b.txt").chmod(0o600)
    with zipfile.ZipFile(io.BytesIO(zipped(folder))) as archive:
        entries = archive.infolist()
        assert [entry.filename.removeprefix("crossings-1.0.0/") for entry in entries] == [
            *("", "LICENSE", "b.txt", "data/", "data/a.csv", "data/deep/", "data/deep/c.bin")
        ]
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        for entry in entries:
            mode = 0o40755 if entry.is_dir() else 0o100644
            assert entry.external_attr >> 16 == mode
        assert archive.testzip() is None


def test_the_zip_unpacks_to_the_same_files(tmp_path: Path) -> None:
    folder = fill(tmp_path / "crossings-1.0.0", FILES)
    packed = tmp_path / "x.zip"
    packed.write_bytes(zipped(folder))
    (tmp_path / "out").mkdir()
    unpack_zip(packed, tmp_path / "out", default_limits(), "x.zip")
    assert contents(tmp_path / "out" / "crossings-1.0.0") == FILES


def test_a_relative_folder_has_its_name_in_the_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "crossings-1.0.0", FILES)
    monkeypatch.chdir(folder)
    assert zipped(Path()) == zipped(folder)


def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    folder = fill(tmp_path / "r", FILES)
    (folder / "link").symlink_to("b.txt")
    with pytest.raises(DataError, match="link is a link"):
        zipped(folder)
    (folder / "link").unlink()
    reading, writing = os.pipe()
    with open(reading, "rb"), open(writing, "wb") as pipe, pytest.raises(UsageError, match="pipe"):
        write_zip(folder, pipe)


def test_a_large_file_is_not_held_in_memory(tmp_path: Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    with (folder / "big.bin").open("wb") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    try:
        with (tmp_path / "large.zip").open("wb") as target:
            write_zip(folder, target)
        sums_text(folder)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "large.zip").stat().st_size > 64 << 20
    assert peak < 8 << 20
    (tmp_path / "large.zip").unlink()


def edit(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    assert stat.S_ISREG(path.stat().st_mode)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build_small(tmp_path).target


def test_the_hash_is_of_text_files_and_what_the_descriptor_means(package: Path) -> None:
    first = content_hash(package)
    described = json.loads((package / "datapackage.json").read_bytes())
    described["version"] = "9.9.9"
    described["created"] = "2026-01-31T12:00:00Z"
    described["writers"] = {"parquet": "pyarrow 99"}
    for resource in described["resources"]:
        if resource["format"] == "parquet":
            resource["hash"] = "sha256:" + "0" * 64
    readme = (package / "README.md").read_bytes()
    assert b"1.2.3" in readme
    edit(package, "README.md", readme.replace(b"1.2.3", b"9.9.9"))
    shuffled = dict(reversed(described.items()))
    edit(package, "datapackage.json", json.dumps(shuffled, indent=7).encode())
    for path in package.glob("data/*.parquet"):
        path.write_bytes(b"other bytes")
    edit(package, "crossings.duckdb", b"database")
    edit(package, "CITATION.cff", b"cite")
    assert content_hash(package) == first


@pytest.mark.parametrize("name", ["data/rivers.csv", "views.sql", "README.md", "quality.json"])
def test_every_text_file_counts(package: Path, name: str) -> None:
    first = content_hash(package)
    path = package / name
    before = path.read_bytes() if path.exists() else b""
    path.write_bytes(before + b" ")
    assert content_hash(package) != first


def test_a_title_a_type_and_the_hash_of_a_csv_file_count(package: Path) -> None:
    first = content_hash(package)
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    seen = {first}
    for change in (("River crossings", "Crossings"), ('"integer"', '"string"'), ("sha256:", "x:")):
        assert change[0] in text
        edit(package, "datapackage.json", text.replace(*change, 1).encode())
        seen.add(content_hash(package))
    assert len(seen) == 4


def test_a_moved_table_counts(package: Path) -> None:
    first = content_hash(package)
    (package / "data" / "rivers.csv").rename(package / "data" / "streams.csv")
    assert content_hash(package) != first


def test_only_the_package_s_own_version_is_taken_out_of_a_page() -> None:
    page, rest = b"# X\n`x-y` %b, MIT\n", b"measured with `tool` 1.0.0, 1.0.0.1, 1.0.01"
    for label in (b"1.0.0", b"1.0.0+unreleased"):
        assert unlabelled(page % label + rest, "1.0.0") == page % b"" + rest
    other = b"`x-y` 1.0.01, `x-y` 1.0.0.1"
    assert unlabelled(other, "1.0.0") == other
    page += rest
    assert unlabelled(page, "") == page
