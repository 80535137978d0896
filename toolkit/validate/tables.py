"""All checks on tables in memory, in the order in which they make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from toolkit.schema.model import PackageDeclaration
from toolkit.validate.report import Finding, Report
from toolkit.validate.rules import check_rules, check_views
from toolkit.validate.structure import (
    SHAPE,
    check_references,
    check_tables,
    load,
    row_keys,
    with_code_lists,
)

Check = Callable[[Mapping[str, pa.Table]], Iterable[Finding]]
"""A check written in Python: all tables in, findings out; its name is the function's."""


def validate_tables(
    tables: Mapping[str, pa.Table],
    declaration: PackageDeclaration,
    extra_checks: Sequence[Check] = (),
) -> Report:
    """Hold tables against their declaration.

    Args:
        tables: the declared tables by name; code lists may be left out.
        declaration: what they are to be.
        extra_checks: further checks; they run, like the declared rules, where all tables have
            their declared columns and types.

    Returns:
        Every finding.

    Raises:
        UsageError: a declared rule cannot be run.
    """
    every = with_code_lists(tables, declaration)
    checks = ["structure"]
    findings = list(check_tables(every, declaration))
    if not any(finding.rule in SHAPE for finding in findings):
        checks += ["foreign-key", "view", *(rule.code for rule in declaration.rules)]
        with load({name: every[name] for name in declaration.all_tables}) as connection:
            findings += check_references(every, declaration, connection)
            findings += check_views(declaration, connection)
            findings += check_rules(declaration, connection)
        for check in extra_checks:
            checks.append(check.__name__.replace("_", "-"))
            findings += check(every)
    rows = {name: every[name].num_rows for name in declaration.all_tables if name in every}
    return Report.of(_numbered(findings, every, declaration), rows, checks)


def _numbered(
    findings: Iterable[Finding],
    tables: Mapping[str, pa.Table],
    declaration: PackageDeclaration,
) -> list[Finding]:
    """The findings with the row numbers of the rows that they name by key."""
    numbers: dict[str, dict[str, int]] = {}
    done = []
    for finding in findings:
        schema = declaration.all_tables.get(finding.table)
        if finding.row_number is None and finding.row_id is not None and schema is not None:
            if schema.name not in numbers:
                keys = row_keys(tables[schema.name], schema)
                numbers[schema.name] = {key: i for i, key in enumerate(keys, start=1)}
            finding = replace(finding, row_number=numbers[schema.name].get(finding.row_id))
        done.append(finding)
    return done
