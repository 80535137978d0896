"""The files that a descriptor names, and how to bring them from elsewhere into one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, ReadoutError
from toolkit.inputs.documents import read_document
from toolkit.inputs.limits import Limits
from toolkit.inputs.paths import unsafe
from toolkit.inputs.sums import SIGNATURE, SUMS, load_sums

Fetch = Callable[[str, Path], None]
"""Writes the file of a relative path to a place on disk, or raises `AbsentError`."""


class AbsentError(Exception):
    """A file that a descriptor names is not there; the text says why."""


def files_of(descriptor: Any) -> list[str]:
    """Every file that a package's or a resource's descriptor names, each once, in order.

    What is no relative path below the descriptor is left out: it is never fetched, and the checks
    of the descriptor say so.
    """
    return [text for text in dict.fromkeys(_named(descriptor)) if unsafe(text) is None]


def _named(descriptor: Any) -> Iterator[str]:
    if not isinstance(descriptor, Mapping):
        return
    resources = descriptor.get("resources")
    for resource in [descriptor, *(resources if isinstance(resources, list) else [])]:
        if not isinstance(resource, Mapping):
            continue
        for key in ("path", "extrapaths", "schema", "dialect"):
            value = resource.get(key)
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    yield text


def collect(
    entry: str, folder: Path, fetch: Fetch, limits: Limits, also: Sequence[str] = ()
) -> dict[str, str]:
    """Bring a descriptor and the files that it names into ``folder``.

    Args:
        entry: the descriptor's path, relative to where `fetch` looks.
        folder: where to write.
        fetch: how to get one file.
        limits: how large and how long the descriptor may be.
        also: further files to bring where they are there; with a list of checksums comes every
            file that it lists, and its signature.

    Returns:
        Why a named file is not there, by path. The others lie below ``folder``.

    Raises:
        DataError: the descriptor cannot be read, or names too many files.
        AbsentError: there is no descriptor.
    """
    fetch(entry, _place(folder, entry))
    named = files_of(read_document(folder / entry, limits, entry).value)
    if len(named) > limits.resources:
        raise DataError(f"it names more than {limits.resources:,} files", where=entry)
    absent: dict[str, str] = {}
    for file in dict.fromkeys([*named, *also]):
        if file == entry:
            continue
        try:
            fetch(file, _place(folder, file))
        except AbsentError as reason:
            if file in named:
                absent[file] = str(reason)
    if SUMS in also:
        _collect_listed(folder, fetch, limits)
    return absent


def _collect_listed(folder: Path, fetch: Fetch, limits: Limits) -> None:
    """Bring the files that a list of checksums names and that are not there yet.

    What is wrong with the list, or missing, is for the checks to say.
    """
    try:
        listed = list(load_sums(folder))
    except ReadoutError:
        return
    for file in [SIGNATURE, *listed[: limits.resources]]:
        if not (folder / file).exists():
            # (the list may take a file of the package for a folder)
            with suppress(AbsentError, FileExistsError, NotADirectoryError):
                fetch(file, _place(folder, file))


def _place(folder: Path, file: str) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
