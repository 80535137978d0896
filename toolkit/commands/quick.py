"""Reads plain command lines at once, without the parser and all that it loads.

To load the parser and to set up every command takes longer than many a command itself. It is only
needed for help and for lines that are wrong or unusual: whatever is not understood here without a
doubt is left to it, so that there is one place that complains.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial
from importlib import import_module
from inspect import Parameter as Declared
from pathlib import Path
from typing import Any

from toolkit.commands.options import Argument, Parameter, parameters_of

COMMANDS = (
    "build",
    "extract",
    "validate",
    "evaluate",
    "query",
    "get",
    "diff",
    "history",
    "verify",
    "add",
    "release",
)
"""Each is a function in the module of its name, in the order of the help."""

_NUMBERS = {int: re.compile(r"\d{1,15}", re.ASCII), float: re.compile(r"\d{1,9}(?:\.\d{1,9})?")}


class _DoubtError(Exception):
    """The line is not understood here."""


def command_of(name: str) -> Callable[..., None]:
    """The function that carries out a command."""
    command: Callable[..., None] = getattr(import_module(f"toolkit.commands.{name}"), name)
    return command


def read(line: Sequence[str]) -> Callable[[], None] | None:
    """What a command line asks for.

    Args:
        line: the words after the program's name.

    Returns:
        What carries it out; ``None`` where the parser is to read the line.
    """
    if not line or line[0] not in COMMANDS or not _is_text(line):
        return None
    command = command_of(line[0])
    try:
        return partial(command, **_values(parameters_of(command), line[1:]))
    except _DoubtError:
        return None


def _is_text(line: Sequence[str]) -> bool:
    """Whether all of a line is Unicode: bytes that are none reach Python as lone surrogates."""
    try:
        "".join(line).encode()
    except UnicodeEncodeError:
        return False
    return True


def _values(parameters: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any]:
    """The values of the parameters, defaults among them."""
    by_name = {name: parameter for parameter in parameters for name in parameter.names}
    given: dict[str, list[str]] = {}
    placed: list[str] = []
    rest = iter(words)
    for word in rest:
        if word[:1] != "-" or word == "-":
            placed.append(word)
            continue
        name, equals, value = word.partition("=")
        parameter = by_name.get(name)
        if parameter is None or (equals and not name.startswith("--")):
            raise _DoubtError
        if parameter.kind is bool:
            if equals:
                raise _DoubtError
            given[parameter.name] = []
        else:
            given.setdefault(parameter.name, []).append(value if equals else _next(rest))
    for parameter in parameters:
        if not parameter.names and placed:
            given[parameter.name] = placed if parameter.many else placed[:1]
            placed = [] if parameter.many else placed[1:]
    if placed:
        raise _DoubtError
    return {p.name: _value(p, given.get(p.name)) for p in parameters}


def _next(words: Iterator[str]) -> str:
    """The value of an option in the next word; one that looks like an option may be none."""
    word = next(words, "--")
    if word.startswith("-") and word != "-":
        raise _DoubtError
    return word


def _value(parameter: Parameter, given: Sequence[str] | None) -> Any:
    if given is None:
        if parameter.default is Declared.empty:
            raise _DoubtError
        return parameter.default
    if parameter.kind is bool:
        return True
    values = [_converted(word, parameter.kind, parameter.told) for word in given]
    value = values if parameter.many else values[-1]
    if parameter.told.callback is None:
        return value
    try:
        return parameter.told.callback(value)
    except Exception as refused:
        raise _DoubtError from refused


def _converted(word: str, kind: type, told: Argument) -> Any:
    """A word as a value of the type, where nothing can be said against it."""
    if kind is str:
        return word
    if kind is Path and word:
        if told.readable and os.path.exists(word) and not os.access(word, os.R_OK):
            raise _DoubtError
        return Path(word)
    if kind in _NUMBERS and _NUMBERS[kind].fullmatch(word):
        return kind(word)
    if issubclass(kind, Enum) and word in {member.value for member in kind}:
        return kind(word)
    raise _DoubtError
