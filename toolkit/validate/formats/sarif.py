"""A report as SARIF 2.1.0, which code scanning services show beside the lines of a file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; section numbers below are its.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

import toolkit
from toolkit.schema.model import Severity
from toolkit.validate.formats.words import (
    file_of,
    json_text,
    limit_words,
    place,
    rule_texts,
    rule_title,
    sentence,
)
from toolkit.validate.report import Finding, Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
VERSION = "2.1.0"
_ROOT = "%SRCROOT%"
"""The name that code scanning services give to the root of the repository."""
Json = dict[str, Any]


def render_sarif(report: Report) -> str:
    """The report as a log with one run; one result for each finding that was kept."""
    codes = list(dict.fromkeys(finding.rule for finding in report.findings))
    files = list(dict.fromkeys(_uri(finding, report) for finding in report.findings))
    run = {
        "tool": {"driver": _driver(codes, report)},
        "automationDetails": {"id": "readout/validate/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which readout validate ran."}}
        },
        "invocations": [_invocation(report)],
        "artifacts": [{"location": _artifact(uri)} for uri in files if uri],
        "results": [_result(finding, codes, report) for finding in report.findings],
        "properties": {
            "valid": report.valid,
            "errors": report.errors,
            "warnings": report.warnings,
            "rows": dict(report.rows),
            "checks": list(report.checks),
        },
    }
    return json_text({"$schema": SCHEMA, "version": VERSION, "runs": [run]})


def _driver(codes: list[str], report: Report) -> Json:
    return {
        "name": "readout",
        "version": toolkit.__version__,
        "semanticVersion": toolkit.__version__,
        "rules": [_rule(code, report) for code in codes],
    }


def _rule(code: str, report: Report) -> Json:
    """A reporting descriptor (3.49)."""
    first = next(finding for finding in report.findings if finding.rule == code)
    known = rule_texts().get(code)
    title = known.title if known else first.message
    advice = known.advice if known else first.hint or title
    name = "".join(word.capitalize() for word in rule_title(code).split())
    return {
        "id": code,
        **({"name": name} if name.lower() != code.lower() else {}),
        "shortDescription": {"text": _sentence(title)},
        "fullDescription": {"text": _sentence(title)},
        "help": {"text": _sentence(advice)},
        "defaultConfiguration": {"level": first.severity.value},
    }


def _sentence(text: str) -> str:
    """With a capital and a full stop, as SARIF wants its messages."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _invocation(report: Report) -> Json:
    """What ran (3.20); a limited report and checks that did not run are notifications (3.58)."""
    said = [
        {"level": "warning", "message": {"text": f"Not checked: {check}, because {reason}."}}
        for check, reason in report.skipped.items()
    ]
    if limited := limit_words(report, len(report.findings)):
        said.append({"level": "note", "message": {"text": _sentence(limited)}})
    return {"executionSuccessful": True, "toolExecutionNotifications": said}


def _result(finding: Finding, codes: list[str], report: Report) -> Json:
    """One result (3.27)."""
    told = {
        "table": finding.table,
        "field": finding.field,
        "rowNumber": finding.row_number,
        "fieldNumber": finding.field_number,
        "rowId": finding.row_id,
        "value": finding.value,
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": codes.index(finding.rule),
        "level": "error" if finding.severity is Severity.ERROR else "warning",
        "message": {"text": sentence(finding, report)},
        "locations": [_location(finding, report)],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": {key: value for key, value in told.items() if value not in (None, "")},
    }


def _location(finding: Finding, report: Report) -> Json:
    """Where it lies (3.28): in a file and line, and in a table and column."""
    logical = {"fullyQualifiedName": place(finding.kind), "kind": "member"}
    found: Json = {"logicalLocations": [logical]}
    if uri := _uri(finding, report):
        physical: Json = {"artifactLocation": _artifact(uri)}
        if finding.path:
            physical["region"] = {"startLine": finding.line_number or 1}
        found["physicalLocation"] = physical
    return found


def _uri(finding: Finding, report: Report) -> str:
    """The file as a URI reference; the package's folder where the finding names no file."""
    file = file_of(finding, report) or report.base
    if "://" in file:
        return file
    if Path(file).is_absolute():
        return Path(file).as_uri()
    return quote(file.removeprefix("./"))


def _artifact(uri: str) -> Json:
    return {"uri": uri} if "://" in uri else {"uri": uri, "uriBaseId": _ROOT}


def _fingerprint(finding: Finding) -> str:
    """What stays the same when lines above are added or removed (3.27.17)."""
    row = finding.row_id or str(finding.row_number or "")
    parts = (finding.rule, finding.table, finding.field or "", row, finding.value or "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
