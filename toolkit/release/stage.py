"""Make a release ready in a folder of its own, whole and checked, before anything is changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import SUMS, check_sums, files_of_folder, sha256_of
from toolkit.package.check import validate_package
from toolkit.package.write import write_package
from toolkit.release.archive import write_zip
from toolkit.release.changelog import Entry, entry_in, entry_text, released
from toolkit.release.content import content_hash
from toolkit.release.freeze import freeze, writers
from toolkit.release.index import INDEX, Archive, ChangeNote, Measured, Release, index_text
from toolkit.release.label import as_released
from toolkit.release.plan import Plan
from toolkit.release.project import (
    CHANGELOG,
    DECLARED,
    DIST,
    LATEST,
    LICENCE,
    LICENCE_SOURCE,
    PACKAGE,
    Built,
    Progress,
    Project,
)
from toolkit.release.versions import Version
from toolkit.schema.model import PackageDeclaration
from toolkit.schema.quality import F1, Quality

_OWN = "checkout"
"""Folder of the staging folder for what goes to the top of the checkout."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release folder.

    Attributes:
        path: its place in the folder.
        bytes: its size.
        sha256: its SHA-256, in hexadecimal.
    """

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release folder with its zip, and a copy of it as the latest one.

    Attributes:
        folder: the release folder.
        files: its files.
        archive: its zip.
    """

    folder: Path
    files: tuple[File, ...]
    archive: Archive

    @property
    def parts(self) -> dict[str, str]:
        """Where what is published goes, the index last: it never lists what is not there."""
        name = self.folder.name
        return {
            f"{DIST}/{name}": name,
            f"{DIST}/{name}.zip": f"{name}.zip",
            f"{DIST}/{LATEST}": LATEST,
            f"{DIST}/{INDEX}": INDEX,
        }


@dataclass(frozen=True, slots=True)
class Staged:
    """A release that is ready.

    Attributes:
        release: its entry of the index.
        files: the files of its folder.
        entry: its entry of the changelog, hand-written notes included.
        parts: which part goes where, in this order; places from the top of the project to places
            inside the staging folder.
    """

    release: Release
    files: tuple[File, ...]
    entry: str
    parts: Mapping[str, str]


def stage(project: Project, planned: Plan, key: str, folder: Path, progress: Progress) -> Staged:
    """Make everything ready.

    Args:
        project: what is released.
        planned: what the release is.
        key: the key to sign with; empty for no signature.
        folder: an empty folder on the disk of the project.
        progress: told what is being done.

    Raises:
        UsageError: something cannot be read or written.
        DataError: what was made is not as it should be.
    """
    declaration = as_released(project.declaration, planned.version, project.created)
    progress("writing and checking the package", 0, 0)
    write_checked(folder / PACKAGE, declaration, planned.built)
    if content_hash(folder / PACKAGE) != planned.content_sha256:
        raise DataError("two builds of the same tables differ", hint="This is a bug: report it.")
    changelog = released(read_text(project.root / CHANGELOG), entry_text(_entry(project, planned)))
    frozen = freeze_whole(project, folder, planned.version, changelog, key, progress)
    release = _index_entry(project, planned, frozen)
    index = index_text(project.index.with_release(release))
    own = {
        DECLARED: _declared(project.root / DECLARED, planned.version, project.created),
        CHANGELOG: changelog,
        INDEX: index,
    }
    (folder / INDEX).write_text(index, encoding="utf-8")
    for place, text in own.items():
        target = folder / _OWN / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    parts = {
        DECLARED: f"{_OWN}/{DECLARED}",
        PACKAGE: PACKAGE,
        CHANGELOG: f"{_OWN}/{CHANGELOG}",
        **frozen.parts,
        INDEX: f"{_OWN}/{INDEX}",
    }
    return Staged(release, frozen.files, entry_in(changelog, planned.version), parts)


