"""Keys: unique, primary, further unique and foreign keys of tables, held in Python."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol

from toolkit.validate.tabular.findings import Fault, TableFaults, row_name, shown, words

Locate = Callable[[int], tuple[int | None, Sequence[Any]]]
"""A row's line and cells by its place in its block."""
Values = Callable[[int], Sequence[Any]]
"""A column's logical values by the column's place."""


@dataclass(frozen=True, slots=True)
class KeySpec:
    """A key of a table.

    Attributes:
        kind: ``unique`` (a field's constraint), ``primary``, ``unique-key`` or ``foreign``.
        places: its columns, from 0.
        names: their names.
        numbers: their places in the file, from 1.
        table: the table that a foreign key refers to.
        columns: its columns there.
        own: whether a foreign key refers to its own table.
    """

    kind: str
    places: tuple[int, ...]
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    table: str = ""
    columns: tuple[str, ...] = ()
    own: bool = False


class KeyBook(Protocol):
    """Takes a table's keys block by block."""

    def add(self, values: Values, numbers: Sequence[int], locate: Locate) -> None:
        """Enter a block's keys."""


def combine(values: Values, places: Sequence[int]) -> Sequence[Any]:
    """The values of a key: of one column as they are, of several as tuples."""
    if len(places) == 1:
        return values(places[0])
    return list(zip(*(values(place) for place in places), strict=True))


def is_null(value: Any, width: int, *, every: bool) -> bool:
    """Whether a key has no value: any of its columns, or with ``every`` all of them."""
    if width == 1:
        return value is None
    return all(item is None for item in value) if every else None in value


def names_null(values: Sequence[Any], width: int) -> bool:
    """Whether some key may have no value."""
    return None in values if width == 1 else any(None in value for value in values)


