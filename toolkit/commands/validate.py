"""``readout validate``: check a package, a table, or whatever else describes tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from toolkit.commands.common import (
    PACKAGE_FOLDER,
    at_least,
    find_package,
    is_own,
)
from toolkit.commands.ending import Done
from toolkit.commands.options import Argument, Option
from toolkit.commands.packages import release_folder
from toolkit.commands.reports import FORMATS, reported, wanted_reports, write_reports
from toolkit.console import Progress
from toolkit.errors import EXIT_DATA, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.inputs.target import Target
    from toolkit.release.versions import Version
    from toolkit.schema.model import PackageDeclaration
    from toolkit.validate.inquiry import Inquiry
    from toolkit.validate.report import Report
    from toolkit.validate.tables import Check


def validate(
    target: Annotated[
        str | None,
        Argument(
            metavar="TARGET",
            help="Package (folder, zip, descriptor), table schema, table (CSV, Parquet), address"
            " of one, git:REV, or a release (SOURCE@VERSION). [default: datapackage]",
            show_default=False,
        ),
    ] = None,
    format_name: Annotated[
        str,
        Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    ] = "text",
    output: Annotated[
        Path | None,
        Option(
            "--output", "-o", metavar="FILE", help="File for the report. [default: standard output]"
        ),
    ] = None,
    reports: Annotated[
        list[str] | None,
        Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Write a further report of the same run; - is standard output. May be given"
            " several times.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        Option(
            metavar="N",
            callback=at_least(0),
            help="Findings of each kind (table, column, rule) to list; 0 lists all. "
            "[default: 5 as text, 20 as Markdown, 1,000 in other formats]",
            show_default=False,
        ),
    ] = None,
    resource: Annotated[
        str | None, Option(metavar="NAME", help="Check this resource of a package only.")
    ] = None,
    schema: Annotated[
        Path | None,
        Option(metavar="FILE", readable=False, help="Table Schema to hold a single table against."),
    ] = None,
    schemas: Annotated[
        Path | None,
        Option(
            metavar="DIR",
            readable=False,
            help="Declaration to hold a package against. [default: the program's own, for a"
            " package of its name]",
        ),
    ] = None,
    like_frictionless: Annotated[
        bool,
        Option(
            "--like-frictionless",
            help="Judge as frictionless does where it departs from the standard.",
        ),
    ] = False,
) -> None:
    """Check a data package or a table: files, rows, keys and rules.

    Checked are descriptor, sizes and checksums, structure and encoding of the files, every type,
    format, constraint and key, and whether CSV and Parquet hold the same rows; for a package of
    the declaration's name also the declared rules.

    \b
    Examples:
      readout validate
      readout validate downloads/leader-calls.zip --format json
      readout validate calls.csv --schema schemas/calls.json
      readout validate https://example.org/datapackage.json --limit 0
      readout validate --report junit=junit.xml --report sarif=readout.sarif
      readout validate --format github     in a workflow: annotations and step summary

    Exit codes: 0 valid, 1 invalid, 2 cannot be checked.
    """
    wanted = wanted_reports(format_name, output, reports or ())
    with reported(wanted), Progress() as progress:
        held, skipped = (None, {}) if schema is None else _schema(schema)
        options = _options(limit, resource, held, like_frictionless, progress)
        named = target or str(find_package(None))
        release = release_folder(named, progress)
        report = _checked(named if release is None else str(release), schemas, options)
        report = replace(report, skipped={**report.skipped, **skipped})
    write_reports(report, wanted, limit)
    if not report.valid:
        raise Done(EXIT_DATA)


def _options(
    limit: int | None,
    resource: str | None,
    schema: Mapping[str, Any] | None,
    like_frictionless: bool,
    progress: Progress,
) -> Inquiry:
    from toolkit.validate.inquiry import Inquiry
    from toolkit.validate.report import KEPT_FINDINGS
    from toolkit.validate.tabular.task import Options

    return Inquiry(
        tables=Options(like_frictionless=like_frictionless),
        limit=KEPT_FINDINGS if limit is None else limit,
        resource=resource,
        schema=schema,
        progress=progress,
    )


def _schema(file: Path) -> tuple[Mapping[str, Any], dict[str, str]]:
    """A Table Schema, itself checked, and which of its keys a table alone cannot be held against.

    Raises:
        UsageError: it is none, or it is wrong.
    """
    from toolkit.inputs.target import TargetKind, open_target
    from toolkit.validate.inquiry import validate_target

    with open_target(file) as found:
        if found.kind is not TargetKind.SCHEMA:
            hint = "--schema names a JSON file with the fields of a table."
            raise UsageError("this is no table schema", where=str(file), hint=hint)
        properties: Mapping[str, Any] = found.descriptor
    wrong = validate_target(file).findings
    if wrong:
        raise UsageError(wrong[0].message, where=str(file), hint=wrong[0].hint or "Correct it.")
    keys = properties.get("foreignKeys", ())
    others = [key["reference"]["resource"] for key in keys if key["reference"].get("resource")]
    if not others:
        return properties, {}
    own = [key for key in keys if not key["reference"].get("resource")]
    reason = "the table is checked alone; check the package"
    skipped = {f"keys to {', '.join(dict.fromkeys(others))}": reason}
    return {**properties, "foreignKeys": own}, skipped


def _checked(target: str, schemas: Path | None, options: Inquiry) -> Report:
    from toolkit.inputs.target import TargetKind
    from toolkit.resources import schemas_dir
    from toolkit.schema.loader import declared_name, load_declaration
    from toolkit.validate.inquiry import validate_target
    from toolkit.validate.suggestions import with_suggestions

    given = None if schemas is None else load_declaration(schemas)
    checks: list[Check] = []
    skipped: dict[str, str] = {}
    used: PackageDeclaration | None = None

    def declared(found: Target) -> PackageDeclaration | None:
        """The declaration, where the target is a package that it declares.

        Ours is loaded only for a package of its name: a small table is checked in less time. A
        release of another version had another declaration; it is checked by its own descriptor.
        """
        nonlocal used
        if found.kind is not TargetKind.PACKAGE or options.resource is not None:
            return None
        descriptor = found.descriptor
        if not isinstance(descriptor, dict):  # damaged, which is told in any case
            return None
        if given is None and descriptor.get("name") != declared_name(schemas_dir()):
            return None
        ours = given or load_declaration(schemas_dir())
        released = _released_version(descriptor) if given is None else None
        if released is not None and str(released) != ours.version:
            reason = f"the release is {released}, this program declares {ours.version}"
            skipped["declared rules"] = reason
            return None
        used = ours
        if given is None:
            checks.extend(_own_checks(target, used))
        return used

    report = validate_target(target, declared, options=options, extra_checks=checks)
    report = replace(report, skipped={**report.skipped, **skipped})
    return report if used is None else with_suggestions(report, used)


def _released_version(descriptor: Mapping[str, Any]) -> Version | None:
    """The version of a release; ``None`` where the package says it is none."""
    from toolkit.release.index import MOMENT
    from toolkit.release.versions import Version

    version, created = descriptor.get("version"), descriptor.get("created")
    if not (isinstance(version, str) and isinstance(created, str) and MOMENT.fullmatch(created)):
        return None
    try:
        return Version.parse(version)
    except UsageError:
        return None


def _own_checks(target: str, declaration: PackageDeclaration) -> tuple[Check, ...]:
    """Checks that only the extracting half can make; expectations, which hold for our own rows."""
    from toolkit.figure_check import check_figures
    from toolkit.validate.expectations import expectation_check

    if is_own(Path(target), PACKAGE_FOLDER):
        return check_figures, expectation_check(declaration.expectations)
    return (check_figures,)
