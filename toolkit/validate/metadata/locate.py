"""On which line of a JSON text a value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from toolkit.validate.metadata.shape import Pointer

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def lines_of(text: str, pointers: Collection[Pointer]) -> dict[Pointer, int]:
    """The lines on which values begin, an object's member at its key.

    Args:
        text: JSON that can be read.
        pointers: the values looked for; where one is not there, what should hold it is found.

    Returns:
        Line numbers, from 1, by pointer.
    """
    wanted = {pointer[:length] for pointer in pointers for length in range(len(pointer) + 1)}
    found: dict[Pointer, int] = {}
    line, position = 1, 0
    for pointer, start in _values(text):
        if pointer in wanted:
            line += text.count("\n", position, start)
            position = start
            found.setdefault(pointer, line)
    return {pointer: _nearest(pointer, found) for pointer in pointers}


def _nearest(pointer: Pointer, found: dict[Pointer, int]) -> int:
    while pointer not in found and pointer:
        pointer = pointer[:-1]
    return found.get(pointer, 1)


def _values(text: str) -> Iterator[tuple[Pointer, int]]:
    """Every value's pointer and where it (or its key) begins."""
    path: list[str | int] = []
    opened: list[str] = []
    key_next = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "}]":
            opened.pop()
            path.pop()
        elif token == ",":
            key_next = opened[-1] == "{"
            if opened[-1] == "[":
                path[-1] = int(path[-1]) + 1
        elif key_next:
            path[-1] = json.loads(token)
            yield tuple(path), match.start()
            key_next = False
        elif token != ":":
            if not opened or opened[-1] == "[":
                yield tuple(path), match.start()
            if token in "{[":
                opened.append(token)
                path.append(0 if token == "[" else "")
                key_next = token == "{"
