"""``readout release``: a new version of the data package, wholly or not at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from toolkit.commands.common import SEEDS_FOLDER, needs_build_extra
from toolkit.commands.options import Option
from toolkit.commands.streams import complain
from toolkit.console import Progress, Style
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.package.read import Package
    from toolkit.release.make import Made
    from toolkit.release.plan import Wishes
    from toolkit.release.project import Built, Sources
    from toolkit.schema.model import PackageDeclaration

FORMATS = ("text", "json")
BUMPS = ("patch", "minor", "major")
MEASURED = ("toolkit/articles", "toolkit/extract", "toolkit/assemble", f"{SEEDS_FOLDER}/reference")
"""What the quality figures depend on."""


def release(
    dry_run: Annotated[
        bool, Option("--dry-run", help="Make and check everything; write nothing here.")
    ] = False,
    bump: Annotated[
        str,
        Option(metavar="LEVEL", help="Raise the version at least so: patch, minor or major."),
    ] = "",
    version: Annotated[
        str,
        Option(
            metavar="X.Y.Z", help="Give this version. [default: by the difference; 1.0.0 at first]"
        ),
    ] = "",
    previous: Annotated[
        str,
        Option(
            metavar="PACKAGE",
            help="Compare with this package. [default: the last release, from dist/ or git]",
        ),
    ] = "",
    accept_lost_ids: Annotated[
        bool,
        Option("--accept-lost-ids", help="Give up identifiers that are not recorded as retired."),
    ] = False,
    key: Annotated[
        str, Option("--sign", metavar="KEY", help="Sign the checksums with this SSH key.")
    ] = "",
    freeze: Annotated[
        bool,
        Option(
            "--freeze",
            help="Make dist/ again, to the same bytes, for the release that is checked out.",
        ),
    ] = False,
    verify: Annotated[
        str,
        Option(
            metavar="DIST",
            help="Build this release (folder, zip, address) again, at its tag, and compare.",
        ),
    ] = "",
    format_name: Annotated[
        str,
        Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    ] = "text",
) -> None:
    """Release the data package: build, compare, number, freeze; wholly or not at all.

    The version follows from what changed (toolkit/diff/bumps.json) and can only be raised
    further. Written are dist/ (folder, zip, index, latest/), datapackage/, schemas/package.json,
    the changelog's entry and releases.json, all of it or nothing, also when it is killed; a run
    that was interrupted is finished by the next. Nothing is committed. docs/releases.md says more.

    \b
    Examples:
      readout release --dry-run
      readout release
      readout release --bump major --sign ~/.ssh/id_ed25519
      readout release --verify https://example.org/releases/leader-calls-1.0.0.zip
      readout release --freeze                at the tag of a release: make dist/ again

    Exit codes: 0 released, or as released (--verify), 1 the data must be mended first, or differs,
    2 it cannot be released or compared.
    """
    _check_options(format_name, bump, version)
    _check_other_tasks(freeze, verify, key, (dry_run, bump, version, previous, accept_lost_ids))
    needs_build_extra()
    if verify:
        _verify(verify, format_name)
        return
    from toolkit.release.git import Repository
    from toolkit.release.journal import finish_pending, locked, pending
    from toolkit.release.plan import Wishes

    top = Repository.around(Path.cwd()).top
    if pending(top):
        note = {"version": "?"} if dry_run else finish_pending(top) or {}
        _tell_finished(note, format_name, os.path.relpath(top), dry_run=dry_run)
        return
    _own_program(top)
    wishes = Wishes(bump, version, previous, accept_lost_ids, key, dry_run)
    with locked(top):
        made = _made(top, wishes, format_name, dry_run=dry_run, freeze=freeze)
    outcome = "frozen" if freeze else "dry-run" if dry_run else "released"
    _tell(made, outcome, format_name, os.path.relpath(top))


def _check_options(format_name: str, bump: str, version: str) -> None:
    """Refuse values that there are not, and two ways to raise the version.

    Raises:
        UsageError: with the option.
    """
    if format_name not in FORMATS:
        hint = f"One of: {', '.join(FORMATS)}."
        raise UsageError(f"there is no format {format_name!r}", where="--format", hint=hint)
    if bump and bump not in BUMPS:
        hint = f"One of: {', '.join(BUMPS)}."
        raise UsageError(f"there is no level {bump!r}", where="--bump", hint=hint)
    if bump and version:
        raise UsageError("goes without --version", where="--bump", hint="Give one of them.")


def _check_other_tasks(freeze: bool, verify: str, key: str, others: Iterable[object]) -> None:
    """Refuse options of a new release where none is made.

    Raises:
        UsageError: there are some.
    """
    hint = "It makes no new release: leave the other options away."
    if freeze and (any(others) or verify):
        raise UsageError("goes with --sign and --format only", where="--freeze", hint=hint)
    if verify and (any(others) or key):
        raise UsageError("goes with --format only", where="--verify", hint=hint)


def _own_program(top: Path) -> None:
    """Refuse to release a checkout by a program that is not its own.

    Raises:
        UsageError: the checkout has a program of its own, and another one runs.
    """
    import toolkit

    own = top / "toolkit" / "__init__.py"
    if own.is_file() and not own.samefile(toolkit.__file__):
        raise UsageError(
            "another checkout's program runs here: the release would not be what its commit gives",
            where=str(top),
            hint="Run this checkout's: python -m toolkit release.",
        )


def _made(top: Path, wishes: Wishes, format_name: str, *, dry_run: bool, freeze: bool) -> Made:
    """Make the release, or tell why there is none."""
    from toolkit.release import make
    from toolkit.release.journal import recover
    from toolkit.release.project import Project
    from toolkit.release.refusals import RefusedError
    from toolkit.release.shown import as_json, refusal_lines

    if not dry_run:
        recover(top)
    with Progress() as progress:
        try:
            project = Project.at(top)
            sources = _sources(top, progress)
            if freeze:
                return make.freeze_again(project, sources, wishes.key, progress)
            return make.release(project, sources, wishes, progress, dry_run=dry_run)
        except RefusedError as error:
            progress.clear()
            if format_name == "json":
                sys.stdout.write(as_json("refused", None, error.refusals, error.warnings))
            else:
                style = Style.of(sys.stderr)
                _print_errors(refusal_lines(error.refusals, error.warnings, style))
            raise


def _sources(top: Path, progress: Progress) -> Sources:
    """What the extracting half gives a release."""
    from toolkit.assemble.retired import FILE
    from toolkit.build import with_sources
    from toolkit.commands.build import QUALITY_FILE
    from toolkit.release.project import Sources

    seeds = top / SEEDS_FOLDER

    def opened(named: str) -> AbstractContextManager[Package]:
        from toolkit.commands.packages import opened

        return opened(named, progress)

    return Sources(
        build=partial(_build, seeds),
        placed=lambda report: with_sources(report, seeds),
        opened=opened,
        folders=(SEEDS_FOLDER, "schemas"),
        quality=f"{SEEDS_FOLDER}/{QUALITY_FILE}",
        measured=MEASURED,
        records=f"{SEEDS_FOLDER}/{FILE}",
    )


def _build(seeds: Path, declaration: PackageDeclaration, progress: Progress) -> Built:
    """The tables of the seeds' own articles, with the checks of ``readout build``."""
    from toolkit.build import build_tables, check_figures, publishable
    from toolkit.commands.build import QUALITY_FILE
    from toolkit.release.project import Built
    from toolkit.schema.quality import read_quality
    from toolkit.validate.expectations import expectation_check

    tables = build_tables(seeds / "articles", seeds, declaration, progress)
    measured = seeds / QUALITY_FILE
    return Built(
        tables,
        (check_figures, expectation_check(declaration.expectations)),
        lambda found: publishable(found, declaration),
        read_quality(measured) if measured.is_file() else None,
    )


