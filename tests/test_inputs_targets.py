"""What a command is pointed at: folders, files, archives, addresses and git revisions."""

from __future__ import annotations

import gzip
import http.server
import json
import os
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.inputs.limits import Limits, default_limits
from toolkit.inputs.target import Origin, Target, TargetKind, open_target

ROWS = "id,name\n1,Elbe\n2,Oder\n"
SCHEMA = {"fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]}


def describe(**changes: Any) -> dict[str, Any]:
    """A package of one table."""
    resource = {"name": "rivers", "path": "data/rivers.csv", "schema": "schema.json"}
    return {"name": "waters", "resources": [{**resource, **changes}]}


def write_package(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "rivers.csv").write_text(ROWS, encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    (folder / "views.sql").write_text("-- none\n", encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps(describe()), encoding="utf-8")
    return folder


def zipped(folder: Path, archive: Path, top: str = "") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.write(path, f"{top}{path.relative_to(folder).as_posix()}")
    return archive


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package")


def is_package(target: Target) -> bool:
    """Whether a target is the whole package, on disk."""
    assert target.kind is TargetKind.PACKAGE
    assert target.descriptor["name"] == "waters"
    return (target.root / "data" / "rivers.csv").read_text(encoding="utf-8") == ROWS


@pytest.mark.parametrize("name", ["", "datapackage.json", "schema.json", "data/rivers.csv"])
def test_local_kinds(package: Path, name: str) -> None:
    kinds = {"schema.json": TargetKind.SCHEMA, "data/rivers.csv": TargetKind.TABLE}
    with open_target(package / name) as target:
        assert target.kind is kinds.get(name, TargetKind.PACKAGE)
        assert target.origin is Origin.LOCAL
        assert target.entry.is_file()
        assert target.root in target.entry.parents


def test_a_descriptor_of_any_name(package: Path) -> None:
    other = package / "described.json"
    (package / "datapackage.json").rename(other)
    with open_target(str(other)) as target:
        assert is_package(target)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"path": "rivers.csv", "name": "x"}, TargetKind.RESOURCE),
        ({"data": [], "name": "x"}, TargetKind.RESOURCE),
        ({"tasks": []}, TargetKind.INQUIRY),
        ({"fields": []}, TargetKind.SCHEMA),
    ],
)
def test_json_is_known_by_what_it_holds(tmp_path: Path, value: Any, kind: TargetKind) -> None:
    path = tmp_path / "some.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with open_target(path) as target:
        assert target.kind is kind


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.json", b'{"a": 1}', "neither a package"),
        ("x.json", b"[1", r"x\.json:1:3: not JSON"),
        ("x.json", b"\xff\xfe", "not UTF-8"),
        ("x.json", b"1" * 5000, "not JSON that can be read"),
        ("x.zip", b"no zip", "damaged archive"),
    ],
)
def test_what_is_damaged_says_so(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match=message), open_target(path):
        pass


@pytest.mark.parametrize("named", ["nowhere", "s3://bucket/datapackage.json", ""])
def test_what_is_not_there_says_so(tmp_path: Path, named: str) -> None:
    os.chdir(tmp_path)
    with pytest.raises(UsageError), open_target(named):
        pass


def test_a_folder_without_a_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"datapackage\.json is missing"), open_target(tmp_path):
        pass


@pytest.mark.parametrize("top", ["", "waters-1.0/"])
def test_a_zip_with_a_package(package: Path, tmp_path: Path, top: str) -> None:
    archive = zipped(package, tmp_path / "p.zip", top)
    with open_target(archive) as target:
        assert is_package(target)
        assert target.origin is Origin.ARCHIVE
        kept = target.root
    assert not kept.exists()


