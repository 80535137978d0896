"""Where a command's report goes: standard output, files, the summary of a step on GitHub."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.console import Style
from toolkit.errors import EXIT_DATA, ReadoutError, UsageError

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
        main: whether it is the one of ``--format``.
    """

    format: str
    file: Path | None = None
    main: bool = False


def wanted_reports(name: str, output: Path | None, reports: Sequence[str]) -> list[Wanted]:
    """The reports that the options of a command ask for, that of ``--format`` first.

    Args:
        name: what ``--format`` says.
        output: what ``--output`` says.
        reports: what each ``--report`` says: ``FORMAT=FILE``.

    Raises:
        UsageError: a format is unknown or a file is named twice.
    """
    return _apart([Wanted(_known(name, "--format"), output, main=True), *further_reports(reports)])


def further_reports(reports: Sequence[str]) -> list[Wanted]:
    """The reports that ``--report`` asks for.

    Args:
        reports: what each says: ``FORMAT=FILE``, ``-`` being standard output.

    Raises:
        UsageError: a format is unknown or a file is named twice.
    """
    found = []
    for text in reports:
        kind, equals, file = text.partition("=")
        if not equals or not file:
            hint = "Write FORMAT=FILE, for example junit=report.xml."
            raise UsageError(f"{text!r} names no file", where="--report", hint=hint)
        found.append(Wanted(_known(kind, "--report"), None if file == "-" else Path(file)))
    return _apart(found)


def _apart(found: list[Wanted]) -> list[Wanted]:
    """The same, if no two go to one file."""
    files = [wanted.file for wanted in found if wanted.file is not None]
    for file_ in files:
        if files.count(file_) > 1:
            hint = "Give each report a file of its own."
            raise UsageError("two reports would go there", where=str(file_), hint=hint)
    return found


@contextlib.contextmanager
def reported(wanted: Sequence[Wanted]) -> Iterator[None]:
    """Where what runs inside ends with an error, write it as a report, too.

    The report of ``--format`` is left out: what it would say is on standard error.
    """
    try:
        yield
    except ReadoutError as error:
        files = [one for one in wanted if not one.main]
        if files:
            write_reports(_report_of(error), files, None)
        raise


def _report_of(error: ReadoutError) -> Report:
    """An error as a report: the one it carries, or a finding for each of its problems."""
    from toolkit.validate.report import Finding, Report

    carried = getattr(error, "report", None)
    if isinstance(carried, Report):
        return carried
    found = []
    for problem in getattr(error, "problems", (error,)):
        rule = "data-error" if problem.exit_code == EXIT_DATA else "input-error"
        place = _PLACE.fullmatch(problem.where)
        path, line = (place["path"], place["line"]) if place else ("", None)
        said = problem.what if place else f"{problem.where}: {problem.what}".lstrip(": ")
        if place and place["rest"]:
            said = f"{place['rest'].lstrip(', ')}: {said}"
        number = int(line) if line else None
        found.append(Finding(rule, said, path, hint=problem.hint, path=path, line_number=number))
    return Report.of(found, {}, ())


_PLACE = re.compile(
    r"(?P<path>[^:,]*?[^:,/]+\.[a-z]+)(?::(?P<line>[1-9][0-9]*))?(?::[0-9]+)?(?P<rest>, .*)?"
)
"""Where an error lies: ``seeds/a.csv:12``, ``schemas/a.json, field x``."""


def _known(name: str, option: str) -> str:
    if name not in FORMATS:
        raise UsageError(
            f"there is no format {name!r}", where=option, hint=f"One of: {', '.join(FORMATS)}."
        )
    return name


def write_reports(report: Report, wanted: Sequence[Wanted], cases: int | None) -> None:
    """Write a report wherever it is wanted.

    With the format ``github`` the whole report goes to the summary of the step as well, where
    GitHub provides one and no Markdown is asked for: it shows ten annotations and drops the others.

    Args:
        report: what was found.
        wanted: formats and files.
        cases: how many cases of each kind to show; ``None`` for each format's own default.

    Raises:
        UsageError: a file cannot be written.
    """
    from toolkit.validate.formats import render

    summary, elsewhere = os.environ.get(STEP_SUMMARY, ""), ""
    formats = [one.format for one in wanted]
    if "markdown" in formats:
        elsewhere = "the Markdown report"
    elif summary and "github" in formats:
        wanted, elsewhere = [*wanted, Wanted("markdown", Path(summary))], "the step's summary"
    for one in wanted:
        seen = _from_root(report) if one.format in _FROM_ROOT else report
        style = Style.of(sys.stdout) if one.file is None else Style()
        text = render(seen, one.format, style=style, cases=cases, elsewhere=elsewhere)
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
    inside = base.relative_to(Path(root).resolve()).as_posix()
    return replace(report, base="" if inside == "." else inside)


def _write(file: Path, text: str, *, append: bool) -> None:
    try:
        with file.open("a" if append else "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}", where=str(file), hint="Name another file."
        ) from error
