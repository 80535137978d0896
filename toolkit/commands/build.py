"""``readout build``: from seeds to the data package."""

from __future__ import annotations

import re
import shlex
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from toolkit.commands.common import (
    PACKAGE_FOLDER,
    SEEDS_FOLDER,
    called,
    find_seeds,
    is_own,
    needs_build_extra,
)
from toolkit.commands.options import Option
from toolkit.commands.reports import further_reports, reported, write_reports
from toolkit.commands.streams import complain
from toolkit.console import Column, Progress, Style, human_size, plural, render_table
from toolkit.errors import DataError, UsageError

if TYPE_CHECKING:
    from toolkit.package.publish import Published
    from toolkit.release.label import Labels
    from toolkit.schema.model import PackageDeclaration
    from toolkit.validate.report import Report
    from toolkit.validate.tables import Check

QUALITY_FILE = "quality.json"
"""What ``readout evaluate --quality`` writes into the seeds and the build takes over."""
EXAMPLES = (
    "select called_on, participants, initiator, duration_minutes from calls_overview order by all",
    "select call_id, account_code, status_code from topics where topic_code = 'taiwan'",
    "select speaker_name, content from quotes where call_id is not null order by quote_id limit 5",
)
"""Queries that a build proposes; the test of the command runs them."""
_CLAUSE_END = re.compile(r"[:;.](?=\s|\Z)")


def build(
    articles: Annotated[
        Path | None,
        Option(
            metavar="DIR",
            readable=False,
            help="Folder of articles to build from. [default: the seeds' articles]",
        ),
    ] = None,
    seeds: Annotated[
        Path | None,
        Option(
            metavar="DIR",
            readable=False,
            help="Folder with reference/, corrections.csv and retired.csv. [default: seeds]",
        ),
    ] = None,
    output: Annotated[
        Path,
        Option(
            "--output", "-o", metavar="DIR", readable=False, help="Folder to write the package to."
        ),
    ] = Path(PACKAGE_FOLDER),
    check: Annotated[
        bool,
        Option("--check", help="Write nothing; say whether the package is what would be built."),
    ] = False,
    reports: Annotated[
        list[str] | None,
        Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Write what stopped the build as a report of readout validate; - is standard"
            " output. May be given several times.",
        ),
    ] = None,
) -> None:
    """Make the data package: read the articles, check every rule, write CSV and Parquet.

    A package that breaks a rule is not written, and the previous one stays as it was.

    \b
    Examples:
      readout build
      readout build --check
      readout build --articles ~/articles --output my-calls
      readout build --check --report github=- --report markdown=report.md
    """
    wanted = further_reports(reports or ())
    needs_build_extra()
    with reported(wanted):
        report = _build(articles, seeds, output, check)
    write_reports(report, wanted, None)


def _build(articles: Path | None, seeds: Path | None, output: Path, check: bool) -> Report:
    """Build, or compare with what would be built, and say so."""
    from toolkit.build import build_tables, check_figures, publishable, with_sources
    from toolkit.package.publish import InvalidPackageError, publish, stale_files
    from toolkit.resources import schemas_dir
    from toolkit.schema.loader import load_declaration
    from toolkit.schema.quality import read_quality
    from toolkit.validate.expectations import expectation_check
    from toolkit.validate.formats.text import render_text

    started = time.monotonic()
    if not check:
        _finish_release(output)
    declaration = load_declaration(schemas_dir())
    seeds_folder = find_seeds(seeds)
    checks: tuple[Check, ...] = (check_figures,)
    if articles is None and is_own(seeds_folder, SEEDS_FOLDER):
        checks += (expectation_check(declaration.expectations),)
    try:
        with Progress() as progress:
            source = _articles(articles, seeds_folder)
            tables = build_tables(source, seeds_folder, declaration, progress)
            progress("Checking and writing")
            measured = seeds_folder / QUALITY_FILE
            quality = read_quality(measured) if measured.is_file() else None
            labels = _labels(declaration, likely=articles is None)
            how = (checks, lambda tables: publishable(tables, declaration), quality, labels.settle)
            if check:
                stale = stale_files(tables, labels.chosen, output, *how)
            else:
                published = publish(tables, labels.chosen, output, *how)
    except InvalidPackageError as error:
        error.report = with_sources(error.report, seeds_folder)
        complain(render_text(error.report, Style.of(sys.stderr)).rstrip("\n"))
        raise
    if check:
        rows = {name: table.num_rows for name, table in tables.items()}
        return _tell_stale(stale, output, rows)
    _tell(published, labels.chosen, time.monotonic() - started)
    return published.report


