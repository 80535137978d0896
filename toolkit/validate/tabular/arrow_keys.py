"""Keys of large tables, held as Arrow columns of text.

Every logical value has one spelling (`spelling`), so that equal values are equal texts; columns of
different kinds (text, numbers, dates …) never hold equal values. Keys of several columns are
joined by a character that is escaped where it occurs within a value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.validate.tabular.arrow_text import integer_scalar, text_array, text_scalar
from toolkit.validate.tabular.column import Column
from toolkit.validate.tabular.findings import TableFaults
from toolkit.validate.tabular.keys import KeySpec, Locate, Numbers, PythonKeys, Values

ESCAPE, NULL, SEPARATOR = "\x1d", "\x1e", "\x1f"
"""What begins an escape, stands for no value, and separates the columns of a key."""
_ESCAPES = ((ESCAPE, ESCAPE + "0"), (NULL, ESCAPE + "1"), (SEPARATOR, ESCAPE + "2"))
_KINDS = {"string": "text", "any": "text", "integer": "number"}
_KINDS |= {"year": "number", "boolean": "number"}
SCAN = 1 << 16
"""Records looked through at a time for those whose keys are wrong."""


@dataclass(frozen=True, slots=True)
class Target:
    """Keys that foreign keys refer to.

    Attributes:
        kinds: the kinds of their columns.
        keys: the keys.
    """

    kinds: tuple[str, ...]
    keys: Any


def no_keys() -> Target:
    """The keys of a table that cannot be read."""
    return Target((), pa.chunked_array([], pa.string()))


def spelling(value: Any) -> str | None:
    """The one text of a logical value."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Decimal):
        if (
            value.is_finite()
            and abs(value.adjusted()) < 1000
            and value == value.to_integral_value()
        ):
            return str(int(value))
        return str(value.normalize()) if value.is_finite() else str(value)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else repr(value)


