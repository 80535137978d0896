"""What a release would be: everything is looked at, and all that speaks against it told at once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from toolkit.diff.bumps import greatest, levels, next_version
from toolkit.diff.compare import compared
from toolkit.errors import ReadoutError, UsageError
from toolkit.inputs.documents import read_document
from toolkit.inputs.target import DESCRIPTOR
from toolkit.package.read import open_package
from toolkit.package.write import write_files
from toolkit.release import refusals
from toolkit.release.content import (
    README,
    TEXT_FILES,
    canonical_descriptor,
    content_hash,
    unlabelled,
)
from toolkit.release.difference import Facts, facts, with_files
from toolkit.release.index import FIRST
from toolkit.release.label import as_unreleased
from toolkit.release.previous import Previous, contributions_since, find_previous, named_previous
from toolkit.release.project import DIST, NOT_SOURCES, PACKAGE, Built, Progress, Project, Sources
from toolkit.release.refusals import Refusal, RefusedError
from toolkit.release.settings import settings
from toolkit.release.versions import Version
from toolkit.validate.formats.text import render_text
from toolkit.validate.tables import validate_tables

FIRST_VERSION = "1.0.0"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a maintainer asks for.

    Attributes:
        bump: how much to raise the version at least; empty where the difference decides.
        version: the version to give; empty likewise.
        previous: what to compare with; empty for the last release of the index.
        accept_lost_ids: whether identifiers may be lost.
        key: the key to sign with; empty for no signature.
        rehearsal: whether nothing is to be written, so that files need not be committed.
    """

    bump: str = ""
    version: str = ""
    previous: str = ""
    accept_lost_ids: bool = False
    key: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A release that nothing speaks against.

    Attributes:
        version: its version.
        bump: what it raises: ``major``, ``minor``, ``patch``, or ``first``.
        previous: the version before, empty for the first release.
        compared_with: where the package of that version was found.
        facts: the difference from it; ``None`` for the first release.
        tables: the rows to publish.
        built: all that was built.
        rows: rows of each table and code list.
        content_sha256: the content hash.
        contributors: who contributed since.
        warnings: what the maintainer should know.
    """

    version: str
    bump: str
    previous: str
    compared_with: str
    facts: Facts | None
    tables: Mapping[str, pa.Table]
    built: Built
    rows: Mapping[str, int]
    content_sha256: str
    contributors: tuple[str, ...]
    warnings: tuple[Refusal, ...]


@dataclass(slots=True)
class _Found:
    """What is gathered while everything is looked at."""

    against: list[Refusal] = field(default_factory=list)
    warnings: list[Refusal] = field(default_factory=list)

    def forgive(self, rule: str) -> None:
        """Make the reason of a rule a warning."""
        self.warnings += [reason for reason in self.against if reason.rule == rule]
        self.against = [reason for reason in self.against if reason.rule != rule]

    def refuse(self) -> None:
        """End where something speaks against the release.

        Raises:
            RefusedError: with all that was found.
        """
        if self.against:
            raise RefusedError(self.against, self.warnings)


def plan(
    project: Project, sources: Sources, wishes: Wishes, scratch: Path, progress: Progress
) -> Plan:
    """Look at everything that a release depends on.

    Args:
        project: what is released.
        sources: what it is made from.
        wishes: what the maintainer asks for.
        scratch: an empty folder for files that are compared.
        progress: told what is being done.

    Raises:
        RefusedError: something speaks against it; all of it is told.
        UsageError: a wish cannot be met, or the last release cannot be opened.
        DataError: what is named as the last release is another package.
    """
    found = _Found()
    _look_at_checkout(project, sources, found)
    if wishes.rehearsal:
        found.forgive(refusals.UNCOMMITTED)
    with ExitStack() as stack:
        previous = _previous(project, sources, wishes, scratch, found, stack)
        comparable = previous is not None or not project.index.releases
        built = _built(project, sources, found, progress)
        if built is None:
            raise RefusedError(found.against, found.warnings)
        tables = built.publishable(built.tables)
        candidate = scratch / "candidate"
        candidate.mkdir()
        progress("writing the package", 0, 0)
        rows = write_files(tables, as_unreleased(project.declaration), candidate, built.quality)
        known = _facts(project, previous, candidate, rows, progress)
    if known is not None:
        _look_at_facts(project, sources, wishes, known, previous, found)
    version, bump = _version(project, wishes, known, previous, found)
    if comparable and (known is None or known.smallest != NONE):
        _look_for_version(project, version, found)
    if warning := refusals.formula_cells(tables, project.declaration):
        found.warnings.append(warning)
    contributors = _contributors(project, sources)
    found.refuse()
    return Plan(
        version=version,
        bump=bump,
        previous="" if previous is None else str(previous.version),
        compared_with="" if previous is None else previous.place,
        facts=known,
        tables=tables,
        built=built,
        rows=rows,
        content_sha256=content_hash(candidate),
        contributors=contributors,
        warnings=tuple(found.warnings),
    )


def _look_at_checkout(project: Project, sources: Sources, found: _Found) -> None:
    """Files that are not committed; a version that is not the last release's; old figures."""
    repository = project.repository
    if paths := repository.uncommitted(NOT_SOURCES):
        found.against.append(refusals.uncommitted(paths))
    if paths := repository.ignored(sources.folders):
        found.against.append(refusals.ignored_sources(paths))
    releases, declared = project.index.releases, project.declaration.version
    if releases and declared != str(releases[0].version):
        found.against.append(refusals.other_version(declared, str(releases[0].version)))
    if not (project.root / sources.quality).is_file():
        found.against.append(refusals.no_quality(sources.quality))
    elif commits := repository.changed_since(sources.quality, sources.measured):
        found.warnings.append(refusals.old_quality(sources.quality, commits))


