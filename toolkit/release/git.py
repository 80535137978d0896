"""What a release asks of the git repository that it is made from. Nothing here changes it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import UsageError

_OTHER_REPOSITORY = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"),
        *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE"),
    )
)
"""Hooks of git run with these (git(1), ENVIRONMENT); with them git looks elsewhere."""
_REGULAR = ("100644", "100755")
_FIELD, _RECORD, _BETWEEN = "\x1f", "\x1e", "\x1d"
_LOG_FORMAT = (
    f"%aN <%aE>{_FIELD}%(trailers:key=Co-authored-by,valueonly,separator={_BETWEEN}){_RECORD}"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who made commits.

    Attributes:
        name: as the mailmap has it.
        email: the address, to tell bots by.
    """

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a work tree.

    Attributes:
        top: the top folder of its work tree.
    """

    top: Path

    @classmethod
    def around(cls, start: Path) -> Repository:
        """The repository whose work tree holds a folder.

        Raises:
            UsageError: git is missing, there is no repository, or it has no commit yet.
        """
        if shutil.which("git") is None:
            raise UsageError("git is not installed", hint="A release is made from a commit.")
        done = _git(start, "rev-parse", "--show-toplevel")
        if b"dubious ownership" in done.stderr:
            raise UsageError(
                "git does not use the repository: another user owns it",
                where=str(start),
                hint="If you trust it: git config --global --add safe.directory FOLDER.",
            )
        if done.returncode:
            raise UsageError(
                "not in a git repository",
                where=str(start),
                hint="A release is made from a commit: run it in the project's checkout.",
            )
        repository = cls(Path(done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")))
        if repository.commit("HEAD") is None:
            hint = "A release is made from a commit: make the first one."
            raise UsageError("the repository has no commit yet", where=str(start), hint=hint)
        return repository

    def commit(self, revision: str) -> str | None:
        """The commit that a revision names, 40 hexadecimal digits; ``None`` where it names none."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = _run(self.top, *asked)
        return None if found is None else found.decode().strip()

    def head_seconds(self) -> int:
        """When the current commit was made, in seconds since 1970 (its committer's date)."""
        return int(self._ask("log", "-1", "--format=%ct"))

    def shallow(self) -> bool:
        """Whether older commits are missing here (``git clone --depth``)."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def uncommitted(self, apart: Sequence[str]) -> list[str]:
        """Files that differ from the current commit or are not in it, sorted.

        Args:
            apart: beginnings of paths that do not count.
        """
        listed = self._ask(
            "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"
        )
        paths = (entry[3:] for entry in _paths(listed))
        return sorted(path for path in paths if not path.startswith(tuple(apart)))

    def ignored(self, folders: Sequence[str]) -> list[str]:
        """Files in folders that git ignores, hidden ones left out, sorted."""
        asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *folders)
        paths = _paths(self._ask(*asked))
        return sorted(path for path in paths if not Path(path).name.startswith((".", "~")))

    def commits_with(self, path: str, words: str) -> list[str]:
        """The commits that brought words into a file (or took them out), oldest first."""
        asked = ("log", "--reverse", "--format=%H", f"-S{words}", "--", path)
        return self._ask(*asked).decode().split()

    def changed_since(self, path: str, sources: Sequence[str]) -> int:
        """How many commits after the last one that touched ``path`` touched the sources.

        Args:
            path: a file from the top of the repository.
            sources: files and folders.
        """
        last = self._ask("log", "-1", "--format=%H", "--", path).decode().strip()
        if not last:
            return 0
        number = self._ask("rev-list", "--count", f"{last}..HEAD", "--", *sources)
        return int(number)

    def contributors(self, since: str | None, paths: Sequence[str]) -> list[Person]:
        """Authors and co-authors of the commits that touched some paths.

        Args:
            since: a commit; only those after it count. ``None`` counts all.
            paths: files and folders from the top of the repository.

        Returns:
            Each once, by the names that ``.mailmap`` gives, in the order of names.
        """
        span = [f"{since}..HEAD"] if since else []
        log = self._ask("log", f"--format={_LOG_FORMAT}", *span, "--", *paths)
        found: dict[str, None] = {}
        for record in log.decode("utf-8", "replace").split(_RECORD):
            author, _, others = record.strip("\n").partition(_FIELD)
            for one in (author, *others.split(_BETWEEN)):
                if one.strip():
                    found[one.strip()] = None
        persons = {_person(line) for line in self._mapped(list(found))}
        named = {person.name.casefold(): person for person in sorted(persons, key=_order)}
        return sorted(named.values(), key=_order)

    def follows(self, ancestor: str) -> bool:
        """Whether a commit is the current one or came before it."""
        return _run(self.top, "merge-base", "--is-ancestor", ancestor, "HEAD") is not None

    def export(self, revision: str, folder: str, target: Path) -> bool:
        """Write the files that a folder holds in a revision, as they were committed.

        Args:
            revision: a tag or commit.
            folder: a path from the top of the repository, without a slash at its end.
            target: an empty folder.

        Returns:
            Whether the revision has such a folder.
        """
        listed = _run(self.top, "ls-tree", "-r", "-z", "--full-tree", revision, "--", f"{folder}/")
        entries = list(_entries(listed or b"", folder))
        blobs = self._blobs([blob for _, blob in entries])
        for (path, _), content in zip(entries, blobs, strict=True):
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return bool(entries)

    def _blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        """The contents of objects, in their order, by one call."""
        if not names:
            return
        said = self._ask("cat-file", "--batch", given="\n".join(names).encode() + b"\n")
        place = 0
        for _ in names:  # "<object> blob <size>", a line end, the content, a line end
            start = said.index(b"\n", place) + 1
            place = start + int(said[place:start].rsplit(b" ", 1)[1]) + 1
            yield said[start : place - 1]

    def _mapped(self, persons: Sequence[str]) -> list[str]:
        """``Name <address>`` as the mailmap has them (``git log`` maps authors only)."""
        if not persons:
            return []
        asked = self._ask("check-mailmap", "--stdin", given="\n".join(persons).encode() + b"\n")
        return asked.decode("utf-8", "replace").splitlines()

    def _ask(self, *arguments: str, given: bytes = b"") -> bytes:
        found = _run(self.top, *arguments, given=given)
        if found is None:
            raise UsageError(
                f"git {arguments[0]} failed", where=str(self.top), hint="Run git fsck."
            )
        return found


def _run(start: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git says; ``None`` where it fails."""
    done = _git(start, *arguments, given=given)
    return None if done.returncode else done.stdout


def _git(start: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git on the repository around a folder, whatever other one the environment names."""
    kept = {name: value for name, value in os.environ.items() if name not in _OTHER_REPOSITORY}
    return subprocess.run(
        ["git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments],
        cwd=start,
        env={**kept, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        input=given,
        capture_output=True,
        check=False,
    )


def _paths(listed: bytes) -> Iterator[str]:
    return (path for path in listed.decode("utf-8", "surrogateescape").split("\0") if path)


def _entries(listed: bytes, folder: str) -> Iterator[tuple[str, str]]:
    """Path inside the folder and object of each regular file that ``git ls-tree`` lists."""
    for entry in _paths(listed):
        facts, _, path = entry.partition("\t")
        mode, _, blob = facts.split()
        if mode in _REGULAR:
            yield path.removeprefix(f"{folder}/"), blob


def _person(line: str) -> Person:
    name, _, email = line.rpartition("<")
    return Person(name.strip() or email.strip(" >"), email.strip(" >"))


def _order(person: Person) -> tuple[str, str, str]:
    return (person.name.casefold(), person.name, person.email)