def _tell(made: Made, outcome: str, format_name: str, top: str) -> None:
    from toolkit.release.shown import as_json, made_lines, next_lines, refusal_lines

    if format_name == "json":
        sys.stdout.write(as_json(outcome, made))
        return
    _print_errors(refusal_lines((), made.warnings, Style.of(sys.stderr)))
    style = Style.of(sys.stdout)
    for line in made_lines(made, outcome, style):
        print(line)
    if outcome == "released":
        release = made.release
        name = release.folder.removesuffix(f"-{release.version}/")
        for line in next_lines(name, str(release.version), style, top):
            print(line)


def _tell_finished(
    note: Mapping[str, object], format_name: str, top: str, *, dry_run: bool
) -> None:
    """Say that an interrupted release was finished, or would be."""
    from toolkit.release.shown import as_json, next_lines

    name, version = str(note.get("name", "")), str(note.get("version", ""))

    if format_name == "json":
        outcome = "interrupted" if dry_run else "finished"
        sys.stdout.write(as_json(outcome, version=None if dry_run else version))
    elif dry_run:
        print("A release was interrupted. readout release will finish it; nothing was written.")
    else:
        print(f"Finished the release of {version}, which had been interrupted. All is in place.")
        for line in next_lines(name, version, Style.of(sys.stdout), top):
            print(line)


def _release_named(named: str, progress: Progress) -> str:
    """``SOURCE@VERSION`` as the folder that it is fetched to; anything else as it is."""
    from toolkit.commands.packages import release_folder
    from toolkit.release.sources import split

    folder = None if split(named)[1] is None else release_folder(named, progress)
    return named if folder is None else str(folder)


def _verify(named: str, format_name: str) -> None:
    """Build a release again from this checkout and compare it, file by file."""
    from toolkit.release.project import Project
    from toolkit.release.rebuild import compare_with_rebuild, from_checkout, refuse_other
    from toolkit.release.rebuild_shown import comparison_json, comparison_lines

    with Progress() as progress:
        project = Project.at(Path.cwd())
        _own_program(project.root)
        named = _release_named(named, progress)
        rebuild = from_checkout(project, _sources(project.root, progress), progress)
        comparison = compare_with_rebuild(named, rebuild, progress)
    if format_name == "json":
        print(json.dumps(comparison_json(comparison), ensure_ascii=False, indent=1))
    else:
        for line in comparison_lines(comparison, Style.of(sys.stdout)):
            print(line)
    refuse_other(comparison)


def _print_errors(lines: Iterable[str]) -> None:
    for line in lines:
        complain(line)
