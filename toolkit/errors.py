"""Errors that a person can act on: what is wrong, where, and what to do."""

from __future__ import annotations

EXIT_DATA = 1
EXIT_USAGE = 2


class ReadoutError(Exception):
    """Something a user can mend; the command line prints it as one line and exits.

    Args:
        what: what is wrong, a phrase without a full stop.
        where: the file, table, row or option it concerns.
        hint: what to do about it.
    """

    exit_code = EXIT_USAGE

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: ``where: what (hint)``."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}. {self.hint}" if self.hint else line
        return " ".join(line.split())


class UsageError(ReadoutError):
    """The call is wrong or cannot be done (exit code 2)."""


class DataError(ReadoutError):
    """The data is wrong (exit code 1)."""

    exit_code = EXIT_DATA
