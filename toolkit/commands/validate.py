"""``readout validate``: check a package."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.commands.common import (
    PACKAGE_FOLDER,
    at_least,
    find_package,
    is_own,
    needs_build_extra,
)
from toolkit.commands.reports import FORMATS, wanted_reports, write_reports
from toolkit.console import Progress
from toolkit.errors import EXIT_DATA, DataError

if TYPE_CHECKING:
    from toolkit.schema.model import PackageDeclaration
    from toolkit.validate.report import Report
    from toolkit.validate.tables import Check


def validate(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            readable=False,
            help="The package's folder. [default: datapackage]",
            show_default=False,
        ),
    ] = None,
    format_name: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="File for the report. [default: standard output]"
        ),
    ] = None,
    reports: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Write a further report of the same run; may be given several times.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            callback=at_least(0),
            help="Findings of each kind (table, column, rule) to list; 0 lists all. "
            "[default: 5 as text, 20 as Markdown, 1,000 in other formats]",
            show_default=False,
        ),
    ] = None,
    schemas: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            readable=False,
            help="The declaration to hold it against. [default: the program's own]",
        ),
    ] = None,
) -> None:
    """Check a data package: files, tables, keys and rules.

    Checked are descriptor, sizes and checksums, whether CSV and Parquet hold the same rows, every
    column, type, constraint and key, and the declared rules. A package of another name than the
    declaration's is checked against its own descriptor only.

    \b
    Examples:
      readout validate
      readout validate downloads/leader-calls --format json
      readout validate --report junit=junit.xml --report sarif=readout.sarif
      readout validate --format github     in a workflow: annotations and step summary

    Exit codes: 0 valid, 1 invalid, 2 cannot be checked.
    """
    wanted = wanted_reports(format_name, output, reports or ())
    with Progress() as progress:
        progress("Checking")
        report = _limited(_report(find_package(path), schemas), limit)
    write_reports(report, wanted, limit)
    if not report.valid:
        raise typer.Exit(EXIT_DATA)


def _limited(report: Report, limit: int | None) -> Report:
    """The report with at most so many findings of each kind kept."""
    from toolkit.validate.report import KEPT_FINDINGS, Collector

    collector = Collector(KEPT_FINDINGS if limit is None else limit)
    collector.merge(report)
    return collector.report(report.rows, report.checks, report.skipped, report.base)


def _report(folder: Path, schemas: Path | None) -> Report:
    needs_build_extra()
    from toolkit.package.check import validate_package
    from toolkit.package.read import open_package
    from toolkit.resources import schemas_dir
    from toolkit.schema.loader import load_declaration

    declaration = load_declaration(schemas or schemas_dir())
    try:
        same = open_package(folder).name == declaration.name
    except DataError:
        same = False  # the report says what is damaged
    if not same and schemas is None:
        report = validate_package(folder)
    else:
        checks = () if schemas else _own_checks(folder, declaration)
        report = validate_package(folder, declaration, checks)
    return replace(report, base=str(folder))


def _own_checks(folder: Path, declaration: PackageDeclaration) -> tuple[Check, ...]:
    """Checks that only the extracting half can make; expectations, which hold for our own rows."""
    from toolkit.build import check_figures
    from toolkit.validate.expectations import expectation_check

    if is_own(folder, PACKAGE_FOLDER):
        return check_figures, expectation_check(declaration.expectations)
    return (check_figures,)
