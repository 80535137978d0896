"""``readout history``: how a row changed over the releases."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from toolkit.commands.common import OutputFile, checkout, format_option
from toolkit.commands.options import Argument, Option
from toolkit.commands.packages import opened
from toolkit.commands.streams import complain
from toolkit.commands.written import FORMATS, chosen_format, write_parts
from toolkit.console import Progress, Style
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.package.read import Package
    from toolkit.release.history import History, Stage


def history(
    row: Annotated[
        str,
        Argument(
            metavar="ROW-ID",
            help="A row's key, of today or retired; values of a key of several columns are joined"
            " by |.",
            show_default=False,
        ),
    ],
    table: Annotated[
        str | None,
        Option("--table", "-t", metavar="TABLE", help="The row's table. [default: any]"),
    ] = None,
    releases: Annotated[
        list[str] | None,
        Option(
            "--releases",
            "-r",
            metavar="SOURCE",
            help="An index of releases, its folder or address; or a package. May be given several"
            " times, oldest first. [default: dist, else the releases in git]",
        ),
    ] = None,
    format_name: Annotated[str | None, format_option(FORMATS, "text")] = None,
    output: OutputFile = None,
) -> None:
    """Tell how a row changed over the releases: added, corrected, retired, replaced by what.

    An identifier that was retired is followed to what replaces it now. Only the row's table is
    read from each release.

    \b
    Examples:
      readout history 2025-06-05-trump-xi
      readout history "2025-06-05-trump-xi|donald-trump" --format markdown
      readout history unknown --table media
      readout history donald-trump --releases https://example.org/data/releases.json
      readout history donald-trump --releases dist --releases datapackage

    Exit codes: 0 told, 1 a release is damaged, 2 there is no such row or release.
    """
    chosen = chosen_format(format_name, output)
    found = _found(row, table, releases or [])
    write_parts(_parts(found, chosen, output), output)


def _found(row: str, table: str | None, named: list[str]) -> History:
    import duckdb

    from toolkit.release.find_row import find_table
    from toolkit.release.history import Reader
    from toolkit.release.history import history as told

    with contextlib.ExitStack() as stack:
        progress = stack.enter_context(Progress())
        stages = _stages(named, stack, progress)
        progress("reading")
        connection = stack.enter_context(duckdb.connect(":memory:"))
        reader = Reader(connection, stages)
        return told(reader, find_table(reader, row, table), row)


def _stages(named: list[str], stack: contextlib.ExitStack, progress: Progress) -> list[Stage]:
    from toolkit.release.past import Opening, own_index, stages
    from toolkit.release.sources import Means

    @contextlib.contextmanager
    def opener(one: str) -> Iterator[Package]:
        with opened(one, progress) as package:
            yield package

    if not named:
        folders = [Path.cwd(), *filter(None, [checkout()])]
        index = own_index(folders)
        if index is None:
            raise UsageError(
                "no releases here",
                where=str(Path.cwd()),
                hint="Name them: --releases with an index, its address, or packages in order.",
            )
        named = [str(index)]
    scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-history-"))
    return stages(
        named, Opening(opener, Means(progress=progress, note=complain), stack, Path(scratch))
    )


def _parts(found: History, chosen: str, output: Path | None) -> Iterator[str]:
    """The report in pieces, with their line ends."""
    from toolkit.release import history_shown

    if chosen == "json":
        yield history_shown.json_text(found)
        return
    if chosen == "markdown":
        lines = history_shown.markdown(found)
    else:
        lines = history_shown.text(found, Style() if output else Style.of(sys.stdout))
    yield from (f"{line}\n" for line in lines)
