"""Where releases come from: an index, the folder of one release, or a zip; near or far.

split("https://example.org/data/@1.0")   ->  the address, "1.0"
releases("https://example.org/data/")    ->  the index of all its releases
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from toolkit.errors import UsageError
from toolkit.inputs.documents import parse_document
from toolkit.inputs.limits import Limits, default_limits
from toolkit.inputs.paths import check_inside
from toolkit.inputs.references import AbsentError
from toolkit.inputs.sums import SUMS
from toolkit.inputs.transfers import TooLargeError, UnreachableError, split_address, without_login
from toolkit.release.cache import Cache, Record, now
from toolkit.release.index import INDEX, Index, read_index

if TYPE_CHECKING:
    from toolkit.inputs.remote import Downloads

Report = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is (0: unknown)."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ASKS = re.compile(r"|latest|[<>=~^!].*|v?\d+(\.\d+){0,2}")
"""What may follow an ``@``: a version or a range; an address of four numbers is a host."""
NEVER = "it was never fetched"
_HINT = f"Name an index of releases ({INDEX}) or its folder, a release's folder or its zip."


class Kind(StrEnum):
    """What a source is."""

    INDEX = "index"
    FOLDER = "folder"
    ARCHIVE = "archive"


def _silent(note: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Means:
    """How to get at releases.

    Attributes:
        cache: where fetched releases are kept.
        offline: never to ask the network.
        progress: told of downloads.
        note: told, in a line, what the user should know.
        limits: bounds on what comes from elsewhere.
    """

    cache: Cache = field(default_factory=Cache)
    offline: bool = False
    progress: Report | None = None
    note: Callable[[str], None] = _silent
    limits: Limits = field(default_factory=default_limits)


class Place(Protocol):
    """A folder with releases, on disk or on a server."""

    @property
    def remote(self) -> bool:
        """Whether it is on a server."""

    def bring(
        self,
        file: str,
        target: Path,
        *,
        called: str = "",
        most: int | None = None,
        keep: bool = False,
        known: str = "",
    ) -> tuple[Path, str | None]:
        """Have a file of the folder on disk.

        Args:
            file: its path below the folder.
            target: where to write it, if it is not on this disk.
            called: how to name it while it comes.
            most: how many bytes it may have.
            keep: whether a part of it is kept for a later run.
            known: entity tag of what is held already.

        Returns:
            Where it lies, and its entity tag; ``None`` instead where it is still that of
            ``known``.

        Raises:
            AbsentError: there is no such file.
            UsageError: it cannot be had.
        """

    def shown(self, file: str) -> str:
        """How to call a file of the folder in messages."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder on this disk."""

    folder: Path
    remote: bool = False

    def bring(
        self,
        file: str,
        target: Path,
        *,
        called: str = "",
        most: int | None = None,
        keep: bool = False,
        known: str = "",
    ) -> tuple[Path, str | None]:
        """See `Place`; nothing is copied."""
        if not (self.folder / file).exists():
            raise AbsentError("there is no such file")
        path = check_inside(file, self.folder, str(self.folder))
        if most is not None and path.stat().st_size > most:
            raise TooLargeError(f"larger than {most:,} bytes", where=str(path), hint=_HINT)
        return path, ""

    def shown(self, file: str) -> str:
        """Its path."""
        return str(self.folder / file)