class PythonKeys:
    """A table's keys in sets and dictionaries.

    Args:
        specs: the keys, in the order in which frictionless checks them.
        wanted: columns (their places) that foreign keys of tables refer to.
        targets: keys of other tables by table and columns, complete when foreign keys are
            checked.
        faults: where faults go.
        like: judge as frictionless does.
    """

    def __init__(
        self,
        specs: Sequence[KeySpec],
        wanted: Mapping[tuple[str, ...], Sequence[int] | None],
        targets: Mapping[tuple[str, tuple[str, ...]], Set[Any]],
        faults: TableFaults,
        *,
        like: bool,
    ) -> None:
        self.specs, self.targets, self.faults, self.like = specs, targets, faults, like
        self.wanted = wanted
        self.sets: dict[tuple[str, ...], set[Any]] = {columns: set() for columns in wanted}
        self._seen: list[dict[Any, int]] = [{} for _ in specs]
        self._later: list[list[tuple[Sequence[Any], Sequence[int]]]] = [[] for _ in specs]

    def add(self, values: Values, numbers: Sequence[int], locate: Locate) -> None:
        """Enter a block's keys."""
        for columns, places in self.wanted.items():
            if places is not None:
                self.sets[columns].update(combine(values, places))
        for number, spec in enumerate(self.specs):
            keys = combine(values, spec.places)
            if spec.kind != "foreign":
                self._unique(number, spec, keys, numbers, locate)
            elif (target := self.targets.get((spec.table, spec.columns))) is None or spec.own:
                self._later[number].append((keys, numbers))
            elif not set(keys) <= target:
                for index, key in self._orphans(spec, keys, target):
                    self.tell_orphan(number, spec, key, numbers[index], *locate(index))

    def target(self, columns: tuple[str, ...]) -> Set[Any]:
        """The keys that foreign keys refer to."""
        return self.sets[columns]

    def _unique(
        self,
        number: int,
        spec: KeySpec,
        keys: Sequence[Any],
        numbers: Sequence[int],
        locate: Locate,
    ) -> None:
        seen, width = self._seen[number], len(spec.places)
        fresh = dict(zip(keys, numbers, strict=True))
        nulls = names_null(list(fresh), width)
        if not nulls and len(fresh) == len(keys) and seen.keys().isdisjoint(fresh):
            seen.update(fresh)
            return
        every = self.like and spec.kind == "primary"
        for index, key in enumerate(keys):
            if nulls and is_null(key, width, every=every):
                if every:
                    self.tell_null(number, spec, numbers[index], *locate(index))
                continue
            other = seen.get(key)
            seen[key] = numbers[index]
            if other is not None:
                self.tell_same(number, spec, key, other, numbers[index], *locate(index))

    def _orphans(
        self, spec: KeySpec, keys: Sequence[Any], target: Set[Any]
    ) -> list[tuple[int, Any]]:
        lacking = {
            key
            for key in set(keys)
            if key not in target and not is_null(key, len(spec.places), every=self.like)
        }
        return [(index, key) for index, key in enumerate(keys) if key in lacking]

    def finish(self, find: Callable[[Sequence[int]], Mapping[int, Any]]) -> None:
        """Check the foreign keys whose targets were not known before.

        Args:
            find: line and cells of records by their numbers.
        """
        for number, spec in enumerate(self.specs):
            target = self.targets.get((spec.table, spec.columns))
            if spec.kind != "foreign" or target is None:
                continue
            lost = [
                (numbers[index], key)
                for keys, numbers in self._later[number]
                for index, key in self._orphans(spec, keys, target)
            ]
            self._later[number] = []
            room = self.faults.room("foreign-key", ", ".join(spec.names))
            told = lost if room is None else lost[: max(0, room)]
            places = find([record for record, _ in told]) if told else {}
            for record, key in told:
                self.tell_orphan(number, spec, key, record, *places.get(record, (None, ())))
            self.faults.count("foreign-key", ", ".join(spec.names), len(lost) - len(told))

    def tell_same(
        self,
        number: int,
        spec: KeySpec,
        key: Any,
        other: int,
        record: int,
        line: int | None,
        row: Sequence[Any],
    ) -> None:
        """A key that stands in an earlier row too."""
        if spec.kind == "primary":
            rule, (message, hint) = "primary-key", words("primary-key", other=other)
        else:
            case = "key" if len(spec.names) > 1 else ""
            rule = "unique-error"
            message, hint = words(rule, case, other=other, field=", ".join(spec.names))
        self._tell(rule, message, hint, number, spec, key, record, line, row)

    def tell_null(
        self, number: int, spec: KeySpec, record: int, line: int | None, row: Sequence[Any]
    ) -> None:
        """A primary key without any value."""
        message, hint = words("primary-key", "null")
        self._tell("primary-key", message, hint, number, spec, None, record, line, row)

    def tell_orphan(
        self,
        number: int,
        spec: KeySpec,
        key: Any,
        record: int,
        line: int | None,
        row: Sequence[Any],
    ) -> None:
        """A foreign key that is nowhere."""
        columns = ", ".join(spec.columns)
        case = "self" if spec.own else ""
        message, hint = words("foreign-key", case, table=spec.table, columns=columns)
        self._tell("foreign-key", message, hint, number, spec, key, record, line, row)

    def _tell(
        self,
        rule: str,
        message: str,
        hint: str,
        number: int,
        spec: KeySpec,
        key: Any,
        record: int,
        line: int | None,
        row: Sequence[Any],
    ) -> None:
        name = ", ".join(spec.names)
        room = self.faults.room(rule, name)
        if room is not None and room <= 0:
            self.faults.count(rule, name, 1)
            return
        cells = [row[place] for place in spec.places if place < len(row)]
        value = None if key is None else shown(", ".join(map(str, cells)))
        single = len(spec.numbers) == 1 and (spec.kind == "unique" or not self.like)
        self.faults.add(
            Fault(
                rule,
                message,
                hint,
                record,
                line,
                name,
                spec.numbers[0] if single else None,
                value,
                number,
                self.name(row),
            )
        )

    def name(self, row: Sequence[Any]) -> str | None:
        """A row's primary key as text."""
        primary = next((spec for spec in self.specs if spec.kind == "primary"), None)
        return row_name(row, primary.places) if primary else None


class Numbers:
    """The numbers of records by their places in a table, kept as runs."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.firsts: list[int] = []
        self.length = 0

    def add(self, numbers: Sequence[int]) -> None:
        """Add the numbers of a block, which grow."""
        if not numbers:
            return
        if numbers[-1] - numbers[0] + 1 == len(numbers):
            self.run(numbers[0], len(numbers))
        else:
            for number in numbers:
                self.run(number, 1)

    def run(self, first: int, length: int) -> None:
        """Add a run of numbers without gaps."""
        if not self.starts or self.firsts[-1] + self.length - self.starts[-1] != first:
            self.starts.append(self.length)
            self.firsts.append(first)
        self.length += length

    def at(self, place: int) -> int:
        """The number of the record at a place."""
        index = bisect_right(self.starts, place) - 1
        return self.firsts[index] + place - self.starts[index]
