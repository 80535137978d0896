"""Settings of all tests."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile

from hypothesis import settings
from laws import examples

settings.register_profile("readout", parent=examples())
settings.load_profile("readout")

# What the tests and the programs that they start keep is not left in the home of who runs them.
CACHE = tempfile.mkdtemp(prefix="readout-tests-")
os.environ["READOUT_CACHE"] = CACHE

# Started in the background or by nohup, a process ignores these signals, and so do its children:
# programs that the tests stop would not notice.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_collection_finish() -> None:
    """Keep thousands of collected tests out of every garbage collection: they stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let them go at the end, as libraries expect that look for what was left behind."""
    gc.unfreeze()
    shutil.rmtree(CACHE, ignore_errors=True)
