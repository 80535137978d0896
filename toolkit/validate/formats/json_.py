"""A report as JSON, as ``report.schema.json`` beside this module describes it."""

from __future__ import annotations

import toolkit
from toolkit.validate.formats.words import json_text
from toolkit.validate.report import SHOW_ALL, Report

FORMAT = "readout-report/1"
"""What ``format`` says; the number goes up when a reader of the old shape would stumble."""


def render_json(report: Report) -> str:
    """The report as a JSON object with every finding that was kept."""
    result = {
        "format": FORMAT,
        "tool": {"name": "readout", "version": toolkit.__version__},
        "valid": report.valid,
        "errors": report.errors,
        "warnings": report.warnings,
        "limit": report.limit or None,
        "not_listed": report.not_kept,
        "show_all": SHOW_ALL if report.not_kept else None,
        "base": report.base or None,
        "tables": report.rows,
        "checks": report.checks,
        "skipped": report.skipped,
        "groups": [
            {
                "severity": group.kind.severity.value,
                "rule": group.kind.rule,
                "table": group.kind.table or None,
                "field": group.kind.field or None,
                "total": group.total,
                "listed": len(group.findings),
            }
            for group in report.groups()
        ],
        "findings": [finding.as_json() for finding in report.findings],
    }
    return json_text(result)
