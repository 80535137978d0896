"""Comparing packages: schemas, rows, re-keyed rows, and the bump that each change asks for."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from diff_support import Made, diff, fields, kinds, table, write
from small_package import build_small

from toolkit.diff.bumps import rules
from toolkit.diff.constraints import direction
from toolkit.errors import DataError

RIVERS = Made(
    fields("river_id", "name", "source", length_km="number", bridges="integer"),
    [
        {"river_id": "elbe", "name": "Elbe", "source": "Giant Mountains", "length_km": "1094"},
        {"river_id": "oder", "name": "Oder", "source": "Oder Hills", "length_km": "840"},
        {"river_id": "saale", "name": "Saale", "source": "Big Waldstein", "length_km": "413"},
        {"river_id": "spree", "name": "Spree", "source": "Kottmar", "length_km": "400"},
    ],
    ("river_id",),
)
WALKS = Made(
    fields("river_id", "walker", "weather"),
    [
        {"river_id": "elbe", "walker": "Ida", "weather": "rain"},
        {"river_id": "elbe", "walker": "Jan", "weather": "rain"},
        {"river_id": "oder", "walker": "Ida", "weather": "rain"},
    ],
    ("river_id", "walker"),
    {
        "foreignKeys": [
            {"fields": "river_id", "reference": {"resource": "rivers", "fields": "river_id"}}
        ]
    },
)
TABLES = {"rivers": RIVERS, "walks": WALKS}
VIEW = "-- Long rivers.\ncreate view long as\nselect * from rivers where length_km > 500;\n"


def rows(made: Made, change: Callable[[list[dict[str, Any]]], object]) -> Made:
    """The table with its rows changed."""
    found = [dict(row) for row in made.rows]
    change(found)
    return replace(made, rows=found)


def rivers(change: Callable[[list[dict[str, Any]]], object]) -> dict[str, Made]:
    return {**TABLES, "rivers": rows(RIVERS, change)}


def field(name: str, **properties: Any) -> dict[str, Made]:
    """The tables with properties of one of the rivers' fields."""
    changed = [{**item, **properties} if item["name"] == name else item for item in RIVERS.fields]
    return {**TABLES, "rivers": replace(RIVERS, fields=changed)}


def schema(**properties: Any) -> dict[str, Made]:
    return {**TABLES, "rivers": replace(RIVERS, schema=properties)}


def retired(*records: tuple[str, str, str | None]) -> Made:
    names = ("table_name", "row_id", "replaced_by")
    found = [dict(zip(names, record, strict=True)) for record in records]
    return Made(fields(*names), found, names[:2])


def compare(
    folder: Path, old: Mapping[str, Made], new: Mapping[str, Made], **metadata: Any
) -> dict[str, Any]:
    return diff(write(folder / "old", old), write(folder / "new", new, **metadata))


def test_order_of_rows_and_spelling_of_values_do_not_matter(tmp_path: Path) -> None:
    kinds_of = fields("id", amount="number", yes="boolean", count="integer", day="datetime")
    old = {"id": "x", "amount": "1.50", "yes": "true", "count": "007", "day": "2025-01-01T08:00:00"}
    new = {"id": "x", "amount": "+1.5", "yes": "1", "count": "7", "day": "2025-01-01 08:00:00"}
    more = {"id": "y", "amount": "12345678901234567890.0000000001"}
    before, after = Made(kinds_of, [old, more], ("id",)), Made(kinds_of, [more, new], ("id",))
    assert not compare(tmp_path, {"things": before}, {"things": after})["differs"]


def test_small_differences_of_large_numbers_are_seen(tmp_path: Path) -> None:
    before = Made(
        fields("id", n="number"), [{"id": "x", "n": "12345678901234567890.00000001"}], ("id",)
    )
    after = rows(before, lambda found: found[0].update(n="12345678901234567890.00000002"))
    assert table(compare(tmp_path, {"t": before}, {"t": after}), "t")["cells"] == {"n": 1}


def test_csv_and_parquet_of_the_same_rows_do_not_differ(tmp_path: Path) -> None:
    old = build_small(tmp_path).target
    new = tmp_path / "csv"
    shutil.copytree(old, new)
    described = json.loads((new / "datapackage.json").read_text())
    resources = [item for item in described["resources"] if item["format"] == "csv"]
    (new / "datapackage.json").write_text(json.dumps({**described, "resources": resources}))
    found = diff(old, new)
    assert set(kinds(found)) == {"file-format-removed"}
    assert all(not any(item["counts"].values()) for item in found["tables"])


