"""A small project under git whose releases tests make: rivers and bridges, rows from one file."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from small_package import table_of, write_declaration

from toolkit.commands.packages import opened
from toolkit.console import Progress
from toolkit.release.journal import locked, recover
from toolkit.release.make import Made, freeze_again, release
from toolkit.release.plan import Plan, Wishes, plan
from toolkit.release.project import Built, Project, Sources
from toolkit.schema.model import PackageDeclaration
from toolkit.schema.quality import read_quality

Rows = dict[str, dict[str, list[Any]]]
ROWS: Rows = {
    "rivers": {
        "elbe": ["Elbe", "1094.26", True],
        "neisse": ["Lausitzer Neiße", None, False],
        "spree": ["Spree", "400", True],
    },
    "bridges": {
        "elbe 10": ["1893-07-12", "steel", "A “wonder”"],
        "elbe 2": ["1945-04-25", "stone", None],
        "neisse 2": [None, "stone", None],
        "spree 1": ["1732-01-01", "stone", None],
    },
}
"""Keys (their values parted by blanks) to the other cells."""
RETIRED = {
    "title": "Retired identifiers",
    "description": "A row is one identifier that is no longer used.",
    "fields": [
        {
            "name": name,
            "type": "string",
            "title": name,
            "description": f"The {name}.",
            "example": "x",
            **({"constraints": {"required": True}} if name != "replaced_by" else {}),
        }
        for name in ("table_name", "row_id", "replaced_by", "reason")
    ],
    "missingValues": [""],
    "primaryKey": ["table_name", "row_id"],
}
QUALITY = {
    "format": "quality/1",
    "tool": {"name": "surveyor", "version": "1.2.3"},
    "command": "survey",
    "interval": {"level": 0.95, "resamples": 1000},
    "corpora": [
        {
            "name": "maps",
            "documents": 3,
            "words": 900,
            "measures": [
                {
                    "name": "bridges",
                    "kind": "f1",
                    "says": "Bridges on maps.",
                    "precision": 0.9,
                    "recall": 0.8,
                    "score": 0.847,
                    "interval": [0.7, 0.9],
                    "right": 8,
                    "found": 9,
                    "gold": 10,
                }
            ],
        }
    ],
}
CHANGELOG = """# Changelog

All that changed.

## Unreleased

### Tools

- A hand-written note.
"""
MOMENT = "2026-03-01T12:00:00+00:00"


class Repo:
    """A git repository with the project.

    Args:
        folder: where to make it.
        template: another such repository, to be copied.
    """

    def __init__(self, folder: Path, template: Repo | None = None) -> None:
        self.root = folder
        if template is not None:
            shutil.copytree(template.root, folder)
            self.rows = json.loads(json.dumps(template.rows))
            return
        write_declaration(folder / "schemas")
        self.edit("schemas/package.json", tables=["rivers", "bridges", "retired"], version="0.9.0")
        self.write("schemas/retired.json", json.dumps(RETIRED))
        self.write("seeds/quality.json", json.dumps(QUALITY))
        self.write("seeds/retired.csv", "table_name,row_id,replaced_by,reason\n")
        self.write("LICENSE-DATA", "CC0-1.0\n")
        self.write("CHANGELOG.md", CHANGELOG)
        self.rows = json.loads(json.dumps(ROWS))
        self.git("init", "-q", "-b", "main", "--template=")
        self.commit("Begin")

    def write(self, path: str, text: str) -> None:
        """Write a file of the checkout."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """A file of the checkout."""
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, **values: Any) -> None:
        """Change keys of a JSON file."""
        place = self.root / path
        data = json.loads(place.read_bytes()) | values
        place.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")

    def commit(
        self, message: str, author: str = "Ada Tester <ada@example.org>", rows: bool = True
    ) -> None:
        """Commit everything, the rows as they are now."""
        if rows:
            self.write("seeds/rows.json", json.dumps(self.rows, indent=1, ensure_ascii=False))
        self.git("add", "-A", ".", ":!dist")
        self.git("commit", "-q", "--allow-empty", "-m", message, f"--author={author}")

    def git(self, *arguments: str) -> str:
        """Run git with a fixed identity and moment."""
        fixed = {
            "GIT_AUTHOR_DATE": MOMENT,
            "GIT_COMMITTER_DATE": MOMENT,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        who = ["-c", "user.name=A Maintainer", "-c", "user.email=maintainer@example.org"]
        done = subprocess.run(
            ["git", *who, *arguments],
            cwd=self.root,
            env={**os.environ, **fixed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def release(self, *, dry_run: bool = False, **wishes: Any) -> Made:
        """Make a release, as the command does."""
        with locked(self.root):
            if not dry_run:
                recover(self.root)
            project = Project.at(self.root)
            return release(project, self.sources, Wishes(**wishes), _quiet, dry_run=dry_run)

    def plan(self, **wishes: Any) -> Plan:
        """What a release would be, without making it ready."""
        with tempfile.TemporaryDirectory() as scratch:
            project = Project.at(self.root)
            return plan(project, self.sources, Wishes(**wishes), Path(scratch), _quiet)

    def released(self, **wishes: Any) -> Made:
        """Make a release, commit it and tag it."""
        made = self.release(**wishes)
        self.commit(f"Release {made.release.version}", "A Maintainer <m@example.org>", rows=False)
        self.git("tag", f"v{made.release.version}")
        return made

    def freeze(self, key: str = "") -> Made:
        """Make ``dist/`` again."""
        with locked(self.root):
            return freeze_again(Project.at(self.root), self.sources, key, _quiet)

    @property
    def sources(self) -> Sources:
        """What the half of the program gives that knows rivers."""
        return Sources(
            build=self._build,
            placed=lambda report: report,
            opened=lambda named: opened(named, Progress()),
            folders=("seeds", "schemas"),
            quality="seeds/quality.json",
            measured=("surveyor",),
            records="seeds/retired.csv",
        )

    def _build(self, declaration: PackageDeclaration, progress: Any) -> Built:
        rows = json.loads((self.root / "seeds" / "rows.json").read_bytes())
        given = {
            name: [_row(name, key, cells) for key, cells in rows[name].items()] for name in rows
        }
        lines = self.read("seeds/retired.csv").splitlines()[1:]
        given["retired"] = [tuple(cell or None for cell in line.split(",")) for line in lines]
        quality = self.root / "seeds" / "quality.json"
        return Built(
            tables={
                name: table_of(declaration, name, _declared(declaration, name, given[name]))
                for name in declaration.tables
            },
            checks=(),
            publishable=lambda tables: tables,
            quality=read_quality(quality) if quality.is_file() else None,
        )


def _row(name: str, key: str, cells: list[Any]) -> tuple[Any, ...]:
    if name == "rivers":
        return (key, cells[0], None if cells[1] is None else Decimal(cells[1]), cells[2])
    river, number = key.split()
    opened_on = None if cells[0] is None else dt.date.fromisoformat(cells[0])
    return (river, int(number), opened_on, *cells[1:])


def _declared(
    declaration: PackageDeclaration, name: str, rows: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """The rows without the cells of the last columns, where these are not declared any more."""
    return [row[: len(declaration.tables[name].fields)] for row in rows]


def _quiet(what: str, done: int, total: int) -> None:
    """No progress."""


def snapshot(root: Path) -> Mapping[str, bytes]:
    """Path to bytes of every file of a checkout, git's own left out."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith(".git/")}
