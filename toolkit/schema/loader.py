"""Load the declaration: the only way from ``schemas/`` into the program.

The loader is strict. An unknown key, a missing title, description or example, a constraint that
does not fit its type, a pattern outside the common subset, a key that leads nowhere, a code list
out of order, a name that breaks its promise: each is refused, and all are told at once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError
from toolkit.schema.catalogue import ADDRESS, read_catalogue
from toolkit.schema.checks import check_declaration
from toolkit.schema.codes import read_code_lists
from toolkit.schema.expectations import read_expectations
from toolkit.schema.model import FieldType, NamingRule, PackageDeclaration, TableSchema
from toolkit.schema.reading import DeclarationError, Node, Problems, read_json, read_text
from toolkit.schema.rules import read_rules, read_views
from toolkit.schema.tables import read_table

__all__ = ["DeclarationError", "declared_name", "load_declaration"]

_PACKAGE_KEYS = (
    "name",
    "id",
    "title",
    "description",
    "version",
    "created",
    "homepage",
    "licenses",
    "contributors",
    "keywords",
    "sources",
    "naming",
    "tables",
    "catalogue",
)
_METADATA_KEYS = ("id", "homepage", "licenses", "contributors", "keywords", "sources")
_NOT_EMPTY = ("licenses", "contributors", "keywords")
_NAMING_KEYS = ("suffix", "description", "type", "unit", "minimum", "codeList")
_MOMENT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII
)
"""RFC 3339, in UTC and with seconds."""
_EXPECTATIONS = "expectations.json"
_FILES = ("package.json", "codes.json", "rules.json", _EXPECTATIONS)


def declared_name(path: Path) -> str:
    """The declared package's name, without reading the rest of the declaration.

    Args:
        path: as for `load_declaration`.

    Raises:
        DeclarationError: ``package.json`` is missing, damaged, or gives no name.
    """
    problems = Problems()
    root = _open(path, "package.json", path.name or str(path), problems)
    problems.raise_any()
    name = root.text("name")
    problems.raise_any()
    return name


def load_declaration(path: Path) -> PackageDeclaration:
    """Read and check the declaration.

    Args:
        path: the folder with ``package.json``, the table files, ``codes.json``, ``codes/``,
            ``rules.json``, ``rules/``, ``views.sql`` and, where there is one,
            ``expectations.json``.

    Returns:
        All of it, checked.

    Raises:
        DeclarationError: a `UsageError` with every problem found, each with its file and place.
    """
    where = path.name or str(path)
    if not path.is_dir():
        raise UsageError("no such folder", where=str(path), hint="Name the declaration's folder.")
    problems = Problems()
    root = _open(path, "package.json", where, problems)
    codes = _open(path, "codes.json", where, problems)
    rules = _open(path, "rules.json", where, problems)
    expected = None
    if (path / _EXPECTATIONS).exists():
        expected = _open(path, _EXPECTATIONS, where, problems)
    problems.raise_any()
    tables = _read_tables(root, path, where)
    views_sql = _read_views_file(path, where, problems)
    declaration = PackageDeclaration(
        name=root.text("name"),
        title=root.text("title"),
        description=root.text("description"),
        version=root.text("version"),
        created=_read_moment(root, "created"),
        metadata=_read_metadata(root),
        tables=tables,
        code_lists=read_code_lists(codes, path / "codes", f"{where}/codes"),
        rules=read_rules(rules, tuple(tables), path / "rules", f"{where}/rules"),
        views=read_views(views_sql, f"{where}/views.sql", problems),
        views_sql=views_sql,
        naming=_read_naming(root),
        expectations=read_expectations(expected, tables) if expected else (),
        catalogue=read_catalogue(root, tables),
    )
    problems.raise_any()
    check_declaration(declaration, where, problems)
    problems.raise_any()
    return declaration


def _open(path: Path, file: str, where: str, problems: Problems) -> Node:
    """One JSON file as a node; empty, with the problem noted, where it cannot be read."""
    place = f"{where}/{file}"
    data: Any = {}
    try:
        data = read_json(path / file, place)
    except UsageError as error:
        problems.add(error.what, where=error.where, hint=error.hint)
    if not isinstance(data, dict):
        problems.add("not a JSON object", where=place, hint="Write an object: {…}.")
        data = {}
    return Node(data, place, problems)


def _read_tables(root: Node, path: Path, where: str) -> dict[str, TableSchema]:
    tables = {}
    names = root.texts("tables")
    for name in names:
        before = len(root.problems.found)
        node = _open(path, f"{name}.json", where, root.problems)
        if len(root.problems.found) == before:
            tables[name] = read_table(name, node)
    for file in sorted(path.glob("*.json")):
        if file.stem not in names and file.name not in _FILES:
            hint = "Add it to tables in package.json, or remove the file."
            place = f"{where}/{file.name}"
            root.problems.add("no table of that name is listed", where=place, hint=hint)
    return tables


def _read_views_file(path: Path, where: str, problems: Problems) -> str:
    try:
        return read_text(path / "views.sql", f"{where}/views.sql")
    except UsageError as error:
        problems.add(error.what, where=error.where, hint=error.hint)
        return ""


def _read_metadata(root: Node) -> dict[str, Any]:
    """The descriptor's other properties, each item held to the keys of Data Package v2."""
    root.allow(*_PACKAGE_KEYS)
    for item in root.nodes("licenses", "license"):
        item.allow("name", "path", "title")
        item.text("name")
    for item in root.nodes("contributors", "contributor"):
        item.allow("title", "givenName", "familyName", "path", "email", "roles", "organization")
        item.text("title")
        item.texts("roles")
    for item in root.nodes("sources", "source"):
        item.allow("title", "path", "email", "version")
        item.text("title")
    root.texts("keywords")
    for key in _NOT_EMPTY:
        if root.data.get(key) == []:
            root.wrong(key, "empty", "Name one or more: Data Package v2 allows no empty list.")
    root.text("id", required=False)
    homepage = root.text("homepage", required=False)
    if homepage and not ADDRESS.fullmatch(homepage):
        root.wrong("homepage", "not an address", "Begin it with http:// or https://.")
    return {key: root.data[key] for key in _METADATA_KEYS if key in root.data}


def _read_moment(root: Node, key: str) -> str | None:
    """A moment in UTC with seconds; ``None`` where the key is missing."""
    text = root.text(key, required=False)
    if text and not _MOMENT.fullmatch(text):
        hint = "Write it in UTC with seconds: 2026-11-22T01:30:00Z."
        root.wrong(key, f"{text!r} is no moment", hint)
    return text or None


def _read_naming(root: Node) -> tuple[NamingRule, ...]:
    types = tuple(kind.value for kind in FieldType)
    found = []
    for item in root.nodes("naming", "naming rule", required=False):
        item.allow(*_NAMING_KEYS)
        found.append(
            NamingRule(
                suffix=item.text("suffix"),
                description=item.text("description"),
                type=item.choice("type", FieldType, types) or FieldType.STRING,
                unit=item.text("unit", required=False) or None,
                minimum=item.integer("minimum"),
                code_list=item.flag("codeList"),
            )
        )
    return tuple(found)
