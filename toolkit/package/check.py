"""All checks on a package on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.schema.model import PackageDeclaration
from toolkit.validate.inquiry import Inquiry, validate_target
from toolkit.validate.report import Report

if TYPE_CHECKING:
    from toolkit.validate.tables import Check


def validate_package(
    path: Path,
    declaration: PackageDeclaration | None = None,
    extra_checks: Sequence[Check] = (),
) -> Report:
    """Check a package: descriptor, files, and every table; with its declaration also its rules.

    Args:
        path: the package's folder, or its descriptor.
        declaration: what the package is to be. Without it the descriptor's own schemas are what
            the rows are held against, and no rules run.
        extra_checks: further checks on the tables (with a declaration only).

    Returns:
        Every finding.

    Raises:
        UsageError: there is no package at ``path``, or it cannot be read.
    """
    return validate_target(path, declaration, options=Inquiry(limit=0), extra_checks=extra_checks)