class ArrowKeys:
    """A table's keys in Arrow columns; see `toolkit.validate.tabular.keys.PythonKeys`.

    Args:
        columns: the table's columns.
        specs: its keys.
        wanted: columns (their places) that foreign keys of tables refer to.
        targets: keys of other tables by table and columns.
        faults: where faults go.
        like: judge as frictionless does.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        specs: Sequence[KeySpec],
        wanted: Mapping[tuple[str, ...], Sequence[int] | None],
        targets: Mapping[tuple[str, tuple[str, ...]], Target],
        faults: TableFaults,
        *,
        like: bool,
    ) -> None:
        self.columns, self.specs, self.targets = columns, specs, targets
        self.faults, self.like = faults, like
        self.wanted = wanted
        self.teller = PythonKeys(specs, {}, {}, faults, like=like)
        self.numbers = Numbers()
        self.find: Callable[[Sequence[int]], Mapping[int, Any]] | None = None
        groups = [spec.places for spec in specs]
        groups += [tuple(places) for places in wanted.values() if places is not None]
        self.chunks: dict[int, list[Any]] = {place: [] for group in groups for place in group}

    def add(self, values: Values, numbers: Sequence[int], locate: Locate) -> None:
        """Enter the keys of a block that was judged exactly."""
        del locate
        self.numbers.add(numbers)
        for place, chunks in self.chunks.items():
            cells = values(place)
            made = list(map(spelling, cells))
            chunks.append(text_array(made))

    def add_arrow(self, table: Any, number: int) -> None:
        """Enter the keys of a block that is fine: texts, with nulls where there is no value."""
        self.numbers.run(number, table.num_rows)
        for place, chunks in self.chunks.items():
            chunks.append(self._spell(self.columns[place], table.column(place).combine_chunks()))

    def _spell(self, column: Column, cells: Any) -> Any:
        if isinstance(cells, pa.ChunkedArray):
            cells = cells.combine_chunks()
        form = column.descriptor.get("format") or "default"
        if column.plain and form == "default":
            return cells
        coded = cells.dictionary_encode()
        spelt = [spelling(column.value(cell)) for cell in coded.dictionary.to_pylist()]
        return text_array(spelt).take(coded.indices)

    def _kinds(self, places: Sequence[int]) -> tuple[str, ...]:
        kinds = (self.columns[place].type for place in places)
        return tuple(_KINDS.get(kind, kind) for kind in kinds)

    def keys(self, places: Sequence[int], *, every: bool) -> Any:
        """A key of all records: null where any of its columns is, with ``every`` where all are."""
        parts = [pa.chunked_array(self.chunks[place], pa.string()) for place in places]
        if len(parts) == 1:
            return parts[0]
        parts = [_escaped(part) for part in parts]
        if not every:
            return pc.binary_join_element_wise(*parts, text_scalar(SEPARATOR))
        joined = pc.binary_join_element_wise(
            *parts, text_scalar(SEPARATOR), null_handling="replace", null_replacement=NULL
        )
        nothing = SEPARATOR.join([NULL] * len(parts))
        return pc.if_else(pc.equal(joined, text_scalar(nothing)), text_scalar(None), joined)

    def target(self, columns: tuple[str, ...]) -> Target:
        """The keys that foreign keys refer to."""
        places = self.wanted[columns]
        if places is None:
            return no_keys()
        return Target(self._kinds(places), self.keys(places, every=self.like))

    def close(self) -> None:
        """Check what can be checked when the table is read, and let go of what is not needed."""
        for number, spec in enumerate(self.specs):
            if spec.kind != "foreign":
                self._unique(number, spec)
            elif self._known(spec):
                self._foreign(number, spec)
        later = {
            place
            for spec in self.specs
            if spec.kind == "foreign" and not self._known(spec)
            for place in spec.places
        }
        self.chunks = {place: self.chunks[place] for place in later}

    def _known(self, spec: KeySpec) -> bool:
        return (spec.table, spec.columns) in self.targets and not spec.own

    def finish(self, find: Callable[[Sequence[int]], Mapping[int, Any]]) -> None:
        """Check the foreign keys whose targets were not known when the table was read."""
        self.find = self.find or find
        for number, spec in enumerate(self.specs):
            if spec.kind == "foreign" and all(place in self.chunks for place in spec.places):
                self._foreign(number, spec)
        self.chunks = {}

    def _unique(self, number: int, spec: KeySpec) -> None:
        every = self.like and spec.kind == "primary"
        keys = self.keys(spec.places, every=every)
        if every and keys.null_count:
            self._tell(number, spec, _positions(pc.is_null(keys)), "null")
        if _increasing(keys):
            return
        if pc.count_distinct(keys, mode="only_valid").as_py() == len(keys) - keys.null_count:
            return
        counts = pc.value_counts(pc.drop_null(keys))
        twice = counts.field(0).filter(pc.greater(counts.field(1), integer_scalar(1)))
        self._tell(number, spec, self._repeated(keys, twice), "same")

    def _repeated(self, keys: Any, twice: Any) -> Iterator[tuple[int, int | None]]:
        last: dict[str, int] = {}
        again = pc.is_in(keys, value_set=twice, skip_nulls=True)
        for place, _ in _positions(again):
            key = keys[place].as_py()
            if key in last:
                yield place, last[key]
            last[key] = place

    def _foreign(self, number: int, spec: KeySpec) -> None:
        target = self.targets.get((spec.table, spec.columns))
        if target is None:
            return
        keys = self.keys(spec.places, every=self.like)
        if target.kinds and target.kinds != self._kinds(spec.places):
            lost = pc.is_valid(keys)
        else:
            found = pc.is_in(keys, value_set=target.keys, skip_nulls=True)
            if pc.sum(found).as_py() == len(keys) - keys.null_count:
                return
            lost = pc.and_(pc.invert(found), pc.is_valid(keys))
        self._tell(number, spec, _positions(lost), "orphan")

    def _tell(
        self,
        number: int,
        spec: KeySpec,
        positions: Iterator[tuple[int, int | None]],
        what: str,
    ) -> None:
        """Tell of the first wrong keys in full and count the others."""
        rule = {"orphan": "foreign-key", "null": "primary-key"}.get(what, "")
        rule = rule or ("primary-key" if spec.kind == "primary" else "unique-error")
        name = ", ".join(spec.names)
        room = self.faults.room(rule, name)
        told: list[tuple[int, int | None]] = []
        more = 0
        for place, other in positions:
            if room is None or len(told) < room:
                earlier = None if other is None else self.numbers.at(other)
                told.append((self.numbers.at(place), earlier))
            else:
                more += 1
        self.faults.count(rule, name, more)
        assert self.find is not None
        rows = self.find([record for record, _ in told]) if told else {}
        for record, earlier in told:
            line, row = rows.get(record, (None, ()))
            if what == "null":
                self.teller.tell_null(number, spec, record, line, row)
            elif what == "orphan":
                self.teller.tell_orphan(number, spec, "", record, line, row)
            else:
                self.teller.tell_same(number, spec, "", earlier or 0, record, line, row)


def _escaped(part: Any) -> Any:
    for plain, escaped in _ESCAPES:
        if pc.any(pc.match_substring(part, plain)).as_py():
            part = pc.replace_substring(part, plain, escaped)
    return part


def _increasing(keys: Any) -> bool:
    """Whether every key is greater than the one before it."""
    if keys.null_count:
        return False
    last = None
    for chunk in keys.chunks:
        if not len(chunk):
            continue
        if last is not None and not last < chunk[0].as_py():
            return False
        if len(chunk) > 1:
            later, earlier = chunk.slice(1), chunk.slice(0, len(chunk) - 1)
            if not pc.all(pc.greater(later, earlier)).as_py():
                return False
        last = chunk[-1].as_py()
    return True


def _positions(mask: Any) -> Iterator[tuple[int, int | None]]:
    """Where a mask is true."""
    begin = 0
    for chunk in mask.chunks if isinstance(mask, pa.ChunkedArray) else [mask]:
        for start in range(0, len(chunk), SCAN):
            piece = chunk.slice(start, SCAN)
            for place in pc.indices_nonzero(piece).to_pylist():
                yield begin + start + place, None
        begin += len(chunk)
