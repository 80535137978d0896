"""The two engines tell the same: finding for finding, row for row, line for line."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from laws import examples
from tabular_case import Findings, as_json, run, task, tiny_blocks
from test_tabular_against_frictionless import as_csv, packages

from toolkit.validate.tabular.engine import check_tables
from toolkit.validate.tabular.task import Options, TableTask

GENERATED = examples(
    60,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
PIECES = (
    *("1,a\n", '2,"b"\n', '3,"c\nd"\n', '4,"e""f"\n', "5\n", "\n", "\r\n", "6,g,h\n", '7,"i\n'),
    *('8,j"k\n', '9,"l"m\n', "10,n\r", "x,o\n", "11,\n", ",\n", "11,p", '"12","q"\n', "1,é\n"),
)
SNIPPETS = st.lists(st.sampled_from(PIECES), max_size=12)


@GENERATED
@given(package=packages(), like=st.booleans())
def test_random_packages(
    package: list[tuple[str, dict[str, Any], list[list[str]]]], like: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        tasks = []
        for table, schema, rows in package:
            path = Path(name) / f"{table}.csv"
            path.write_text(as_csv(rows), encoding="utf-8", newline="")
            tasks.append(TableTask(table, path.name, path, schema))
        small, checked_small = run(tasks, engine="small", like_frictionless=like)
        large, checked_large = run(tasks, engine="large", like_frictionless=like)
        assert as_json(large) == as_json(small)
        assert checked_large.rows == checked_small.rows


@GENERATED
@given(
    snippets=SNIPPETS,
    like=st.booleans(),
    block=st.sampled_from([16, 64, 4096]),
    junk=st.sampled_from([b"", b"\xff", b"\x00"]),
)
def test_random_text(snippets: list[str], like: bool, block: int, junk: bytes) -> None:
    """Quotes, line ends, ragged and blank rows in any order; blocks cut anywhere."""
    text = ("id,name\n" + "".join(snippets)).encode()
    text = text[: len(text) // 2] + junk + text[len(text) // 2 :]
    fields = [
        {"name": "id", "type": "integer", "constraints": {"maximum": 9}},
        {"name": "name", "type": "string", "constraints": {"maxLength": 2}},
    ]
    schema = {"fields": fields, "primaryKey": ["id"]}
    with tempfile.TemporaryDirectory() as name:
        one = task(Path(name), text, schema)
        small, checked_small = run([one], engine="small", like_frictionless=like)
        with tiny_blocks(block):
            large = Findings()
            checked = check_tables([one], Options(engine="large", like_frictionless=like), large)
        assert as_json(large) == as_json(small)
        assert checked.rows == checked_small.rows


@pytest.mark.parametrize("kind", ["string", "integer", "number", "date", "datetime", "boolean"])
@GENERATED
@given(
    cells=st.lists(
        st.one_of(
            st.text("0123456789-+.eETZ:a １", max_size=12),
            st.sampled_from(["2021-03-04", "0000-01-01", "1e400", "9" * 19, "0.1", "true", "0x1f"]),
            st.decimals(allow_nan=False, allow_infinity=False).map(str),
            st.dates().map(str),
            st.datetimes().map(lambda moment: moment.isoformat()),
        ),
        min_size=1,
        max_size=6,
    ),
    limits=st.sampled_from(["", "low", "high"]),
)
def test_random_cells(kind: str, cells: list[str], limits: str) -> None:
    """Every quick test against the exact reading of cells that look almost right."""
    bounds = {"integer": ("0", "7"), "number": ("0.1", "7"), "date": ("1999-01-01", "2021-03-04")}
    constraints = {}
    if limits and kind in bounds:
        low, high = bounds[kind]
        constraints = {"minimum": low} if limits == "low" else {"maximum": high}
    fields = [{"name": "a", "type": kind, "constraints": constraints}]
    with tempfile.TemporaryDirectory() as name:
        one = task(Path(name), as_csv([["a"], *([cell] for cell in cells)]), fields)
        small, _ = run([one], engine="small")
        large, _ = run([one], engine="large")
        assert as_json(large) == as_json(small)