def test_a_zip_with_one_table(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("rivers.csv", ROWS)
    with open_target(tmp_path / "t.zip") as target:
        assert (target.kind, target.entry.name) == (TargetKind.TABLE, "rivers.csv")
    with zipfile.ZipFile(tmp_path / "t.zip", "a") as archive:
        archive.writestr("more.csv", ROWS)
    with pytest.raises(UsageError, match="more than one file"), open_target(tmp_path / "t.zip"):
        pass


class _Handler(http.server.SimpleHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/moved/"):
            self.send_response(302)
            self.send_header("Location", self.path.replace("/moved", ""))
            self.end_headers()
        elif self.path == "/down/datapackage.json":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/broken/datapackage.json":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
        elif self.path == "/refused/datapackage.json":
            self.send_error(403)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    folder = str(package)
    _Handler.asked = []

    def handler(*args: Any) -> _Handler:
        return _Handler(*args, directory=folder)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.mark.parametrize("prefix", ["", "/moved"])
def test_an_address(server: str, prefix: str) -> None:
    said: list[str] = []
    named = f"{server}{prefix}/datapackage.json"
    with open_target(named, also=("views.sql",), progress=lambda *what: said.append(what[0])) as t:
        assert is_package(t)
        assert (t.root / "views.sql").is_file()
        assert t.absent == {}
    assert any("rivers.csv" in text for text in said)


def test_only_what_the_descriptor_names_is_fetched(server: str, package: Path) -> None:
    resources = [
        {"name": "a", "path": "data/rivers.csv"},
        {"name": "b", "path": "../outside.csv"},
        {"name": "c", "path": f"{server}/elsewhere.csv"},
        {"name": "d", "path": "/etc/passwd"},
        {"name": "e", "path": "data/none.csv"},
    ]
    text = json.dumps({"resources": resources})
    (package / "datapackage.json").write_text(text, encoding="utf-8")
    with open_target(f"{server}/datapackage.json") as target:
        assert list(target.absent) == ["data/none.csv"]
        assert "404" in target.absent["data/none.csv"]
    assert _Handler.asked == ["/datapackage.json", "/data/rivers.csv", "/data/none.csv"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none/datapackage.json", "no such file"),
        ("/refused/datapackage.json", "403"),
        ("/broken/datapackage.json", "cannot be fetched|ended after"),
        ("/down/datapackage.json", "Redirection"),
        ("/", "names no file"),
    ],
)
def test_an_address_that_gives_nothing(server: str, path: str, message: str) -> None:
    with pytest.raises(UsageError, match=message), open_target(f"{server}{path}"):
        pass


def small(**changes: int) -> Limits:
    return replace(default_limits(), **changes)


@pytest.mark.parametrize(
    "limits", [small(download_bytes=200), small(download_seconds=0)], ids=["size", "time"]
)
def test_a_download_is_bounded(server: str, package: Path, limits: Limits) -> None:
    (package / "data" / "rivers.csv").write_text(ROWS * 100, encoding="utf-8")
    with (
        pytest.raises(UsageError, match=r"more than 200 B|longer than 0 s"),
        open_target(f"{server}/datapackage.json", limits=limits),
    ):
        pass


def test_no_connection() -> None:
    with (
        pytest.raises(UsageError, match=r"cannot be fetched.*connection"),
        open_target("http://127.0.0.1:9/datapackage.json"),
    ):
        pass


def git(folder: Path, *arguments: str) -> str:
    names = {
        f"GIT_{who}_{what}": "t@t.t"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **names},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    write_package(folder / "released" / "package")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "one")
    git(folder, "tag", "v1")
    (folder / "released" / "package" / "data" / "rivers.csv").write_text("id,name\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    "named",
    ["git:v1", "git:main", "v1:released/package", "git:HEAD:released/package/datapackage.json"],
)
def test_a_revision(repository: Path, named: str) -> None:
    before = git(repository, "status", "--porcelain")
    start = repository / "released"
    with open_target(named, start=start, also=("views.sql", "none.sql")) as target:
        assert is_package(target)
        assert target.origin is Origin.REVISION
        assert (target.root / "views.sql").is_file()
        assert not (target.root / "none.sql").exists()
        assert target.called == named
    assert git(repository, "status", "--porcelain") == before


def test_a_table_of_a_revision(repository: Path) -> None:
    named = "v1:released/package/data/rivers.csv"
    with open_target(named, start=repository) as target:
        assert target.kind is TargetKind.TABLE
        assert target.entry.read_text(encoding="utf-8") == ROWS


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("git:none", "no such revision"),
        ("git:--output=x", "no revision is named"),
        ("v1:other", "neither a file other"),
        ("git:", "no revision is named"),
    ],
)
def test_no_such_revision(repository: Path, named: str, message: str) -> None:
    with pytest.raises(UsageError, match=message), open_target(named, start=repository):
        pass


def test_links_of_a_revision_are_refused(repository: Path) -> None:
    table = repository / "released" / "package" / "data" / "rivers.csv"
    table.unlink()
    table.symlink_to("/etc/passwd")
    git(repository, "commit", "--quiet", "-am", "two")
    with pytest.raises(DataError, match="a link"), open_target("git:main", start=repository):
        pass


def test_several_packages_of_a_revision(repository: Path) -> None:
    write_package(repository / "second")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "two")
    with (
        pytest.raises(UsageError, match=r"several packages: released/.*, second/"),
        open_target("git:main", start=repository),
    ):
        pass
    with open_target("main:second", start=repository) as target:
        assert is_package(target)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match="no git repository"),
        open_target("git:main", start=tmp_path),
    ):
        pass


@pytest.mark.parametrize("kind", ["gz", "zip", "bz2", "xz"])
def test_packed_files(tmp_path: Path, kind: str) -> None:
    import bz2
    import lzma

    from toolkit.inputs.archives import unpack

    packed, plain = tmp_path / f"x.{kind}", tmp_path / "x"
    if kind == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("x.csv", ROWS)
    else:
        pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[kind]
        packed.write_bytes(pack(ROWS.encode()))
    unpack(packed, kind, plain, default_limits())
    assert plain.read_text(encoding="utf-8") == ROWS
    packed.write_bytes(packed.read_bytes()[:-20] if kind != "zip" else b"x")
    with pytest.raises(ReadoutError):
        unpack(packed, kind, tmp_path / "y", default_limits())


def test_the_limits_are_data() -> None:
    path = Path(__file__).resolve().parents[1] / "toolkit" / "inputs" / "limits.json"
    assert json.loads(path.read_text(encoding="utf-8")).keys() == set(Limits.__slots__)
