"""Where frictionless decides otherwise than the standard: the closed list holds, line by line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tabular_case import ENGINES, run, task
from test_tabular_against_frictionless import verdict

import toolkit.validate.tabular

LIST = Path(toolkit.validate.tabular.__file__).with_name("differences.csv")
with LIST.open(encoding="utf-8", newline="") as file:
    DIFFERENCES = list(csv.DictReader(file))
NOT_READ_BY_FRICTIONLESS = {"duration-bounds", "json-schema", "integer-group"}
"""Schemas that frictionless refuses as a whole, or reads otherwise before it looks at the data."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", DIFFERENCES, ids=lambda case: case["name"])
def test_each_is_as_the_list_says(case: dict[str, str], engine: str, tmp_path: Path) -> None:
    schema, dialect = json.loads(case["schema"]), json.loads(case["dialect"])
    one = task(tmp_path, case["text"], schema, dialect=dialect)
    ours, _ = run([one], engine=engine)
    like, _ = run([one], engine=engine, like_frictionless=True)
    assert ";".join(error.rule for error in ours.errors) == case["ours"]
    assert ";".join(error.rule for error in like.errors) == case["like"]
    assert case["link"].startswith("https://")
    assert case["standard"].endswith(".")
    assert case["frictionless"].endswith(".")


@pytest.mark.parametrize("case", DIFFERENCES, ids=lambda case: case["name"])
def test_frictionless_does_what_the_list_says(case: dict[str, str], tmp_path: Path) -> None:
    if case["name"] in NOT_READ_BY_FRICTIONLESS:
        pytest.skip("frictionless refuses the schema")
    one = task(tmp_path, case["text"])
    resource = {"name": "t", "type": "table", "path": one.path, "encoding": "utf-8"}
    resource |= {"schema": json.loads(case["schema"]), "dialect": json.loads(case["dialect"])}
    theirs = verdict(tmp_path, [resource])
    assert not isinstance(theirs, str), theirs
    assert ";".join(place[3] for place in theirs) == case["like"]
