"""Reading the declaration's files strictly, with every problem collected before it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from toolkit.errors import UsageError

T = TypeVar("T")


class DeclarationError(UsageError):
    """One or more things in the declaration are wrong; nothing was loaded.

    Attributes:
        problems: one `UsageError` for each, in the order of the files.
    """

    def __init__(self, problems: Sequence[UsageError]) -> None:
        first = problems[0]
        super().__init__(first.what, where=first.where, hint=first.hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """One line for each problem."""
        return "\n".join(str(problem) for problem in self.problems)


@dataclass(slots=True)
class Problems:
    """A list of what is wrong, raised as one error."""

    found: list[UsageError] = field(default_factory=list)

    def add(self, what: str, *, where: str, hint: str) -> None:
        """Note one problem: what is wrong, where it stands, and what to do."""
        self.found.append(UsageError(what, where=where, hint=hint))

    def raise_any(self) -> None:
        """Stop here if anything was found.

        Raises:
            DeclarationError: with all problems found so far.
        """
        if self.found:
            raise DeclarationError(self.found)


def read_text(path: Path, where: str) -> str:
    """The text of a UTF-8 file.

    Raises:
        UsageError: it is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise UsageError(
            "the file is missing", where=where, hint="Add it, or take its name out."
        ) from None
    except UnicodeDecodeError as error:
        raise UsageError(
            f"byte {error.start} is not UTF-8", where=where, hint="Save the file as UTF-8."
        ) from None
    except OSError as error:
        raise UsageError(
            f"the file cannot be read ({error.strerror})", where=where, hint="Make it readable."
        ) from None


def read_json(path: Path, where: str) -> Any:
    """The JSON value in a file; numbers with a point become `Decimal`.

    Raises:
        UsageError: missing or not JSON, or an object names a key twice.
    """
    text = read_text(path, where)
    try:
        return json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_float=Decimal,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        raise UsageError(
            f"not JSON: {error.msg}",
            where=f"{where}:{error.lineno}:{error.colno}",
            hint="Mend the JSON.",
        ) from None
    except ValueError as error:
        raise UsageError(str(error), where=where, hint="Mend the JSON.") from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


@dataclass(slots=True)
class Node:
    """One JSON object, with the place it stands at; its getters note problems and go on.

    Attributes:
        data: the object.
        where: its file and the way to it, for messages.
        problems: where problems go.
    """

    data: Mapping[str, Any]
    where: str
    problems: Problems

    def at(self, step: str) -> str:
        """The place one step further in."""
        return f"{self.where}, {step}"

    def wrong(self, key: str, what: str, hint: str) -> None:
        """Note that the value of ``key`` is wrong."""
        self.problems.add(what, where=self.at(f"key {key}"), hint=hint)

    def allow(self, *keys: str) -> None:
        """Refuse keys other than these."""
        for key in self.data:
            if key not in keys:
                self.wrong(key, "unknown key", f"Allowed here: {', '.join(keys)}.")

    def _get(self, key: str, kind: type[T], what: str, default: T, required: bool) -> T:
        if key not in self.data:
            if required:
                self.wrong(key, "missing", f"Add {key}: {what}.")
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"not {what}", f"Write {what}.")
            return default
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        """A string that is neither empty nor padded; ``""`` where it is missing."""
        value = self._get(key, str, "a text", "", required)
        if key in self.data and isinstance(self.data[key], str) and value.strip() != value:
            self.wrong(key, "blanks at the beginning or end", "Take them out.")
        if self.data.get(key) == "":
            self.wrong(key, "empty", f"Say something, or leave {key} out.")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is missing."""
        return self._get(key, bool, "true or false", False, required=False)

    def integer(self, key: str) -> int | None:
        """A whole number, not negative; ``None`` where it is missing."""
        value = self._get(key, int, "a whole number", -1, required=False)
        if key in self.data and isinstance(self.data[key], int) and value < 0:
            self.wrong(key, "negative", "Write 0 or more.")
        return value if value >= 0 else None

    def choice(self, key: str, kind: Callable[[str], T], allowed: Sequence[str]) -> T | None:
        """One of the allowed words, as ``kind`` makes it; ``None`` where it is not one."""
        word = self.text(key)
        if word in allowed:
            return kind(word)
        if word:
            self.wrong(key, f"{word!r} is not allowed", f"Write one of: {', '.join(allowed)}.")
        return None

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of strings without repetition; empty where it is missing."""
        values = self._get(key, list, "a list of texts", [], required)
        if not all(isinstance(value, str) for value in values):
            self.wrong(key, "not a list of texts", "Write a list of texts.")
            return ()
        if len(set(values)) < len(values):
            self.wrong(key, "an item stands twice", "Name each once.")
        return tuple(values)

    def nodes(self, key: str, label: str, *, required: bool = True) -> list[Node]:
        """A list of objects, each named by its place (``label 1``) or its name."""
        found = []
        for number, item in enumerate(self._get(key, list, "a list of objects", [], required), 1):
            if isinstance(item, Mapping):
                name = item.get("name", item.get("code", number))
                found.append(Node(item, self.at(f"{label} {name}"), self.problems))
            else:
                self.wrong(key, f"item {number} is not an object", "Write an object: {…}.")
        return found

    def node(self, key: str, *, required: bool = True) -> Node:
        """An object; empty where it is missing."""
        value = self._get(key, dict, "an object", {}, required)
        return Node(value, self.at(f"key {key}"), self.problems)
