"""What the tests on seed articles share: the folders, the scorer, and extraction by command."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
RECEIVED = ROOT.parent / "shared" / "seeds"
DIGESTS = ROOT / "seeds" / "articles"
GOLD = RECEIVED / "gold.json"

sys.path.insert(0, str(ROOT / "benchmarks"))

import score_seeds  # noqa: E402
import seed_matching  # noqa: E402
import seed_report  # noqa: E402

__all__ = [
    "DIGESTS",
    "GOLD",
    "RECEIVED",
    "ROOT",
    "front_matter",
    "needs_received",
    "read_gold",
    "score_seeds",
    "seed_matching",
    "seed_report",
]

needs_received = pytest.mark.skipif(
    not GOLD.is_file(), reason="the received articles are not beside the checkout (../shared/seeds)"
)


def read_gold() -> dict[str, Any]:
    """The gold without its note, keyed by the received file's name."""
    gold: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return {name: article for name, article in gold.items() if not name.startswith("_")}


def front_matter(digest: Path) -> tuple[dict[str, str], str]:
    """A digest's plain keys and its prose, read without the code under test."""
    _, head, body = digest.read_text(encoding="utf-8").split("---\n", 2)
    return dict(re.findall(r"(?m)^(\w+): (.*)$", head)), body
