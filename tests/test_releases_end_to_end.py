"""Four releases of a copy of the project, and all that users do with them.

The copy has a small register and invented digests. Every step is a command as a maintainer or a
user would type it; only the process is shared.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_package import contents
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.inputs.sums import check_sums

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = ("jacinda-ardern", "justin-trudeau", "kaja-kallas", "sanna-marin")
CALL, SECOND = "2019-03-20-ardern-trudeau", "2022-03-15-kallas-marin"
ARTICLE, LATER = "wire-2019-03-20-ardern-trudeau", "wire-2022-03-15-kallas-marin"
DIGEST = """---
article_id: wire-2019-03-20-ardern-trudeau
title: null
publisher: Wire
published_on: 2019-03-21
rights: CC-BY-4.0
---

Prime Minister Jacinda Ardern of New Zealand telephoned Prime Minister Justin Trudeau of Canada on
Wednesday and spoke with him for about 40 minutes.

“We will act together, and soon,” Ms. Ardern said after the call. The two leaders discussed trade
and climate change, her office said.

“Nobody was left out of it,” Mr. Trudeau told reporters in Ottawa.
"""
DIGEST_TWO = """---
article_id: wire-2022-03-15-kallas-marin
title: null
publisher: Wire
published_on: 2022-03-16
rights: CC-BY-4.0
---

Prime Minister Kaja Kallas of Estonia called Prime Minister Sanna Marin of Finland on Tuesday by
telephone.

“The border stays open,” Ms. Kallas said. She said 1,200 visas had been issued.
"""
CORRECTION = f"calls,{CALL},duration_minutes,40,45,Her office gave the minutes,Ida Reader\n"


@dataclass
class Work:
    """A checkout of the project's data, with git.

    Attributes:
        top: its folder.
        told: what every release said of itself, by version.
        ids: the identifiers that one quotation had in turn.
        refused: exit code and words of a release without a needed record, and what it changed.
    """

    top: Path
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    refused: tuple[int, str, str] = (0, "", "")

    def git(self, *arguments: str, day: int = 1) -> str:
        """What git says; ``day`` of January 2026 dates a commit."""
        moment = f"2026-01-{day:02}T08:00:00Z"
        own = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "HOME": str(self.top)}
        who = ["-c", "user.name=Max Keeper", "-c", "user.email=max@example.org"]
        command = ["git", *who, "-c", "init.defaultBranch=main", *arguments]
        done = subprocess.run(
            command, cwd=self.top, env={**os.environ, **own}, check=True, capture_output=True
        )
        return done.stdout.decode()

    def commit(self, message: str, day: int) -> None:
        self.git("add", "--all", day=day)
        self.git("commit", "--quiet", "--message", message, day=day)

    def write(self, path: str, text: str) -> None:
        (self.top / path).write_text(text, encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        with (self.top / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments: str) -> Result:
        """A command of ours, in this folder."""
        with contextlib.chdir(self.top):
            return CliRunner().invoke(app, list(arguments))

    def ok(self, *arguments: str) -> str:
        """Standard output of a command that must end well."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.stderr
        return str(result.stdout)

    def release(self, day: int) -> None:
        """Release what is committed, commit the release, tag it."""
        made: dict[str, Any] = json.loads(self.ok("release", "--format", "json"))
        version = made["version"]
        self.told[version] = made
        self.commit(f"Release {version}", day)
        self.git("tag", f"v{version}")


