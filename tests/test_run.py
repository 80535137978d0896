"""A corpus in one go: over what is damaged, in several processes, and nothing half-written."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from corpus_support import json_lines, mailbox, prose, web_archive
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.run.pool import ordered

ROOT = Path(__file__).resolve().parents[1]
DAY = ("--published-on", "2020-03-05")


def readout(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def corpus(folder: Path, count: int, bad: int = -1) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        data = b"caf\xe9" if number == bad else prose(number).encode()
        (folder / f"a{number:03}.txt").write_bytes(data)
    return folder


def ids(lines: str) -> list[str]:
    return [json.loads(line)["article_id"] for line in lines.splitlines()]


@dataclass
class Doubling:
    """A task for the pool: doubles numbers, and dies or complains at some."""

    folder: str = ""

    def prepare(self) -> None:
        pass

    def __call__(self, item: Any) -> Any:
        if item.deadly == "always":
            os.kill(os.getpid(), signal.SIGKILL)
        if item.deadly == "once":
            mark = Path(self.folder) / item.where
            if not mark.exists():
                mark.touch()
                os._exit(3)
        if item.deadly == "error":
            return UsageError("bad", where=item.where)
        return 2 * item.number


@dataclass
class Numbered:
    number: int
    deadly: str = ""

    @property
    def where(self) -> str:
        return f"n{self.number}"


def test_order_is_kept_and_errors_stand_in_their_places() -> None:
    items: list[Any] = [Numbered(n, "error" if n == 7 else "") for n in range(100)]
    items.insert(50, DataError("cut"))
    found = list(ordered(iter(items), Doubling(), 3))
    assert [f for f in found if isinstance(f, int)] == [2 * n for n in range(100) if n != 7]
    assert (str(found[7]), str(found[50])) == ("n7: bad", "cut")


def test_a_dying_worker_costs_its_article_only(tmp_path: Path) -> None:
    deadly = {5: "always", 20: "once", 21: "always", 59: "once"}
    items = [Numbered(n, deadly.get(n, "")) for n in range(60)]
    found = list(ordered(iter(items), Doubling(str(tmp_path)), 2))
    errors = {n: str(f) for n, f in enumerate(found) if isinstance(f, ReadoutError)}
    assert list(errors) == [5, 21]
    assert errors[5].startswith("n5: its worker process died twice (SIGKILL)")
    assert [f for f in found if isinstance(f, int)] == [2 * n for n in range(60) if n not in errors]


def test_what_waits_is_bounded() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Numbered]:
        for number in range(1_000_000):
            taken.append(number)
            yield Numbered(number)

    outcomes = ordered(endless(), Doubling(), 2)
    assert [next(outcomes) for _ in range(3)] == [0, 2, 4]
    outcomes.close()
    assert len(taken) < 200


class Broken(Doubling):
    def prepare(self) -> None:
        sys.exit(4)


def test_a_worker_that_does_not_start_ends_it() -> None:
    with pytest.raises(UsageError, match=r"did not start \(exit code 4\)"):
        list(ordered(iter([Numbered(1)]), Broken(), 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_file_among_many(tmp_path: Path, jobs: int) -> None:
    articles = corpus(tmp_path / "in", 20, bad=11)
    result = readout("extract", articles, *DAY, "-f", "jsonl", "--jobs", jobs)
    assert result.exit_code == 1
    assert ids(result.stdout) == [f"a{n:03}" for n in range(20) if n != 11]
    first, last = result.stderr.splitlines()
    assert first.startswith(f"error: {articles}/a011.txt: not UTF-8 at byte 3. Convert it")
    assert last == "1 of 20 articles could not be read; the rows are those of the other 19"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_of_many_articles(tmp_path: Path, form: str) -> None:
    articles = corpus(tmp_path / "in", 12, bad=0)
    output = tmp_path / "out"
    assert readout("extract", articles, *DAY, "-f", form, "-o", output).exit_code == 1
    path = output / f"articles.{form}"
    if form == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            found = [row["article_id"] for row in csv.DictReader(file)]
    else:
        found = pq.read_table(path).column("article_id").to_pylist()
        assert pq.read_schema(output / "calls.parquet").field("duration_minutes").type.scale == 6
    assert found == [f"a{n:03}" for n in range(1, 12)]


def test_rows_are_written_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = corpus(tmp_path / "in", 9)
    whole, pieces = tmp_path / "whole", tmp_path / "pieces"
    for form in ("csv", "parquet"):
        assert readout("extract", articles, *DAY, "-f", form, "-o", whole).exit_code == 0
    monkeypatch.setattr("toolkit.commands.rowfiles.BATCH_ROWS", 4)
    for form in ("csv", "parquet"):
        assert readout("extract", articles, *DAY, "-f", form, "-o", pieces).exit_code == 0
    assert pq.ParquetFile(pieces / "quotes.parquet").num_row_groups > 1
    for path in whole.iterdir():
        if path.suffix == ".csv":
            assert path.read_bytes() == (pieces / path.name).read_bytes()
        else:
            assert pq.read_table(path).equals(pq.read_table(pieces / path.name))


def test_strict_stops_at_the_first_and_writes_nothing(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "in", 5, bad=3)
    result = readout("extract", articles, *DAY, "--strict", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    result = readout("extract", corpus(tmp_path / "one", 1, bad=0), "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    (tmp_path / "one" / "b.txt").write_bytes(b"")
    result = readout("extract", tmp_path / "one", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "error: none of 2 articles could be read"
    assert not list(tmp_path.glob("out*"))


def test_where_there_is_no_article_that_is_told(tmp_path: Path) -> None:
    archive = tmp_path / "a.warc"
    archive.write_bytes(b"WARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    result = readout("extract", archive, "-o", tmp_path / "rows")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: no article is in what was given.")
    assert not (tmp_path / "rows").exists()


def test_what_a_folder_holds_beside_articles_is_named(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 1)
    for name in ("a.pdf", "b.PDF", "notes", ".hidden.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7")
    result = readout("extract", folder, *DAY, "-f", "jsonl")
    assert (result.exit_code, len(ids(result.stdout))) == (0, 1)
    told = "3 files passed over, whose suffix is not read: .pdf 2, no suffix 1"
    assert result.stderr == f"note: {folder}: {told}\n"


@pytest.mark.parametrize("output", [("rows.jsonl",), ("rows", "-f", "parquet")])
def test_rows_are_not_written_where_the_next_run_would_read_them(
    tmp_path: Path, output: tuple[str, ...]
) -> None:
    folder = corpus(tmp_path / "in", 1)
    place, *form = output
    result = readout("extract", folder, "-o", folder / place, *form)
    assert result.exit_code == 2
    assert f"{folder / place}: lies in a folder to read. The next run would" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["a000.txt"]
    assert readout("extract", folder, "-o", folder / "rows").exit_code == 0  # CSV is not read again
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"text": "The premier telephoned."}\n')
    assert "is an article to read" in readout("extract", lines, "-o", lines).stderr


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "in", 1)
    result = readout("extract", articles, tmp_path / "none", "-f", "jsonl")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (json_lines(5, bad=[3]), ["a1", "a2", "a4", "a5"]),
        (mailbox(3, bad=[1]), ["stdin-2", "stdin-3"]),
        (web_archive(2, packed=True), ["stdin-2", "stdin-3"]),
    ],
)
def test_standard_input_is_cut_into_articles(data: bytes, expected: list[str], jobs: int) -> None:
    result = readout("extract", "-", *DAY, "-f", "jsonl", "-j", jobs, stdin=data)
    assert ids(result.stdout) == expected


def test_a_bug_costs_its_article_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import toolkit.run.work as work

    real = work.extract_article

    def breaks(article: Any, register: Any) -> Any:
        if article.meta.article_id == "a001":
            raise ZeroDivisionError("division by zero")
        return real(article, register)

    monkeypatch.setattr(work, "extract_article", breaks)
    articles = corpus(tmp_path / "in", 3)
    result = readout("extract", articles, *DAY, "-f", "jsonl")
    assert ids(result.stdout) == ["a000", "a002"]
    assert "a001.txt: cannot be extracted: ZeroDivisionError: division by zero" in result.stderr
    assert "This is a bug" in result.stderr
    monkeypatch.setenv("READOUT_DEBUG", "1")
    assert isinstance(readout("extract", articles, *DAY).exception, ZeroDivisionError)


def test_equal_identifiers_are_told_of(tmp_path: Path) -> None:
    for name in ("x", "y"):
        corpus(tmp_path / name, 1)
    result = readout("extract", tmp_path / "x", tmp_path / "y", *DAY, "-f", "jsonl")
    assert result.exit_code == 0
    assert "y/a000.txt (a000): another article has the same article_id" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, jobs: int) -> None:
    articles = corpus(tmp_path / "in", 400)
    output = tmp_path / "out"
    output.mkdir()
    (output / "calls.csv").write_text("old")
    code = ["extract", str(articles), *DAY, "-o", str(output), "-j", str(jobs)]
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", *code], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while len(list(output.iterdir())) < 9 and time.monotonic() < deadline:  # 8 tables are begun
        time.sleep(0.02)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "cancelled; nothing was changed\n"
    assert [path.name for path in output.iterdir()] == ["calls.csv"]
    assert (output / "calls.csv").read_text() == "old"
