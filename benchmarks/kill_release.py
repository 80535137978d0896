"""Kill release, build and get at random moments, and see that nothing half-made is left.

    python benchmarks/kill_release.py --count 200
    python benchmarks/kill_release.py --count 20 --what release --seed 7

Each round starts the command in a fresh copy of a small project (two digests, one release, other
quality figures since), kills its process group by SIGKILL, looks at what is left, runs the command
once more and looks again. Half of the moments are spread over the command's usual time; the others
fall where it matters: after something was begun to be written, or after a change was made to hold.
The program's modules are loaded before the clock starts, so that no kill is wasted on imports.

What must hold after every kill: the package is whole and valid, every release that an index lists
is there and fits its checksums, every entry of the cache is right. After the next run: the command
succeeds, the files are byte for byte those of a run that nobody killed, and nothing else is left.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kill_project import (  # noqa: E402
    final_build,
    final_get,
    final_release,
    learn,
    look_at_build,
    look_at_cache,
    look_at_release,
    make_project,
    phase_of_build,
    phase_of_get,
    phase_of_release,
)

from toolkit.console import Column, Style, render_table  # noqa: E402
from toolkit.errors import ReadoutError  # noqa: E402

PHASES = ("before", "writing", "placing", "done")
"""Nothing written yet; something beside its place; a change that holds; all in place."""
SHARE = {"release": 0.5, "build": 0.25, "get": 0.25}
PLACING_SECONDS = 0.03
"""About as long as it takes to put a release in place."""
_TRIES = 20
_LOOK_SECONDS = 0.0005
_LIMIT_SECONDS = 300.0


@dataclass(frozen=True)
class Task:
    """One command to kill.

    Attributes:
        name: what it is called in the report.
        arguments: its command line.
        look: raises AssertionError where what a kill left is not whole.
        final: what must be the same after the next run, by name.
        phase: how far a killed run had come.
    """

    name: str
    arguments: tuple[str, ...]
    look: Callable[[Path], None]
    final: Callable[[Path], dict[str, str | None]]
    phase: Callable[[Path], str]


@dataclass
class Tally:
    """What the rounds of one command gave, and its usual time in seconds."""

    usual: float = 0.0
    phases: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def load_modules() -> None:
    """Load what the commands load, without starting any of their threads."""
    import duckdb  # noqa: F401
    import xlsxwriter  # noqa: F401

    import toolkit.build
    import toolkit.commands.app
    import toolkit.release.get
    import toolkit.release.make
    import toolkit.release.workbook  # noqa: F401


def start(arguments: tuple[str, ...], folder: Path) -> int:
    """Run a command in a process group of its own; its process."""
    process = os.fork()
    with contextlib.suppress(OSError):  # parent and child both see to it, whoever comes first
        os.setpgid(process, process)
    if process:
        return process
    code = 70
    try:
        os.chdir(folder)
        os.environ["READOUT_CACHE"] = str(folder / "cache")
        log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        from toolkit.commands.app import app

        app(list(arguments))
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 1
    finally:
        sys.stdout.flush()
        os._exit(code)


def finish(process: int) -> int:
    """The exit code of a process, minus the signal where one ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def run(arguments: tuple[str, ...], folder: Path) -> tuple[int, float]:
    """Run a command to its end; its exit code and seconds."""
    began = time.monotonic()
    code = finish(start(arguments, folder))
    return code, time.monotonic() - began


def expect(ended: tuple[int, float], folder: Path) -> float:
    code, seconds = ended
    if code:
        sys.exit(f"{(folder / 'log.txt').read_text()}\nthe first run failed with {code}")
    return seconds


def released(folder: Path) -> None:
    expect(run(("release",), folder), folder)


def moment(task: Task, root: Path, usual: float, chance: random.Random) -> Callable[[], bool]:
    """Says when it is time to kill: by the clock, or some time after a phase began."""
    began = time.monotonic()
    if chance.random() < 0.5:
        at = began + chance.uniform(0, usual)
        return lambda: time.monotonic() >= at
    awaited = chance.choice(("writing", "placing"))
    delay = chance.uniform(0, usual / 2 if awaited == "writing" else PLACING_SECONDS)
    reached: list[float] = []

    def due() -> bool:
        if not reached and PHASES.index(task.phase(root)) >= PHASES.index(awaited):
            reached.append(time.monotonic() + delay)
        return bool(reached) and time.monotonic() >= reached[0]

    return due


