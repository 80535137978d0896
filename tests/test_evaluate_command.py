"""``readout evaluate``: its reports, exit codes and files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from evaluate_support import ARTICLE, ARTICLE_GOLD, MEETING, write_brat, write_gold
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.console import Style
from toolkit.evaluate.compare import compare
from toolkit.evaluate.model import ArticleScore, Corpus, Miss
from toolkit.evaluate.report import markdown_report, text_report
from toolkit.evaluate.results import outcome
from toolkit.evaluate.run import Measured, load, measure
from toolkit.schema.quality import quality_section, read_quality

ROOT = Path(__file__).resolve().parents[1]


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_gold(tmp_path_factory.mktemp("evaluate") / "wire")


@pytest.fixture(scope="module")
def run(gold: Path) -> dict[str, Any]:
    done = evaluate(gold, "--format", "json", "--misses", 0)
    assert done.exit_code == 0, done.output
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def test_text_lists_every_score_of_every_corpus(gold: Path, tmp_path: Path) -> None:
    done = evaluate(gold, write_brat(tmp_path / "wire" / "dev"))
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == f"wire: 2 articles, {len((ARTICLE + MEETING).split())} words"
    row = next(line.split() for line in lines if line.startswith("calls "))
    assert row == ["calls", "F1", *["100.0"] * 4, "to", "100.0", "1", "1", "1"]
    assert any(line.startswith("wire/dev: 1 article") for line in lines)
    assert any(line.startswith("attributions-with-speaker") for line in lines)


def test_json_holds_scores_counts_and_misses(run: dict[str, Any]) -> None:
    (corpus,) = run["corpora"]
    calls = next(m for m in corpus["measures"] if m["name"] == "calls")
    assert calls == {
        "name": "calls",
        "kind": "f1",
        "precision": 1.0,
        "recall": 1.0,
        "score": 1.0,
        "interval": [1.0, 1.0],
        "right": 1,
        "found": 1,
        "gold": 1,
    }
    assert corpus["by_article"]["lyon"]["false-calls"] == [0, 1, 1]
    for miss in corpus["misses"]:
        assert miss["article_id"] in ("cod", "lyon")
        assert miss["kind"] in ("missed", "false", "wrong")


def test_markdown_is_a_table(gold: Path) -> None:
    lines = evaluate(gold, "--format", "markdown").stdout.splitlines()
    assert lines[0].startswith("## wire: 2 articles")
    assert "| calls | F1 | 100.0 | 100.0 | 100.0 | 100.0 to 100.0 | 1 | 1 | 1 |" in lines


def test_processes_give_the_same(gold: Path, run: dict[str, Any]) -> None:
    done = evaluate(gold, "--format", "json", "--misses", 0, "--jobs", 2)
    assert json.loads(done.stdout) == run


def test_misses_are_listed_with_words_place_and_rule(tmp_path: Path) -> None:
    item = {
        **ARTICLE_GOLD,
        "quotes": [{"text": "Our waters are not a market,", "speaker": "Ada Novak"}],
        "figures": [{"surface": "about 40 minutes", "value": 50, "unit": "minute"}],
    }
    path = write_gold(tmp_path / "wire")
    path.write_text(json.dumps([item]), encoding="utf-8")
    text = evaluate(path, "--misses", 0).stdout
    start = ARTICLE.index("Our waters")
    wrong = next(line for line in text.splitlines() if f"cod:{start}" in line)
    assert wrong.startswith(f"  wrong  cod:{start}  “Our waters are not a market,”  [gold: Ada")
    assert "found: Pedro Sánchez; rule: " in wrong
    assert "  missed  cod:" in text
    assert "“about 40 minutes”  [gold: 50 minute]" in text
    assert "figures (3)" in text
    assert "figures (3, the first 1)" in evaluate(path, "--misses", 1).stdout
    assert "### Misses" in evaluate(path, "--misses", 1, "-f", "markdown").stdout


def test_minimum_decides_the_exit_code(gold: Path, tmp_path: Path) -> None:
    reached = evaluate(gold, "--minimum", "calls=92", "--minimum", "dates=100")
    assert (reached.exit_code, reached.stderr) == (0, "")
    path = write_gold(tmp_path / "wire")
    call = {**ARTICLE_GOLD["calls"][0], "date": "2021-03-03"}
    path.write_text(json.dumps([{**ARTICLE_GOLD, "calls": [call]}]), encoding="utf-8")
    missed = evaluate(path, "--minimum", "calls=92", "--output", tmp_path / "report.txt")
    assert missed.exit_code == 1
    assert missed.stderr == "wire: calls is 0.00, less than 92\n"
    assert "calls" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_compare_tells_what_changed(gold: Path, run: dict[str, Any], tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    run = json.loads(json.dumps(run))
    run["corpora"][0]["by_article"]["cod"]["quotations"] = [1, 2, 2]
    old.write_text(json.dumps(run), encoding="utf-8")
    text = evaluate(gold, "--compare", old).stdout
    assert "wire: against the earlier run, 2 articles in both" in text
    row = next(line.split() for line in text.splitlines() if "+50.0" in line)
    assert row[:4] == ["quotations", "50.0", "100.0", "+50.0"]
    assert "Better (errors), 1 article\n  cod: quotations -2" in text
    values = json.loads(evaluate(gold, "--compare", old, "-f", "json").stdout)
    (comparison,) = values["comparisons"]
    assert comparison["better"] == [{"article": "cod", "measure": "quotations", "errors": -2}]
    assert comparison["worse"] == []
    assert "+50.0" in evaluate(gold, "--compare", old, "-f", "markdown").stdout


def test_an_unchanged_run_compares_as_such(gold: Path, run: dict[str, Any], tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text(json.dumps(run), encoding="utf-8")
    assert "No article came out differently." in evaluate(gold, "--compare", old).stdout


def test_quality_is_the_same_bytes_and_what_the_package_reads(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "quality.json"
    arguments = ("--quality", path, "--date", "2026-01-31", "--name", "Wire calls")
    assert evaluate(gold, *arguments).exit_code == 0
    first = path.read_bytes()
    assert evaluate(gold, *arguments).exit_code == 0
    assert path.read_bytes() == first
    quality = read_quality(path)
    assert quality.date == "2026-01-31"
    # A path of this machine is not published.
    assert quality.command == "readout evaluate gold.json --name 'Wire calls'"
    (corpus,) = quality.corpora
    assert (corpus.name, corpus.documents) == ("Wire calls", 2)
    section = quality_section(quality)
    assert "| calls | Calls with the right pair and a date that agrees. | 100.0 |" in section
    assert "errors 0.00" in section
    noted = evaluate(gold, *arguments, "--note", "Ours.")
    assert noted.exit_code == 0
    assert read_quality(path).corpora[0].note == "Ours."
    assert "--note" not in read_quality(path).command
    assert evaluate(gold, "--note", "Ours.").exit_code == 2
    assert evaluate(gold, *arguments, "--note", "a", "--note", "b").exit_code == 2
    assert evaluate(gold, "--quality", path).exit_code == 0
    assert read_quality(path).date == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--format", "xml"), "--format: there is no format 'xml'"),
        (("--minimum", "cals=90"), "--minimum: no score 'cals'"),
        (("--minimum", "false-calls=1"), "--minimum: no score 'false-calls'"),
        (("--minimum", "calls=high"), "--minimum: 'high' is no percentage"),
        (("--minimum", "calls"), "--minimum: '' is no percentage"),
        (("--minimum", "calls=nan"), "--minimum: 'nan' is no percentage"),
        (("--minimum", "attributions=50"), "--minimum: the gold does not tell attributions"),
        (("--date", "2026-01-31"), "--date: is written with --quality only"),
        (("--quality", "q.json", "--date", "tomorrow"), "--date: 'tomorrow' is not a day"),
        (("--name", "a", "--name", "b"), "--name: 2 names for 1 corpus"),
        (("--articles", "nowhere"), "nowhere: no such folder"),
        (("--compare", "nowhere.json"), "nowhere.json: cannot be read"),
    ],
)
def test_wrong_calls_are_one_line(
    gold: Path, arguments: tuple[str, ...], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(gold.parent)
    done = evaluate("gold.json", *arguments)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (gold.parent / "q.json").exists()


def test_an_earlier_run_is_read_before_it_is_measured(
    gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("measured")

    monkeypatch.setattr("toolkit.evaluate.run.measure", never)
    assert "nowhere.json: cannot be read" in evaluate(gold, "--compare", "nowhere.json").stderr


def test_one_article_has_no_interval(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "wire")
    path.write_text(json.dumps([ARTICLE_GOLD]), encoding="utf-8")
    report = tmp_path / "run.json"
    assert evaluate(path, "--format", "json", "--output", report).exit_code == 0
    (corpus,) = json.loads(report.read_text("utf-8"))["corpora"]
    assert {m["interval"] is None for m in corpus["measures"]} == {True}
    row = next(
        line for line in evaluate(path, "--compare", report).stdout.splitlines() if "calls " in line
    )
    assert " to " not in row
    quality = tmp_path / "quality.json"
    assert evaluate(path, "--quality", quality).exit_code == 0
    assert "| 100.0 |" in quality_section(read_quality(quality))


def test_corpora_of_one_name_are_told_apart(gold: Path) -> None:
    done = evaluate(gold, gold)
    assert done.exit_code == 2
    assert "two corpora have one name" in done.stderr
    assert evaluate(gold, gold, "--name", "a", "--name", "b").exit_code == 0


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"format": "other"}', '{"format": "readout-evaluation/1"}']
)
def test_something_else_is_not_compared(gold: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "old.json").write_text(content, encoding="utf-8")
    done = evaluate(gold, "--compare", tmp_path / "old.json")
    assert done.exit_code == 2
    assert "not the JSON of an evaluation" in done.stderr


def test_another_corpus_is_not_compared(gold: Path, run: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(json.dumps(run), encoding="utf-8")
    done = evaluate(gold, "--compare", tmp_path / "old.json", "--name", "other")
    assert done.exit_code == 2
    assert "these corpora: wire" in done.stderr


def test_a_text_that_cannot_be_read_is_told_and_has_nothing_found(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "wire")
    blank = {"id": "blank", "text": " \n", "calls": [{"participants": ["A B", "C D"]}]}
    path.write_text(json.dumps([blank, ARTICLE_GOLD]), encoding="utf-8")
    done = evaluate(path)
    assert done.exit_code == 0
    assert "blank: gold.json, article 1 (blank): empty file" in done.stdout.replace(
        str(tmp_path / "wire") + "/", ""
    )
    assert load(path).articles[0].article_id == "blank"
    assert measure(load(path)).scores[0].counts["calls"] == (0, 0, 1)


def test_reports_of_many_changes_and_hostile_words_stay_readable() -> None:
    new = [
        ArticleScore(
            f"a{n:02}",
            {"figures": (1, 1, 1), "dates": (0, 1, 1)},
            (Miss(f"a{n:02}", "dates", "wrong", "x | \x1b[31m" + "y" * 400, gold="2019"),),
        )
        for n in range(30)
    ]
    old = [ArticleScore(s.article_id, {"figures": (0, 1, 1), "dates": (1, 1, 1)}) for s in new]
    one = outcome(Measured(Corpus("wire", "json", (), ("left",)), tuple(new)))
    comparison = compare(old, one)
    text = text_report([one], [comparison], 2, Style())
    assert "\x1b" not in text
    assert "Better (errors), 30 articles, the most changed 20" in text
    assert "Worse (errors), 30 articles, the most changed 20" in text
    assert "dates (30, the first 2)" in text
    assert "Not annotated and left out: 1 text." in text
    assert "found: nothing" in text
    assert max(map(len, text.splitlines())) < 300
    verdicts = {row.split()[0]: row.split()[-1] for row in text.splitlines() if row.split()}
    assert verdicts["figures"] == "better"
    page = markdown_report([one], [comparison], 2)
    assert "- a00: figures -2" in page
    assert "| dates | accuracy |" in page


def test_ctrl_c_ends_all_processes_in_one_line(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "wire")
    many = [{**ARTICLE_GOLD, "id": f"a{n}", "file": "cod.txt"} for n in range(20_000)]
    path.write_text(json.dumps(many), encoding="utf-8")
    command = [sys.executable, "-m", "toolkit", "evaluate", str(path), "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(3)  # by then it runs on any machine, and 20,000 articles take many times as long
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "cancelled; nothing was changed\n")
