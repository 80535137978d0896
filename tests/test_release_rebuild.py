"""A release is held against what the sources give again: every file, and what decides."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from small_package import BRIDGE_ROWS, declare, small_tables, table_of

from toolkit.console import Style
from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import SIGNATURE, SUMS, sha256_of, sums_text
from toolkit.package.write import write_package
from toolkit.release.archive import write_zip
from toolkit.release.content import content_hash
from toolkit.release.freeze import freeze
from toolkit.release.index import Archive, Index, Release, index_text
from toolkit.release.label import as_released
from toolkit.release.rebuild import (
    Comparison,
    Rebuild,
    Verdict,
    compare_with_rebuild,
    refuse_other,
)
from toolkit.release.rebuild_shown import comparison_json, comparison_lines
from toolkit.release.versions import Version
from toolkit.schema.model import PackageDeclaration

CREATED = "2026-01-31T12:00:00Z"
EXTRA = {"LICENSE": b"Do as you like.\n", "CHANGELOG.md": b"# Changelog\n"}


def rebuilder(declaration: PackageDeclaration, tables: dict[str, pa.Table]) -> Rebuild:
    def rebuild(version: str, created: str, folder: Path) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            package = Path(scratch) / "package"
            write_package(tables, as_released(declaration, version, created), package)
            freeze(package, folder, EXTRA)

    return rebuild


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rebuild]:
    """The folder of a release with its zip and index, and how to make it again."""
    base = tmp_path_factory.mktemp("made")
    declaration = declare(base)
    rebuild = rebuilder(declaration, small_tables(declaration))
    folder = base / "dist" / "crossings-1.2.3"
    rebuild("1.2.3", CREATED, folder)
    publish(folder)
    return folder, rebuild


def publish(folder: Path) -> None:
    """Pack a release folder and list it in an index beside it."""
    packed = folder.parent / f"{folder.name}.zip"
    with packed.open("wb") as file:
        write_zip(folder, file)
    release = Release(
        version=Version(1, 2, 3),
        created=CREATED,
        folder=f"{folder.name}/",
        sums_sha256=sha256_of(folder / SUMS),
        content_sha256=content_hash(folder),
        archive=Archive(packed.name, packed.stat().st_size, sha256_of(packed)),
        bytes=1,
        rows={},
        bump="first",
        commit="c" * 40,
    )
    index = Index("crossings", "Crossings", (release,))
    (folder.parent / "releases.json").write_text(index_text(index), encoding="utf-8")


@pytest.fixture
def copy(made: tuple[Path, Rebuild], tmp_path: Path) -> Path:
    """A copy of the release to be changed."""
    shutil.copytree(made[0].parent, tmp_path / "dist")
    return tmp_path / "dist" / made[0].name


def relist(folder: Path) -> None:
    """Make the checksums those of the files, as somebody who tampers would."""
    (folder / SUMS).write_text(sums_text(folder), encoding="utf-8")


def verdicts(comparison: Comparison) -> dict[str, Verdict]:
    return {file.path: file.verdict for file in comparison.files}


def text(comparison: Comparison) -> str:
    return "\n".join(comparison_lines(comparison, Style()))


@pytest.mark.parametrize("named", ["crossings-1.2.3", "crossings-1.2.3.zip", "."])
def test_what_is_the_same_is_listed_file_by_file(made: tuple[Path, Rebuild], named: str) -> None:
    folder, rebuild = made
    found = compare_with_rebuild(str(folder.parent / named), rebuild)
    assert found.reproduced
    assert set(verdicts(found).values()) == {Verdict.IDENTICAL}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(verdicts(found)) == files | {"crossings-1.2.3.zip"}
    assert {"crossings.duckdb", "crossings.xlsx", "LICENSE", "CHANGELOG.md", SUMS} <= files
    refuse_other(found)
    shown = text(found)
    digest = sha256_of(folder / "views.sql")[:12]
    assert f"views.sql               {digest}  {digest}  identical\n" in shown
    assert shown.endswith("is the same: the release is reproduced byte for byte.")
    assert comparison_json(found)["reproduced"] is True
    assert found.commit == "c" * 40


def test_another_library_is_named_and_the_content_decides(
    made: tuple[Path, Rebuild], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, rebuild = made
    monkeypatch.setattr("toolkit.package.table_files.COMPRESSION_LEVEL", 1)
    monkeypatch.setattr("toolkit.package.table_files.ROW_GROUP_ROWS", 1)
    monkeypatch.setattr("toolkit.package.write.WRITERS", {"parquet": "pyarrow 99.0.0"})
    found = compare_with_rebuild(str(folder), rebuild)
    assert found.reproduced
    refuse_other(found)
    changed = {path for path, verdict in verdicts(found).items() if verdict is Verdict.SAME}
    parquet = {f"data/{name}.parquet" for name in ("bridges", "materials", "rivers")}
    documents = {"datapackage.json", "croissant.json", "dcat.jsonld"}
    assert changed - {"crossings.duckdb"} == {*parquet, *documents, SUMS, "crossings-1.2.3.zip"}
    assert verdicts(found)["data/rivers.csv"] is Verdict.IDENTICAL
    shown = text(found)
    assert "same content: same columns and rows" in shown
    assert f"parquet: written by pyarrow {pa.__version__}, here by pyarrow 99.0.0" in shown
    assert f"duckdb: written by duckdb {duckdb.__version__} there and here" in shown
    assert "the release is reproduced, but for what the libraries write differently." in shown


def test_other_rows_name_tables_and_files(made: tuple[Path, Rebuild], tmp_path: Path) -> None:
    folder, _ = made
    declaration = declare(tmp_path)
    bridges = table_of(declaration, "bridges", BRIDGE_ROWS[:-1])
    tables = {**small_tables(declaration), "bridges": bridges}
    found = compare_with_rebuild(str(folder), rebuilder(declaration, tables))
    assert not found.same_content
    got = verdicts(found)
    assert got["data/bridges.csv"] is got["data/bridges.parquet"] is Verdict.DIFFERS
    assert got["crossings.duckdb"] is got["crossings.xlsx"] is Verdict.DIFFERS
    assert got["data/rivers.csv"] is Verdict.IDENTICAL
    assert "they do not hold the same. Tables: bridges." in text(found)
    with pytest.raises(DataError, match="not what the sources here give") as caught:
        refuse_other(found)
    assert "commit cccccccccccc" in caught.value.hint
    assert "crossings-1.2.3.zip" in caught.value.hint


def cell_of_database(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE rivers SET length_km = 7 WHERE river_id = 'elbe'")


def view_of_database(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE OR REPLACE VIEW bridge_counts AS SELECT 1 AS bridges")


def cell_of_workbook(path: Path) -> None:
    rewrite(path, lambda name, data: data.replace(b"Elbe", b"Oder"))


def cell_of_parquet(path: Path) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    pq.write_table(table.slice(1), path)


def rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Pack a zip anew, with other settings and other files."""
    with zipfile.ZipFile(path) as archive:
        held = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held:
            archive.writestr(name, change(name, data))


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("crossings.duckdb", cell_of_database),
        ("crossings.duckdb", view_of_database),
        ("crossings.xlsx", cell_of_workbook),
        ("data/rivers.parquet", cell_of_parquet),
    ],
)
def test_a_changed_cell_in_any_form_is_seen_although_the_content_hash_is_the_same(
    copy: Path, made: tuple[Path, Rebuild], path: str, change: Callable[[Path], None]
) -> None:
    change(copy / path)
    relist(copy)
    shutil.rmtree(copy.parent / "other", ignore_errors=True)
    (copy.parent / "releases.json").unlink()
    found = compare_with_rebuild(str(copy), made[1])
    assert found.same_content
    assert verdicts(found)[path] is Verdict.DIFFERS
    assert not found.reproduced
    assert f"but not the release: {SUMS}, {path}" in text(found).replace("-1.2.3.zip, ", "")


