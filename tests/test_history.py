"""How a row changed over the releases: every state, retired identifiers, and where it is told."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from diff_support import Made, fields, write
from releases import write_dist
from servers import serving
from typer.testing import CliRunner

from toolkit.commands.app import app
from toolkit.package.read import open_package
from toolkit.package.retirement import convention
from toolkit.release.history import History, Reader, Stage, State, history
from toolkit.release.history_shown import WORDS
from toolkit.release.index import INDEX, Archive, Index, Release, index_text
from toolkit.release.past import own_index
from toolkit.release.versions import Version

RIVERS = Made(
    fields("river_id", "name", "source", length_km="number"),
    [
        {"river_id": "elbe", "name": "Elbe", "source": "Giant Mountains", "length_km": "1094.0"},
        {"river_id": "oder", "name": "Oder", "source": None, "length_km": "840"},
    ],
    ("river_id",),
)
WALKS = Made(
    fields("river_id", "walker", "weather"),
    [{"river_id": "elbe", "walker": "Ida", "weather": "rain"}],
    ("river_id", "walker"),
)
RECORDS = Made(fields(*convention().columns, "reason"), [], ("table_name", "row_id"))
BASE = {"rivers": RIVERS, "walks": WALKS, "retired": RECORDS}
Tables = Mapping[str, Made]


def rows(made: Made, change: Callable[[list[dict[str, Any]]], object]) -> Made:
    found = [dict(row) for row in made.rows]
    change(found)
    return replace(made, rows=found)


def rivers(change: Callable[[list[dict[str, Any]]], object], *records: Sequence[Any]) -> Tables:
    """The tables with changed rivers and with records of retired identifiers of theirs."""
    names = [str(field["name"]) for field in RECORDS.fields]
    made = [dict(zip(names, ("rivers", *record), strict=True)) for record in records]
    return {**BASE, "rivers": rows(RIVERS, change), "retired": replace(RECORDS, rows=made)}


def keep(found: list[dict[str, Any]]) -> None:
    """No change."""


@contextlib.contextmanager
def released(folder: Path, *releases: Tables) -> Iterator[Reader]:
    """A reader of releases 1.0.0, 1.1.0 and so on of these tables."""
    stages = []
    for number, tables in enumerate(releases):
        version = f"1.{number}.0"
        place = write(folder / version, tables, version=version)
        stages.append(Stage(version, f"2026-01-0{number + 1}T08:00:00Z", open_package(place)))
    with duckdb.connect(":memory:") as connection:
        yield Reader(connection, stages)


def told(folder: Path, row: str, *releases: Tables, table: str = "rivers") -> History:
    with released(folder, *releases) as reader:
        return history(reader, table, row)


def states(found: History) -> list[str]:
    return [step.state.value for step in found.steps]


def test_added_corrected_and_unchanged(tmp_path: Path) -> None:
    first = rivers(lambda found: found.pop(0))
    again = rivers(lambda found: found[0].update(length_km="1094"))  # another spelling
    mended = rivers(lambda found: found[0].update(name="Labe", source=None))
    found = told(tmp_path, "elbe", first, BASE, again, mended)
    assert states(found) == ["absent", "added", "unchanged", "changed"]
    assert {cell.field: cell.new for cell in found.steps[1].cells} == {
        "name": "Elbe", "source": "Giant Mountains", "length_km": "1094.0",
    }  # fmt: skip
    assert [(cell.field, cell.old, cell.new) for cell in found.steps[3].cells] == [
        ("name", "Elbe", "Labe"),
        ("source", "Giant Mountains", None),
    ]
    assert (found.current, found.package) == ("elbe", "bridges")


def test_a_row_that_went_without_a_record_may_come_back(tmp_path: Path) -> None:
    without = rivers(lambda found: found.pop(0))
    found = told(tmp_path, "elbe", BASE, without, without, BASE)
    assert states(found) == ["added", "removed", "absent", "added"]


def test_a_replaced_identifier_is_followed_from_either_end(tmp_path: Path) -> None:
    """elbe, then labe, then upa: asked for by any of its names, the history is the same."""
    second = rivers(lambda f: f[0].update(river_id="labe"), ("elbe", "labe", "Its Czech name."))
    third = rivers(
        lambda f: f[0].update(river_id="upa", name="Úpa"),
        ("elbe", "labe", "Its Czech name."),
        ("labe", "upa", "Taken for its tributary."),
    )
    for number, name in enumerate(("elbe", "labe", "upa")):
        found = told(tmp_path / str(number), name, BASE, second, third, third)
        assert states(found) == ["added", "replaced", "replaced", "unchanged"]
        assert [step.row for step in found.steps] == ["elbe", "labe", "upa", "upa"]
        assert [step.led for step in found.steps] == [(), ("labe",), ("upa",), ()]
        assert found.steps[1].reason == "Its Czech name."
        assert [(c.field, c.old, c.new) for c in found.steps[2].cells] == [("name", "Elbe", "Úpa")]
        assert found.current == "upa"


def test_a_chain_between_two_releases_is_one_step(tmp_path: Path) -> None:
    new = rivers(
        lambda f: f[0].update(river_id="upa"), ("elbe", "labe", "why"), ("labe", "upa", "why not")
    )
    found = told(tmp_path, "elbe", BASE, new)
    assert found.steps[1].led == ("labe", "upa")
    between = told(tmp_path / "labe", "labe", BASE, new)
    assert [step.row for step in between.steps] == ["elbe", "upa"]


def test_a_merged_row_is_told_by_both_sides(tmp_path: Path) -> None:
    merged = rivers(lambda found: found.pop(0), ("elbe", "oder", "One river."))
    lost = told(tmp_path / "lost", "elbe", BASE, merged)
    assert (states(lost), lost.current) == (["added", "replaced"], "oder")
    kept = told(tmp_path / "kept", "oder", BASE, merged)
    assert states(kept) == ["added", "unchanged"]
    assert [step.replaces for step in kept.steps] == [(), ("elbe",)]


def test_a_withdrawn_row_stays_away(tmp_path: Path) -> None:
    gone = rivers(lambda found: found.pop(0), ("elbe", None, "It was a rumour."))
    found = told(tmp_path, "elbe", BASE, gone, gone)
    assert states(found) == ["added", "withdrawn", "absent"]
    assert (found.steps[1].reason, found.current) == ("It was a rumour.", None)


def test_a_record_that_comes_late_counts_from_there(tmp_path: Path) -> None:
    without = rivers(lambda found: found.pop(0))
    late = rivers(lambda found: found.pop(0), ("elbe", "oder", "Forgotten."))
    found = told(tmp_path, "elbe", BASE, without, late)
    assert states(found) == ["added", "removed", "replaced"]
    assert found.current == "oder"


def test_what_was_retired_before_the_first_release_is_followed(tmp_path: Path) -> None:
    only = rivers(keep, ("albis", "elbe", "Its Latin name."))
    found = told(tmp_path, "albis", only, BASE)
    assert states(found) == ["replaced", "unchanged"]
    assert (found.steps[0].led, found.current) == (("elbe",), "elbe")
    nothing = rivers(keep, ("styx", None, "Underground."))
    assert states(told(tmp_path / "none", "styx", nothing, nothing)) == ["withdrawn", "absent"]


def test_columns_and_tables_that_come_and_go_are_said(tmp_path: Path) -> None:
    wider = {**BASE, "walks": replace(WALKS, fields=[*WALKS.fields, *fields("shoes")])}
    wider["walks"] = rows(wider["walks"], lambda found: found[0].update(shoes="boots"))
    narrow = {**BASE, "walks": replace(WALKS, fields=WALKS.fields[:2])}
    without = {"rivers": RIVERS}
    found = told(tmp_path, "elbe|Ida", without, BASE, wider, narrow, table="walks")
    assert states(found) == ["no table", "added", "changed", "changed"]
    assert [(c.field, c.old, c.new, c.column) for c in found.steps[2].cells] == [
        ("shoes", None, "boots", "added")
    ]
    assert {(c.field, c.old, c.column) for c in found.steps[3].cells} == {
        ("weather", "rain", "removed"), ("shoes", "boots", "removed"),
    }  # fmt: skip


# ------------------------------------------------------------------ readout history


def run(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command run in this process."""
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(app, ["history", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three releases and their index; the packages say nothing of their moments."""
    folder = tmp_path_factory.mktemp("work") / "dist"
    second = rivers(lambda f: f[0].update(name="Labe | Elbe <b>"))
    third = rivers(
        lambda f: f[0].update(river_id="labe", length_km="1094.26"), ("elbe", "labe", "why")
    )
    entries = []
    for number, tables in enumerate((BASE, second, third)):
        version = f"1.0.{number}"
        write(folder / f"bridges-{version}", tables, version=version)
        archive = Archive(f"bridges-{version}.zip", 1, "0" * 64)
        created = f"2026-02-0{number + 1}T08:00:00Z"
        entries.append(
            Release(Version.parse(version), created, f"bridges-{version}/", "0" * 64, "0" * 64,
                    archive, 1, {}, "patch" if number else "first")
        )  # fmt: skip
    (folder / INDEX).write_text(index_text(Index("bridges", "Bridges", tuple(entries))))
    return folder


def test_text_is_aligned_and_tells_the_end(dist: Path) -> None:
    code, out, _ = run("elbe", cwd=dist.parent)
    assert code == 0
    assert out.splitlines() == [
        "rivers elbe  (bridges, 3 releases)",
        "",
        "release  date        row       what",
        "───────  ──────────  ────────  ────────────────────────────",
        "1.0.0    2026-02-01  added     name: Elbe",
        "                               source: Giant Mountains",
        "                               length_km: 1094.0",
        "1.0.1    2026-02-02  changed   name: Elbe → Labe | Elbe <b>",
        "1.0.2    2026-02-03  replaced  by labe (why)",
        "                               name: Labe | Elbe <b> → Elbe",
        "                               length_km: 1094.0 → 1094.26",
        "",
        "elbe is now labe.",
    ]


@pytest.mark.parametrize("source", ["", INDEX], ids=["folder", "index"])
def test_json_is_the_same_from_every_source(dist: Path, source: str) -> None:
    packages = [str(dist / f"bridges-1.0.{number}") for number in range(3)]
    named = [part for package in packages for part in ("--releases", package)]
    _, by_index, _ = run("labe", "--format", "json", "-r", str(dist / source), cwd=dist)
    _, by_names, _ = run("labe", "--format", "json", *named, cwd=dist)
    found, other = json.loads(by_index), json.loads(by_names)
    assert [step["state"] for step in found["releases"]] == ["added", "changed", "replaced"]
    assert (found["current"], found["table"], found["row"]) == ("labe", "rivers", "labe")
    assert found["releases"][2]["cells"][1] == {
        "field": "length_km", "old": "1094.0", "new": "1094.26", "column": None,
    }  # fmt: skip
    for step in found["releases"]:
        step["created"] = None  # the index alone knows
    assert found == other


def test_markdown_escapes_what_the_data_says(dist: Path, tmp_path: Path) -> None:
    target = tmp_path / "row.md"
    code, out, _ = run("elbe", "--output", str(target), cwd=dist.parent)
    assert (code, out) == (0, "")
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "## rivers `elbe`"
    assert ("| 1.0.1 | 2026-02-02 | changed | name: Elbe → Labe \\| Elbe \\<b\\> |") in lines


def test_packages_in_zips_and_one_package_alone(dist: Path, tmp_path: Path) -> None:
    archive = tmp_path / "old.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted((dist / "bridges-1.0.0").iterdir()):
            file.write(path, f"bridges-1.0.0/{path.name}")
    code, out, _ = run("walks", "-r", str(archive), cwd=tmp_path)
    assert code == 2
    code, out, _ = run("elbe|Ida", "-r", str(archive), cwd=tmp_path)
    assert code == 0
    assert out.splitlines()[-1] == "1.0.0    added  weather: rain"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["elb"], "there is no row 'elb' in 3 tables of 3 releases. Did you mean elbe"),
        (["zzz"], "Name a row by its key"),
        (["elbe", "--table", "lakes"], "no release has a table 'lakes' with a key"),
        (["elbe", "--table", "walks"], "there is no row 'elbe' in table walks of 3 releases"),
        (["elbe", "--releases", "nowhere"], "nowhere: there is no such file or folder"),
        (["elbe", "--format", "yaml"], "there is no format 'yaml'"),
    ],
)
def test_wrong_calls_are_one_line(dist: Path, arguments: list[str], words: str) -> None:
    code, out, error = run(*arguments, cwd=dist.parent)
    assert (code, out) == (2, "")
    assert words in error
    assert len(error.splitlines()) == 1


def test_an_identifier_of_several_tables_asks_for_one(tmp_path: Path) -> None:
    other = Made(fields("boat_id", "owner"), [{"boat_id": "elbe", "owner": "Ida"}], ("boat_id",))
    package = write(tmp_path / "p", {**BASE, "boats": other})
    code, _, error = run("elbe", "-r", str(package), cwd=tmp_path)
    assert code == 2
    assert "elbe is a row of 2 tables: rivers, boats. Say which: --table rivers" in error
    code, out, _ = run("elbe", "-t", "boats", "-r", str(package), cwd=tmp_path)
    assert out.splitlines()[-1] == "1.0.0    added  owner: Ida"


def test_releases_on_a_server_are_fetched_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    with serving(write_dist(tmp_path / "dist")) as site:
        named = f"{site.address}/releases.json"
        code, out, _ = run("albis", "-r", named, cwd=tmp_path)
        for folder in (site.address, f"{site.address}/"):
            assert run("albis", "-r", folder, cwd=tmp_path)[:2] == (0, out)
        alone = run("elbe", "-r", f"{site.address}@1.0.0", cwd=tmp_path)
    assert alone[0] == 0
    assert "1 release)" in alone[1]
    assert code == 0
    assert out.splitlines()[4:] == [
        "1.0.0    2026-03-01  added  name: Elbe",
        "                            length_km: 1094",
        "1.1.0    2026-03-01  same   stands for albis from here on",
        "",
        "albis is now elbe.",
    ]
    again = run("albis", "-r", named, cwd=tmp_path)  # the server is gone
    assert again[:2] == (0, out)
    assert "this is as it was on" in again[2]


def test_a_release_that_is_not_what_the_index_says_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    write_dist(tmp_path / "dist")
    (tmp_path / "dist" / "waters-1.0.0.zip").write_bytes(b"PK")
    shutil.rmtree(tmp_path / "dist" / "waters-1.0.0")
    code, _, error = run("elbe", "-r", str(tmp_path / "dist"), cwd=tmp_path)
    assert code == 1
    assert "waters-1.0.0" in error


def test_only_what_is_needed_is_imported() -> None:
    heavy = ("pandas", "pandera", "frictionless", "pyarrow", "numpy")
    code = (
        "import sys, toolkit.release.past, toolkit.release.find_row, toolkit.release.history_shown;"
        f" print(*(name for name in {heavy!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_damaged_release_is_named(dist: Path, tmp_path: Path) -> None:
    package = write(tmp_path / "p", BASE)
    (package / "rivers.csv").write_text('river_id,name\n"elbe\n', encoding="utf-8")
    code, _, error = run("elbe", "-t", "rivers", "-r", str(package), cwd=tmp_path)
    assert code == 1
    assert "rivers.csv: cannot be read" in error


def test_the_index_of_a_checkout_is_found(tmp_path: Path) -> None:
    top, frozen = tmp_path / INDEX, tmp_path / "dist" / INDEX
    assert own_index([tmp_path]) is None
    frozen.parent.mkdir()
    for path in (frozen, top):
        path.write_text("{}", encoding="utf-8")
        assert own_index([tmp_path / "elsewhere", tmp_path]) == frozen
    (tmp_path / ".git").mkdir()  # what is committed tells of all releases
    assert own_index([tmp_path]) == top


def test_states_are_all_told() -> None:
    assert set(WORDS) == set(State)
