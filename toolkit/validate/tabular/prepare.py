"""A table made ready to be read: dialect, encoding, header, columns and keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.validate.tabular.column import Column, compile_column
from toolkit.validate.tabular.constraints import FieldFault
from toolkit.validate.tabular.detect import SAMPLE, header_row, infer_fields, sniff
from toolkit.validate.tabular.dialect import Dialect, DialectFault, properties, read_dialect
from toolkit.validate.tabular.findings import END, Fault, words
from toolkit.validate.tabular.keys import KeySpec
from toolkit.validate.tabular.labels import Layout, match_labels
from toolkit.validate.tabular.lines import (
    DETECTED,
    EncodingFault,
    LineFault,
    find_encoding,
    read_pieces,
    text_lines,
)
from toolkit.validate.tabular.records import Block, CsvRecords, inline_blocks
from toolkit.validate.tabular.task import TableTask

Key = tuple[str, tuple[str, ...]]
"""A table's name and names of its columns."""


class Unreadable(ValueError):
    """A table that cannot be read at all.

    Args:
        faults: why.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


@dataclass(slots=True)
class Prepared:
    """A table ready to be read.

    Attributes:
        task: the table.
        dialect: its dialect.
        encoding: its codec; empty for inline data.
        labels: its header.
        columns: its columns, in the order of the data.
        specs: its keys.
        faults: what is wrong with its header, fields and keys.
        steps: see `toolkit.validate.tabular.findings.TableFaults`.
        width: the number of fields in its schema.
        readable: whether its rows can be judged.
        empty: whether there is neither a header nor a row.
    """

    task: TableTask
    dialect: Dialect
    encoding: str = ""
    labels: Sequence[str] = ()
    columns: Sequence[Column] = ()
    specs: Sequence[KeySpec] = ()
    faults: list[Fault] = field(default_factory=list)
    steps: Sequence[tuple[Sequence[int], int]] = ()
    width: int = 0
    readable: bool = True

    @property
    def primary(self) -> tuple[int, ...]:
        """Places of the primary key's columns, from 0."""
        return next((spec.places for spec in self.specs if spec.kind == "primary"), ())

    def places(self, names: Sequence[str]) -> tuple[int, ...] | None:
        """The places of columns, from 0; ``None`` if one is not there."""
        found = {column.name: place for place, column in enumerate(self.columns)}
        return tuple(found[name] for name in names) if set(names) <= set(found) else None


def as_list(value: Any) -> list[str]:
    """Names of columns, which version 1 also writes as one string."""
    return [value] if isinstance(value, str) else [str(name) for name in value or ()]


def reference(task: TableTask, key: Mapping[str, Any]) -> Key:
    """What a foreign key refers to; its own table where it names none."""
    target = key.get("reference") or {}
    return str(target.get("resource") or task.name), tuple(as_list(target.get("fields")))


def foreign_keys(task: TableTask) -> list[Mapping[str, Any]]:
    """The foreign keys of a table's schema."""
    return list((task.schema or {}).get("foreignKeys") or ())


def prepare(task: TableTask, known: set[str], *, like: bool) -> Prepared:
    """Read a table's beginning and compile its schema.

    Args:
        task: the table.
        known: names of the tables that foreign keys may refer to.
        like: judge as frictionless does.

    Raises:
        Unreadable: neither its header nor its rows can be read.
    """
    lost = [key for key in foreign_keys(task) if reference(task, key)[0] not in known]
    troubles = [
        Fault("resource-error", *words("resource-error", table=reference(task, key)[0]))
        for key in lost
    ]
    if like and troubles:
        raise Unreadable(troubles[0])
    encoding, dialect, rows = _beginning(task, like)
    labels = _labels(dialect, rows, like)
    content = [row for number, row in enumerate(rows, 1) if _is_content(dialect, number, row)]
    if not labels and not content:
        raise Unreadable(Fault("source-error", *words("source-error", "empty")))
    fields: Sequence[Mapping[str, Any]]
    if task.schema is None:
        fields = infer_fields(labels, content, types=like)
    else:
        fields = task.schema.get("fields") or []
    prepared = Prepared(task, dialect, encoding, labels, width=len(fields), faults=troubles)
    layout = _layout(prepared, fields, content, like)
    prepared.readable = not layout.fatal
    _compile(prepared, layout.fields, like)
    _keys(prepared, like)
    return prepared


