"""What a release is made from: where a project keeps its parts, and what its other half gives."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from toolkit.errors import DataError, UsageError
from toolkit.release.git import Repository
from toolkit.release.index import INDEX, Index, read_index
from toolkit.release.journal import JOURNAL
from toolkit.release.layout import DIST as DIST
from toolkit.release.layout import LATEST as LATEST
from toolkit.release.layout import PACKAGE as PACKAGE
from toolkit.release.previous import Opener
from toolkit.schema.loader import load_declaration
from toolkit.schema.model import PackageDeclaration
from toolkit.schema.quality import Quality
from toolkit.validate.report import Report
from toolkit.validate.tables import Check

SCHEMAS, DECLARED = "schemas", "schemas/package.json"
CHANGELOG, LICENCE, LICENCE_SOURCE = "CHANGELOG.md", "LICENSE", "LICENSE-DATA"
NOT_SOURCES = (f"{DIST}/", JOURNAL)
"""Beginnings of paths whose files need not be committed: they are made."""
EPOCH = "SOURCE_DATE_EPOCH"
"""https://reproducible-builds.org/specs/source-date-epoch/"""
Progress = Callable[[str, int, int], None]
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gives before anything is written.

    Attributes:
        tables: rows of every declared table.
        checks: further checks on them.
        publishable: makes of the tables that are checked those that are written.
        quality: how well their values were measured to be; ``None`` where they were not.
    """

    tables: Tables
    checks: Sequence[Check]
    publishable: Callable[[Tables], Tables]
    quality: Quality | None


@dataclass(frozen=True, slots=True)
class Sources:
    """What only the half of the program gives that knows the dataset.

    Attributes:
        build: reads the sources and makes the tables.
        placed: makes findings point to the lines of sources that caused them.
        opened: opens a package by what a user calls it.
        folders: sources of the data, from the top of the project: work on them is a contribution.
        quality: the file with the quality figures, likewise.
        measured: the program's files whose changes make those figures old, likewise.
        records: the CSV file that records retired identifiers, likewise.
    """

    build: Callable[[PackageDeclaration, Progress], Built]
    placed: Callable[[Report], Report]
    opened: Opener
    folders: tuple[str, ...]
    quality: str
    measured: tuple[str, ...]
    records: str


@dataclass(frozen=True, slots=True)
class Project:
    """A checkout that releases are made from.

    Attributes:
        repository: its git repository.
        declaration: what its package is.
        index: all its releases; without any before the first.
        created: the moment of a release made now, RFC 3339 in UTC with seconds.
    """

    repository: Repository
    declaration: PackageDeclaration
    index: Index
    created: str

    @classmethod
    def at(cls, folder: Path) -> Project:
        """The project of the repository around a folder.

        Raises:
            UsageError: there is none, or a file of it cannot be read.
            DataError: its index of releases is damaged or another package's.
        """
        repository = Repository.around(folder)
        if not (repository.top / DECLARED).is_file():
            raise UsageError(
                f"there is no {DECLARED}",
                where=str(repository.top),
                hint="Releases are made in a checkout of the project.",
            )
        declaration = load_declaration(repository.top / SCHEMAS)
        index = _index(repository.top / INDEX, declaration)
        return cls(repository, declaration, index, _moment(repository))

    @property
    def root(self) -> Path:
        """The top of the checkout."""
        return self.repository.top

    def folder(self, version: str) -> str:
        """The name of a release's folder."""
        return f"{self.declaration.name}-{version}"


def _index(path: Path, declaration: PackageDeclaration) -> Index:
    if not path.exists():
        return Index(declaration.name, declaration.title)
    try:
        found = read_index(path.read_bytes(), str(path))
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise UsageError(what, where=str(path), hint="Put it right by git restore.") from error
    if found.name != declaration.name:
        what = f"it is the index of {found.name}, and this is {declaration.name}"
        raise DataError(what, where=str(path), hint="A renamed package begins a new index.")
    return Index(found.name, declaration.title, found.releases)


def _moment(repository: Repository) -> str:
    """The moment of a release: the same for the same commit, on every machine and day."""
    told = os.environ.get(EPOCH, "")
    if told and not (told.isascii() and told.isdecimal() and len(told) <= 11):
        hint = "Give seconds since 1970, as date +%s prints them."
        raise UsageError(f"{told[:40]!r} is no moment", where=EPOCH, hint=hint)
    seconds = int(told) if told else repository.head_seconds()
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
