"""``releases.json``: the index of all releases of a package, newest first.

Its JSON Schema is ``index.schema.json`` beside this module. Paths in it are relative to the
index's own address, so that the folder that holds it can be served from anywhere. Keys that this
program does not know are passed over: a later program may write more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from toolkit.errors import DataError, UsageError
from toolkit.inputs.documents import parse_document
from toolkit.inputs.limits import default_limits
from toolkit.inputs.paths import unsafe
from toolkit.inputs.sums import INDEX as INDEX
from toolkit.release.versions import Version, choose

FORMAT = "readout-releases/1"
FIRST = "first"
RELEASE_BUMPS = (FIRST, "major", "minor", "patch")
CHANGE_BUMPS = ("major", "minor", "patch", "none")
_FAMILY = FORMAT.partition("/")[0]
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ")
"""RFC 3339 in UTC with seconds: ``2026-11-22T01:30:00Z``."""
NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
"""A package's name: it becomes the name of folders and files."""
_MOST = (1 << 63) - 1
"""The greatest size or number of rows; more could not be shown or held anywhere."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Archive:
    """The zip of a release.

    Attributes:
        path: where it lies, relative to the index.
        bytes: its size.
        sha256: its SHA-256, in hexadecimal.
    """

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of the summary of ``quality.json``.

    Attributes:
        corpus: what was measured against.
        measure: what was measured.
        f1: harmonic mean of precision and recall, from 0 to 1.
    """

    corpus: str
    measure: str
    f1: float


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """One thing that changed since the release before.

    Attributes:
        bump: what it asks for: ``major``, ``minor``, ``patch`` or ``none``.
        kind: the kind of change, as the rule of versions names it.
        text: what changed, for readers.
    """

    bump: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    Attributes:
        version: its version.
        created: when it was made, RFC 3339 in UTC with seconds.
        folder: where its folder lies, relative to the index; ends in a slash.
        sums_sha256: SHA-256 of its ``SHA256SUMS``, in hexadecimal.
        content_sha256: hash of what it holds, whatever library wrote it
            (see `toolkit.release.content`).
        archive: its zip.
        bytes: size of all files of its folder.
        rows: rows of each table.
        bump: what it raised: ``major``, ``minor``, ``patch``, or ``first``.
        commit: the source's commit; ``None`` where it is not known.
        quality: a summary of how well its values were measured to be.
        changes: what changed since the release before.
        contributors: who contributed to it.
        writers: library and version that wrote files whose bytes depend on it, by kind of file.
    """

    version: Version
    created: str
    folder: str
    sums_sha256: str
    content_sha256: str
    archive: Archive
    bytes: int
    rows: Mapping[str, int]
    bump: str
    commit: str | None = None
    quality: tuple[Measured, ...] = ()
    changes: tuple[ChangeNote, ...] = ()
    contributors: tuple[str, ...] = ()
    writers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Index:
    """All releases of a package.

    Attributes:
        name: the package's name.
        title: its title.
        releases: newest first.
    """

    name: str
    title: str
    releases: tuple[Release, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions that there are, newest first."""
        return tuple(release.version for release in self.releases)

    def find(self, spec: str = "") -> Release:
        """The newest release that fits what was asked for (see `toolkit.release.versions`).

        Raises:
            UsageError: there is none; the message names those that there are.
        """
        wanted = choose(spec, self.versions)
        return next(release for release in self.releases if release.version == wanted)

    def exactly(self, version: str) -> Release | None:
        """The release of a version, written in full; ``None`` where there is none."""
        return next((found for found in self.releases if str(found.version) == version), None)

    def with_release(self, release: Release) -> Index:
        """The index with one more release.

        Raises:
            UsageError: there is a release of that version.
        """
        if release.version in self.versions:
            hint = "A release is never changed: raise the version."
            raise UsageError(f"{self.name} {release.version} is released already", hint=hint)
        return Index(self.name, self.title, _newest_first([*self.releases, release]))


def _newest_first(releases: Sequence[Release]) -> tuple[Release, ...]:
    return tuple(sorted(releases, key=lambda release: release.version, reverse=True))