def _beginning(task: TableTask, like: bool) -> tuple[str, Dialect, list[Sequence[Any]]]:
    """The codec, the dialect and the first records."""
    try:
        if not isinstance(task.source, Path):
            dialect = read_dialect(task.dialect, like=like)
            first = next(inline_blocks(task.source, _names(task)), Block([], 1, None))
            if first.faults and not first.rows:
                raise Unreadable(Fault("source-error", *_inline_words(first)))
            return "", _with_header(task, dialect, first.rows, like), first.rows
        with task.source.open("rb") as file:
            encoding = find_encoding(file.read(DETECTED), task.encoding)
        declared = task.dialect
        if like or task.detect:
            declared = sniff(declared, _sample(task.source, encoding), tab=task.format == "tsv")
        dialect = read_dialect(declared, tab=task.format == "tsv", like=like)
        first = next(_some(task.source, encoding, dialect, like), Block([], 1, 1))
        if like and len(first.rows) < SAMPLE and (fatal := _undecodable(first)):
            raise Unreadable(fatal)
        return encoding, _with_header(task, dialect, first.rows, like), first.rows
    except EncodingFault as error:
        message = words("encoding-error", "bytes", detail=str(error))
        raise Unreadable(Fault("encoding-error", *message, line=error.line)) from error
    except DialectFault as error:
        raise Unreadable(Fault("dialect-error", *words("dialect-error", detail=error))) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise Unreadable(Fault("scheme-error", *words("scheme-error", detail=detail))) from error


def _inline_words(block: Block) -> tuple[str, str]:
    return words("source-error", "inline", detail=block.faults[0].detail)


def _undecodable(block: Block) -> Fault | None:
    """The fault that frictionless meets before it has read enough to begin."""
    for fault in block.faults:
        if fault.rule == "encoding-error":
            message, hint = words(fault.rule, fault.case, detail=fault.detail)
            return Fault(fault.rule, message, hint, line=fault.line)
    return None


def _some(path: Path, encoding: str, dialect: Dialect, like: bool) -> Iterator[Block]:
    return CsvRecords(read_pieces(path, encoding, like=like), dialect, like=like).blocks()


def _sample(path: Path, encoding: str) -> str:
    """The first lines of a file."""
    pieces = read_pieces(path, encoding)
    try:
        first = next(pieces, None)
    except LineFault:
        return ""
    return "".join(islice(text_lines(first.text), SAMPLE)) if first else ""


def _with_header(
    task: TableTask, dialect: Dialect, rows: Sequence[Sequence[Any]], like: bool
) -> Dialect:
    """The dialect with the header row that frictionless finds, where none is declared."""
    props = properties(task.dialect)
    if not (like or task.detect) or "header" in props or "headerRows" in props:
        return dialect
    number = header_row(rows[:SAMPLE], dialect.is_comment)
    if number is None:
        return dialect
    return read_dialect(
        {**sniffed(dialect), "headerRows": [number]}, tab=task.format == "tsv", like=like
    )


def sniffed(dialect: Dialect) -> dict[str, Any]:
    """The dialect as a descriptor."""
    return {
        "delimiter": dialect.delimiter,
        "quoteChar": dialect.quote_char,
        "doubleQuote": dialect.double_quote,
        "escapeChar": dialect.escape_char,
        "skipInitialSpace": dialect.skip_initial_space,
        "nullSequence": dialect.null_sequence,
        "headerJoin": dialect.header_join,
        "commentRows": sorted(dialect.comment_rows),
        "commentChar": dialect.comment_char,
        "headerCase": not dialect.ignore_case,
        "skipBlankRows": dialect.skip_blank_rows,
    }


def _is_content(dialect: Dialect, number: int, row: Sequence[Any]) -> bool:
    if number < dialect.first_row or dialect.is_comment(number, row):
        return False
    return not dialect.skip_blank_rows or any(cell not in (None, "") for cell in row)


def content_blocks(blocks: Iterator[Block], dialect: Dialect) -> Iterator[Block]:
    """The blocks without header, comments and, where the dialect says so, blank rows."""
    everywhere = dialect.comment_char or dialect.comment_rows or dialect.skip_blank_rows
    for block in blocks:
        if everywhere or block.number < dialect.first_row:
            yield block.without(lambda number, row: not _is_content(dialect, number, row))
        else:
            yield block


