"""Hostile tables: refused or bounded in time and memory, with a reason."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from tabular_case import ENGINES, run, task

from toolkit.validate.report import Collector
from toolkit.validate.tabular.engine import check_tables
from toolkit.validate.tabular.lines import MAX_LINE
from toolkit.validate.tabular.task import Options

SECONDS = 20.0
"""CPU seconds that none of these may take."""
TEXT = [{"name": "a", "type": "string"}]


@pytest.fixture(autouse=True)
def bounded() -> object:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < SECONDS


def test_a_cell_far_beyond_bounds_is_refused(tmp_path: Path) -> None:
    size = 4 * MAX_LINE + 1_000_000
    for text in ("a\n" + "x" * size, 'a\n"' + ("x" * 999 + "\n") * (size // 1000)):
        found, _ = run([task(tmp_path, text, TEXT)])
        assert [error.rule for error in found.errors][:1] == ["source-error"]
        assert found.errors[0].hint


def test_a_long_cell_within_bounds_is_read(tmp_path: Path) -> None:
    found, checked = run([task(tmp_path, f"a\n{'x' * (MAX_LINE // 2)}\n", TEXT)])
    assert not found.findings
    assert checked.rows == {"t": 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_forty_thousand_columns(tmp_path: Path, engine: str) -> None:
    labels = ",".join(f"c{number}" for number in range(40_000))
    text = f"{labels}\n" + ("1," * 39_999 + "1\n") * 5
    fields = [{"name": f"c{number}", "type": "integer"} for number in range(40_000)]
    found, checked = run([task(tmp_path, text, fields)], engine=engine)
    assert not found.findings
    assert checked.rows == {"t": 5}


def test_forty_thousand_times_the_same_label(tmp_path: Path) -> None:
    text = ",".join(["a"] * 40_000) + "\n"
    collector = Collector(limit=5)
    check_tables([task(tmp_path, text)], Options(), collector)
    report = collector.report({}, [])
    assert {finding.rule for finding in report.findings} == {"duplicate-label"}
    assert report.errors == 39_999


def test_rows_of_nothing_but_delimiters(tmp_path: Path) -> None:
    text = "a\n" + ("," * 10_000 + "\n") * 300
    collector = Collector(limit=5)
    check_tables([task(tmp_path, text, TEXT)], Options(), collector)
    report = collector.report({}, [])
    assert report.errors == 300  # blank rows
    assert len(report.findings) == 5


def test_very_many_wrong_cells_are_counted_and_few_kept(tmp_path: Path) -> None:
    text = "a\n" + "x\n" * 60_000
    fields = [{"name": "a", "type": "integer", "constraints": {"unique": True}}]
    for engine in ENGINES:
        collector = Collector(limit=10)
        check_tables([task(tmp_path, text, fields)], Options(engine=engine), collector)
        report = collector.report({}, [])
        assert report.errors == 60_000
        assert len(report.findings) == 10


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a|aa)+b", "(.*)*x", "a*a*a*a*a*a*b", "(a?){40}a{40}"]
)
@pytest.mark.parametrize("like", [False, True])
def test_patterns_that_backtrack(tmp_path: Path, pattern: str, like: bool) -> None:
    fields = [{"name": "a", "type": "string", "constraints": {"pattern": pattern}}]
    found, _ = run([task(tmp_path, "a\n" + "a" * 5_000 + "!\n", fields)], like_frictionless=like)
    assert [error.rule for error in found.errors] == ["constraint-error"]


def test_patterns_that_nobody_can_run_in_bounded_time_are_refused(tmp_path: Path) -> None:
    fields = [{"name": "a", "type": "string", "constraints": {"pattern": r"(a+)+\1(?=b)"}}]
    found, _ = run([task(tmp_path, "a\naaa\n", fields)])
    assert [error.rule for error in found.errors] == ["field-error"]
    assert "exponential" in found.errors[0].message


@pytest.mark.parametrize("kind", ["object", "array", "geojson"])
@pytest.mark.parametrize("like", [False, True])
def test_deep_nesting(tmp_path: Path, kind: str, like: bool) -> None:
    deep = "[" * 200_000 + "]" * 200_000
    one = task(tmp_path, f"a\n{deep}\n", [{"name": "a", "type": kind}])
    found, _ = run([one], like_frictionless=like)
    assert "type-error" in [error.rule for error in found.errors]


@pytest.mark.parametrize("engine", ENGINES)
def test_nul_bytes_are_told_with_their_place(tmp_path: Path, engine: str) -> None:
    text = 'a,b\n1,"x\ny"\n2,p\x00q\n'
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    found, _ = run([task(tmp_path, text, fields)], engine=engine)
    (error,) = found.errors
    assert (error.rule, error.row_number, error.line_number) == ("source-error", 3, 4)
    assert (error.field, error.field_number) == ("b", 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_formulas_are_one_warning_a_column(tmp_path: Path, engine: str) -> None:
    text = "a,b,c\n=1+1,-5,- item\n@SUM(A1),+7,-\n+cmd,-1e3,+49 30 123\nplain,1,x\n"
    fields = [
        {"name": "a", "type": "string"},
        {"name": "b", "type": "number"},
        {"name": "c", "type": "string"},
    ]
    found, _ = run([task(tmp_path, text, fields)], engine=engine)
    (warning,) = found.findings
    assert (warning.rule, warning.severity.value, warning.field) == ("formula", "warning", "a")
    assert "3 cells" in warning.message
    quiet, _ = run([task(tmp_path, text, fields)], engine=engine, formulas=False)
    assert not quiet.findings


def test_what_a_small_table_pays_for() -> None:
    code = (
        "import sys\nfrom toolkit.validate.tabular.engine import check_tables\n"
        "from toolkit.validate.tabular.task import Options, TableTask\n"
        "from toolkit.validate.report import Collector\n"
        "schema = {'fields': [{'name': 'a', 'constraints': {'unique': True}}]}\n"
        "task = TableTask('t', '', [['a'], ['x'], ['x']], schema)\n"
        "sink = Collector()\ncheck_tables([task], Options(), sink)\n"
        "assert sink.report({}, []).errors == 1\n"
        "heavy = ('duckdb', 'pyarrow', 'pandas', 'pandera', 'frictionless', 'numpy')\n"
        "print(*(name for name in heavy if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_large_table_pays_for_pyarrow_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "".join(f"{n},{n % 7}\n" for n in range(60_000)) + "1,x\n")
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from toolkit.validate.tabular.engine import check_tables\n"
        "from toolkit.validate.tabular.task import Options, TableTask\n"
        "from toolkit.validate.report import Collector\n"
        "fields = [{'name': 'a', 'type': 'integer'}, {'name': 'b', 'type': 'integer'}]\n"
        "schema = {'fields': fields, 'primaryKey': ['a']}\n"
        "task = TableTask('t', '', Path(sys.argv[1]), schema)\n"
        "sink = Collector()\ncheck_tables([task], Options(engine='large'), sink)\n"
        "assert sink.report({}, []).errors == 2\n"
        "heavy = ('duckdb', 'pyarrow', 'pandas', 'pandera', 'frictionless', 'jsonschema')\n"
        "print(*(name for name in heavy if name in sys.modules))"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["pyarrow"]
