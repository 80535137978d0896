"""How many examples the laws are tried with: few in every run, many when asked for.

``READOUT_TESTS=thorough pytest`` tries ten times as many, of tests with a number of their own (by
`examples`) and of all others (by the profile that ``conftest.py`` loads).
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

THOROUGH = os.environ.get("READOUT_TESTS") == "thorough"
FACTOR = 10 if THOROUGH else 1
USUAL = 60
"""Examples of a law that costs next to nothing."""


def examples(number: int = USUAL, **more: Any) -> settings:
    """Settings of a law, tried with ``number`` examples, or ten times as many if thoroughly.

    A deadline would measure the machine: there is none.
    """
    return settings(max_examples=number * FACTOR, deadline=None, **more)
