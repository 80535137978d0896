"""A release told: on a terminal, and as JSON for programs."""

from __future__ import annotations

import json
import shlex
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from toolkit.console import Column, Style, display_width, human_size, plain, plural, render_table
from toolkit.release.index import INDEX, Release
from toolkit.release.make import Made
from toolkit.release.project import CHANGELOG, DECLARED, DIST, LATEST, PACKAGE
from toolkit.release.refusals import UNCOMMITTED, Refusal
from toolkit.release.settings import settings

_INDENT = "  "
_LABEL = 13
_WIDTH = 100
"""Columns of running text at most, however wide the terminal."""


def made_lines(made: Made, outcome: str, style: Style) -> Iterator[str]:
    """What was released, or would be.

    Args:
        made: the release.
        outcome: ``released``, ``frozen`` or ``dry-run``.
        style: the terminal.
    """
    release = made.release
    name = release.folder.removesuffix(f"-{release.version}/")
    yield style.bold(f"{_VERBS[outcome]} {name} {release.version}")
    yield ""
    yield from _summary(made, outcome, style)
    if outcome == "dry-run":
        yield ""
        yield style.bold("Changelog entry")
        yield ""
        yield from (plain(line) for line in made.entry.rstrip("\n").splitlines())
        yield ""
        yield from _file_table(made, style)
        yield ""
        stopped = any(warning.rule == UNCOMMITTED for warning in made.warnings)
        then = "it is refused" if stopped else "this is released"
        yield style.dim(f"Nothing was written. Without --dry-run {then}.")


_VERBS = {"released": "Released", "frozen": "Made again", "dry-run": "Would release"}


def next_lines(name: str, version: str, style: Style, top: str = ".") -> Iterator[str]:
    """The commands that make the release part of the repository and tell others.

    Args:
        name: the package.
        version: the release's version.
        style: the terminal.
        top: the way to the top of the project from where the user is.
    """
    message = shlex.quote(f"Release {name} {version}")
    yield ""
    yield style.bold("Next")
    if top != ".":
        yield f"{_INDENT}cd {shlex.quote(top)}"
    yield f"{_INDENT}git add {DECLARED} {PACKAGE} {CHANGELOG} {INDEX}"
    yield f"{_INDENT}git commit -m {message}"
    yield f"{_INDENT}git tag v{version}"
    yield f"{_INDENT}git push origin HEAD v{version}"


def _summary(made: Made, outcome: str, style: Style) -> Iterator[str]:
    """What matters, a label and a value a line."""
    release = made.release
    after = f"after {made.previous}" if made.previous else ""
    if release.bump == "first":
        yield from _pair("version", f"{release.version}, the first release", style)
    else:
        alone = ""
        if made.smallest and made.smallest != release.bump:
            alone = f"; the changes alone ask for a {made.smallest}"
        told = " ".join(part for part in (f"{release.version}, {release.bump}", after) if part)
        yield from _pair("version", told + alone, style)
    if made.compared_with:
        yield from _pair("compared with", made.compared_with, style)
    for place, change in enumerate(release.changes):
        yield from _pair("" if place else "because", f"{change.bump}: {change.text}", style)
    yield from _pair("made from", f"commit {(release.commit or 'unknown')[:12]}", style)
    yield from _pair("dated", release.created, style)
    yield from _pair("rows", ", ".join(f"{n} {c:,}" for n, c in release.rows.items()), style)
    if release.contributors:
        yield from _pair("contributors", ", ".join(release.contributors), style)
    signed = ", signed" if made.signed else ""
    size = f"{plural(len(made.files), 'file')}, {human_size(release.bytes)}{signed}"
    yield from _pair("folder", f"{DIST}/{release.folder}  {size}", style)
    archive = release.archive
    packed = f"{DIST}/{archive.path}  {human_size(archive.bytes)}, SHA-256 {archive.sha256[:16]}…"
    yield from _pair("zip", packed, style)
    others = [f"{DIST}/{LATEST}/", f"{DIST}/{INDEX}"]
    if outcome != "frozen":
        others = [DECLARED, f"{PACKAGE}/", CHANGELOG, INDEX, *others]
    yield from _pair("also written" if outcome != "dry-run" else "also", ", ".join(others), style)


