"""From what a user named to one report: descriptor, files, tables, keys.

validate_target("datapackage")
validate_target("https://example.org/datapackage.json", options=Inquiry(limit=20))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import DataError
from toolkit.inputs.sums import SUMS
from toolkit.inputs.target import Target, open_target
from toolkit.schema.model import PackageDeclaration
from toolkit.validate.report import Collector, Finding, Report
from toolkit.validate.run import DESCRIPTOR, Run
from toolkit.validate.state import Inquiry

if TYPE_CHECKING:
    from toolkit.validate.tables import Check

__all__ = ["Inquiry", "validate_target"]

Declared = PackageDeclaration | Callable[[Target], PackageDeclaration | None] | None
"""What a target is to be."""


def validate_target(
    target: str | Path,
    declaration: Declared = None,
    *,
    options: Inquiry | None = None,
    extra_checks: Sequence[Check] = (),
) -> Report:
    """Check a package, resource, schema, inquiry or table.

    Args:
        target: what `toolkit.inputs.target.open_target` takes.
        declaration: what a package is to be, or a function that says so when it sees the target.
            Its tables are held against this instead of the descriptor's schemas, and its views
            and rules are run.
        options: how to check.
        extra_checks: further checks on the tables (with a declaration only).

    Returns:
        What was found. Paths in it are relative to its ``base``.

    Raises:
        UsageError: there is no such thing, it cannot be read, or a declared rule cannot be run.
    """
    how = options or Inquiry()
    with ExitStack() as stack:
        try:
            found = stack.enter_context(
                open_target(
                    target,
                    limits=how.limits,
                    progress=how.progress,
                    start=how.start,
                    also=("views.sql", SUMS),
                )
            )
        except DataError as error:
            return _refused(error, str(target), how)
        run = Run(how, stack)
        held = declaration(found) if callable(declaration) else declaration
        run.target(found, held, extra_checks)
        return run.report(found)


def _refused(error: DataError, called: str, how: Inquiry) -> Report:
    """The report on something that is too damaged or too dangerous to be opened."""
    folder = Path(called).is_dir()
    json_like = folder or called.lower().endswith(".json")
    rule = "package-error" if json_like else "source-error"
    collector = Collector(how.limit)
    _, _, place = error.where.partition(".json:")
    line = place.partition(":")[0]
    number = int(line) if line.isdecimal() else None
    collector.add(
        Finding(rule, error.what, hint=error.hint, path=_last(error.where), line_number=number)
    )
    return collector.report({}, [DESCRIPTOR], base=called if folder else str(Path(called).parent))


def _last(where: str) -> str:
    name = where.rpartition("/")[2]
    head, json, _ = name.partition(".json")
    return head + json
