"""All checks on tables in memory, in the order in which they make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from toolkit.schema.model import PackageDeclaration
from toolkit.validate.report import FIRST_ROW, Collector, Finding, Report
from toolkit.validate.rules import check_rules, check_views
from toolkit.validate.structure import (
    FOREIGN_KEY,
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
    collector = Collector(limit=0)
    collector.extend(check_tables(every, declaration))
    checks, skipped = ["structure"], {}
    further = {check.__name__.replace("_", "-"): check for check in extra_checks}
    names = [FOREIGN_KEY, "view", *(rule.code for rule in declaration.rules), *further]
    if any(finding.rule in SHAPE for finding in collector):
        skipped = {"keys, views and rules": "a table is not as declared"}
    else:
        checks += names
        with load({name: every[name] for name in declaration.all_tables}) as connection:
            findings = [
                *check_references(every, declaration, connection),
                *check_views(declaration, connection),
                *check_rules(declaration, connection),
            ]
        for check in further.values():
            findings += check(every)
        collector.extend(_numbered(findings, every, declaration))
    rows = {name: every[name].num_rows for name in declaration.all_tables if name in every}
    return collector.report(rows, checks, skipped)


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
                numbers[schema.name] = {key: i for i, key in enumerate(keys, start=FIRST_ROW)}
            finding = replace(finding, row_number=numbers[schema.name].get(finding.row_id))
        done.append(finding)
    return done
