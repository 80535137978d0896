"""A package that a command is pointed at, wherever it lies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.commands.common import find_package
from toolkit.console import Progress
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.package.read import Package

_GIT = "git:"


@contextlib.contextmanager
def opened(named: str, progress: Progress, beside: str = "") -> Iterator[Package]:
    """A package by its folder, zip, address or git revision, as long as the block lasts.

    Args:
        named: how the user calls it; a bare ``git:REV`` is the package at the place of ``beside``.
        progress: told of downloads.
        beside: another package; the default one where empty.

    Raises:
        UsageError: there is none, or it is something else than a package.
        DataError: it is damaged.
    """
    from toolkit.inputs.target import TargetKind, open_target
    from toolkit.package.read import VIEWS, open_package

    with open_target(_whole(named, beside), progress=progress, also=(VIEWS,)) as target:
        if target.kind is not TargetKind.PACKAGE:
            raise UsageError(
                f"this is a {target.kind.value}, not a data package",
                where=named,
                hint="Name a package: its folder, its zip or its datapackage.json.",
            )
        yield open_package(target.entry)


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
