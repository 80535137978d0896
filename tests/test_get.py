"""``readout get``: sources, versions, the destination, and what it says."""

# ruff: noqa: F401, F811 (fixtures are imported, and named by their parameters)

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from get_support import built_once, dist, get, is_release, place, query, site, told
from releases import FIRST, NAME, SECOND, Made, contents, digest, write_dist, write_release
from servers import Site
from typer.testing import CliRunner

from toolkit.commands.app import app
from toolkit.errors import DataError
from toolkit.inputs.sums import SUMS
from toolkit.release.archive import write_zip
from toolkit.release.get import fetched
from toolkit.release.index import INDEX
from toolkit.release.sources import split

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("named", "source", "spec"),
    [
        ("https://example.org/data/", "https://example.org/data/", None),
        ("https://example.org/data/@1.0", "https://example.org/data/", "1.0"),
        ("https://example.org@latest", "https://example.org", "latest"),
        ("https://example.org/releases.json@>=1,<2", "https://example.org/releases.json", ">=1,<2"),
        ("https://example.org/data@", "https://example.org/data", ""),
        ("https://ada:word@example.org/data/", "https://ada:word@example.org/data/", None),
        ("https://ada:word@127.0.0.1", "https://ada:word@127.0.0.1", None),
        ("https://ada:word@example.org/x@^1.2", "https://ada:word@example.org/x", "^1.2"),
        ("https://example.org/@ada/data/", "https://example.org/@ada/data/", None),
        ("https://example.org/data@home", "https://example.org/data@home", None),
        ("git:main@{1}", "git:main@{1}", None),
        ("here@1.0", "here@1.0", None),
        ("dist@1.0", "dist", "1.0"),
        ("dist@nonsense", "dist", "nonsense"),
        ("elsewhere@nonsense", "elsewhere@nonsense", None),
        ("@1.0", "@1.0", None),
    ],
)
def test_an_at_sign_ends_the_source(place: Path, named: str, source: str, spec: str | None) -> None:
    (place / "here@1.0").mkdir()
    (place / "dist").mkdir()
    assert split(named) == (source, spec)


@pytest.mark.parametrize("ending", ["", INDEX, f"{NAME}-1.1.0.zip", f"{NAME}-1.1.0"])
@pytest.mark.parametrize("near", [True, False], ids=["near", "far"])
def test_every_kind_of_source(place: Path, dist: Path, site: Site, ending: str, near: bool) -> None:
    result = get(dist / ending if near else f"{site.address}{ending}")
    assert result.exit_code == 0, result.output
    assert is_release(place / f"{NAME}-1.1.0", dist, "1.1.0")
    assert sorted(path.name for path in place.iterdir()) == [f"{NAME}-1.1.0"]


@pytest.mark.parametrize(
    ("spec", "version"),
    [("1.0.0", "1.0.0"), ("1.0", "1.0.0"), ("latest", "1.1.0"), ("<1.1", "1.0.0"), ("^1", "1.1.0")],
)
def test_the_version_that_is_asked_for(
    place: Path, dist: Path, site: Site, spec: str, version: str
) -> None:
    assert get(f"{site.address}@{spec}").exit_code == 0
    assert is_release(place / f"{NAME}-{version}", dist, version)


@pytest.mark.parametrize("ending", ["", f"{NAME}-1.1.0.zip", f"{NAME}-1.1.0/"])
def test_a_version_that_is_not_there(place: Path, site: Site, ending: str) -> None:
    line = told(get(f"{site.address}{ending}@2.0"))
    assert "no version fits '2.0'" in line
    assert "1.1.0" in line
    assert list(place.iterdir()) == []


def test_from_an_index_one_request_brings_everything(site: Site) -> None:
    get(site.address)
    assert site.paths() == [f"/{INDEX}", f"/{NAME}-1.1.0.zip"]


def test_the_destination_is_a_copy(place: Path, site: Site) -> None:
    get(f"{site.address}@1.0.0")
    path = place / f"{NAME}-1.0.0" / "data" / "rivers.csv"
    with path.open("a") as file:
        file.write("main,Main,527\n")
    get(f"{site.address}@1.0.0", "-o", "other")
    assert "Main" not in (place / "other" / "data" / "rivers.csv").read_text()