def killed(task: Task, root: Path, usual: float, chance: random.Random) -> bool:
    """Start the command and kill it; whether it was still at work then."""
    due = moment(task, root, usual, chance)
    process = start(task.arguments, root)
    last = time.monotonic() + _LIMIT_SECONDS
    while time.monotonic() < last:
        done, _ = os.waitpid(process, os.WNOHANG)
        if done:
            return False
        try:
            if due():
                break
        except (OSError, ValueError, IndexError):  # a file was moved while it was looked at
            continue
        time.sleep(_LOOK_SECONDS)
    os.killpg(process, signal.SIGKILL)
    return finish(process) < 0


def one_round(
    task: Task, base: Path, root: Path, tally: Tally, final: dict[str, str | None], seed: str
) -> tuple[str, str]:
    """The phase in which a kill fell, and what was wrong then or later; empty for nothing."""
    chance = random.Random(seed)
    try:
        for _ in range(_TRIES):
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(base, root, symlinks=True)
            if killed(task, root, tally.usual, chance):
                break
        phase = task.phase(root)
        task.look(root)
        code, seconds = run(task.arguments, root)
        if phase in ("before", "writing"):
            tally.usual = seconds
        log = (root / "log.txt").read_text()
        over = "nothing differs from 1.0.1" in log  # it was killed after all was done
        if code and not over:
            return phase, f"the next run ended with {code}: {log.strip()[-400:]}"
        found = task.final(root)
        wrong = [f"{name}: {found[name]!r}" for name in final if found[name] != final[name]]
        return phase, "; ".join(wrong)[:400]
    except (AssertionError, ReadoutError, OSError) as error:
        return task.phase(root), f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(root)


def rounds(task: Task, base: Path, count: int, seed: int, scratch: Path, tally: Tally) -> None:
    """Kill a command so many times, and tally what becomes of it."""
    whole = scratch / f"{task.name}-whole"
    shutil.copytree(base, whole, symlinks=True)
    tally.usual = expect(run(task.arguments, whole), whole)
    final = task.final(whole)
    learn(whole / "datapackage")
    for number in range(count):
        name = f"{seed}-{task.name}-{number}"
        phase, wrong = one_round(task, base, scratch / name, tally, final, name)
        tally.phases[phase] += 1
        if wrong:
            tally.failures.append(f"{name} ({phase}): {wrong}")
        print(f"\r{task.name}: {number + 1} of {count}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def tasks(address: str) -> Iterator[Task]:
    yield Task("release", ("release",), look_at_release, final_release, phase_of_release)
    yield Task(
        "build",
        ("build", "--articles", "seeds/articles", "--seeds", "seeds"),
        look_at_build,
        final_build,
        phase_of_build,
    )
    yield Task("get", ("get", address, "-o", "fetched"), look_at_cache, final_get, phase_of_get)


def served(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A server of a folder, in a process of its own, and its address."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    server = subprocess.Popen([*command, "--directory", str(folder)], **pipes)  # type: ignore[call-overload]
    found = re.search(r"http://[\d.:]+/", server.stdout.readline())
    assert found is not None
    return server, found[0]


def report(found: dict[str, Tally]) -> None:
    columns = [Column("what"), Column("kills", right=True)]
    columns += [Column(phase, right=True) for phase in PHASES] + [Column("failures", right=True)]
    rows = [
        (
            name,
            str(tally.phases.total()),
            *(str(tally.phases[phase]) for phase in PHASES),
            str(len(tally.failures)),
        )
        for name, tally in found.items()
    ]
    print("\n".join(render_table(columns, rows, Style())))
    for tally in found.values():
        for failure in tally.failures:
            print(failure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=200, help="kills in all")
    parser.add_argument("--what", default=",".join(SHARE), help="which commands, by commas")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    given = parser.parse_args()
    names = given.what.split(",")
    for name in names:
        if name not in SHARE:
            parser.error(f"no such command: {name}; there are {', '.join(SHARE)}")
    shares = {name: SHARE[name] for name in names}
    load_modules()
    found: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory(prefix="readout-kill-") as place:
        scratch = Path(place)
        base = scratch / "base"
        make_project(base, released)
        server, address = served(base / "dist")
        try:
            for task in tasks(address):
                if task.name in names:
                    count = round(given.count * shares[task.name] / sum(shares.values()))
                    tally = found[task.name] = Tally()
                    rounds(task, base, count, given.seed, scratch, tally)
        except KeyboardInterrupt:
            print("\nstopped; this is what there is so far", file=sys.stderr)
        finally:
            server.terminate()
            server.wait()
    report(found)
    sys.exit(any(tally.failures for tally in found.values()))


if __name__ == "__main__":
    main()
