"""A package that a command is pointed at, wherever it lies."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.commands.common import find_package
from toolkit.commands.streams import complain
from toolkit.console import Progress
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.package.read import Package

_GIT = "git:"
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]*$")
"""What a file's name ends in; that of a folder may end in a version."""


@contextlib.contextmanager
def opened(named: str, progress: Progress, beside: str = "") -> Iterator[Package]:
    """A package by its folder, zip, address, git revision or as a release, while the block lasts.

    Args:
        named: how the user calls it; a bare ``git:REV`` is the package at the place of ``beside``;
            for releases see `release_folder`.
        progress: told of downloads.
        beside: another package; the default one where empty.

    Raises:
        UsageError: there is none, or it is something else than a package.
        DataError: it is damaged.
    """
    from toolkit.inputs.target import TargetKind, open_target
    from toolkit.package.read import VIEWS, open_package

    release = release_folder(named, progress)
    if release is not None:
        yield open_package(release)
        return
    with open_target(_whole(named, beside), progress=progress, also=(VIEWS,)) as target:
        if target.kind is not TargetKind.PACKAGE:
            raise UsageError(
                f"this is a {target.kind.value}, not a data package",
                where=named,
                hint="Name a package: its folder, its zip or its datapackage.json.",
            )
        yield open_package(target.entry)


@contextlib.contextmanager
def opened_folder(named: str | None, progress: Progress) -> Iterator[Path]:
    """Like `opened`, for a command that needs the package's folder; ``None`` is the usual one.

    Raises:
        UsageError: there is none, it is something else than a package, or its descriptor has
            another name than usual.
        DataError: it is damaged.
    """
    from toolkit.inputs.target import DESCRIPTOR

    release = None if named is None else release_folder(named, progress)
    if release is not None:
        yield release
    elif named is None or _is_plain(named):
        yield find_package(None if named is None else Path(named))
    else:
        with opened(named, progress) as package:
            if not (package.root / DESCRIPTOR).is_file():
                what = f"the package's descriptor is not called {DESCRIPTOR}"
                raise UsageError(what, where=named, hint=f"Rename it to {DESCRIPTOR}.")
            yield package.root


def shown_name(named: str) -> str:
    """What a user calls a package, without user and password; a release keeps its version."""
    from toolkit.inputs.transfers import without_login
    from toolkit.release.sources import split

    source, spec = split(named)
    return without_login(source) + ("" if spec is None else f"@{spec}")


def _is_plain(named: str) -> bool:
    """Whether a name can only be that of a folder or a descriptor on this disk."""
    path = Path(named)
    if _is_there(path):
        return path.is_dir() or path.suffix.lower() == ".json"
    return ":" not in named and path.suffix.lower() != ".zip"


def release_folder(named: str, progress: Progress) -> Path | None:
    """The folder of a release in the cache, where a release is named.

    That is ``SOURCE@VERSION``, an index of releases, its folder, or the address of a release's
    folder. It is fetched and checked if it is not in the cache (see `toolkit.release.get`); then
    it is not hashed again, as long as sizes and times of its files are the same.

    Returns:
        ``None`` where something else is named.

    Raises:
        UsageError: there is no such release, or it cannot be fetched.
        DataError: it is not what its checksums say.
    """
    if named.startswith(_GIT):
        return None
    from toolkit.release.sources import Means, split

    source, spec = split(named)
    if spec is None and not _leads_to_releases(named):
        return None
    from toolkit.release.get import fetched

    def note(line: str) -> None:
        progress.clear()
        complain(f"note: {line}")

    return fetched(source, spec or "", Means(progress=progress, note=note))


def _leads_to_releases(named: str) -> bool:
    """Whether a name without a version is that of an index or a release's folder."""
    from toolkit.inputs.sums import SUMS
    from toolkit.inputs.target import DESCRIPTOR
    from toolkit.release.index import INDEX
    from toolkit.release.sources import is_address

    if is_address(named):
        last = named.partition("?")[0].partition("//")[2].partition("/")[2].rpartition("/")[2]
        return last in (INDEX, SUMS) or _ENDING.search(last) is None
    path = Path(named)
    if not _is_there(path):
        return False
    if path.is_dir():
        return (path / INDEX).is_file() and not (path / DESCRIPTOR).exists()
    return path.name == INDEX


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, or with a NUL
        return False


def _whole(named: str, beside: str) -> str:
    """``git:REV`` with the path that the other package has in the repository.

    Where that lies in no repository, the revision's only package is meant.
    """
    if not named.startswith(_GIT) or ":" in named.removeprefix(_GIT):
        return named
    other = beside if beside and Path(beside).is_dir() else find_package(None)
    folder, here = Path(other).resolve(), Path.cwd().resolve()
    top = next((path for path in (here, *here.parents) if (path / ".git").exists()), None)
    if top is None or not folder.is_relative_to(top):
        return named
    return f"{named}:{folder.relative_to(top).as_posix()}"
