"""The engine: related tables checked one after the other, each read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.validate.tabular.begin import UnreadableError
from toolkit.validate.tabular.exact import Judge, formulas
from toolkit.validate.tabular.findings import TableFaults, formula_fault
from toolkit.validate.tabular.keys import PythonKeys
from toolkit.validate.tabular.prepare import (
    Key,
    Prepared,
    count_faults,
    foreign_keys,
    prepare,
    reference,
)
from toolkit.validate.tabular.records import Block, large_cells
from toolkit.validate.tabular.task import Checked, Options, Sink, TableTask

LARGE = 3_000_000
"""Bytes from which on a file is worth the time that pyarrow takes to be imported."""


def check_tables(tasks: Sequence[TableTask], options: Options, sink: Sink) -> Checked:
    """Check tables, each and against each other.

    Args:
        tasks: the tables; foreign keys find each other by the tables' names.
        options: how to check.
        sink: takes the findings: table by table in the order given, and within a table in
            frictionless's order: header, rows, then the table as a whole.

    Returns:
        What was read.

    Raises:
        toolkit.errors.UsageError: a format or constraint needs a package that is not installed.
    """
    with large_cells():
        return _Run(tasks, options, sink).run()


class _Run:
    def __init__(self, tasks: Sequence[TableTask], options: Options, sink: Sink) -> None:
        self.tasks, self.options, self.sink = tasks, options, sink
        self.like = options.like_frictionless
        self.targets: dict[Key, Any] = {}
        self.rows: dict[str, int] = {}
        self.labels: dict[str, Sequence[str]] = {}
        self.notes: list[str] = []
        self.wanted = _referred(tasks)
        self.unreadable: dict[str, UnreadableError] = {}

    def run(self) -> Checked:
        known = {task.name for task in self.tasks}
        faults = {id(task): TableFaults(task, self.options, self.sink) for task in self.tasks}
        open_keys: list[tuple[Prepared, Any]] = []
        for task in _ordered(self.tasks):
            table = faults[id(task)]
            try:
                prepared = prepare(task, known, like=self.like)
                self._follow(prepared)
            except UnreadableError as error:
                self.unreadable[task.name] = error
                for fault in error.faults:
                    table.add(fault)
                self.rows.setdefault(task.name, 0)
                for columns in self.wanted.get(task.name, ()):
                    self.targets.setdefault((task.name, columns), _nothing(self._engine()))
                continue
            open_keys.append((prepared, self._read(prepared, table)))
        for prepared, book in open_keys:
            book.finish(_finder(prepared, like=self.like))
        for task in self.tasks:
            faults[id(task)].emit()
        return Checked(self.rows, self.labels, tuple(self.notes))

    def _follow(self, prepared: Prepared) -> None:
        """As frictionless does, give up a table that refers to one that cannot be read."""
        if not self.like:
            return
        if not prepared.readable:
            raise UnreadableError(*prepared.faults)
        for key in foreign_keys(prepared.task):
            error = self.unreadable.get(reference(prepared.task, key)[0])
            if error is not None:
                raise UnreadableError(*(replace(fault) for fault in error.faults))

    def _engine(self) -> str:
        """Which engine keeps the keys: one for all tables, since they refer to each other."""
        if self.options.engine != "auto":
            return self.options.engine
        return "large" if sum(map(_size, self.tasks)) >= LARGE else "small"

    def _read(self, prepared: Prepared, table: TableFaults) -> Any:
        task = prepared.task
        for fault in prepared.faults:
            table.add(fault)
        table.steps = prepared.steps
        self.labels[task.name] = prepared.labels
        wanted = {columns: prepared.places(columns) for columns in self.wanted.get(task.name, ())}
        large = self._engine() == "large"
        if large:
            from toolkit.validate.tabular.arrow_keys import ArrowKeys

            book: Any = ArrowKeys(
                prepared.columns, prepared.specs, wanted, self.targets, table, like=self.like
            )
        else:
            book = PythonKeys(prepared.specs, wanted, self.targets, table, like=self.like)
        judge = Judge(
            prepared.columns,
            table,
            book,
            like=self.like,
            inline=not isinstance(task.source, Path),
            key=prepared.primary,
        )
        rows = 0
        if prepared.readable:
            rows = self._rows(prepared, judge, book, large)
        for column, count, example in formulas(judge) if self.options.formulas else ():
            table.add(formula_fault(column.name, column.number, count, example))
        for fault in count_faults(prepared, rows, whole=task.limit_rows is None):
            table.add(fault)
        self.rows[task.name] = rows
        for columns in wanted:
            self.targets[task.name, columns] = book.target(columns)
        if large:
            book.find = book.find or _finder(prepared, like=self.like)
            book.close()
        return book

    def _rows(self, prepared: Prepared, judge: Judge, book: Any, large: bool) -> int:
        task = prepared.task
        if large and isinstance(task.source, Path) and task.limit_rows is None:
            from toolkit.validate.tabular.large import LargeFile, can_be_large

            if can_be_large(prepared, _size(task)):
                return LargeFile(prepared, judge, book, like=self.like).check()
        rows = 0
        for block in _limited(prepared.blocks(like=self.like), task.limit_rows):
            judge.block(block)
            rows += len(block.rows)
        if task.limit_rows and rows >= task.limit_rows:
            self.notes.append(f"{task.name}: only the first {rows} rows were checked")
        return rows


def _limited(blocks: Iterable[Block], limit: int | None) -> Iterator[Block]:
    left = limit
    for block in blocks:
        if left is None:
            yield block
            continue
        block.rows = list(islice(block.rows, left))
        left -= len(block.rows)
        yield block
        if left <= 0:
            return


def _finder(
    prepared: Prepared, *, like: bool
) -> Callable[[Sequence[int]], Mapping[int, tuple[int | None, Sequence[Any]]]]:
    """Finds line and cells of records by reading the table again."""

    def find(numbers: Sequence[int]) -> dict[int, tuple[int | None, Sequence[Any]]]:
        wanted = set(numbers)
        found: dict[int, tuple[int | None, Sequence[Any]]] = {}
        for block in prepared.blocks(like=like):
            here = block.numbers()
            if not wanted.isdisjoint(here):
                lines = block.lines()
                for place, number in enumerate(here):
                    if number in wanted:
                        found[number] = (lines[place] if lines else None, block.rows[place])
            if len(found) == len(wanted):
                break
        return found

    return find


def _size(task: TableTask) -> int:
    """A file's bytes; inline data counts as none."""
    if isinstance(task.source, Path):
        with suppress(OSError):
            return task.source.stat().st_size
    return 0


