"""What keeps a release from being made, and what its maintainer should know: found, then told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.console import plural
from toolkit.errors import EXIT_DATA, EXIT_USAGE, ReadoutError
from toolkit.package.retirement import convention
from toolkit.release.settings import settings
from toolkit.schema.model import FieldType, PackageDeclaration

if TYPE_CHECKING:
    import pyarrow as pa

    from toolkit.release.difference import Lost


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a release, or one thing to know where it is only a warning.

    Attributes:
        rule: its name.
        what: what is wrong.
        hint: what to do about it.
        lines: what belongs to it, a line each: files, cells, lines to paste.
        exit_code: 1 where the data is wrong, 2 where it cannot be done.
        paste: whether the lines are there to be copied.
    """

    rule: str
    what: str
    hint: str
    lines: tuple[str, ...] = ()
    exit_code: int = EXIT_USAGE
    paste: bool = False


class RefusedError(ReadoutError):
    """No release was made, and nothing was changed.

    Attributes:
        refusals: why, all reasons.
        warnings: what else is to be known.
    """

    def __init__(self, refusals: Sequence[Refusal], warnings: Sequence[Refusal]) -> None:
        super().__init__(
            f"not released, for {plural(len(refusals), 'reason')}",
            hint="Nothing was changed.",
        )
        self.refusals = tuple(refusals)
        self.warnings = tuple(warnings)
        self.exit_code = max(refusal.exit_code for refusal in refusals)


UNCOMMITTED = "uncommitted"
"""The rule that a rehearsal may break: it writes nothing."""


def uncommitted(paths: Sequence[str]) -> Refusal:
    """Files are not as the commit has them that the release would name as its source."""
    return Refusal(
        UNCOMMITTED,
        f"{plural(len(paths), 'file')} not committed",
        "Commit them, or put them away (git stash): a release is made from a commit.",
        _some(paths),
    )


def ignored_sources(paths: Sequence[str]) -> Refusal:
    """Sources that git ignores would be in the release and in no commit."""
    return Refusal(
        "ignored-source",
        f"{plural(len(paths), 'file')} among the sources that git ignores",
        "Commit them (git add --force) or move them away.",
        _some(paths),
    )


def invalid(error: ReadoutError) -> Refusal:
    """The tables cannot be built."""
    where = f"{error.where}: " if error.where else ""
    return Refusal("invalid", f"{where}{error.what}", error.hint, exit_code=error.exit_code)


def invalid_tables(errors: int, findings: Sequence[str]) -> Refusal:
    """What was built breaks a rule.

    Args:
        errors: how many errors there are.
        findings: the report on them, its lines.
    """
    what = f"the tables are not valid: {plural(errors, 'error')}"
    hint = "Mend what is listed; readout build tells it, too."
    return Refusal("invalid", what, hint, tuple(findings), EXIT_DATA)


def other_version(declared: str, released: str) -> Refusal:
    """The declaration and the index tell two versions."""
    return Refusal(
        "version-differs",
        f"schemas/package.json says {declared}, the last release in releases.json is {released}",
        "Put both right by git: only readout release changes them.",
    )


def no_quality(where: str) -> Refusal:
    """Nobody could tell how good the values are."""
    return Refusal(
        "no-quality",
        f"{where} is missing: how good the values are is not measured",
        f"Measure it: readout evaluate GOLD --quality {where}, and commit it.",
        exit_code=EXIT_DATA,
    )


def old_quality(where: str, commits: int) -> Refusal:
    """Warning: the figures are of an earlier program."""
    return Refusal(
        "old-quality",
        f"{plural(commits, 'commit')} changed the extraction after {where} was measured",
        "Measure it again, unless they change no result.",
    )


def unchanged(version: str) -> Refusal:
    """There is nothing to release."""
    return Refusal(
        "unchanged",
        f"nothing differs from {version}",
        "There is nothing to release.",
        exit_code=EXIT_DATA,
    )


def lost_identifiers(lost: Sequence[Lost], records: Path, where: str) -> Refusal:
    """Identifiers of the last release lead nowhere.

    Args:
        lost: the rows.
        records: the CSV file that records such identifiers, for its header.
        where: how to name it.
    """
    tables: dict[str, int] = {}
    for one in lost:
        tables[one.table] = tables.get(one.table, 0) + 1
    told = ", ".join(f"{name} {count:,}" for name, count in tables.items())
    return Refusal(
        "lost-identifiers",
        f"{plural(len(lost), 'identifier')} of the last release lost without a record ({told})",
        f"Record them in {where}, with a reason of your own: the lines are ready to paste."
        " Or give them up in a major release: --accept-lost-ids.",
        tuple(record_lines(lost, records)),
        EXIT_DATA,
        paste=True,
    )


def record_lines(lost: Iterable[Lost], records: Path) -> list[str]:
    """Lost identifiers as lines of the CSV file that records them, in the order of its header."""
    named = convention()
    columns = list(named.columns)
    if records.is_file():
        with records.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file), columns)
    lines = []
    for one in lost:
        cells = {
            named.of: one.table,
            named.row: one.row,
            named.replacement: one.replacement,
        }
        reason = "Renamed." if one.replacement else "Withdrawn."
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([cells.get(name, reason) for name in columns])
        lines.append(out.getvalue())
    return lines


def version_exists(version: str, where: str, hint: str) -> Refusal:
    """There is something of that version already."""
    return Refusal("version-exists", f"version {version} exists already: {where}", hint)


def too_small(given: str, needed: str, version: str, why: str) -> Refusal:
    """What was asked for is less than the rule of versions asks for."""
    return Refusal(
        "too-small",
        f"{given} is too small: the changes ask for {needed}, {version} or later ({why})",
        "Leave the option away, or ask for more.",
    )


def previous_missing(version: str, tried: Sequence[str]) -> Refusal:
    """The last release is not to be found, so nothing can be compared with it."""
    return Refusal(
        "previous-missing",
        f"the last release {version} is not to be found as its content hash says",
        "Fetch the tags (git fetch --tags --unshallow), or name it: --previous FOLDER.",
        tuple(tried),
    )


def formula_cells(
    tables: Mapping[str, pa.Table], declaration: PackageDeclaration
) -> Refusal | None:
    """Warning: texts that a spreadsheet would run as formulas when it opens the CSV file.

    Args:
        tables: the rows that are published, by table.
        declaration: what their columns hold.
    """
    import pyarrow.compute as pc

    count, first = 0, []
    for name, schema in declaration.tables.items():
        for field in schema.fields:
            if field.type is not FieldType.STRING:
                continue
            column = tables[name][field.name]
            begins = pc.match_substring_regex(column, settings()["formula_start"])
            number = pc.match_substring_regex(column, settings()["number"])
            found = column.filter(pc.and_not(begins, number))
            count += len(found)
            first += [(f"{name}.{field.name}", value) for value in found[:3].to_pylist()]
    if not count:
        return None
    return Refusal(
        "formula-cells",
        f"{plural(count, 'cell')} that a spreadsheet would run as a formula",
        "The workbook holds them as text; in the CSV file they are as they are.",
        tuple(f"{place}: {value[:60]!r}" for place, value in first[: settings()["shown_formulas"]]),
    )


def _some(paths: Sequence[str]) -> tuple[str, ...]:
    """The first paths, and how many more there are."""
    shown = settings()["shown_paths"]
    more = len(paths) - shown
    return (*paths[:shown], *([f"… and {more:,} more"] if more > 0 else ()))
