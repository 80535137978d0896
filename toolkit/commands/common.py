"""What the commands share: default places, checks of options, how the program is called."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from toolkit.commands.options import Option
from toolkit.errors import UsageError

Number = TypeVar("Number", int | None, float)

OutputFile = Annotated[
    Path | None,
    Option("--output", "-o", metavar="FILE", readable=False, help="Write the result to this file."),
]
"""The option that names the file of a command's result."""

PACKAGE_FOLDER = "datapackage"
SEEDS_FOLDER = "seeds"
_NAME = "readout"
_CHECKOUT = Path(__file__).resolve().parents[2]


def at_least(minimum: float) -> Callable[[Number], Number]:
    """A callback that refuses smaller values of an option.

    (A bound that the parser knows of would be printed into the help as ``[x>=0]``.)
    """

    def check(value: Number) -> Number:
        if value is not None and value < minimum:
            import typer

            raise typer.BadParameter(f"{value:g} is less than {minimum:g}")
        return value

    return check


def format_option(formats: Sequence[str], usual: str) -> Any:
    """The option that names the format of a command's result.

    Args:
        formats: their names.
        usual: the one that is taken where neither the option nor ``--output`` tells.
    """
    told = f"One of: {', '.join(formats)}. [default: by --output's ending, else {usual}]"
    return Option("--format", "-f", metavar="FORMAT", help=told)


def called() -> str:
    """How to call this program from here, ready for a shell.

    ``readout`` where the ``PATH`` leads to this very program, else the path of its script,
    relative where that lies below the current folder; without a script, Python's ``-m``.
    """
    own = Path(sys.argv[0])
    if own.stem != _NAME:
        own = Path(sys.executable).with_name(_NAME)
    if not own.is_file():
        return f"{shlex.quote(_from_here(Path(sys.executable)))} -m {__package__.split('.')[0]}"
    found = shutil.which(_NAME)
    if found is not None and Path(found).samefile(own):
        return _NAME
    return shlex.quote(_from_here(own))


def _from_here(path: Path) -> str:
    """The path relative to the current folder where it lies below it, else as a whole."""
    whole = Path.cwd() / path
    return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole)


def checkout() -> Path | None:
    """The checkout that this program runs from; ``None`` where it is installed from a wheel."""
    return _CHECKOUT if (_CHECKOUT / "schemas").is_dir() else None


def find_package(given: Path | None) -> Path:
    """The package meant: the one given, else ``./datapackage``, else the checkout's."""
    if given is not None:
        return given
    here = Path(PACKAGE_FOLDER)
    root = checkout()
    if root is not None and not here.is_dir():
        return root / PACKAGE_FOLDER
    return here


def find_seeds(given: Path | None) -> Path:
    """The folder of what people write: the one given, else ``./seeds``, else the program's own.

    Raises:
        UsageError: it is not a folder.
    """
    if given is not None:
        if not given.is_dir():
            hint = "--seeds names a folder with reference/ and corrections.csv."
            raise UsageError("no such folder", where=str(given), hint=hint)
        return given
    from toolkit.resources import reference_dir

    here = Path(SEEDS_FOLDER)
    return here if (here / "reference").is_dir() else reference_dir().parent


def is_own(folder: Path, name: str) -> bool:
    """Whether a folder is the one of that name in the checkout that this program runs from."""
    root = checkout()
    return root is not None and folder.resolve() == (root / name).resolve()


def needs_build_extra() -> None:
    """Refuse where the packages for building and checking are not installed.

    Raises:
        UsageError: one is missing.
    """
    from importlib.util import find_spec

    for name in ("frictionless", "pandas", "pandera"):
        if find_spec(name) is None:
            raise UsageError(
                f"building and checking need {name}, which is not installed",
                hint="Install it: pip install 'readout-toolkit[build]'",
            )


def refuse_what_is_read(output: Path, paths: Sequence[Path], option: str) -> None:
    """Refuse to write over an article, or where the next run would take it for one.

    Args:
        output: what is to be written.
        paths: files and folders of articles.
        option: the option that names ``output``.

    Raises:
        UsageError: it is one of the files, or lies in one of the folders.
    """
    place = os.path.realpath(output)
    for read in map(os.path.realpath, paths):
        if place == read and not os.path.isdir(read):
            hint = f"Name another file for {option}."
            raise UsageError("is an article to read", where=str(output), hint=hint)
        if os.path.isdir(read) and Path(place).is_relative_to(read):
            hint = f"The next run would read it as an article. Name a place elsewhere for {option}."
            raise UsageError("lies in a folder to read", where=str(output), hint=hint)


def refuse_to_replace(outputs: Sequence[Path], paths: Sequence[Path], option: str) -> None:
    """Refuse to write over a file of articles, whatever leads to it.

    Args:
        outputs: the files that are to be written.
        paths: files and folders of articles.
        option: the option that names where the files go.

    Raises:
        UsageError: one of the files is read, by itself or from a folder.
    """
    there = {known: output for output in outputs if (known := _identity(output)) is not None}
    if not there:
        return
    from toolkit.articles.inputs import article_files

    for path in paths:
        for read in article_files(path, []) if os.path.isdir(path) else [path]:
            output = there.get(_identity(read) or (0, 0))
            if output is not None:
                hint = f"Name another place for {option}."
                raise UsageError("is an article to read", where=str(output), hint=hint)


def _identity(path: Path) -> tuple[int, int] | None:
    """What a file is under each of its names; ``None`` where there is no file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
