"""One file on its way by HTTP: what is there of it, and what may stop it."""

from __future__ import annotations

import base64
import json
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError

MARK = ".mark"
"""Ends the name of the file beside a kept part that says what it is a part of."""


class UnreachableError(UsageError):
    """There is no connection, or the server does not answer in order; later it may."""


class TooLargeError(UsageError):
    """A file is larger than it may be."""


class ForbiddenError(UsageError):
    """The server refuses a file; some stores of objects say so of one that they do not have."""


@dataclass(slots=True)
class Transfer:
    """One file on its way.

    Attributes:
        address: where it comes from, without user and password.
        login: what the header ``Authorization`` says; empty for none.
        target: where it goes.
        called: how to name it while it comes.
        most: how many bytes it may have.
        keep: whether a part is kept for a later run.
        known: the entity tag of what is held already; empty for none.
        validator: the entity tag or date of the file that ``target`` holds a part of; empty where
            the rest cannot be asked for.
        total: size of the whole file; ``None`` where the server does not tell.
    """

    address: str
    login: str
    target: Path
    called: str
    most: int
    keep: bool
    known: str
    validator: str = ""
    total: int | None = None

    @property
    def have(self) -> int:
        """How many bytes of it are there."""
        return self.target.stat().st_size if self.validator and self.target.exists() else 0

    @property
    def whole(self) -> bool:
        """Whether all of it is there."""
        return bool(self.total) and self.have == self.total

    @property
    def _mark(self) -> Path:
        return self.target.with_name(self.target.name + MARK)

    def recall(self) -> None:
        """Take up what an earlier run left, if it was the same file's."""
        try:
            found = json.loads(self._mark.read_bytes())
            if found["address"] == self.address:
                self.validator, self.total = str(found["validator"]), int(found["total"])
        except (OSError, ValueError, KeyError, TypeError):
            self.forget()

    def begin(self, validator: str, total: int | None) -> None:
        """Begin from the first byte."""
        self.forget()
        self.target.write_bytes(b"")
        self.validator, self.total = validator, total
        if self.keep and validator and total:
            facts = {"address": self.address, "validator": validator, "total": total}
            self._mark.write_text(json.dumps(facts), encoding="utf-8")

    def forget(self) -> None:
        """Drop what is there."""
        self.validator, self.total = "", None
        self._mark.unlink(missing_ok=True)

    def end(self) -> None:
        """All is there: only the file itself stays."""
        self._mark.unlink(missing_ok=True)


def strong_tag(headers: Any) -> str:
    """The entity tag, where it stands for the very bytes (RFC 9110, 8.8.3); else empty."""
    tag = str(headers.get("ETag", "")).strip()
    return tag if tag.startswith('"') else ""


def strong_date(headers: Any) -> str:
    """When the file was last changed, where that tells it apart from any other; else empty.

    A file may have changed twice within a second (RFC 9110, 8.8.2.2).
    """
    from email.utils import parsedate_to_datetime

    changed = str(headers.get("Last-Modified", ""))
    try:
        age = parsedate_to_datetime(str(headers.get("Date", ""))) - parsedate_to_datetime(changed)
    except (TypeError, ValueError):
        return ""
    return changed if age.total_seconds() >= 1 else ""


def split_address(address: str) -> urllib.parse.SplitResult:
    """The parts of an address.

    Raises:
        UsageError: it is none.
    """
    try:
        return urllib.parse.urlsplit(address)
    except ValueError as error:
        raise UsageError("this is no address", where=address, hint=f"{error}.") from error


def without_login(named: str) -> str:
    """An address without user and password, ready to be shown; other names as they are."""
    return split_login(named)[0] if "://" in named else named


def split_login(address: str) -> tuple[str, str]:
    """An address without user and password, and the header that says them (RFC 7617).

    Returns:
        The address that may be shown and kept, and the value of ``Authorization``, empty for none.
    """
    parts = split_address(address)
    login, at, host = parts.netloc.rpartition("@")
    if not at:
        return address, ""
    coded = base64.b64encode(urllib.parse.unquote(login).encode()).decode("ascii")
    return urllib.parse.urlunsplit(parts._replace(netloc=host)), f"Basic {coded}"
