"""Faults of a table and the findings that are made of them, in frictionless's order."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.console import plural
from toolkit.schema.model import Severity
from toolkit.validate.report import Finding
from toolkit.validate.tabular.task import Options, Sink, TableTask

MESSAGES = Path(__file__).with_name("messages.csv")
SHOWN_VALUE = 200
SHOWN_VALUES = 12

TAGS: Mapping[str, tuple[str, ...]] = {
    "#table": ("field-count", "row-count"),
    "#header": ("blank-header", "unmatched-header"),
    "#label": (
        *("extra-label", "missing-label", "blank-label", "duplicate-label", "incorrect-label"),
    ),
    "#row": ("blank-row", "primary-key", "foreign-key"),
    "#cell": ("extra-cell", "missing-cell", "type-error", "constraint-error", "unique-error"),
}
"""frictionless's names for groups of rules; each holds those of the groups in `WITHIN` too."""
WITHIN: Mapping[str, tuple[str, ...]] = {
    "#header": ("#label",),
    "#row": ("#cell",),
    "#table": ("#header", "#label", "#row", "#cell"),
    "#content": ("#row", "#cell"),
}


@dataclass(slots=True)
class Fault:
    """Something wrong in a table, before it is a finding.

    Attributes:
        rule: the rule it breaks.
        row: the record's number; ``None`` for the table or its header.
        line: its line.
        field: the column's name.
        number: the column's place, from 1.
        value: what stands there.
        message: what is wrong.
        hint: what to do.
        key: which of the table's keys it breaks, from 0; -1 for none.
        row_id: the row's key values joined by ``|``.
        warning: whether it is only a warning.
    """

    rule: str
    message: str
    hint: str = ""
    row: int | None = None
    line: int | None = None
    field: str | None = None
    number: int | None = None
    value: str | None = None
    key: int = -1
    row_id: str | None = None
    warning: bool = False


@cache
def _messages() -> Mapping[tuple[str, str], tuple[str, str]]:
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["rule"], row["case"]): (row["message"], row["hint"]) for row in rows}


def words(rule: str, case: str = "", **values: Any) -> tuple[str, str]:
    """Message and hint of a case of a rule, with the values in their places."""
    messages = _messages()
    message, hint = messages.get((rule, case)) or messages[rule, ""]
    return message.format_map(values), hint.format_map(values)


def cell_words(rule: str, name: str, limit: Any, descriptor: Mapping[str, Any]) -> tuple[str, str]:
    """Message and hint for a cell's type or constraint."""
    if rule == "type-error":
        if limit != "default":
            return words(rule, "format", type=name, format=limit)
        true = descriptor.get("trueValues", ["true"])
        false = descriptor.get("falseValues", ["false"])
        examples = " or ".join(str(item) for item in [*true[:1], *false[:1]])
        return words(rule, name, type=name, examples=examples)
    values = ""
    if isinstance(limit, Sequence) and not isinstance(limit, str):
        values = ", ".join(map(str, limit[:SHOWN_VALUES]))
        values += f" and {len(limit) - SHOWN_VALUES} more" if len(limit) > SHOWN_VALUES else ""
    return words(rule, name, limit=limit, values=values)


def shown(value: Any) -> str:
    """A cell as a finding shows it: bad bytes as such, long ones cut."""
    text = str(value)
    if not text.isprintable():
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return text if len(text) <= SHOWN_VALUE else f"{text[: SHOWN_VALUE - 1]}…"


def row_name(row: Sequence[Any], key: Sequence[int]) -> str | None:
    """A row's key values joined by ``|``; ``None`` where it lacks one."""
    if not key or max(key) >= len(row) or any(row[place] in (None, "") for place in key):
        return None
    return shown("|".join(str(row[place]) for place in key))


def wanted(rule: str, options: Options) -> bool:
    """Whether findings of a rule are wanted."""
    names = {rule}
    for tag, rules in TAGS.items():
        if rule in rules:
            names.add(tag)
            names |= {outer for outer, inner in WITHIN.items() if tag in inner}
    if "#table" not in names and rule not in ("formula",):
        return True  # not of the data but of the source or the metadata: never left out
    return not names & options.skip and (not options.pick or bool(names & options.pick))


