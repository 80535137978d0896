"""``readout verify``: the dataset's words against the articles that one holds."""

from __future__ import annotations

import sys
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
from toolkit.commands.options import Option
from toolkit.commands.packages import opened
from toolkit.console import Progress, Style
from toolkit.errors import EXIT_DATA, UsageError

if TYPE_CHECKING:
    from toolkit.verify.report import Verified

FORMATS = ("text", "json", "csv")
SUFFIXES = {".json": "json", ".csv": "csv"}
_TABLES = ("articles", "quotes", "figures")


def verify(
    articles: Annotated[
        Path,
        Option(metavar="DIR", readable=False, help="Folder of the articles as you received them."),
    ],
    package: Annotated[
        str | None,
        Option(
            "--package",
            "-p",
            metavar="PACKAGE",
            help="Folder, zip, address or git:REV of the package, or a release: SOURCE@VERSION."
            f" [default: {PACKAGE_FOLDER}]",
        ),
    ] = None,
    format_name: Annotated[str | None, format_option(FORMATS, "text")] = None,
    output: OutputFile = None,
    limit: Annotated[
        int | None,
        Option(
            callback=at_least(0),
            metavar="N",
            help="Cases of each verdict to show in text; 0 shows all. [default: 20]",
        ),
    ] = None,
) -> None:
    """Check quotations and figures word for word against articles that you hold.

    White space, kinds of quotation marks, dashes and the like may differ, and so may the comma or
    full stop that ends a quotation; words may not. An article is known by the checksum of the file
    as received, else by its article_id, address, or headline and day. Each quotation and figure is
    verified, differs (both wordings are shown), is not found, or its article is not held.

    \b
    Examples:
      readout verify --articles ~/articles
      readout verify --articles ~/articles --output verified.csv
      readout verify --articles page.html --package releases/leader-calls-1.0.0.zip

    Exit codes: 0 nothing wrong, 1 something differs or is not found, 2 cannot be checked.
    """
    by_ending = SUFFIXES.get(output.suffix.lower(), "text") if output else "text"
    chosen = format_name or by_ending
    if chosen not in FORMATS:
        raise UsageError(
            f"there is no format {chosen!r}",
            where="--format",
            hint=f"One of: {', '.join(FORMATS)}.",
        )
    if limit is not None and chosen != "text":
        raise UsageError("only text leaves cases out", where="--limit", hint="Leave it out.")
    with Progress() as progress:
        found = _verified(str(package or find_package(None)), articles, progress)
    _write(_rendered(found, chosen, limit, output), output)
    if not found.held and found.articles:
        raise UsageError(
            "none of the package's articles is held there",
            where=str(articles),
            hint="The files are to be those whose received_sha256 the package states, or copies "
            "with the article_id as name.",
        )
    if found.wrong:
        raise Done(EXIT_DATA)


def _verified(package: str, articles: Path, progress: Progress) -> Verified:
    from toolkit.package.read import read_table
    from toolkit.verify.check import Checked, is_indirect
    from toolkit.verify.check import verify as checked
    from toolkit.verify.held import find_held
    from toolkit.verify.report import Verified

    with opened(package, progress) as found:
        for name in _TABLES:
            if name not in found.tables:
                hint = "Name a package that readout build has made."
                raise UsageError(f"it has no table {name}", where=package, hint=hint)
        tables = {name: read_table(found, name).to_pylist() for name in _TABLES}
    held, unread = find_held(tables["articles"], articles, progress)
    results: list[Checked] = list(checked(tables, held, progress))
    indirect = sum(1 for row in tables["quotes"] if is_indirect(row))
    names = [str(row["article_id"]) for row in tables["articles"]]
    return Verified(results, names, held, unread, indirect)


def _rendered(found: Verified, chosen: str, limit: int | None, output: Path | None) -> str:
    from toolkit.package.csv_text import csv_row
    from toolkit.verify import report

    if chosen == "json":
        return report.as_json(found)
    if chosen == "csv":
        return "".join(csv_row(row) for row in report.csv_rows(found))
    style = Style() if output else Style.of(sys.stdout)
    shown = report.DEFAULT_LIMIT if limit is None else limit
    return "".join(f"{line}\n" for line in report.text(found, style, shown))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from toolkit.package.replace import replaced_file

    with replaced_file(output) as file:
        file.write(text.encode("utf-8", "replace"))
