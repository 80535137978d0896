"""The house keeps its order: imports go down, and one half knows nothing of the other."""

from __future__ import annotations

import ast
import csv
import graphlib
import io
import json
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from small_package import build_small

from toolkit.package.check import validate_package
from toolkit.package.query import Presentation, run_query
from toolkit.schema.loader import load_declaration

ROOT = Path(__file__).resolve().parents[1]
TOOLKIT = ROOT / "toolkit"
SCHEMAS = ROOT / "schemas"
MODULES = sorted(TOOLKIT.rglob("*.py"))
PUBLISHING = ("inputs", "schema", "validate", "package", "diff", "release")
EXTRACTING = ("articles", "extract", "assemble")
ALLOWED = {
    "errors": set(),
    "resources": {"errors"},
    "patterns": set(),
    "values": set(),
    "inputs": {"errors", "resources", "console"},
    "console": set(),
    "articles": {"errors", "patterns", "resources", "values"},
    "extract": {"articles", "errors", "patterns", "resources", "values"},
    "run": {"articles", "extract", "errors", "patterns"},
    "evaluate": {"articles", "extract", "run", "errors", "resources", "console"},
    "assemble": {"articles", "extract", "schema", "errors", "resources"},
    "schema": {"errors", "resources"},
    "validate": {"inputs", "schema", "errors", "console"},
    "package": {"inputs", "validate", "schema", "errors", "console"},
    "diff": {"package", "validate", "schema", "inputs", "errors", "console"},
    "release": {"diff", "package", "validate", "schema", "inputs", "errors", "console"},
    "verify": {"articles", "extract", "errors", "console"},
    "digests": {"articles", "extract", "verify", "schema", "errors"},
    "view": {"articles", "extract", "schema", "console"},
    "figure_check": {"extract", "validate", "errors"},
    "build": {*EXTRACTING, *PUBLISHING, "figure_check", "errors", "resources", "console"},
}
"""What each part of the toolkit may import of the others; the command line may import all."""

EVERYDAY = frozenset(
    [
        *("authors", "broader", "code", "content", "definition", "exact", "field_name", "format"),
        *("kind", "label", "language", "name", "publisher", "reason", "retired", "roles", "row_id"),
        *("rule", "sha256", "table_name", "text", "title", "url", "value"),
    ]
)
"""Words that are names of ours and yet mean nothing but themselves in general code."""


@cache
def tree(path: Path) -> ast.Module:
    """A module as parsed; read once in every process."""
    return ast.parse(path.read_text(encoding="utf-8"))


def part(path: Path) -> str:
    """The part a module belongs to: its folder, or its own name at the top."""
    relative = path.relative_to(TOOLKIT)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported(path: Path) -> Iterator[str]:
    """Dotted names that a module imports, also inside functions and for types only."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(path: Path) -> Iterator[str]:
    """The parts of the toolkit that a module imports."""
    for name in imported(path):
        pieces = name.split(".")
        if pieces[0] == "toolkit" and len(pieces) > 1:
            yield pieces[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_imports_go_down(path: Path) -> None:
    own = part(path)
    if own not in ALLOWED:
        assert own in ("cli", "commands", "__init__", "__main__")
        return
    found = set(imports(path)) - {own}
    assert found <= ALLOWED[own], f"{own} imports {sorted(found - ALLOWED[own])}"


def test_no_modules_import_each_other() -> None:
    """Not even for types, and not by a way around: each can be read after those that it uses."""
    dotted = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    uses = {
        name: {found if found in dotted else found.rpartition(".")[0] for found in imported(path)}
        for name, path in dotted.items()
    }
    order = graphlib.TopologicalSorter(
        {name: (found & dotted.keys()) - {name} for name, found in uses.items()}
    )
    order.prepare()  # raises CycleError, which names the circle


def test_all_imports_are_absolute() -> None:
    for path in MODULES:
        for node in ast.walk(tree(path)):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


def columns_of_ours() -> set[str]:
    """The columns of the dataset's tables and code lists."""
    names = set()
    for path in SCHEMAS.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        names |= {field["name"] for field in schema.get("fields", [])}
    for path in (SCHEMAS / "codes").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names |= set(next(csv.reader(file)))
    return names


def names_of_ours() -> set[str]:
    """Package, tables, columns and code lists of the dataset."""
    package = json.loads((SCHEMAS / "package.json").read_text(encoding="utf-8"))
    lists = {path.stem for path in (SCHEMAS / "codes").glob("*.csv")}
    return {package["name"], *package["tables"], *lists, *columns_of_ours()}


def words(path: Path) -> Iterator[str]:
    """Identifiers and what string literals name, without comments and docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documentation = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, documented):
            for statement in node.body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    documentation.add(id(statement.value))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Constant) and id(node) not in documentation:
            yield from named(str(node.value))


def named(literal: str) -> Iterator[str]:
    """What a string may name: itself, every word of SQL, and words with an underscore.

    Other words are prose: a message about a file's quotes does not name the table.
    """
    yield literal
    sql = re.search(r"\b(select|join|insert|update|alter)\b", literal, re.IGNORECASE)
    for word in re.findall(r"\w+", literal):
        if sql or "_" in word:
            yield word


def test_the_publishing_half_knows_no_table_of_ours() -> None:
    ours = names_of_ours() - EVERYDAY
    assert {"quotes", "call_id", "start_char", "topic_codes"} <= ours
    for folder in PUBLISHING:
        for path in sorted((TOOLKIT / folder).rglob("*.py")):
            found = ours & set(words(path))
            assert not found, f"{path.relative_to(ROOT)} names {sorted(found)}"


def test_everyday_words_are_names_of_ours() -> None:
    """So that the list of exceptions does not outlive its reasons."""
    assert names_of_ours() >= EVERYDAY


def test_another_dataset_goes_through_unchanged(tmp_path: Path) -> None:
    target = build_small(tmp_path).target
    declaration = load_declaration(tmp_path / "schemas")
    assert validate_package(target, declaration).findings == ()
    out = io.BytesIO()
    run_query(target, "from bridge_counts", out, Presentation("csv"))
    assert out.getvalue().decode() == "name,bridges\nElbe,2\nLausitzer Neiße,1\n"


HEAVY = ("duckdb", "pyarrow", "pandas", "pandera", "frictionless", "numpy", "rich")


@pytest.mark.parametrize("module", ["toolkit.commands.app", "toolkit.package.query"])
def test_what_starts_at_once_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    with tokenize.open(path) as file:
        source = file.read()
    assert source.count("\n") <= 400, "longer than 400 lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno is not None
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = node.end_lineno - body[0].lineno + 1 if body else 0
            assert lines <= 50, f"{node.name} has {lines} lines"
