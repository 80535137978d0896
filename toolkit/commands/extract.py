"""``readout extract``: rows from any articles."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from toolkit.articles.forms import HtmlReader, InputForm
from toolkit.commands.common import at_least, refuse_to_replace, refuse_what_is_read
from toolkit.commands.options import Argument, Option
from toolkit.commands.tally import Tally, Told, tell_passed_over
from toolkit.console import Progress, Style
from toolkit.errors import ReadoutError, UsageError

if TYPE_CHECKING:
    from toolkit.articles.model import Metadata, OffsetMap
    from toolkit.commands.rowfiles import Rows, TableWriter
    from toolkit.extract.pipeline import ArticleResult
    from toolkit.schema.model import PackageDeclaration

FORMATS = ("table", "jsonl", "csv", "parquet")
TERMINAL_ROWS = 20
"""Rows of each table that a terminal shows."""
_START, _END = "start_char", "end_char"


class Offsets(StrEnum):
    """Which text the offsets count in."""

    CLEAN = "clean"
    RECEIVED = "received"


def extract(
    paths: Annotated[
        list[Path],
        Argument(
            metavar="PATH",
            readable=False,
            help="Articles or folders of articles; - is standard input.",
        ),
    ],
    output: Annotated[
        Path | None,
        Option(
            "--output",
            "-o",
            metavar="PLACE",
            readable=False,
            help="Folder for CSV or Parquet files, or a .jsonl file.",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of: {', '.join(FORMATS)}. [default: table; csv with --output]",
        ),
    ] = None,
    offsets: Annotated[
        Offsets,
        Option(
            metavar="clean|received",
            help="Count offsets in the clean text or in the text as received.",
        ),
    ] = Offsets.CLEAN,
    published_on: Annotated[
        str | None,
        Option(metavar="DATE", help="Day of publication where an article does not say."),
    ] = None,
    metadata: Annotated[
        Path | None,
        Option(
            metavar="DIR",
            readable=False,
            help="Folder of articles with front matter that say more of these.",
        ),
    ] = None,
    tables: Annotated[
        str | None,
        Option(metavar="NAMES", help="Only these tables, separated by commas."),
    ] = None,
    max_rows: Annotated[
        int | None,
        Option(
            callback=at_least(0),
            metavar="N",
            help="Rows to show of each table; 0 shows all. "
            f"[default: {TERMINAL_ROWS} on a terminal, else all]",
        ),
    ] = None,
    html: Annotated[
        Path | None,
        Option(
            "--html",
            metavar="FILE",
            readable=False,
            help="One page with each article and its rows, to look at in a browser.",
        ),
    ] = None,
    input_format: Annotated[
        InputForm | None,
        Option(
            metavar="FORM", help=f"What is read: {', '.join(InputForm)}. [default: by its looks]"
        ),
    ] = None,
    html_reader: Annotated[
        HtmlReader,
        Option(metavar="own|trafilatura", help="What finds the article in a web page."),
    ] = HtmlReader.OWN,
    jobs: Annotated[
        int,
        Option("--jobs", "-j", callback=at_least(1), metavar="N", help="Processes to use."),
    ] = 1,
    strict: Annotated[
        bool, Option("--strict", help="Stop at the first article that cannot be read.")
    ] = False,
) -> None:
    """Read articles and give the rows found in them.

    Articles are Markdown with front matter, text, saved web pages, mail (also mailboxes), JSON
    Lines, JSON, CSV, Parquet or web archives (WARC); .gz, .zst, .bz2 and .xz of them, too. What
    cannot be read is told of, and the rest is done.

    \b
    Examples:
      readout extract article.txt --published-on 2019-08-27
      readout extract articles/ --output rows/ --format parquet
      readout extract articles/ --format jsonl > rows.jsonl
      readout extract page.html --tables calls,participants
      readout extract article.md --html look.html
      readout extract crawl.warc.gz mail.mbox --jobs 4 -o rows/
      zcat news.jsonl.gz | readout extract - --format jsonl

    Exit codes: 0 fine, 1 some articles could not be read (the rows of the others are given), 2 none
    could, or the call is wrong.
    """
    wanted = _wanted(tables)
    chosen = _format(format_name, output, wanted)
    if max_rows is not None and (chosen != "table" or html is not None):
        raise UsageError("only tables leave rows out", where="--max-rows", hint="Leave it out.")
    if html is not None:
        _check_page(html, paths, format_name, output, offsets)
    elif output is not None:
        if chosen != "csv":  # CSV is not read from folders
            refuse_what_is_read(output, paths, "--output")
        files = [output] if chosen == "jsonl" else [output / f"{t}.{chosen}" for t in wanted]
        refuse_to_replace(files, paths, "--output")
    form = "html" if html is not None else chosen
    finish = partial(
        finished, wanted=tuple(wanted), received=offsets is Offsets.RECEIVED, form=form
    )
    day = _day(published_on)
    with Progress() as progress:
        tally = Tally(progress, strict)
        results = _results(paths, day, metadata, finish, (input_format, html_reader, jobs))
        with closing(results):
            made = (one.made for one in tally.readable(results))
            if html is not None:
                _write_page(made, wanted, html)
            elif chosen == "jsonl":
                _write_jsonl(made, output)
            elif chosen == "table":
                gathered = _gather(made, wanted)
            else:
                _write_tables(made, wanted, chosen, output)
    if form == "table":
        _print_tables(gathered, max_rows)
    tell_passed_over(paths)
    tally.end()


def _declared() -> PackageDeclaration:
    """What the tables hold; only where they are written with their types is that needed."""
    from toolkit.resources import schemas_dir
    from toolkit.schema.loader import load_declaration

    return load_declaration(schemas_dir())


def _wanted(tables: str | None) -> list[str]:
    """The tables asked for of those that articles fill, in their order."""
    from toolkit.extract.pipeline import TABLES

    known = list(TABLES)
    if tables is None:
        return known
    asked = [name.strip() for name in tables.split(",") if name.strip()]
    for name in asked:
        if name not in known:
            hint = f"Tables: {', '.join(known)}."
            raise UsageError(f"no table {name!r}", where="--tables", hint=hint)
    if not asked:
        raise UsageError("no table is named", where="--tables", hint="For example: calls,quotes")
    return [name for name in known if name in asked]


def _format(format_name: str | None, output: Path | None, wanted: Sequence[str]) -> str:
    """The format, where it and ``--output`` go together."""
    to_lines = output is not None and output.suffix.lower() in (".jsonl", ".ndjson")
    chosen = format_name or ("jsonl" if to_lines else "csv" if output else "table")
    if chosen not in FORMATS:
        raise UsageError(
            f"there is no format {chosen!r}",
            where="--format",
            hint=f"One of: {', '.join(FORMATS)}.",
        )
    if output is not None and (chosen == "table" or to_lines != (chosen == "jsonl")):
        raise UsageError(
            f"{chosen} cannot be written there",
            where=str(output),
            hint="--output is a folder for csv and parquet, and a .jsonl file for jsonl.",
        )
    if output is None and chosen in ("csv", "parquet"):
        if len(wanted) > 1:
            raise UsageError(
                f"several tables do not fit into one {chosen} stream",
                hint="Give a folder with --output, or one table with --tables.",
            )
        if chosen == "parquet" and sys.stdout.isatty():
            raise UsageError("Parquet is not for a terminal", hint="Give a folder with --output.")
    return chosen


def _check_page(
    html: Path,
    paths: Sequence[Path],
    format_name: str | None,
    output: Path | None,
    offsets: Offsets,
) -> None:
    """Refuse what does not go with ``--html``, and to write over what is read."""
    for name, given in (("--format", format_name), ("--output", output)):
        if given is not None:
            raise UsageError(f"{name} does not go with it", where="--html", hint="Leave one out.")
    if offsets is not Offsets.CLEAN:
        hint = "Leave --offsets out."
        raise UsageError("the page shows the clean text", where="--html", hint=hint)
    if os.path.exists(html) and not os.path.isfile(html):
        raise UsageError("is not a file", where=str(html), hint="Name a file for --html.")
    refuse_what_is_read(html, paths, "--html")
    refuse_to_replace([html], paths, "--html")


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        if len(text) != len("YYYY-MM-DD"):
            raise ValueError
        return dt.date.fromisoformat(text)
    except ValueError:
        hint = "Write it as YYYY-MM-DD."
        raise UsageError(f"{text!r} is not a day", where="--published-on", hint=hint) from None


def _results(
    paths: Sequence[Path],
    day: dt.date | None,
    metadata: Path | None,
    finish: partial[Told],
    how: tuple[InputForm | None, HtmlReader, int],
) -> Generator[Told | ReadoutError, None, None]:
    """What is made of each article, and errors."""
    from toolkit.articles.catalogue import OwnCatalogue, catalogue
    from toolkit.articles.read import Defaults
    from toolkit.articles.webpick import chooser
    from toolkit.resources import digests_dir
    from toolkit.run.work import Work, run

    form, reader, jobs = how
    chooser(reader)  # complains where it is not installed
    own = digests_dir()
    known: Mapping[str, Metadata] = {}
    if metadata is not None:
        known = catalogue(metadata)
    elif own is not None:
        known = OwnCatalogue(own)
    return run(paths, Work(Defaults(day, known, form, reader), finish), form, jobs)


def finished(result: ArticleResult, wanted: Sequence[str], received: bool, form: str) -> Told:
    """What the command needs of an article; made where it was extracted, also in a worker.

    Args:
        result: the article and its rows.
        wanted: the tables asked for.
        received: whether offsets count in the text as received.
        form: what is written: ``html``, ``jsonl``, or a format of tables.
    """
    article = result.article
    dated = article.meta.published_on is not None or article.dateline_on is not None
    made: Any = result
    if form != "html":
        rows: Rows = {name: list(result.tables.get(name, ())) for name in wanted}
        if received:
            back = article.offsets
            rows = {name: [_received(row, back) for row in found] for name, found in rows.items()}
        made = rows
    if form == "jsonl":
        from toolkit.package.render import json_of_tables

        named = {"article_id": article.meta.article_id, "source": article.source}
        made = (json_of_tables(named, made) + "\n").encode()
    return Told(article.meta.article_id, article.source, dated, made)


def _received(row: Mapping[str, Any], offsets: OffsetMap) -> dict[str, Any]:
    """The row with its offsets counted in the text as received."""
    changed = dict(row)
    for name, value in row.items():
        if value is not None and name.endswith(_START):
            changed[name] = offsets.start(value)
        elif value is not None and name.endswith(_END):
            changed[name] = offsets.end(value)
    return changed


def _gather(results: Iterable[Rows], wanted: Sequence[str]) -> Rows:
    """All articles' rows; rows that several articles give (people) once."""
    gathered: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {name: {} for name in wanted}
    for tables in results:
        for name, rows in tables.items():
            for row in rows:
                gathered[name].setdefault(tuple(row.values()), row)
    return {name: list(rows.values()) for name, rows in gathered.items()}