def _nothing(engine: str) -> Set[Any] | Any:
    """The keys of a table that cannot be read."""
    if engine == "large":
        from toolkit.validate.tabular.arrow_keys import no_keys

        return no_keys()
    return frozenset()


def _referred(tasks: Sequence[TableTask]) -> dict[str, list[tuple[str, ...]]]:
    """What foreign keys refer to: table to groups of its columns."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for task in tasks:
        for key in foreign_keys(task):
            table, columns = reference(task, key)
            groups = found.setdefault(table, [])
            if columns not in groups:
                groups.append(columns)
    return found


def _ordered(tasks: Sequence[TableTask]) -> list[TableTask]:
    """The tables, each after those that it refers to, as far as they do not go round in a ring."""
    by_name = {task.name: task for task in tasks}
    done: dict[int, TableTask] = {}
    entered: set[int] = set()

    def visit(task: TableTask) -> None:
        stack = [(task, iter(foreign_keys(task)))]
        entered.add(id(task))
        while stack:
            current, keys = stack[-1]
            for key in keys:
                other = by_name.get(reference(current, key)[0])
                if other is not None and id(other) not in entered:
                    entered.add(id(other))
                    stack.append((other, iter(foreign_keys(other))))
                    break
            else:
                done[id(current)] = current
                stack.pop()

    for task in tasks:
        if id(task) not in entered:
            visit(task)
    return list(done.values())
