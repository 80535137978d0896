"""The figures that the package publishes: there, consistent, and of the corpora they name."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from toolkit.evaluate.measures import BY_NAME
from toolkit.evaluate.run import load
from toolkit.schema.quality import ACCURACY, ERRORS, F1, Measured, quality_section, read_quality

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "seeds" / "quality.json"
HELD_OUT = ROOT / "benchmarks" / "heldout" / "gold.json"
QUALITY = read_quality(FILE)
MEASURES = [(corpus.name, one) for corpus in QUALITY.corpora for one in corpus.measures]


def test_the_command_is_the_one_of_make_quality() -> None:
    told = shlex.split(QUALITY.command)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("quality: $(STAMP)\n")[2].partition("\n\n")[0]
    recipe = recipe.replace("$(SHARED)", "../shared").replace("\\\n", " ")
    made = shlex.split(recipe.replace("@$(BIN)/", ""))
    assert told == made[: len(told)]
    names = [made[i + 1] for i, word in enumerate(made) if word == "--name"]
    notes = [made[i + 1] for i, word in enumerate(made) if word == "--note"]
    assert [corpus.name for corpus in QUALITY.corpora] == names
    assert [corpus.note for corpus in QUALITY.corpora] == notes


def test_the_held_out_articles_are_those_measured() -> None:
    gold = load(HELD_OUT)
    published = QUALITY.corpora[0]
    assert published.documents == len(gold.articles)
    assert published.words == sum(len(article.text.split()) for article in gold.articles)
    assert {article.negative for article in gold.articles} == {True, False}
    files = {path.name for path in HELD_OUT.parent.glob("*.txt")}
    assert files == {item["file"] for item in json.loads(HELD_OUT.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(("corpus", "one"), MEASURES, ids=[f"{c}-{m.name}" for c, m in MEASURES])
def test_figures_follow_from_their_counts(corpus: str, one: Measured) -> None:
    assert one.kind == BY_NAME[one.name].kind.value
    assert one.says == BY_NAME[one.name].says
    if one.score is None:
        return
    score = float(one.score)
    if one.kind == F1:
        assert float(one.precision or 0) == pytest.approx(one.right / one.found, abs=1e-6)
        assert float(one.recall or 0) == pytest.approx(one.right / one.gold, abs=1e-6)
        assert score == pytest.approx(2 * one.right / (one.found + one.gold), abs=1e-6)
    elif one.kind in (ACCURACY, ERRORS):
        assert score == pytest.approx(one.right / one.gold, abs=1e-6)
    assert one.interval is not None
    assert float(one.interval[0]) <= score <= float(one.interval[1])


def test_the_dictionary_tells_them() -> None:
    page = quality_section(QUALITY)
    for corpus in QUALITY.corpora:
        assert f"### {corpus.name}\n\n{corpus.documents:,} documents" in page
        assert corpus.note
        assert corpus.note in page