def test_parquet_cells_are_compared(tmp_path: Path) -> None:
    old = build_small(tmp_path).target
    new = tmp_path / "new"
    shutil.copytree(old, new)
    path = new / "data" / "bridges.parquet"
    read = pq.read_table(path).to_pylist()
    read[0]["opened_on"] = None
    import pyarrow as pa

    pq.write_table(pa.Table.from_pylist(read, pq.read_schema(path)), path)
    found = table(diff(old, new), "bridges")
    assert found["rows"]["changed"] == [
        {
            "key": {"river_id": "elbe", "number": "2"},
            "cells": [{"field": "opened_on", "old": "1945-04-25", "new": None}],
        }
    ]


def test_a_csv_file_changed_by_hand_is_what_is_compared(tmp_path: Path) -> None:
    old = build_small(tmp_path).target
    new = tmp_path / "new"
    shutil.copytree(old, new)
    path = new / "data" / "rivers.csv"
    path.write_text(path.read_text().replace("1094.26", "1095"))
    found = table(diff(old, new), "rivers")
    assert found["cells"] == {"length_km": 1}
    assert "data/rivers.csv was changed after the package was built" in found["notes"][0]


def test_rows_added_removed_and_changed_are_told_cell_by_cell(tmp_path: Path) -> None:
    def change(found: list[dict[str, Any]]) -> None:
        found[0].update(length_km="1100", bridges="17")
        del found[3]
        found.append({"river_id": "main", "name": "Main", "source": "Ochsenkopf"})

    found = table(compare(tmp_path, TABLES, rivers(change)), "rivers")
    assert found["counts"] == {"added": 1, "removed": 1, "changed": 1, "rekeyed": 0, "filled": 0}
    assert found["rows"]["added"][0]["values"] == {"name": "Main", "source": "Ochsenkopf"}
    assert found["rows"]["removed"][0]["key"] == {"river_id": "spree"}
    assert found["rows"]["changed"][0]["cells"] == [
        {"field": "length_km", "old": "1094", "new": "1100"},
        {"field": "bridges", "old": None, "new": "17"},
    ]


def test_a_limit_leaves_the_counts_whole(tmp_path: Path) -> None:
    many = [{"river_id": f"r{i}", "name": f"River {i}"} for i in range(50)]
    old, new = tmp_path / "old", tmp_path / "new"
    write(old, TABLES)
    write(new, {**TABLES, "rivers": replace(RIVERS, rows=[*RIVERS.rows, *many])})
    found = table(diff(old, new, limit=7), "rivers")
    assert len(found["rows"]["added"]) == 7
    assert found["counts"]["added"] == 50


def test_a_row_whose_other_cells_all_agree_is_re_keyed(tmp_path: Path) -> None:
    found = compare(tmp_path, TABLES, rivers(lambda found: found[1].update(river_id="odra")))
    told = table(found, "rivers")
    assert told["counts"]["added"] == told["counts"]["removed"] == 0
    assert told["rows"]["rekeyed"] == [
        {
            "old_key": {"river_id": "oder"},
            "new_key": {"river_id": "odra"},
            "how": "same",
            "cells": [],
        }
    ]
    assert found["bump"]["smallest"] == "major"


def test_a_row_whose_other_cells_nearly_all_agree_is_re_keyed(tmp_path: Path) -> None:
    wide = fields("id", *(f"c{i}" for i in range(6)))
    cells = [{"id": f"i{n}", **{f"c{i}": f"{n}-{i}" for i in range(6)}} for n in range(3)]
    old = Made(wide, cells, ("id",))
    new = rows(old, lambda found: found[1].update(id="other", c3="mended"))
    told = table(compare(tmp_path, {"t": old}, {"t": new}), "t")
    assert told["counts"]["rekeyed"] == 1
    assert told["rows"]["rekeyed"][0]["how"] == "similar"
    assert told["rows"]["rekeyed"][0]["cells"] == [{"field": "c3", "old": "1-3", "new": "mended"}]


