"""What codes and keys are called in words."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.extract.model import Row
from toolkit.schema.model import PackageDeclaration


class Labels:
    """Names for the values of columns that refer to a code list, a person or a call.

    Args:
        tables: the article's rows by table.
        declaration: foreign keys and code lists.
        tags: the tag of each row, by table and key.
    """

    def __init__(
        self,
        tables: Mapping[str, list[Row]],
        declaration: PackageDeclaration,
        tags: Mapping[tuple[str, str], str],
    ) -> None:
        self._codes = {
            name: {str(row["code"]): str(row["label"]) for row in codes.rows}
            for name, codes in declaration.code_lists.items()
        }
        self._refers = {
            (table, key.fields[0]): key.resource
            for table, schema in declaration.tables.items()
            for key in schema.foreign_keys
            if len(key.fields) == 1
        }
        self._names = {row["person_id"]: row["name"] for row in tables.get("people", ())}
        self._tags = tags
        self._parties: dict[str, list[str]] = {}
        for row in tables.get("participants", ()):
            if row.get("role_code") not in ("aide", "interpreter"):
                self._parties.setdefault(row["call_id"], []).append(self.person(row["person_id"]))

    def of(self, table: str, column: str, value: object) -> str | None:
        """What a cell's value is called; ``None`` where it speaks for itself."""
        resource = self._refers.get((table, column))
        if value is None or resource is None:
            return None
        text = str(value)
        if resource in self._codes:
            return self._codes[resource].get(text)
        if resource == "people":
            return self._names.get(text)
        tag = self._tags.get((resource, text))
        return f"{tag} {self.call(text)}" if tag and resource == "calls" else tag

    def code(self, table: str, column: str, value: object) -> str:
        """A code's label, or the code itself; empty for null."""
        return "" if value is None else self.of(table, column, value) or str(value)

    def person(self, person_id: str) -> str:
        """A person's name, or their key where the article's people do not have it."""
        return str(self._names.get(person_id, person_id))

    def tag(self, table: str, row_id: object) -> str:
        """The tag of a row; empty where the article has no such row."""
        return self._tags.get((table, str(row_id)), "")

    def call(self, call_id: str) -> str:
        """Who spoke in a call."""
        return " – ".join(self._parties.get(call_id, [])) or call_id
