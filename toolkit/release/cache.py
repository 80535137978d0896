"""Releases that were fetched once, by what they hold.

    <cache>/releases/<SHA-256 of SHA256SUMS>/files/...   a release, checked file by file
    <cache>/releases/<SHA-256 of SHA256SUMS>/stamp.json  sizes and times of its files, when checked
    <cache>/addresses/<SHA-256 of the address>.json      what stood at an address
    <cache>/parts/                                       downloads that were cut, and locks

An entry appears whole, by one rename, after every file of it was held against its checksum. A
later use looks at sizes and times only; where one is another, all files are hashed again. Entries
in use are locked, so that they are not cleared away by another process.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import SIGNATURE, SUMS, sha256_of
from toolkit.package.locks import NONE, let_go, locked, take
from toolkit.release.stamps import is_right, stats, unchanged

VARIABLE = "READOUT_CACHE"
"""The environment variable that names another folder."""
PART_DAYS = 7
"""So long the part of a download is kept for another try."""
_NEW, _GONE = ".new-", ".gone-"
_STAMP, _FILES = "stamp.json", "files"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by readout; may be removed.\n"
"""https://bford.info/cachedir/: programs that back up folders leave this one out."""
_HELD: dict[Path, int] = {}
"""Locks of the entries that this process uses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A release in the cache.

    Attributes:
        key: SHA-256 of its ``SHA256SUMS``, in hexadecimal.
        folder: its files, as they stand in the release.
        name: the package's name.
        version: its version, as its descriptor says.
        source: where it came from.
        fetched: when, RFC 3339 in UTC.
        bytes: size of its files.
        files: how many they are.
    """

    key: str
    folder: Path
    name: str
    version: str
    source: str
    fetched: str
    bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Record:
    """What stood at an address.

    Attributes:
        address: the address, without user and password.
        fetched: when, RFC 3339 in UTC.
        index: the text of an index of releases; empty for a single release.
        key: the key of a single release; empty for an index.
        tag: the server's entity tag of it; empty where it gave none.
    """

    address: str
    fetched: str
    index: str = ""
    key: str = ""
    tag: str = ""


