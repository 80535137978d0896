"""Laws: how many examples they are tried with, and the one that time is linear.

Every run tries the same examples: a contribution is not refused for what chance found elsewhere.
``READOUT_TESTS=thorough pytest`` tries ten times as many, others each time, of tests with a number
of their own (by `examples`) and of all others (by the profile that ``conftest.py`` loads).
"""

from __future__ import annotations

import os
from collections.abc import Callable
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
    return settings(max_examples=number * FACTOR, deadline=None, derandomize=not THOROUGH, **more)


def linear(seconds: Callable[[int], float], size: int, times: int = 8, least: float = 0.01) -> bool:
    """Whether so many times the size takes less than four times as many times the CPU seconds.

    What takes too long is measured again, twice: a garbage collection may have fallen into it.
    ``least`` is what the small size counts at least, so that the clock's grain does not decide.
    """
    seconds(size // 4)  # the first is slower
    small = max(seconds(size), least)
    return any(seconds(times * size) < 4 * times * small for _ in range(3))
