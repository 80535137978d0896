"""Faults of descriptors: what we say, and that frictionless says it too."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from toolkit.validate.inquiry import Inquiry, validate_target
from toolkit.validate.metadata.locate import lines_of
from toolkit.validate.report import Report
from toolkit.validate.tabular.task import Options

FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
V2 = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}


def resource(**changes: Any) -> dict[str, Any]:
    return {"name": "t", "path": "t.csv", **changes}


def package(*resources: Any, **properties: Any) -> dict[str, Any]:
    return {"name": "p", "resources": list(resources) or [resource()], **properties}


def field(**changes: Any) -> dict[str, Any]:
    """A package whose first field is changed."""
    return schema(fields=[{**FIELDS[0], **changes}, FIELDS[1]])


def schema(**changes: Any) -> dict[str, Any]:
    return package(resource(schema={"fields": FIELDS, **changes}))


def foreign(fields: Any, reference: Any) -> dict[str, Any]:
    return schema(foreignKeys=[{"fields": fields, "reference": reference}])


SELF = {"resource": "", "fields": ["id"]}

CASES: Mapping[str, tuple[Any, str]] = {
    "fine": (package(), ""),
    "no resources property": ({"name": "p"}, "package-error"),
    "resource is a text": (package("r.json"), "package-error"),
    "resource is a number": (package(5), "package-error"),
    "package name": (package(name="A B"), "package-error"),
    "package name in version 2": (package(name="A B", **V2), ""),
    "package name of a profile of its own": (
        package(name="A B", **{"$schema": "https://example.org/x.json"}),
        "",
    ),
    "package name is a number": (package(name=5), "package-error"),
    "resource name": (package(resource(name="A B")), "resource-error"),
    "resource without a name": (package({"path": "t.csv"}), "resource-error"),
    "neither path nor data": (package({"name": "t"}), "resource-error"),
    "path and data": (package(resource(data=[["id"]])), "resource-error"),
    "two resources of one name": (package(resource(), resource()), "package-error"),
    "resource type": (package(resource(type="nope")), "resource-error"),
    "package type": (package(type="nope"), "package-error"),
    "path is a number": (package(resource(path=5)), "resource-error"),
    "path is an empty list": (package(resource(path=[])), "resource-error"),
    "absolute path": (package(resource(path="/etc/passwd")), "resource-error"),
    "path to a parent": (package(resource(path="../t.csv")), "resource-error"),
    "extra path to a parent": (package(resource(path=["t.csv", "../t.csv"])), "resource-error"),
    "missing file": (package(resource(path="none.csv")), "scheme-error"),
    "unknown scheme": (package(resource(path="odd://t.csv")), "scheme-error"),
    "empty path": (package(resource(path="")), "scheme-error"),
    "old address property": (package({"name": "t", "url": "t.csv"}), ""),
    "several paths": (package(resource(path=["t.csv", "t.csv"])), ""),
    "schema file": (package(resource(schema="schema.json")), ""),
    "no schema file": (package(resource(schema="none.json")), "schema-error"),
    "schema file with a fault": (package(resource(schema="wrong.json")), "field-error"),
    "damaged schema file": (package(resource(schema="damaged.json")), "schema-error"),
    "schema file elsewhere": (package(resource(schema="../s.json")), "resource-error"),
    "schema is a list": (package(resource(schema=[])), "resource-error"),
    "schema without fields": (package(resource(schema={})), "schema-error"),
    "dialect file": (package(resource(dialect="dialect.json")), ""),
    "no dialect file": (package(resource(dialect="none.json")), "dialect-error"),
    "delimiter is a number": (package(resource(dialect={"delimiter": 5})), "control-error"),
    "header is a text": (package(resource(dialect={"header": "x"})), "dialect-error"),
    "header rows are a text": (package(resource(dialect={"headerRows": "x"})), "dialect-error"),
    "dialect of an unknown format": (package(resource(dialect={"odd": {}})), "control-error"),
    "unknown property of a dialect": (package(resource(dialect={"odd": 1})), ""),
    "delimiter of two characters": (
        package(resource(dialect={"delimiter": "ab"})),
        "dialect-error",
    ),
    "fields are no list": (schema(fields=5), "schema-error"),
    "field is a text": (schema(fields=["id"]), "field-error"),
    "field without a name": (schema(fields=[{"type": "string"}]), "field-error"),
    "two fields of one name": (schema(fields=[FIELDS[0], FIELDS[0]]), "schema-error"),
    "field type": (field(type="nope"), "field-error"),
    "field type is a number": (field(type=5), "field-error"),
    "format of a string": (field(type="string", format="nope"), "field-error"),
    "format of geojson": (field(type="geojson", format="nope"), "field-error"),
    "constraint of another type": (field(constraints={"minLength": 3}), "field-error"),
    "unknown constraint": (field(constraints={"odd": 3}), "field-error"),
    "constraints are a list": (field(constraints=[]), "field-error"),
    "required is a text": (field(constraints={"required": "yes"}), "field-error"),
    "required outside": (field(required=True), "field-error"),
    "enum is a text": (field(constraints={"enum": "x"}), "field-error"),
    "length is a text": (field(type="string", constraints={"minLength": "x"}), "field-error"),
    "example": (field(example="abc"), "field-error"),
    "missing values are a text": (field(missingValues="x"), "field-error"),
    "missing values with labels": (field(missingValues=[{"value": "-"}]), "field-error"),
    "exclusive minimum": (field(constraints={"exclusiveMinimum": 0}), "field-error"),
    "true values are a text": (field(type="boolean", trueValues="x"), "field-error"),
    "bare number is a text": (field(bareNumber="x"), "field-error"),
    "title is a number": (field(title=5), "field-error"),
    "item type": (field(type="list", itemType="nope"), "field-error"),
    "missing values with labels in version 2": (
        {**field(missingValues=[{"value": "-", "label": "none"}]), **V2},
        "",
    ),
    "exclusive minimum in version 2": ({**field(constraints={"exclusiveMinimum": 0}), **V2}, ""),
    "missing value twice": ({**schema(missingValues=[{"value": "-"}] * 2), **V2}, "schema-error"),
    "primary key": (schema(primaryKey=["odd"]), "schema-error"),
    "primary key as a text": (schema(primaryKey="id"), ""),
    "primary key is a number": (schema(primaryKey=5), "schema-error"),
    "foreign key": (foreign(["odd"], SELF), "schema-error"),
    "foreign key as texts": (foreign("id", {"resource": "", "fields": "id"}), ""),
    "foreign key of other length": (
        foreign(["id"], {"resource": "", "fields": ["id", "name"]}),
        "schema-error",
    ),
    "foreign key to no resource": (
        foreign(["id"], {"resource": "odd", "fields": ["id"]}),
        "resource-error",
    ),
    "foreign key without reference": (schema(foreignKeys=[{"fields": ["id"]}]), "schema-error"),
    "foreign keys are an object": (schema(foreignKeys={}), "schema-error"),
    "fields match": (schema(fieldsMatch="nope"), "schema-error"),
    "licence without a name": (package(licenses=[{}]), "package-error"),
    "licences are a text": (package(licenses="x"), "package-error"),
    "e-mail of a contributor": (package(contributors=[{"email": "x"}]), "package-error"),
    "e-mail of a source": (package(resource(sources=[{"email": "x"}])), "resource-error"),
    "created is no time": (package(created="yesterday"), "package-error"),
    "created is a day": (package(created="2026-01-31"), "package-error"),
    "created": (package(created="2026-01-31T12:00:00Z"), ""),
    "keywords are a text": (package(keywords="x"), "package-error"),
    "version is a number": (package(version=5), "package-error"),
    "tabular profile": (package(profile="tabular-data-package"), "package-error"),
    "tabular resource without schema": (
        package(resource(profile="tabular-data-resource")),
        "resource-error",
    ),
    "unknown profile": (package(profile="nope"), "metadata-error"),
    "profile elsewhere": (package(profile="../p.json"), "package-error"),
    "missing values of a package": (package(missingValues=[""]), "package-error"),
    "missing values of a resource": (package(resource(missingValues=[""])), "resource-error"),
    "bytes are a text": (package(resource(bytes="1")), "resource-error"),
    "encoding is a number": (package(resource(encoding=5)), "resource-error"),
    "MD5": (package(resource(hash="bad")), "hash-count"),
    "SHA-256": (package(resource(hash="sha256:bad")), "hash-count"),
    "size": (package(resource(bytes=1)), "byte-count"),
    "old statistics": (package(resource(stats={"bytes": 1})), "byte-count"),
    "rows": (package(resource(rows=9)), "row-count"),
    "unknown encoding": (package(resource(encoding="nope")), "encoding-error"),
    "unknown format": (package(resource(format="nope", type="table")), "format-error"),
    "unknown compression": (package(resource(compression="nope")), "compression-error"),
    "file that is no table": (package({"name": "n", "path": "note.txt"}), ""),
    "size of a file that is no table": (
        package({"name": "n", "path": "note.txt", "bytes": 1}),
        "byte-count",
    ),
    "no file that is no table": (
        package({"name": "n", "path": "none.txt"}),
        "scheme-error",
    ),
    "packed table": (package({"name": "t", "path": "t.csv.gz", "schema": {"fields": FIELDS}}), ""),
    "table that is not packed": (package(resource(compression="gz")), "compression-error"),
    "inline": (package({"name": "t", "data": [["id"], [1]]}), ""),
    "inline objects": (package({"name": "t", "data": [{"id": 1}]}), ""),
    "inline of no use": (package({"name": "t", "data": [["id"], "x"]}), "source-error"),
    "inline is a text": (package({"name": "t", "data": "x"}), "resource-error"),
}
DIFFERENT = {"package type", "delimiter of two characters"}
"""frictionless calls a package's type a fault of a field, and an impossible delimiter one of the
file; with its ways asked for, so do we."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    import gzip

    table = "id,name\n1,english\n2,german\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(table.encode()))
    (tmp_path / "note.txt").write_text("Hello\n", encoding="utf-8")
    (tmp_path / "damaged.json").write_text("[1", encoding="utf-8")
    for name, value in (
        ("schema.json", {"fields": FIELDS}),
        ("wrong.json", {"fields": [{"name": "id", "type": "nope"}]}),
        ("dialect.json", {"delimiter": ","}),
    ):
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
    return tmp_path


