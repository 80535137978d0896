"""All checks on a package on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import DataError, UsageError
from toolkit.package.read import DESCRIPTOR, VIEWS, Package, open_package, read_csv, read_table
from toolkit.schema.descriptor import ResourceFacts, descriptor
from toolkit.schema.model import PackageDeclaration
from toolkit.validate.files import (
    check_frictionless,
    check_parquet_schema,
    check_resource_bytes,
    check_same_rows,
)
from toolkit.validate.report import Finding, Report
from toolkit.validate.tables import Check, validate_tables

DAMAGED = "damaged"
_REBUILD = "Build the package again."


def validate_package(
    path: Path,
    declaration: PackageDeclaration | None = None,
    extra_checks: Sequence[Check] = (),
) -> Report:
    """Check a package: descriptor, files, and, with its declaration, every table.

    Args:
        path: the package's folder.
        declaration: what the package is to be. Without it the descriptor's own schemas are what
            the rows are held against, and the declared rules do not run.
        extra_checks: further checks on the tables (with a declaration only).

    Returns:
        Every finding.

    Raises:
        UsageError: there is no package at ``path``, or it cannot be read.
    """
    try:
        package = open_package(path)
    except DataError as error:
        broken = Finding("package", error.what, error.where, hint=error.hint)
        return Report.of([broken], {}, ["package"])
    checks = ["package", "bytes", "hash", "frictionless", "same-rows"]
    findings = list(check_files(package))
    tables, wrong = _read(package)
    findings += wrong
    rows = {name: table.num_rows for name, table in tables.items()}
    if declaration is not None and not any(finding.rule == DAMAGED for finding in wrong):
        checks += ["declaration", "parquet-schema"]
        findings += _check_declaration(package, declaration)
        report = validate_tables(tables, declaration, extra_checks)
        findings += report.findings
        checks += report.checks
    return Report.of(findings, rows, checks)


def check_files(package: Package) -> Iterator[Finding]:
    """Findings on sizes, checksums, and whatever frictionless sees."""
    for resource in package.descriptor["resources"]:
        yield from check_resource_bytes(package.root, resource)
    yield from check_frictionless(package.root / DESCRIPTOR)


def _read(package: Package) -> tuple[dict[str, pa.Table], list[Finding]]:
    """The tables, and findings on files that are damaged or disagree."""
    tables: dict[str, pa.Table] = {}
    findings: list[Finding] = []
    for name, files in package.tables.items():
        try:
            tables[name] = read_table(package, name)
            if files.csv and files.parquet:
                findings += check_same_rows(name, read_csv(package, name), tables[name])
        except (DataError, UsageError) as error:
            findings.append(Finding(DAMAGED, error.what, files.path, hint=error.hint))
    return tables, findings


def _check_declaration(package: Package, declaration: PackageDeclaration) -> Iterator[Finding]:
    """Whether descriptor, views and Parquet schemas are those of the declaration."""
    facts = dict.fromkeys(declaration.all_tables, ResourceFacts(0, "", ""))
    if _without_facts(descriptor(declaration, facts)) != _without_facts(package.descriptor):
        yield Finding(
            "declaration",
            "the descriptor is not that of the declaration",
            DESCRIPTOR,
            hint=_REBUILD,
        )
    views = package.root / VIEWS
    if not views.is_file() or views.read_bytes() != declaration.views_sql.encode():
        yield Finding("declaration", "the views are not those declared", VIEWS, hint=_REBUILD)
    for name, files in package.tables.items():
        declared = declaration.all_tables.get(name)
        if files.parquet and declared:
            schema = pq.read_schema(package.root / files.parquet)
            yield from check_parquet_schema(files.parquet, schema, declared)


def _without_facts(described: object) -> object:
    """A descriptor without sizes and hashes, as plain JSON values."""
    plain = json.loads(json.dumps(described))
    for resource in plain["resources"]:
        for key in ("bytes", "hash"):
            resource.pop(key, None)
    return plain
