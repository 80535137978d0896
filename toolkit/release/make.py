"""Make a release: made ready beside, checked, and then put in place, wholly or not at all."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import SUMS, sha256_of
from toolkit.package.write import check_replaceable
from toolkit.release import journal
from toolkit.release.changelog import entry_in
from toolkit.release.content import content_hash
from toolkit.release.freeze import writers
from toolkit.release.index import INDEX, Release, index_text
from toolkit.release.label import as_released
from toolkit.release.plan import Wishes, plan
from toolkit.release.project import CHANGELOG, PACKAGE, Progress, Project, Sources
from toolkit.release.refusals import Refusal
from toolkit.release.stage import (
    File,
    Frozen,
    freeze_whole,
    read_text,
    stage,
    write_checked,
)
from toolkit.validate.tables import validate_tables


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was made, or would be.

    Attributes:
        release: its entry of the index.
        previous: the version before; empty for the first release.
        compared_with: where that version's package was found.
        smallest: the smallest bump that the difference allows; empty for the first release.
        entry: its entry of the changelog, hand-written notes included.
        files: the files of its folder.
        signed: whether its checksums are signed.
        warnings: what the maintainer should know.
    """

    release: Release
    previous: str
    compared_with: str
    smallest: str
    entry: str
    files: tuple[File, ...]
    signed: bool
    warnings: tuple[Refusal, ...] = ()


def release(
    project: Project, sources: Sources, wishes: Wishes, progress: Progress, *, dry_run: bool
) -> Made:
    """Make a release.

    Args:
        project: what is released; nobody else may be at it (`toolkit.release.journal.locked`).
        sources: what it is made from.
        wishes: what the maintainer asks for.
        progress: told what is being done.
        dry_run: whether everything is made and checked, but nothing put in place.

    Raises:
        RefusedError: something speaks against it.
        UsageError: something cannot be read or written.
        DataError: what was made is not as it should be.
    """
    check_replaceable(project.root / PACKAGE, project.declaration.name)
    with _scratch() as scratch, _staging(project, dry_run=dry_run) as folder:
        planned = plan(project, sources, wishes, scratch, progress)
        staged = stage(project, planned, wishes.key, folder, progress)
        if not dry_run:
            progress("putting it in place", 0, 0)
            note = {"name": project.declaration.name, "version": planned.version}
            journal.commit(project.root, folder, staged.parts, note)
    return Made(
        staged.release,
        planned.previous,
        planned.compared_with,
        planned.facts.smallest if planned.facts else "",
        staged.entry,
        staged.files,
        bool(wishes.key),
        planned.warnings,
    )


def freeze_again(project: Project, sources: Sources, key: str, progress: Progress) -> Made:
    """Make the folder and zip of the release that the checkout is at once more.

    Args:
        project: a checkout of a release: its version stands in its index.
        sources: what it is made from.
        key: the key to sign with; empty for no signature.
        progress: told what is being done.

    Raises:
        UsageError: the checkout is at no release, or something cannot be read or written.
        DataError: what the checkout gives is not what was released.
    """
    version = project.declaration.version
    entry = project.index.exactly(version)
    if entry is None:
        hint = "Check out the tag of a release, or make one: readout release."
        raise UsageError(f"{INDEX} lists no version {version}", where=str(project.root), hint=hint)
    built = sources.build(project.declaration, progress)
    progress("checking the tables", 0, 0)
    if not validate_tables(built.tables, project.declaration, built.checks).valid:
        raise DataError("the tables are not valid", hint="readout build lists what is wrong.")
    changelog = read_text(project.root / CHANGELOG)
    with _staging(project, dry_run=False) as folder:
        declaration = as_released(project.declaration, version, entry.created)
        write_checked(folder / PACKAGE, declaration, built)
        _same(entry.content_sha256, content_hash(folder / PACKAGE), version, "the data", _TAG)
        frozen = freeze_whole(project, folder, version, changelog, key, progress)
        _same_bytes(entry, frozen)
        (folder / INDEX).write_text(index_text(project.index), encoding="utf-8")
        progress("putting it in place", 0, 0)
        note = {"name": project.declaration.name, "version": version}
        journal.commit(project.root, folder, frozen.parts, note)
    text = entry_in(changelog, version)
    return Made(entry, "", "", "", text, frozen.files, bool(key))


_TAG = "Check out the tag of the release, without changes."


def _same_bytes(entry: Release, frozen: Frozen) -> None:
    """Hold what was made again against the checksums of the index."""
    version = str(entry.version)
    used, then = writers(frozen.folder), entry.writers
    hint = _TAG
    if used != then:
        told = ", ".join(f"{kind} by {library}" for kind, library in then.items())
        here = ", ".join(f"{kind} by {library}" for kind, library in used.items())
        hint = f"The data are the same. Then: {told}; here: {here}. Install what wrote it then."
    _same(entry.sums_sha256, sha256_of(frozen.folder / SUMS), version, "a file", hint)
    signed = "It was signed then, or by another key: give --sign KEY."
    _same(entry.archive.sha256, frozen.archive.sha256, version, "the zip", signed)


def _same(then: str, now: str, version: str, what: str, hint: str) -> None:
    if then != now:
        raise DataError(f"{what} made here is not what was released as {version}", hint=hint)


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="readout-release-") as name:
        yield Path(name)


@contextlib.contextmanager
def _staging(project: Project, *, dry_run: bool) -> Iterator[Path]:
    """Where the release is made ready: beside its place, or elsewhere if it is to go nowhere."""
    with _scratch() if dry_run else journal.staging(project.root) as folder:
        yield folder