def check(folder: Path, described: Any, *, like: bool = False) -> Report:
    (folder / "datapackage.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    return validate_target(folder, options=Inquiry(tables=Options(like_frictionless=like)))


def told(report: Report) -> set[str]:
    return {found.rule for found in report.findings if found.severity.value == "error"}


@pytest.mark.parametrize("name", CASES)
def test_faults_are_named(folder: Path, name: str) -> None:
    described, expected = CASES[name]
    report = check(folder, described)
    assert told(report) == ({expected} if expected else set())
    for finding in report.findings:
        assert finding.message
        assert finding.path or finding.table


@pytest.mark.parametrize("name", CASES)
def test_frictionless_agrees(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    described, expected = CASES[name]
    ours = told(check(folder, described, like=True))
    monkeypatch.chdir(folder)
    assert ours == frictionless_says(described)
    if name not in DIFFERENT:
        assert ours == ({expected} if expected else set())


def frictionless_says(described: Any) -> set[str]:
    """The types of the errors that frictionless finds."""
    frictionless = pytest.importorskip("frictionless")
    raised = pytest.importorskip("frictionless.exception").FrictionlessException
    try:
        found = frictionless.Package.from_descriptor(described, basepath=".").validate()
    except raised as error:
        return {reason.type for reason in error.reasons or [error.error]}
    return {error.type for error in found.errors} | {
        error.type for task in found.tasks for error in task.errors
    }


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (package(resource(hash="sha1:bad")), "hash-count"),
        (package(resource(hash="sha999:bad")), "hash-count"),
        (package(resource(bytes=0)), "byte-count"),
        ({"name": "p", "resources": []}, "package-error"),
        (schema(uniqueKeys=[["odd"]]), "schema-error"),
        (foreign(["id"], {"resource": "", "fields": ["odd"]}), "schema-error"),
        (foreign([], {"resource": "", "fields": []}), "schema-error"),
        (field(constraints={"minimum": "abc"}), "field-error"),
        (field(type="string", constraints={"pattern": "("}), "field-error"),
        (field(type="string", constraints={"minLength": -1}), "field-error"),
        (package(**{"$schema": 5}), "package-error"),
        (package(resource(hash=1)), "resource-error"),
    ],
)
def test_what_frictionless_overlooks(folder: Path, described: Any, expected: str) -> None:
    assert told(check(folder, described)) == {expected}


