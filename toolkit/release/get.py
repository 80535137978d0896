"""Fetch a release, so that what is then opened is what was released.

    fetched("https://example.org/data/", "1.0")   ->  a folder in the cache

Every file is held against ``SHA256SUMS`` before the release appears in the cache, and that list
against the index, where there is one. What is in the cache is not fetched again; a version that
is asked for in full and is there needs no connection.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.references import AbsentError
from toolkit.inputs.sums import MAX_BYTES, SUMS, parse_sums
from toolkit.inputs.transfers import ForbiddenError, TooLargeError, UnreachableError
from toolkit.release.cache import Entry, Record, now
from toolkit.release.incoming import (
    NOTHING_PLACED,
    Expected,
    another_release,
    checked,
    gathered,
    hold_archive,
    identified,
    key_of,
    unpacked,
)
from toolkit.release.index import Index, Release
from toolkit.release.sources import (
    NEVER,
    Disk,
    Kind,
    Means,
    Place,
    Source,
    Web,
    as_recorded,
    index_of,
    small_file,
    sources,
)

_EXACT = re.compile(r"(?:==|v)?(\d+\.\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A release that lies in the cache, whole and checked.

    Attributes:
        entry: where.
        source: what it was asked of.
        index: all releases there; ``None`` where the source is a single release.
        cached: whether it was in the cache before.
    """

    entry: Entry
    source: Source
    index: Index | None = None
    cached: bool = False

    @property
    def release(self) -> Release | None:
        """What the index says of it."""
        return None if self.index is None else self.index.exactly(self.entry.version)


def fetched(named: str, spec: str = "", means: Means | None = None) -> Path:
    """The folder of a release in the cache, fetched if it is not there.

    The folder is for reading only. It stays as long as this process runs.

    Args:
        named: address or path of an index of releases, a release's folder, or its zip.
        spec: the version, a range, or nothing for the newest (see `toolkit.release.versions`).
        means: how to get at it.

    Raises:
        UsageError: there is no such thing or no such version, or it cannot be fetched.
        DataError: what is there is not what its checksums say.
    """
    return fetch(named, spec, means or Means()).entry.folder


def fetch(named: str, spec: str, means: Means) -> Fetched:
    """Like `fetched`, and says more of what was found."""
    ways = {Kind.INDEX: _from_index, Kind.FOLDER: _from_folder, Kind.ARCHIVE: _from_archive}
    found = sources(named, means)
    found.sort(key=lambda source: means.cache.record(source.address) is None)  # known ones first
    reason, refused = "", None
    for source in found:
        try:
            return ways[source.kind](source, spec, means)
        except ForbiddenError as error:
            refused = refused or error
        except AbsentError as absent:
            reason = str(absent)
    if refused is not None:
        raise refused
    if reason == NEVER:
        what, hint = "nothing of it is in the cache", "Leave out --offline."
    else:
        what = f"neither an index of releases nor a release: {reason}"
        if len(found) == 1:
            what = reason
        hint = "Is the address right?"
    place = found[-1].address if len(found) == 1 else found[-1].place.shown("")
    raise UsageError(what, where=place, hint=hint)


def _from_index(source: Source, spec: str, means: Means) -> Fetched:
    known = _known(source, spec, means)
    if known is not None:
        return known
    index, fresh = index_of(source, means)
    release = _wanted(index, spec, source)
    entry = _in_cache(index, release, source, means)
    if entry is not None:
        return Fetched(entry, source, index, cached=True)
    if not fresh:
        return _another(source, index, spec, means)
    expected = Expected(release.sums_sha256, index.name, release.version)
    with means.cache.working(release.sums_sha256, lambda: _waiting(means)) as part:
        entry = _in_cache(index, release, source, means)  # another process may have been faster
        if entry is not None:
            return Fetched(entry, source, index, cached=True)
        try:
            archive = _archive(source.place, release, part, means)
        except (AbsentError, ForbiddenError):
            entry = _folder_in(source.place, release.folder, expected, means)
        else:
            where = source.place.shown(release.archive.path)
            entry = _archive_in(archive, expected, where, means)
            part.unlink(missing_ok=True)
    return Fetched(entry, source, index)


