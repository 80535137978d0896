"""Where a command's report goes: standard output, files, the summary of a step on GitHub."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.console import Style
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.validate.report import Report

FORMATS = ("text", "json", "junit", "sarif", "github", "markdown")
"""As `toolkit.validate.formats.FORMATS`, which `readout --help` shall not have to load."""
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
WORKSPACE = "GITHUB_WORKSPACE"
_FROM_ROOT = ("github", "sarif")
"""Formats whose paths GitHub reads from the root of the repository."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report that was asked for.

    Attributes:
        format: its format.
        file: where it goes; ``None`` for standard output.
    """

    format: str
    file: Path | None = None


def wanted_reports(name: str, output: Path | None, reports: Sequence[str]) -> list[Wanted]:
    """The reports that the options of a command ask for, that of ``--format`` first.

    Args:
        name: what ``--format`` says.
        output: what ``--output`` says.
        reports: what each ``--report`` says: ``FORMAT=FILE``.

    Raises:
        UsageError: a format is unknown or a file is named twice.
    """
    found = [Wanted(_known(name, "--format"), output)]
    for text in reports:
        kind, equals, file = text.partition("=")
        if not equals or not file:
            hint = "Write FORMAT=FILE, for example junit=report.xml."
            raise UsageError(f"{text!r} names no file", where="--report", hint=hint)
        found.append(Wanted(_known(kind, "--report"), Path(file)))
    files = [wanted.file for wanted in found if wanted.file is not None]
    for file_ in files:
        if files.count(file_) > 1:
            hint = "Give each report a file of its own."
            raise UsageError("two reports would go there", where=str(file_), hint=hint)
    return found


def _known(name: str, option: str) -> str:
    if name not in FORMATS:
        raise UsageError(
            f"there is no format {name!r}", where=option, hint=f"One of: {', '.join(FORMATS)}."
        )
    return name


def write_reports(report: Report, wanted: Sequence[Wanted], cases: int | None) -> None:
    """Write a report wherever it is wanted.

    With the format ``github`` the whole report goes to the summary of the step as well, where
    GitHub provides one: it shows ten annotations and drops the others.

    Args:
        report: what was found.
        wanted: formats and files.
        cases: how many cases of each kind to show; ``None`` for each format's own default.

    Raises:
        UsageError: a file cannot be written.
    """
    from toolkit.validate.formats import render

    summary = os.environ.get(STEP_SUMMARY, "")
    told = [one.file for one in wanted]
    if summary and Path(summary) not in told and any(one.format == "github" for one in wanted):
        wanted = [*wanted, Wanted("markdown", Path(summary))]
    for one in wanted:
        seen = _from_root(report) if one.format in _FROM_ROOT else report
        style = Style.of(sys.stdout) if one.file is None else Style()
        text = render(seen, one.format, style=style, cases=cases, summary=bool(summary))
        if one.file is None:
            sys.stdout.write(text)
        else:
            _write(one.file, text, append=bool(summary) and one.file == Path(summary))


def _from_root(report: Report) -> Report:
    """The report with its base seen from the root of the repository, where that is known."""
    root = os.environ.get(WORKSPACE, "")
    base = Path(report.base).resolve()
    if not root or "://" in report.base or not base.is_relative_to(Path(root).resolve()):
        return report
    return replace(report, base=base.relative_to(Path(root).resolve()).as_posix())


def _write(file: Path, text: str, *, append: bool) -> None:
    try:
        with file.open("a" if append else "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}", where=str(file), hint="Name another file."
        ) from error
