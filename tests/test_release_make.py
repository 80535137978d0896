"""Releases of a small project: versions by what changed, refusals, where the last one is found."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from release_support import Repo, snapshot

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import check_sums
from toolkit.package.check import validate_package
from toolkit.release.index import INDEX, read_index
from toolkit.release.project import EPOCH, Project
from toolkit.release.rebuild import from_checkout
from toolkit.release.refusals import RefusedError


@pytest.fixture(autouse=True)
def _plain_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EPOCH, raising=False)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


@pytest.fixture(scope="module")
def after_the_first(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    made = Repo(tmp_path_factory.mktemp("template") / "repo")
    made.released()
    return made


@pytest.fixture
def released(tmp_path: Path, after_the_first: Repo) -> Repo:
    """The project after its first release."""
    return Repo(tmp_path / "repo", after_the_first)


def refused(repo: Repo, **wishes: Any) -> dict[str, Any]:
    """The reasons against a release by their rules; nothing may have changed."""
    before = snapshot(repo.root)
    with pytest.raises(RefusedError) as caught:
        repo.plan(**wishes)
    assert snapshot(repo.root) == before
    return {refusal.rule: refusal for refusal in caught.value.refusals}


def test_the_first_release_writes_every_part(repo: Repo) -> None:
    made = repo.release()
    assert (str(made.release.version), made.release.bump, made.previous) == ("1.0.0", "first", "")
    dist = repo.root / "dist"
    names = sorted(path.name for path in dist.iterdir())
    assert names == ["crossings-1.0.0", "crossings-1.0.0.zip", "latest", "releases.json"]
    frozen = dist / "crossings-1.0.0"
    assert check_sums(frozen) == check_sums(dist / "latest") == []
    assert {"LICENSE", "CHANGELOG.md", "SHA256SUMS", "crossings.duckdb", "crossings.xlsx"} <= {
        path.name for path in frozen.iterdir()
    }
    index = read_index((dist / INDEX).read_bytes(), INDEX)
    assert (repo.root / INDEX).read_bytes() == (dist / INDEX).read_bytes()
    (entry,) = index.releases
    assert entry == made.release
    assert entry.commit == repo.git("rev-parse", "HEAD").strip()
    assert entry.created == "2026-03-01T12:00:00Z"
    assert entry.rows == {"rivers": 3, "bridges": 4, "retired": 0}
    assert [(one.corpus, one.measure, one.f1) for one in entry.quality] == [
        ("maps", "bridges", 0.847)
    ]
    assert entry.contributors == ("Ada Tester",)
    package = json.loads(repo.read("datapackage/datapackage.json"))
    assert (package["version"], package["created"]) == ("1.0.0", entry.created)
    declared = json.loads(repo.read("schemas/package.json"))
    assert (declared["version"], declared["created"]) == ("1.0.0", entry.created)
    assert validate_package(repo.root / "datapackage").valid
    assert (frozen / "CHANGELOG.md").read_bytes() == (repo.root / "CHANGELOG.md").read_bytes()


def test_versions_follow_from_what_changed(released: Repo) -> None:
    repo = released
    repo.rows["rivers"]["spree"][1] = "403"
    repo.commit("Correct a length", "Bea Tester <bea@example.org>")
    patch = repo.released()
    repo.rows["rivers"]["oder"] = ["Oder", "866", True]
    repo.rows["bridges"]["oder 1"] = ["1950-01-01", "steel", None]
    repo.commit(
        "Add a river\n\nCo-authored-by: Cy Tester <cy@example.org>\n"
        "Co-authored-by: dependabot[bot] <bot@example.org>",
        "Bea Tester <bea@example.org>",
    )
    minor = repo.released()
    bridges = json.loads(repo.read("schemas/bridges.json"))
    repo.edit("schemas/bridges.json", fields=bridges["fields"][:-1])
    repo.commit("Remove a column")
    major = repo.released()
    told = [(str(m.release.version), m.release.bump, m.previous) for m in (patch, minor, major)]
    assert told == [
        ("1.0.1", "patch", "1.0.0"),
        ("1.1.0", "minor", "1.0.1"),
        ("2.0.0", "major", "1.1.0"),
    ]
    assert [change.kind for change in minor.release.changes] == ["rows-added"]
    assert minor.release.contributors == ("Bea Tester", "Cy Tester")
    assert patch.release.contributors == ("Bea Tester",)
    assert major.release.changes[0].text == "column removed: bridges.note"
    assert "rivers `spree`: `length_km` `400` → `403`" in patch.entry
    assert "| rivers | 3 | 4 | 1 |" in minor.entry
    assert "### Incompatible changes\n\n- \\- `bridges.note` column" in major.entry
    index = read_index((repo.root / INDEX).read_bytes(), INDEX)
    assert [str(version) for version in index.versions] == ["2.0.0", "1.1.0", "1.0.1", "1.0.0"]
    for entry in index.releases:
        assert check_sums(repo.root / "dist" / entry.folder) == []
    changelog = repo.read("CHANGELOG.md")
    assert changelog.startswith(
        "# Changelog\n\nAll that changed.\n\n## Unreleased\n\n## crossings 2"
    )
    assert changelog.count("A hand-written note.") == 1
    latest = json.loads(repo.read("dist/latest/datapackage.json"))
    assert latest["version"] == "2.0.0"


def test_the_same_commit_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Repo(tmp_path / "a"), Repo(tmp_path / "elsewhere" / "b")
    for repo in (first, second):  # DuckDB keeps long texts apart, in blocks that it does not clean
        repo.rows["bridges"]["elbe 2"][2] = "a long story, " * 700
        repo.commit("Tell a story")
    first.release()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    made = second.release()
    assert snapshot(first.root) == snapshot(second.root)
    monkeypatch.setenv(EPOCH, "1767225600")
    assert Project.at(first.root).created == "2026-01-01T00:00:00Z" != made.release.created


def test_a_dry_run_makes_everything_and_writes_nothing(repo: Repo) -> None:
    before = snapshot(repo.root)
    tried = repo.release(dry_run=True)
    assert snapshot(repo.root) == before
    assert repo.release() == tried


def lose_a_river(repo: Repo) -> None:
    del repo.rows["rivers"]["spree"], repo.rows["bridges"]["spree 1"]


def rename_a_river(repo: Repo) -> None:
    repo.rows["rivers"]["havel"] = repo.rows["rivers"].pop("spree")
    repo.rows["bridges"]["havel 1"] = repo.rows["bridges"].pop("spree 1")


@pytest.mark.parametrize(
    ("change", "line", "version"),
    [
        (lose_a_river, "rivers,spree,,Withdrawn.", "1.1.0"),
        (rename_a_river, "rivers,spree,havel,Renamed.", "1.1.0"),
    ],
)
def test_lost_identifiers_must_be_recorded_or_given_up(
    released: Repo, change: Callable[[Repo], None], line: str, version: str
) -> None:
    change(released)
    released.commit("Change identifiers")
    found = refused(released)
    assert set(found) == {"lost-identifiers"}
    assert found["lost-identifiers"].lines == (line,)
    assert found["lost-identifiers"].exit_code == 1
    assert released.plan(accept_lost_ids=True).version == "2.0.0"
    released.write("seeds/retired.csv", f"{released.read('seeds/retired.csv')}{line}\n")
    released.commit("Record them")
    made = released.plan()
    assert made.version == version
    assert made.facts is not None
    assert [one.row for one in made.facts.recorded] == ["spree"]


def leave_uncommitted(repo: Repo) -> None:
    repo.write("seeds/draft.md", "new")


def ignore_a_source(repo: Repo) -> None:
    repo.write(".gitignore", "seeds/secret.csv\n")
    repo.commit("Ignore")
    repo.write("seeds/secret.csv", "1")


def lose_the_figures(repo: Repo) -> None:
    (repo.root / "seeds" / "quality.json").unlink()
    repo.commit("Lose the figures")


def break_a_rule(repo: Repo) -> None:
    repo.rows["bridges"]["elbe 10"][0] = "1800-01-01"
    repo.commit("Build steel too early")


def change_the_version(repo: Repo) -> None:
    repo.edit("schemas/package.json", version="1.5.0")
    repo.commit("Raise the version by hand")


def tag_the_next(repo: Repo) -> None:
    repo.git("tag", "v1.0.1")


def leave_a_folder(repo: Repo) -> None:
    repo.write("dist/crossings-1.0.1/README.md", "An earlier try.")


@pytest.mark.parametrize(
    ("change", "rules", "exit_code", "line"),
    [
        (leave_uncommitted, ["uncommitted"], 2, "seeds/draft.md"),
        (ignore_a_source, ["ignored-source"], 2, "seeds/secret.csv"),
        (lose_the_figures, ["no-quality"], 1, ""),
        (break_a_rule, ["invalid"], 1, "steel"),
        (change_the_version, ["version-differs"], 2, ""),
        (tag_the_next, ["version-exists"], 2, ""),
        (leave_a_folder, ["version-exists"], 2, ""),
    ],
)
def test_what_speaks_against_a_release_is_told(
    released: Repo,
    change: Callable[[Repo], None],
    rules: Sequence[str],
    exit_code: int,
    line: str,
) -> None:
    released.rows["rivers"]["spree"][1] = "403"
    released.commit("Correct")
    change(released)
    found = refused(released)
    assert list(found) == rules
    refusal = found[rules[0]]
    assert refusal.exit_code == exit_code
    assert line in "\n".join(refusal.lines)
    assert refusal.hint


def test_all_reasons_are_told_at_once(released: Repo) -> None:
    lose_the_figures(released)
    break_a_rule(released)
    leave_uncommitted(released)
    assert set(refused(released)) == {"uncommitted", "no-quality", "invalid"}


def test_without_a_change_there_is_no_release(released: Repo) -> None:
    assert set(refused(released)) == {"unchanged"}
    released.write("notes.md", "Something else")
    released.commit("Write notes")
    assert set(refused(released)) == {"unchanged"}


def test_other_figures_alone_are_a_patch(released: Repo) -> None:
    text = released.read("seeds/quality.json").replace("0.847", "0.9")
    released.write("seeds/quality.json", text)
    released.commit("Measure again")
    made = released.plan()
    assert made.version == "1.0.1"
    assert made.facts is not None
    (change,) = made.facts.reasons
    assert change.text == "file changed: README.md, quality.json"


@pytest.mark.parametrize(
    ("wishes", "version"),
    [
        ({"bump": "minor"}, "1.1.0"),
        ({"bump": "major"}, "2.0.0"),
        ({"version": "1.0.5"}, "1.0.5"),
        ({"version": "3.0.0"}, "3.0.0"),
        ({"bump": "patch"}, "1.0.1"),
    ],
)
def test_a_version_may_be_raised_further(
    released: Repo, wishes: dict[str, str], version: str
) -> None:
    released.rows["rivers"]["spree"][1] = "403"
    released.commit("Correct")
    made = released.plan(**wishes)
    assert made.version == version
    assert made.facts is not None
    assert made.facts.smallest == "patch"


@pytest.mark.parametrize(
    "wishes", [{"bump": "patch"}, {"version": "1.0.1"}, {"version": "1.0.0"}, {"version": "0.1.0"}]
)
def test_a_version_is_never_raised_less(released: Repo, wishes: dict[str, str]) -> None:
    released.rows["rivers"]["oder"] = ["Oder", "866", True]
    released.commit("Add a river")
    found = refused(released, **wishes)
    assert "too-small" in found
    assert "1.1.0 or later" in found["too-small"].what


def test_the_last_release_is_found_in_git(released: Repo) -> None:
    repo = released
    shutil.rmtree(repo.root / "dist")
    repo.rows["rivers"]["spree"][1] = "403"
    repo.commit("Correct")
    assert repo.plan().compared_with == "git v1.0.0:datapackage"
    repo.git("tag", "-d", "v1.0.0")
    assert repo.plan().compared_with.startswith("git ")
    (repo.root / "dist").mkdir()
    damaged = repo.root / "dist" / "crossings-1.0.0"
    shutil.copytree(repo.root / "datapackage", damaged)
    (damaged / "data" / "rivers.csv").write_text("river_id\n", encoding="utf-8")
    made = repo.plan()
    assert made.compared_with.startswith("git ")
    assert made.version == "1.0.1"


def test_a_last_release_that_is_lost_or_altered_is_refused(released: Repo) -> None:
    repo = released
    copy = repo.root.parent / "kept"
    shutil.copytree(repo.root / "datapackage", copy)
    index = json.loads(repo.read(INDEX))
    right = index["releases"][0]["content_sha256"]
    index["releases"][0]["content_sha256"] = "0" * 64
    repo.rows["rivers"]["spree"][1] = "403"
    repo.write(INDEX, json.dumps(index))
    repo.commit("Spoil the index")
    found = refused(repo)
    assert set(found) == {"previous-missing"}
    assert any("holds something else" in line for line in found["previous-missing"].lines)
    with pytest.raises(DataError, match="not the package that was released"):
        repo.plan(previous=str(copy))
    index["releases"][0]["content_sha256"] = right
    repo.write(INDEX, json.dumps(index))
    repo.commit("Mend it")
    made = repo.plan(previous=str(copy))
    assert (made.version, made.compared_with) == ("1.0.1", str(copy))
    descriptor = copy / "datapackage.json"
    data = json.loads(descriptor.read_bytes()) | {"version": "0.9.9"}
    descriptor.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DataError, match="the last release is"):
        repo.plan(previous=str(copy))


def test_cells_that_would_run_as_formulas_are_a_warning(repo: Repo) -> None:
    repo.rows["bridges"]["elbe 10"][2] = "=1+1"
    repo.rows["bridges"]["elbe 2"][2] = "-12.5"
    repo.commit("Write a formula")
    (warning,) = repo.plan().warnings
    assert warning.rule == "formula-cells"
    assert warning.lines == ("bridges.note: '=1+1'",)


def test_figures_older_than_what_they_measure_are_a_warning(repo: Repo) -> None:
    repo.write("surveyor/program.txt", "better")
    repo.commit("Survey better")
    (warning,) = repo.plan().warnings
    assert (warning.rule, warning.what[:8]) == ("old-quality", "1 commit")


def test_dist_is_made_again_at_a_release(released: Repo) -> None:
    before = snapshot(released.root)
    shutil.rmtree(released.root / "dist")
    made = released.freeze()
    assert snapshot(released.root) == before
    assert str(made.release.version) == "1.0.0"
    released.rows["rivers"]["spree"][1] = "403"
    released.commit("Correct")
    with pytest.raises(DataError, match="the data made here is not what was"):
        released.freeze()
    assert snapshot(released.root)["dist/releases.json"] == before["dist/releases.json"]


def test_a_release_made_again_by_another_library_is_told_as_such(
    released: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = json.loads(released.read("releases.json"))
    (entry,) = index["releases"]
    assert set(entry["writers"]) == {"parquet", "duckdb", "xlsx"}
    entry["writers"]["duckdb"] = "duckdb 1.9.9"
    entry["sums_sha256"] = "0" * 64
    released.write("releases.json", json.dumps(index))
    with pytest.raises(DataError, match=r"The data are the same\. Then: .*duckdb 1\.9\.9"):
        released.freeze()


def test_a_release_without_its_licence_cannot_be_built_again(released: Repo) -> None:
    rebuild = from_checkout(Project.at(released.root), released.sources, lambda *told: None)
    (released.root / "LICENSE-DATA").unlink()
    with pytest.raises(UsageError, match="LICENSE-DATA: is missing"):
        rebuild("1.0.0", "2026-03-01T12:00:00Z", released.root.parent / "again")


def test_a_checkout_without_a_release_cannot_be_frozen(repo: Repo) -> None:
    with pytest.raises(UsageError, match="lists no version"):
        repo.freeze()


def test_only_a_git_repository_can_be_released(tmp_path: Path) -> None:
    from toolkit.release.git import Repository

    with pytest.raises(UsageError, match="not in a git repository"):
        Repository.around(tmp_path)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen")
def test_a_signed_release_is_made_again_with_its_key_only(repo: Repo) -> None:
    key = repo.root.parent / "key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    assert repo.released(key=str(key)).signed
    before = snapshot(repo.root)
    assert "dist/latest/SHA256SUMS.sig" in before
    shutil.rmtree(repo.root / "dist")
    with pytest.raises(DataError, match=r"the zip made here.*--sign KEY"):
        repo.freeze()
    repo.freeze(str(key))
    assert snapshot(repo.root) == before