def first_commit(folder: Path) -> Work:
    """The project's schemas and lists, a few people of its register, and one digest."""
    work = Work(folder / "work")
    seeds = work.top / "seeds"
    (seeds / "articles").mkdir(parents=True)
    (seeds / "reference").mkdir()
    shutil.copytree(ROOT / "schemas", work.top / "schemas")
    (work.top / "schemas" / "expectations.json").unlink()  # they are those of the whole dataset
    declared = work.top / "schemas" / "package.json"
    package = json.loads(declared.read_text(encoding="utf-8"))
    package.pop("created", None)
    work.write("schemas/package.json", json.dumps({**package, "version": "0.1.0"}, indent=2) + "\n")
    for name in ("corrections.csv", "quality.json"):
        shutil.copy(ROOT / "seeds" / name, seeds / name)
    for name in ("retired.csv", "corrections.csv"):
        header = (ROOT / "seeds" / name).read_text(encoding="utf-8").partition("\n")[0]
        work.write(f"seeds/{name}", header + "\n")
    for path in (ROOT / "seeds" / "reference").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if path.name in ("people.csv", "offices.csv"):
            lines = [lines[0], *(line for line in lines[1:] if line.startswith(PEOPLE))]
        work.write(f"seeds/reference/{path.name}", "".join(lines))
    shutil.copy(ROOT / "LICENSE-DATA", work.top)
    work.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n")
    work.write(".gitignore", "dist/\n")
    work.write(f"seeds/articles/{ARTICLE}.md", DIGEST)
    work.git("init", "--quiet")
    work.commit("Begin", 1)
    return work


def without_column(work: Work, table: str, column: str) -> None:
    path = work.top / "schemas" / f"{table}.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["fields"] = [one for one in schema["fields"] if one["name"] != column]
    path.write_text(json.dumps(schema, indent=2), encoding="utf-8")


def quotation(work: Work, words: str) -> str:
    """The identifier that Ms. Ardern's quotation has with these words."""
    work.write(f"seeds/articles/{ARTICLE}.md", DIGEST.replace("and soon,", words))
    path = f"seeds/articles/{ARTICLE}.md"
    return rows(work.ok("extract", path, "--tables", "quotes", "--format", "csv"))[0]["quote_id"]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """1.0.0; 1.0.1 with a cell corrected; 1.1.0 with an article and a mended quotation; 2.0.0
    without a column, the quotation mended again."""
    work = first_commit(tmp_path_factory.mktemp("project"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_CACHE", str(work.top.parent / "cache"))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        work.ids.append(quotation(work, "and soon,"))
        work.release(2)

        work.append("seeds/corrections.csv", CORRECTION)
        work.commit("The office gave the minutes", 3)
        work.release(4)

        work.write(f"seeds/articles/{LATER}.md", DIGEST_TWO)
        work.ids.append(quotation(work, "and very soon,"))
        work.commit("Another call; a quotation mended", 5)
        refused = work.run("release")
        work.refused = (refused.exit_code, refused.stderr, work.git("status", "--porcelain"))
        lines = (line.strip() for line in refused.stderr.splitlines())
        ready = [line for line in lines if line.startswith("quotes,")]
        work.append("seeds/retired.csv", "".join(f"{line}\n" for line in ready))
        work.commit("Record it", 6)
        work.release(7)

        without_column(work, "people", "gender")
        work.ids.append(quotation(work, "and sooner than soon,"))
        work.append("seeds/retired.csv", f"quotes,{work.ids[1]},{work.ids[2]},Misheard.\n")
        work.commit("No gender; the quotation mended again", 8)
        work.release(9)
        yield work


def entries(work: Work) -> dict[str, str]:
    """The entries of the changelog by version."""
    text = (work.top / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = text.split("\n## leader-calls ")[1:]
    return {part.partition(" ")[0]: part for part in parts}


def index(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((work.top / "releases.json").read_text(encoding="utf-8"))
    return found


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


VERSIONS = ("1.0.0", "1.0.1", "1.1.0", "2.0.0")


def test_every_bump_follows_from_what_changed(work: Work) -> None:
    assert [one["version"] for one in index(work)["releases"]] == list(reversed(VERSIONS))
    assert [one["bump"] for one in index(work)["releases"]] == ["major", "minor", "patch", "first"]
    assert list(work.told) == list(VERSIONS)
    declared = json.loads((work.top / "schemas" / "package.json").read_text(encoding="utf-8"))
    assert (declared["version"], declared["created"]) == ("2.0.0", "2026-01-08T08:00:00Z")


def test_a_lost_identifier_is_refused_until_it_is_recorded(work: Work) -> None:
    code, told, changed = work.refused
    old, new, _ = work.ids
    assert (code, changed) == (1, "")
    assert "1 identifier of the last release lost without a record (quotes 1)" in told
    line = f"quotes,{old},{new},"
    assert line in told
    recorded = (work.top / "seeds" / "retired.csv").read_text(encoding="utf-8").splitlines()
    assert recorded[1].startswith(line)
    assert recorded[1] != line  # with a reason


def test_the_changelog_tells_each_release(work: Work) -> None:
    told = entries(work)
    assert list(told) == list(reversed(VERSIONS))
    old, new, last = work.ids
    expected = {
        "1.0.0": ["(2026-01-01)", "**First release.**", "| calls | 1 |", "| quotes | 3 |"],
        "1.0.1": [
            "(2026-01-03)",
            "**Patch release** after 1.0.0",
            "- patch: row with corrected values: 1 row of calls, 1 row of evidence",
            "| calls | 1 | 1 | 1 |",
            f"- calls `{CALL}`: `duration_minutes` `40` → `45`",
        ],
        "1.1.0": [
            "(2026-01-06)",
            "**Minor release** after 1.0.1",
            "- minor: row added: 1 row of articles, 2 rows of people, 1 row of calls",
            "| articles | 1 | 2 | 1 |",
            "| people | 2 | 4 | 2 |",
            f"`{old}`",
            f"`{new}`",
        ],
        "2.0.0": [
            "(2026-01-08)",
            "**Major release** after 1.1.0",
            "- major: column removed: people.gender",
            "`people.gender` column (string)",
            f"`{last}`",
        ],
    }
    for version, parts in expected.items():
        missing = [part for part in parts if part not in told[version]]
        assert not missing, (version, missing)
        assert "Contributors: " in told[version]
        assert "Max Keeper" in told[version]
    assert "duration_minutes" not in told["2.0.0"]


def test_index_and_folders_agree(work: Work) -> None:
    dist = work.top / "dist"
    assert (dist / "releases.json").read_bytes() == (work.top / "releases.json").read_bytes()
    for entry in index(work)["releases"]:
        folder = dist / entry["folder"]
        assert check_sums(folder) == []
        assert sha256(folder / "SHA256SUMS") == entry["sums_sha256"]
        archive = dist / entry["archive"]["path"]
        assert sha256(archive) == entry["archive"]["sha256"]
        with zipfile.ZipFile(archive) as file:
            assert {name.partition("/")[0] for name in file.namelist()} == {folder.name}
        assert entry["contributors"]
        assert entry["quality"]
        for table in ("calls", "retired", "topic_codes"):
            with (folder / "data" / f"{table}.csv").open(encoding="utf-8") as file:
                count = len(list(csv.DictReader(file)))
            assert entry["rows"].get(table, count) == count
    rows_of = {one["version"]: one["rows"] for one in index(work)["releases"]}
    assert [rows_of[version]["retired"] for version in VERSIONS] == [0, 0, 1, 2]
    latest = {path.name for path in (dist / "latest").iterdir()}
    assert latest == {path.name for path in (dist / "leader-calls-2.0.0").iterdir()}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_version_can_be_fetched(work: Work, tmp_path: Path) -> None:
    for version in VERSIONS:
        target = tmp_path / version
        work.ok("get", f"dist@{version}", "--output", str(target))
        frozen = work.top / "dist" / f"leader-calls-{version}"
        assert contents(target) == contents(frozen)
    work.ok("get", "dist@1", "--output", str(tmp_path / "newest"))
    assert contents(tmp_path / "newest") == contents(tmp_path / "1.1.0")


def test_every_version_can_be_asked(work: Work) -> None:
    sql = f"select duration_minutes from calls where call_id = '{CALL}'"
    asked = {spec: ask(work, spec, sql)[0] for spec in ("1.0.0", "1.0", "latest")}
    assert {spec: int(found["duration_minutes"]) for spec, found in asked.items()} == {
        "1.0.0": 40, "1.0": 45, "latest": 45,
    }  # fmt: skip
    assert ask(work, "1", "select gender from people order by person_id")[0] == {"gender": "female"}
    refused = work.run("query", "--package", "dist@2", "select gender from people")
    assert refused.exit_code == 2
    assert "gender" in refused.stderr


def ask(work: Work, spec: str, sql: str) -> list[dict[str, str]]:
    return rows(work.ok("query", "--package", f"dist@{spec}", "--format", "csv", sql))


def test_a_retired_identifier_leads_on_in_sql(work: Work) -> None:
    old, _, last = work.ids
    sql = f"select content from quotes where quote_id = current_id('quotes', '{old}')"
    assert ask(work, "2", sql) == [{"content": "We will act together, and sooner than soon,"}]
    assert ask(work, "1.0", sql) == [{"content": "We will act together, and soon,"}]
    file = work.top / "dist" / "leader-calls-2.0.0" / "leader-calls.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute(sql).fetchone() == (
            "We will act together, and sooner than soon,",
        )
    sql = f"select content from quotes where quote_id = '{old}'"
    result = work.run("query", "--package", "dist@2", "--format", "csv", sql)
    assert result.exit_code == 0
    assert f"hint: {old!r} of quotes was retired; it is {last!r} now" in result.stderr


@pytest.mark.parametrize(
    ("first", "second", "bump"),
    [(0, 1, "patch"), (1, 2, "minor"), (2, 3, "major"), (0, 3, "major")],
)
def test_diff_asks_for_the_bump_that_was_made(
    work: Work, first: int, second: int, bump: str
) -> None:
    named = (f"dist@{VERSIONS[first]}", f"dist/leader-calls-{VERSIONS[second]}")
    found = json.loads(work.ok("diff", *named, "--format", "json"))
    assert (found["bump"]["smallest"], found["bump"]["sufficient"]) == (bump, True)
    (quotes,) = [table for table in found["tables"] if table["name"] == "quotes"]
    moved = [(row["old_key"], row["new_key"], row["how"]) for row in quotes["rows"]["rekeyed"]]
    ids = [work.ids[(0, 0, 1, 2)[number]] for number in (first, second)]
    expected = [({"quote_id": ids[0]}, {"quote_id": ids[1]}, "recorded")]
    assert moved == (expected if ids[0] != ids[1] else [])


def test_the_history_of_a_corrected_row(work: Work) -> None:
    lines = work.ok("history", CALL).splitlines()
    assert lines[0] == f"calls {CALL}  (leader-calls, 4 releases)"
    assert [line for line in lines if line[:1].isdigit()] == [
        "1.0.0    2026-01-01  added    called_on: 2019-03-20",
        "1.0.1    2026-01-03  changed  duration_minutes: 40 → 45",
        "1.1.0    2026-01-06  same",
        "2.0.0    2026-01-08  same",
    ]
    found = json.loads(work.ok("history", SECOND, "--format", "json"))
    states = [step["state"] for step in found["releases"]]
    assert states == ["absent", "absent", "added", "unchanged"]
    found = json.loads(work.ok("history", "jacinda-ardern", "--format", "json"))
    assert found["releases"][3]["cells"] == [
        {"field": "gender", "old": "female", "new": None, "column": "removed"}
    ]


def test_the_history_of_a_retired_identifier(work: Work, tmp_path: Path) -> None:
    """The same by each of its names, from dist/ and out of git, where there is no dist/."""
    old, new, last = work.ids
    found = json.loads(work.ok("history", old, "--format", "json"))
    assert [step["state"] for step in found["releases"]] == [
        "added", "unchanged", "replaced", "replaced",
    ]  # fmt: skip
    assert [step["row"] for step in found["releases"]] == [old, old, new, last]
    assert found["current"] == last
    assert found["releases"][3]["reason"] == "Misheard."
    changed = {cell["field"]: cell["new"] for cell in found["releases"][2]["cells"]}
    assert changed["content"] == "We will act together, and very soon,"
    for name in (new, last):
        other = json.loads(work.ok("history", name, "--releases", "dist", "--format", "json"))
        assert other["releases"] == found["releases"]
    work.git("clone", "--quiet", str(work.top), str(tmp_path / "clone"))
    clone = Work(tmp_path / "clone")
    assert not (clone.top / "dist").exists()
    assert json.loads(clone.ok("history", old, "--format", "json")) == found
