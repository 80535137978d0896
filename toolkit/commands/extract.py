"""``readout extract``: rows from any articles."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from toolkit.commands.common import at_least
from toolkit.commands.streams import complain
from toolkit.console import Progress, Style
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.articles.model import Article, OffsetMap
    from toolkit.extract.pipeline import ArticleResult
    from toolkit.schema.model import PackageDeclaration

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table."""

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
        typer.Argument(
            metavar="PATH",
            readable=False,
            help="Articles or folders of articles; - is standard input.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PLACE",
            readable=False,
            help="Folder for CSV or Parquet files, or a .jsonl file.",
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of: {', '.join(FORMATS)}. [default: table; csv with --output]",
        ),
    ] = None,
    offsets: Annotated[
        Offsets,
        typer.Option(
            metavar="clean|received",
            help="Count offsets in the clean text or in the text as received.",
        ),
    ] = Offsets.CLEAN,
    published_on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication where an article does not say."),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            readable=False,
            help="Folder of articles with front matter that say more of these.",
        ),
    ] = None,
    tables: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help="Only these tables, separated by commas."),
    ] = None,
    max_rows: Annotated[
        int | None,
        typer.Option(
            callback=at_least(0),
            metavar="N",
            help="Rows to show of each table; 0 shows all. "
            f"[default: {TERMINAL_ROWS} on a terminal, else all]",
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            readable=False,
            help="One page with each article and its rows, to look at in a browser.",
        ),
    ] = None,
) -> None:
    """Read articles and give the rows found in them.

    Articles are Markdown with front matter, text, saved web pages, mail, JSON Lines or Parquet.

    \b
    Examples:
      readout extract article.txt --published-on 2019-08-27
      readout extract articles/ --output rows/ --format parquet
      readout extract articles/ --format jsonl > rows.jsonl
      readout extract page.html --tables calls,participants
      readout extract article.md --html look.html
      cat article.txt | readout extract -
    """
    from toolkit.extract.pipeline import extract_articles
    from toolkit.resources import schemas_dir
    from toolkit.schema.loader import load_declaration

    declaration = load_declaration(schemas_dir())
    wanted = _wanted(tables, declaration)
    chosen = _format(format_name, output, wanted)
    if max_rows is not None and (chosen != "table" or html is not None):
        raise UsageError("only tables leave rows out", where="--max-rows", hint="Leave it out.")
    if html is not None:
        _check_page(html, paths, format_name, output, offsets)
    day = _day(published_on)
    with Progress() as progress:
        results = extract_articles(paths, published_on=day, metadata=metadata)
        if html is not None:
            _write_page(_counted(results, progress), declaration, wanted, html)
            return
        rows = (_rows_of(result, wanted, offsets) for result in _counted(results, progress))
        if chosen == "jsonl":
            _write_jsonl(rows, output)
            return
        gathered = _gather(rows, wanted)
    if chosen == "table":
        _print_tables(gathered, max_rows)
    elif output is None:
        name = wanted[0]
        _write_table(gathered[name], name, chosen, declaration, sys.stdout.buffer)
    else:
        _write_folder(gathered, chosen, declaration, output)


def _wanted(tables: str | None, declaration: PackageDeclaration) -> list[str]:
    """The tables asked for, in the declaration's order."""
    if tables is None:
        return list(declaration.tables)
    asked = [name.strip() for name in tables.split(",") if name.strip()]
    for name in asked:
        if name not in declaration.tables:
            known = ", ".join(declaration.tables)
            raise UsageError(f"no table {name!r}", where="--tables", hint=f"Tables: {known}.")
    if not asked:
        raise UsageError("no table is named", where="--tables", hint="For example: calls,quotes")
    return [name for name in declaration.tables if name in asked]


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
    place = os.path.realpath(html)
    for read in map(os.path.realpath, paths):
        if place == read:
            hint = "Name another file for --html."
            raise UsageError("is an article to read", where=str(html), hint=hint)
        if os.path.isdir(read) and Path(place).is_relative_to(read):
            hint = "The next run would read it as an article. Name a file elsewhere for --html."
            raise UsageError("lies in a folder to read", where=str(html), hint=hint)


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