@dataclass(slots=True)
class TableFaults:
    """A table's faults; no more of a kind than are wanted, the others counted.

    Attributes:
        task: the table.
        options: what is wanted.
        sink: where findings go in the end.
        steps: columns in the order in which frictionless looks at cells for keys: the place of
            the column, and the key that it belongs to.
    """

    task: TableTask
    options: Options
    sink: Sink
    steps: Sequence[tuple[Sequence[int], int]] = ()
    kept: list[Fault] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    rooms: dict[tuple[str, str], int | None] = field(default_factory=dict)

    def room(self, rule: str, name: str | None) -> int | None:
        """How many more faults of a kind are kept; ``None`` for all."""
        kind = (rule, name or "")
        if kind not in self.rooms:
            severity = Severity.WARNING if rule == "formula" else Severity.ERROR
            self.rooms[kind] = self.sink.room(self.task.name, rule, name, severity)
        limit = self.rooms[kind]
        return None if limit is None else limit - self.counts.get(kind, 0)

    def add(self, fault: Fault) -> None:
        """Keep a fault, or count it."""
        room = self.room(fault.rule, fault.field)
        kind = (fault.rule, fault.field or "")
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if (room is None or room > 0) and self.task.report:
            self.kept.append(fault)

    def count(self, rule: str, name: str | None, number: int) -> None:
        """Count faults of a kind of which no more are kept."""
        kind = (rule, name or "")
        self.counts[kind] = self.counts.get(kind, 0) + number

    def emit(self) -> None:
        """Hand the findings over, in order."""
        if not self.task.report:
            return
        head = [fault for fault in self.kept if fault.row is None and fault.key != END]
        tail = [fault for fault in self.kept if fault.row is None and fault.key == END]
        rows: dict[int, list[Fault]] = {}
        for fault in self.kept:
            if fault.row is not None:
                rows.setdefault(fault.row, []).append(fault)
        given: dict[tuple[str, str], int] = {}
        order = head + [f for row in sorted(rows) for f in self._in_order(rows[row])] + tail
        for fault in order:
            kind = (fault.rule, fault.field or "")
            given[kind] = given.get(kind, 0) + 1
            if wanted(fault.rule, self.options):
                self.sink.add(self._finding(fault))
        for (rule, name), count in self.counts.items():
            more = count - given.get((rule, name), 0)
            if more > 0 and wanted(rule, self.options):
                severity = Severity.WARNING if rule == "formula" else Severity.ERROR
                self.sink.count_more(self.task.name, rule, name or None, more, severity)

    def _finding(self, fault: Fault) -> Finding:
        return Finding(
            rule=fault.rule,
            message=fault.message,
            table=self.task.name,
            row_id=fault.row_id,
            row_number=fault.row,
            field=fault.field,
            value=fault.value,
            hint=fault.hint,
            severity=Severity.WARNING if fault.warning else Severity.ERROR,
            path=self.task.path,
            line_number=fault.line,
            field_number=fault.number,
        )

    def _in_order(self, faults: list[Fault]) -> list[Fault]:
        """One row's faults in frictionless's order.

        It reads a row's cells one by one for the keys; at the first broken key it reads the
        rest, and only then notes the key. A blank row's other faults are not told, but keys are.
        """
        if len(faults) == 1:
            return faults
        cells = [fault for fault in faults if fault.key < 0]
        cells.sort(key=lambda fault: (_RANKS.get(fault.rule, 0), fault.number or 0))
        keys = sorted((fault for fault in faults if fault.key >= 0), key=lambda fault: fault.key)
        first = keys[0].key if keys else None
        ahead: list[int] = []
        for places, key in self.steps:
            ahead += places
            if key == first:
                break
        early = [
            fault
            for place in dict.fromkeys(ahead)
            for fault in cells
            if fault.number == place and fault.rule in ("type-error", "constraint-error")
        ]
        taken = set(map(id, early))
        return [*early, *(fault for fault in cells if id(fault) not in taken), *keys]


END = -2
"""The key of faults that are told after all rows."""
_RANKS = {"extra-cell": 1, "missing-cell": 2}


def formula_fault(name: str, number: int, count: int, example: str) -> Fault:
    """The one warning of a column in which spreadsheets would see formulas."""
    message, hint = words("formula", count=plural(count, "cell"))
    fault = Fault("formula", message, hint, None, None, name, number, shown(example), END)
    fault.warning = True
    return fault
