"""The last release: the package that a new one is compared with, held against its content hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.package.read import Package, open_package
from toolkit.release.content import README, content_hash
from toolkit.release.git import Repository
from toolkit.release.index import INDEX, Release
from toolkit.release.refusals import Refusal, previous_missing
from toolkit.release.versions import Version

Opener = Callable[[str], AbstractContextManager[Package]]


@dataclass(frozen=True, slots=True)
class Previous:
    """The package of the last release.

    Attributes:
        version: its version.
        package: its files.
        place: where it was found, for readers.
        whole: whether all its text files are there, so that it has a content hash.
    """

    version: Version
    package: Package
    place: str
    whole: bool


def find_previous(
    repository: Repository, release: Release, dist: str, package: str, scratch: Path
) -> Previous | Refusal:
    """The last release's package: its folder where it is still there, else from git.

    Args:
        repository: the project's.
        release: the last release.
        dist: the folder of the releases, from the top of the project.
        package: the folder of the package, likewise.
        scratch: an empty folder for files out of git.
    """
    tried = []
    for place, folder in _candidates(repository, release, dist, package, scratch):
        if folder is None:
            tried.append(f"{place}: not there")
            continue
        try:
            if content_hash(folder) == release.content_sha256:
                return Previous(release.version, open_package(folder), place, whole=True)
            tried.append(f"{place}: holds something else")
        except ReadoutError as error:
            tried.append(f"{place}: {error.what}")
    return previous_missing(str(release.version), tried)


def _candidates(
    repository: Repository, release: Release, dist: str, package: str, scratch: Path
) -> Iterator[tuple[str, Path | None]]:
    """Where the package may be, the cheapest place first."""
    frozen = repository.top / dist / release.folder
    yield f"{dist}/{release.folder}", frozen if frozen.is_dir() else None
    for revision in revisions(repository, release):
        target = scratch / revision
        there = repository.export(revision, package, target)
        yield f"git {revision}:{package}", target if there else None


def revisions(repository: Repository, release: Release) -> list[str]:
    """The tag of a release, and the commits that entered it in the index, as far as there are."""
    tag = f"v{release.version}"
    commits = repository.commits_with(INDEX, f'"version": "{release.version}"')
    return [*([tag] if repository.commit(tag) else []), *commits]


def named_previous(
    named: str, release: Release | None, opened: Opener, stack: ExitStack
) -> Previous:
    """The package that the maintainer names as the last release.

    Args:
        named: what they call it.
        release: the last release by the index; ``None`` where it tells of none.
        opened: opens a package by what a user calls it.
        stack: keeps it open.

    Raises:
        UsageError: it cannot be opened or states no version.
        DataError: it is another release than the index's last one.
    """
    package = stack.enter_context(opened(named))
    stated = str(package.descriptor.get("version", ""))
    whole = (package.root / README).is_file()
    if release is None:
        return Previous(Version.parse(stated), package, named, whole)
    if stated != str(release.version):
        raise DataError(
            f"it is version {stated or 'unknown'}, and the last release is {release.version}",
            where=named,
            hint="Name the package of the last release.",
        )
    if whole and content_hash(package.root) != release.content_sha256:
        raise DataError(
            f"it is not the package that was released as {release.version}",
            where=named,
            hint="Its content hash is another one than that of the index.",
        )
    return Previous(release.version, package, named, whole)


def contributions_since(repository: Repository, release: Release | None) -> str | None:
    """The commit after which contributions count; ``None`` where all count.

    Raises:
        UsageError: the history does not reach back to it.
    """
    if release is None:
        return None
    cut = repository.shallow()
    for revision in (*revisions(repository, release), release.commit or ""):
        commit = repository.commit(revision) if revision else None
        # The oldest commit of a cut history seems to have brought all that is in it.
        if cut and revision == commit != release.commit and not repository.commit(f"{commit}^"):
            continue
        if commit is not None and repository.follows(commit):
            return commit
    if cut:
        hint = "Fetch the whole history: git fetch --unshallow --tags."
        raise UsageError("the history does not reach back to the last release", hint=hint)
    return None
