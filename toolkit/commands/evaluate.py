"""``readout evaluate``: how well the extraction does on annotated articles."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from toolkit.commands.common import at_least
from toolkit.commands.ending import Done
from toolkit.commands.options import Argument, Option
from toolkit.commands.streams import complain
from toolkit.console import Progress, Style, plural
from toolkit.errors import EXIT_DATA, UsageError

if TYPE_CHECKING:
    from toolkit.evaluate.compare import Comparison
    from toolkit.evaluate.model import ArticleScore, Corpus
    from toolkit.evaluate.results import Outcome

FORMATS = ("text", "json", "markdown")
MOST_DOUBTS = 5
"""Probable slips in a gold that are told of."""


def evaluate(
    gold: Annotated[
        list[Path],
        Argument(
            help="Folders of brat annotations, JSON files; each is measured by itself.",
            metavar="GOLD",
            readable=False,
        ),
    ],
    articles: Annotated[
        Path | None,
        Option(
            metavar="DIR",
            readable=False,
            help="Folder of a JSON file's texts. [default: that of the file]",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        Option(
            metavar="NAME", help="What to call a corpus; once for each GOLD. [default: by its path]"
        ),
    ] = None,
    format_name: Annotated[
        str,
        Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    ] = "text",
    output: Annotated[
        Path | None,
        Option(
            "--output", "-o", metavar="FILE", readable=False, help="Write the report to this file."
        ),
    ] = None,
    misses: Annotated[
        int | None,
        Option(
            callback=at_least(0),
            metavar="N",
            help="List so many misses and false finds of each score; 0 lists all.",
        ),
    ] = None,
    compare: Annotated[
        Path | None,
        Option(metavar="OLD.json", readable=False, help="Hold it against an earlier run's JSON."),
    ] = None,
    minimum: Annotated[
        list[str] | None,
        Option(
            metavar="SCORE=PERCENT", help="Exit with 1 where a score is lower. Can be repeated."
        ),
    ] = None,
    strict: Annotated[
        bool, Option("--strict", help="Count optional items and background calls, too.")
    ] = False,
    jobs: Annotated[
        int,
        Option("--jobs", "-j", callback=at_least(1), metavar="N", help="Processes to use."),
    ] = 1,
    quality: Annotated[
        Path | None,
        Option(metavar="FILE", readable=False, help="Write what is published of it: a JSON."),
    ] = None,
    note: Annotated[
        list[str] | None,
        Option(
            metavar="TEXT", help="What is to be known of a corpus, for --quality; once for each."
        ),
    ] = None,
    date: Annotated[
        str | None, Option(metavar="DATE", help="Day of the measurement, for --quality.")
    ] = None,
) -> None:
    """Measure the extraction against annotated articles.

    Prints precision, recall and F1 of every table, with 95 % intervals by the bootstrap. A folder
    of brat annotations measures attributions, a JSON file calls, quotations and figures.

    \b
    Examples:
      readout evaluate corpus/dev
      readout evaluate gold.json --articles texts/ --misses 5
      readout evaluate gold.json --format json --output before.json
      readout evaluate gold.json --compare before.json
      readout evaluate gold.json --minimum calls=92 --minimum dates=92
      readout evaluate corpus/dev gold.json --quality seeds/quality.json --date 2026-01-31

    Exit codes: 0 fine, 1 a minimum is not reached or the gold is damaged, 2 cannot be measured.
    """
    if format_name not in FORMATS:
        hint = f"One of: {', '.join(FORMATS)}."
        raise UsageError(f"there is no format {format_name!r}", where="--format", hint=hint)
    wanted = _minimums(minimum or [])
    day = _day(date, quality)
    if note and (quality is None or len(note) != len(gold)):
        hint = "Give it with --quality, once for each GOLD, in the same order."
        counts = f"{plural(len(note), 'note')} for {plural(len(gold), 'corpus', 'corpora')}"
        raise UsageError(counts, where="--note", hint=hint)
    earlier = _earlier(compare)
    outcomes = _measure(gold, articles, name or [], strict, jobs)
    comparisons = _compare(compare, earlier, outcomes) if compare else []
    short = _too_low(wanted, outcomes)
    report = _report(outcomes, comparisons, format_name, misses, output)
    _write(report, output)
    if quality is not None:
        from toolkit.evaluate.quality import quality_text

        shown = _command(gold, articles, name or [], strict)
        _write(quality_text(outcomes, shown, day, note or ()), quality)
    for line in short:
        complain(line)
    if short:
        raise Done(EXIT_DATA)


def _minimums(given: Sequence[str]) -> dict[str, float]:
    """Score to the least value, in percent."""
    from toolkit.evaluate.measures import BY_NAME, Kind

    wanted = {}
    for text in given:
        score, _, percent = text.partition("=")
        if score not in BY_NAME or BY_NAME[score].kind is Kind.ERRORS:
            known = ", ".join(n for n, m in BY_NAME.items() if m.kind is not Kind.ERRORS)
            raise UsageError(f"no score {score!r}", where="--minimum", hint=f"Scores: {known}.")
        try:
            wanted[score] = float(percent)
        except ValueError:
            wanted[score] = -1.0
        if not 0 <= wanted[score] <= 100:
            hint = "Write SCORE=PERCENT, for example calls=92."
            raise UsageError(f"{percent!r} is no percentage", where="--minimum", hint=hint)
    return wanted


def _day(text: str | None, quality: Path | None) -> dt.date | None:
    if text is None:
        return None
    if quality is None:
        raise UsageError("is written with --quality only", where="--date")
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        hint = "Write it as YYYY-MM-DD."
        raise UsageError(f"{text!r} is not a day", where="--date", hint=hint) from None


def _measure(
    gold: Sequence[Path],
    articles: Path | None,
    names: Sequence[str],
    strict: bool,
    jobs: int,
) -> list[Outcome]:
    from toolkit.evaluate.results import outcome
    from toolkit.evaluate.run import load, measure

    if names and len(names) != len(gold):
        hint = "Give it once for each GOLD, in the same order."
        counts = f"{plural(len(names), 'name')} for {plural(len(gold), 'corpus', 'corpora')}"
        raise UsageError(counts, where="--name", hint=hint)
    if articles is not None and not articles.is_dir():
        hint = "--articles names the folder of a JSON file's texts."
        raise UsageError("no such folder", where=str(articles), hint=hint)
    with Progress() as progress:
        progress("reading the gold")
        corpora = [
            load(path, articles, names[number] if names else None)
            for number, path in enumerate(gold)
        ]
        _tell_doubts(corpora, progress)
        seen = [corpus.name for corpus in corpora]
        if len(set(seen)) < len(seen):
            hint = "Tell them apart with --name."
            raise UsageError("two corpora have one name", where=", ".join(seen), hint=hint)
        return [
            outcome(measure(corpus, strict=strict, jobs=jobs, progress=progress))
            for corpus in corpora
        ]


def _tell_doubts(corpora: Sequence[Corpus], progress: Progress) -> None:
    """The first slips in the gold of each corpus, on standard error."""
    for corpus in corpora:
        if corpus.doubts:
            progress.clear()
        for doubt in corpus.doubts[:MOST_DOUBTS]:
            complain(f"note: {corpus.name}, {doubt}")
        if (more := len(corpus.doubts) - MOST_DOUBTS) > 0:
            complain(f"note: {corpus.name}: {more:,} more of this kind")


def _earlier(old: Path | None) -> Mapping[str, tuple[ArticleScore, ...]]:
    """The articles of an earlier run by corpus; read first, for measuring takes a while."""
    from toolkit.evaluate.results import read_results

    return read_results(old) if old is not None else {}


def _compare(
    old: Path, earlier: Mapping[str, tuple[ArticleScore, ...]], outcomes: Sequence[Outcome]
) -> list[Comparison]:
    from toolkit.evaluate.compare import compare

    found = [compare(earlier[one.name], one) for one in outcomes if one.name in earlier]
    if not any(comparison.articles for comparison in found):
        known = ", ".join(earlier) or "none"
        hint = f"It holds these corpora: {known}. Give them the same --name."
        raise UsageError("no article of this run is in it", where=str(old), hint=hint)
    return found


def _too_low(wanted: dict[str, float], outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each score below its minimum."""
    lines = []
    for score, percent in wanted.items():
        found = [
            (one.name, line.value.score)
            for one in outcomes
            for line in one.lines
            if line.name == score
        ]
        if not found:
            raise UsageError(f"the gold does not tell {score}", where="--minimum")
        for corpus, value in found:
            if value is None or 100 * value < percent:
                shown = "not measured" if value is None else f"{100 * value:.2f}"
                lines.append(f"{corpus}: {score} is {shown}, less than {percent:g}")
    return lines


