"""``readout get``: a release, fetched, checked, and put into a folder."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from toolkit.commands.common import called
from toolkit.commands.options import Argument, Option
from toolkit.commands.streams import complain
from toolkit.console import Progress, Style
from toolkit.errors import DataError, UsageError

if TYPE_CHECKING:
    from toolkit.commands.got import Got
    from toolkit.release.cache import Cache
    from toolkit.release.get import Fetched
    from toolkit.release.news import News
    from toolkit.release.place import Standing
    from toolkit.release.sources import Means

FORMATS = ("text", "json")
Lines = Callable[[Style], Sequence[str]]
"""The lines of a report, for a terminal."""


def get(
    source: Annotated[
        str | None,
        Argument(
            metavar="SOURCE[@VERSION]",
            help="Index of releases or its folder, a release's folder or zip: an address or a"
            " path. VERSION: 1.0.0, 1.0, '>=1,<2', '^1.2', latest. [default: the newest]",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        Option(
            "--output",
            "-o",
            metavar="DIR",
            readable=False,
            help="Folder for the release. [default: NAME-VERSION]",
        ),
    ] = None,
    signers: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            readable=False,
            help="Signers to trust, in ssh-keygen's form; without a signature of one of them"
            " nothing is placed.",
        ),
    ] = None,
    force: Annotated[
        bool, Option("--force", help="Replace a folder whose files were changed.")
    ] = False,
    offline: Annotated[
        bool, Option("--offline", help="Ask no server: only what is in the cache.")
    ] = False,
    list_them: Annotated[
        bool,
        Option("--list", help="List the releases of SOURCE; without it, those in the cache."),
    ] = False,
    clear_cache: Annotated[
        bool, Option("--clear-cache", help="Remove every release from the cache, and end.")
    ] = False,
    format_name: Annotated[
        str,
        Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    ] = "text",
) -> None:
    """Fetch a release of a data package, check every file of it, and put it into a folder.

    Everything is held against the release's SHA256SUMS, and that against the index of releases,
    before anything is placed: the folder appears whole, or not at all. A download that was cut is
    resumed, also by the next run. What was fetched once is kept in a cache and not fetched again;
    READOUT_CACHE names another folder for it.

    \b
    Examples:
      readout get https://example.org/data/
      readout get https://example.org/data/@1.0 -o release
      readout get "https://example.org/data/releases.json@>=1,<2"
      readout get dist/leader-calls-1.0.0.zip --signers trusted_signers
      readout get https://example.org/data/ --list
      readout query --package https://example.org/data/@1.0 "from calls_overview"

    Exit codes: 0 placed or there already, 1 not what its checksums or its signature say, 2 it
    cannot be had or placed.
    """
    if format_name not in FORMATS:
        hint = f"One of: {', '.join(FORMATS)}."
        raise UsageError(f"there is no format {format_name!r}", where="--format", hint=hint)
    with Progress() as progress:
        means = _means(offline, progress)
        if clear_cache:
            lines, value = _cleared(means.cache, source)
        elif list_them:
            lines, value = _listed(source, means)
        else:
            lines, value = _fetched(source, output, signers, force, means)
    if format_name == "json":
        print(json.dumps(value, ensure_ascii=False, indent=2))
        return
    for line in lines(Style.of(sys.stdout)):
        print(line)


def _means(offline: bool, progress: Progress) -> Means:
    from toolkit.release.sources import Means

    def note(line: str) -> None:
        progress.clear()
        complain(f"note: {line}")

    return Means(offline=offline, progress=progress, note=note)


def _cleared(cache: Cache, source: str | None) -> tuple[Lines, Any]:
    from toolkit.commands.got import cleared_line

    if source is not None:
        hint = "Leave the source out."
        raise UsageError("--clear-cache clears the whole cache", where=source, hint=hint)
    removed, size, used = cache.clear()
    line = cleared_line(cache.folder, removed, size, used)
    return lambda style: [line], {"removed": removed, "bytes": size, "in_use": used}


def _listed(source: str | None, means: Means) -> tuple[Lines, Any]:
    from toolkit.commands import got

    entries = means.cache.entries()
    if source is None:
        folder = means.cache.folder
        return lambda style: got.cache_lines(entries, folder, style), got.cache_value(entries)
    from toolkit.release.sources import releases, split

    named, spec = split(source)
    if spec is not None:
        raise UsageError("--list lists every version", where=source, hint=f"Name {named}")
    index = releases(named, means)
    held = {entry.key for entry in entries}
    return lambda style: got.index_lines(index, held, style), got.index_value(index, held)


def _fetched(
    source: str | None, output: Path | None, signers: Path | None, force: bool, means: Means
) -> tuple[Lines, Any]:
    from toolkit.commands.got import got_lines, got_value
    from toolkit.release.sources import split

    if source is None:
        raise UsageError("no source is named", hint=f"{called()} get --help shows examples.")
    named, spec = split(source)
    got = _get(named, spec or "", output, signers, force, means)
    return lambda style: got_lines(got, style), got_value(got)


def _get(
    named: str, spec: str, output: Path | None, signers: Path | None, force: bool, means: Means
) -> Got:
    from toolkit.commands.got import Got
    from toolkit.package.replace import clear_leftovers
    from toolkit.release.place import State, refuse_changed, standing

    found, signer = _fetched_and_signed(named, spec, signers, means)
    entry = found.entry
    folder = output or Path(f"{entry.name}-{entry.version}")
    before = standing(folder, entry.name, entry.key)
    own = tuple(fault.path for fault in before.faults if fault not in before.lost)
    if before.state is State.SAME and not before.lost:
        with contextlib.suppress(OSError):
            clear_leftovers(folder.resolve())
        return Got(found, folder, False, "", own, signer, None)
    if not force:
        refuse_changed(folder, before)
    told = _news(found, before, folder, means.cache)
    found = _put(found, lambda: _fetched_and_signed(named, spec, signers, means), folder, means)
    replaced = before.version if before.state is not State.NOTHING else ""
    return Got(found, folder, True, replaced, (), signer, told)


def _fetched_and_signed(
    named: str, spec: str, signers: Path | None, means: Means
) -> tuple[Fetched, str]:
    """The release in the cache, and who signed it; empty where nobody asked."""
    from toolkit.release.get import fetch
    from toolkit.release.signed import signed_by

    found = fetch(named, spec, means)
    if signers is None:
        return found, ""
    return found, signed_by(found, signers, means.cache, offline=means.offline)


def _put(
    found: Fetched, again: Callable[[], tuple[Fetched, str]], folder: Path, means: Means
) -> Fetched:
    """Place the release; where it was damaged in the cache, it is fetched anew, once."""
    from toolkit.release.place import DamagedError, put

    try:
        put(found.entry, folder)
    except DamagedError:
        means.note("the cache was damaged; the release is fetched anew")
        means.cache.drop(found.entry.key)
        key = found.entry.key
        found, _ = again()
        if found.entry.key != key:
            what = "another release stands there now than a moment ago"
            raise DataError(what, where=found.source.address, hint="Run it again.") from None
        try:
            put(found.entry, folder)
        except DamagedError as error:
            hint = "Check the disk, or name another folder with READOUT_CACHE."
            raise DataError("the cache is damaged again", where=str(error), hint=hint) from error
    return found


def _news(found: Fetched, before: Standing, folder: Path, cache: Cache) -> News | None:
    """What the release brings, compared with what stands there or was fetched before."""
    from toolkit.release.news import news
    from toolkit.release.versions import Version

    entry = found.entry
    if before.version:
        since, old = before.version, folder
    else:
        others = {
            Version.parse(other.version): other.folder
            for other in cache.entries()
            if other.name == entry.name
        }
        earlier = [version for version in others if version < Version.parse(entry.version)]
        if not earlier:
            return None
        since, old = str(max(earlier)), others[max(earlier)]
    return news(found.index, entry.version, since, entry.folder, old)
