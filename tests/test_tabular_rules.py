"""Types, constraints, keys, structure and dialects, by the standard, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tabular_case import ENGINES, Findings, run, task

from toolkit.validate.tabular.task import TableTask

pytestmark = pytest.mark.parametrize("engine", ENGINES)

TYPES: list[tuple[dict[str, Any], list[str], list[str]]] = [
    ({"type": "integer"}, ["0", "-7", "+7", "007", "9" * 40], ["1.0", "1e3", " 1", "", "x"]),
    ({"type": "integer", "bareNumber": False}, ["€ 5", "95%", "-3 m"], ["m", "1.5.2x"]),
    ({"type": "number"}, ["1", "-.5", "5.", "1E-3", "nan", "-INF"], ["1,5", "--1", "1_0", "e5"]),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, ["1.000,5", "2"], ["1,2,3"]),
    ({"type": "number", "bareNumber": False}, ["$ 1.5", "12 %"], ["%"]),
    ({"type": "boolean"}, ["true", "0", "FALSE"], ["yes", "tRUE", "2"]),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, ["yes", "no"], ["true"]),
    ({"type": "date"}, ["2024-02-29", "0001-01-01"], ["2023-02-29", "20230101", "2023-W01-1"]),
    ({"type": "date", "format": "%d.%m.%Y"}, ["31.12.2020"], ["2020-12-31", "31.11.2020"]),
    ({"type": "date", "format": "fmt:%d/%m/%y"}, ["31/12/20"], ["31.12.20"]),
    (
        {"type": "datetime"},
        ["2021-03-04T10:00:00", "2021-03-04T24:00:00Z", "2021-03-04T10:00:00.123456789-05:00"],
        ["2021-03-04", "2021-03-04T10:00", "2021-02-30T10:00:00", "2021-03-04T25:00:00"],
    ),
    ({"type": "time"}, ["00:00:00", "23:59:59"], ["24:00:00", "10:00", "10:00:00Z"]),
    ({"type": "year"}, ["2021", "0044", "12021"], ["21", "02021", "2021 "]),
    ({"type": "yearmonth"}, ["2021-12"], ["2021-00", "2021-1", "2021-13"]),
    ({"type": "duration"}, ["P1Y", "-PT0.5S", "P1Y2M3DT4H5M6S"], ["P", "PT", "P1W", "1D", "P1.5D"]),
    ({"type": "geopoint"}, ["90.5, 45", "-180,90"], ["181,0", "1,2,3", "a,b", "１,2"]),
    ({"type": "geopoint", "format": "array"}, ["[1, 2.5]"], ["[1]", '["1", 2]', "1,2"]),
    ({"type": "geopoint", "format": "object"}, ['{"lon": 1, "lat": 2}'], ['{"lon": 1}', "[1,2]"]),
    (
        {"type": "geojson"},
        ['{"type": "Point", "coordinates": [1, 2]}'],
        ['{"type": "Point"}', '{"type": "LineString", "coordinates": [[1, 2]]}', "1"],
    ),
    (
        {"type": "geojson", "format": "topojson"},
        ['{"type": "Topology", "objects": {}, "arcs": []}'],
        ['{"type": "Topology"}'],
    ),
    ({"type": "object"}, ['{"a": [1]}'], ["[]", "null", "{", '{"a": Infinity}']),
    ({"type": "array"}, ["[]", "[[1]]"], ["{}", "1,2"]),
    ({"type": "list", "itemType": "integer"}, ["1,2", "3"], ["1,x", "1,"]),
    ({"type": "list", "delimiter": ";", "itemType": "date"}, ["2021-01-01;2022-02-02"], ["2021"]),
    ({"type": "string", "format": "email"}, ["a.b@example.org"], ["a@b", "@x.org", "a b@x.org"]),
    (
        {"type": "string", "format": "uri"},
        ["http://x.org/?q=1#f", "urn:a:b"],
        ["x.org", "http://a b"],
    ),
    ({"type": "string", "format": "binary"}, ["YWJj"], ["YWJ", "YW Jj"]),
    (
        {"type": "string", "format": "uuid"},
        ["123e4567-e89b-12d3-a456-426614174000"],
        ["123e4567e89b12d3a456426614174000"],
    ),
    ({"type": "any"}, ["x", "1", "{"], []),
]


@pytest.mark.parametrize("field", TYPES, ids=lambda item: "-".join(map(str, item[0].values())))
def test_types(
    engine: str, field: tuple[dict[str, Any], list[str], list[str]], tmp_path: Path
) -> None:
    descriptor, good, bad = field
    cells = [*good, *bad]
    rows = "".join('1,"' + cell.replace('"', '""') + '"\n' for cell in cells)
    fields = [{"name": "n", "type": "integer"}, {"name": "a", "missingValues": [], **descriptor}]
    found, _ = run([task(tmp_path, f"n,a\n{rows}", fields)], engine=engine)
    assert {error.rule for error in found.errors} <= {"type-error"}
    assert [error.value for error in found.errors] == bad
    assert [error.row_number for error in found.errors] == [
        place + 2 for place, cell in enumerate(cells) if place >= len(good)
    ]


CONSTRAINTS: list[tuple[str, dict[str, Any], list[str], list[str]]] = [
    ("integer", {"minimum": "2", "exclusiveMaximum": 5}, ["2", "4"], ["1", "5"]),
    (
        "number",
        {"exclusiveMinimum": 0, "maximum": "0.1"},
        ["0.1", "1e-9"],
        ["0", "0.10000000000000001"],
    ),
    ("date", {"minimum": "2020-01-01", "maximum": "2020-12-31"}, ["2020-06-01"], ["2019-12-31"]),
    (
        "datetime",
        {"minimum": "2020-01-01T00:00:00Z"},
        ["2020-01-01T00:00:00", "2019-12-31T23:00:00-02:00"],
        ["2019-12-31T23:59:59Z"],
    ),
    ("year", {"maximum": 2000}, ["1999"], ["2001"]),
    ("yearmonth", {"minimum": "2020-02"}, ["2020-02"], ["2020-01"]),
    ("duration", {"minimum": "P1M"}, ["P31D"], ["P30D"]),
    ("time", {"exclusiveMinimum": "09:00:00"}, ["09:00:01"], ["09:00:00"]),
    ("string", {"minLength": 2, "maxLength": 3}, ["ab", "äöü"], ["a", "abcd"]),
    ("string", {"pattern": "[a-z]+|X"}, ["abc", "X"], ["abcX", "abc\n", "Xa"]),
    ("string", {"pattern": r"\p{Lu}+"}, ["ÄB"], ["ab"]),
    ("string", {"enum": ["a", "b"]}, ["a"], ["A", "a "]),
    ("integer", {"enum": [1, "2"]}, ["1", "+2", "01"], ["3"]),
    ("array", {"minLength": 1}, ["[0]"], ["[]"]),
    ("list", {"maxLength": 2}, ["a,b"], ["a,b,c"]),
    ("object", {"jsonSchema": {"required": ["x"]}}, ['{"x": 1}'], ["{}"]),
]


@pytest.mark.parametrize("case", CONSTRAINTS, ids=lambda case: f"{case[0]}-{'-'.join(case[1])}")
def test_constraints(
    engine: str, case: tuple[str, dict[str, Any], list[str], list[str]], tmp_path: Path
) -> None:
    kind, constraints, good, bad = case
    rows = "".join('1,"' + cell.replace('"', '""') + '"\n' for cell in [*good, *bad, ""])
    fields = [{"name": "n"}, {"name": "a", "type": kind, "constraints": constraints}]
    found, _ = run([task(tmp_path, f"n,a\n{rows}", fields)], engine=engine)
    assert {error.rule for error in found.errors} == {"constraint-error"}
    assert [error.value for error in found.errors] == bad


def places(found: Findings) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(f.rule, f.row_number, f.line_number, f.field) for f in found.errors]


def test_structure_is_told_by_record_and_by_line(engine: str, tmp_path: Path) -> None:
    text = 'a,b\n1,"x\ny"\n\n2\n3,z,more\n4,w\n'
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    found, checked = run([task(tmp_path, text, fields)], engine=engine)
    assert places(found) == [
        ("blank-row", 3, 4, None),
        ("missing-cell", 4, 5, "b"),
        ("extra-cell", 5, 6, None),
    ]
    assert checked.rows == {"t": 5}


@pytest.mark.parametrize("rest", ["5,e\n", '5,"e"\n6,f\n', ""])
def test_a_quote_that_is_not_closed_costs_one_record(
    engine: str, rest: str, tmp_path: Path
) -> None:
    text = f'a,b\n1,"x\ny"\n2,"never closed\n3,c\n4,d\n{rest}'
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    found, checked = run([task(tmp_path, text, fields)], engine=engine)
    assert places(found) == [("source-error", 3, 4, None)]
    assert "quote" in found.errors[0].message
    assert checked.rows["t"] == 3 + rest.count("\n")


def test_bad_bytes_are_told_with_offset_line_and_cell(engine: str, tmp_path: Path) -> None:
    text = b'a,b\n1,"x\ny"\n2,caf\xe9\n3,z\n'
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    found, _ = run([task(tmp_path, text, fields)], engine=engine)
    assert places(found) == [("encoding-error", 3, 4, "b")]
    assert "e9 at offset 17" in found.errors[0].message
    found, _ = run([task(tmp_path, text, fields, encoding="latin-1")], engine=engine)
    assert not found.findings
    found, _ = run([task(tmp_path, text, fields, encoding="no-such")], engine=engine)
    assert [error.rule for error in found.errors] == ["encoding-error"]


DIALECTS: list[tuple[dict[str, Any], str | bytes]] = [
    ({"delimiter": ";"}, "a;b\n1;x,y\n2;z\n"),
    ({"csv": {"delimiter": "|", "quoteChar": "'"}}, "a|b\n1|'x|y'\n2|it''s\n"),
    ({"escapeChar": "\\", "doubleQuote": False}, 'a,b\n1,"x\\"y"\n2,z\\,w\n'),
    ({"skipInitialSpace": True}, 'a, b\n1, "x, y"\n2, z\n'),
    ({"lineTerminator": ";"}, "a,b;1,x;2,y"),
    ({"header": False}, "1,x\n2,y\n"),
    ({"headerRows": [2]}, "title\na,b\n1,x\n2,y\n"),
    ({"headerRows": [1, 2], "headerJoin": ""}, "a,\n,b\n1,x\n2,y\n"),
    ({"commentChar": "#"}, "a,b\n#1\n1,x\n2,y\n"),
    ({"commentRows": [2, 4]}, "a,b\nno,no,no\n1,x\nno\n2,y\n"),
    ({"caseSensitiveHeader": False}, "A,B\n1,x\n2,y\n"),
    ({"nullSequence": "\\N"}, "a,b\n1,\\N\n\\N,y\n"),
    ({}, "\ufeffa,b\n1,x\n2,y\n"),
    ({}, "a,b\r\n1,x\r\n2,y"),
    ({}, "a,b\r1,x\r2,y\r"),
    ({}, '"a","b"\n1,x\n2,y\n'),
]


@pytest.mark.parametrize("case", DIALECTS, ids=lambda case: "-".join(case[0]) or "none")
def test_dialects(engine: str, case: tuple[dict[str, Any], str], tmp_path: Path) -> None:
    dialect, text = case
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    schema = {"fields": fields, "uniqueKeys": [["a"], ["b"]]}
    found, checked = run([task(tmp_path, text, schema, dialect=dialect)], engine=engine)
    assert not found.findings
    assert checked.rows == {"t": 2}


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8"]
)
def test_encodings(engine: str, encoding: str, tmp_path: Path) -> None:
    text = "a,b\n1,é\n2,x\nx,y\n".encode(encoding)
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "constraints": {"enum": ["é", "x"]}}]
    found, _ = run([task(tmp_path, text, fields, encoding=encoding)], engine=engine)
    assert [(f.rule, f.row_number, f.line_number, f.field) for f in found.errors] == [
        ("type-error", 4, 4, "a"),
        ("constraint-error", 4, 4, "b"),
    ]


@pytest.mark.parametrize(
    "dialect", [{"delimiter": ",,"}, {"quoteChar": ","}, {"header": "yes"}, {"headerRows": [0]}]
)
def test_bad_dialects_are_told(engine: str, dialect: dict[str, Any], tmp_path: Path) -> None:
    found, _ = run([task(tmp_path, "a\n1\n", dialect=dialect)], engine=engine)
    assert [error.rule for error in found.errors] == ["dialect-error"]


def test_keys_between_tables(engine: str, tmp_path: Path) -> None:
    people = task(tmp_path, "id,boss\n1,\n2,1\n03,9\n2,1\n", name="people", schema={
        "fields": [{"name": "id", "type": "integer"}, {"name": "boss", "type": "integer"}],
        "primaryKey": "id",
        "foreignKeys": [{"fields": "boss", "reference": {"fields": "id"}}],
    })  # fmt: skip
    pets = task(tmp_path, "owner,name\n3,Rex\n4,Tom\n3,Rex\n,Kim\n", name="pets", schema={
        "fields": [{"name": "owner", "type": "integer"}, {"name": "name", "type": "string"}],
        "uniqueKeys": [["owner", "name"]],
        "foreignKeys": [
            {"fields": ["owner"], "reference": {"resource": "people", "fields": ["id"]}}
        ],
    })  # fmt: skip
    found, _ = run([pets, people], engine=engine)
    assert [(f.table, f.rule, f.row_number, f.field, f.value, f.row_id) for f in found.errors] == [
        ("pets", "foreign-key", 3, "owner", "4", None),
        ("pets", "unique-error", 4, "owner, name", "3, Rex", None),
        ("people", "foreign-key", 4, "boss", "9", "03"),
        ("people", "primary-key", 5, "id", "2", "2"),
    ]


def test_a_key_to_a_table_that_is_not_there(engine: str, tmp_path: Path) -> None:
    key = {"fields": ["a"], "reference": {"resource": "nowhere", "fields": ["b"]}}
    schema = {"fields": [{"name": "a", "type": "integer"}], "foreignKeys": [key]}
    found, _ = run([task(tmp_path, "a\nx\n", schema)], engine=engine)
    assert [error.rule for error in found.errors] == ["resource-error", "type-error"]
    assert "nowhere" in found.errors[0].message


def test_inline_values(engine: str) -> None:
    fields = [
        {"name": "a", "type": "integer", "constraints": {"unique": True}},
        {"name": "b", "type": "array"},
    ]
    data = [{"a": 1, "b": [1]}, {"a": True, "b": {}}, {"a": 1.0, "b": None}, {"a": 1.5}]
    found, _ = run([TableTask("t", "", data, {"fields": fields})], engine=engine)
    assert [(f.rule, f.row_number, f.field_number) for f in found.errors] == [
        ("type-error", 3, 1),
        ("type-error", 3, 2),
        ("unique-error", 4, 1),
        ("type-error", 5, 1),
    ]


def test_missing_values_of_field_and_schema(engine: str, tmp_path: Path) -> None:
    schema = {
        "fields": [
            {"name": "a", "type": "integer", "constraints": {"required": True}},
            {"name": "b", "type": "integer", "missingValues": [{"value": "-", "label": "none"}]},
        ],
        "missingValues": ["NA"],
    }
    found, _ = run([task(tmp_path, "a,b\nNA,1\n1,-\n1,NA\n,1\n", schema)], engine=engine)
    assert [(f.rule, f.row_number, f.field) for f in found.errors] == [
        ("constraint-error", 2, "a"),
        ("type-error", 4, "b"),
        ("type-error", 5, "a"),
    ]


def test_declared_numbers_of_rows_and_fields(engine: str, tmp_path: Path) -> None:
    one = task(tmp_path, "a\n1\n2\n", [{"name": "a"}], rows=3, fields=2)
    found, _ = run([one], engine=engine)
    assert [error.rule for error in found.errors] == ["field-count", "row-count"]
    found, checked = run([task(tmp_path, "a\nx\ny\n", [{"name": "a"}], limit_rows=1)])
    assert checked.rows == {"t": 1}
    assert checked.notes


@pytest.mark.parametrize(("delimiter", "called"), [(";", "semicolons"), ("\t", "tabulators")])
def test_another_delimiter_is_told_as_such(
    engine: str, tmp_path: Path, delimiter: str, called: str
) -> None:
    fields = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
    text = f"id{delimiter}name\n1{delimiter}a\n"
    found, _ = run([task(tmp_path, text, fields)], engine=engine)
    wrong = next(fault for fault in found.findings if fault.rule == "incorrect-label")
    assert called in wrong.message
    assert "delimiter" in wrong.hint