def _pair(label: str, value: str, style: Style) -> Iterator[str]:
    head = f"{_INDENT}{label.ljust(_LABEL)}{_INDENT}"
    room = max((style.width or 10_000) - len(head), 30)
    for line in textwrap.wrap(plain(value), room, break_on_hyphens=False) or [""]:
        yield f"{style.dim(head)}{line}"
        head = " " * len(head)


def _file_table(made: Made, style: Style) -> Iterator[str]:
    columns = [Column("file"), Column("size", right=True), Column("SHA-256")]
    rows = [(file.path, human_size(file.bytes), f"{file.sha256[:16]}…") for file in made.files]
    yield style.bold(f"Files in {DIST}/{made.release.folder}")
    yield ""
    yield from render_table(columns, rows, style)


def refusal_lines(
    refusals: Sequence[Refusal], warnings: Sequence[Refusal], style: Style
) -> Iterator[str]:
    """Why there is no release, and what else is to be known; an empty line after each."""
    for word, paint, found in (
        ("refused", style.red, refusals),
        ("warning", style.yellow, warnings),
    ):
        for refusal in found:
            yield from _told(refusal, paint(word), style)


def _told(refusal: Refusal, word: str, style: Style) -> Iterator[str]:
    width = max(min(style.width, _WIDTH) - len(_INDENT), 30) if style.width else None
    yield f"{word} {style.dim(refusal.rule)}"
    yield from _paragraph(refusal.what, width)
    lines = refusal.lines[: settings()["printed_lines"]]
    if not refusal.paste:
        yield from (f"{_INDENT * 2}{_cut(line, style)}" for line in lines)
    yield from _paragraph(refusal.hint, width)
    if refusal.paste:  # a line that is copied must not begin with blanks
        yield ""
        yield from map(plain, lines)
    if more := len(refusal.lines) - len(lines):
        yield style.dim(f"{_INDENT}… and {plural(more, 'more line')}; --format json gives all")
    yield ""


def _paragraph(text: str, width: int | None) -> Iterator[str]:
    """A text in lines of a width; in a pipe it stays one line."""
    wrapped = textwrap.wrap(plain(text), width, break_on_hyphens=False) if width else [plain(text)]
    for line in wrapped:
        yield f"{_INDENT}{line}"


def _cut(line: str, style: Style) -> str:
    """A line that fits the terminal."""
    room = (style.width or 10_000) - 2 * len(_INDENT)
    text = plain(line)
    return text if display_width(text) <= room else text[: max(room - 1, 10)] + "…"


def as_json(
    outcome: str,
    made: Made | None = None,
    refusals: Sequence[Refusal] = (),
    warnings: Sequence[Refusal] = (),
    **more: Any,
) -> str:
    """What became of it as a JSON object, with a line end.

    Args:
        outcome: ``released``, ``dry-run``, ``frozen``, ``finished`` or ``refused``.
        made: the release, where there is one.
        refusals: what spoke against it.
        warnings: what the maintainer should know.
        more: further keys.
    """
    told: dict[str, Any] = {"outcome": outcome, **more}
    if made is not None:
        told |= _release_json(made.release)
        told |= {
            "previous": made.previous or None,
            "compared_with": made.compared_with or None,
            "smallest_bump": made.smallest or None,
            "signed": made.signed,
            "changelog": made.entry,
            "files": [asdict(file) for file in made.files],
        }
        warnings = made.warnings
    told["refusals"] = [_refusal_json(refusal) for refusal in refusals]
    told["warnings"] = [_refusal_json(refusal) for refusal in warnings]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _release_json(release: Release) -> dict[str, Any]:
    return {
        "version": str(release.version),
        "bump": release.bump,
        "created": release.created,
        "commit": release.commit,
        "folder": f"{DIST}/{release.folder}",
        "archive": {**asdict(release.archive), "path": f"{DIST}/{release.archive.path}"},
        "sums_sha256": release.sums_sha256,
        "content_sha256": release.content_sha256,
        "bytes": release.bytes,
        "rows": dict(release.rows),
        "changes": [asdict(change) for change in release.changes],
        "contributors": list(release.contributors),
    }


def _refusal_json(refusal: Refusal) -> dict[str, Any]:
    return {
        "rule": refusal.rule,
        "what": refusal.what,
        "hint": refusal.hint,
        "lines": list(refusal.lines),
    }