def _in_cache(index: Index, release: Release, source: Source, means: Means) -> Entry | None:
    """A release of an index, if it is in the cache.

    Raises:
        DataError: what has its checksums is another release: the index is wrong.
    """
    entry = means.cache.find(release.sums_sha256)
    expected = Expected(name=index.name, version=release.version)
    if entry is not None and (entry.name, entry.version) != (index.name, str(release.version)):
        raise another_release(entry.name, entry.version, expected, source.address)
    return entry


def _wanted(index: Index, spec: str, source: Source) -> Release:
    try:
        return index.find(spec)
    except UsageError as error:
        raise UsageError(error.what, where=source.address, hint=error.hint) from error


def _known(source: Source, spec: str, means: Means) -> Fetched | None:
    """A version that is asked for in full, if it and the index that names it are in the cache."""
    exact = _EXACT.fullmatch(spec.strip())
    record = means.cache.record(source.address) if exact and source.place.remote else None
    if exact is None or record is None or not record.index:
        return None
    index = as_recorded(record)
    release = index.exactly(exact[1])
    entry = _in_cache(index, release, source, means) if release else None
    return None if entry is None else Fetched(entry, source, index, cached=True)


def _another(source: Source, index: Index, spec: str, means: Means) -> Fetched:
    """The newest release that fits and is in the cache, for want of a connection."""
    wanted = _wanted(index, spec, source)
    entries = {
        release.version: entry
        for release in index.releases
        if (entry := _in_cache(index, release, source, means)) is not None
    }
    there = replace(index, releases=tuple(r for r in index.releases if r.version in entries))
    called = f"{index.name} {wanted.version}"
    try:
        release = there.find(spec)
    except UsageError as error:
        why = "--offline asks no server" if means.offline else "there is no connection"
        what = f"{called} is not in the cache, and {why}"
        hint = f"In the cache: {', '.join(map(str, there.versions)) or 'no version'}."
        raise UsageError(what, where=source.address, hint=hint) from error
    means.note(f"{called} is not in the cache; {release.version} is used")
    return Fetched(entries[release.version], source, index, cached=True)


def _archive(place: Place, release: Release, part: Path, means: Means) -> Path:
    """The zip of a release, held against the index.

    Where the part of an earlier run turns out wrong, it is fetched anew.
    """
    file, where = release.archive.path, place.shown(release.archive.path)
    resumed = part.exists()
    try:
        called, most = file.rpartition("/")[2], release.archive.bytes
        archive, _ = place.bring(file, part, called=called, most=most, keep=True)
        hold_archive(archive, release.archive.sha256, where)
    except (DataError, TooLargeError) as error:
        for left in part.parent.glob(f"{part.name}*"):
            left.unlink()
        if resumed:
            return _archive(place, release, part, means)
        if isinstance(error, TooLargeError):
            what = f"it has more than the {most:,} bytes that the index states"
            raise DataError(what, where=where, hint=NOTHING_PLACED) from error
        raise
    return archive


def _archive_in(archive: Path, expected: Expected, where: str, means: Means) -> Entry:
    """Unpack a zip, check it, and take it into the cache."""
    if means.progress is not None:
        means.progress("checking every file of the release", 0, 0)
    with means.cache.staging() as staging:
        root = unpacked(archive, staging / "zip", means.limits, where)
        about = checked(root, expected, where)
        release = root.rename(staging / "release")
        return means.cache.adopt(release, about, where)


def _folder_in(place: Place, folder: str, expected: Expected, means: Means) -> Entry:
    """Gather a release's folder below a place, check it, and take it into the cache."""
    inner = folder_below(place, folder)
    source = Source(Kind.FOLDER, inner, SUMS)
    try:
        content = small_file(source, SUMS, MAX_BYTES)
    except AbsentError as reason:
        what = f"neither its zip nor its folder is there: {reason}"
        raise DataError(what, where=source.address, hint=NOTHING_PLACED) from reason
    return _gathered_in(content, source, expected, means)