def test_a_workbook_packed_otherwise_has_the_same_cells(
    copy: Path, made: tuple[Path, Rebuild]
) -> None:
    rewrite(copy / "crossings.xlsx", lambda name, data: data.replace(b"><row", b"> <row"))
    relist(copy)
    (copy.parent / "releases.json").unlink()
    (copy.parent / "crossings-1.2.3.zip").unlink()
    found = compare_with_rebuild(str(copy), made[1])
    assert found.reproduced
    assert {path for path, verdict in verdicts(found).items() if verdict is Verdict.SAME} == {
        *("crossings.xlsx", SUMS)
    }


def test_tampering_that_keeps_the_rows_is_named(copy: Path, made: tuple[Path, Rebuild]) -> None:
    """The checksums of the release, and the index beside it, count too."""
    import pyarrow.parquet as pq

    path = copy / "data" / "rivers.parquet"
    pq.write_table(pq.read_table(path), path, compression="none")
    found = compare_with_rebuild(str(copy), made[1])
    assert verdicts(found)["data/rivers.parquet"] is Verdict.BROKEN
    assert not found.reproduced
    assert re.search(r"broken: not what line \d+ of SHA256SUMS says", text(found))
    relist(copy)
    found = compare_with_rebuild(str(copy), made[1])
    assert verdicts(found)[SUMS] is Verdict.BROKEN
    assert "broken: not what releases.json says" in text(found)
    packed = copy.parent / "crossings-1.2.3.zip"
    packed.write_bytes(packed.read_bytes() + b"\0")
    assert verdicts(compare_with_rebuild(str(copy), made[1]))[packed.name] is Verdict.BROKEN