def test_the_same_release_is_left_alone(place: Path, dist: Path) -> None:
    get(dist)
    before = (place / f"{NAME}-1.1.0").stat().st_ino
    (place / f"{NAME}-1.1.0" / "mine.txt").write_text("mine")
    result = get(dist)
    assert result.exit_code == 0
    assert "stands in waters-1.1.0 already" in result.stdout
    assert "left alone: mine.txt" in result.stdout
    assert (place / f"{NAME}-1.1.0").stat().st_ino == before


def _edit(folder: Path) -> None:
    (folder / "data" / "rivers.csv").write_text("river_id\n")


def _remove(folder: Path) -> None:
    (folder / "views.sql").unlink()


def _add(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")


def _edit_list(folder: Path) -> None:
    (folder / SUMS).write_text("nothing\n")


@pytest.mark.parametrize(
    ("change", "named", "spec"),
    [
        (_edit, "data/rivers.csv (changed)", "1.1"),
        (_remove, "views.sql (missing)", "1.1"),
        (_edit, "data/rivers.csv (changed)", "1.0"),
        (_add, "mine.txt (not of the release)", "1.0"),
        (_edit_list, "SHA256SUMS (changed)", "1.0"),
    ],
)
def test_changed_files_are_named_and_kept(
    place: Path, dist: Path, change: object, named: str, spec: str
) -> None:
    get(dist, "-o", "release")
    assert callable(change)
    change(place / "release")
    before = contents(place / "release")
    result = get(f"{dist}@{spec}", "-o", "release")
    assert result.exit_code == 1
    assert named in told(result)
    assert contents(place / "release") == before
    assert get(f"{dist}@{spec}", "-o", "release", "--force").exit_code == 0
    assert is_release(place / "release", dist, f"{spec}.0")


def test_only_a_release_of_the_package_is_replaced(place: Path, dist: Path) -> None:
    other = place / "other"
    other.mkdir()
    (other / "letters.txt").write_text("dear")
    assert "not a release of waters" in told(get(dist, "-o", other))
    assert "not a release of waters" in told(get(dist, "-o", other, "--force"))
    assert "not a folder" in told(get(dist, "-o", other / "letters.txt"))
    assert "current folder" in told(get(dist, "-o", "."))
    assert "current folder" in told(get(dist, "-o", ".."))
    assert contents(other) == {"letters.txt": b"dear"}
    (place / "empty").mkdir()
    assert get(dist, "-o", "empty").exit_code == 0


def test_another_version_replaces_and_tells_what_changed(place: Path, dist: Path) -> None:
    get(f"{dist}@1.0", "-o", "release")
    result = get(dist, "-o", "release")
    assert is_release(place / "release", dist, "1.1.0")
    lines = result.stdout.splitlines()
    assert "waters 1.1.0 replaces 1.0.0 in release" in lines[0]
    assert lines[1:4] == [
        "Since 1.0.0 (a minor change):",
        "  1.1.0  row added: 1 row of rivers",
        "  retired: rivers albis is now elbe",
    ]
    whole = lines[4].removeprefix("  all of it: ").split()[1:]
    assert whole == ["diff", f"{dist / INDEX}@1.0.0", "release"]
    compared = CliRunner().invoke(app, whole)
    assert "rivers  2 → 3 rows: 1 added" in compared.stdout
    back = get(f"{dist}@1.0", "-o", "release")
    assert "replaces 1.1.0" in back.stdout
    assert "Since" not in back.stdout


def test_the_ways_to_ask_are_right(place: Path, dist: Path) -> None:
    result = get(dist)
    shown = next(line for line in result.stdout.splitlines() if " query --package " in line)
    assert shown.endswith(' query --package waters-1.1.0 "from long_rivers"')
    assert query(f"{NAME}-1.1.0", "select name from long_rivers").stdout == "name\nElbe\nOder\n"


def test_for_programs(place: Path, site: Site) -> None:
    get(f"{site.address}@1.0.0", "-o", "release")
    value = json.loads(get(site.address, "-o", "release", "--format", "json").stdout)
    assert value["version"] == "1.1.0"
    assert value["replaced"] == "1.0.0"
    assert value["sums_sha256"] == digest(place / "release" / SUMS)
    assert value["news"]["changes"][0]["text"] == "row added: 1 row of rivers"
    assert value["news"]["retired"] == [{"table": "rivers", "row": "albis", "replacement": "elbe"}]
    again = json.loads(get(site.address, "-o", "release", "--format", "json").stdout)
    assert (again["placed"], again["cached"], again["news"]) == (False, True, None)


def test_lists(site: Site) -> None:
    get(f"{site.address}@1.0.0")
    listed = json.loads(get(site.address, "--list", "--format", "json").stdout)
    found = [(item["version"], item["cached"]) for item in listed["releases"]]
    assert found == [("1.1.0", False), ("1.0.0", True)]
    cached = json.loads(get("--list", "--format", "json").stdout)
    assert [item["version"] for item in cached] == ["1.0.0"]
    assert Path(cached[0]["folder"], SUMS).is_file()
    assert "1.0.0" in get("--list").stdout
    assert "row added: 1 row of rivers" in get(site.address, "--list").stdout
    assert "--list lists every version" in told(get(f"{site.address}@1", "--list"))


def test_packages_are_named_by_version_everywhere(dist: Path, site: Site) -> None:
    sql = "select count(*) as n from rivers"
    assert query(f"{site.address}@1.0", sql).stdout == "n\n2\n"
    assert query(str(dist), sql).stdout == "n\n3\n"
    assert query(f"{site.address}{NAME}-1.0.0.zip", sql).stdout == "n\n2\n"
    run = CliRunner().invoke
    checked = run(app, ["validate", f"{dist}@1.0", "--format", "json"])
    assert checked.exit_code == 0, checked.output
    compared = run(app, ["diff", f"{site.address}@1.0", f"{dist}@latest"])
    assert "rivers  2 → 3 rows: 1 added" in compared.stdout
    assert "no version fits" in told(query(f"{dist}@7", sql))


def _with(archive: Path, name: str, data: bytes) -> None:
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, data)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("../evil.txt", b"x", "refused"),
        ("/evil.txt", b"x", "refused"),
        ("other/evil.txt", b"x", "does not belong to the release"),
        (f"{NAME}-1.0.0/evil.txt", b"x", "evil.txt is not listed"),
        (f"{NAME}-1.0.0/bomb.bin", bytes(64 << 20), "bomb"),
    ],
)
def test_hostile_zips(place: Path, dist: Path, name: str, data: bytes, message: str) -> None:
    archive = dist / f"{NAME}-1.0.0.zip"
    _with(archive, name, data)
    result = get(archive)
    assert result.exit_code == 1
    assert message in told(result)
    assert list(place.iterdir()) == []
    assert json.loads(get("--list", "--format", "json").stdout) == []


