"""The Excel workbook of a release, read back by another library and as XML."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_package import build_small, declare, small_tables, table_of

from toolkit.errors import UsageError
from toolkit.package.write import write_package
from toolkit.release import workbook
from toolkit.release.sheet_names import sheet_names
from toolkit.release.workbook import MAX_UNITS, cell_text, write_workbook

ROOT = Path(__file__).resolve().parents[1]
LONG = "ä𝄞" * 20_000
NOTES = [
    "=1+1",
    "@x",
    "-1",
    "+49 30",
    "\t=cmd",
    "https://example.org/x",
    "mailto:x@example.org",
    "007",
    "1e5",
    "TRUE",
    "  kept  ",
    "{=1}",
    "<b>&amp;</b>",
    "<r><t>raw</t></r>",
    "two\nlines",
    LONG,
]


def _noted(folder: Path, notes: list[str]) -> Path:
    """A package with these texts as notes, and with numbers and dates that Excel cannot hold."""
    declaration = declare(folder)
    tables = small_tables(declaration)
    numbers = [Decimal("123456789012345.6"), Decimal("1094.26"), Decimal("1234567890123456")]
    rivers: list[tuple[Any, ...]] = [
        (name, name.title(), number, None)
        for name, number in zip(["elbe", "oder", "rhine"], numbers, strict=True)
    ]
    dates = [dt.date(1900, 3, 1), dt.date(1893, 7, 12), dt.date(1900, 2, 28), dt.date(2024, 2, 29)]
    bridges: list[tuple[Any, ...]] = [
        ("elbe", number, dates[number % 4], "stone", note) for number, note in enumerate(notes, 1)
    ]
    tables["rivers"] = table_of(declaration, "rivers", rivers)
    tables["bridges"] = table_of(declaration, "bridges", bridges)
    return write_package(tables, declaration, folder / "package").target


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _noted(tmp_path_factory.mktemp("workbook"), NOTES)


@pytest.fixture(scope="module")
def file(package: Path) -> Path:
    target = package.parent / "crossings.xlsx"
    write_workbook(package, target)
    return target


@pytest.fixture(scope="module")
def book(file: Path) -> Any:
    return openpyxl.load_workbook(file)


def test_sheets_are_the_index_the_columns_the_tables_and_then_the_lists(book: Any) -> None:
    assert book.sheetnames == ["Contents", "Columns", "rivers", "bridges", "materials"]
    index = book["Contents"]
    assert index["A1"].value == "River crossings"
    assert index["A3"].value == "Version 1.2.3, licence CC0-1.0"
    rows = [[cell.value for cell in row[:5]] for row in index.iter_rows(min_row=5)]
    assert rows[0] == ["Sheet", "Table", "Rows", "Columns", "A row is"]
    assert rows[2] == ["bridges", "bridges", 16, 5, "A row is one bridge over a river."]
    assert [row[0].hyperlink.location for row in index.iter_rows(min_row=6)] == [
        "'rivers'!A1",
        "'bridges'!A1",
        "'materials'!A1",
    ]


def test_columns_are_described_twice(book: Any) -> None:
    rows = [[cell.value for cell in row] for row in book["Columns"].iter_rows()]
    assert rows[0][:3] == ["Table", "Column", "Title"]
    by_column = {(row[0], row[1]): row for row in rows[1:]}
    assert by_column["bridges", "river_id"][6:] == ["yes", "rivers.river_id"]
    assert by_column["rivers", "length_km"][4] == "number"
    assert "What note says" in by_column["bridges", "note"][3]
    assert "What note says" in book["bridges"]["E1"].comment.text


def test_values_have_their_types(book: Any) -> None:
    bridges = book["bridges"]
    assert [cell.value for cell in bridges[1]] == [
        *("river_id", "number", "opened_on", "material_code", "note")
    ]
    assert (bridges["B2"].value, bridges["B2"].data_type) == (1, "n")
    days = [bridges[f"C{row}"] for row in (2, 3, 4, 5)]
    assert [cell.data_type for cell in days] == ["s", "s", "d", "d"]
    assert [cell.value for cell in days] == [
        "1893-07-12",
        "1900-02-28",
        dt.datetime(2024, 2, 29),
        dt.datetime(1900, 3, 1),
    ]
    assert days[2].number_format == "yyyy-mm-dd"
    rivers = book["rivers"]
    assert [rivers[f"C{row}"].value for row in (2, 3, 4)] == [
        "123456789012345.6",
        1094.26,
        "1234567890123456",
    ]
    assert rivers["D2"].value is None
    assert book["materials"]["A2"].value == "steel"


def test_texts_stay_texts(book: Any, file: Path) -> None:
    notes = [book["bridges"][f"E{row}"] for row in range(2, 2 + len(NOTES))]
    assert [cell.value for cell in notes[:-1]] == NOTES[:-1]
    assert {cell.data_type for cell in notes} == {"s"}
    assert [cell.quotePrefix for cell in notes[:6]] == [True, True, True, True, True, False]
    assert not any(cell.hyperlink for cell in notes)
    with zipfile.ZipFile(file) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        assert not any(b"<f>" in parts.read(name) for name in sheets)


def test_what_is_too_long_is_cut_and_told(book: Any) -> None:
    cut = book["bridges"][f"E{1 + len(NOTES)}"].value
    assert cut.endswith("[cut here; the whole text stands in data/bridges.parquet]")
    assert MAX_UNITS - 1 <= len(cut.encode("utf-16-le")) // 2 <= MAX_UNITS
    assert LONG.startswith(cut.partition("… [")[0])
    told = {row[1].value: row[5].value for row in book["Contents"].iter_rows(min_row=6)}
    assert told["bridges"] == (
        "days before March 1900 as text: 8; texts cut: 1. All is whole in data/bridges.parquet."
    )
    assert told["rivers"].startswith("numbers of more than 15 digits as text: 2.")
    assert told["materials"] is None


def test_headers_stay_in_sight_and_can_be_filtered(book: Any) -> None:
    for name, last in (("rivers", "D4"), ("bridges", "E17"), ("materials", "C3")):
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref == f"A1:{last}"
    assert 8 <= book["bridges"].column_dimensions["A"].width < 20
    assert book["bridges"].column_dimensions["E"].width > 40


def test_rows_beyond_excels_are_left_out_and_told(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 5)
    write_workbook(package, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["bridges"].max_row == 5
    row = next(row for row in book["Contents"].iter_rows(min_row=6) if row[1].value == "bridges")
    assert row[2].value == 16
    assert row[5].value.startswith("12 rows more than Excel holds are left out; days before")


def test_values_of_other_types_are_text_and_told(tmp_path: Path) -> None:
    """A package from elsewhere may hold moments, lists and what else Parquet has."""
    target = build_small(tmp_path).target
    path = target / "data" / "rivers.parquet"
    moment = pa.array([dt.datetime(2024, 2, 29, 13, 30), None])
    table = pq.read_table(path)
    pq.write_table(table.set_column(table.num_columns - 1, "navigable", moment), path)
    write_workbook(target, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["rivers"]["D2"].value == "2024-02-29 13:30:00"
    assert book["Contents"]["F6"].value.startswith("values of other types as text: 1.")


WRITE = """
import sys
from pathlib import Path
from toolkit.release.workbook import write_workbook
write_workbook(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_bytes_are_the_same_elsewhere_and_depend_on_no_zlib(
    package: Path, file: Path, tmp_path: Path
) -> None:
    environment = {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "TZ": "Asia/Kathmandu",
        "LANG": "tr_TR.UTF-8",
    }
    target = tmp_path / "other name.xlsx"
    subprocess.run(
        [sys.executable, "-c", WRITE, str(package), str(target)],
        cwd=tmp_path,
        env=environment,
        check=True,
        umask=0o077,
    )
    assert target.read_bytes() == file.read_bytes()
    with zipfile.ZipFile(file) as parts:
        assert {part.compress_type for part in parts.infolist()} == {zipfile.ZIP_STORED}


def test_its_moment_is_the_packages_own(book: Any, tmp_path: Path) -> None:
    assert book.properties.created == dt.datetime(2000, 1, 1)
    released = build_small(tmp_path).target
    descriptor = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["created"] = "2026-11-22T01:30:00Z"
    (released / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    write_workbook(released, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.properties.created == dt.datetime(2026, 11, 22, 1, 30)
    assert book["Contents"]["A3"].value == (
        "Version 1.2.3, created 2026-11-22T01:30:00Z, licence CC0-1.0"
    )


def test_without_the_library_it_says_what_to_install(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"XlsxWriter is missing.*readout-toolkit\[build\]"):
        write_workbook(package, tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(0, 500))
@example("\ufffe \uffff", 0)
@example("𝄞", 40_000)
def test_any_text_fits_into_a_cell(text: str, times: int) -> None:
    cell, changed = cell_text(text * times, "data/x.parquet")
    assert len(cell.encode("utf-16-le")) // 2 <= MAX_UNITS
    assert not {"\ufffe", "\uffff"} & set(cell)
    assert (cell == text * times) == (changed == "")


@settings(max_examples=5)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=9)
)
@example(["<r>&</r>", "\x00\x0b\x1f", "_x0041_", "\ufffe", "\r\n", "<r></r>"])
def test_any_text_comes_back(notes: list[str]) -> None:
    """Control characters as Excel spells them: ``_x000B_``, and ``_x005F_`` before such words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(_noted(folder, notes), folder / "x.xlsx")
        with zipfile.ZipFile(folder / "x.xlsx") as parts:
            strings = _shared_strings(parts.read("xl/sharedStrings.xml"))
    wanted = {re.sub("[\ufffe\uffff]", "\ufffd", note) for note in notes}
    assert wanted <= strings


def _shared_strings(xml: bytes) -> set[str]:
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    texts = ("".join(item.itertext()) for item in ElementTree.fromstring(xml).iter(f"{space}si"))
    return {re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) for text in texts}


@given(st.lists(st.text(max_size=45), unique=True, max_size=12))
@example(["a" * 40, "a" * 41, "A" * 40, "History", "''", "[x]", "", "b" * 31 + "'"])
def test_sheet_names_are_excels(names: list[str]) -> None:
    found = sheet_names(names)
    assert list(found) == names
    lowered = [name.lower() for name in found.values()]
    assert len(set(lowered)) == len(lowered)
    for name in found.values():
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.lower() != "history"
