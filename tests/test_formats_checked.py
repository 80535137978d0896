"""SARIF and JUnit, read by programs of others."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from report_samples import NASTY, bridge, clean, sample

from toolkit.validate.formats import render
from toolkit.validate.report import Finding, Report

REPORTS = pytest.mark.parametrize("report", [sample(), sample(5), clean()])


@REPORTS
def test_junit_is_read_by_junitparser(report: Report) -> None:
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    read = junitparser.JUnitXml.fromstring(render(report, "junit").encode())
    errors = [group for group in report.groups() if group.kind.severity.value == "error"]
    assert read.failures == len(errors)
    assert read.tests == sum(suite.tests for suite in read)
    for suite in read:
        cases = list(suite)
        assert suite.tests == len(cases)
        assert suite.failures == sum(case.is_failure for case in cases)
        assert suite.skipped == sum(case.is_skipped for case in cases)
    assert [suite.name for suite in read] == ["package", *report.rows]
    names = [case.name for suite in read for case in suite]
    assert all(check in names for check in report.checks)


def test_junit_tells_kinds_cases_and_what_did_not_run() -> None:
    root = ElementTree.fromstring(render(sample(5), "junit"))
    case = root.find(".//testcase[@name='type-error: number']")
    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "the value is no integer (1,007)"
    assert (failure.text or "").splitlines()[0] == (
        "bridges.number, row 2 (elbe|2): the value is no integer: n2. Mend number."
    )
    assert (failure.text or "").endswith("… and 1,002 more")
    skipped = root.find(".//testcase[@name='rules']/skipped")
    assert skipped is not None
    assert skipped.get("message") == "the table rivers is missing"
    assert "warning: rivers, row 2" in str(root.findtext(".//testcase[@name='river-has-bridge']/*"))


def test_junit_holds_what_xml_cannot() -> None:
    finding = Finding("odd\x01", "a\x00b\ud800", "t\x02", value=NASTY)
    text = render(Report.of([finding], {}, []), "junit")
    assert "\x00" not in text
    ElementTree.fromstring(text)


@REPORTS
def test_sarif_is_read_by_sarif_pydantic(report: Report) -> None:
    sarif = pytest.importorskip("sarif_pydantic", reason="sarif-pydantic is not installed")
    log = sarif.Sarif.model_validate_json(render(report, "sarif"))
    (run,) = log.runs
    assert len(run.results) == len(report.findings)
    rules = run.tool.driver.rules
    for result, finding in zip(run.results, report.findings, strict=True):
        assert rules[result.rule_index].id == result.rule_id == finding.rule
        assert result.level.value == finding.severity.value


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(render(report, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_sarif_points_into_the_file() -> None:
    run = run_of(sample())
    found = next(result for result in run["results"] if result["ruleId"] == "unique-error")
    (location,) = found["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "datapackage/data/bridges.csv", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 15},
    }
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "bridges.note"
    assert found["properties"]["rowNumber"] == 14
    assert found["properties"]["value"] == NASTY
    assert "<U+202E>" in found["message"]["text"]


def test_sarif_uris_are_uris() -> None:
    def uri(path: str, base: str) -> str:
        report = Report(findings=(Finding("odd", "odd", "t", path=path),), base=base)
        (result,) = run_of(report)["results"]
        found = result["locations"][0]["physicalLocation"]["artifactLocation"]
        return str(found["uri"])

    assert uri("a b/ü#1.csv", "") == "a%20b/%C3%BC%231.csv"
    assert uri("https://example.org/a.csv", "x") == "https://example.org/a.csv"
    assert uri("a.csv", "/data/p") == "file:///data/p/a.csv"
    assert uri("a.csv", "./p") == "p/a.csv"
    assert uri("", "p") == "p"


def test_sarif_fingerprints_outlive_moved_rows_and_differ_between_findings() -> None:
    one = bridge("type-error", "the value is no integer", 5, "number", "x")
    moved = Finding(
        "type-error",
        "the value is no integer",
        "bridges",
        "elbe|5",
        9,
        "number",
        "x",
        line_number=3,
    )
    other = bridge("type-error", "the value is no integer", 6, "number", "x")
    prints = [
        run_of(Report.of([found], {}, []))["results"][0]["partialFingerprints"]["finding/v1"]
        for found in (one, moved, other)
    ]
    assert prints[0] == prints[1] != prints[2]


def test_sarif_says_that_it_is_limited() -> None:
    (invocation,) = run_of(sample(5))["invocations"]
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert said == [
        "Not checked: rules, because the table rivers is missing.",
        "Limited: 1,002 of 1,014 findings are not shown; --limit 0 shows all.",
    ]
    assert run_of(clean())["invocations"][0]["toolExecutionNotifications"] == []
