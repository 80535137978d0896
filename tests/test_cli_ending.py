"""How the program ends: streams that take nothing, signals at any moment, a killed parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_package import build_small

ROOT = Path(__file__).resolve().parents[1]
READOUT = f'"{sys.executable}" -m toolkit'
FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("ending")).target


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)


COMMANDS = [
    "query -p {package} 'select 1'",
    "query -p {package} -f parquet 'from range(100000)'",
    "query -p {package} --explain-tables",
    "validate {package}",
    "extract tests/data/articles/berlin-delhi-call.md",
    "extract -f jsonl tests/data/articles/berlin-delhi-call.md",
    "query --help",
    "--help",
    "--version",
]


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_that_is_full(package: Path, command: str) -> None:
    done = shell(f"{READOUT} {command.format(package=package)} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("error: standard output: cannot be written: No space")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[-1]])
def test_standard_output_that_is_closed(package: Path, command: str) -> None:
    """It is told before the command is known."""
    done = shell(f"{READOUT} {command.format(package=package)} >&-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: standard output: is closed")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("stream", ["2>&-", "2> /dev/full"])
def test_standard_error_that_takes_nothing(package: Path, stream: str) -> None:
    if "full" in stream and not FULL.exists():
        pytest.skip("this system has no /dev/full")
    wrong = shell(f"{READOUT} query -p {package} 'select nothing' {stream}")
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (2, "", "")
    fine = shell(f"{READOUT} query -p {package} -f csv 'select 1 as x' {stream}")
    assert (fine.returncode, fine.stdout) == (0, "x\n1\n")


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("<&-", "error: SQL: there is no statement in it\n"),
        ("< {package}/data/bridges.parquet", "error: standard input: not UTF-8 (byte "),
    ],
)
def test_standard_input_that_gives_no_text(package: Path, stream: str, message: str) -> None:
    done = shell(f"{READOUT} query -p {package} {stream.format(package=package)}")
    assert done.returncode == 2
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1


def test_characters_that_the_encoding_lacks() -> None:
    article = "tests/data/articles/berlin-delhi-call.md"
    done = shell(f"PYTHONIOENCODING=latin-1 {READOUT} extract {article} --tables calls")
    assert (done.returncode, done.stderr) == (0, "")
    assert "???" in done.stdout


LOADING = """
import sys, time
sys.path.insert(0, sys.argv[1])
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            print("loading", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow())
from toolkit.cli import main
sys.argv = ["readout", "--version"]
main()
"""


COMPUTING = """
import sys, time
sys.path.insert(0, sys.argv[1])
import toolkit.commands.validate as command
def slow(*_):
    print("computing", flush=True)
    try:
        time.sleep(60)
    except BaseException:
        raise RuntimeError("Query interrupted") from None
assert command._checked
command._checked = slow
from toolkit.cli import main
sys.argv = ["readout", "validate"]
main()
"""
"""DuckDB turns what a signal raises into an error of its own, like this."""


@pytest.mark.parametrize("program", [LOADING, COMPUTING], ids=["loading", "computing"])
@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (signal.SIGINT, 130, "cancelled; nothing was changed\n"),
        (signal.SIGTERM, 143, ""),
        (signal.SIGHUP, 129, ""),
    ],
)
def test_signals_at_any_moment(
    program: str, number: signal.Signals, code: int, message: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", program, str(ROOT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().endswith("ing\n")
        time.sleep(0.2)
        process.send_signal(number)
        try:
            ended = process.wait(timeout=20)
        finally:
            process.kill()
        assert ended == code
        assert process.stderr.read() == message


ASKING = """
import subprocess, sys
sys.path.insert(0, sys.argv[1])
class Told(subprocess.Popen):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        print(self.pid, flush=True)
subprocess.Popen = Told
from toolkit.cli import main
sql = "select count(*) from range(200000) a, range(200000) b where sin(a.range + b.range) = 2"
sys.argv = ["readout", "query", "-p", sys.argv[2], "--timeout", "60", sql]
main()
"""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_no_query_outlives_a_killed_parent(package: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ASKING, str(ROOT), str(package)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        time.sleep(0.8)  # it computes by now
        assert _alive(child)
        process.kill()
    end = time.monotonic() + 10
    while _alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _alive(child)
