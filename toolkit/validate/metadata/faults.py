"""What is wrong with a descriptor: one model for all of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from toolkit.schema.model import Severity
from toolkit.validate.metadata.shape import Pointer, problems

Version = Literal["v1", "v2", "unknown"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        type: the type of error, as frictionless names it (``resource-error`` …).
        message: what is wrong.
        at: where, as keys and places from the top of the descriptor.
        hint: what to do about it.
        severity: a warning does not make the package invalid.
        ends: frictionless looks at nothing else after it.
    """

    type: str
    message: str
    at: Pointer = ()
    hint: str = ""
    severity: Severity = Severity.ERROR
    ends: bool = False

    def below(self, *at: str | int) -> Fault:
        """The same fault, seen from further up."""
        return replace(self, at=(*at, *self.at))


@dataclass(frozen=True, slots=True)
class Context:
    """How a descriptor is read.

    Attributes:
        version: the version of the standard that it declares; ``v1`` where it declares none,
            ``unknown`` where it follows a profile of its own.
        like_frictionless: judge as frictionless does.
    """

    version: Version = "v1"
    like_frictionless: bool = False


def shape_faults(value: Any, shape: str, kind: str) -> list[Fault]:
    """The faults of a value's shape."""
    return [Fault(kind, message, at) for at, message in problems(value, shape)]


def below(faults: Iterator[Fault], *at: str | int) -> Iterator[Fault]:
    """The same faults, seen from further up."""
    for fault in faults:
        yield fault.below(*at)
