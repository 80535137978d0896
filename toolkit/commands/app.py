"""The program with its commands."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import toolkit
from toolkit.commands.ending import Done, carry_out
from toolkit.commands.options import Option, parameters_of
from toolkit.commands.quick import COMMANDS, command_of


class Program(TyperGroup):
    """The group of commands, where every ending has its line and its exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *_: Any,
        **__: Any,
    ) -> Any:
        """Run a command line (``None``: the process's own) and exit; an empty one asks for help."""
        given = list(sys.argv[1:] if args is None else args)

        def run() -> None:
            try:
                with self.make_context(prog_name or "readout", given or ["--help"]) as context:
                    self.invoke(context)
            except typer.Exit as ending:
                raise Done(ending.exit_code) from ending

        sys.exit(carry_out(run))


class Command(TyperCommand):
    """A command whose help names its arguments by their metavars, without Python's types."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the sections on arguments and options."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            if parameter.param_type_name == "argument":
                name = parameter.metavar or str(parameter.name)
                sections["Arguments"].append((name, record[1]))
            else:
                sections["Options"].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


app = typer.Typer(
    name="readout",
    cls=Program,
    add_completion=False,
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
      readout get https://example.org/data/    fetch a release of a data package
      readout extract article.txt              read an article of your own
      readout build                            make the data package from the seeds
      readout validate                         check the data package
      readout evaluate gold.json               measure the extraction
      readout diff git:main                    what changed in the data package
      readout history 2025-06-05-trump-xi      how a row changed over the releases

    Exit codes: 0 fine, 1 the data is wrong, 2 the call is wrong or cannot be done.
    """


def _summary(function: Callable[..., None]) -> str:
    """The first line of what a command says of itself, for the list of commands."""
    return (function.__doc__ or "").partition("\n")[0]


def for_parser(command: Callable[..., None]) -> Callable[..., None]:
    """A command as the parser takes it: its options and arguments are of the parser's kinds."""

    @functools.wraps(command)
    def run(**values: Any) -> None:
        command(**values)

    annotated: Any = Annotated
    parameters = []
    for one in parameters_of(command):
        kind = typer.Option if isinstance(one.told, Option) else typer.Argument
        told = annotated[one.annotation, kind(*one.told.names, **one.told.settings)]
        keyword = inspect.Parameter.KEYWORD_ONLY
        given = inspect.Parameter(one.name, keyword, default=one.default, annotation=told)
        parameters.append(given)
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


for _name in COMMANDS:
    _command = command_of(_name)
    app.command(cls=Command, short_help=_summary(_command))(for_parser(_command))