def test_all_faults_are_told_at_once(folder: Path) -> None:
    """frictionless stops at the first unknown type."""
    fields = [{"name": "id", "type": "odd"}, {"name": "name", "type": "odder"}]
    report = check(folder, schema(fields=fields))
    assert [finding.message for finding in report.findings] == [
        "resource 't', field 'id': there is no field type 'odd'",
        "resource 't', field 'name': there is no field type 'odder'",
    ]
    assert len(check(folder, schema(fields=fields), like=True).findings) == 1


def test_lines_of_the_descriptor_are_named(folder: Path) -> None:
    report = check(folder, field(type="nope"))
    (finding,) = report.findings
    lines = (folder / "datapackage.json").read_text(encoding="utf-8").splitlines()
    assert finding.path == "datapackage.json"
    assert finding.line_number is not None
    assert '"type": "nope"' in lines[finding.line_number - 1]


def test_a_faulty_resource_does_not_hide_the_others(folder: Path) -> None:
    (folder / "u.csv").write_text("id\nx\n", encoding="utf-8")
    described = package(
        resource(type="nope"),
        {"name": "u", "path": "u.csv", "schema": {"fields": FIELDS[:1]}},
    )
    report = check(folder, described)
    assert told(report) == {"resource-error", "type-error"}
    assert report.rows == {"u": 1}
    assert any("t" in reason for reason in report.skipped.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"fields": FIELDS}, set()),
        ({"fields": [{"name": "id", "type": "odd"}]}, {"field-error"}),
        ({"fields": FIELDS, "primaryKey": ["odd"]}, {"schema-error"}),
    ],
)
def test_a_schema_by_itself(tmp_path: Path, value: Any, expected: set[str]) -> None:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    report = validate_target(path)
    assert told(report) == expected
    assert report.checks == ("descriptor",)


def test_a_resource_by_itself(folder: Path) -> None:
    path = folder / "resource.json"
    path.write_text(json.dumps(resource(bytes=1)), encoding="utf-8")
    report = validate_target(path)
    assert told(report) == {"byte-count"}
    assert report.rows == {"t": 2}


def test_lines_are_found_in_any_json() -> None:
    text = '{"a": [1,\n {"b": "x,}\\"]",\n  "c": [[],\n {}]}],\n "d": null}'
    wanted = {("a", 1, "b"): 2, ("a", 1, "c", 1): 4, ("d",): 5, ("a", 1, "none"): 2, (): 1}
    assert lines_of(text, wanted) == wanted
