"""The command ``readout``."""

from __future__ import annotations

from typing import Annotated

import typer

import toolkit
from toolkit.commands.build import build
from toolkit.commands.evaluate import evaluate
from toolkit.commands.extract import extract
from toolkit.commands.query import query
from toolkit.commands.validate import validate

app = typer.Typer(
    name="readout",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"readout {toolkit.__version__}")
        raise typer.Exit


@app.callback()
def readout(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """News articles about leaders' telephone calls as data that you query with SQL.

    \b
    Examples:
      readout query "from calls_overview"      ask the dataset
      readout query --explain-tables           what there is to ask
      readout extract article.txt              read an article of your own
      readout build                            make the data package from the seeds
      readout validate                         check the data package
      readout evaluate gold.json               measure the extraction

    Exit codes: 0 fine, 1 the data is wrong, 2 the call is wrong or cannot be done.
    """


app.command()(build)
app.command()(extract)
app.command()(validate)
app.command()(evaluate)
app.command()(query)


def main() -> None:
    """Run the command line."""
    app()
