"""The README's command blocks, and what they print.

``python tests/readme_blocks.py`` writes the output of every query into the block that follows it;
the tests compare.
"""

from __future__ import annotations

import contextlib
import re
import shlex
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from typer.testing import CliRunner

from toolkit.commands.app import app

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and where the text stands in the README."""

    language: str
    text: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    """All fenced blocks in order."""
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in _BLOCK.finditer(text)]


def queries(text: str) -> list[tuple[str, Block]]:
    """Each ``readout query`` with the block that shows its output."""
    found = blocks(text)
    return [
        (block.text.strip(), after)
        for block, after in pairwise(found)
        if block.language == "sh" and block.text.startswith("readout query") and not after.language
    ]


def output_of(command: str) -> str:
    """What a ``readout`` command prints, run in the checkout (and in this process)."""
    with contextlib.chdir(ROOT):
        done = CliRunner().invoke(app, shlex.split(command)[1:])
    assert done.exit_code == 0, done.stderr
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def refreshed(text: str) -> str:
    """The README with the output of every query as it is now."""
    for command, block in reversed(queries(text)):
        text = text[: block.start] + output_of(command) + text[block.end :]
    return text


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
