"""What is counted while articles are read, and what is said of those that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.commands.ending import Done
from toolkit.commands.streams import complain
from toolkit.console import Progress, plural
from toolkit.errors import EXIT_DATA, ReadoutError, UsageError

MOST_SUFFIXES = 4
"""Suffixes of files passed over that are named, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the command needs of one article.

    Attributes:
        article_id: its identifier.
        source: where it was read from.
        dated: whether it says when it was published.
        made: its rows, in the shape that is written.
    """

    article_id: str
    source: str
    dated: bool
    made: Any


def tell_passed_over(paths: Iterable[Path]) -> None:
    """Name what folders hold beside articles: whoever gives PDFs is to know they were not read."""
    from toolkit.articles.inputs import passed_over

    for folder in filter(Path.is_dir, paths):
        counts = passed_over(folder)
        if counts:
            most = counts.most_common(MOST_SUFFIXES)
            shown = ", ".join(f"{suffix or 'no suffix'} {count:,}" for suffix, count in most)
            files = plural(counts.total(), "file")
            complain(f"note: {folder}: {files} passed over, whose suffix is not read: {shown}")


class Tally:
    """Articles read, and what was wrong with others."""

    def __init__(self, progress: Progress, strict: bool) -> None:
        """Begin.

        Args:
            progress: told how many were read.
            strict: whether the first error ends it.
        """
        self._progress = progress
        self._strict = strict
        self.read = self.failed = 0
        self._undated: list[str] = []
        self._doubles: list[str] = []
        self._counts = {"undated": 0, "doubles": 0}
        self._seen: set[int] = set()

    def readable(self, outcomes: Iterable[Told | ReadoutError]) -> Iterator[Told]:
        """The articles that could be read; the others get one line each on standard error.

        Raises:
            ReadoutError: the first error where it is strict, or where the error is all there is.
            UsageError: no article could be read.
        """
        held: ReadoutError | None = None
        for outcome in outcomes:
            self._progress("reading articles", self.read + self.failed + 1)
            if held is not None:
                self._complain_of(held)
                held = None
            if not isinstance(outcome, ReadoutError):
                self._take(outcome)
                yield outcome
                continue
            if self._strict:
                raise outcome
            self.failed += 1
            if self.read + self.failed == 1:
                held = outcome  # perhaps there is nothing else: then it is how the program ends
            else:
                self._complain_of(outcome)
        if held is not None:
            raise held
        if self.failed and not self.read:
            raise UsageError(f"none of {plural(self.failed, 'article')} could be read")
        if not self.read:
            hint = "Web archives hold pages as responses, resources or conversions."
            raise UsageError("no article is in what was given", hint=hint)

    def end(self) -> None:
        """Say what is to be known of the whole.

        Raises:
            Done: with 1, where some articles could not be read.
        """
        self._progress.clear()
        if self._undated:
            complain(
                f"note: {self._first('undated', self._undated)}: no day of publication, so that"
                ' words like "on Monday" may have no day. --published-on tells it.'
            )
        if self._doubles:
            complain(
                f"note: {self._first('doubles', self._doubles)}: another article has the same"
                " article_id. Give files other names, or records an article_id."
            )
        if self.failed:
            total = plural(self.read + self.failed, "article")
            complain(
                f"{self.failed:,} of {total} could not be read; the rows are those of the"
                f" other {self.read:,}"
            )
            raise Done(EXIT_DATA)

    def _take(self, told: Told) -> None:
        self.read += 1
        if not told.dated:
            self._note("undated", self._undated, told.source)
        mark = hash(told.article_id)
        if mark in self._seen:
            self._note("doubles", self._doubles, f"{told.source} ({told.article_id})")
        self._seen.add(mark)

    def _note(self, name: str, first: list[str], words: str) -> None:
        self._counts[name] += 1
        if not first:
            first.append(words)

    def _first(self, name: str, first: list[str]) -> str:
        others = self._counts[name] - 1
        return f"{first[0]} and {others:,} more" if others else first[0]

    def _complain_of(self, error: ReadoutError) -> None:
        self._progress.clear()
        complain(f"error: {error}")
