"""What every subcommand shares: errors as one line, exit codes, default places."""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import ParamSpec, TypeVar

import typer

from toolkit.errors import EXIT_USAGE, ReadoutError, UsageError

P = ParamSpec("P")
T = TypeVar("T")

EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143
DEBUG = "READOUT_DEBUG"
PACKAGE_FOLDER = "datapackage"
_CHECKOUT = Path(__file__).resolve().parents[2]


class Terminated(BaseException):
    """SIGTERM came; raised so that temporary files are removed on the way out."""


def terminate(number: int, frame: FrameType | None) -> None:
    """Handle SIGTERM."""
    raise Terminated


def command(function: Callable[P, T]) -> Callable[P, T]:
    """Make a function a well-behaved command.

    A `ReadoutError` becomes one line on standard error and its exit code; Ctrl-C ends with 130; a
    closed pipe ends quietly; anything else is told as the bug that it is.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        signal.signal(signal.SIGTERM, terminate)
        try:
            result = function(*args, **kwargs)
            sys.stdout.flush()
            return result
        except ReadoutError as error:
            for line in str(error).splitlines():
                complain(f"error: {line}")
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            complain("cancelled; nothing was changed")
            raise typer.Exit(EXIT_INTERRUPTED) from None
        except Terminated:
            raise typer.Exit(EXIT_TERMINATED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            complain(f"error: {type(error).__name__}: {' '.join(str(error).split())}")
            complain(f"This is a bug. Run it again with {DEBUG}=1 and report what it prints.")
            raise typer.Exit(EXIT_USAGE) from None

    return run


def complain(line: str) -> None:
    """Write a line to standard error."""
    print(line, file=sys.stderr)


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
    if given is None:
        from toolkit.resources import reference_dir

        here = Path("seeds")
        given = here if (here / "reference").is_dir() else reference_dir().parent
    if not given.is_dir():
        raise UsageError("no such folder", where=str(given), hint="Give one with --seeds.")
    return given


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
