"""Which code may be meant where a value is in no code list. Imports nothing heavy."""

from __future__ import annotations

import difflib
from dataclasses import replace

from toolkit.schema.model import ForeignKey, PackageDeclaration
from toolkit.validate.report import Report

_FOREIGN_KEY = "foreign-key"


def with_suggestions(report: Report, declaration: PackageDeclaration) -> Report:
    """The report with the code that may be meant beside each unknown one.

    Args:
        report: what was found in a package of the declaration.
        declaration: its code lists.
    """
    found = []
    for finding in report.findings:
        schema = declaration.all_tables.get(finding.table)
        if schema is not None and finding.rule == _FOREIGN_KEY and finding.value is not None:
            for key in schema.foreign_keys:
                if key.fields == (finding.field,):
                    close = close_code(finding.value, key, declaration)
                    finding = replace(finding, hint=f"{close}{finding.hint}")
        found.append(finding)
    return replace(report, findings=tuple(found))


def close_code(value: str, key: ForeignKey, declaration: PackageDeclaration) -> str:
    """Which code may be meant by a value that is none; empty where no code is like it."""
    codes = declaration.code_lists.get(key.resource)
    close = difflib.get_close_matches(value, codes.codes, n=1) if codes is not None else []
    return f"Did you mean {close[0]}? " if close else ""
