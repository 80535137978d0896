"""Command lines that are read at once mean what the parser makes of them."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.commands import app, quick
from toolkit.commands.ending import Done, carry_out
from toolkit.commands.options import Argument, Option, parameters_of
from toolkit.errors import UsageError

ROOT = Path(__file__).resolve().parents[1]
HEARD: list[dict[str, Any]] = []


def recording(name: str) -> Any:
    """The parser of a command that only records its values."""

    @functools.wraps(quick.command_of(name))
    def record(**values: Any) -> None:
        HEARD.append(values)

    program = typer.Typer()
    program.command()(app.for_parser(record))
    return typer.main.get_command(program)


PARSERS = {name: recording(name) for name in quick.COMMANDS}


def parsed(line: list[str]) -> dict[str, Any] | None:
    """The values that the parser reads in a line; ``None`` where it refuses it."""
    command = PARSERS[line[0]]
    HEARD.clear()
    try:
        with command.make_context(line[0], line[1:]) as context:
            command.invoke(context)
    except typer.BadParameter:
        return None
    return HEARD[0]


def quickly(line: list[str]) -> dict[str, Any] | None:
    """The values that are read at once; ``None`` where the line is left to the parser."""
    command = quick.read(line)
    return command.keywords if command else None  # type: ignore[attr-defined]


PLAIN = [
    ["extract", "a.txt"],
    ["extract", "a.txt", "-", "b", "--published-on", "2019-08-27", "--jobs=3", "--strict"],
    ["extract", "-o", "rows", "a.txt", "-f", "csv", "--offsets", "received", "-j", "2"],
    ["extract", "a", "--tables=calls,quotes", "--max-rows", "0", "--html-reader", "own"],
    ["extract", "a", "--input-format", "warc", "--jobs", "1", "--jobs", "4"],
    ["query", "from calls", "-p", "datapackage", "--timeout", "2.5"],
    ["query"],
    ["diff", "old", "new", "--limit", "3", "--exit-code"],
    ["diff", "old"],
    ["validate", "--report", "sarif=x.sarif", "--report", "junit=-"],
    ["evaluate", "gold.json", "more.json", "--name", "one", "--name=two", "--misses", "0"],
    ["add", "new.md", "--author", "A. One", "--author", "B. Two", "--from", "received.txt"],
    ["get", "--list", "--offline"],
    ["history", "2025-06-05-trump-xi", "-t", "calls", "-r", "one", "-r", "two"],
    ["verify", "--articles", "mine"],
    ["release", "--dry-run", "--bump", "minor", "--sign="],
    ["build", "--output", "there", "--check"],
]


@pytest.mark.parametrize("line", PLAIN, ids=" ".join)
def test_plain_lines_are_read_at_once(line: list[str]) -> None:
    values = quickly(line)
    assert values is not None
    assert values == parsed(line)


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["--version"],
        ["--help"],
        ["extracts", "a"],
        ["extract"],
        ["extract", "a", "--help"],
        ["extract", "a", "-h"],
        ["extract", "--", "-a"],
        ["extract", "a", "--no-such", "b"],
        ["extract", "a", "--publ", "2019-08-27"],
        ["extract", "a", "-j4"],
        ["extract", "a", "-j=4"],
        ["extract", "a", "--jobs"],
        ["extract", "a", "--jobs", "0"],
        ["extract", "a", "--jobs", "x"],
        ["extract", "a", "--jobs", "1_0"],
        ["extract", "a", "--output", "-x"],
        ["extract", "a", "--output="],
        ["extract", "a", "--strict=yes"],
        ["extract", "a", "--offsets", "Clean"],
        ["extract", "a\udcff"],
        ["query", "from calls", "more"],
        ["query", "--timeout", "0.01"],
        ["query", "--timeout", "1e3"],
        ["diff"],
        ["verify"],
    ],
    ids=" ".join,
)
def test_all_others_are_left_to_the_parser(line: list[str]) -> None:
    assert quickly(line) is None


def test_an_output_that_may_not_be_read_is_left_to_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.json"
    line = ["validate", "--output", str(report)]
    assert quickly(line) == parsed(line)
    report.touch()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert quickly(line) is None
    assert quickly(["extract", "a", "--output", str(report)]) is not None


WORDS = st.sampled_from(
    "a|-|--|-o|-f|-j|--jobs|--jobs=2|3|0|x y||--strict|-h|--offsets|received|--format|--report"
    "|--limit|--timeout|1.5|--list|--name|--note=|--misses|-1|--package|-p|--check|-r".split("|")
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(quick.COMMANDS), st.lists(WORDS, max_size=5))
def test_whatever_is_read_at_once_the_parser_reads_the_same(name: str, words: list[str]) -> None:
    values = quickly([name, *words])
    if values is not None:
        assert values == parsed([name, *words])


@pytest.mark.parametrize("name", quick.COMMANDS)
def test_every_parameter_says_what_it_is(name: str) -> None:
    parameters = parameters_of(quick.command_of(name))
    assert all(isinstance(one.told, Argument) and one.told.settings["help"] for one in parameters)
    flags = [one for one in parameters if one.kind is bool]
    assert all(one.told.names and one.default is False for one in flags)
    lists = [one for one in parameters if isinstance(one.told, Argument) and one.many]
    assert sum(not isinstance(one.told, Option) for one in lists) <= 1


def test_a_plain_line_does_not_load_the_parser() -> None:
    code = (
        "import sys; sys.argv = ['readout', 'query', '-p', 'no-such-package', 'select 1']\n"
        "from toolkit.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*(n for n in ('typer', 'pydantic', 'rich') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []
    assert done.stderr.startswith("error: ")


def test_a_command_that_is_done_tells_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    def differing() -> None:
        print("they differ")
        raise Done(1)

    def failing() -> None:
        raise UsageError("no such thing", where="--there")

    assert carry_out(lambda: None) == 0
    assert carry_out(differing) == 1
    assert carry_out(failing) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("they differ\n", "error: --there: no such thing\n")