def _write_jsonl(lines: Iterable[bytes], output: Path | None) -> None:
    """One object an article: its identifier, the file it was read from, a list for each table."""
    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line)
        return
    from toolkit.package.replace import replaced_file

    with replaced_file(output) as file:
        file.writelines(lines)


def _write_page(results: Iterable[ArticleResult], wanted: Sequence[str], html: Path) -> None:
    from toolkit.package.replace import replaced_file
    from toolkit.view.html import page

    found = list(results)
    with replaced_file(html) as file:
        file.writelines(piece.encode() for piece in page(found, _declared(), wanted))


def _write_tables(
    results: Iterable[Rows],
    wanted: Sequence[str],
    format_name: str,
    output: Path | None,
) -> None:
    """CSV or Parquet: files in a folder, or one table to standard output."""
    from toolkit.commands.rowfiles import folder_writers, table_writer

    declaration = _declared()
    if output is not None:
        with folder_writers(output, wanted, format_name, declaration) as writers:
            _add_all(results, writers)
        return
    writer = table_writer(wanted[0], format_name, declaration, sys.stdout.buffer)
    _add_all(results, {wanted[0]: writer})
    writer.close()


def _add_all(results: Iterable[Rows], writers: Mapping[str, TableWriter]) -> None:
    for tables in results:
        for name, rows in tables.items():
            writers[name].add(rows)


def _print_tables(gathered: Rows, max_rows: int | None) -> None:
    """Every table; where ``max_rows`` does not say, a terminal shows the first rows only."""
    from toolkit.package.render import print_rows

    style = Style.of(sys.stdout)
    if max_rows is None:
        max_rows = TERMINAL_ROWS if style.width else 0
    for name, rows in gathered.items():
        print(style.bold(name))
        if rows:
            sys.stdout.write(print_rows(rows, style, max_rows))
        else:
            print("(no rows)")
        print()
