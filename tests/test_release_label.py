"""A package says that it is a release only where it holds what that release holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from small_package import BRIDGE_ROWS, contents, declare, small_tables, table_of
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.errors import DataError
from toolkit.package.publish import publish, stale_files
from toolkit.package.write import write_package
from toolkit.release.content import content_hash
from toolkit.release.index import Archive, Index, Release, index_text
from toolkit.release.label import Labels, as_released, as_unreleased, release_of
from toolkit.release.versions import Version
from toolkit.schema.model import PackageDeclaration

CREATED = "2026-01-31T12:00:00Z"


def release(version: str, content_sha256: str) -> Release:
    return Release(
        version=Version.parse(version),
        created=CREATED,
        folder=f"crossings-{version}/",
        sums_sha256="a" * 64,
        content_sha256=content_sha256,
        archive=Archive(f"crossings-{version}.zip", 1, "b" * 64),
        bytes=1,
        rows={},
        bump="first",
    )


def descriptor(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / "datapackage.json").read_bytes())
    return found


def other_tables(declaration: PackageDeclaration) -> dict[str, pa.Table]:
    """The same rivers with one bridge less."""
    bridges = table_of(declaration, "bridges", BRIDGE_ROWS[:-1])
    return {**small_tables(declaration), "bridges": bridges}


@pytest.mark.parametrize("likely", [True, False])
@pytest.mark.parametrize("same", [True, False])
def test_the_label_follows_what_is_held_whatever_was_guessed(
    tmp_path: Path, likely: bool, same: bool
) -> None:
    declaration = declare(tmp_path)
    released = as_released(declaration, "1.2.3", CREATED)
    tables = small_tables(declaration)
    write_package(tables, released, tmp_path / "released")
    entry = release("1.2.3", content_hash(tmp_path / "released"))
    labels = Labels(declaration, entry, likely=likely)
    held = tables if same else other_tables(declaration)
    publish(held, labels.chosen, tmp_path / "built", settle=labels.settle)
    if same:
        assert contents(tmp_path / "built") == contents(tmp_path / "released")
        assert labels.chosen == released
    else:
        found = descriptor(tmp_path / "built")
        assert found["version"] == "1.2.3+unreleased"
        assert "created" not in found
        write_package(held, as_unreleased(declaration), tmp_path / "plain")
        assert contents(tmp_path / "built") == contents(tmp_path / "plain")
    again = Labels(declaration, entry, likely=not likely)
    stale = stale_files(held, again.chosen, tmp_path / "built", settle=again.settle)
    assert stale == []


def test_no_file_of_an_unreleased_package_names_the_bare_version(tmp_path: Path) -> None:
    declaration = as_unreleased(replace(declare(tmp_path), created=CREATED))
    write_package(small_tables(declaration), declaration, tmp_path / "package")
    told = 0
    for name, data in contents(tmp_path / "package").items():
        assert CREATED[:10].encode() not in data, name
        told += data.count(b"1.2.3+unreleased")
        assert b"1.2.3" not in data.replace(b"1.2.3+unreleased", b""), name
    assert told >= 2


def test_unreleased_of_unreleased_is_the_same(tmp_path: Path) -> None:
    once = as_unreleased(declare(tmp_path))
    assert as_unreleased(once) == once


def test_the_entry_is_that_of_the_package_and_its_version(tmp_path: Path) -> None:
    declaration = declare(tmp_path)
    index = tmp_path / "releases.json"
    assert release_of(declaration, None) is None
    assert release_of(declaration, index) is None
    one, other = release("1.2.3", "c" * 64), release("1.2.2", "d" * 64)
    index.write_text(index_text(Index("crossings", "Crossings", (one, other))), encoding="utf-8")
    assert release_of(declaration, index) == one
    assert release_of(replace(declaration, version="1.2.4"), index) is None
    assert release_of(replace(declaration, name="other"), index) is None
    index.write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"releases\.json: format is missing"):
        release_of(declaration, index)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The build's parts replaced by those of the small dataset, with an index of releases."""
    declaration = declare(tmp_path)
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    house: dict[str, Any] = {"declaration": declaration, "tables": small_tables(declaration)}
    monkeypatch.setattr("toolkit.resources.schemas_dir", lambda: tmp_path / "schemas")
    monkeypatch.setattr("toolkit.resources.releases_file", lambda: tmp_path / "releases.json")
    monkeypatch.setattr("toolkit.build.build_tables", lambda *arguments: dict(house["tables"]))
    monkeypatch.setattr("toolkit.build.publishable", lambda tables, declaration: tables)
    monkeypatch.setattr("toolkit.build.check_figures", lambda *arguments: iter(()))
    monkeypatch.chdir(tmp_path)
    return house


def readout(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["build", "--seeds", "seeds", "--output", "out", *arguments])


def test_build_labels_what_it_writes(house: dict[str, Any]) -> None:
    first = readout()
    assert first.exit_code == 0, first.output
    assert "crossings 1.2.3+unreleased" in first.output
    assert descriptor(Path("out"))["version"] == "1.2.3+unreleased"
    entry = release("1.2.3", content_hash(Path("out")))
    index = index_text(Index("crossings", "Crossings", (entry,)))
    Path("releases.json").write_text(index, encoding="utf-8")

    assert readout("--check").exit_code == 1
    assert "crossings 1.2.3," in readout().output
    found = descriptor(Path("out"))
    assert (found["version"], found["created"]) == ("1.2.3", CREATED)
    assert readout("--check").output == "out: up to date\n"

    house["tables"] = other_tables(house["declaration"])
    assert readout("--check").exit_code == 1
    own = readout("--articles", "seeds")
    assert "crossings 1.2.3+unreleased" in own.output
    assert "created" not in descriptor(Path("out"))
    assert readout("--check").output == "out: up to date\n"


def test_a_damaged_index_stops_the_build_in_one_line(house: dict[str, Any]) -> None:
    Path("releases.json").write_text("[", encoding="utf-8")
    ended = readout()
    assert ended.exit_code == 1
    assert ended.stderr.startswith("error: releases.json:1:2: not JSON")
    assert ended.stderr.count("\n") == 1
    assert not Path("out").exists()


def test_check_tells_the_library_where_only_parquet_differs(
    house: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    readout()
    with monkeypatch.context() as other:
        other.setattr("toolkit.package.table_files.COMPRESSION_LEVEL", 1)
        other.setattr("toolkit.package.table_files.ROW_GROUP_ROWS", 1)
        other.setattr("toolkit.package.write.WRITERS", {"parquet": "pyarrow 99.0.0"})
        told = readout("--check").stderr
    assert "Only Parquet differs: its bytes depend on pyarrow" in told
    assert f"the package was written by pyarrow {pa.__version__}." in told
    house["tables"] = other_tables(house["declaration"])
    assert "Only Parquet differs" not in readout("--check").stderr


def test_diff_counts_from_the_release_and_asks_no_version_of_what_is_none(
    tmp_path: Path,
) -> None:
    """The release that comes next is named, whatever of the two is not released."""
    declaration = declare(tmp_path)
    old, new = small_tables(declaration), other_tables(declaration)
    for name, tables, label in (
        ("released", old, declaration),
        ("old", old, as_unreleased(declaration)),
        ("new", new, as_unreleased(declaration)),
    ):
        write_package(tables, label, tmp_path / name)
    for before, version in (("released", "1.2.3"), ("old", "1.2.3+unreleased")):
        command = ["diff", str(tmp_path / before), str(tmp_path / "new")]
        told = CliRunner().invoke(app, command).stdout
        assert f"{version} → 1.3.0 or later (the new package is not released yet)" in told
