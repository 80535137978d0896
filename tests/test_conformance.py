"""The recorded verdicts of frictionless's own tests, against ours with like_frictionless.

The cases lie beside the checkout (see its README there); they are skipped where it is missing.
Cases about a table's content are run here through the table engine; those about descriptors,
files and packages belong to the tests of the packages' side.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tabular_case import ENGINES, run

from toolkit.validate.tabular.task import TableTask

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