def test_files_too_many_and_too_few(copy: Path, made: tuple[Path, Rebuild]) -> None:
    (copy / "extra.txt").write_bytes(b"")
    (copy / "LICENSE").unlink()
    relist(copy)
    (copy.parent / "releases.json").unlink()
    got = verdicts(compare_with_rebuild(str(copy), made[1]))
    assert got["extra.txt"] is Verdict.ADDITIONAL
    assert got["LICENSE"] is Verdict.MISSING
    assert got[SUMS] is Verdict.DIFFERS


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_a_signed_release_is_packed_with_its_signature(
    copy: Path, made: tuple[Path, Rebuild], tmp_path: Path
) -> None:
    import subprocess

    from toolkit.release.signatures import sign

    key = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    sign(copy / SUMS, str(key))
    publish(copy)
    found = compare_with_rebuild(str(copy), made[1])
    assert found.reproduced
    assert verdicts(found)[SIGNATURE] is Verdict.FITS
    assert verdicts(found)["crossings-1.2.3.zip"] is Verdict.IDENTICAL
    signature = (copy / SIGNATURE).read_text(encoding="utf-8")
    (copy / SIGNATURE).write_text(signature.replace("SSH", "SSL", 1), encoding="utf-8")
    found = compare_with_rebuild(str(copy), made[1])
    assert verdicts(found)[SIGNATURE] is Verdict.BROKEN


def test_a_package_that_is_no_release_is_refused(tmp_path: Path, copy: Path) -> None:
    def never(version: str, created: str, folder: Path) -> None:
        raise AssertionError("nothing is to be built")

    with pytest.raises(UsageError, match="no such file"):
        compare_with_rebuild(str(tmp_path / "nowhere"), never)
    with pytest.raises(UsageError, match="SHA256SUMS is missing"):
        compare_with_rebuild(str(tmp_path), never)
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x/y", "z")
    with pytest.raises(UsageError, match="holds no release"):
        compare_with_rebuild(str(packed), never)
    path = copy / "datapackage.json"
    described: dict[str, Any] = json.loads(path.read_bytes())
    for change, what in (
        ({"version": "1.2.3+unreleased"}, "is no release"),
        ({"created": None}, "tells no moment"),
        ({"name": "../x"}, "no plain name"),
    ):
        path.write_text(json.dumps({**described, **change}), encoding="utf-8")
        with pytest.raises((UsageError, DataError), match=what):
            compare_with_rebuild(str(copy), never)


def test_freezing_adds_and_opens_to_all(made: tuple[Path, Rebuild], tmp_path: Path) -> None:
    declaration = declare(tmp_path)
    before = os.umask(0o077)
    try:
        target = tmp_path / "crossings-1.2.3"
        rebuilder(declaration, small_tables(declaration))("1.2.3", CREATED, target)
    finally:
        os.umask(before)
    assert (
        hashlib.sha256(sums_text(target).encode()).digest()
        == hashlib.sha256((made[0] / SUMS).read_bytes()).digest()
    )
    for path in (target, *target.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    write_package(small_tables(declaration), declaration, tmp_path / "package")
    with pytest.raises(UsageError, match="is not empty"):
        freeze(tmp_path / "package", target, {})


@pytest.mark.parametrize(
    ("extra", "what"),
    [
        ({"README.md": b""}, "which a release adds itself"),
        ({"readme.md": b""}, "which a release adds itself"),
        ({"crossings.duckdb": b""}, "which a release adds itself"),
        ({"../x": b""}, "leads to a parent folder"),
    ],
)
def test_freezing_refuses_two_files_of_one_name(
    tmp_path: Path, extra: dict[str, bytes], what: str
) -> None:
    declaration = declare(tmp_path)
    write_package(small_tables(declaration), declaration, tmp_path / "package")
    with pytest.raises(DataError, match=what):
        freeze(tmp_path / "package", tmp_path / "frozen", extra)
    assert not (tmp_path / "frozen").exists()


def other_duckdb(path: Path) -> None:
    """As if another version had written it: its name in the header, its spelling of views."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE OR REPLACE VIEW bridge_counts AS (SELECT r.name, count(b.number) AS bridges"
            " FROM rivers AS r LEFT JOIN bridges AS b ON r.river_id = b.river_id GROUP BY 1)"
        )
        connection.execute("COMMENT ON VIEW bridge_counts IS 'How many bridges each river has.'")


def test_views_of_another_duckdb_are_compared_by_their_rows(
    copy: Path, made: tuple[Path, Rebuild], monkeypatch: pytest.MonkeyPatch
) -> None:
    other_duckdb(copy / "crossings.duckdb")
    relist(copy)
    (copy.parent / "releases.json").unlink()
    assert verdicts(compare_with_rebuild(str(copy), made[1]))["crossings.duckdb"] is Verdict.DIFFERS

    def writer(path: Path) -> str:
        return "duckdb 1.0.0" if path.is_relative_to(copy) else "duckdb 9.0.0"

    monkeypatch.setattr("toolkit.release.sameness.database_writer", writer)
    monkeypatch.setattr("toolkit.release.rebuild.database_writer", writer)
    found = compare_with_rebuild(str(copy), made[1])
    assert verdicts(found)["crossings.duckdb"] is Verdict.SAME
    assert "duckdb: written by duckdb 1.0.0, here by duckdb" in text(found)
    view_of_database(copy / "crossings.duckdb")
    relist(copy)
    assert verdicts(compare_with_rebuild(str(copy), made[1]))["crossings.duckdb"] is Verdict.DIFFERS
