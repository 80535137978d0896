"""Findings on tables and packages."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_package import BRIDGE_ROWS, RIVER_ROWS, build_small, declare, small_tables, table_of

from toolkit.errors import UsageError
from toolkit.package.check import validate_package
from toolkit.package.write import write_package, write_parquet
from toolkit.schema.model import PackageDeclaration, Severity, View
from toolkit.validate.report import Finding, Report
from toolkit.validate.tables import validate_tables


@pytest.fixture(scope="module")
def declaration(tmp_path_factory: pytest.TempPathFactory) -> PackageDeclaration:
    return declare(tmp_path_factory.mktemp("declaration"))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build_small(tmp_path).target


def check(declaration: PackageDeclaration, **tables: list[tuple[Any, ...]]) -> Report:
    """The report on the valid tables with some replaced."""
    rows = {name: table_of(declaration, name, found) for name, found in tables.items()}
    return validate_tables({**small_tables(declaration), **rows}, declaration)


def facts(report: Report) -> list[tuple[Any, ...]]:
    return [(f.rule, f.table, f.row_number, f.row_id, f.field, f.value) for f in report.findings]


def test_valid_tables(declaration: PackageDeclaration) -> None:
    report = validate_tables(small_tables(declaration), declaration)
    assert report.valid
    assert report.findings == ()
    assert report.rows == {"materials": 2, "rivers": 2, "bridges": 3}
    assert report.checks == (
        "structure",
        "foreign-key",
        "view",
        "steel-is-young",
        "river-has-bridge",
    )
    assert report.summary() == "valid: 0 errors, 0 warnings (3 tables, 7 rows; 5 checks)"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("oder", None, None, None), ("is empty", "oder", "name", 2, None)),
        (("Oder", "Oder", None, None), ("the pattern", "Oder", "river_id", 1, "Oder")),
        (("oder\n", "Oder", None, None), ("the pattern", "oder\n", "river_id", 1, "oder\n")),
        (("oder", "O", None, None), ("too short", "oder", "name", 2, "O")),
        (
            ("oder", "Oder", Decimal("0.5"), None),
            ("too small", "oder", "length_km", 3, "0.500000"),
        ),
    ],
)
def test_constraints(
    declaration: PackageDeclaration, row: tuple[Any, ...], expected: tuple[Any, ...]
) -> None:
    report = check(declaration, rivers=[*RIVER_ROWS, row])
    errors = [f for f in report.findings if f.severity is Severity.ERROR]
    message, *rest = expected
    assert [[f.row_id, f.field, f.field_number, f.value] for f in errors] == [rest]
    (error,) = errors
    assert (error.rule, error.table, error.row_number) == ("constraint-error", "rivers", 4)
    assert error.message.endswith(message)
    assert error.hint


def test_every_row_that_repeats_a_key_is_found(declaration: PackageDeclaration) -> None:
    twice = [("elbe", 2, None, "stone", "again"), ("elbe", 2, None, "stone", "and again")]
    report = check(declaration, bridges=[*BRIDGE_ROWS, *twice])
    assert [(f.rule, f.row_number, f.field, f.value) for f in report.findings] == [
        ("primary-key", number, "river_id, number", "elbe|2") for number in (5, 6)
    ]
    assert {f.message for f in report.findings} == {"the key stands already in row 4"}


def test_foreign_keys_list_every_orphan(declaration: PackageDeclaration) -> None:
    orphans = [("volga", 1, None, "stone", None), ("volga", 2, None, "jelly", None)]
    report = check(declaration, bridges=[*BRIDGE_ROWS, *orphans])
    assert facts(report) == [
        ("foreign-key", "bridges", 6, "volga|2", "material_code", "jelly"),
        ("foreign-key", "bridges", 5, "volga|1", "river_id", "volga"),
        ("foreign-key", "bridges", 6, "volga|2", "river_id", "volga"),
    ]
    assert report.findings[0].message == "the value is not in materials.code"


def test_rules_find_rows_and_have_severities(declaration: PackageDeclaration) -> None:
    early = ("elbe", 900, dt.date(1849, 12, 31), "steel", None)
    report = check(declaration, bridges=[BRIDGE_ROWS[1], early])
    assert facts(report) == [
        ("steel-is-young", "bridges", 3, "elbe|900", "opened_on", "1849-12-31"),
        ("river-has-bridge", "rivers", 2, "neisse", "river_id", "Lausitzer Neiße"),
    ]
    assert (report.errors, report.warnings, report.valid) == (1, 1, False)
    assert check(declaration, bridges=[BRIDGE_ROWS[1]]).valid


def test_shape_comes_first(declaration: PackageDeclaration) -> None:
    tables = small_tables(declaration)
    wrong_type = tables["bridges"].set_column(1, "number", pa.array(["2", "10", "2"]))
    report = validate_tables({"bridges": wrong_type, "extra": wrong_type}, declaration)
    assert [(f.rule, f.table, f.field) for f in report.findings] == [
        ("type-error", "bridges", "number"),
        ("extra-table", "extra", None),
        ("missing-table", "rivers", None),
    ]
    assert report.skipped == {"keys, views and rules": "a table is not as declared"}
    assert report.checks == ("structure",)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["river_id", "length_km", "navigable"], [("missing-label", "name", None)]),
        (
            ["river_id", "nome", "length_km", "navigable"],
            [("extra-label", "nome", 2), ("missing-label", "name", None)],
        ),
        (["river_id", "length_km", "name", "navigable"], [("incorrect-label", "length_km", 2)]),
        (["river_id", "name", "length_km", "navigable", "name"], [("extra-label", "name", 5)]),
    ],
)
def test_labels(
    declaration: PackageDeclaration, labels: list[str], expected: list[tuple[Any, ...]]
) -> None:
    rivers = pa.Table.from_arrays([pa.array(["a"]) for _ in labels], names=labels)
    found = validate_tables({**small_tables(declaration), "rivers": rivers}, declaration).findings
    assert [(f.rule, f.field, f.field_number) for f in found] == expected
    assert found[0].hint == "Declared, in this order: river_id, name, length_km, navigable."


def test_checks_in_python(declaration: PackageDeclaration) -> None:
    def no_notes(tables: Any) -> list[Finding]:
        rows = tables["bridges"].to_pylist()
        found = [row for row in rows if row["note"]]
        return [
            Finding("no-notes", "a note", "bridges", f"{row['river_id']}|{row['number']}")
            for row in found
        ]

    report = validate_tables(small_tables(declaration), declaration, [no_notes])
    assert [(f.row_id, f.row_number) for f in report.findings] == [("elbe|10", 3), ("elbe|2", 4)]
    assert report.checks[-1] == "no-notes"


@pytest.mark.parametrize(
    ("sql", "message"),
    [("select nonsense", "its SQL is wrong"), ("select 1 as a", "it returns a. A rule returns")],
)
def test_a_wrong_rule_is_no_finding(tmp_path: Path, sql: str, message: str) -> None:
    from small_package import write_declaration

    from toolkit.schema.loader import load_declaration

    folder = write_declaration(tmp_path / "schemas")
    (folder / "rules" / "steel-is-young.sql").write_text(f"{sql};\n", encoding="utf-8")
    broken = load_declaration(folder)
    with pytest.raises(UsageError, match="steel-is-young") as caught:
        validate_tables(small_tables(broken), broken)
    assert message in str(caught.value)


def test_a_written_package_is_valid(package: Path, declaration: PackageDeclaration) -> None:
    report = validate_package(package, declaration)
    assert report.findings == ()
    assert report.rows == {"rivers": 2, "bridges": 3, "materials": 2}
    assert {"descriptor", "bytes-and-hash", "same-rows", "steel-is-young"} <= set(report.checks)
    assert validate_package(package / "datapackage.json").valid


def _edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        path = package / file
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())

    return change


def _edit_parquet(package: Path) -> None:
    path = package / "data" / "rivers.parquet"
    table = pq.read_table(path)
    changed = table.set_column(1, table.schema.field(1), pa.array(["Elbe", "Nisa"]))
    with path.open("wb") as file:
        write_parquet(changed, file)


def _strip_parquet(package: Path) -> None:
    path = package / "data" / "rivers.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.Table.from_arrays(table.columns, names=table.column_names), path)


def _truncate(package: Path) -> None:
    path = package / "data" / "rivers.parquet"
    path.write_bytes(path.read_bytes()[:200])


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (_edit("data/rivers.csv", "Elbe", "Elba"), {"hash-count", "same-rows"}),
        (_edit("data/rivers.csv", "elbe,", "ELBE,"), {"hash-count", "constraint-error"}),
        (_edit("data/rivers.csv", "\nneisse", "\n\nneisse"), {"hash-count", "byte-count"}),
        (_edit("data/rivers.csv", "\nneisse", "\n\nneisse"), {"blank-row"}),
        (_edit("data/bridges.csv", "steel", "glue"), {"hash-count", "byte-count", "foreign-key"}),
        (_edit("data/rivers.csv", "name", "nome"), {"hash-count", "incorrect-label"}),
        (_edit_parquet, {"hash-count", "same-rows"}),
        (_strip_parquet, {"hash-count", "type-error", "declaration"}),
        (_truncate, {"hash-count", "source-error"}),
        (_edit("views.sql", "count(number)", "count(*)"), {"declaration"}),
        (_edit("datapackage.json", "A row is one river.", "A row."), {"declaration"}),
        (_edit("datapackage.json", '"hash": "sha256:', '"hash": "sha256:0'), {"hash-count"}),
        (_edit("datapackage.json", '"hash": "sha256:', '"hash": "sha999:'), {"hash-count"}),
        (
            _edit("datapackage.json", '"name": "rivers"', '"name": "r v"'),
            {"declaration", "resource-error", "extra-table"},
        ),
        (_edit("datapackage.json", "data/rivers.csv", "data/none.csv"), {"scheme-error"}),
        (_edit("datapackage.json", '"hash": "sha256:', '"cash": "sha256:'), {"declaration"}),
        (_edit("datapackage.json", '"type": "boolean"', '"type": "truth"'), {"field-error"}),
    ],
)
def test_damage_is_found(
    package: Path,
    declaration: PackageDeclaration,
    change: Callable[[Path], None],
    rules: set[str],
) -> None:
    change(package)
    report = validate_package(package, declaration)
    found = {finding.rule for finding in report.findings}
    assert not report.valid
    assert rules <= found


def test_without_a_declaration_the_descriptor_counts(package: Path) -> None:
    _edit("data/bridges.csv", "neisse,2,,stone", "neisse,0,,stone")(package)
    findings = validate_package(package).findings
    (finding,) = [found for found in findings if found.rule == "constraint-error"]
    assert (finding.table, finding.row_number, finding.line_number) == ("bridges", 4, 5)
    assert (finding.field, finding.value, finding.row_id) == ("number", "0", "neisse|0")
    assert finding.path == "data/bridges.csv"
    assert "same-rows" in {found.rule for found in findings}


def test_rules_name_file_and_line(tmp_path: Path) -> None:
    """Also below a cell of two lines."""
    declaration = declare(tmp_path)
    early = ("oder", 900, dt.date(1849, 12, 31), "steel", None)
    rivers = table_of(declaration, "rivers", [*RIVER_ROWS, ("oder", "Oder", None, None)])
    bridges = table_of(declaration, "bridges", [*BRIDGE_ROWS, early])
    target = tmp_path / "package"
    write_package({"rivers": rivers, "bridges": bridges}, declaration, target)
    (finding,) = validate_package(target, declaration).findings
    assert (finding.rule, finding.table) == ("steel-is-young", "bridges")
    assert finding.path == "data/bridges.csv"
    lines = (target / finding.path).read_text(encoding="utf-8").splitlines()
    assert finding.line_number is not None
    assert lines[finding.line_number - 1].startswith("oder,900")
    assert finding.row_number == finding.line_number - 1


def test_rows_that_differ_are_named(package: Path) -> None:
    _edit("data/rivers.csv", "Lausitzer", "Görlitzer")(package)
    report = validate_package(package)
    (finding,) = [found for found in report.findings if found.rule == "same-rows"]
    assert (finding.table, finding.row_number, finding.field) == ("rivers", 3, "name")
    assert finding.value == "Görlitzer Neiße / Lausitzer Neiße"


def test_no_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no data package here"):
        validate_package(tmp_path)


def test_validation_changes_nothing(package: Path, declaration: PackageDeclaration) -> None:
    copy = shutil.copytree(package, package.parent / "copy")
    validate_package(package, declaration)
    for path in copy.rglob("*"):
        if path.is_file():
            assert (package / path.relative_to(copy)).read_bytes() == path.read_bytes()


def test_a_view_that_cannot_be_made_is_an_error(declaration: PackageDeclaration) -> None:
    broken = View("broken", "Nothing.", "create view broken as select nothing from rivers")
    report = validate_tables(small_tables(declaration), replace(declaration, views=(broken,)))
    (finding,) = [f for f in report.findings if f.rule == "view"]
    assert finding.table == "broken"
    assert "nothing" in (finding.value or "")


def test_an_unknown_code_is_told_what_may_be_meant(declaration: PackageDeclaration) -> None:
    rows = [("elbe", 3, None, "stel", None), ("elbe", 4, None, "xyz", None)]
    first, second = check(declaration, bridges=[*BRIDGE_ROWS, *rows]).findings
    assert first.hint == "Did you mean steel? Correct it, or add the row to materials."
    assert second.hint == "Correct it, or add the row to materials."
