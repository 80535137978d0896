"""``readout extract``: how rows are shown and written."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from toolkit.articles.model import Article, Metadata, OffsetMap
from toolkit.commands.app import app
from toolkit.extract.pipeline import TABLES, ArticleResult
from toolkit.resources import schemas_dir
from toolkit.schema.loader import load_declaration

SAID = "Köln, “yes”"


def readout(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def articles(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Extraction replaced by two articles with one quotation each; collects how it was called."""
    called: list[dict[str, Any]] = []
    offsets = OffsetMap((0, 10), (100, 500), (110, 600), (True, True))

    def run(paths: list[Path], work: Any, form: Any, jobs: int) -> Iterator[Any]:
        called.append({"paths": paths, "published_on": work.defaults.published_on})
        for name in ("a", "b"):
            article = Article(
                Metadata(name, published_on=dt.date(2020, 1, 7)), "text", "x" * 50, (), offsets
            )
            quote = {
                "quote_id": f"{name}-1",
                "content": "Köln, “yes”",
                "start_char": 12,
                "end_char": 20,
            }
            person = {"person_id": "p", "name": "P", "gender": None}
            yield work.finish(
                ArticleResult(article, {"people": [person], "quotes": [quote], "calls": []})
            )

    monkeypatch.setattr("toolkit.run.work.run", run)
    return called


def test_extract_as_tables(articles: list[dict[str, Any]]) -> None:
    result = readout("extract", "x.txt", "y", "--published-on", "2019-08-27", "--tables", "quotes")
    assert result.exit_code == 0, result.output
    assert articles[0]["paths"] == [Path("x.txt"), Path("y")]
    assert articles[0]["published_on"].isoformat() == "2019-08-27"
    assert result.stdout == (
        "quotes\n"
        "quote_id  content      start_char  end_char\n"
        "────────  ───────────  ──────────  ────────\n"
        "a-1       Köln, “yes”          12        20\n"
        "b-1       Köln, “yes”          12        20\n"
        "(2 rows)\n\n"
    )
    assert "calls\n(no rows)\n" in readout("extract", "x").stdout


def test_rows_beyond_the_limit_are_counted(articles: list[dict[str, Any]]) -> None:
    shown = readout("extract", "x", "--tables", "quotes", "--max-rows", 1).stdout
    assert "a-1 " in shown
    assert "b-1 " not in shown
    assert "(1 row of 2 not shown; --max-rows 0 shows all)\n" in shown
    every = readout("extract", "x", "--tables", "quotes", "--max-rows", 0).stdout
    assert "(2 rows)\n" in every


def test_an_unreadable_article_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("text", encoding="utf-8")
    path.chmod(0)
    monkeypatch.setattr("os.access", lambda *arguments: False)  # root may read everything
    result = readout("extract", path)
    assert result.stderr.count("\n") <= 1
    assert "Usage:" not in result.stderr


def test_extract_as_lines_with_received_offsets(
    articles: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = readout("extract", "x", "-f", "jsonl", "--offsets", "received", "--tables", "quotes")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["article_id"] for row in rows] == ["a", "b"]
    assert (rows[0]["quotes"][0]["start_char"], rows[0]["quotes"][0]["end_char"]) == (502, 510)
    readout("extract", "x", "--output", tmp_path / "rows.jsonl")
    assert len((tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_extract_into_a_folder(articles: list[dict[str, Any]], tmp_path: Path) -> None:
    assert readout("extract", "x", "-o", tmp_path / "rows").exit_code == 0
    declared = load_declaration(schemas_dir()).tables
    assert sorted(path.stem for path in (tmp_path / "rows").iterdir()) == sorted(TABLES)
    lines = (tmp_path / "rows" / "people.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(declared["people"].field_names)
    assert len(lines) == 2, "a person in two articles is one row"
    readout("extract", "x", "-o", tmp_path / "rows", "-f", "parquet", "--tables", "quotes")
    table = pq.read_table(tmp_path / "rows" / "quotes.parquet")
    assert table.column("content").to_pylist() == [SAID] * 2
    one = readout("extract", "x", "-f", "csv", "--tables", "calls")
    assert one.stdout == ",".join(declared["calls"].field_names) + "\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--published-on", "27.8.2019"], "--published-on: '27.8.2019' is not a day"),
        (["--published-on", "20190827"], "--published-on: '20190827' is not a day"),
        (["--tables", "cals"], "--tables: no table 'cals'. Tables: "),
        (["--tables", ","], "--tables: no table is named"),
        (["-f", "xml"], "--format: there is no format 'xml'"),
        (["-f", "csv"], "several tables do not fit into one csv stream"),
        (["-f", "jsonl", "-o", "rows"], "rows: jsonl cannot be written there"),
        (["-f", "csv", "-o", "rows.jsonl"], "rows.jsonl: csv cannot be written there"),
        (["-f", "jsonl", "--max-rows", "5"], "--max-rows: only tables leave rows out"),
        (["--html", "x.html", "--max-rows", "5"], "--max-rows: only tables leave rows out"),
        (["--max-rows", "-1"], "Invalid value for '--max-rows': -1 is less than 0"),
        (["-o", "/proc/rows"], "/proc/rows: cannot be written"),
    ],
)
def test_extract_mistakes(
    articles: list[dict[str, Any]], arguments: list[str], message: str
) -> None:
    result = readout("extract", "x", *arguments)
    assert result.exit_code == 2
    assert f"error: {message}" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_article_without_a_date_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The two leaders spoke by phone on Monday.\n", "utf-8")
    command = [sys.executable, "-m", "toolkit", "extract", "page.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr.startswith("note: page.txt: no day of publication")
    assert len(done.stderr.splitlines()) == 1
    dated = readout("extract", tmp_path / "page.txt", "--published-on", "2020-01-07")
    assert (dated.exit_code, dated.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("out/articles.csv", ["-o", "out"]),
        ("out/articles.csv", ["-o", "./out/../out", "-f", "csv", "--tables", "articles"]),
        ("out/articles.parquet", ["-o", "out", "-f", "parquet"]),
        ("out/calls.csv", ["-o", "out", "-f", "csv"]),
    ],
)
def test_a_file_that_is_read_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    if name.endswith(".csv"):
        Path(name).write_text("text\nThe two leaders spoke by phone on Monday.\n", "utf-8")
    else:
        pq.write_table(pa.table({"text": ["The two leaders spoke by phone."]}), name)
    before = Path(name).read_bytes()
    Path("folder").mkdir()
    Path("folder/a.txt").symlink_to(Path(name).absolute())
    for read in (name, "folder"):
        result = readout("extract", read, *arguments)
        assert result.exit_code == 2
        assert f"{Path(name).name}: is an article to read" in result.stderr
        assert Path(name).read_bytes() == before
    assert readout("extract", name, "-o", "elsewhere").exit_code == 0
