"""Bounds and lists of a release (the data itself is ``settings.json``)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

SETTINGS = Path(__file__).with_name("settings.json")


@cache
def settings() -> dict[str, Any]:
    """The settings by name."""
    found: dict[str, Any] = json.loads(SETTINGS.read_text(encoding="utf-8"))
    return found
