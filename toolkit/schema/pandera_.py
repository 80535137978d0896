"""A table's pandera schema, for pandas frames with Arrow types.

pandera is told everything that concerns one table: types, nulls, every constraint, the key, no
column more or fewer, membership in a code list. Keys between tables are beyond a single frame.
Frames are checked whole; no check is left to a lazy engine, which would skip it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc
from pandera.errors import SchemaErrors

from toolkit.schema.arrow import ARROW_TYPES
from toolkit.schema.model import Field, PackageDeclaration, Scalar, TableSchema

FAILURE_COLUMNS = ("column", "row", "value", "check")
"""The columns that `failure_cases` returns."""

_PANDERA_CHECKS = {
    "not_nullable": "required",
    "dtype": "type",
    "column_in_schema": "columns",
    "column_in_dataframe": "columns",
    "column_ordered": "columns",
    "multiple_fields_uniqueness": "primaryKey",
}
"""pandera's names of its own checks, and what Table Schema calls them."""

Predicate = Callable[[pa.Array], pa.Array]


def pandas_frame(rows: pa.Table) -> pd.DataFrame:
    """The Arrow table as a frame that keeps its Arrow types (and so its nulls)."""
    frame: pd.DataFrame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def pandera_schema(table: TableSchema, declaration: PackageDeclaration) -> pandera.DataFrameSchema:
    """The pandera schema of one table.

    Args:
        table: a table or code list of the declaration.
        declaration: where the code lists are found that the table refers to.

    Returns:
        A strict, ordered schema; columns have the Arrow types of `arrow_schema`.
    """
    codes = {
        key.fields[0]: declaration.code_lists[key.resource].codes
        for key in table.foreign_keys
        if key.resource in declaration.code_lists and len(key.fields) == 1
    }
    columns = {
        field.name: pandera.Column(
            pd.ArrowDtype(ARROW_TYPES[field.type]),
            checks=list(_checks(field, codes.get(field.name))),
            nullable=not field.constraints.required,
            title=field.title,
            description=field.description,
        )
        for field in table.fields
    }
    return pandera.DataFrameSchema(
        columns,
        name=table.name,
        title=table.title,
        description=table.description,
        strict=True,
        ordered=True,
        unique=list(table.primary_key),
    )


def failure_cases(frame: pd.DataFrame, schema: pandera.DataFrameSchema) -> pd.DataFrame:
    """All that is wrong with a frame, one row each.

    Returns:
        A frame with the columns ``column`` (the name, or the key's names joined by a comma),
        ``row`` (the index label; null for a whole column), ``value`` (as text) and ``check``:
        ``columns``, ``type``, ``required``, ``unique``, ``enum``, ``pattern``, ``minLength``,
        ``minimum``, ``maximum``, ``primaryKey`` or ``foreignKey``.
    """
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        found = [_tidy(case, schema) for case in errors.failure_cases.to_dict("records")]
        return pd.DataFrame(found, columns=list(FAILURE_COLUMNS)).drop_duplicates(ignore_index=True)
    return pd.DataFrame([], columns=list(FAILURE_COLUMNS))


def _tidy(case: dict[str, Any], schema: pandera.DataFrameSchema) -> tuple[Any, ...]:
    word = str(case["check"]).split("(")[0]
    check = _PANDERA_CHECKS.get(word, word)
    column = case["column"]
    if check == "primaryKey":
        column = ",".join(schema.unique)
    elif check == "columns":
        column = case["failure_case"]
    value = None if pd.isna(case["failure_case"]) else str(case["failure_case"])
    return column, case["index"], value, check


def _checks(field: Field, codes: tuple[str, ...] | None) -> Iterator[pandera.Check]:
    """pandera checks of one column, each called as Table Schema calls the constraint."""
    rules = field.constraints
    kind = ARROW_TYPES[field.type]

    def scalar(value: Scalar) -> pa.Scalar:
        return pa.scalar(value, kind)

    def check(name: str, predicate: Predicate) -> pandera.Check:
        return pandera.Check(_on_series(predicate, kind), name=name, error=name, ignore_na=False)

    if rules.unique:
        yield check("unique", _seen_once)
    if rules.enum:
        allowed = pa.array(rules.enum, kind)
        yield check("enum", lambda values: pc.is_in(values, allowed))
    if codes is not None:
        members = pa.array(codes, kind)
        yield check("foreignKey", lambda values: pc.is_in(values, members))
    if rules.pattern is not None:
        whole = f"^(?:{rules.pattern})$"
        yield check("pattern", lambda values: pc.match_substring_regex(values, whole))
    if rules.min_length is not None:
        length = rules.min_length
        yield check("minLength", lambda values: pc.greater_equal(pc.utf8_length(values), length))
    if rules.minimum is not None:
        low = scalar(rules.minimum)
        yield check("minimum", lambda values: pc.greater_equal(values, low))
    if rules.maximum is not None:
        high = scalar(rules.maximum)
        yield check("maximum", lambda values: pc.less_equal(values, high))


def _seen_once(values: pa.Array) -> pa.Array:
    counts = values.value_counts()
    twice = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    return pc.invert(pc.is_in(values, twice))


def _on_series(predicate: Predicate, kind: pa.DataType) -> Callable[[pd.Series], pd.Series]:
    """A predicate on Arrow values as one on a column; nulls pass.

    A column of another type passes, too: its type is reported already, and the predicate could
    only stumble over it.
    """

    def apply(series: pd.Series) -> pd.Series:
        if series.dtype != pd.ArrowDtype(kind):
            return pd.Series(True, index=series.index)
        values = pa.array(series.array)
        if isinstance(values, pa.ChunkedArray):
            values = values.combine_chunks()
        passed = pc.or_(pc.is_null(values), pc.fill_null(predicate(values), True))
        return pd.Series(passed.to_pylist(), index=series.index, dtype=bool)

    return apply