def _labels(declaration: PackageDeclaration, *, likely: bool) -> Labels:
    """Whether the package will be the release of its version, which its files then tell."""
    from toolkit.release.label import Labels, release_of
    from toolkit.resources import releases_file

    return Labels(declaration, release_of(declaration, releases_file()), likely=likely)


def _finish_release(output: Path) -> None:
    """Put in place what a killed release left to be put in place: it writes the package, too."""
    from toolkit.release.journal import finish_pending

    note = finish_pending(output.resolve().parent)
    if note is not None:
        complain(f"note: finished the release of {note['version']}, which had been interrupted")


def _articles(given: Path | None, seeds: Path) -> Path:
    folder = given or seeds / "articles"
    if folder.exists():
        return folder
    hint = "Name the folder of the articles with --articles."
    if given is not None:
        hint = "--articles names a folder of articles, or one article."
    raise UsageError("no such folder", where=str(folder), hint=hint)


class StaleError(DataError):
    """The package is not what would be built now.

    Attributes:
        report: every file that differs.
    """

    def __init__(self, report: Report, output: Path, hint: str) -> None:
        what = f"{plural(report.errors, 'file')} out of date"
        super().__init__(what, where=str(output), hint=hint)
        self.report = report


def _tell_stale(stale: list[str], output: Path, rows: Mapping[str, int]) -> Report:
    """Print which files differ.

    Raises:
        StaleError: some do.
    """
    from toolkit.validate.report import Finding, Report

    if not stale:
        print(f"{output}: up to date")
        return Report.of([], rows, [_STALE])
    for line in stale:
        print(f"{output}/{line}")
    hint = f"Run readout build and commit the result.{_other_library(stale, output)}"
    split = (line.partition(": ") for line in stale)
    found = [
        Finding(_STALE, f"the file {_STALE_WORDS[what]}", hint=_MADE, path=f"{output}/{file}")
        for file, _, what in split
    ]
    raise StaleError(Report.of(found, rows, [_STALE]), output, hint)


def _other_library(stale: list[str], output: Path) -> str:
    """What to know where only Parquet, and what tells its checksums, differs; else nothing."""
    import json

    import pyarrow

    files = [line.partition(": ")[0] for line in stale]
    parquet = [file for file in files if file.endswith(".parquet")]
    if not parquet or not all(file.endswith((".parquet", *_WITH_CHECKSUMS)) for file in files):
        return ""
    try:
        writers = json.loads((output / "datapackage.json").read_bytes()).get("writers", {})
        wrote = str(writers["parquet"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        wrote = "another version"
    return (
        f" Only Parquet differs: its bytes depend on pyarrow, which is {pyarrow.__version__} here;"
        f" the package was written by {wrote}. Build with the locked version."
    )


_WITH_CHECKSUMS = ("datapackage.json", "croissant.json", "dcat.jsonld")
_STALE = "stale-file"
_MADE = (
    "The package is made from the seeds: change those (seeds/corrections.csv puts a cell right),"
    " run readout build, and commit both."
)
_STALE_WORDS = {
    "missing": "is missing",
    "not written by a build": "is none that a build writes",
    "differs": "is not what the seeds give",
}


def _tell(published: Published, declaration: PackageDeclaration, seconds: float) -> None:
    """Print what was built and what to ask of it."""
    if published.report.warnings:
        from toolkit.validate.formats.text import render_text

        complain(render_text(published.report, Style.of(sys.stderr)).rstrip("\n"))
    written = published.written
    rows = [
        (name, f"{written.rows[name]:,}", _first_clause(table.description))
        for name, table in declaration.tables.items()
    ]
    columns = [Column("table"), Column("rows", right=True), Column("what")]
    print(
        f"Built {written.target} in {seconds:.1f} s: {declaration.name} {declaration.version}, "
        f"{plural(len(declaration.tables), 'table')}, "
        f"{plural(len(declaration.code_lists), 'code list')}, "
        f"{plural(len(declaration.views), 'view')}, {human_size(written.bytes)}\n"
    )
    print("\n".join(render_table(columns, rows, Style.of(sys.stdout))))
    where = (
        ""
        if written.target == Path(PACKAGE_FOLDER)
        else f"--package {shlex.quote(str(written.target))} "
    )
    program = called()
    print("\nTry:")
    for sql in EXAMPLES:
        print(f'  {program} query {where}"{sql}"')


def _first_clause(description: str) -> str:
    """The description up to its first colon, semicolon or full stop."""
    return _CLAUSE_END.split(description, maxsplit=1)[0]
