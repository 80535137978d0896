"""Foreign keys between text and Parquet tables, which two engines check.

Each engine is given the other's keys: of a Parquet table a small text table, of a text table its
key values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.validate.parquet.task import ParquetTask
from toolkit.validate.tabular.begin import UnreadableError
from toolkit.validate.tabular.prepare import foreign_keys, prepare, reference
from toolkit.validate.tabular.task import TableTask

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextKeys:
    """The keys of a text table that Parquet tables refer to.

    Attributes:
        task: the table.
        columns: its key columns.
    """

    task: TableTask
    columns: Names

    def rows(self) -> Iterator[tuple[str | None, ...]]:
        """The logical values as texts, row by row; nothing where the table cannot be read."""
        try:
            prepared = prepare(self.task, {self.task.name}, like=False)
        except UnreadableError:
            return
        places = prepared.places(self.columns)
        if places is None or not prepared.readable:
            return
        columns = [prepared.columns[place] for place in places]
        for block in prepared.blocks(like=False):
            for row in block.rows:
                yield tuple(
                    _spelt(column.value(row[place])) if place < len(row) else None
                    for column, place in zip(columns, places, strict=True)
                )


def _spelt(value: Any) -> str | None:
    """A value as DuckDB would write it."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Crossing:
    """The keys of one package, disentangled.

    Attributes:
        texts: the text tables, and those that hold keys of Parquet tables.
        parquet: the Parquet tables.
        keys: the keys of text tables that Parquet tables refer to.
        left_out: foreign keys that are not checked because a table cannot be read.
    """

    texts: Sequence[TableTask]
    parquet: Sequence[ParquetTask]
    keys: Sequence[TextKeys]
    left_out: Sequence[str]


def disentangle(
    texts: Sequence[TableTask],
    parquet: Sequence[ParquetTask],
    unreadable: frozenset[str],
    folder: Path,
) -> Crossing:
    """Give each engine what it needs of the other's tables.

    Args:
        texts: the text tables.
        parquet: the Parquet tables.
        unreadable: resources of the package that are neither.
        folder: where to write keys.
    """
    left_out: list[str] = []
    texts = [_without(task, unreadable, left_out) for task in texts]
    parquet = [_without(task, unreadable, left_out) for task in parquet]
    of_text = {task.name: task for task in texts}
    of_parquet = {task.name: task for task in parquet}
    wanted = _wanted(texts, frozenset(of_parquet.keys() - of_text.keys()))
    extra = [
        _as_text(of_parquet[name], groups, folder, number)
        for number, (name, groups) in enumerate(wanted.items())
    ]
    keys = [
        TextKeys(of_text[name], columns)
        for name, groups in _wanted(parquet, frozenset(of_text.keys() - of_parquet.keys())).items()
        for columns in groups
    ]
    return Crossing([*texts, *extra], parquet, keys, left_out)


def _without(task: Any, unreadable: frozenset[str], left_out: list[str]) -> Any:
    """The table without its foreign keys to tables that cannot be read."""
    keys = foreign_keys(task)
    kept = [key for key in keys if reference(task, key)[0] not in unreadable]
    if len(kept) == len(keys):
        return task
    for key in keys:
        if key not in kept:
            left_out.append(f"{task.name}: foreign key to {reference(task, key)[0]}")
    return replace(task, schema={**task.schema, "foreignKeys": kept})


def _wanted(tasks: Sequence[Any], names: frozenset[str]) -> dict[str, list[Names]]:
    """The groups of columns of the named tables that foreign keys refer to."""
    found: dict[str, list[Names]] = {}
    for task in tasks:
        for key in foreign_keys(task):
            name, columns = reference(task, key)
            if name in names and columns not in found.setdefault(name, []):
                found[name].append(columns)
    return found


def _as_text(task: ParquetTask, groups: Sequence[Names], folder: Path, number: int) -> TableTask:
    """A text table with the distinct keys of a Parquet table."""
    import duckdb

    from toolkit.schema.duckdb_ import identifier, literal
    from toolkit.validate.parquet.source import connect, open_source

    names = list(dict.fromkeys(name for group in groups for name in group))
    types = {field.get("name"): field.get("type") for field in (task.schema or {})["fields"]}
    fields = [{"name": name, "type": types.get(name) or "any"} for name in names]
    place = folder / f"keys{number}"
    place.mkdir()
    path = place / "keys.csv"
    with connect(place) as connection:
        try:
            source = open_source(connection, task.source, place)
            columns = ", ".join(map(identifier, names))
            connection.execute(
                f"COPY (SELECT DISTINCT {columns} FROM {source.relation}) "
                f"TO {literal(str(path))} (FORMAT csv, HEADER true)"
            )
        except duckdb.Error:  # the check of the Parquet table says what is wrong
            path.write_text(",".join(names) + "\n", encoding="utf-8")
    return TableTask(task.name, task.path, path, {"fields": fields}, report=False)