def _gathered_in(content: bytes, source: Source, expected: Expected, means: Means) -> Entry:
    files = parse_sums(content, source.address)
    if len(files) > means.limits.archive_entries:
        what = f"it lists {len(files):,} files, more than {means.limits.archive_entries:,}"
        raise DataError(what, where=source.address)
    with means.cache.staging() as staging:
        root = gathered(content, files, source.place, staging, expected)
        about = checked(root, expected, source.address)
        return means.cache.adopt(root, about, source.address)


def folder_below(place: Place, folder: str) -> Place:
    """The place that is a folder of another one."""
    if isinstance(place, Web):
        from urllib.parse import quote

        return replace(place, base=f"{place.base}{quote(folder)}")
    assert isinstance(place, Disk)
    return replace(place, folder=place.folder / folder)


def _from_folder(source: Source, spec: str, means: Means) -> Fetched:
    content = _content(source, means)
    if isinstance(content, Entry):
        _fits(content, spec, source)
        return Fetched(content, source, cached=True)
    key = key_of(content)
    with means.cache.working(key, lambda: _waiting(means)):
        entry = means.cache.find(key)
        cached = entry is not None
        if entry is None:
            entry = _gathered_in(content, source, Expected(key, spec=spec), means)
    _fits(entry, spec, source)
    if source.place.remote:
        means.cache.remember(Record(source.address, now(), key=key))
    return Fetched(entry, source, cached=cached)


def _content(source: Source, means: Means) -> bytes | Entry:
    """``SHA256SUMS`` of a release, or for want of a connection the release as it was fetched."""
    held = _held(source, means)
    if means.offline and source.place.remote:
        if held is None:
            raise AbsentError(NEVER)
        return held[1]
    try:
        return small_file(source, source.file, MAX_BYTES)
    except UnreachableError as error:
        return _as_it_was(held, error, means)


def _held(source: Source, means: Means) -> tuple[Record, Entry] | None:
    """What stood at the address of a single release, if it is still in the cache."""
    record = means.cache.record(source.address) if source.place.remote else None
    entry = means.cache.find(record.key) if record is not None and record.key else None
    return None if record is None or entry is None else (record, entry)


def _as_it_was(held: tuple[Record, Entry] | None, error: UsageError, means: Means) -> Entry:
    if held is None:
        raise error
    means.note(f"{error.where}: {error.what}; this is as it was on {held[0].fetched}")
    return held[1]


def _fits(entry: Entry, spec: str, source: Source) -> None:
    identified(entry.folder, Expected(spec=spec), source.address)


def _from_archive(source: Source, spec: str, means: Means) -> Fetched:
    held = _held(source, means)
    if means.offline and source.place.remote:
        if held is None:
            raise AbsentError(NEVER)
        _fits(held[1], spec, source)
        return Fetched(held[1], source, cached=True)
    key = hashlib.sha256(source.address.encode()).hexdigest()
    with means.cache.working(key, lambda: _waiting(means)) as part:
        tag = held[0].tag if held else ""
        try:
            path, new = source.place.bring(
                source.file, part, called=source.file, keep=True, known=tag
            )
        except UnreachableError as error:
            entry = _as_it_was(held, error, means)
            _fits(entry, spec, source)
            return Fetched(entry, source, cached=True)
        if new is None and held is not None:
            _fits(held[1], spec, source)
            return Fetched(held[1], source, cached=True)
        try:
            entry = _archive_in(path, Expected(spec=spec), source.address, means)
        finally:
            part.unlink(missing_ok=True)
    if source.place.remote:
        means.cache.remember(Record(source.address, now(), key=entry.key, tag=new or ""))
    return Fetched(entry, source)


def _waiting(means: Means) -> None:
    if means.progress is not None:
        means.progress("waiting for another readout that fetches the same", 0, 0)
