"""Settings of all tests."""

from __future__ import annotations

import gc

from hypothesis import settings
from laws import examples

settings.register_profile("readout", parent=examples())
settings.load_profile("readout")


def pytest_collection_finish() -> None:
    """Keep thousands of collected tests out of every garbage collection: they stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let them go at the end, as libraries expect that look for what was left behind."""
    gc.unfreeze()