def _previous(
    project: Project,
    sources: Sources,
    wishes: Wishes,
    scratch: Path,
    found: _Found,
    stack: ExitStack,
) -> Previous | None:
    """The last release; ``None`` where there is none, or it is not to be found."""
    releases = project.index.releases
    last = releases[0] if releases else None
    if wishes.previous:
        return named_previous(wishes.previous, last, sources.opened, stack)
    if last is None:
        return None
    previous = find_previous(project.repository, last, DIST, PACKAGE, scratch / "git")
    if isinstance(previous, Refusal):
        found.against.append(previous)
        return None
    return previous


def _built(project: Project, sources: Sources, found: _Found, progress: Progress) -> Built | None:
    """The checked tables; ``None`` where they cannot be built or are not valid."""
    try:
        built = sources.build(project.declaration, progress)
        progress("checking the tables", 0, 0)
        report = validate_tables(built.tables, project.declaration, built.checks)
    except ReadoutError as error:
        found.against.append(refusals.invalid(error))
        return None
    if report.valid:
        return built
    told = render_text(sources.placed(report)).rstrip("\n").splitlines()
    found.against.append(refusals.invalid_tables(report.errors, told))
    return None


def _facts(
    project: Project,
    previous: Previous | None,
    candidate: Path,
    rows: Mapping[str, int],
    progress: Progress,
) -> Facts | None:
    """The difference from the last release, files beside the tables included."""
    if previous is None:
        return None
    places = (previous.place, "this checkout")
    before, after = previous.package, open_package(candidate)
    old_rows = project.index.releases[0].rows if project.index.releases else {}
    with compared(before, after, places, on_progress=progress) as difference:
        known = facts(difference, rows, old_rows)
    if known.smallest != NONE or not previous.whole:
        return known
    files = list(differing_files(before.root, candidate))
    return with_files(known, files) if files else known


def differing_files(old: Path, new: Path) -> list[str]:
    """The files beside the tables that say something else, versions and moments apart."""
    if content_hash(old) == content_hash(new):
        return []
    texts = []
    for folder in (old, new):
        descriptor = read_document(folder / DESCRIPTOR).value
        page = unlabelled((folder / README).read_bytes(), str(descriptor["version"]))
        found = {README: page, DESCRIPTOR: canonical_descriptor(descriptor)}
        found |= {
            name: (folder / name).read_bytes() for name in TEXT_FILES if (folder / name).is_file()
        }
        texts.append(found)
    names = sorted(texts[0].keys() | texts[1].keys())
    return [name for name in names if texts[0].get(name) != texts[1].get(name)]


def _look_at_facts(
    project: Project,
    sources: Sources,
    wishes: Wishes,
    known: Facts,
    previous: Previous | None,
    found: _Found,
) -> None:
    if known.smallest == NONE and previous is not None:
        found.against.append(refusals.unchanged(str(previous.version)))
    if known.lost and not wishes.accept_lost_ids:
        records = project.root / sources.records
        found.against.append(refusals.lost_identifiers(known.lost, records, sources.records))


def _version(
    project: Project,
    wishes: Wishes,
    known: Facts | None,
    previous: Previous | None,
    found: _Found,
) -> tuple[str, str]:
    """The version, and what it raises."""
    if previous is None or known is None:
        if wishes.bump and not project.index.releases:
            hint = "The first release is 1.0.0; --version gives another."
            raise UsageError("there is no release to raise", where="--bump", hint=hint)
        return str(Version.parse(wishes.version or FIRST_VERSION)), FIRST
    last = previous.version
    numbers = (last.major, last.minor, last.patch)
    asked = greatest([known.smallest, wishes.bump or NONE])
    needed = Version(*next_version(numbers, known.smallest))
    version = Version(*next_version(numbers, asked))
    why = known.reasons[0].text if known.reasons else ""
    if wishes.bump and levels().index(wishes.bump) < levels().index(known.smallest):
        given = f"--bump {wishes.bump}"
        found.against.append(refusals.too_small(given, known.smallest, str(needed), why))
    if wishes.version:
        version = Version.parse(wishes.version)
        if version <= last or version < needed:
            given = f"--version {version}"
            found.against.append(refusals.too_small(given, known.smallest, str(needed), why))
    return str(version), _raised(last, version)


def _raised(last: Version, version: Version) -> str:
    """Which number of a version is greater."""
    if version.major != last.major:
        return "major"
    return "minor" if version.minor != last.minor else "patch"


def _look_for_version(project: Project, version: str, found: _Found) -> None:
    """A version is given once: in the index, as a tag, as a folder that may be out already."""
    hint = "A release is never changed: raise the version."
    if project.index.exactly(version):
        found.against.append(refusals.version_exists(version, "releases.json lists it", hint))
        return
    if project.repository.commit(f"refs/tags/v{version}"):
        what = f"the tag v{version}"
        found.against.append(refusals.version_exists(version, what, hint))
    folder = f"{DIST}/{project.folder(version)}"
    if any((project.root / f"{folder}{ending}").exists() for ending in ("", ".zip")):
        hint = "Raise the version; or remove it, if it was never published."
        found.against.append(refusals.version_exists(version, folder, hint))


def _contributors(project: Project, sources: Sources) -> tuple[str, ...]:
    """Who worked on the sources of the data since the last release; programs left out."""
    releases = project.index.releases
    since = contributions_since(project.repository, releases[0] if releases else None)
    persons = project.repository.contributors(since, sources.folders)
    bots = [part.lower() for part in settings()["bots"]]
    return tuple(
        person.name
        for person in persons
        if not any(part in f"{person.name} <{person.email}>".lower() for part in bots)
    )
