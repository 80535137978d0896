"""``readout query``: SQL over a package, read-only."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Annotated, BinaryIO

from toolkit.commands.common import OutputFile, at_least, format_option
from toolkit.commands.ending import carry_on
from toolkit.commands.options import Argument, Option
from toolkit.commands.packages import opened_folder
from toolkit.commands.streams import complain
from toolkit.console import Progress, Style
from toolkit.errors import UsageError
from toolkit.package.query import (
    DEFAULT_TIMEOUT,
    FORMATS,
    SUFFIXES,
    TERMINAL_ROWS,
    Limits,
    Presentation,
    describe_package,
    parse_memory,
    run_query,
)


def query(
    sql: Annotated[
        str | None,
        Argument(
            metavar="SQL",
            help="One statement. Without it: from standard input, or a prompt.",
            show_default=False,
        ),
    ] = None,
    package: Annotated[
        str | None,
        Option(
            "--package",
            "-p",
            metavar="PACKAGE",
            help="Folder, zip, address or git:REV of the package, or a release: SOURCE@VERSION."
            " [default: datapackage]",
        ),
    ] = None,
    format_name: Annotated[str | None, format_option(FORMATS, "table")] = None,
    output: OutputFile = None,
    max_rows: Annotated[
        int | None,
        Option(
            callback=at_least(0),
            metavar="N",
            help="Rows of a table or of Markdown to show; 0 shows all. "
            f"[default: {TERMINAL_ROWS} on a terminal, else all]",
        ),
    ] = None,
    timeout: Annotated[
        float,
        Option(callback=at_least(0.1), metavar="SECONDS", help="Seconds that the query may take."),
    ] = DEFAULT_TIMEOUT,
    memory: Annotated[str, Option(metavar="SIZE", help="Memory that the query may use.")] = "1GB",
    explain_tables: Annotated[
        bool,
        Option("--explain-tables", help="List tables, views and columns, and end."),
    ] = False,
) -> None:
    """Ask a data package in SQL (DuckDB's), read-only.

    The statement sees the package's tables and views and nothing else: no file, no network. It
    runs in a process of its own, within --timeout and --memory.

    \b
    Examples:
      readout query "select called_on, participants from calls_overview"
      readout query "from quotes where speaker_name like '%Merkel%'" --format csv
      readout query "from figures" --output figures.parquet
      readout query --package https://example.org/data/@1.0 "from calls_overview"
      readout query --explain-tables
      echo "select count(*) from calls" | readout query
    """
    limits = Limits(timeout, parse_memory(memory))
    style = Style() if output else Style.of(sys.stdout)
    shown = _presentation(format_name, output, max_rows, style)
    with contextlib.ExitStack() as stack:
        with Progress() as progress:
            folder = stack.enter_context(opened_folder(package, progress))
        if explain_tables:
            _explain(folder, shown, output, limits)
        elif sql is None and sys.stdin.isatty():
            _prompt(folder, limits, format_name, output, max_rows)
        else:
            _answer(folder, _standard_input() if sql is None else sql, output, shown, limits)


def _answer(
    folder: Path, statement: str, output: Path | None, shown: Presentation, limits: Limits
) -> None:
    from toolkit.package.replace import replaced_file

    with Progress() as progress:
        if output is None:
            found = run_query(folder, statement, sys.stdout.buffer, shown, limits, progress)
        else:
            with replaced_file(output) as file:
                found = run_query(folder, statement, file, shown, limits, progress)
    if not found:
        from toolkit.package.hints import retired_hints

        for line in retired_hints(folder, statement):
            complain(line)


def _prompt(
    folder: Path,
    limits: Limits,
    format_name: str | None,
    output: Path | None,
    max_rows: int | None,
) -> None:
    from toolkit.package.shell import Shell

    for name, given in (("--format", format_name), ("--output", output)):
        if given is not None:
            hint = "Give the statement as an argument or on standard input."
            raise UsageError("the prompt shows tables only", where=name, hint=hint)

    def read_line(prompt: str) -> str:
        carry_on()
        return input(prompt)

    Shell(folder, limits, read_line, TERMINAL_ROWS if max_rows is None else max_rows).run()


def _standard_input() -> str:
    """The statement on standard input.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where="standard input") from None
    except UnicodeDecodeError as error:
        hint = "Give SQL in UTF-8."
        what = f"not UTF-8 (byte {error.start + 1})"
        raise UsageError(what, where="standard input", hint=hint) from None


def _presentation(
    format_name: str | None, output: Path | None, max_rows: int | None, style: Style
) -> Presentation:
    if format_name is None and output is not None and output.suffix.lower() not in SUFFIXES:
        raise UsageError(
            "the ending does not tell the format", where=str(output), hint="Give --format."
        )
    chosen = format_name or (SUFFIXES[output.suffix.lower()] if output else "table")
    if chosen not in FORMATS:
        raise UsageError(
            f"there is no format {chosen!r}",
            where="--format",
            hint=f"One of: {', '.join(FORMATS)}.",
        )
    if chosen == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError(
            "Parquet is not for a terminal", where="--format", hint="Give --output FILE."
        )
    if max_rows is not None and chosen not in ("table", "markdown"):
        raise UsageError(
            f"{chosen} leaves no rows out", where="--max-rows", hint="Use limit in the SQL."
        )
    if max_rows is None:
        max_rows = TERMINAL_ROWS if style.width else 0
    return Presentation(chosen, style, max_rows)


def _explain(folder: Path, shown: Presentation, output: Path | None, limits: Limits) -> None:
    from toolkit.package.explain import explain_text
    from toolkit.package.replace import replaced_file

    text = explain_text(describe_package(folder, limits), shown.format, shown.style)
    if output is None:
        _write(sys.stdout.buffer, text)
        return
    with replaced_file(output) as file:
        _write(file, text)


def _write(file: BinaryIO, text: str) -> None:
    file.write(text.encode())
    file.flush()
