"""Where a checkout keeps its package and its releases."""

from __future__ import annotations

PACKAGE = "datapackage"
"""The folder of the package that was built last."""
DIST = "dist"
"""The folder of the releases, which git ignores."""
LATEST = "latest"
"""The copy of the newest release in it."""
