"""A measurement is published beside the tables of any package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_package import declare, small_tables
from typer.testing import CliRunner

from toolkit.commands.app import app
from toolkit.errors import UsageError
from toolkit.package.check import validate_package
from toolkit.package.publish import publish, stale_files
from toolkit.schema.dictionary import dictionary
from toolkit.schema.quality import quality_section, read_quality

MEASURE: dict[str, Any] = {
    "name": "spans",
    "kind": "f1",
    "says": "Bridges | by their span.",
    "precision": 0.5,
    "recall": 0.25,
    "score": 0.33333,
    "interval": [0.1, 0.5],
    "right": 1,
    "found": 2,
    "gold": 4,
}
QUALITY: dict[str, Any] = {
    "format": "quality/1",
    "tool": {"name": "surveyor", "version": "1.2"},
    "command": "surveyor check rivers",
    "date": "2020-02-29",
    "interval": {"level": 0.9, "resamples": 10},
    "corpora": [
        {
            "name": "Saxony",
            "note": "Surveyed from the bank.",
            "documents": 3,
            "words": 1200,
            "measures": [
                MEASURE,
                {**MEASURE, "name": "ages", "kind": "accuracy", "precision": None, "recall": None},
                {**MEASURE, "name": "ghosts", "kind": "errors", "interval": None, "score": None},
            ],
        }
    ],
}


def write(folder: Path, **changes: Any) -> Path:
    path = folder / "quality.json"
    path.write_text(json.dumps({**QUALITY, **changes}, indent=1) + "\n", encoding="utf-8")
    return path


def test_a_package_carries_it_and_says_it_in_words(tmp_path: Path) -> None:
    declaration = declare(tmp_path)
    quality = read_quality(write(tmp_path))
    target = tmp_path / "package"
    tables = small_tables(declaration)
    publish(tables, declaration, target, quality=quality)
    assert (target / "quality.json").read_bytes() == (tmp_path / "quality.json").read_bytes()
    page = (target / "README.md").read_text(encoding="utf-8")
    assert f"---\n\n{dictionary(declaration, quality)}" in page
    assert "measured on 2020-02-29 with surveyor 1.2" in page
    assert "### Saxony\n\n3 documents, 1,200 words. Surveyed from the bank.\n" in page
    spans = "| spans | Bridges \\| by their span. | 50.0 | 25.0 | F1 33.3 | 10.0 to 50.0 |"
    assert f"{spans} 1 right of 4, 2 found |" in page
    assert "|  |  | accuracy 33.3 | 10.0 to 50.0 | 1 right of 4 |" in page
    assert "| errors – |  | 1 wrong of 4 |" in page
    assert "in 90 of 100 cases" in page
    assert validate_package(target, declaration).findings == ()


def test_it_is_built_again_replaced_and_taken_away(tmp_path: Path) -> None:
    declaration = declare(tmp_path)
    quality = read_quality(write(tmp_path))
    target, tables = tmp_path / "package", small_tables(declaration)
    publish(tables, declaration, target, quality=quality)
    assert stale_files(tables, declaration, target, quality=quality) == []
    other = read_quality(write(tmp_path, command="surveyor check bridges"))
    assert stale_files(tables, declaration, target, quality=other) == [
        "README.md: differs",
        "quality.json: differs",
    ]
    publish(tables, declaration, target)
    assert not (target / "quality.json").exists()
    assert "Measured quality" not in (target / "README.md").read_text(encoding="utf-8")


def test_without_one_there_is_no_section() -> None:
    assert quality_section(None) == ""


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"format": "quality/9"}, "'quality/9' is not allowed"),
        ({"tool": {"name": "surveyor"}}, "key version: missing"),
        ({"command": ""}, "key command: empty"),
        ({"weight": 3}, "key weight: unknown key"),
        ({"interval": {"level": "most"}}, "key level: not a number"),
        ({"corpora": {}}, "not a list of objects"),
        ({"corpora": [{"name": "X", "documents": 1, "measures": []}]}, "key words: missing"),
    ],
)
def test_another_shape_is_refused(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(UsageError) as error:
        read_quality(write(tmp_path, **changes))
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "guess"}, "'guess' is not allowed"),
        ({"interval": [0.1]}, "key interval: not two numbers"),
        ({"interval": [0.1, True]}, "key interval: not two numbers"),
        ({"score": "good"}, "key score: not a number"),
        ({"right": 1.5}, "key right: not a whole number"),
        ({"colour": "red"}, "key colour: unknown key"),
    ],
)
def test_a_wrong_measure_is_named(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    corpus = {**QUALITY["corpora"][0], "measures": [{**MEASURE, **changes}]}
    with pytest.raises(UsageError) as error:
        read_quality(write(tmp_path, corpora=[corpus]))
    assert "corpus Saxony, measure spans" in str(error.value)
    assert complaint in str(error.value)


@pytest.mark.parametrize("content", ["[]", "{", "\ufeff"])
def test_something_else_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "quality.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"quality\.json"):
        read_quality(path)


def test_the_build_takes_it_over_from_the_seeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declaration = declare(tmp_path)
    tables = small_tables(declaration)
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    monkeypatch.setattr("toolkit.resources.schemas_dir", lambda: tmp_path / "schemas")
    monkeypatch.setattr("toolkit.build.build_tables", lambda *arguments: dict(tables))
    monkeypatch.setattr("toolkit.build.publishable", lambda tables, declaration: tables)
    monkeypatch.setattr("toolkit.build.check_figures", lambda tables: iter(()))
    source = write(tmp_path / "seeds")
    options = ["--seeds", str(tmp_path / "seeds"), "--output", str(tmp_path / "out")]
    build = ["build", *options]
    runner = CliRunner()
    assert runner.invoke(app, build).exit_code == 0
    assert (tmp_path / "out" / "quality.json").read_bytes() == source.read_bytes()
    assert runner.invoke(app, [*build, "--check"]).exit_code == 0
    write(tmp_path / "seeds", command="surveyor check bridges")
    stale = runner.invoke(app, [*build, "--check"])
    assert stale.exit_code == 1
    assert "quality.json: differs" in stale.output
    source.write_text("{}", encoding="utf-8")
    assert runner.invoke(app, build).exit_code == 2
