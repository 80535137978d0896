"""Make the same release twice under different circumstances and compare every byte.

    python benchmarks/reproduce.py
    python benchmarks/reproduce.py --python .venv/bin/python --python other-venv/bin/python

Two clones of the last commit stand in folders of different depth and spelling; the files of the
second were laid in the opposite order. Time zone, language, hash seed, umask and home folder
differ; so do the day, where `faketime` is installed, and the Python, where two are named (each with
the project's dependencies installed). At a release's commit that release is made again
(``readout release --freeze``); elsewhere the next one is made.

Prints a line a file and exits with 1 if any differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LATER = "2031-03-05 23:59:58"
"""The day of the second run, where it can be set."""


@dataclass(frozen=True)
class Circumstance:
    """One way to run: where, in which environment, in which order the files were laid."""

    folder: str
    umask: int
    environment: Mapping[str, str]
    reversed_order: bool = False
    day: str | None = None


FIRST = Circumstance("a", 0o022, {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"})
SECOND = Circumstance(
    "deeper/Ünterwegs mit Leerzeichen/b",
    0o077,
    {
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "4242",
        "PYTHONUTF8": "1",
    },
    reversed_order=True,
    day=LATER,
)


def clone(target: Path, umask: int, reversed_order: bool) -> None:
    """Clone the last commit; ``reversed_order`` lays its files from the last to the first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    git = ["git", "-C", str(target)]
    subprocess.run(
        ["git", "clone", "--quiet", "--no-checkout", str(ROOT), str(target)],
        check=True,
        umask=umask,
    )
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "-z", "--name-only", "HEAD"], check=True, capture_output=True
    ).stdout.split(b"\0")[:-1]
    subprocess.run([*git, "read-tree", "HEAD"], check=True)
    for name in sorted(listed, reverse=reversed_order):
        subprocess.run([*git, "checkout-index", "--", name.decode()], check=True, umask=umask)


def release(checkout: Path, python: str, how: Circumstance) -> str:
    """Make the release; returns what was run.

    Raises:
        SystemExit: it could not be made.
    """
    home = checkout.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), **how.environment}
    faketime = shutil.which("faketime")
    before = [faketime, how.day] if how.day and faketime else []
    done = None
    for arguments in (["release", "--freeze"], ["release"]):
        done = subprocess.run(
            [*before, python, "-m", "toolkit", *arguments],
            cwd=checkout,
            env={**environment, "PYTHONPATH": str(checkout)},
            umask=how.umask,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            day = f", on {how.day}" if before else ""
            return f"readout {' '.join(arguments)}{day}, umask {how.umask:03o}"
    assert done is not None
    raise SystemExit(f"{checkout}: {done.stderr or done.stdout}")


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below ``folder``, by path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[path.relative_to(folder).as_posix()] = digest
    return found


def compare(first: Mapping[str, str], second: Mapping[str, str]) -> int:
    """Print a line a file; returns how many differ."""
    different = 0
    for path in sorted({*first, *second}):
        one, two = first.get(path), second.get(path)
        different += one != two
        verdict = "same" if one == two else "DIFFERS"
        print(f"{(one or '-')[:16]:16}  {(two or '-')[:16]:16}  {verdict:7}  {path}")
    return different


def version_of(python: str) -> str:
    """``Python 3.11.7`` and the like."""
    done = subprocess.run([python, "--version"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", action="append", help="interpreter (once or twice)")
    chosen = parser.parse_args(arguments).python or [sys.executable]
    pythons = []
    for python in (chosen * 2)[:2]:
        found = shutil.which(python)
        if found is None:
            parser.error(f"no such interpreter: {python}")
        pythons.append(str(Path(found).absolute()))
    with tempfile.TemporaryDirectory() as name:
        released = []
        for python, how in zip(pythons, (FIRST, SECOND), strict=True):
            checkout = Path(name) / how.folder
            clone(checkout, how.umask, how.reversed_order)
            ran = release(checkout, python, how)
            settings = " ".join(f"{key}={value}" for key, value in how.environment.items())
            print(f"{version_of(python)}: {ran}, {settings}")
            released.append(hashes(checkout / "dist"))
        print()
        different = compare(*released)
    total = len({*released[0], *released[1]})
    print(f"\n{total} files, {different} different")
    return 1 if different or not total else 0


if __name__ == "__main__":
    raise SystemExit(main())
