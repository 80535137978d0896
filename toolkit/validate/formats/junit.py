"""A report as JUnit XML, the format in which CI servers read test results.

A suite is a table (or the package as a whole), a test case a check: each kind of error is a case
that failed, each check that found no error one that passed, each that could not run one that was
skipped. JUnit has no warnings: they are what a passed case printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from toolkit.schema.model import Severity
from toolkit.validate.formats.words import (
    limit_words,
    place,
    rule_title,
    sentence,
)
from toolkit.validate.report import Group, Report

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHOLE = "package"


def render_junit(report: Report) -> str:
    """The report as a ``<testsuites>`` document."""
    root = ElementTree.Element("testsuites", name="readout validate")
    groups = report.groups()
    tables = dict.fromkeys([*report.rows, *(group.kind.table for group in groups)])
    suites = [_suite(table, groups, report) for table in tables if table]
    root.extend([_package_suite(groups, report), *suites])
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _package_suite(groups: list[Group], report: Report) -> ElementTree.Element:
    """What concerns no single table, and the checks that passed or did not run."""
    own = [group for group in groups if not group.kind.table]
    cases = [_case(group, report) for group in own]
    broken = {group.kind.rule for group in groups if group.kind.severity is Severity.ERROR}
    for check in report.checks:
        if check not in broken:
            cases.append(_testcase(check, _WHOLE))
    for check, reason in report.skipped.items():
        case = _testcase(check, _WHOLE)
        ElementTree.SubElement(case, "skipped", message=_clean(reason))
        cases.append(case)
    suite = _wrap(_WHOLE, cases)
    if limited := limit_words(report, len(report.findings)):
        ElementTree.SubElement(suite, "system-out").text = limited
    return suite


def _suite(table: str, groups: list[Group], report: Report) -> ElementTree.Element:
    cases = [_case(group, report) for group in groups if group.kind.table == table]
    count = report.rows.get(table)
    read = _testcase("table is read", table)
    if count is not None:
        ElementTree.SubElement(read, "system-out").text = f"{count} rows"
    return _wrap(table, [read, *cases])


def _case(group: Group, report: Report) -> ElementTree.Element:
    kind = group.kind
    name = f"{kind.rule}: {kind.field}" if kind.field else kind.rule
    case = _testcase(name, kind.table or _WHOLE)
    text = _clean("\n".join(_lines(group, report)))
    if kind.severity is Severity.ERROR:
        message = group.message if group.same_message else rule_title(kind.rule)
        message = f"{message} ({group.total:,})" if group.total > 1 else message
        ElementTree.SubElement(
            case, "failure", type=_clean(kind.rule), message=_clean(message)
        ).text = text
    else:
        ElementTree.SubElement(case, "system-out").text = f"warning: {text}"
    return case


def _lines(group: Group, report: Report) -> Iterator[str]:
    for finding in group.findings:
        yield sentence(finding, report)
    if not group.findings:
        yield f"{place(group.kind)}: {rule_title(group.kind.rule)}"
    if group.total > len(group.findings):
        yield f"… and {group.total - len(group.findings):,} more"


def _testcase(name: str, of: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", name=_clean(name), classname=_clean(of), time="0")


def _wrap(name: str, cases: list[ElementTree.Element]) -> ElementTree.Element:
    suite = ElementTree.Element(
        "testsuite",
        name=_clean(name),
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors="0",
        skipped=str(sum(case.find("skipped") is not None for case in cases)),
        time="0",
    )
    suite.extend(cases)
    return suite


def _clean(text: str) -> str:
    """The text without the characters that XML 1.0 has no way to hold."""
    return _NOT_XML.sub("\ufffd", text)