def test_every_tampered_file_of_a_zip_is_named(dist: Path, place: Path) -> None:
    folder = dist / f"{NAME}-1.0.0"
    for name in contents(folder):
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(before[:-2] + bytes([before[-2] ^ 1]) + before[-1:])
        with (dist / "tampered.zip").open("wb") as file:
            write_zip(folder, file)
        assert name in told(get(dist / "tampered.zip"))
        path.write_bytes(before)
    assert list(place.iterdir()) == []


def test_a_zip_that_is_no_release(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("datapackage.json", "{}")
    assert "holds no SHA256SUMS" in told(get(tmp_path / "other.zip"))


def test_another_release_than_the_index_says(dist: Path, place: Path) -> None:
    for ending in ("", ".zip"):
        wrong = dist / f"{NAME}-1.0.0{ending}"
        shutil.rmtree(wrong) if wrong.is_dir() else wrong.unlink()
    write_release(dist / f"{NAME}-1.0.0", Made("1.0.0", rows=3))
    line = told(get(f"{dist}@1.0"))
    assert "not the file that the index states" in line
    assert list(place.iterdir()) == []


def test_a_zip_on_disk_that_is_longer_than_its_index_says(dist: Path, place: Path) -> None:
    with (dist / f"{NAME}-1.1.0.zip").open("ab") as file:
        file.write(b"x")
    result = get(dist)
    assert result.exit_code == 1
    assert "that the index states" in told(result)
    assert list(place.iterdir()) == []


def test_without_its_zip_the_folder_is_taken(dist: Path, site: Site, place: Path) -> None:
    for archive in dist.glob("*.zip"):
        archive.unlink()
    assert get(site.address).exit_code == 0
    assert is_release(place / f"{NAME}-1.1.0", dist, "1.1.0")
    shutil.rmtree(dist / f"{NAME}-1.0.0")
    assert "neither its zip nor its folder is there" in told(get(f"{site.address}@1.0"))


def test_an_unreleased_package_is_no_release(tmp_path: Path) -> None:
    write_release(tmp_path / "folder", Made("1.0.0+unreleased"))
    assert "no release" in told(get(tmp_path / "folder"))


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("nowhere", "there is no such file or folder"),
        ("here.txt", "neither an index of releases nor a release"),
        ("empty", "neither an index of releases nor a release"),
        ("wrong.json", "its format is 'other', not 'readout-releases/1'"),
        ("broken.json", "not JSON"),
        ("http://[x", "this is no address"),
        ("https://", "cannot be fetched"),
    ],
)
def test_what_is_no_source(place: Path, named: str, message: str) -> None:
    (place / "here.txt").write_text("x")
    (place / "empty").mkdir()
    (place / "wrong.json").write_text(
        '{"format": "other", "name": "x", "title": "", "releases": []}'
    )
    (place / "broken.json").write_text("{")
    assert message in told(get(named))


