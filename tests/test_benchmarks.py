"""The scripts of benchmarks/ say what is wrong with a call in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "benchmarks"
HELDOUT = str(BENCHMARKS / "heldout" / "gold.json")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("extract_speed.py", "a.pdf"), "a.pdf: a PDF, which is not read."),
        (("extract_speed.py", "none"), "no such file or folder: none"),
        (("peers.py", "none"), "none: no gold here."),
        (("peers.py", HELDOUT, "--tools", "none"), "no such tool: none"),
        (("score_seeds.py", HELDOUT, "a.pdf"), "gold.json: not an object keyed by file name"),
        (("validate_tables.py", "none"), "no such file: none"),
        (("kill_release.py", "--what", "build,none"), "no such command: none; there are release"),
        (("reproduce.py", "--python", "./none"), "no such interpreter: ./none"),
    ],
)
def test_a_wrong_call_is_told(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3")
    script, *others = arguments
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *others],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"{script}: error: ")
    assert said in last
