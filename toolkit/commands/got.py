"""What ``readout get`` says, for people and for programs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.commands.common import called
from toolkit.console import Column, Style, human_size, plain, plural, render_table
from toolkit.errors import ReadoutError
from toolkit.package.read import Package, open_package
from toolkit.release.cache import Entry
from toolkit.release.get import Fetched
from toolkit.release.index import Index
from toolkit.release.news import News

_SHOWN_CHANGES = 6
_SHOWN_RETIRED = 3
_VIEW = re.compile(r"^create (?:or replace )?view (\w+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Got:
    """What was done.

    Attributes:
        found: the release.
        folder: where it stands now.
        placed: whether it was put there just now.
        replaced: the version that stood there before; empty for nothing.
        own: files there that are the user's, not the release's.
        signer: who signed it; empty where nobody asked.
        news: what it brings compared with what the user had.
    """

    found: Fetched
    folder: Path
    placed: bool
    replaced: str
    own: tuple[str, ...]
    signer: str
    news: News | None


def got_value(got: Got) -> dict[str, Any]:
    """What was done, for programs."""
    entry, news = got.found.entry, got.news
    release = got.found.release
    return {
        "name": entry.name,
        "version": entry.version,
        "created": release.created if release else None,
        "folder": str(got.folder),
        "placed": got.placed,
        "replaced": got.replaced or None,
        "source": got.found.source.address,
        "cached": got.found.cached,
        "files": entry.files,
        "bytes": entry.bytes,
        "sums_sha256": entry.key,
        "signed_by": got.signer or None,
        "news": news
        and {
            "since": news.since,
            "bump": news.bump or None,
            "changes": [{"version": version, **asdict(note)} for version, note in news.changes],
            "retired": [
                {"table": table, "row": row, "replacement": replacement}
                for (table, row), replacement in news.retired.items()
            ],
        },
    }


def got_lines(got: Got, style: Style) -> list[str]:
    """What was done, for people."""
    entry = got.found.entry
    called_so = style.bold(f"{entry.name} {entry.version}")
    facts = f"{plural(entry.files, 'file')}, {human_size(entry.bytes)}"
    if got.placed:
        place = "now stands in" if not got.replaced else f"replaces {got.replaced} in"
        came = ", from the cache" if got.found.cached else ""
        told = f"{called_so} {place} {got.folder} ({facts}{came}; every checksum is right)."
    else:
        told = f"{called_so} stands in {got.folder} already ({facts}; every checksum is right)."
    lines = [told]
    if got.signer:
        lines.append(f"Signed by {plain(got.signer)}.")
    if got.own:
        lines.append(f"Not of the release, and left alone: {', '.join(map(plain, got.own))}.")
    if got.news is not None:
        lines += _news(got.news, got)
    return [*lines, *_ways(got.folder, entry.name)]


def _news(news: News, got: Got) -> Iterator[str]:
    folder = got.folder
    told = f" (a {news.bump} change)" if news.bump else ""
    yield f"Since {news.since}{told}:"
    for version, note in news.changes[:_SHOWN_CHANGES]:
        yield f"  {version}  {plain(note.text)}"
    more = len(news.changes) - _SHOWN_CHANGES
    if more > 0:
        yield f"  and {plural(more, 'more change')}: {shlex.quote(str(folder / 'CHANGELOG.md'))}"
    for (table, row), replacement in list(news.retired.items())[:_SHOWN_RETIRED]:
        now = f"is now {plain(replacement)}" if replacement else "is withdrawn"
        yield f"  retired: {plain(table)} {plain(row)} {now}"
    more = len(news.retired) - _SHOWN_RETIRED
    if more > 0:
        yield f"  and {plural(more, 'more retired identifier')}"
    old = f"{got.found.source.address}@{news.since}" if news.indexed else str(news.old)
    if old != str(folder):  # else it was replaced just now
        yield f"  all of it: {called()} diff {shlex.quote(old)} {shlex.quote(str(folder))}"


def _ways(folder: Path, name: str) -> Iterator[str]:
    """How to ask a release."""
    try:
        package = open_package(folder)
    except ReadoutError:
        return
    asked = _worth_asking(package)
    place = shlex.quote(str(folder))
    yield "Ask it:"
    yield f'  {called()} query --package {place} "from {asked}"'
    database = folder / f"{name}.duckdb"
    if database.is_file():
        yield f'  duckdb -readonly {shlex.quote(str(database))} "from {asked}"'


def _worth_asking(package: Package) -> str:
    """The first view, else the first table."""
    if package.views is not None:
        text = (package.root / package.views).read_text(encoding="utf-8", errors="replace")
        found = _VIEW.search(text)
        if found:
            return found[1]
    return next(iter(package.tables), "")


def index_value(index: Index, held: Collection[str]) -> dict[str, Any]:
    """The releases of an index, for programs; ``held`` are the keys in the cache."""
    return {
        "name": index.name,
        "title": index.title,
        "releases": [
            {
                "version": str(release.version),
                "created": release.created,
                "bump": release.bump,
                "bytes": release.bytes,
                "rows": dict(release.rows),
                "changes": [asdict(note) for note in release.changes],
                "cached": release.sums_sha256 in held,
            }
            for release in index.releases
        ],
    }


def index_lines(index: Index, held: Collection[str], style: Style) -> list[str]:
    """The releases of an index, for people."""
    columns = (
        *(Column("version"), Column("released"), Column("bump")),
        *(Column("size", right=True), Column("cached"), Column("what changed")),
    )
    rows = []
    for release in index.releases:
        notes = [note.text for note in release.changes]
        more = f" (and {len(notes) - 1:,} more)" if len(notes) > 1 else ""
        facts = [str(release.version), release.created[:10], release.bump]
        size, cached = human_size(release.bytes), "yes" if release.sums_sha256 in held else "no"
        rows.append([*facts, size, cached, f"{notes[0]}{more}" if notes else ""])
    title = f"{style.bold(index.name)}: {plural(len(index.releases), 'release')}"
    return [title, *(render_table(columns, rows, style) if rows else [])]


def cache_value(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The releases in the cache, for programs."""
    return [
        {
            "name": entry.name,
            "version": entry.version,
            "bytes": entry.bytes,
            "files": entry.files,
            "fetched": entry.fetched,
            "source": entry.source,
            "sums_sha256": entry.key,
            "folder": str(entry.folder),
        }
        for entry in entries
    ]


def cache_lines(entries: Sequence[Entry], folder: Path, style: Style) -> list[str]:
    """The releases in the cache, for people."""
    size = human_size(sum(entry.bytes for entry in entries))
    title = f"{plural(len(entries), 'release')} in {folder} ({size})"
    columns = (
        *(Column("package"), Column("version"), Column("size", right=True)),
        *(Column("fetched"), Column("from")),
    )
    rows = [
        [entry.name, entry.version, human_size(entry.bytes), entry.fetched, entry.source]
        for entry in entries
    ]
    return [title, *(render_table(columns, rows, style) if rows else [])]


def cleared_line(folder: Path, removed: int, size: int, used: int) -> str:
    """What was cleared away."""
    kept = f"; {plural(used, 'release')} in use stayed" if used else ""
    return f"Removed {plural(removed, 'release')} ({human_size(size)}) from {folder}{kept}."
