"""The command line: what it prints, its exit codes, and how it ends when it is stopped."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_package import BRIDGE_ROWS, build_small, contents, declare, small_tables, table_of
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.commands.build import EXAMPLES
from toolkit.package.write import write_package
from toolkit.resources import schemas_dir
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.loader import load_declaration

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
COMMANDS = ("build", "extract", "validate", "query", "evaluate", "diff", "verify", "add")


def readout(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("cli")).target


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The build's parts replaced by those of the small dataset."""
    declaration = declare(tmp_path)
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    house: dict[str, Any] = {"declaration": declaration, "tables": small_tables(declaration)}

    def build_tables(*arguments: object) -> dict[str, pa.Table]:
        if isinstance(house["tables"], BaseException):
            raise house["tables"]
        return dict(house["tables"])

    monkeypatch.setattr("toolkit.resources.schemas_dir", lambda: tmp_path / "schemas")
    monkeypatch.setattr("toolkit.build.build_tables", build_tables)
    monkeypatch.setattr("toolkit.build.publishable", lambda tables, declaration: tables)
    monkeypatch.setattr("toolkit.build.check_figures", _no_findings)
    monkeypatch.chdir(tmp_path)
    return house


def _no_findings(tables: object) -> Iterator[Any]:
    return iter(())


def build(*arguments: str) -> Result:
    return readout("build", "--seeds", "seeds", "--output", "out", *arguments)


def test_version_and_help() -> None:
    import toolkit

    assert readout("--version").output == f"readout {toolkit.__version__}\n"
    text = readout("--help").output
    assert all(f"  {name} " in text for name in COMMANDS)
    assert readout().output.startswith("Usage: readout")
    assert "..." not in text.replace("[ARGS]...", "")
    assert "check every rule, write" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_and_every_option_help(name: str) -> None:
    result = readout(name, "--help")
    assert result.exit_code == 0
    assert "Examples:\n    readout" in result.output
    assert not re.search(r"<\w|range|x>=|list\[", result.output)
    import typer

    found = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert all(getattr(parameter, "help", None) for parameter in found.params)


def test_query(package: Path) -> None:
    result = readout("query", "-p", package, "select count(*) as n from bridges")
    assert (result.exit_code, result.stdout) == (0, "n\n─\n3\n(1 row)\n")
    piped = readout("query", "-p", package, "-f", "csv", stdin="select 1 as one;\n")
    assert piped.stdout == "one\n1\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["select 1; select 2"], "error: SQL: 2 statements"),
        (["selec 1"], "error: SQL, line 1, column 1: syntax error"),
        (["select 1", "-f", "xml"], "error: --format: there is no format 'xml'. One of: table"),
        (["select 1", "-o", "x.xml"], "error: x.xml: the ending does not tell the format"),
        (["select 1", "-o", "no/such/x.csv"], "x.csv: cannot be written: No such file"),
        (["select 1", "--memory", "lots"], "error: --memory: 'lots' is not a size"),
        (["--explain-tables", "-f", "csv"], "error: --explain-tables cannot be shown as csv"),
        (
            ["select 1", "-o", "no/such/x.csv"],
            "Nothing was changed. Make the folder no/such first.",
        ),
        (["select 1", "-o", "."], "error: .: the ending does not tell the format"),
        (["select 1", "-o", ".", "-f", "csv"], "error: .: is a folder. Name a file."),
        (["select 1", "-p", "nowhere"], "error: nowhere: no data package here"),
        (["select 1", "--max-rows", "-1"], "error: Invalid value for '--max-rows': -1 is less"),
        (
            ["select 1", "--timeout", "0"],
            "error: Invalid value for '--timeout': 0 is less than 0.1",
        ),
        (["select 1", "-f", "csv", "--max-rows", "1"], "error: --max-rows: csv leaves no rows out"),
        (["select 1", "--max-row", "1"], "readout query --help says more."),
    ],
)
def test_query_mistakes(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = readout("query", "-p", package, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_query_into_files(package: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.parquet"):
        result = readout("query", "-p", package, "from rivers", "-o", tmp_path / name)
        assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("river_id,name")
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))) == 2
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 2
    failed = readout("query", "-p", package, "select nonsense", "-o", tmp_path / "a.csv")
    assert failed.exit_code == 2
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("river_id,name")
    assert len(list(tmp_path.iterdir())) == 3


def test_explain_tables(package: Path, tmp_path: Path) -> None:
    assert (
        "bridge_counts (view, 2 rows)" in readout("query", "-p", package, "--explain-tables").stdout
    )
    target = tmp_path / "tables.json"
    readout("query", "-p", package, "--explain-tables", "-o", target)
    assert [table["name"] for table in json.loads(target.read_text())][:1] == ["rivers"]


def test_a_closed_pipe_is_no_error(package: Path) -> None:
    sql = "select repeat('x', 1000) from range(100000)"
    arguments = [sys.executable, "-m", "toolkit", "query", "-p", str(package), "-f", "csv", sql]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=10) == 0


