"""Every single file of a release, changed by one byte, is named by ``readout validate``."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from small_package import declare, small_tables
from test_release_rebuild import CREATED, publish, rebuilder
from typer.testing import CliRunner

from toolkit.commands.app import app
from toolkit.inputs.sums import SIGNATURE, SUMS, sums_text
from toolkit.release.signatures import sign
from toolkit.validate.inquiry import validate_target
from toolkit.validate.report import Report

NAMES = sorted(
    [
        *("CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", SUMS, SIGNATURE),
        *("croissant.json", "crossings.duckdb", "crossings.xlsx", "datapackage.json"),
        *("dcat.jsonld", "views.sql"),
        *(f"data/{name}.{kind}" for name in ("bridges", "materials", "rivers")
          for kind in ("csv", "parquet")),
    ]
)  # fmt: skip
needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed release in a folder with its zip and index."""
    base = tmp_path_factory.mktemp("made")
    declaration = declare(base)
    folder = base / "dist" / "crossings-1.2.3"
    rebuilder(declaration, small_tables(declaration))("1.2.3", CREATED, folder)
    key = base / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    sign(folder / SUMS, str(key))
    publish(folder)
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A copy of the release to be changed."""
    shutil.copytree(made.parent, tmp_path / "dist")
    return tmp_path / "dist" / made.name


def flip(path: Path, at: int) -> None:
    """Change one byte."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def told(report: Report) -> str:
    return "\n".join(f"{finding.path} {finding.message}" for finding in report.findings)


def paths(report: Report) -> set[str]:
    return {finding.path for finding in report.findings}


@needs_ssh
def test_the_release_itself_is_valid(made: Path) -> None:
    assert (
        sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
        == NAMES
    )
    for named in (made, made / "datapackage.json", made.parent / "crossings-1.2.3.zip"):
        report = validate_target(named)
        assert report.findings == ()
        assert "checksums" in report.checks


@needs_ssh
@pytest.mark.parametrize("name", NAMES)
def test_every_changed_file_is_named(copy: Path, name: str) -> None:
    """The byte is the first, the last or one between, by the file's place in the list."""
    size = (copy / name).stat().st_size
    flip(copy / name, (0, size - 1, size // 2)[NAMES.index(name) % 3])
    report = validate_target(copy)
    assert not report.valid
    assert name in paths(report)


@needs_ssh
@pytest.mark.parametrize("name", [SUMS, SIGNATURE])
def test_the_list_and_its_signature_are_named_without_an_index(copy: Path, name: str) -> None:
    """Only the two of them are left to tell of each other, and the files to tell of the list."""
    (copy.parent / "releases.json").unlink()
    size = (copy / name).stat().st_size
    for at in (0, size // 3, size - 1):
        flip(copy / name, at)
        assert name in told(validate_target(copy)), at
        flip(copy / name, at)
    assert validate_target(copy).valid


@needs_ssh
def test_a_changed_checksum_names_the_file_and_the_list(copy: Path) -> None:
    (copy.parent / "releases.json").unlink()
    (copy / SIGNATURE).unlink()
    flip(copy / SUMS, 0)
    (finding,) = validate_target(copy).findings
    assert finding.rule == "checksum"
    assert finding.path == "CHANGELOG.md"
    assert "not the file that line 1 of SHA256SUMS names" in finding.message
    assert finding.hint.startswith("The file or that line was changed.")


@needs_ssh
def test_whoever_changes_file_and_list_is_found_by_the_index(copy: Path) -> None:
    flip(copy / "LICENSE", 0)
    (copy / SIGNATURE).unlink()
    (copy / SUMS).write_text(sums_text(copy), encoding="utf-8")
    (finding,) = validate_target(copy).findings
    assert (finding.path, finding.rule) == (SUMS, "checksum")
    assert "beside the package" in finding.message
    latest = copy.rename(copy.parent / "latest")
    assert paths(validate_target(latest)) == {SUMS}
    (copy.parent / "releases.json").write_text('{"releases": 7}', encoding="utf-8")
    assert validate_target(latest).valid


@needs_ssh
def test_missing_additional_and_linked_files_are_named(copy: Path) -> None:
    (copy / "crossings.xlsx").unlink()
    (copy / "data" / "more.csv").write_text("a\n1\n", encoding="utf-8")
    (copy / ".DS_Store").write_bytes(b"dropped")
    report = validate_target(copy)
    assert paths(report) == {"crossings.xlsx", "data/more.csv"}
    assert "crossings.xlsx missing, although line" in told(report)
    assert "data/more.csv not listed in SHA256SUMS" in told(report)
    (copy / "LICENSE").unlink()
    (copy / "LICENSE").symlink_to(copy / "views.sql")
    assert "LICENSE is a link, not a file" in told(validate_target(copy))


@needs_ssh
def test_a_changed_zip_is_named(copy: Path) -> None:
    packed = copy.parent / "crossings-1.2.3.zip"
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("crossings-1.2.3/extra.txt", "more")
    report = validate_target(packed)
    assert "not the zip that releases.json, beside it, names" in told(report)
    assert "extra.txt not listed in SHA256SUMS" in told(report)


@pytest.fixture
def server(copy: Path) -> Iterator[str]:
    """The releases' folder served by HTTP."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    handler = partial(Quiet, directory=str(copy.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/{copy.name}/datapackage.json"
        served.shutdown()


@needs_ssh
def test_an_address_brings_and_checks_every_file(copy: Path, server: str) -> None:
    report = validate_target(server)
    assert report.valid
    assert "checksums" in report.checks
    assert "files too many" in report.skipped
    flip(copy / "crossings.xlsx", 100)
    (copy / "LICENSE").unlink()
    assert paths(validate_target(server)) == {"crossings.xlsx", "LICENSE"}


@needs_ssh
def test_the_command_names_the_file_and_how_to_go_on(copy: Path) -> None:
    flip(copy / "CITATION.cff", 3)
    ended = CliRunner().invoke(app, ["validate", str(copy)])
    assert ended.exit_code == 1
    assert "CITATION.cff: not the file that line 2 of SHA256SUMS names" in ended.stdout
    assert "Do not trust it; fetch the release again." in ended.stdout


@needs_ssh
def test_a_single_resource_and_another_judge_leave_checksums_alone(copy: Path) -> None:
    flip(copy / "LICENSE", 0)
    for options in (["--resource", "rivers"], ["--like-frictionless"]):
        ended = CliRunner().invoke(app, ["validate", str(copy), *options])
        assert ended.exit_code == 0, ended.output