@pytest.mark.parametrize("back", [False, True])
def test_a_cell_lost_does_not_hide_that_a_row_is_re_keyed(tmp_path: Path, back: bool) -> None:
    wide = fields("id", *(f"c{i}" for i in range(6)))
    cells = [{"id": f"i{n}", **{f"c{i}": f"{n}-{i}" for i in range(6)}} for n in range(3)]
    full = Made(wide, cells, ("id",))
    less = rows(full, lambda found: found[1].update(id="other", c3=None))
    old, new = (less, full) if back else (full, less)
    assert table(compare(tmp_path, {"t": old}, {"t": new}), "t")["counts"]["rekeyed"] == 1


def test_rows_that_others_are_like_are_not_called_re_keyed(tmp_path: Path) -> None:
    """A removed and an added row that say what other rows say, too, are two things."""

    def change(found: list[dict[str, Any]]) -> None:
        found[0]["walker"] = "Kim"

    found = compare(tmp_path, TABLES, {**TABLES, "walks": rows(WALKS, change)})
    counts = table(found, "walks")["counts"]
    assert (counts["added"], counts["removed"], counts["rekeyed"]) == (1, 1, 0)


def test_rows_follow_the_row_that_they_refer_to(tmp_path: Path) -> None:
    new = rivers(lambda found: found[0].update(river_id="labe"))
    new["walks"] = rows(WALKS, lambda found: [r.update(river_id="labe") for r in found[:2]])
    told = table(compare(tmp_path, TABLES, new), "walks")
    assert told["counts"]["rekeyed"] == 2
    assert {row["how"] for row in told["rows"]["rekeyed"]} == {"followed"}


def test_a_recorded_replacement_makes_a_new_identifier_legal(tmp_path: Path) -> None:
    def change(found: list[dict[str, Any]]) -> None:
        found[1].update(river_id="odra", name="Odra", source="Odry", length_km="854")

    new = {**rivers(change), "retired": retired(("rivers", "oder", "odra"))}
    found = compare(tmp_path, TABLES, new)
    told = table(found, "rivers")
    assert [row["how"] for row in told["rows"]["rekeyed"]] == ["recorded"]
    assert told["recorded"] == 1
    assert found["bump"]["smallest"] == "minor"


@pytest.mark.parametrize(("record", "bump"), [(None, "minor"), ("saale", "minor"), (0, "major")])
def test_a_removed_row_needs_a_record(tmp_path: Path, record: str | int | None, bump: str) -> None:
    new = rivers(lambda found: found.pop(3))
    if record != 0:
        new["retired"] = retired(("rivers", "spree", record))  # type: ignore[arg-type]
    found = compare(tmp_path, TABLES, new)
    assert found["bump"]["smallest"] == bump
    assert table(found, "rivers")["rows"]["removed"][0]["replacement"] == (record or None)


def test_repeated_keys_are_told_apart_and_said(tmp_path: Path) -> None:
    double = rows(RIVERS, lambda found: found.append({**found[0], "name": "Labe"}))
    found = table(compare(tmp_path, {"rivers": double}, {"rivers": RIVERS}), "rivers")
    assert found["counts"]["removed"] == 1
    assert "keys repeat or are null in the old package" in found["notes"][0]


def test_a_table_without_key_is_compared_by_whole_rows(tmp_path: Path) -> None:
    old = replace(RIVERS, key=())
    new = rows(old, lambda found: found[0].update(name="Labe"))
    found = table(compare(tmp_path, {"rivers": old}, {"rivers": new}), "rivers")
    assert (found["counts"]["added"], found["counts"]["removed"]) == (1, 1)
    assert found["notes"] == ["no key: rows are compared as wholes"]


def test_dialects_and_missing_values_are_read(tmp_path: Path) -> None:
    old = write(
        tmp_path / "old", {"t": Made(fields("id", "x"), [{"id": "a"}, {"id": "b"}], ("id",))}
    )
    new = write(tmp_path / "new", {"t": Made(fields("id", "x"), [], ("id",))})
    (new / "t.csv").write_text("id;x\n'a';NA\nb;-\n")
    described = json.loads((new / "datapackage.json").read_text())
    described["resources"][0]["dialect"] = {"delimiter": ";", "quoteChar": "'"}
    described["resources"][0]["schema"]["missingValues"] = ["NA", "-"]
    (new / "datapackage.json").write_text(json.dumps(described))
    found = diff(old, new)
    assert kinds(found) == ["dialect-changed", "field-meaning-changed"]
    assert not any(table(found, "t")["counts"].values())


