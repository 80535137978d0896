"""``readout validate``: check a package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.commands.common import find_package, needs_build_extra
from toolkit.console import Progress
from toolkit.errors import EXIT_DATA, DataError, UsageError

if TYPE_CHECKING:
    from toolkit.validate.report import Report
    from toolkit.validate.tables import Check

FORMATS = ("text", "json")


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

    Exit codes: 0 valid, 1 invalid, 2 cannot be checked.
    """
    if format_name not in FORMATS:
        raise UsageError(
            f"there is no format {format_name!r}",
            where="--format",
            hint=f"One of: {', '.join(FORMATS)}.",
        )
    with Progress() as progress:
        progress("Checking")
        report = _report(find_package(path), schemas)
    sys.stdout.write(report.json() if format_name == "json" else report.text())
    if not report.valid:
        raise typer.Exit(EXIT_DATA)


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
        return validate_package(folder)
    own = schemas is None
    return validate_package(folder, declaration, _own_checks() if own else ())


def _own_checks() -> tuple[Check, ...]:
    """The checks that only the extracting half can make."""
    from toolkit.build import check_figures

    return (check_figures,)
