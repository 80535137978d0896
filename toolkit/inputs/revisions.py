"""Files of a git revision, read from the repository's objects: no work tree is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.console import human_size
from toolkit.errors import DataError, UsageError
from toolkit.inputs.limits import Limits
from toolkit.inputs.references import AbsentError

_REGULAR = ("100644", "100755")
_HINT = "Name a branch, a tag or a commit: git:main, or v1.2.0:datapackage."


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    blob: str
    size: int


class Revision:
    """The files of one commit.

    Args:
        name: a branch, tag, commit or the like, as ``git rev-parse`` takes it.
        start: a folder of the repository's work tree.
        limits: how many bytes are read in all.

    Raises:
        UsageError: git is missing, ``start`` is in no repository, or it has no such revision.
    """

    def __init__(self, name: str, start: Path, limits: Limits) -> None:
        self.name = name
        self._start = start
        self._left = limits.download_bytes
        self._limits = limits
        if shutil.which("git") is None:
            raise UsageError("git is not installed", where=name, hint="Install it.")
        top = self._git("rev-parse", "--show-toplevel", fails="this folder is in no git repository")
        self.top = Path(top.decode("utf-8", "surrogateescape").rstrip("\n"))
        commit = self._git(
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            f"{name}^{{commit}}",
            fails="there is no such revision",
        )
        self.commit = commit.decode().strip()
        self._entries = self._list()

    def _git(self, *arguments: str, fails: str) -> bytes:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self._start,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            what = f"{fails} ({said})" if said else fails
            raise UsageError(what, where=self.name, hint=_HINT)
        return done.stdout

    def _list(self) -> dict[str, _Entry]:
        listed = self._git(
            "ls-tree", "-r", "-l", "-z", "--full-tree", self.commit, fails="it cannot be listed"
        )
        entries = {}
        for line in listed.decode("utf-8", "surrogateescape").split("\0"):
            facts, tab, path = line.partition("\t")
            if tab:
                mode, _, blob, size = facts.split()
                entries[path] = _Entry(mode, blob, int(size) if size.isdecimal() else 0)
        return entries

    def find(self, path: str, descriptor: str) -> str:
        """The descriptor or file meant by a path from the top of the repository.

        Args:
            path: a file, a folder with a descriptor, or empty for the only package there is.
            descriptor: a descriptor's name.

        Raises:
            UsageError: there is none, or more than one.
        """
        plain = str(PurePosixPath(path)) if path.strip("./") else ""
        for candidate in (plain, f"{plain}/{descriptor}" if plain else descriptor):
            if candidate in self._entries:
                return candidate
        if plain:
            raise UsageError(
                f"the revision has neither a file {plain} nor a package in a folder of that name",
                where=self.name,
                hint="Paths begin at the top of the repository.",
            )
        found = [name for name in self._entries if PurePosixPath(name).name == descriptor]
        if len(found) == 1:
            return found[0]
        some = ", ".join(sorted(found)[:5])
        what = f"it holds several packages: {some}" if found else "it holds no data package"
        raise UsageError(what, where=self.name, hint=f"Name one: {self.name}:FOLDER")

    def fetch(self, path: str, target: Path) -> None:
        """Write one file of the revision to ``target``.

        Raises:
            AbsentError: the revision has no such file.
            DataError: it is a link or a submodule, or too large.
        """
        entry = self._entries.get(path)
        if entry is None:
            raise AbsentError(f"the revision {self.name} has no such file")
        where = f"{self.name}:{path}"
        if entry.mode not in _REGULAR:
            raise DataError("it is a link or a submodule, not a file", where=where)
        self._left -= entry.size
        if self._left < 0:
            size = human_size(self._limits.download_bytes)
            raise DataError(f"more than {size} in all", where=where)
        with target.open("wb") as file:
            done = subprocess.run(
                ["git", "cat-file", "blob", entry.blob],
                cwd=self._start,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        if done.returncode:
            raise UsageError("git cannot read the file", where=where, hint="Run git fsck.")
