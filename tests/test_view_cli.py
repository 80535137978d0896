"""``readout extract --html``: what it writes, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from view_support import Page

from toolkit.commands.app import app

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "tests" / "data" / "articles" / "berlin-delhi-call.md"


def readout(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_writes_one_page_and_says_nothing(tmp_path: Path) -> None:
    target = tmp_path / "look.html"
    target.write_text("old")
    result = readout("extract", ARTICLE, "--html", target, "--tables", "calls,quotes")
    assert (result.exit_code, result.output) == (0, "")
    parsed = Page(target.read_text(encoding="utf-8"))
    assert {table for table, _ in parsed.articles[0].rows} == {"calls", "quotes"}
    assert [path.name for path in tmp_path.iterdir()] == ["look.html"]


def test_same_input_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.html"
        code = [sys.executable, "-m", "toolkit", "extract", str(ARTICLE), "--html", str(target)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(code, check=True, cwd=ROOT, env=environment)
        made.append(target.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "csv", "--tables", "calls"], "--html: --format does not go with it"),
        (["--output", "rows"], "--html: --output does not go with it"),
        (["--offsets", "received"], "--html: the page shows the clean text"),
        (["--tables", "cals"], "--tables: no table 'cals'"),
    ],
)
def test_refuses_what_does_not_go_together(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    result = readout("extract", ARTICLE, "--html", tmp_path / "look.html", *arguments)
    assert result.exit_code == 2
    assert f"error: {message}" in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def in_no_folder(folder: Path) -> Path:
    return folder / "missing" / "look.html"


def a_folder(folder: Path) -> Path:
    return folder


def too_long_a_name(folder: Path) -> Path:
    return folder / f"{'x' * 300}.html"


def the_article_itself(folder: Path) -> Path:
    copy = folder / "article.md"
    copy.write_bytes(ARTICLE.read_bytes())
    return copy


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (in_no_folder, "cannot be written: No such file or directory"),
        (a_folder, "is not a file"),
        (too_long_a_name, "cannot be written: File name too long"),
        (the_article_itself, "is an article to read"),
    ],
)
def test_refuses_where_it_cannot_write(
    tmp_path: Path, place: Callable[[Path], Path], message: str
) -> None:
    target = place(tmp_path)
    source = target if os.path.isfile(target) else ARTICLE
    before = source.read_bytes()
    result = readout("extract", source, "--html", target)
    assert result.exit_code == 2
    assert f"error: {target}: {message}" in result.stderr
    assert result.stderr.count("\n") == 1
    assert source.read_bytes() == before


def test_a_mistake_leaves_the_old_page(tmp_path: Path) -> None:
    target = tmp_path / "look.html"
    target.write_text("old")
    result = readout("extract", ARTICLE, tmp_path / "missing.md", "--html", target)
    assert result.exit_code == 2
    assert target.read_text() == "old"


def test_refuses_to_write_where_the_next_run_would_read(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_bytes(ARTICLE.read_bytes())
    result = readout("extract", tmp_path, "--html", tmp_path / "look.html")
    assert result.exit_code == 2
    assert "look.html: lies in a folder to read. The next run would" in result.stderr
    assert result.stderr.count("\n") == 1
    beside = tmp_path.with_name(f"{tmp_path.name}-look.html")
    assert readout("extract", tmp_path, "--html", beside).exit_code == 0
