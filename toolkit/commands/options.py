"""What commands say of their options and arguments. Imports nothing heavy.

A command is a function whose parameters are annotated with an `Option` or an `Argument`. The quick
reader of command lines (`toolkit.commands.quick`) and the parser with its help and its messages
(`toolkit.commands.app`) both go by that.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


class Argument:
    """What is given by its place.

    Args:
        metavar: what to call a value in the help.
        help: what it is.
        readable: whether a path that exists must be readable.
        show_default: whether the help names the default.
    """

    def __init__(
        self, *, metavar: str, help: str, readable: bool = True, show_default: bool = True
    ) -> None:
        self.readable = readable
        self.names: tuple[str, ...] = ()
        self.callback: Callable[[Any], Any] | None = None
        self.settings: dict[str, Any] = {
            "metavar": metavar,
            "help": help,
            "readable": readable,
            "show_default": show_default,
        }


class Option(Argument):
    """What is given by its name.

    Args:
        names: as they are written, with their hyphens; by default ``--`` and the parameter's name.
        metavar: what to call a value in the help; none for a flag.
        help: what it is.
        readable: whether a path that exists must be readable.
        show_default: whether the help names the default.
        callback: takes a value and gives the one to use, or refuses it.
    """

    def __init__(
        self,
        *names: str,
        metavar: str = "",
        help: str,
        readable: bool = True,
        show_default: bool = True,
        callback: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__(metavar=metavar, help=help, readable=readable, show_default=show_default)
        self.names = names
        self.callback = callback
        self.settings |= {"metavar": metavar or None, "callback": callback}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a command.

    Attributes:
        name: its name in Python.
        annotation: its type without what is said of it.
        kind: the type of one value.
        many: whether there may be several.
        told: what is said of it.
        default: its default; `inspect.Parameter.empty` where it must be given.
    """

    name: str
    annotation: Any
    kind: type
    many: bool
    told: Argument
    default: Any

    @property
    def names(self) -> tuple[str, ...]:
        """How an option is written; nothing for an argument."""
        if not isinstance(self.told, Option):
            return ()
        return self.told.names or ("--" + self.name.replace("_", "-"),)


def parameters_of(command: Callable[..., None]) -> list[Parameter]:
    """The parameters of a command, in their order."""
    hints = get_type_hints(command, include_extras=True)
    found = []
    for given in inspect.signature(command).parameters.values():
        annotation, told = get_args(hints[given.name])
        one = annotation
        if get_origin(one) is UnionType:
            (one,) = (part for part in get_args(one) if part is not NoneType)
        many = get_origin(one) is list
        kind = get_args(one)[0] if many else one
        found.append(Parameter(given.name, annotation, kind, many, told, given.default))
    return found