def now() -> str:
    """This moment, RFC 3339 in UTC with seconds."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def cache_folder() -> Path:
    """Where fetched releases are kept: `VARIABLE`, else the user's folder for caches."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given).absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("readout", appauthor=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Cache:
    """The cache in a folder.

    Args:
        folder: the folder; that of `cache_folder` otherwise.

    Raises:
        UsageError: it cannot be made.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder()
        self._releases = self.folder / "releases"
        self._addresses = self.folder / "addresses"
        self._parts = self.folder / "parts"

    def prepare(self) -> None:
        """Make the folders, and clear away what killed runs left.

        Raises:
            UsageError: they cannot be made.
        """
        with self._written():
            for folder in (self._releases, self._addresses, self._parts):
                folder.mkdir(parents=True, exist_ok=True)
            tag = self.folder / "CACHEDIR.TAG"
            if not tag.exists():
                tag.write_text(_TAG, encoding="ascii")
            self._sweep()

    def find(self, key: str) -> Entry | None:
        """The release of a key, unless it is missing or damaged; a damaged one is removed.

        It is not cleared away by another process as long as this one runs.
        """
        home = self._releases / key
        if home not in _HELD:
            lock = take(home, shared=True)
            if lock != NONE:
                _HELD[home] = lock
        entry = self._read(home)
        if entry is None:
            if home.exists():
                self.drop(key)
            return None
        self._forget_part(key)
        return entry

    def _forget_part(self, key: str) -> None:
        """Remove the download of a release that is there: a run was killed before it could."""
        parts = list(self._parts.glob(f"{key}.part*"))
        guard = self._parts / f"{key}.lock"
        with contextlib.suppress(OSError):  # a cache that cannot be written keeps it
            if parts and (lock := take(guard, create=True)) != NONE:
                for path in (*parts, guard):
                    path.unlink(missing_ok=True)
                let_go(lock)

    def _read(self, home: Path, *, trust: bool = False) -> Entry | None:
        """An entry; ``None`` where there is none, or (without ``trust``) it is damaged."""
        try:
            stamp = json.loads((home / _STAMP).read_bytes())
            files: Mapping[str, Any] = stamp["files"]
            entry = Entry(
                key=home.name,
                folder=home / _FILES,
                name=str(stamp["name"]),
                version=str(stamp["version"]),
                source=str(stamp["source"]),
                fetched=str(stamp["fetched"]),
                bytes=sum(size for size, _ in files.values()),
                files=len(files),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        if trust or unchanged(entry.folder, files) or self._still_right(home, stamp):
            return entry
        return None

    def _still_right(self, home: Path, stamp: dict[str, Any]) -> bool:
        """Hold every file against its checksum; where all is right, note the new times."""
        if not is_right(home / _FILES, home.name):
            return False
        stamp["files"] = stats(home / _FILES)
        with contextlib.suppress(OSError):  # a cache that cannot be written is looked at again
            self._replace(home / _STAMP, json.dumps(stamp))
        return True

    def drop(self, key: str) -> None:
        """Remove a release, in one step."""
        home = self._releases / key
        let_go(_HELD.pop(home, NONE))
        with self._written():
            gone = Path(tempfile.mkdtemp(prefix=_GONE, dir=self._releases))
            with contextlib.suppress(FileNotFoundError):  # another process was faster
                home.rename(gone / key)
        shutil.rmtree(gone, ignore_errors=True)

    @contextlib.contextmanager
    def working(self, key: str, waiting: Callable[[], None] | None = None) -> Iterator[Path]:
        """The only right to fetch what has a key, and the place for the part of a download.

        Args:
            key: what is fetched, in hexadecimal.
            waiting: called while another process fetches the same.

        Raises:
            UsageError: the cache cannot be written.
        """
        self.prepare()
        with self._written(), locked(self._parts / f"{key}.lock", waiting):
            try:
                yield self._parts / f"{key}.part"
            finally:
                (self._parts / f"{key}.lock").unlink(missing_ok=True)

    @contextlib.contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty folder for a release on its way in; it is gone when the block ends."""
        with locked(self._gate, shared=True):
            folder = Path(tempfile.mkdtemp(prefix=_NEW, dir=self._releases))
            lock = take(folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            let_go(lock)

    @property
    def _gate(self) -> Path:
        """Locked while folders of one process come up, or are cleared away by another."""
        return self._parts / "gate.lock"

    def adopt(self, release: Path, about: tuple[str, str], source: str) -> Entry:
        """Take in a release whose files were all held against its ``SHA256SUMS``.

        Args:
            release: its folder, below that of `staging`; it is moved.
            about: the package's name and version.
            source: where it came from.

        Raises:
            OSError: it cannot be written.
        """
        key = sha256_of(release / SUMS)
        home = release.parent / "entry"
        home.mkdir()
        files = home / _FILES
        release.rename(files)
        for path in sorted(files.rglob("*")):
            if path.is_file():
                path.chmod(0o444 if os.name == "posix" else 0o666)
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        stamp = {
            "name": about[0],
            "version": about[1],
            "source": source,
            "fetched": now(),
            "files": stats(files),
        }
        (home / _STAMP).write_text(json.dumps(stamp), encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            try:
                home.rename(self._releases / key)
            except OSError:  # it is not empty: another process took in the same
                if not (self._releases / key).exists():
                    raise
        found = self.find(key)
        if found is None:
            raise DataError("it changed while it was taken in", where=str(self._releases / key))
        return found

    def sign(self, entry: Entry, signature: bytes) -> None:
        """Keep another signature with a release."""
        self._replace(entry.folder / SIGNATURE, signature.decode("utf-8", "replace"))

    def entries(self) -> list[Entry]:
        """Every release, by name and version, the one fetched last first; none is checked."""
        if not self._releases.is_dir():
            return []
        homes = [path for path in self._releases.iterdir() if not path.name.startswith(".")]
        found = [entry for home in homes if (entry := self._read(home, trust=True))]
        found.sort(key=lambda entry: entry.fetched, reverse=True)
        return sorted(found, key=lambda entry: entry.name)

    def record(self, address: str) -> Record | None:
        """What stood at an address when it was asked last; ``None`` where it never was."""
        try:
            found = json.loads((self._addresses / f"{_digest(address)}.json").read_bytes())
            return Record(**found) if found["address"] == address else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, record: Record) -> None:
        """Note what stands at an address.

        Raises:
            UsageError: the cache cannot be written.
        """
        self.prepare()
        with self._written():
            path = self._addresses / f"{_digest(record.address)}.json"
            self._replace(path, json.dumps(asdict(record)))

    def clear(self) -> tuple[int, int, int]:
        """Remove everything that no other process uses.

        Returns:
            How many releases went, how many bytes, and how many releases are in use.
        """
        removed = size = used = 0
        for entry in self.entries():
            home = entry.folder.parent
            let_go(_HELD.pop(home, NONE))
            lock = take(home)
            if lock == NONE:
                used += 1
                continue
            self.drop(entry.key)
            let_go(lock)
            removed, size = removed + 1, size + entry.bytes
        if self._parts.is_dir():
            size += self._sweep(older_than=0)
        for path in self._addresses.glob("*.json"):
            path.unlink(missing_ok=True)
        return removed, size, used

    def _sweep(self, older_than: float = PART_DAYS * 86400) -> int:
        """Clear away what killed runs left; return the bytes of the parts removed."""
        gate = take(self._gate, create=True)
        if gate == NONE:
            return 0  # another process brings something up just now: the next run does it
        try:
            return self._sweep_behind_gate(older_than)
        finally:
            let_go(gate)

    def _sweep_behind_gate(self, older_than: float) -> int:
        freed = 0
        for path in (*self._releases.glob(f"{_NEW}*"), *self._releases.glob(f"{_GONE}*")):
            if (lock := take(path)) != NONE:
                shutil.rmtree(path, ignore_errors=True)
                let_go(lock)
        for path in self._parts.glob(f"{_NEW}*"):
            path.unlink(missing_ok=True)
        for path in self._parts.glob("*.part*"):
            freed += self._part_removed(path, older_than)
        return freed

    @staticmethod
    def _part_removed(path: Path, older_than: float) -> int:
        """Remove the part of a download that nobody goes on with; return its bytes."""
        guard = path.with_name(f"{path.name.partition('.')[0]}.lock")
        try:
            if time.time() - path.stat().st_mtime < older_than:
                return 0
            if (lock := take(guard, create=True)) == NONE:
                return 0
        except FileNotFoundError:  # whose download it was has just finished
            return 0
        try:
            size = path.stat().st_size
            path.unlink()
            return size
        except FileNotFoundError:
            return 0
        finally:
            guard.unlink(missing_ok=True)
            let_go(lock)

    def _replace(self, path: Path, text: str) -> None:
        """Write a small file of the cache in one step."""
        with locked(self._gate, shared=True):
            descriptor, name = tempfile.mkstemp(prefix=_NEW, dir=self._parts)
            try:
                with open(descriptor, "w", encoding="utf-8") as file:
                    file.write(text)
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _written(self) -> Iterator[None]:
        """Say plainly that the cache cannot be written."""
        try:
            yield
        except OSError as error:
            hint = f"Free space, or name another folder for the cache with {VARIABLE}."
            what = f"the cache cannot be written: {os.strerror(error.errno or 0)}"
            raise UsageError(what, where=str(self.folder), hint=hint) from error
