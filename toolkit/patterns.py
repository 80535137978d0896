"""Regular expressions that are compiled when they are first asked."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; has its methods once one of them was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """What the pattern has, kept: later it is found at once."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._asked)
        for method in ("search", "match", "fullmatch", "finditer"):
            setattr(self, method, getattr(compiled, method))
        found = getattr(compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first asked.

    Compiling a long one takes milliseconds, and one article needs few of those that are there for
    all articles: a command that reads one starts in two thirds of the time.

    Args:
        pattern: a regular expression.
        flags: as for `re.compile`.

    Returns:
        What has all methods of a compiled pattern; an error in it is told at their first call.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