def _labels(dialect: Dialect, rows: Sequence[Sequence[Any]], like: bool) -> list[str]:
    """The header; where it takes several rows, their texts joined."""
    labels: list[str] = []
    before: dict[int, str] = {}
    if not dialect.header:
        return labels
    for number in dialect.header_rows:
        if number > len(rows) or dialect.is_comment(number, rows[number - 1]):
            continue
        for place, cell in enumerate(rows[number - 1]):
            text = "" if cell is None else str(cell)
            text = text.strip() if like else text
            if before.get(place) == text:
                continue
            before[place] = text
            if place >= len(labels):
                labels += [""] * (place - len(labels))
                labels.append(text)
            else:
                labels[place] = dialect.header_join.join([labels[place], text])
    return labels


def _layout(
    prepared: Prepared,
    fields: Sequence[Mapping[str, Any]],
    content: Sequence[Any],
    like: bool,
) -> Layout:
    """Header and fields paired; faults of the header are noted."""
    schema, labels = prepared.task.schema or {}, prepared.labels
    if not like and prepared.dialect.header and content and not any(labels):
        prepared.faults.append(Fault("blank-header", *words("blank-header")))
        return Layout(fields, [])
    layout = match_labels(
        labels,
        fields,
        mode=str(schema.get("fieldsMatch") or "exact"),
        key=as_list(schema.get("primaryKey")),
        ignore_case=prepared.dialect.ignore_case,
        like=like,
    )
    for fault in layout.faults:
        case = ""
        if fault.rule == "incorrect-label":
            if fault.label.strip() == fault.field:
                case = "space"
            elif fault.label.lower() == fault.field.lower():
                case = "case"
        message, hint = words(
            fault.rule,
            case,
            label=fault.label,
            field=fault.field,
            number=fault.number,
            detail=fault.detail,
        )
        name = fault.field or fault.label or None
        value = fault.label or None
        prepared.faults.append(Fault(fault.rule, message, hint, None, None, name, fault.number, value))
    return layout


def _compile(prepared: Prepared, fields: Sequence[Mapping[str, Any]], like: bool) -> None:
    schema = prepared.task.schema or {}
    nulls = [prepared.dialect.null_sequence] if prepared.dialect.null_sequence is not None else []
    key = [] if like else as_list(schema.get("primaryKey"))
    columns = []
    for number, descriptor in enumerate(fields, 1):
        try:
            columns.append(
                compile_column(
                    descriptor,
                    number,
                    schema,
                    like=like,
                    required=descriptor.get("name") in key,
                    nulls=nulls,
                )
            )
        except FieldFault as error:
            message, hint = words("field-error", detail=error)
            name = str(descriptor.get("name", ""))
            prepared.faults.append(Fault("field-error", message, hint, None, None, name, number))
            columns.append(compile_column({"name": name, "type": "any"}, number, {}, like=like))
    prepared.columns = columns


def _keys(prepared: Prepared, like: bool) -> None:
    """The table's keys, in the order in which frictionless checks them."""
    schema, task = prepared.task.schema or {}, prepared.task
    groups: list[tuple[str, list[str], Key]] = [
        ("unique", [column.name], ("", ())) for column in prepared.columns if column.unique
    ]
    primary = as_list(schema.get("primaryKey"))
    if primary and prepared.dialect.ignore_case:
        folded = {name.lower() for name in primary}
        primary = [column.name for column in prepared.columns if column.name.lower() in folded]
    if primary:
        groups.append(("primary", primary, ("", ())))
    if not like:
        keys = [as_list(names) for names in schema.get("uniqueKeys") or ()]
        groups += [("unique-key", names, ("", ())) for names in keys]
    groups += [
        ("foreign", as_list(key.get("fields")), reference(task, key)) for key in foreign_keys(task)
    ]
    specs = []
    for kind, names, (table, columns) in groups:
        places = prepared.places(names)
        if not names or places is None or (kind == "foreign" and len(columns) != len(names)):
            continue
        numbers = tuple(place + 1 for place in places)
        own = kind == "foreign" and table == task.name
        specs.append(KeySpec(kind, places, tuple(names), numbers, table, columns, own))
    prepared.specs = specs
    prepared.steps = [(spec.numbers, index) for index, spec in enumerate(specs)]


def count_faults(prepared: Prepared, rows: int, *, whole: bool) -> Iterator[Fault]:
    """Faults against the numbers of rows and fields that the resource declares."""
    task = prepared.task
    if not whole:
        return
    if task.fields and task.fields != prepared.width:
        message = words("field-count", limit=task.fields, count=prepared.width)
        yield Fault("field-count", *message, key=END)
    if task.rows and task.rows != rows:
        yield Fault("row-count", *words("row-count", limit=task.rows, count=rows), key=END)


def _names(task: TableTask) -> list[str]:
    return [str(item.get("name", "")) for item in (task.schema or {}).get("fields") or ()]
