"""Open what a user named: a folder, a file, an archive, an address or a git revision.

    with open_target("datapackage") as target:
        target.root, target.entry, target.descriptor

Whatever it is, its files lie in a local folder while it is open.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.errors import DataError, UsageError
from toolkit.inputs.documents import Document, read_document
from toolkit.inputs.limits import Limits, default_limits
from toolkit.inputs.paths import SCHEME, check_regular

DESCRIPTOR = "datapackage.json"
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it, and how much there is (0 where unknown)."""

_ADDRESS = ("http://", "https://")
_GIT = "git:"
_JSON = ".json"
_ZIP = ".zip"
_KINDS = "Name a package (folder, zip, address), a descriptor, a schema or a table."


class TargetKind(StrEnum):
    """What a target is."""

    PACKAGE = "package"
    RESOURCE = "resource"
    SCHEMA = "schema"
    INQUIRY = "inquiry"
    TABLE = "table"


class Origin(StrEnum):
    """Where a target was found."""

    LOCAL = "local"
    ARCHIVE = "archive"
    ADDRESS = "address"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be checked, queried or compared; its files lie on disk.

    Attributes:
        kind: what it is.
        origin: where it was found.
        called: what the user called it.
        root: the folder that holds its files, and that no path in it may leave.
        entry: its descriptor, schema or table.
        document: the content of the descriptor or schema; ``None`` for a table.
        absent: why a file that the descriptor names is not in ``root``, by path (only for
            addresses and revisions).
    """

    kind: TargetKind
    origin: Origin
    called: str
    root: Path
    entry: Path
    document: Document | None = None
    absent: Mapping[str, str] = field(default_factory=dict)

    @property
    def descriptor(self) -> Any:
        """The descriptor's or schema's JSON value; ``None`` for a table."""
        return None if self.document is None else self.document.value


@contextmanager
def open_target(
    named: str | Path,
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
    also: Sequence[str] = (),
    start: Path | None = None,
) -> Iterator[Target]:
    """Open what a user named, for as long as the ``with`` lasts.

    Args:
        named: a folder with ``datapackage.json``; a descriptor, resource, schema or inquiry
            (JSON); a table (CSV, TSV, Parquet, also ``.gz``); a zip archive with a package or one
            table; an address of any of these but a folder; ``git:REV`` or ``REV:PATH`` (or
            ``git:REV:PATH``), a file or folder of the repository around ``start``.
        limits: bounds on what comes from elsewhere; those of ``limits.json`` otherwise.
        progress: told of downloads.
        also: further files to bring from an address or a revision, where they stand beside the
            descriptor.
        start: a folder in the git repository; the current one otherwise.

    Raises:
        UsageError: there is no such thing, or it cannot be read.
        DataError: it is damaged, refused, or larger than the limits allow.
    """
    text = str(named)
    bounds = limits or default_limits()
    with ExitStack() as stack:
        if text.startswith(_ADDRESS):
            yield _from_address(text, stack, bounds, progress, also)
        elif text.startswith(_GIT) or (not _exists(text) and ":" in text and not _is_scheme(text)):
            yield _from_revision(text, stack, bounds, also, start or Path.cwd())
        else:
            yield _from_disk(Path(named), text, stack, bounds)


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # too long, or with a NUL
        return False


def _is_scheme(text: str) -> bool:
    found = SCHEME.match(text)
    return found is not None and text[found.end() :].startswith("//")


def _folder(stack: ExitStack) -> Path:
    name = stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-"))
    return Path(name).resolve()


def _from_disk(path: Path, called: str, stack: ExitStack, limits: Limits) -> Target:
    if _is_scheme(called):
        raise UsageError("the address is of no kind that can be read", where=called, hint=_KINDS)
    if not _exists(called) and not path.is_symlink():
        raise UsageError("there is no such file or folder", where=called, hint=_KINDS)
    if path.is_dir():
        if not (path / DESCRIPTOR).is_file():
            raise UsageError(
                f"no data package here: {DESCRIPTOR} is missing",
                where=called,
                hint="Name the folder of a package, or build one: readout build",
            )
        return _described(path / DESCRIPTOR, path, called, Origin.LOCAL, limits)
    check_regular(path, called)
    if path.suffix.lower() == _ZIP:
        return _from_archive(path, called, stack, limits)
    return _from_file(path, called, Origin.LOCAL, limits)


def _from_file(
    path: Path, called: str, origin: Origin, limits: Limits, absent: Mapping[str, str] | None = None
) -> Target:
    """A descriptor, a schema or a table, by the ending of its name."""
    if path.suffix.lower() == _JSON:
        return _described(path, path.parent, called, origin, limits, absent)
    return Target(TargetKind.TABLE, origin, called, path.parent, path)


def _described(
    path: Path,
    root: Path,
    called: str,
    origin: Origin,
    limits: Limits,
    absent: Mapping[str, str] | None = None,
) -> Target:
    where = str(path) if origin is Origin.LOCAL else called
    document = read_document(path, limits, where)
    kind = kind_of(document.value, path.name)
    if kind is None:
        raise DataError(
            "neither a package, a resource, a schema nor an inquiry",
            where=where,
            hint="A package lists resources, a schema fields.",
        )
    return Target(kind, origin, called, root, path, document, absent or {})


def kind_of(value: Any, name: str = "") -> TargetKind | None:
    """What a JSON value describes; ``None`` where it is nothing of ours.

    Args:
        value: the JSON value.
        name: the file's name; ``datapackage.json`` is a package, whatever it holds.
    """
    if name == DESCRIPTOR:
        return TargetKind.PACKAGE
    if isinstance(value, Mapping):
        for key, kind in (
            ("resources", TargetKind.PACKAGE),
            ("tasks", TargetKind.INQUIRY),
            ("fields", TargetKind.SCHEMA),
            ("path", TargetKind.RESOURCE),
            ("data", TargetKind.RESOURCE),
        ):
            if key in value:
                return kind
    return None


def _from_archive(archive: Path, called: str, stack: ExitStack, limits: Limits) -> Target:
    from toolkit.inputs.archives import unpack_zip

    folder = _folder(stack)
    files = unpack_zip(archive, folder, limits, called)
    named = [file for file in files if PurePosixPath(file).name == DESCRIPTOR]
    if named:
        entry = min(named, key=lambda file: (file.count("/"), file))
        path = folder / entry
        return _described(path, path.parent, called, Origin.ARCHIVE, limits)
    if len(files) == 1:
        return _from_file(folder / files[0], called, Origin.ARCHIVE, limits)
    raise UsageError(
        f"the archive holds no {DESCRIPTOR} and more than one file", where=called, hint=_KINDS
    )


def _from_address(
    address: str,
    stack: ExitStack,
    limits: Limits,
    progress: Progress | None,
    also: Sequence[str],
) -> Target:
    from urllib.parse import unquote

    from toolkit.inputs.references import AbsentError, collect
    from toolkit.inputs.remote import Downloads, below
    from toolkit.inputs.transfers import split_address, without_login

    called = without_login(address)
    last = unquote(split_address(address).path).rpartition("/")[2]
    if not last or "\0" in last:
        raise UsageError("the address names no file", where=called, hint="Name datapackage.json.")
    folder, downloads = _folder(stack), Downloads(limits, progress)

    def fetch(file: str, target: Path) -> None:
        downloads.fetch(address if file == last else below(address, file), target)

    try:
        if last.lower().endswith(_JSON):
            absent = collect(last, folder, fetch, limits, also)
            return _from_file(folder / last, called, Origin.ADDRESS, limits, absent)
        fetch(last, folder / last)
    except AbsentError as reason:
        hint = "Is the address right?"
        raise UsageError(str(reason), where=called, hint=hint) from reason
    if last.lower().endswith(_ZIP):
        return _from_archive(folder / last, called, stack, limits)
    return _from_file(folder / last, called, Origin.ADDRESS, limits)


def _from_revision(
    text: str, stack: ExitStack, limits: Limits, also: Sequence[str], start: Path
) -> Target:
    from toolkit.inputs.references import collect
    from toolkit.inputs.revisions import Revision

    name, _, path = text.removeprefix(_GIT).partition(":")
    if not name or name.startswith("-"):
        hint = "For example git:main, or v1.2.0:datapackage."
        raise UsageError("no revision is named", where=text, hint=hint)
    revision = Revision(name, start, limits)
    found = revision.find(path, DESCRIPTOR)
    parent, slash, last = found.rpartition("/")
    folder = _folder(stack)

    def fetch(file: str, target: Path) -> None:
        revision.fetch(f"{parent}{slash}{file}", target)

    if last.lower().endswith(_JSON):
        absent = collect(last, folder, fetch, limits, also)
        return _from_file(folder / last, text, Origin.REVISION, limits, absent)
    fetch(last, folder / last)
    if last.lower().endswith(_ZIP):
        return _from_archive(folder / last, text, stack, limits)
    return _from_file(folder / last, text, Origin.REVISION, limits)
