"""The shapes of descriptors: which property is there, and of which JSON type.

``shapes.json`` and ``types.json`` are JSON Schema as far as the standard's properties need it:
``type``, ``required``, ``properties``, ``items``, ``enum``, ``pattern`` (of the whole text),
``anyOf``, and ``$shape`` for a shape of that name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Pointer = tuple[str | int, ...]
Problem = tuple[Pointer, str]
"""Where in a descriptor something is wrong, and what."""

_FOLDER = Path(__file__).parent
_MOST = 100
"""So many problems of one descriptor are named; more would tell nothing."""
_ARTICLES = {
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}


@cache
def shapes() -> Mapping[str, Any]:
    """Every shape by name."""
    known: Mapping[str, Any] = json.loads((_FOLDER / "shapes.json").read_text(encoding="utf-8"))
    return known


@cache
def field_types() -> Mapping[str, Any]:
    """By field type: the constraints that it takes and the shapes of its own properties."""
    known: Mapping[str, Any] = json.loads((_FOLDER / "types.json").read_text(encoding="utf-8"))
    return known


def problems(value: Any, shape: str) -> list[Problem]:
    """What is wrong with the shape of a value.

    Args:
        value: a JSON value.
        shape: the shape's name.

    Returns:
        The first hundred problems.
    """
    found = []
    for problem in check(value, shapes()[shape], ()):
        found.append(problem)
        if len(found) == _MOST:
            break
    return found


def check(value: Any, shape: Mapping[str, Any], at: Pointer) -> Iterator[Problem]:
    """What is wrong with a value that should have this shape."""
    if "$shape" in shape:
        shape = shapes()[shape["$shape"]]
    if "anyOf" in shape:
        yield from _any_of(value, shape["anyOf"], at)
        return
    if "type" in shape and not _is(value, shape["type"]):
        yield at, f"{_called(at)} is {_shown(value)}, not {_wanted(shape['type'])}"
        return
    if "enum" in shape and value not in shape["enum"]:
        yield at, f"{_called(at)} is {_shown(value)}, none of {', '.join(shape['enum'])}"
    if "pattern" in shape and not re.fullmatch(shape["pattern"], value):
        what = "has other characters than lower-case letters, digits and - . _ /"
        yield at, f"{_called(at)} {_shown(value)} {what}"
    if isinstance(value, Mapping):
        for name in shape.get("required", ()):
            if name not in value:
                yield at, f"the property {name!r} is missing"
        for name, inner in shape.get("properties", {}).items():
            if name in value:
                yield from check(value[name], inner, (*at, name))
    if isinstance(value, list) and "items" in shape:
        for number, item in enumerate(value):
            yield from check(item, shape["items"], (*at, number))


def _any_of(value: Any, choices: Sequence[Mapping[str, Any]], at: Pointer) -> Iterator[Problem]:
    """The problems with the choice that comes closest; none where one fits."""
    by_choice = [list(check(value, choice, at)) for choice in choices]
    if all(by_choice):
        closest = min(by_choice, key=len)
        where, what = closest[0]
        yield where, what


def _is(value: Any, kinds: str | Sequence[str]) -> bool:
    return any(_is_one(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _is_one(value: Any, kind: str) -> bool:
    if kind == "integer":
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return whole and not isinstance(value, bool)
    wanted = {"string": str, "boolean": bool, "array": list, "object": Mapping}[kind]
    return isinstance(value, wanted)


def _wanted(kinds: str | Sequence[str]) -> str:
    names = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_ARTICLES[name] for name in names)


def _called(at: Pointer) -> str:
    """What holds a value: ``'title'``, ``item 2 of 'keywords'``."""
    if not at:
        return "it"
    if isinstance(at[-1], str):
        return repr(at[-1])
    holder = f" of {at[-2]!r}" if len(at) > 1 else ""
    return f"item {at[-1] + 1}{holder}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
