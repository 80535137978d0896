"""The releases that a history is told of, opened oldest first: of an index, of git, or as named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.target import DESCRIPTOR
from toolkit.package.read import Package, open_package
from toolkit.release.get import fetched
from toolkit.release.git import Repository
from toolkit.release.history import Stage
from toolkit.release.index import INDEX, Index, Release, read_index
from toolkit.release.layout import DIST, PACKAGE
from toolkit.release.previous import Previous, find_previous
from toolkit.release.sources import Means, is_address, releases, split

Opener = Callable[[str], AbstractContextManager[Package]]
"""Opens a package by what a user calls it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How releases are opened.

    Attributes:
        opened: opens a package by what a user calls it.
        means: how releases are fetched that are not on this disk.
        stack: keeps them open.
        scratch: an empty folder for files out of git.
    """

    opened: Opener
    means: Means
    stack: ExitStack
    scratch: Path


def own_index(folders: Sequence[Path]) -> Path | None:
    """The index of the releases of a checkout, or of a folder that holds some.

    At the top of a git repository stands the whole index; ``dist/`` may have been made before the
    last pull.

    Args:
        folders: where it may be, in turn.
    """
    for folder in folders:
        places = [folder / DIST / INDEX, folder / INDEX]
        if (folder / ".git").exists():
            places.reverse()
        for path in places:
            if path.is_file():
                return path
    return None


def stages(named: Sequence[str], opening: Opening) -> list[Stage]:
    """The releases that a user names.

    Args:
        named: indexes of releases (or their folders) and packages; an index's releases come
            oldest first, packages in the order named.
        opening: how to open them.

    Raises:
        UsageError: there is no such thing, or it cannot be had.
        DataError: it is damaged.
    """
    found: list[Stage] = []
    for one in named:
        index = _index_at(one, opening.means)
        found += _of_index(index, one, opening) if index else [_named(one, opening)]
    return found


def _index_at(named: str, means: Means) -> Index | None:
    """The index of releases at a place; ``None`` where that is a package."""
    if is_address(named):
        last = named.rpartition("/")[2]
        if last in (INDEX, ""):
            return releases(named, means)
        if last == DESCRIPTOR or split(named)[1] is not None:
            return None
        with suppress(UsageError):  # a folder may be named without its last slash
            return releases(named, means)
        return None
    path = Path(named)
    if path.is_dir() and not (path / DESCRIPTOR).exists():
        path = path / INDEX
    elif path.name != INDEX:
        return None
    return read_index(path.read_bytes(), str(path)) if path.is_file() else None


def _named(named: str, opening: Opening) -> Stage:
    package = opening.stack.enter_context(opening.opened(named))
    version = str(package.descriptor.get("version") or named)
    return Stage(version, str(package.descriptor.get("created") or ""), package)


def _of_index(index: Index, named: str, opening: Opening) -> Iterator[Stage]:
    """The releases of an index: where they lie beside it, else out of git, else fetched."""
    if not index.releases:
        raise DataError("it lists no releases", where=named)
    near = None if is_address(named) else Path(named)
    folder = near.parent if near is not None and near.is_file() else near
    found = 0
    for release in reversed(index.releases):
        package = _beside(release, folder)
        if package is None and folder is not None and (folder / ".git").exists():
            package = _out_of_git(release, folder, opening)
            if package is None:
                continue
        elif package is None:
            package = open_package(fetched(named, f"=={release.version}", opening.means))
        found += 1
        yield Stage(str(release.version), release.created, package)
    if not found:
        hint = "Fetch the tags: git fetch --tags --unshallow"
        raise UsageError("none of its releases is to be found", where=named, hint=hint)


def _beside(release: Release, folder: Path | None) -> Package | None:
    """A release whose folder lies where the index says."""
    if folder is None or not (folder / release.folder / DESCRIPTOR).is_file():
        return None
    return open_package(folder / release.folder)


def _out_of_git(release: Release, top: Path, opening: Opening) -> Package | None:
    """A release of a checkout, out of its ``dist/`` or its repository; ``None`` if not there."""
    scratch = opening.scratch / str(release.version)
    found = find_previous(Repository.around(top), release, DIST, PACKAGE, scratch)
    if isinstance(found, Previous):
        return found.package
    opening.means.note(f"{release.version} is left out: it is neither in {DIST}/ nor in git")
    return None