def _counted(results: Iterable[ArticleResult], progress: Progress) -> Iterator[ArticleResult]:
    """The results, told to the progress line; at the end, how many articles have no date."""
    undated: list[str] = []
    for count, result in enumerate(results, start=1):
        progress("Reading articles:", count)
        article = result.article
        if article.meta.published_on is None and article.dateline_on is None:
            undated.append(article.source)
        yield result
    if undated:
        others = f" and {len(undated) - 1} more" if len(undated) > 1 else ""
        complain(
            f"note: {undated[0]}{others}: no day of publication, so that words like"
            ' "on Monday" may have no day. --published-on tells it.'
        )


def _rows_of(
    result: ArticleResult, wanted: Sequence[str], offsets: Offsets
) -> tuple[Article, Rows]:
    """One article and its rows in the tables asked for."""
    rows: Rows = {name: list(result.tables.get(name, ())) for name in wanted}
    if offsets is Offsets.RECEIVED:
        back = result.article.offsets
        rows = {name: [_received(row, back) for row in found] for name, found in rows.items()}
    return result.article, rows


def _received(row: Mapping[str, Any], offsets: OffsetMap) -> dict[str, Any]:
    """The row with its offsets counted in the text as received."""
    changed = dict(row)
    for name, value in row.items():
        if value is not None and name.endswith(_START):
            changed[name] = offsets.start(value)
        elif value is not None and name.endswith(_END):
            changed[name] = offsets.end(value)
    return changed


def _gather(results: Iterable[tuple[Article, Rows]], wanted: Sequence[str]) -> Rows:
    """All articles' rows; rows that several articles give (people) once."""
    gathered: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {name: {} for name in wanted}
    for _, tables in results:
        for name, rows in tables.items():
            for row in rows:
                gathered[name].setdefault(tuple(row.values()), row)
    return {name: list(rows.values()) for name, rows in gathered.items()}


def _write_jsonl(results: Iterable[tuple[Article, Rows]], output: Path | None) -> None:
    """One object an article: its identifier, the file it was read from, a list for each table."""
    from toolkit.package.render import json_of
    from toolkit.package.replace import replaced_file

    lines = ((json_of(_object(article, tables)) + "\n").encode() for article, tables in results)
    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line)
        return
    with replaced_file(output) as file:
        file.writelines(lines)


def _object(article: Article, tables: Rows) -> dict[str, Any]:
    return {"article_id": article.meta.article_id, "source": article.source, **tables}


def _write_page(
    results: Iterable[ArticleResult],
    declaration: PackageDeclaration,
    wanted: Sequence[str],
    html: Path,
) -> None:
    from toolkit.package.replace import replaced_file
    from toolkit.view.html import page

    found = list(results)
    with replaced_file(html) as file:
        file.writelines(piece.encode() for piece in page(found, declaration, wanted))


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


def _write_folder(
    gathered: Rows, format_name: str, declaration: PackageDeclaration, output: Path
) -> None:
    from toolkit.package.replace import cannot_write, replaced_file

    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(output, error) from error
    for name, rows in gathered.items():
        with replaced_file(output / f"{name}.{format_name}") as file:
            _write_table(rows, name, format_name, declaration, file)


def _write_table(
    rows: Sequence[Mapping[str, Any]],
    name: str,
    format_name: str,
    declaration: PackageDeclaration,
    file: BinaryIO,
) -> None:
    import pyarrow as pa

    from toolkit.package.write import write_csv, write_parquet
    from toolkit.schema.arrow import arrow_schema

    declared = arrow_schema(declaration.tables[name])
    unchecked = pa.schema([field.with_nullable(True) for field in declared], declared.metadata)
    table = pa.Table.from_pylist(list(rows), unchecked)
    if format_name == "csv":
        write_csv(table, file)
    else:
        write_parquet(table, file)
    file.flush()