def _report(
    outcomes: Sequence[Outcome],
    comparisons: Sequence[Comparison],
    format_name: str,
    misses: int | None,
    output: Path | None,
) -> str:
    from toolkit.evaluate.compare import comparison_values
    from toolkit.evaluate.report import markdown_report, text_report
    from toolkit.evaluate.results import as_json

    if format_name == "json":
        values = as_json(outcomes, misses is not None, misses or 0)
        if comparisons:
            values["comparisons"] = [comparison_values(one) for one in comparisons]
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    if format_name == "markdown":
        return markdown_report(outcomes, comparisons, misses)
    style = Style() if output else Style.of(sys.stdout)
    return text_report(outcomes, comparisons, misses, style)


def _write(text: str, output: Path | None) -> None:
    data = text.encode("utf-8", "replace")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from toolkit.package.replace import replaced_file

    with replaced_file(output) as file:
        file.write(data)


def _command(
    gold: Sequence[Path], articles: Path | None, names: Sequence[str], strict: bool
) -> str:
    """The command that measures the same; of absolute paths only the last part is told."""

    def shown(path: Path) -> str:
        return path.name if path.is_absolute() else str(path)

    words = ["readout", "evaluate", *map(shown, gold)]
    words += ["--articles", shown(articles)] if articles else []
    for one in names:
        words += ["--name", one]
    return shlex.join([*words, *(["--strict"] if strict else [])])
