"""How the program ends: what is said on standard error, and the exit code.

Imports nothing heavy: this is in place before anything else is loaded.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from toolkit.commands.streams import OutputError, complain, give_up_output
from toolkit.errors import EXIT_USAGE, ReadoutError

DEBUG = "READOUT_DEBUG"
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_BY_SIGNAL = 128
"""What shells add to a signal's number for the exit code of a program that it ended."""


class Terminated(BaseException):
    """A signal came to end the program; raised so that temporary files are removed."""


class Done(Exception):  # noqa: N818 - no error: all is said, and the exit code tells the rest
    """A command ends with an exit code and no further word.

    Args:
        exit_code: what tells the caller.
    """

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class _Signals:
    """The signal that came last, 0 for none; a library may turn its exception into another."""

    heard = False
    last = 0


def listen() -> None:
    """Have signals end the program in good order, also while it is still being loaded.

    A signal that the caller ignores (``nohup``) stays ignored.
    """
    _Signals.heard = True
    for name in SIGNALS:
        number = getattr(signal, name, None)
        ours = (signal.SIG_DFL, signal.default_int_handler)
        if number is not None and signal.getsignal(number) in ours:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    _Signals.last = number
    raise KeyboardInterrupt if number == signal.SIGINT else Terminated


def carry_on() -> None:
    """Forget the Ctrl-C that dropped one statement at a prompt."""
    _Signals.last = 0


def carry_out(command: Callable[[], None]) -> int:
    """Run a command to its end.

    Returns:
        The exit code; another than the command's where standard output does not take its last
        lines.
    """
    code = 0
    try:
        try:
            command()
        except Done as done:
            code = done.exit_code
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt, Terminated) as error:
        return end(error)
    return code


def end(error: BaseException) -> int:
    """Say why the program ends.

    A `ReadoutError` and a wrong option are one line; Ctrl-C says so; a closed pipe ends quietly.
    Anything else is told as the bug that it is.

    Args:
        error: what stopped it.

    Returns:
        The exit code.

    Raises:
        BaseException: ``error`` itself, where it is a bug and `DEBUG` is set.
    """
    stopped = signal.SIGINT if isinstance(error, KeyboardInterrupt) else _Signals.last
    if stopped:
        return _stopped(stopped)
    if isinstance(error, BrokenPipeError):
        give_up_output()
        return 0
    if isinstance(error, ReadoutError):
        if isinstance(error, OutputError):
            give_up_output()
        for line in str(error).splitlines():
            complain(f"error: {line}")
        return error.exit_code
    if message := _of_the_parser(error):
        complain(f"error: {message}")
        return EXIT_USAGE
    if os.environ.get(DEBUG):
        raise error
    words = " ".join(str(error).split())
    if isinstance(error, OSError):
        complain(f"error: the system refused something: {words}")
        return EXIT_USAGE
    complain(f"error: {type(error).__name__}: {words}")
    complain(f"This is a bug. Run it again with {DEBUG}=1 and report what it prints.")
    return EXIT_USAGE


def _stopped(number: int) -> int:
    if _Signals.heard:  # a second Ctrl-C shall not cut off what is said of the first
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
    give_up_output()
    if number == signal.SIGINT:
        complain("cancelled; nothing was changed")
    return _BY_SIGNAL + number


def _of_the_parser(error: BaseException) -> str:
    """What the parser of the command line says is wrong; empty for another kind of error."""
    message = getattr(error, "format_message", None)
    if message is None:
        return ""
    said = " ".join(str(message()).split()).rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{said}. {context.command_path} --help says more." if context else said
