"""A report as annotations of GitHub Actions: workflow commands on standard output.

GitHub shows at most ten errors, ten warnings and ten notices of a step and drops the others
without a word (https://github.com/actions/toolkit/pull/734), so the worst come first, one of each
kind before any second one, and a notice says where the others are.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.schema.model import Severity
from toolkit.validate.formats.words import file_of, place, sentence, worst_first
from toolkit.validate.report import SHOW_ALL, Finding, Report

SHOWN_BY_GITHUB = 10
"""How many annotations of one level GitHub shows for one step."""


def render_github(report: Report, elsewhere: str = "") -> str:
    """The report as lines such as ``::error file=data/a.csv,line=3,title=…::message``.

    Args:
        report: what was found; its base is relative to the repository's root.
        elsewhere: what holds the whole report (``the step's summary``); empty for nothing.
    """
    lines = []
    for severity in Severity:
        found = worst_first(report, severity)[:SHOWN_BY_GITHUB]
        lines += [_annotation(finding, report, found) for finding in found]
    lines += _notice(report, len(lines), elsewhere)
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, report: Report, told: list[Finding]) -> str:
    of_its_kind = [other for other in told if other.kind == finding.kind]
    more = report.totals[finding.kind] - len(of_its_kind) if finding is of_its_kind[0] else 0
    properties = {
        "file": file_of(finding, report),
        "line": str(finding.line_number or ""),
        "title": f"{place(finding.kind)} [{finding.rule}]",
    }
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    message = _data(sentence(finding, report, more))
    return f"::{finding.severity.value} {given}::{message}"


def _notice(report: Report, told: int, elsewhere: str) -> Iterator[str]:
    """Where the findings are that are no annotation, and the verdict."""
    total = report.errors + report.warnings
    text = report.summary()
    if told < total:
        where = elsewhere or f"the output of readout validate {SHOW_ALL}"
        text += (
            f". {told:,} of {total:,} findings are annotated, because GitHub shows no more than"
            f" {SHOWN_BY_GITHUB} of a step; the others are in {where}"
        )
    for check, reason in report.skipped.items():
        text += f". Not checked: {check}, because {reason}"
    yield f"::notice title=readout::{_data(text + '.')}"


def _data(text: str) -> str:
    """A message as the workflow command wants it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property as the workflow command wants it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