def write_checked(target: Path, declaration: PackageDeclaration, built: Built) -> None:
    """Write a package, and check its files.

    Raises:
        DataError: they are not valid.
    """

    def verify(folder: Path) -> None:
        report = validate_package(folder)
        if not report.valid:
            first = report.findings[0]
            raise DataError(f"what was written is not valid: {first.message}", where=first.path)

    write_package(built.publishable(built.tables), declaration, target, verify, built.quality)


def freeze_whole(
    project: Project, folder: Path, version: str, changelog: str, key: str, progress: Progress
) -> Frozen:
    """Make the release folder of the package in ``folder``, sign it, pack it, copy it.

    Raises:
        UsageError: the licence is missing, it cannot be signed, or not be written.
        DataError: the checksums do not hold.
    """
    progress("freezing the release", 0, 0)
    target = folder / project.folder(version)
    freeze(folder / PACKAGE, target, extra_files(project, changelog))
    if key:
        from toolkit.release.signatures import sign

        sign(target / SUMS, key)
    if faults := check_sums(target):
        raise DataError(f"{faults[0].path}: {faults[0].kind}", where=str(target / SUMS))
    shutil.copytree(target, folder / LATEST)
    packed = folder / f"{target.name}.zip"
    with packed.open("wb") as file:
        write_zip(target, file)
    archive = Archive(packed.name, packed.stat().st_size, sha256_of(packed))
    return Frozen(target, _files(target), archive)


def extra_files(project: Project, changelog: str) -> dict[str, bytes]:
    """The files that a release has beside its package: licence and changelog.

    Raises:
        UsageError: the licence is missing.
    """
    licence = project.root / LICENCE_SOURCE
    if not licence.is_file():
        raise UsageError("is missing", where=str(licence), hint="A release holds its licence.")
    return {LICENCE: licence.read_bytes(), CHANGELOG: changelog.encode()}


def _files(folder: Path) -> tuple[File, ...]:
    return tuple(
        File(name, path.stat().st_size, sha256_of(path))
        for name, path in files_of_folder(folder).items()
    )


def read_text(path: Path) -> str:
    """A text of the project; empty where the file is not there.

    Raises:
        UsageError: it cannot be read as UTF-8.
    """
    if not path.exists():
        return ""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot be read: {str(error).partition(chr(10))[0]}"
        raise UsageError(what, where=str(path), hint="Save it as UTF-8.") from error


def _declared(path: Path, version: str, created: str) -> str:
    """The declaration's first file with another version and moment."""
    found: dict[str, Any] = json.loads(path.read_bytes())
    found.pop("created", None)
    data: dict[str, Any] = {}
    for key, value in found.items():
        data[key] = value
        if key == "version":
            data |= {"version": version, "created": created}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(project: Project, planned: Plan) -> Entry:
    return Entry(
        name=project.declaration.name,
        version=planned.version,
        day=project.created[:10],
        previous=planned.previous,
        bump=planned.bump,
        rows={name: planned.rows[name] for name in project.declaration.tables},
        facts=planned.facts,
        contributors=planned.contributors,
    )


def _index_entry(project: Project, planned: Plan, frozen: Frozen) -> Release:
    reasons = planned.facts.reasons if planned.facts else ()
    return Release(
        version=Version.parse(planned.version),
        created=project.created,
        folder=f"{frozen.folder.name}/",
        sums_sha256=sha256_of(frozen.folder / SUMS),
        content_sha256=planned.content_sha256,
        archive=frozen.archive,
        bytes=sum(file.bytes for file in frozen.files),
        rows={name: planned.rows[name] for name in project.declaration.tables},
        bump=planned.bump,
        commit=project.repository.commit("HEAD"),
        quality=quality_summary(planned.built.quality),
        changes=tuple(ChangeNote(one.bump, one.rule, one.text) for one in reasons),
        contributors=planned.contributors,
        writers=writers(frozen.folder),
    )


def quality_summary(quality: Quality | None) -> tuple[Measured, ...]:
    """The F1 figures of a measurement, in its order."""
    if quality is None:
        return ()
    return tuple(
        Measured(material.name, measure.name, float(measure.score))
        for material in quality.corpora
        for measure in material.measures
        if measure.kind == F1 and measure.score is not None
    )
