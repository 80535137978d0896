"""The recorded verdicts of frictionless's own tests, against ours with like_frictionless.

The cases lie beside the checkout (see its README there); they are skipped where it is missing.
Cases about a table's content are run here through the table engine; those about descriptors,
files and packages belong to the tests of the packages' side.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tabular_case import ENGINES, run

from toolkit.schema.model import Severity
from toolkit.validate.inquiry import Inquiry, validate_target
from toolkit.validate.report import Report
from toolkit.validate.tabular.task import Options, TableTask

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
FOLDER = SHARED / "conformance"
CASES = FOLDER / "cases.json"

NOT_OF_A_TABLE = {
    "c010": "hash of the file",
    "c012": "bytes of the file",
    "c064": "a compressed file",
    "c079": "a compressed file",
    "c104": "the scheme of a path",
    "c149": "a resource that is no table",
}
"""Core cases that the table engine does not decide."""


def core_cases() -> list[Mapping[str, Any]]:
    if not CASES.is_file():
        return []
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return [case for case in cases if case["core"]]


def resource_task(resource: Mapping[str, Any], base: Path) -> TableTask:
    schema = resource.get("schema")
    if isinstance(schema, str):
        schema = json.loads((base / schema).read_text(encoding="utf-8"))
    return TableTask(
        name=resource["name"],
        path=resource.get("path", ""),
        source=base / resource["path"] if "path" in resource else resource["data"],
        schema=schema,
        dialect=resource.get("dialect") or {},
        encoding=resource.get("encoding"),
        format=resource.get("format", "csv"),
        rows=resource.get("rows"),
        fields=resource.get("fields"),
    )


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_file(), reason="the conformance cases are not beside the checkout")
@pytest.mark.parametrize("engine", ENGINES)
def test_core_cases_agree(engine: str) -> None:
    different = {}
    tried = 0
    for case in core_cases():
        if case["id"] in NOT_OF_A_TABLE:
            continue
        tried += 1
        descriptor, options = case["descriptor"], case["options"]
        base = FOLDER / "fixtures" / case["basepath"]
        resources = descriptor.get("resources", [descriptor])
        if options.get("name"):
            resources = [item for item in resources if item["name"] == options["name"]]
        checklist = options.get("checklist", {})
        found, _ = run(
            [resource_task(resource, base) for resource in resources],
            like_frictionless=True,
            engine=engine,
            skip=frozenset(checklist.get("skipErrors", ())),
            pick=frozenset(checklist.get("pickErrors", ())),
        )
        ours = [list(place) for place in found.places]
        if ours != case["expected"]["errors"]:
            different[case["id"]] = (ours, case["expected"]["errors"])
    assert not different
    assert tried >= 50


DIFFERENT_BY_DEFAULT = {
    "c004": "a primary key's null is a constraint-error of the field, blank rows have no key",
    "c067": "the header is the first row unless the dialect says otherwise",
    "c101": "the row and field of the bytes that cannot be decoded are named",
    "c118": "the column of a foreign key of one field is named",
    "c123": "a primary key's null is a constraint-error of the field",
    "c149": "inline data may be any JSON",
    "c153": "as c004",
    "c177": "as c118",
    "c181": "as c118",
}
"""Core cases in which following the standard, or saying more, gives another list of errors."""
UNSUPPORTED = {"c096": "the format 'xlsx' is not supported for tables"}
"""Cases that are refused, with the reason given."""


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixtures where descriptors can be written beside them."""
    copy = tmp_path_factory.mktemp("conformance") / "fixtures"
    return Path(shutil.copytree(FOLDER / "fixtures", copy, copy_function=shutil.copyfile))


def whole_cases() -> list[Mapping[str, Any]]:
    """The cases without frictionless's optional checks."""
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"] if CASES.is_file() else []
    return [case for case in cases if not case["options"].get("checklist", {}).get("checks")]


def whole(case: Mapping[str, Any], fixtures: Path, like: bool) -> Report:
    """The report on a case's descriptor as a file."""
    options = case["options"]
    checklist = options.get("checklist", {})
    path = fixtures / case["basepath"] / "described.json"
    path.write_text(json.dumps(case["descriptor"]), encoding="utf-8")
    tables = Options(
        like_frictionless=like,
        skip=frozenset(checklist.get("skipErrors", ())),
        pick=frozenset(checklist.get("pickErrors", ())),
    )
    how = Inquiry(tables=tables, resource=options.get("name"), limit_rows=options.get("limit_rows"))
    return validate_target(path, options=how)


def places(report: Report) -> list[list[Any]]:
    return [
        [found.table or None, found.row_number, found.field_number, found.rule]
        for found in report.findings
        if found.severity is Severity.ERROR
    ]


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_file(), reason="the conformance cases are not beside the checkout")
def test_whole_descriptors_agree(fixtures: Path) -> None:
    """Packages, resources and inquiries from their files to the report."""
    different = {}
    for case in whole_cases():
        report = whole(case, fixtures, like=True)
        if sorted(map(str, places(report))) != sorted(map(str, case["expected"]["errors"])):
            different[case["id"]] = report
    assert different.keys() == UNSUPPORTED.keys()
    for name, reason in UNSUPPORTED.items():
        assert [found.message for found in different[name].findings] == [reason]
    assert len(whole_cases()) >= 65


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_file(), reason="the conformance cases are not beside the checkout")
def test_by_default_core_cases_differ_for_a_reason(fixtures: Path) -> None:
    different = {
        case["id"]
        for case in whole_cases()
        if case["core"]
        and sorted(map(str, places(whole(case, fixtures, like=False))))
        != sorted(map(str, case["expected"]["errors"]))
    }
    assert different == DIFFERENT_BY_DEFAULT.keys()
