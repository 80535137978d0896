"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings
from laws import examples

settings.register_profile("readout", parent=examples())
settings.load_profile("readout")