def test_validate(package: Path, tmp_path: Path) -> None:
    schemas = package.parent / "schemas"
    assert readout("validate", package, "--schemas", schemas).stdout.startswith("valid: 0 errors")
    assert readout("validate", package).exit_code == 0
    import shutil

    copy = shutil.copytree(package, tmp_path / "copy")
    (copy / "views.sql").write_text("", encoding="utf-8")
    result = readout("validate", copy, "--schemas", schemas, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["findings"][0]["rule"] == "declaration"
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    assert readout("validate", copy).exit_code == 1
    missing = readout("validate", tmp_path)
    assert missing.exit_code == 2
    assert "--package" not in missing.stderr
    assert "Name the folder of a package, or build one" in missing.stderr
    assert readout("validate", package, "--format", "xml").exit_code == 2


def test_build(
    small_house: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "readout").touch(mode=0o755)
    monkeypatch.setattr("sys.argv", ["bin/readout"])
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    result = build()
    assert result.exit_code == 0, result.output
    what = r"crossings 1\.2\.3\+unreleased, 2 tables, 1 code list, 1 view, \d\d kB\n"
    assert re.search(what, result.stdout)
    assert "bridges     3  A row is one bridge over a river\n" in result.stdout
    assert result.stdout.count('\n  readout query --package out "select ') == 3
    before = contents(tmp_path / "out")
    monkeypatch.setenv("PATH", os.defpath)
    again = build()
    assert again.stdout.count('\n  bin/readout query --package out "select ') == 3
    assert contents(tmp_path / "out") == before


def test_build_check(small_house: dict[str, Any], tmp_path: Path) -> None:
    build()
    fresh = build("--check")
    assert (fresh.exit_code, fresh.stdout) == (0, "out: up to date\n")
    before = contents(tmp_path / "out")
    declaration = small_house["declaration"]
    small_house["tables"]["bridges"] = table_of(declaration, "bridges", BRIDGE_ROWS[:2])
    stale = build("--check")
    assert stale.exit_code == 1
    assert "out/data/bridges.csv: differs\n" in stale.stdout
    assert "error: out: 5 files out of date. Run readout build" in stale.stderr
    assert contents(tmp_path / "out") == before


def test_an_invalid_build_changes_nothing(small_house: dict[str, Any], tmp_path: Path) -> None:
    build()
    before = contents(tmp_path / "out")
    orphan = ("volga", 1, None, "stone", None)
    small_house["tables"]["bridges"] = table_of(
        small_house["declaration"], "bridges", [*BRIDGE_ROWS, orphan]
    )
    result = build()
    assert result.exit_code == 1
    assert (
        "error: bridges.river_id: the value is not in rivers.river_id [foreign-key]"
        in result.stderr
    )
    assert "  row 5 (volga|1)  volga\n  → Correct it" in result.stderr
    assert "error: not valid: 1 error. The package was left as it was." in result.stderr
    assert contents(tmp_path / "out") == before


def test_build_mistakes(small_house: dict[str, Any], tmp_path: Path) -> None:
    given = build("--articles", "nowhere").stderr
    assert given == (
        "error: nowhere: no such folder. --articles names a folder of articles, or one article.\n"
    )
    (tmp_path / "seeds" / "articles").rmdir()
    assert "Name the folder of the articles with --articles." in build().stderr
    (tmp_path / "seeds" / "articles").mkdir()
    seeds = readout("build", "--seeds", "nowhere").stderr
    assert seeds.startswith("error: nowhere: no such folder. --seeds names a folder with ref")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    result = build()
    assert result.exit_code == 2
    assert "out: holds notes.txt, which is not part of a package crossings" in result.stderr


def test_ctrl_c_and_bugs(small_house: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    small_house["tables"] = KeyboardInterrupt()
    result = build()
    assert (result.exit_code, result.stderr) == (130, "cancelled; nothing was changed\n")
    small_house["tables"] = ValueError("a\nb")
    result = build()
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ValueError: a b\nThis is a bug.")
    monkeypatch.setenv("READOUT_DEBUG", "1")
    assert isinstance(build().exception, ValueError)


STOPPED = """
import sys, time
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
import toolkit.build, toolkit.package.write, toolkit.resources
from small_package import small_tables
from toolkit.schema.loader import load_declaration
folder = Path(sys.argv[3])
toolkit.resources.schemas_dir = lambda: folder / "schemas"
toolkit.build.build_tables = lambda *_: small_tables(load_declaration(folder / "schemas"))
toolkit.build.publishable = lambda tables, declaration: tables
toolkit.build.check_figures = lambda tables: ()
toolkit.build.check_figures.__name__ = "nothing"
def slow(*args, **kwargs):
    print("writing", flush=True)
    time.sleep(60)
toolkit.package.write.write_parquet = slow
from toolkit.cli import main
output = str(folder / "package")
sys.argv = ["readout", "build", "--seeds", str(folder / "seeds"), "--output", output]
main()
"""


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [(signal.SIGINT, 130, "cancelled; nothing was changed\n"), (signal.SIGTERM, 143, "")],
)
def test_a_build_that_is_stopped(
    tmp_path: Path, number: signal.Signals, code: int, message: str
) -> None:
    target = build_small(tmp_path).target
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    before = contents(target)
    with subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(ROOT), str(TESTS), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(number)
        assert process.wait(timeout=20) == code
        assert process.stderr.read() == message
    assert contents(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas", "seeds"]


def test_the_proposed_queries_run(tmp_path: Path) -> None:
    declaration = load_declaration(schemas_dir())
    empty = {
        name: pa.Table.from_pylist([], arrow_schema(table))
        for name, table in declaration.tables.items()
    }
    write_package(empty, declaration, tmp_path / "package")
    for sql in EXAMPLES:
        result = readout("query", "-p", tmp_path / "package", sql)
        assert result.exit_code == 0, result.stderr


def test_as_a_module() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "--version"],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert done.stdout.startswith("readout ")
