"""Opening packages: what is damaged or leads outside is refused in one line."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from small_package import build_small

from toolkit.errors import DataError, UsageError
from toolkit.package.query import Presentation, run_query
from toolkit.package.read import DESCRIPTOR, open_package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("read")).target


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    """A package that a test may damage."""
    return Path(shutil.copytree(package, tmp_path / "copy"))


def ask(package: Path, sql: str) -> str:
    out = io.BytesIO()
    run_query(package, sql, out, Presentation("csv"))
    return out.getvalue().decode()


def test_a_package_of_csv_only(copy: Path) -> None:
    descriptor = json.loads((copy / DESCRIPTOR).read_text(encoding="utf-8"))
    resources = [item for item in descriptor["resources"] if item["format"] == "csv"]
    (copy / DESCRIPTOR).write_text(json.dumps({**descriptor, "resources": resources}))
    for file in (copy / "data").glob("*.parquet"):
        file.unlink()
    assert ask(copy, "select typeof(opened_on), note from bridges order by all") == (
        'typeof(opened_on),note\nDATE,"A “wonder”, they said"\n'
        'DATE,"two\nlines, ""quoted"""\nDATE,\n'
    )


def test_no_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no data package here.*readout build"):
        ask(tmp_path, "select 1")


def test_damaged_parquet(copy: Path) -> None:
    path = copy / "data" / "bridges.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DataError, match=r"bridges: the file data/bridges.parquet is damaged"):
        ask(copy, "select 1")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "datapackage.json:1:2: not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[]", "must be a JSON object"),
        (b"{}", "lists no resources"),
        (b'{"resources": [7]}', "resource 1: not an object"),
        (b'{"resources": [{"path": "a.csv"}]}', "it has no name"),
        (b'{"resources": [{"name": "a", "path": ["a.csv"]}]}', "a has no path"),
        (b'{"resources": [{"name": "a", "path": "a.csv"}]}', "the file a.csv is missing"),
        (b'{"resources": [{"name": "a", "path": "views.sql", "schema": 1}]}', "no fields"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_damaged_descriptor(copy: Path, content: bytes, message: str) -> None:
    (copy / DESCRIPTOR).write_bytes(content)
    with pytest.raises(DataError) as caught:
        open_package(copy)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../secret.csv",
        "data/../../secret.csv",
        "https://example.org/a.csv",
        "file:///etc/passwd",
        "~/a.csv",
        "data/*.parquet",
        "data\\a.csv",
        "C:/a.csv",
        "link.csv",
        "linked/secret.csv",
    ],
)
def test_paths_stay_inside_the_package(copy: Path, path: str) -> None:
    (copy.parent / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    (copy / "link.csv").symlink_to(copy.parent / "secret.csv")
    (copy / "linked").symlink_to(copy.parent, target_is_directory=True)
    resource = {"name": "a", "path": path, "schema": {"fields": [{"name": "a"}]}}
    (copy / DESCRIPTOR).write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    with pytest.raises(DataError, match=r"not a plain path|leads out of the package"):
        open_package(copy)


@pytest.mark.parametrize(
    ("views", "message"),
    [
        ("-- All.\ncreate view v as\nselect * from read_csv('/etc/passwd');\n", "disabled"),
        ("-- All.\ncreate view v as\nselect 1; drop table bridges;\n", "v is not one view"),
        ("drop table bridges;\n", "not a view"),
    ],
)
def test_views_can_do_nothing_else(copy: Path, views: str, message: str) -> None:
    (copy / "views.sql").write_text(views, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        ask(copy, "select 1")


def test_an_unreadable_table_says_what_to_do(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: path.name != "bridges.parquet")
    with pytest.raises(UsageError, match=r"bridges.parquet cannot be read\. Allow this user to"):
        open_package(copy)