def test_options_that_make_no_sense() -> None:
    assert "no source is named" in told(get())
    assert "there is no format 'xml'" in told(get("dist", "--format", "xml"))


def test_a_destination_that_cannot_be_written(dist: Path) -> None:
    line = told(get(dist, "-o", "/proc/release"))
    assert "cannot be written" in line
    assert "Nothing was changed" in line


@pytest.mark.parametrize("name", ["loop", "x" * 300, "file", "file/x"])
def test_a_destination_that_can_be_no_folder(dist: Path, place: Path, name: str) -> None:
    (place / "loop").symlink_to("loop")
    (place / "file").write_bytes(b"mine")
    before = sorted(path.name for path in place.iterdir())
    result = get(dist, "-o", name)
    assert result.exit_code == 2
    assert name in told(result)
    assert "bug" not in result.stderr
    assert sorted(path.name for path in place.iterdir()) == before
    assert (place / "file").read_bytes() == b"mine"


def get_without_space(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``readout get`` where no file may grow beyond 100,000 bytes."""
    program = (
        "import resource, sys; from toolkit.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); "
        f"sys.argv = {['readout', 'get', *arguments]!r}; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        text=True,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_no_space(dist: Path, place: Path, tmp_path: Path) -> None:
    shutil.rmtree(dist)
    write_dist(dist, [Made("1.0.0", ballast=200_000)])
    done = get_without_space(place, str(dist))
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "File too large" in done.stderr
    assert "Free space" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(place.iterdir()) == []
    assert get(dist).exit_code == 0
    assert not list((tmp_path / "cache" / "releases").glob(".new-*"))


def test_no_space_for_the_destination(dist: Path, place: Path) -> None:
    shutil.rmtree(dist)
    write_dist(dist, [Made("1.0.0"), Made("1.1.0", ballast=200_000)])
    get(f"{dist}@1.0", "-o", "release")
    fetched(str(dist))
    done = get_without_space(place, str(dist), "-o", "release")
    assert done.returncode == 2
    assert "release: cannot be written: File too large. Nothing was changed." in done.stderr
    assert sorted(path.name for path in place.iterdir()) == ["release"]
    assert is_release(place / "release", dist, "1.0.0")


def test_it_starts_nothing_heavy() -> None:
    code = (
        "import sys, toolkit.commands.got, toolkit.release.place, toolkit.inputs.remote; "
        "print(*({'duckdb', 'pyarrow', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []


def test_a_damaged_release_on_disk_is_named(dist: Path) -> None:
    path = dist / f"{NAME}-1.0.0" / "data" / "rivers.csv"
    path.write_bytes(path.read_bytes().replace(b"Elbe", b"Ebro"))
    with pytest.raises(DataError, match=r"rivers\.csv: it is not the file that SHA256SUMS states"):
        fetched(str(path.parents[1]))
    assert FIRST.rows < SECOND.rows
