#!/usr/bin/env python3
"""Measure how fast ``readout extract`` reads articles, and what it needs.

    extract_speed.py PATH... [--published-on DATE] [--passes N] [--json]

PATH is an article or a folder of articles in any form that ``readout extract`` reads; two hundred
or more make a fair sample. Printed are

* the whole command over all paths: words in a CPU-second with everything that starting costs, and
  the largest memory it held;
* the same work in a process that has already started: reading and extracting apart, the best of
  several passes;
* start-up: the command on the first article alone, the best of several runs;
* cost by length: one article made of 1, 10 and 100 articles' paragraphs (a cost a word that does
  not grow says that time is linear);
* where the time goes: CPU time by part of the toolkit, with what it spends in built-in functions.

CPU seconds are compared, not wall time, so that a busy machine disturbs less; the best pass is
taken for the same reason. Goals: 200,000 words a CPU-second, 150 MB, 0.6 s. The exit code is 0
either way: a number measured on another machine is no test. Run it in the environment of readout.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import json
import os
import pstats
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from toolkit.articles.model import Article
from toolkit.articles.read import Defaults, read_articles, read_data
from toolkit.errors import ReadoutError
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article
from toolkit.run.work import Work

TOOLKIT = Path(__file__).resolve().parents[1] / "toolkit"
LENGTHS = (1, 10, 100)
STARTS = 7


def words_of(articles: Sequence[Article]) -> int:
    """How many words the clean texts hold, counted at white space."""
    return sum(len(article.text.split()) for article in articles)


def command(paths: Sequence[Path], day: dt.date) -> dict[str, float]:
    """CPU seconds, wall seconds and peak memory (MB) of the command over some paths."""
    line = [sys.executable, "-m", "toolkit", "extract", *map(str, paths)]
    line += ["--published-on", day.isoformat(), "--format", "jsonl"]
    # Python compiles modules once after installation; a run that compiles them is no start-up.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    child = subprocess.Popen(line, stdout=subprocess.DEVNULL, cwd=TOOLKIT.parent, env=env)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"readout extract ended with exit code {child.returncode}")
    return {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "mb": used.ru_maxrss / 1024}


def best(work: Callable[[], object], passes: int) -> float:
    """CPU seconds of the fastest of some passes."""
    times = []
    for _ in range(passes):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def by_length(articles: Sequence[Article], day: dt.date, passes: int) -> dict[int, float]:
    """Microseconds of CPU time a word for articles made of 1, 10 and 100 articles."""
    register = default_register()
    costs = {}
    whole = [article.text for article in articles[: max(LENGTHS)]]
    for length in LENGTHS:
        groups = [whole[i : i + length] for i in range(0, len(whole), length)]
        texts = ["\n\n".join(group).encode() for group in groups]

        def work(texts: Sequence[bytes] = texts) -> None:
            for text in texts:
                for article in read_data(text, published_on=day):
                    extract_article(article, register)

        costs[length] = best(work, passes) * 1e6 / sum(len(text.split()) for text in whole)
    return costs


def part_of(file: str) -> str | None:
    """The part of the toolkit that a file belongs to; ``None`` for others."""
    path = Path(file)
    if not path.is_relative_to(TOOLKIT):
        return None
    relative = path.relative_to(TOOLKIT)
    return "/".join(relative.parts[:2]) if relative.parts[0] == "extract" else relative.parts[0]


def by_part(work: Callable[[], object]) -> dict[str, float]:
    """Share of CPU time that each part of the toolkit spends, built-in functions with callers."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(work)
    spent: dict[str, float] = defaultdict(float)
    for (file, _, _), (*_, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        part = part_of(file)
        if part is not None:
            spent[part] += own
            continue
        for (caller, _, _), (*_, by_caller, _) in callers.items():
            spent[part_of(caller) or "other libraries"] += by_caller
    total = sum(spent.values())
    return {part: own / total for part, own in sorted(spent.items(), key=lambda s: -s[1])}


def measure(paths: Sequence[Path], day: dt.date, passes: int) -> dict[str, Any]:
    """All measurements."""
    register = Work(Defaults(day), lambda result: result).register  # as the command prepares itself

    def read() -> list[Article]:
        return [article for path in paths for article in read_articles(path, published_on=day)]

    articles = read()
    if not articles:
        raise SystemExit("no articles there")
    words = words_of(articles)

    def extract() -> None:
        for article in articles:
            extract_article(article, register)

    def both() -> None:
        read()
        extract()

    extract()  # compiles what is compiled on first use
    reading, extracting = best(read, passes), best(extract, passes)
    first = next(
        p for path in paths for p in ([path] if path.is_file() else sorted(path.iterdir()))
    )
    starts = [command([first], day) for _ in range(STARTS)]
    whole = command(paths, day)
    return {
        "articles": len(articles),
        "words": words,
        "command_words_per_cpu_second": words / whole["cpu"],
        "command_mb": whole["mb"],
        "reading_words_per_cpu_second": words / reading,
        "extracting_words_per_cpu_second": words / extracting,
        "words_per_cpu_second": words / (reading + extracting),
        "start_cpu_seconds": min(run["cpu"] for run in starts),
        "start_wall_seconds": min(run["wall"] for run in starts),
        "microseconds_per_word_by_length": by_length(articles, day, passes),
        "share_by_part": by_part(both),
        "this_process_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def report(found: dict[str, Any]) -> str:
    """The measurements as text."""
    costs = found["microseconds_per_word_by_length"].items()
    lines = [
        f"{found['articles']} articles, {found['words']:,} words",
        "words in a CPU-second",
        f"  whole command   {found['command_words_per_cpu_second']:>10,.0f}",
        f"  once started    {found['words_per_cpu_second']:>10,.0f}",
        f"    reading       {found['reading_words_per_cpu_second']:>10,.0f}",
        f"    extracting    {found['extracting_words_per_cpu_second']:>10,.0f}",
        f"memory of the command     {found['command_mb']:.0f} MB",
        f"start-up, one article     {found['start_cpu_seconds']:.2f} CPU-seconds",
        f"start-up, wall time       {found['start_wall_seconds']:.2f} s",
        "microseconds a word, by length of the article",
        *(f"  {length:>3} x   {cost:.2f}" for length, cost in costs),
        "where the time goes",
    ]
    shares = found["share_by_part"].items()
    lines += [f"  {share:6.1%}  {part}" for part, share in shares if share >= 0.005]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="articles, or folders")
    parser.add_argument(
        "--published-on",
        type=dt.date.fromisoformat,
        default=dt.date(2016, 6, 1),
        metavar="YYYY-MM-DD",
        help="day of publication of articles that tell none",
    )
    parser.add_argument("--passes", type=int, default=3, help="passes of which the best counts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    missing = [str(path) for path in given.paths if not path.exists()]
    if missing:
        parser.error(f"no such file or folder: {missing[0]}")
    try:
        found = measure([path.resolve() for path in given.paths], given.published_on, given.passes)
    except ReadoutError as error:
        parser.error(str(error))
    print(json.dumps(found, indent=2) if given.json else report(found))


if __name__ == "__main__":
    main()
