"""Corrections: applied where they match, a failed build where they do not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.assemble.corrections import apply_corrections, read_corrections
from toolkit.assemble.merge import Tables
from toolkit.errors import DataError, UsageError
from toolkit.schema.model import Field, FieldType, TableSchema

HEADER = "table,row,field,expected,value,reason,contributor\n"


def table(name: str, key: tuple[str, ...], **types: FieldType) -> TableSchema:
    fields = tuple(Field(n, t, n, n, "1") for n, t in types.items())
    return TableSchema(name, name, name, fields, key)


TEXT, NUMBER, WHOLE = FieldType.STRING, FieldType.NUMBER, FieldType.INTEGER
SCHEMAS = {
    "calls": table(
        "calls",
        ("call_id",),
        call_id=TEXT,
        duration_minutes=NUMBER,
        medium_code=TEXT,
        longest=WHOLE,
    ),
    "topics": table(
        "topics", ("call_id", "topic_code"), call_id=TEXT, topic_code=TEXT, status_code=TEXT
    ),
}


def tables() -> Tables:
    row = {"call_id": "c1", "duration_minutes": Decimal(90), "medium_code": None, "longest": None}
    words = {"article_id": "a", "start_char": 3, "end_char": 7, "exact": "long", "rule": "duration"}
    return {
        "calls": [row],
        "topics": [{"call_id": "c1", "topic_code": "trade", "status_code": "discussed"}],
        "evidence": [
            {
                "table_name": "calls",
                "row_id": "c1",
                "field_name": "call_id",
                "value": "c1",
                **words,
            },
            {"table_name": "calls", "row_id": "c1", "field_name": "duration_minutes",
             "value": "90", **words},
        ],
    }  # fmt: skip


def apply(tmp_path: Path, *lines: str) -> Tables:
    path = tmp_path / "corrections.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return apply_corrections(tables(), read_corrections(path), SCHEMAS)


def test_a_correction_changes_its_cell_and_the_evidence(tmp_path: Path) -> None:
    out = apply(tmp_path, "calls,c1,duration_minutes,90,95,says so,me")
    assert out["calls"][0]["duration_minutes"] == Decimal(95)
    (words,) = [e for e in out["evidence"] if e["field_name"] == "duration_minutes"]
    assert (words["value"], words["rule"], words["exact"]) == ("95", "correction", "long")
    assert tables()["calls"][0]["duration_minutes"] == Decimal(90)


def test_an_empty_cell_is_filled_with_the_rows_own_words(tmp_path: Path) -> None:
    out = apply(tmp_path, "calls,c1,medium_code,,video,says so,me")
    assert out["calls"][0]["medium_code"] == "video"
    assert [e["value"] for e in out["evidence"] if e["field_name"] == "medium_code"] == ["video"]


def test_a_wrong_topic_is_recoded(tmp_path: Path) -> None:
    out = apply(tmp_path, "topics,c1|trade,topic_code,trade,tariffs,says so,me")
    assert out["topics"][0]["topic_code"] == "tariffs"


def test_a_value_can_be_emptied(tmp_path: Path) -> None:
    out = apply(tmp_path, "calls,c1,duration_minutes,90,,not said,me")
    assert out["calls"][0]["duration_minutes"] is None
    assert not [e for e in out["evidence"] if e["field_name"] == "duration_minutes"]


def test_a_row_with_several_keys_is_named_with_bars(tmp_path: Path) -> None:
    out = apply(tmp_path, "topics,c1|trade,status_code,discussed,omitted,says so,me")
    assert out["topics"][0]["status_code"] == "omitted"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("calls,c1,duration_minutes,80,95,why,me", "is '90', not '80' as the correction expects"),
        ("calls,c2,duration_minutes,90,95,why,me", "has no row 'c2'"),
        ("calls,c1,length,90,95,why,me", "has no field 'length'"),
        ("colls,c1,length,90,95,why,me", "there is no table 'colls'"),
        ("calls,c1,duration_minutes,90,long,why,me", "'long' is not a number"),
        ("calls,c1,duration_minutes,90,NaN,why,me", "'NaN' is not a number"),
        ("calls,c1,duration_minutes,90,1e40,why,me", "'1e40' is not a number"),
        ("calls,c1,longest,,yes,why,me", "'yes' is not a whole number"),
        ("calls,c1,longest,,99999999999999999999,why,me", "not a whole number"),
        ("calls,c1,call_id,c1,c9,why,me", "identifies rows"),
    ],
)
def test_a_correction_that_does_not_match_fails(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(DataError, match=words.replace("(", r"\(")) as caught:
        apply(tmp_path, line)
    assert "corrections.csv:2: " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("table,row\n", "header"),
        (HEADER + "calls,c1\n", "2 cells instead of 7"),
        (HEADER + "calls,c1,duration_minutes,90,95,,me\n", "reason is empty"),
        (HEADER + 'calls,"c1\n', "CSV"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        read_corrections(path)


def test_lines_are_counted_as_editors_do_and_a_byte_order_mark_is_no_column(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    first = 'calls,c1,duration_minutes,90,95,"two\nlines",me\n'
    text = HEADER + first + "calls,c2,duration_minutes,90,95,why,me\n"
    path.write_text(text, encoding="utf-8-sig")
    assert [one.where for one in read_corrections(path)] == [f"{path}:3", f"{path}:4"]


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == []
