"""The package in the repository: what the seeds give, the same bytes everywhere, and true."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from toolkit.articles.read import read_articles
from toolkit.commands.app import app
from toolkit.package.read import open_package, read_table

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "datapackage"
TABLES = ["articles", "people", "calls", "participants", "topics", "quotes", "figures", "evidence"]


def build(output: Path, cwd: Path, **env: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "toolkit", "build", "--seeds", str(ROOT / "seeds"),
         "--output", str(output)],
        cwd=cwd, env={**os.environ, **env}, capture_output=True, check=True,
    )  # fmt: skip


def files(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


@pytest.fixture(scope="module")
def rows() -> dict[str, list[dict[str, Any]]]:
    package = open_package(PACKAGE)
    tables = {name: read_table(package, name) for name in package.tables}
    return {name: tables[name].to_pylist() for name in TABLES}


def test_builds_are_byte_identical_wherever_they_are_made(tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder with blanks"
    elsewhere.mkdir()
    build(tmp_path / "one", tmp_path, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    build(elsewhere / "two", elsewhere, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert files(tmp_path / "one") == files(elsewhere / "two") == files(PACKAGE)
    for name in files(PACKAGE):
        for made in (tmp_path / "one", elsewhere / "two"):
            assert filecmp.cmp(made / name, PACKAGE / name, shallow=False), f"{name} is stale"


def test_frictionless_finds_nothing_wrong() -> None:
    report = frictionless.validate(str(PACKAGE / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_hold_the_same_rows_for_three_readers(name: str) -> None:
    csv, parquet = PACKAGE / f"data/{name}.csv", PACKAGE / f"data/{name}.parquet"
    table = pq.read_table(parquet)
    types = duckdb.sql(f"describe from '{parquet}'").fetchall()
    columns = {column: kind for column, kind, *_ in types}
    by_duckdb = duckdb.execute(
        "from read_csv($path, header=true, columns=$columns)",
        {"path": str(csv), "columns": columns},
    ).fetchall()
    assert by_duckdb == duckdb.sql(f"from '{parquet}'").fetchall()
    expected = [tuple(row.values()) for row in table.to_pylist()]
    assert by_duckdb == expected
    package = frictionless.Package(str(PACKAGE / "datapackage.json"))
    with package.get_resource(name) as resource:
        by_frictionless = [tuple(row.to_dict().values()) for row in resource.row_stream]
    assert by_frictionless == expected


def test_every_cell_of_calls_participants_and_topics_has_evidence(
    rows: dict[str, list[dict[str, Any]]],
) -> None:
    keys = {
        "calls": ["call_id"],
        "participants": ["call_id", "person_id"],
        "topics": ["call_id", "topic_code", "account_code", "article_id"],
    }
    backed = {(e["table_name"], e["row_id"], e["field_name"]) for e in rows["evidence"]}
    cells = [
        (table, "|".join(str(row[k]) for k in key), field)
        for table, key in keys.items()
        for row in rows[table]
        for field, value in row.items()
        if value is not None
    ]
    assert len(cells) > 200
    assert [cell for cell in cells if cell not in backed] == []


def _spans(rows: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, int, int, str]]:
    for row in rows["evidence"]:
        yield row["article_id"], row["start_char"], row["end_char"], row["exact"]
    for row in rows["quotes"]:
        yield row["article_id"], row["start_char"], row["end_char"], row["content"]
        if row["speaker_start_char"] is not None:
            yield (
                row["article_id"],
                row["speaker_start_char"],
                row["speaker_end_char"],
                row["speaker_as_written"],
            )
    for row in rows["figures"]:
        yield row["article_id"], row["start_char"], row["end_char"], row["surface"]


def test_every_span_is_the_articles_slice(rows: dict[str, list[dict[str, Any]]]) -> None:
    """In the published text, and in the article as it is read from its digest again."""
    published = {row["article_id"]: row["text"] for row in rows["articles"]}
    read = {a.meta.article_id: a.text for a in read_articles(ROOT / "seeds" / "articles")}
    assert published == read
    for article_id, start, end, exact in _spans(rows):
        assert read[article_id][start:end] == exact


def test_the_same_call_in_two_articles_is_one_row(rows: dict[str, list[dict[str, Any]]]) -> None:
    of_that_day = [
        c
        for c in rows["calls"]
        if c["call_id"].startswith("2025-11-24") and c["focus_code"] == "main"
    ]
    assert len(of_that_day) == 1
    sources = {
        e["article_id"] for e in rows["evidence"] if e["row_id"] == of_that_day[0]["call_id"]
    }
    assert len(sources) == 2


# ------------------------------------------------------------------ bad input, every command


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))


def run(*arguments: str, cwd: Path) -> tuple[int, str]:
    """Exit code and standard error of a command run in this process."""
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stderr


def run_program(*arguments: str, cwd: Path) -> tuple[int, str]:
    """The same of a process of its own, which also listens for signals and ends itself."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        cwd=cwd, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


GOOD = ("title: null\npublisher: P\npublished_on: 2020-01-02\nrights: CC-BY-4.0\n", "A sentence.")


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("articles/x.md", "---\ntitle: [\n---\n\nText.\n"), 2, "x.md:3"),
        (("articles/x.md", "---\npublisher: P\n---\n\nText.\n"), 2, "x.md"),
        (("articles/x.md", f"---\n{GOOD[0]}colour: red\n---\n\nA sentence.\n"), 2, "colour"),
        (("articles/x.md", "---\ntitle: null\npublisher: P\nrights: CC0-1.0\n---\n\nText.\n"), 2,
         "published_on"),
        (("articles/x.txt", "Two leaders spoke by phone on Monday.\n"), 2, "when it was published"),
        (("articles/x.md", ""), 2, "empty"),
        (("articles/x.md", b"\x00\x01\x02binary\x00"), 2, "x.md"),
        (("articles/x.md", "caf\xe9 and more words".encode("latin-1")), 2, "UTF-8"),
        (("corrections.csv", ("table,row,field,expected,value,reason,contributor\n"
          "calls,2025-06-05-trump-xi,duration_minutes,1,2,why,me\n")), 1, "not '1'"),
        (("corrections.csv", ("table,row,field,expected,value,reason,contributor\n"
          "topics,2025-06-05-trump-xi|taiwan|CHN|nyt-2025-06-05-trade-talks,topic_code,taiwan,"
          "tea,why,me\n")), 1, "tea"),
        (("retired.csv", ("table_name,row_id,replaced_by,reason\n"
          "calls,2025-06-05-trump-xi,,why\n")), 1, "retired.csv:2: calls "),
        (("reference/people.csv", "person_id\nx\n"), 2, "people.csv"),
    ],
    ids=["not YAML", "lacks fields", "unknown key", "no date", "no date in text", "empty",
         "binary", "encoding", "correction", "unknown topic", "retired", "register"],
)  # fmt: skip
def test_bad_seeds_are_named_and_nothing_is_written(
    seeds: Path, tmp_path: Path, change: tuple[str, str | bytes], code: int, words: str
) -> None:
    name, content = change
    (seeds / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    start = run_program if "tea" in words else run
    ended, stderr = start("build", "--seeds", str(seeds), "--output", "out", cwd=tmp_path)
    assert ended == code, stderr
    assert words in stderr
    assert "Traceback" not in stderr
    assert "This is a bug" not in stderr
    assert files(tmp_path / "out") == []
    assert [p.name for p in tmp_path.iterdir() if p.name != "seeds"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "nowhere.txt"], "no such file"),
        (["extract", "empty.txt"], "empty"),
        (["extract", "binary.txt"], "binary.txt"),
        (["extract", "latin.txt"], "UTF-8"),
        (["extract", "article.txt", "--published-on", "yesterday"], "not a day"),
        (["extract", "article.txt", "--tables", "phones"], "phones"),
        (["build", "--articles", "nowhere"], "nowhere"),
        (["query", "select 1", "--package", "nowhere"], "nowhere"),
        (["validate", "nowhere"], "nowhere"),
    ],
)
def test_bad_calls_are_one_line_and_code_2(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "latin.txt").write_bytes("Señor González spoke.".encode("latin-1"))
    (tmp_path / "article.txt").write_text("Two leaders spoke by phone.", encoding="utf-8")
    before = files(tmp_path)
    start = run_program if words == "binary.txt" else run
    ended, stderr = start(*arguments, cwd=tmp_path)
    assert ended == 2
    assert words in stderr
    assert len(stderr.splitlines()) == 1
    assert files(tmp_path) == before
