"""Typed access to a JSON object, with errors that say where."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.errors import DataError


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object; an absent value and null are ``None`` or empty.

    Attributes:
        data: the object.
        where: where it stands, for messages.
    """

    data: Mapping[str, Any]
    where: str

    def error(self, what: str) -> DataError:
        """The error to raise about this object."""
        return DataError(what, where=self.where)

    def _typed(self, key: str, kinds: tuple[type, ...], what: str) -> Any:
        value = self.data.get(key)
        wrong = isinstance(value, bool) and bool not in kinds
        if value is not None and (wrong or not isinstance(value, kinds)):
            raise self.error(f"{key} is {what}, not {str(value)[:40]!r}")
        return value

    def text(self, key: str) -> str | None:
        """A text."""
        value: str | None = self._typed(key, (str,), "a text")
        return value

    def number(self, key: str) -> float | None:
        """A finite number."""
        value = self._typed(key, (int, float), "a number")
        if value is not None and not math.isfinite(value):
            raise self.error(f"{key} is a number, not {value}")
        return None if value is None else float(value)

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value: bool | None = self._typed(key, (bool,), "true or false")
        return value

    def day(self, key: str) -> dt.date | None:
        """A day in ISO 8601."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.error(f"{key} is a day, YYYY-MM-DD, not {value!r}") from None

    def items(self, key: str) -> list[Any]:
        """A list; empty where it is absent."""
        found: list[Any] = self._typed(key, (list,), "a list") or []
        return found

    def texts(self, key: str) -> list[str]:
        """A list of texts; empty where it is absent."""
        values = self.items(key)
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"{key} is a list of texts")
        return values

    def objects(self, key: str) -> Iterator[Fields]:
        """The objects of a list."""
        for number, value in enumerate(self.items(key), start=1):
            where = f"{self.where}, {key} {number}"
            if not isinstance(value, dict):
                raise DataError("not an object", where=where)
            yield Fields(value, where)