def index_text(index: Index) -> str:
    """The text of ``releases.json``: the same index gives the same text."""
    found = {
        "format": FORMAT,
        "name": index.name,
        "title": index.title,
        "releases": [_release_json(release) for release in _newest_first(index.releases)],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _release_json(release: Release) -> dict[str, Any]:
    archive = release.archive
    return {
        "version": str(release.version),
        "created": release.created,
        "commit": release.commit,
        "folder": release.folder,
        "sums_sha256": release.sums_sha256,
        "content_sha256": release.content_sha256,
        "archive": {"path": archive.path, "bytes": archive.bytes, "sha256": archive.sha256},
        "bytes": release.bytes,
        "rows": dict(release.rows),
        "quality": [
            {"corpus": one.corpus, "measure": one.measure, "f1": one.f1} for one in release.quality
        ],
        "bump": release.bump,
        "changes": [
            {"bump": one.bump, "kind": one.kind, "text": one.text} for one in release.changes
        ],
        "contributors": list(release.contributors),
        "writers": dict(release.writers),
    }


def read_index(content: bytes, where: str) -> Index:
    """Read ``releases.json``.

    Args:
        content: its bytes.
        where: how to name it in messages.

    Returns:
        The index, newest release first.

    Raises:
        DataError: it is no such index, is of a later format, names unsafe paths, or tells a
            version twice.
    """
    data = parse_document(content, default_limits(), where).value
    _refuse_lone_surrogates(data, where)
    root = _Object(data, where, "")
    told = root.text("format")
    if told != FORMAT:
        later = told.startswith(f"{_FAMILY}/")
        hint = "Install a newer readout." if later else f"An index of releases has {FORMAT!r}."
        raise DataError(f"its format is {told[:80]!r}, not {FORMAT!r}", where=where, hint=hint)
    releases = [_release(item) for item in root.objects("releases")]
    versions = [release.version for release in releases]
    for version in versions:
        if versions.count(version) > 1:
            raise DataError(f"the version {version} stands twice", where=where, hint=_MEND)
    name, title = root.text("name", NAME, "a plain name"), root.text("title")
    return Index(name, title, _newest_first(releases))


def _refuse_lone_surrogates(data: Any, where: str) -> None:
    """Refuse texts that can be neither shown nor written: JSON may spell half a character."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise DataError("it holds half a character", where=where, hint=_MEND) from error


_MEND = "Fetch the index again, or have its maintainer mend it."


@dataclass(frozen=True, slots=True)
class _Object:
    """A JSON object that is read strictly; ``place`` is where it stands."""

    data: Any
    where: str
    place: str

    def __post_init__(self) -> None:
        if not isinstance(self.data, dict):
            raise self.wrong("", "is no object")

    def wrong(self, key: str, what: str) -> DataError:
        """The error on a key."""
        named = ".".join(part for part in (self.place, key) if part) or "the index"
        return DataError(f"{named} {what}", where=self.where, hint=_MEND)

    def _value(self, key: str, kind: type[Value], what: str) -> Value:
        value = self.data.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.wrong(key, "is missing" if key not in self.data else f"is no {what}")
        return value

    def text(self, key: str, pattern: re.Pattern[str] | None = None, what: str = "") -> str:
        """A text, where a pattern is given one that it matches."""
        value = self._value(key, str, "text")
        if pattern is not None and not pattern.fullmatch(value):
            raise self.wrong(key, f"is no {what.removeprefix('a ')}: {value[:80]!r}")
        return value

    def choice(self, key: str, known: Sequence[str]) -> str:
        """One of several words."""
        value = self.text(key)
        if value not in known:
            raise self.wrong(key, f"is none of {', '.join(known)}: {value[:80]!r}")
        return value

    def count(self, key: str) -> int:
        """A whole number that is not negative."""
        value = self._value(key, int, "whole number")
        if not 0 <= value <= _MOST:
            raise self.wrong(key, "is negative" if value < 0 else "is too great to be true")
        return value

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.wrong(key, "is no number from 0 to 1")
        return float(value)

    def path(self, key: str) -> str:
        """A plain path below the index."""
        value = self.text(key)
        reason = unsafe(value)
        if reason or not value.isprintable():
            raise self.wrong(key, f"is no plain path below the index: {value[:80]!r}")
        return value

    def version(self, key: str) -> Version:
        """A version."""
        try:
            return Version.parse(self.text(key))
        except UsageError as error:
            raise self.wrong(key, f"is wrong: {error.what}") from error

    def object(self, key: str) -> _Object:
        """An object."""
        value = self._value(key, dict, "object")
        return _Object(value, self.where, ".".join(part for part in (self.place, key) if part))

    def objects(self, key: str) -> list[_Object]:
        """A list of objects."""
        prefix = f"{self.place}." if self.place else ""
        items = enumerate(self._value(key, list, "list"))
        return [_Object(item, self.where, f"{prefix}{key}[{number}]") for number, item in items]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(key, list, "list")
        if not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "is no list of texts")
        return tuple(value)

    def mapping(self, key: str, read: Callable[[_Object, str], Value]) -> dict[str, Value]:
        """An object whose values are read alike."""
        found = self.object(key)
        return {name: read(found, name) for name in found.data}


def _release(item: _Object) -> Release:
    digest = (_SHA256, "SHA-256 in hexadecimal digits")
    archive = item.object("archive")
    folder = item.path("folder")
    if not folder.endswith("/"):
        raise item.wrong("folder", "does not end in a slash")
    commit = None
    if item.data.get("commit") is not None:
        commit = item.text("commit", _COMMIT, "commit")
    return Release(
        version=item.version("version"),
        created=item.text("created", MOMENT, "moment such as 2026-11-22T01:30:00Z"),
        folder=folder,
        sums_sha256=item.text("sums_sha256", *digest),
        content_sha256=item.text("content_sha256", *digest),
        archive=Archive(
            archive.path("path"), archive.count("bytes"), archive.text("sha256", *digest)
        ),
        bytes=item.count("bytes"),
        rows=item.mapping("rows", _Object.count),
        bump=item.choice("bump", RELEASE_BUMPS),
        commit=commit,
        quality=tuple(
            Measured(one.text("corpus"), one.text("measure"), one.share("f1"))
            for one in item.objects("quality")
        ),
        changes=tuple(
            ChangeNote(one.choice("bump", CHANGE_BUMPS), one.text("kind"), one.text("text"))
            for one in item.objects("changes")
        ),
        contributors=item.texts("contributors"),
        writers=item.mapping("writers", _Object.text),
    )