@dataclass(frozen=True, slots=True)
class Web:
    """A folder on a server; ``base`` is its address with a slash at its end."""

    base: str
    downloads: Downloads
    remote: bool = True

    def bring(
        self,
        file: str,
        target: Path,
        *,
        called: str = "",
        most: int | None = None,
        keep: bool = False,
        known: str = "",
    ) -> tuple[Path, str | None]:
        """See `Place`."""
        from toolkit.inputs.remote import below

        address = below(self.base, file)
        tag = self.downloads.fetch(
            address, target, called=called, most=most, keep=keep, known=known
        )
        return target, tag

    def shown(self, file: str) -> str:
        """Its address, without user and password."""
        from toolkit.inputs.remote import below

        return below(without_login(self.base), file)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that leads to releases.

    Attributes:
        kind: what it is.
        place: the folder that it lies in.
        file: its name there.
    """

    kind: Kind
    place: Place
    file: str

    @property
    def address(self) -> str:
        """Its whole address or path, without user and password."""
        return self.place.shown(self.file)


def is_address(text: str) -> bool:
    """Whether a text is the address of something on a server."""
    return _ADDRESS.match(text) is not None


def split(named: str) -> tuple[str, str | None]:
    """Tell the source from the version in ``SOURCE@VERSION``.

    An ``@`` belongs to the source where a file or folder of the whole name exists, where it ends
    user and password of an address, or where what follows asks for no version.

    Returns:
        The source, and what was asked for; ``None`` where nothing was, so that the newest is
        meant.
    """
    source, at, spec = named.rpartition("@")
    if not at or not source or "/" in spec:
        return named, None
    asks = _ASKS.fullmatch(spec) is not None
    if is_address(source):
        return (source, spec) if asks and source.partition("//")[2] else (named, None)
    if _exists(named) or named.startswith("git:") or not (asks or _exists(source)):
        return named, None
    return source, spec


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # too long, or with a NUL
        return False


def sources(named: str, means: Means) -> list[Source]:
    """What a name may stand for, to be tried in turn.

    Args:
        named: an address or a path, without a version.
        means: for bounds and progress.

    Raises:
        UsageError: it is nothing on this disk.
    """
    if is_address(named):
        from toolkit.inputs.remote import Downloads

        return _far(named, Downloads(means.limits, means.progress))
    return [_near(named)]


def _far(address: str, downloads: Downloads) -> list[Source]:
    from urllib.parse import unquote, urlunsplit

    parts = split_address(address)
    parent, _, last = parts.path.rpartition("/")
    kind = _by_ending(unquote(last))
    if kind is None and last and last != SUMS:
        parent = parts.path
    place = Web(urlunsplit((parts.scheme, parts.netloc, f"{parent}/", "", "")), downloads)
    if last == SUMS:
        return [Source(Kind.FOLDER, place, SUMS)]
    if kind is None:
        return [Source(Kind.INDEX, place, INDEX), Source(Kind.FOLDER, place, SUMS)]
    return [Source(kind, place, unquote(last))]


def _by_ending(name: str) -> Kind | None:
    if name.lower().endswith(".zip"):
        return Kind.ARCHIVE
    return Kind.INDEX if name.lower().endswith(".json") else None


def _near(named: str) -> Source:
    path = Path(named)
    if not _exists(named):
        raise UsageError("there is no such file or folder", where=named, hint=_HINT)
    if path.is_dir():
        for known, file in ((Kind.INDEX, INDEX), (Kind.FOLDER, SUMS)):
            if (path / file).is_file():
                return Source(known, Disk(path), file)
        raise UsageError("neither an index of releases nor a release", where=named, hint=_HINT)
    if path.name == SUMS:
        return Source(Kind.FOLDER, Disk(path.parent), SUMS)
    kind = _by_ending(path.name)
    if kind is None:
        raise UsageError("neither an index of releases nor a release", where=named, hint=_HINT)
    return Source(kind, Disk(path.parent), path.name)


def small_file(source: Source, file: str, most: int) -> bytes:
    """The content of a small file beside a source.

    Raises:
        AbsentError: there is none.
        UsageError: it cannot be had, or has more than ``most`` bytes.
    """
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        path, _ = source.place.bring(file, Path(folder) / "file", called=file, most=most)
        return path.read_bytes()


def releases(named: str, means: Means | None = None) -> Index:
    """The index of releases at a place.

    Without a connection it is the index as it was when it was last fetched, and
    ``means.note`` is told so.

    Args:
        named: address or path of an index, or of its folder.
        means: how to get at it.

    Raises:
        UsageError: there is none, or no connection.
        DataError: it is damaged.
    """
    how = means or Means()
    what = "there is no index of releases"
    for source in sources(named, how):
        if source.kind is Kind.INDEX:
            try:
                return index_of(source, how)[0]
            except AbsentError as reason:
                what = f"{what}: {reason}"
    raise UsageError(what, where=without_login(named), hint=f"It is called {INDEX}.")


def index_of(source: Source, means: Means) -> tuple[Index, bool]:
    """Read an index: from its place, else as it was when it was last fetched.

    Returns:
        The index, and whether it is as its place has it now.

    Raises:
        AbsentError: there is none.
        UsageError: there is no connection, and it was never fetched.
        DataError: it is damaged.
    """
    record = means.cache.record(source.address) if source.place.remote else None
    if means.offline and source.place.remote:
        if record is None or not record.index:
            raise AbsentError(NEVER)
        return as_recorded(record), False
    try:
        content = small_file(source, source.file, means.limits.descriptor_bytes)
    except UnreachableError as error:
        if record is None or not record.index:
            raise
        means.note(f"{error.where}: {error.what}; this is as it was on {record.fetched}")
        return as_recorded(record), False
    index = _parsed(content, source.address, means.limits)
    if source.place.remote:
        means.cache.remember(Record(source.address, now(), index=content.decode("utf-8-sig")))
    return index, True


def as_recorded(record: Record) -> Index:
    """The index that stood at an address.

    Raises:
        DataError: what is in the cache is damaged.
    """
    return read_index(record.index.encode(), record.address)


def _parsed(content: bytes, where: str, limits: Limits) -> Index:
    """Read an index; other JSON is told apart from a damaged one."""
    value = parse_document(content, limits, where).value
    if not isinstance(value, dict) or "format" not in value:
        raise UsageError("this is no index of releases", where=where, hint=_HINT)
    return read_index(content, where)
