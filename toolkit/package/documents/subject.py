"""What the documents of a package speak of: its declaration, its files, and what its rows say."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.schema.catalogue import ADDRESS
from toolkit.schema.descriptor import ResourceFacts
from toolkit.schema.model import PackageDeclaration, TableSchema

_LICENCES = Path(__file__).with_name("licences.csv")
_AUTHORS = frozenset(("author", "creator"))
_PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who contributed: a person, or an organisation or group.

    Attributes:
        name: the whole name.
        given: given names of a person; empty where not told.
        family: family names of a person; empty where not told.
        email: an address for mail, or nothing.
        url: an address on the web, or nothing.
        affiliation: the organisation that a person belongs to, or nothing.
        roles: what they did.
    """

    name: str
    given: str = ""
    family: str = ""
    email: str = ""
    url: str = ""
    affiliation: str = ""
    roles: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether it is a person, so far as the declaration says."""
        return bool(self.given or self.family)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of the package.

    Attributes:
        name: its identifier as declared.
        url: where its text or its record stands; empty where not known.
        spdx: whether ``name`` is an identifier of https://spdx.org/licenses/ that we know.
        hub: the identifier that Hugging Face has for it, or nothing.
    """

    name: str
    url: str
    spdx: bool
    hub: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a package was made from: its title, and its address on the web or nothing."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A package, for those who describe it.

    Attributes:
        declaration: what it is.
        facts: sizes and hashes of each table's files.
        rows: how many rows each table has.
        languages: BCP 47 tags of the languages of its contents, sorted.
        period: first and last day (ISO 8601) that its contents tell of, where they tell of any.
    """

    declaration: PackageDeclaration
    facts: Mapping[str, ResourceFacts]
    rows: Mapping[str, int]
    languages: tuple[str, ...] = ()
    period: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The package's name."""
        return self.declaration.name

    @property
    def released_on(self) -> str | None:
        """The day of the release, ISO 8601; ``None`` where the package is not released."""
        created = self.declaration.created
        return created[:10] if created else None

    @property
    def homepage(self) -> str:
        """The package's page on the web; empty where none is declared."""
        return str(self.declaration.metadata.get("homepage", ""))

    @property
    def identifier(self) -> str:
        """A globally unique identifier (such as a DOI); empty where none is declared."""
        return str(self.declaration.metadata.get("id", ""))

    @property
    def keywords(self) -> list[str]:
        """The declared keywords."""
        return [str(word) for word in self.declaration.metadata.get("keywords", ())]

    @property
    def agents(self) -> list[Agent]:
        """All contributors."""
        return [_agent(item) for item in self.declaration.metadata.get("contributors", ())]

    @property
    def authors(self) -> list[Agent]:
        """Who made it: those whose role says so, or else all contributors."""
        return [agent for agent in self.agents if _AUTHORS & set(agent.roles)] or self.agents

    @property
    def publishers(self) -> list[Agent]:
        """Who publishes it: those whose role says so; nobody else is taken for one."""
        return [agent for agent in self.agents if _PUBLISHER in agent.roles]

    @property
    def licences(self) -> list[Licence]:
        """The declared licences."""
        return [_licence(item) for item in self.declaration.metadata.get("licenses", ())]

    @property
    def sources(self) -> list[Source]:
        """What it was made from."""
        found = self.declaration.metadata.get("sources", ())
        return [Source(str(item["title"]), _address(item)) for item in found]

    @property
    def main_table(self) -> str:
        """The table that is shown first."""
        return self.declaration.catalogue.main_table or next(iter(self.declaration.tables))

    @property
    def tables(self) -> list[TableSchema]:
        """All tables, code lists last: the order of the descriptor."""
        lists = [codes.schema for codes in self.declaration.code_lists.values()]
        return [*self.declaration.tables.values(), *lists]


@dataclass(slots=True)
class Gathering:
    """Collects, table by table, what a `Subject` says; tables need not stay in memory.

    Attributes:
        declaration: what the package is.
        facts: as in `Subject`.
        rows: as in `Subject`.
    """

    declaration: PackageDeclaration
    facts: dict[str, ResourceFacts] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    _languages: tuple[str, ...] = ()
    _period: tuple[str, str] | None = None

    def add(self, name: str, table: pa.Table, facts: ResourceFacts) -> None:
        """Take in one table and its files."""
        self.facts[name], self.rows[name] = facts, table.num_rows
        catalogue = self.declaration.catalogue
        if catalogue.languages_in and catalogue.languages_in[0] == name:
            found = pc.unique(table.column(catalogue.languages_in[1])).to_pylist()
            self._languages = tuple(sorted(tag for tag in found if tag))
        if catalogue.period_in and catalogue.period_in[0] == name:
            ends = pc.min_max(table.column(catalogue.period_in[1])).as_py()
            if ends["min"] is not None:
                self._period = ends["min"].isoformat(), ends["max"].isoformat()

    @property
    def subject(self) -> Subject:
        """What was gathered."""
        return Subject(self.declaration, self.facts, self.rows, self._languages, self._period)


def _address(item: Mapping[str, Any]) -> str:
    """The path of an item where it is an address on the web; it may be a file of the package."""
    path = str(item.get("path", ""))
    return path if ADDRESS.fullmatch(path) else ""


def _agent(item: Mapping[str, Any]) -> Agent:
    return Agent(
        name=str(item["title"]),
        given=str(item.get("givenName", "")),
        family=str(item.get("familyName", "")),
        email=str(item.get("email", "")),
        url=_address(item),
        affiliation=str(item.get("organization", "")),
        roles=tuple(str(role).lower() for role in item.get("roles", ())),
    )


@cache
def _known_licences() -> dict[str, str]:
    """SPDX identifier to the identifier at Hugging Face, of licences that data is given.

    Sources: https://spdx.org/licenses/ and https://huggingface.co/docs/hub/repositories-licenses.
    """
    with _LICENCES.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["hub"] for row in csv.DictReader(file)}


def _licence(item: Mapping[str, Any]) -> Licence:
    name, known = str(item["name"]), _known_licences()
    record = f"https://spdx.org/licenses/{name}.html" if name in known else ""
    return Licence(name, _address(item) or record, name in known, known.get(name, ""))
