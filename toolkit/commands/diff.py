"""``readout diff``: what changed between two packages, and the version bump it asks for."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from toolkit.commands.common import (
    PACKAGE_FOLDER,
    OutputFile,
    at_least,
    find_package,
    format_option,
)
from toolkit.commands.ending import Done
from toolkit.commands.options import Argument, Option
from toolkit.commands.packages import opened, shown_name
from toolkit.commands.written import FORMATS, chosen_format, write_parts
from toolkit.console import Progress, Style

if TYPE_CHECKING:
    from toolkit.diff.model import Difference


def diff(
    old: Annotated[
        str,
        Argument(
            metavar="OLD",
            help="Folder, zip, address or git:REV of a package, or a release: SOURCE@VERSION.",
            show_default=False,
        ),
    ],
    new: Annotated[
        str | None,
        Argument(
            metavar="NEW",
            help=f"The package to compare with it. [default: {PACKAGE_FOLDER}]",
            show_default=False,
        ),
    ] = None,
    format_name: Annotated[str | None, format_option(FORMATS, "text")] = None,
    output: OutputFile = None,
    limit: Annotated[
        int | None,
        Option(
            callback=at_least(0),
            metavar="N",
            help="Rows of each kind to show of each table; 0 shows all. "
            "[default: 5 in text, 20 in Markdown, all in JSON]",
        ),
    ] = None,
    memory: Annotated[
        str, Option(metavar="SIZE", help="Memory to use before going to disk.")
    ] = "500MB",
    exit_code: Annotated[
        bool, Option("--exit-code", help="Exit with 1 if the packages differ.")
    ] = False,
) -> None:
    """Compare two data packages: schemas, rows, cells, and the smallest legal version bump.

    Tables are compared as sets of rows by primary key, whatever the order of rows and whether they
    are CSV or Parquet. Renamed columns and re-keyed rows are recognised. git:REV is the package as
    a git revision has it; git:REV:PATH names another folder than this package's.

    \b
    Examples:
      readout diff releases/leader-calls-1.0.0.zip datapackage
      readout diff git:main
      readout diff git:v1.0.0 --format markdown --output changes.md
      readout diff https://example.org/data/@1.0 https://example.org/data/@latest
      readout diff old new --exit-code > /dev/null || echo "they differ"

    Exit codes: 0 compared, 1 they differ (with --exit-code), 2 cannot be compared.
    """
    chosen = chosen_format(format_name, output)
    from toolkit.diff.compare import compared
    from toolkit.package.query import parse_memory

    place = str(find_package(None)) if new is None else new
    bound = parse_memory(memory)
    with contextlib.ExitStack() as stack:
        with Progress() as progress:
            first = stack.enter_context(opened(old, progress, place))
            second = stack.enter_context(opened(place, progress))
            names = shown_name(old), shown_name(place)
            difference = stack.enter_context(compared(first, second, names, bound, progress))
        write_parts(_parts(difference, chosen, limit, output), output)
        differs = difference.differs
    if exit_code and differs:
        raise Done(1)


def _parts(
    difference: Difference, chosen: str, limit: int | None, output: Path | None
) -> Iterable[str]:
    """The report in pieces, with their line ends."""
    from toolkit.diff import json_, markdown, text

    if chosen == "json":
        return json_.json_parts(difference, limit or 0)
    if chosen == "markdown":
        shown = markdown.DEFAULT_LIMIT if limit is None else limit
        return (f"{line}\n" for line in markdown.markdown(difference, shown))
    style = Style() if output else Style.of(sys.stdout)
    shown = text.DEFAULT_LIMIT if limit is None else limit
    return (f"{line}\n" for line in text.text(difference, style, shown))