def test_a_damaged_table_is_an_error_with_its_name(tmp_path: Path) -> None:
    old, new = write(tmp_path / "old", TABLES), write(tmp_path / "new", TABLES)
    (new / "walks.csv").write_text("river_id,walker,weather\na,b\n")
    with pytest.raises(DataError, match=r"walks\.csv: cannot be read"):
        diff(old, new)


def rename_field(found: Made, old: str, new: str) -> Made:
    names = [{**item, "name": new} if item["name"] == old else item for item in found.fields]
    changed = [
        {new if key == old else key: cell for key, cell in row.items()} for row in found.rows
    ]
    key = [new if name == old else name for name in found.key]
    return replace(found, fields=names, rows=changed, key=key)


CASES: dict[str, dict[str, Made] | tuple[dict[str, Made], dict[str, Any]]] = {
    "package-renamed": (TABLES, {"name": "crossings"}),
    "metadata-changed": (TABLES, {"licenses": [{"name": "CC0-1.0"}]}),
    "view-added": (TABLES, {"views": VIEW}),
    "table-added": {**TABLES, "fords": Made(fields("ford_id"), [])},
    "table-removed": {"walks": WALKS},
    "table-renamed": {"streams": RIVERS, "walks": WALKS},
    "field-added": {
        **TABLES,
        "rivers": replace(RIVERS, fields=[*RIVERS.fields, {"name": "mouth", "type": "string"}]),
    },
    "field-removed": {**TABLES, "rivers": replace(RIVERS, fields=RIVERS.fields[:4])},
    "field-renamed": {**TABLES, "rivers": rename_field(RIVERS, "source", "spring")},
    "field-retyped": field("bridges", type="string"),
    "field-meaning-changed": field("length_km", unit="mile"),
    "field-described": field("length_km", description="From the spring to the sea."),
    "field-order-changed": {
        **TABLES,
        "rivers": replace(RIVERS, fields=[RIVERS.fields[0], *reversed(RIVERS.fields[1:])]),
    },
    "constraint-tightened": field("length_km", constraints={"minimum": 1}),
    "primary-key-changed": {**TABLES, "rivers": replace(RIVERS, key=("name",))},
    "unique-key-added": schema(uniqueKeys=[["name"]]),
    "foreign-key-removed": {**TABLES, "walks": replace(WALKS, schema={})},
    "rows-added": rivers(lambda found: found.append({"river_id": "main", "name": "Main"})),
    "rows-removed": rivers(lambda found: found.pop()),
    "statements-removed": {**TABLES, "walks": rows(WALKS, lambda found: found.pop())},
    "rows-retired": {
        **rivers(lambda found: found.pop()),
        "retired": retired(("rivers", "spree", None)),
    },
    "rows-rekeyed": rivers(lambda found: found[0].update(river_id="labe")),
    "rows-rekeyed-recorded": {
        **rivers(lambda found: found[0].update(river_id="labe")),
        "retired": retired(("rivers", "elbe", "labe")),
    },
    "rows-changed": rivers(lambda found: found[0].update(name="Labe")),
    "statements-rekeyed": {
        **rivers(lambda found: found[1].update(river_id="odra")),
        "walks": rows(WALKS, lambda found: found[2].update(river_id="odra")),
    },
}
"""A change of the tables (and of the package) for each rule; the others are some of these back."""
BACK = {
    "view-removed": "view-added",
    "foreign-key-added": "foreign-key-removed",
    "unique-key-removed": "unique-key-added",
    "constraint-loosened": "constraint-tightened",
}
ELSEWHERE = {"table-described", "file-format-added", "file-format-removed", "dialect-changed"}
ELSEWHERE |= {"constraint-changed", "view-changed", "file-added", "file-removed", "file-changed"}
ELSEWHERE |= {"view-columns-changed"}


def reasons(found: Mapping[str, Any]) -> dict[str, str]:
    return {reason["rule"]: reason["bump"] for reason in found["bump"]["reasons"]}


@pytest.mark.parametrize("kind", [*CASES, *BACK])
def test_each_change_asks_for_its_bump(tmp_path: Path, kind: str) -> None:
    case = CASES[BACK.get(kind, kind)]
    tables, metadata = case if isinstance(case, tuple) else (case, {})
    old = write(tmp_path / "old", TABLES)
    new = write(tmp_path / "new", tables, **metadata)
    found = diff(new, old) if kind in BACK else diff(old, new)
    assert reasons(found)[kind] == rules()[kind][0]
    levels = ["patch", "minor", "major"]
    assert levels.index(found["bump"]["smallest"]) >= levels.index(rules()[kind][0])


