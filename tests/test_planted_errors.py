"""Errors planted by the measuring generator: each found at its row and field, and none else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tabular_case import ENGINES, Findings

from toolkit.validate.report import Finding
from toolkit.validate.tabular.engine import check_tables
from toolkit.validate.tabular.task import Options, TableTask

GENERATOR = Path(__file__).resolve().parents[1].parent / "shared" / "tools" / "gen_package.py"
ROWS, ERRORS = 8_000, 152
RULE_BETWEEN_COLUMNS = "row-rule"
"""The one class that Table Schema cannot say."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GENERATOR.is_file(), reason="the generator is not beside the checkout"),
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("numpy")
    pytest.importorskip("polars")
    folder = tmp_path_factory.mktemp("planted") / "package"
    command = [sys.executable, str(GENERATOR), str(folder), "--rows", str(ROWS)]
    command += ["--errors", str(ERRORS), "--no-parquet", "--file-errors"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def findings(folder: Path, engine: str = "small") -> list[Finding]:
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tasks = [
        TableTask(item["name"], item["path"], folder / item["path"], item["schema"])
        for item in descriptor["resources"]
    ]
    found = Findings()
    check_tables(tasks, Options(engine=engine), found)
    return found.errors


@pytest.mark.parametrize("engine", ENGINES)
def test_every_planted_error_and_no_other(planted: Path, engine: str) -> None:
    errors = json.loads((planted / "errors.json").read_text(encoding="utf-8"))["errors"]
    expected = {
        (error["table"], error["row"], error["type"], error["field"])
        for error in errors
        if error["class"] != RULE_BETWEEN_COLUMNS
    }
    found = {
        (f.table, f.row_number, f.rule, (f.field or "").split(", ")[0] or None)
        for f in findings(planted, engine)
    }
    found = {(*place[:3], None) if place[2] == "extra-cell" else place for place in found}
    assert found == expected


CAUSES = {
    "bad-encoding": ("encoding-error", "medium"),
    "unclosed-quote": ("source-error", None),
    "duplicate-label": ("duplicate-label", "side"),
    "blank-label": ("blank-label", "side"),
    "missing-label": ("missing-label", "summary"),
    "extra-label": ("extra-label", "note"),
    "wrong-label": ("incorrect-label", "medium"),
    "label-order": ("incorrect-label", "call_date"),
    "label-case": ("incorrect-label", "medium"),
    "empty-file": ("source-error", None),
    "missing-file": ("scheme-error", None),
    "semicolon-delimiter": ("missing-label", "person_id"),
    "nul-byte": ("source-error", "medium"),
    "header-only": None,
    "bom": None,
    "crlf": None,
    "no-final-newline": None,
}
"""The cause that is told for every fault of a whole file; the two of hash and bytes aside."""


@pytest.mark.parametrize("fault", sorted(CAUSES))
def test_faults_of_whole_files_are_named_with_their_cause(planted: Path, fault: str) -> None:
    folder = planted.parent / f"{planted.name}-file"
    entry = next(
        item
        for item in json.loads((folder / "errors.json").read_text(encoding="utf-8"))
        if item["class"] == fault
    )
    errors = [error for error in findings(folder / fault) if error.table == entry["table"]]
    cause = CAUSES[fault]
    if cause is None:
        assert not errors
        return
    rule, field = cause
    causes = [error for error in errors if error.rule == rule]
    assert causes
    assert field is None or field in {error.field for error in causes}
    if entry["row"]:
        assert causes[0].row_number == entry["row"]
    if fault in ("bad-encoding", "unclosed-quote", "nul-byte"):
        assert len(errors) == 1
        assert errors[0].line_number
