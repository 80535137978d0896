"""One model of what was found: kept findings, counted ones, and their order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from toolkit.schema.model import Severity
from toolkit.validate.report import Collector, Finding, Kind, Report

FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["type-error", "foreign-key"]),
    message=st.sampled_from(["wrong", "also wrong"]),
    table=st.sampled_from(["a", "b"]),
    row_number=st.integers(2, 30),
    field=st.sampled_from([None, "x", "y"]),
    severity=st.sampled_from(Severity),
)


def numbered(count: int) -> list[Finding]:
    return [
        Finding("type-error", "no number", "t", row_number=row, field="n", value=str(row))
        for row in range(2, count + 2)
    ]


def test_an_empty_report_is_valid() -> None:
    report = Report.of([], {"t": 3}, ["structure"])
    assert report.valid
    assert (report.errors, report.warnings, report.not_kept) == (0, 0, 0)
    assert report.summary() == "valid: 0 errors, 0 warnings (1 table, 3 rows; 1 check)"


def test_the_first_of_each_kind_are_kept_and_all_are_counted() -> None:
    collector = Collector(limit=3)
    collector.extend(numbered(10))
    collector.add(Finding("blank-row", "nothing in it", "t", row_number=7))
    report = collector.report({"t": 12}, ["structure"])
    assert [finding.row_number for finding in report.findings] == [7, 2, 3, 4]
    assert (report.errors, report.not_kept, report.limit) == (11, 7, 3)
    last = report.groups()[-1]
    assert (last.kind, last.total) == (Kind(Severity.ERROR, "t", "type-error", "n"), 10)
    assert not report.valid


def test_counting_without_making_findings() -> None:
    collector = Collector(limit=2)
    assert collector.room("t", "type-error", "n") == 2
    collector.extend(numbered(2))
    assert collector.room("t", "type-error", "n") == 0
    collector.count_more("t", "type-error", "n", 10**7)
    collector.count_more("t", "type-error", "other", 0)
    collector.count_more("t", "odd", None, 4, Severity.WARNING)
    report = collector.report({}, [])
    assert (report.errors, report.warnings) == (10**7 + 2, 4)
    assert [group.total for group in report.groups()] == [10**7 + 2, 4]
    assert report.groups()[1].message == "odd"


def test_only_counted_errors_are_errors() -> None:
    collector = Collector()
    collector.count_more("t", "type-error", "n", 1)
    assert not collector.report({}, []).valid


def test_no_limit() -> None:
    collector = Collector(limit=0)
    collector.extend(numbered(2000))
    assert collector.room("t", "type-error", "n") is None
    assert collector.report({}, []).not_kept == 0
    assert len(list(collector)) == 2000


def test_a_repeated_finding_is_one() -> None:
    (finding,) = numbered(1)
    report = Report.of([finding, replace(finding), finding], {}, ["a", "b", "a"])
    assert report.findings == (finding,)
    assert report.errors == 1
    assert report.checks == ("a", "b")


def test_errors_come_first_then_table_rule_column_and_row() -> None:
    findings = [
        Finding("odd", "odd", "a", row_number=2, severity=Severity.WARNING),
        Finding("type-error", "x", "b", row_number=3, field="n"),
        Finding("type-error", "x", "b", row_number=2, field="n"),
        Finding("foreign-key", "x", "b", row_number=9),
        Finding("type-error", "x", "a", row_number=20),
        Finding("type-error", "x", "a", row_number=3),
        Finding("hash-count", "follows from the rest", "a"),
    ]
    found = Report.of(findings, {}, []).findings
    assert [(f.table, f.rule, f.row_number) for f in found] == [
        ("a", "type-error", 3),
        ("a", "type-error", 20),
        ("b", "foreign-key", 9),
        ("b", "type-error", 2),
        ("b", "type-error", 3),
        ("a", "hash-count", None),
        ("a", "odd", 2),
    ]


def test_a_group_tells_its_messages_and_hints() -> None:
    first = Finding("constraint-error", "too small", "t", field="n", hint="Minimum: 1.")
    other = replace(first, message="too large", hint="Maximum: 9.", row_number=4)
    (group,) = Report.of([first, other, replace(first, row_number=9)], {}, []).groups()
    assert not group.same_message
    assert group.hints == ("Minimum: 1.", "Maximum: 9.")


@given(st.lists(FINDINGS, max_size=40), st.integers(0, 4))
def test_nothing_is_lost_and_order_does_not_matter(found: list[Finding], limit: int) -> None:
    collector = Collector(limit)
    collector.extend(dict.fromkeys(found))
    report = collector.report({}, [])
    assert report.errors + report.warnings == len(set(found))
    assert set(report.findings) <= set(found)
    assert [group.total for group in report.groups()] == list(report.totals.values())
    whole = Report.of(found, {}, [])
    assert whole == Report.of(reversed(found), {}, [])
    assert (whole.errors, whole.warnings) == (report.errors, report.warnings)


@given(st.lists(FINDINGS, max_size=30), st.lists(FINDINGS, max_size=30), st.integers(1, 4))
def test_merging_reports_adds_their_totals(
    one: list[Finding], two: list[Finding], limit: int
) -> None:
    first, second = Collector(limit), Collector(limit)
    first.extend(finding for finding in one if finding not in two)
    second.extend(two)
    merged = Collector(limit)
    for collector in (first, second):
        merged.merge(collector.report({}, []))
    alone = [collector.report({}, []) for collector in (first, second)]
    assert merged.report({}, []).errors == sum(report.errors for report in alone)