def test_every_rule_has_a_case() -> None:
    assert {*CASES, *BACK, *ELSEWHERE} == set(rules())


def test_words_formats_views_and_other_files(tmp_path: Path) -> None:
    old = write(tmp_path / "old", TABLES, VIEW)
    new = write(tmp_path / "new", field("name", constraints={"pattern": "[a-z]+"}))
    for folder, title, content in ((old, "Rivers", "1"), (new, "Streams", "2")):
        described = json.loads((folder / "datapackage.json").read_text())
        described["resources"][0]["title"] = title
        pattern = described["resources"][0]["schema"]["fields"][1].setdefault("constraints", {})
        pattern.setdefault("pattern", ".*")
        described["resources"].append({"name": "map", "path": "map.json"})
        described["resources"].append({"name": title.lower(), "path": "map.json"})
        (folder / "map.json").write_text(content)
        (folder / "datapackage.json").write_text(json.dumps(described))
    (new / "views.sql").write_text(VIEW.replace("500", "700"))
    shutil.copy(build_small(tmp_path / "x").target / "data" / "rivers.parquet", new / "r.parquet")
    expected = ["table-described", "constraint-changed", "view-changed", "file-added"]
    assert {*expected, "file-removed", "file-changed"} == set(kinds(diff(old, new)))


def test_a_view_that_loses_columns_asks_for_a_major_version(tmp_path: Path) -> None:
    lists = VIEW.replace("*", "river_id, name, length_km")
    old = write(tmp_path / "old", TABLES, lists)
    fewer = write(tmp_path / "fewer", TABLES, lists.replace(", name", ""))
    retyped = write(tmp_path / "retyped", TABLES, lists.replace(", name", ", 1 as name"))
    more = write(tmp_path / "more", TABLES, lists.replace("name", "name, source"))
    broken = write(tmp_path / "broken", TABLES, lists.replace("name", "nothing"))
    assert kinds(diff(old, fewer)) == ["view-columns-changed"]
    assert diff(old, fewer)["changes"][0]["property"] == "name"
    assert kinds(diff(old, retyped)) == ["view-columns-changed"]
    assert kinds(diff(old, more)) == kinds(diff(old, broken)) == ["view-changed"]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("required", None, True, "tightened"),
        ("unique", True, None, "loosened"),
        ("minimum", 1, 2, "tightened"),
        ("minimum", "2020-01-01", "2019-01-01", "loosened"),
        ("maximum", 10, 12.5, "loosened"),
        ("maxLength", 10, 9, "tightened"),
        ("exclusiveMinimum", 1, 0, "loosened"),
        ("minimum", 1, "2020-01-01", "changed"),
        ("enum", ["a"], ["a", "b"], "loosened"),
        ("enum", ["a", "b"], ["b"], "tightened"),
        ("enum", ["a"], ["b"], "changed"),
        ("pattern", "a+", "a*", "changed"),
    ],
)
def test_constraints_are_tightened_or_loosened(
    name: str, old: Any, new: Any, expected: str
) -> None:
    assert direction(name, old, new) == expected


def test_what_is_written_is_what_its_schema_says(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    from toolkit.diff.json_ import SCHEMA

    schema_ = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema_)
    chosen = ("field-renamed", "table-renamed", "rows-retired", "rows-rekeyed", "metadata-changed")
    for number, kind in enumerate(chosen):
        case = CASES[kind]
        tables, metadata = case if isinstance(case, tuple) else (case, {})
        found = compare(tmp_path / str(number), TABLES, tables, **metadata)
        jsonschema.validate(found, schema_)


def test_a_hundred_thousand_rows_take_seconds(tmp_path: Path) -> None:
    names = fields("id", "text", n="integer")
    many = [{"id": f"i{n}", "text": f"words {n % 91}", "n": str(n)} for n in range(100_000)]
    old = write(tmp_path / "old", {"t": Made(names, many, ("id",))})
    for row in many[::100]:
        row["text"] = "other"
    new = write(tmp_path / "new", {"t": Made(names, many[:-10], ("id",))})
    started = time.process_time()
    found = table(diff(old, new, limit=5), "t")
    assert time.process_time() - started < 5
    assert (found["counts"]["changed"], found["counts"]["removed"]) == (1000, 10)
